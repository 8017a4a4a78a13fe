"""The facts that an output shows, whatever its format: who says what, where, on which question.

Each command lays its facts out in its own way; each format is read back by its own reader. A fact
is (plan, topic, term, outlet, article, answer): by the ids of the data, the answer as a reader sees
it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from plancmp.data.folder import DataFolder
from plancmp.data.whole_plans import load_plans
from plancmp.domain.model import Dataset, Topic
from plancmp.text import visible
from plancmp.views.citations import source_line
from plancmp.views.voices import COLUMNS
from plancmp.views.wording import point, provision_name
from tests.support.reading import Cell, Line, Page, Table


class Fact(NamedTuple):
    plan: str
    topic: str
    term: str
    outlet: str
    article: str
    answer: str


Facts = set[Fact]


class Known(NamedTuple):
    """What a reader of a page looks up in the data: which id is called what on pages."""

    dataset: Dataset
    outlets: Mapping[str, str]
    """The outlets' ids by their short names."""
    topics: Mapping[str, Topic]
    sources: Mapping[str, str]
    """Of each article by its id, its line among the numbered sources.

    Where those of two are the same, no reader can tell them apart, and no fact does.
    """

    def term(self, topic: str, asks: str) -> str:
        """The id of the term of a topic that asks this."""
        terms = self.topics[topic].terms.values()
        (found,) = [term.id for term in terms if term.asks == asks]
        return found

    def outlet(self, label: str) -> str:
        """The outlet that a label begins with: `RT citing WSJ`, `Axios, as quoted by RT`."""
        ends = r"(?=\Z|,? (?:citing|as quoted by|together with|¶\d|\d+ \w+|\[))"
        fitting = [name for name in self.outlets if re.match(re.escape(name) + ends, label)]
        return self.outlets[max(fitting, key=len)]


@cache
def known(data: Path) -> Known:
    """What pages of this data folder are read with."""
    folder = DataFolder(data)
    dataset = load_plans(folder, folder.plans).dataset
    shorts = {visible(outlet.short): outlet.id for outlet in dataset.outlets.values()}
    sources = {
        article.id: " ".join(
            visible("".join(span.text for span in source_line(dataset, article))).split()
        )
        for article in dataset.articles.values()
    }
    topics = {p.topic.id: p.topic for p in dataset.provisions}
    return Known(dataset, shorts, topics, sources)


# From JSON


def _source(article: str, known: Known | None) -> str:
    """What pages call an article; its id where no page is looked at."""
    return known.sources[article] if known else article


def _from_values(
    where: tuple[str, str, str], values: Iterable[Any], known: Known | None
) -> Iterator[Fact]:
    for value in values:
        for claim in value["claims"]:
            source = _source(claim["article"], known)
            yield Fact(*where, claim["outlet"], source, value["label"])


def _json_show(data: Any, known: Known | None = None) -> Iterator[Fact]:
    for provision in data["provisions"]:
        for outlet, cells in provision["cells"].items():
            for cell in cells:
                assert {claim["outlet"] for claim in cell["claims"]} == {outlet}
                where = (data["plan"], provision["topic"], cell["term"])
                yield from _from_values(where, [cell], known)


def _json_sources(data: Any, known: Known | None = None) -> Iterator[Fact]:
    for provision in data["provisions"]:
        for term in (*provision["terms"], *provision["all_outlets"]["terms"]):
            where = (provision["plan"], provision["topic"], term["term"])
            yield from _from_values(where, term["values"], known)


def _json_diff(data: Any, known: Known | None = None) -> Iterator[Fact]:
    for topic in data["changes"]:
        for term in topic["terms"]:
            sides = zip(data["plans"], (term["before"], term["after"]), strict=True)
            entries = [(plan, entry) for plan, side in sides for entry in side]
            entries += [(entry["plan"], entry) for entry in term["elsewhere"]]
            for plan, entry in entries:
                yield from _from_values((plan, topic["topic"], term["term"]), [entry], known)


def _json_conflicts(data: Any, known: Known | None = None) -> Iterator[Fact]:
    for found in data["findings"]:
        where = (found["plan"], found["topic"], found["term"])
        yield from _from_values(where, found["values"], known)


def _json_weak(data: Any, known: Known | None = None) -> Iterator[Fact]:
    for weak in data["terms"]:
        where = (data["plan"], weak["topic"], weak["term"])
        yield from _from_values(where, weak["values"], known)


def _json_search(data: Any, known: Known | None = None) -> Iterator[Fact]:
    for hit in data["hits"]:
        for match in hit["matches"]:
            if match["what"] == "value":
                where = (hit["plan"], hit["topic"], match["term"])
                source = _source(match["article"], known)
                yield Fact(*where, match["outlet"], source, match["text"])


FROM_JSON: Mapping[str, Callable[..., Iterator[Fact]]] = {
    "show": _json_show,
    "sources": _json_sources,
    "diff": _json_diff,
    "conflicts": _json_conflicts,
    "weak": _json_weak,
    "search": _json_search,
}


# From records


def from_records(rows: list[dict[str, str]], known: Known | None = None) -> Facts:
    return {
        Fact(
            *(row["plan"], row["topic"], row["term"], row["outlet"]),
            _source(row["article"], known),
            row["label"] if "label" in row else row["text"],
        )
        for row in rows
        if row["outlet"] and row.get("what", "value") == "value"
    }


