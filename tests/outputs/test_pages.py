"""The pages: their commands are run, their tables are the code's, their links lead somewhere."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NamedTuple

import pytest

from plancmp.cli.app import COMMANDS
from plancmp.domain.comparison import Change
from plancmp.domain.values import KINDS
from plancmp.domain.verdicts import Verdict
from plancmp.views.marks import MARKS, change_words
from tests.support.datasets import CHECKOUT
from tests.support.golden_files import ACCEPT, difference
from tests.support.pages import ALL_PAGES, PAGES, REFERENCE, anchors, name_of
from tests.support.running import surroundings
from tests.support.terminals import sent

README = CHECKOUT / "README.md"
CONSOLE = re.compile(r"(^```console( terminal)?\n)(.*?)(?=^```$)", re.MULTILINE | re.DOTALL)
"""A block of commands; those of `console terminal` are run on a terminal of COLUMNS."""
COLUMNS, ROWS = 80, 60
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


def played(block: str, folder: Path, *, terminal: bool) -> str:
    """The block with what its commands print now."""
    shown = []
    for command in commands(block):
        run = on_terminal if terminal else in_pipe
        printed = run(command.script, folder)
        shown.append("\n".join(command.lines) + "\n" + printed)
    return "".join(shown)


def in_pipe(script: str, folder: Path) -> str:
    ran = subprocess.run(
        ["bash", "-c", f"exec 2>&1; {script}"],
        env=surroundings({"PYTHONPATH": str(CHECKOUT), "COLUMNS": "96"}),
        cwd=folder,
        stdout=subprocess.PIPE,
        check=False,
    )
    return ran.stdout.decode()


def on_terminal(script: str, folder: Path) -> str:
    """What a person sees; the bar of a long run on standard error is left out."""
    said = {"PYTHONPATH": str(CHECKOUT), "TERM": "xterm", "NO_COLOR": "1", "PAGER": "cat"}
    command = ["bash", "-c", f"exec 2>errors; {script}"]
    _, shown = sent(command, surroundings(said), folder, COLUMNS, ROWS)
    return shown + (folder / "errors").read_text("utf-8")


def in_table(titles: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [titles, ("---",) * len(titles), *rows]
    return "".join(f"| {' | '.join(cells)} |\n" for cells in lines)


def marks(kind: type[Verdict] | type[Change]) -> str:
    name = kind.__name__.lower()
    return in_table(
        ("", name, "printed as", "holds when"),
        (
            (MARKS[word].sign.replace("|", "\\|"), word.value, printed(word), word.means)
            for word in kind
        ),
    )


def printed(word: Verdict | Change) -> str:
    """The words of a reader; those of a plan that alone is reported have its name."""
    return change_words(word, "PLAN", "PLAN") if isinstance(word, Change) else MARKS[word].words


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


@pytest.fixture
def on_the_path(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """plancmp as a command that a shell, and a script of its own, finds."""
    command = tmp_path_factory.mktemp("bin") / "plancmp"
    command.write_text(f'#!/bin/sh\nexec {sys.executable} -m plancmp "$@"\n')
    command.chmod(0o755)
    monkeypatch.setenv("PATH", str(command.parent), prepend=os.pathsep)


@pytest.mark.slow
@pytest.mark.usefixtures("on_the_path")
@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_a_page_is_what_the_program_says(
    page: Path, tmp_path: Path, pytestconfig: pytest.Config
) -> None:
    """Every page begins in a folder that has a copy of the shipped data."""
    shutil.copytree(CHECKOUT / "data", tmp_path / "data")
    text = page.read_text(encoding="utf-8")
    now = CONSOLE.sub(
        lambda found: found[1] + played(found[3], tmp_path, terminal=bool(found[2])), text
    )
    now = MADE.sub(lambda found: f"{found[1]}{found[2]}{TABLES[found[1]]()}", now)
    if pytestconfig.getoption("--update-golden"):
        page.write_text(now, encoding="utf-8")
    elif now != text:
        pytest.fail(f"{difference(text, now, name_of(page))}\n{ACCEPT}", pytrace=False)


def test_every_table_stands_somewhere() -> None:
    found = {made[1] for page in PAGES for made in MADE.finditer(page.read_text("utf-8"))}
    assert found == set(TABLES)


def test_the_pages_show_the_commands_that_compare() -> None:
    blocks = "".join(
        block[2] for page in PAGES for block in CONSOLE.findall(page.read_text("utf-8"))
    )
    for command in ("plans", "show", "sources", "diff", "conflicts", "brief", "new", "import"):
        assert f"$ plancmp {command}" in blocks


def test_the_tutorial_shows_a_contradiction_of_two_sources() -> None:
    text = (CHECKOUT / "docs" / "tutorial.md").read_text("utf-8")
    _, _, shown = text.partition("$ plancmp conflicts --data rents\n")
    assert MARKS[Verdict.CONFLICT].sign + " contradicted: 1\n" in shown.partition("```")[0]
    assert "2 outlets, 2 independent sources" in shown


def test_the_readme_shows_first_screens_and_cuts_none() -> None:
    blocks = CONSOLE.findall(README.read_text("utf-8"))
    assert any(terminal for _, terminal, _ in blocks)
    assert not [block for *_, block in blocks if re.search(r"\| *(sed|head|tail|cut)\b", block)]


def test_the_readme_is_short() -> None:
    assert len(README.read_text("utf-8").splitlines()) <= 220


@pytest.mark.parametrize("page", ALL_PAGES, ids=name_of)
def test_links_lead_somewhere(page: Path) -> None:
    text = page.read_text("utf-8")
    for target, anchor in re.findall(r"\]\((?!https?://)([^)#\s]*)#?([^)\s]*)\)", text):
        to = (page.parent / target).resolve() if target else page
        assert to.exists(), target
        assert not anchor or anchor in anchors(to), f"{target}#{anchor}"


def test_every_page_is_led_to() -> None:
    """From the README, by links from page to page."""
    reached, waiting = set(), [README]
    while waiting:
        page = waiting.pop()
        if page in reached or page.suffix != ".md":
            continue
        reached.add(page)
        links = re.findall(r"\]\((?!https?://)([^)#\s]+)", page.read_text("utf-8"))
        waiting += [(page.parent / target).resolve() for target in links]
    assert {name_of(page) for page in ALL_PAGES} == {name_of(page) for page in reached}


@pytest.mark.parametrize("page", sorted(REFERENCE.glob("*.md")), ids=lambda page: page.name)
def test_a_page_that_is_made_says_so(page: Path) -> None:
    assert "python -m tools." in page.read_text("utf-8")[:400]
