"""`plancmp import`: what a spreadsheet's rows make of the provisions."""

from collections.abc import Iterator
from typing import Literal, TypedDict

from plancmp.authoring.importer import FileImport, Imported
from plancmp.authoring.merging import ReportChange
from plancmp.domain.problems import Problem
from plancmp.views.base import View
from plancmp.views.document import Block, Heading, Line, Paragraph, Records, Span, line, records
from plancmp.views.json_types import Count
from plancmp.views.wording import counted

RECORD = ("file", "state", "added", "changed", "known")


FileState = Literal["new", "changed", "unchanged"]


class ChangeData(TypedDict):
    """What a key of a report becomes; empty where it has nothing."""

    article: str
    line: Count
    key: str
    before: str
    after: str


class FileData(TypedDict):
    """A file, with the lines that are added to it, and what is changed in it."""

    file: str
    state: FileState
    added: Count
    changed: Count
    known: Count
    lines: str
    changes: list[ChangeData]


class ImportData(TypedDict):
    """What `import` says."""

    written: bool
    files: list[FileData]
    warnings: list[str]


class ImportView(View):
    """Each file with what is, or would be, written to it."""

    command = "import"
    incomplete = "in the rows: nothing was written"

    def __init__(self, imported: Imported) -> None:
        super().__init__("Import", imported.problems)
        self.imported = imported

    def blocks(self) -> Iterator[Block]:
        """What is written in all, and what of each file."""
        yield Paragraph((line(_total(self.imported), "strong"),))
        for filed in self.imported.files:
            if filed.is_new:
                state = f"{_state(filed)}, {_counts(filed)}"
                yield Heading(line(filed.target.file, "strong"), line(state, "muted"), level=2)
            for change in filed.changes:
                yield Paragraph(tuple(_change(change)))
            if filed.lines:
                yield Paragraph(
                    tuple((Span(text),) for text in filed.lines.rstrip("\n").split("\n"))
                )
        if self.imported.warnings:
            yield Heading(line("What check will warn of", "strong"), level=2)
            yield Paragraph(tuple(map(_warning, self.imported.warnings)))

    def records(self) -> Records:
        """A record for each file."""
        return records(RECORD, map(_data, self.imported.files))

    def data(self) -> ImportData:
        return {
            "written": self.imported.written,
            "files": [_data(filed) for filed in self.imported.files],
            "warnings": [str(warning) for warning in self.imported.warnings],
        }


def _total(found: Imported) -> str:
    if found.problems:
        return f"Nothing was written: {counted(len(found.problems), 'problem')} in the rows."
    added, changed, known = (
        sum(counts) for counts in zip((0, 0, 0), *map(_numbers, found.files), strict=True)
    )
    files = sum(filed.is_new for filed in found.files)
    done = ("added", "changed") if found.written else ("to add", "to change")
    changes = f", {changed:,} {done[1]}" if changed else ""
    total = f"{counted(added, 'report')} {done[0]}{changes} in {counted(files, 'file')}"
    total += f", {known:,} there already."
    dry = files and not found.written
    return f"{total} Nothing was written; --write does it." if dry else total


def _numbers(filed: FileImport) -> tuple[int, int, int]:
    return len(filed.added), len(filed.changes), filed.known


def _counts(filed: FileImport) -> str:
    counts = ((len(filed.added), "to add"), (len(filed.changes), "to change"))
    return ", ".join(f"{counted(count, 'report')} {what}" for count, what in counts if count)


def _change(change: ReportChange) -> Iterator[Line]:
    yield line(f"{change.article}, line {change.location.line}")
    for key, before, after in change.differences:
        yield line(f"  {key}: {before or '(nothing)'} → {after or '(nothing)'}")


def _warning(warning: Problem) -> Line:
    """The problem, by its row: the file is known."""
    place = warning.location._replace(file=f"row {warning.location.line}", line=0)
    return line(str(warning._replace(location=place)))


def _state(filed: FileImport) -> FileState:
    if not filed.is_new:
        return "unchanged"
    return "changed" if filed.before is not None else "new"


def _data(filed: FileImport) -> FileData:
    return {
        "file": filed.target.file,
        "state": _state(filed),
        "added": len(filed.added),
        "changed": len(filed.changes),
        "known": filed.known,
        "lines": filed.lines,
        "changes": [
            {
                "article": change.article,
                "line": change.location.line,
                "key": key,
                "before": before,
                "after": after,
            }
            for change in filed.changes
            for key, before, after in change.differences
        ],
    }
