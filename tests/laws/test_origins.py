"""What must hold of any credits, and of origins that are independent."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from plancmp.domain.origins import Origin, Origins, independent
from tests.support.building import article, claim, dataset

LETTERS = "abcdefg"

graphs = st.dictionaries(
    st.sampled_from(LETTERS), st.lists(st.sampled_from(LETTERS), max_size=3, unique=True)
)


UNKNOWN = frozenset("g")


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
def test_independent_origins_share_nothing_and_are_known(some: list[Origin]) -> None:
    groups = independent(some, UNKNOWN)
    assert all(one.isdisjoint(other) for one, other in combinations(groups, 2))
    if len(groups) > 1:
        assert all(group in some and group.isdisjoint(UNKNOWN) for group in groups)
    else:
        assert groups == ((frozenset().union(*some),) if some else ())


@given(origins)
def test_there_are_two_wherever_any_two_are_independent(some: list[Origin]) -> None:
    known = [origin for origin in some if origin.isdisjoint(UNKNOWN)]
    two = any(one.isdisjoint(other) for one, other in combinations(known, 2))
    assert (len(independent(some, UNKNOWN)) > 1) == two


@given(origins)
def test_none_could_be_added_to_the_independent(some: list[Origin]) -> None:
    groups = independent(some, UNKNOWN)
    left = [origin for origin in some if origin.isdisjoint(UNKNOWN.union(*groups))]
    assert len(groups) < 2 or not left


@given(origins)
def test_the_order_of_origins_changes_nothing(some: list[Origin]) -> None:
    assert independent(some) == independent(reversed(some)) == independent([*some, *some])
