"""A pure function mapped over many things, by as many processes as are worth starting."""

import copyreg
import os
import signal
from collections.abc import Callable, Iterator, Sequence
from types import MappingProxyType
from typing import Any, TypeVar

from plancmp.domain.model import frozen

_Thing = TypeVar("_Thing")
_Made = TypeVar("_Made")

ENOUGH = 8
"""So many things are work for one process; with fewer, starting another costs what it saves."""
AT_A_TIME = 4
"""How many things a process is handed at a time."""


def _reduced(mapping: MappingProxyType[Any, Any]) -> tuple[Callable[..., Any], tuple[Any, ...]]:
    return frozen, (dict(mapping),)


# so that one process can hand another what it made of the model
copyreg.pickle(MappingProxyType, _reduced)


def mapped(
    function: Callable[[_Thing], _Made],
    things: Sequence[_Thing],
    processes: int | None = None,
    enough: int = ENOUGH,
) -> Iterator[_Made]:
    """What the function makes of each thing, in their order, however many processes there are.

    At most `processes`, else as many as there are processors, each with `enough` things to do. The
    function may keep what it needs again; it and what it makes must be picklable.
    """
    count = min(processes or _processors(), len(things) // enough)
    if count < 2:
        yield from map(function, things)
        return
    from concurrent.futures import ProcessPoolExecutor

    with ProcessPoolExecutor(count, initializer=_start, initargs=(function,)) as pool:
        yield from pool.map(_make, things, chunksize=AT_A_TIME)


def _processors() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


_given: list[Callable[[Any], Any]] = []
"""What this process is to do, given to it once as it starts."""


def _start(function: Callable[[Any], Any]) -> None:
    # an interrupt is for the process that was started by hand; the others end with it
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _given.append(function)


def _make(thing: Any) -> Any:
    return _given[0](thing)
