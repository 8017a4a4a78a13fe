"""What changed between two plans. Every command's changes come from `compare`.

docs/semantics.md, Changes.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from typing import NamedTuple

from plancmp.domain.model import Provision, Term, Topic
from plancmp.domain.positions import Statement, only_absent, positions, values_of
from plancmp.domain.values import ABSENT, Relation, Value
from plancmp.domain.words import ExplainedWord


class Change(ExplainedWord):
    """What differs between two plans on one term or topic, the most severe first."""

    CHANGED = "changed", "whichever outlet is right, it is another"
    DEPENDS = "depends", "whether it changed depends on whom you believe"
    DROPPED = "dropped", "reported to be gone"
    ADDED = "added", "reported not to have been there before"
    MORE_SPECIFIC = "more-specific", "all reported after is narrower or the same"
    LESS_SPECIFIC = "less-specific", "all reported after is broader or the same"
    OVERLAPPING = "overlapping", "not the same, and nothing excludes anything else"
    UNCHANGED = "unchanged", "the same"
    NOT_COMPARABLE = "not-comparable", "both reported, but on different terms"
    ONLY_BEFORE = "only-before", "not reported after, which is not the same as dropped"
    ONLY_AFTER = "only-after", "not reported before, which is not the same as added"


class TermChange(NamedTuple):
    """What differs on one term, with the statements of both sides."""

    term: Term
    change: Change
    before: tuple[Statement, ...]
    after: tuple[Statement, ...]

    @property
    def pairs(self) -> tuple[tuple[Value, Value, Relation], ...]:
        """Each value before with each after, and how the one after stands to it."""
        return tuple(
            (one, other, self.term.kind.relation(other, one))
            for one in values_of(self.before)
            for other in values_of(self.after)
        )


class TopicChange(NamedTuple):
    """What differs on one topic."""

    topic: Topic
    change: Change
    before: Provision | None
    after: Provision | None
    terms: tuple[TermChange, ...]


def compare(
    before: Sequence[Provision], after: Sequence[Provision], outlets: Sequence[str]
) -> tuple[TopicChange, ...]:
    """What changed between two plans, over the outlets compared and in their last drafts.

    Provisions are paired by topic. Topics that no outlet compared reports on are left out. The
    order is that of the later plan, then of the earlier.
    """
    befores = {provision.topic.id: provision for provision in before}
    afters = {provision.topic.id: provision for provision in after}
    changes = []
    for id in dict.fromkeys(chain(afters, befores)):
        one, other = befores.get(id), afters.get(id)
        known = other or one
        assert known
        terms = _term_changes(known.topic, _last_draft(one, outlets), _last_draft(other, outlets))
        if terms:
            change = _of_topic([term.change for term in terms])
            changes.append(TopicChange(known.topic, change, one, other, terms))
    return tuple(changes)


def _last_draft(
    provision: Provision | None, outlets: Sequence[str]
) -> Mapping[str, tuple[Statement, ...]]:
    if provision is None:
        return {}
    last = provision.plan.last_draft
    return {
        term: kept
        for term, statements in positions(provision, outlets).items()
        if (kept := tuple(s for s in statements if s.claim.report.draft == last))
    }


def _term_changes(
    topic: Topic,
    before: Mapping[str, tuple[Statement, ...]],
    after: Mapping[str, tuple[Statement, ...]],
) -> tuple[TermChange, ...]:
    changes = []
    for id, term in topic.terms.items():
        ones, others = before.get(id, ()), after.get(id, ())
        if ones or others:
            changes.append(TermChange(term, change_of(term, ones, others), ones, others))
    valued = tuple(c for c in changes if not only_absent((*c.before, *c.after)))
    return valued or tuple(changes)


def change_of(term: Term, before: Sequence[Statement], after: Sequence[Statement]) -> Change:
    """What differs between the statements of two plans on one term; one side may be empty.

    Where every outlet reports the same of both plans, the term is unchanged, whatever the outlets
    dispute among themselves.
    """
    if not before:
        return Change.ONLY_AFTER
    if not after:
        return Change.ONLY_BEFORE
    ones, others = values_of(before), values_of(after)
    relations = {term.kind.relation(other, one) for one in ones for other in others}
    if relations == {Relation.SAME} or _entries(before) == _entries(after):
        return Change.UNCHANGED
    if relations == {Relation.DISJOINT}:
        if others == (ABSENT,):
            return Change.DROPPED
        return Change.ADDED if ones == (ABSENT,) else Change.CHANGED
    if Relation.DISJOINT in relations:
        return Change.DEPENDS
    if relations <= {Relation.SAME, Relation.NARROWER}:
        return Change.MORE_SPECIFIC
    if relations <= {Relation.SAME, Relation.BROADER}:
        return Change.LESS_SPECIFIC
    return Change.OVERLAPPING


def _entries(statements: Iterable[Statement]) -> set[tuple[str, Value]]:
    """Which outlet says which value."""
    return {(statement.outlet, statement.value) for statement in statements}


_OPPOSITES = (
    (Change.DROPPED, Change.ADDED, Change.CHANGED),
    (Change.MORE_SPECIFIC, Change.LESS_SPECIFIC, Change.OVERLAPPING),
    (Change.ONLY_BEFORE, Change.ONLY_AFTER, Change.NOT_COMPARABLE),
)


def _of_topic(changes: Sequence[Change]) -> Change:
    """The change of a topic: the most severe of its terms', opposites being neither of the two.

    It does not depend on which plan comes first: swapping the plans mirrors it.
    """
    found = set(changes)
    for one, other, both in _OPPOSITES:
        if {one, other} <= found:
            found = found - {one, other} | {both}
    if Change.OVERLAPPING in found:
        found -= {Change.MORE_SPECIFIC, Change.LESS_SPECIFIC}
    return min(found, key=list(Change).index)
