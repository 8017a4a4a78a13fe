"""What is made of many plans does not depend on how many processes make it."""

from __future__ import annotations

import multiprocessing
import os
import pickle
import shutil
import signal
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from plancmp.data import parallel
from plancmp.data.folder import DataFolder
from plancmp.data.loader import load_catalog
from plancmp.data.whole_plans import load_plans
from plancmp.domain.coverage import coverage
from plancmp.domain.findings import count_plans, findings
from plancmp.domain.problems import ERROR, DataError
from plancmp.rules.runner import check
from tools.made_data import Size, make

OUTLETS = ("outlet-1", "outlet-2", "outlet-3", "outlet-4", "outlet-5")
PLANS = 4


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("made") / "data"
    make(folder, Size(plans=PLANS, provisions=6, reports=3, articles=6))
    return folder


def _doubled(number: int) -> int:
    return 2 * number


@pytest.mark.parametrize("processes", [1, 2, 3])
def test_results_keep_the_order_of_things(processes: int) -> None:
    found = list(parallel.parallel_map(_doubled, range(50), processes, enough=1))
    assert found == [2 * number for number in range(50)]


def test_what_a_process_raises_is_raised() -> None:
    with pytest.raises(ZeroDivisionError):
        list(parallel.parallel_map(partial(divmod, 1), [1, 0], 2, enough=1))


def _refused(_: int) -> None:
    raise DataError("two\nlines", "and a third")


def test_what_a_process_says_comes_over_as_it_was_said() -> None:
    with pytest.raises(DataError) as raised:
        list(parallel.parallel_map(_refused, [1, 0], 2, enough=1))
    assert str(raised.value) == "two\\nlines\nand a third"


def _killed(number: int) -> int:
    os.kill(os.getpid(), signal.SIGKILL)
    return number


def test_a_process_that_is_killed_is_one_clear_error() -> None:
    with pytest.raises(DataError, match="was ended"):
        list(parallel.parallel_map(_killed, range(8), 2, enough=1))


def test_where_no_process_can_be_had_one_does_all(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: Any) -> None:
        raise OSError(12, "Cannot allocate memory")

    monkeypatch.setattr(multiprocessing.Process, "start", refuse)
    found = list(parallel.parallel_map(_doubled, range(50), 2, enough=1))
    assert found == [2 * number for number in range(50)]


@pytest.mark.parametrize("part", [findings, coverage, count_plans])
def test_parts_are_the_same_in_one_process_and_in_two(
    made: Path, monkeypatch: pytest.MonkeyPatch, part: Callable[..., Any]
) -> None:
    ask = partial(part, outlets=OUTLETS)
    plans = list(DataFolder(made).plans)
    alone = list(parallel.map_plans(DataFolder(made), plans, ask))
    in_two = partial(parallel.parallel_map, processes=2, enough=1)
    monkeypatch.setattr(parallel, "parallel_map", in_two)
    together = list(parallel.map_plans(DataFolder(made), plans, ask))
    assert len(alone) == PLANS
    assert together == alone


def test_a_check_is_the_same_in_one_process_and_in_two(
    made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is wrong with a plan's files, and how many they are, comes from its process, too."""
    folder = tmp_path / "data"
    shutil.copytree(made, folder)
    (folder / "plans" / "plan-1" / "notes.txt").write_text("nothing reads this", "utf-8")
    alone = check(DataFolder(folder))
    in_two = partial(parallel.parallel_map, processes=2, enough=1)
    monkeypatch.setattr(parallel, "parallel_map", in_two)
    assert check(DataFolder(folder)) == alone
    assert "unread-file" in {problem.rule for problem in alone.problems}
    assert alone.files == len([*folder.rglob("*.yaml")])


def test_plans_read_one_by_one_are_those_read_at_once(made: Path) -> None:
    plans = list(DataFolder(made).plans)
    dataset, problems = load_plans(DataFolder(made), plans)
    ask = partial(count_plans, outlets=OUTLETS)
    parts = list(parallel.map_plans(DataFolder(made), plans, ask))
    assert tuple(row for part, _ in parts for row in part) == count_plans(dataset, OUTLETS)
    assert problems == ()
    assert {found for _, found in parts} == {()}


def test_what_plans_share_can_be_handed_to_a_process(made: Path) -> None:
    catalog = load_catalog(DataFolder(made))
    assert pickle.loads(pickle.dumps(catalog)) == catalog


def test_made_data_is_sound_and_the_same_at_any_size(made: Path, tmp_path: Path) -> None:
    make(tmp_path / "two", Size(plans=2, provisions=6, reports=3, articles=6))
    assert check(DataFolder(made)).of(ERROR) == ()
    for file in (tmp_path / "two" / "plans").rglob("*.yaml"):
        there = made / file.relative_to(tmp_path / "two")
        assert there.read_bytes() == file.read_bytes()


def test_an_article_that_hides_its_plan_in_an_escape_is_found(made: Path, tmp_path: Path) -> None:
    make(tmp_path / "data", Size(plans=1, provisions=2, reports=2, articles=6))
    article = next((tmp_path / "data" / "articles").glob("outlet-3-*"))
    article.write_text(article.read_text().replace("covers: plan-1", 'covers: "plan\\x2d1"'))
    assert "outlet-3" in load_plans(DataFolder(tmp_path / "data"), ["plan-1"]).dataset.covering(
        "plan-1"
    )
