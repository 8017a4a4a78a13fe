"""What the claims on a term add up to. Every command's verdicts come from `decide`.

docs/semantics.md, Verdicts.
"""

from collections.abc import Container, Iterable, Mapping, Sequence
from datetime import date
from functools import cache
from itertools import chain, combinations
from typing import NamedTuple

from plancmp.domain.model import Dataset, Provision, Term, grouped
from plancmp.domain.origins import Origin, Origins
from plancmp.domain.positions import Statement, by_outlet, only_absent, positions, values_of
from plancmp.domain.values import Relation, Value
from plancmp.domain.words import ExplainedWord


class Verdict(ExplainedWord):
    """What the claims on a term add up to; the first that holds, in this order."""

    CONFLICT = "conflict", "two outlets leave no common possibility"
    DISPUTED = "disputed", "inside one outlet's reports, two contradict each other"
    UPDATED = "updated", "different only across drafts or, for what moves with time, dates"
    COMPATIBLE = "compatible", "not the same, and nothing excludes anything else"
    ECHO = "echo", "two or more outlets say the same, all from one origin"
    AGREE = "agree", "two or more outlets say the same, from independent origins"
    SINGLE = "single", "one outlet speaks"
    SILENT = "silent", "no outlet that covers the plan speaks"


FINDINGS = (Verdict.CONFLICT, Verdict.DISPUTED, Verdict.UPDATED)
"""The verdicts that ask for a reader's attention."""

_SEVERITY: Mapping[Verdict, int] = {verdict: rank for rank, verdict in enumerate(Verdict)}


class Judgement(NamedTuple):
    """The verdict on one term, and what it rests on."""

    term: Term
    verdict: Verdict
    statements: tuple[Statement, ...]
    """All of them, by outlet."""
    decisive: tuple[Statement, ...]
    """Those that make the verdict what it is."""
    origins: tuple[Origin, ...]
    """The independent origins of the statements."""

    @property
    def values(self) -> tuple[Value, ...]:
        """The distinct values, in the order of the statements."""
        return values_of(self.statements)


class ProvisionJudgement(NamedTuple):
    """The verdict on a provision: the most severe of its terms'."""

    provision: Provision
    verdict: Verdict
    terms: tuple[Judgement, ...]
    origins: tuple[Origin, ...]
    silent: tuple[str, ...]
    """The outlets that cover the plan and do not speak here."""
    not_covering: tuple[str, ...]
    """The outlets that have no article on the plan, and that nobody relays here."""

    @property
    def decisive(self) -> Judgement | None:
        """The term whose verdict is the provision's; None where nobody speaks."""
        return most_severe(self.terms) if self.terms else None

    @property
    def speaking(self) -> tuple[str, ...]:
        """The outlets whose position here is not empty."""
        outlets = (s.outlet for term in self.terms for s in term.statements)
        return tuple(dict.fromkeys(outlets))


def judge_provisions(
    dataset: Dataset, provisions: Iterable[Provision], outlets: Sequence[str]
) -> tuple[ProvisionJudgement, ...]:
    """The verdicts on provisions and their terms, over the outlets compared."""
    origins = cache(lambda plan: Origins(dataset, plan))
    covering = cache(dataset.covering)
    return tuple(
        _judge_provision(
            provision, outlets, origins(provision.plan.id), covering(provision.plan.id)
        )
        for provision in provisions
    )


def _judge_provision(
    provision: Provision, outlets: Sequence[str], origins: Origins, covering: Container[str]
) -> ProvisionJudgement:
    by_term = positions(provision, outlets)
    valued = {term: by_term[term] for term in by_term if not only_absent(by_term[term])}
    terms = tuple(
        judge(provision.topic.terms[term], statements, origins)
        for term, statements in (valued or by_term).items()
    )
    speaking = {statement.outlet for term in terms for statement in term.statements}
    quiet = [outlet for outlet in outlets if outlet not in speaking]
    return ProvisionJudgement(
        provision,
        most_severe(terms).verdict if terms else Verdict.SILENT,
        terms,
        origins.independent(s.claim for term in terms for s in term.statements),
        silent=tuple(outlet for outlet in quiet if outlet in covering),
        not_covering=tuple(outlet for outlet in quiet if outlet not in covering),
    )


