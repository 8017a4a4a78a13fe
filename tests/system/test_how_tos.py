"""The steps of the how-tos, from plancmp to a report: each is run, where its tool is there."""

from __future__ import annotations

import csv
import re
import shutil
import subprocess
import sys
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.support.datasets import CHECKOUT
from tests.support.pages import PAGES, name_of
from tests.support.running import surroundings

STEP = re.compile(
    r"^<!-- run(?:: (\w+))? -->\n```(sh|python)\n(.*?)^```$", re.MULTILINE | re.DOTALL
)


class Step(NamedTuple):
    """A block to run, and the tool that it needs beside plancmp; the first of a page need none."""

    tool: str
    language: str
    script: str

    @property
    def is_there(self) -> bool:
        tool = self.tool
        return not tool or shutil.which(tool) is not None or find_spec(tool) is not None

    @property
    def names(self) -> set[str]:
        """The files that it says it writes."""
        return set(re.findall(r"-o (\S+)", self.script))

    def run(self, folder: Path) -> str:
        plancmp = f'plancmp() {{ {sys.executable} -m plancmp "$@"; }}; set -euo pipefail; '
        command = {
            "sh": ["bash", "-c", plancmp + self.script],
            "python": [sys.executable, "-c", self.script],
        }[self.language]
        environ = surroundings({"PYTHONPATH": str(CHECKOUT)})
        ran = subprocess.run(command, env=environ, cwd=folder, capture_output=True, check=False)
        assert (ran.returncode, ran.stderr.decode()) == (0, "")
        return ran.stdout.decode()


STEPS = {page: [Step(*found) for found in STEP.findall(page.read_text("utf-8"))] for page in PAGES}


class Made(NamedTuple):
    """A folder in which the steps of a page are run, and what its steps so far have written."""

    folder: Path
    files: set[str]
    printed: str


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("how-tos")


@cache
def made_by(root: Path, page: Path, count: int) -> Made:
    """What the first steps of a page write, and the last of them prints."""
    if not count:
        folder = root / page.stem
        folder.mkdir()
        return Made(folder, set(), "")
    before = made_by(root, page, count - 1)
    step = STEPS[page][count - 1]
    if not step.is_there:
        pytest.skip(f"{step.tool} is not installed")
    printed = step.run(before.folder)
    files = {path.name for path in before.folder.iterdir()}
    return Made(before.folder, files, printed)


@pytest.mark.parametrize(
    ("page", "count"),
    [
        pytest.param(page, count, id=f"{name_of(page)} {count} {step.tool}")
        for page, steps in STEPS.items()
        for count, step in enumerate(steps, 1)
    ],
)
def test_a_step_runs_and_writes_the_files_it_names(root: Path, page: Path, count: int) -> None:
    step = STEPS[page][count - 1]
    before = set(made_by(root, page, count - 1).files)
    made = made_by(root, page, count)
    assert made.files - before == step.names - before
    assert bool(made.printed) != bool(step.names)


def test_the_steps_use_every_tool_and_write_every_format() -> None:
    steps = [step for of_page in STEPS.values() for step in of_page]
    tools = {"", "pandoc", "python", "jq", "pandas", "pyarrow", "duckdb", "xlsxwriter"}
    assert {step.tool for step in steps} == tools
    endings = {Path(name).suffix for step in steps if not step.tool for name in step.names}
    assert endings == {".md", ".html", ".csv", ".json", ".db"}


def test_a_spreadsheet_opens_the_csv(root: Path) -> None:
    """What LibreOffice makes of it, written as CSV again, is what plancmp wrote."""
    office = shutil.which("soffice")
    if not office:
        pytest.skip("LibreOffice is not installed")
    (page,) = (page for page in STEPS if page.stem == "spreadsheet")
    folder = made_by(root, page, 1).folder
    command = [
        office,
        f"-env:UserInstallation={(root / 'profile').as_uri()}",
        "--headless",
        "--infilter=CSV:44,34,76,1",
        "--convert-to",
        "csv:Text - txt - csv (StarCalc):44,34,76,1",
        "--outdir",
        str(folder / "office"),
        "conflicts.csv",
    ]
    subprocess.run(command, cwd=folder, check=True, capture_output=True)
    read = []
    for path in (folder, folder / "office"):
        with (path / "conflicts.csv").open(encoding="utf-8", newline="") as file:
            read.append(list(csv.reader(file)))
    assert read[0] == read[1]
