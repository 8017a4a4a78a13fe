"""`plancmp new provision PLAN TOPIC`."""

from typing import Annotated

import typer

from plancmp.cli import completion
from plancmp.cli.options import CREATING, Plan, Title
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
    topic: Annotated[str, typer.Argument(metavar="TOPIC", autocompletion=completion.topic)],
    point: Annotated[
        list[int] | None,
        typer.Option("--point", min=1, help="The plan's own number for it; again and again."),
    ] = None,
    title: Title = None,
) -> int:
    """The exit status, once the provision is created."""
    from plancmp.authoring.create import create_provision

    folder = session.own_folder()
    return session.created(create_provision(folder, plan, topic, point or (), title))
