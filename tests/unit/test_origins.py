"""Who rests on whom."""

from __future__ import annotations

import pytest

from plancmp.domain.origins import Origins
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
