"""`plancmp new topic TOPIC`."""

from typing import Annotated

import typer

from plancmp.cli.commands.new import created, without_empty
from plancmp.cli.options import CREATING, Title, option
from plancmp.cli.session import Session

OPTIONS = CREATING

HELP = """\
\b
plancmp new topic rent-cap --data mydata
plancmp new topic rent-cap --term cap --kind number --unit percent \\
    --limit upper --asks "By how much may rents rise in a year?" --data mydata
plancmp new topic who-pays --term payer --kind choice --options tenant,landlord,state \\
    --asks "Who pays?" --data mydata
"""


def run(
    session: Session,
    id: Annotated[str, typer.Argument(metavar="TOPIC")],
    title: Title = None,
    group: Annotated[str | None, option("ID", "Its group; else general.")] = None,
    term: Annotated[str, option("ID", "Its first term.")] = "wording",
    asks: Annotated[
        str, option("QUESTION", "What the term asks.")
    ] = "What does the plan say of it?",
    kind: Annotated[str, option("KIND", "The kind of its values.", "kind")] = "text",
    options: Annotated[
        str | None, option("A,B,...", "The options, or the name of a vocabulary.")
    ] = None,
    unit: Annotated[str | None, option(None, "For number: what is counted.")] = None,
    limit: Annotated[
        str | None,
        option("upper|lower", "For number and date: what is asked for is itself a limit."),
    ] = None,
) -> int:
    """The exit status, once the topic is created."""
    from plancmp.authoring.create import create_topic

    named = options.split(",") if options and "," in options else options
    first = without_empty(id=term, asks=asks, kind=kind, options=named, unit=unit, limit=limit)
    values = without_empty(title=title, group=group)
    return created(session, create_topic(session.own_folder(), id, values, first))
