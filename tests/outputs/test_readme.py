"""The README: its commands are run, its output is what they print, its tables are the code's."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NamedTuple

import pytest

from plancmp.cli.app import COMMANDS
from plancmp.domain.changes import Change
from plancmp.domain.values import KINDS
from plancmp.domain.verdicts import Verdict
from plancmp.views.wording import SIGNS
from tests.support.datasets import CHECKOUT
from tests.support.golden_files import ACCEPT, difference
from tests.support.running import surroundings

README = CHECKOUT / "README.md"
CONSOLE = re.compile(r"(?<=^```console\n)(.*?)(?=^```$)", re.MULTILINE | re.DOTALL)
MADE = re.compile(
    r"(?<=^<!-- table: )(\w+)( -->\n)(.*?)(?=^<!-- end -->$)", re.MULTILINE | re.DOTALL
)


class Command(NamedTuple):
    """A command as it stands in a console block, with its further lines."""

    lines: tuple[str, ...]

    @property
    def script(self) -> str:
        first, *rest = self.lines
        return "\n".join([first.removeprefix("$ "), *(line.removeprefix("> ") for line in rest)])


def commands(block: str) -> Iterable[Command]:
    """The commands of a block, without what they print."""
    for found in re.finditer(r"^\$ .*\n(?:> .*\n|>\n)*", block, re.MULTILINE):
        yield Command(tuple(found[0].splitlines()))


def played(block: str, folder: Path) -> str:
    """The block with what its commands print now."""
    shown = []
    for command in commands(block):
        script = f'plancmp() {{ {sys.executable} -m plancmp "$@"; }}; {command.script}'
        ran = subprocess.run(
            ["bash", "-c", f"exec 2>&1; {script}"],
            env=surroundings({"PYTHONPATH": str(CHECKOUT), "COLUMNS": "96"}),
            cwd=folder,
            stdout=subprocess.PIPE,
            check=False,
        )
        shown.append("\n".join(command.lines) + "\n" + ran.stdout.decode())
    return "".join(shown)


def in_table(titles: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [titles, ("---",) * len(titles), *rows]
    return "".join(f"| {' | '.join(cells)} |\n" for cells in lines)


def marks(kind: type[Verdict] | type[Change]) -> str:
    name = kind.__name__.lower()
    return in_table(
        ("", name, "holds when"),
        ((SIGNS[member].replace("|", "\\|"), member.value, member.means) for member in kind),
    )


def command_table() -> str:
    return in_table(
        ("command", "what it shows"),
        ((f"`plancmp {name}`", summary) for name, summary in COMMANDS.items()),
    )


def value_table() -> str:
    return in_table(
        ("kind", "ways of writing"),
        (
            (name, ", ".join(f"`{form.written(kind.atom)}`" for form in kind.forms))
            for name, kind in KINDS.items()
        ),
    )


TABLES: dict[str, Callable[[], str]] = {
    "commands": command_table,
    "verdicts": lambda: marks(Verdict),
    "changes": lambda: marks(Change),
    "values": value_table,
}


def test_the_readme_is_what_the_program_says(tmp_path: Path, pytestconfig: pytest.Config) -> None:
    shutil.copytree(CHECKOUT / "data", tmp_path / "data")
    text = README.read_text(encoding="utf-8")
    now = CONSOLE.sub(lambda found: played(found[1], tmp_path), text)
    now = MADE.sub(lambda found: f"{found[1]}{found[2]}{TABLES[found[1]]()}", now)
    if pytestconfig.getoption("--update-golden"):
        README.write_text(now, encoding="utf-8")
    elif now != text:
        pytest.fail(f"{difference(text, now, 'README.md')}\n{ACCEPT}", pytrace=False)


def test_the_readme_has_every_table() -> None:
    found = [found[1] for found in MADE.finditer(README.read_text(encoding="utf-8"))]
    assert sorted(found) == sorted(TABLES)


def test_the_readme_tours_the_commands_that_compare() -> None:
    blocks = "".join(CONSOLE.findall(README.read_text(encoding="utf-8")))
    for command in ("plans", "show", "sources", "diff", "conflicts"):
        assert f"$ plancmp {command}" in blocks


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md", "CHANGELOG.md"])
def test_links_between_the_documents_lead_somewhere(name: str) -> None:
    text = (CHECKOUT / name).read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)#\s]+)\)", text):
        assert target.startswith("https://") or (CHECKOUT / target).exists(), target
