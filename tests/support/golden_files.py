"""Golden files: whole outputs under tests/goldens, compared whole.

A test takes the fixture `golden` and says `golden("harbour/show.txt", text)`. `pytest
--update-golden` writes what the tests now give; on a run of all tests it also removes the files
that no test asked for, which otherwise fail the run.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable
from pathlib import Path

import pytest

from plancmp.text import visible
from tests.support.datasets import CHECKOUT

FOLDER = CHECKOUT / "tests" / "goldens"

Golden = Callable[[str, str], None]


class GoldenFiles:
    """The plugin that knows which golden files a run has asked for."""

    def __init__(self, folder: Path, *, update: bool) -> None:
        self.folder = folder
        self.update = update
        self.asked: set[Path] = set()
        self.users: set[str] = set()
        self.unused: list[Path] = []
        self.whole_run = True

    def check(self, name: str, text: str) -> None:
        """Compare a text with its golden file, or write that file on an update."""
        path = self.folder / name
        self.asked.add(path)
        if self.update:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text.encode())
            return
        if not path.exists():
            pytest.fail(f"there is no golden file {name}; pytest --update-golden writes it")
        wanted = path.read_bytes().decode()
        if text != wanted:
            pytest.fail(f"{difference(wanted, text, name)}\n{ACCEPT}", pytrace=False)

    def pytest_collection_modifyitems(
        self, config: pytest.Config, items: list[pytest.Item]
    ) -> None:
        self.users = {
            item.nodeid for item in items if "golden" in getattr(item, "fixturenames", ())
        }
        everything = config.args_source is not pytest.Config.ArgsSource.ARGS
        self.whole_run &= everything and not config.getoption("collectonly")

    def pytest_deselected(self) -> None:
        self.whole_run = False

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        if report.failed:  # the tests of a file that cannot be read may have wanted theirs
            self.whole_run = False

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.nodeid in self.users and not report.passed:
            self.whole_run = False

    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        if session.config.getoption("numprocesses", None) or hasattr(session.config, "workerinput"):
            return  # under pytest-xdist each process runs, and asks, only a part
        ran = session.exitstatus in (pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED)
        if not (ran and self.whole_run) or session.shouldstop or session.shouldfail:
            return
        there = (path for path in self.folder.rglob("*") if path.is_file())
        self.unused = sorted(set(there) - self.asked)
        if self.update:
            for path in self.unused:
                path.unlink()
        elif self.unused and session.exitstatus == pytest.ExitCode.OK:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        done = "removed" if self.update else "no test asks for"
        for path in self.unused:
            terminalreporter.write_line(f"{done} tests/goldens/{path.relative_to(self.folder)}")


ACCEPT = "pytest --update-golden accepts this; look at the change before committing it"


def difference(wanted: str, text: str, name: str) -> str:
    """A diff in which what cannot be seen is spelled out."""
    lines = difflib.unified_diff(
        [visible(line) for line in wanted.splitlines(keepends=True)],
        [visible(line) for line in text.splitlines(keepends=True)],
        f"{name} as it is kept",
        "what the test gives",
    )
    return "".join(line if line.endswith("\n") else f"{line}\n\\ no new line\n" for line in lines)
