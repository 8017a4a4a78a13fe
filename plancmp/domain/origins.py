"""Who rests on whom: where a claim comes from once every credit is followed to its end.

docs/semantics.md, Origins.
"""

from collections.abc import Iterable, Mapping
from functools import cache, partial

from plancmp.domain.model import Claim, Dataset

Origin = frozenset[str]
"""The outlets that a claim comes from, after all relaying."""

NOBODY: Origin = frozenset()


class Origins:
    """The origins of claims about one plan, by the articles that cover it."""

    def __init__(self, dataset: Dataset, plan: str) -> None:
        """Take a plan's id; what outlets relay is read from the articles that cover it."""
        relays: dict[str, set[str]] = {}
        for article in dataset.articles.values():
            if plan in article.covers:
                relays.setdefault(article.outlet, set()).update(article.via or [article.outlet])
        self._relays: Mapping[str, set[str]] = relays
        self._of = cache(self._ends)
        self._groups = cache(partial(independent, unidentified=dataset.unidentified))

    def of(self, claim: Claim) -> Origin:
        """The claim's own outlet where it credits none, else those at the end of its credits.

        A credited outlet is followed on through its own articles on the plan, where there are any;
        one of them that credits nobody ends there. A loop, which the loader refuses, ends too.
        """
        report = claim.report
        return self._of(report.article.outlet, report.via)

    def independent(self, claims: Iterable[Claim]) -> tuple[Origin, ...]:
        """The independent origins of these claims, sorted."""
        return self.independent_groups(frozenset(map(self.of, claims)))

    def independent_groups(self, origins: frozenset[Origin]) -> tuple[Origin, ...]:
        """Origins joined into such as are independent of each other, sorted."""
        return self._groups(origins)

    def _ends(self, outlet: str, via: tuple[str, ...]) -> Origin:
        if not via:
            return frozenset([outlet])
        ends: set[str] = set()
        followed: set[str] = set()
        ahead = list(via)
        while ahead:
            credit = ahead.pop()
            if credit in followed:
                continue
            followed.add(credit)
            credited = self._relays.get(credit, {credit})
            if credit in credited:
                ends.add(credit)
            ahead.extend(credited - {credit})
        return frozenset(ends or followed)


def independent(origins: Iterable[Origin], unidentified: Origin = NOBODY) -> tuple[Origin, ...]:
    """Origins joined into groups that share none, sorted: as many are independent.

    An outlet that is not identified may be any of the others, so it makes no group of its own
    beside theirs: an unknown origin proves no independence.
    """
    groups: list[Origin] = []
    found = dict.fromkeys(origins)
    known = [origin - unidentified for origin in found]
    for origin in filter(None, known):
        separate = [group for group in groups if group.isdisjoint(origin)]
        joined = origin.union(*(group for group in groups if not group.isdisjoint(origin)))
        groups = [*separate, joined]
    if found and not groups:
        return (NOBODY.union(*found),)
    return tuple(sorted(groups, key=sorted))
