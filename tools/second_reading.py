"""Holds the second reading of the articles and of the facts files against the data.

`python -m tools.second_reading` prints every difference and what is not settled yet; `... sheet`
prints what a reader is given beside the texts: the questions without examples.
`tools/data/second-reading` has what was read and how each difference was settled: of the
articles by paragraph, of the facts files by line, then by provision (with `@DRAFT` where it is
not of the plan's text) and term. The first reading is the data as it stands, but where a
difference was settled: there it is what `settled.yaml` says the data had.
"""

from __future__ import annotations

import sys
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import yaml

from plancmp.data.folder import DataFolder
from plancmp.data.whole_plans import load_plans
from plancmp.domain.model import Dataset, Provision, Report, Term
from plancmp.domain.problems import PlancmpError
from plancmp.domain.values import ABSENT, RESERVED, Relation, Value, ValueFault, Wording
from tools import facts
from tools.answers import answers

FOLDER = Path(__file__).parent / "data" / "second-reading"
NOT_CODED = "not coded"
LATER = "later-settled.yaml"
IN_WORDS = "in words"
"""What stands for any wording: of wordings only that they were coded is compared."""

Reading = Mapping[str, Mapping[str, Mapping[str, object]]]
"""By passage, provision (with `@DRAFT` where it is not of the plan's text) and term: the value."""


class Key(NamedTuple):
    """One question put to one passage."""

    passage: str
    """An article and its paragraph, or the fingerprint of a line of the facts files."""
    provision: str
    term: str


class _Answer(NamedTuple):
    draft: str
    value: Value


class Unit(NamedTuple):
    """What both readers answered to one question, and what the data answers now."""

    key: Key
    kind: str
    first: str
    second: str
    now: str

    @property
    def apart(self) -> bool:
        """Whether the two differ."""
        return self.first != self.second


class Settled(NamedTuple):
    """How a difference was settled."""

    first: str
    as_: str
    """Whose value stands now: first, second or third."""
    cause: str


def _yaml(name: str) -> dict[str, dict[str, dict[str, dict[str, str]]]]:
    found: dict[str, dict[str, dict[str, dict[str, str]]]]
    found = yaml.load((FOLDER / name).read_text("utf-8"), Loader=yaml.BaseLoader)
    return found  # BaseLoader, as `on` is a term and not yes


def second_reading() -> Reading:
    """The second reading, of articles and of lines, on the plans that were coded first."""
    of_articles = {
        f"{article} {paragraph}": says
        for article, paragraphs in _yaml("articles.yaml").items()
        for paragraph, says in paragraphs.items()
    }
    return {**of_articles, **_yaml("facts.yaml")}


def later_reading() -> Reading:
    """The second reading of the lines on the later texts that were drawn."""
    return _yaml("later.yaml")


def settled(file: str = "settled.yaml") -> Mapping[Key, Settled]:
    """Every difference that was settled, of the first plans or, in LATER, of the later texts."""
    return {
        Key(passage, provision, term): Settled(how["first"], how["settled"], how["cause"])
        for passage, provisions in _yaml(file).items()
        for provision, terms in provisions.items()
        for term, how in terms.items()
    }


def causes() -> Mapping[str, str]:
    """What made readers differ, and the rule by which it was settled."""
    found: Mapping[str, str]
    found = yaml.safe_load((FOLDER / "causes.yaml").read_text("utf-8"))
    return found


def units(
    dataset: Dataset, second: Reading, differences: Mapping[Key, Settled]
) -> tuple[Unit, ...]:
    """The terms of each provision that either reader found in a passage, by passage.

    PlancmpError for what is no provision, term or value.
    """
    provisions = {provision.id: provision for provision in dataset.provisions}
    of_data = _of_the_data(dataset, {_source(passage) for passage in second})
    of_second = _of_the_second(provisions, second, of_data)
    now = {key: _joined(provisions[key.provision], key, said) for key, said in of_data.items()}
    other = {key: _joined(provisions[key.provision], key, said) for key, said in of_second.items()}
    first = {**now, **{key: how.first for key, how in differences.items()}}
    asked = dict.fromkeys((key.passage, key.provision) for key in (*first, *other))
    return tuple(
        Unit(key, term.kind.name, *(said.get(key, NOT_CODED) for said in (first, other, now)))
        for passage, provision in asked
        for term in provisions[provision].topic.terms.values()
        for key in [Key(passage, provision, term.id)]
    )


def plans_of(reading: Reading) -> frozenset[str]:
    """The plans that were read about."""
    return frozenset(id.partition("/")[0] for says in reading.values() for id in says)


def _source(passage: str) -> str:
    """The article of a paragraph, or the line itself."""
    return passage.partition(" ")[0]


def _of_the_data(dataset: Dataset, read: Collection[str]) -> dict[Key, list[_Answer]]:
    """What the data has of the articles and lines that were read; others are not compared."""
    found: dict[Key, list[_Answer]] = {}
    for passage, provision, report in _passages(dataset):
        if _source(passage) not in read:
            continue
        for id, value in report.answers(provision.topic).items():
            answer = _Answer(report.draft, _plain(provision.topic.terms[id], value))
            found.setdefault(Key(passage, provision.id, id), []).append(answer)
    return found


