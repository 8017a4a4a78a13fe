"""What must hold of the changes between any two plans."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plancmp.domain.comparison import Change
from plancmp.domain.model import Provision
from plancmp.domain.values import ABSENT, Relation
from tests.support.building import TERMS, assert_mirrored, compared, plan, provision
from tests.support.made_reports import DRAFTS, outlets, reports, some_reports

SIDES = ("before", "after")


@st.composite
def provisions(draw: st.DrawFn, side: str = "p") -> list[Provision]:
    """One plan's provision, or none, with reports of its last draft and others."""
    of = plan(side, DRAFTS)
    return [provision(draw(some_reports), of)] if draw(st.booleans()) else []


befores, afters = provisions("before"), provisions("after")


@given(provisions(), outlets)
def test_a_plan_and_itself_have_nothing_changed(side: list[Provision], names: list[str]) -> None:
    for topic in compared(side, side, names).changes:
        assert topic.change is Change.UNCHANGED
        assert {term.change for term in topic.terms} == {Change.UNCHANGED}


@given(befores, afters, outlets)
def test_swapping_the_plans_mirrors_every_change(
    before: list[Provision], after: list[Provision], names: list[str]
) -> None:
    assert_mirrored(compared(before, after, names), compared(after, before, names))


@pytest.mark.parametrize(
    ("one", "other", "held"),
    [
        (("5", ""), ("7", ""), True),
        (("5", "at sea"), ("7", "at sea"), True),
        (("5", ""), ("7", "at sea"), False),
        (("5", "on land"), ("7", "at sea"), False),
        (("", ""), ("7", "at sea"), True),
        (("", "on land"), ("7", "at sea"), True),
        (("", "on land"), ("", "at sea"), True),
    ],
)
def test_what_is_for_another_case_is_held_against_absence_alone(
    one: tuple[str, str], other: tuple[str, str], *, held: bool
) -> None:
    before, after = (
        [provision([{"by": "axios", "condition": case, **said(size)}], plan(side))]
        for side, (size, case) in zip(SIDES, (one, other), strict=True)
    )
    for sides in ((before, after), (after, before)):
        (topic,) = compared(*sides).changes
        (term,) = (term for term in topic.terms if term.term is TERMS["size"])
        assert bool(term.pairs) is held


def said(size: str) -> dict[str, Any]:
    """A size; where it is empty, that there is no such provision."""
    return {"says": {"size": size}} if size else {"absent": "yes"}


@given(befores, afters, outlets)
def test_each_value_before_is_paired_with_each_after_that_is_for_the_same_case(
    before: list[Provision], after: list[Provision], names: list[str]
) -> None:
    for topic in compared(before, after, names).changes:
        for term in topic.terms:
            ones, others = term.before.entries, term.after.entries
            held = [(one, other) for one, other, _ in term.pairs]
            assert held == [(a, b) for a in ones for b in others if a.meets(b)]
            apart = {relation is Relation.DISJOINT for *_, relation in term.pairs}
            if apart == {True}:
                assert term.change in (Change.CHANGED, Change.DROPPED, Change.ADDED)
            elif apart == {True, False}:
                assert term.change is Change.DEPENDS
            elif apart == {False}:
                assert term.change in COMPATIBLE
            elif ones and others:
                assert term.change is Change.NOT_COMPARABLE
            else:
                assert term.change in ONE_SIDED


COMPATIBLE = {
    *(Change.MORE_SPECIFIC, Change.LESS_SPECIFIC, Change.OVERLAPPING),
    *(Change.MORE_REPORTED, Change.UNCHANGED),
}
ONE_SIDED = {Change.ELSEWHERE, Change.OTHER_DRAFT, Change.ONLY_BEFORE, Change.ONLY_AFTER}
OPPOSED = {Change.CHANGED, Change.DEPENDS, Change.DROPPED, Change.ADDED}


@given(befores, afters, outlets)
def test_the_outlets_compared_are_weighed_on_the_draft_and_the_others_shown_beside(
    before: list[Provision], after: list[Provision], names: list[str]
) -> None:
    for topic in compared(before, after, names).changes:
        for term in topic.terms:
            for side in (term.before, term.after):
                for entry in side.entries:
                    assert entry.draft == DRAFTS[-1]
                    assert {statement.outlet for statement in entry.statements} <= set(names)
                for entry in side.elsewhere:
                    here = entry.draft == DRAFTS[-1]
                    voices = {statement.outlet for statement in entry.statements}
                    assert not here or not voices & set(names)
                    if side.entries:
                        assert not here
                        assert voices <= set(names)
                        assert not any(entry.says_as(other, term.term) for other in side.entries)
                assert bool(side.entries) == bool(side.origins)


@given(befores, afters, outlets)
def test_nothing_that_anybody_reports_is_called_unreported(
    before: list[Provision], after: list[Provision], names: list[str]
) -> None:
    comparison = compared(before, after, names)
    reported = [any(p.reports for p in side) for side in (before, after)]
    assert bool(comparison.changes or comparison.not_compared) == any(reported)
    for topic in comparison.changes:
        if all(reported):
            assert topic.change not in (Change.ONLY_BEFORE, Change.ONLY_AFTER)
        for term in topic.terms:
            if term.change in (Change.ONLY_BEFORE, Change.ONLY_AFTER):
                silent = after if term.change is Change.ONLY_BEFORE else before
                assert not any(list(p.claims(term.term.id)) for p in silent)


@given(befores, afters, reports(["size", "who", "words"]))
def test_more_evidence_never_makes_a_change_milder(
    before: list[Provision], after: list[Provision], more: Mapping[str, Any]
) -> None:
    """A new outlet's article on one side, which nobody credits yet and that credits nobody."""
    without = [
        [p._replace(reports=tuple(r for r in p.reports if "wsj" not in (r.article.outlet, *r.via)))]
        for side in (before, after)
        for p in side
    ]
    if len(without) < len(SIDES):
        return
    one, (other,) = without
    new = provision([{**more, "by": "wsj", "via": []}], other.plan).reports
    added = [other._replace(reports=(*other.reports, *new))]
    for topic in compared(one, [other]).changes:
        (later,) = compared(one, added).changes
        changes = {term.term.id: term.change for term in later.terms}
        for term in topic.terms:
            if term.change in OPPOSED and not term.term.evolving:
                assert changes[term.term.id] in OPPOSED


@given(befores, afters, outlets)
def test_wording_alone_is_never_a_change(
    before: list[Provision], after: list[Provision], names: list[str]
) -> None:
    for topic in compared(before, after, names).changes:
        for term in topic.terms:
            entries = (*term.before.entries, *term.after.entries)
            if term.term is TERMS["words"] and ABSENT not in {entry.value for entry in entries}:
                assert term.change not in OPPOSED
