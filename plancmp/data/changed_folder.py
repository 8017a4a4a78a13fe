"""A data folder as it would be after a change."""

import os
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from plancmp.data.folder import DataFolder
from plancmp.domain.problems import Problem


class _NewFile(NamedTuple):
    """A file that is not there yet, as a listing has it."""

    name: str
    path: str

    def is_dir(self, *, follow_symlinks: bool = True) -> bool:
        """It is a file."""
        return False


class ChangedFolder(DataFolder):
    """A data folder as it would be if some of its files were others, or were not there.

    `articles_mentioning` alone still looks at the articles there are.
    """

    def __init__(self, root: Path, changes: Mapping[str, bytes | None]) -> None:
        """Take the bytes of files by their names; None for those that would be gone."""
        super().__init__(root)
        self.changes = changes

    def _look(
        self, look: Callable[[Path], Iterable[Any]], under: str
    ) -> tuple[list[Any], tuple[Problem, ...]]:
        there, problems = super()._look(look, under)
        changed = {
            name: raw
            for file, raw in self.changes.items()
            for folder, _, name in [file.rpartition("/")]
            if folder == under
        }
        kept = [entry for entry in there if getattr(entry, "name", entry) not in changed]
        named = [name for name, raw in changed.items() if raw is not None]
        entries = [_NewFile(name, f"{self.root}/{under}/{name}") for name in named]
        return [*kept, *(named if look is os.listdir else entries)], problems

    def read(self, file: str) -> bytes | Problem:
        """The bytes that a file would have."""
        raw = self.changes.get(file)
        return super().read(file) if raw is None else raw
