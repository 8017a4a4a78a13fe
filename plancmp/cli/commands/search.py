"""`plancmp search WORDS...`."""

from typing import Annotated

import typer

from plancmp.cli.options import SEARCHING
from plancmp.cli.session import Session

OPTIONS = SEARCHING

HELP = """\
\b
plancmp search amnesty umerov
plancmp search "frozen assets"       words in quotation marks are found as they stand
plancmp search donets               a word is found by its beginning
plancmp search umerov --cite        the passages, as lines to paste

Accents and case do not matter.
"""


def run(session: Session, words: Annotated[list[str], typer.Argument(metavar="WORDS...")]) -> int:
    """The exit status, once the places where the words stand are listed."""
    from plancmp.domain.search import search
    from plancmp.views.search import SearchView

    for word in words:
        if not any(map(str.isalnum, word)):
            said = f"{word} has neither a letter nor a digit" if word.strip() else "it is empty"
            message = f"{said}, so there is nothing to search for"
            raise typer.BadParameter(message, param_hint="'WORDS...'")
    loaded = session.whole_plans().loaded
    hits = search(loaded.dataset, words)
    return session.emit(SearchView(loaded.dataset, words, hits, loaded.problems))
