"""For reading in a terminal: columns where they fit, the same content stacked where they do not.

Nothing is ever cut: cells wrap.
"""

from bisect import bisect
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import cast

from plancmp.render import Settings, lines
from plancmp.text import visible
from plancmp.views import document as doc
from plancmp.views.base import View
from plancmp.views.sourced import SourcedView
from plancmp.views.wording import counted

INDENT = 2
SCREEN = 40
"""So many lines are a screen of 100 columns, if what may be left out of it is enough."""
WIDE_SCREEN = 50
"""A wider screen has one more for two columns more, so many at most."""
FEWEST = 3
"""So many rows of a table stay on it as long as a table before it has more."""
LEAST_TITLE = 24
"""A longer title may wrap beside its badge, if it has this much room."""
SHORT_BADGE = 3
"""And if the badge takes no more than a third of the line."""


def render(view: View, settings: Settings) -> str:
    """The view laid out for `settings.width` columns."""
    laid_out = _view(view, settings)
    shown = (
        lines.colored(laid_out, links=settings.links) if settings.color else lines.plainly(laid_out)
    )
    return shown.strip("\n") + "\n"


def _view(view: View, settings: Settings) -> Iterator[lines.Row]:
    width = settings.width
    if view.problems:
        count = len(view.problems)
        noun = "problem" if count == 1 else "problems"
        warning = f"{count} {noun} {view.incomplete}."
        yield from lines.wrap(doc.line(warning, "problem"), width)
        for problem in view.problems:
            yield from lines.wrap(doc.line(str(problem)), width, INDENT)
        yield ()
    if not settings.short:
        for block in view.blocks():
            yield from _block(block, width)
        return
    yield from _screen(view.screen(), width)
    if settings.sources and isinstance(view, SourcedView):
        for block in view.sources():
            yield from _block(block, width)


