"""A saved page to the text of its article, and what it says of itself. Nothing is fetched."""

import json
import re
from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

from plancmp.authoring.page_markup import with_signs, without_notes
from plancmp.authoring.saved import Saved
from plancmp.domain.folding import fold, shaped
from plancmp.domain.problems import PlancmpError

_WAYBACK = re.compile(
    r"https?://web\.archive\.org/web/(\d{4,14})(?:[a-z]{2}_)?/(https?://[^\s\"'<>]+)"
)
_TODAY = re.compile(
    r"https?://archive\.(?:today|is|ph|li|vn|md|fo)/([\d.-]{8,20})/(https?://[^\s\"'<>]+)"
)
_PREFIXES = re.compile(
    r"https?://(?:web\.archive\.org/web/\d{4,14}(?:[a-z]{2}_)?"
    r"|archive\.(?:today|is|ph|li|vn|md|fo)/o/\w+)/(?=https?://)"
)
"""What archives put before the addresses in their copies."""
_TOOLBAR = re.compile(
    r"<!-- BEGIN WAYBACK TOOLBAR INSERT -->.*?<!-- END WAYBACK TOOLBAR INSERT -->", re.DOTALL
)
_NOT_THE_ARTICLE = [
    "//*[starts-with(@id, 'wm-ipp')]",
    "//div[@id='HEADER' and following::*[@id='CONTENT']]",
    *(
        f"//*[contains(concat(' ', translate(@{where}, '-_', '  '), ' '), ' {word} ')]"
        for where in ("class", "id")
        for word in ("ad", "ads", "advert", "advertisement", "advertising", "sponsored")
    ),
    "//*[@aria-label='Advertisement']",
]
"""Where the bars of archives and advertisements stand; the rest is for the library to tell."""
_DATES = (
    *("article:published_time", "og:article:published_time", "datepublished", "date", "pubdate"),
    *("publishdate", "publish-date", "dc.date", "dc.date.issued", "dcterms.created"),
    *("dcterms.date", "dcterms.issued", "parsely-pub-date", "sailthru.date"),
)
"""What pages call the day on which they were published."""
_DAY = re.compile(r"\s*(\d{4})-?(\d{2})-?(\d{2})(?!\d)")
_DAY_IN_ADDRESS = re.compile(r"(?<!\d)(20\d\d)([/-]?)(\d{1,2})\2(\d{1,2})(?!\d)")
_LEAST = 8
"""Of so many words a paragraph that is left out may have been one of the article's."""


class Page(NamedTuple):
    """An article as its page has it. What the page does not say is empty."""

    text: str
    """One paragraph to a line, the headline first."""
    title: str
    author: str = ""
    date: str = ""
    date_known: str = ""
    """`page` or `address`."""
    address: str = ""
    """Where it was read; of an archive's copy, where the archive read it."""
    canonical: str = ""
    """Where the page says that it belongs."""
    archived: str = ""
    language: str = ""
    left_out: tuple[str, ...] = ()
    """What might be paragraphs of the page, and is not in the text."""


def read_page(saved: Saved) -> Page:
    """The article of a saved page, or of a plain text, whose first line is its headline.

    Raises PlancmpError where the library is not installed, or there is no text.
    """
    if not saved.markup:
        lines = _lines(saved.text)
        return Page("".join(f"{line}\n" for line in lines), _required(lines)[0])
    try:
        from lxml import etree, html
        from trafilatura import extract, extract_metadata
    except ImportError:
        message = "a saved page needs trafilatura: pip install 'plancmp[pages]'"
        raise PlancmpError(f"{message}, or give its text with --page -") from None
    address, archived = _original(saved)
    markup = _PREFIXES.sub("", _TOOLBAR.sub("", saved.markup))
    try:
        tree = html.document_fromstring(
            markup.encode(), parser=html.HTMLParser(encoding="utf-8", remove_comments=True)
        )
    except etree.ParserError:
        _required([])
    changed = list(without_notes(tree))
    with_signs(tree)
    markup = html.tostring(tree, encoding="unicode")
    said = extract_metadata(markup)
    text = extract(markup, include_comments=False, prune_xpath=_NOT_THE_ARTICLE) or ""
    title = " ".join((said.title or "").split())
    lines = _required(_lines(text))
    if title and fold(title) != fold(lines[0]):
        lines.insert(0, title)
    canonical = next(iter(tree.xpath("//link[@rel='canonical']/@href")), "")
    canonical = canonical if canonical.startswith("http") else ""
    address = (
        address or canonical or next(iter(tree.xpath("//meta[@property='og:url']/@content")), "")
    )
    day, known = _day(tree, address)
    return Page(
        "".join(f"{line}\n" for line in lines),
        title or lines[0],
        author=", ".join(part.strip() for part in (said.author or "").split(";") if part.strip()),
        date=day,
        date_known=known,
        address=address,
        canonical=canonical,
        archived=archived,
        language=_language(tree),
        left_out=(*changed, *_left_out(tree, fold(" ".join(lines)))),
    )


