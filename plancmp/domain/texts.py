"""A text, where a quote stands in it, and what is most like one that stands nowhere.

docs/semantics.md, Verification of quotes.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from functools import cache, lru_cache
from typing import NamedTuple

from plancmp.domain.folding import UNSPACED, fold, hyphened, shaped_lines, unspaced
from plancmp.domain.word_ends import next_start, stands, whole

_LIKE = 0.6
"""How like a quote, from 0 to 1, a passage must be to be shown as the nearest."""
_REGIONS = 12
"""In how many places of a text it is looked for."""
_COMMON = 2_000
"""A piece of a quote that stands so often in a text points nowhere."""
_WORD = 64
"""How many signs of a word are looked for beyond the end of a region."""

_DRAWN_AS = str.maketrans(
    "аеорсухіїјѕһԁАВЕЅІЇЈКМНОРСТУХοιναΑΒΕΖΗΙΚΜΝΟΡΤΥΧىيكہھە",
    "aeopcyxiïjshdABESIÏJKMHOPCTYXoivaABEZHIKMNOPTYXییکههه",
)
"""Letters of Cyrillic and Greek that are drawn as Latin ones are, and of Arabic as Persian ones."""


class Passage(NamedTuple):
    """Words of a text, with their paragraph, or the first and the last."""

    paragraph: int
    words: str
    last: int


class Difference(NamedTuple):
    """Words of a quote, and what stands for them in the text; either may be empty."""

    quote: str
    text: str

    @property
    def look_alikes(self) -> tuple[tuple[str, str], ...]:
        """Where the two look the same, signs of the quote with those that stand for them."""
        if unicodedata.normalize("NFKC", self.quote) == unicodedata.normalize("NFKC", self.text):
            ours = [(sign, plain) for sign, plain in _plainer(self.quote) if plain in self.text]
            theirs = [(plain, sign) for sign, plain in _plainer(self.text) if plain in self.quote]
            return tuple(dict.fromkeys([*ours, *theirs]))
        if _drawn(self.quote) != _drawn(self.text):
            return ()
        pairs = dict.fromkeys(zip(self.quote, self.text, strict=True))
        return tuple((ours, theirs) for ours, theirs in pairs if ours != theirs)


def _plainer(text: str) -> Iterator[tuple[str, str]]:
    """The signs that are compatible with plainer ones, each with these."""
    for sign in text:
        plain = unicodedata.normalize("NFKC", sign)
        if plain != sign:
            yield sign, plain


@lru_cache(8)
def _drawn(text: str) -> str:
    """A text with letters that are drawn alike as one of them; as long as it was."""
    return text if text.isascii() else text.translate(_DRAWN_AS)


class Text(NamedTuple):
    """A text as a file has it."""

    name: str
    fingerprints: tuple[str, ...]
    """All by which an article may name it."""
    shaped: str
    """Its paragraphs, which are its lines that are not empty, folded but for dashes."""
    folded: str
    """The same with every dash a hyphen, sign under sign."""

    def where(self, quote: str) -> tuple[int, ...]:
        """The paragraphs, from 1, in which a quote stands."""
        found: list[int] = []
        number, line = 1, 0
        start = _place(self.shaped, self.folded, quote)
        while start >= 0:
            number += self.folded.count("\n", line, start)
            found.append(number)
            line = self.folded.find("\n", start)
            start = _place(self.shaped, self.folded, quote, line) if line >= 0 else -1
        return tuple(found)

    def holds(self, quote: str) -> bool:
        """Whether a quote stands in any paragraph."""
        return _place(self.shaped, self.folded, quote) >= 0

    def over_lines(self, quote: str) -> Passage | None:
        """The place where a quote stands over the ends of lines, if it does."""
        for between in (" ", "") if unspaced().search(quote) else (" ",):
            folded = self.folded.replace("\n", between)
            start = _place(self.shaped.replace("\n", between), folded, quote)
            if start >= 0:
                end = start + len(fold(quote))
                first, last = self._lines_of(len(between), start, end - 1)
                return Passage(first, folded[start:end], last)
        return None

    def _lines_of(self, between: int, *places: int) -> tuple[int, ...]:
        """The lines of places in the text whose lines stand so far from each other."""
        numbers, end = [], 0
        remaining = list(places)
        for number, line in enumerate(self.folded.split("\n"), 1):
            end += len(line) + between
            while remaining and remaining[0] < end:
                numbers.append(number)
                del remaining[0]
        return tuple(numbers)


def text_of(name: str, content: str, fingerprints: tuple[str, ...] = ()) -> Text:
    """A text with its content."""
    shaped = shaped_lines(content)
    return Text(name, fingerprints, shaped, hyphened(shaped))


def by_fingerprint(texts: Iterable[Text]) -> dict[str, Text]:
    """The texts by each of their fingerprints."""
    return {digest: text for text in texts for digest in text.fingerprints}


def differences(quote: str, passage: str) -> tuple[Difference, ...]:
    """Where a quote and a passage have other words."""
    ours, theirs = fold(quote), fold(passage)
    of_ours, of_theirs = _tokens(ours), _tokens(theirs)
    matcher = SequenceMatcher(
        None,
        [ours[start:end] for start, end in of_ours],
        [theirs[start:end] for start, end in of_theirs],
        autojunk=False,
    )
    return tuple(
        Difference(_run(ours, of_ours[start:end]), _run(theirs, of_theirs[begin:finish]))
        for tag, start, end, begin, finish in matcher.get_opcodes()
        if tag != "equal"
    )


def nearest(quote: str, text: Text, paragraph: int | None) -> Passage | None:
    """The passage most like a quote, of as many words unless one more or less is clearly better.

    Of passages equally like it, the one in its paragraph, else the first. It is looked for where
    the most pieces of the quote stand.
    """
    folded = fold(quote)
    cut = _cut_out(text, folded, paragraph)
    if cut:
        return cut
    length = len(_tokens(folded))
    wides = _wides(folded, length)
    drawn = _drawn(text.folded)
    runs = _runs_of_tokens(drawn, _drawn(folded), paragraph)
    matcher = SequenceMatcher(None, b=_drawn(folded), autojunk=False)
    best, found = _LIKE, None
    for wide in wides:
        clearly = 0.05 if abs(wide - length) == 1 else 0.0
        for start, end in dict.fromkeys(_windows(runs, wide)):
            matcher.set_seq1(drawn[start:end])
            # of two that are as like, one begins as the quote does
            begins_so = 0.001 * (text.folded[start] == folded[0])
            least = best + clearly - begins_so
            if matcher.real_quick_ratio() > least and matcher.quick_ratio() > least:
                ratio = matcher.ratio()
                if ratio > least:
                    best, found = ratio + begins_so, (start, end)
    if found is None:
        return None
    start, end = found
    number = text.folded.count("\n", 0, start) + 1
    words = text.folded[start:end]
    trimmed = _trimmed(words, folded)
    # signs are all that it lacks where it is cut out of a word
    return Passage(number, words if trimmed == folded else trimmed, number)


def _cut_out(text: Text, quote: str, paragraph: int | None) -> Passage | None:
    """What a quote is cut out of that stands, but for its ends, where words end."""
    claimed = _line(text.folded, paragraph) if paragraph else (0, 0)
    for begin, finish in (claimed, (0, len(text.folded))):
        at = text.folded.find(quote, begin, finish)
        while at >= 0:
            end = at + len(quote)
            inside = (text.folded[max(at - 1, 0) : at + 1], text.folded[end - 1 : end + 1])
            if not any(len(pair) > 1 and pair.isalnum() for pair in inside):
                start, end = whole(text.shaped, at, end)
                number = text.folded.count("\n", 0, start) + 1
                return Passage(number, text.folded[start:end], number)
            at = text.folded.find(quote, next_start(text.shaped, at), finish)
    return None


Span = tuple[int, int]
_SPACED_DASH = " - "


def _wides(quote: str, length: int) -> tuple[int, ...]:
    """How many tokens a passage may have that is like a quote of this length.

    What has no spaces around a dash may have them in the text, and the other way round.
    """
    spaced = quote.count(_SPACED_DASH)
    glued = len(re.findall(r"(?<=\w)-(?=\w)", quote))
    by_dashes = (length + 2 * dashes for dashes in range(-spaced, glued + 1) if dashes)
    return (length, *by_dashes, length - 1, length + 1)


@lru_cache(1024)
def _folded(quote: str) -> str:
    return fold(quote)


def _place(shaped: str, folded: str, quote: str, at: int = 0) -> int:
    """Where a quote stands first, at a place or behind it; -1 where it does not."""
    wanted = _folded(quote)
    at = folded.find(wanted, at) if wanted else -1
    while at >= 0 and not stands(shaped, at, at + len(wanted)):
        at = folded.find(wanted, next_start(shaped, at))
    return at


def _runs_of_tokens(text: str, quote: str, paragraph: int | None) -> list[list[Span]]:
    """The tokens of lines, or parts of lines, where pieces of a quote stand, the likeliest first.

    Those of the paragraph, if it is given, come before all others, and all others in their order.
    """
    pieces = _pieces(quote)
    claimed = _line(text, paragraph) if paragraph else (0, 0)
    return [
        _tokens(text, *line)
        for within in (claimed, (0, len(text)))
        for region in _regions(text, pieces, within, len(quote))
        for line in _lines_in(text, region, within)
    ]


def _pieces(quote: str) -> list[tuple[int, str]]:
    """Pieces of a quote, each overlapping the next, with where they begin."""
    size = 2 if unspaced().search(quote) else max(2, min(6, len(quote) // 2))
    step = size // 2
    return [(at, quote[at : at + size]) for at in range(0, max(len(quote) - size, 0) + 1, step)]


def _regions(text: str, pieces: Iterable[tuple[int, str]], within: Span, length: int) -> list[Span]:
    """Where in a text the most pieces stand as they do in the quote, in the text's order."""
    wide = max(16, length // 2)
    votes: Counter[int] = Counter()
    common: Counter[int] = Counter()
    for offset, piece in pieces:
        found = _found(text, piece, within)
        into = common if len(found) == _COMMON else votes
        # an entry for every two neighbours, as what is one passage may stand in both
        places = {(at - offset) // wide for at in found}
        into.update(places | {place - 1 for place in places})
    counts = votes or common
    likeliest = sorted(counts, key=lambda place: (-counts[place], place))[:_REGIONS]
    margin = length // 2
    return [
        (place * wide - margin, (place + 2) * wide + length + margin) for place in sorted(likeliest)
    ]


def _found(text: str, piece: str, within: Span) -> list[int]:
    start, end = within
    found: list[int] = []
    at = text.find(piece, start, end)
    while at >= 0 and len(found) < _COMMON:
        found.append(at)
        at = text.find(piece, at + 1, end)
    return found


def _line(text: str, number: int) -> Span:
    """Where a line begins and ends; it has nothing where there is none of this number."""
    start = 0
    for _ in range(number - 1):
        end = text.find("\n", start)
        if end < 0:
            return 0, 0
        start = end + 1
    end = text.find("\n", start)
    return start, len(text) if end < 0 else end


def _lines_in(text: str, region: Span, within: Span) -> Iterator[Span]:
    """The lines, or parts of them, in a region; a word at its ends is in it as a whole."""
    start, end = max(region[0], within[0]), min(region[1], within[1])
    before = text[max(start - _WORD, within[0]) : start]
    behind = text[end : min(end + _WORD, within[1])]
    start -= len(re.split(r"\s", before)[-1])
    end += len(re.split(r"\s", behind)[0])
    while start < end:
        stop = text.find("\n", start, end)
        stop = end if stop < 0 else stop
        yield start, stop
        start = stop + 1


def _windows(runs: Iterable[list[Span]], wide: int) -> Iterator[Span]:
    """Every run of so many tokens; what is shorter as a whole."""
    for tokens in runs:
        if wide > 0 and tokens:
            for first in range(max(len(tokens) - wide, 0) + 1):
                yield tokens[first][0], tokens[first : first + wide][-1][1]


def _tokens(text: str, start: int = 0, end: int | None = None) -> list[Span]:
    """Words, or letters of a script that has no spaces, each with its marks."""
    tokens: list[Span] = []
    for found in _token().finditer(text, start, len(text) if end is None else end):
        first, last = found.span()
        if tokens and tokens[-1][1] == first and unicodedata.category(text[first])[0] == "M":
            tokens[-1] = (tokens[-1][0], last)
        else:
            tokens.append((first, last))
    return tokens


def _run(text: str, tokens: list[Span]) -> str:
    return text[tokens[0][0] : tokens[-1][1]] if tokens else ""


def _trimmed(words: str, quote: str) -> str:
    """A passage without the signs at its ends that a quote does not have there."""
    start, end = 0, len(words)
    if quote[:1].isalnum():
        while start < end and not words[start].isalnum():
            start += 1
    if _is_of_a_word(quote[-1:]):
        while start < end and not _is_of_a_word(words[end - 1]):
            end -= 1
    return words[start:end]


def _is_of_a_word(sign: str) -> bool:
    return sign.isalnum() or (sign != "" and unicodedata.category(sign)[0] == "M")


@cache
def _token() -> re.Pattern[str]:
    return re.compile(rf"[{UNSPACED}]|[^\s{UNSPACED}]+")
