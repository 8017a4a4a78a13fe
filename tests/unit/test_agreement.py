"""Krippendorff's alpha: the figures that are published, and what another program says."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Literal

import krippendorff
import numpy
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from plancmp.domain.agreement import (
    Level,
    alpha,
    interval,
    level_of,
    masi,
    measure_name,
    nominal,
    ordinal,
    ratio,
    sample,
)
from plancmp.domain.values import ABSENT, KINDS, Date, Kind, Members, Number, Options, Scale

FOUR = (
    "1 2 3 3 2 1 4 1 2 . . .",
    "1 2 3 3 2 2 4 1 2 5 . 3",
    ". 3 3 3 2 3 4 2 2 5 1 .",
    "1 2 3 3 2 4 4 1 2 5 1 .",
)
"""Four observers of twelve units: Krippendorff, Computing Krippendorff's Alpha-Reliability (2011),
part D."""

Name = Literal["nominal", "ordinal", "interval", "ratio"]
LEVELS: dict[Name, Level] = {
    "nominal": nominal,
    "ordinal": ordinal,
    "interval": interval,
    "ratio": ratio,
}


def units(rows: Sequence[str]) -> list[list[int]]:
    """By unit, what each observer said; a dot is nothing."""
    columns = zip(*(row.split() for row in rows), strict=True)
    return [[int(said) for said in column if said != "."] for column in columns]


@pytest.mark.parametrize(
    ("level", "published"),
    [("nominal", 0.743), ("ordinal", 0.815), ("interval", 0.849), ("ratio", 0.797)],
)
def test_four_observers_and_answers_that_lack(level: Name, published: float) -> None:
    found = alpha([sample(units(FOUR), LEVELS[level])])
    assert found is not None
    assert round(float(found), 3) == published


@pytest.mark.parametrize(
    ("one", "other", "published"),
    [
        ("0100000010", "1110010000", 0.095),  # part B: two observers, two values
        ("aabbdcccedda", "babbbccceddd", 0.692),  # part C: two observers, five values
    ],
)
def test_two_observers(one: str, other: str, published: float) -> None:
    found = alpha([sample(list(zip(one, other, strict=True)), nominal)])
    assert found is not None
    assert round(float(found), 3) == published


def test_where_nothing_varies_there_is_none() -> None:
    assert alpha([]) is None
    assert alpha([sample([], nominal)]) is None
    assert alpha([sample([("a", "a"), ("a", "a")], nominal)]) is None
    assert alpha([sample([("a",), ("b",)], nominal)]) is None


pairs = st.lists(st.tuples(st.integers(1, 5), st.integers(1, 5)), min_size=2, max_size=12)


@given(pairs, st.sampled_from(sorted(LEVELS)))
def test_another_program_says_the_same(found: list[tuple[int, int]], level: Name) -> None:
    assume(len({value for pair in found for value in pair}) > 1)
    theirs = krippendorff.alpha(
        reliability_data=numpy.array(found, dtype=float).T, level_of_measurement=level
    )
    ours = alpha([sample(found, LEVELS[level])])
    assert ours is not None
    assert float(ours) == pytest.approx(theirs)


@given(pairs, st.sampled_from(sorted(LEVELS)))
def test_it_does_not_depend_on_who_is_first(found: list[tuple[int, int]], level: Name) -> None:
    turned = [(other, one) for one, other in found]
    assert sample(turned, LEVELS[level]) == sample(found, LEVELS[level])


@given(pairs, st.sampled_from(sorted(LEVELS)))
def test_of_those_who_agree_it_is_1(found: list[tuple[int, int]], level: Name) -> None:
    alike = [(one, one) for one, _ in found]
    assert alpha([sample(alike, LEVELS[level])]) in (1, None)


@given(pairs, st.sampled_from(sorted(LEVELS)))
def test_a_sample_counted_twice_is_the_same_alpha(
    found: list[tuple[int, int]], level: Name
) -> None:
    once = sample(found, LEVELS[level])
    assert alpha([once, once]) == alpha([once])


def test_values_of_two_questions_are_not_taken_for_each_other() -> None:
    """What is always `a` in one and always `b` in the other varies in neither."""
    one, other = [("a", "a")] * 3, [("b", "b")] * 3
    assert alpha([sample([*one, *other], nominal)]) == 1
    assert alpha([sample(one, nominal), sample(other, nominal)]) is None


@pytest.mark.parametrize(
    ("one", "other", "distance"),
    [
        ("ab", "ab", Fraction(0)),
        ("ab", "abc", 1 - Fraction(2, 3) * Fraction(2, 3)),
        ("ab", "bc", 1 - Fraction(1, 3) * Fraction(1, 3)),
        ("ab", "cd", Fraction(1)),
        ("", "", Fraction(0)),
        ("", "a", Fraction(1)),
    ],
)
def test_sets_by_what_they_share(one: str, other: str, distance: Fraction) -> None:
    """As Passonneau (2006) has it: by Jaccard, two thirds in a part of it, a third beside it."""
    assert masi({})(frozenset(one), frozenset(other)) == distance


FLAT = Options({"weak": {}, "firm": {}, "binding": {}})
TREE = Options({"east": {"a": {}, "b": {}}, "west": {}})


@pytest.mark.parametrize(
    ("kind", "answers", "one", "other", "distance"),
    [
        (Number("days"), ["10", "20", "30"], "10", "30", Fraction(1, 4)),
        (Number("days"), ["10", "at least 10"], "10", "at least 10", Fraction(1)),
        (Number("days", limit="upper"), ["10", "at most 10"], "10", "at most 10", Fraction(0)),
        (Number("days"), ["10", "unspecified"], "10", "unspecified", Fraction(1)),
        (Date(), ["2031-01-01", "2031-01-11", "2031-01-03"], "2031-01-01", "2031-01-03", 0.04),
        (Date(), ["2031-01", "2031-01-11"], "2031-01", "2031-01-11", Fraction(1)),
        (Scale(FLAT), ["weak", "firm", "binding"], "weak", "binding", Fraction(1)),
        (Scale(FLAT), ["weak", "firm", "binding"], "weak", "firm", Fraction(1, 4)),
        (Scale(FLAT), ["weak", "at most firm"], "weak", "at most firm", Fraction(1)),
        (Members(TREE), [["east"], ["a", "b"]], ["east"], ["a", "b"], Fraction(0)),
        (Members(TREE), [["east"], ["a"]], ["east"], ["a"], Fraction(2, 3)),
        (Members(TREE), [["a"], "unspecified"], ["a"], "unspecified", Fraction(1)),
        (Members(TREE), [["a"], "only a"], ["a"], "only a", 1 - Fraction(2, 9)),
    ],
)
def test_values_by_the_measure_of_their_kind(
    kind: Kind, answers: Sequence[object], one: object, other: object, distance: float
) -> None:
    level = level_of(kind)(dict.fromkeys(map(kind.parse, answers), 1))
    assert float(level(kind.parse(one), kind.parse(other))) == pytest.approx(float(distance))


def test_what_the_plan_has_not_is_far_from_all_that_it_may_have() -> None:
    for kind in (Number("days"), Members(TREE)):
        value = kind.parse("10" if isinstance(kind, Number) else ["a"])
        assert level_of(kind)({value: 1, ABSENT: 1})(value, ABSENT) == 1


def test_every_kind_has_a_measure() -> None:
    assert {name: measure_name(kind) for name, kind in KINDS.items()} == {
        "choice": "nominal",
        "scale": "ordinal",
        "yes-no": "nominal",
        "number": "ratio",
        "date": "interval",
        "members": "MASI",
        "text": "nominal",
    }


def test_levels_are_functions_of_how_often_a_value_was_given() -> None:
    levels: list[Level] = [nominal, ordinal, interval, ratio]
    assert all(level({1: 2, 2: 1})(1, 1) == 0 for level in levels)
