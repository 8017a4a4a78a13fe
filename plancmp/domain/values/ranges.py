"""What kinds have in common whose values are intervals, and what a limit makes of them.

docs/semantics.md, Numbers and dates.
"""

from dataclasses import dataclass, field
from typing import Any

from plancmp.domain.values.answers import Interval
from plancmp.domain.values.base import Kind, Value, ValueFault

UPPER, LOWER = "upper", "lower"
LIMITS = (UPPER, LOWER)
"""What a term may ask for: the most that is allowed, or the least."""


@dataclass(frozen=True)
class IntervalKind(Kind):
    """A kind whose values are intervals of what is asked for.

    Where that is itself a limit, `at most 3` and `3` are the same upper limit of 3.
    """

    limit: str = field(default="", kw_only=True)
    """UPPER or LOWER where a limit is asked for; else empty."""

    @property
    def everything(self) -> Interval:
        return Interval(None, None)

    def check(self, value: Value, raw: object) -> None:
        if len(value.parts) == 2 and value.parts[0] > value.parts[1]:
            found = f"{self.text(value)} ends before it begins"
            raise ValueFault(raw, found, self.allowed_clause)

    def possible(self, value: Value) -> Interval:
        """The interval of a value; of a limit, what the limit may be."""
        raise NotImplementedError

    def _up_to(self, last: Any, beyond: Any) -> Interval:
        """Everything up to `last`; where that is the limit asked for, the limit alone.

        `beyond` is the limit in the broader reading: below 5 may be told of a limit of 5.
        """
        return Interval(last, beyond) if self.limit == UPPER else Interval(None, last)

    def _from(self, first: Any, before: Any) -> Interval:
        """Everything from `first` on; where that is the limit asked for, the limit alone."""
        return Interval(before, first) if self.limit == LOWER else Interval(first, None)
