"""`plancmp plans`: the plans there are, with counts."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from plancmp.domain.model import Dataset, Plan
from plancmp.domain.problems import Problem
from plancmp.views.base import View
from plancmp.views.document import (
    Band,
    Block,
    Column,
    Heading,
    Paragraph,
    Records,
    Table,
    cell,
    line,
    records,
)
from plancmp.views.wording import counted, day, names

COUNTS = ("provisions", "reports", "claims", "articles", "outlets")
RECORD = ("plan", "title", "date", "points", "drafts", *COUNTS, "covering")


def plan_rows(dataset: Dataset, outlets: Sequence[str]) -> list[dict[str, Any]]:
    """Each plan loaded with what there is on it, over all outlets."""
    return [_data(dataset, plan, outlets) for plan in dataset.plans.values()]


class PlansView(View):
    """The plans by what there is on each, and the outlets compared that have articles on it."""

    command = "plans"

    def __init__(
        self,
        dataset: Dataset,
        rows: Sequence[Mapping[str, Any]],
        outlets: Sequence[str],
        problems: Sequence[Problem] = (),
    ) -> None:
        """Take the rows of `plan_rows`; `dataset` knows its title and the outlets' names."""
        super().__init__("Plans", problems)
        self.dataset = dataset
        self.rows = rows
        self.outlets = outlets

    def blocks(self) -> Iterator[Block]:
        """A table with a row for each plan."""
        return _blocks(self.dataset, self.rows, self.outlets)

    def records(self) -> Records:
        """A record for each plan."""
        return records(RECORD, self.rows)

    def data(self) -> Mapping[str, Any]:
        """The plans, and the title of the data set."""
        return {"title": self.dataset.title, "plans": list(self.rows)}


def _blocks(
    dataset: Dataset, rows: Sequence[Mapping[str, Any]], outlets: Sequence[str]
) -> Iterator[Block]:
    yield Heading(line(dataset.title, "strong"))
    yield Paragraph((line(_note(dataset, len(rows), outlets)),))
    if rows:
        titles = ("plan", "date", "points", *COUNTS, "covered by")
        cells = tuple(
            (
                (line(row["plan"], "strong"), line(row["title"])),
                cell(row["date"] or "no date"),
                cell(str(row["points"] or "–")),
                *(cell(f"{row[count]:,}") for count in COUNTS),
                cell(names(dataset, row["covering"]) or "none"),
            )
            for row in rows
        )
        yield Table(tuple(map(Column, titles)), (Band(cells),))


def _note(dataset: Dataset, plans: int, outlets: Sequence[str]) -> str:
    compared = names(dataset, outlets) or "none"
    return f"{counted(plans, 'plan')}; covered by: which of the outlets compared ({compared})"


def _data(dataset: Dataset, plan: Plan, outlets: Sequence[str]) -> dict[str, Any]:
    provisions = dataset.of_plan(plan.id)
    reports = [report for provision in provisions for report in provision.reports]
    articles = [article for article in dataset.articles.values() if plan.id in article.covers]
    covering = {article.outlet for article in articles}
    return {
        "plan": plan.id,
        "title": plan.title,
        "date": day(plan.date) if plan.date else None,
        "points": plan.points,
        "drafts": list(plan.drafts),
        "provisions": len(provisions),
        "reports": len(reports),
        "claims": sum(len(report.says) or 1 for report in reports),
        "articles": len(articles),
        "outlets": len(covering),
        "covering": [outlet for outlet in outlets if outlet in covering],
    }
