"""`plancmp changes REVISION`."""

from typing import Annotated

import typer

from plancmp.cli.options import COUNTING, FailOnVerdict, fail_on_words
from plancmp.cli.session import Session

OPTIONS = COUNTING

HELP = """\
\b
plancmp changes HEAD~5 --data data        since a git revision of the data folder
plancmp changes last-week.data            since another folder
plancmp changes main --fail-on conflict   in CI: no new contradiction
"""


def run(
    session: Session,
    since: Annotated[str, typer.Argument(metavar="REVISION|FOLDER")],
    fail_on: FailOnVerdict = None,
) -> int:
    """The exit status, once what is new is shown."""
    from plancmp.data.folder import DataFolder
    from plancmp.data.revisions import earlier_folder
    from plancmp.data.whole_plans import load_plans
    from plancmp.domain.states import state_changes
    from plancmp.domain.verdicts import Verdict
    from plancmp.views.changes import ChangesView

    words = fail_on_words(fail_on, [verdict.value for verdict in Verdict])
    folder = session.folder()
    now = load_plans(folder, list(folder.plans))
    dataset, outlets = session.compared(now, whole=True)
    with earlier_folder(folder.root, since) as root:
        then = DataFolder(root)
        earlier = load_plans(then, list(then.plans))
    then_wrong = [p._replace(message=f"in {since}: {p.message}") for p in earlier.problems]
    found = state_changes(earlier.dataset, dataset, outlets)
    return session.emit(ChangesView(since, found, (*then_wrong, *now.problems)), words)
