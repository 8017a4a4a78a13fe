"""What is said of drafts that are not compared stands beside what is, in every format."""

from __future__ import annotations

from typing import Any

import pytest

from plancmp.domain.model import PlanDraft, Provision
from plancmp.domain.side_by_side import side_by_side
from plancmp.render import Settings, renderer
from plancmp.views.base import View
from plancmp.views.diff import DiffView
from plancmp.views.side_by_side import SideBySideView
from plancmp.views.wording import beyond
from tests.support.building import NAMES, compared, dataset, plan, provision

TWO = ("first", "last")
FIRST: dict[str, Any] = {"by": "rt", "draft": "first", "says": {"size": "5", "who": "russia"}}


def told(view: View) -> dict[str, str]:
    return {
        format: renderer(format)(view, Settings())
        for format in ("table", "markdown", "csv", "json")
    }


def two_plans(*reports: dict[str, Any]) -> tuple[Provision, Provision]:
    before = provision(list(reports), plan("p", drafts=TWO))
    return before, provision([{"by": "rt", "says": {"size": "3", "who": "russia"}}], plan("q"))


def test_an_answer_of_another_draft_stands_beside_absence_that_was_told_above() -> None:
    before, after = two_plans(FIRST, {"by": "rt", "absent": True})
    data = dataset(before, after)
    view = DiffView(data, compared([before], [after]), NAMES)
    several = side_by_side(data, [PlanDraft(before.plan, "last"), PlanDraft(after.plan, "")], NAMES)
    for text in (*told(view).values(), *told(SideBySideView(data, several, NAMES)).values()):
        assert "5" in text
        assert "first" in text


def test_of_several_other_drafts_none_is_said_to_be_the_only_one() -> None:
    drafts = ("first", "second", "last")
    said = [{"by": "rt", "draft": draft, "says": {"who": "russia"}} for draft in drafts[:2]]
    after = provision([{"by": "rt", "says": {"who": "russia"}}], plan("q"))
    for number, only in ((1, True), (2, False)):
        before = provision(said[:number], plan("p", drafts=drafts))
        text = told(DiffView(dataset(before, after), compared([before], [after]), NAMES))["table"]
        assert "of draft first:" in text
        assert ("only of draft" in text) is only


def test_where_it_depends_each_pair_has_its_case() -> None:
    size = ("5", "6")
    before = provision(
        [
            {"by": by, "condition": "in war", "says": {"size": number}}
            for by, number in zip(("rt", "axios"), size, strict=True)
        ]
    )
    after = provision([{"by": "rt", "condition": "in war", "says": {"size": "5"}}], plan("q"))
    view = DiffView(dataset(before, after), compared([before], [after]), NAMES)
    assert "in war: 6 troops → in war: 5 troops: changed" in told(view)["table"]


def test_a_draft_with_a_column_of_its_own_stands_beside_no_other() -> None:
    before, after = two_plans(FIRST, {"by": "rt", "says": {"size": "4"}})
    plans = [
        PlanDraft(before.plan, "first"),
        PlanDraft(after.plan, ""),
        PlanDraft(before.plan, "last"),
    ]
    laid = side_by_side(dataset(before, after), plans, NAMES)
    sides = [side for topic in laid.topics for term in topic.terms for side in term.sides]
    assert all(not side.elsewhere for side in sides if side.entries)


def test_a_side_that_may_rest_on_several_sources_is_not_said_to_rest_on_one() -> None:
    after = provision([{"by": "rt", "says": {"who": "russia"}}], plan("q"))
    for via, perhaps in ((["wsj"], False), (["wsj", "axios"], True), (["unnamed"], True)):
        said = [{"by": "rt", "via": ["wsj"]}, {"by": "post", "via": via}]
        before = provision([{**each, "says": {"who": "russia"}} for each in said])
        text = told(DiffView(dataset(before, after), compared([before], [after]), NAMES))["table"]
        assert "1 source in all" in text
        assert ("perhaps 1 source in all" in text) is perhaps


@pytest.mark.parametrize(
    ("drafts", "where"),
    [
        (["last"], "outlets not compared"),
        (["first"], "other drafts"),
        (["first", "last"], "outlets not compared"),
    ],
)
def test_whether_others_or_other_drafts_have_a_topic_is_told(drafts: list[str], where: str) -> None:
    said = [{"by": "axios", "draft": draft, "says": {"who": "russia"}} for draft in drafts]
    before = provision(said, plan("p", drafts=TWO))
    asked = [PlanDraft(before.plan, "last")]
    assert beyond(dataset(before), [before.topic], asked) == where
