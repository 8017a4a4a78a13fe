"""`plancmp sheet ARTICLE`."""

from collections.abc import Sequence
from typing import Annotated

import typer

from plancmp.cli.binary import Made, write_binary
from plancmp.cli.options import PRINTING, Texts, completing
from plancmp.cli.session import Session
from plancmp.render import FORMATS

OPTIONS = PRINTING._replace(
    names=("format", "output", "data"), formats=("csv", "xlsx", "yaml"), default_format="csv"
)

HELP = """\
\b
plancmp sheet rt-2025-11-21 -o rt.xlsx
plancmp sheet rt-2025-11-21 -o rt.yaml --texts ~/clippings
plancmp import rt.xlsx --data mydata

A row for each question that the article's plans can be asked, with the answers there are. Fill in
value, quote, paragraph and whatever else the passage says; leave `id` as it is, and empty in a row
for a new report. A workbook offers the options, and has the numbered text on a sheet beside, where
it is at hand (needs pip install 'plancmp[sheets]'). What is left empty is passed over.
"""


def run(
    session: Session,
    article: Annotated[
        str, typer.Argument(metavar="ARTICLE", autocompletion=completing("article"))
    ],
    texts: Texts = None,
) -> int:
    """The exit status, once the sheet is written."""
    from plancmp.data.article_sheet import ArticleSheet, article_sheet
    from plancmp.data.article_texts import read_paragraphs, texts_at_hand, texts_folder
    from plancmp.domain.model import Article
    from plancmp.domain.problems import Problem
    from plancmp.domain.texts import by_fingerprint
    from plancmp.views.sheet import SheetView

    def made() -> tuple[ArticleSheet | None, Sequence[Problem]]:
        folder = session.folder()

        def paragraphs(found: Article) -> tuple[str, ...]:
            text = by_fingerprint(texts_at_hand(folder.root, texts)).get(found.sha256)
            return read_paragraphs((texts or texts_folder(folder.root)) / text.name) if text else ()

        return article_sheet(folder, article, paragraphs)

    def workbook() -> Made:
        from plancmp.render.xlsx import encode

        sheet, problems = made()
        return (encode(sheet) if sheet else None), problems

    if FORMATS[session.format].binary:
        return write_binary(session, workbook, "a workbook")
    sheet, problems = made()
    return session.emit(SheetView(sheet)) if sheet else session.report(problems)
