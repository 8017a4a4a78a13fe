"""A saved page to the text of its article, and what it says of itself. Nothing is fetched."""

import re
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from plancmp.authoring.addresses import web_address
from plancmp.authoring.linked_data import Linked, linked_data
from plancmp.authoring.page_days import published
from plancmp.authoring.page_markup import (
    escaped_again,
    paragraphs,
    with_signs,
    with_times,
    without_hidden,
    without_notes,
    without_struck,
)
from plancmp.authoring.saved import Saved
from plancmp.domain.folding import fold, shaped
from plancmp.domain.problems import DataError, PlancmpError

_WAYBACK = re.compile(
    r"https?://web\.archive\.org/web/(\d{4,14})(?:[a-z]{2}_)?/(https?://[^\s\"'<>]+)"
)
_TODAY = re.compile(
    r"https?://archive\.(?:today|is|ph|li|vn|md|fo)/([\d.-]{8,20})/(https?://[^\s\"'<>]+)"
)
_PREFIXES = re.compile(
    r"https?:S{2}(?:web\.archive\.orgSwebS\d{4,14}(?:[a-z]{2}_)?"
    r"|archive\.(?:today|is|ph|li|vn|md|fo)SoS\w+)S(?=https?:S{2})".replace("S", r"(?:\\?/)")
)
"""What archives put before the addresses in their copies; in scripts slashes may be escaped."""
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
    days: tuple[str, ...] = ()
    """The days of which it says each, where it says several: none is taken."""
    address: str = ""
    """Where it was read; of an archive's copy, where the archive read it."""
    canonical: str = ""
    """Where the page says that it belongs."""
    archived: str = ""
    language: str = ""
    in_part: str = ""
    """Why it is not the whole article, as far as can be told."""
    left_out: tuple[str, ...] = ()
    """What might be paragraphs of the page, and is not in the text."""


def read_page(saved: Saved) -> Page:
    """The article of a saved page, or of a plain text, whose first line is its headline.

    Raises PlancmpError where the library is not installed, or there is no text.
    """
    if not saved.markup:
        lines = _lines(saved.text)
        return Page("".join(f"{line}\n" for line in lines), _required(lines)[0])
    _require_library()
    saved = saved._replace(address=web_address(saved.address))
    address, archived = _original(saved)
    tree = _tree(_PREFIXES.sub("", _TOOLBAR.sub("", saved.markup)))
    canonical, shared = (
        web_address(next(iter(tree.xpath(where)), ""))
        for where in ("//link[@rel='canonical']/@href", "//meta[@property='og:url']/@content")
    )
    addresses = list(filter(None, (address, canonical, shared)))
    address = next(iter(addresses), "")
    linked = linked_data(tree, addresses)
    day, known, days = published(tree, linked, address)
    changed = [*without_notes(tree), *without_struck(tree)]
    with_signs(tree)
    with_times(tree)
    hidden = list(without_hidden(tree))
    title, author, lines = _extracted(tree)
    beside = _left_out([*paragraphs(tree), *hidden], fold(" ".join(lines)))
    return Page(
        "".join(f"{line}\n" for line in lines),
        title or lines[0],
        author=author,
        date=day,
        date_known=known,
        days=days,
        address=address,
        canonical=canonical,
        archived=archived,
        language=_language(tree),
        in_part=_why_in_part(saved, tree, linked),
        left_out=(*changed, *beside),
    )


def _require_library() -> None:
    """Raises PlancmpError where the library that reads pages is not installed."""
    try:
        import trafilatura  # noqa: F401
    except ImportError:
        message = "a saved page needs trafilatura: pip install 'plancmp[pages]'"
        raise PlancmpError(f"{message}, or give its text with --page -") from None


def _tree(markup: str) -> Any:
    """The elements of a page. Raises DataError where it has none."""
    from lxml import etree, html

    parser = html.HTMLParser(encoding="utf-8", remove_comments=True)
    try:
        return html.document_fromstring(markup.encode(), parser=parser)
    except etree.ParserError:
        raise _no_text() from None


def _extracted(tree: Any) -> tuple[str, str, list[str]]:
    """The headline, the authors and the lines of the article in a page, the headline first.

    Raises DataError where it has no text.
    """
    from lxml import html
    from trafilatura import extract, extract_metadata

    markup = escaped_again(html.tostring(tree, encoding="unicode"))
    said = extract_metadata(markup)
    text = extract(markup, include_comments=False, prune_xpath=_NOT_THE_ARTICLE) or ""
    title = " ".join((said.title or "").split())
    author = ", ".join(part.strip() for part in (said.author or "").split(";") if part.strip())
    lines = _required(_lines(text))
    if title and fold(title) != fold(lines[0]):
        lines.insert(0, title)
    return title, author, lines


def _lines(text: str) -> list[str]:
    return [" ".join(part.split()) for part in text.splitlines() if shaped(part)]


def _required(lines: list[str]) -> list[str]:
    if not lines:
        raise _no_text()
    return lines


def _no_text() -> DataError:
    message = "there is no text in it: copy the article's text, and give it with --page -"
    return DataError(f"{message}; nothing was written")


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
            address = web_address(found[2])
            return address, form.format(found[1], address) if address else ""
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


def _why_in_part(saved: Saved, tree: Any, linked: Linked) -> str:
    if saved.is_cut:
        return "the file of the page ends before the page does"
    free = [thing.get("isAccessibleForFree") for thing in (*linked.articles, *linked.pages)]
    tiers = tree.xpath("//meta[@property='article:content_tier']/@content")
    if any(str(said).lower().endswith("false") for said in free) or any(
        tier.strip().lower() in ("locked", "metered") for tier in tiers
    ):
        return "the page says that it is not free to read"
    return ""


def _language(tree: Any) -> str:
    """The language that the page says it is in."""
    said = [tree.get("lang"), *tree.xpath("//meta[@property='og:locale']/@content")]
    for code in said:
        if found := re.match(r"([a-z]{2,3})(?![a-z])", str(code or "").lower()):
            return found[1]
    return ""


def _left_out(paragraphs: Iterable[str], text: str) -> Iterator[str]:
    """Those of the page's paragraphs that are not in the text."""
    for words in dict.fromkeys(paragraphs):
        if len(words.split()) >= _LEAST and fold(words) not in text:
            yield words
