"""Addresses on the web, taken apart."""

import re
from typing import NamedTuple
from urllib.parse import parse_qsl, quote, urlsplit


class Address(NamedTuple):
    """The parts of an address, however it is written; all are empty where it is none."""

    host: str = ""
    place: str = ""
    """The host, without `www.`, and the port."""
    path: str = ""
    """Without a slash at its end."""
    query: str = ""


def taken_apart(address: str) -> Address:
    """The parts of any text that may be an address, also of one that no browser would take."""
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return Address()
    place = parts.netloc.lower().removeprefix("www.")
    return Address(parts.hostname or "", place, parts.path.rstrip("/"), parts.query)


def web_address(said: str) -> str:
    """An http or https address as it is commonly written, or nothing where it is none.

    Who was signed in, and the password, are nobody else's: they are left out, also of the address
    that an archive's has in it.
    """
    said = re.sub(r"(https?://)[^/?#\s]*@", r"\1", said.strip(), flags=re.IGNORECASE)
    found = re.match(r"https?://[^/?#]+", said, re.IGNORECASE)
    if not (found and taken_apart(found[0]).host):
        return ""
    rest = re.sub(r"[\s<>\"]", lambda sign: quote(sign[0]), said[found.end() :])
    return found[0].lower() + rest


def names_story(address: str) -> bool:
    """Whether it is that of one page of a site, and not of the site."""
    return bool(taken_apart(address).path or taken_apart(address).query)


def same_page(one: str, other: str) -> bool:
    """Whether two addresses lead to one page, whatever else stands in their queries."""
    ours, theirs = taken_apart(one), taken_apart(other)
    asked, also_asked = (set(parse_qsl(parts.query)) for parts in (ours, theirs))
    return (
        ours.path == theirs.path
        and (not (ours.place and theirs.place) or ours.place == theirs.place)
        and (asked <= also_asked or also_asked <= asked)
    )
