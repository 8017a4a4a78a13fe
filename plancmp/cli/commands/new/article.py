"""`plancmp new article [ARTICLE]`."""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

import typer

from plancmp.cli.commands.new import created, without_empty
from plancmp.cli.options import SHORT, Day, flag, option
from plancmp.cli.session import Session
from plancmp.data.choices import DATE_KNOWN
from plancmp.text import join_words

OPTIONS = SHORT

HELP = """\
\b
plancmp new article gazette-2031-04-02 --outlet gazette --covers draft \\
    --title "Rents to be capped" --date 2031-04-02 --text clippings/gazette.txt --data mydata
plancmp new article --page saved.html --covers draft --data mydata
plancmp new article --page saved.html --covers draft --data mydata --write
pbpaste | plancmp new article --page - --outlet gazette --date 2031-04-02 --data mydata

A page is what a browser saved (HTML, MHTML), a WARC, a copy from web.archive.org or
archive.today, or plain text, whose first line is its title. Outlet, title, day, address,
language and text are taken from it, unless an option says otherwise; who wrote it goes into the
note. The text is kept in the data folder's texts, one paragraph to a line, and never published.
Nothing is fetched. What would be written is shown; --write writes it.
"""


def run(
    session: Session,
    id: Annotated[
        str | None, typer.Argument(metavar="[ARTICLE]", help="Its id; of a page, else made.")
    ] = None,
    outlet: Annotated[str | None, option("ID", "Who published it.", "outlet")] = None,
    covers: Annotated[
        list[str] | None, option("PLAN", "A plan it is about; again and again.", "plan")
    ] = None,
    title: Annotated[str | None, option(None, "Its headline.")] = None,
    date: Day = None,
    date_known: Annotated[
        str | None,
        option("WORD", f"How the day is known: {join_words(DATE_KNOWN)}; else page.", DATE_KNOWN),
    ] = None,
    via: Annotated[list[str] | None, option("ID", "An outlet it relays as a whole.")] = None,
    address: Annotated[str | None, option("URL", "Where it can be read.")] = None,
    language: Annotated[
        str | None, option("CODE", "The language of its text, such as en, where no page says it.")
    ] = None,
    text: Annotated[Path | None, option("FILE", "Its text, to take the fingerprint of.")] = None,
    whole: Annotated[bool, option(None, "The text is the whole article, and was read so.")] = False,
    page: Annotated[
        Path | None, option("FILE", "The page as it was saved, or its text; - for the input.")
    ] = None,
    write: Annotated[
        bool, flag("--write", "Write what the page gives; else only show it.")
    ] = False,
) -> int:
    """The exit status, once the article is created, or shown."""
    if date_known and not date:
        raise typer.BadParameter("goes with --date, the day itself", param_hint="'--date-known'")
    values = without_empty(
        outlet=outlet,
        title=title,
        date=date,
        date_known=date and (date_known or "page"),
        covers=covers,
        via=via,
        address=address,
        language=language,
    )
    if page:
        if text or whole:
            name = "--text" if text else "--whole"
            message = "goes without --page, which has the whole text"
            raise typer.BadParameter(message, param_hint=f"'{name}'")
        return _from_page(session, page, id, values, write=write)
    if write:
        raise typer.BadParameter(
            "goes with --page; else it is written at once", param_hint="'--write'"
        )
    named = {"ARTICLE": id, "--outlet": outlet, "--covers": covers, "--title": title}
    for name, given in named.items():
        if not given:
            raise typer.BadParameter(
                "must be there, where there is no --page", param_hint=f"'{name}'"
            )
    if whole and not text:
        raise typer.BadParameter("its text is named by --text", param_hint="'--whole'")

    from plancmp.authoring.create import create_article
    from plancmp.data.article_texts import fingerprint
    from plancmp.domain.model import WHOLE
    from plancmp.rules.runner import catalog_problems

    if text:
        values["sha256"] = fingerprint(text)
    if whole:
        values["read"] = WHOLE
    made = create_article(session.own_folder(), str(id), values, catalog_problems)
    return created(session, made)


def _from_page(
    session: Session, page: Path, id: str | None, values: Mapping[str, object], *, write: bool
) -> int:
    from plancmp.authoring.page_articles import prepare_article, write_article
    from plancmp.authoring.pages import read_page
    from plancmp.authoring.saved import read_saved
    from plancmp.cli.streams import read_input
    from plancmp.rules.runner import catalog_problems
    from plancmp.views.page_article import PageArticleView

    root = session.own_folder()
    saved = read_saved(read_input(page), str(page), str(values.get("address", "")))
    planned = prepare_article(root, read_page(saved), id, values, catalog_problems)
    if write:
        return created(session, write_article(root, planned, catalog_problems))
    return session.emit(PageArticleView(planned))