def _passages(dataset: Dataset) -> Iterator[tuple[str, Provision, Report]]:
    for provision in dataset.provisions:
        for report in provision.reports:
            if report.paragraph:
                yield f"{report.article.id} {report.paragraph}", provision, report
    for line, reports in facts.reports(dataset).items():
        for provision, report in reports:
            yield line, provision, report


def _of_the_second(
    provisions: Mapping[str, Provision],
    second: Reading,
    of_data: Mapping[Key, Sequence[_Answer]],
) -> dict[Key, list[_Answer]]:
    """What the second reader answers, in the data's form where it is the same in another."""
    found: dict[Key, list[_Answer]] = {}
    for passage, says in second.items():
        for of_draft, terms in says.items():
            id, _, draft = of_draft.partition("@")
            for key, term, value in _values(provisions, Key(passage, id, ""), terms):
                draft = draft or provisions[id].plan.last_draft
                answer = _Answer(draft, _plain(term, value))
                same = (known for known in of_data.get(key, ()) if _same(term, known, answer))
                found.setdefault(key, []).append(next(same, answer))
    return found


def _values(
    provisions: Mapping[str, Provision], of: Key, terms: Mapping[str, object]
) -> Iterator[tuple[Key, Term, Value]]:
    """What is answered to each term; to all of them that it is absent, where the whole is."""
    if ABSENT.keys[0] in terms:
        for term in provisions[of.provision].topic.terms.values():
            yield of._replace(term=term.id), term, ABSENT
        return
    for id, raw in terms.items():
        key = of._replace(term=id)
        term = _term(provisions, key)
        yield key, term, _parsed(term, raw, key)


def _term(provisions: Mapping[str, Provision], key: Key) -> Term:
    provision = provisions.get(key.provision)
    if provision is None or key.term not in provision.topic.terms:
        raise PlancmpError(f"{key.passage}: {key.provision} has no term {key.term}")
    return provision.topic.terms[key.term]


def _parsed(term: Term, raw: object, key: Key) -> Value:
    try:
        return term.kind.parse(raw)
    except ValueFault as fault:
        raise PlancmpError(f"{' '.join(key)}: {fault.message}; {fault.expected}") from None


def _plain(term: Term, value: Value) -> Value:
    """The value, but any wording for a wording."""
    wording = isinstance(term.kind, Wording) and value not in RESERVED.values()
    return term.kind.parse(IN_WORDS) if wording else value


def _same(term: Term, one: _Answer, other: _Answer) -> bool:
    return one == other or (
        one.draft == other.draft and term.kind.relation(one.value, other.value) is Relation.SAME
    )


def _joined(provision: Provision, key: Key, said: Sequence[_Answer]) -> str:
    """Every answer that a passage gives to a question, with its draft where it is not the last."""
    kind = provision.topic.terms[key.term].kind
    last = provision.plan.last_draft
    return " / ".join(
        sorted({kind.text(value) + f" ({draft})" * (draft != last) for draft, value in said})
    )


def unsettled(found: Iterable[Unit], differences: Mapping[Key, Settled]) -> Iterator[str]:
    """What is left to do: differences that are not settled, and those settled otherwise."""
    units = {unit.key: unit for unit in found}
    for unit in units.values():
        if unit.apart and unit.key not in differences:
            yield f"not settled: {_told(unit)}"
    for key, how in differences.items():
        if key not in units or not units[key].apart:
            yield f"no difference: {' '.join(key)}"
        elif how.as_ != stands(units[key]):
            yield f"settled as {how.as_}, stands as {stands(units[key])}: {_told(units[key])}"
        elif how.cause not in causes():
            yield f"no such cause: {how.cause}"


def stands(unit: Unit) -> str:
    """Whose value the data has now."""
    return {unit.first: "first", unit.second: "second"}.get(unit.now, "third")


def _told(unit: Unit) -> str:
    return f"{' '.join(unit.key)} ({unit.kind}): {unit.first} | {unit.second} | now {unit.now}"


def sheet(dataset: Dataset) -> str:
    """The questions that a reader is given, with the coding notes and without examples."""
    parts = []
    topics = {provision.topic.id: provision.topic for provision in dataset.provisions}
    for id in sorted(topics):
        parts.append(f"{id}: {topics[id].title}")
        for term in topics[id].terms.values():
            parts.append(f"  {term.id} ({term.kind.name}): {term.asks}")
            parts += [f"    {answer}" for answer in answers(term)]
            parts += [f"    Coding: {term.coding}"] if term.coding else []
        parts.append("")
    return "\n".join(parts)


def comparison(dataset: Dataset) -> str:
    """Every difference, and what is left to settle."""
    parts = []
    for reading, differences in ((second_reading(), settled()), (later_reading(), settled(LATER))):
        found = units(dataset, reading, differences)
        lines = [_told(unit) for unit in found if unit.apart]
        parts += [*lines, f"{len(lines)} differences", *unsettled(found, differences)]
    return "\n".join(parts)


def main(command: str) -> str:
    """What a command prints; PlancmpError where it cannot."""
    folder = DataFolder(facts.CHECKOUT / "data")
    dataset = load_plans(folder, folder.plans).dataset
    if command in {"", "sheet"}:
        return sheet(dataset) if command else comparison(dataset)
    raise PlancmpError("nothing, or sheet")


if __name__ == "__main__":
    try:
        sys.stdout.write(main(" ".join(sys.argv[1:])) + "\n")
    except PlancmpError as error:
        sys.exit(str(error))
