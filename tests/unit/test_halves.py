"""What is made of things does not depend on whether a second process makes half of it."""

from __future__ import annotations

import os
import resource
import signal
import threading
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plancmp.data import halves
from plancmp.data.folder import DataFolder, shipped
from plancmp.data.halves import in_halves


@pytest.fixture(scope="module", autouse=True)
def of_any_number() -> Iterator[None]:
    """Two things are enough for two processes, where a second may be forked at all."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(halves, "ENOUGH", 2)
        patch.setattr(halves, "processors", lambda: 2)
        yield


forks = pytest.mark.skipif(not halves._may_fork(), reason="no process may be forked here")


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
def test_where_no_process_can_be_had_one_makes_all(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> None:
        raise BlockingIOError(11, "Resource temporarily unavailable")

    files = _open_files()
    monkeypatch.setattr(os, "fork", refuse, raising=False)
    assert in_halves(_processes, range(5)) == [os.getpid()] * 5
    assert _open_files() == files


@forks
def test_where_no_file_can_be_opened_for_it_one_makes_all() -> None:
    """As in a process that has opened as many as it may, but the one that a reading takes."""
    before, held = resource.getrlimit(resource.RLIMIT_NOFILE), []
    resource.setrlimit(resource.RLIMIT_NOFILE, (64, before[1]))
    try:
        with suppress(OSError):
            while True:
                held.append(os.open(os.devnull, os.O_RDONLY))
        os.close(held.pop())
        made = in_halves(_processes, range(5))
    finally:
        for each in held:
            os.close(each)
        resource.setrlimit(resource.RLIMIT_NOFILE, before)
    assert made == [os.getpid()] * 5


def test_nothing_that_goes_on_is_cut_off() -> None:
    """A lock that another thread holds would stay held in a copy of the process."""
    done = threading.Event()
    thread = threading.Thread(target=done.wait)
    thread.start()
    try:
        assert in_halves(_processes, range(5)) == [os.getpid()] * 5
    finally:
        done.set()
        thread.join()


def test_one_processor_is_for_one_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(halves, "processors", lambda: 1)
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
