"""`plancmp outlets [PLAN]...`."""

from plancmp.cli.options import COUNTING, Plans
from plancmp.cli.session import Session

OPTIONS = COUNTING

HELP = """\
\b
plancmp outlets
plancmp outlets november
plancmp outlets --outlet rt --outlet nypost
"""


def run(session: Session, plan: Plans = None) -> int:
    """The exit status, once the outlets are compared."""
    from plancmp.cli.per_plan import make_per_plan
    from plancmp.domain.coverage import coverage, total
    from plancmp.views.outlets import OutletsView

    made = make_per_plan(session, coverage, plan)
    return session.emit(OutletsView(made.dataset, total(made.parts, made.outlets), made.problems))
