"""`plancmp new outlet OUTLET`."""

from typing import Annotated

import typer

from plancmp.cli import completion
from plancmp.cli.commands.new import without_empty
from plancmp.cli.options import CREATING
from plancmp.cli.session import Session
from plancmp.data.choices import OUTLET_KINDS
from plancmp.text import join_words

OPTIONS = CREATING

HELP = """\
\b
plancmp new outlet gazette --name "The Gazette" --kind newspaper --data mydata
"""


def run(
    session: Session,
    id: Annotated[str, typer.Argument(metavar="OUTLET")],
    name: Annotated[str, typer.Option("--name", help="Its full name.")],
    kind: Annotated[
        str,
        typer.Option(
            "--kind",
            metavar="KIND",
            help=f"{join_words(OUTLET_KINDS)}.",
            autocompletion=completion.among(OUTLET_KINDS),
        ),
    ],
    short: Annotated[
        str | None, typer.Option("--short", help="What sentences and columns call it.")
    ] = None,
    note: Annotated[
        str | None, typer.Option("--note", help="Anything a reader should know of it.")
    ] = None,
) -> int:
    """The exit status, once the outlet is added to outlets.yaml."""
    from plancmp.authoring.create import create_outlet

    values = without_empty(name=name, short=short, kind=kind, note=note)
    return session.created(create_outlet(session.own_folder(), id, values))
