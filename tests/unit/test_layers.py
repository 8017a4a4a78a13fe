"""The house: what may import what. Every import of every module is looked at, late ones too."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

import plancmp

ROOT = Path(plancmp.__file__).parent

HOUSE: tuple[tuple[int, str], ...] = (
    (0, "plancmp"),
    (1, "text"),
    (2, "domain"),
    (2, "domain.words"),
    (2, "domain.problems"),
    (2, "domain.values.answers"),
    (2, "domain.values.base"),
    (2, "domain.values.options domain.values.ranges domain.values.plain"),
    (2, "domain.values"),
    (2, "domain.model"),
    (2, "domain.shared"),
    (2, "domain.origins domain.positions domain.quotes domain.search"),
    (2, "domain.verdicts domain.changes"),
    (2, "domain.reasons domain.findings domain.coverage"),
    (3, "data"),
    (3, "data.layout data.files data.yaml_reader data.yaml_writer data.writing"),
    (3, "data.folder data.shapes data.article_texts"),
    (3, "data.option_trees"),
    (3, "data.keys"),
    (3, "data.records"),
    (3, "data.shared_files"),
    (3, "data.loader"),
    (3, "data.spreadsheet data.parallel data.json_schema"),
    (4, "rules.page"),
    (4, "rules.base"),
    (4, "rules.shared rules.plan rules.corpus"),
    (4, "rules"),
    (4, "rules.runner"),
    (4, "authoring"),
    (4, "authoring.scaffold authoring.importer"),
    (4, "authoring.create"),
    (5, "views"),
    (5, "views.document"),
    (5, "views.base"),
    (5, "views.wording"),
    (5, "views.claims"),
    (5, "views.plans views.show views.sources views.diff views.conflicts views.outlets"),
    (5, "views.search views.check views.verify views.export"),
    (5, "views.brief views.imported"),
    (6, "render"),
    (6, "render.brief_page render.lines"),
    (6, "render.table render.json render.csv render.markdown render.html"),
    (6, "render.output_schema render.parquet"),
    (6, "render.schemas"),
    (7, "api"),
    (7, "cli.statuses cli.terminal cli.streams cli.progress"),
    (7, "cli.session"),
    (7, "cli.completion"),
    (7, "cli.options"),
    (7, "cli.build"),
    (7, "cli.commands cli.commands.new"),
    (
        7,
        "cli.commands.plans cli.commands.show cli.commands.sources cli.commands.diff"
        " cli.commands.conflicts cli.commands.outlets cli.commands.search cli.commands.verify"
        " cli.commands.brief cli.commands.check cli.commands.schema cli.commands.export"
        " cli.commands.import_ cli.commands.new.plan cli.commands.new.outlet"
        " cli.commands.new.topic cli.commands.new.article cli.commands.new.provision",
    ),
    (7, "cli.app"),
    (7, "cli"),
    (7, "__main__"),
)
"""The rows from the bottom up, each with the modules on it; a row may have several shelves.

