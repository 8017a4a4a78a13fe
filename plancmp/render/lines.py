"""Lines of a terminal: how wide they are, where they break, and how they are coloured.

Rich measures the text and paints it.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from itertools import chain, zip_longest

from rich.cells import cell_len

from plancmp.text import is_printable, visible
from plancmp.views.document import Cell, Line, Span, line

STYLES: Mapping[str, str] = {
    "strong": "bold",
    "muted": "color(243)",
    "value": "bold",
    "problem": "bold color(163)",
    "conflict": "bold color(163)",
    "disputed": "bold color(131)",
    "variant": "bold color(98)",
    "updated": "bold color(63)",
    "differs": "color(63)",
    "repeated": "color(98)",
    "agree": "color(29)",
    "changed": "bold color(163)",
    "depends": "bold color(131)",
    "dropped": "bold color(163)",
    "added": "bold color(29)",
    "more-specific": "color(63)",
    "less-specific": "color(98)",
    "overlapping": "color(63)",
    "unchanged": "color(29)",
}
"""Magenta, brown, violet, blue and green: of the 256 colours those that stand out from black and
from white alike, by at least 4.5 to 1. They only add to sign and word."""

GAP = 2
"""Columns between two cells that stand side by side."""
NARROWEST = 16
"""A column breaks its longest word where it would need more than this."""


def measure(text: str) -> int:
    """How many columns a text takes; it has no control characters."""
    return len(text) if text.isascii() else _columns(text)


@lru_cache(maxsize=4096)
def _columns(text: str) -> int:
    """As many as a terminal draws that draws most: some join what stands together, some do not."""
    return max(cell_len(text), sum(map(_columns_of, text)))


@cache
def _columns_of(character: str) -> int:
    """Those of one character; a mark with a place of its own has one, which Rich does not count."""
    columns = cell_len(character)
    if not columns:
        from unicodedata import category

        return int(category(character) == "Mc")
    return columns


def plain(spans: Line) -> str:
    """The text of a line."""
    return "".join([span.text for span in spans])


def printable(spans: Line) -> tuple[Line, str]:
    """A line with nothing in it that would steer a terminal, and its text."""
    text = plain(spans)
    if is_printable(text):
        return spans, text
    shown = tuple(s._replace(text=_BLANKS.sub(" ", visible(s.text))) for s in spans)
    return shown, plain(shown)


_BLANKS = re.compile(r"[\t\n]")


def colored(lines: Iterable[Line], *, links: bool = False) -> str:
    """The lines with the escape sequences of 256 colours, and of links where these are wanted."""
    from rich.color import ColorSystem  # slow to import, and only for colour
    from rich.style import Style

    styles = {name: Style.parse(style) for name, style in STYLES.items()}

    def painted(span: Span) -> str:
        style = styles.get(span.style)
        text = style.render(span.text, color_system=ColorSystem.EIGHT_BIT) if style else span.text
        if links and _SAFE_LINK.fullmatch(span.link):
            return f"\x1b]8;;{span.link}\x1b\\{text}\x1b]8;;\x1b\\"
        return text

    return "".join(f"{''.join(map(painted, spans))}\n" for spans in lines)


_SAFE_LINK = re.compile(r"https?://[!-~]+")
"""An address with nothing in it that would end or steer the escape sequence that it stands in."""


def side_by_side(
    cells: Sequence[Cell], widths: Sequence[int], indent: int = 0, right: Sequence[bool] = ()
) -> Iterator[Line]:
    """Cells beside each other, each wrapped to its width; those of `right` end where it ends."""
    columns = [
        [part for spans in cell for part in wrap(spans, width)]
        for cell, width in zip(cells, widths, strict=True)
    ]
    last = len(columns) - 1
    for parts in zip_longest(*columns, fillvalue=()):
        row: list[Span] = []
        blanks = indent
        for index, (part, width) in enumerate(zip(parts, widths, strict=True)):
            if part:
                at_right = bool(right) and right[index]
                taken = measure(plain(part)) if at_right or index < last else 0
                before = width - taken if at_right else 0
                row += (Span(" " * (blanks + before)), *part)
                blanks = -taken - before
            blanks += width + GAP
        yield tuple(row)


def flow(items: Iterable[Line], width: int) -> Iterator[Line]:
    """Items one after the other, a new line begun where one would not fit; none is parted."""
    row: Line = ()
    for item in items:
        more = (*row, Span(" " * (GAP + 1)), *item) if row else item
        if row and measure(printable(more)[1]) > width:
            yield from wrap(row, width)
            more = item
        row = more
    if row:
        yield from wrap(row, width)


def wrap(spans: Line, width: int, indent: int = 0) -> list[Line]:
    """A line as one or more that are no wider than `width`, all of them indented."""
    shown, text = printable(spans)
    before = line(" " * indent) if indent else ()
    breaks = line_breaks(text, width - indent)
    parts = _split(shown, breaks) if breaks else (shown,)
    return [_trim_end(before + part) for part in parts]


def _split(spans: Line, breaks: Sequence[int]) -> Iterator[Line]:
    """The parts of a line, a new one beginning at each of the characters counted from 0."""
    ahead = list(reversed(breaks))
    part: list[Span] = []
    passed = 0
    for span in spans:
        begin, end = 0, len(span.text)
        while ahead and ahead[-1] < passed + end:
            cut = ahead.pop() - passed
            yield (*part, _retold(span, span.text[begin:cut]))
            part, begin = [], cut
        part.append(_retold(span, span.text[begin:]) if begin else span)
        passed += end
    yield tuple(part)


def _trim_end(spans: Line) -> Line:
    """A line without the blanks at its end."""
    for last in range(len(spans) - 1, -1, -1):
        span = spans[last]
        if bare := span.text.rstrip():
            whole = bare == span.text
            return spans[: last + 1] if whole else (*spans[:last], _retold(span, bare))
    return ()


def _retold(span: Span, text: str) -> Span:
    """A span of the same looks with another text."""
    return Span(text, *span[1:])  # half the time of _replace, for the many there are


_WORD = re.compile(r"(?:\S )*\S+\s*|\s+")
"""A word, with the single signs that lead it."""
_ADDRESS_OR_PART = re.compile(r"https?://\S+\s*|[^-]*-+\s*|[^-]+")
_UNITS = (_WORD, re.compile(r"\S+\s*|\s+"), _ADDRESS_OR_PART)
"""What a line may be broken after, from the best to the worst; after that, any character."""


def longest_word(texts: Iterable[str]) -> int:
    """How many columns the longest word takes."""
    words = _WORD.findall("\n".join(texts))
    return max(map(measure, map(str.strip, set(words))), default=1)


def column_widths(texts: Sequence[Sequence[str]], room: int) -> list[int] | None:
    """A width for each column of texts, in all no more than `room`; None where they do not fit.

    Columns start at what their longest text needs. Where that is too much, those with a few texts
    much longer than the rest give way first, then the widest, and none to less than `least`.
    """
    lengths = [sorted(map(measure, column)) for column in texts]
    wanted = [max(long[-1], 1) for long in lengths]
    if sum(wanted) <= room:
        return wanted
    most = [least(column) for column in texts]
    if sum(most) > room:
        return None
    usual = [max(long[len(long) * 3 // 4], min(long[-1], NARROWEST)) for long in lengths]
    for floor in (usual, most):
        while sum(wanted) > room:
            loose = [i for i, wide in enumerate(wanted) if wide > floor[i]]
            if not loose:
                break
            wanted[max(loose, key=wanted.__getitem__)] -= 1
    return wanted


def least(column: Iterable[str]) -> int:
    """The least width of a column: that of its longest word, if it is not very long."""
    return min(longest_word(column), NARROWEST)


def line_breaks(text: str, width: int) -> list[int]:
    """The characters, counted from 0, that begin a new line so that none is wider than `width`.

    Words stay whole, and a sign stays with the word that follows it. What is wider than a line is
    broken after a hyphen (ids have many), and what still is, between any two characters. An address
    has a line of its own before it is broken, and then no hyphen ends it as if it were one of ours.
    """
    columns = len if text.isascii() else measure
    if columns(text.rstrip()) <= width:
        return []
    breaks: list[int] = []
    passed = used = 0
    for piece in _pieces(text, width, _UNITS):
        taken = columns(piece)
        if used and used + taken > width and used + columns(piece.rstrip()) > width:
            breaks.append(passed)
            used = 0
        used += taken
        passed += len(piece)
    return breaks


def _pieces(text: str, width: int, units: Sequence[re.Pattern[str]]) -> Iterable[str]:
    """The text in pieces no wider than `width` (or of one character), as large as may be."""
    columns = len if text.isascii() else measure
    if columns(text.rstrip()) <= width:
        return (text,)
    if not units:
        return _characters(text, width)
    pieces = units[0].findall(text)
    if max(map(columns, pieces), default=0) <= width:
        return pieces
    return chain.from_iterable(_pieces(piece, width, units[1:]) for piece in pieces)


def _characters(text: str, width: int) -> Iterator[str]:
    """As many characters as fit; a mark stays with its letter, what is joined together."""
    begin = apart = 0
    for end in range(1, len(text)):
        if text[end - 1] != _JOINER and _is_base(text[end]):
            apart = end
        if measure(text[begin : end + 1]) > width:
            cut = apart if apart > begin else end
            yield text[begin:cut]
            begin = cut
    yield text[begin:]


_JOINER = "\N{ZERO WIDTH JOINER}"


def _is_base(character: str) -> bool:
    """Whether a character may begin a line: it adds to nothing before it."""
    if character.isascii():
        return True
    from unicodedata import category

    return category(character) not in ("Mn", "Mc", "Me", "Cf", "Sk")
