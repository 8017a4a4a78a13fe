"""A view as a text, one module a format. The registry makes the option, the help and the tests."""

from collections.abc import Callable, Iterable, Mapping
from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from plancmp.views.base import View


class Settings(NamedTuple):
    """What a renderer is told beside the view."""

    width: int = 100
    """Columns of a terminal, for formats that are laid out."""
    color: bool = False
    short: bool = False
    """Whether the first screen is wanted rather than everything; a table alone has one."""
    sources: bool = False
    """Whether the numbered sources stand below the first screen."""
    links: bool = False
    """Whether addresses are links that the terminal opens."""


Renderer = Callable[["View", Settings], str]
"""A pure function from a view to the whole text, which ends in a new line."""


class Format(NamedTuple):
    """A row of the registry."""

    description: str
    endings: tuple[str, ...]
    """The endings of file names that choose it, without the dot."""
    encoding_errors: str = ""
    """The codec error handler for characters that an output's encoding lacks; none for bytes."""
    commands: tuple[str, ...] = ()
    """The commands that offer it; empty where all do that have formats."""
    binary: bool = False
    """Whether it is bytes, which go into a file, and not a text."""


FORMATS: Mapping[str, Format] = {
    "table": Format("for reading in a terminal", ("txt",), "plancmp-readable"),
    "markdown": Format("for stories and papers", ("md", "markdown"), "xmlcharrefreplace"),
    "csv": Format("for spreadsheets", ("csv",), "plancmp-spelled"),
    "json": Format("for programs", ("json",), "plancmp-spelled"),
    "csl": Format("for Zotero and pandoc", ("csl.json",), "plancmp-spelled", ("export",)),
    "html": Format("for a browser", ("html", "htm"), "xmlcharrefreplace"),
    "parquet": Format("for programs that read tables", ("parquet",), "", ("export",), binary=True),
    "sqlite": Format(
        "for SQL, and Datasette", ("db", "sqlite", "sqlite3"), "", ("export",), binary=True
    ),
    "xlsx": Format("a workbook to fill in", ("xlsx",), "", ("sheet",), binary=True),
    "yaml": Format("a file to fill in", ("yaml", "yml"), "plancmp-readable", ("sheet",)),
}
"""The formats by their names; the module of each is `plancmp.render.<name>`."""


def formats_of(command: str = "") -> tuple[str, ...]:
    """The names of the formats that a command offers, else of those that all commands do."""
    return tuple(
        name for name, row in FORMATS.items() if not row.commands or command in row.commands
    )


def by_ending(file: str, formats: Iterable[str]) -> str | None:
    """Which of the formats the end of a file's name chooses, if one does: that of the longest."""
    fitting = [
        (len(ending), name)
        for name in formats
        for ending in FORMATS[name].endings
        if file.lower().endswith(f".{ending}")
    ]
    return max(fitting)[1] if fitting else None


def renderer(name: str) -> Renderer:
    """The renderer of a format that is a text; its module is imported only now."""
    render: Renderer = import_module(f"plancmp.render.{name}").render
    return render
