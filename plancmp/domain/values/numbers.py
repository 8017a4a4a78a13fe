"""The kind of numbers, as they are printed: in digits, in words, in another unit of time.

docs/semantics.md, Numbers and dates.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import ClassVar

from plancmp.domain.values.answers import Interval
from plancmp.domain.values.base import RESERVED, Form, Value, ValueFault, suggest
from plancmp.domain.values.ranges import IntervalKind

_POWERS = {"trillion": 12, "billion": 9, "million": 6, "thousand": 3, "hundred": 2}
_PRINTED_POWERS = ("trillion", "billion", "million")
_MOST_DIGITS = 15
_MOST_SIGNS = 100
"""So much of a number is looked at, zeros at its ends included."""
_LARGEST = 27
"""The most zeros behind the first digit."""
_EXAMPLES = "write digits, such as 600000, 2.5 or 100 billion"
_ALLOWED_DIGITS = f"allowed: at most {_MOST_DIGITS} digits"
# patterns are compiled where they are first used: most runs read no number
_UNSURE = (
    r".*(?:[suixz]s|(?<!e)as|(?<!hou)(?<!ca)ses|(?:[xz]|ch|sh|o|v|[aeioukpvx]i)es)"
    r"|(?:.* )?(?:series|species|means|news|lens)"
)
"""A word that may be one already, or whose word for one is not certain: gas, boxes, movies."""

_ONES = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


def _number_words() -> Iterator[tuple[str, int]]:
    yield from zip(_ONES, range(20), strict=True)
    for ten, number in zip(_TENS, range(20, 100, 10), strict=True):
        yield ten, number
        yield from ((f"{ten}-{one}", number + rest) for rest, one in enumerate(_ONES[1:10], 1))


WORDS: Mapping[str, int] = dict(_number_words())
DIGITS = r"-?(?:[1-9][0-9]{0,2}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?"
_SPELLED = "|".join(sorted(WORDS, key=len, reverse=True))
_DIGITS_OR_WORD = rf"{DIGITS}|(?i:{_SPELLED})|an?"
_ARTICLES = ("a", "an")
_HEAD = rf"{DIGITS}|[A-Za-z]+(?:-[A-Za-z]+)?"
"""How a number begins: with digits or a word."""
_AMBIGUOUS = r"(-?[1-9][0-9]{0,2})\.([0-9]{3})"
"""Three digits behind a point: in English a fraction, in many other languages thousands."""

_IN_WORDS = (
    rf"(?<![\w.,])(?:{DIGITS}|(?:{_SPELLED}|{'|'.join(_POWERS)})(?!\w))"
    rf"(?:(?: ?-? ?| and )(?:{_SPELLED}|{'|'.join(_POWERS)})(?!\w))*"
)
"""A number in running words, however many of them: `100 billion`, `six hundred and fifty`."""
_ORDINALS = ("third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_DIVIDED = {"quarter": 4, **dict(zip(_ORDINALS, range(3, 11), strict=True))}
_SHARES = rf"\bhal(?:f|v(?:es?|ed|ing))\b|\b(an?|{_SPELLED})[ -]({'|'.join(_DIVIDED)})s?\b"
"""Shares of a whole in running words: `half of it`, `two-thirds`."""
_SHORT = {"k": "thousand", "m": "million", "mn": "million", "bn": "billion", "tn": "trillion"}

_SECONDS = {"second": 1, "minute": 60, "hour": 3_600, "day": 86_400, "week": 604_800}
"""The units of time that convert exactly, in seconds."""

_PHRASES: tuple[tuple[str, str], ...] = (
    (r"(?:up to|(?:no|not) more than|(?:a )?maximum of|at the most) (.+)", r"at most \1"),
    (r"(?:(?:no|not) (?:less|fewer) than|(?:a )?minimum of) (.+)", r"at least \1"),
    (r"(?:over|above|in excess of) (.+)", r"more than \1"),
    (r"(?:fewer than|under|below) (.+)", r"less than \1"),
    (r"(?:around|roughly|approximately|some|circa) (.+)", r"about \1"),
    (r"almost (.+)", r"nearly \1"),
    (r"between (.+) and (.+)", r"from \1 to \2"),
    (rf"({DIGITS}) ?[-–—] ?([0-9][^-–—]*)", r"from \1 to \2"),
    (rf"((?:{DIGITS}|{_SPELLED})(?: [a-z]+)?) to (.+)", r"from \1 to \2"),
)
"""Plain words for the forms, and the form that each stands for."""


def _is_number(word: str) -> bool:
    return word[-1].isdigit() or word.lower() in WORDS or word in _ARTICLES


def _joined(spaced: re.Match[str]) -> str:
    """`600 000` without its spaces."""
    return spaced[0].replace(" ", "")


def _readings(number: str) -> Iterator[Decimal]:
    """What a number in words says: of three digits behind a point both that it may be."""
    ambiguous = re.match(_AMBIGUOUS, number)
    if ambiguous:
        yield from _readings(number.replace(".", "", 1))
    total, group = Decimal(0), Decimal(0)
    for word in re.findall(rf"{DIGITS}|{_SPELLED}|[a-z]+", number):
        if word in _POWERS and word != "hundred":
            total += (group or Decimal(1)).scaleb(_POWERS[word])
            group = Decimal(0)
        elif word == "hundred":
            group = (group or Decimal(1)) * 100
        elif word in WORDS:
            group += WORDS[word]
        elif word != "and":
            group += Decimal(word.replace(",", ""))
    yield (total + group).normalize() + 0


def _percentages(words: str) -> Iterator[Decimal]:
    """The shares that stand in words, in percent: 66, 67, 66.7 and 66.67 for two thirds."""
    for share in re.finditer(_SHARES, words):
        counted, divided = share.groups()
        whole = Decimal(100 * WORDS.get(counted, 1)) / _DIVIDED.get(divided, 2)
        yield whole // 1
        yield from (round(whole, places).normalize() for places in range(3))


@dataclass(frozen=True)
class Number(IntervalKind):
    """A number of some unit; `about` is the percentage either side that the word leaves open."""

    unit: str
    about: Decimal = Decimal(10)
    name: ClassVar[str] = "number"
    summary: ClassVar[str] = (
        "A number of some unit; `about` is the percentage either side that the word leaves open."
    )
    atom: ClassVar[str] = "number"
    forms: ClassVar[tuple[Form, ...]] = (
        Form(),
        Form(("about",)),
        Form(("at-least",)),
        Form(("at-most",)),
        Form(("more-than",)),
        Form(("less-than",)),
        Form(("nearly",)),
        Form(("from", "to")),
    )
    plain: ClassVar[str] = "|".join(phrase for phrase, _ in _PHRASES)

    @property
    def pattern(self) -> str:
        units = "|".join(map(re.escape, sorted(self._units, key=len, reverse=True)))
        return rf"({_DIGITS_OR_WORD})(?: ({'|'.join(self._powers)}))?(?: ?({units}))?"

    def canonical(self, words: str) -> str:
        if self._split(words)[0]:
            return words  # a number as it is: no phrase is tried, and none compiled
        for phrase, form in _PHRASES:
            matched = re.fullmatch(phrase, words)
            if matched:
                return self._same_power(matched.expand(form))
        return words

    def _same_power(self, words: str) -> str:
        """Plain words for a range, the power of its end said of its beginning too.

        `10-12 billion` is from 10 billion to 12 billion.
        """
        matched = re.fullmatch(rf"from ({DIGITS}|{_SPELLED}) to (.+)", words)
        power = matched and next((name for name in _POWERS if f" {name}" in matched[2]), None)
        return f"from {matched[1]} {power} to {matched[2]}" if matched and power else words

    def read_atom(self, word: str) -> Decimal:
        digits, power, unit = self._split(word.removeprefix("$") if self._dollars else word)
        if not digits or (digits in _ARTICLES and not (power or unit)):
            hint = suggest(word) or self._counted(word) or _EXAMPLES
            raise ValueFault(word, f"{word} is not a number", self.allowed_clause, hint)
        ambiguous = re.fullmatch(_AMBIGUOUS, digits)
        if ambiguous:
            whole, rest = ambiguous.groups()
            found = f"{digits} may be {whole}.{rest.rstrip('0') or '0'} or {whole},{rest}"
            hint = f"write {whole}.{rest}0 for the one, {whole}{rest} for the other"
            raise ValueFault(word, found, "", hint)
        spelled = 1 if digits in _ARTICLES else WORDS.get(digits.lower())
        if len(digits) > _MOST_SIGNS:
            raise ValueFault(word, f"{word} has too many digits", _ALLOWED_DIGITS)
        number = Decimal(digits.replace(",", "") if spelled is None else spelled).normalize()
        if len(number.as_tuple().digits) > _MOST_DIGITS:
            raise ValueFault(word, f"{word} has too many digits", _ALLOWED_DIGITS)
        if number.adjusted() + (_POWERS[power] if power else 0) > _LARGEST:
            raise ValueFault(word, f"{word} is too large", f"allowed: below 1e{_LARGEST + 1}")
        scaled = number.scaleb(_POWERS[power] if power else 0)
        return self._converted(scaled, unit, word) + 0  # neither 6E+5 nor -0

    def numbers_in(self, words: str) -> frozenset[Decimal]:
        """The numbers that stand in English words, as they are and in the unit of this kind."""
        powers = rf"(\d) ?({'|'.join(_SHORT)})\b"
        plain = re.sub(powers, lambda m: f"{m[1]} {_SHORT[m[2]]}", words.lower())
        plain = re.sub(r"(?<![\d.,])(\d{1,3})((?: \d{3})+)(?!\d)", _joined, plain)
        found: set[Decimal] = set()
        if re.match("percent|per cent|%", self.unit):
            found.update(_percentages(plain))
        for number in re.finditer(_IN_WORDS, plain):
            unit = re.match(r"[ -]?([a-z]+)", plain[number.end() :])
            for value in _readings(number[0]):
                found.add(value)
                try:
                    found.add(self._converted(value, unit[1] if unit else None, number[0]))
                except ValueFault:  # no exact number of the unit
                    continue
        return frozenset(found)

    def _converted(self, number: Decimal, unit: str | None, word: str) -> Decimal:
        """A number of a unit of time in the term's own; ValueFault where that is not exact."""
        given = next((time for time in _SECONDS if unit in (time, f"{time}s")), None)
        own = _SECONDS.get(self._singular)
        if given is None or own is None or given == self._singular:
            return number
        from fractions import Fraction  # only where a time is converted

        seconds = number * _SECONDS[given]
        converted = seconds / own
        if Fraction(converted) * own != Fraction(seconds):
            found = f"{word} is not an exact number of {self.unit}"
            raise ValueFault(word, found, "", f"write it in {self.unit}, or as a range")
        return converted.normalize()

    def show_atom(self, atom: Decimal) -> str:
        # 1 million would be the unit's
        for name in () if self._singular in _POWERS else _PRINTED_POWERS:
            scaled = (atom / 10 ** _POWERS[name]).normalize()
            if abs(scaled) >= 1 and scaled == round(scaled, 2):
                return f"{scaled:f} {name}"
        shown = f"{atom:,f}"
        return f"{shown}0" if re.fullmatch(_AMBIGUOUS, shown) else shown

    def write_atom(self, atom: Decimal) -> str:
        written = self.show_atom(atom).replace(",", "")
        return f"{written}0" if re.fullmatch(_AMBIGUOUS, written) else written

    def text(self, value: Value) -> str:
        if value in RESERVED.values():
            return super().text(value)
        number = super().text(value)
        return f"{number} {self._singular if number.split()[-1] == '1' else self.unit}"

    @cached_property
    def _singular(self) -> str:
        return self._units[1]

    @cached_property
    def _powers(self) -> tuple[str, ...]:
        """The powers that are not the unit itself."""
        return tuple(power for power in _POWERS if power not in self._units)

    @cached_property
    def _dollars(self) -> bool:
        return "dollar" in self.unit

    @cached_property
    def _units(self) -> tuple[str, ...]:
        """What may stand behind a number: the unit, the word for one of it, a bare stem, signs."""
        sure = not re.fullmatch(_UNSURE, self.unit)
        stem = (self.unit.removesuffix("s") if sure else self.unit) or self.unit
        one = f"{stem.removesuffix('ie')}y" if stem.endswith("ie") else stem
        signs = ("%", "per cent") if self.unit == "percent" else ()
        times = [name for time in _SECONDS for name in (f"{time}s", time)]
        return (self.unit, one, stem, *signs, *(times if one in _SECONDS else ()))

    def _split(self, word: str) -> tuple[str, str, str]:
        """A number's digits or word, its power and its unit; the last two may be empty.

        What this reads and `pattern` matches are the same, which is tested: to compile the pattern
        for every unit takes longer than to read all the numbers of a plan.
        """
        head = re.match(_HEAD, word)
        digits = head[0] if head else ""
        while digits and not _is_number(digits):  # a unit may be glued to it
            digits = digits[:-1]
        if not digits:
            return "", "", ""
        rest = word[len(digits) :]
        power = next((name for name in self._powers if rest.startswith(f" {name}")), "")
        unit = rest[len(power) + 1 if power else 0 :]
        if unit and unit.removeprefix(" ") not in self._units:
            return "", "", ""
        return digits, power, unit.removeprefix(" ")

    def _counted(self, word: str) -> str:
        """A hint where a number stands before what is not quite the unit."""
        found = re.fullmatch(rf"({DIGITS}) ?([^\d\W].*)", word)
        if found and re.match(rf"{re.escape(found[2])}\b", self.unit):
            return f"write {found[1]}, or {found[1]} {self.unit}"
        return ""

    def possible(self, value: Value) -> Interval:
        first, last = value.parts[0], value.parts[-1]
        if value.keys == ("about",):
            either_side = abs(first) * self.about / 100
            return Interval((first - either_side, 0), (first + either_side, 0))
        if value.keys == ("nearly",):
            reach = abs(first) * self.about / 100
            return Interval((first - reach, 0), (first, -1 if reach else 0))
        if value.keys == ("at-least",):
            return self._from((first, 0), (first, 0))
        if value.keys == ("at-most",):
            return self._up_to((last, 0), (last, 0))
        if value.keys == ("more-than",):
            return self._from((first, 1), (first, 0))
        if value.keys == ("less-than",):
            return self._up_to((last, -1), (last, 0))
        return Interval((first, 0), (last, 0))
