"""`plancmp plans`."""

from plancmp.cli.options import COMPARING
from plancmp.cli.session import Session

OPTIONS = COMPARING

HELP = """\
\b
plancmp plans
plancmp plans --format json
"""


def run(session: Session) -> int:
    """The exit status, once the plans are listed."""
    from plancmp.views.plans import PlansView, plan_rows

    made = session.map_plans(plan_rows)
    rows = [row for rows in made.parts for row in rows]
    return session.emit(PlansView(made.dataset, rows, made.outlets, made.problems))
