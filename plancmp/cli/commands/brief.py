"""`plancmp brief PLAN [PLAN]`."""

from typing import Annotated

import typer

from plancmp.cli.options import COUNTING, completing
from plancmp.cli.session import Session

OPTIONS = COUNTING

HELP = """\
\b
plancmp brief november
plancmp brief april november -o brief.html
plancmp brief april november --outlet all -o brief.md
"""


def run(
    session: Session,
    plan: Annotated[
        list[str],
        typer.Argument(
            autocompletion=completing("plan"), metavar="PLAN [PLAN]", show_default=False
        ),
    ],
) -> int:
    """The exit status, once the document is written."""
    from plancmp.views.brief import BriefView

    names = list(dict.fromkeys(plan))
    if len(names) > 2:
        raise typer.BadParameter("one plan, or two to compare.", param_hint="'PLAN [PLAN]'")
    loaded = session.load_plans(names)
    dataset, outlets = session.compared(loaded.dataset)
    plans = [dataset.plans[name] for name in names]
    return session.emit(BriefView(dataset, plans, outlets, loaded.problems))
