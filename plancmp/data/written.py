"""The files of a data folder as they are written, for what is asked of their text."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from plancmp.data import yaml_reader
from plancmp.data.folder import DataFolder
from plancmp.data.layout import CATALOG_FOLDERS
from plancmp.data.yaml_faults import Scalar, lines_of
from plancmp.domain.problems import Location, Problem


class Written(NamedTuple):
    """A file, by its text."""

    file: str
    text: str | None
    """None where nothing reads the file."""

    def scalars(self) -> Sequence[Scalar]:
        """Its scalars, in their order; none where it cannot be read to its end."""
        text = self.text or ""
        if text.startswith(yaml_reader.MARK):  # a second one, which the loader refuses
            return ()
        return yaml_reader.scalars(text) if yaml_reader.parse(text, self.file)[0] else ()

    def location(self, at: int) -> Location:
        """Where the sign of this index stands."""
        *before, last = lines_of((self.text or "")[:at])
        return Location(self.file, len(before) + 1, len(last) + 1)


def shared_files(folder: DataFolder) -> Iterator[Written]:
    """The files that plans share, and what is not read in their folders or beside the plans'."""
    ids = ((under, id) for under in CATALOG_FOLDERS for id in folder.ids(under)[0])
    files = ["dataset.yaml", "outlets.yaml", *(f"{under}/{id}.yaml" for under, id in ids)]
    return _written(folder, files, (*CATALOG_FOLDERS, "plans"))


def plan_files(folder: DataFolder, plan: str) -> Iterator[Written]:
    """The files of a plan, and what is not read in its folder."""
    files = [f"plans/{plan}/plan.yaml", *(each.file for each in folder.provisions(plan)[0])]
    return _written(folder, files, [f"plans/{plan}"])


def _written(folder: DataFolder, files: Iterable[str], folders: Iterable[str]) -> Iterator[Written]:
    """These files by their texts, then what is not read in these folders.

    A file that cannot be read, or is not UTF-8, is left out: that is a problem of the loader's.
    """
    for file in files:
        raw = folder.read(file)
        if not isinstance(raw, Problem):
            try:
                yield Written(file, raw.decode("utf-8-sig"))
            except UnicodeDecodeError:
                continue
    for name in folder.unread(folders):
        yield Written(name, None)
