"""The pieces a command's output is made of, whatever the format."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple, Union


class Span(NamedTuple):
    """Text in one style. Text is text: nothing in it is ever markup."""

    text: str
    style: str = ""
    """What it is, for its looks: a verdict's or change's word, `strong`, `muted`, `address` ..."""
    footnote: int = 0
    """The number of the source that it points to, 0 where it points to none."""
    link: str = ""
    """The address that it opens, if it opens one."""


def pointer(number: int, link: str = "") -> Span:
    """What points to a numbered source, and opens its address."""
    return Span(f"[{number}]", footnote=number, link=link)


Line = tuple[Span, ...]
Cell = tuple[Line, ...]
"""What stands in one field of a table: any number of lines."""
Legend = tuple[tuple[Span, str], ...]
"""Badges, each with what it means."""


class Column(NamedTuple):
    """A column of a table."""

    title: str
    merge: bool = False
    """Whether a field equal to the one above it may be left blank where that one can be seen."""
    right: bool = False
    """Whether it holds numbers, which stand at its right."""


class RowGroup(NamedTuple):
    """Rows that belong together under a title of their own, which may be empty."""

    rows: tuple[tuple[Cell, ...], ...]
    title: Line = ()
    badge: Line = ()
    """What stands at the end of the title's line: a verdict or a change."""
    notes: tuple[Line, ...] = ()
    belongs: bool = False
    """Whether it belongs to the group above it, and is counted with it."""
    holds: int = 1
    """How many of what its table counts it stands for."""
    opposed: bool = False
    """Whether its answers oppose each other: the first row of each, which has a first field, stays
    where the table is cropped."""


class Heading(NamedTuple):
    """A title, with what stands at the end of its line."""

    title: Line
    badge: Line = ()
    level: int = 1


class Paragraph(NamedTuple):
    """Lines of running text."""

    lines: tuple[Line, ...]


class Items(NamedTuple):
    """Short things one after the other, as many to a line as there is room for."""

    items: tuple[Line, ...]


class Table(NamedTuple):
    """Rows in groups, all with the same columns."""

    columns: tuple[Column, ...]
    groups: tuple[RowGroup, ...]
    spaced: bool = False
    """Whether rows are long enough to want room between them."""
    bare: bool = False
    """Whether the columns' titles may be left out for a reader who sees the rows."""
    beside: bool = False
    """Whether the columns after the first are alike, so that a reader may leave some out."""
    counts: str = ""
    """What a row is called, where the last rows may be left out, and counted, so that the rest fits
    on a screen; empty where none may."""
    by_group: bool = False
    """Whether groups are counted and left out, and not rows."""
    left: int = 0
    """How many rows or groups were left out."""
    rows_left: int = 0
    """Of a table by group: how many rows of the groups that stay were left out."""

    @property
    def length(self) -> int:
        """How many rows or groups there are, of what `counts` names."""
        if self.by_group:
            return sum(not group.belongs for group in self.groups)
        return sum(len(group.rows) for group in self.groups)

    def shorter(self, by: int) -> "Table":
        """The table without so many of its last rows or groups, which are counted."""
        groups = list(self.groups)
        left = self.left
        for _ in range(by):
            last = groups.pop()
            while self.by_group and last.belongs:
                last = groups.pop()
            if not self.by_group and len(last.rows) > 1:
                groups.append(last._replace(rows=last.rows[:-1]))
            left += last.holds if self.by_group else 1
        return self._replace(groups=tuple(groups), left=left)

    def cropped(self) -> "Table":
        """The table without the last row that can be spared; the table itself where none can."""
        for index, group in reversed(list(enumerate(self.groups))):
            for number, row in reversed(list(enumerate(group.rows))):
                if number and not (group.opposed and row[0]):
                    fewer = group._replace(rows=group.rows[:number] + group.rows[number + 1 :])
                    groups = (*self.groups[:index], fewer, *self.groups[index + 1 :])
                    return self._replace(groups=groups, rows_left=self.rows_left + 1)
        return self


class Footnote(NamedTuple):
    """What a number in the text stands for."""

    number: int
    source: Line
    """The article: outlet, title, date, address."""


class Footnotes(NamedTuple):
    """The numbered sources that the text points to."""

    title: str
    notes: tuple[Footnote, ...]


class CodeBlock(NamedTuple):
    """Lines as they stand in a file, white space and all."""

    lines: tuple[str, ...]
    caret: int | None = None
    """How many characters of the last line stand before the one that is meant, if one is."""


Block = Union[Heading, Paragraph, Items, Table, Footnotes, CodeBlock]


def line(text: str, style: str = "") -> Line:
    """A line in one style."""
    return (Span(text, style),)


def cell(text: str, style: str = "") -> Cell:
    """A field of one line in one style."""
    return (line(text, style),)


def table(
    titles: Iterable[str], rows: Iterable[tuple[Cell, ...]], *, spaced: bool = False
) -> Table:
    """A table of rows in one group without a title."""
    return Table(tuple(map(Column, titles)), (RowGroup(tuple(rows)),), spaced)


def joined(lines: Sequence[Line], between: str) -> Line:
    """Lines made one, with the same text between each two."""
    spans: list[Span] = []
    for index, part in enumerate(lines):
        spans += [Span(between), *part] if index else part
    return tuple(spans)


Record = Mapping[str, object]
"""A row of data by the names of its columns."""


class Records(NamedTuple):
    """What a command says as rows for a spreadsheet: one to the smallest thing it speaks of."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    texts: frozenset[str] = frozenset()
    """The columns that come back: no cell of them may become a number or a day on the way."""


def records(columns: Sequence[str], rows: Iterable[Record]) -> Records:
    """Rows of data as text: nothing is empty, yes and no are words, a list is joined by spaces."""
    return Records(
        tuple(columns),
        tuple(tuple(_plain(row.get(column)) for column in columns) for row in rows),
    )


def _plain(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return " ".join(map(str, value)) if isinstance(value, (list, tuple)) else str(value)
