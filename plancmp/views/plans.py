"""`plancmp plans`: the plans there are, with counts."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TypedDict

from plancmp.domain.findings import PlanCounts
from plancmp.domain.model import Dataset
from plancmp.domain.problems import Problem
from plancmp.domain.side_by_side import by_day
from plancmp.views import document as doc
from plancmp.views.base import View
from plancmp.views.json_types import Count, Day, Positive
from plancmp.views.wording import counted, day, full_names, hints, left_out, names

COUNTS = ("provisions", "reports", "claims", "quoted", "articles", "whole", "outlets")
TITLES: Mapping[str, str] = {"quoted": "key phrases", "whole": "read whole"}
NO_PLANS = "There are no plans yet; plancmp new plan -h says how one is made."
RECORD = ("plan", "title", "date", "points", "drafts", *COUNTS, "covering", "covering_names")


class PlanData(TypedDict):
    """A plan, and what there is on it over all outlets."""

    plan: str
    title: str
    date: Day | None
    points: Positive | None
    drafts: list[str]
    provisions: Count
    reports: Count
    claims: Count
    quoted: Count
    articles: Count
    whole: Count
    outlets: Count
    covering: list[str]


class PlansData(TypedDict):
    """What `plans` says."""

    title: str
    plans: list[PlanData]


class PlansView(View):
    """The plans by what there is on each, and the outlets compared that have articles on it."""

    command = "plans"

    def __init__(
        self,
        dataset: Dataset,
        counts: Sequence[PlanCounts],
        outlets: Sequence[str],
        problems: Sequence[Problem] = (),
    ) -> None:
        """Take what there is on each plan; `dataset` knows its title and the outlets' names."""
        super().__init__("Plans", problems)
        self.dataset = dataset
        by_plan = {count.plan.id: count for count in counts}
        self.counts = [by_plan[plan.id] for plan in by_day(count.plan for count in counts)]
        self.outlets = outlets

    def blocks(self) -> Iterator[doc.Block]:
        """A table with a row for each plan."""
        yield doc.Heading(doc.line(self.dataset.title, "strong"))
        compared = names(self.dataset, self.outlets) or "none"
        covered = f"covered by: which of the outlets compared ({compared})"
        count = doc.line(f"{counted(len(self.counts), 'plan')}; {covered}")
        yield doc.Paragraph((count, *left_out(self.dataset)))
        if self.counts:
            rows = tuple(
                (
                    doc.cell(count.plan.id, "strong"),
                    doc.cell(count.plan.title),
                    doc.cell(day(count.plan.date)),
                    doc.cell(str(count.plan.points or "–")),
                    *_cells(plan_data(count)),
                    doc.cell(names(self.dataset, count.covering) or "none"),
                )
                for count in self.counts
            )
            columns = (
                *map(doc.Column, ("plan", "title", "date")),
                *(doc.Column(TITLES.get(name, name), right=True) for name in ("points", *COUNTS)),
                doc.Column("covered by"),
            )
            yield doc.Table(columns, (doc.RowGroup(rows),))
        else:
            yield doc.Paragraph((doc.line(NO_PLANS),))

    def screen(self) -> Iterator[doc.Block]:
        """A line to a plan: what it is called, and how much there is on it.

        Of its reports, how many have a key phrase; of its articles, how many were read whole.
        """
        yield doc.Heading(doc.line(self.dataset.title, "strong"))
        rows = tuple(
            (
                doc.cell(count.plan.id, "strong"),
                doc.cell(count.plan.title),
                doc.cell(str(count.plan.points or "–")),
                doc.cell(f"{count.provisions:,}"),
                doc.cell(f"{count.with_quote:,} of {count.reports:,}"),
                doc.cell(f"{count.whole:,} of {count.articles:,}"),
            )
            for count in self.counts
        )
        columns = (
            *map(doc.Column, ("plan", "title")),
            *(doc.Column(name, right=True) for name in ("points", "provisions")),
            *map(doc.Column, ("reports with key phrase", "articles read whole")),
        )
        yield doc.Table(columns, (doc.RowGroup(rows),), counts="plan")
        ids = [count.plan.id for count in self.counts]
        yield doc.Paragraph(((),))
        if ids:
            two = [f"what changed: plancmp diff {ids[0]} {ids[1]}"] if len(ids) > 1 else []
            yield hints(f"one plan: plancmp show {ids[-1]}", *two, "every count: --all")
        else:
            yield doc.Paragraph((doc.line(NO_PLANS),))

    def records(self) -> doc.Records:
        """A record for each plan."""
        rows = (
            {**plan_data(c), "covering_names": full_names(self.dataset, c.covering)}
            for c in self.counts
        )
        return doc.records(RECORD, rows)

    def data(self) -> PlansData:
        return {"title": self.dataset.title, "plans": list(map(plan_data, self.counts))}


def _cells(data: Mapping[str, object]) -> Iterator[doc.Cell]:
    return (doc.cell(f"{data[name]:,}") for name in COUNTS)


def plan_data(count: PlanCounts) -> PlanData:
    """A plan with what there is on it, as data."""
    return {
        "plan": count.plan.id,
        "title": count.plan.title,
        "date": count.plan.date.isoformat() if count.plan.date else None,
        "points": count.plan.points,
        "drafts": list(count.plan.drafts),
        "provisions": count.provisions,
        "reports": count.reports,
        "claims": count.claims,
        "quoted": count.with_quote,
        "articles": count.articles,
        "whole": count.whole,
        "outlets": count.outlets,
        "covering": list(count.covering),
    }
