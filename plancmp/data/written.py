"""The files of a data folder as they are written, for what is asked of their text."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from plancmp.data import yaml_reader
from plancmp.data.folder import DataFolder
from plancmp.data.layout import CATALOG_FOLDERS
from plancmp.data.yaml_faults import Scalar, lines_of
from plancmp.domain.problems import Location, Problem


class Written(NamedTuple):
    """A file."""

    file: str
    text: str | None
    """None where nothing reads it."""

    def scalars(self) -> Sequence[Scalar]:
        """Its scalars, in their order; none where it cannot be read to its end."""
        text = self.text or ""
        if text.startswith(yaml_reader.MARK):  # a second one, which is none
            return ()
        return yaml_reader.scalars(text) if yaml_reader.parse(text, self.file)[0] else ()

    def location(self, at: int) -> Location:
        """The location of a sign of the text."""
        *before, last = lines_of((self.text or "")[:at])
        return Location(self.file, len(before) + 1, len(last) + 1)


def written(folder: DataFolder, plans: Iterable[str]) -> Iterator[Written]:
    """The files of these plans and of what plans share, and what stands among them unread.

    What is no file, or no text in UTF-8, is left to the loader, which tells it.
    """
    plans = tuple(plans)
    files = ["dataset.yaml", "outlets.yaml"]
    for under in CATALOG_FOLDERS:
        files += [f"{under}/{id}.yaml" for id in folder.ids(under)[0]]
    for plan in plans:
        files += [f"plans/{plan}/plan.yaml", *(each.file for each in folder.provisions(plan)[0])]
    for file in files:
        raw = folder.read(file)
        if not isinstance(raw, Problem):
            try:
                yield Written(file, raw.decode("utf-8-sig"))
            except UnicodeDecodeError:
                continue
    for name in folder.unread(plans):
        yield Written(name, None)
