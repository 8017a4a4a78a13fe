"""`plancmp import FILE`."""

import os
from pathlib import Path
from typing import Annotated

import typer

from plancmp.cli.options import PRINTING, Texts, flag
from plancmp.cli.session import Session

OPTIONS = PRINTING

HELP = """\
\b
plancmp import claims.csv --data mydata
plancmp import claims.csv --data mydata --write
plancmp import article.xlsx --data mydata

A CSV file, a workbook (.xlsx or .ods, with pip install 'plancmp[sheets]') or the YAML file of one
article: what `plancmp export` and `plancmp sheet` write. One row to a claim; the columns plan,
topic, article, term and value must be there, and title for a new provision. Rows with the same
number under report, or the same passage, make one report; an empty title, point or speaker is
that of the row above. A report that is there already is known by its id, or by its passage; what
is changed in it is shown as a change. Problems are told as file:row:column, one to a cause. What
`check` would refuse is one, and so is a quote that does not stand in its text, where that is at
hand; there the paragraphs are found that quotes lack. Where there is a problem, nothing is written.
Each file is written whole; if it is stopped on the way, give the same command again.
"""


def run(
    session: Session,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The rows; - for the input.")],
    write: Annotated[
        bool, flag("--write", "Write it; else only show what would be written.")
    ] = False,
    texts: Texts = None,
) -> int:
    """The exit status, once it is shown what the rows change, and written where asked."""
    from plancmp.authoring.create import import_reports
    from plancmp.cli.streams import read_input
    from plancmp.data.article_texts import texts_at_hand
    from plancmp.data.sheet_file import read_sheet
    from plancmp.domain.problems import PlancmpError
    from plancmp.rules.misquoted import misquoted
    from plancmp.rules.runner import plan_problems
    from plancmp.views.imported import ImportView

    folder = session.own_folder()
    if session.output and os.path.realpath(session.output) == os.path.realpath(file):
        raise typer.BadParameter("this is the file that is imported", param_hint="'--output'")
    sheet = read_sheet(read_input(file), str(file))
    imported = import_reports(
        folder,
        sheet,
        texts,
        lambda dataset: [
            *plan_problems(dataset),
            *misquoted(dataset, texts_at_hand(folder, texts)),
        ],
        write=write,
    )
    try:
        return session.emit(ImportView(imported))
    except PlancmpError as error:
        changed = [str(folder / each.target.file) for each in imported.files if each.is_new]
        if not (imported.written and changed):
            raise
        message = f"{error}; the data is written all the same: {', '.join(changed)}"
        raise type(error)(message) from None
