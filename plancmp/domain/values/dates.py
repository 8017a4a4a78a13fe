"""The kind of days: one, some day of a month or a year, or an interval.

docs/semantics.md, Numbers and dates.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import ClassVar

from plancmp.domain.values.answers import Interval
from plancmp.domain.values.base import Form, Value, ValueFault, suggest
from plancmp.domain.values.ranges import IntervalKind

_MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
_MONTH = "|".join(f"{month}|{month[:3]}" for month in _MONTHS)
_ISO = r"([0-9]{4})(?:-(0[1-9]|1[0-2])(?:-([0-9]{2}))?)?"
_DAY_FIRST = rf"(?i:(?:([0-9]{{1,2}}) )?({_MONTH}) ([0-9]{{4}}))"
_MONTH_FIRST = rf"(?i:({_MONTH}) ([0-9]{{1,2}}),? ([0-9]{{4}}))"
_SLASHED = r"([0-9]{1,2})[/.]([0-9]{1,2})[/.]([0-9]{4})"
_BY = r"(?:by|until|no later than) (.+)"
"""As text, each is compiled where it is first tried, and most runs try none."""


@dataclass(frozen=True)
class Days:
    """Some day from `first` to `last`, both included: a day, a month or a year."""

    first: date
    last: date

    def __gt__(self, other: "Days") -> bool:
        """Whether it ends later."""
        return self.last > other.last


class Date(IntervalKind):
    """A day, or an interval of days."""

    name: ClassVar[str] = "date"
    summary: ClassVar[str] = "A day, some day of a month or a year, or an interval of days."
    atom: ClassVar[str] = "YYYY-MM-DD"
    forms: ClassVar[tuple[Form, ...]] = (
        Form(),
        Form(("before",)),
        Form(("after",)),
        Form(("from", "to")),
    )
    plain: ClassVar[str] = f".*(?:{_MONTH}|{_MONTH.title()}).*|{_BY}"

    @property
    def pattern(self) -> str:
        return "[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?"

    def canonical(self, words: str) -> str:
        matched = re.fullmatch(_BY, words) if self.limit else None
        return matched[1] if matched else words

    def read_atom(self, word: str) -> Days:
        year, month, day = self._numbers(word)
        try:
            if month is None:
                return Days(date(year, 1, 1), date(year, 12, 31))
            if day is None:
                following = date(year, month + 1, 1) if month < len(_MONTHS) else None
                last = following - timedelta(days=1) if following else date(year, month, 31)
                return Days(date(year, month, 1), last)
            only = date(year, month, day)
        except ValueError:
            found = f"{word} is not a day of the calendar"
            raise ValueFault(word, found, self.allowed_clause) from None
        return Days(only, only)

    def _numbers(self, word: str) -> tuple[int, int | None, int | None]:
        """Year, month and day that a word names; ValueFault where it is no day, or may be two."""
        if iso := re.fullmatch(_ISO, word):
            year, month, day = (int(part) if part else None for part in iso.groups())
            return year or 0, month, day
        if day_first := re.fullmatch(_DAY_FIRST, word):
            day = int(day_first[1]) if day_first[1] else None
            return int(day_first[3]), _month(day_first[2]), day
        if month_first := re.fullmatch(_MONTH_FIRST, word):
            return int(month_first[3]), _month(month_first[1]), int(month_first[2])
        hint = suggest(word)
        if slashed := re.fullmatch(_SLASHED, word):
            one, other = int(slashed[1]), int(slashed[2])
            readings = dict.fromkeys(
                f"{slashed[3]}-{second:02d}-{first:02d}"
                for first, second in ((one, other), (other, one))
                if second <= len(_MONTHS)
            )
            if len(readings) > 1:
                found = f"{word} may be {' or '.join(readings)}"
                raise ValueFault(word, found, "", "write the day as YYYY-MM-DD")
            hint = f"write {next(iter(readings))}" if readings else ""
        raise ValueFault(word, f"{word} is not a day written YYYY-MM-DD", self.allowed_clause, hint)

    def show_atom(self, atom: Days) -> str:
        first, last = atom.first, atom.last
        if first == last:
            return first.isoformat()
        return first.isoformat()[: len("YYYY-MM" if first.month == last.month else "YYYY")]

    def possible(self, value: Value) -> Interval:
        first, last = value.parts[0].first.toordinal(), value.parts[-1].last.toordinal()
        if value.keys == ("before",):
            return self._up_to(first - 1, first)
        if value.keys == ("after",):
            return self._from(last + 1, last)
        return Interval(first, last)


def _month(name: str) -> int:
    return next(n for n, month in enumerate(_MONTHS, 1) if month.startswith(name[:3].lower()))


def read_date(word: str) -> date:
    """A day from YYYY-MM-DD; ValueError says what is wrong with it."""
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", word, re.ASCII):
        raise ValueError(f"{word} is not a day written YYYY-MM-DD")
    try:
        return date.fromisoformat(word)
    except ValueError:
        raise ValueError(f"{word} is not a day of the calendar") from None
