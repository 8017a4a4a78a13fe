"""Work that only reads, half of it done by a forked copy of the process.

For work that takes some hundredths of a second: in that time `parallel` has not yet started its
processes.
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
    """What `work` makes of all the things, in their order.

    It is called with all of them, or with each half, and then maybe in another process: it should
    do nothing but return a list, which must be picklable. Raises what `work` raises.
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
        results.close()  # a child that is still writing fails then, and ends
        with suppress(ChildProcessError):
            os.waitpid(child, 0)
    return first + (work(things[middle:]) if second is None else second)


def _begin(
    work: Callable[[Sequence[_Thing]], list[_Made]], things: Sequence[_Thing]
) -> tuple[int, BinaryIO] | None:
    """The id of a child that does the work, and the pipe its result comes from.

    None where no process can be had.
    """
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
            os._exit(0)  # what the parent has open or buffered is for the parent alone to finish
    os.close(writer)
    return child, os.fdopen(reader, "rb")


def _received(results: BinaryIO) -> Any:
    """What the child made; None where it ended before it had sent all of it."""
    try:
        return pickle.load(results)
    except (EOFError, OSError, pickle.UnpicklingError):
        return None


def _may_fork() -> bool:
    """Whether there is a second processor, and this process has one thread, so that it can fork.

    A child has none of the other threads, and the locks that they hold are never released in it.
    """
    try:
        return processors() > 1 and len(list(os.scandir("/proc/self/task"))) == 1
    except OSError:  # a system without /proc, where to fork may not be safe
        return False


def processors() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
