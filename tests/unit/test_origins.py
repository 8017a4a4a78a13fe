"""Who rests on whom."""

from __future__ import annotations

import pytest

from plancmp.domain.origins import Origins, independent
from tests.support.building import article, claim, dataset


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


UNKNOWN = frozenset("g")


@pytest.mark.parametrize(
    ("origins_", "wanted"),
    [
        pytest.param([], [], id="of nothing none"),
        pytest.param(["a", "b"], ["a", "b"], id="two"),
        pytest.param(["a", "ab", "b"], ["a", "b"], id="one that rests on two joins them not"),
        pytest.param(["bc", "ab", "cd"], ["ab", "cd"], id="as many as are found"),
        pytest.param(["ab", "ac", "bd"], ["ac", "bd"], id="whichever of them comes first"),
        pytest.param(["ab", "b"], ["ab"], id="what shares is one"),
        pytest.param(["a", "g"], ["ag"], id="of an unknown one nothing is independent"),
        pytest.param(["g", "ag", "b", "c"], ["b", "c"], id="an unknown one is none beside others"),
    ],
)
def test_independent_origins(origins_: list[str], wanted: list[str]) -> None:
    found = independent(map(frozenset, origins_), UNKNOWN)
    assert found == tuple(map(frozenset, wanted))


@pytest.mark.parametrize(
    ("one", "other", "are_independent", "meet"),
    [
        (["rt"], ["post"], True, False),
        (["rt"], ["rt"], False, True),
        (["rt", "wsj"], ["wsj", "post"], False, True),
        (["copy"], ["post"], False, False),
        (["copy"], ["copy"], False, False),
        (["copy", "text"], ["copy", "post"], False, False),
        (["copy", "text"], ["text"], False, True),
        (["unnamed", "rt"], ["post"], False, False),
    ],
)
def test_two_origins_are_independent_or_meet_or_it_is_not_known(
    one: list[str], other: list[str], are_independent: bool, meet: bool
) -> None:
    found = Origins(dataset(), "p")
    for ones, others in ((one, other), (other, one)):
        assert found.are_independent(frozenset(ones), frozenset(others)) is are_independent
        assert found.meet(frozenset(ones), frozenset(others)) is meet


@pytest.mark.parametrize(
    ("via", "joint"),
    [
        ([], []),
        (["rt"], []),
        (["rt", "text"], []),
        (["copy", "text"], []),
        (["rt", "unnamed"], ["rt", "unnamed"]),
        (["rt", "wsj", "text"], ["rt", "wsj"]),
    ],
)
def test_a_joint_credit_is_of_several_that_are_no_documents(
    via: list[str], joint: list[str]
) -> None:
    assert Origins(dataset(), "p").joint_credit(tuple(via)) == frozenset(joint)


@pytest.mark.parametrize(
    ("vias", "shared"),
    [
        (["wsj"], ["wsj"]),
        (["wsj", "wsj text"], ["wsj"]),
        (["axios text", "wsj text"], ["text"]),
        (["axios text", "axios text"], ["axios", "text"]),
        (["axios wsj text", "axios text"], ["text"]),
        (["axios wsj", "wsj"], []),
        (["copy", "copy"], []),
        (["copy text", "text"], ["text"]),
        (["menafn", "menafn"], []),
    ],
)
def test_what_claims_go_back_to(vias: list[str], shared: list[str]) -> None:
    """Menafn's article relays two at once, and which of them is not known."""
    found = Origins(dataset(articles=[article("menafn", via=["post", "reuters"])]), "p")
    assert found.shared(claim("rt", *via.split()) for via in vias) == frozenset(shared)
