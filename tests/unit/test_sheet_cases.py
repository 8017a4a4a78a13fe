"""Sheets as programs and people leave them: cases, each with what is told or written."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Any

import pytest

from plancmp.data.spreadsheet import COLUMNS
from tests.support import casebook
from tests.support.datasets import DESK
from tests.support.running import Run

ALLOWED = f"allowed: the columns {', '.join(COLUMNS)}"


@pytest.mark.parametrize("case", casebook.each("sheets.yaml"))
def test_a_sheet_is_taken_or_told(case: Any, run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "data"
    shutil.copytree(DESK, folder)
    before = files(folder)
    sheet = tmp_path / "in.csv"
    sheet.write_bytes(case["sheet"].encode(case.get("encoding", "utf-8")))
    ran = run("import", str(sheet), "--data", str(folder), "--write")
    if "told" in case:
        told = [line.removeprefix(f"{sheet}:") for line in ran.err.splitlines()]
        assert told == [str(line).replace("ALLOWED", ALLOWED) for line in case["told"]]
        assert ran.status == 3
        assert files(folder) == before
        return
    assert (ran.status, ran.err) == (0, "")
    if "total" in case:
        assert ran.out.startswith(case["total"] + "\n")
    if "file" in case:
        assert (folder / case["file"]).read_text("utf-8") == case["holds"]
    again = run("import", str(sheet), "--data", str(folder), "--write")
    assert re.match(r"0 reports added in 0 files, [1-9]\d* there already\.", again.out)


def files(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
