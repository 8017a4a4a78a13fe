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
    (of,) = dataset.plans.values()
    judged = judge_provisions(dataset, dataset.provisions, outlets)
    return session.emit(WeakView(dataset, of, judged, outlets, loaded.problems))
