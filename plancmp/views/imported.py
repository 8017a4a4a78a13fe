"""`plancmp import`: what a spreadsheet's rows make of the provisions."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from plancmp.authoring.importer import Filed, Imported
from plancmp.views.document import Block, Heading, Paragraph, Span, View, line, records
from plancmp.views.wording import counted

RECORD = ("file", "state", "added", "known")


def imported(found: Imported) -> View:
    """Each file with the lines that are, or would be, written to it."""
    data = [_data(filed) for filed in found.files]
    return View(
        command="import",
        title="Import",
        blocks=lambda: _blocks(found, data),
        records=lambda: records(RECORD, data),
        data=lambda: {"written": found.written, "files": data},
        problems=found.problems,
    )


def _blocks(found: Imported, data: Sequence[Mapping[str, Any]]) -> Iterator[Block]:
    yield Paragraph((line(_total(found), "strong"),))
    for filed, told in zip(found.files, data, strict=True):
        if filed.added:
            mark = line(f"{told['state']}, {counted(len(filed.added), 'report')} to add", "muted")
            yield Heading(line(filed.entry.file, "strong"), mark, level=2)
            yield Paragraph(tuple((Span(text),) for text in filed.lines.rstrip("\n").split("\n")))


def _total(found: Imported) -> str:
    if found.problems:
        return f"Nothing was written: {counted(len(found.problems), 'problem')} in the rows."
    added = sum(len(filed.added) for filed in found.files)
    known = sum(filed.known for filed in found.files)
    files = sum(bool(filed.added) for filed in found.files)
    done = "added" if found.written else "to add"
    told = f"{counted(added, 'report')} {done} in {counted(files, 'file')}, {known} there already."
    dry = added and not found.written
    return f"{told} Nothing was written; --write does it." if dry else told


def _data(filed: Filed) -> dict[str, Any]:
    state = "changed" if filed.before is not None else "new"
    return {
        "file": filed.entry.file,
        "state": state if filed.added else "unchanged",
        "added": len(filed.added),
        "known": filed.known,
        "lines": filed.lines,
    }
