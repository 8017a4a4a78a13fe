"""A function of many things, of which a copy of the process does one half."""

import os
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import NoReturn, TypeVar

_Thing = TypeVar("_Thing")
_Made = TypeVar("_Made")

ENOUGH = 2_000
"""Of so many things or more it pays to do half in another process."""


def in_halves(
    function: Callable[[Sequence[_Thing]], list[_Made]], things: Sequence[_Thing]
) -> list[_Made]:
    """What the function makes of the things, in their order; each by itself, and picklable.

    Starting processes by `multiprocessing` takes as long as to open thousands of files. A copy of
    this one is there at once, where there are copies of processes, and nothing else runs in it.
    """
    if len(things) < ENOUGH or sys.platform != "linux" or processors() < 2:
        return function(things)
    half = len(things) // 2
    try:
        made, result = os.pipe()
        child = os.fork()
    except OSError:
        return function(things)
    if not child:
        os.close(made)  # held open here, its reader would never be seen to have gone
        _send(function, things[half:], result)
    os.close(result)
    first = function(things[:half])
    with os.fdopen(made, "rb") as stream:
        raw = stream.read()
    with suppress(ChildProcessError):  # which nobody waits for where SIGCHLD is ignored
        os.waitpid(child, 0)
    import pickle

    try:
        second: list[_Made] = pickle.loads(raw)
    except (EOFError, pickle.UnpicklingError):  # it was ended before all was sent
        second = function(things[half:])
    return first + second


def _send(
    function: Callable[[Sequence[_Thing]], object], things: Sequence[_Thing], to: int
) -> NoReturn:
    """What the copy does: it ends here, with 0 where all that was made is sent."""
    import pickle
    import signal

    # an interrupt is for the process that was started by hand, which then does not wait for it
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    status = 1
    try:
        with os.fdopen(to, "wb") as stream:
            pickle.dump(function(things), stream, pickle.HIGHEST_PROTOCOL)
        status = 0
    finally:
        os._exit(status)


def processors() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
