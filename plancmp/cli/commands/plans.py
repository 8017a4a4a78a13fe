"""`plancmp plans`."""

from plancmp.cli.options import COUNTING
from plancmp.cli.session import Session

OPTIONS = COUNTING

HELP = """\
\b
plancmp plans
plancmp plans --format json
"""


def run(session: Session) -> int:
    """The exit status, once the plans are listed."""
    from plancmp.cli.per_plan import make_per_plan
    from plancmp.domain.findings import count_plans
    from plancmp.views.plans import PlansView

    made = make_per_plan(session, count_plans)
    counts = [count for counts in made.parts for count in counts]
    return session.emit(PlansView(made.dataset, counts, made.outlets, made.problems))
