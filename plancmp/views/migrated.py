"""`plancmp check --fix`: what a folder of format 1 becomes, and what is left to decide."""

from collections.abc import Iterator
from typing import TypedDict

from plancmp.authoring.migrate import FileMigration, Migration, Renumbered
from plancmp.data.keys import VERSION
from plancmp.domain.model import grouped
from plancmp.rules.open_questions import OpenQuestion
from plancmp.views import document as doc
from plancmp.views.base import View
from plancmp.views.json_types import Count, Positive
from plancmp.views.wording import counted, hints

RECORD = ("file", "line", "column", "about", "before", "after", "question")

PENDING = "pending"
"""The outcome of a dry run that finds something to change."""


class LineData(TypedDict):
    """A line of a file that changes."""

    line: Positive
    before: str
    after: str


class FileData(TypedDict):
    """A file that changes."""

    file: str
    lines: list[LineData]


class DecisionData(TypedDict):
    """A place to look at after the change."""

    about: str
    file: str
    line: Positive | None
    column: Positive | None
    question: str


class MigrationData(TypedDict):
    """What `check --fix` says."""

    format: str
    written: bool
    lines: Count
    files: list[FileData]
    schemas: list[str]
    decisions: list[DecisionData]


class MigrationView(View):
    """Each line that changes, as it is and as it becomes; then what only a coder can decide."""

    command = "check"

    def __init__(self, migration: Migration, decisions: tuple[OpenQuestion, ...]) -> None:
        super().__init__("Format", migration.problems)
        self.migration = migration
        self.decisions = (*map(_number, migration.numbers), *decisions)

    def blocks(self) -> Iterator[doc.Block]:
        """The changes, file by file, and every place to look at."""
        yield from self._changes()
        if self.decisions:
            yield self._decisions_heading()
            rows = (_row(decision.about, decision) for decision in self.decisions)
            yield doc.table(("about", "where", "to decide"), rows, spaced=True)

    def screen(self) -> Iterator[doc.Block]:
        """The changes; of the places to look at the first of each kind, and how many there are."""
        yield from self._changes()
        if self.decisions:
            yield self._decisions_heading()
            by_kind = grouped(self.decisions, lambda decision: decision.about)
            rows = (_row(f"{about} ({len(f)})", f[0]) for about, f in by_kind.items())
            yield doc.table(("about", "first at", "to decide"), rows, spaced=True)
            yield hints("every place: --all")

    def _decisions_heading(self) -> doc.Heading:
        count = counted(len(self.decisions), "place")
        badge = doc.line("nothing has to change for them", "muted")
        return doc.Heading(doc.line(f"To look at: {count}", "strong"), badge, level=2)

    def _changes(self) -> Iterator[doc.Block]:
        migration = self.migration
        yield doc.Paragraph((doc.line(_total(migration), "strong"),))
        for changed in migration.files:
            lines = [*changed.lines]
            state = doc.line(counted(len(lines), "line"), "muted")
            yield doc.Heading(doc.line(changed.file, "strong"), state, level=2)
            yield doc.CodeBlock(tuple(_diff(lines)))
        if migration.schemas:
            yield doc.Heading(doc.line("Schemas for editors, made anew", "strong"), level=2)
            yield doc.Items(tuple(doc.line(changed.file) for changed in migration.schemas))

    def records(self) -> doc.Records:
        """A record for each line that changes, and each place to look at."""
        changes = [
            {"file": changed.file, "line": number, "about": "change", "before": old, "after": new}
            for changed in self.migration.files
            for number, old, new in changed.lines
        ]
        return doc.records(RECORD, [*changes, *map(_decision_data, self.decisions)])

    def data(self) -> MigrationData:
        migration = self.migration
        return {
            "format": VERSION if migration.written else migration.version,
            "written": migration.written,
            "lines": _lines(migration),
            "files": [_file_data(changed) for changed in migration.files],
            "schemas": [changed.file for changed in migration.schemas],
            "decisions": list(map(_decision_data, self.decisions)),
        }

    def outcomes(self) -> frozenset[str]:
        """PENDING where there is something to change that was not."""
        pending = self.migration.files and not self.migration.written
        return frozenset({PENDING} if pending else ())


def _number(number: Renumbered) -> OpenQuestion:
    question = f"format 1 read {number.before} as a fraction, which is {number.after} now; if its "
    question += "point parts thousands, write it without point and last 0"
    return OpenQuestion(number.location, "number", question)


def _lines(migration: Migration) -> int:
    return sum(1 for changed in migration.files for _ in changed.lines)


def _total(migration: Migration) -> str:
    if migration.problems:
        count = counted(len(migration.problems), "problem")
        return f"Nothing was written: {count} to mend first."
    if not migration.files:
        return f"The folder is of format {migration.version}: nothing to change."
    files = counted(len(migration.files), "file")
    lines = counted(_lines(migration), "line")
    if migration.written:
        return f"{lines} changed in {files}: the folder is of format {VERSION}."
    return f"{lines} to change in {files}. Nothing was written; --fix --write does it."


def _diff(lines: list[tuple[int, str, str]]) -> Iterator[str]:
    wide = len(str(lines[-1][0]))
    for number, old, new in lines:
        yield f"{number:{wide}} - {old}"
        yield f"{number:{wide}} + {new}"


def _row(about: str, decision: OpenQuestion) -> tuple[doc.Cell, ...]:
    where = doc.cell(str(decision.location), "muted")
    return (doc.cell(about, "strong"), where, doc.cell(decision.question))


def _file_data(changed: FileMigration) -> FileData:
    lines: list[LineData] = [
        {"line": number, "before": old, "after": new} for number, old, new in changed.lines
    ]
    return {"file": changed.file, "lines": lines}


def _decision_data(decision: OpenQuestion) -> DecisionData:
    about, place = decision.about, decision.location
    return {
        "about": about,
        "file": place.file,
        "line": place.line or None,
        "column": place.column or None,
        "question": decision.question,
    }
