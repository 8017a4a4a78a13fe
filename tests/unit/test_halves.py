"""A function of many things gives the same, whoever does the second half."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

import pytest

from plancmp.data import halves
from plancmp.data.halves import in_halves


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
