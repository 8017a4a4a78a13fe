"""Holds a second coding of some lines of the facts files against the data.

`python -m tools.double_coding draw` draws the lines anew into `tools/data/double-coding`,
`... sheet` prints them for a coder, with the questions and without the answers, and
`... compare` holds `second.yaml` there against the data. The second coding is a
mapping from a line's fingerprint to provisions, to terms, to values as the data writes them. What
is in `format-1` there was coded by an earlier codebook, of other terms.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import yaml

from plancmp.data.folder import DataFolder
from plancmp.data.loader import load_plans
from plancmp.domain.model import Dataset, Provision, Report, Term
from plancmp.domain.problems import PlancmpError
from plancmp.domain.values import ValueFault
from tools import facts
from tools.answers import answers

FOLDER = Path(__file__).parent / "data" / "double-coding"
DRAWN = FOLDER / "drawn.yaml"
SECOND = FOLDER / "second.yaml"
SETTLED = FOLDER / "settled.yaml"
SEED = 20251120
SIZE = 30
DRAWN_FROM = frozenset({"april", "november"})
"""The plans from whose lines they are drawn: those whose articles cover no other."""
NOT_CODED = "not coded"


_TASK = """\
Code each line below without looking at the data or at the codebook's examples. Of the topics that
a line asks of, answer the terms that it speaks of and leave out the others. Write a mapping:

"e47c0f0cfc8a":
  april/presentation:
    TERM: VALUE

A value is an option, yes or no, a number, a day, a list of options, or words; {not: OPTION},
{any-of: [OPTION, OPTION]}, {only: [OPTION]}, {includes: [OPTION], excludes: [OPTION]},
{about: 5}, {at-least: 5}, {at-most: 5}, {from: 1, to: 5}, {before: 2025-11-20}; or unspecified,
where the line says that the plan leaves it open. The options of a scale go from the weakest to the
strongest, and a value says at least so much; {at-most: OPTION} and {only: OPTION} say otherwise.
Code what the line says and no more; take the broader option where it does not decide between those
under it. The day a line says something of, its speaker and its credits are not asked.
"""


_OF_FORMAT_1 = """\
The second coding by this codebook is not in yet. One of the codebook of format 1 gave an alpha of
0.96 over the values (nominal), with 102 of 106 units the same. It was of other terms (what is one
scale now was a choice among siblings or several terms), so the figure says nothing of this one; its
lines, its values and how its four differences were settled are in
`tools/data/double-coding/format-1`.
"""


class Unit(NamedTuple):
    """One term of one line, as both coders have it."""

    line: str
    provision: str
    term: str
    first: str
    second: str


def draw(dataset: Dataset) -> list[str]:
    """The fingerprints of the drawn lines, in the files' order."""
    lines = _drawn_from(dataset)
    picked = set(random.Random(SEED).sample(sorted(lines), SIZE))
    return [fingerprint for fingerprint in lines if fingerprint in picked]


def _drawn_from(dataset: Dataset) -> list[str]:
    return [
        fingerprint
        for fingerprint, line in facts.coded().items()
        if all(DRAWN_FROM.issuperset(dataset.articles[id].covers) for id in line.articles)
    ]


def drawn() -> Sequence[str]:
    """The lines that were handed to the second coder."""
    return tuple(yaml.load(DRAWN.read_text("utf-8"), Loader=yaml.BaseLoader))


def units(dataset: Dataset, second: Mapping[str, Mapping[str, Mapping[str, object]]]) -> list[Unit]:
    """What either coder coded of the drawn lines; PlancmpError for what is no term or value.

    The first coder's value of a term is that of the line's reports; where these have several, as
    where a line gives two readings, they are joined.
    """
    stray = set(second) - set(drawn())
    if stray:
        raise PlancmpError(f"the second coding has lines that were not drawn: {sorted(stray)}")
    topics = {provision.topic.id: provision.topic for provision in dataset.provisions}
    reports = facts.reports(dataset)
    found = []
    for line in drawn():
        one = _first(reports[line])
        other: dict[tuple[str, str], str] = {}
        for provision, says in second.get(line, {}).items():
            topic = topics.get(provision.rpartition("/")[2])
            for term, raw in says.items():
                if topic is None or term not in topic.terms:
                    raise PlancmpError(f"{line}: {provision} has no term {term}")
                where = f"{line}: {provision}.{term}"
                other[provision, term] = _value(topic.terms[term], raw, where)
        for provision, term in sorted({*one, *other}):
            key = (provision, term)
            pair = (one.get(key, NOT_CODED), other.get(key, NOT_CODED))
            found.append(Unit(line, provision, term, *pair))
    return found


def _first(
    reports: Sequence[tuple[Provision, Report]],
) -> dict[tuple[str, str], str]:
    values: dict[tuple[str, str], set[str]] = {}
    for provision, report in reports:
        for term, value in report.says.items():
            text = provision.topic.terms[term].kind.text(value)
            values.setdefault((provision.id, term), set()).add(text)
    return {key: " / ".join(sorted(texts)) for key, texts in values.items()}


def _value(term: Term, raw: object, where: str) -> str:
    try:
        return term.kind.text(term.kind.parse(raw))
    except ValueFault as fault:
        raise PlancmpError(f"{where}: {fault.message}; {fault.expected}") from None


