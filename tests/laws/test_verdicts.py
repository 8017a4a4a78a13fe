"""What must hold of the verdicts on any provision."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from plancmp.domain.model import Provision
from plancmp.domain.positions import positions
from plancmp.domain.problems import Location
from plancmp.domain.verdicts import Verdict
from tests.support.building import (
    NAMES,
    OUTLETS,
    TOPIC,
    article,
    dataset,
    judge_provision,
    plan,
    provision,
    reason,
)
from tests.support.made_reports import DRAFTS, VALUES, outlets, some_reports


def judged_of(given_: Provision, compared: Sequence[str]) -> Any:
    return judge_provision(dataset(given_), given_, compared)


@given(some_reports, outlets, st.randoms(use_true_random=False))
def test_the_order_of_reports_and_terms_changes_nothing(
    raws: list[dict[str, Any]], compared: list[str], random: Any
) -> None:
    turned = [{**raw, "says": dict(reversed(list(raw.get("says", {}).items())))} for raw in raws]
    random.shuffle(turned)
    one = judged_of(provision(raws, plan(drafts=DRAFTS)), compared)
    other = judged_of(provision(turned, plan(drafts=DRAFTS)), compared)
    assert (one.verdict, one.origins) == (other.verdict, other.origins)
    assert reason(one, one) == reason(other, other)
    assert one.terms == other.terms
    placed = judged_of(_placed(provision(turned, plan(drafts=DRAFTS))), compared)
    assert [reason(term, placed) for term in placed.terms] == [
        reason(term, one) for term in one.terms
    ]


def _placed(given_: Provision) -> Provision:
    """The provision as from a file, each report in a line of its own."""
    reports = (r._replace(location=Location("f", n)) for n, r in enumerate(given_.reports, 1))
    return given_._replace(reports=tuple(reports))


@given(some_reports, outlets, st.lists(st.sampled_from(NAMES), unique=True), st.booleans())
def test_outlets_that_do_not_speak_change_no_verdict(
    raws: list[dict[str, Any]], compared: list[str], more: list[str], covering: bool
) -> None:
    given_ = provision(raws, plan(drafts=DRAFTS))
    spoken = {s.outlet for said in positions(given_, NAMES).values() for s in said}
    quiet = [outlet for outlet in more if outlet not in spoken and outlet not in compared]
    articles = [article(outlet) for outlet in quiet] if covering else []
    one = judge_provision(dataset(given_), given_, compared)
    other = judge_provision(dataset(given_, articles=articles), given_, [*compared, *quiet])
    assert one.terms == other.terms
    assert one.verdict is other.verdict
    assert set(other.silent) - set(one.silent) == (set(quiet) if covering else set())


@given(some_reports, outlets)
def test_a_reason_names_the_outlets_and_values_that_it_rests_on(
    raws: list[dict[str, Any]], compared: list[str]
) -> None:
    whole = judged_of(provision(raws, plan(drafts=DRAFTS)), compared)
    for judged in whole.terms:
        sentence = reason(judged, whole)
        values = {judged.term.kind.text(value) for value in judged.values}
        spoken = {OUTLETS[statement.outlet].short for statement in judged.statements}
        named = {short for short in spoken if short in sentence}
        told = {value for value in values if value in sentence}
        if judged.verdict in (Verdict.CONFLICT, Verdict.DISPUTED):
            assert len(told) >= 2
            assert len(named) >= (2 if judged.verdict is Verdict.CONFLICT else 1)
        else:
            assert named == spoken
            assert told == values


@given(some_reports, outlets)
def test_a_provision_has_the_first_verdict_of_its_terms(
    raws: list[dict[str, Any]], compared: list[str]
) -> None:
    judged = judged_of(provision(raws, plan(drafts=DRAFTS)), compared)
    order = list(Verdict)
    verdicts = [term.verdict for term in judged.terms] or [Verdict.SILENT]
    assert judged.verdict is min(verdicts, key=order.index)


@given(some_reports, outlets)
def test_a_position_is_own_or_relayed_and_never_both(
    raws: list[dict[str, Any]], compared: list[str]
) -> None:
    given_ = provision(raws, plan(drafts=DRAFTS))
    said = [s for statements in positions(given_, compared).values() for s in statements]
    own = {raw["by"] for raw in raws}
    assert {s.outlet for s in said} <= set(compared)
    assert all(s.relayed == (s.outlet not in own) for s in said)
    assert all(s.outlet in s.claim.report.via for s in said if s.relayed)


def test_the_terms_of_these_tests_are_of_one_topic() -> None:
    assert set(VALUES) <= set(TOPIC.terms)
