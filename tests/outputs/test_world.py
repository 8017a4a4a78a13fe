"""Public reports tried: each entry of tests/cases/world.yaml run through the program."""

from __future__ import annotations

import shlex
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.support.casebook import each, read
from tests.support.datasets import RENTS
from tests.support.examples import write_over
from tests.support.running import run_inside

ENTRIES = "world.yaml"
KINDS = {"quotes", "texts", "spreadsheets", "yaml", "folders", "scripts", "outputs", "statuses"}
KEYS = {"case", "kind", "report", "files", "run", "status", "shows", "hides", "changes"}


def contents(folder: Path) -> Mapping[str, bytes]:
    """Every file below a folder."""
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


@pytest.mark.parametrize("entry", each(ENTRIES))
def test_public_report(
    entry: Mapping[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(RENTS, tmp_path / "data")
    write_over(entry.get("files", ""), tmp_path / "data")
    monkeypatch.chdir(tmp_path)
    before = contents(tmp_path)

    command = shlex.split(entry["run"])
    ran = run_inside(*command, PLANCMP_DATA="data", COLUMNS="200")

    assert ran.status == int(entry.get("status", 0)), ran
    for part in entry.get("shows", ()):
        assert part in ran.out + ran.err
    for part in entry.get("hides", ()):
        assert part not in ran.out + ran.err
    after = contents(tmp_path)
    changed = {name for name in before.keys() | after if before.get(name) != after.get(name)}
    assert changed == set(entry.get("changes", ()))


def test_every_entry_says_what_it_is_of_and_what_is_right() -> None:
    for entry in read(ENTRIES):
        assert entry.keys() <= KEYS
        assert entry["kind"] in KINDS
        assert entry["report"]
        assert entry.get("shows") or entry.get("hides") or entry.get("changes")
