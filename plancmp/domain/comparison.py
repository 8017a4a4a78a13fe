"""What changed between two plans. Every command's changes come from `compare`.

docs/semantics.md, Changes.
"""

from collections.abc import Collection, Iterator, Sequence
from itertools import chain
from operator import attrgetter
from typing import NamedTuple

from plancmp.domain.model import Dataset, PlanDraft, Provision, Term, Topic
from plancmp.domain.positions import only_absent
from plancmp.domain.sides import Entry, Reported, Side
from plancmp.domain.values import ABSENT, Relation
from plancmp.domain.words import ExplainedWord


class Change(ExplainedWord):
    """What differs between two plans on one term or topic, the most severe first."""

    CHANGED = "changed", "no answer compared of the one fits any of the other"
    DEPENDS = "depends", "whether it changed depends on whom you believe"
    DROPPED = "dropped", "reported to be gone"
    ADDED = "added", "reported not to have been there before"
    MORE_SPECIFIC = "more-specific", "all reported after leaves less open, or as much"
    LESS_SPECIFIC = "less-specific", "all reported after leaves more open, or as much"
    OVERLAPPING = "overlapping", "not the same, and nothing excludes anything else"
    MORE_REPORTED = (
        "more-reported",
        "the same where both are reported, and of one more is reported",
    )
    UNCHANGED = "unchanged", "the same"
    NOT_COMPARABLE = (
        "not-comparable",
        "both reported, but on different terms or under different conditions",
    )
    ELSEWHERE = (
        "elsewhere",
        "the other plan is reported only by outlets that are not compared",
    )
    OTHER_DRAFT = "other-draft", "of the other plan only another draft is reported"
    ONLY_BEFORE = (
        "only-before",
        "not in what was read of the plan after, which is not to say dropped",
    )
    ONLY_AFTER = (
        "only-after",
        "not in what was read of the plan before, which is not to say added",
    )


WEIGHTY = (Change.CHANGED, Change.DEPENDS, Change.DROPPED, Change.ADDED)
"""The changes of which some pair of values excludes each other."""


class TermChange(NamedTuple):
    """What differs on one term, with what is said of both plans."""

    term: Term
    change: Change
    before: Side
    after: Side

    @property
    def sides(self) -> tuple[Side, Side]:
        """What is said of the plan before, and of the plan after."""
        return (self.before, self.after)

    @property
    def pairs(self) -> tuple[tuple[Entry, Entry, Relation], ...]:
        """Each value before with each after that it meets, and how the one after stands to it."""
        return tuple(_pairs(self.term, self.before.entries, self.after.entries))


class TopicChange(NamedTuple):
    """What differs on one topic."""

    topic: Topic
    change: Change
    before: Provision | None
    after: Provision | None
    terms: tuple[TermChange, ...]
    related: tuple[Topic, ...] = ()
    """Where one plan is not reported: the topics beside this one on which it is."""

    @property
    def apart(self) -> bool:
        """Whether it is listed apart, and not counted; docs/python.md offers it."""
        return self.topic.is_circumstance


class Comparison(NamedTuple):
    """What changed between two plans."""

    before: PlanDraft
    after: PlanDraft
    changes: tuple[TopicChange, ...]
    """In the order of the later plan, then of the earlier."""
    not_compared: tuple[Topic, ...]
    """The topics on which only outlets that are not compared report, or only on other drafts."""

    def other_than(self, earlier: "Comparison") -> frozenset[str]:
        """The terms, as TOPIC.TERM, whose change is not the one that another comparison has."""
        before, now = (
            {f"{t.topic.id}.{term.term.id}": term.change for t in one.changes for term in t.terms}
            for one in (earlier, self)
        )
        return frozenset(id for id in now if before.get(id) is not now[id])


def compare(
    dataset: Dataset,
    before: PlanDraft,
    after: PlanDraft,
    outlets: Sequence[str],
    topics: Collection[str] | None = None,
) -> Comparison:
    """What changed between two plans, over the outlets compared, on these topics, else on all.

    Provisions are paired by topic. A plan held against itself is unchanged, whatever is disputed.
    """
    one, other = (
        Reported(
            dataset, of, outlets, {side.draft for side in (before, after) if side.plan == of.plan}
        )
        for of in (before, after)
    )
    same = one.id == other.id
    changes, not_compared = [], []
    for id in dict.fromkeys(chain(other.provisions, one.provisions)):
        topic = (other.provisions.get(id) or one.provisions[id]).topic
        if topics is not None and id not in topics:
            continue
        change = _topic_change(topic, one, other, same=same)
        if change:
            changes.append(change)
        elif any(side.provisions[id].reports for side in (one, other) if id in side.provisions):
            not_compared.append(topic)
    return Comparison(before, after, tuple(changes), tuple(not_compared))


