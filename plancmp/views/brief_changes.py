"""What changed, as a part of the brief: between two plans, or from each of several to the next."""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from plancmp.domain.comparison import Comparison, compare
from plancmp.domain.model import Dataset, Plan, PlanDraft
from plancmp.domain.side_by_side import in_order_of_time, side_by_side
from plancmp.views import document as doc
from plancmp.views.diff import DiffView
from plancmp.views.history import COLUMNS, HistoryView
from plancmp.views.references import References
from plancmp.views.side_by_side import SideBySideView

HISTORIES = "Topic by topic, in order of time"
"""What the part with the histories is called."""


class Changes(NamedTuple):
    """What changed among the plans of a brief."""

    steps: Sequence[Comparison] = ()
    """Each plan and the next."""
    between: DiffView | None = None
    """Where there are two plans."""
    several: SideBySideView | None = None
    """Where there are more."""
    histories: Sequence[HistoryView] = ()
    """Where there are more: the topics that several are reported on, each in order of time."""

    @property
    def view(self) -> DiffView | SideBySideView | None:
        """What says it; None where there is one plan."""
        return self.between or self.several


def what_changed(
    dataset: Dataset, plans: Sequence[Plan], outlets: Sequence[str], references: References
) -> Changes:
    """What changed from each of the plans to the next; nothing where there is one."""
    drafts = [PlanDraft(plan, plan.last_draft) for plan in plans]
    steps = [compare(dataset, before, after, outlets) for before, after in pairwise(drafts)]
    if not steps:
        return Changes()
    if len(steps) == 1:
        return Changes(steps, DiffView(dataset, steps[0], outlets, references=references))
    laid = side_by_side(dataset, drafts, outlets)
    several = SideBySideView(dataset, laid, outlets, references=references)
    in_time = side_by_side(dataset, in_order_of_time(plans), outlets)
    rows = {row.topic.id: row for row in in_time.topics}
    histories = [
        HistoryView(
            dataset,
            in_time._replace(topics=(rows[shared.topic.id],)),
            outlets,
            references=references,
        )
        for shared in several.shared
    ]
    return Changes(steps, None, several, histories)


def history_table(histories: Sequence[HistoryView]) -> doc.Table:
    """For each topic the question that tells most, a row to a plan or draft."""
    return doc.Table(COLUMNS, tuple(history.leading() for history in histories))
