"""Lines of a terminal: how wide they are, where they break, and how they are coloured.

Rich measures the text and paints it.
"""

import re
from bisect import bisect
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from itertools import accumulate, chain, pairwise, zip_longest
from typing import NamedTuple

from plancmp.text import is_printable, visible
from plancmp.views.document import Line, Span

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


Columns = Callable[[str], int]
"""What tells how many columns a text takes."""


def measure(text: str) -> int:
    """How many columns a text takes; it has no control characters."""
    return _counting(text)(text)


def _counting(text: str) -> Columns:
    """What counts the columns of a text, and of any part of it: those of most texts are alike."""
    if text.isascii() or _COMMON.issuperset(text) or set(map(_columns_of, set(text))) == {1}:
        return len
    return _columns


_COMMON = frozenset(map(chr, range(32, 127))) | frozenset("·¶–—“”‘’→…×─✗»≈○≠▾▴‹›●◐█▒░")
"""Characters of one column, with our own signs: most texts have no others."""


@lru_cache(maxsize=4096)
def _columns(text: str) -> int:
    """As many as a terminal draws that draws most: some join what stands together, some do not."""
    from rich.cells import cell_len  # slow to import, and only for what is not common

    return max(cell_len(text), sum(map(_columns_of, text)))


@cache
def _columns_of(character: str) -> int:
    """Those of one character; Rich counts no tone of skin and no mark with a place of its own."""
    from rich.cells import cell_len

    columns = cell_len(character)
    if "\U0001f3fb" <= character <= "\U0001f3ff":
        return 2
    if not columns:
        from unicodedata import category

        return int(category(character) == "Mc")
    return columns


def plain(spans: Line) -> str:
    """The text of a line."""
    return "".join([span.text for span in spans])


class Part(NamedTuple):
    """A line, or a part of one, that stands in one line of the terminal, without blanks after it.

    Its looks are those of the line's spans, and are cut out of them only to be painted.
    """

    text: str
    columns: int
    """How many columns the text takes."""
    spans: Line
    """The whole line, with nothing in it that would steer a terminal."""
    begin: int = 0
    """How many characters of the line stand before it."""


Row = tuple[tuple[int, Part], ...]
"""A line of the terminal: parts of lines, each behind so many blanks."""


def whole(spans: Line) -> Part:
    """A line as one part, with nothing in it that would steer a terminal."""
    text = plain(spans)
    if text.isascii() and text.isprintable():  # most are, and have as many columns as characters
        bare = text.rstrip()
        return Part(bare, len(bare), spans)
    if not is_printable(text):
        spans = tuple(s._replace(text=_BLANKS.sub(" ", visible(s.text))) for s in spans)
        text = plain(spans)
    return _part(text, spans, 0, _counting(text))


_BLANKS = re.compile(r"[\t\n]")


def _part(text: str, spans: Line, begin: int, columns: Columns) -> Part:
    bare = text.rstrip()
    return Part(bare, columns(bare), spans, begin)


def plainly(rows: Iterable[Row]) -> str:
    """The rows as text, each with a line end."""
    return "".join(
        ["".join([" " * blanks + part.text for blanks, part in row]) + "\n" for row in rows]
    )


def colored(rows: Iterable[Row], *, links: bool = False) -> str:
    """The rows with the escape sequences of 256 colours, and of links where these are wanted."""
    from rich.color import ColorSystem  # slow to import, and only for colour
    from rich.style import Style

    styles = {name: Style.parse(style) for name, style in STYLES.items()}

    def painted(text: str, span: Span) -> str:
        if style := styles.get(span.style):
            text = style.render(text, color_system=ColorSystem.EIGHT_BIT)
        if links and _SAFE_LINK.fullmatch(span.link):
            return f"\x1b]8;;{span.link}\x1b\\{text}\x1b]8;;\x1b\\"
        return text

    return "".join(
        "".join(
            " " * blanks + "".join([painted(text, span) for text, span in _looks(part)])
            for blanks, part in row
        )
        + "\n"
        for row in rows
    )


def _looks(part: Part) -> Iterator[tuple[str, Span]]:
    """The text of a part, span by span."""
    begin, left = part.begin, len(part.text)
    for span in part.spans:
        text = span.text[begin : begin + left]
        begin = max(begin - len(span.text), 0)
        left -= len(text)
        if text:
            yield text, span


_SAFE_LINK = re.compile(r"https?://[!-~]+")
"""An address with nothing in it that would end or steer the escape sequence that it stands in."""


def side_by_side(
    cells: Sequence[Sequence[Part]],
    widths: Sequence[int],
    indent: int = 0,
    right: Sequence[bool] = (),
) -> Iterator[Row]:
    """Cells beside each other, each wrapped to its width; those of `right` end where it ends."""
    columns = [
        [part for line in cell for part in _wrapped(line, width)]
        for cell, width in zip(cells, widths, strict=True)
    ]
    begins = list(accumulate((width + GAP for width in widths[:-1]), initial=indent))
    for beside in zip_longest(*columns):
        row = []
        end = 0
        for index, part in enumerate(beside):
            if part and part.text:
                at = begins[index]
                if right and right[index]:
                    at += widths[index] - part.columns
                row.append((at - end, part))
                end = at + part.columns
        yield tuple(row)


def flow(items: Iterable[Line], width: int) -> Iterator[Row]:
    """Items one after the other, a new line begun where one would not fit; none is parted."""
    row: Line = ()
    for item in items:
        more = (*row, Span(" " * (GAP + 1)), *item) if row else item
        if row and whole(more).columns > width:
            yield from wrap(row, width)
            more = item
        row = more
    if row:
        yield from wrap(row, width)


