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
