"""The rows of a workbook's first sheet; only who reads one needs the library for it."""

from datetime import date, datetime, time
from io import BytesIO

from plancmp.data.csv_file import Cells
from plancmp.domain.problems import Location, PlancmpError, Problem, RuleId

BEGINNINGS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
"""How files of .xlsx, .ods and .xls begin."""


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
        rows = sheet.to_python(skip_empty_area=False)
    except (CalamineError, OSError, ValueError, IndexError) as error:
        found, hint = f"this workbook cannot be read: {error}", "save it as .xlsx or as `CSV UTF-8`"
        return [], [Problem(Location(name), RuleId.UNREADABLE, found, hint=hint)]
    return [[_cell(value) for value in row] for row in rows], []


def _cell(value: object) -> str:
    """A value as a person sees it; of a day without a time, the day."""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime) and value.time() == time():
        return value.date().isoformat()
    return value.isoformat() if isinstance(value, (date, time)) else str(value)