A module imports from lower shelves only, so never up and never sideways.
"""

SHELF = {module: shelf for shelf, (_, modules) in enumerate(HOUSE) for module in modules.split()}
ROW = {module: HOUSE[shelf][0] for module, shelf in SHELF.items()}
PURE = 2
"""The highest row that knows no clock, no environment and no files."""

ONLY = {
    "yaml": {"data.yaml_reader", "data.yaml_writer"},
    "rich": {"render.lines", "cli.progress"},
    "typer": {
        *("cli.session", "cli.completion", "cli.options", "cli.build", "cli.app"),
        *(module for _, shelf in HOUSE for module in shelf.split() if "cli.commands." in module),
    },
    "click": set(),
    "jinja2": {"render.html"},
    "pyarrow": {"render.parquet"},
}
"""What is imported in as few places as can be."""

OUTSIDE = {
    "os",
    "sys",
    "time",
    "random",
    "locale",
    "platform",
    "tempfile",
    "shutil",
    "subprocess",
    "socket",
    "stat",
    "fcntl",
}
"""What knows of files, the clock, the environment or chance."""

TOUCHES = {
    "Name": {"open", "print", "input"},
    "Attribute": {
        *("today", "now", "utcnow", "getenv", "cwd", "open", "iterdir", "glob", "rglob", "mkdir"),
        *("read_text", "read_bytes", "write_text", "write_bytes", "unlink", "stat", "exists"),
        *("is_file", "is_dir", "is_symlink"),
    },
}
"""What is called, by name or as a method, to look at files, the clock or the environment."""

FACADE = ("plancmp", "api")
"""The one import that goes up: `plancmp` offers the names of `api`, and imports it when asked."""

MAY: dict[str, str] = {}
"""Modules of the pure rows that touch files, each with its reason."""


class Import(NamedTuple):
    """One name imported somewhere in a module."""

    name: str
    line: int


def path_of(module: str) -> Path:
    path = ROOT if module == "plancmp" else ROOT.joinpath(*module.split("."))
    return path / "__init__.py" if path.is_dir() else path.with_suffix(".py")


def modules() -> Iterator[str]:
    for path in sorted(ROOT.rglob("*.py")):
        parts = path.relative_to(ROOT).with_suffix("").parts
        parts = parts[:-1] if parts[-1] == "__init__" else parts
        yield ".".join(parts) or "plancmp"


def imports(source: str) -> Iterator[Import]:
    """What a source imports, at its top or late; `from plancmp import x` is the module x."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield Import(alias.name, node.lineno)
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"line {node.lineno}: imports are written out in full"
            for alias in node.names:
                inner = f"{node.module}.{alias.name}"
                inside = (node.module or "").startswith("plancmp")
                is_module = inside and inner.removeprefix("plancmp.") in SHELF
                yield Import(inner if is_module else str(node.module), node.lineno)


def faults(module: str, source: str) -> list[str]:
    """What the house forbids in the source of a module."""
    if module not in SHELF:
        return [f"{module} has no row"]
    found = []
    for name, line in imports(source):
        top = name.partition(".")[0]
        if top == "plancmp":
            other = name.removeprefix("plancmp.")
            if other not in SHELF:
                found.append(f"{module}:{line} imports {other}, which has no row")
            elif SHELF[other] >= SHELF[module] and (module, other) != FACADE:
                found.append(f"{module}:{line} imports {other}, which is no lower")
        elif module not in ONLY.get(top, {module}):
            found.append(f"{module}:{line} imports {top}, which is for {ONLY[top]}")
        elif ROW[module] <= PURE and module not in MAY and {top, name} & OUTSIDE:
            found.append(f"{module}:{line} imports {name}, and is to be pure")
    if ROW[module] <= PURE and module not in MAY:
        found += [
            f"{module}:{line} uses {name}, and is to be pure" for name, line in touches(source)
        ]
    return found


def touches(source: str) -> Iterator[tuple[str, int]]:
    """Calls that look at files, the clock or the environment."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call):
            called = node.func
            name = getattr(called, "attr", getattr(called, "id", ""))
            if name in TOUCHES.get(type(called).__name__, ()):
                yield name, node.lineno


def test_every_module_has_its_row_and_every_row_its_modules() -> None:
    assert set(SHELF) == set(modules())


@pytest.mark.parametrize("module", list(modules()))
def test_imports_go_down(module: str) -> None:
    assert faults(module, path_of(module).read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("domain.values", "from plancmp.domain.model import Term"),
        ("domain.values", "def late():\n    from plancmp.data import loader"),
        ("views.show", "from plancmp.views.sources import sources"),
        ("render.json", "from plancmp.render import csv"),
        ("domain.verdicts", "import plancmp.cli"),
        ("domain.verdicts", "from plancmp.nowhere import x"),
        ("data.loader", "import yaml"),
        ("views.show", "from rich.text import Text"),
        ("cli.streams", "import typer"),
        ("domain.origins", "import os"),
        ("domain.changes", "from os.path import join"),
        ("domain.verdicts", "from datetime import date\ndate.today()"),
        ("domain.origins", "open('x')"),
    ],
)
def test_what_goes_up_or_sideways_or_outside_is_found(module: str, source: str) -> None:
    assert len(faults(module, source)) == 1


def test_what_may_touch_files_does() -> None:
    """An exception that nobody needs any longer is to go."""
    for module in MAY:
        source = path_of(module).read_text(encoding="utf-8")
        assert list(touches(source)) or {name for name, _ in imports(source)} & OUTSIDE
