"""What two articles tell differently meets in a finding, or it is said why it does not."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import combinations
from typing import NamedTuple

import pytest

from plancmp.domain.model import Dataset, Provision
from plancmp.domain.values import Relation
from plancmp.domain.verdicts import FINDINGS
from tests.support.datasets import SHIPPED
from tests.support.running import run_inside
from tools import other_terms
from tools.codebook_page import shipped
from tools.other_terms import Asked, Pair


@pytest.fixture(scope="module")
def dataset() -> Dataset:
    return shipped()


@pytest.fixture(scope="module")
def findings() -> dict[Asked, set[str]]:
    """The values that each finding names, over all outlets, as the command prints them."""
    ran = run_inside("conflicts", "--outlet", "all", "--format", "json", "--data", str(SHIPPED))
    assert ran.status == 0
    found = json.loads(ran.out)["data"]["findings"]
    assert {finding["verdict"] for finding in found} <= {verdict.value for verdict in FINDINGS}
    return {
        Asked(finding["plan"], finding["topic"], finding["term"]): {
            value["text"] for value in finding["values"] if value["claims"]
        }
        for finding in found
    }


class Different(NamedTuple):
    """Two claims of two articles on one term whose values are not the same."""

    asked: Asked
    values: frozenset[str]
    articles: tuple[str, str]


def different(provision: Provision, term: str) -> Iterator[Different]:
    kind = provision.topic.terms[term].kind
    for one, other in combinations(provision.claims(term), 2):
        ids = one.report.article.id, other.report.article.id
        if ids[0] != ids[1] and kind.relation(one.value, other.value) is not Relation.SAME:
            yield Different(
                Asked(provision.plan.id, provision.topic.id, term),
                frozenset(kind.text(claim.value) for claim in (one, other)),
                ids,
            )


def test_any_two_articles_that_differ_on_a_term_are_in_a_finding_with_both_values(
    dataset: Dataset, findings: dict[Asked, set[str]]
) -> None:
    """No two of the shipped data escape it, not even an answer that a later day replaces."""
    pairs = [
        pair
        for provision in dataset.provisions
        for term in provision.topic.terms
        for pair in different(provision, term)
    ]
    assert len(pairs) > 500
    assert [pair for pair in pairs if not pair.values <= findings.get(pair.asked, set())] == []


def test_what_is_no_difference_is_in_no_finding(
    dataset: Dataset, findings: dict[Asked, set[str]]
) -> None:
    """A finding has two values, also where one article alone has them."""
    assert [asked for asked, values in findings.items() if len(values) < 2] == []
    reported = {
        Asked(provision.plan.id, provision.topic.id, term)
        for provision in dataset.provisions
        for term in provision.topic.terms
        if len({claim.value for claim in provision.claims(term)}) > 1
    }
    assert set(findings) <= reported


def test_any_two_terms_whose_articles_miss_each_other_have_a_reason(dataset: Dataset) -> None:
    missing = set(other_terms.missing_each_other(dataset))
    said = {pair for apart in other_terms.listed() for pair in apart.pairs}
    assert missing
    assert _shown(missing - said) == []


def test_every_reason_is_of_terms_that_different_articles_report(dataset: Dataset) -> None:
    """One of a provision is of terms that miss each other; one of several, of what is reported."""
    missing = set(other_terms.missing_each_other(dataset))
    reported = {
        asked for provision in dataset.provisions for asked in other_terms.articles(provision)
    }
    for apart in other_terms.listed():
        asked = {asked for pair in apart.pairs for asked in pair}
        assert asked <= reported, apart.says
        if len({(of.plan, of.topic) for of in asked}) == 1 and "/" in apart.where:
            idle = asked - {of for pair in apart.pairs & missing for of in pair}
            assert not idle, (apart.says, sorted(of.term for of in idle))


def test_no_pair_has_two_reasons() -> None:
    said = [pair for apart in other_terms.listed() for pair in apart.pairs]
    assert _shown({pair for pair in said if said.count(pair) > 1}) == []


def _shown(pairs: set[Pair]) -> list[str]:
    return sorted(
        f"{one.plan}/{one.topic} {one.term} / {other.term}"
        for one, other in (sorted(pair) for pair in pairs)
    )
