"""A bar on standard error while something takes long."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from time import monotonic
from typing import TextIO, TypeVar

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

_Item = TypeVar("_Item")

PATIENCE = 0.5
"""Seconds that pass before there is a bar, so that what is quick does not flicker."""


def tracker(
    doing: str, stream: TextIO, *, color: bool, now: Callable[[], float] = monotonic
) -> Callable[[Sequence[_Item]], Iterable[_Item]]:
    """A function that iterates over a sequence under a bar on the stream, erased at the end."""

    def track(items: Sequence[_Item]) -> Iterator[_Item]:
        console = Console(file=stream, no_color=not color, markup=False, emoji=False)
        bar = Progress(
            TextColumn("{task.description}", markup=False),
            BarColumn(),
            MofNCompleteColumn(),
            console=console,
            transient=True,
        )
        task = bar.add_task(doing, total=len(items))
        began = now()
        try:
            for item in items:
                if not bar.live.is_started and now() - began > PATIENCE:
                    bar.start()
                yield item
                bar.advance(task)
        finally:
            if bar.live.is_started:
                bar.stop()

    return track
