"""Who speaks for whom: the statements that make an outlet's position on a term.

docs/semantics.md, Statements and positions.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache
from operator import attrgetter
from typing import Any, NamedTuple

from plancmp.domain.model import Claim, Provision, Report, grouped
from plancmp.domain.values import ABSENT, Value
from plancmp.domain.words import Word


class How(Word):
    """How a statement comes to be an outlet's."""

    OWN = "own"
    CITING = "citing"
    QUOTED = "quoted"


class Statement(NamedTuple):
    """A claim as part of an outlet's position."""

    outlet: str
    claim: Claim

    @property
    def value(self) -> Value:
        """The claim's value."""
        return self.claim.value

    @property
    def answer(self) -> tuple[Value, str, str]:
        """The value, of which draft, and for which case."""
        report = self.claim.report
        return (self.claim.value, report.draft, report.condition)

    @property
    def how(self) -> How:
        """Own or citing others in the outlet's articles, or quoted by one that is not compared."""
        if self.quoted:
            return How.QUOTED
        return How.CITING if self.claim.report.via else How.OWN

    @property
    def quoted(self) -> bool:
        """Whether another outlet published it."""
        return self.outlet != self.claim.report.article.outlet


def positions(provision: Provision, outlets: Sequence[str]) -> Mapping[str, tuple[Statement, ...]]:
    """The statements of the outlets' positions, by term, in the codebook's order.

    A report is its publisher's statement, where that is compared; else it is one of each outlet
    compared that it credits. An outlet's position on a term is the statements of its own articles;
    only where they say nothing on that term, those that quote it. A term is there when anything is
    said on it; where a report says that the provision is absent, every term of the topic is. The
    statements on a term are in the order of `outlets`, and of one outlet by day, article and
    passage.
    """
    rank = _ranks(tuple(outlets))
    own: dict[str, list[Statement]] = {}
    quoted: dict[str, list[Statement]] = {}
    for report in _in_order(provision.reports):
        publisher = report.article.outlet
        by_term, voices = own, [publisher]
        if publisher not in rank:
            by_term, voices = quoted, [outlet for outlet in report.via if outlet in rank]
        for claim in provision.claims_of(report) if voices else ():
            statements = by_term.setdefault(claim.term, [])
            statements += [Statement(outlet, claim) for outlet in voices]
    for term, statements in quoted.items():
        speaking = {statement.outlet for statement in own.get(term, ())}
        more = [statement for statement in statements if statement.outlet not in speaking]
        own[term] = [*own.get(term, ()), *more]
    return {
        term: tuple(sorted(own[term], key=lambda statement: rank[statement.outlet]))
        for term in provision.topic.terms
        if term in own
    }


def answers(provision: Provision, outlets: Sequence[str]) -> Mapping[str, tuple[Statement, ...]]:
    """The positions on the terms that are answered.

    Where anything else is said of the provision, a term of which only absence is said is none.
    """
    by_term = positions(provision, outlets)
    valued = {term: by_term[term] for term in by_term if not only_absent(by_term[term])}
    return valued or by_term


@lru_cache(maxsize=8)
def _ranks(outlets: tuple[str, ...]) -> Mapping[str, int]:
    return {outlet: rank for rank, outlet in enumerate(outlets)}


def only_absent(statements: Iterable[Statement]) -> bool:
    """Whether every statement says that there is no such provision."""
    return all(statement.value == ABSENT for statement in statements)


def values_of(statements: Iterable[Statement]) -> tuple[Value, ...]:
    """The distinct values, in the order of the statements."""
    return tuple(dict.fromkeys(statement.value for statement in statements))


def by_outlet(statements: Iterable[Statement]) -> Mapping[str, Sequence[Statement]]:
    """The statements of each outlet, in their order."""
    return grouped(statements, attrgetter("outlet"))


def _in_order(reports: Iterable[Report]) -> Iterator[Report]:
    """The reports by day, article and passage, whatever their order in the file."""
    by_passage = grouped(reports, _passage)
    for passage in sorted(by_passage):
        same = by_passage[passage]
        yield from sorted(same, key=_within_passage) if len(same) > 1 else same


def _passage(report: Report) -> tuple[Any, ...]:
    return (
        (report.date or date.max).toordinal(),
        report.article.id,
        report.paragraph or 0,
        report.speaker,
        report.draft,
        report.quote,
    )


def _within_passage(report: Report) -> tuple[object, ...]:
    """Where a report stands among those of its passage."""
    says = sorted(map(repr, report.says.items()))
    reserved = (report.hedge, report.inferred, report.condition)
    return (says, report.via, report.note, reserved, report.location)
