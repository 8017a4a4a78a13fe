"""Where a quote may begin and end: never inside a word or a number.

Unicode's text segmentation (UAX 29) says where letters, marks and digits belong together, and is
followed there. It goes too far for quotes where it makes one word of `Russia's`, and not far enough
where it leaves the minus of `-5`, the thousand of `1 100` and the billion of `5 billion` outside of
the number: what is said of these stands in `_TOGETHER`. docs/semantics.md, Verification of quotes.
"""

import re
import unicodedata
from functools import cache, lru_cache
from itertools import takewhile

from plancmp.domain.folding import LONG_DASHES, UNSPACED, unspaced
from plancmp.domain.number_words import (
    HALVES,
    HUNDREDS,
    MANY,
    MORE_HUNDREDS,
    MORE_TENS,
    MORE_UNITS,
    PARTS,
    SCALES,
    TEENS,
    TENS,
    UNITS,
    VAGUE,
)

_NEAR = 48
"""How many signs on either side of a place are looked at."""
_FARTHEST = 200
"""So far on either side what a quote is cut out of is shown."""

_DIGIT = (
    r"\d²³¹⁰⁴-⁹₀-₉¼-¾⅐-↉〇零一二三四五六七八九十百千万萬亿億兆两兩廿卅"
    "壹贰貳叁肆伍陆陸柒捌玖拾佰仟"
)
_THAI = "(?:หนึ่ง|สอง|สาม|สี่|ห้า|หก|เจ็ด|แปด|เก้า|สิบ|ยี่|เอ็ด|ร้อย|พัน|หมื่น|แสน|ล้าน|ครึ่ง|[๐-๙])"
_FRACTION = r"(?:[¼-¾⅐-↉]|\d+[/⁄]\d)"
_MONEY = r"$¢-¥₠-⃏﹩＄￠￡￥￦"
_PERCENT_SIGN = r"%‰‱٪﹪％"
_PERCENT = rf"{_PERCENT_SIGN}°℃℉+＋"
_HYPHENS = "-־‐‑‒–−﹣－"
_MINUS = rf"\{_HYPHENS}"
_COMPARING = "±∓<>≤≥≈∼~≠"
_SIGN = rf"{_MINUS}+＋{_COMPARING}"
_WAVES = "~∼〜～"
"""What stands in a range of numbers, above all in East Asia."""
_WITHIN_NUMBERS = rf".,':/⁄∕·˙٫٬،×*\^点點{_WAVES}{_MINUS}{LONG_DASHES}"
_OF_ONE_LETTER = r"(?<!\w)[^\W\d_]"
_PREFIXES = """
    non no not un il im in ir anti contra counter ex former multi pre post pro pseudo quasi semi
    sub self never near vice deputy de dis mis mal re under over ill half
    nicht vize gegen schein contre sous demi nie não niet ikke icke inte nem ei ne mitte anty bez
    μη αντι αντί אי בלתי אנטי
    не ни без недо лже анти контр экс екс вице віце про псевдо квази квазі полу нон
"""
_HAN = "\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff"
_TURNING = (
    "[不未勿无無]|(?<![南北东東西中亚亞])非|(?<![沉淹埋吞覆])[没沒]有?|(?<![违違相造平策正往])反"
)
"""What turns a Chinese word that stands behind it."""
_NOT = "ไม่|ບໍ່|មិន"
"""The same in Thai, Lao and Khmer."""
_SUFFIXES = "free less proof exempt averse frei los"


def _words(*tables: str) -> frozenset[str]:
    return frozenset(" ".join(tables).split())


def _any_of(*tables: str) -> str:
    """A pattern of the words in tables."""
    return rf"(?<!\w)(?:{'|'.join(' '.join(tables).split())})(?!\w)"


def _whole(*parts: str) -> tuple[tuple[str, str], ...]:
    """Every cut between parts that belong together."""
    return tuple(("".join(parts[:at]), "".join(parts[at:])) for at in range(1, len(parts)))


_TURNS, _IS_TURNED_BY = _words(_PREFIXES), _words(_SUFFIXES)
_COUNTS = _words(UNITS, TENS, TEENS, HUNDREDS, PARTS, "million billion trillion")
_MORE = (MORE_UNITS, MORE_TENS, MORE_HUNDREDS)
_NUMBERS = _any_of(UNITS, TENS, TEENS, HUNDREDS, *_MORE, HALVES, "million billion trillion")
_COUNTED = rf"(?:{_NUMBERS}|(?<!\w)(?:et|y|e)[ -](?:une?|onze|uno?|uma?)(?!\w))"
_SOME = rf"(?:\d|{_COUNTED})"
_PER_CENT = (
    "(?:per|pour|por|في|la|τοις|на|phần)",
    r"\ ",
    r"(?:cent|ciento|cento|المئة|المائة|sută|εκατό|сто|trăm)(?!\w)",
)
_HALF = r"(?:demie?|medi[oa]|mei[oa]|mezz[oa]|pół|půl|половиной|половиною|jumătate)(?!\w)"
_YEAR = r"(?<!\d)(?:19|20)\d\d"
_DASHED = rf"[ {_MINUS}]"
_JOINED_BY_APOSTROPHES = "Ѐ-ԯԱ-֏א-ת"
"""Letters of Cyrillic, Armenian and Hebrew: with them an apostrophe is a part of the word."""

