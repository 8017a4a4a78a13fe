"""`plancmp agree FIRST SECOND`: how far two codings agree, and every difference side by side."""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple, TypedDict

from plancmp.domain.agreement import measure_name
from plancmp.domain.codings import Codings, Figures, Outcome, Unit, figures
from plancmp.domain.model import Claim, Dataset, grouped
from plancmp.domain.printed import answer
from plancmp.domain.problems import Problem
from plancmp.domain.values import KINDS
from plancmp.views import document as doc
from plancmp.views.base import View
from plancmp.views.json_types import Count, Positive
from plancmp.views.wording import counted, hints, provision_name, quoted, share, some

MOST = 6
"""So many differences stand on the first screen."""
ALL = "all"
SIDE = ("value", "paragraph", "quote", "speaker")
RECORD = (
    *("difference", "outcome", "settled", "plan", "topic", "point", "term", "asks", "article"),
    *(f"{side}_{part}" for side in ("first", "second") for part in SIDE),
)


class FiguresData(TypedDict):
    """What the units of a term, of a kind or of all come to."""

    units: Count
    same: Count
    different: Count
    first_only: Count
    second_only: Count
    neither: Count
    alpha_coded: float | None
    alpha_values: float | None


class KindFiguresData(FiguresData):
    """The same, of a kind of term; of `all` too."""

    kind: str
    measure: str | None


class TermFiguresData(FiguresData):
    """The same, of a term."""

    topic: str
    term: str
    kind: str


class SideData(TypedDict):
    """What one of the two has."""

    value: str
    paragraph: Positive | None
    quote: str | None
    speaker: str | None
    file: str
    line: Positive


class UnitData(TypedDict):
    """A question that one article answers, as one of the two or both have coded it."""

    difference: str
    outcome: Outcome
    plan: str
    topic: str
    point: Positive | None
    term: str
    asks: str
    article: str


class DifferenceData(UnitData):
    """A question to which the two have not the same answer."""

    first: SideData | None
    second: SideData | None
    passages: list[str]


class AgreeData(TypedDict):
    """What `agree` says."""

    first: str
    second: str
    articles: list[str]
    first_only: list[str]
    second_only: list[str]
    settled: Count
    kinds: list[KindFiguresData]
    terms: list[TermFiguresData]
    differences: list[DifferenceData]


class Sides(NamedTuple):
    """What the two codings are called."""

    first: str
    second: str


