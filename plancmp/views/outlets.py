"""`plancmp outlets`: how much each outlet reports, and how the outlets stand to each other."""

from collections.abc import Iterator, Sequence

from plancmp.domain.coverage import Coverage, OutletCoverage, OutletPair
from plancmp.domain.model import Dataset, grouped
from plancmp.domain.problems import Problem
from plancmp.domain.verdicts import Verdict
from plancmp.text import join_words
from plancmp.views import document as doc
from plancmp.views.base import View
from plancmp.views.marks import badge, legend, sign
from plancmp.views.outlets_data import (
    RECORD,
    STANDINGS,
    OutletsData,
    PairCounts,
    Standing,
    coverage_records,
    outlet_data,
    pair_counts,
    pair_data,
)
from plancmp.views.wording import counted, hints, in_short, left_out, names, share

SPOKEN = tuple(v for v in Verdict if v not in (Verdict.SILENT, Verdict.NOT_FOUND))
"""The verdicts that a value can stand under."""

BAR = 10
"""So many signs long is a bar."""
BAR_KEY = "answers: █ its own reporting  ▒ citing others  ░ as only others quote it"
MOST_COLUMNS = 8
"""With more outlets the triangle of pairs is left to --all."""
ENOUGH = 3
"""Of fewer shared answers nothing is remarked."""
_SAME = "Same answer, of the questions on which both speak"
_CONTESTED = "Outlets that contradict each other, and neither also has the other's answer"
_SHARED = "Mostly one source: no corroboration"
_SAME_KEY = "(n) so many of them not independent: no corroboration"
_AGAINST_KEY = "✗n so many on which a report of the one contradicts a report of the other"

REPORTS = (
    *("outlet", "articles", "provisions reported", "not mentioned", "not in what was read"),
    *("only as others quote it", "answers of its own", "citing others", "as quoted"),
)
PAIR_WORDS = {
    "same": "same answer",
    "differing": "differ in detail",
    "contradictory": "contradict each other",
    "disputed": "sources disagree",
    "variant": "one source, told differently",
    "updated": "of other drafts or days",
}
"""How two outlets stand to each other, in print."""


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
        yield from self._overview(self.coverage.outlets)
        dataset, found = self.dataset, self.coverage
        for title, lines in (
            (_CONTESTED, tuple(_contested(dataset, found))),
            (_SHARED, tuple(_remarks(dataset, found))),
        ):
            if lines:
                yield doc.Heading(doc.line(title), level=2)
                yield doc.Paragraph(lines)
        yield doc.Paragraph((doc.line(_read(found)),))
        yield doc.Heading(doc.line("Provisions that each reports"), level=2)
        yield doc.table(REPORTS, (_reports(dataset, row) for row in found.outlets))
        yield doc.Heading(doc.line("What the different answers of each add up to"), level=2)
        yield doc.table(
            ("outlet", "different answers", *(badge(verdict)[0].text for verdict in SPOKEN)),
            (_values(dataset, row) for row in found.outlets),
        )
        if found.pairs:
            yield doc.Heading(
                doc.line("Questions on which two outlets speak, by how they stand to each other"),
                level=2,
            )
            yield doc.table(
                ("outlets", "both speak", *(PAIR_WORDS[standing] for standing in STANDINGS)),
                (_pair(dataset, pair) for pair in found.pairs),
            )

    def screen(self) -> Iterator[doc.Block]:
        """Who reports what, on whose word, and who gives the same answers as whom."""
        yield from self._overview([row for row in self.coverage.outlets if row.articles])
        for title, lines, counts in (
            (_CONTESTED, _contested(self.dataset, self.coverage), "topic"),
            (_SHARED, _remarks(self.dataset, self.coverage), "pair"),
        ):
            if rows := tuple(((spans,),) for spans in lines):
                yield doc.Paragraph(((), doc.line(title, "strong")))
                table = doc.table(("",), rows)
                yield table._replace(bare=True, counts=counts)
        yield doc.Paragraph((doc.line(_read(self.coverage)),))
        yield doc.Paragraph(((),))
        plans = " ".join((*self.coverage.plans, *self._chosen()))
        yield hints("every count: --all", f"what they say: plancmp conflicts {plans}")

    def _chosen(self) -> Sequence[str]:
        """The options that choose these outlets, where they are not those usually compared."""
        outlets = [row.outlet for row in self.coverage.outlets]
        if outlets == list(self.dataset.compared):
            return ()
        if set(outlets) >= self.dataset.outlets.keys():
            return ("--outlet all",)
        return [f"--outlet {outlet}" for outlet in outlets]

    def _overview(self, shown: Sequence[OutletCoverage]) -> Iterator[doc.Block]:
        """What some of the outlets report, those without an article by name, and who agrees."""
        dataset, found = self.dataset, self.coverage
        plans = join_words(found.plans, "and") if found.plans else "no plan"
        count = counted(found.provisions, "provision")
        title = doc.line("Who reports what, and who repeats whom", "strong")
        yield doc.Heading(title, doc.line(f"{plans}, {count}"))
        columns = (
            doc.Column("outlet"),
            doc.Column("articles", right=True),
            doc.Column("provisions", right=True),
            doc.Column("answers", right=True),
            doc.Column("of these"),
            *(doc.Column(title, right=True) for title in ("own", "citing", "as quoted")),
        )
        rows = tuple(_origin_row(dataset, row) for row in shown)
        if rows:
            yield doc.Table(columns, (doc.RowGroup(rows),), counts="outlet")
        key = (doc.line(BAR_KEY, "muted"),) if rows else ()
        beside = _without_articles(dataset, [row for row in found.outlets if row not in shown])
        yield doc.Paragraph((*beside, *key, *left_out(dataset)))
        if found.pairs and len(found.outlets) <= MOST_COLUMNS:
            yield doc.Paragraph(((), doc.line(_SAME, "strong")))
            yield _same_answers(dataset, found)
            yield doc.Paragraph((doc.line(_SAME_KEY, "muted"), doc.line(_AGAINST_KEY, "muted")))

    def records(self) -> doc.Records:
        """A record for each number."""
        return doc.records(RECORD, coverage_records(self.dataset, self.coverage))

    def data(self) -> OutletsData:
        return {
            "plans": list(self.coverage.plans),
            "outlets": [outlet_data(row) for row in self.coverage.outlets],
            "left_out": list(self.dataset.left_out),
            "pairs": [pair_data(pair) for pair in self.coverage.pairs],
        }

    def legend(self) -> doc.Legend:
        return legend(verdict for row in self.coverage.outlets for verdict in row.values)


