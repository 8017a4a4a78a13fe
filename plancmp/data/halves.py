"""Work that only reads, half of it done by a second process, where that costs next to nothing.

For work of some hundredths of a second, in which `parallel` has not yet started a process.
"""

import os
import pickle
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Any, BinaryIO, TypeVar

_Thing = TypeVar("_Thing")
_Made = TypeVar("_Made")

ENOUGH = 4000
"""A look at so many files takes some four times as long as it takes to fork a process."""


def in_halves(
    work: Callable[[Sequence[_Thing]], list[_Made]], things: Sequence[_Thing]
) -> list[_Made]:
    """What `work` makes of things: of the first of them, and then of the others.

    What it makes must be picklable, and nothing but that may be wanted of it. Raises what it
    raises.
    """
    middle = len(things) // 2
    begun = _begin(work, things[middle:]) if len(things) >= ENOUGH and _may_fork() else None
    if not begun:
        return work(things)
    child, results = begun
    try:
        first = work(things[:middle])
        second: list[_Made] | None = _received(results)
    finally:
        results.close()  # so that it ends also where nobody waits for what it makes
        with suppress(ChildProcessError):
            os.waitpid(child, 0)
    return first + (work(things[middle:]) if second is None else second)


def _begin(
    work: Callable[[Sequence[_Thing]], list[_Made]], things: Sequence[_Thing]
) -> tuple[int, BinaryIO] | None:
    """A process that does the work, and where it hands over what it made; None if none is had."""
    try:
        reader, writer = os.pipe()
    except OSError:
        return None
    try:
        child = os.fork()
    except OSError:
        os.close(reader)
        os.close(writer)
        return None
    if not child:
        try:
            os.close(reader)
            with os.fdopen(writer, "wb") as results:
                pickle.dump(work(things), results, pickle.HIGHEST_PROTOCOL)
        finally:
            os._exit(0)  # nothing of what the first process has begun is ended twice
    os.close(writer)
    return child, os.fdopen(reader, "rb")


def _received(results: BinaryIO) -> Any:
    """What the other process made; None where it did not come to an end."""
    try:
        return pickle.load(results)
    except (EOFError, OSError, pickle.UnpicklingError):
        return None


def _may_fork() -> bool:
    """Whether there is a second processor, and nothing else goes on that a fork would cut off."""
    try:
        return processors() > 1 and len(list(os.scandir("/proc/self/task"))) == 1
    except OSError:  # of a system that does not tell, where to fork may not be safe
        return False


def processors() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
