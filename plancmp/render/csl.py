"""For Zotero, pandoc and every other program that cites: the articles as CSL-JSON."""

from collections.abc import Iterator, Mapping
from datetime import date

from plancmp.domain.model import Article, Dataset
from plancmp.render import Settings
from plancmp.text import json_text
from plancmp.views.base import View
from plancmp.views.export import ExportView

TYPES: Mapping[str, str] = {"newspaper": "article-newspaper", "agency": "article-newspaper"}
"""What CSL calls an article of a kind of outlet; of any other it is a page of the web."""


def render(view: View, settings: Settings) -> str:
    """The articles behind the view's claims as a bibliography; claims are for other formats."""
    assert isinstance(view, ExportView)
    items = [dict(_item(view.dataset, article)) for article in view.articles]
    return json_text(items)


def _item(dataset: Dataset, article: Article) -> Iterator[tuple[str, object]]:
    """An article by the names of CSL; what is not known is left out, never guessed."""
    outlet = dataset.outlets[article.outlet]
    yield "id", article.id
    yield "type", TYPES.get(outlet.kind, "webpage")
    yield "title", _title(article)
    yield "container-title", outlet.name
    if article.date:
        circa = {"circa": True} if article.date_known == "inferred" else {}
        yield "issued", {"date-parts": [_parts(article.date)], **circa}
    if article.address:
        yield "URL", article.address
    if article.accessed:
        yield "accessed", {"date-parts": [_parts(article.accessed)]}
    if article.language:
        yield "language", article.language
    if article.archived:
        yield "archive_location", article.archived
    if article.via:
        yield "note", f"relays {', '.join(dataset.outlets[via].name for via in article.via)}"


def _title(article: Article) -> str:
    """The headline; of an article without one at hand what it is about, bracketed as styles ask."""
    return article.title if article.about is None else f"[{article.about}]"


def _parts(day: date) -> list[int]:
    return [day.year, day.month, day.day]
