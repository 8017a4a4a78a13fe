"""`plancmp new provision PLAN TOPIC`."""

from typing import Annotated

import typer

from plancmp.cli.commands.new import created
from plancmp.cli.options import CREATING, Plan, Title, completing, option
from plancmp.cli.session import Session

OPTIONS = CREATING

HELP = """\
\b
plancmp new provision draft rent-cap --data mydata
plancmp new provision final rent-cap --point 7 --title "A cap of three percent" --data mydata

The file has no report yet; it lists the topic's terms, each with its question, its kind and
what may be written, and a report to fill in.
"""


def run(
    session: Session,
    plan: Plan,
    topic: Annotated[str, typer.Argument(metavar="TOPIC", autocompletion=completing("topic"))],
    point: Annotated[
        list[int] | None, option(None, "The plan's own number for it; again and again.", min=1)
    ] = None,
    title: Title = None,
) -> int:
    """The exit status, once the provision is created."""
    from plancmp.authoring.create import create_provision

    folder = session.own_folder()
    return created(session, create_provision(folder, plan, topic, point or (), title))
