"""`plancmp outlets`: how much each outlet reports, and how the outlets stand to each other."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from plancmp.domain.coverage import Coverage, OutletCoverage, OutletPair
from plancmp.domain.model import Dataset
from plancmp.domain.problems import Problem
from plancmp.domain.verdicts import Verdict
from plancmp.views.base import View
from plancmp.views.document import (
    Band,
    Block,
    Cell,
    Column,
    Heading,
    Paragraph,
    Records,
    Span,
    Table,
    cell,
    line,
    records,
)
from plancmp.views.wording import counted, left_out, legend, mark, names, share

SPOKEN = tuple(v for v in Verdict if v not in (Verdict.SILENT, Verdict.NOT_FOUND))
"""The verdicts that a value can stand under."""

BETWEEN: Mapping[str, tuple[Verdict, ...]] = {
    "same": (Verdict.AGREE, Verdict.REPEATED),
    "differing": (Verdict.DIFFERS,),
    "contradictory": (Verdict.CONFLICT,),
    "disputed": (Verdict.DISPUTED,),
    "variant": (Verdict.VARIANT,),
    "updated": (Verdict.UPDATED,),
}
"""How two outlets can stand to each other on a term, each by the verdicts that say so."""

REPORTS = (
    "outlet",
    "articles",
    "reported",
    "not mentioned",
    "not in what was read",
    "only as relayed",
    "claims in its own words",
    "crediting others",
    "of others, relaying it",
)


class OutletsView(View):
    """What the outlets compared report, over all the plans looked at."""

    command = "outlets"

    def __init__(
        self, dataset: Dataset, coverage: Coverage, problems: Sequence[Problem] = ()
    ) -> None:
        """Take the counts; `dataset` knows the outlets' names."""
        super().__init__(f"What outlets report: {', '.join(coverage.plans)}", problems)
        self.dataset = dataset
        self.coverage = coverage

    def blocks(self) -> Iterator[Block]:
        """A table of provisions, one of values, and one of pairs."""
        return _blocks(self.dataset, self.coverage)

    def records(self) -> Records:
        """A record for each number."""
        return records(RECORD, _records(self.coverage))

    def data(self) -> Mapping[str, Any]:
        """The numbers of each outlet and of each pair."""
        return {
            "plans": list(self.coverage.plans),
            "outlets": [reach_data(reach) for reach in self.coverage.outlets],
            "left_out": list(self.dataset.left_out),
            "pairs": [pair_data(pair) for pair in self.coverage.pairs],
        }

    def legend(self) -> tuple[tuple[Span, str], ...]:
        """The verdicts that values stand under."""
        return legend(verdict for reach in self.coverage.outlets for verdict in reach.values)


def _blocks(dataset: Dataset, found: Coverage) -> Iterator[Block]:
    plans = ", ".join(found.plans) or "no plan"
    yield Heading((Span("outlets", "strong"), Span(f" · {plans}")))
    provisions = counted(found.provisions, "provision")
    count = line(f"{counted(len(found.outlets), 'outlet')}, {provisions}")
    yield Paragraph((count, *left_out(dataset)))
    yield Heading(line("Provisions that each reports"), level=2)
    yield _table(REPORTS, (_reports(dataset, reach) for reach in found.outlets))
    yield Heading(line("Values of each, by the verdict on their term"), level=2)
    yield _table(
        ("outlet", "values", *(mark(verdict)[0].text for verdict in SPOKEN)),
        (_values(dataset, reach) for reach in found.outlets),
    )
    if found.pairs:
        yield Heading(
            line("Terms on which two outlets speak, by the verdict over the two"), level=2
        )
        yield _table(
            ("outlets", "both speak", *BETWEEN), (_pair(dataset, pair) for pair in found.pairs)
        )


def _table(titles: Iterable[str], rows: Iterable[tuple[Cell, ...]]) -> Table:
    return Table(tuple(map(Column, titles)), (Band(tuple(rows)),))


def _share(part: int, whole: int) -> Cell:
    """A count with its share of another, where there is one to have a share of."""
    return cell(f"{part:,} ({share(part, whole)})" if whole else f"{part:,}")


def _reports(dataset: Dataset, reach: OutletCoverage) -> tuple[Cell, ...]:
    claims = reach.own_words + reach.crediting + reach.by_others
    covered = (
        cell(f"{part:,} of {reach.possible:,} ({share(part, reach.possible)})")
        if reach.possible
        else cell("no article", "muted")
        for part in (reach.reported, reach.left_out, reach.not_found)
    )
    return (
        cell(dataset.short(reach.outlet), "strong"),
        cell(f"{len(reach.articles):,}"),
        *covered,
        cell(f"{reach.quoted:,}"),
        *(_share(part, claims) for part in (reach.own_words, reach.crediting, reach.by_others)),
    )


def _values(dataset: Dataset, reach: OutletCoverage) -> tuple[Cell, ...]:
    whole = reach.values.total()
    return (
        cell(dataset.short(reach.outlet), "strong"),
        cell(f"{whole:,}"),
        *(_share(reach.values[verdict], whole) for verdict in SPOKEN),
    )


def _pair(dataset: Dataset, pair: OutletPair) -> tuple[Cell, ...]:
    shared = between(pair.sharing)
    return (
        cell(names(dataset, (pair.one, pair.other)), "strong"),
        cell(f"{pair.terms.total():,}"),
        *(
            (
                *_share(count, pair.terms.total()),
                *((line(f"{shared[how]:,} not independent", "muted"),) if count else ()),
            )
            for how, count in between(pair.terms).items()
        ),
    )


def between(terms: Counter[Verdict]) -> dict[str, int]:
    """Verdicts over two outlets counted by how these stand to each other."""
    return {how: sum(terms[verdict] for verdict in verdicts) for how, verdicts in BETWEEN.items()}


def reach_data(reach: OutletCoverage) -> dict[str, Any]:
    """What one outlet reports, as data."""
    return {
        "outlet": reach.outlet,
        "articles": sorted(reach.articles),
        "provisions": {
            "possible": reach.possible,
            "reported": reach.reported,
            "left_out": reach.left_out,
            "not_found": reach.not_found,
            "own": reach.own,
            "relayed": reach.quoted,
        },
        "claims": {
            "total": reach.own_words + reach.crediting + reach.by_others,
            "own_words": reach.own_words,
            "crediting": reach.crediting,
            "relayed": reach.by_others,
        },
        "values": {
            "total": reach.values.total(),
            **{verdict.value: reach.values[verdict] for verdict in SPOKEN},
        },
    }


def pair_data(pair: OutletPair) -> dict[str, Any]:
    """How two outlets stand to each other, as data."""
    return {
        "outlets": [pair.one, pair.other],
        "terms": {"total": pair.terms.total(), **between(pair.terms)},
        "shared_origin": {"total": pair.sharing.total(), **between(pair.sharing)},
    }


RECORD = ("outlet", "with", "of", "measure", "count")


def _records(found: Coverage) -> Iterator[dict[str, Any]]:
    """A record for each number."""
    for reach in found.outlets:
        told = {"outlet": reach.outlet}
        yield {**told, "of": "articles", "measure": "total", "count": len(reach.articles)}
        yield from _counts(told, reach_data(reach))
    for pair in found.pairs:
        yield from _counts({"outlet": pair.one, "with": pair.other}, pair_data(pair))


def _counts(told: Mapping[str, str], data: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    for of, counts in data.items():
        if isinstance(counts, dict):
            for measure, count in counts.items():
                yield {**told, "of": of, "measure": measure, "count": count}
