"""The facts that an output shows, whatever its format: who says what, on which term of which plan.

Each command lays its facts out in its own way; each format is read back by its own reader. A fact
is (plan, topic, term, outlet, value), all by the ids that the data gives them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from tests.support.reading import Line, Page, Table


class Fact(NamedTuple):
    plan: str
    topic: str
    term: str
    outlet: str
    value: str


Facts = set[Fact]
Names = Mapping[str, str]
"""The outlets' ids by their short names."""


# From JSON


def _from_values(where: tuple[str, str, str], values: Any) -> Iterator[Fact]:
    for value in values:
        for claim in value["claims"]:
            yield Fact(*where, claim["outlet"], value["text"])


def _json_show(data: Any) -> Iterator[Fact]:
    for provision in data["provisions"]:
        for outlet, cells in provision["cells"].items():
            for cell in cells:
                yield Fact(data["plan"], provision["topic"], cell["term"], outlet, cell["text"])


def _json_sources(data: Any) -> Iterator[Fact]:
    for provision in data["provisions"]:
        for term in (*provision["terms"], *provision["all_outlets"]["terms"]):
            where = (provision["plan"], provision["topic"], term["term"])
            yield from _from_values(where, term["values"])


def _json_diff(data: Any) -> Iterator[Fact]:
    for topic in data["changes"]:
        for term in topic["terms"]:
            sides = zip(data["plans"], (term["before"], term["after"]), strict=True)
            entries = [(plan, entry) for plan, side in sides for entry in side]
            entries += [(entry["plan"], entry) for entry in term["elsewhere"]]
            for plan, entry in entries:
                for claim in entry["claims"]:
                    told = (claim["outlet"], entry["text"])
                    yield Fact(plan, topic["topic"], term["term"], *told)


def _json_conflicts(data: Any) -> Iterator[Fact]:
    for found in data["findings"]:
        where = (found["plan"], found["topic"], found["term"])
        yield from _from_values(where, found["values"])


def _json_search(data: Any) -> Iterator[Fact]:
    for hit in data["hits"]:
        for match in hit["matches"]:
            if match["what"] == "value":
                where = (hit["plan"], hit["topic"], match["term"])
                yield Fact(*where, match["outlet"], match["text"])


FROM_JSON: Mapping[str, Callable[[Any], Iterator[Fact]]] = {
    "show": _json_show,
    "sources": _json_sources,
    "diff": _json_diff,
    "conflicts": _json_conflicts,
    "search": _json_search,
}


# From records


def from_records(rows: list[dict[str, str]]) -> Facts:
    return {
        Fact(row["plan"], row["topic"], row["term"], row["outlet"], row.get("value") or row["text"])
        for row in rows
        if row["outlet"] and row.get("what", "value") == "value"
    }


# From pages

BESIDE = re.compile(r" \((?:[\w-]+ draft)?(?:, )?(?:relayed)?\)$")


def _outlet(label: str, names: Names) -> str:
    """The outlet that a label begins with: `RT via WSJ`, `Axios, relayed by RT`."""
    return names[max(_fitting(label, names), key=len)]


def _fitting(label: str, names: Names) -> Sequence[str]:
    ends = r"(\Z| via |, relayed|, with | \[|:)"
    return [short for short in names if re.match(re.escape(short) + ends, label)]


def _page_show(page: Page, names: Names) -> Iterator[Fact]:
    for table in page.tables:
        plan = table.headings[1].split(" · ")[0]
        for row in table.rows:
            topics = [line.text for line in row[0] if line.strong]
            if not topics:
                continue  # points that nothing at hand reports
            (topic,) = topics
            for column, cell in zip(table.columns[1:-1], row[1:-1], strict=True):
                for line in cell:
                    term, colon, value = line.text.partition(": ")
                    if colon:
                        outlet = _outlet(column, names)
                        yield Fact(plan, topic, term, outlet, BESIDE.sub("", value))


def _page_sources(page: Page, names: Names) -> Iterator[Fact]:
    for table in page.tables:
        plan, topic = table.headings[1].split(" · ")[0].split("/")
        term = table.headings[-1].split("  ")[0]
        for value, said in table.rows:
            for label in said[0].strong:
                text = BESIDE.sub("", value[0].text)
                yield Fact(plan, topic, term, _outlet(label, names), text)


def _page_diff(page: Page, names: Names) -> Iterator[Fact]:
    for table in page.tables:
        topic = table.headings[-1].split(" · ")[0]
        for row in table.rows:
            for plan, side in zip(table.columns[1:3], row[1:3], strict=True):
                for line in side:
                    value, labels = _said_by(line.text, names)
                    for label in labels:
                        yield Fact(plan, topic, row[0][0].text, _outlet(label, names), value)


def _said_by(text: str, names: Names) -> tuple[str, Sequence[str]]:
    """A value and the labels of who says it in brackets, either of which may have brackets."""
    for bracket in re.finditer(r" \(", text if text.endswith(")") else ""):
        labels = text[bracket.end() : -1].split("; ")
        if all(_fitting(label, names) for label in labels):
            return text[: bracket.start()], labels
    return text, ()


def _page_conflicts(page: Page, names: Names) -> Iterator[Fact]:
    for table in page.tables:
        provision, term = table.headings[-1].split("  ")[0].split(" · ")[0].split(" ")
        plan, topic = provision.split("/")
        for value, outlet, _, _ in table.rows:
            text = BESIDE.sub("", value[0].text)
            yield Fact(plan, topic, term, _outlet(outlet[0].text, names), text)


def _page_search(page: Page, names: Names) -> Iterator[Fact]:
    for table in page.tables:
        for _, where, text, said in table.rows:
            term, colon, what = where[0].text.partition(": ")
            if colon and what == "value":
                plan, topic = table.headings[-1].split(" · ")[0].split("/")
                yield Fact(plan, topic, term, _outlet(said[0].text, names), text[0].text)


FROM_PAGE: Mapping[str, Callable[[Page, Names], Iterator[Fact]]] = {
    "show": _page_show,
    "sources": _page_sources,
    "diff": _page_diff,
    "conflicts": _page_conflicts,
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


__all__ = ["FROM_JSON", "FROM_PAGE", "Fact", "Facts", "Table", "cells", "from_records"]
