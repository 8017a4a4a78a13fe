"""Which other plans the contradicting values of some findings fit, for the commands that say it."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from plancmp.cli.session import Session

if TYPE_CHECKING:
    from plancmp.domain.findings import JudgedTerm
    from plancmp.domain.fits import Fits


def look_for_fits(session: Session, found: "Iterable[JudgedTerm]") -> "Fits | None":
    """The fits of findings among all plans of the folder; None where these are too many."""
    from plancmp.data.loader import load_selected
    from plancmp.domain.compared import find_outlet
    from plancmp.domain.fits import MOST_PLANS, find_fits, opposed_topics
    from plancmp.domain.without import without

    folder, found = session.folder(), tuple(found)
    if len(folder.plans) > MOST_PLANS:
        return None
    dataset = load_selected(folder, opposed_topics(found)).dataset
    gone = [find_outlet(name, dataset.outlets) for name in session.without]
    return find_fits(found, without(dataset, gone).provisions)
