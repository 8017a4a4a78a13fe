"""`plancmp outlets`: how much each outlet reports, and how the outlets stand to each other."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Literal, TypedDict, get_args

from plancmp.domain.coverage import Coverage, OutletCoverage, OutletPair
from plancmp.domain.model import Dataset
from plancmp.domain.problems import Problem
from plancmp.domain.verdicts import Verdict
from plancmp.text import join_words
from plancmp.views import document as doc
from plancmp.views.base import View
from plancmp.views.json_types import Count
from plancmp.views.marks import badge, legend
from plancmp.views.wording import counted, hints, left_out, names, share

SPOKEN = tuple(v for v in Verdict if v not in (Verdict.SILENT, Verdict.NOT_FOUND))
"""The verdicts that a value can stand under."""

Standing = Literal["same", "differing", "contradictory", "disputed", "variant", "updated"]
"""How two outlets can stand to each other on a term."""
STANDINGS: tuple[Standing, ...] = get_args(Standing)

BAR = 16
"""So many signs long is a bar."""
BAR_KEY = "█ own reporting  ▒ citing another  ░ as quoted by another that is not compared"
MOST_COLUMNS = 8
"""With more outlets the triangle of pairs is left to --all."""
ENOUGH = 3
"""Of fewer shared answers nothing is remarked."""
_SAME = "Same answer, of the questions on which both speak"
_SAME_KEY = "(n) so many of them not independent: no corroboration   ✗n contradict each other"

REPORTS = (
    *("outlet", "articles", "reported", "not mentioned", "not in what was read"),
    *("only as relayed", "claims in its own words", "crediting others"),
    "of others, relaying it",
)


class ReportedData(TypedDict):
    """The provisions that an outlet could report, and those that it does."""

    possible: Count
    reported: Count
    left_out: Count
    not_found: Count
    own: Count
    relayed: Count


class ClaimCounts(TypedDict):
    """The claims of an outlet, by whose word they rest on."""

    total: Count
    own_words: Count
    crediting: Count
    relayed: Count


class ValueCounts(TypedDict):
    """The values of an outlet, by the verdict on their term."""

    total: Count
    conflict: Count
    disputed: Count
    variant: Count
    updated: Count
    differs: Count
    agree: Count
    repeated: Count
    single: Count


class OutletData(TypedDict):
    """What one outlet reports."""

    outlet: str
    articles: list[str]
    provisions: ReportedData
    claims: ClaimCounts
    values: ValueCounts


class PairCounts(TypedDict):
    """Terms on which two outlets speak, by how the two stand to each other."""

    total: Count
    same: Count
    differing: Count
    contradictory: Count
    disputed: Count
    variant: Count
    updated: Count


class PairData(TypedDict):
    """How two outlets stand to each other."""

    outlets: list[str]
    terms: PairCounts
    shared_origin: PairCounts


class OutletsData(TypedDict):
    """What `outlets` says."""

    plans: list[str]
    outlets: list[OutletData]
    left_out: list[str]
    pairs: list[PairData]


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

    def blocks(self) -> Iterator[doc.Block]:
        """Who reports what and repeats whom; below it every count, and every two outlets."""
        yield from self._overview()
        dataset, found = self.dataset, self.coverage
        yield doc.Paragraph((*_remarks(dataset, found), doc.line(_read(found))))
        yield doc.Heading(doc.line("Provisions that each reports"), level=2)
        yield doc.table(REPORTS, (_reports(dataset, row) for row in found.outlets))
        yield doc.Heading(doc.line("Values of each, by the verdict on their term"), level=2)
        yield doc.table(
            ("outlet", "values", *(badge(verdict)[0].text for verdict in SPOKEN)),
            (_values(dataset, row) for row in found.outlets),
        )
        if found.pairs:
            yield doc.Heading(
                doc.line("Terms on which two outlets speak, by the verdict over the two"), level=2
            )
            yield doc.table(
                ("outlets", "both speak", *STANDINGS),
                (_pair(dataset, pair) for pair in found.pairs),
            )

    def screen(self) -> Iterator[doc.Block]:
        """Who reports what, on whose word, and who gives the same answers as whom."""
        yield from self._overview()
        remarks = [((spans,),) for spans in _remarks(self.dataset, self.coverage)]
        yield doc.table(("",), remarks)._replace(bare=True, counts="pair")
        yield doc.Paragraph((doc.line(_read(self.coverage)),))
        yield doc.Paragraph(((),))
        plans = " ".join(self.coverage.plans)
        yield hints("every count: --all", f"what they say: plancmp conflicts {plans}")

    def _overview(self) -> Iterator[doc.Block]:
        dataset, found = self.dataset, self.coverage
        plans = join_words(found.plans, "and") if found.plans else "no plan"
        count = counted(found.provisions, "provision")
        title = doc.line("Who reports what, and who repeats whom", "strong")
        yield doc.Heading(title, doc.line(f"{plans}, {count}"))
        columns = (
            doc.Column("outlet"),
            doc.Column("articles", right=True),
            doc.Column("found", right=True),
            doc.Column("its answers"),
            *(doc.Column(title, right=True) for title in ("own", "citing", "as quoted")),
        )
        rows = tuple(_origin_row(dataset, row) for row in found.outlets)
        yield doc.Table(columns, (doc.RowGroup(rows),), counts="outlet")
        yield doc.Paragraph((doc.line(BAR_KEY, "muted"), *left_out(dataset)))
        if 1 < len(found.outlets) <= MOST_COLUMNS:
            yield doc.Paragraph(((), doc.line(_SAME, "strong")))
            yield _same_answers(dataset, found)
            yield doc.Paragraph((doc.line(_SAME_KEY, "muted"),))

    def records(self) -> doc.Records:
        """A record for each number."""
        return doc.records(RECORD, _records(self.coverage))

    def data(self) -> OutletsData:
        return {
            "plans": list(self.coverage.plans),
            "outlets": [_outlet_data(row) for row in self.coverage.outlets],
            "left_out": list(self.dataset.left_out),
            "pairs": [_pair_data(pair) for pair in self.coverage.pairs],
        }

    def legend(self) -> doc.Legend:
        return legend(verdict for row in self.coverage.outlets for verdict in row.values)


def _origin_row(dataset: Dataset, row: OutletCoverage) -> tuple[doc.Cell, ...]:
    parts = (row.own_words, row.crediting, row.by_others)
    whole = sum(parts)
    found = f"{row.reported:,} of {row.possible:,}" if row.possible else "no article"
    return (
        doc.cell(dataset.short(row.outlet), "strong"),
        doc.cell(f"{len(row.articles):,}"),
        doc.cell(found),
        doc.cell(bar(parts)),
        *(doc.cell(share(part, whole)) for part in parts),
    )


def bar(parts: Sequence[int]) -> str:
    """The parts of a whole as a bar of BAR signs; nothing that is there is without a sign."""
    whole = sum(parts)
    if not whole:
        return ""
    lengths = [part * BAR // whole or (1 if part else 0) for part in parts]
    lengths[lengths.index(max(lengths))] += BAR - sum(lengths)
    return "".join(sign * length for sign, length in zip("█▒░", lengths, strict=True))


def _same_answers(dataset: Dataset, found: Coverage) -> doc.Table:
    """A triangle of outlets: of the questions that both answer, how many alike."""
    outlets = [row.outlet for row in found.outlets]
    pairs = {(pair.one, pair.other): pair for pair in found.pairs}
    columns = ("", *map(dataset.short, outlets[1:]))
    rows = (
        (
            doc.cell(dataset.short(one), "strong"),
            *(_alike(pairs[one, other]) if (one, other) in pairs else () for other in outlets[1:]),
        )
        for one in outlets[:-1]
    )
    return doc.table(columns, rows)


def _alike(pair: OutletPair) -> doc.Cell:
    counts, shared = pair_counts(pair.terms), pair_counts(pair.sharing)
    if not counts["total"]:
        return doc.cell("–", "muted")
    lines = [doc.line(f"{counts['same']} of {counts['total']}")]
    if shared["same"]:
        lines.append(doc.line(f"({shared['same']})", "muted"))
    against = counts["contradictory"] + counts["disputed"]
    if against:
        lines.append(doc.line(f"✗{against}", "conflict"))
    return (doc.joined(lines, " "),)


def _remarks(dataset: Dataset, found: Coverage) -> Iterator[doc.Line]:
    """Pairs of outlets most of whose shared answers are of one origin."""
    for pair in found.pairs:
        same, shared = pair_counts(pair.terms)["same"], pair_counts(pair.sharing)["same"]
        if same >= ENOUGH and 2 * shared > same:
            two = names(dataset, (pair.one, pair.other))
            yield doc.line(f"{two}: {shared} of the {same} answers they share are not independent.")


def _read(found: Coverage) -> str:
    articles = sum(len(row.articles) for row in found.outlets)
    whole = sum(len(row.read_whole) for row in found.outlets)
    return f"“Found” is not “reported”: {whole} of the {articles} articles were read whole."


def _share(part: int, whole: int) -> doc.Cell:
    """A count with its share of another, where there is one to have a share of."""
    return doc.cell(f"{part:,} ({share(part, whole)})" if whole else f"{part:,}")


def _reports(dataset: Dataset, row: OutletCoverage) -> tuple[doc.Cell, ...]:
    claims = row.own_words + row.crediting + row.by_others
    covered = (
        doc.cell(f"{part:,} of {row.possible:,} ({share(part, row.possible)})")
        if row.possible
        else doc.cell("no article", "muted")
        for part in (row.reported, row.left_out, row.not_found)
    )
    return (
        doc.cell(dataset.short(row.outlet), "strong"),
        doc.cell(f"{len(row.articles):,}"),
        *covered,
        doc.cell(f"{row.quoted:,}"),
        *(_share(part, claims) for part in (row.own_words, row.crediting, row.by_others)),
    )


def _values(dataset: Dataset, row: OutletCoverage) -> tuple[doc.Cell, ...]:
    whole = row.values.total()
    return (
        doc.cell(dataset.short(row.outlet), "strong"),
        doc.cell(f"{whole:,}"),
        *(_share(row.values[verdict], whole) for verdict in SPOKEN),
    )


def _pair(dataset: Dataset, pair: OutletPair) -> tuple[doc.Cell, ...]:
    counts, shared = pair_counts(pair.terms), pair_counts(pair.sharing)
    return (
        doc.cell(names(dataset, (pair.one, pair.other)), "strong"),
        doc.cell(f"{counts['total']:,}"),
        *(_standing(counts, shared, standing) for standing in STANDINGS),
    )


def _standing(counts: PairCounts, shared: PairCounts, standing: Standing) -> doc.Cell:
    count = _share(counts[standing], counts["total"])
    if not counts[standing]:
        return count
    return (*count, doc.line(f"{shared[standing]:,} not independent", "muted"))


def pair_counts(terms: Counter[Verdict]) -> PairCounts:
    """Terms on which two outlets speak, counted by how the two stand to each other."""
    return {
        "total": terms.total(),
        "same": terms[Verdict.AGREE] + terms[Verdict.REPEATED],
        "differing": terms[Verdict.DIFFERS],
        "contradictory": terms[Verdict.CONFLICT],
        "disputed": terms[Verdict.DISPUTED],
        "variant": terms[Verdict.VARIANT],
        "updated": terms[Verdict.UPDATED],
    }


def _outlet_data(row: OutletCoverage) -> OutletData:
    return {
        "outlet": row.outlet,
        "articles": sorted(row.articles),
        "provisions": {
            "possible": row.possible,
            "reported": row.reported,
            "left_out": row.left_out,
            "not_found": row.not_found,
            "own": row.own,
            "relayed": row.quoted,
        },
        "claims": {
            "total": row.own_words + row.crediting + row.by_others,
            "own_words": row.own_words,
            "crediting": row.crediting,
            "relayed": row.by_others,
        },
        "values": {
            "total": row.values.total(),
            "conflict": row.values[Verdict.CONFLICT],
            "disputed": row.values[Verdict.DISPUTED],
            "variant": row.values[Verdict.VARIANT],
            "updated": row.values[Verdict.UPDATED],
            "differs": row.values[Verdict.DIFFERS],
            "agree": row.values[Verdict.AGREE],
            "repeated": row.values[Verdict.REPEATED],
            "single": row.values[Verdict.SINGLE],
        },
    }


def _pair_data(pair: OutletPair) -> PairData:
    return {
        "outlets": [pair.one, pair.other],
        "terms": pair_counts(pair.terms),
        "shared_origin": pair_counts(pair.sharing),
    }


RECORD = ("outlet", "with", "of", "measure", "count")


def _records(coverage: Coverage) -> Iterator[doc.Record]:
    """A record for each number."""
    for row in coverage.outlets:
        articles = {"of": "articles", "measure": "total", "count": len(row.articles)}
        yield {"outlet": row.outlet, **articles}
        yield from _count_records({"outlet": row.outlet}, _outlet_data(row))
    for pair in coverage.pairs:
        yield from _count_records({"outlet": pair.one, "with": pair.other}, _pair_data(pair))


def _count_records(outlets: doc.Record, data: Mapping[str, object]) -> Iterator[doc.Record]:
    """A record for each number of the mappings in some data."""
    for of, counts in data.items():
        if isinstance(counts, dict):
            for measure, count in counts.items():
                yield {**outlets, "of": of, "measure": measure, "count": count}