# From pages

EVIDENCE = tuple(column.title for column in COLUMNS)
MARKS = re.compile(r"\[(\d+)\]")


def _said(line: Line, page: Page, known: Known) -> Iterator[tuple[str, str]]:
    """Outlet and source of all that a line names: `speaker · RT citing Axios ¶3 [2][4]; ...`."""
    for each in re.split(r"(?<=\]); ", line.text):
        label = each.rpartition(" · ")[2]
        numbers = MARKS.findall(re.search(r"(?:\[\d+\])+$", each)[0])  # type: ignore[index]
        for number in numbers:
            yield known.outlet(label), page.notes[number]


def _evidence(table: Table, page: Page, known: Known) -> Iterator[tuple[str, str, str]]:
    """Outlet, source and answer of each row; a row without an answer has the one above."""
    answer = ""
    for value, who, _ in table.rows:
        if value:
            (answer,) = value[0].strong
        for outlet, source in _said(who[0], page, known):
            yield outlet, source, answer


def _page_show(page: Page, known: Known) -> Iterator[Fact]:
    plan = page.tables[-1].headings[0].split(": ")[1].split("@")[0]
    for table in page.tables:
        if table.columns == EVIDENCE:
            *_, provision, asks = table.headings
            topic = provision.split("  ")[-1]
            term = known.term(topic, asks)
            for said in _evidence(table, page, known):
                yield Fact(plan, topic, term, *said)


def _page_sources(page: Page, known: Known) -> Iterator[Fact]:
    by_heading = {
        "  ".join((provision_name(p), ", ".join(filter(None, (p.plan.title, point(p)))))): p
        for p in known.dataset.provisions
    }
    for table in page.tables:
        provision = by_heading[visible(table.headings[1])]
        plan, topic = provision.plan.id, provision.topic.id
        term = known.term(topic, table.headings[-1])
        for said in _evidence(table, page, known):
            yield Fact(plan, topic, term, *said)


def _page_diff(page: Page, known: Known) -> Iterator[Fact]:
    for table in page.tables:
        topic = table.headings[-1].split("  ")[-1]
        for row in table.rows:
            term = known.term(topic, row[0][0].text)
            for plan, side in zip(table.columns[1:3], row[1:3], strict=True):
                for said in _side(side, page, known):
                    yield Fact(plan, topic, term, *said)


def _side(side: Cell, page: Page, known: Known) -> Iterator[tuple[str, str, str]]:
    """Of one side, answers with those who give each in the line below."""
    answer = ""
    for line in side:
        if answer:
            for outlet, source in _said(line, page, known):
                yield outlet, source, answer
        answer = "".join(line.strong)


def _page_conflicts(page: Page, known: Known) -> Iterator[Fact]:
    for table in page.tables:
        asks, about, _id = table.headings[-1].split("  ")
        named, _, rest = about.rpartition(", ") if about.count(", ") else ("", "", about)
        plan = named or page.tables[0].headings[0].split(": ")[1]
        title = re.sub(r" \(points? [^)]*\)$", "", rest)
        topics = [t.id for t in known.topics.values() if t.title == title]
        (topic,) = topics
        for said in _evidence(table, page, known):
            yield Fact(plan, topic, known.term(topic, asks), *said)


def _page_weak(page: Page, known: Known) -> Iterator[Fact]:
    plan = page.tables[0].headings[0].split(": ")[1]
    provisions = known.dataset.of_plan(plan)
    by_name = {visible(provision_name(each)): each.topic.id for each in provisions}
    for table in page.tables:
        if table.columns[0] != "question":
            continue
        for question, answers, _ in table.rows:
            name, asks = (line.text for line in question)
            where = (plan, by_name[name], known.term(by_name[name], asks))
            for line in answers:
                answer = "".join(line.strong)
                about = re.match(r"(?: \(.*?\))?: ", line.text[len(answer) :])
                assert about
                said = Line(line.text[len(answer) + about.end() :])
                for outlet, source in _said(said, page, known):
                    yield Fact(*where, outlet, source, answer)


def _page_search(page: Page, known: Known) -> Iterator[Fact]:
    for table in page.tables:
        for _, where, text, said in table.rows:
            if where[0].text == "answer":
                plan, topic = table.headings[-1].split(" · ")[0].split("/")
                term = known.term(topic, where[1].text)
                for outlet, source in _said(said[0], page, known):
                    yield Fact(plan, topic, term, outlet, source, text[0].text)


FROM_PAGE: Mapping[str, Callable[[Page, Known], Iterator[Fact]]] = {
    "show": _page_show,
    "sources": _page_sources,
    "diff": _page_diff,
    "conflicts": _page_conflicts,
    "weak": _page_weak,
    "search": _page_search,
}


# From commands that count rather than tell facts


def cells(page: Page) -> list[tuple[tuple[str, ...], list[tuple[str, ...]]]]:
    """All that is in the tables of a page."""
    return [
        (table.columns, [tuple(map(_text, row)) for row in table.rows]) for table in page.tables
    ]


def _text(cell: tuple[Line, ...]) -> str:
    return "\n".join(line.text for line in cell)


__all__ = ["FROM_JSON", "FROM_PAGE", "Fact", "Facts", "Known", "cells", "from_records", "known"]
