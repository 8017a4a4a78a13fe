"""Changes: a table of cases for every change, each tried both ways."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from plancmp.domain.changes import Change, compare
from plancmp.domain.model import Provision
from tests.support.building import NAMES, OTHER_TOPIC, assert_mirrored, mirrored, plan, provision
from tests.support.casebook import each


def sides(case: Mapping[str, Any]) -> tuple[list[Provision], list[Provision]]:
    before, after = (
        [provision(case[side], plan(side, case.get(f"drafts-{side}", ())))] if side in case else []
        for side in ("before", "after")
    )
    return before, after


@pytest.mark.parametrize("case", each("diffs.yaml"))
def test_case(case: Mapping[str, Any]) -> None:
    (topic,) = compare(*sides(case), case.get("compared", NAMES))
    terms = {term.term.id: term.change.value for term in topic.terms}
    assert (terms[case["term"]] if "term" in case else topic.change.value) == case["change"]
    if "terms" in case:
        assert terms == case["terms"]


@pytest.mark.parametrize("case", each("diffs.yaml"))
def test_case_the_other_way_round(case: Mapping[str, Any]) -> None:
    before, after = sides(case)
    compared = case.get("compared", NAMES)
    assert_mirrored(compare(before, after, compared), compare(after, before, compared))


def test_every_change_has_a_case() -> None:
    assert {case.values[0]["change"] for case in each("diffs.yaml")} == {c.value for c in Change}


def test_topics_stand_in_the_order_of_the_later_plan_and_those_it_lacks_after_them() -> None:
    pact, toll = (
        provision([{"by": "rt", "says": {"who": "russia"}}], topic=topic)
        for topic in (provision([]).topic, OTHER_TOPIC)
    )
    assert [t.topic.id for t in compare([pact, toll], [toll], NAMES)] == ["toll", "pact"]


def test_a_topic_on_which_no_compared_outlet_speaks_is_left_out() -> None:
    given_ = provision([{"by": "rt", "says": {"who": "russia"}}])
    assert compare([given_], [given_], ["post"]) == ()


def test_mirroring_twice_gives_the_change_back() -> None:
    assert [mirrored(mirrored(change)) for change in Change] == list(Change)
