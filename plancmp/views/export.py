"""`plancmp export`: every claim with all that its report has, as rows that import reads back."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from plancmp.data import spreadsheet
from plancmp.domain.model import Dataset
from plancmp.domain.problems import Problem
from plancmp.views.base import View
from plancmp.views.document import Band, Block, Column, Paragraph, Records, Table, cell, line
from plancmp.views.wording import counted


class ExportView(View):
    """The claims of the loaded provisions, one to a row, in the order of the data."""

    command = "export"

    def __init__(self, dataset: Dataset, problems: Sequence[Problem] = ()) -> None:
        """Take all that was loaded."""
        super().__init__("Claims", problems)
        self.rows = spreadsheet.rows(dataset)

    def blocks(self) -> Iterator[Block]:
        """A table with a row for each claim."""
        yield Paragraph((line(counted(len(self.rows), "claim")),))
        if self.rows:
            band = Band(tuple(tuple(map(cell, _cells(row))) for row in self.rows))
            yield Table(tuple(map(Column, spreadsheet.COLUMNS)), (band,), spaced=True)

    def records(self) -> Records:
        """A record for each claim."""
        return Records(tuple(spreadsheet.COLUMNS), tuple(map(_cells, self.rows)))

    def data(self) -> Mapping[str, Any]:
        """The claims, and what each column holds."""
        return {"columns": spreadsheet.COLUMNS, "claims": self.rows}


def _cells(row: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(row[column] for column in spreadsheet.COLUMNS)
