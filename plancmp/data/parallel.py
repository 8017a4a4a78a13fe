"""A function mapped over many things or plans, by as many processes as are worth starting."""

import copyreg
import os
import signal
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Any, Generic, TypeVar

from plancmp.data.folder import DataFolder
from plancmp.data.loader import Loader
from plancmp.domain.catalog import Catalog
from plancmp.domain.model import Dataset, frozen
from plancmp.domain.problems import Problem

_Thing = TypeVar("_Thing")
_Part = TypeVar("_Part")

ENOUGH = 8
"""So many things are work for one process; with fewer, starting another costs what it saves."""
AT_A_TIME = 4
"""How many things a process is handed at a time."""


def _reduced(mapping: MappingProxyType[Any, Any]) -> tuple[Callable[..., Any], tuple[Any, ...]]:
    return frozen, (dict(mapping),)


# so that one process can hand another what it made of the model
copyreg.pickle(MappingProxyType, _reduced)


def map_plans(
    folder: DataFolder,
    plans: Sequence[str],
    make: Callable[[Dataset], _Part],
    *,
    catalog: Catalog | None = None,
    track: Callable[[Sequence[str]], Iterable[str]] = iter,
) -> Iterator[tuple[_Part, tuple[Problem, ...]]]:
    """For each plan, in their order, what is made of its dataset, and the problems in reading it.

    Each process reads what plans share once, unless it is given, and holds one plan at a time.
    `make` and what it makes must be picklable; `track` goes through the plans as they are done.
    """
    results = parallel_map(_PlanMaker(folder.root, tuple(plans), make, catalog), plans)
    # the plan is drawn after its part, so that every process has been started before a bar is
    for result, _ in zip(results, track(plans), strict=True):
        yield result


class _PlanMaker(Generic[_Part]):
    """Reads a plan and makes something of it: a function that another process can be given."""

    def __init__(
        self,
        root: Path,
        plans: tuple[str, ...],
        make: Callable[[Dataset], _Part],
        catalog: Catalog | None,
    ) -> None:
        self.root, self.plans, self.make, self.catalog = root, plans, make, catalog

    @cached_property
    def _loader(self) -> Loader:
        return Loader(DataFolder(self.root), self.catalog).prepared(self.plans)

    def __call__(self, plan: str) -> tuple[_Part, tuple[Problem, ...]]:
        dataset, problems = self._loader.read_plans([plan])
        return self.make(dataset), problems


def parallel_map(
    function: Callable[[_Thing], _Part],
    things: Sequence[_Thing],
    processes: int | None = None,
    enough: int = ENOUGH,
) -> Iterator[_Part]:
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
        yield from pool.map(_call, things, chunksize=AT_A_TIME)


def _processors() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


_functions: list[Callable[[Any], Any]] = []
"""What this process is to call, given to it once as it starts."""


def _start(function: Callable[[Any], Any]) -> None:
    # an interrupt is for the process that was started by hand; the others end with it
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _functions.append(function)


def _call(thing: Any) -> Any:
    return _functions[0](thing)