def _origin_row(dataset: Dataset, row: OutletCoverage) -> tuple[doc.Cell, ...]:
    parts = (row.own_words, row.crediting, row.by_others)
    whole = sum(parts)
    there = row.possible or row.articles
    found = f"{row.reported:,} of {row.possible:,}" if there else "no article"
    return (
        doc.cell(dataset.short(row.outlet), "strong"),
        doc.cell(f"{len(row.articles):,}"),
        doc.cell(found),
        doc.cell(f"{whole:,}"),
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
    pairs = {(pair.one, pair.other): pair for pair in found.pairs}
    outlets = [row.outlet for row in found.outlets if any(row.outlet in two for two in pairs)]
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


def _without_articles(dataset: Dataset, rows: Sequence[OutletCoverage]) -> Iterator[doc.Line]:
    """The outlets that have no article of their own, by whether others quote them."""
    quoted = [row.outlet for row in rows if row.by_others]
    nothing = [row.outlet for row in rows if not row.by_others]
    if quoted:
        yield doc.line(f"without an article, only as others quote it: {in_short(dataset, quoted)}")
    if nothing:
        them = "without an article; what is cited of them counts with who cites it"
        yield doc.line(f"{them}: {in_short(dataset, nothing)}")


def _contested(dataset: Dataset, found: Coverage) -> Iterator[doc.Line]:
    """Topic by topic the pairs that contradict each other on it; on what most do, first."""
    pairs = [(each, pair) for pair in found.pairs for each in pair.contested]
    by_topic = grouped(pairs, lambda each: (each[0].plan, each[0].topic)).values()
    for same in sorted(by_topic, key=lambda same: (same[0][0].is_circumstance, -len(same))):
        plan, _, title, _ = same[0][0]
        against = [
            join_words(map(dataset.short, (pair.one, pair.other)), "and") for _, pair in same
        ]
        yield (
            sign(Verdict.CONFLICT),
            doc.Span(f" {plan}, {title}: {'; '.join(against)}"),
        )


def _remarks(dataset: Dataset, found: Coverage) -> Iterator[doc.Line]:
    """Pairs of outlets most of whose shared answers are of one origin."""
    for pair in found.pairs:
        same, shared = pair_counts(pair.terms)["same"], pair_counts(pair.sharing)["same"]
        if same >= ENOUGH and 2 * shared > same:
            two = join_words(map(dataset.short, (pair.one, pair.other)), "and")
            of = f"{shared} of the {same} answers they share are not independent"
            yield doc.line(f"{two}: {of}")


def _read(found: Coverage) -> str:
    articles = sum(len(row.articles) for row in found.outlets)
    whole = sum(len(row.read_whole) for row in found.outlets)
    if not articles:
        return "No outlet compared has an article on it."
    read = f"{whole} of {counted(articles, 'article')}"
    return f"What was not found may have been reported all the same: read whole, {read}."


def _share(part: int, whole: int) -> doc.Cell:
    """A count with its share of another, where there is one to have a share of."""
    return doc.cell(f"{part:,} ({share(part, whole)})" if whole else f"{part:,}")


def _reports(dataset: Dataset, row: OutletCoverage) -> tuple[doc.Cell, ...]:
    claims = row.own_words + row.crediting + row.by_others
    covered = (
        doc.cell(f"{part:,} of {row.possible:,} ({share(part, row.possible)})")
        if row.possible or row.articles
        else doc.cell("no article", "muted")
        for part in (row.reported, row.silent, row.not_found)
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
    if not shared[standing]:
        return count
    return (*count, doc.line(f"{shared[standing]:,} not independent", "muted"))
