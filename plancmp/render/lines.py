"""Lines of a terminal: how wide they are, where they break, and how they are coloured.

Rich measures the text and paints it.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from io import StringIO
from itertools import chain, zip_longest

from rich.cells import cell_len

from plancmp.text import is_printable, visible
from plancmp.views.document import Cell, Line, Span, line

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
"""Columns between two cells that stand side by side."""


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
    shown = tuple(Span(_BLANKS.sub(" ", visible(span.text)), span.style) for span in spans)
    return shown, plain(shown)


_BLANKS = re.compile(r"[\t\n]")


def colored(lines: Iterable[Line]) -> str:
    """The lines with the escape sequences of 256 colours."""
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
            text.append(span.text, STYLES.get(span.style, ""))
        text.append("\n")
    console.print(text, soft_wrap=True)
    return out.getvalue()


def side_by_side(cells: Sequence[Cell], widths: Sequence[int], indent: int = 0) -> Iterator[Line]:
    """Cells beside each other, each wrapped to its width."""
    columns = [
        [part for spans in cell for part in wrap(spans, width)]
        for cell, width in zip(cells, widths, strict=True)
    ]
    for parts in zip_longest(*columns, fillvalue=()):
        row: list[Span] = []
        blanks = indent
        for part, width in zip(parts, widths, strict=True):
            if part:
                row += (Span(" " * blanks), *part)
                blanks = -measure(plain(part))
            blanks += width + GAP
        yield tuple(row)


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
    for text, style, _ in spans:
        begin, end = 0, len(text)
        while ahead and ahead[-1] < passed + end:
            cut = ahead.pop() - passed
            yield (*part, Span(text[begin:cut], style))
            part, begin = [], cut
        part.append(Span(text[begin:], style))
        passed += end
    yield tuple(part)


def _trim_end(spans: Line) -> Line:
    """A line without the blanks at its end."""
    for last in range(len(spans) - 1, -1, -1):
        text, style, _ = spans[last]
        if bare := text.rstrip():
            return spans[: last + 1] if bare == text else (*spans[:last], Span(bare, style))
    return ()


_WORD = re.compile(r"(?:\S )*\S+\s*|\s+")
"""A word, with the single signs that lead it."""
_UNITS = (_WORD, re.compile(r"\S+\s*|\s+"), re.compile(r"[^-]*-+\s*|[^-]+"))
"""What a line may be broken after, from the best to the worst; after that, any character."""


def longest_word(texts: Iterable[str]) -> int:
    """How many columns the longest word takes."""
    words = _WORD.findall("\n".join(texts))
    return max(map(measure, map(str.strip, set(words))), default=1)


def line_breaks(text: str, width: int) -> list[int]:
    """The characters, counted from 0, that begin a new line so that none is wider than `width`.

    Words stay whole, and a sign stays with the word that follows it. What is wider than a line is
    broken after a hyphen (ids have many), and what still is, between any two characters.
    """
    breaks: list[int] = []
    passed = used = 0
    for piece in _pieces(text, width, _UNITS):
        if used and used + measure(piece.rstrip()) > width:
            breaks.append(passed)
            used = 0
        used += measure(piece)
        passed += len(piece)
    return breaks


def _pieces(text: str, width: int, units: Sequence[re.Pattern[str]]) -> Iterable[str]:
    """The text in pieces no wider than `width` (or of one character), as large as may be."""
    if measure(text.rstrip()) <= width:
        return (text,)
    if not units:
        return _characters(text, width)
    pieces = units[0].findall(text)
    if max(map(measure, pieces), default=0) <= width:
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
