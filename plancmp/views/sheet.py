"""`plancmp sheet`: one article with all that it can be asked, to fill in."""

from collections.abc import Iterator, Mapping

from plancmp.data import article_sheet, spreadsheet
from plancmp.data.article_sheet import ARTICLE_COLUMNS, ArticleSheet
from plancmp.views.base import View
from plancmp.views.document import Block, Records, cell, table


class SheetView(View):
    """A row for each question, and for each answer that there is."""

    command = "sheet"

    def __init__(self, sheet: ArticleSheet) -> None:
        super().__init__(sheet.article.title)
        self.sheet = sheet

    def blocks(self) -> Iterator[Block]:
        """The rows as a table."""
        columns, rows, _ = self.records()
        yield table(columns, (tuple(map(cell, row)) for row in rows))

    def records(self) -> Records:
        """A record for each question, and for each answer."""
        rows = article_sheet.rows(self.sheet)
        cells = (tuple(row[column] for column in ARTICLE_COLUMNS) for row in rows)
        return Records(ARTICLE_COLUMNS, tuple(cells), spreadsheet.TEXTS | {"asks"})

    def data(self) -> Mapping[str, object]:
        """The same as a YAML file has it."""
        return article_sheet.data(self.sheet)