_TOGETHER = (
    # a number, with what divides its digits, its fraction, its sign and its percent
    (rf"[{_DIGIT}]", rf"[{_WITHIN_NUMBERS}]?[{_DIGIT}]"),
    (rf"[{_DIGIT}][{_WITHIN_NUMBERS}]", rf"[{_DIGIT}]"),
    ("[０-９]", "[，．][０-９]"),
    ("[０-９][，．]", "[０-９]"),
    *_whole(r"\d", "，", r"\d{3}(?!\d)"),
    (rf"[{_DIGIT}]", "[成割]"),
    (r"(?<![多少大人总總指分])[数數几幾]", "[十百千万萬亿億兆]"),
    ("[十百千万萬亿億兆]", "[多余餘几幾数數][十百千万萬亿億兆]?"),
    ("[十百千万萬亿億兆][多余餘几幾数數]", "[万萬亿億兆]"),
    *_whole(rf"[{_DIGIT}]", "分", "之", rf"[{_DIGIT}]"),
    (_THAI, _THAI),
    *_whole("ร้อยละ", r"\ ?", rf"(?:\d|{_THAI})"),
    *_whole(rf"(?:\d|{_THAI})", r"\ ?", "เปอร์เซ็นต์"),
    *_whole(r"(?<![\d.,])\d{1,3}", r"\ ", r"\d{3}(?!\d)"),
    (r"\d", rf"\ {_FRACTION}"),
    (r"\d\ ", _FRACTION),
    (rf"(?<![^\W\d_])[{_SIGN}]", rf"[{_MONEY}]?[.,٫]?\d"),
    (rf"[^\W\d_](?<![א-ת])[{_SIGN}]", rf"(?!{_YEAR}(?!\d))[{_MONEY}]?[.,٫]?\d"),
    (rf"[{_SIGN}][{_MONEY}]", r"\d"),
    (rf"(?<![^\s({_SIGN}{_MONEY}])[.,٫]", r"\d"),
    *_whole(rf"[{_COMPARING}]", r"\ ", rf"[{_MONEY}]?\d"),
    (rf"[{_DIGIT}]", rf"\ ?[{_PERCENT}]"),
    *_whole(r"(?<!\w)yüzde", r"\ ", r"\w"),
    *_whole(rf"(?<![\d{_PERCENT_SIGN}])[{_PERCENT_SIGN}]", r"\d"),
    (rf"\d(?:\ [{_PERCENT}]|[\w{_PERCENT}]{{0,3}})", rf"[{_MINUS}][{_MONEY}]?\d"),
    # a range, and what a number counts: 3 - 5 years, 5 billion, four hundred, one hundred and five
    *_whole(rf"\d(?:\ ?[{_PERCENT}])?", r"\ ", rf"[{_MINUS}{_WAVES}]", r"\ ", rf"[{_MONEY}]?\d"),
    *_whole(rf"(?:[{_DIGIT}]|{_COUNTED})", _DASHED, _any_of(SCALES)),
    *_whole(rf"(?:[{_DIGIT}](?<!{_YEAR})|{_COUNTED})", _DASHED, _any_of(MANY)),
    *_whole(_any_of(SCALES), r"\ ", _any_of(SCALES)),
    *_whole(rf"(?:[{_DIGIT}]|{_COUNTED})", r"\ ", *_PER_CENT),
    *_whole(_any_of(TENS), r"\ ", _any_of(UNITS)),
    *_whole(_any_of(TENS), _DASHED, "et", _DASHED, r"(?:une?|onze)(?!\w)"),
    *_whole(_any_of(MORE_TENS), r"\ ", _any_of(MORE_UNITS)),
    *_whole(_any_of(MORE_TENS), r"\ ", "[ye]", r"\ ", _any_of(MORE_UNITS, "uno? uma?")),
    *_whole(_any_of(MORE_HUNDREDS), r"\ ", _any_of(MORE_UNITS, MORE_TENS)),
    *_whole(r"(?<!\w)due", r"\ ", _any_of("mila milioni miliardi")),
    *_whole(r"(?<!\w)on", r"\ ", _any_of("iki üç dört beş altı yedi sekiz dokuz")),
    # several million, half a million, a quarter of a million, two and a half, three quarters
    *_whole(_any_of(VAGUE), _DASHED, _any_of(SCALES, MANY)),
    *_whole(r"(?<!\w)half", r"\ ", "an?", r"\ ", _any_of(SCALES, MANY)),
    (r"(?<!\w)half", r"\ an?\ \w"),
    (r"(?<!\w)half\ ", r"an?\ \w"),
    *_whole(rf"(?:{_any_of(PARTS)}|[¼-¾⅐-↉])", r"\ ", "of", r"\ ", "an?", r"\ ", _any_of(SCALES)),
    *_whole(_SOME, _DASHED, "and", _DASHED, "an?", _DASHED, _any_of("half third quarter")),
    *_whole(rf"(?:{_SOME}|{_any_of(SCALES, MANY)})", r"\ ", "(?:et|[yeiaсз]|și)", r"\ ", _HALF),
    *_whole(_SOME, r"\ ", r"buçuk(?!\w)"),
    *_whole(_NUMBERS, r"\ ", "(?:point|komma|virgule|coma|vírgula|virgola)", r"\ ", _NUMBERS),
    *_whole(_SOME, r"\ ", _any_of("halves quarters thirds fourths fifths tenths")),
    *_whole(_any_of(HUNDREDS, "million billion"), r"\ ", _any_of(UNITS, TENS, TEENS)),
    *_whole(_any_of("hundred thousand"), r"\ ", "and", r"\ ", _any_of(UNITS, TENS, TEENS)),
    # 不可能, can't, n'est, AA+, and words with an apostrophe, a mark or a dot in them
    (rf"(?:{_TURNING})", rf"[{_HAN}]"),
    (rf"(?:{_NOT})", rf"[{UNSPACED}]"),
    *_whole(r"(?<!\w)[no]", "'", r"[^\W\d_]"),
    (r"[^\W\d_]", r"\++(?!\w)"),
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


def next_start(text: str, start: int) -> int:
    """Behind a place, the next at which a quote may begin so far as letters and digits tell."""
    run = _run().match(text, start)
    return max(start + 1, run.end()) if run else start + 1


def whole(text: str, start: int, end: int) -> tuple[int, int]:
    """What stands there with the rest of the words and numbers that it is cut out of.

    Of what is longer than any word or number that is read, as much as is near.
    """
    first, last = start - _FARTHEST, end + _FARTHEST
    while start > first and _cut(text, start, start - 1):
        start -= 1
    while end < last and _cut(text, end, end):
        end += 1
    return start, end


def _cut(text: str, place: int, outside: int) -> bool:
    """Whether a quote that has a place as its end, and a sign outside, is cut there."""
    if not 0 < place < len(text):
        return False
    near = text[max(place - _NEAR, 0) : place]
    return _is_cut(near, text[place : place + _NEAR], outside == place)


@lru_cache(4096)
def _is_cut(near: str, ahead: str, ends: bool) -> bool:
    """Whether a quote is cut that ends, or else begins, between what is near and ahead."""
    before, behind = near[-1], ahead[0]
    if "\n" in (before, behind):
        return False
    if _is_mark(behind) or (unicodedata.combining(before) == _JOINS and behind.isalnum()):
        return True
    inside, outside = (before, behind) if ends else (behind, before)
    if _is_spelled(outside) and not unspaced().match(inside):
        return not (behind == "$" and _ending(r"(?<!\w)US\Z").search(near))
    if _is_compound(near, ahead):
        return True
    return any(
        begins.match(ahead) and _ending(pattern).search(near) for pattern, begins in _together()
    )


def _is_compound(near: str, ahead: str) -> bool:
    """Whether a hyphen there joins what turns a word with the word, or two parts of a number.

    Marks of quotation may stand on either side of it: `non-"nuclear"`.
    """
    left, right = near.rstrip(_JOINING), ahead.lstrip(_JOINING)
    between = near[len(left) :] + ahead[: len(ahead) - len(right)]
    if between.strip(_MARKS) not in tuple(_HYPHENS):
        return False
    is_number = right[:1].isdigit()
    left, right = _first_letters(left[::-1])[::-1], _first_letters(right)
    if not left or not (right or is_number):
        return False
    return left in _TURNS or right in _IS_TURNED_BY or (left in _COUNTS and right in _COUNTS)


def _first_letters(text: str) -> str:
    return "".join(takewhile(str.isalpha, text)).lower()


_MARKS = "\"'"
_JOINING = _MARKS + _HYPHENS
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
def _run() -> re.Pattern[str]:
    """Signs between none of which a quote ends."""
    return re.compile(rf"(?:[^\W{UNSPACED}]|(?<=\d)[.,](?=\d))+|[{_DIGIT}]+")


@cache
def _together() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(
        (rf"(?:{ends})\Z", re.compile(begins, re.IGNORECASE)) for ends, begins in _TOGETHER
    )


@cache
def _ending(ends: str) -> re.Pattern[str]:
    """Compiled where it is asked for: most texts need few."""
    return re.compile(ends, re.IGNORECASE)
