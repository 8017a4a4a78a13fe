"""`plancmp agree FIRST SECOND`."""

from pathlib import Path
from typing import Annotated

import typer

from plancmp.cli.options import PRINTING, fail_on_words, option
from plancmp.cli.session import Session

OPTIONS = PRINTING

HELP = """\
\b
plancmp agree mydata novak
plancmp agree mydata novak --texts clippings --all
plancmp agree mydata novak --format csv -o agreement.csv

FIRST and SECOND are data folders in which two people have coded the same articles; plancmp new
coding makes the second. Compared are the articles of which both have coded something, or those
named. A unit is a term of a provision in one article, in one passage where it has several.
Alpha is Krippendorff's, by the measure that fits the kind of value; none is given where nothing
varies.
"""


def run(
    session: Session,
    first: Annotated[Path, typer.Argument(metavar="FIRST")],
    second: Annotated[Path, typer.Argument(metavar="SECOND")],
    article: Annotated[
        list[str] | None,
        option("ID", "Compare this article, be it that one has nothing of it; again and again."),
    ] = None,
    texts: Annotated[Path | None, option("DIR", "The folder with the articles' texts.")] = None,
    fail_on: Annotated[
        list[str] | None, option("OUTCOME", "End with status 1 where a difference is of this sort.")
    ] = None,
) -> int:
    """The exit status, once it is shown how far the two agree."""
    from plancmp.authoring.settle import load_codings
    from plancmp.data.article_texts import read_texts
    from plancmp.domain.codings import DIFFERENCES
    from plancmp.views.agree import AgreeView, Sides

    words = fail_on_words(fail_on, [outcome.value for outcome in DIFFERENCES])
    loaded = load_codings(first, second, article or ())
    articles = loaded.first.articles
    named = {found.sha256: id for id, found in articles.items() if found.sha256}
    paragraphs = {}
    for text in read_texts(texts, named.keys()).named if texts else ():
        for digest in named.keys() & set(text.fingerprints):
            paragraphs[named[digest]] = text.shaped.split("\n")
    names = Sides(str(first), str(second))
    view = AgreeView(names, loaded.codings, loaded.first, paragraphs, loaded.problems)
    return session.emit(view, words)
