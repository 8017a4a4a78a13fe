"""`plancmp new article ARTICLE`."""

from pathlib import Path
from typing import Annotated

import typer

from plancmp.cli.commands.new import created, without_empty
from plancmp.cli.options import CREATING, Day, option
from plancmp.cli.session import Session
from plancmp.data.choices import DATE_KNOWN
from plancmp.text import join_words

OPTIONS = CREATING

HELP = """\
\b
plancmp new article gazette-2031-04-02 --outlet gazette --covers draft \\
    --title "Rents to be capped" --date 2031-04-02 --text clippings/gazette.txt --data mydata
"""


def run(
    session: Session,
    id: Annotated[str, typer.Argument(metavar="ARTICLE")],
    outlet: Annotated[str, option("ID", "Who published it.")],
    covers: Annotated[list[str], option("PLAN", "A plan it is about; again and again.")],
    title: Annotated[str, option(None, "Its headline.")],
    date: Day = None,
    date_known: Annotated[
        str, option("WORD", f"How the day is known: {join_words(DATE_KNOWN)}.", DATE_KNOWN)
    ] = "page",
    via: Annotated[list[str] | None, option("ID", "An outlet it relays as a whole.")] = None,
    address: Annotated[str | None, option("URL", "Where it can be read.")] = None,
    text: Annotated[Path | None, option("FILE", "Its text, to take the fingerprint of.")] = None,
    whole: Annotated[bool, option(None, "The text is the whole article, and was read so.")] = False,
) -> int:
    """The exit status, once the article is created."""
    from plancmp.authoring.create import create_article
    from plancmp.data.article_texts import fingerprint
    from plancmp.domain.model import WHOLE

    if whole and not text:
        raise typer.BadParameter("its text is named by --text", param_hint="'--whole'")
    values = without_empty(
        outlet=outlet,
        title=title,
        date=date,
        date_known=date and date_known,
        covers=covers,
        via=via,
        address=address,
        sha256=fingerprint(text) if text else None,
        read=WHOLE if whole else None,
    )
    return created(session, create_article(session.own_folder(), id, values))
