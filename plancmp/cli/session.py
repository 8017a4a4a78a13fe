"""What a command works with: its options as they are meant, its data, and its output."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import typer

from plancmp.cli.places import cache_path
from plancmp.cli.statuses import BAD_DATA, OK
from plancmp.render import FORMATS

if TYPE_CHECKING:
    from plancmp.data.folder import DataFolder
    from plancmp.data.loaded import Loaded
    from plancmp.data.whole_plans import WholePlans
    from plancmp.domain.model import Dataset
    from plancmp.domain.problems import Problem
    from plancmp.views.base import View


class PerPlan(NamedTuple):
    """What was made of each plan by itself."""

    dataset: Dataset
    """What all plans share, such as the outlets' names; without what is reported of any."""
    outlets: Sequence[str]
    """The ids of the outlets compared."""
    parts: Sequence[Any]
    """One to a plan, in the plans' order."""
    problems: Sequence[Problem]


def _made(
    make: Callable[..., Any], dataset: Dataset, *, gone: Sequence[str], outlets: Sequence[str]
) -> Any:
    """What `make` makes of a plan without some outlets."""
    from plancmp.domain.without import without

    return make(without(dataset, gone), outlets=outlets)


def asked_plans(folder: DataFolder, names: Sequence[str] | None) -> list[str]:
    """The plans of these names, each once, else all. Raises PlancmpError where one is not there."""
    return list(dict.fromkeys(folder.plan(name) for name in names or folder.plans))


class Session(NamedTuple):
    """The resolved options of one run, and what commands do with them."""

    format: str
    output: Path | None
    """The file to write to; None for standard output."""
    outlets: Sequence[str]
    """The outlets asked for, by name or as `all`; empty for the data set's own choice."""
    width: int | None
    data: Path | None
    """The data folder that was named; None for the one that travels with plancmp."""
    color: str
    without: Sequence[str] = ()
    """The outlets of which nothing is to be left that rests on them alone, by name."""
    everything: bool = False
    """Whether all is to be printed where a terminal would show the first screen."""
    cite: bool = False
    """Whether lines to paste are asked for in place of the view."""
    sources: bool = False
    """Whether the numbered sources are to stand below the first screen."""
    output_named: bool = False
    """Whether it was said where to write, be it to standard output."""

    def folder(self) -> DataFolder:
        """The data folder. Raises PlancmpError where the path is not a folder with data."""
        from plancmp.data.folder import DataFolder, shipped

        return DataFolder(self.data or shipped(), cache_path=cache_path(os.environ))

    def own_folder(self) -> Path:
        """The data folder to write to.

        Raises BadParameter where none is named: the one that travels with plancmp is not written.
        """
        if not self.data:
            message = (
                "say in which data folder; the one that travels with plancmp is not written to"
            )
            raise typer.BadParameter(message, param_hint="'--data'")
        return self.data

    def whole_plans(self, names: Sequence[str] | None = None) -> WholePlans:
        """The plans of these names, else all, with all that they refer to.

        Raises PlancmpError where a plan is not in the folder.
        """
        from plancmp.data.whole_plans import WholePlans

        folder = self.folder()
        return WholePlans(folder, asked_plans(folder, names))

    def compared(self, loaded: Loaded, plans: Sequence[str] = ()) -> tuple[Dataset, Sequence[str]]:
        """The data, and the ids of the outlets to compare on these plans, else on those loaded.

        Raises PlancmpError where one that was asked for is not in the data, or none can be read.
        """
        from plancmp.domain.compared import choose, count_provisions, find_outlet, require_outlets
        from plancmp.domain.problems import PlancmpError
        from plancmp.domain.without import without

        def counts() -> Iterable[Mapping[str, int]]:
            from plancmp.data.parallel import map_plans

            found = map_plans(self.folder(), plans or list(dataset.plans), count_provisions)
            return [count for count, _ in found]

        dataset, problems = loaded
        require_outlets(dataset, problems)
        dataset, outlets = choose(dataset, self.outlets, counts)
        gone = tuple(find_outlet(name, dataset.outlets) for name in self.without)
        left = [outlet for outlet in outlets if outlet not in gone]
        if outlets and not left:
            words = ", ".join(self.without)
            raise PlancmpError(f"without {words} none of the outlets compared is left")
        return without(dataset, gone), left

    def map_plans(self, make: Callable[..., Any], names: Sequence[str] | None = None) -> PerPlan:
        """What `make(dataset, outlets=...)` makes of each of these plans, else of all.

        `make` must be picklable: the plans are shared out to processes, each holds one at a time.
        Raises PlancmpError where a plan or an outlet asked for is not in the folder.
        """
        from functools import partial

        from plancmp.data.loader import load_shared
        from plancmp.data.parallel import map_plans, parts_of
        from plancmp.domain.problems import main_problems

        folder = self.folder()
        plans = asked_plans(folder, names)
        shared = load_shared(folder, plans)
        dataset, outlets = self.compared(shared, plans)
        make = partial(_made, make, gone=dataset.without, outlets=outlets)
        problems = set(shared.problems)
        results = map_plans(folder, plans, make, track=self.track("reading plans"))
        parts = list(parts_of(results, problems))
        return PerPlan(dataset, outlets, parts, main_problems(problems))

    def track(self, doing: str) -> Callable[[Sequence[Any]], Iterable[Any]]:
        """What iterates over a sequence, under a progress bar if standard error is a terminal."""
        if sys.stderr is None or not sys.stderr.isatty():
            return iter
        from plancmp.cli.progress import tracker
        from plancmp.cli.terminal import wants_color

        return tracker(doing, sys.stderr, color=wants_color(self.color, sys.stderr, os.environ))

    def emit(self, view: View, fail_on: AbstractSet[str] = frozenset()) -> int:
        """The exit status of a run that ends with this view, once it is written.

        BAD_DATA where the data has problems, which are printed to standard error too unless one
        terminal shows both; else FOUND where an outcome of the view is one of `fail_on`.
        """
        from plancmp.cli.printed import end, printed

        return end(self, printed(self, view), fail_on)

    def emit_of(
        self,
        plans: WholePlans,
        question: tuple[object, ...],
        make: Callable[[Loaded], View],
        fail_on: AbstractSet[str] = frozenset(),
    ) -> int:
        """As `emit` of what `make` makes of plans, or what that printed when the same was asked.

        The view may rest on nothing but the plans, the question, and what this session is.
        """
        from plancmp.cli.printed import end, printed, settings_of

        asked = (*question, self._replace(output=None), settings_of(self))
        if kept := plans.made(asked):
            return end(self, kept, fail_on)
        made = printed(self, make(plans.loaded))
        status = end(self, made, fail_on)
        plans.keep(asked, made)  # when it is there to be read
        return status

    def write(self, text: str, format: str, *, paged: bool = False) -> None:
        """Write a text in a format to the output file, else to standard output or its pager.

        Raises PlancmpError where it cannot be written.
        """
        from plancmp.cli.streams import write

        errors = FORMATS[format].encoding_errors
        write(text, self.output, errors, self.data, paged=paged)

    def report(self, problems: Sequence[Problem]) -> int:
        """The exit status that the data's problems make, each printed to standard error."""
        from plancmp.cli.streams import warn

        for problem in problems:
            warn(str(problem))
        return BAD_DATA if problems else OK
