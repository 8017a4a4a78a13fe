"""Verdicts: a table of cases for every verdict and every rule between two."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from plancmp.data.folder import DataFolder
from plancmp.data.loader import load_plans
from plancmp.domain.model import Dataset, Provision
from plancmp.domain.origins import Origins
from plancmp.domain.reasons import explain, explain_provision
from plancmp.domain.verdicts import Verdict, judge
from tests.support.building import (
    NAMES,
    TERMS,
    article,
    dataset,
    judge_provision,
    plan,
    provision,
    reason,
)
from tests.support.casebook import each
from tests.support.examples import lay

COMPARED = NAMES[:5]


def made(case: Mapping[str, Any]) -> tuple[Dataset, Provision]:
    given_ = provision(case["reports"], plan(drafts=case.get("drafts", ())))
    more = [
        article(one["by"], one.get("plan", "p"), one.get("via", ()))
        for one in case.get("articles", ())
    ]
    return dataset(given_, articles=more), given_


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
