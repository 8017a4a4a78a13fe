"""The codebook's part on the second reading: how far the two agree, and what they differed on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from plancmp.domain.model import Dataset
from plancmp.domain.values import Wording
from plancmp.text import join_words
from tools.second_reading import (
    LATER,
    NOT_CODED,
    Key,
    Settled,
    Unit,
    causes,
    later_reading,
    plans_of,
    second_reading,
    settled,
    stands,
    units,
)

_HOW_IT_WAS_READ = """\
## The second reading

The five articles on {plans} that were read whole and every line of the facts files of these two
plans were read and coded a second time, by two readers of whom neither had seen the data; the
first reading is the data as it then stood. Either of the two found something in {paragraphs}
paragraphs and {lines} lines. The second readers were given the texts, the rules above, the names
of the provisions and of the outlets, and every question with its options and its coding note as
these then stood, but no example.

What they were given makes them agree: they had not to find the questions, of which {once} of the
{questions} that the first reading answered at all are answered by one passage only, and the notes
were written with these passages in view. So the figures say that questions and notes decide what is
coded how, and not that they decide rightly. Where the passage is a line of the facts files, they
are of two codings of one digest, and not of two readings of the articles behind it.

A unit is a term of a provision in a passage, a paragraph or a line. Coded or not is counted over
all terms of the provisions of which either reading coded something in the passage. Values are
compared as names without an order, lists whole, each with its draft, and only where both readings
coded the term; one value in two forms is the same, and of wordings it is compared only whether
there is one. Speakers, credits, hedges and notes are not counted. All figures are of the two
readings as they were made, before anything was settled, but that a term which is asked in another
form since is counted in that form; alpha is Krippendorff's, nominal."""

_HOW_THE_LATER_WERE_READ = """\
### Of the later texts

Of the lines of the facts files on the later texts {lines} were drawn, and coded afresh by a third
reader who had seen neither the data nor the article behind a line. They had what the second readers
had, but no line beside the one that was drawn, and neither the plans' drafts nor the conditions
under which one side's proposals stand. Absence is counted here as a value of each term."""

_COLUMNS = (
    "kind",
    "units",
    "both",
    "first only",
    "second only",
    "neither",
    "alpha, coded or not",
    "same value",
    "alpha, values",
)


def alpha(pairs: Sequence[tuple[str, str]]) -> float | None:
    """Krippendorff's alpha, the values as names without an order; None where all are the same."""
    import krippendorff

    names = sorted({value for pair in pairs for value in pair})
    if len(names) < 2:
        return None
    number = {name: index for index, name in enumerate(names)}
    table = [[number[value] for value in side] for side in zip(*pairs, strict=True)]
    return float(krippendorff.alpha(reliability_data=table, level_of_measurement="nominal"))


def coded_or_not(found: Iterable[Unit]) -> list[tuple[str, str]]:
    """Of each unit, which of the two coded it at all."""
    return [
        ("no" if unit.first == NOT_CODED else "yes", "no" if unit.second == NOT_CODED else "yes")
        for unit in found
    ]


def both_coded(found: Iterable[Unit]) -> list[tuple[str, str]]:
    """The values of what both coded, but for wordings, which are not compared."""
    return [
        (unit.first, unit.second)
        for unit in found
        if NOT_CODED not in (unit.first, unit.second) and unit.kind != Wording.name
    ]


def section(dataset: Dataset) -> str:
    """The part as Markdown."""
    second, differences = second_reading(), settled()
    found = units(dataset, second, differences)
    passages = Counter(" " in passage for passage in {unit.key.passage for unit in found})
    answered = Counter(unit.key[1:] for unit in found if unit.first != NOT_CODED)
    opening = _HOW_IT_WAS_READ.format(
        plans=join_words(sorted(plans_of(second)), "and"),
        paragraphs=passages[True],
        lines=passages[False],
        once=list(answered.values()).count(1),
        questions=len(answered),
    )
    return "\n".join([opening, "", *_figures(found, differences), *_later(dataset)])


def _later(dataset: Dataset) -> Iterator[str]:
    """Of the later texts, what was drawn of their lines."""
    reading, differences = later_reading(), settled(LATER)
    yield _HOW_THE_LATER_WERE_READ.format(lines=len(reading))
    yield ""
    yield from _figures(units(dataset, reading, differences), differences)


def _figures(found: Sequence[Unit], differences: Mapping[Key, Settled]) -> Iterator[str]:
    """How far both agree, by kind of term, and how the differences were settled."""
    kinds = sorted({unit.kind for unit in found})
    apart = [unit for unit in found if unit.apart]
    ways = Counter(map(stands, apart))
    yield _row(_COLUMNS)
    yield _row(["---", *["--:"] * (len(_COLUMNS) - 1)])
    for kind in kinds:
        yield _counted(kind, [unit for unit in found if unit.kind == kind])
    yield _counted("all", found)
    yield f"""
The {len(apart)} differences were settled by whoever keeps the data, who is a party
to them, after reading the passages again and without asking the second readers:
{ways["first"]} as the first reading had it, {ways["second"]} as the second had it,
{ways["third"]} as neither had it. They stand here by what made them; each of them,
with both values, is in `tools/data/second-reading`.
"""
    yield _row(["differences", "settled as", "terms", "what made them"])
    yield _row(["--:", "---", "---", "---"])
    yield from _by_cause(apart, differences)
    yield ""


def _counted(kind: str, found: Sequence[Unit]) -> str:
    coded = coded_or_not(found)
    values = both_coded(found)
    same = sum(one == other for one, other in values)
    cells = [
        kind,
        len(found),
        *(coded.count(pair) for pair in [("yes", "yes"), ("yes", "no"), ("no", "yes")]),
        coded.count(("no", "no")),
        _figure(alpha(coded)),
        f"{same} of {len(values)}" if values else "",
        _figure(alpha(values)),
    ]
    return _row(cells)


def _figure(alpha: float | None) -> str:
    return "" if alpha is None else f"{alpha:.3f}"


def _by_cause(apart: Sequence[Unit], differences: Mapping[Key, Settled]) -> Iterator[str]:
    for cause, told in causes().items():
        of_it = [unit for unit in apart if differences[unit.key].cause == cause]
        if not of_it:
            continue
        ways = Counter(map(stands, of_it))
        terms = Counter(
            f"`{unit.key.provision.partition('/')[2]} {unit.key.term}`" for unit in of_it
        )
        cells = [
            len(of_it),
            ", ".join(f"{way} {count}" if len(ways) > 1 else way for way, count in ways.items()),
            ", ".join(f"{term} ({count})" if count > 1 else term for term, count in terms.items()),
            told,
        ]
        yield _row(cells)


def _row(cells: Iterable[object]) -> str:
    return f"| {' | '.join(map(str, cells))} |"
