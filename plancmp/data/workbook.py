"""The rows of a workbook's first sheet; only who reads one needs the library for it."""

from collections.abc import Iterator
from datetime import date, datetime, time
from decimal import Decimal
from io import BytesIO

from plancmp.data import workbook_marks, xls_marks
from plancmp.data.csv_file import Cells
from plancmp.data.workbook_marks import Marks, NoWorkbook
from plancmp.domain.problems import Location, PlancmpError, Problem, RuleId

BEGINNINGS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
"""How files of .xlsx and .ods, and those of .xls, begin."""
ENDINGS = (".xlsx", ".xlsm", ".xls", ".ods")
"""How their names end."""

MOST_CELLS = 5_000_000
"""At most so many cells are read, the empty ones between others included."""
_SAVE = "save it as .xlsx or as `CSV UTF-8`"


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
        marks = (workbook_marks if raw.startswith(BEGINNINGS[0]) else xls_marks).marks_of(raw)
        if marks.rows * marks.columns > MOST_CELLS:
            found = f"something stands in row {marks.rows:,}, column {marks.columns:,}"
            hint = "delete what is far from the rows, or save them as `CSV UTF-8`"
            return Cells(), [_unreadable(name, found, hint)]
        sheet = CalamineWorkbook.from_filelike(BytesIO(raw)).get_sheet_by_index(0)
        rows = sheet.to_python(skip_empty_area=False)
    except (CalamineError, NoWorkbook, OSError, ValueError, IndexError) as error:
        return Cells(), [_unreadable(name, f"this workbook cannot be read: {error}", _SAVE)]
    except BaseException as error:
        # what a fault of the library itself raises has no class that could be named
        if type(error).__name__ != "PanicException":
            raise
        return Cells(), [_unreadable(name, "this workbook cannot be read", _SAVE)]
    percents = {cell for block in marks.percents for cell in block.cells}
    cells = Cells(
        [_cell(value, in_percent=(line, column) in percents) for column, value in enumerate(row)]
        for line, row in enumerate(rows)
    )
    cells.sheet = sheet.name
    return cells, [*_errors(marks, name), *_not_reckoned(marks, cells, name)]


def no_workbook(name: str) -> Problem | None:
    """The problem that a file has the name of a workbook and is none; None for any other name."""
    ending = next((ending for ending in ENDINGS if name.lower().endswith(ending)), None)
    if not ending:
        return None
    found = f"this is no {ending} file, whatever its name says"
    return _unreadable(name, found, "save the sheet as .xlsx, .ods or `CSV UTF-8`")


def _unreadable(name: str, found: str, hint: str) -> Problem:
    return Problem(Location(name), RuleId.UNREADABLE, found, hint=hint)


def _errors(marks: Marks, name: str) -> Iterator[Problem]:
    """A problem wherever a formula went wrong; the library takes its cell for an empty one."""
    for block in marks.errors:
        location = Location(name, block.row + 1, block.column + 1)
        message, hint = "the cell's formula went wrong", "write what is meant, or empty it"
        yield Problem(location, RuleId.BAD_VALUE, message, hint=hint)


def _not_reckoned(marks: Marks, cells: Cells, name: str) -> Iterator[Problem]:
    """The cells of a formula without a result, as programs write them that do not reckon."""
    for block in marks.formulas:
        row = cells[block.row] if block.row < len(cells) else []
        if not any(row[block.column : block.column + 1]):
            location = Location(name, block.row + 1, block.column + 1)
            message = "the cell's formula was never reckoned"
            hint = "save the workbook once in a spreadsheet, or write what is meant"
            yield Problem(location, RuleId.BAD_VALUE, message, hint=hint)


def _cell(value: object, *, in_percent: bool = False) -> str:
    """A value as a person sees it; a moment at midnight is a day."""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, (int, float)) and in_percent:
        return f"{(Decimal(f'{value:.15g}') * 100).normalize():f}%"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime) and value.time() == time():
        return value.date().isoformat()
    return value.isoformat() if isinstance(value, (date, time)) else str(value)
