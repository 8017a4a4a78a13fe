"""`plancmp new outlet OUTLET`."""

from typing import Annotated

import typer

from plancmp.cli.commands.new import created, without_empty
from plancmp.cli.options import CREATING, option
from plancmp.cli.session import Session
from plancmp.data.choices import OUTLET_KINDS
from plancmp.text import join_words

OPTIONS = CREATING

HELP = """\
\b
plancmp new outlet gazette --name "The Gazette" --kind newspaper --host gazette.example \\
    --data mydata
"""


def run(
    session: Session,
    id: Annotated[str, typer.Argument(metavar="OUTLET")],
    name: Annotated[str, option(None, "Its full name.")],
    kind: Annotated[str, option("KIND", f"{join_words(OUTLET_KINDS)}.", OUTLET_KINDS)],
    short: Annotated[str | None, option(None, "What sentences and columns call it.")] = None,
    host: Annotated[
        list[str] | None, option("HOST", "Where it publishes, such as gazette.example.")
    ] = None,
    note: Annotated[str | None, option(None, "Anything a reader should know of it.")] = None,
) -> int:
    """The exit status, once the outlet is added to outlets.yaml."""
    from plancmp.authoring.create import create_outlet
    from plancmp.rules.runner import catalog_problems

    values = without_empty(name=name, short=short, kind=kind, hosts=host, note=note)
    return created(session, create_outlet(session.own_folder(), id, values, catalog_problems))
