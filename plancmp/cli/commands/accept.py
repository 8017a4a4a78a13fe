"""`plancmp accept ID...`."""

from typing import Annotated

import typer

from plancmp.cli.options import SHORT, Texts, completing
from plancmp.cli.session import Session

OPTIONS = SHORT

HELP = """\
\b
plancmp accept p1c9e01a --data mydata
plancmp accept p1c9e01a p77b20f4 --data mydata

What plancmp propose filed becomes a report of its provision, behind those that are there. It is
held against text and codebook once more; all of the ids are accepted, or none.
"""


def run(
    session: Session,
    id: Annotated[
        list[str], typer.Argument(metavar="ID...", autocompletion=completing("proposal"))
    ],
    texts: Texts = None,
) -> int:
    """The exit status, once the proposals are part of the data."""
    from plancmp.authoring.proposals import accept
    from plancmp.data.article_texts import texts_at_hand
    from plancmp.domain.texts import by_fingerprint
    from plancmp.views.proposed import AcceptView

    root = session.own_folder()
    there = by_fingerprint(texts_at_hand(root, texts))
    return session.emit(AcceptView(accept(root, id, there)))
