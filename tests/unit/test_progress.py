"""A bar on long work: on standard error, on a terminal only, and gone at the end."""

from __future__ import annotations

import io
import os
import pty
import subprocess
import sys
from collections.abc import Iterator
from itertools import count

import pytest

from plancmp.cli.progress import PATIENCE, tracker
from tests.support.datasets import CHECKOUT, CLIPPINGS, RENTS
from tests.support.running import surroundings


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def through(seconds: Iterator[float], items: list[int]) -> tuple[list[int], str]:
    stream = Terminal()
    seen = list(
        tracker("reading [red]texts", stream, color=False, now=lambda: next(seconds))(items)
    )
    return seen, stream.getvalue()


@pytest.fixture(autouse=True)
def _a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm")


def test_what_is_quick_has_no_bar() -> None:
    assert through(count(0.0, 0.0), [3, 1, 2]) == ([3, 1, 2], "")


def test_what_takes_long_has_one_that_says_what_is_done_and_goes_away() -> None:
    seen, shown = through(count(0.0, PATIENCE * 2), [3, 1, 2])
    assert seen == [3, 1, 2]
    assert "reading [red]texts" in shown
    assert "3/3" in shown
    assert shown.endswith("\x1b[2K")


def test_a_bar_goes_away_when_the_work_fails() -> None:
    stream = Terminal()
    seconds = count(0.0, PATIENCE * 2)
    work = iter(tracker("x", stream, color=False, now=lambda: next(seconds))([1, 2]))
    next(work)
    work.close()  # type: ignore[attr-defined]
    assert stream.getvalue().endswith("\x1b[2K")


def test_with_standard_error_on_a_terminal_the_output_is_the_same() -> None:
    command = [
        sys.executable,
        "-m",
        "plancmp",
        "verify",
        "--data",
        str(RENTS),
        "--texts",
        str(CLIPPINGS),
    ]
    plain = subprocess.run(
        command, env=surroundings({}), cwd=CHECKOUT, capture_output=True, check=False
    )
    ours, theirs = pty.openpty()
    shown = subprocess.run(
        command,
        env=surroundings({"TERM": "xterm"}),
        cwd=CHECKOUT,
        stdout=subprocess.PIPE,
        stderr=theirs,
        check=False,
    )
    os.close(theirs)
    os.close(ours)
    assert plain.stderr == b""
    assert (shown.returncode, shown.stdout) == (plain.returncode, plain.stdout) == (1, plain.stdout)
