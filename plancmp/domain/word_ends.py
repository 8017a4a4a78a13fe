"""Where a quote may begin and end: never inside a word or a number.

Unicode's text segmentation (UAX 29) says where letters, marks and digits belong together, and is
followed there. It goes too far for quotes where it makes one word of `Russia's`, and not far enough
where it leaves the minus of `-5` and the thousand of `1 100` outside of the number: what is said
of these stands in `_TOGETHER`. docs/semantics.md, Verification of quotes.
"""

import re
import unicodedata
from functools import cache
from itertools import takewhile

from plancmp.domain.folding import LONG_DASHES, unspaced

_NEAR = 48
"""How many signs before a place are looked at."""

_DIGIT = r"\d²³¹⁰⁴-⁹₀-₉¼-¾⅐-↉〇零一二三四五六七八九十百千万萬亿億兆两兩廿卅"
_FRACTION = r"(?:[¼-¾⅐-↉]|\d+[/⁄]\d)"
_MONEY = r"$¢-¥₠-⃏﹩＄￠￡￥￦"
_PERCENT = r"%‰‱٪﹪％°℃℉+＋"
_HYPHENS = "-‐‑‒–−﹣－"
_MINUS = rf"\{_HYPHENS}"
_SIGN = rf"{_MINUS}+＋±∓<>≤≥≈~∼≠"
_WITHIN_NUMBERS = rf".,':/⁄∕·٫٬،×*\^点點{_MINUS}{LONG_DASHES}"
_OF_ONE_LETTER = r"(?<!\w)[^\W\d_]"
_PREFIXES = """
    non no not un anti contra counter ex former pre post pro pseudo quasi semi sub self never near
    vice deputy de dis mis re nicht vize gegen contre sous demi
    не анти контр экс екс вице віце про псевдо полу
"""
_SUFFIXES = "free less"
_NUMBERS = """
    one two three four five six seven eight nine ten eleven twelve twenty thirty forty fifty sixty
    seventy eighty ninety hundred thousand million billion trillion half halves quarter quarters
    first second third thirds fourth fourths fifth fifths sixth sixths seventh sevenths eighth
    eighths ninth ninths tenth tenths
"""
_TURNS, _IS_TURNED_BY = frozenset(_PREFIXES.split()), frozenset(_SUFFIXES.split())
_COUNTS = frozenset(_NUMBERS.split())
_LONGEST = max(map(len, _TURNS | _COUNTS)) + 1
_JOINED_BY_APOSTROPHES = "Ѐ-ԯԱ-֏א-ת"
"""Letters of Cyrillic, Armenian and Hebrew: with them an apostrophe is a part of the word."""

_TOGETHER = (
    # a number, with what divides its digits, its fraction, its sign and its percent
    (rf"[{_DIGIT}]", rf"[{_WITHIN_NUMBERS}]?[{_DIGIT}]"),
    (rf"[{_DIGIT}][{_WITHIN_NUMBERS}]", rf"[{_DIGIT}]"),
    ("[０-９]", "[，．][０-９]"),
    ("[０-９][，．]", "[０-９]"),
    (r"(?<![\d.,])\d{1,3}(?:\ \d{3})*", r"(?:\ \d{3})+(?!\d)"),
    (r"(?<![\d.,])\d{1,3}(?:\ \d{3})*\ ", r"\d{3}(?!\d)"),
    (r"\d", rf"\ {_FRACTION}"),
    (r"\d\ ", _FRACTION),
    (rf"(?<![א-ת])[{_SIGN}]", rf"[{_MONEY}]?[.,٫]?\d"),
    (rf"[{_SIGN}][{_MONEY}]", r"\d"),
    (rf"(?<![^\s({_SIGN}{_MONEY}])[.,٫]", r"\d"),
    (r"\d", rf"\ ?[{_PERCENT}]"),
    (rf"\d[\w{_PERCENT}]{{0,3}}", rf"[{_MINUS}][{_MONEY}]?\d"),
    # can't, and words that have an apostrophe, a sign of abbreviation or a dot in them
    (r"\w", r"'t(?!\w)"),
    (r"\w'", r"t(?!\w)"),
    (rf"[{_JOINED_BY_APOSTROPHES}]", rf"'[{_JOINED_BY_APOSTROPHES}]"),
    (rf"[{_JOINED_BY_APOSTROPHES}]'", rf"[{_JOINED_BY_APOSTROPHES}]"),
    (r"[א-ת]", r'"[א-ת](?![א-ת])'),
    (r'[א-ת]"', r"[א-ת](?![א-ת])"),
    (r"[a-zÀ-ɏ]", r"[·‧][a-zÀ-ɏ]"),
    (r"[a-zÀ-ɏ][·‧]", r"[a-zÀ-ɏ]"),
    (_OF_ONE_LETTER, r"\.[^\W\d_]"),
    (rf"{_OF_ONE_LETTER}\.", r"[^\W\d_]"),
)
"""What ends before a place, with what begins behind it: no quote ends there."""


def stands(text: str, start: int, end: int) -> bool:
    """Whether what stands there, in a text that is shaped, is not cut out of words or numbers."""
    return not (_cut(text, start, start - 1) or _cut(text, end, end))


def _cut(text: str, place: int, outside: int) -> bool:
    """Whether a quote that has a place as its end, and a sign outside, is cut there."""
    if not 0 < place < len(text) or "\n" in text[place - 1 : place + 1]:
        return False
    before, behind = text[place - 1], text[place]
    if _is_mark(behind) or (unicodedata.combining(before) == _JOINS and behind.isalnum()):
        return True
    inside = before if outside == place else behind
    if _is_spelled(text[outside]) and not unspaced().match(inside):
        return True
    if _is_compound(text, place):
        return True
    if " " in (before, behind) and not f"{before}{behind}".strip().isnumeric():
        return False
    near = text[max(place - _NEAR, 0) : place]
    return any(begins.match(text, place) and ends.search(near) for ends, begins in _together())


def _is_compound(text: str, place: int) -> bool:
    """Whether a hyphen there joins what turns a word with the word, or two parts of a number."""
    hyphen = place - (text[place - 1] in _HYPHENS)
    if text[hyphen] not in _HYPHENS:
        return False
    left = _first_letters(text[max(hyphen - _LONGEST, 0) : hyphen][::-1])[::-1]
    right = _first_letters(text[hyphen + 1 : hyphen + 1 + _LONGEST])
    if not left or not right:
        return False
    return left in _TURNS or right in _IS_TURNED_BY or (left in _COUNTS and right in _COUNTS)


def _first_letters(text: str) -> str:
    return "".join(takewhile(str.isalpha, text)).lower()


_JOINS = 9
"""The combining class of viramas, which bind the next letter to the one before."""
_MARKS_BY_USE = frozenset("ำຳﾞﾟ🏻🏼🏽🏾🏿")
"""What Unicode counts as letters and signs, and draws with the sign before."""


def _is_mark(sign: str) -> bool:
    return unicodedata.category(sign)[0] == "M" or sign in _MARKS_BY_USE


def _is_spelled(sign: str) -> bool:
    """Whether it is of a word or number, in a script that puts spaces between words."""
    of_a_word = sign.isalnum() or sign == "_" or _is_mark(sign)
    return of_a_word and not unspaced().match(sign)


@cache
def _together() -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    return tuple(
        (re.compile(rf"(?:{ends})\Z", re.IGNORECASE), re.compile(begins, re.IGNORECASE))
        for ends, begins in _TOGETHER
    )