def wrap(spans: Line, width: int, indent: int = 0) -> list[Row]:
    """A line as one or more that are no wider than `width`, all of them indented."""
    parts = _wrapped(whole(spans), width - indent)
    return [((indent, part),) if part.text else () for part in parts]


def _wrapped(line: Part, width: int) -> Sequence[Part]:
    """A whole line as one part or more that are no wider than `width`."""
    if line.columns <= width:
        return (line,)
    text, _, spans, _ = line
    columns = _counting(text)
    breaks = [0, *line_breaks(text, width, columns), len(text)]
    return [_part(text[begin:end], spans, begin, columns) for begin, end in pairwise(breaks)]


_LEAD = re.compile(r"\S|\d{1,3}(?:,\d{3})*")
"""What stays with the word behind it: a single sign, or a number, but no year."""
_WORD = re.compile(rf"(?:(?:{_LEAD.pattern}) )*[\S\xa0]+\s*|\s+")
"""A word, with what leads it, and what a no-break space ties to it."""
_ADDRESS_OR_PART = re.compile(r"https?://\S+\s*|[^-/]*[-/]+\s*|[^-/]+")
_UNITS = (_WORD, re.compile(r"\S+\s*|\s+"), _ADDRESS_OR_PART)
"""What a line may be broken after, from the best to the worst; after that, any character."""


def longest_word(lines: Iterable[Part]) -> int:
    """How many columns the longest word takes."""
    texts = {line.text for line in lines}
    words = set(_WORD.findall("  ".join(texts)))  # nothing leads over two blanks
    columns = _counting("".join(words))
    return max(map(columns, map(str.strip, words)), default=1)


def column_widths(columns: Sequence[Sequence[Part]], room: int) -> list[int] | None:
    """A width for each column of lines, in all no more than `room`; None where they do not fit.

    Columns start at what their longest line needs. Where that is too much, those with a few texts
    much longer than the rest give way first, then the widest, and none to less than `least`.
    """
    lengths = [sorted([line.columns for line in column]) for column in columns]
    wanted = [max(long[-1], 1) for long in lengths]
    if sum(wanted) <= room:
        return wanted
    most = [least(column) for column in columns]
    if sum(most) > room:
        return None
    usual = [max(long[len(long) * 3 // 4], min(long[-1], NARROWEST)) for long in lengths]
    return _levelled(_levelled(wanted, usual, room), most, room)


def _levelled(wanted: Sequence[int], floor: Sequence[int], room: int) -> list[int]:
    """The widths, the widest cut to one level so that all fit, but none to less than its floor."""

    def at(level: int) -> list[int]:
        return [max(min(wide, level), low) for wide, low in zip(wanted, floor, strict=True)]

    fitting = bisect(range(max(wanted) + 1), room, key=lambda level: sum(at(level)))
    widths, wider = at(fitting - 1), at(fitting)
    for index in reversed(range(len(widths))):  # what is left goes to the last
        if sum(widths) < room:
            widths[index] = wider[index]
    return widths


def least(column: Iterable[Part]) -> int:
    """The least width of a column: that of its longest word, if it is not very long."""
    return min(longest_word(column), NARROWEST)


def line_breaks(text: str, width: int, columns: Columns = measure) -> list[int]:
    """The characters, counted from 0, that begin a new line so that none is wider than `width`.

    Words stay whole, and a sign or a number stays with the word that follows it. What is wider than
    a line is broken after a hyphen or a slash (ids have many), and what still is, between any two
    characters. An address has a line of its own before it is broken, and then no hyphen ends it as
    if it were one of ours.
    """
    if columns(text.rstrip()) <= width:
        return []
    if columns is len and text.isprintable() and (between_words := _between_words(text, width)):
        return between_words
    breaks: list[int] = []
    passed = used = 0
    for piece in _pieces(text, width, columns, _UNITS):
        taken = columns(piece)
        if used and used + taken > width and used + columns(piece.rstrip()) > width:
            breaks.append(passed)
            used = 0
        used += taken
        passed += len(piece)
    return breaks


def _between_words(text: str, width: int) -> list[int] | None:
    """The breaks of a text of single columns and of blanks that is broken nowhere but at these.

    None where a word is wider than a line. It is what `line_breaks` finds, in a third of the time.
    """
    breaks: list[int] = []
    begin, end = 0, len(text.rstrip())
    while end - begin > width:
        blank = text.rfind(" ", begin, begin + width + 1)
        while blank > begin and _leads(text, blank):
            blank = text.rfind(" ", begin, blank)
        if blank <= begin:
            return None
        begin = blank + 1
        while text[begin] == " ":
            begin += 1
        breaks.append(begin)
    return breaks


def _leads(text: str, blank: int) -> bool:
    """Whether what stands before a blank stays with the word behind it."""
    before = text[text.rfind(" ", 0, blank) + 1 : blank]
    return text[blank + 1] != " " and bool(_LEAD.fullmatch(before))


def _pieces(
    text: str, width: int, columns: Columns, units: Sequence[re.Pattern[str]]
) -> Iterable[str]:
    """The text in pieces no wider than `width` (or of one character), as large as may be."""
    if columns(text.rstrip()) <= width:
        return (text,)
    if not units:
        return _characters(text, width)
    pieces = units[0].findall(text)
    if max(map(columns, pieces), default=0) <= width:
        return pieces
    return chain.from_iterable(_pieces(piece, width, columns, units[1:]) for piece in pieces)


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
