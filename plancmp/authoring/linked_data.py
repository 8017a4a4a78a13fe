"""What a page says of itself as linked data (JSON-LD); what it says of other pages is left."""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from plancmp.authoring.addresses import names_story, same_page

_ARTICLES = ("Article", "Posting", "Report")
"""How the types of schema.org that are articles end."""
_WITHIN = ("@graph", "mainEntity", "mainEntityOfPage")
"""Where things stand that are of the page; elsewhere it speaks of others."""


class Linked(NamedTuple):
    """What is said of the article, and of the page as a page."""

    articles: tuple[Mapping[str, Any], ...] = ()
    pages: tuple[Mapping[str, Any], ...] = ()


def linked_data(tree: Any, addresses: Sequence[str]) -> Linked:
    """What a page that has these addresses says of itself."""
    own = [thing for thing in _things(tree) if _is_of(thing, addresses)]
    return Linked(
        tuple(thing for thing in own if is_article(_types(thing))),
        tuple(thing for thing in own if _is_page(_types(thing))),
    )


def is_article(types: Sequence[str]) -> bool:
    """Whether one of the types, by name or address, is that of an article."""
    return any(type.endswith(_ARTICLES) for type in types)


def _is_page(types: Sequence[str]) -> bool:
    return not types or any(type.endswith("Page") for type in types)


def _things(tree: Any) -> Iterator[Mapping[str, Any]]:
    """From the outside in."""
    waiting: list[Any] = []
    for script in tree.xpath("//script[@type='application/ld+json']/text()"):
        try:
            waiting.append(json.loads(script))
        except (ValueError, RecursionError):
            continue
    for part in waiting:
        if isinstance(part, dict):
            yield part
            waiting += [part[key] for key in _WITHIN if key in part]
        elif isinstance(part, list):
            waiting += part


def _is_of(thing: Mapping[str, Any], addresses: Sequence[str]) -> bool:
    """Whether a thing is of these addresses, or does not say of which it is."""
    said = [*_texts(thing.get("url")), *_texts(thing.get("mainEntityOfPage"))]
    stories = list(filter(names_story, said))
    return not (stories and addresses) or any(
        same_page(story, address) for story in stories for address in addresses
    )


def _types(thing: Mapping[str, Any]) -> Sequence[str]:
    return list(_texts(thing.get("@type")))


def _texts(value: Any) -> Iterator[str]:
    """The text of a value, or those of its parts."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from _texts(value.get("@id"))
    elif isinstance(value, list):
        for part in value:
            if isinstance(part, str | dict):
                yield from _texts(part)
