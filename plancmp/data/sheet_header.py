"""The first row of a spreadsheet, which names its columns, and what is wrong with it."""

import re
from collections.abc import Iterator, Sequence

from plancmp.data.spreadsheet import COLUMNS, REQUIRED
from plancmp.domain.problems import Location, Problem, RuleId
from plancmp.text import did_you_mean, join_words

ALLOWED = f"allowed: the columns {', '.join(COLUMNS)}"
IGNORED = ("asks",)
"""Columns that say nothing of their own."""
_UNNAMED = re.compile(r"|Unnamed: \d+")
"""An empty name, or what pandas calls a column that has none."""


def wrong_columns(
    columns: Sequence[str], rows: Sequence[Sequence[str]], name: str, sheet: str
) -> Iterator[Problem]:
    """What is wrong with the columns of these names, given the rows below them.

    Where the first row is no header at all, that is the only problem.
    """
    missing = [column for column in REQUIRED if column not in columns]
    if len(missing) > len(REQUIRED) // 2:
        yield _no_header(columns, rows, name, sheet)
        return
    for number, column in enumerate(columns, 1):
        location = Location(name, 1, number)
        lower = column.lower()
        if _UNNAMED.fullmatch(column):
            yield from _unnamed(number, rows, name)
        elif column != lower and lower in COLUMNS and lower in columns:
            found = f"the column {lower} again, as {column}"
            yield Problem(location, RuleId.REPEATED_KEY, found, "allowed: once")
        elif column not in COLUMNS and column not in IGNORED:
            missing = [other for other in missing if other != lower]  # it was meant as that one
            found, hint = f"there is no column {column}", did_you_mean(column, COLUMNS)
            yield Problem(location, RuleId.UNKNOWN_KEY, found, ALLOWED, hint)
        elif column in columns[: number - 1]:
            found = f"the column {column} again"
            yield Problem(location, RuleId.REPEATED_KEY, found, "allowed: once")
    for column in missing:
        found = f"the column {column} is missing"
        hint = f"add it: {COLUMNS[column]}"
        yield Problem(Location(name, 1, 1), RuleId.MISSING_KEY, found, hint=hint)


def _no_header(
    columns: Sequence[str], rows: Sequence[Sequence[str]], name: str, sheet: str
) -> Problem:
    """The problem that the first row names hardly any of the columns that must be there."""
    taken = f"row 1 of {sheet}, the first sheet," if sheet else "row 1"
    held = ", ".join(filter(None, columns)) or "nothing"
    found = f"{taken} is taken for the names of the columns, and has {held}"
    named = (number for number, row in enumerate(rows, 2) if _names(row) >= set(REQUIRED))
    below = next(named, None)
    if below:
        hint = f"row {below} names them: delete what stands above"
    elif _names([column.lower() for column in columns]) >= set(REQUIRED):
        hint = "write their names in lower case"
    elif any(set(re.findall(r"[\w-]+", cell.lower())) >= set(REQUIRED) for cell in columns):
        hint = "put commas, semicolons or tabs between them, as in all rows"
    else:
        hint = "put the sheet of the rows first" if sheet else "write their names in the first row"
    needed = f"needed: the columns {join_words(REQUIRED, 'and')}"
    return Problem(Location(name, 1, 1), RuleId.MISSING_KEY, found, needed, hint)


def _names(row: Sequence[str]) -> set[str]:
    return {cell.strip() for cell in row}


def _unnamed(number: int, rows: Sequence[Sequence[str]], name: str) -> Iterator[Problem]:
    """The problem that a column without a name holds something other than the rows' numbers."""
    column = [row[number - 1].strip() if number <= len(row) else "" for row in rows]
    counted = [cell.removesuffix(".0") for cell in column if cell]
    if counted not in ([str(n) for n in range(first, first + len(counted))] for first in (0, 1)):
        at = next(index for index, cell in enumerate(column, 2) if cell)
        found = f"column {number} has no name, and holds {column[at - 2]}"
        hint = "name it in the first row, or empty it"
        yield Problem(Location(name, at, number), RuleId.UNKNOWN_KEY, found, ALLOWED, hint)
