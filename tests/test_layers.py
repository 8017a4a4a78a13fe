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
    (1, "problems"),
    (2, "values"),
    (3, "model format yamlsource yamltext"),
    (4, "load origins starters sheet parallel"),
    (5, "verdicts evidence importing search rules.rule"),
    (5, "rules.reading rules.shared rules.plan rules.all_plans"),
    (5, "rules"),
    (6, "diffs coverage check gather parquet"),
    (7, "views"),
    (7, "views.document"),
    (7, "views.words"),
    (7, "views.claims"),
    (7, "views.plans views.show views.sources views.diff views.conflicts views.outlets"),
    (7, "views.search views.check views.verify views.brief views.export"),
    (7, "views.imported"),
    (8, "render.plain"),
    (8, "render ondemand"),
    (8, "render.brief"),
    (8, "render.table render.json render.csv render.markdown render.html"),
    (8, "render.output_schema"),
    (8, "schema"),
    (9, "output texts render.progress"),
    (9, "adding"),
    (9, "cli"),
    (9, "__main__"),
)
"""The rows from the bottom up, each with the modules on it; a row may have several shelves.

A module imports from lower shelves only, so never up and never sideways.
"""

SHELF = {module: shelf for shelf, (_, modules) in enumerate(HOUSE) for module in modules.split()}
ROW = {module: HOUSE[shelf][0] for module, shelf in SHELF.items()}
PURE = 8
"""The highest row that knows no clock, no environment and no files."""

ONLY = {
    "yaml": {"yamlsource", "yamltext"},
    "rich": {"render.table", "render.progress"},
    "typer": {"cli", "ondemand"},
    "click": {"cli"},
    "jinja2": {"render.html"},
    "pyarrow": {"parquet"},
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

MAY = {
    "load": "reads the data folder, and nothing else",
    "parallel": "asks how many processors there are",
    "rules.rule": "lays out a rule's example where it is told to",
}
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
            elif SHELF[other] >= SHELF[module]:
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
        ("values", "from plancmp.model import Term"),
        ("values", "def late():\n    from plancmp import load"),
        ("views.show", "from plancmp.views.sources import sources"),
        ("render.json", "from plancmp.render import csv"),
        ("verdicts", "import plancmp.cli"),
        ("verdicts", "from plancmp.nowhere import x"),
        ("load", "import yaml"),
        ("views.show", "from rich.text import Text"),
        ("output", "import typer"),
        ("origins", "import os"),
        ("diffs", "from os.path import join"),
        ("verdicts", "from datetime import date\ndate.today()"),
        ("views.plans", "open('x')"),
    ],
)
def test_what_goes_up_or_sideways_or_outside_is_found(module: str, source: str) -> None:
    assert len(faults(module, source)) == 1


def test_what_may_touch_files_does() -> None:
    """An exception that nobody needs any longer is to go."""
    for module in MAY:
        source = path_of(module).read_text(encoding="utf-8")
        assert list(touches(source)) or {name for name, _ in imports(source)} & OUTSIDE
