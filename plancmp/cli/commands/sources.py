"""`plancmp sources SELECTOR...`."""

from typing import Annotated

import typer

from plancmp.cli.options import COMPARING, FailOnVerdict, completing, fail_on_words
from plancmp.cli.session import Session

OPTIONS = COMPARING

HELP = """\
\b
plancmp sources point-26
plancmp sources november/amnesty
plancmp sources crimea            in every plan that has it
"""


def run(
    session: Session,
    selectors: Annotated[
        list[str], typer.Argument(autocompletion=completing("selector"), metavar="SELECTOR...")
    ],
    fail_on: FailOnVerdict = None,
) -> int:
    """The exit status, once the provisions are shown in full."""
    from plancmp.cli.fits import look_for_fits
    from plancmp.data.loader import load_selected
    from plancmp.domain.findings import terms_found
    from plancmp.domain.verdicts import Verdict, judge_provisions
    from plancmp.views.sources import SourcesView

    words = fail_on_words(fail_on, [verdict.value for verdict in Verdict])
    loaded = load_selected(session.folder(), selectors)
    dataset, outlets = session.compared(loaded)
    everyone = dataset.compared_first(outlets)
    judged = judge_provisions(dataset, dataset.provisions, outlets)
    overall = judge_provisions(dataset, dataset.provisions, everyone)
    fits = look_for_fits(session, terms_found(judged))
    view = SourcesView(dataset, judged, overall, outlets, loaded.problems, fits=fits)
    return session.emit(view, words)
