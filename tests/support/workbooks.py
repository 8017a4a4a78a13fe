"""A workbook with what the library that reads them does not tell."""

import re
from io import BytesIO
from zipfile import ZipFile

from plancmp.data.workbook import read_workbook


def percents_and_errors(*, behind: bool = False) -> bytes:
    """Percents in the first row, two formulas gone wrong in the second.

    The sheet was moved forward from `behind` another, if so.
    """
    from xlsxwriter import Workbook

    raw = BytesIO()
    book = Workbook(raw, {"in_memory": True})
    if behind:
        book.add_worksheet("Other").write_string(0, 0, "other")
    page = book.add_worksheet("Rows")
    percent, decimal = (book.add_format({"num_format": form}) for form in ("0%", '0.0 "x" %'))
    for column, (number, form) in enumerate(
        [(0.5, percent), (0.07, percent), (0.005, decimal), (0.5, None)]
    ):
        page.write_number(0, column, number, form)
    page.write_formula(0, 4, "=1/2", percent, 0.5)
    page.write_number(0, 5, 5)
    page.write_formula(1, 0, "=1/0", None, "#DIV/0!")
    page.write_formula(1, 1, "=NA()", None, "#N/A")
    page.write_string(1, 2, "right")
    book.close()
    return _second_first(raw.getvalue()) if behind else raw.getvalue()


def _second_first(raw: bytes) -> bytes:
    """The workbook with its second sheet before its first."""
    moved = BytesIO()
    with ZipFile(BytesIO(raw)) as old, ZipFile(moved, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "xl/workbook.xml":
                part = re.sub(rb"(<sheet [^>]*/>)(<sheet [^>]*/>)", rb"\2\1", part)
            new.writestr(name, part)
    return moved.getvalue()


def told(raw: bytes) -> list[str]:
    """Where a workbook has a formula that went wrong."""
    return [
        f"{problem.location.file}:{problem.location.line}:{problem.location.column}"
        for problem in read_workbook(raw, "b")[1]
    ]
