"""`plancmp propose FILE.json`."""

from pathlib import Path
from typing import Annotated

import typer

from plancmp.cli.options import SHORT, Texts
from plancmp.cli.session import Session

OPTIONS = SHORT

HELP = """\
\b
plancmp propose from-a-colleague.json --data mydata
plancmp propose hypothesis-export.json --data mydata
plancmp schema proposal                             how such a file is written

Reports from anywhere, as JSON; or annotations that Hypothes.is exports, each with a tag such as
november/amnesty and a note with lines such as full: yes. Each whose quote does not stand verbatim
in one paragraph of the article's text, or whose values the codebook does not allow, is refused.
The rest are kept in the folder proposals, where no verdict counts them; plancmp text shows them
beside their passages, and plancmp accept makes them part of the data. To reject one, remove its
file. Ends with status 1 where one is refused.
"""


def run(
    session: Session,
    file: Annotated[
        Path, typer.Argument(metavar="FILE.json", help="The reports; - for the input.")
    ],
    texts: Texts = None,
) -> int:
    """The exit status, once the reports are filed or refused."""
    from plancmp.authoring.proposals import propose
    from plancmp.cli.streams import read_text
    from plancmp.data.article_texts import texts_at_hand
    from plancmp.domain.texts import by_fingerprint
    from plancmp.views.proposed import REFUSED, ProposeView

    root = session.own_folder()
    there = by_fingerprint(texts_at_hand(root, texts))
    filing = propose(root, read_text(file), str(file), there)
    return session.emit(ProposeView(filing), {REFUSED})
