"""Signs that are written in several shapes, in one: what `verify` and `search` compare.

Folded are canonical equivalence, apostrophes and quotation marks, dashes, white space, Latin
ligatures, and what has neither width nor meaning; nothing that could change what is said.
docs/semantics.md, Verification of quotes.
"""

import re
import unicodedata
from collections.abc import Mapping
from functools import cache

_APOSTROPHES = "`´ʹʻʼʽʾʿˈˊˋꞋꞌߴߵ՚׳‘’‚‛′‵‹›❛❜❟❮❯＇｀\u0374\u1fbd\u1fbf\u1fef\u1ffd"
_QUOTATION_MARKS = "“”„‟«»″‶״ʺˮ❝❞❠⹂〝〞〟＂「」『』｢｣﹁﹂﹃﹄"
LONG_DASHES = "—―⸺⸻﹘"
"""Dashes that are no minus and no hyphen."""
_DASHES = f"-‐‑‒–−֊־﹣－{LONG_DASHES}"
_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
_WITHOUT_WIDTH = (
    *(0xAD, 0x34F, 0x61C, 0x640, 0x17B4, 0x17B5, 0xFEFF),
    *range(0x180B, 0x1810),
    *range(0x200B, 0x2010),
    *range(0x202A, 0x202F),
    *range(0x2060, 0x2070),
    *range(0xFE00, 0xFE10),
    *range(0xFFF9, 0xFFFC),
    *range(0xE0001, 0xE0080),
    *range(0xE0100, 0xE01F0),
)
"""Soft hyphens, joiners, directions, variants, and what only draws Arabic words out."""

SHAPES = {
    **dict.fromkeys(_APOSTROPHES, "'"),
    **dict.fromkeys(_QUOTATION_MARKS, '"'),
    **_LIGATURES,
    **dict.fromkeys(map(chr, _WITHOUT_WIDTH), ""),
}
"""What each sign is folded to, but for dashes."""
HYPHENS = dict.fromkeys(_DASHES, "-")

UNSPACED = (
    "\u0e00-\u0fff\u1000-\u109f\u1780-\u17ff\u1950-\u19ff\u1a20-\u1aaf\u1b00-\u1b7f"
    "\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3031-\u3035\u303b-\u30ff\u3100-\u312f\u31a0-\u31ff"
    "\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua4cf\ua980-\ua9ff\uaa00-\uaadf\uf900-\ufaff\uff66-\uff9f"
    "\U0001aff0-\U0001b16f\U00020000-\U0003ffff"
)
"""The scripts that put no spaces between words, for a class of a pattern: Thai, Lao, Tibetan,
Burmese, Khmer and what is written like them; Chinese, Japanese and Yi."""
_LONG_WORD = 30
"""Longer words are few, and none of them is much longer."""
_DASHES_TOGETHER = re.compile(f"[{re.escape(_DASHES)}]{{2,}}")
_LINE_END = re.compile(r"\r\n?")


@cache
def unspaced() -> re.Pattern[str]:
    """A letter or sign of a script that puts no spaces between words."""
    return re.compile(f"[{UNSPACED}]")


def shaped(text: str) -> str:
    """A text folded, but for single dashes: whether one is a minus, only its shape can tell."""
    return _DASHES_TOGETHER.sub("—", " ".join(_plain(text).split()))


def shaped_lines(text: str) -> str:
    """The lines of a text that are not empty, each folded as `shaped` does."""
    lines = _LINE_END.sub("\n", _plain(text)).split("\n")
    folded = "\n".join(filter(None, (" ".join(line.split()) for line in lines)))
    return _DASHES_TOGETHER.sub("—", folded)


def hyphened(text: str) -> str:
    """A text that is shaped, with every dash a hyphen; as long as it was."""
    return _replaced(text, HYPHENS)


def fold(text: str) -> str:
    """A text with every sign in one shape."""
    return hyphened(shaped(text))


def word_count(text: str) -> int:
    """How many words a text has: what has a letter or a digit in it, between spaces or long dashes.

    What joins words without a space, such as a slash, parts them as well. Of a word that is longer
    than any other is, thirty letters count as one. Where a script puts no spaces between words,
    three letters of Chinese or Japanese and six of another count as one.
    """
    for dash in ("--", *LONG_DASHES):
        text = text.replace(dash, " ")
    text = _joined().sub(" ", text)
    if text.isascii():
        return _spaced_words(text)
    letters: list[str] = [sign for sign in unspaced().findall(text) if sign.isalnum()]
    east_asian = sum("\u2e80" <= sign < "\ua4d0" or sign >= "\uf900" for sign in letters)
    sixths = len(letters) + east_asian
    return _spaced_words(unspaced().sub(" ", text)) + (sixths + 5) // 6


def _spaced_words(text: str) -> int:
    words = text.split()
    if max(map(len, words), default=0) <= _LONG_WORD:
        return sum(any(map(str.isalnum, word)) for word in words)
    letters = (sum(map(str.isalnum, word)) for word in words)
    return sum(-(-count // _LONG_WORD) for count in letters)


@cache
def _joined() -> re.Pattern[str]:
    return re.compile(
        r"(?<=[^\W\d_])[/\\|_+&,;:=~<>·•…]+(?=[^\W\d_])|(?<=[^\W\d]{2})\.(?=[^\W\d]{2})"
    )


def _plain(text: str) -> str:
    plain = _replaced(text, SHAPES).replace("''", '"')  # two apostrophes, as agencies write it
    return plain if plain.isascii() else unicodedata.normalize("NFC", plain)


def _replaced(text: str, shapes: Mapping[str, str]) -> str:
    # sign by sign: six times as fast as str.translate on a text that is long
    for sign in sorted(shapes.keys() & set(text)):
        text = text.replace(sign, shapes[sign])
    return text