def alpha(units: Sequence[Unit]) -> float:
    """Krippendorff's alpha over the values, as names without an order."""
    import krippendorff

    names = sorted({value for unit in units for value in (unit.first, unit.second)})
    number = {name: index for index, name in enumerate(names)}
    table = [[number[u.first] for u in units], [number[u.second] for u in units]]
    return float(krippendorff.alpha(reliability_data=table, level_of_measurement="nominal"))


def second_coding() -> Mapping[str, Mapping[str, Mapping[str, object]]] | None:
    """What the second coder handed in; None where that is not there yet."""
    if not SECOND.exists():
        return None
    coding: Mapping[str, Mapping[str, Mapping[str, object]]]
    coding = yaml.load(SECOND.read_text("utf-8"), Loader=yaml.BaseLoader)
    return coding


def section(dataset: Dataset) -> str:
    """The codebook's part on the double coding."""
    parts = [
        "## Double coding\n",
        f"{SIZE} of the {len(_drawn_from(dataset))} lines of the facts files on April and",
        f"November, drawn with the seed {SEED}, are coded a second time by someone who has not",
        "seen the first coding and is given the lines, the topics that each touches, and their",
        "rules without the examples. A unit is a term of a line that either of the two coded; one",
        "that only one of them coded counts as a difference. Being given the topics makes",
        "agreement easier than finding them would.\n",
    ]
    second = second_coding()
    if second is None:
        return "\n".join([*parts, _OF_FORMAT_1])
    found = units(dataset, second)
    apart = [unit for unit in found if unit.first != unit.second]
    parts += [
        f"Krippendorff's alpha over the values (nominal): {alpha(found):.2f}, with",
        f"{len(found) - len(apart)} of {len(found)} units the same.\n",
    ]
    if apart:
        labels = {line: coded.label for line, coded in facts.coded().items()}
        settled = yaml.safe_load(SETTLED.read_text("utf-8"))
        parts += [
            "| line | term | first coding | second coding | settled as |",
            "| --- | --- | --- | --- | --- |",
        ]
        for unit in apart:
            asked = f"`{unit.provision}` {unit.term}"
            how = settled[unit.line][unit.provision][unit.term]
            row = (labels[unit.line], asked, unit.first, unit.second, how)
            parts.append(f"| {' | '.join(row)} |")
        parts.append("")
    return "\n".join(parts)


def sheet(dataset: Dataset, lines: Sequence[facts.Line]) -> str:
    """What the second coder gets: the drawn lines and the questions of the topics they touch."""
    by_fingerprint = {line.fingerprint: line for line in lines}
    coded = facts.coded()
    parts = [_TASK, "Lines", ""]
    asked: dict[str, None] = {}
    for fingerprint in drawn():
        line = by_fingerprint[fingerprint]
        provisions = dict.fromkeys(provision for provision, _ in coded[fingerprint].reports)
        asked.update(dict.fromkeys(id.rpartition("/")[2] for id in provisions))
        parts += [f"{fingerprint}  {line.file}, {line.heading}", f"  {line.text}"]
        parts += [f"  asks of: {', '.join(provisions)}", ""]
    parts += ["Topics", ""]
    topics = {provision.topic.id: provision.topic for provision in dataset.provisions}
    for id in sorted(asked):
        parts.append(f"{id}: {topics[id].title}")
        for term in topics[id].terms.values():
            parts.append(f"  {term.id} ({term.kind.name}): {term.asks}")
            parts += [f"    {answer}" for answer in answers(term)]
            parts += [f"    Coding: {term.coding}"] if term.coding else []
        parts.append("")
    return "\n".join(parts)


def _comparison(dataset: Dataset) -> Iterator[str]:
    second = second_coding()
    if second is None:
        raise PlancmpError(f"there is no {SECOND.name} yet")
    found = units(dataset, second)
    for unit in found:
        if unit.first != unit.second:
            yield f"{unit.line} {unit.provision}.{unit.term}: {unit.first} | {unit.second}"
    same = sum(unit.first == unit.second for unit in found)
    yield f"{same} of {len(found)} units the same, alpha {alpha(found):.3f}"


def main(command: str) -> str:
    """What a command prints; PlancmpError where it cannot."""
    folder = DataFolder(facts.CHECKOUT / "data")
    dataset = load_plans(folder, folder.plans).dataset
    if command == "draw":
        coded = facts.coded()
        rows = [f'"{line}": {coded[line].label}' for line in draw(dataset)]
        text = "# The lines drawn for the second coding, with what they are about in our words.\n"
        DRAWN.write_text(text + "\n".join(rows) + "\n", "utf-8")
        return f"{len(rows)} lines drawn into {DRAWN.name}"
    if command == "sheet":
        shared = facts.folder()
        if shared is None:
            raise PlancmpError("the facts files are not at hand: set PLANCMP_SHARED")
        return sheet(dataset, facts.lines(shared))
    if command == "compare":
        return "\n".join(_comparison(dataset))
    raise PlancmpError("draw, sheet or compare")


if __name__ == "__main__":
    try:
        sys.stdout.write(main(" ".join(sys.argv[1:])) + "\n")
    except PlancmpError as error:
        sys.exit(str(error))
