"""The house: the rooms of plancmp, what may import what, and how large a file may be.

This is the one table of rooms. tests/unit/test_layers.py holds every import to it, and
`python -m tools.house` prints it into CONTRIBUTING.md.
"""

from __future__ import annotations

from collections.abc import Iterator
from fnmatch import fnmatchcase
from pathlib import Path
from typing import NamedTuple

PAGE = Path(__file__).parent.parent / "CONTRIBUTING.md"
MARKS = ("<!-- house -->\n", "<!-- end of house -->\n")


class Room(NamedTuple):
    """A module or a folder of plancmp."""

    name: str
    holds: str
    touches: str
    """What it may touch beside values."""
    shelves: tuple[str, ...] = ()
    """Its files from the bottom up, by name or pattern; `.` is its `__init__`.

    Files of one shelf do not import each other. Where nothing is said, its files may import each
    other in any order without a circle.
    """


ROWS: tuple[tuple[Room, ...], ...] = (
    (Room("text", "escaping for terminals, the nearest word, lists in words", "nothing"),),
    (
        Room(
            "domain",
            "what the data says; values, origins, verdicts and their reasons, changes, coverage, "
            "quotes, search",
            "nothing",
        ),
    ),
    (
        Room(
            "data",
            "a folder in: YAML with its places, keys and shapes, the loader, spreadsheets, "
            "schemas, the texts of articles, proposals; writing whole or not at all; what was "
            "read, and printed of it, kept for the next run",
            "the data folder, a folder of texts, the folder of what is kept",
        ),
    ),
    (
        Room(
            "rules",
            "what `check` holds data to: a page and a function a rule",
            "its own pages",
            ("page", "base", "*", ".", "runner open_questions"),
        ),
        Room(
            "authoring",
            "a folder out: files to fill in; saved pages into articles and texts, rows into "
            "provisions",
            "the data folder, its folder of texts",
        ),
    ),
    (
        Room(
            "views",
            "what a command says, without a format: one file a command",
            "nothing",
            (
                "document json_types limits",
                "wording",
                "base citations marks",
                "claim_data references",
                "hidden_data",
                "diff_data outlets_data show_data sourced voices",
                "matrix opposed side_by_side_data unheard",
                "*",
                "brief_changes",
                "brief",
            ),
        ),
    ),
    (
        Room(
            "render",
            "a view to text: one file a format; the shape of JSON output",
            "its own templates",
            (".", "brief_page lines csv json parquet", "*", "output_schema", "schemas"),
        ),
    ),
    (
        Room("api", "the public functions, which `import plancmp` offers", "the data folder"),
        Room(
            "cli",
            "options, one session a run, one file a command, exit statuses",
            "the terminal, files that are named, the environment",
            (
                "statuses places terminal streams progress usage",
                "session",
                "binary completion fits per_plan",
                "options",
                "build",
                "commands commands.new",
                "commands.*",
                "app",
                ".",
            ),
        ),
    ),
)
"""The rows, low to high: a room imports from rooms in lower rows."""

FRONT = ("plancmp", "__main__")
"""Above all rooms: the public names, and where a run begins. Rooms see of them the version."""

PURE = ("text", "domain")
"""The rooms that know no file, clock, process or chance, and no library."""
PURE_LIBRARIES = frozenset(
    [
        "abc",
        "bisect",
        "collections",
        "collections.abc",
        "copyreg",
        "dataclasses",
        "datetime",
        "decimal",
        "difflib",
        "enum",
        "fractions",
        "functools",
        "hashlib",
        "html",
        "itertools",
        "json",
        "math",
        "operator",
        "re",
        "types",
        "typing",
        "unicodedata",
    ]
)
"""All that they import beside each other."""

LIBRARIES = {
    "yaml": "data.yaml_edit data.yaml_reader data.yaml_writer",
    "rich": "render.lines cli.progress",
    "typer": "cli.session cli.usage cli.completion cli.binary cli.options cli.build cli.app "
    "cli.commands.*",
    "click": "",
    "jinja2": "render.html",
    "lxml": "authoring.pages",
    "pyarrow": "render.parquet",
    "python_calamine": "data.workbook",
    "trafilatura": "authoring.pages",
    "warcio": "authoring.saved",
    "webencodings": "authoring.saved",
    "xlsxwriter": "render.xlsx",
}
"""Where each library is imported: in as few places as can be."""

FILE_LINES = 380
CLI_FILE_LINES = 210
CLASS_LINES = 250
"""How long a file, a file of cli, and a class may be."""

MODULES = ("text", "api")
"""The rooms that are one file."""
ROOMS = {room.name: room for row in ROWS for room in row}
ROW = {room.name: number for number, row in enumerate(ROWS) for room in row}


def shelf(room: Room, file: str) -> int:
    """The number of the shelf that a file of the room stands on, by its name in the room."""
    names = [shelf.split() for shelf in room.shelves]
    for number, on_it in enumerate(names):
        if file in on_it:
            return number
    for number, on_it in enumerate(names):
        if any(fnmatchcase(file, pattern) for pattern in on_it):
            return number
    raise LookupError(f"{room.name} has no shelf for {file}")


def table() -> Iterator[str]:
    """The rooms as lines of Markdown, high to low."""
    yield "| room | what lives there | what it may touch |"
    yield "| --- | --- | --- |"
    for row in reversed(ROWS):
        for room in row:
            name = room.name if room.name in MODULES else f"{room.name}/"
            yield f"| `{name}` | {room.holds} | {room.touches} |"


def page(text: str) -> str:
    """The page with the table as it is now between its marks."""
    before, rest = text.split(MARKS[0])
    _, after = rest.split(MARKS[1])
    sizes = (
        f"No file is longer than {FILE_LINES} lines, none of `cli/` than {CLI_FILE_LINES}, "
        f"no class than {CLASS_LINES}."
    )
    lines = "".join(f"{line}\n" for line in table())
    return f"{before}{MARKS[0]}\n{lines}\n{sizes}\n\n{MARKS[1]}{after}"


def main() -> None:
    """Write the table into the page."""
    PAGE.write_text(page(PAGE.read_text("utf-8")), "utf-8")


if __name__ == "__main__":
    main()
