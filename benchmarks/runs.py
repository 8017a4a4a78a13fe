"""Whole processes, timed in turns: what else the machine does falls on all of them alike."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from statistics import median
from threading import Thread
from typing import NamedTuple

PROGRAMS = Path(__file__).parent / "programs"
PLANCMP = (sys.executable, "-m", "plancmp")
ROWS, COLUMNS = 50, 100
CACHE = tempfile.TemporaryDirectory(prefix="plancmp-cache-")
"""Where the runs of one measurement keep what they read for the next."""
ANEW = {"PLANCMP_CACHE": ""}
"""The environment of a run that takes nothing that was kept."""


class Run(NamedTuple):
    """What is run, under the name that the tables give it."""

    name: str
    command: Sequence[str]
    statuses: tuple[int, ...] = (0,)
    """The exit statuses that count as having run."""
    environment: Mapping[str, str] = {}
    terminal: bool = False
    """Whether it writes to a terminal, of COLUMNS by ROWS."""
    new: bool = False
    """Whether each round asks for another width, so that nothing is taken that was printed."""


class Timed(NamedTuple):
    """How long each run took in seconds, and the most memory it had in bytes."""

    name: str
    times: tuple[float, ...]
    work: tuple[float, ...]
    """The seconds of processor time, its children's with its own."""
    memory: int
    """Of the largest of its processes."""

    @property
    def median(self) -> float:
        """The middle of the times."""
        return median(self.times)

    @property
    def spread(self) -> tuple[float, float]:
        """The least and the most of the times."""
        return min(self.times), max(self.times)


def program(name: str, *arguments: str) -> tuple[str, ...]:
    """The command that runs one of the small programs that plancmp is held against."""
    return (sys.executable, str(PROGRAMS / f"{name}.py"), *arguments)


def timed(runs: Sequence[Run], times: int, warm: bool = True) -> dict[str, Timed]:
    """Run each so many times, round by round, every other round in the reverse order.

    RuntimeError where one fails. The first round, which fills the caches, does not count.
    """
    found: dict[str, list[tuple[float, float, int]]] = {run.name: [] for run in runs}
    for index in range(times + warm):
        for run in runs if index % 2 else reversed(runs):
            once = _once(run, index)
            if index or not warm:
                found[run.name].append(once)
    return {
        name: Timed(name, times, work, max(memory))
        for name, once in found.items()
        for times, work, memory in [zip(*once, strict=True)]
    }


def ratio(one: Sequence[float], other: Sequence[float]) -> float:
    """How many times as much the one is as the other: the median over the rounds."""
    return median(a / b for a, b in zip(one, other, strict=True))


def _once(run: Run, index: int) -> tuple[float, float, int]:
    command = (*run.command, "--width", str(COLUMNS + index)) if run.new else run.command
    environment = dict(os.environ)
    # what an installed program has: its modules compiled, and nothing that the caller set for it
    for name in ("PYTHONDONTWRITEBYTECODE", "PLANCMP_DATA", "PLANCMP_FORMAT"):
        environment.pop(name, None)
    environment |= {"PLANCMP_CACHE": CACHE.name, **run.environment}
    with tempfile.TemporaryFile() as errors, _output(run) as output:
        began = time.perf_counter()
        process = subprocess.Popen(command, stdout=output, stderr=errors, env=environment)
        _, status, usage = os.wait4(process.pid, 0)
        took = time.perf_counter() - began
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode not in run.statuses:
            errors.seek(0)
            message = errors.read().decode(errors="replace")
            raise RuntimeError(f"{run.name} ended with {process.returncode}: {message}")
    largest = usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024)
    return took, usage.ru_utime + usage.ru_stime, largest


@contextmanager
def _output(run: Run) -> Iterator[int]:
    """What takes a run's output and throws it away."""
    if not run.terminal:
        yield subprocess.DEVNULL
        return
    import fcntl
    import pty
    import struct
    import termios

    screen, written = pty.openpty()
    fcntl.ioctl(written, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
    reader = Thread(target=_drain, args=(screen,))
    reader.start()
    try:
        yield written
    finally:
        os.close(written)
        reader.join()
        os.close(screen)


def _drain(screen: int) -> None:
    with suppress(OSError):  # which is how Linux tells that nobody writes any more
        while os.read(screen, 65_536):
            pass


def together(command: Sequence[str]) -> tuple[float, int]:
    """How many seconds a command took, and the most bytes that its processes had together.

    Memory that they share is counted for each of them, so that this is an upper bound.
    """
    import psutil

    most = 0
    began = time.perf_counter()
    with psutil.Popen(command, stdout=subprocess.DEVNULL) as first:
        while first.poll() is None:
            held = 0
            for each in (first, *first.children(recursive=True)):
                with suppress(psutil.Error):
                    held += each.memory_info().rss
            most = max(most, held)
            time.sleep(0.05)
        took = time.perf_counter() - began
    if first.returncode not in (0, 1):
        raise RuntimeError(f"{' '.join(command)} ended with {first.returncode}")
    return took, most
