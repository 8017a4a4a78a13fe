"""How far those who coded the same agree beyond chance: Krippendorff's alpha.

docs/semantics.md, Two codings. All is reckoned in fractions, so that no figure rests on rounding.
"""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from fractions import Fraction
from itertools import combinations
from typing import Any, NamedTuple

from plancmp.domain.folding import fold
from plancmp.domain.values import (
    RESERVED,
    UNSPECIFIED,
    Kind,
    Members,
    Number,
    Relation,
    Scale,
    Value,
    Wording,
)
from plancmp.domain.values.ranges import IntervalKind

Counts = Mapping[Any, int]
"""How often each value was given."""
Distance = Callable[[Any, Any], Fraction]
"""How far two values are apart: 0 for the same, at most 1, the same both ways."""
Level = Callable[[Counts], Distance]
"""A level of measurement: the distance of values that were given so often."""

_NONE, _ALL = Fraction(0), Fraction(1)


class Sample(NamedTuple):
    """What the answers to one question have of disagreement, and what chance would give them.

    Both are sums over answers and not means, so that samples can be added up.
    """

    observed: Fraction
    expected: Fraction


def sample(units: Iterable[Sequence[Hashable]], level: Level) -> Sample:
    """The sample of some units, each the values that it was given; only those with two or more."""
    paired = [unit for unit in units if len(unit) > 1]
    counts = Counter(value for unit in paired for value in unit)
    distance = level(counts)
    observed = sum(
        (distance(*pair) / (len(unit) - 1) for unit in paired for pair in combinations(unit, 2)),
        start=_NONE,
    )
    chance = sum(
        (
            counts[one] * counts[other] * distance(one, other)
            for one, other in combinations(counts, 2)
        ),
        start=_NONE,
    )
    return Sample(2 * observed, 2 * chance / max(counts.total() - 1, 1))


def alpha(samples: Iterable[Sample]) -> Fraction | None:
    """Krippendorff's alpha of samples: of one, as it is published; None where nothing varies.

    What chance gives to several questions is what it gives to each, since no answer to one of them
    could have been given to another.
    """
    together = list(samples)
    expected = sum((each.expected for each in together), start=_NONE)
    observed = sum((each.observed for each in together), start=_NONE)
    return 1 - observed / expected if expected else None


def nominal(_: Counts) -> Distance:
    """Values as names: the same or not."""
    return lambda one, other: _NONE if one == other else _ALL


def interval(counts: Counts) -> Distance:
    """Numbers by what lies between them, as a part of what lies between the two farthest."""
    spread = Fraction(max(counts) - min(counts)) if counts else _NONE
    return lambda one, other: (Fraction(one - other) / spread) ** 2 if one != other else _NONE


def ratio(_: Counts) -> Distance:
    """Numbers by what lies between them, as a part of how large they are."""
    return lambda one, other: (
        (Fraction(one - other) / Fraction(abs(one) + abs(other))) ** 2 if one != other else _NONE
    )


def ordinal(counts: Counts) -> Distance:
    """Ranks by how many were given between them, half of each of the two among these."""
    places, below = {}, _NONE
    for rank in sorted(counts):
        places[rank] = below + Fraction(counts[rank], 2)
        below += counts[rank]
    between = interval(Counter(places.values()))
    return lambda one, other: between(places[one], places[other])


def masi(_: Counts) -> Distance:
    """Sets by what they share, less where neither is in the other (Passonneau's MASI)."""

    def distance(one: frozenset[Hashable], other: frozenset[Hashable]) -> Fraction:
        if one == other:
            return _NONE
        shared = one & other
        weight = Fraction(2 if shared in (one, other) else 1, 3)
        return 1 - weight * Fraction(len(shared), len(one | other))

    return distance


def level_of(kind: Kind) -> Level:
    """The level of values of a kind: those that have no place on its measure are names.

    `at least 3` has none among numbers, nor has a month among days, nor what is left open.
    """
    measure = _measure(kind)

    def level(counts: Counts) -> Distance:
        places = {value: _place(kind, value) for value in counts}
        placed: Counter[Any] = Counter()
        for value, times in counts.items():
            if places[value] is not None:
                placed[places[value]] += times
        within = measure(placed)

        def distance(one: Value, other: Value) -> Fraction:
            here, there = places[one], places[other]
            if same(kind, one, other):
                return _NONE
            return _ALL if here is None or there is None else within(here, there)

        return distance

    return level


def same(kind: Kind, one: Value, other: Value) -> bool:
    """Whether two values are one, be it in two forms; a wording, in small letters or large."""
    if one == other or kind.relation(one, other) is Relation.SAME:
        return True
    words = isinstance(kind, Wording) and not {one, other} & {*RESERVED.values()}
    return words and fold(one.parts[0]).casefold() == fold(other.parts[0]).casefold()


MEASURES: Mapping[type, tuple[str, Level]] = {
    Scale: ("ordinal", ordinal),
    Number: ("ratio", ratio),
    IntervalKind: ("interval", interval),
    Members: ("MASI", masi),
    Kind: ("nominal", nominal),
}
"""How the values of each kind are measured, with the name of it: the first that fits."""


def measure_name(kind: type[Kind]) -> str:
    """How values of a kind are measured."""
    return next(name for of, (name, _) in MEASURES.items() if issubclass(kind, of))


def _measure(kind: Kind) -> Level:
    return next(measure for of, (_, measure) in MEASURES.items() if isinstance(kind, of))


def _place(kind: Kind, value: Value) -> Any:
    """Where a value stands on the measure of its kind; None where it is but a name."""
    if isinstance(kind, Members) and (value == UNSPECIFIED or value not in RESERVED.values()):
        possible = kind.everything if value == UNSPECIFIED else kind.possible(value)
        excluded = kind.options.all - possible.permitted
        return frozenset([*possible.required, *(("not", leaf) for leaf in excluded)])
    if value in RESERVED.values():
        return None
    if isinstance(kind, Scale):
        return None if value.keys else kind.sort_key(value.parts[0])
    if isinstance(kind, IntervalKind):
        low, high = kind.possible(value)
        return None if low is None or low != high else low[0] if isinstance(low, tuple) else low
    return None