def _lines(text: str) -> list[str]:
    return [" ".join(part.split()) for part in text.splitlines() if shaped(part)]


def _required(lines: list[str]) -> list[str]:
    if not lines:
        message = "there is no text in it: copy the article's text, and give it with --page -"
        raise PlancmpError(f"{message}; nothing was written", status=3)
    return lines


def _original(saved: Saved) -> tuple[str, str]:
    """Where the page was read first, and where its copy is kept, if it is an archive's."""
    head = re.sub(r"<body\b.*", "", saved.markup, flags=re.DOTALL | re.IGNORECASE)
    for pattern, form in (
        (_WAYBACK, "https://web.archive.org/web/{}/{}"),
        (_TODAY, "https://archive.today/{}/{}"),
    ):
        found = pattern.match(saved.address) or (
            _is_archive(saved) and (_canonical_of(head, pattern) or pattern.search(head))
        )
        if found:
            return found[2], form.format(found[1], found[2])
    return ("" if _is_archive(saved) else saved.address), ""


def _is_archive(saved: Saved) -> bool:
    host = re.match(
        r"https?://(?:web\.archive\.org|archive\.(?:today|is|ph|li|vn|md|fo))/", saved.address
    )
    return bool(host) or bool(_TOOLBAR.search(saved.markup)) or bool(_canonical_of(saved.markup))


def _canonical_of(markup: str, pattern: re.Pattern[str] | None = None) -> re.Match[str] | None:
    """An archive's copy says that it belongs there."""
    link = re.search(r"<link[^>]+rel=[\"']?canonical[\"']?[^>]*>", markup)
    patterns = [pattern] if pattern else [_WAYBACK, _TODAY]
    found = (one.search(link[0]) for one in patterns) if link else iter(())
    return next((match for match in found if match), None)


def _day(tree: Any, address: str) -> tuple[str, str]:
    """The day of publication, and how it is known."""
    for text in _said_days(tree):
        if day := _calendar_day(_DAY.match(text), 1, 2, 3):
            return day, "page"
    for found in _DAY_IN_ADDRESS.finditer(address):
        if day := _calendar_day(found, 1, 3, 4):
            return day, "address"
    return "", ""


def _calendar_day(found: re.Match[str] | None, *groups: int) -> str:
    try:
        return date(*(int(found[group]) for group in groups)).isoformat() if found else ""
    except ValueError:
        return ""


def _said_days(tree: Any) -> Iterator[str]:
    """What the page's markup says of the day, the surest first."""
    for script in tree.xpath("//script[@type='application/ld+json']/text()"):
        try:
            yield from _published(json.loads(script))
        except (ValueError, RecursionError):
            continue
    metas = {
        str(name).lower(): str(meta.get("content") or "")
        for meta in reversed(tree.xpath("//meta"))
        for name in (meta.get("property"), meta.get("name"), meta.get("itemprop"))
        if name
    }
    yield from (metas[name] for name in _DATES if name in metas)
    for path in ("//*[@itemprop='datePublished']", "//time[@pubdate]", "//h1/following::time"):
        for element in tree.xpath(path)[:1]:
            yield str(element.get("datetime") or element.get("content") or "")


def _published(data: Any) -> Iterator[str]:
    """Every `datePublished` of linked data, from the outside in."""
    waiting = [data]
    while waiting:
        part = waiting.pop(0)
        if isinstance(part, dict):
            yield str(part.get("datePublished") or "")
        waiting += (
            part.values() if isinstance(part, dict) else part if isinstance(part, list) else []
        )


def _language(tree: Any) -> str:
    """The language that the page says it is in."""
    said = [tree.get("lang"), *tree.xpath("//meta[@property='og:locale']/@content")]
    for code in said:
        if found := re.match(r"([a-z]{2,3})(?![a-z])", str(code or "").lower()):
            return found[1]
    return ""


def _left_out(tree: Any, text: str) -> Iterator[str]:
    """What stands in the page as a paragraph or an item of a list and is not in the text."""
    seen = set()
    for element in tree.iter("p", "li", "blockquote"):
        words = " ".join(element.text_content().split())
        if len(words.split()) >= _LEAST and words not in seen and fold(words) not in text:
            seen.add(words)
            yield words
