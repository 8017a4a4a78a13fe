"""`plancmp diff BEFORE AFTER`."""

from typing import Annotated

import typer

from plancmp.cli.options import COMPARING, FailOnChange, completing, fail_on_words
from plancmp.cli.session import Session

OPTIONS = COMPARING

HELP = """\
\b
plancmp diff april november
plancmp diff april november crimea point-13     on some topics
plancmp diff november@earlier november          a draft and the last
plancmp diff april november --outlet all
"""


def run(
    session: Session,
    before: Annotated[str, typer.Argument(autocompletion=completing("draft"), metavar="BEFORE")],
    after: Annotated[str, typer.Argument(autocompletion=completing("draft"), metavar="AFTER")],
    topics: Annotated[
        list[str] | None,
        typer.Argument(autocompletion=completing("topic"), metavar="[TOPIC]..."),
    ] = None,
    fail_on: FailOnChange = None,
) -> int:
    """The exit status, once the changes are shown."""
    from plancmp.data.loader import load_drafts
    from plancmp.domain.changes import Change, compare
    from plancmp.views.diff import DiffView

    words = fail_on_words(fail_on, [change.value for change in Change])
    loaded, (one, other) = load_drafts(session.folder(), [before, after])
    dataset, outlets = session.compared(loaded.dataset)
    plans = (one.plan.id, other.plan.id)
    wanted = {f.topic for t in topics or () for f in session.folder().select(t, plans)[0]}
    comparison = compare(dataset, one, other, outlets, wanted or None)
    return session.emit(DiffView(dataset, comparison, outlets, loaded.problems), words)
