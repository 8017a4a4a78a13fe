"""`plancmp new coding NAME`."""

from pathlib import Path
from typing import Annotated

import typer

from plancmp.cli.commands.new import created
from plancmp.cli.options import CREATING
from plancmp.cli.session import Session

OPTIONS = CREATING

HELP = """\
\b
plancmp new coding novak --data mydata
plancmp new coding novak --data mydata -o ~/codings

The new folder NAME has the same articles, codebook and provisions, and not one report: what
was coded, quoted and noted stays behind, and so do titles of provisions, comments and notes,
which may tell it. Outlets, topics and vocabularies are copied as they are: both code by them.
That a provision is there says that some article reports on it.
"""


def run(
    session: Session,
    name: Annotated[str, typer.Argument(metavar="NAME")],
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="DIR", help="Where to make it; else here."),
    ] = None,
) -> int:
    """The exit status, once the folder is created."""
    from plancmp.authoring.blind import create_coding
    from plancmp.data.layout import ID, ID_ALLOWED

    if not ID.fullmatch(name):
        message = f"'{name}' is not a valid name; {ID_ALLOWED}"
        raise typer.BadParameter(message, param_hint="'NAME'")
    target = (output or Path()) / name
    return created(session._replace(data=target), create_coding(session.folder(), target))
