"""For reading in a terminal: columns where they fit, the same content stacked where they do not.

Nothing is ever cut: cells fold. This is the only importer of Rich.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from io import StringIO
from itertools import groupby

from rich.cells import cell_len
from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table as Grid
from rich.text import Text

from plancmp.render import Settings
from plancmp.render.plain import visible
from plancmp.views.document import (
    Band,
    Block,
    Cell,
    Heading,
    Line,
    Note,
    Notes,
    Paragraph,
    Span,
    Table,
    View,
    line,
)

STYLES: Mapping[str, str] = {
    "strong": "bold",
    "muted": "dim",
    "value": "bold",
    "problem": "bold color(166)",
    "conflict": "bold color(166)",
    "disputed": "bold color(172)",
    "updated": "bold color(32)",
    "compatible": "color(32)",
    "echo": "color(133)",
    "agree": "color(36)",
    "changed": "bold color(166)",
    "depends": "bold color(172)",
    "dropped": "bold color(166)",
    "added": "bold color(36)",
    "more-specific": "color(32)",
    "less-specific": "color(133)",
    "overlapping": "color(32)",
    "unchanged": "color(36)",
}
"""Colours after Okabe and Ito (vermilion, orange, blue, green, purple), which colour-blind readers
tell apart, in shades that are legible on light and dark. They only add to sign and word."""

GAP = 2
INDENT = 2
NARROWEST = 14
"""A column folds its longest word where it would need more than this."""


def render(view: View, settings: Settings) -> str:
    """The view laid out for `settings.width` columns."""
    out = StringIO()
    console = Console(
        file=out,
        width=settings.width,
        height=100,
        force_terminal=settings.color,
        color_system="256" if settings.color else None,
        no_color=not settings.color,
        legacy_windows=False,
        markup=False,
        emoji=False,
        highlight=False,
        _environ={},
    )
    for part in _parts(view, settings.width):
        console.print(part)
    lines = [line.rstrip() for line in out.getvalue().splitlines()]
    return "\n".join(lines).strip("\n") + "\n"


def _parts(view: View, width: int) -> Iterator[RenderableType]:
    if view.problems:
        count = len(view.problems)
        told = f"{count} problem{'s' if count > 1 else ''} in the data: what follows is incomplete."
        yield Text(told, STYLES["problem"])
        for problem in view.problems:
            yield Padding(Text(visible(str(problem)), overflow="fold"), (0, 0, 0, 2))
        yield Text()
    for block in view.blocks:
        yield from _block(block, width)
    if view.legend:
        yield Text()
        yield _legend(view, width)


def _legend(view: View, width: int) -> RenderableType:
    wide = max(cell_len(mark.text) for mark, _ in view.legend)
    grid = Grid.grid(padding=(0, GAP, 0, 0))
    grid.add_column(width=wide)
    grid.add_column(overflow="fold")
    for mark, means in view.legend:
        grid.add_row(_text((mark,)), Text(means, STYLES["muted"]))
    return grid


def _text(spans: Line) -> Text:
    """A line as Rich's text, which takes no markup."""
    text = Text(overflow="fold")
    for span in spans:
        text.append(visible(span.text), STYLES.get(span.role, ""))
    return text


def _block(block: Block, width: int) -> Iterator[RenderableType]:
    if isinstance(block, Heading):
        yield Text()
        yield _titled(block.title, block.mark, width)
        if block.level == 1:
            yield Text("─" * width, STYLES["muted"])
    elif isinstance(block, Paragraph):
        for told in block.lines:
            yield _text(told)
    elif isinstance(block, Notes):
        yield from _block(Heading(line(block.title), level=2), width)
        yield from _block(_numbered(block), width)
    else:
        yield from _table(block, width)


def _numbered(block: Notes) -> Table | Paragraph:
    """Notes as a list of sources or, where they tell of passages, as these source by source."""
    if not block.columns:
        return Paragraph(tuple((Span(f"[{n.number}] "), *n.source) for n in block.notes))
    bands = [
        Band(tuple(_note_row(note) for note in notes), title=source)
        for source, notes in groupby(block.notes, lambda note: note.source)
    ]
    return Table(block.columns, tuple(bands))


