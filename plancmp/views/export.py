"""`plancmp export`: every claim with all that its report has, as rows that import reads back."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TypedDict

from plancmp.data import spreadsheet
from plancmp.domain.model import Article, Dataset
from plancmp.domain.problems import Problem
from plancmp.views.base import View
from plancmp.views.document import Block, Paragraph, Records, cell, line, table
from plancmp.views.wording import counted


class ExportData(TypedDict):
    """What `export` says: what each column holds, and the claims by its columns."""

    columns: Mapping[str, str]
    claims: Sequence[Mapping[str, str]]


class ExportView(View):
    """The claims of the loaded provisions, one to a row, in the order of the data."""

    command = "export"

    def __init__(self, dataset: Dataset, problems: Sequence[Problem] = ()) -> None:
        super().__init__("Claims", problems)
        self.dataset = dataset
        self.rows = spreadsheet.rows(dataset)

    @property
    def articles(self) -> tuple[Article, ...]:
        """The articles that the claims stand in, each once, in the order of the data."""
        used = {report.article.id for p in self.dataset.provisions for report in p.reports}
        return tuple(a for a in self.dataset.articles.values() if a.id in used)

    def blocks(self) -> Iterator[Block]:
        """A table with a row for each claim."""
        yield Paragraph((line(counted(len(self.rows), "claim")),))
        if self.rows:
            rows = (tuple(map(cell, _cells(row))) for row in self.rows)
            yield table(spreadsheet.COLUMNS, rows, spaced=True)

    def records(self) -> Records:
        """A record for each claim."""
        rows = tuple(map(_cells, self.rows))
        return Records(tuple(spreadsheet.COLUMNS), rows, spreadsheet.TEXTS)

    def data(self) -> ExportData:
        return {"columns": spreadsheet.COLUMNS, "claims": self.rows}


def _cells(row: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(row[column] for column in spreadsheet.COLUMNS)
