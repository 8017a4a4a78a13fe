"""Verdicts: a table of cases for every verdict and every rule between two, and what must hold."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plancmp.data.folder import DataFolder
from plancmp.data.loader import load_plans
from plancmp.domain.model import Dataset, Provision
from plancmp.domain.origins import Origins
from plancmp.domain.positions import positions
from plancmp.domain.problems import Location
from plancmp.domain.reasons import explain, explain_provision
from plancmp.domain.verdicts import Judgement, ProvisionJudgement, Verdict, judge
from tests.support.building import (
    NAMES,
    OUTLETS,
    TERMS,
    TOPIC,
    article,
    dataset,
    judge_provision,
    plan,
    provision,
)
from tests.support.casebook import each
from tests.support.examples import lay
from tests.support.made_reports import DRAFTS, VALUES, outlets, some_reports

COMPARED = NAMES[:5]


def made(case: Mapping[str, Any]) -> tuple[Dataset, Provision]:
    given_ = provision(case["reports"], plan(drafts=case.get("drafts", ())))
    more = [
        article(one["by"], one.get("plan", "p"), one.get("via", ()))
        for one in case.get("articles", ())
    ]
    return dataset(given_, articles=more), given_


def reason(found: Judgement | ProvisionJudgement, whole: ProvisionJudgement) -> str:
    """The sentence of a term's judgement, or of the whole provision's."""
    names = dataset().short
    if isinstance(found, Judgement):
        return explain(found, names, whole.provision.plan.drafts)
    return explain_provision(found, names)


@pytest.mark.parametrize("case", each("verdicts.yaml"))
def test_case(case: Mapping[str, Any]) -> None:
    judged = judge_provision(*made(case), case.get("compared", COMPARED))
    by_term = {term.term.id: term for term in judged.terms}
    found = by_term[case["term"]] if "term" in case else judged
    assert found.verdict == case["verdict"]
    assert reason(found, judged) == case["reason"]
    assert len(found.origins) == int(case["origins"])
    if "terms" in case:
        assert [term.term.id for term in judged.terms] == case["terms"]
    if "silent" in case:
        assert list(judged.silent) == case["silent"]


def test_every_verdict_has_a_case() -> None:
    assert {case.values[0]["verdict"] for case in each("verdicts.yaml")} == {
        verdict.value for verdict in Verdict
    }


def test_who_has_no_article_is_not_silent_but_not_covering() -> None:
    given_ = provision([{"by": "rt", "via": ["axios"], "says": {"who": "russia"}}])
    judged = judge_provision(dataset(given_, articles=[article("post")]), given_, COMPARED)
    assert judged.speaking == ("axios", "rt")
    assert judged.silent == ("post",)
    assert judged.not_covering == ("reuters", "menafn")


def test_a_term_on_which_nobody_speaks_is_silent() -> None:
    judged = judge(TERMS["who"], [], Origins(dataset(), "p"))
    assert judged.verdict is Verdict.SILENT
    assert explain(judged, str, ()) == "No outlet compared speaks."


def test_a_folder_comes_to_what_its_reports_come_to(tmp_path: Path) -> None:
    lay("", tmp_path)
    loaded = load_plans(DataFolder(tmp_path), ["spring"]).dataset
    (given_,) = loaded.provisions
    judged = judge_provision(loaded, given_, loaded.compared)
    assert judged.verdict is Verdict.CONFLICT
    assert explain_provision(judged, loaded.short) == (
        "opening: These leave no common possibility: The Herald: yes; News Wire: no."
    )
    assert judged.origins == (frozenset(["herald"]), frozenset(["wire"]))


def test_the_data_made_for_tests_has_every_verdict(harbour: Path) -> None:
    folder = DataFolder(harbour)
    loaded = load_plans(folder, list(folder.plans)).dataset
    judged = [judge_provision(loaded, p, loaded.compared) for p in loaded.provisions]
    found = {term.verdict for whole in judged for term in whole.terms}
    assert found | {whole.verdict for whole in judged} == set(Verdict)


# What must hold of any provision


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
