"""A view to text, one file a format. The registry makes the option, the help and the tests."""

from collections.abc import Mapping
from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from plancmp.views.base import View


class Settings(NamedTuple):
    """What a renderer may be told beside the view."""

    width: int = 100
    """Columns of a terminal, for formats that are laid out."""
    color: bool = False


class Renderer(Protocol):
    """A pure function from a view to the whole text."""

    def __call__(self, view: "View", settings: Settings) -> str:
        """The whole text, ending in a new line."""


class Format(NamedTuple):
    """A row of the registry."""

    module: str
    says: str
    endings: tuple[str, ...]
    """The file endings that choose it, without the dot."""
    lacking: str
    """The codec error handler for characters that the output's encoding lacks."""


FORMATS: Mapping[str, Format] = {
    name: Format(f"plancmp.render.{name}", says, endings, lacking)
    for name, says, endings, lacking in (
        ("table", "for reading in a terminal", ("txt",), "plancmp-readable"),
        ("markdown", "for stories and papers", ("md", "markdown"), "xmlcharrefreplace"),
        ("csv", "for spreadsheets", ("csv",), "plancmp-spelled"),
        ("json", "for programs", ("json",), "plancmp-spelled"),
        ("html", "for a browser", ("html", "htm"), "xmlcharrefreplace"),
    )
}


def by_ending(ending: str) -> str | None:
    """The format that a file's ending chooses, if there is one."""
    wanted = ending.removeprefix(".").lower()
    return next((name for name, row in FORMATS.items() if wanted in row.endings), None)


def renderer(name: str) -> Renderer:
    """The renderer of a format, whose module is imported only now."""
    module = import_module(FORMATS[name].module)
    render: Renderer = module.render
    return render
