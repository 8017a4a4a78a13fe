"""Who rests on whom."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plancmp.domain.model import Claim
from plancmp.domain.origins import Origin, Origins, independent
from plancmp.domain.values import UNSPECIFIED
from tests.support.building import article, dataset, plan, report

LETTERS = "abcdefg"


def claim(by: str, *via: str) -> Claim:
    return Claim(report({"by": by, "via": via}, plan()), "who", UNSPECIFIED)


@pytest.mark.parametrize(
    ("credits_", "by", "via", "wanted"),
    [
        pytest.param({}, "a", [], "a", id="its own outlet where it credits none"),
        pytest.param({"a": ["b"]}, "a", [], "a", id="an own claim of an article that relays"),
        pytest.param({}, "a", ["b"], "b", id="whom it credits"),
        pytest.param({}, "a", ["b", "c"], "bc", id="all whom it credits"),
        pytest.param({"b": ["c"], "c": ["d"]}, "a", ["b"], "d", id="followed on to the end"),
        pytest.param({"b": ["c", "d"], "c": ["e"]}, "a", ["b"], "de", id="in all directions"),
        pytest.param(
            {"b": [], "c": ["b"]}, "a", ["c"], "b", id="an article with no credit ends it"
        ),
        pytest.param({"b": ["b"]}, "a", ["b"], "b", id="a loop of one ends"),
        pytest.param({"b": ["c"], "c": ["b"]}, "a", ["b"], "bc", id="a loop of two ends"),
        pytest.param({"b": ["c", "d"], "c": ["b"]}, "a", ["b"], "d", id="a loop with a way out"),
    ],
)
def test_credits_are_followed_to_their_ends(
    credits_: dict[str, list[str]], by: str, via: list[str], wanted: str
) -> None:
    articles = [article(outlet, via=credited) for outlet, credited in credits_.items()]
    assert Origins(dataset(articles=articles), "p").of(claim(by, *via)) == frozenset(wanted)


def test_an_outlet_with_articles_of_both_sorts_ends_there_and_goes_on() -> None:
    articles = [article("b"), article("b", via=["c"])]
    assert Origins(dataset(articles=articles), "p").of(claim("a", "b")) == {"b", "c"}


def test_articles_of_other_plans_are_passed_over() -> None:
    origins = Origins(dataset(articles=[article("b", plan="another", via=["c"])]), "p")
    assert origins.of(claim("a", "b")) == {"b"}


graphs = st.dictionaries(
    st.sampled_from(LETTERS), st.lists(st.sampled_from(LETTERS), max_size=3, unique=True)
)


@given(graphs, st.lists(st.sampled_from(LETTERS), max_size=3, unique=True))
def test_any_credits_end_somewhere_that_can_be_reached(
    credits_: dict[str, list[str]], via: list[str]
) -> None:
    articles = [article(outlet, via=credited) for outlet, credited in credits_.items()]
    reached = set(via) or {"a"}
    while more := {c for outlet in reached & set(credits_) for c in credits_[outlet]} - reached:
        if not via:
            break
        reached |= more
    origin = Origins(dataset(articles=articles), "p").of(claim("a", *via))
    assert origin
    assert origin <= reached
    assert origin == Origins(dataset(articles=reversed(articles)), "p").of(
        claim("a", *reversed(via))
    )


origins = st.lists(st.frozensets(st.sampled_from(LETTERS), min_size=1, max_size=3))


@given(origins)
def test_independent_groups_share_none_and_cover_all(some: list[Origin]) -> None:
    groups = independent(some)
    assert all(one.isdisjoint(other) for one, other in combinations(groups, 2))
    assert frozenset().union(*groups) == frozenset().union(*some)
    assert all(any(origin <= group for group in groups) for origin in some)


@given(origins)
def test_a_group_holds_together(some: list[Origin]) -> None:
    """No group could be parted in two without parting what shares an origin."""
    for group in independent(some):
        inside = [origin for origin in some if origin <= group]
        joined = inside.pop()
        while touching := [origin for origin in inside if origin & joined]:
            joined = joined.union(*touching)
            inside = [origin for origin in inside if not origin <= joined]
        assert joined == group


@given(origins)
def test_the_order_of_origins_changes_nothing(some: list[Origin]) -> None:
    assert independent(some) == independent(reversed(some)) == independent([*some, *some])
