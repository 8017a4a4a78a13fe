"""`plancmp import`: what a spreadsheet's rows make of the provisions."""

from collections.abc import Iterator
from typing import Literal, TypedDict

from plancmp.authoring.importer import FileImport, Imported
from plancmp.views.base import View
from plancmp.views.document import Block, Heading, Paragraph, Records, Span, line, records
from plancmp.views.json_types import Count
from plancmp.views.wording import counted

RECORD = ("file", "state", "added", "known")


FileState = Literal["new", "changed", "unchanged"]


class FileData(TypedDict):
    """A file, with the lines that are added to it."""

    file: str
    state: FileState
    added: Count
    known: Count
    lines: str


class ImportData(TypedDict):
    """What `import` says."""

    written: bool
    files: list[FileData]


class ImportView(View):
    """Each file with the lines that are, or would be, written to it."""

    command = "import"

    def __init__(self, imported: Imported) -> None:
        super().__init__("Import", imported.problems)
        self.imported = imported

    def blocks(self) -> Iterator[Block]:
        """What is written in all, and the lines of each file."""
        yield Paragraph((line(_total(self.imported), "strong"),))
        for filed in self.imported.files:
            if filed.added:
                state = f"{_state(filed)}, {counted(len(filed.added), 'report')} to add"
                yield Heading(line(filed.target.file, "strong"), line(state, "muted"), level=2)
                yield Paragraph(
                    tuple((Span(text),) for text in filed.lines.rstrip("\n").split("\n"))
                )

    def records(self) -> Records:
        """A record for each file."""
        return records(RECORD, map(_data, self.imported.files))

    def data(self) -> ImportData:
        return {
            "written": self.imported.written,
            "files": [_data(filed) for filed in self.imported.files],
        }


def _total(found: Imported) -> str:
    if found.problems:
        return f"Nothing was written: {counted(len(found.problems), 'problem')} in the rows."
    added = sum(len(filed.added) for filed in found.files)
    known = sum(filed.known for filed in found.files)
    files = sum(bool(filed.added) for filed in found.files)
    done = "added" if found.written else "to add"
    total = f"{counted(added, 'report')} {done} in {counted(files, 'file')}, {known} there already."
    dry = added and not found.written
    return f"{total} Nothing was written; --write does it." if dry else total


def _state(filed: FileImport) -> FileState:
    if not filed.added:
        return "unchanged"
    return "changed" if filed.before is not None else "new"


def _data(filed: FileImport) -> FileData:
    return {
        "file": filed.target.file,
        "state": _state(filed),
        "added": len(filed.added),
        "known": filed.known,
        "lines": filed.lines,
    }
