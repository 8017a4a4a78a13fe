"""For spreadsheets: one row to a claim, a header, UTF-8, and no cell that one would run."""

import csv
from io import StringIO

from plancmp.data.cells import guarded
from plancmp.render import Settings
from plancmp.views.base import View


def render(view: View, settings: Settings) -> str:
    """The view's records; where the data has problems, a last column and a row for each of them."""
    columns, rows, texts = view.records()
    problems = [str(problem) for problem in view.problems]
    if problems:
        empty = ("",) * len(columns)
        rows = (*((*empty, problem) for problem in problems), *((*row, "") for row in rows))
        columns = (*columns, "problem")
    out = StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(map(guarded, columns))
    literal = [(column, column in texts) for column in columns]
    writer.writerows(
        [
            guarded(cell, literal=is_text, column=column)
            for cell, (column, is_text) in zip(row, literal, strict=True)
        ]
        for row in rows
    )
    return out.getvalue()
