"""`plancmp export`: every claim with all that its report has, as rows that import reads back."""

from collections.abc import Sequence

from plancmp import sheet
from plancmp.model import Dataset
from plancmp.problems import Problem
from plancmp.views.document import Band, Block, Column, Paragraph, Records, Table, View, cell, line
from plancmp.views.words import counted


def export(dataset: Dataset, problems: Sequence[Problem] = ()) -> View:
    """The claims of the loaded provisions, one to a row, in the order of the data."""
    rows = sheet.rows(dataset)
    columns = tuple(sheet.COLUMNS)
    lines = tuple(tuple(row[column] for column in columns) for row in rows)
    table = Table(
        tuple(map(Column, columns)),
        (Band(tuple(tuple(map(cell, line)) for line in lines)),),
        spaced=True,
    )
    blocks: list[Block] = [Paragraph((line(counted(len(rows), "claim")),))]
    if rows:
        blocks.append(table)
    return View(
        command="export",
        title="Claims",
        blocks=tuple(blocks),
        records=lambda: Records(columns, lines),
        data=lambda: {"columns": sheet.COLUMNS, "claims": rows},
        problems=tuple(problems),
    )
