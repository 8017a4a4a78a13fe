"""`plancmp plans`: the plans there are, with counts."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from plancmp.domain.findings import PlanCounts
from plancmp.domain.model import Dataset
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
from plancmp.views.wording import counted, day, left_out, names

COUNTS = ("provisions", "reports", "claims", "articles", "outlets")
RECORD = ("plan", "title", "date", "points", "drafts", *COUNTS, "covering")


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
        self.counts = counts
        self.outlets = outlets

    def blocks(self) -> Iterator[Block]:
        """A table with a row for each plan."""
        return _blocks(self.dataset, self.counts, self.outlets)

    def records(self) -> Records:
        """A record for each plan."""
        return records(RECORD, map(plan_data, self.counts))

    def data(self) -> Mapping[str, Any]:
        """The plans, and the title of the data set."""
        return {"title": self.dataset.title, "plans": list(map(plan_data, self.counts))}


def _blocks(
    dataset: Dataset, counts: Sequence[PlanCounts], outlets: Sequence[str]
) -> Iterator[Block]:
    yield Heading(line(dataset.title, "strong"))
    yield Paragraph((line(_note(dataset, len(counts), outlets)), *left_out(dataset)))
    if counts:
        titles = ("plan", "date", "points", *COUNTS, "covered by")
        cells = tuple(
            (
                (line(count.plan.id, "strong"), line(count.plan.title)),
                cell(day(count.plan.date)),
                cell(str(count.plan.points or "–")),
                *(cell(f"{getattr(count, name):,}") for name in COUNTS),
                cell(names(dataset, count.covering) or "none"),
            )
            for count in counts
        )
        yield Table(tuple(map(Column, titles)), (Band(cells),))


def _note(dataset: Dataset, plans: int, outlets: Sequence[str]) -> str:
    compared = names(dataset, outlets) or "none"
    return f"{counted(plans, 'plan')}; covered by: which of the outlets compared ({compared})"


def plan_data(count: PlanCounts) -> dict[str, Any]:
    """A plan with what there is on it, as data."""
    return {
        "plan": count.plan.id,
        "title": count.plan.title,
        "date": count.plan.date.isoformat() if count.plan.date else None,
        "points": count.plan.points,
        "drafts": list(count.plan.drafts),
        **{name: getattr(count, name) for name in COUNTS},
        "covering": list(count.covering),
    }
