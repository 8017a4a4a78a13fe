"""Each format read back, as a program or a person would: headings and tables, with their cells.

Markdown and HTML come to the same pages, so that what they say can be compared.
"""

from __future__ import annotations

import csv
import io
import re
from html.parser import HTMLParser
from typing import NamedTuple

from plancmp.data import csv_file
from plancmp.data.cells import unguarded


class Line(NamedTuple):
    """A line of text, and the parts of it that are strong."""

    text: str
    strong: tuple[str, ...] = ()


Cell = tuple[Line, ...]


class Table(NamedTuple):
    """A table under its headings, the outermost first; the last is its own title, if it has one."""

    headings: tuple[str, ...]
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


class Page(NamedTuple):
    """All that is on a page."""

    tables: tuple[Table, ...]
    notes: dict[str, str]
    text: str
    """Every word on it, in order."""


def read_csv(text: str) -> list[dict[str, str]]:
    rows = [[unguarded(cell) for cell in row] for row in csv.reader(io.StringIO(text, newline=""))]
    return [dict(zip(rows[0], row, strict=True)) for row in rows[1:]]


def adjoining(text: str) -> str:
    """The text with its marks side by side, whatever room a format leaves between them."""
    return re.sub(r"(?<=\d\]) (?=\[\d+\])", "", text)


# Markdown

ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")


def read_markdown(text: str) -> Page:
    tables: list[Table] = []
    notes: dict[str, str] = {}
    headings: list[str] = []
    words: list[str] = []
    for block in re.split(r"\n\n+", text.strip("\n")):
        heading = re.fullmatch(r"(#+) (.*)", block)
        sources = re.match(r"\d+\. ", block)
        if heading:
            headings[len(heading[1]) - 1 :] = [_plain(heading[2]).text]
            words.append(headings[-1])
        elif sources:
            for line in block.split("\n"):
                number, _, source = line.partition(". ")
                assert number not in notes
                notes[number] = _plain(source).text
                words.append(notes[number])
        elif block.startswith("| "):
            head, _rule, *rows = [_cells(row) for row in block.split("\n")]
            columns = tuple(" ".join(line.text for line in cell) for cell in head)
            assert all(len(row) == len(columns) for row in rows)
            tables.append(Table(tuple(headings), columns, tuple(rows)))
            words += [line.text for row in (head, *rows) for cell in row for line in cell]
        else:
            words += [_plain(line.removesuffix("\\")).text for line in block.split("\n")]
    return Page(tuple(tables), notes, "\n".join(words))


def _cells(row: str) -> tuple[Cell, ...]:
    inner = row.removeprefix("| ").removesuffix(" |")
    cells = re.split(r"(?<!\\)(?:\\\\)*\|", inner)
    return tuple(
        tuple(_plain(part) for part in cell.strip().split(" <br>") if part) for cell in cells
    )


def _plain(text: str) -> Line:
    """What Markdown shows, for the marks that the renderer uses."""
    text = re.sub(r"^\*(?!\*)(.*)(?<!\\)\*$", r"\1", text)
    text = re.sub(r"(?<!\\)<(https?://[^>]*)>", r"\1", text)
    parts = re.split(r"(?<!\\)\*\*", text)
    shown = [ESCAPE.sub(r"\1", part) for part in parts]
    return Line(adjoining("".join(shown)), tuple(shown[1::2]))


# HTML

VOID = {"meta", "br", "hr", "img", "input", "link"}
HEADINGS = ("h1", "h2", "h3", "h4")


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open: list[tuple[str, dict[str, str | None]]] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.tables: list[Table] = []
        self.notes: dict[str, str] = {}
        self.headings: list[str] = []
        self.words: list[str] = []
        self.heard: list[str] = []
        self.strong: list[str] = []
        self.lines: list[Line] = []
        self.row: list[Cell] = []
        self.rows: list[tuple[Cell, ...]] = []
        self.title: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        assert len(attributes) == len(attrs), f"{tag} says an attribute twice"
        self.elements.append((tag, attributes))
        if tag not in VOID:
            self.open.append((tag, attributes))
        if tag in (*HEADINGS, "li", "th", "td", "caption"):
            self.heard, self.strong, self.lines = [], [], []
        elif tag == "p" and self._within("caption", "th", "td"):
            self._line()
        elif tag == "table":
            self.rows, self.title = [], None
        elif tag == "tr":
            self.row = []

    def handle_endtag(self, tag: str) -> None:
        opened, attributes = self.open.pop()
        assert opened == tag, f"{opened} is closed by {tag}"
        if tag in HEADINGS:
            self.headings[int(tag[1]) - 1 :] = ["".join(self.heard).strip()]
        elif tag == "li" and (attributes.get("id") or "").startswith("note-"):
            number = str(attributes["id"]).removeprefix("note-")
            self.notes[number] = " ".join("".join(self.heard).split()).removeprefix(f"[{number}] ")
        elif tag == "p" and self._within("caption", "th", "td"):
            self._line()
        elif tag == "caption":
            self._line()
            self.title = self.lines[0].text.strip()
        elif tag in ("th", "td"):
            self._line()
            self.row.append(tuple(self.lines))
        elif tag == "tr":
            self.rows.append(tuple(self.row))
        elif tag == "table":
            head, *rows = self.rows
            columns = tuple(" ".join(line.text for line in cell) for cell in head)
            assert all(len(row) == len(columns) for row in rows)
            titles = (*self.headings, self.title) if self.title else tuple(self.headings)
            self.tables.append(Table(titles, columns, tuple(rows)))

    def _within(self, *tags: str) -> bool:
        return any(tag in tags for tag, _ in self.open)

    def _line(self) -> None:
        if self.heard:
            self.lines.append(Line(adjoining("".join(self.heard)), tuple(self.strong)))
        self.heard, self.strong = [], []

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1][0] in ("style", "script"):
            return
        self.words.append(data)
        marked = any(attributes.get("class") == "mark" for _, attributes in self.open)
        if marked and self._within(*HEADINGS, "caption"):
            return  # a verdict beside a title
        self.heard.append(data)
        if any(
            tag == "mark" or attributes.get("class") in ("strong", "value")
            for tag, attributes in self.open
        ):
            self.strong.append(data)


def read_html(text: str) -> Page:
    reader = parsed(text)
    return Page(tuple(reader.tables), reader.notes, "".join(reader.words))


def parsed(text: str) -> _Reader:
    """The page's elements as well; every tag must be closed in its turn."""
    reader = _Reader()
    reader.feed(text)
    reader.close()
    assert not reader.open
    return reader


def cells_of(text: str) -> list[list[str]]:
    """The rows of a CSV text, header and all, without its guards."""
    rows, problems = csv_file.read_csv(text.encode(), "")
    assert not problems, problems
    return [[unguarded(cell) for cell in row] for row in rows]
