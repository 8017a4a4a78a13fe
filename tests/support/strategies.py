"""Values to try the laws on, made from what the kinds of value declare of themselves.

A kind says in `forms` how its values are written and in `pattern` what an atom looks like; its
settings are its fields. That is all that is used here, so a new kind needs nothing said about it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields
from decimal import Decimal
from functools import cache
from typing import Any, NamedTuple

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from plancmp.domain.values import (
    ABSENT,
    LIMITS,
    UNSPECIFIED,
    Form,
    Kind,
    Number,
    Options,
    Value,
    ValueFault,
)
from plancmp.domain.values.numbers import DIGITS, WORDS

NAMES = (
    ("a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l"),
    ("not", "only", "any-of", "of", "includes", "excludes", "from", "to", "1", "any", "and", "or"),
)
"""What options may be called; the second, like the words that values are written with."""


@st.composite
def trees(draw: DrawFn) -> Mapping[str, Any]:
    """Trees of two to six leaves, in which an option has none or two and more below it."""
    ids = iter(draw(st.sampled_from(NAMES)))

    def grown(leaves: int) -> Mapping[str, Any]:
        tree: dict[str, Any] = {}
        while leaves:
            below = draw(st.integers(1, leaves))
            if below == leaves and not tree:
                return {next(ids): {} for _ in range(leaves)}
            tree[next(ids)] = grown(below) if below > 1 else {}
            leaves -= below
        return tree

    return grown(draw(st.integers(2, 6)))


SETTINGS: Mapping[str, SearchStrategy[Any]] = {
    "options": trees().map(Options),
    "unit": st.sampled_from(["troops", "US dollars", "%", "million", "s", "countries", "days"]),
    "about": st.sampled_from([Decimal(0), Decimal(10), Decimal("33.333"), Decimal(100)]),
    "limit": st.sampled_from(["", *LIMITS]),
}
"""What a term may add to a kind, by the names of the kinds' fields."""


def kinds(kind: type[Kind]) -> SearchStrategy[Kind]:
    """A kind with some settings."""
    return st.builds(kind, **{setting.name: SETTINGS[setting.name] for setting in fields(kind)})


def atoms(kind: Kind) -> SearchStrategy[str]:
    """Words that stand for an atom of the kind."""

    def readable(word: str) -> bool:
        try:
            kind.read_atom(word)
        except ValueFault:
            return False
        return True

    if isinstance(kind, Number):  # its pattern is too large to be taken apart for each unit
        numbers = words(DIGITS) | st.sampled_from(sorted(WORDS))
        units = st.sampled_from(["", f" {kind.unit}", " million", f" billion {kind.unit}"])
        return st.builds("{}{}".format, numbers, units).filter(readable)
    return words(kind.pattern).filter(readable)


@cache
def words(pattern: str) -> SearchStrategy[str]:
    """Words that a regular expression fits."""
    return st.from_regex(pattern, fullmatch=True)


@st.composite
def written(draw: DrawFn, kind: Kind, pool: Sequence[str]) -> object:
    """A value of the kind as a file has it, over these atoms."""

    def part(form: Form) -> SearchStrategy[object]:
        atom = st.sampled_from(pool)
        return st.lists(atom, min_size=1, max_size=3) if form.many else atom

    form = draw(st.sampled_from(kind.forms))
    if not form.keys:
        return draw(part(form))
    return {key: draw(part(form)) for key in draw(st.permutations(form.keys))}


class Case(NamedTuple):
    """What a law is tried on."""

    kind: Kind
    raw: object
    """A value as written, which `one` is parsed from."""
    one: Value
    other: Value
    third: Value


@st.composite
def cases(draw: DrawFn, kind: type[Kind]) -> Case:
    """Three values over few atoms, so that they often have something to do with each other."""
    made = draw(kinds(kind))
    pool = draw(st.lists(atoms(made), min_size=1, max_size=4))

    def sound(raw: object) -> bool:
        try:
            made.parse(raw)
        except ValueFault:
            return False
        return True

    raws = written(made, pool).filter(sound)
    values = st.one_of(raws.map(made.parse), st.sampled_from([UNSPECIFIED, ABSENT]))
    raw = draw(raws)
    return Case(made, raw, draw(st.just(made.parse(raw)) | values), draw(values), draw(values))