def _topic_change(
    topic: Topic, before: Reported, after: Reported, *, same: bool
) -> TopicChange | None:
    """What differs on a topic; None where no outlet compared reports either plan on it."""
    ones, others = before.compared(topic.id), after.compared(topic.id)
    if not (ones or others):
        return None
    sides_before, sides_after = before.sides_of(topic, ones), after.sides_of(topic, others)
    terms = []
    for id, term in topic.terms.items():
        one, other = sides_before[id], sides_after[id]
        change: Change | None = None
        if one.entries and other.entries:
            change = Change.UNCHANGED if same else change_of(term, one.entries, other.entries)
        elif one.entries:
            change = _beside(after, other) or Change.ONLY_BEFORE
        elif other.entries:
            change = _beside(before, one) or Change.ONLY_AFTER
        elif not (ones and others):
            change = _beside(after, other) if ones else _beside(before, one)
        if change:
            terms.append(TermChange(term, change, one, other))
    terms = [term for term in terms if not _only_absent(term)] or terms
    related = () if ones and others else _related(topic, after if ones else before)
    return TopicChange(
        topic,
        _of_topic([term.change for term in terms], both=bool(ones and others)),
        before.provisions.get(topic.id),
        after.provisions.get(topic.id),
        tuple(terms),
        related,
    )


def _beside(of: Reported, side: Side) -> Change | None:
    """What there is of a side of which the outlets compared say nothing; None for nothing."""
    if not side.elsewhere:
        return None
    here = any(entry.draft == of.draft for entry in side.elsewhere)
    return Change.ELSEWHERE if here else Change.OTHER_DRAFT


def _only_absent(term: TermChange) -> bool:
    entries = chain.from_iterable(side.entries or side.elsewhere for side in term.sides)
    return only_absent(statement for entry in entries for statement in entry.statements)


def _related(topic: Topic, missing: Reported) -> tuple[Topic, ...]:
    """The related topics on which a plan that is not reported on this one is."""
    beside = (p.topic for p in missing.provisions.values())
    return tuple(
        other
        for other in beside
        if (other.id in topic.related or topic.id in other.related) and missing.speaks_of(other.id)
    )


def _pairs(
    term: Term, before: Sequence[Entry], after: Sequence[Entry]
) -> Iterator[tuple[Entry, Entry, Relation]]:
    for one in before:
        for other in after:
            if one.meets(other):
                yield one, other, term.kind.relation(other.value, one.value)


def change_of(term: Term, before: Sequence[Entry], after: Sequence[Entry]) -> Change:
    """What differs between what is said of two plans on one term, neither side being empty.

    All values after are held against all before, but for those that are for another case.
    """
    relations = {relation for *_, relation in _pairs(term, before, after)}
    if not relations:
        return Change.NOT_COMPARABLE
    if relations == {Relation.SAME}:
        cases = {entry.condition for entry in before} ^ {entry.condition for entry in after}
        return Change.MORE_REPORTED if cases else Change.UNCHANGED
    if relations == {Relation.DISJOINT}:
        if all(entry.value == ABSENT for entry in after):
            return Change.DROPPED
        gone = all(entry.value == ABSENT for entry in before)
        return Change.ADDED if gone else Change.CHANGED
    if Relation.DISJOINT in relations:
        return Change.DEPENDS
    if relations <= {Relation.SAME, Relation.NARROWER}:
        return Change.MORE_SPECIFIC
    if relations <= {Relation.SAME, Relation.BROADER}:
        return Change.LESS_SPECIFIC
    return Change.OVERLAPPING


_OPPOSITES = (
    (Change.DROPPED, Change.ADDED, Change.CHANGED),
    (Change.MORE_SPECIFIC, Change.LESS_SPECIFIC, Change.OVERLAPPING),
)


def _of_topic(changes: Sequence[Change], *, both: bool) -> Change:
    """The change of a topic: the most severe of its terms', opposites being neither of the two.

    `both` says whether the outlets compared report both plans. It does not depend on which plan
    comes first: swapping the plans mirrors it.
    """
    found = set(changes)
    for one, other, merged in _OPPOSITES:
        if {one, other} <= found:
            found = found - {one, other} | {merged}
    if Change.OVERLAPPING in found:
        found -= {Change.MORE_SPECIFIC, Change.LESS_SPECIFIC}
    most_severe = min(found, key=attrgetter("rank"))
    if most_severe is Change.UNCHANGED and len(found) > 1:
        return Change.MORE_REPORTED
    if both and most_severe.rank > Change.UNCHANGED.rank:
        return Change.NOT_COMPARABLE
    return most_severe
