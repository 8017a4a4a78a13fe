"""What a command works with: its options as they are meant, its data, and its output."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Sequence
from collections.abc import Set as AbstractSet
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import typer

from plancmp.cli.statuses import BAD_DATA, FOUND, OK
from plancmp.domain.problems import PlancmpError
from plancmp.render import FORMATS

if TYPE_CHECKING:
    from plancmp.authoring.create import Created
    from plancmp.data.folder import DataFolder
    from plancmp.data.loader import Loaded
    from plancmp.domain.model import Dataset
    from plancmp.domain.problems import Problem
    from plancmp.views.base import View

NARROWEST = 20
"""The fewest columns that tables are laid out for."""


def data_path(given: Path | None) -> Path | None:
    """The data folder that is named: by an option, else by PLANCMP_DATA; None where by neither."""
    named = given or os.environ.get("PLANCMP_DATA")
    return Path(named) if named else None


class PerPlan(NamedTuple):
    """What was made of each plan by itself."""

    dataset: Dataset
    """What all plans share, such as the outlets' names; without plans."""
    outlets: Sequence[str]
    """The ids of the outlets compared."""
    parts: Sequence[Any]
    """One to a plan, in the plans' order."""
    problems: Sequence[Problem]


class Session(NamedTuple):
    """The resolved options of one run, and what commands do with them."""

    format: str
    output: Path | None
    """The file to write to; None for standard output."""
    outlets: Sequence[str]
    """The outlets asked for, by id or as `all`; empty for the data set's own choice."""
    width: int | None
    data: Path | None
    """The data folder that was named; None for the one that travels with plancmp."""
    color: str

    def folder(self) -> DataFolder:
        """The data folder. Raises PlancmpError where the path is not a folder with data."""
        from plancmp.data.folder import DataFolder, shipped

        return DataFolder(self.data or shipped())

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

    def load_plans(self, names: Sequence[str] | None = None) -> Loaded:
        """The plans of these names, else all, with all that they refer to.

        Raises PlancmpError where a plan is not in the folder.
        """
        from plancmp.data.loader import load_plans

        folder = self.folder()
        return load_plans(folder, [folder.plan(name) for name in names or folder.plans])

    def map_plans(self, make: Callable[..., Any], names: Sequence[str] | None = None) -> PerPlan:
        """What `make(dataset, outlets=...)` makes of each of these plans, else of all.

        `make` must be picklable: the plans are shared out to processes, each holds one at a time.
        Raises PlancmpError where a plan or an outlet asked for is not in the folder.
        """
        from functools import partial

        from plancmp.data.loader import load
        from plancmp.data.parallel import map_plans

        folder = self.folder()
        plans = list(dict.fromkeys(folder.plan(name) for name in names or folder.plans))
        shared = load(folder, [])
        outlets = shared.dataset.outlets_to_compare(self.outlets)
        track = self.track("reading plans")
        results = list(map_plans(folder, plans, partial(make, outlets=outlets), track=track))
        problems = {*shared.problems, *(problem for _, found in results for problem in found)}
        parts = [part for part, _ in results]
        return PerPlan(shared.dataset, outlets, parts, sorted(problems))

    def track(self, doing: str) -> Callable[[Sequence[Any]], Iterable[Any]]:
        """What iterates over a sequence, under a progress bar if standard error is a terminal."""
        stream = sys.stderr
        if stream is None or not stream.isatty():
            return iter
        from plancmp.cli.progress import tracker
        from plancmp.cli.terminal import wants_color

        return tracker(doing, stream, color=wants_color(self.color, stream, os.environ))

    def emit(self, view: View, fail_on: AbstractSet[str] = frozenset()) -> int:
        """The exit status of a run that ends with this view, once it is written.

        BAD_DATA where the data has problems, else FOUND where an outcome of the view is one of
        `fail_on`.
        """
        from plancmp.cli.terminal import wants_color, width_of
        from plancmp.render import Settings, renderer

        stream = None if self.output else sys.stdout
        settings = Settings(
            width=max(width_of(self.width, stream, os.environ), NARROWEST),
            color=wants_color(self.color, stream, os.environ),
        )
        self.write(renderer(self.format)(view, settings), self.format)
        if view.problems:
            return self.report(view.problems)
        return FOUND if fail_on & view.outcomes() else OK

    def write_file(self, content: str | bytes) -> None:
        """Write to the output file; PlancmpError where it cannot be, or is one of the data's."""
        from plancmp.data.folder import shipped
        from plancmp.data.layout import is_own
        from plancmp.data.writing import write_file

        assert self.output, "asked for only where one is named"
        root = self.data or shipped()
        if is_own(root, self.output):
            message = f"{self.output} would be among the data of {root}; it is as it was"
            raise PlancmpError(message)
        write_file(content, self.output)

    def write(self, text: str, format: str) -> None:
        """Write a text in a format to the output file, else to standard output.

        Raises PlancmpError where it cannot be written.
        """
        if self.output:
            self.write_file(text)
        else:
            from plancmp.cli.streams import write_out

            write_out(text, FORMATS[format].encoding_errors)

    def report(self, problems: Sequence[Problem]) -> int:
        """The exit status that the data's problems make, each printed to standard error."""
        from plancmp.cli.streams import warn

        for problem in problems:
            warn(str(problem))
        return BAD_DATA if problems else OK

    def created(self, made: Created) -> int:
        """The exit status of a run that has created files, printed with what to do next."""
        import shlex

        from plancmp.cli.streams import write_out
        from plancmp.text import visible

        root = str(self.own_folder())
        known = os.environ.get("PLANCMP_DATA") == root
        where = "" if known else f" --data {shlex.quote(root)}"
        wide = max(len(step.says) for step in made.then if step.command) + len(":  ")
        lines = [*(f"wrote {path}" for path in made.files), "next:"]
        for step in made.then:
            says = f"{step.says + ':':{wide}}{step.command}{where}" if step.command else step.says
            lines.append(f"  {says}")
        try:
            write_out(visible("".join(f"{line}\n" for line in lines)))
        except PlancmpError as error:
            there = ", ".join(map(str, made.files))
            raise PlancmpError(f"{error}; written all the same: {there}", status=3) from None
        return OK
