"""The house: every import of every module is looked at, late ones too, and every size."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

import plancmp
from tests.support.datasets import CHECKOUT
from tests.support.running import surroundings
from tools import house

ROOT = Path(plancmp.__file__).parent

TOUCHES = {
    "Name": {"open", "print", "input"},
    "Attribute": {
        *("today", "now", "utcnow", "getenv", "cwd", "open", "iterdir", "glob", "rglob", "mkdir"),
        *("read_text", "read_bytes", "write_text", "write_bytes", "unlink", "stat", "exists"),
        *("is_file", "is_dir", "is_symlink"),
    },
}
"""What is called, by name or as a method, to look at files, the clock or the environment."""

IMPURE = (
    *("yaml", "rich", "typer", "click", "jinja2", "pyarrow", "pathlib", "os.path", "subprocess"),
    *("multiprocessing", "threading", "socket", "ssl", "tempfile", "shutil", "glob", "random"),
    *("locale", "platform", "logging", "csv", "argparse", "urllib", "importlib.metadata"),
)
"""Modules that nobody gets by importing a pure room, directly or not."""


class Import(NamedTuple):
    """One name imported somewhere in a module."""

    name: str
    line: int


def path_of(module: str) -> Path:
    path = ROOT if module == "plancmp" else ROOT.joinpath(*module.split("."))
    return path / "__init__.py" if path.is_dir() else path.with_suffix(".py")


@cache
def modules() -> tuple[str, ...]:
    """Every module, by its name in plancmp."""
    names = []
    for path in sorted(ROOT.rglob("*.py")):
        parts = path.relative_to(ROOT).with_suffix("").parts
        parts = parts[:-1] if parts[-1] == "__init__" else parts
        names.append(".".join(parts) or "plancmp")
    return tuple(names)


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
                is_module = inside and inner.removeprefix("plancmp.") in modules()
                is_version = inner == "plancmp.__version__"
                name = inner if is_module or is_version else str(node.module)
                yield Import(name, node.lineno)


def room_of(module: str) -> tuple[house.Room, str]:
    """The room of a module, and its name there; LookupError where it is of none."""
    name, _, file = module.partition(".")
    return house.ROOMS[name], file or "."


def goes_down(module: str, other: str) -> bool:
    """Whether the module may import the other, as far as their rows and shelves say."""
    if module in house.FRONT:
        return other not in house.FRONT
    if other in house.FRONT:
        return False
    (room, file), (of, name) = room_of(module), room_of(other)
    if room != of:
        return house.ROW[of.name] < house.ROW[room.name]
    return not room.shelves or house.shelf(room, name) < house.shelf(room, file)


def faults(module: str, source: str) -> list[str]:
    """What the house forbids in the source of a module."""
    found = []
    pure = module.partition(".")[0] in house.PURE
    for name, line in imports(source):
        top = name.partition(".")[0]
        other = name.removeprefix("plancmp.")
        if name == "plancmp.__version__":
            continue
        if top == "plancmp":
            if other not in modules():
                found.append(f"{module}:{line} imports {other}, which is not there")
            elif not goes_down(module, other):
                found.append(f"{module}:{line} imports {other}, which is no lower")
        elif pure and name not in house.PURE_LIBRARIES | {"__future__"}:
            found.append(f"{module}:{line} imports {name}, and is to be pure")
        elif not any(
            fnmatchcase(module, pattern) for pattern in house.LIBRARIES.get(top, module).split()
        ):
            found.append(f"{module}:{line} imports {top}, which is for {house.LIBRARIES[top]}")
    if pure:
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


@cache
def imported_by(module: str) -> frozenset[str]:
    """The modules of plancmp that a module imports, late or not."""
    names = (name for name, _ in imports(path_of(module).read_text("utf-8")))
    inner = {name.removeprefix("plancmp.") for name in names if name.startswith("plancmp.")}
    return frozenset(inner & set(modules()))


def reached_from(module: str) -> set[str]:
    """The modules of plancmp that come with a module: what it imports, and what that imports."""
    reached: set[str] = set()
    waiting = [module]
    while waiting:
        found = imported_by(waiting.pop()) - reached
        reached |= found
        waiting += found
    return reached


def pure_modules() -> list[str]:
    return [module for module in modules() if module.partition(".")[0] in house.PURE]


def test_every_module_has_its_room_and_every_room_its_modules() -> None:
    rooms = {module: room_of(module) for module in modules() if module not in house.FRONT}
    for module, (room, file) in rooms.items():
        assert not room.shelves or house.shelf(room, file) >= 0, module
    assert {room.name for room, _ in rooms.values()} == set(house.ROOMS)


@pytest.mark.parametrize("module", modules())
def test_imports_go_down(module: str) -> None:
    assert faults(module, path_of(module).read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("module", modules())
def test_nothing_comes_back_to_what_imports_it(module: str) -> None:
    assert module not in reached_from(module)


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("domain.values", "from plancmp.data import keys"),
        ("domain.values", "def late():\n    from plancmp.data import loader"),
        ("rules.base", "from plancmp.authoring import scaffold"),
        ("views.show", "from plancmp.views.sources import sources"),
        ("render.json", "from plancmp.render import csv"),
        ("cli.commands.show", "from plancmp.cli import app"),
        ("domain.verdicts", "import plancmp.cli"),
        ("domain.verdicts", "from plancmp.nowhere import x"),
        ("views.show", "from plancmp import load"),
        ("data.loader", "import yaml"),
        ("views.show", "from rich.text import Text"),
        ("render.csv", "import typer"),
        ("domain.origins", "import os"),
        ("domain.comparison", "from os.path import join"),
        ("domain.verdicts", "from datetime import date\ndate.today()"),
        ("domain.origins", "open('x')"),
    ],
)
def test_what_goes_up_or_sideways_or_outside_is_found(module: str, source: str) -> None:
    assert len(faults(module, source)) == 1


def test_the_pure_rooms_reach_no_other() -> None:
    rooms = {other.partition(".")[0] for module in pure_modules() for other in reached_from(module)}
    assert rooms <= set(house.PURE)


def test_no_library_comes_with_a_pure_room() -> None:
    """Seen in a process of its own: what is there after every module of it was imported."""
    names = [f"plancmp.{module}" for module in pure_modules()]
    script = (
        "import sys; before = set(sys.modules); from importlib import import_module\n"
        f"for name in {names!r}: import_module(name)\n"
        "print(*sorted(set(sys.modules) - before))"
    )
    ran = subprocess.run(
        [sys.executable, "-c", script],
        env=surroundings({"PYTHONPATH": str(CHECKOUT)}),
        stdout=subprocess.PIPE,
        check=True,
    )
    there = set(ran.stdout.decode().split())
    assert set(names) <= there
    assert there & set(IMPURE) == set()


def test_every_exception_is_needed() -> None:
    """A module that may import a library does, or a name that fits it has no place."""
    for library, patterns in house.LIBRARIES.items():
        for pattern in patterns.split():
            fitting = [module for module in modules() if fnmatchcase(module, pattern)]
            names = {name for m in fitting for name, _ in imports(path_of(m).read_text("utf-8"))}
            assert library in {name.partition(".")[0] for name in names}, f"{library}: {pattern}"


def test_the_page_prints_the_table() -> None:
    text = house.PAGE.read_text("utf-8")
    assert text == house.page(text), "python -m tools.house writes it anew"


# Sizes


def lines_of(path: Path) -> int:
    return len(path.read_text("utf-8").splitlines())


def test_no_file_is_too_large() -> None:
    large = {}
    for path in ROOT.rglob("*.py"):
        name = path.relative_to(ROOT).as_posix()
        most = house.CLI_FILE_LINES if name.startswith("cli/") else house.FILE_LINES
        if lines_of(path) > most:
            large[name] = lines_of(path)
    assert large == {}


def test_no_class_is_too_large() -> None:
    large = [
        f"{path.relative_to(ROOT)}:{node.lineno} {node.name}"
        for path in ROOT.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.ClassDef)
        and (node.end_lineno or 0) - node.lineno >= house.CLASS_LINES
    ]
    assert large == []


def test_what_views_hand_on_is_typed() -> None:
    for path in (ROOT / "views").glob("*.py"):
        assert "dict[str, Any]" not in path.read_text("utf-8"), path


# Tests and tools


def imported_names(path: Path) -> set[str]:
    """The names that a file imports, each with the module it is of."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            names |= {f"{node.module}.{alias.name}" for alias in node.names}
    return names


def test_no_test_imports_a_test() -> None:
    for path in (CHECKOUT / "tests").rglob("*.py"):
        inner = {name for name in imported_names(path) if name.startswith("tests")}
        assert all(name.startswith("tests.support") for name in inner), path


def test_tools_and_benchmarks_import_no_test() -> None:
    for folder in ("tools", "benchmarks", "plancmp"):
        for path in (CHECKOUT / folder).rglob("*.py"):
            assert not any(name.startswith("tests") for name in imported_names(path)), path
