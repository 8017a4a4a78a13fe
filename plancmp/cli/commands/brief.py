"""`plancmp brief PLAN...`."""

from typing import Annotated

import typer

from plancmp.cli.options import COMPARING, completing, option
from plancmp.cli.session import Session
from plancmp.views.limits import MOST_SENTENCES as MOST

OPTIONS = COMPARING

HELP = """\
\b
plancmp brief november
plancmp brief april november -o brief.html
plancmp brief april november european december -o plans.html
plancmp brief april november --outlet all -o brief.md
plancmp brief november --top 3
"""


def run(
    session: Session,
    plan: Annotated[
        list[str],
        typer.Argument(autocompletion=completing("plan"), metavar="PLAN...", show_default=False),
    ],
    top: Annotated[
        int, option("N", f"Begin with so many sentences, {MOST} at most.", min=1, max=MOST)
    ] = MOST,
) -> int:
    """The exit status, once the document is written."""
    from functools import partial

    from plancmp.cli.fits import look_for_fits
    from plancmp.views.brief import BriefView

    loaded = session.whole_plans(plan).loaded
    dataset, outlets = session.compared(loaded, whole=True)
    view = BriefView(
        dataset,
        tuple(dataset.plans.values()),
        outlets,
        loaded.problems,
        top,
        partial(look_for_fits, session),
    )
    return session.emit(view)
