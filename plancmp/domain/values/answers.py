"""Sets of answers: what a value leaves possible, and how two such sets stand to each other."""

from typing import Any, NamedTuple, Protocol


class Possible(Protocol):
    """A set of answers."""

    def within(self, other: Any) -> bool:
        """Whether every answer here is in `other` too."""

    def meets(self, other: Any) -> bool:
        """Whether some answer is in both."""


class Leaves(NamedTuple):
    """One of these leaves."""

    leaves: frozenset[str]

    def within(self, other: "Leaves") -> bool:
        return self.leaves <= other.leaves

    def meets(self, other: "Leaves") -> bool:
        return not self.leaves.isdisjoint(other.leaves)


class Interval(NamedTuple):
    """A number from `low` to `high`, both included; None is unbounded."""

    low: Any
    high: Any

    def within(self, other: "Interval") -> bool:
        above = other.low is None or (self.low is not None and self.low >= other.low)
        below = other.high is None or (self.high is not None and self.high <= other.high)
        return above and below

    def meets(self, other: "Interval") -> bool:
        apart = (self.high is not None and other.low is not None and self.high < other.low) or (
            self.low is not None and other.high is not None and self.low > other.high
        )
        return not apart


class Between(NamedTuple):
    """A set of leaves that holds all of `required` and nothing outside `permitted`."""

    required: frozenset[str]
    permitted: frozenset[str]

    def within(self, other: "Between") -> bool:
        return self.required >= other.required and self.permitted <= other.permitted

    def meets(self, other: "Between") -> bool:
        return self.required <= other.permitted and other.required <= self.permitted
