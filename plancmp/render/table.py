"""For reading in a terminal: columns where they fit, the same content stacked where they do not.

Nothing is ever cut: cells fold. Rich measures the text and paints it.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from io import StringIO
from itertools import chain, groupby, zip_longest

from rich.cells import cell_len

from plancmp.render import Settings
from plancmp.text import visible
from plancmp.views.base import View
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
    Verbatim,
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
NARROWEST = 16
"""A column folds its longest word where it would need more than this."""
LEAST_TITLE = 24
"""A longer title may fold beside its mark, if it has this much room."""


def render(view: View, settings: Settings) -> str:
    """The view laid out for `settings.width` columns."""
    lines = _view(view, settings.width)
    shown = _coloured(lines) if settings.color else "\n".join(map(_plain, lines))
    return shown.strip("\n") + "\n"


def _coloured(lines: Iterable[Line]) -> str:
    from rich.console import Console  # slow to import, and only for colour
    from rich.text import Text

    out = StringIO()
    console = Console(
        file=out,
        force_terminal=True,
        color_system="256",
        legacy_windows=False,
        markup=False,
        emoji=False,
        highlight=False,
        _environ={},
    )
    text = Text()
    for spans in lines:
        for span in spans:
            text.append(span.text, STYLES.get(span.role, ""))
        text.append("\n")
    console.print(text, soft_wrap=True)
    return out.getvalue()


def _view(view: View, width: int) -> Iterator[Line]:
    if view.problems:
        count = len(view.problems)
        told = f"{count} problem{'s' if count > 1 else ''} in the data: what follows is incomplete."
        yield from _folded(line(told, "problem"), width)
        for problem in view.problems:
            yield from _folded(line(str(problem)), width, INDENT)
        yield ()
    for block in view.blocks():
        yield from _block(block, width)
    if legend := view.legend():
        yield ()
        wide = max(measure(mark.text) for mark, _ in legend)
        for mark, means in legend:
            yield from _beside([((mark,),), (line(means, "muted"),)], [wide, width - wide - GAP])


def _block(block: Block, width: int) -> Iterator[Line]:
    if isinstance(block, Heading):
        yield ()
        yield from _titled(block.title, block.mark, width)
        if block.level == 1:
            yield line("─" * width, "muted")
    elif isinstance(block, Paragraph):
        for spans in block.lines:
            yield from _folded(spans, width)
    elif isinstance(block, Verbatim):
        for told in block.lines:
            yield from _folded(line(told.expandtabs(1), "muted"), width, 2 * INDENT)
        if block.caret is not None:
            before = visible(block.lines[-1][: block.caret].expandtabs(1))
            yield line(f"{' ' * (2 * INDENT + measure(before))}^", "muted")
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


def _titled(title: Line, mark: Line, width: int) -> Iterator[Line]:
    """A title with its mark at the end of the line, or below it where there is no room."""
    marked = measure(_shown(mark)[1])
    room = width - marked - GAP
    if mark and room >= min(measure(_shown(title)[1]), LEAST_TITLE):
        yield from _beside([(title,), (mark,)], [room, marked])
    else:
        yield from _folded(title, width)
        if mark:
            yield from _folded(mark, width)


def _table(table: Table, width: int) -> Iterator[Line]:
    indent = INDENT if any(band.title for band in table.bands) else 0
    widths = _widths(table, width - indent)
    for index, band in enumerate(table.bands):
        if band.title:
            if index and table.spaced:
                yield ()
            yield from _titled(band.title, band.mark, width)
        for note in band.notes:
            yield from _folded(note, width, indent)
        if widths is None:
            yield from _stacked(table, band, width, indent)
        else:
            yield from _columns(table, band, widths, indent, header=index == 0)


def _widths(table: Table, width: int) -> Sequence[int] | None:
    """A width for each column, or None where the columns do not fit.

    Columns start at what their longest line needs. Where that is too much, those with a few lines
    much longer than the rest give way first, then the widest, and none to less than its longest
    word (or NARROWEST, past which words fold).
    """
    texts = [
        [_shown(spans)[1] for spans in _lines(table, column)]
        for column in range(len(table.columns))
    ]
    lengths = [sorted(map(measure, told)) for told in texts]
    wanted = [max(long[-1], 1) for long in lengths]
    room = width - GAP * (len(wanted) - 1)
    if sum(wanted) <= room:
        return wanted
    least = [_longest_word(told) for told in texts]
    if sum(least) > room:
        return None
    usual = [max(long[len(long) * 3 // 4], min(long[-1], NARROWEST)) for long in lengths]
    for floor in (usual, least):
        while sum(wanted) > room:
            loose = [i for i, wide in enumerate(wanted) if wide > floor[i]]
            if not loose:
                break
            wanted[max(loose, key=wanted.__getitem__)] -= 1
    return wanted


def _longest_word(texts: Iterable[str]) -> int:
    """How wide the longest word is, or NARROWEST where it is wider."""
    words = _GRAINS[0].findall("\n".join(texts))
    return min(max(map(measure, map(str.strip, set(words))), default=1), NARROWEST)


def _lines(table: Table, column: int) -> Iterator[Line]:
    yield line(table.columns[column].title)
    for band in table.bands:
        for row in band.rows:
            yield from row[column]


def _columns(
    table: Table, band: Band, widths: Sequence[int], indent: int, *, header: bool
) -> Iterator[Line]:
    if header:
        titles = [(line(column.title, "muted"),) for column in table.columns]
        yield from _beside(titles, widths, indent)
    above: Sequence[Cell] = ()
    for row in band.rows:
        if above and table.spaced:
            yield ()
        shown = [
            () if column.merge and above and cell == above[index] else cell
            for index, (column, cell) in enumerate(zip(table.columns, row, strict=True))
        ]
        yield from _beside(shown, widths, indent)
        above = row


def _beside(cells: Sequence[Cell], widths: Sequence[int], indent: int = 0) -> Iterator[Line]:
    """Cells side by side, each folded to its width."""
    columns = [
        [part for spans in cell for part in _folded(spans, wide)]
        for cell, wide in zip(cells, widths, strict=True)
    ]
    for parts in zip_longest(*columns, fillvalue=()):
        row: list[Span] = []
        lacking = indent
        for part, wide in zip(parts, widths, strict=True):
            if part:
                row += (Span(" " * lacking), *part)
                lacking = -measure(_plain(part))
            lacking += wide + GAP
        yield tuple(row)


def _stacked(table: Table, band: Band, width: int, indent: int) -> Iterator[Line]:
    """The columns one under the other: the first as it is, the others named and indented."""
    for index, row in enumerate(band.rows):
        if index:
            yield ()
        for spans in row[0]:
            yield from _folded(spans, width, indent)
        for column, cell in zip(table.columns[1:], row[1:], strict=True):
            title = line(f"{column.title}: ", "muted")
            if len(cell) == 1:
                yield from _folded((*title, *cell[0]), width, indent + INDENT)
            elif cell:
                yield from _folded(title, width, indent + INDENT)
                for spans in cell:
                    yield from _folded(spans, width, indent + 2 * INDENT)


# Lines


def _shown(spans: Line) -> tuple[Line, str]:
    """A line with nothing in it that would steer a terminal, and its text."""
    text = _plain(spans)
    if text.isprintable():
        return spans, text
    shown = tuple(Span(_BLANK.sub(" ", visible(span.text)), span.role) for span in spans)
    return shown, _plain(shown)


def _plain(spans: Line) -> str:
    return "".join([span.text for span in spans])


def measure(text: str) -> int:
    """How many columns a text takes that has no control characters."""
    return len(text) if text.isascii() else cell_len(text)


def _folded(spans: Line, width: int, indent: int = 0) -> list[Line]:
    """A line as one or more that are no wider than `width`, all of them indented."""
    shown, text = _shown(spans)
    before = line(" " * indent) if indent else ()
    places = fold(text, width - indent)
    parts = _divided(shown, places) if places else (shown,)
    return [_stripped(before + part) for part in parts]


def _divided(spans: Line, places: Sequence[int]) -> Iterator[Line]:
    """The parts of a line, a new one beginning at each of the places."""
    ahead = list(reversed(places))
    part: list[Span] = []
    place = 0
    for text, role, _ in spans:
        begin, end = 0, len(text)
        while ahead and ahead[-1] < place + end:
            cut = ahead.pop() - place
            yield (*part, Span(text[begin:cut], role))
            part, begin = [], cut
        part.append(Span(text[begin:], role))
        place += end
    yield tuple(part)


def _stripped(spans: Line) -> Line:
    """A line without the blanks at its end."""
    for last in range(len(spans) - 1, -1, -1):
        text, role, _ = spans[last]
        if bare := text.rstrip():
            return spans[: last + 1] if bare == text else (*spans[:last], Span(bare, role))
    return ()


_BLANK = re.compile(r"[\t\n]")
_GRAINS = (
    re.compile(r"(?:\S )*\S+\s*|\s+"),  # a word, with the single signs that lead it
    re.compile(r"\S+\s*|\s+"),
    re.compile(r"[^-]*-+\s*|[^-]+"),
)
"""Where a line may be folded, from the best to the worst; after that, anywhere."""


def fold(text: str, width: int) -> list[int]:
    """The places in a text where a new line begins, so that no line is wider than `width`.

    Words stay whole, and a sign stays with the word that follows it. What is wider than a line is
    folded after a hyphen (ids have many), and what still is, between any two characters.
    """
    places: list[int] = []
    place = used = 0
    for piece in _pieces(text, width, _GRAINS):
        if used and used + measure(piece.rstrip()) > width:
            places.append(place)
            used = 0
        used += measure(piece)
        place += len(piece)
    return places


def _pieces(text: str, width: int, grains: Sequence[re.Pattern[str]]) -> Iterable[str]:
    """The text in pieces no wider than `width` (or of one character), as large as may be."""
    if measure(text.rstrip()) <= width:
        return (text,)
    if not grains:
        return _characters(text, width)
    pieces = grains[0].findall(text)
    if max(map(measure, pieces), default=0) <= width:
        return pieces
    return chain.from_iterable(_pieces(piece, width, grains[1:]) for piece in pieces)


def _characters(text: str, width: int) -> Iterator[str]:
    begin = 0
    for place in range(1, len(text)):
        if measure(text[begin : place + 1]) > width:
            yield text[begin:place]
            begin = place
    yield text[begin:]
