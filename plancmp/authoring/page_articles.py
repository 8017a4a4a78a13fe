"""The article that a saved page becomes: its file, and its text beside the data."""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from os.path import relpath
from pathlib import Path
from typing import Any, NamedTuple

from plancmp.authoring.addresses import taken_apart
from plancmp.authoring.create import (
    CatalogCheck,
    Created,
    article_file,
    create_article,
    require_new,
)
from plancmp.authoring.pages import Page
from plancmp.data.article_texts import fingerprint_of, fingerprints, texts_folder
from plancmp.data.files import read_bytes
from plancmp.data.folder import DataFolder
from plancmp.data.loader import load_catalog
from plancmp.data.writing import FileWrite
from plancmp.domain.catalog import Catalog
from plancmp.domain.model import PART, WHOLE
from plancmp.domain.problems import PlancmpError
from plancmp.text import join_words

IGNORED = "# The articles' own words are theirs: nothing here is published.\n*\n!.gitignore\n"
"""The .gitignore of a folder of texts."""


class PageArticle(NamedTuple):
    """What a page would make: an article with its text."""

    id: str
    given: Mapping[str, Any]
    """The keys of its file."""
    page: Page
    text_file: str
    """Where its text stands, as a way from the data folder."""
    texts: tuple[FileWrite, ...]
    """The files of the text that are not there yet."""
    found_by: str
    """How the outlet was found; empty where it was named."""


def prepare_article(
    root: Path, page: Page, id: str | None, given: Mapping[str, Any], check: CatalogCheck
) -> PageArticle:
    """The article of a page; what is given is taken before what the page says.

    Raises PlancmpError, with what to do, where outlet or plan cannot be told, or the article is
    there already or would be wrong.
    """
    folder = DataFolder(root)
    catalog = load_catalog(folder)
    digest = fingerprint_of(page.text)
    address = given.get("address") or _address(page)
    outlet, found_by = given.get("outlet"), ""
    if not outlet:
        outlet, found_by = outlet_of(address, catalog), taken_apart(address).host
    _require_new(catalog, outlet, address, frozenset(fingerprints(page.text)))
    date = given.get("date") or page.date
    keys = {
        "outlet": outlet,
        "title": given.get("title") or page.title,
        "date": date,
        "date-known": date and (given.get("date-known") or page.date_known or "page"),
        "covers": given.get("covers") or _only_plan(folder),
        "via": given.get("via"),
        "address": address,
        "archived": page.archived,
        "language": given.get("language") or page.language,
        "sha256": digest,
        "read": PART if page.in_part else WHOLE,
        "note": _note(page, address, date),
    }
    id = id or _free_id(outlet, date, catalog)
    text_file = texts_folder(root) / f"{id}.txt"
    wanted = {text_file.parent / ".gitignore": IGNORED, text_file: page.text}
    texts = tuple(
        FileWrite(path, text)
        for path, text in wanted.items()
        if not (path.exists() and (path != text_file or read_bytes(str(path))[0] == text.encode()))
    )
    filled = {key: value for key, value in keys.items() if value}
    article_file(root, id, filled, check)
    require_new(text.path for text in texts)
    return PageArticle(id, filled, page, relpath(text_file, root), texts, found_by)


def write_article(root: Path, planned: PageArticle, check: CatalogCheck) -> Created:
    """The new files: the text, which is kept and never published, and the article."""
    return create_article(root, planned.id, planned.given, check, planned.texts)


def outlet_of(address: str, catalog: Catalog) -> str:
    """The outlet that publishes at an address: by its hosts, else by where its articles stand.

    Raises PlancmpError where no outlet does, or several do.
    """
    host = taken_apart(address).host.removeprefix("www.")
    if not host:
        why = (
            f"{address} is no web address" if address else "the page does not say where it was read"
        )
        raise PlancmpError(f"{why}; say --outlet or --address")
    said = {own: outlet.id for outlet in catalog.outlets.values() for own in outlet.hosts}
    above = [own for own in said if host == own or host.endswith(f".{own}")]
    if above:
        return said[max(above, key=len)]
    there = {
        article.outlet
        for article in catalog.articles.values()
        if taken_apart(article.address).host.removeprefix("www.") == host
    }
    if len(there) == 1:
        return there.pop()
    if there:
        named = join_words(sorted(there), "and")
        raise PlancmpError(f"{named} publish at {host}; say which with --outlet")
    message = f"no outlet publishes at {host}; say --outlet, or hosts: [{host}] in outlets.yaml, or"
    raise PlancmpError(f"{message} plancmp new outlet ID --name NAME --kind KIND --host {host}")


def _address(page: Page) -> str:
    """Where the article can be read: as its page says, unless that is at another host."""
    same = taken_apart(page.canonical).host == taken_apart(page.address).host
    return page.canonical if same and page.canonical else page.address


def _note(page: Page, address: str, date: str) -> str:
    """Who wrote the article, and what the page says that a person has to look at."""
    parts = [f"By {page.author}."] if page.author else []
    if page.canonical and taken_apart(page.canonical).host != taken_apart(address).host:
        parts.append(f"The page names {page.canonical} as where it belongs.")
    if page.days and not date:
        days = join_words(page.days, "and")
        parts.append(f"The page gives {days} as its day, so none is taken.")
    if page.in_part:
        parts.append(f"Read in part: {page.in_part}.")
    return " ".join(parts)


def _only_plan(folder: DataFolder) -> Sequence[str]:
    plans = list(folder.plans)
    if len(plans) != 1:
        there = f"there are {join_words(plans, 'and')}" if plans else "there are none"
        raise PlancmpError(f"say which plan it is about with --covers; {there}")
    return plans


def _require_new(catalog: Catalog, outlet: str, address: str, digests: AbstractSet[str]) -> None:
    for article in catalog.articles.values():
        same_text = article.outlet == outlet and article.sha256 in digests
        if same_text or (address and article.address == address):
            same = "text" if same_text else "address"
            message = f"the article {article.id} has this {same} already; nothing was written"
            raise PlancmpError(message)


def _free_id(outlet: str, date: str, catalog: Catalog) -> str:
    """`gazette-2031-04-02`, with a number behind it where there is such an article."""
    base = f"{outlet}-{date}" if date else outlet
    numbers = range(2 if date else 1, len(catalog.articles) + 3)
    ids = [*([base] if date else []), *(f"{base}-{number}" for number in numbers)]
    return next(id for id in ids if id not in catalog.articles)
