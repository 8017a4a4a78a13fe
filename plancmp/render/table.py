"""For reading in a terminal: columns where they fit, the same content stacked where they do not.

Nothing is ever cut: cells fold. This is the only importer of Rich.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from io import StringIO

from rich.cells import cell_len
from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table as Grid
from rich.text import Text

from plancmp.render import Settings
from plancmp.render.plain import visible
from plancmp.views.document import Block, Cell, Heading, Line, Paragraph, Span, Table, View

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
        for line in block.lines:
            yield _text(line)
    else:
        yield from _table(block, width)


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
    widths = _widths(table, width)
    for index, band in enumerate(table.bands):
        if band.title:
            yield Text()
            yield _titled(band.title, band.mark, width)
        for note in band.notes:
            yield Padding(_text(note), (0, 0, 0, 2))
        if widths is None:
            yield from _stack(table, band.rows, width)
        else:
            yield _grid(table, band.rows, widths, header=index == 0)


def _lines(table: Table, column: int) -> Iterator[Line]:
    yield (Span(table.columns[column].title),)
    for band in table.bands:
        for row in band.rows:
            yield from row[column]


def _widths(table: Table, width: int) -> Sequence[int] | None:
    """A width for each column, or None where the columns do not fit.

    Columns start at what their longest line needs; the widest gives way first, and none to less
    than its longest word (or NARROWEST, past which words fold).
    """
    wanted, least = [], []
    for column in range(len(table.columns)):
        lines = ["".join(span.text for span in line) for line in _lines(table, column)]
        words = [cell_len(word) for line in lines for word in line.split()]
        wanted.append(max((cell_len(visible(line)) for line in lines), default=1))
        least.append(min(max(words, default=1), NARROWEST))
    room = width - GAP * len(wanted)
    if sum(least) > room:
        return None
    while sum(wanted) > room:
        slack = [want - need for want, need in zip(wanted, least, strict=True)]
        widest = max(range(len(wanted)), key=lambda i: (slack[i] > 0, wanted[i]))
        wanted[widest] -= 1
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
    tall = any(len(cell) > 1 for row in rows for cell in row)
    for row in rows:
        shown = [
            () if column.merge and above and cell == above[index] else cell
            for index, (column, cell) in enumerate(zip(table.columns, row, strict=True))
        ]
        grid.add_row(*(Group(*map(_text, cell)) if cell else Text() for cell in shown))
        if tall and len(rows) > 1 and row is not rows[-1]:
            grid.add_row()
        above = row
    return grid


def _stack(table: Table, rows: Sequence[Sequence[Cell]], width: int) -> Iterator[RenderableType]:
    """The columns one under the other: the first as it is, the others named and indented."""
    for row in rows:
        for line in row[0]:
            yield _text(line)
        for column, cell in zip(table.columns[1:], row[1:], strict=True):
            if len(cell) == 1:
                yield Padding(_text((Span(f"{column.title}: ", "muted"), *cell[0])), (0, 0, 0, 2))
            else:
                yield Padding(Text(f"{column.title}:", STYLES["muted"]), (0, 0, 0, 2))
                for line in cell:
                    yield Padding(_text(line), (0, 0, 0, 4))
        if row is not rows[-1]:
            yield Text()
