"""Who rests on whom: where a claim comes from once every credit is followed to its end."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache

from plancmp.model import Article, Claim

Origin = frozenset[str]
"""The outlets that a claim comes from, after all relaying."""


class Origins:
    """The origins of claims about one plan, by the articles that cover it."""

    def __init__(self, articles: Iterable[Article], plan: str) -> None:
        """Take the articles that may be relayed; those of other plans are passed over."""
        relays: dict[str, set[str]] = {}
        for article in articles:
            if plan in article.covers:
                relays.setdefault(article.outlet, set()).update(article.via or [article.outlet])
        self._relays: Mapping[str, set[str]] = relays
        self._of = cache(self._ends)

    def of(self, claim: Claim) -> Origin:
        """The claim's own outlet where it credits none, else those at the end of its credits.

        A credited outlet is followed on through its own articles on the plan, where there are any;
        one of them that credits nobody ends there. A loop, which the loader refuses, ends too.
        """
        via = claim.report.via
        return self._of(via) if via else frozenset([claim.outlet])

    def _ends(self, via: tuple[str, ...]) -> Origin:
        ends: set[str] = set()
        followed: set[str] = set()
        ahead = list(via)
        while ahead:
            outlet = ahead.pop()
            if outlet in followed:
                continue
            followed.add(outlet)
            credited = self._relays.get(outlet, {outlet})
            if outlet in credited:
                ends.add(outlet)
            ahead.extend(credited - {outlet})
        return frozenset(ends or followed)


def independent(origins: Iterable[Origin]) -> tuple[Origin, ...]:
    """Origins joined into groups that share none, sorted: as many are independent."""
    groups: list[Origin] = []
    for origin in dict.fromkeys(origins):
        apart = [group for group in groups if group.isdisjoint(origin)]
        joined = origin.union(*(group for group in groups if not group.isdisjoint(origin)))
        groups = [*apart, joined]
    return tuple(sorted(groups, key=sorted))
