"""What the choice of outlets hides: conflicts that show over all outlets alone.

docs/semantics.md, Findings.
"""

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from datetime import date
from itertools import chain
from typing import NamedTuple

from plancmp.domain.findings import (
    Findings,
    JudgedTerm,
    conflicts,
    contested,
    findings,
    new_since,
)
from plancmp.domain.model import Dataset, Term, Topic
from plancmp.domain.positions import Statement
from plancmp.domain.values import Relation
from plancmp.domain.verdicts import Judgement, Verdict


class Unseen(NamedTuple):
    """A term that is in conflict, though not over the outlets compared."""

    id: str
    """What the finding on it is called by."""
    plan: str
    topic: Topic
    term: Term
    against: tuple[Statement, ...] = ()
    """The statements of other outlets that exclude an answer of those compared, who do not give
    it."""


class Hidden(NamedTuple):
    """What the choice of outlets hides."""

    outlets: int = 0
    """How many there are in all."""
    conflicts: int = 0
    """How many terms are in conflict over all of them."""
    unseen: tuple[Unseen, ...] = ()
    """Of these, those that are not over the outlets compared."""

    def against(self, id: str) -> tuple[Statement, ...]:
        """What other outlets say so that a question is contradicted; nothing where it is not."""
        return next((unseen.against for unseen in self.unseen if unseen.id == id), ())


NOTHING_HIDDEN = Hidden()


def hidden(
    dataset: Dataset,
    found: Iterable[JudgedTerm],
    overall: Iterable[JudgedTerm],
    outlets: Sequence[str],
) -> Hidden:
    """The conflicts among the findings over all outlets that are none among those found."""
    everywhere = [term for term in overall if term.judgement.verdict is Verdict.CONFLICT]
    seen = {term.id for term in found if term.judgement.verdict is Verdict.CONFLICT}
    unseen = (
        Unseen(
            term.id,
            term.provision.plan.id,
            term.provision.topic,
            term.judgement.term,
            _against(term.judgement, frozenset(outlets)),
        )
        for term in everywhere
        if term.id not in seen
    )
    every = len(dataset.outlets) - len(dataset.without)
    return Hidden(every, len(everywhere), tuple(unseen))


def _against(judgement: Judgement, outlets: AbstractSet[str]) -> tuple[Statement, ...]:
    """The answers of others that these outlets do not give, and that exclude one of theirs.

    Theirs are also those that others quote them with.
    """

    def is_theirs(statement: Statement) -> bool:
        return not outlets.isdisjoint({statement.outlet, *statement.claim.report.via})

    theirs = [statement for statement in judgement.statements if is_theirs(statement)]
    given = {statement.answer for statement in theirs}
    return tuple(
        other
        for other in contested(judgement)
        if other.answer not in given
        and any(_exclude(judgement.term, other, statement) for statement in theirs)
    )


def _exclude(term: Term, one: Statement, other: Statement) -> bool:
    """Whether both cannot be: of one draft, case and, where the answer moves with time, day."""
    (value, *about), (other_value, *other_about) = one.answer, other.answer
    days = {statement.claim.report.date for statement in (one, other)} if term.evolving else {None}
    disjoint = term.kind.relation(value, other_value) is Relation.DISJOINT
    return disjoint and about == other_about and len(days) == 1


def hidden_by_choice(
    dataset: Dataset, found: Iterable[JudgedTerm], outlets: Sequence[str]
) -> Hidden:
    """What the outlets compared hide in the plans loaded, where this was found over them."""
    found = tuple(found)
    everyone = dataset.compared_first(outlets)
    overall = conflicts(dataset, everyone) if len(everyone) > len(outlets) else found
    return hidden(dataset, found, overall, outlets)


def hidden_together(parts: Iterable[Hidden]) -> Hidden:
    """What is hidden of several plans, over the same outlets, in one."""
    parts = tuple(parts)
    return Hidden(
        max((part.outlets for part in parts), default=0),
        sum(part.conflicts for part in parts),
        tuple(chain.from_iterable(part.unseen for part in parts)),
    )


class WithHidden(NamedTuple):
    """The findings over the outlets compared, and what is beside them."""

    found: Findings
    hidden: Hidden
    new: frozenset[str]
    """The ids of the findings that rest on articles after the day asked for."""


def with_hidden(dataset: Dataset, outlets: Sequence[str], since: date | None = None) -> WithHidden:
    """The findings in the plans loaded, what the choice of outlets hides, and what is new."""
    found = findings(dataset, outlets)
    new = new_since(dataset, found.terms, outlets, since) if since else frozenset[str]()
    return WithHidden(found, hidden_by_choice(dataset, found.terms, outlets), new)
