"""`plancmp import FILE.csv`."""

from pathlib import Path
from typing import Annotated

import typer

from plancmp.cli.options import PRINTING, flag
from plancmp.cli.session import Session

OPTIONS = PRINTING

HELP = """\
\b
plancmp import claims.csv --data mydata
plancmp import claims.csv --data mydata --write

One row to a claim. The columns are those of `plancmp export`; of these plan, topic, article,
term and value must be there, and title for a new provision. Rows with the same number under
report, or the same passage, make one report. Problems are told as file:row:column, and
where there is one nothing is written. Reports that are there already are recognised. Each
file is written whole; if it is stopped on the way, give the same command again.
"""


def run(
    session: Session,
    file: Annotated[Path, typer.Argument(metavar="FILE.csv", help="The rows; - for the input.")],
    write: Annotated[
        bool, flag("--write", "Write it; else only show what would be written.")
    ] = False,
) -> int:
    """The exit status, once it is shown what the rows add, and written where asked."""
    from plancmp.authoring.create import import_reports
    from plancmp.cli.streams import read_text
    from plancmp.domain.problems import PlancmpError
    from plancmp.render.csv import read
    from plancmp.views.imported import ImportView

    folder = session.own_folder()
    try:
        cells = read(read_text(file))
    except ValueError as error:
        raise PlancmpError(f"{file} is not a CSV file: {error}", status=3) from None
    return session.emit(ImportView(import_reports(folder, cells, str(file), write=write)))
