"""For spreadsheets: one row to a claim, a header, UTF-8, and no cell that a spreadsheet would run.

A cell that could be run (it begins with `=`, `+`, `-`, `@`, a tab or a return), or that holds a
character that steers a terminal, is written after an apostrophe; `unguarded` gives back what it
was. Every other cell stands as it is.
"""

import csv
import re
from io import StringIO

from plancmp.render import Settings
from plancmp.text import escape, is_printable, unsafe
from plancmp.views.base import View

GUARD = "'"
RISKY = tuple("=+-@\t\r\n＝＋－＠" + GUARD)
"""What a cell may not begin with: a spreadsheet would take the rest for a formula."""

_SPELLED = re.compile(r"\\(?:\\|x([0-9a-f]{2})|u([0-9a-f]{4})|U([0-9a-f]{8}))")


def render(view: View, settings: Settings) -> str:
    """The view's records; where the data has problems, a last column and a row for each of them."""
    columns, rows = view.records()
    problems = [str(problem) for problem in view.problems]
    if problems:
        empty = ("",) * len(columns)
        rows = (*((*empty, problem) for problem in problems), *((*row, "") for row in rows))
        columns = (*columns, "problem")
    out = StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerows([guarded(cell) for cell in row] for row in (columns, *rows))
    return out.getvalue()


def read(text: str) -> list[list[str]]:
    """The rows of a text that `render` wrote, or a spreadsheet after it, header and all.

    Semicolons and tabs, which some spreadsheets write for commas, are taken where the header has
    more of them. ValueError says what is wrong with a text that is not a CSV file.
    """
    header, _, _ = text.partition("\n")
    delimiter = max(",;\t", key=header.count)
    try:
        rows = csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True)
        return [[unguarded(cell) for cell in row] for row in rows]
    except csv.Error as error:
        raise ValueError(str(error)) from None


def guarded(text: str) -> str:
    """A cell that no spreadsheet runs and no terminal obeys."""
    if not text.startswith(RISKY) and (is_printable(text) or not unsafe().search(text)):
        return text
    spelled = unsafe().sub(lambda found: escape(found[0]), text.replace("\\", "\\\\"))
    return GUARD + spelled


def unguarded(cell: str) -> str:
    """What was written as this cell: the inverse of `guarded`."""
    if not cell.startswith(GUARD):
        return cell
    return _SPELLED.sub(_read, cell.removeprefix(GUARD))


def _read(found: re.Match[str]) -> str:
    number = found[1] or found[2] or found[3]
    return chr(int(number, 16)) if number else "\\"
