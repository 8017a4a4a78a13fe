"""Which plans articles may cover, by a look at their bytes: what is asked of few parses few."""

import re
from collections.abc import Collection, Iterable, Set
from functools import partial

from plancmp.data.files import first_bytes, read_bytes
from plancmp.data.halves import in_halves
from plancmp.domain.problems import Location, Problem, RuleId

_Mention = tuple[str, list[bytes] | Problem]
"""A file's name, with plans that it may cover, or why it cannot be read."""

_LONG = 8 * 1024
"""Nearly every article has fewer bytes."""
_FEW = 4
"""For so many plans it pays to search an article before it is taken apart into words."""
_SPACED = bytes(
    sign if sign in b"abcdefghijklmnopqrstuvwxyz0123456789-" else 32 for sign in range(256)
)
"""Makes a space of every byte that no id has."""


def mentions(root: str, names: list[str], plans: Set[bytes], *, every: bool) -> list[_Mention]:
    """Of the articles of these names, those that may cover some of the plans, or cannot be read.

    All that do are among them: an id stands whole between other signs, unless a backslash hides
    it. An article that is cut short or no text may cover any, and so may one that names no plan at
    all where `every` plan is asked for. So what is asked of a few plans does not parse the articles
    of all, which takes 2.5 times as long in a folder of 200 plans; nor are all taken apart into
    words, which takes 1.2 times as long in one of 1,000.
    """
    return in_halves(partial(_mentions, root, plans, every), names)


def _mentions(root: str, plans: Set[bytes], every: bool, names: Iterable[str]) -> list[_Mention]:
    searched = len(plans) <= _FEW and not every
    pattern = re.compile(rb"(?:%b)(?![a-z0-9-])" % b"|".join(plans) if searched else b"")
    found: list[_Mention] = []
    for name in names:
        file = f"articles/{name}"
        raw: bytes | None = first_bytes(f"{root}/{file}", _LONG)
        if raw and len(raw) < _LONG:
            if not pattern.search(raw) and b"\\" not in raw and _names_plans(raw):
                continue
        else:
            raw, why = read_bytes(f"{root}/{file}")
        if raw is None:
            found.append((name, Problem(Location(file), RuleId.UNREADABLE, why)))
        else:
            found.append((name, list(_may_cover(raw, plans, every))))
    return found


def _may_cover(raw: bytes, plans: Set[bytes], every: bool) -> Collection[bytes]:
    """Those of the plans that an article of these bytes may cover."""
    if b"\\" in raw:
        return plans
    named = plans & set(raw.translate(_SPACED).split())
    return named if named or (_names_plans(raw) and not every) else plans


def _names_plans(raw: bytes) -> bool:
    """Whether an article's bytes are text that is whole, down to the plans it covers."""
    return b"covers:" in raw and raw[-1:] == b"\n" and (raw.isascii() or _is_utf_8(raw))


def _is_utf_8(raw: bytes) -> bool:
    try:
        raw.decode()
    except UnicodeDecodeError:
        return False
    return True
