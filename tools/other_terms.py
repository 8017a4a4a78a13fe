"""What articles report of one matter on different terms, where no finding can hold it together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations, product
from pathlib import Path
from typing import NamedTuple

import yaml

from plancmp.domain.model import Dataset, Provision

LISTED = Path(__file__).parent / "data" / "other-terms.yaml"


class Asked(NamedTuple):
    """A term of a plan."""

    plan: str
    topic: str
    term: str


Pair = frozenset[Asked]


class Apart(NamedTuple):
    """Terms on which claims do not meet, and why that is so."""

    says: str
    where: str
    """The provision, or the plan where the terms are of several."""
    terms: Sequence[str]
    beside: Sequence[str]
    """Where empty, each two of the terms are meant."""
    why: str

    @property
    def pairs(self) -> frozenset[Pair]:
        """The terms that are meant, two by two."""
        terms, beside = (
            [self._asked(term) for term in group] for group in (self.terms, self.beside)
        )
        two = product(terms, beside) if beside else combinations(terms, 2)
        return frozenset(frozenset(pair) for pair in two if pair[0] != pair[1])

    def _asked(self, term: str) -> Asked:
        plan, _, topic = self.where.partition("/")
        return Asked(plan, topic, term) if topic else Asked(plan, *term.split("."))


def listed() -> tuple[Apart, ...]:
    """Those of `tools/data/other-terms.yaml`."""
    return tuple(
        Apart(raw["says"], raw["in"], raw["terms"], raw.get("beside", ()), raw["why"])
        for raw in yaml.safe_load(LISTED.read_text("utf-8"))
    )


def articles(provision: Provision) -> Mapping[Asked, frozenset[str]]:
    """The articles that report each of the provision's terms that is reported."""
    of = {
        Asked(provision.plan.id, provision.topic.id, term): frozenset(
            claim.report.article.id for claim in provision.claims(term)
        )
        for term in provision.topic.terms
    }
    return {asked: ids for asked, ids in of.items() if ids}


def missing_each_other(dataset: Dataset) -> Iterator[Pair]:
    """Each two terms of a provision of which one article has only the one, another the other."""
    for provision in dataset.provisions:
        for (one, ones), (other, others) in combinations(articles(provision).items(), 2):
            if ones - others and others - ones:
                yield frozenset((one, other))


def section() -> Iterator[str]:
    """The codebook's part on them."""
    yield """\
## On different terms

What articles report of one matter and no finding holds against each other, as it is coded on
different terms: any two terms of a provision of which one article reports only the one and another
only the other, and some of several provisions. Claims on one term that differ all meet in a
finding, which is tested.

| what they say | terms | why no finding holds them together |
| --- | --- | --- |"""
    for apart in listed():
        terms = " / ".join(", ".join(group) for group in (apart.terms, apart.beside) if group)
        yield f"| {apart.says} | `{apart.where}` {terms} | {apart.why} |"
    yield ""
