"""`plancmp rename WHAT OLD NEW`."""

from typing import Annotated

import typer

from plancmp.cli.options import SHORT, check_word, completing, flag
from plancmp.cli.session import Session
from plancmp.data.choices import RENAMED

OPTIONS = SHORT

HELP = """\
\b
plancmp rename topic rent-cap rents --data mydata
plancmp rename term rents.cap ceiling --data mydata --write
plancmp rename option rents.payer.owner landlord --data mydata --write

In all files of the folder, comments and layout kept, all of them or none. An option of a
vocabulary is renamed in every term that has it. Where there is something of the new name, the two
are made one if no value says another thing by it; else it is told what would. What would be changed
is shown; --write changes it.
"""


def run(
    session: Session,
    what: Annotated[
        str, typer.Argument(metavar="topic|term|option", autocompletion=completing(RENAMED))
    ],
    old: Annotated[
        str,
        typer.Argument(metavar="OLD", help="TOPIC, TOPIC.TERM or TOPIC.TERM.OPTION."),
    ],
    new: Annotated[str, typer.Argument(metavar="NEW", help="Its new id, by itself.")],
    write: Annotated[
        bool, flag("--write", "Change it; else only show what would be changed.")
    ] = False,
) -> int:
    """The exit status, once it is shown what the new name changes, and changed where asked."""
    check_word(what, RENAMED, "WHAT")

    from plancmp.authoring.rename import rename
    from plancmp.views.renamed import RenameView

    return session.emit(RenameView(rename(session.own_folder(), what, old, new, write=write)))
