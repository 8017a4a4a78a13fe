"""`plancmp export`: every claim with all that its report has, as rows that import reads back."""

from collections.abc import Iterator, Mapping, Sequence

from plancmp.data import spreadsheet
from plancmp.domain.model import Dataset
from plancmp.domain.problems import Problem
from plancmp.views.document import Band, Block, Column, Paragraph, Records, Table, View, cell, line
from plancmp.views.wording import counted


def export(dataset: Dataset, problems: Sequence[Problem] = ()) -> View:
    """The claims of the loaded provisions, one to a row, in the order of the data."""
    rows = spreadsheet.rows(dataset)
    columns = tuple(spreadsheet.COLUMNS)
    return View(
        command="export",
        title="Claims",
        blocks=lambda: _blocks(rows),
        records=lambda: Records(columns, tuple(map(_line, rows))),
        data=lambda: {"columns": spreadsheet.COLUMNS, "claims": rows},
        problems=tuple(problems),
    )


def _line(row: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(row[column] for column in spreadsheet.COLUMNS)


def _blocks(rows: Sequence[Mapping[str, str]]) -> Iterator[Block]:
    yield Paragraph((line(counted(len(rows), "claim")),))
    if rows:
        band = Band(tuple(tuple(map(cell, _line(row))) for row in rows))
        yield Table(tuple(map(Column, spreadsheet.COLUMNS)), (band,), spaced=True)