def _screen(blocks: Iterable[doc.Block], width: int) -> Iterator[lines.Row]:
    """The blocks on a screen: tables that may leave out what they have last, the last tables first.

    They keep FEWEST rows each as long as one before them has more. A group that is too long for a
    screen is cropped. What room a long row has left is for shorter ones, those of the first tables
    first.
    """
    whole = list(blocks)
    shown = list(whole)
    laid = [list(_block(block, width)) for block in whole]
    if laid and laid[0][:1] == [()]:
        del laid[0][0]  # nothing stands above the first title
    most = max(SCREEN, min(WIDE_SCREEN, SCREEN + (width - 100) // 2))
    able = [i for i, b in enumerate(whole) if isinstance(b, doc.Table) and b.counts]

    def rows(index: int) -> int:
        return cast(doc.Table, shown[index]).length

    def lay(index: int, length: int) -> None:
        table = cast(doc.Table, whole[index])
        shown[index] = table.shorter(table.length - length)
        laid[index] = list(_block(shown[index], width))

    while (over := sum(map(len, laid)) - most) > 0:
        for least in (FEWEST, 1):
            if long := [index for index in able if rows(index) > least]:
                break
        else:
            break
        last = long[-1]
        share = over * rows(last) // (2 * len(laid[last]))  # half of what is too much
        lay(last, max(rows(last) - max(share, 1), least))
    for index in reversed(able):
        while sum(map(len, laid)) > most:
            table = cast(doc.Table, shown[index])
            if not table.by_group or (cropped := table.cropped()) is table:
                break
            shown[index], laid[index] = cropped, list(_block(cropped, width))
    for index in able:
        while rows(index) < cast(doc.Table, whole[index]).length:
            fitting = shown[index], laid[index]
            lay(index, rows(index) + 1)
            if sum(map(len, laid)) > most:
                shown[index], laid[index] = fitting
                break
    return chain.from_iterable(laid)


def _block(block: doc.Block, width: int) -> Iterator[lines.Row]:
    if isinstance(block, doc.Heading):
        yield ()
        yield from _titled(block.title, block.badge, width)
        if block.level == 1:
            yield from lines.wrap(doc.line("─" * width, "muted"), width)
    elif isinstance(block, doc.Paragraph):
        for spans in block.lines:
            yield from lines.wrap(spans, width)
    elif isinstance(block, doc.Items):
        yield from lines.flow(block.items, width)
    elif isinstance(block, doc.CodeBlock):
        for text in block.lines[:-1]:
            yield from lines.wrap(doc.line(text.expandtabs(1), "muted"), width, 2 * INDENT)
        yield from _pointed_at(block, width)
    elif isinstance(block, doc.Footnotes):
        yield from _block(doc.Heading(doc.line(block.title), level=2), width)
        for note in block.notes:
            yield from lines.wrap((doc.Span(f"[{note.number}] "), *note.source), width)
    else:
        yield from _table(block, width)
        left = {"answer": block.rows_left, block.counts: block.left}
        rest = [counted(n, f"more {what}", f"more {what}s") for what, n in left.items() if n]
        if rest:
            yield from lines.wrap(doc.line(f"{' and '.join(rest)}: --all", "muted"), width)


def _pointed_at(block: doc.CodeBlock, width: int) -> Iterator[lines.Row]:
    """The last line of a block, with the caret below the character that is meant, if one is."""
    text = block.lines[-1].expandtabs(1)
    before = visible(block.lines[-1][: block.caret].expandtabs(1))
    rows = lines.wrap(doc.line(text, "muted"), width, 2 * INDENT)
    begins = [part.begin for row in rows for _, part in row] or [0]
    at = bisect(begins, len(before)) - 1
    yield from rows[: at + 1]
    if block.caret is not None:
        columns = 2 * INDENT + lines.measure(before[begins[at] :])
        yield ((min(columns, width - 1), lines.whole(doc.line("^", "muted"))),)
    yield from rows[at + 1 :]


def _titled(title: doc.Line, badge: doc.Line, width: int) -> Iterator[lines.Row]:
    """A title with its badge at the end of the line, or below it where there is no room."""
    left, right = lines.whole(title), lines.whole(badge)
    room = width - right.columns - lines.GAP
    fits = left.columns <= room or right.columns <= width // SHORT_BADGE
    if badge and fits and room >= min(left.columns, LEAST_TITLE):
        yield from lines.side_by_side([(left,), (right,)], [room, right.columns])
    else:
        yield from lines.wrap(title, width)
        if badge:
            yield from lines.wrap(badge, width)


_Cells = Sequence[Sequence[lines.Part]]
"""A row's, each with its lines."""


def _table(table: doc.Table, width: int) -> Iterator[lines.Row]:
    indent = INDENT if any(group.title for group in table.groups) else 0
    titles = _cells(doc.cell(column.title, "muted") for column in table.columns)
    cells = [[_cells(row) for row in group.rows] for group in table.groups]
    columns = [list(chain(*column)) for column in zip(titles, *chain(*cells), strict=True)]
    widths = lines.column_widths(columns, width - indent - lines.GAP * (len(columns) - 1))
    right = [column.right for column in table.columns]
    for index, (group, rows) in enumerate(zip(table.groups, cells, strict=True)):
        if group.title:
            if index and table.spaced:
                yield ()
            yield from _titled(group.title, group.badge, width)
        for note in group.notes:
            yield from lines.wrap(note, width, indent)
        if widths is None:
            yield from _stacked(table, group, width, indent)
            continue
        if index == 0 and not table.bare:
            yield from lines.side_by_side(titles, widths, indent, right)
        for number, row in enumerate(_unrepeated(table, rows)):
            if number and table.spaced:
                yield ()
            yield from lines.side_by_side(row, widths, indent, right)


def _cells(row: Iterable[doc.Cell]) -> _Cells:
    return [list(map(lines.whole, cell)) for cell in row]


def _unrepeated(table: doc.Table, rows: Iterable[_Cells]) -> Iterator[_Cells]:
    """The rows, without what stands above already where that may be left blank."""
    above: _Cells = ()
    for row in rows:
        yield [
            () if column.merge and above and cell == above[index] else cell
            for index, (column, cell) in enumerate(zip(table.columns, row, strict=True))
        ]
        above = row


def _stacked(table: doc.Table, group: doc.RowGroup, width: int, indent: int) -> Iterator[lines.Row]:
    """The columns one under the other: the first as it is, the others named and indented."""
    for index, row in enumerate(group.rows):
        if index:
            yield ()
        for spans in row[0]:
            yield from lines.wrap(spans, width, indent)
        for column, cell in zip(table.columns[1:], row[1:], strict=True):
            title = doc.line(f"{column.title}: ", "muted")
            if len(cell) == 1:
                yield from lines.wrap((*title, *cell[0]), width, indent + INDENT)
            elif cell:
                yield from lines.wrap(title, width, indent + INDENT)
                for spans in cell:
                    yield from lines.wrap(spans, width, indent + 2 * INDENT)
