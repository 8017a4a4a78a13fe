"""Changes: a table of cases for every change, and what must hold of any two plans."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plancmp.domain.changes import (
    GROUPS_APART,
    Change,
    Comparison,
    Entry,
    TermChange,
    compare,
)
from plancmp.domain.model import PlanDraft, Provision, Topic
from plancmp.domain.values import ABSENT, Relation
from tests.support.building import NAMES, OTHER_TOPIC, TERMS, TOPIC, dataset, plan, provision
from tests.support.casebook import each
from tests.support.made_reports import DRAFTS, outlets, reports, some_reports

SIDES = ("before", "after")


def compared(
    before: Sequence[Provision],
    after: Sequence[Provision],
    names: Sequence[str] = NAMES,
    drafts: Sequence[str | None] = (None, None),
) -> Comparison:
    """The changes between the plans of some provisions, in these drafts, else in the last."""
    plans = [side[0].plan if side else plan("none") for side in (before, after)]
    one, other = (
        PlanDraft(plan, plan.last_draft if draft is None else draft)
        for plan, draft in zip(plans, drafts, strict=True)
    )
    provisions = before if before is after else (*before, *after)
    return compare(dataset(*provisions), one, other, names)


def sides(case: Mapping[str, Any]) -> list[list[Provision]]:
    return [
        [provision(case.get(side, []), plan(side, case.get(f"drafts-{side}", ())))]
        for side in SIDES
    ]


def of_case(case: Mapping[str, Any], *, turned: bool = False) -> Comparison:
    drafts = [case.get(f"draft-{side}") for side in SIDES]
    both = list(zip(sides(case), drafts, strict=True))
    (before, one), (after, other) = both[::-1] if turned else both
    return compared(before, after, case.get("compared", NAMES), (one, other))


@pytest.mark.parametrize("case", each("diffs.yaml"))
def test_case(case: Mapping[str, Any]) -> None:
    (topic,) = of_case(case).changes
    terms = {term.term.id: term for term in topic.terms}
    assert (terms[case["term"]] if "term" in case else topic).change == case["change"]
    if "terms" in case:
        assert {id: term.change for id, term in terms.items()} == case["terms"]
    if "sources" in case:
        term = terms[case["term"]]
        assert str(len(term.before.origins)) == case["sources"]["before"]
        assert str(len(term.after.origins)) == case["sources"]["after"]
    if "elsewhere" in case:
        assert list(elsewhere(terms[case["term"]])) == case["elsewhere"]


def elsewhere(term: TermChange) -> Iterator[str]:
    for side in (term.before, term.after):
        for entry in side.elsewhere:
            draft = f" of {entry.draft}" if term.change is Change.OTHER_DRAFT else ""
            for statement in entry.statements:
                yield f"{term.term.kind.text(entry.value)} by {statement.outlet}{draft}"


@pytest.mark.parametrize("case", each("diffs.yaml"))
def test_case_the_other_way_round(case: Mapping[str, Any]) -> None:
    assert_mirrored(of_case(case), of_case(case, turned=True))


def test_every_change_has_a_case() -> None:
    assert {case.values[0]["change"] for case in each("diffs.yaml")} == {c.value for c in Change}


# Topics


def test_topics_stand_in_the_order_of_the_later_plan_and_those_it_lacks_after_them() -> None:
    before = [said(topic, "before") for topic in (TOPIC, OTHER_TOPIC)]
    comparison = compared(before, [said(OTHER_TOPIC, "after")])
    assert [topic.topic.id for topic in comparison.changes] == ["toll", "pact"]


def test_a_topic_on_which_no_compared_outlet_speaks_is_named_apart() -> None:
    comparison = compared([said(TOPIC, "before")], [said(TOPIC, "after")], ["post"])
    assert (comparison.changes, comparison.not_compared) == ((), (TOPIC,))


def test_only_topics_that_are_asked_for_are_compared() -> None:
    both = [said(topic, "before") for topic in (TOPIC, OTHER_TOPIC)]
    of = PlanDraft(both[0].plan, "")
    comparison = compare(dataset(*both), of, of, ["rt"], {"toll"})
    assert [topic.topic.id for topic in comparison.changes] == ["toll"]
    assert compare(dataset(*both), of, of, ["post"], {"toll"}).not_compared == (OTHER_TOPIC,)


RELATED = TOPIC._replace(id="treaty", related=("toll",))


@pytest.mark.parametrize(
    ("before", "after", "related"),
    [
        ([RELATED], [OTHER_TOPIC], {"treaty": ["toll"], "toll": ["treaty"]}),
        ([RELATED], [RELATED, OTHER_TOPIC], {"treaty": [], "toll": ["treaty"]}),
        ([TOPIC], [OTHER_TOPIC], {"pact": [], "toll": []}),
        ([RELATED], [TOPIC], {"treaty": [], "pact": []}),
    ],
)
def test_beside_a_topic_of_one_plan_stand_the_related_that_the_other_reports(
    before: Sequence[Topic], after: Sequence[Topic], related: Mapping[str, Sequence[str]]
) -> None:
    comparison = compared(
        [said(topic, "before") for topic in before], [said(topic, "after") for topic in after]
    )
    found = {t.topic.id: [other.id for other in t.related] for t in comparison.changes}
    assert found == related


def test_related_is_what_anyone_reports_of_the_draft() -> None:
    last = plan("after", DRAFTS)
    toll = {"by": "post", "says": {"who": "russia"}}
    for draft, expected in (("first", ()), ("last", (OTHER_TOPIC,))):
        other = provision([{**toll, "draft": draft}], last, OTHER_TOPIC)
        (topic,) = compared([said(RELATED, "before")], [other], ["rt"]).changes
        assert topic.related == expected


def test_of_two_drafts_of_a_plan_neither_is_another_draft_of_the_other() -> None:
    of = plan("p", ("first", "second", "last"))
    reports = [
        {"by": "rt", "draft": "first", "says": {"size": "5"}},
        {"by": "rt", "draft": "second", "says": {"who": "russia"}},
        {"by": "rt", "draft": "last", "says": {"words": "red"}},
    ]
    both = [provision(reports, of)]
    for drafts, expected in (
        (("first", "last"), {"size": Change.ONLY_BEFORE, "words": Change.ONLY_AFTER}),
        (("second", "last"), {"who": Change.ONLY_BEFORE, "words": Change.ONLY_AFTER}),
    ):
        (topic,) = compared(both, both, drafts=drafts).changes
        assert {term.term.id: term.change for term in topic.terms} == expected


def said(topic: Topic, of: str) -> Provision:
    return provision([{"by": "rt", "says": {"who": "russia"}}], plan(of), topic)


@pytest.mark.parametrize("group", ["process", "reactions"])
def test_what_belongs_to_the_story_of_a_plan_is_apart(group: str) -> None:
    of = [said(OTHER_TOPIC._replace(group=group), side) for side in SIDES]
    (apart,), (counted,) = (
        compared([before], [after]).changes
        for before, after in (of, [said(TOPIC, side) for side in SIDES])
    )
    assert group in GROUPS_APART
    assert (apart.apart, counted.apart) == (True, False)


# Laws


def assert_mirrored(one: Comparison, other: Comparison) -> None:
    """Swapping the plans mirrors every change, of terms and of topics."""
    turned = {topic.topic.id: topic for topic in other.changes}
    assert set(turned) == {topic.topic.id for topic in one.changes}
    assert sorted(t.id for t in one.not_compared) == sorted(t.id for t in other.not_compared)
    for topic in one.changes:
        back = turned[topic.topic.id]
        assert back.change is topic.change.mirrored
        assert back.related == topic.related
        assert [t.term for t in back.terms] == [t.term for t in topic.terms]
        for there, here in zip(back.terms, topic.terms, strict=True):
            assert there.change is here.change.mirrored
            assert (there.before, there.after) == (here.after, here.before)
            assert {(b, a, r.converse) for a, b, r in pairs(there)} == set(pairs(here))


def pairs(term: TermChange) -> Iterator[tuple[object, object, Relation]]:
    for one, other, relation in term.pairs:
        yield one[:3], other[:3], relation


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


@given(befores, afters, outlets)
def test_each_value_before_is_paired_with_each_after_that_is_for_the_same_case(
    before: list[Provision], after: list[Provision], names: list[str]
) -> None:
    for topic in compared(before, after, names).changes:
        for term in topic.terms:
            ones, others = term.before.entries, term.after.entries
            held = [(one, other) for one, other, _ in term.pairs]
            assert held == [(a, b) for a in ones for b in others if meets(a, b)]
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


def meets(one: Entry, other: Entry) -> bool:
    return one.condition == other.condition or ABSENT in (one.value, other.value)


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
                assert not (side.entries and side.elsewhere)
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


def test_mirroring_twice_gives_the_change_back() -> None:
    assert [change.mirrored.mirrored for change in Change] == list(Change)
