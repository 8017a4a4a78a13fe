"""What must hold of the changes between any two plans."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from plancmp.domain.changes import Change, compare
from plancmp.domain.model import Provision
from plancmp.domain.positions import values_of
from plancmp.domain.values import Relation
from tests.support.building import assert_mirrored, plan, provision
from tests.support.made_reports import DRAFTS, outlets, some_reports


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
