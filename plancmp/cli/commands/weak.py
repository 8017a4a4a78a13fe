"""`plancmp weak PLAN`."""

from plancmp.cli.options import COMPARING, Plan
from plancmp.cli.session import Session

OPTIONS = COMPARING

HELP = """\
\b
plancmp weak november
plancmp weak november --outlet all --format json
"""


def run(session: Session, plan: Plan) -> int:
    """The exit status, once what is weak is shown."""
    from plancmp.domain.verdicts import judge_provisions
    from plancmp.views.weak import WeakView

    loaded = session.load_plans([plan])
    dataset, outlets = session.compared(loaded)
    judged = judge_provisions(dataset, dataset.of_plan(plan), outlets)
    view = WeakView(dataset, dataset.plans[plan], judged, outlets, loaded.problems)
    return session.emit(view)