def most_severe(terms: Iterable[Judgement]) -> Judgement:
    """The judgement whose verdict comes first in the order of verdicts; of several, the first."""
    return min(terms, key=lambda term: _SEVERITY[term.verdict])


def judge(term: Term, statements: Sequence[Statement], origins: Origins) -> Judgement:
    """The verdict on one term over the statements of the outlets compared."""
    groups = origins.independent(statement.claim for statement in statements)
    verdict, decisive = decide(term, statements, len(groups))
    return Judgement(term, verdict, tuple(statements), tuple(decisive), groups)


def decide(
    term: Term, statements: Sequence[Statement], origins: int
) -> tuple[Verdict, Sequence[Statement]]:
    """The verdict on a term, and the statements that make it what it is.

    `origins` is how many independent ones the statements have.
    """
    if not statements:
        return Verdict.SILENT, ()
    disagreement = _disagreement(term, statements)
    if disagreement:
        return disagreement
    if len({statement.outlet for statement in statements}) == 1:
        return Verdict.SINGLE, statements
    return Verdict.ECHO if origins == 1 else Verdict.AGREE, statements


def _disagreement(
    term: Term, statements: Sequence[Statement]
) -> tuple[Verdict, Sequence[Statement]] | None:
    """The verdict where not all say the same; None where they do, if in other words.

    Statements are opposed only within one scope. Outlets that contradict each other in part (some
    statements of the one are disjoint with some of the other, but not all) are disputed too.
    """
    values = values_of(statements)
    if len(values) == 1:
        return None
    relations = {pair: term.kind.relation(*pair) for pair in combinations(values, 2)}
    if Relation.DISJOINT not in relations.values():
        same = all(relation is Relation.SAME for relation in relations.values())
        return None if same else (Verdict.COMPATIBLE, statements)

    opposites = {frozenset(pair) for pair in relations if relations[pair] is Relation.DISJOINT}

    def opposed(one: Statement, other: Statement) -> bool:
        return frozenset((one.value, other.value)) in opposites

    scopes = grouped(statements, lambda statement: _scope(term, statement)).values()
    for scope in scopes:
        spoken = by_outlet(scope)
        pairs = [
            (one, other)
            for one, other in combinations(spoken, 2)
            if all(opposed(a, b) for a in spoken[one] for b in spoken[other])
        ]
        if pairs:
            outlets = dict.fromkeys(chain.from_iterable(pairs))
            return Verdict.CONFLICT, [s for outlet in outlets for s in spoken[outlet]]

    for scope in scopes:
        indices = [
            (one, other)
            for one, other in combinations(range(len(scope)), 2)
            if opposed(scope[one], scope[other])
        ]
        within = [(i, j) for i, j in indices if scope[i].outlet == scope[j].outlet]
        if indices:
            decisive = dict.fromkeys(chain.from_iterable(within or indices))
            return Verdict.DISPUTED, [scope[index] for index in decisive]

    return Verdict.UPDATED, statements


def _scope(term: Term, statement: Statement) -> tuple[str, date | None]:
    """The draft and, for an evolving term, the day that a statement speaks of."""
    report = statement.claim.report
    return (report.draft, report.date if term.evolving else None)


class Overall(NamedTuple):
    """A provision judged over the outlets compared, and over all outlets."""

    compared: ProvisionJudgement
    overall: ProvisionJudgement
    others: tuple[tuple[Judgement, tuple[Statement, ...]], ...]
    """The terms over all outlets, each with the statements of reports that none compared makes."""


def set_beside(
    compared: Iterable[ProvisionJudgement], overall: Iterable[ProvisionJudgement]
) -> tuple[Overall, ...]:
    """The same provisions judged over the outlets compared and over all, pair by pair."""
    pairs = zip(compared, overall, strict=True)
    return tuple(Overall(one, over_all, _others(one, over_all)) for one, over_all in pairs)


def _others(
    judged: ProvisionJudgement, overall: ProvisionJudgement
) -> tuple[tuple[Judgement, tuple[Statement, ...]], ...]:
    shown = {s.claim.report.key for term in judged.terms for s in term.statements}
    found = (
        (term, tuple(s for s in term.statements if s.claim.report.key not in shown))
        for term in overall.terms
    )
    return tuple((term, statements) for term, statements in found if statements)
