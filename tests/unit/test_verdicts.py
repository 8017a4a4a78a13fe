"""Verdicts and their sentences: a table of cases for every verdict and every rule between two."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from plancmp.data.folder import DataFolder
from plancmp.data.whole_plans import load_plans
from plancmp.domain.coverage import coverage
from plancmp.domain.findings import JudgedTerm, Part, parts
from plancmp.domain.model import PART, WHOLE, Dataset, Provision, Term
from plancmp.domain.origins import Origins
from plancmp.domain.positions import How, positions
from plancmp.domain.reasons import explain, explain_provision
from plancmp.domain.values import Choice, Options
from plancmp.domain.verdicts import Judgement, Verdict, judge
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
from tests.support.made_reports import DRAFTS

COMPARED = NAMES[:5]


def made(case: Mapping[str, Any]) -> tuple[Dataset, Provision]:
    given_ = provision(case["reports"], plan(drafts=case.get("drafts", ())))
    more = [
        article(
            one["by"], one.get("plan", "p"), one.get("via", ()), name=one.get("in", "")
        )._replace(read=one.get("read", PART))
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
    if "not-found" in case:
        read = {outlet: list(map(str, reading)) for outlet, reading in judged.not_found.items()}
        assert read == case["not-found"]
    if "decisive" in case:
        assert isinstance(found, Judgement)
        assert [statement.outlet for statement in found.decisive] == case["decisive"]


def test_every_verdict_has_a_case() -> None:
    assert {case.values[0]["verdict"] for case in each("verdicts.yaml")} == {
        verdict.value for verdict in Verdict
    }


def test_every_kind_of_wrong_verdict_that_the_audit_found_has_a_case() -> None:
    """Of the audit of version 1, those that the engine made and not the data or the changes."""
    kinds = {int(case.values[0].get("audit", 0)) for case in each("verdicts.yaml")}
    assert {1, 2, 3, 4, 8, 9, 10, 13, 17, 18, 19} <= kinds


def test_a_term_on_which_nobody_speaks_is_not_found() -> None:
    judged = judge(TERMS["who"], [], Origins(dataset(), "p"))
    assert judged.verdict is Verdict.NOT_FOUND
    assert explain(judged, str, ()) == "Not in what was read."


def test_who_is_cited_and_who_is_not_covering() -> None:
    given_ = provision([{"by": "rt", "via": ["axios", "wsj"], "says": {"who": "russia"}}])
    judged = judge_provision(dataset(given_, articles=[article("post")]), given_, COMPARED)
    assert judged.speaking == ("rt",)
    assert judged.cited == {"axios", "wsj"}
    assert list(judged.not_found) == ["post"]
    assert judged.not_covering == ("axios", "reuters", "menafn")


def test_how_a_statement_comes_to_be_an_outlets() -> None:
    given_ = provision(
        [
            {"by": "rt", "via": ["axios"], "says": {"who": "russia"}},
            {"by": "wsj", "via": ["axios"], "says": {"who": "russia"}},
            {"by": "post", "says": {"who": "russia"}},
        ]
    )
    (said,) = positions(given_, COMPARED).values()
    assert {statement.outlet: statement.how for statement in said} == {
        "axios": How.QUOTED,
        "rt": How.CITING,
        "post": How.OWN,
    }


def test_the_verdict_as_far_as_each_outlet_has_part_in_it() -> None:
    """RT and the Post contradict each other, and Axios is less precise than either."""
    given_ = provision(
        [
            {"by": "axios", "says": {"who": "unspecified"}},
            {"by": "rt", "says": {"who": "russia"}},
            {"by": "rt", "speaker": "an official", "says": {"who": "umerov"}},
            {"by": "post", "says": {"who": "umerov", "size": "5"}},
        ]
    )
    judged = judge_provision(dataset(given_), given_, COMPARED)
    term = judged.terms[0]
    assert {id: term.verdict_of(id) for id in judged.speaking} == {
        "axios": Verdict.DIFFERS,
        "rt": Verdict.CONFLICT,
        "post": Verdict.CONFLICT,
    }
    assert term.between == {
        ("axios", "rt"): Verdict.DIFFERS,
        ("axios", "post"): Verdict.DIFFERS,
        ("rt", "post"): Verdict.CONFLICT,
    }
    assert parts(judged)["axios"] == Part(Verdict.DIFFERS, 1, quoted=False)
    assert parts(judged)["post"] == Part(Verdict.CONFLICT, 2, quoted=False)
    counted = coverage(dataset(given_), ["axios", "rt", "post"])
    assert {of.outlet: of.values for of in counted.outlets} == {
        "axios": {Verdict.DIFFERS: 1},
        "rt": {Verdict.CONFLICT: 2},
        "post": {Verdict.CONFLICT: 1, Verdict.SINGLE: 1},
    }


def test_what_no_two_bear_on_each_other_in_is_single() -> None:
    given_ = provision(
        [
            {"by": "rt", "draft": "first", "says": {"who": "russia"}},
            {"by": "post", "draft": "last", "says": {"who": "russia"}},
        ],
        plan(drafts=DRAFTS),
    )
    (term,) = judge_provision(dataset(given_), given_, COMPARED).terms
    assert (term.verdict_of("rt"), term.between) == (Verdict.SINGLE, {})


def test_a_finding_is_called_the_same_whoever_is_compared() -> None:
    given_ = provision(
        [{"by": "rt", "says": {"who": "russia"}}, {"by": "post", "says": {"who": "umerov"}}]
    )
    ids = {
        JudgedTerm(given_, judge_provision(dataset(given_), given_, compared).terms[0]).id
        for compared in (["rt"], ["rt", "post"], NAMES)
    }
    (id,) = ids
    assert re.fullmatch("f[0-9a-f]{7}", id)


@pytest.mark.parametrize(
    ("term", "value", "label"),
    [
        ("who", "america", "the United States"),
        ("who", "umerov", "umerov"),
        ("who", {"any-of": ["umerov", "office"]}, "umerov or the president's office"),
        ("who", {"not": "office"}, "not the president's office"),
        ("who", "unspecified", "unspecified"),
        ("parties", ["russia", "america"], "russia and america"),
        ("parties", {"only": ["russia"]}, "only russia"),
        (
            "parties",
            {"includes": ["umerov"], "excludes": ["russia", "america"]},
            "includes umerov and excludes russia and america",
        ),
        ("size", {"at-least": "5"}, "at least 5 troops"),
        ("words", "in-good-faith", "in-good-faith"),
    ],
)
def test_a_value_as_a_sentence_puts_it(term: str, value: object, label: str) -> None:
    assert TERMS[term].label(TERMS[term].kind.parse(value)) == label


def test_an_option_without_a_label_is_its_id_with_spaces_for_hyphens() -> None:
    kind = Choice(Options({"de-facto": {}, "de-jure": {}}))
    assert Term("t", "T?", kind).label(kind.parse("de-facto")) == "de facto"


def test_names_with_what_formats_are_written_with_are_names() -> None:
    given_ = provision([{"by": "rt", "via": ["axios"], "says": {"who": "russia"}}])
    (judged,) = judge_provision(dataset(given_), given_, ["axios"]).terms
    assert explain(judged, "{{{}}}".format, ()) == "{axios}, as quoted by {rt}, said russia."


def test_a_folder_comes_to_what_its_reports_come_to(tmp_path: Path) -> None:
    lay("", tmp_path)
    loaded = load_plans(DataFolder(tmp_path), ["spring"]).dataset
    (given_,) = loaded.provisions
    judged = judge_provision(loaded, given_, loaded.compared)
    assert judged.verdict is Verdict.CONFLICT
    assert explain_provision(judged, loaded.short) == (
        "Would the border be opened? The Herald said yes; News Wire said no."
    )
    assert judged.origins == (frozenset(["herald"]), frozenset(["wire"]))


def test_the_data_made_for_tests_has_every_verdict(harbour: Path) -> None:
    folder = DataFolder(harbour)
    loaded = load_plans(folder, list(folder.plans)).dataset
    whole = {id: found._replace(read=WHOLE) for id, found in loaded.articles.items()}
    judged = [
        judge_provision(read, given_, loaded.compared)
        for read in (loaded, loaded._replace(articles=whole))
        for given_ in loaded.provisions
    ]
    found = {term.verdict for whole_ in judged for term in whole_.terms}
    assert found | {whole_.verdict for whole_ in judged} == set(Verdict)
