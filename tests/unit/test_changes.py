"""Changes: a table of cases for every change, and what must hold of any two plans."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plancmp.domain.changes import Change, TopicChange, compare
from plancmp.domain.model import Provision
from plancmp.domain.positions import values_of
from plancmp.domain.values import Relation
from tests.support.building import NAMES, OTHER_TOPIC, plan, provision
from tests.support.casebook import each
from tests.support.made_reports import DRAFTS, outlets, some_reports


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


def assert_mirrored(one: Sequence[TopicChange], other: Sequence[TopicChange]) -> None:
    """Swapping the plans mirrors every change, of terms and of topics."""
    turned = {topic.topic.id: topic for topic in other}
    assert set(turned) == {topic.topic.id for topic in one}
    for topic in one:
        back = turned[topic.topic.id]
        assert back.change is topic.change.mirrored
        assert [t.term for t in back.terms] == [t.term for t in topic.terms]
        for there, here in zip(back.terms, topic.terms, strict=True):
            assert there.change is here.change.mirrored
            assert (there.before, there.after) == (here.after, here.before)
            assert {(b, a, r.converse) for a, b, r in there.pairs} == set(here.pairs)


@st.composite
def provisions(draw: st.DrawFn) -> list[Provision]:
    """One plan's provision, or none, with reports of its last draft and others."""
    of = plan("p", DRAFTS)
    return [provision(draw(some_reports), of)] if draw(st.booleans()) else []


@given(provisions(), outlets)
def test_a_plan_and_itself_have_nothing_changed(side: list[Provision], compared: list[str]) -> None:
    for topic in compare(side, side, compared):
        assert topic.change is Change.UNCHANGED
        assert {term.change for term in topic.terms} == {Change.UNCHANGED}


@given(provisions(), provisions(), outlets)
def test_swapping_the_plans_mirrors_every_change(
    before: list[Provision], after: list[Provision], compared: list[str]
) -> None:
    assert_mirrored(compare(before, after, compared), compare(after, before, compared))


@given(provisions(), provisions(), outlets)
def test_each_value_before_is_paired_with_each_after(
    before: list[Provision], after: list[Provision], compared: list[str]
) -> None:
    for topic in compare(before, after, compared):
        for term in topic.terms:
            ones, others = values_of(term.before), values_of(term.after)
            pairs = [(one, other) for one, other, _ in term.pairs]
            assert pairs == [(one, other) for one in ones for other in others]
            apart = {relation is Relation.DISJOINT for _, _, relation in term.pairs}
            if apart == {True}:
                assert term.change in (Change.CHANGED, Change.DROPPED, Change.ADDED)
            elif apart == {True, False}:
                assert term.change in (Change.DEPENDS, Change.UNCHANGED)
            elif apart == {False}:
                assert term.change not in (Change.CHANGED, Change.DEPENDS)
            else:
                assert term.change in (Change.ONLY_BEFORE, Change.ONLY_AFTER)


@given(provisions(), provisions(), outlets)
def test_only_statements_of_compared_outlets_on_the_last_draft_are_weighed(
    before: list[Provision], after: list[Provision], compared: list[str]
) -> None:
    for topic in compare(before, after, compared):
        for term in topic.terms:
            for statement in (*term.before, *term.after):
                assert statement.outlet in compared
                assert statement.claim.report.draft == DRAFTS[-1]


def test_mirroring_twice_gives_the_change_back() -> None:
    assert [change.mirrored.mirrored for change in Change] == list(Change)
