"""Sheets opened in LibreOffice and saved again, in the settings of two languages."""

from __future__ import annotations

import csv
import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from plancmp.data.cells import guarded
from plancmp.data.workbook import read_workbook
from tests.support import casebook, libreoffice, workbooks
from tests.support.datasets import DESK, HARBOUR, RENTS
from tests.support.running import Run

pytestmark = [libreoffice.needed, pytest.mark.slow]


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where LibreOffice keeps its settings."""
    return tmp_path_factory.mktemp("libreoffice")


def typed() -> Iterator[str]:
    """Texts that a spreadsheet would take for something else."""
    for line in casebook.read("typed.yaml"):
        yield str(line)


def desk_with(texts: list[str], folder: Path) -> Path:
    """A data folder in which each text stands as a speaker, a note and a wording."""
    shutil.copytree(DESK, folder)
    reports = [
        {"article": "g1", "speaker": text, "note": text, "says": {"v": text}} for text in texts
    ]
    provision = {"title": texts[0], "reports": reports}
    (folder / "plans/draft/wording.yaml").write_text(json.dumps(provision), "utf-8")
    return folder


@pytest.mark.parametrize("language", libreoffice.LANGUAGES)
def test_no_text_becomes_a_number_or_a_day(
    language: str, run: Run, tmp_path: Path, room: Path
) -> None:
    texts = list(typed())
    folder = desk_with(texts, tmp_path / "data")
    sheet = tmp_path / "claims.csv"
    assert run("export", "--data", str(folder), "-o", str(sheet)).status == 0
    there = libreoffice.converted(sheet, "ods", language, room)
    back = libreoffice.converted(there, "csv", language, room)
    ran = run("import", str(back), "--data", str(folder))
    assert (ran.status, ran.err) == (0, "")
    assert ran.out == f"0 reports to add in 0 files, {len(texts)} there already.\n"


@pytest.mark.parametrize("language", libreoffice.LANGUAGES)
def test_what_has_no_guard_is_rewritten(language: str, tmp_path: Path, room: Path) -> None:
    """Without this the test before could not fail: it is what each text is to be kept from."""
    texts = list(typed())
    bare = tmp_path / "bare.csv"
    with bare.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([text] for text in texts)
    there = libreoffice.converted(bare, "ods", language, room)
    back = libreoffice.converted(there, "csv", language, room)
    with back.open(encoding="utf-8", newline="") as stream:
        rewritten = [
            text for text, (cell,) in zip(texts, csv.reader(stream), strict=True) if text != cell
        ]
    assert len(rewritten) > 20
    assert all(guarded(text, literal=True) != text for text in rewritten)


@pytest.mark.parametrize("language", libreoffice.LANGUAGES)
@pytest.mark.parametrize("data", [RENTS, HARBOUR], ids=lambda data: str(data.name))
def test_whole_data_sets_come_back_as_they_went(
    data: Path, language: str, run: Run, tmp_path: Path, room: Path
) -> None:
    folder = tmp_path / "data"
    shutil.copytree(data, folder)
    sheet = tmp_path / f"{data.name}.csv"
    assert run("export", "--data", str(folder), "-o", str(sheet)).status == 0
    there = libreoffice.converted(sheet, "ods", language, room)
    back = libreoffice.converted(there, "csv", language, room)
    ran = run("import", str(back), "--data", str(folder))
    assert (ran.status, ran.err) == (0, "")
    assert ran.out.startswith("0 reports to add in 0 files, ")
    assert len(ran.out.splitlines()) == 1


FILLED = """\
title: Costs
reports:
  - article: g1  # the first
    quote: who pays the rent
    paragraph: 2
    says:
      v: state
  - article: g1
    speaker: '007'
    note: 1/2
    says:
      v: tenants
