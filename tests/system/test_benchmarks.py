"""The programs of the benchmarks that look into plancmp still run; what they measure is theirs."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from benchmarks.runs import program
from tests.support.datasets import CHECKOUT
from tests.support.running import surroundings
from tools.made_data import Size, make


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("made") / "data"
    make(folder, Size(plans=2, provisions=4, reports=2, articles=6))
    return folder


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("stages_of_diff", ["plan-1", "plan-2"]),
        ("stages_of_sources", ["plan-1/topic-1"]),
        ("stages_of_whole", []),
    ],
)
def test_a_profile_names_its_stages(name: str, arguments: list[str], made: Path) -> None:
    ran = subprocess.run(
        program(name, str(made), *arguments),
        env=surroundings({"PYTHONPATH": str(CHECKOUT)}),
        stdout=subprocess.PIPE,
        check=True,
    )
    profile = json.loads(ran.stdout)
    assert profile["title"]
    assert len(profile["stages"]) > profile["beside"]


def test_the_bare_programs_run() -> None:
    for name in ("bare", "bare_yaml", "bare_rich"):
        subprocess.run(program(name, "one"), check=True)
