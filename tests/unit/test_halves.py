"""What is made of things does not depend on whether a second process makes half of it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plancmp.data import halves
from plancmp.data.folder import DataFolder, shipped
from plancmp.data.halves import in_halves

MAY_FORK = halves._may_fork
# the libraries of other tests have started threads, which are idle
pytestmark = pytest.mark.filterwarnings("ignore:.*multi-threaded:DeprecationWarning")
forks = pytest.mark.skipif(not hasattr(os, "fork"), reason="no process can be forked here")


@pytest.fixture(scope="module", autouse=True)
def of_any_number() -> Iterator[None]:
    """Two things are enough for two processes, where a second can be forked at all."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(halves, "ENOUGH", 2)
        patch.setattr(halves, "_may_fork", lambda: hasattr(os, "fork"))
        yield


def _of_odd(numbers: Sequence[int]) -> list[str]:
    return [f"{number}" * 2 for number in numbers if number % 2]


def _processes(things: Sequence[Any]) -> list[int]:
    return [os.getpid()] * len(things)


def _open_files() -> int:
    return len([*Path("/proc/self/fd").iterdir()])


@given(st.lists(st.integers(0, 9), max_size=7))
def test_two_make_what_one_makes(numbers: list[int]) -> None:
    assert in_halves(_of_odd, numbers) == _of_odd(numbers)


@forks
def test_a_second_process_makes_the_second_half() -> None:
    first, *rest = in_halves(_processes, range(5))
    assert rest == [first, rest[1], rest[1], rest[1]]
    assert first == os.getpid() != rest[1]


@forks
def test_nothing_is_left_of_it() -> None:
    files = _open_files()
    _, other = in_halves(_processes, range(2))
    assert _open_files() == files
    with pytest.raises(ChildProcessError):
        os.waitpid(other, 0)


@forks
def test_what_a_process_that_ended_did_not_make_is_made_here() -> None:
    here = os.getpid()

    def ending(numbers: Sequence[int]) -> list[int]:
        if os.getpid() != here:
            os.kill(os.getpid(), signal.SIGKILL)
        return [*numbers]

    assert in_halves(ending, range(5)) == [*range(5)]


@pytest.mark.parametrize("zero", range(4))
def test_what_either_raises_is_raised(zero: int) -> None:
    def inverted(numbers: Sequence[int]) -> list[float]:
        return [1 / (number - zero) for number in numbers]

    with pytest.raises(ZeroDivisionError):
        in_halves(inverted, range(4))


@forks
@pytest.mark.parametrize("call", ["fork", "pipe"])
def test_where_no_process_can_be_had_one_makes_all(
    call: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse() -> None:
        raise OSError(11, "Resource temporarily unavailable")

    files = _open_files()
    monkeypatch.setattr(os, call, refuse)
    assert in_halves(_processes, range(5)) == [os.getpid()] * 5
    assert _open_files() == files


@pytest.mark.parametrize("there", [1, 2])
def test_a_process_alone_is_forked_for_a_second_processor(there: int) -> None:
    code = (
        "from plancmp.data import halves; halves.processors = lambda: {}; print(halves._may_fork())"
    )
    line = [sys.executable, "-c", code.format(there)]
    told = subprocess.run(line, capture_output=True, text=True, check=True).stdout
    assert told == f"{there > 1 and Path('/proc/self/task').is_dir()}\n"


def test_nothing_that_goes_on_is_cut_off(monkeypatch: pytest.MonkeyPatch) -> None:
    """A lock that another thread holds would stay held in a copy of the process."""
    monkeypatch.setattr(halves, "processors", lambda: 2)
    done = threading.Event()
    thread = threading.Thread(target=done.wait)
    thread.start()
    try:
        assert not MAY_FORK()
    finally:
        done.set()
        thread.join()


def test_where_none_may_be_forked_one_makes_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(halves, "_may_fork", lambda: False)
    assert in_halves(_processes, range(5)) == [os.getpid()] * 5


@pytest.mark.parametrize("asked", [["april"], ["november", "april"], None])
def test_articles_are_found_by_two_as_by_one(
    asked: list[str] | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = DataFolder(shipped())
    plans = asked or [*folder.plans]
    by_two = folder.articles_mentioning(plans)
    monkeypatch.setattr(halves, "ENOUGH", 10_000)
    assert by_two == folder.articles_mentioning(plans)
    assert all(by_two[0].values())
