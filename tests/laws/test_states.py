"""Two states of one data set: what is new in one is gone in the other, and nothing in itself."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given

from plancmp.domain.model import Dataset, Topic
from plancmp.domain.states import ClaimKey, state_changes
from plancmp.domain.verdicts import Verdict
from plancmp.views import document as doc
from plancmp.views.changes import ChangesView
from tests.support.building import NAMES, OTHER_TOPIC, TOPIC, dataset, plan, provision
from tests.support.made_reports import DRAFTS, dataset_of, some_reports

Raw = list[dict[str, Any]]


@given(some_reports)
def test_a_state_and_itself_differ_in_nothing(reports: Raw) -> None:
    assert state_changes(dataset_of(reports), dataset_of(reports), NAMES) == ((), (), (), ())


@given(some_reports, some_reports)
def test_the_other_way_round_new_is_gone(one: Raw, other: Raw) -> None:
    there = state_changes(dataset_of(one), dataset_of(other), NAMES)
    back = state_changes(dataset_of(other), dataset_of(one), NAMES)
    assert (there.new_claims, there.gone_claims) == (back.gone_claims, back.new_claims)
    assert {(v.provision, v.term, v.before, v.now) for v in there.verdicts} == {
        (v.provision, v.term, v.now, v.before) for v in back.verdicts
    }


def test_a_second_source_makes_another_verdict() -> None:
    first = {"by": "axios", "says": {"who": "russia"}}
    second = {"by": "rt", "says": {"who": "america"}}
    found = state_changes(dataset_of([first]), dataset_of([first, second]), NAMES)
    assert [(v.term, v.before, v.now) for v in found.verdicts] == [
        ("who", Verdict.SINGLE, Verdict.CONFLICT)
    ]
    assert [claim[:3] for claim in found.new_claims] == [("p/pact", "who", "america")]


def test_a_change_between_plans_is_told() -> None:
    before = provision([{"by": "axios", "says": {"who": "russia"}}], plan("p"))
    after = [{"by": "axios", "says": {"who": who}} for who in ("russia", "america")]
    one, other = (dataset(before, provision([raw], plan("q"))) for raw in after)
    (change,) = state_changes(one, other, NAMES).changes
    assert (change.plans, change.topic) == (("p", "q"), "pact")
    assert (change.before, change.now) == ("unchanged", "changed")


# What is the same claim

CLAIM = {"by": "axios", "draft": "last", "says": {"who": "russia"}}


def one_claim(more: Mapping[str, Any], topic: Topic = TOPIC, paragraph: int = 1) -> Dataset:
    of = provision([{**CLAIM, **more}], plan("p", DRAFTS), topic)
    (report,) = of.reports
    return dataset(of._replace(reports=(report._replace(paragraph=paragraph),)))


OTHER_IN = {
    "provision": one_claim({}, topic=OTHER_TOPIC),
    "term": one_claim({"says": {"words": "russia"}}),
    "value": one_claim({"says": {"who": "america"}}),
    "draft": one_claim({"draft": "first"}),
    "article": one_claim({"in": "more"}),
    "paragraph": one_claim({}, paragraph=2),
    "speaker": one_claim({"speaker": "an official"}),
    "via": one_claim({"via": ["rt"]}),
    "condition": one_claim({"condition": "after a truce"}),
}
"""The claim, but for one field."""


def test_each_field_of_a_claim_is_tried() -> None:
    assert tuple(OTHER_IN) == ClaimKey._fields


@pytest.mark.parametrize("field", OTHER_IN)
def test_a_claim_that_differs_in_one_field_is_another_and_told_apart(field: str) -> None:
    found = state_changes(one_claim({}), OTHER_IN[field], NAMES)
    (new,), (gone,) = found.new_claims, found.gone_claims
    assert [of for of in ClaimKey._fields if getattr(new, of) != getattr(gone, of)] == [field]
    view = ChangesView("before", found)
    data = view.data()
    (told_new,), (told_gone,) = data["new_claims"], data["gone_claims"]
    assert {of for of, told in told_new.items() if told != dict(told_gone)[of]} == {field}
    new_rows, gone_rows = (
        block.groups[0].rows
        for block in view.blocks()
        if isinstance(block, doc.Table) and block.columns[2].title == "answer"
    )
    assert new_rows != gone_rows
    records = view.records()
    rows = [dict(zip(records.columns, row, strict=True)) for row in records.rows]
    new_row, gone_row = (
        {**row, "before": "", "now": row["before"] or row["now"]}
        for row in rows
        if row["what"] == "claim"
    )
    assert new_row != gone_row