class AgreeView(View):
    """The figures by kind and by term, and the differences."""

    command = "agree"

    def __init__(
        self,
        names: Sides,
        codings: Codings,
        dataset: Dataset,
        texts: Mapping[str, Sequence[str]],
        problems: Sequence[Problem] = (),
    ) -> None:
        """Take the two side by side, the first's data, and paragraphs by the article's id."""
        super().__init__(f"Agreement of {names.first} and {names.second}", problems)
        self.names, self.codings, self.dataset, self.texts = names, codings, dataset, texts

    def blocks(self) -> Iterator[doc.Block]:
        """All figures and all differences."""
        yield from self._headline()
        yield self._kinds()
        if self.codings.units:
            yield doc.Heading(doc.line("By question", "strong"), level=2)
            yield self._terms()
        if self.codings.differences:
            yield doc.Heading(doc.line("Differences", "strong"), level=2)
            yield self._differences(self.codings.differences, whole=True)

    def screen(self) -> Iterator[doc.Block]:
        """The figures by kind, and the first differences."""
        yield from self._headline()
        yield self._kinds()
        found = self.codings.differences
        if found:
            yield doc.Paragraph(((),))
            yield self._differences(found[:MOST], whole=False)
        rest = len(found) - MOST
        more = [f"{counted(rest, 'more difference')}, each with its passages: --all"] * (rest > 0)
        hint = "to decide: plancmp settle {} {} {} --take first --by NAME"
        decide = [hint.format(*self.names, unit.id) for unit in found[:1]]
        yield doc.Paragraph(((),))
        yield hints(*more, "by question: --all", *decide)

    def records(self) -> doc.Records:
        """A record for each question that either has answered."""
        units = (unit for unit in self.codings.units if unit.claims)
        return doc.records(RECORD, map(_record, units))

    def data(self) -> AgreeData:
        found = self.codings
        return {
            "first": self.names.first,
            "second": self.names.second,
            "articles": list(found.articles),
            "first_only": list(found.first_only),
            "second_only": list(found.second_only),
            "settled": found.settled,
            "kinds": [
                {"kind": kind, "measure": _measure(kind), **_figures_data(figures(units))}
                for kind, units in _by_kind(found.units)
            ],
            "terms": [
                {
                    "topic": topic,
                    "term": term,
                    "kind": of.kind.name,
                    **_figures_data(figures(units)),
                }
                for (topic, term), units in _by_term(found.units).items()
                for of in [units[0].term]
            ],
            "differences": [self._difference_data(unit) for unit in found.differences],
        }

    def outcomes(self) -> frozenset[str]:
        """The outcomes of what is not settled."""
        return frozenset(unit.outcome for unit in self.codings.differences)

    def _headline(self) -> Iterator[doc.Block]:
        found, names = self.codings, self.names
        badge = counted(len(found.differences), "difference")
        yield doc.Heading(doc.line(self.title, "strong"), doc.line(badge))
        lines = [f"{counted(len(found.articles), 'article')} compared"]
        for name, alone in ((names.first, found.first_only), (names.second, found.second_only)):
            if alone:
                articles = f"{counted(len(alone), 'article')} only in {name}, not compared"
                lines.append(f"{articles}: {some(alone, 3)}")
        if found.settled:
            settled = counted(found.settled, "difference is", "differences are")
            lines.append(f"{settled} settled, and counted in the figures as they now stand")
        yield doc.Paragraph(tuple(map(doc.line, lines)))

    def _kinds(self) -> doc.Table:
        rows = [
            (
                doc.cell(kind, "strong"),
                *_figure_cells(figures(units)),
                doc.cell(_measure(kind) or "", "muted"),
            )
            for kind, units in _by_kind(self.codings.units)
        ]
        columns = (doc.Column("kind"), *self._columns(), doc.Column("measure"))
        return doc.Table(columns, (doc.RowGroup(tuple(rows)),))

    def _terms(self) -> doc.Table:
        rows = [
            (
                (doc.line(f"{topic} {term}", "strong"), doc.line(units[0].term.asks, "muted")),
                *_figure_cells(figures(units)),
            )
            for (topic, term), units in _by_term(self.codings.units).items()
        ]
        columns = (doc.Column("question"), *self._columns())
        return doc.Table(columns, (doc.RowGroup(tuple(rows)),))

    def _columns(self) -> tuple[doc.Column, ...]:
        titles = ("units", "both", "1st only", "2nd only", "neither")
        measured = ("coded alike", "alpha", "same value", "alpha")
        return tuple(doc.Column(title, right=True) for title in (*titles, *measured))

    def _differences(self, units: Sequence[Unit], *, whole: bool) -> doc.Table:
        rows = [
            (
                doc.cell(unit.id, "strong"),
                (
                    doc.line(provision_name(unit.provision), "strong"),
                    doc.line(unit.term.asks, "muted"),
                    doc.line(f"{unit.provision.plan.id} · {unit.article}", "muted"),
                    *(doc.line(text) for text in self._passages(unit) if whole),
                ),
                *(_side(unit, claim, whole=whole) for claim in (unit.first, unit.second)),
            )
            for unit in units
        ]
        return doc.table(("", "question", *self.names), rows, spaced=whole)

    def _passages(self, unit: Unit) -> list[str]:
        """The paragraphs that the two rest on, as far as the text is at hand."""
        lines = self.texts.get(unit.article, ())
        numbers = sorted({claim.report.paragraph or 0 for claim in unit.claims})
        return [f"{n}: {lines[n - 1]}" for n in numbers if 0 < n <= len(lines)]

    def _difference_data(self, unit: Unit) -> DifferenceData:
        return {
            **_unit_data(unit),
            "first": _side_data(unit, unit.first),
            "second": _side_data(unit, unit.second),
            "passages": self._passages(unit),
        }


