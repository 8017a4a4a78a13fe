"""`plancmp new plan PLAN`."""

from typing import Annotated

import typer

from plancmp.cli.commands.new import created, without_empty
from plancmp.cli.options import CREATING, Day, Title, option
from plancmp.cli.session import Session

OPTIONS = CREATING

HELP = """\
\b
plancmp new plan draft --title "The rent reform" --data mydata
plancmp new plan final --date 2031-05-02 --points 12 --data mydata
"""


def run(
    session: Session,
    id: Annotated[str, typer.Argument(metavar="PLAN")],
    title: Title = None,
    date: Day = None,
    points: Annotated[int | None, option(None, "How many numbered points it has.", min=1)] = None,
    draft: Annotated[
        list[str] | None, option("ID", "A draft; again and again, oldest first.")
    ] = None,
) -> int:
    """The exit status, once the plan is created."""
    from plancmp.authoring.create import create_plan

    values = without_empty(title=title, date=date, points=points, drafts=draft)
    return created(session, create_plan(session.own_folder(), id, values))
