"""Sheets as programs and people leave them: cases, each with what is told or written."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Any

import pytest

from plancmp.data.csv_file import read_csv
from plancmp.data.spreadsheet import COLUMNS
from tests.support import casebook
from tests.support.datasets import DESK, HARBOUR
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


@pytest.mark.parametrize("value", ["600.000", "1.236", "12.345.678"])
def test_a_number_that_may_be_two_is_refused_in_a_sheet_too(
    value: str, run: Run, tmp_path: Path
) -> None:
    folder = tmp_path / "data"
    shutil.copytree(DESK, folder)
    sheet = tmp_path / "in.csv"
    sheet.write_text(f"plan;topic;title;article;term;value\ndraft;staff;A;g1;v;{value}\n")
    ran = run("import", str(sheet), "--data", str(folder))
    assert ran.status == 3
    assert f"{sheet}:2:6: bad-value: " in ran.err
    assert value in ran.err


def test_a_sheet_that_excel_opened_as_something_else_is_refused(run: Run, tmp_path: Path) -> None:
    """What a double click in Excel does with UTF-8, saved as CSV UTF-8 (I7c)."""
    folder = tmp_path / "data"
    shutil.copytree(HARBOUR, folder)
    out = run("export", "--data", str(folder)).out
    sheet = tmp_path / "in.csv"
    for codec in ("cp1252", "mac_roman"):
        sheet.write_bytes(b"\xef\xbb\xbf" + out.encode().decode(codec, "replace").encode())
        before = files(folder)
        ran = run("import", str(sheet), "--data", str(folder), "--write")
        assert ran.status == 3
        assert "encoding: " in ran.err
        assert "save the file as `CSV UTF-8`" in ran.err
        assert files(folder) == before


def files(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_cell_may_be_longer_than_the_csv_library_expects() -> None:
    cell = "a" * 140_000
    assert read_csv(f"title\n{cell}\n".encode(), "in.csv") == ([["title"], [cell]], [])
