"""Outlets that credit each other in a circle, so that what they say would rest on nothing."""

from collections.abc import Iterable, Iterator, Mapping

from plancmp.domain.model import Article, location_of
from plancmp.domain.problems import Problem, RuleId


def via_loops(plans: Iterable[str], articles: Mapping[str, Article]) -> Iterator[Problem]:
    """Outlets relayed, over others, by themselves, which would rest on nothing."""
    for plan in plans:
        credited: dict[str, dict[str, Article]] = {}
        for article in articles.values():
            if plan in article.covers:
                for outlet in article.via:
                    credited.setdefault(article.outlet, {}).setdefault(outlet, article)
        for start in sorted(credited):
            loop = _loop(start, credited)
            if loop and start == min(loop):
                location = location_of(credited[start][loop[1]], "via")
                found = f"via goes round in a loop: {' → '.join(loop)}"
                hint = "end it at who had it first"
                yield Problem(location, RuleId.VIA_LOOP, found, "", hint)


def _loop(start: str, graph: Mapping[str, Mapping[str, object]]) -> list[str]:
    """A way through the graph from `start` back to it, or nothing."""
    ways = [[start]]
    seen: set[str] = set()
    while ways:
        way = ways.pop()
        for following in sorted(graph.get(way[-1], ())):
            if following == start:
                return [*way, start]
            if following not in seen:
                seen.add(following)
                ways.append([*way, following])
    return []
