"""What is counted of the outlets: that it adds up, and that shares are honest."""

from __future__ import annotations

import json
from fractions import Fraction
from functools import reduce
from operator import add
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plancmp.data.folder import DataFolder
from plancmp.data.whole_plans import load_plans
from plancmp.domain.compared import compared_on
from plancmp.domain.coverage import Coverage, coverage, coverage_of
from plancmp.domain.model import Dataset
from plancmp.domain.verdicts import Verdict
from plancmp.views.wording import share
from tests.support.building import judge_provision
from tests.support.datasets import HARBOUR, SHIPPED
from tests.support.running import Run


@pytest.fixture(scope="module", params=[HARBOUR, SHIPPED], ids=["harbour", "shipped"])
def dataset(request: pytest.FixtureRequest) -> Dataset:
    folder = DataFolder(Path(request.param))
    return load_plans(folder, folder.plans).dataset


@pytest.fixture(params=["compared", "all"])
def outlets(request: pytest.FixtureRequest, dataset: Dataset) -> tuple[str, ...]:
    return compared_on(dataset) if request.param == "compared" else tuple(dataset.outlets)


@pytest.fixture
def found(dataset: Dataset, outlets: tuple[str, ...]) -> Coverage:
    return coverage(dataset, outlets)


@given(st.integers(0, 100_000), st.integers(1, 100_000))
def test_a_share_is_0_or_100_only_where_exact(part: int, more: int) -> None:
    whole = part + more - 1 or 1
    told = share(part, whole)
    assert (told == "0\N{NO-BREAK SPACE}%") == (part == 0)
    assert (told == "100\N{NO-BREAK SPACE}%") == (part == whole)
    if told[0].isdigit():
        assert abs(
            Fraction(int(told.split("\N{NO-BREAK SPACE}")[0]), 100) - Fraction(part, whole)
        ) <= Fraction(1, 200)


@pytest.mark.parametrize(
    ("part", "whole", "told"),
    [
        (0, 0, "–"),
        (0, 7, "0 %"),
        (1, 1000, "<1 %"),
        (999, 1000, ">99 %"),
        (7, 7, "100 %"),
        (1, 8, "13 %"),
        (1, 3, "33 %"),
        (2, 3, "67 %"),
    ],
)
def test_a_share_as_printed(part: int, whole: int, told: str) -> None:
    assert share(part, whole) == told.replace(" ", "\N{NO-BREAK SPACE}")


def test_plans_counted_one_by_one_add_up(
    dataset: Dataset, outlets: tuple[str, ...], found: Coverage
) -> None:
    parts = [coverage_of(dataset, plan, outlets) for plan in dataset.plans.values()]
    assert reduce(add, parts) == found


def test_what_is_possible_is_reported_left_out_or_not_found(
    dataset: Dataset, found: Coverage
) -> None:
    for reach in found.outlets:
        assert reach.reported + reach.silent + reach.not_found == reach.possible
        assert reach.own + reach.quoted >= reach.reported
        covered = {plan for id in reach.articles for plan in dataset.articles[id].covers}
        loaded = [plan for plan in dataset.plans if plan in covered]
        assert reach.possible == sum(len(dataset.of_plan(plan)) for plan in loaded)


def test_every_statement_is_counted_once(
    dataset: Dataset, outlets: tuple[str, ...], found: Coverage
) -> None:
    judged = [judge_provision(dataset, provision, outlets) for provision in dataset.provisions]
    for reach in found.outlets:
        statements = [
            statement
            for provision in judged
            for term in provision.terms
            for statement in term.statements
            if statement.outlet == reach.outlet
        ]
        assert reach.own_words + reach.crediting + reach.by_others == len(statements)
        assert Verdict.SILENT not in reach.values


def test_silence_enters_no_count_of_a_pair(
    dataset: Dataset, outlets: tuple[str, ...], found: Coverage
) -> None:
    """A pair's terms are those on which both speak, and what they say bears on each other."""
    speaking = [
        {statement.outlet for statement in term.statements}
        for provision in dataset.provisions
        for term in judge_provision(dataset, provision, outlets).terms
    ]
    for pair in found.pairs:
        assert pair.terms.total() <= sum({pair.one, pair.other} <= who for who in speaking)
        assert {Verdict.SINGLE, Verdict.SILENT, Verdict.NOT_FOUND}.isdisjoint(pair.terms)
        assert pair.sharing <= pair.terms
        assert not pair.sharing[Verdict.AGREE] + pair.sharing[Verdict.CONFLICT]


def test_two_outlets_stand_to_each_other_either_way_round(
    dataset: Dataset, outlets: tuple[str, ...], found: Coverage
) -> None:
    turned = {
        frozenset((pair.one, pair.other)): (pair.terms, pair.sharing)
        for pair in coverage(dataset, outlets[::-1]).pairs
    }
    for pair in found.pairs:
        assert turned[frozenset((pair.one, pair.other))] == (pair.terms, pair.sharing)


def test_the_parts_of_a_whole_add_up_in_what_is_printed(run: Run) -> None:
    data: Any = json.loads(run("outlets", "--outlet", "all", "--format", "json").out)["data"]
    for outlet in data["outlets"]:
        for counts in (outlet["claims"], outlet["values"]):
            assert counts["total"] == sum(counts.values()) - counts["total"]
    for pair in data["pairs"]:
        for counts in (pair["terms"], pair["shared_origin"]):
            assert counts["total"] == sum(counts.values()) - counts["total"]
