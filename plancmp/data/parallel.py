"""A function mapped over many things or plans, by as many processes as are worth starting."""

import signal
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from typing import Any, Generic, TypeVar

from plancmp.data.folder import DataFolder
from plancmp.data.halves import processors
from plancmp.data.loader import Loader
from plancmp.data.passages import Passages
from plancmp.domain.catalog import Catalog
from plancmp.domain.model import Dataset
from plancmp.domain.problems import DataError, Problem

_Thing = TypeVar("_Thing")
_Part = TypeVar("_Part")

ENOUGH = 8
"""A process is started for so many things each; for fewer it costs what it saves."""
AT_A_TIME = 4
"""How many things a process is handed at a time."""


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


def parts_of(
    results: Iterable[tuple[_Part, Iterable[Problem]]], problems: set[Problem]
) -> Iterator[_Part]:
    """What was made of each plan, one by one; problems in reading it are added to `problems`."""
    for part, found in results:
        problems.update(found)
        yield part


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
    def _passages(self) -> Passages:
        return Passages(self.root)

    @cached_property
    def _loader(self) -> Loader:
        return Loader(DataFolder(self.root), self.catalog).prepared(self.plans)

    def __call__(self, plan: str) -> tuple[_Part, tuple[Problem, ...]]:
        dataset, problems = self._loader.read_plans([plan]).placed(self._passages)
        return self.make(dataset), problems


def parallel_map(
    function: Callable[[_Thing], _Part],
    things: Sequence[_Thing],
    processes: int | None = None,
    enough: int = ENOUGH,
) -> Iterator[_Part]:
    """What the function makes of each thing, in their order, however many processes there are.

    At most `processes`, else as many as there are processors, each with `enough` things to do. The
    function and what it makes must be picklable; each process has its own copy of the function,
    which may keep things from one call to the next.
    """
    count = min(processes or processors(), len(things) // enough)
    chunks = [things[begin : begin + AT_A_TIME] for begin in range(0, len(things), AT_A_TIME)]
    helpers = _helpers(function, chunks, count) if count > 1 else []
    if not helpers:
        yield from map(function, things)
        return
    try:
        for number in range(len(chunks)):
            yield from helpers[number % count].received()
    finally:
        for helper in helpers:
            helper.end()


class _Helper(Generic[_Part]):
    """A process that makes what it is given, and hands it over chunk by chunk.

    It waits for what it has made to be taken, and ends where nobody is there to take it.
    """

    def __init__(self, function: Callable[[Any], _Part], chunks: Sequence[Sequence[Any]]) -> None:
        from multiprocessing import Pipe, Process

        self.results, sender = Pipe(duplex=False)
        self.process = Process(
            target=_help, args=(function, chunks, self.results, sender), daemon=True
        )
        try:
            self.process.start()
        finally:
            sender.close()

    def received(self) -> list[_Part]:
        """What it made of its next chunk.

        Raises what the function raised, or DataError where the process was ended.
        """
        try:
            made, error = self.results.recv()
        except (EOFError, OSError):
            message = (
                "a process that read part of the data was ended; nothing is known of that part"
            )
            raise DataError(message) from None
        if error:
            raise error
        return list(made)

    def end(self) -> None:
        """End it, whatever it is doing."""
        self.process.terminate()
        self.process.join()
        self.results.close()


def _helpers(
    function: Callable[[Any], _Part], chunks: Sequence[Sequence[Any]], count: int
) -> list[_Helper[_Part]]:
    """So many processes, the chunks dealt out to them in turn; none where they cannot be had."""
    helpers: list[_Helper[_Part]] = []
    try:
        for number in range(count):
            helpers.append(_Helper(function, chunks[number::count]))
    except (OSError, RuntimeError, MemoryError):
        for helper in helpers:
            helper.end()
        return []
    return helpers


def _help(
    function: Callable[[Any], Any], chunks: Sequence[Sequence[Any]], taken: Any, results: Any
) -> None:
    # what reads here is another process; held open here, it would never be seen to have gone
    taken.close()
    # an interrupt is for the process that was started by hand; the others end with it
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with suppress(OSError):
        for chunk in chunks:
            try:
                made = [function(thing) for thing in chunk]
            except Exception as error:
                results.send(((), error))
                return
            results.send((made, None))
