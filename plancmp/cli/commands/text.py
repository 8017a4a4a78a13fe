"""`plancmp text [ARTICLE]...`."""

from typing import Annotated

import typer

from plancmp.cli.options import SHORT, Texts, completing, flag
from plancmp.cli.session import Session

OPTIONS = SHORT

HELP = """\
\b
plancmp text gazette-2031-04-02
plancmp text gazette-2031-04-02 --uncoded       of which nothing is coded yet
plancmp text --all --uncoded --format csv

Beside each paragraph stands what is coded of it: the provision, who says it, and the values; and
what is proposed and not accepted. Where nothing is coded, ? stands before a topic of whose words,
or whose options', the paragraph has some.
"""


def run(
    session: Session,
    article: Annotated[
        list[str] | None,
        typer.Argument(metavar="[ARTICLE]...", autocompletion=completing("article")),
    ] = None,
    all_: Annotated[bool, flag("--all", "Every article whose text is at hand.")] = False,
    uncoded: Annotated[
        bool, flag("--uncoded", "Only the paragraphs of which nothing is coded.")
    ] = False,
    texts: Texts = None,
) -> int:
    """The exit status, once the paragraphs are shown."""
    if bool(article) == all_:
        raise typer.BadParameter("name an article, or say --all", param_hint="'ARTICLE'")

    from plancmp.data.article_readings import read_articles
    from plancmp.views.text import TextView

    found = read_articles(session.folder(), article or (), texts)
    return session.emit(TextView(*found, uncoded=uncoded))
