"""Who says something, and on whose word: statements as the subject of a sentence.

docs/semantics.md, Sentences.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from plancmp.domain.positions import Statement
from plancmp.text import join_words

Names = Callable[[str], str]
"""What an outlet is called in a sentence, by its id."""


class Basis(NamedTuple):
    """On whose word an outlet says something; empty where it is its own."""

    speaker: str = ""
    credited: str = ""
    """Whom the passage credits besides the outlet."""
    publishers: str = ""
    """Who published it, where another did."""

    @property
    def source(self) -> str:
        """Whom it cites, or who quotes it."""
        if not self.publishers:
            return f"citing {self.credited}" if self.credited else ""
        beside = f" together with {self.credited}" if self.credited else ""
        return f"as quoted by {self.publishers}{beside}"

    def beside(self) -> str:
        """The basis as it stands in brackets behind the outlet."""
        return ", ".join(filter(None, (self.speaker, self.source))) or "itself"

    def behind(self, outlet: str) -> str:
        """`RT citing Axios`, or `Axios, as quoted by TASS and BNO`."""
        between = ", " if self.publishers else " "
        return between.join(filter(None, (outlet, self.source)))

    def around(self, outlet: str) -> str:
        """The outlet and the basis as the subject of a sentence."""
        subject = f"{self.speaker} in {outlet}" if self.speaker else outlet
        return f"{self.behind(subject)}{',' if self.publishers else ''}"


def attribute(statements: Iterable[Statement], names: Names) -> str:
    """The outlets, each with on whose word it says it."""
    by_outlet = _by_outlet(statements, names)
    if len(by_outlet) == 1:
        ((outlet, (basis, *more)),) = by_outlet.items()
        if not more:
            return basis.around(outlet)
    return join_words(
        (
            outlet if of == [Basis()] else f"{outlet} ({'; '.join(b.beside() for b in of)})"
            for outlet, of in by_outlet.items()
        ),
        "and",
    )


def basis_of(outlet: str, publishers: Sequence[str], via: Sequence[str], names: Names) -> Basis:
    """On whose word an outlet has it, whoever speaks; outlets by their ids."""
    others = (_join(_but(outlet, named), names) for named in (via, publishers))
    return Basis("", *others)


def _by_outlet(statements: Iterable[Statement], names: Names) -> Mapping[str, list[Basis]]:
    publishers: dict[tuple[str, Basis], list[str]] = {}
    for said in statements:
        by = publishers.setdefault((said.outlet, _basis(said, names)), [])
        by += [said.claim.outlet] if said.quoted else []
    found: dict[str, list[Basis]] = {}
    for (outlet, basis), by in publishers.items():
        found.setdefault(names(outlet), []).append(basis._replace(publishers=_join(by, names)))
    return found


def _basis(statement: Statement, names: Names) -> Basis:
    """On whose word it is said; who published it is left open."""
    report = statement.claim.report
    credited = _but(statement.outlet, credited_beside(report.speaker, report.via, names))
    return Basis(report.speaker, _join(credited, names))


def credited_beside(speaker: str, via: Iterable[str], names: Names) -> tuple[str, ...]:
    """Those of the outlets credited that the speaker's own words do not name already.

    Rustem Umerov's name Umerov.
    """
    return tuple(outlet for outlet in via if not _named_in(speaker, names(outlet)))


def _named_in(speaker: str, outlet: str) -> bool:
    if outlet not in speaker:
        return False
    return bool(re.search(rf"(?<!\w){re.escape(outlet)}(?!\w)", speaker))


def _but(outlet: str, others: Iterable[str]) -> Iterable[str]:
    return (other for other in others if other != outlet)


def _join(outlets: Iterable[str], names: Names) -> str:
    return join_words(dict.fromkeys(map(names, outlets)), "and")
