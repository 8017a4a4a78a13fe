"""`plancmp conflicts [PLAN]...`."""

from plancmp.cli.options import COMPARING, FailOnVerdict, Plans, fail_on_words
from plancmp.cli.session import Session

OPTIONS = COMPARING

HELP = """\
\b
plancmp conflicts
plancmp conflicts november
plancmp conflicts --fail-on conflict --fail-on disputed
"""


def run(session: Session, plan: Plans = None, fail_on: FailOnVerdict = None) -> int:
    """The exit status, once the conflicts are shown."""
    from plancmp.domain.findings import findings, merge
    from plancmp.domain.verdicts import FINDINGS
    from plancmp.views.conflicts import ConflictsView

    words = fail_on_words(fail_on, [verdict.value for verdict in FINDINGS])
    made = session.map_plans(findings, plan)
    view = ConflictsView(made.dataset, merge(made.parts), made.outlets, made.problems)
    return session.emit(view, words)
