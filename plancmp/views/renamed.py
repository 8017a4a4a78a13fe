"""`plancmp rename`: the lines that another name changes."""

from collections.abc import Iterator
from typing import TypedDict

from plancmp.authoring.rename import Renamed, RenamedFile
from plancmp.views import document as doc
from plancmp.views.base import View
from plancmp.views.wording import counted


class RenamedFileData(TypedDict):
    """A file, what it is called then, and the lines that go and come."""

    file: str
    to: str | None
    lines: list[str]


class RenameData(TypedDict):
    """What `rename` says."""

    written: bool
    merged: bool
    files: list[RenamedFileData]
    mentions: list[str]


class RenameView(View):
    """Each file with the lines that are, or would be, changed."""

    command = "rename"

    def __init__(self, renamed: Renamed) -> None:
        super().__init__("Rename")
        self.renamed = renamed

    def blocks(self) -> Iterator[doc.Block]:
        """What is changed in all, and the lines of each file."""
        renamed = self.renamed
        yield doc.Paragraph((doc.line(_total(renamed), "strong"),))
        for one in renamed.files:
            moved = one.to and one.to != one.file
            state = f"→ {one.to}" if moved else "" if one.to else "removed"
            yield doc.Heading(doc.line(one.file, "strong"), doc.line(state, "muted"), level=2)
            if one.lines and one.to:
                yield doc.CodeBlock(one.lines)
        if renamed.mentions:
            yield doc.Heading(doc.line("Words for people, which stay as they are"), level=2)
            yield doc.Paragraph(tuple(map(doc.line, renamed.mentions)))

    def records(self) -> doc.Records:
        """A record for each line."""
        rows = [
            {"file": one.file, "to": one.to, "line": line}
            for one in self.renamed.files
            for line in one.lines or ("",)
        ]
        return doc.records(("file", "to", "line"), rows)

    def data(self) -> RenameData:
        return {
            "written": self.renamed.written,
            "merged": self.renamed.merged,
            "files": list(map(_data, self.renamed.files)),
            "mentions": list(self.renamed.mentions),
        }


def _data(one: RenamedFile) -> RenamedFileData:
    return {"file": one.file, "to": one.to or None, "lines": list(one.lines)}


def _total(renamed: Renamed) -> str:
    if renamed.finished:
        return "What an earlier command was stopped at is done now."
    files = counted(len(renamed.files), "file")
    made_one = " The two are one." if renamed.merged else ""
    if renamed.written:
        return f"{files} changed.{made_one}"
    return f"{files} to change.{made_one} Nothing was written; --write does it."
