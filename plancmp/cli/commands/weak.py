"""`plancmp weak PLAN`."""

from typing import TYPE_CHECKING

from plancmp.cli.options import COMPARING, Plan
from plancmp.cli.session import Session

if TYPE_CHECKING:
    from plancmp.data.loaded import Loaded
    from plancmp.views.base import View

OPTIONS = COMPARING

HELP = """\
\b
plancmp weak november
plancmp weak november --outlet all --format json
"""


def run(session: Session, plan: Plan) -> int:
    """The exit status, once what is weak is shown."""

    def view(loaded: "Loaded") -> "View":
        from plancmp.domain.verdicts import judge_provisions
        from plancmp.views.weak import WeakView

        dataset, outlets = session.compared(loaded, whole=True)
        (of,) = dataset.plans.values()
        judged = judge_provisions(dataset, dataset.provisions, outlets)
        return WeakView(dataset, of, judged, outlets, loaded.problems)

    return session.emit_of(session.whole_plans([plan]), ("weak",), view)