def _by_term(units: Sequence[Unit]) -> Mapping[tuple[str, str], Sequence[Unit]]:
    return grouped(units, lambda unit: (unit.provision.topic.id, unit.term.id))


def _by_kind(units: Sequence[Unit]) -> Iterator[tuple[str, Sequence[Unit]]]:
    by_kind = grouped(units, lambda unit: unit.term.kind.name)
    yield from ((kind, by_kind[kind]) for kind in KINDS if kind in by_kind)
    yield ALL, units


def _measure(kind: str) -> str | None:
    return measure_name(KINDS[kind]) if kind in KINDS else None


def _figure_cells(found: Figures) -> tuple[doc.Cell, ...]:
    counts = found.counts
    return tuple(
        map(
            doc.cell,
            (
                f"{found.units:,}",
                f"{found.both:,}",
                f"{counts[Outcome.FIRST_ONLY]:,}",
                f"{counts[Outcome.SECOND_ONLY]:,}",
                f"{counts[Outcome.NEITHER]:,}",
                share(found.coded_alike, found.units),
                _alpha(found.alpha_coded),
                share(counts[Outcome.SAME], found.both),
                _alpha(found.alpha_values),
            ),
        )
    )


def _alpha(alpha: Fraction | None) -> str:
    """Three decimals, 1 only where it is exact; a dash where nothing varies."""
    if alpha is None:
        return "–"
    rounded = f"{float(alpha):.3f}"
    return ">0.999" if rounded == "1.000" and alpha < 1 else rounded


def _figures_data(found: Figures) -> FiguresData:
    counts = found.counts
    return {
        "units": found.units,
        "same": counts[Outcome.SAME],
        "different": counts[Outcome.DIFFERENT],
        "first_only": counts[Outcome.FIRST_ONLY],
        "second_only": counts[Outcome.SECOND_ONLY],
        "neither": counts[Outcome.NEITHER],
        "alpha_coded": None if found.alpha_coded is None else float(found.alpha_coded),
        "alpha_values": None if found.alpha_values is None else float(found.alpha_values),
    }


def _side(unit: Unit, claim: Claim | None, *, whole: bool) -> doc.Cell:
    if claim is None:
        return doc.cell("not coded", "muted")
    report = claim.report
    lines = [doc.line(answer(unit.term, claim.value), "disputed")]
    where = f"paragraph {report.paragraph}" if report.paragraph else "no paragraph"
    if whole:
        lines += [doc.line(report.speaker)] * bool(report.speaker)
        lines += [doc.line(quoted(report.quote))] * bool(report.quote)
        where = f"{where}, line {report.location.line}"
    return (*lines, doc.line(where, "muted"))


def _unit_data(unit: Unit) -> UnitData:
    return {
        "difference": unit.id,
        "outcome": unit.outcome,
        "plan": unit.provision.plan.id,
        "topic": unit.provision.topic.id,
        "point": unit.provision.point,
        "term": unit.term.id,
        "asks": unit.term.asks,
        "article": unit.article,
    }


def _side_data(unit: Unit, claim: Claim | None) -> SideData | None:
    if claim is None:
        return None
    report = claim.report
    return {
        "value": unit.term.kind.text(claim.value),
        "paragraph": report.paragraph,
        "quote": report.quote or None,
        "speaker": report.speaker or None,
        "file": claim.location.file,
        "line": claim.location.line,
    }


def _record(unit: Unit) -> dict[str, object]:
    row: dict[str, object] = {**_unit_data(unit), "settled": unit.settled}
    for side, claim in (("first", unit.first), ("second", unit.second)):
        data = _side_data(unit, claim)
        row |= {f"{side}_{part}": data[part] for part in SIDE} if data else {}  # type: ignore[literal-required]
    return row
