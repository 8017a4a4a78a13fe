"""What a command imports: only what it needs, so that it starts at once."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from plancmp.cli.app import COMMANDS, NEW_COMMANDS
from tests.support.datasets import CHECKOUT
from tests.support.running import surroundings

HEAVY = {
    "pydantic", "numpy", "pandas", "pyarrow", "jinja2", "yaml", "rich", "decimal", "csv",
    "plancmp.data.loader", "plancmp.data.yaml_reader", "plancmp.domain.values",
    "plancmp.domain.verdicts", "plancmp.domain.comparison",
}  # fmt: skip
"""What only some commands need. (difflib comes with Typer.)"""
PRINTING = {"pydantic", "numpy", "pandas", "pyarrow", "jinja2", "csv"}
"""What none needs that prints a table or JSON."""

LINES = [*COMMANDS, *(f"new {name}" for name in NEW_COMMANDS)]
"""Every command, those of `new` too."""

DUMP = """
import atexit, json, sys
from pathlib import Path
file = Path(sys.argv.pop(1))
before = set(sys.modules)
atexit.register(lambda: file.write_text(json.dumps(sorted(set(sys.modules) - before))))
from plancmp.cli import main
main()
"""


def imported(line: str, tmp_path: Path, harbour: Path, **environ: str) -> set[str]:
    """The modules that a run imports, with the packages that they are of."""
    file = tmp_path / "modules.json"
    subprocess.run(
        [sys.executable, "-c", DUMP, file, *line.split()],
        env=surroundings({"PLANCMP_DATA": str(harbour), **environ}),
        cwd=CHECKOUT, stdout=subprocess.DEVNULL, check=False,
    )  # fmt: skip
    return set(json.loads(file.read_text()))


@pytest.mark.parametrize(
    "line", ["--version", "--help", "plans --format jsn", *(f"{line} --help" for line in LINES)]
)
def test_help_and_version_load_nothing(line: str, tmp_path: Path, harbour: Path) -> None:
    assert imported(line, tmp_path, harbour) & HEAVY == set()


def test_help_needs_no_data(tmp_path: Path) -> None:
    modules = imported("show --help", tmp_path, tmp_path / "nowhere")
    assert "plancmp.cli" in modules
    assert "plancmp.data.loader" not in modules


def test_completing_a_format_loads_nothing(tmp_path: Path, harbour: Path) -> None:
    said = {"COMP_WORDS": "plancmp plans --format ", "COMP_CWORD": "3"}
    modules = imported("", tmp_path, harbour, _PLANCMP_COMPLETE="complete_bash", **said)
    assert modules & HEAVY == set()


@pytest.mark.parametrize(
    "line",
    ["plans", "show autumn", "sources fishing", "diff spring autumn", "conflicts"],
)
def test_json_needs_no_rich_and_nothing_needs_a_library_for_numbers(
    line: str, tmp_path: Path, harbour: Path
) -> None:
    as_json = imported(f"{line} --format json", tmp_path, harbour)
    assert "yaml" in as_json
    assert as_json & (PRINTING | {"rich"}) == set()
    as_table = imported(line, tmp_path, harbour)
    assert "rich" in as_table
    assert as_table & PRINTING == set()


def test_a_command_imports_no_other_commands_view(tmp_path: Path, harbour: Path) -> None:
    modules = imported("plans --format json", tmp_path, harbour)
    assert "plancmp.views.plans" in modules
    assert modules & {f"plancmp.views.{name}" for name in ("show", "sources", "diff")} == set()


def test_the_help_of_the_program_and_completion_of_commands_import_no_command(
    tmp_path: Path, harbour: Path
) -> None:
    said = {"COMP_WORDS": "plancmp s", "COMP_CWORD": "1", "_PLANCMP_COMPLETE": "complete_bash"}
    for modules in (
        imported("-h", tmp_path, harbour),
        imported("shwo", tmp_path, harbour),
        imported("", tmp_path, harbour, **said),
    ):
        assert "plancmp.cli.app" in modules
        assert [name for name in modules if name.startswith("plancmp.cli.commands")] == []
    modules = imported("new -h", tmp_path, harbour)
    assert {name for name in modules if name.startswith("plancmp.cli.commands")} == {
        "plancmp.cli.commands",
        "plancmp.cli.commands.new",
    }


@pytest.mark.parametrize("line", ["", *LINES])
def test_help_is_the_same_without_docstrings(line: str) -> None:
    def shown(*python: str) -> bytes:
        command = [sys.executable, *python, "-m", "plancmp", *line.split(), "-h"]
        return subprocess.run(
            command, env=surroundings({}), cwd=CHECKOUT, capture_output=True, check=True
        ).stdout

    assert shown("-OO") == shown()
