"""Who speaks for whom: the statements that make an outlet's position on a provision.

docs/semantics.md, Statements and positions.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from operator import attrgetter
from typing import Any, NamedTuple

from plancmp.domain.model import Claim, Provision, Report, grouped
from plancmp.domain.values import ABSENT, Value


class Statement(NamedTuple):
    """A claim as part of an outlet's position: its own, or that of another that relays it."""

    outlet: str
    claim: Claim
    relayed: bool

    @property
    def value(self) -> Value:
        """The claim's value."""
        return self.claim.value


def positions(provision: Provision, outlets: Sequence[str]) -> Mapping[str, tuple[Statement, ...]]:
    """The statements of the outlets' positions, by term, in the codebook's order.

    An outlet's position is its own claims; only where it has none on the provision, the claims of
    others that relay it. A term is there when anything is said on it; where a report says that the
    provision is absent, every term of the topic is. The statements on a term are in the order of
    `outlets`, and of one outlet by day, article and passage.
    """
    own = {report.article.outlet for report in provision.reports}
    rank = {outlet: index for index, outlet in enumerate(outlets)}
    by_term: dict[str, list[Statement]] = {}
    for report in _in_order(provision.reports):
        publisher = report.article.outlet
        speakers = [(publisher, False)] if publisher in rank else []
        speakers += [(o, True) for o in report.via if o in rank and o not in own]
        for claim in provision.claims_of(report) if speakers else ():
            statements = by_term.setdefault(claim.term, [])
            statements += [Statement(outlet, claim, relayed) for outlet, relayed in speakers]
    return {
        term: tuple(sorted(by_term[term], key=lambda s: (rank[s.outlet], s.relayed)))
        for term in provision.topic.terms
        if term in by_term
    }


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
    return (sorted(map(repr, report.says.items())), report.via, report.note, report.location)
