"""The README's way from plancmp to a report: each step is run, where its tool is there."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.support.datasets import CHECKOUT
from tests.support.running import surroundings

STEP = re.compile(
    r"^<!-- run(?:: (\w+))? -->\n```(sh|python)\n(.*?)^```$", re.MULTILINE | re.DOTALL
)


class Step(NamedTuple):
    """A block to run, and the tool that it needs beside plancmp."""

    tool: str
    language: str
    script: str

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

    @property
    def there(self) -> bool:
        return shutil.which(self.tool) is not None or find_spec(self.tool) is not None


FIRST, *STEPS = [
    Step(*found) for found in STEP.findall((CHECKOUT / "README.md").read_text("utf-8"))
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the first step has written its files."""
    made = tmp_path_factory.mktemp("report")
    assert FIRST.run(made) == ""
    return made


def test_the_steps_write_the_files_they_name(folder: Path) -> None:
    named = set(re.findall(r"-o (\S+)", FIRST.script))
    assert {path.name for path in folder.iterdir()} >= named
    assert {Path(name).suffix for name in named} == {".md", ".html", ".csv", ".json"}


def test_every_tool_that_the_readme_names_has_a_step() -> None:
    assert {step.tool for step in STEPS} == {"pandoc", "python", "jq", "pandas"}


@pytest.mark.parametrize("step", STEPS, ids=[step.tool for step in STEPS])
def test_a_step_runs(step: Step, folder: Path) -> None:
    if not step.there:
        pytest.skip(f"{step.tool} is not installed")
    before = {path.name for path in folder.iterdir()}
    told = step.run(folder)
    made = {path.name for path in folder.iterdir()} - before
    assert told or made == set(re.findall(r"-o (\S+)", step.script))


def test_a_spreadsheet_opens_the_csv(folder: Path) -> None:
    """What LibreOffice makes of it, written as CSV again, is what plancmp wrote."""
    office = shutil.which("soffice")
    if not office:
        pytest.skip("LibreOffice is not installed")
    import csv

    command = [
        office,
        "--headless",
        "--infilter=CSV:44,34,76,1",
        "--convert-to",
        "csv:Text - txt - csv (StarCalc):44,34,76,1",
        "--outdir",
        str(folder / "office"),
        "conflicts.csv",
    ]
    subprocess.run(command, cwd=folder, check=True, capture_output=True)
    read = [
        list(csv.reader((path / "conflicts.csv").open(encoding="utf-8", newline="")))
        for path in (folder, folder / "office")
    ]
    assert read[0] == read[1]
