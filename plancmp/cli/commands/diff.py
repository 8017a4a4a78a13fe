"""`plancmp diff BEFORE AFTER`."""

from plancmp.cli.options import COMPARING, FailOnChange, Plan, fail_on_words
from plancmp.cli.session import Session

OPTIONS = COMPARING

HELP = """\
\b
plancmp diff april november
plancmp diff april november --outlet all
plancmp diff april november --format json
"""


def run(session: Session, before: Plan, after: Plan, fail_on: FailOnChange = None) -> int:
    """The exit status, once the changes are shown."""
    from plancmp.domain.changes import Change, compare
    from plancmp.views.diff import DiffView

    words = fail_on_words(fail_on, [change.value for change in Change])
    loaded = session.load_plans([before, after])
    dataset, outlets = loaded.dataset, loaded.dataset.outlets_to_compare(session.outlets)
    changes = compare(dataset.of_plan(before), dataset.of_plan(after), outlets)
    plans = dataset.plans
    view = DiffView(dataset, plans[before], plans[after], changes, outlets, loaded.problems)
    return session.emit(view, words)
