"""`plancmp show PLAN`."""

from plancmp.cli.options import COMPARING, FailOnVerdict, Plan, fail_on_words
from plancmp.cli.session import Session

OPTIONS = COMPARING

HELP = """\
\b
plancmp show november
plancmp show november --outlet rt --outlet nypost
plancmp show april --outlet all --format json
"""


def run(session: Session, plan: Plan, fail_on: FailOnVerdict = None) -> int:
    """The exit status, once the plan is shown."""
    from plancmp.domain.verdicts import Verdict, judge_provisions
    from plancmp.views.show import ShowView

    words = fail_on_words(fail_on, [verdict.value for verdict in Verdict])
    loaded = session.load_plans([plan])
    dataset, outlets = loaded.dataset, loaded.dataset.outlets_to_compare(session.outlets)
    judged = judge_provisions(dataset, dataset.of_plan(plan), outlets)
    view = ShowView(dataset, dataset.plans[plan], judged, outlets, loaded.problems)
    return session.emit(view, words)
