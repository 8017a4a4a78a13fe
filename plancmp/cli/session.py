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
from plancmp.cli.statuses import BAD_DATA, FOUND, OK
from plancmp.render import FORMATS, Settings, renderer

if TYPE_CHECKING:
    from plancmp.data.folder import DataFolder
    from plancmp.data.loaded import Loaded
    from plancmp.data.whole_plans import WholePlans
    from plancmp.domain.model import Dataset
    from plancmp.domain.problems import Problem
    from plancmp.views.base import View


class Printed(NamedTuple):
    """All that a run says of a view."""

    text: str
    outcomes: AbstractSet[str]
    problems: Sequence[Problem]


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

    def compared(
        self, loaded: Loaded, plans: Sequence[str] = (), *, whole: bool = False
    ) -> tuple[Dataset, Sequence[str]]:
        """The data, and the ids of the outlets to compare on these plans, else on those loaded.

        Where these are `whole`, nothing is read to count what each outlet reports.
        Raises PlancmpError where one that was asked for is not in the data, or none can be read.
        """
        from plancmp.domain.compared import choose, count_provisions, find_outlet, require_outlets
        from plancmp.domain.problems import PlancmpError
        from plancmp.domain.without import without

        def counts() -> Iterable[Mapping[str, int]]:
            if whole:
                return [count_provisions(dataset)]
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
        return self._end(self._printed(view, self._settings()), fail_on)

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
        settings = self._settings()
        asked = (*question, self._replace(output=None), settings)
        if kept := plans.made(asked):
            return self._end(kept, fail_on)
        made = self._printed(make(plans.loaded), settings)
        status = self._end(made, fail_on)
        plans.keep(asked, made)  # when it is there to be read
        return status

    def _settings(self) -> Settings:
        """How this run prints, by what was asked for and what its output is."""
        from plancmp.cli.terminal import NARROWEST, WIDEST, is_terminal, wants_color, width_of

        stream = None if self.output else sys.stdout
        on_terminal = self.format == "table" and is_terminal(stream)
        color = wants_color(self.color, stream, os.environ)
        # lines to paste are not folded, but where a person reads them
        width = WIDEST if self.cite and not is_terminal(stream) else None
        columns = width_of(self.width or width, stream, os.environ)
        return Settings(
            width=min(max(columns, NARROWEST), WIDEST),
            color=color,
            short=(on_terminal or self.sources) and not self.everything,
            sources=self.sources,
            links=color and on_terminal,
        )

    def _printed(self, view: View, settings: Settings) -> Printed:
        if self.cite:
            from plancmp.views.citing import citing

            view = citing(view)
        return Printed(renderer(self.format)(view, settings), view.outcomes(), view.problems)

    def _end(self, made: Printed, fail_on: AbstractSet[str]) -> int:
        from plancmp.cli.terminal import is_terminal

        on_terminal = not self.output and is_terminal(sys.stdout)
        self.write(made.text, self.format, paged=self.format == "table" and on_terminal)
        if made.problems:
            # every format has them
            shown = on_terminal and is_terminal(sys.stderr)
            return BAD_DATA if shown else self.report(made.problems)
        return FOUND if fail_on & made.outcomes else OK

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
