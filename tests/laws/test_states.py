"""Two states of one data set: what is new in one is gone in the other, and nothing in itself."""

from __future__ import annotations

from typing import Any

from hypothesis import given

from plancmp.domain.model import Dataset
from plancmp.domain.states import state_changes
from plancmp.domain.verdicts import Verdict
from tests.support.building import NAMES, dataset, plan, provision
from tests.support.made_reports import DRAFTS, some_reports

Raw = list[dict[str, Any]]


def state(reports: Raw) -> Dataset:
    return dataset(provision(reports, plan("p", DRAFTS)))


@given(some_reports)
def test_a_state_and_itself_differ_in_nothing(reports: Raw) -> None:
    assert state_changes(state(reports), state(reports), NAMES) == ((), (), (), ())


@given(some_reports, some_reports)
def test_the_other_way_round_new_is_gone(one: Raw, other: Raw) -> None:
    there = state_changes(state(one), state(other), NAMES)
    back = state_changes(state(other), state(one), NAMES)
    assert (there.new_claims, there.gone_claims) == (back.gone_claims, back.new_claims)
    assert {(v.provision, v.term, v.before, v.now) for v in there.verdicts} == {
        (v.provision, v.term, v.now, v.before) for v in back.verdicts
    }


def test_a_second_source_makes_another_verdict() -> None:
    first = {"by": "axios", "says": {"who": "russia"}}
    second = {"by": "rt", "says": {"who": "america"}}
    found = state_changes(state([first]), state([first, second]), NAMES)
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
