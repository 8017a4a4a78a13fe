"""Plans side by side say of each two of them what `compare` says of the two."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from plancmp.domain.comparison import Change, compare
from plancmp.domain.model import Plan, PlanDraft, Provision
from plancmp.domain.side_by_side import first_reports, in_order_of_time, side_by_side, since_last
from plancmp.domain.values import Value
from tests.support.building import NAMES, dataset, plan, provision
from tests.support.made_reports import DRAFTS, outlets, some_reports

PLANS = ("a", "b", "c")


@st.composite
def provisions(draw: st.DrawFn) -> list[Provision]:
    """Three plans, each with a provision on the topic; of a plan that is silent, without reports."""
    return [provision(draw(some_reports), plan(id, DRAFTS)) for id in PLANS]


def last(provision: Provision) -> PlanDraft:
    return PlanDraft(provision.plan, provision.plan.last_draft)


@given(provisions(), outlets)
def test_each_plan_is_held_against_the_one_before(of: list[Provision], names: list[str]) -> None:
    data = dataset(*of)
    sides = side_by_side(data, [last(each) for each in of], names)
    for index, (before, after) in enumerate(pairwise(of), start=1):
        changes = {c.topic.id: c for c in compare(data, last(before), last(after), names).changes}
        for row in sides.topics:
            change = changes.get(row.topic.id)
            assert row.changes[index] is (change and change.change)
            terms = {term.term.id: term.change for term in change.terms} if change else {}
            for term in row.terms:
                assert term.changes[index] is terms.get(term.term.id)
        assert set(changes) <= {row.topic.id for row in sides.topics}
    assert all(row.changes[0] is None for row in sides.topics)


@given(provisions(), outlets, st.sampled_from(range(3)))
def test_a_base_holds_every_other_plan_against_it(
    of: list[Provision], names: list[str], index: int
) -> None:
    data, base = dataset(*of), last(of[index])
    sides = side_by_side(data, [last(each) for each in of], names, base=base)
    for row in sides.topics:
        for position, each in enumerate(of):
            if position == index:
                assert row.changes[position] is None
            else:
                changes = compare(data, base, last(each), names).changes
                found = {change.topic.id: change.change for change in changes}
                assert row.changes[position] is found.get(row.topic.id)


@given(provisions(), outlets)
def test_what_anybody_reports_of_a_plan_is_never_said_to_be_unread(
    of: list[Provision], names: list[str]
) -> None:
    sides = side_by_side(dataset(*of), [last(each) for each in of], names)
    for row in sides.topics:
        for term in row.terms:
            for each, side in zip(of, term.sides, strict=True):
                whole = each.of_draft(each.plan.last_draft)
                if any(term.term.id in report.says for report in whole.reports):
                    assert side.entries or side.elsewhere


@given(provisions())
def test_what_is_held_against_the_last_reported_is_never_one_sided(of: list[Provision]) -> None:
    sides = side_by_side(dataset(*of), [last(each) for each in of], NAMES)
    one_sided = {Change.ONLY_BEFORE, Change.ONLY_AFTER, Change.ELSEWHERE, Change.OTHER_DRAFT}
    for row in sides.topics:
        for term in row.terms:
            steps = since_last(term)
            assert not set(steps) & one_sided
            assert sum(step is not None for step in steps) == max(term.reported - 1, 0)


def test_plans_and_drafts_stand_in_order_of_time() -> None:
    late = Plan("a", "A", date(2025, 12, 1), None, ("one", "two"))
    early = Plan("b", "B", date(2025, 4, 1), None, ())
    undated = Plan("c", "C", None, None, ())
    found = [each.id for each in in_order_of_time([undated, late, early])]
    assert found == ["b", "a@one", "a", "c"]


def test_the_first_reports_are_those_of_an_answer_on_the_earliest_known_day() -> None:
    raw: list[dict[str, Any]] = [
        {"by": "axios", "on": "2025-11-21", "says": {"who": "russia"}},
        {"by": "rt", "on": "2025-11-20", "says": {"who": "russia"}},
        {"by": "tass", "on": "2025-11-19", "says": {"who": "america"}},
        {"by": "wsj", "says": {"who": "russia"}},
    ]
    whole = provision(raw)
    russia, america = (whole.reports[index].says["who"] for index in (0, 2))

    def first(of: Provision | None, *answers: Value, term: str = "who") -> list[str]:
        given = [(answer, "") for answer in answers]
        return [r.article.outlet for r in first_reports(of, "", term, given)]

    assert first(whole, russia) == ["rt"]
    assert first(whole, russia, america) == ["tass"]
    assert first(whole) == first(whole, russia, term="size") == []
    assert first(provision(raw[3:]), russia) == []
    assert first(None, russia) == []
    assert first_reports(whole, "", "who", [(russia, "if it rains")]) == []


def test_one_plan_alone_says_what_it_says_and_changes_nothing() -> None:
    of = provision([{"by": "axios", "says": {"who": "russia"}}])
    (row,) = side_by_side(dataset(of), [last(of)], NAMES).topics
    (term,) = row.terms
    assert (row.changes, term.changes, term.reported) == ((None,), (None,), 1)