"""


@pytest.mark.parametrize("ending", ["xlsx", "ods", "csv"])
@pytest.mark.parametrize("language", libreoffice.LANGUAGES)
def test_of_a_sheet_that_was_edited_only_what_was_edited_is_changed(
    language: str, ending: str, run: Run, tmp_path: Path, room: Path
) -> None:
    """A cell is changed, and one is filled in that was empty, as a person would do it."""
    folder = tmp_path / "data"
    shutil.copytree(DESK, folder)
    costs = folder / "plans/draft/costs.yaml"
    costs.write_text(FILLED)
    sheet = tmp_path / f"g1-{ending}.xlsx"
    assert run("sheet", "g1", "--data", str(folder), "-o", str(sheet)).status == 0
    flat = libreoffice.converted(sheet, "fods", language, room)
    flat.write_text(edited(flat.read_text("utf-8")), "utf-8")
    back = libreoffice.converted(flat, ending, language, room)
    before = {path: path.read_bytes() for path in folder.rglob("*.yaml")}
    ran = run("import", str(back), "--data", str(folder), "--write")
    assert (ran.status, ran.err) == (0, "")
    assert ran.out.startswith("1 report added, 1 changed in 2 files, 1 there already.\n")
    assert costs.read_text() == FILLED.replace("who pays the rent", "who pays, then")
    staff = folder / "plans/draft/staff.yaml"
    assert staff.read_text() == (
        "title: Staff\nreports:\n  - article: g1\n    says:\n      v: 600000\n"
    )
    after = {path: path.read_bytes() for path in folder.rglob("*.yaml")}
    assert {path for path in after if after[path] != before.get(path)} == {costs, staff}


def edited(flat: str) -> str:
    """A flat sheet with another quote, and a number behind the question that asks for one."""
    assert flat.count("<text:p>who pays the rent</text:p>") == 1
    flat = flat.replace("who pays the rent", "who pays, then")
    number = '<table:table-cell office:value-type="float" office:value="600000">'
    number += "<text:p>600000</text:p></table:table-cell>"
    empty = re.search(
        r"How many\?</text:p>\s*</table:table-cell>\s*()"
        r'<table:table-cell([^>]*?)(?: table:number-columns-repeated="(\d+)")?/>',
        flat,
    )
    assert empty
    left = int(empty[3] or 1) - 1
    more = f'<table:table-cell{empty[2]} table:number-columns-repeated="{left}"/>' * bool(left)
    return flat[: empty.start(1)] + number + more + flat[empty.end() :]


@pytest.mark.parametrize("ending", ["ods", "xls", "xlsx"])
def test_percents_and_formulas_gone_wrong_are_seen(ending: str, tmp_path: Path, room: Path) -> None:
    file = tmp_path / "book.xlsx"
    file.write_bytes(workbooks.percents_and_errors())
    raw = libreoffice.converted(file, ending, libreoffice.LANGUAGES[0], room).read_bytes()
    rows, _ = read_workbook(raw, "b")
    assert rows[0] == ["50%", "7%", "0.5%", "0.5", "50%", "5"]
    assert workbooks.told(raw) == ["b:2:1", "b:2:2"]


def test_an_old_workbook_that_says_it_goes_far_is_told(tmp_path: Path, room: Path) -> None:
    """The library would make room for all that it says it has."""
    file = tmp_path / "book.xlsx"
    file.write_bytes(workbooks.percents_and_errors())
    raw = libreoffice.converted(file, "xls", libreoffice.LANGUAGES[0], room).read_bytes()
    extent = b"\x00\x02\x0e\x00\x00\x00\x00\x00"
    assert raw.count(extent + b"\x02\x00\x00\x00") == 1
    far = raw.replace(extent + b"\x02\x00\x00\x00", extent + b"\x00\x00\x00\xff")
    ((problem,)) = read_workbook(far, "b")[1]
    assert "row 4,278,190,080, column 6" in problem.message
    backward = raw.replace(extent, extent[:4] + b"\x09\x00\x00\x00")
    ((problem,)) = read_workbook(backward, "b")[1]
    assert "it is not as it should be" in problem.message
