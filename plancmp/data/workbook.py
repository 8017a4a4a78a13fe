"""The rows of a workbook's first sheet; only who reads one needs the library for it."""

import re
from collections.abc import Iterator
from datetime import date, datetime, time
from io import BytesIO
from zipfile import ZipFile, is_zipfile

from plancmp.data.csv_file import Cells
from plancmp.domain.problems import Location, PlancmpError, Problem, RuleId

BEGINNINGS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
"""How files of .xlsx, .ods and .xls begin."""


ENDINGS = (".xlsx", ".xlsm", ".xls", ".ods")
"""How their names end."""

MOST_CELLS = 5_000_000
"""So many cells, empty ones between others included, are read."""


def read_workbook(raw: bytes, name: str) -> tuple[Cells, list[Problem]]:
    """The rows of the first sheet, as CSV would have them, or what is wrong with the file.

    Raises PlancmpError where the library is not there.
    """
    try:
        from python_calamine import CalamineError, CalamineWorkbook
    except ImportError:
        message = "a workbook needs python-calamine: pip install 'plancmp[sheets]'"
        raise PlancmpError(f"{message}; or save it as CSV") from None
    try:
        sheet = CalamineWorkbook.from_filelike(BytesIO(raw)).get_sheet_by_index(0)
        last_row, last_column = sheet.end or (0, 0)
        if (last_row + 1) * (last_column + 1) > MOST_CELLS:
            found = f"something stands in row {last_row + 1:,}, column {last_column + 1:,}"
            hint = "delete what is far from the rows, or save them as `CSV UTF-8`"
            return [], [Problem(Location(name), RuleId.UNREADABLE, found, hint=hint)]
        rows = sheet.to_python(skip_empty_area=False)
    except (CalamineError, OSError, ValueError, IndexError) as error:
        found, hint = f"this workbook cannot be read: {error}", "save it as .xlsx or as `CSV UTF-8`"
        return [], [Problem(Location(name), RuleId.UNREADABLE, found, hint=hint)]
    return [[_cell(value) for value in row] for row in rows], list(_errors(raw, name))


def no_workbook(name: str) -> Problem | None:
    """The problem that a file is which is called a workbook and is none; None of another name."""
    ending = next((ending for ending in ENDINGS if name.lower().endswith(ending)), None)
    if not ending:
        return None
    found = f"this is no {ending} file, whatever its name says"
    hint = "save the sheet as .xlsx, .ods or `CSV UTF-8`"
    return Problem(Location(name), RuleId.UNREADABLE, found, hint=hint)


def _errors(raw: bytes, name: str) -> Iterator[Problem]:
    """The cells of a formula that went wrong, which the library takes for empty ones."""
    if not is_zipfile(BytesIO(raw)):
        return
    with ZipFile(BytesIO(raw)) as packed:
        if "xl/worksheets/sheet1.xml" not in packed.namelist():
            return
        xml = packed.read("xl/worksheets/sheet1.xml")
    for found in re.finditer(rb'<c r="([A-Z]{1,3})(\d{1,7})"[^>]*\bt="e"', xml):
        column = 0
        for letter in found[1]:
            column = column * 26 + letter - ord("A") + 1
        message, hint = "the cell's formula went wrong", "write what is meant, or empty it"
        yield Problem(Location(name, int(found[2]), column), RuleId.BAD_VALUE, message, hint=hint)


def _cell(value: object) -> str:
    """A value as a person sees it; of a day without a time, the day."""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime) and value.time() == time():
        return value.date().isoformat()
    return value.isoformat() if isinstance(value, (date, time)) else str(value)
