"""Any number of plans side by side: topics by plans, each held against the one before it or a base.

docs/semantics.md, Several plans.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import date
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from plancmp.domain.comparison import WEIGHTY, Change, Comparison, TopicChange, change_of, compare
from plancmp.domain.model import Dataset, Plan, PlanDraft, Provision, Report, Term, Topic
from plancmp.domain.sides import Entry, Reported, Side
from plancmp.domain.values import Value, YesNo

NOTHING = Side()


class TermRow(NamedTuple):
    """One question, with what is said of each plan, and how that stands to the plan held to."""

    term: Term
    sides: tuple[Side, ...]
    changes: tuple[Change | None, ...]
    """One a plan; None for the plan that is held against none, and where neither is reported."""

    @property
    def reported(self) -> int:
        """Of how many plans the outlets compared report it."""
        return sum(bool(side.entries) for side in self.sides)


class TopicRow(NamedTuple):
    """One topic, with its provision in each plan that has one and its questions."""

    topic: Topic
    provisions: tuple[Provision | None, ...]
    changes: tuple[Change | None, ...]
    terms: tuple[TermRow, ...]


class SideBySide(NamedTuple):
    """Plans in their order, topic by topic."""

    plans: tuple[PlanDraft, ...]
    base: PlanDraft | None
    topics: tuple[TopicRow, ...]
    not_compared: tuple[Topic, ...]
    """The topics on which only outlets that are not compared report any of the plans."""


def side_by_side(
    dataset: Dataset,
    plans: Sequence[PlanDraft],
    outlets: Sequence[str],
    topics: Collection[str] | None = None,
    base: PlanDraft | None = None,
) -> SideBySide:
    """The plans held each against the one before it, or all against the base, by the same rules.

    On these topics, else on all; the verdict on each two is that of `compare`.
    """
    steps = [
        (base or before, after) for before, after in pairwise(plans) if (base or before) != after
    ]
    if base and base != plans[0]:
        steps.insert(0, (base, plans[0]))
    if not steps:  # one alone: held against itself for what it says, which is no change
        steps = [(plan, plan) for plan in plans]
    comparisons = [compare(dataset, one, other, outlets, topics) for one, other in steps]
    found: dict[str, Topic] = {}
    for comparison in comparisons:
        found.update((change.topic.id, change.topic) for change in comparison.changes)
    missing = {t.id: t for comparison in comparisons for t in comparison.not_compared}
    reported = {
        plan.id: Reported(dataset, plan, outlets, {p.draft for p in plans if p.plan == plan.plan})
        for plan in plans
    }
    return SideBySide(
        tuple(plans),
        base,
        tuple(_topic_row(dataset, topic, plans, comparisons, reported) for topic in found.values()),
        tuple(topic for id, topic in missing.items() if id not in found),
    )


def _topic_row(
    dataset: Dataset,
    topic: Topic,
    plans: Sequence[PlanDraft],
    comparisons: Sequence[Comparison],
    reported: Mapping[str, Reported],
) -> TopicRow:
    of_topic = [
        (comparison, change)
        for comparison in comparisons
        for change in comparison.changes
        if change.topic.id == topic.id
    ]
    by_after = {
        comparison.after.id: change
        for comparison, change in of_topic
        if comparison.before.id != comparison.after.id
    }
    others = cache(lambda plan: reported[plan].sides(topic))
    terms = (_term_row(term, plans, of_topic, others) for term in topic.terms.values())
    provisions = {p.plan.id: p for p in dataset.provisions if p.topic.id == topic.id}
    return TopicRow(
        topic,
        tuple(provisions.get(plan.plan.id) for plan in plans),
        tuple(by_after[plan.id].change if plan.id in by_after else None for plan in plans),
        tuple(row for row in terms if any(s.entries or s.elsewhere for s in row.sides)),
    )


def _term_row(
    term: Term,
    plans: Sequence[PlanDraft],
    of_topic: Sequence[tuple[Comparison, TopicChange]],
    others: Callable[[str], Mapping[str, Side]],
) -> TermRow:
    """Each plan's side as the comparisons have it.

    Where none does, as nobody compared speaks of either of two plans, it is what others say.
    """
    sides: dict[str, Side] = {}
    changes: dict[str, Change] = {}
    for comparison, topic in of_topic:
        for change in topic.terms:
            if change.term.id == term.id:
                sides.setdefault(comparison.before.id, change.before)
                sides.setdefault(comparison.after.id, change.after)
                if comparison.before.id != comparison.after.id:
                    changes[comparison.after.id] = change.change
    if sides:
        sides = {**{p.id: others(p.id)[term.id] for p in plans if p.id not in sides}, **sides}
    return TermRow(
        term,
        tuple(_but_for(plans, plan, sides.get(plan.id, NOTHING)) for plan in plans),
        tuple(changes.get(plan.id) for plan in plans),
    )


def _but_for(plans: Sequence[PlanDraft], plan: PlanDraft, side: Side) -> Side:
    """What is said of a plan, without its other drafts that are among the plans themselves."""
    rest = tuple(e for e in side.elsewhere if PlanDraft(plan.plan, e.draft) not in plans)
    return side._replace(elsewhere=rest) if side.entries else side


def by_day(plans: Iterable[Plan]) -> list[Plan]:
    """The plans in the order of their days, those without one last."""
    return sorted(plans, key=lambda plan: (plan.date or date.max, plan.id))


def in_order_of_time(plans: Iterable[Plan]) -> tuple[PlanDraft, ...]:
    """Every draft of the plans, in the order of the plans' days and of their drafts."""
    return tuple(PlanDraft(plan, draft) for plan in by_day(plans) for draft in plan.drafts or ("",))


def first_reports(
    provision: Provision | None, draft: str, term: str, answers: Iterable[tuple[Value, str]]
) -> Sequence[Report]:
    """Whoever first gives one of these answers of a draft, compared or not: a value and its case.

    By articles whose day is known.
    """
    claims = provision.of_draft(draft).claims(term) if provision else ()
    given = frozenset(answers)
    dated = [
        (claim.report.article.date, claim.report)
        for claim in claims
        if (claim.value, claim.report.condition) in given
    ]
    first = min((day for day, _ in dated if day), default=None)
    return [report for day, report in dated if first and day == first]


def since_last(row: TermRow) -> tuple[Change | None, ...]:
    """How each plan stands to the last before it of which the question is reported.

    None where the plan is the first, or is not reported.
    """
    found: list[Change | None] = []
    last: tuple[Entry, ...] = ()
    for side in row.sides:
        both = last and side.entries
        found.append(change_of(row.term, last, side.entries) if both else None)
        last = side.entries or last
    return tuple(found)


def telling(row: TermRow) -> tuple[int, bool, int, int]:
    """How much a question tells: how often it changed, and of how many plans it is reported.

    An answer that says more than yes or no tells more. Of plans that are reported by the outlets
    compared, then by any; of several questions that tell as much the first asked is taken.
    """
    somewhere = sum(bool(side.entries or side.elsewhere) for side in row.sides)
    in_words = row.reported > 1 and not isinstance(row.term.kind, YesNo)
    return (sum(change in WEIGHTY for change in row.changes), in_words, row.reported, somewhere)
