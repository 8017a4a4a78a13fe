"""Workbooks read as a person sees them: percents, formulas gone wrong, cells far away."""

from __future__ import annotations

from io import BytesIO
from unittest.mock import Mock
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from plancmp.data import workbook_marks
from plancmp.data.sheet_file import read_sheet
from plancmp.data.spreadsheet import REQUIRED
from plancmp.data.workbook import read_workbook
from plancmp.data.workbook_marks import Block
from tests.support.workbooks import percents_and_errors, told


def packed(**files: str) -> bytes:
    """An .ods file of these files."""
    raw = BytesIO()
    with ZipFile(raw, "w", ZIP_DEFLATED) as to:
        to.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        for name, text in files.items():
            to.writestr(f"{name}.xml", text)
    return raw.getvalue()


def sheet_of(rows: str) -> bytes:
    """An .ods file with these rows."""
    spaces = " ".join(
        f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{short}:1.0"'
        for short in ("office", "table", "text", "calcext")
    )
    table = f"<table:table table:name='A'>{rows}</table:table>"
    body = f"<office:body><office:spreadsheet>{table}</office:spreadsheet></office:body>"
    return packed(content=f"<office:document-content {spaces}>{body}</office:document-content>")


def test_percents_are_read_as_they_are_shown_and_what_went_wrong_is_told() -> None:
    assert read_workbook(percents_and_errors(), "b")[0] == [
        ["50%", "7%", "0.5%", "0.5", "50%", "5"],
        ["", "", "right", "", "", ""],
    ]
    assert told(percents_and_errors()) == ["b:2:1", "b:2:2"]


def test_the_first_sheet_is_the_one_that_stands_first() -> None:
    """Whatever its file is called: as when a person moves it before another."""
    moved = percents_and_errors(behind=True)
    assert told(moved) == ["b:2:1", "b:2:2"]
    assert read_workbook(moved, "b")[0][0][0] == "50%"


def test_formulas_that_no_program_has_reckoned_are_told() -> None:
    """As libraries write them; one that is reckoned is its result."""
    from xlsxwriter import Workbook

    file = BytesIO()
    book = Workbook(file, {"in_memory": True})
    sheet = book.add_worksheet()
    for column, result in enumerate((600, 77, "said")):
        sheet.write_formula(0, column, "=A9", None, result)
    book.close()
    raw = BytesIO()
    with ZipFile(file) as written, ZipFile(raw, "w") as to:
        for name in written.namelist():
            to.writestr(name, written.read(name).replace(b"<v>77</v>", b"<v></v>"))
    cells, problems = read_workbook(raw.getvalue(), "b")
    assert cells == [["600", "", "said"]]
    assert [str(problem) for problem in problems] == [
        "b:1:2: bad-value: the cell's formula was never reckoned; save the workbook once in a "
        "spreadsheet, or write what is meant"
    ]


def test_so_are_those_of_an_ods_file() -> None:
    cell = "<table:table-cell table:formula='of:=[.A9]'"
    shown = " office:value-type='string'><text:p></text:p></table:table-cell>"
    row = f"<table:table-row>{cell}/>{cell}{shown}</table:table-row>"
    assert workbook_marks.marks_of(sheet_of(row)).formulas == [Block(0, 0)]


@pytest.mark.parametrize(
    ("place", "at"),
    [
        ((1_048_575, 16_383), "row 1,048,576, column 16,384"),
        ((20_000, 15_999), "row 20,001, column"),
    ],
)
def test_a_cell_far_away_is_told_before_there_is_room_for_all(
    place: tuple[int, int], at: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from xlsxwriter import Workbook

    file = BytesIO()
    book = Workbook(file, {"in_memory": True})
    book.add_worksheet().write_string(*place, "x")
    book.close()
    monkeypatch.setattr("python_calamine.CalamineWorkbook", None)  # which would make it
    ((problem,)) = read_workbook(file.getvalue(), "b")[1]
    assert at in problem.message


def test_a_cell_far_away_among_repeated_ones_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("python_calamine.CalamineWorkbook", None)
    cell = "<table:table-cell table:number-columns-repeated='9000' office:value-type='string'/>"
    empty = (
        "<table:table-row table:number-rows-repeated='999'><table:table-cell/></table:table-row>"
    )
    rows = f"{empty}<table:table-row>{cell}</table:table-row>{empty}"
    ((problem,)) = read_workbook(sheet_of(rows), "b")[1]
    assert "row 1,000, column 9,000" in problem.message


def test_what_would_unpack_to_too_much_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook_marks, "MOST_BYTES", 10_000)
    monkeypatch.setattr("python_calamine.CalamineWorkbook", None)
    ((problem,)) = read_workbook(packed(content="x" * 10_000), "b")[1]
    assert "when unpacked; allowed: 10,000" in problem.message


@pytest.mark.parametrize("raw", [packed(other=""), packed(content="<a"), packed(content="")])
def test_what_is_packed_and_no_workbook_is_told(raw: bytes) -> None:
    ((problem,)) = read_workbook(raw, "b")[1]
    assert problem.message.startswith("this workbook cannot be read: ")


@pytest.mark.parametrize("length", [4, 80, 512, 600, 2_000])
def test_an_old_workbook_that_is_cut_is_told(length: int) -> None:
    raw = (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(range(256)) * 8)[:length]
    ((problem,)) = read_workbook(raw, "b")[1]
    assert problem.message.startswith("this workbook cannot be read: ")


@pytest.mark.parametrize(
    ("format", "percent"),
    [
        ("0%", True),
        ("0.0 %;[Red]-0.0 %", True),
        ('0 "% of all"', False),
        (r"0\%", False),
        ("0", False),
    ],
)
def test_which_formats_show_a_number_in_percent(format: str, percent: bool) -> None:
    assert workbook_marks.is_percent(format) is percent


def test_that_the_first_sheet_has_other_things_is_told_by_its_name() -> None:
    from xlsxwriter import Workbook

    file = BytesIO()
    book = Workbook(file, {"in_memory": True})
    book.add_worksheet("Notes").write_string(0, 0, "Read me")
    book.add_worksheet("Rows").write_row(0, 0, REQUIRED)
    book.close()
    ((problem,)) = read_sheet(file.getvalue(), "b.xlsx").problems
    assert problem.message == (
        "row 1 of Notes, the first sheet, is taken for the names of the columns, and has Read me"
    )
    assert problem.hint == "put the sheet of the rows first"


def test_where_the_library_fails_the_file_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    class PanicException(BaseException):
        pass

    def fail(_: object) -> None:
        raise PanicException

    monkeypatch.setattr("python_calamine.CalamineWorkbook", Mock(from_filelike=fail))
    ((problem,)) = read_workbook(percents_and_errors(), "b")[1]
    assert problem.message == "this workbook cannot be read"
