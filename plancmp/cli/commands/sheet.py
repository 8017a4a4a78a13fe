"""`plancmp sheet ARTICLE`."""

from typing import Annotated

import typer

from plancmp.cli.options import PRINTING, Texts, completing
from plancmp.cli.session import Session

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
    from plancmp.data.article_lines import read_paragraphs
    from plancmp.data.article_sheet import read_article
    from plancmp.views.sheet import SheetView

    if session.format == "xlsx" and not session.output:
        raise typer.BadParameter("a workbook goes into a file: name it", param_hint="'--output'")
    folder = session.folder()
    sheet, problems = read_article(
        folder, article, lambda found: read_paragraphs(folder.root, texts, found)
    )
    if sheet is None:
        return session.report(problems)
    if session.format == "xlsx" and session.output:
        from plancmp.cli.streams import write_file
        from plancmp.render.xlsx import encode

        write_file(encode(sheet), session.output, session.data)
        return session.report(())
    return session.emit(SheetView(sheet))
