"""Kinds whose values are intervals: numbers and days."""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import ClassVar

from plancmp.domain.values.answers import Interval
from plancmp.domain.values.base import RESERVED, Form, Kind, Value, ValueFault, suggest


class _IntervalKind(Kind):
    """A kind whose values are intervals."""

    @property
    def everything(self) -> Interval:
        return Interval(None, None)

    def check(self, value: Value, raw: object) -> None:
        if len(value.parts) == 2 and value.parts[0] > value.parts[1]:
            found = f"{self.text(value)} ends before it begins"
            raise ValueFault(raw, found, self.allowed_clause)


_SCALES = {"trillion": 12, "billion": 9, "million": 6, "thousand": 3}
_NUMBER = re.compile(
    r"(-?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?)" + rf"(?: ({'|'.join(_SCALES)}))?"
)
_MOST_DIGITS = 15
_MOST_SIGNS = 100
"""So much of a number is looked at, zeros at its ends included."""
_LARGEST = 27
"""The most zeros behind the first digit."""
_ALLOWED_DIGITS = f"allowed: at most {_MOST_DIGITS} digits"
_UNSURE = re.compile(
    r".*(?:[suixz]s|(?<!e)as|(?<!hou)(?<!ca)ses|(?:[xz]|ch|sh|o|v|[aeioukpvx]i)es)"
    r"|(?:.* )?(?:series|species|means|news|lens)"
)
"""A word that may be one already, or whose word for one is not certain: gas, boxes, movies."""


@dataclass(frozen=True)
class Number(_IntervalKind):
    """What is counted or measured."""

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
        Form(("from", "to")),
    )

    @property
    def pattern(self) -> str:
        units = "|".join(map(re.escape, self._units))
        return f"{_NUMBER.pattern}(?: (?:{units}))?"

    def read_atom(self, word: str) -> Decimal:
        units = (unit for unit in self._units if word.endswith(f" {unit}"))
        bare = word.removesuffix(f" {next(units, '')}")
        matched = _NUMBER.fullmatch(bare)
        if not matched:
            hint = suggest(word) or "write digits, such as 600000, 2.5 or 100 billion"
            raise ValueFault(word, f"{word} is not a number", self.allowed_clause, hint)
        digits, scale = matched.groups()
        if len(digits) > _MOST_SIGNS:
            raise ValueFault(word, f"{word} has too many digits", _ALLOWED_DIGITS)
        number = Decimal(digits.replace(",", "")).normalize()
        if len(number.as_tuple().digits) > _MOST_DIGITS:
            raise ValueFault(word, f"{word} has too many digits", _ALLOWED_DIGITS)
        if number.adjusted() + _SCALES.get(scale, 0) > _LARGEST:
            raise ValueFault(word, f"{word} is too large", f"allowed: below 1e{_LARGEST + 1}")
        return number.scaleb(_SCALES[scale] if scale else 0) + 0  # neither 6E+5 nor -0

    def show_atom(self, atom: Decimal) -> str:
        scales = {} if self._singular in _SCALES else _SCALES  # 1 million would be the unit's
        for scale, power in scales.items():
            scaled = (atom / 10**power).normalize()
            if power > 3 and abs(scaled) >= 1 and scaled == round(scaled, 3):
                return f"{scaled:f} {scale}"
        return f"{atom:,f}"

    def write_atom(self, atom: Decimal) -> str:
        return self.show_atom(atom).replace(",", "")

    def text(self, value: Value) -> str:
        number = super().text(value)
        if value in RESERVED.values():
            return number
        return f"{number} {self._singular if number.split()[-1] == '1' else self.unit}"

    @property
    def _singular(self) -> str:
        return self._units[1]

    @property
    def _units(self) -> tuple[str, ...]:
        """What may stand behind a number: the unit, the word for one of it, and a bare stem."""
        stem = (
            self.unit if _UNSURE.fullmatch(self.unit) else self.unit.removesuffix("s") or self.unit
        )
        one = f"{stem.removesuffix('ie')}y" if stem.endswith("ie") else stem
        return (self.unit, one, stem)

    def possible(self, value: Value) -> Interval:
        first, last = value.parts[0], value.parts[-1]
        if value.keys == ("about",):
            either_side = abs(first) * self.about / 100
            return Interval(first - either_side, first + either_side)
        if value.keys == ("at-least",):
            return Interval(first, None)
        if value.keys == ("at-most",):
            return Interval(None, first)
        return Interval(first, last)


class Date(_IntervalKind):
    """What is a day of the calendar, or lies between two."""

    name: ClassVar[str] = "date"
    summary: ClassVar[str] = "A day, or an interval of days."
    atom: ClassVar[str] = "YYYY-MM-DD"
    forms: ClassVar[tuple[Form, ...]] = (
        Form(),
        Form(("before",)),
        Form(("after",)),
        Form(("from", "to")),
    )

    @property
    def pattern(self) -> str:
        return "[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])"

    def read_atom(self, word: str) -> date:
        try:
            return read_date(word)
        except ValueError as error:
            raise ValueFault(word, str(error), self.allowed_clause, suggest(word)) from None

    def possible(self, value: Value) -> Interval:
        first, last = value.parts[0].toordinal(), value.parts[-1].toordinal()
        if value.keys == ("before",):
            return Interval(None, first - 1)
        if value.keys == ("after",):
            return Interval(first + 1, None)
        return Interval(first, last)


def read_date(word: str) -> date:
    """A day from YYYY-MM-DD; ValueError says what is wrong with it."""
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", word, re.ASCII):
        raise ValueError(f"{word} is not a day written YYYY-MM-DD")
    try:
        return date.fromisoformat(word)
    except ValueError:
        raise ValueError(f"{word} is not a day of the calendar") from None
