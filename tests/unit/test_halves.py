"""A function of many things gives the same, whoever does the second half."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence

import pytest

from plancmp.data import halves
from plancmp.data.halves import in_halves
from tests.support.datasets import CHECKOUT
from tests.support.running import surroundings


def doubled(numbers: Sequence[int]) -> list[int]:
    return [2 * number for number in numbers]


@pytest.mark.parametrize("count", [0, 1, 2, 3, 7, 8])
def test_the_order_is_that_of_the_things(count: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(halves, "ENOUGH", 2)
    monkeypatch.setattr(halves, "processors", lambda: 2)
    assert in_halves(doubled, range(count)) == doubled(range(count))


@pytest.mark.skipif(sys.platform != "linux", reason="no copy of a process is made elsewhere")
def test_another_process_does_the_second_half(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(halves, "ENOUGH", 2)
    monkeypatch.setattr(halves, "processors", lambda: 2)
    first, second = in_halves(lambda things: [os.getpid() for _ in things], "ab")
    assert first == os.getpid() != second


def test_few_things_are_done_at_once() -> None:
    assert in_halves(lambda things: [os.getpid() for _ in things], "ab") == [os.getpid()] * 2


def test_what_the_copy_could_not_do_is_done_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(halves, "ENOUGH", 2)
    monkeypatch.setattr(halves, "processors", lambda: 2)
    here = os.getpid()

    def only_here(numbers: Sequence[int]) -> list[int]:
        if os.getpid() != here:
            raise MemoryError
        return doubled(numbers)

    assert in_halves(only_here, range(6)) == doubled(range(6))


def test_without_another_process_all_is_done_here(monkeypatch: pytest.MonkeyPatch) -> None:
    def none_to_be_had() -> int:
        raise OSError

    monkeypatch.setattr(halves, "ENOUGH", 2)
    monkeypatch.setattr(halves, "processors", lambda: 2)
    monkeypatch.setattr(os, "fork", none_to_be_had, raising=False)
    assert in_halves(doubled, range(6)) == doubled(range(6))


SCRIPT = """
import os, signal, sys
from plancmp.data import halves
halves.ENOUGH, halves.processors = 2, lambda: 2
if sys.argv[1] == "unwaited":
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    print(*halves.in_halves(list, "abcd"))
else:
    first = os.getpid()
    def make(things):
        if os.getpid() == first:
            print(first, flush=True)
            os.kill(first, signal.SIGKILL)
        return ["x" * 1_000_000 for _ in things]
    halves.in_halves(make, "abcd")
"""


@pytest.mark.skipif(sys.platform != "linux", reason="no copy of a process is made elsewhere")
def test_a_copy_that_nobody_waits_for_is_heard() -> None:
    ran = subprocess.run(
        [sys.executable, "-c", SCRIPT, "unwaited"],
        env=surroundings({"PYTHONPATH": str(CHECKOUT)}),
        capture_output=True,
        check=True,
    )
    assert ran.stdout == b"a b c d\n"


@pytest.mark.skipif(sys.platform != "linux", reason="no copy of a process is made elsewhere")
def test_a_copy_ends_with_the_process_that_made_it() -> None:
    """Its end of the pipe, which it would hold for ever, is that of this test's pipe too."""
    with subprocess.Popen(
        [sys.executable, "-c", SCRIPT, "killed"],
        env=surroundings({"PYTHONPATH": str(CHECKOUT)}),
        stdout=subprocess.PIPE,
    ) as process:
        out, _ = process.communicate(timeout=30)  # which waits for all that hold its output
    assert out.split() == [str(process.pid).encode()]