def _note_row(note: Note) -> tuple[Cell, ...]:
    first, *rest = note.passage
    where = tuple(span for part in first for span in part)
    return (((Span(f"[{note.number}] "), *where),), *rest)


def _titled(title: Line, mark: Line, width: int) -> RenderableType:
    """A title with its mark at the end of the line, or below it where there is no room."""
    if not mark:
        return _text(title)
    left, right = _text(title), _text(mark)
    room = width - right.cell_len - GAP
    if room < min(left.cell_len, 24):
        return Group(left, right)
    grid = Grid.grid(padding=(0, GAP, 0, 0))
    grid.add_column(width=room, overflow="fold")
    grid.add_column(no_wrap=True)
    grid.add_row(left, right)
    return grid


def _table(table: Table, width: int) -> Iterator[RenderableType]:
    indent = INDENT if any(band.title for band in table.bands) else 0
    widths = _widths(table, width - indent)
    for index, band in enumerate(table.bands):
        if band.title:
            if index and table.spaced:
                yield Text()
            yield _titled(band.title, band.mark, width)
        for note in band.notes:
            yield Padding(_text(note), (0, 0, 0, indent))
        rows = (
            _stack(table, band.rows)
            if widths is None
            else [_grid(table, band.rows, widths, header=index == 0)]
        )
        for row in rows:
            yield Padding(row, (0, 0, 0, indent))


def _lines(table: Table, column: int) -> Iterator[Line]:
    yield (Span(table.columns[column].title),)
    for band in table.bands:
        for row in band.rows:
            yield from row[column]


def _widths(table: Table, width: int) -> Sequence[int] | None:
    """A width for each column, or None where the columns do not fit.

    Columns start at what their longest line needs. Where that is too much, those with a few lines
    much longer than the rest give way first, then the widest, and none to less than its longest
    word (or NARROWEST, past which words fold).
    """
    wanted, usual, least = [], [], []
    for column in range(len(table.columns)):
        lines = [visible("".join(s.text for s in line)) for line in _lines(table, column)]
        long = sorted(cell_len(line) for line in lines)
        longest_word = max((cell_len(word) for line in lines for word in line.split()), default=1)
        wanted.append(max(long[-1], 1))
        least.append(min(longest_word, NARROWEST))
        usual.append(max(long[len(long) * 3 // 4], min(long[-1], NARROWEST)))
    room = width - GAP * (len(wanted) - 1)
    if sum(least) > room:
        return None
    for floor in (usual, least):
        while sum(wanted) > room:
            loose = [i for i, wide in enumerate(wanted) if wide > floor[i]]
            if not loose:
                break
            wanted[max(loose, key=wanted.__getitem__)] -= 1
    return wanted


def _grid(
    table: Table, rows: Sequence[Sequence[Cell]], widths: Sequence[int], *, header: bool
) -> RenderableType:
    grid = Grid.grid(padding=(0, GAP, 0, 0))
    for wide in widths:
        grid.add_column(width=wide, overflow="fold")
    if header:
        grid.add_row(*(Text(column.title, STYLES["muted"]) for column in table.columns))
    above: Sequence[Cell] = ()
    for row in rows:
        shown = [
            () if column.merge and above and cell == above[index] else cell
            for index, (column, cell) in enumerate(zip(table.columns, row, strict=True))
        ]
        if above and table.spaced:
            grid.add_row()
        grid.add_row(*(Group(*map(_text, cell)) if cell else Text() for cell in shown))
        above = row
    return grid


def _stack(table: Table, rows: Sequence[Sequence[Cell]]) -> Iterator[RenderableType]:
    """The columns one under the other: the first as it is, the others named and indented."""
    for index, row in enumerate(rows):
        if index:
            yield Text()
        for told in row[0]:
            yield _text(told)
        for column, cell in zip(table.columns[1:], row[1:], strict=True):
            title = Span(f"{column.title}: ", "muted")
            if len(cell) == 1:
                yield Padding(_text((title, *cell[0])), (0, 0, 0, INDENT))
            elif cell:
                yield Padding(_text((title,)), (0, 0, 0, INDENT))
                for told in cell:
                    yield Padding(_text(told), (0, 0, 0, 2 * INDENT))
