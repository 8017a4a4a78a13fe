"""The day on which the article of a page was published, as its page says. It is never guessed."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from plancmp.authoring.linked_data import Linked, is_article

_PUBLISHED = frozenset(
    (
        *("article:published_time", "og:article:published_time", "datepublished", "pubdate"),
        *("publishdate", "publish-date", "dc.date.issued", "dcterms.issued"),
        *("parsely-pub-date", "sailthru.date"),
    )
)
"""What pages call the day on which they were published."""
_OF_SOME_KIND = frozenset(("date", "dc.date", "dcterms.created", "dcterms.date"))
"""Less sure: what pages call a day that may be this one."""
_DAY = re.compile(r"\s*(\d{4})-?(\d{2})-?(\d{2})(?!\d)")
_DAY_IN_ADDRESS = re.compile(r"(?<!\d)(20\d\d)([/-]?)(\d{1,2})\2(\d{1,2})(?!\d)")


class Published(NamedTuple):
    """A day, or none."""

    day: str = ""
    known: str = ""
    """`page` or `address`."""
    differing: tuple[str, ...] = ()
    """The days of which the page says each, where it says several."""


def published(tree: Any, linked: Linked, address: str) -> Published:
    """The day that the page's own markup says in the surest way, else that of its address."""
    for texts in _said(tree, linked):
        if days := _days(texts):
            return Published(days[0], "page") if len(days) == 1 else Published(differing=days)
    for found in _DAY_IN_ADDRESS.finditer(address):
        if day := _calendar_day(found, 1, 3, 4):
            return Published(day, "address")
    return Published()


def _days(texts: Iterable[str]) -> tuple[str, ...]:
    """The days that are said; of one moment that is said in several time zones, the first."""
    days: dict[str, None] = {}
    moments: dict[datetime, str] = {}
    for text in texts:
        if day := _calendar_day(_DAY.match(text), 1, 2, 3):
            moment = _moment(text)
            days[moments.setdefault(moment, day) if moment else day] = None
    return tuple(days)


def _moment(text: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text.strip().replace("Z", "+00:00"))
    except ValueError:
        return None
    return moment if moment.tzinfo else None


def _calendar_day(found: re.Match[str] | None, *groups: int) -> str:
    try:
        return date(*(int(found[group]) for group in groups)).isoformat() if found else ""
    except ValueError:
        return ""


def _said(tree: Any, linked: Linked) -> Iterator[list[str]]:
    """What the page's markup says of the day, the surest first."""
    own = _Own(tree)
    yield [
        *(str(article.get("datePublished")) for article in linked.articles),
        *own.metas(_PUBLISHED),
        *map(_value, own.elements("//*[@itemprop='datePublished']")),
    ]
    yield [*(str(page.get("datePublished")) for page in linked.pages), *own.metas(_OF_SOME_KIND)]
    yield [_value(time) for time in own.elements("//time[@pubdate]")]
    after = own.elements("(//h1)[1]/following::time")
    yield [_value(time) for time in after if time.getparent() is after[0].getparent()]


class _Own:
    """The parts of a page that are its article's, and not those of other stories on it."""

    def __init__(self, tree: Any) -> None:
        self._tree = tree
        articles = tree.xpath("//article[not(ancestor::aside or ancestor::nav)]")
        headed = [article for article in articles if article.find(".//h1") is not None]
        around = (headed or articles)[:1]
        self._around = {*around, *(above for one in around for above in one.iterancestors())}

    def elements(self, path: str) -> Sequence[Any]:
        return [element for element in self._tree.xpath(path) if self._has(element)]

    def metas(self, names: frozenset[str]) -> list[str]:
        keys = ("property", "name", "itemprop")
        return [
            _value(meta)
            for meta in self.elements("//meta")
            if any((meta.get(key) or "").lower() in names for key in keys)
        ]

    def _has(self, element: Any) -> bool:
        for above in element.iterancestors("aside", "nav", "article"):
            if above.tag != "article" or above not in self._around:
                return False
        scopes = (above.get("itemtype") for above in element.iterancestors())
        types = next(filter(None, scopes), "").split()
        return not types or is_article(types) or types[0].endswith("Page")


def _value(element: Any) -> str:
    return str(element.get("datetime") or element.get("content") or "")
