"""The codebook's page is current, and the double coding counts what it says it counts."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

import pytest

from plancmp.domain.model import Dataset
from plancmp.domain.problems import PlancmpError
from tools import codebook_page as make_codebook
from tools import double_coding, facts


@pytest.fixture(scope="module")
def dataset() -> Dataset:
    return make_codebook.shipped()


def same_again(dataset: Dataset) -> dict[str, dict[str, dict[str, object]]]:
    """A second coding that is the first, as far as one value can say it."""
    second: defaultdict[str, defaultdict[str, dict[str, Any]]]
    second = defaultdict(lambda: defaultdict(dict))
    for unit in double_coding.units(dataset, {}):
        second[unit.line][unit.provision][unit.term] = unit.first
    return {line: dict(provisions) for line, provisions in second.items()}


def test_the_page_is_current(dataset: Dataset) -> None:
    again = "run python -m tools.codebook_page"
    assert make_codebook.PAGE.read_text("utf-8") == make_codebook.page(dataset), again


def test_the_draw_is_that_of_the_seed(dataset: Dataset) -> None:
    lines = double_coding.drawn()
    assert list(lines) == double_coding.draw(dataset)
    assert len(lines) == double_coding.SIZE


def test_the_same_coding_agrees(dataset: Dataset) -> None:
    units = double_coding.units(dataset, same_again(dataset))
    assert [unit for unit in units if unit.first != unit.second] == []
    assert double_coding.alpha(units) == 1


def test_what_one_coder_left_out_is_a_difference(dataset: Dataset) -> None:
    second = same_again(dataset)
    line, provisions = sorted(second.items())[0]
    provision, says = sorted(provisions.items())[0]
    term = sorted(says)[0]
    value = says.pop(term)
    units = double_coding.units(dataset, second)
    assert [unit for unit in units if unit.first != unit.second] == [
        double_coding.Unit(line, provision, term, str(value), double_coding.NOT_CODED)
    ]
    assert 0.9 < double_coding.alpha(units) < 1


@pytest.mark.parametrize(
    ("coding", "told"),
    [
        ({"april/army-size": {"colour": "red"}}, "april/army-size has no term colour"),
        ({"april/weather": {"rain": "yes"}}, "april/weather has no term rain"),
        ({"april/army-size": {"measure": "halved"}}, "halved is not an option"),
    ],
)
def test_a_slip_of_the_second_coder_is_named(
    dataset: Dataset, coding: dict[str, dict[str, object]], told: str
) -> None:
    line = double_coding.drawn()[0]
    with pytest.raises(PlancmpError, match=told):
        double_coding.units(dataset, {line: coding})


def test_a_line_that_was_not_drawn_is_refused(dataset: Dataset) -> None:
    with pytest.raises(PlancmpError, match="not drawn"):
        double_coding.units(dataset, {"000000000000": {}})


def test_the_sheet_asks_and_does_not_answer(dataset: Dataset) -> None:
    shared = facts.folder()
    if shared is None:
        pytest.skip("the facts files are not at hand: PLANCMP_SHARED names no folder with them")
    sheet = double_coding.sheet(dataset, facts.lines(shared))
    assert all(line in sheet for line in double_coding.drawn())
    assert "Example" not in sheet
