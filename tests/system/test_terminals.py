"""A real terminal is shown a screen, links and a pager; a pipe is given everything, and neither."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.datasets import CHECKOUT, DESK
from tests.support.running import surroundings
from tests.support.terminals import bare, on_terminal, sent

PAGER = "sh -c 'echo PAGED; cat'"
LONG = ("show autumn", "conflicts", "diff spring autumn", "sources autumn/fishing")


def piped(line: str, data: Path, **environ: str) -> str:
    """What a pipe is given of a command line."""
    script = f"{sys.executable} -m plancmp {line} | cat"
    said = surroundings({"PLANCMP_DATA": str(data), "COLUMNS": "100", **environ})
    ran = subprocess.run(
        ["bash", "-c", script], env=said, cwd=CHECKOUT, capture_output=True, check=True
    )
    assert ran.stderr == b""
    return ran.stdout.decode()


@pytest.mark.parametrize("line", LONG)
def test_a_terminal_is_shown_a_screen_and_everything_where_asked(line: str, harbour: Path) -> None:
    words = line.split()
    status, screen = on_terminal(*words, data=harbour)
    whole = piped(line, harbour)
    assert status == 0
    assert len(screen.splitlines()) <= 40
    assert "--all" in screen
    assert len(screen.splitlines()) < len(whole.splitlines())
    assert bare(on_terminal(*words, "--all", data=harbour)[1]) == whole


def test_a_terminal_is_told_each_problem_once(tmp_path: Path) -> None:
    """But what goes elsewhere leaves them to be told."""
    folder, sheet = tmp_path / "data", tmp_path / "in.csv"
    shutil.copytree(DESK, folder)
    sheet.write_text("plan,topic,title,article,term,value\ndraft,staff,Staff,g1,v,many\n")
    line = ("import", str(sheet))
    for more in ((), ("--format", "csv"), ("-o", str(tmp_path / "told.csv"))):
        status, shown = on_terminal(*line, *more, data=folder, columns=200)
        assert (status, bare(shown).count("many is not a number")) == (3, 1)


def test_a_long_text_goes_through_the_pager_and_a_screen_does_not(harbour: Path) -> None:
    for line in LONG:
        asked = {"PAGER": PAGER}
        _, screen = on_terminal(*line.split(), data=harbour, rows=60, environ=asked)
        assert "PAGED" not in screen
        _, whole = on_terminal(*line.split(), "--all", data=harbour, rows=20, environ=asked)
        assert whole.startswith("PAGED\n")
        assert bare(whole.removeprefix("PAGED\n")) == piped(line, harbour)


@pytest.mark.parametrize("rows", [10, 500])
def test_the_pager_is_for_what_is_longer_than_the_terminal(rows: int, harbour: Path) -> None:
    asked = {"PAGER": PAGER}
    _, shown = on_terminal("show", "autumn", data=harbour, rows=rows, environ=asked)
    assert shown.startswith("PAGED\n") == (rows == 10)


def test_the_pager_of_plancmp_alone_beats_that_of_all(harbour: Path) -> None:
    both = {"PAGER": "cat", "PLANCMP_PAGER": PAGER}
    assert on_terminal("conflicts", "--all", data=harbour, environ=both)[1].startswith("PAGED\n")
    both = {"PAGER": PAGER, "PLANCMP_PAGER": ""}
    assert "PAGED" not in on_terminal("conflicts", "--all", data=harbour, environ=both)[1]


@pytest.mark.parametrize("pager", ["nowhere-to-be-found", "", "'", "cat"])
def test_without_a_pager_that_runs_the_text_is_printed(pager: str, harbour: Path) -> None:
    status, shown = on_terminal("conflicts", "--all", data=harbour, environ={"PAGER": pager})
    assert (status, bare(shown)) == (0, piped("conflicts", harbour))


@pytest.mark.parametrize("pager", ["true", "head -1"])
def test_a_pager_that_is_left_early_is_no_failure(pager: str, harbour: Path) -> None:
    status, shown = on_terminal("show", "autumn", "--all", data=harbour, environ={"PAGER": pager})
    assert status == 0
    assert "Traceback" not in shown


def test_other_formats_files_and_pipes_are_not_paged(harbour: Path, tmp_path: Path) -> None:
    asked = {"PAGER": PAGER}
    _, shown = on_terminal("conflicts", "--format", "json", data=harbour, rows=5, environ=asked)
    assert "PAGED" not in shown
    file = str(tmp_path / "x.txt")
    assert on_terminal("conflicts", "-o", file, data=harbour, environ=asked) == (0, "")
    assert "PAGED" not in piped("conflicts --all", harbour, **asked)


LINK = re.compile(r"\x1b\]8;;([^\x1b]+)\x1b\\(?:\x1b\[[\d;]*m)*([^\x1b]*)")


def test_links_are_for_terminals_with_colour(harbour: Path) -> None:
    words = shlex.split("sources autumn/fishing --outlet all")
    _, shown = on_terminal(*words, data=harbour)
    links = LINK.findall(shown)
    assert ("https://courier.example/2031/09/14/mole", "[1]") in links
    assert all(re.fullmatch(r"https?://\S+", address) for address, _ in links)
    assert {text for _, text in links} >= {"[1]", "https://courier.example/2031/09/14/mole"}
    assert shown.count("\x1b]8;;\x1b\\") == len(links)
    for environ in ({"NO_COLOR": "1"}, {"TERM": "dumb"}):
        assert "\x1b]8" not in on_terminal(*words, data=harbour, environ=environ)[1]
    assert "\x1b]8" not in piped("sources autumn/fishing --color always", harbour)
    assert "\x1b[" in piped("sources autumn/fishing --color always", harbour)


def test_a_pipe_is_laid_out_for_the_terminal_that_somebody_sits_at(harbour: Path) -> None:
    """As in `plancmp show autumn | less`: standard error is still the terminal."""
    script = f"{sys.executable} -m plancmp show autumn | cat"
    said = surroundings({"PLANCMP_DATA": str(harbour), "TERM": "xterm-256color"})
    status, shown = sent(["bash", "-c", script], said, CHECKOUT, 64, 40)
    assert status == 0
    assert bare(shown) == piped("show autumn --width 64", harbour)
