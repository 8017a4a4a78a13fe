"""The laws of verdicts: what must hold of any reports, whoever says what."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import combinations
from typing import Any

from hypothesis import assume, given
from hypothesis import strategies as st

from plancmp.domain.findings import conflicts, findings, terms_found
from plancmp.domain.model import Article, Dataset, Provision
from plancmp.domain.origins import Origins
from plancmp.domain.positions import Statement, positions
from plancmp.domain.problems import Location
from plancmp.domain.reasons import explain
from plancmp.domain.values import Relation
from plancmp.domain.verdicts import (
    CONTESTED,
    FINDINGS,
    OPPOSED,
    Judgement,
    ProvisionJudgement,
    Verdict,
    judge,
)
from tests.support.building import (
    NAMES,
    OUTLETS,
    TOPIC,
    article,
    dataset,
    judge_provision,
    plan,
    provision,
)
from tests.support.made_reports import (
    DRAFTS,
    VALUES,
    outlets,
    reports,
    some_articles,
    some_reports,
)

Raw = dict[str, Any]


def made(raws: Sequence[Raw], articles: Sequence[Article] = ()) -> tuple[Dataset, Provision]:
    of = provision(raws, plan(drafts=DRAFTS))
    return dataset(of, articles=articles), of


def judged_of(
    raws: Sequence[Raw], compared: Sequence[str], articles: Sequence[Article] = ()
) -> ProvisionJudgement:
    return judge_provision(*made(raws, articles), compared)


def again(judged: Judgement, statements: Sequence[Statement], origins: Origins) -> Judgement:
    return judge(judged.term, statements, origins)


def outlets_of(statements: Sequence[Statement]) -> set[str]:
    return {statement.outlet for statement in statements}


@given(some_reports, outlets, st.randoms(use_true_random=False))
def test_the_order_of_reports_and_terms_changes_nothing(
    raws: list[Raw], compared: list[str], random: Any
) -> None:
    turned = [{**raw, "says": dict(reversed(list(raw.get("says", {}).items())))} for raw in raws]
    random.shuffle(turned)
    one, other = judged_of(raws, compared), judged_of(turned, compared)
    assert (one.verdict, one.origins, one.terms) == (other.verdict, other.origins, other.terms)
    read, of = made(turned)
    placed = judge_provision(read, _placed(of), compared)
    assert [explain(term, str, DRAFTS) for term in placed.terms] == [
        explain(term, str, DRAFTS) for term in one.terms
    ]


def _placed(of: Provision) -> Provision:
    """The provision as from a file, each report in a line of its own."""
    reports = (r._replace(location=Location("f", n)) for n, r in enumerate(of.reports, 1))
    return of._replace(reports=tuple(reports))


@given(some_reports, outlets, st.randoms(use_true_random=False))
def test_the_order_of_outlets_changes_no_verdict(
    raws: list[Raw], compared: list[str], random: Any
) -> None:
    one = judged_of(raws, compared)
    random.shuffle(compared)
    other = judged_of(raws, compared)
    assert one.verdict is other.verdict
    for term, turned in zip(one.terms, other.terms, strict=True):
        assert (term.verdict, term.origins) == (turned.verdict, turned.origins)
        assert sorted(term.decisive, key=repr) == sorted(turned.decisive, key=repr)


@given(some_reports, outlets, st.lists(st.sampled_from(NAMES), unique=True), st.booleans())
def test_outlets_that_do_not_speak_change_no_verdict(
    raws: list[Raw], compared: list[str], more: list[str], covering: bool
) -> None:
    named = {name for raw in raws for name in (raw["by"], *raw["via"])}
    quiet = [outlet for outlet in more if outlet not in named and outlet not in compared]
    articles = [article(outlet) for outlet in quiet] if covering else []
    one, other = judged_of(raws, compared), judged_of(raws, [*compared, *quiet], articles)
    assert one.terms == other.terms
    assert one.verdict is other.verdict
    assert not other.silent
    assert set(other.not_found) - set(one.not_found) == (set(quiet) if covering else set())


@given(some_reports, outlets, some_articles)
def test_findings_and_conflicts_are_those_of_all_that_is_judged(
    raws: list[Raw], compared: list[str], articles: list[Article]
) -> None:
    data, of = made(raws, articles)
    every = terms_found([judge_provision(data, of, compared)])
    found = findings(data, compared)
    assert found.terms == every
    assert found.spoken == bool(judge_provision(data, of, compared).speaking)
    in_conflict = [term for term in every if term.judgement.verdict is Verdict.CONFLICT]
    assert list(conflicts(data, compared)) == in_conflict


@given(some_reports, outlets)
def test_one_passage_is_one_voice(raws: list[Raw], compared: list[str]) -> None:
    """It is its publisher's where that is compared, else of those that it credits."""
    _, of = made(raws)
    for statements in positions(of, compared).values():
        for statement in statements:
            report = statement.claim.report
            publisher = report.article.outlet
            voices = {publisher} if publisher in compared else {*report.via} & {*compared}
            assert statement.outlet in voices
            assert statement.quoted == (publisher not in compared)


@given(some_reports, outlets)
def test_what_quotes_an_outlet_counts_where_its_own_articles_say_nothing_on_the_term(
    raws: list[Raw], compared: list[str]
) -> None:
    _, of = made(raws)
    for term, statements in positions(of, compared).items():
        own = {claim.outlet for claim in of.claims(term)}
        assert all(statement.quoted == (statement.outlet not in own) for statement in statements)
        quoted = {
            o for claim in of.claims(term) for o in claim.report.via if claim.outlet not in compared
        }
        assert outlets_of(statements) == (own | quoted) & set(compared)


@given(some_reports, outlets, some_articles)
def test_an_agreement_is_of_two_articles_two_origins_and_one_draft(
    raws: list[Raw], compared: list[str], articles: list[Article]
) -> None:
    read, _ = made(raws, articles)
    origins = Origins(read, "p")
    for term in judged_of(raws, compared, articles).terms:
        if term.verdict not in (Verdict.AGREE, Verdict.REPEATED):
            continue
        said = [statement.claim.report for statement in term.decisive]
        assert len({report.article.id for report in said}) > 1
        assert len({(report.draft, report.condition) for report in said}) == 1
        assert len(outlets_of(term.decisive)) > 1
        rests = [(statement.outlet, origins.of(statement.claim)) for statement in term.decisive]
        if term.verdict is Verdict.AGREE:
            assert len(term.origins) > 1
            assert read.unidentified.isdisjoint(outlet for _, of in rests for outlet in of)
        else:
            for (one, of), (other, of_other) in combinations(rests, 2):
                assert one == other or not origins.are_independent(of, of_other)


@given(some_reports, outlets, some_articles)
def test_every_decisive_statement_of_what_is_contested_is_contradicted_by_another(
    raws: list[Raw], compared: list[str], articles: list[Article]
) -> None:
    for term in judged_of(raws, compared, articles).terms:
        if term.verdict not in CONTESTED:
            continue
        for one in term.decisive:
            assert any(
                term.term.kind.relation(one.value, other.value) is Relation.DISJOINT
                and (term.verdict is not Verdict.CONFLICT or one.outlet != other.outlet)
                for other in term.decisive
            )


@given(some_reports, outlets, some_articles)
def test_a_bystander_could_as_well_not_be_there(
    raws: list[Raw], compared: list[str], articles: list[Article]
) -> None:
    """Unless it replaces an earlier answer, which then would speak again."""
    read, _ = made(raws, articles)
    for term in judged_of(raws, compared, articles).terms:
        if term.term.evolving or term.verdict not in FINDINGS:
            continue
        without = again(term, term.decisive, Origins(read, "p"))
        assert without.verdict is term.verdict
        assert without.decisive == term.decisive
        assert without.origins == term.origins


@given(some_reports, outlets, some_articles, st.data())
def test_one_more_statement_never_makes_a_verdict_milder(
    raws: list[Raw], compared: list[str], articles: list[Article], data: st.DataObject
) -> None:
    """Unless it replaces an earlier answer of its outlet on what moves with time."""
    read, _ = made(raws, articles)
    for term in judged_of(raws, compared, articles).terms:
        more = data.draw(st.sampled_from(term.statements))
        less = [statement for statement in term.statements if statement is not more]
        assume(not (term.term.evolving and any(_replaces(more, other) for other in less)))
        if less:
            before = again(term, less, Origins(read, "p"))
            assert term.verdict.rank <= before.verdict.rank


def _replaces(one: Statement, other: Statement) -> bool:
    return one.outlet == other.outlet and one.claim.report.date != other.claim.report.date


@given(some_reports, outlets, reports())
def test_one_more_article_of_an_outlet_that_speaks_makes_no_conflict_milder(
    raws: list[Raw], compared: list[str], more: Raw
) -> None:
    before = judged_of(raws, compared)
    speaking = {raw["by"] for raw in raws}
    assume(more["by"] in speaking & set(compared))
    after = {t.term.id: t.verdict for t in judged_of([*raws, more], compared).terms}
    own = {
        (s.outlet, term.term.id) for term in before.terms for s in term.statements if not s.quoted
    }
    for term in before.terms:
        if term.verdict is not Verdict.CONFLICT or term.term.evolving:
            continue
        unsaid = "says" in more and term.term.id not in more["says"]
        if unsaid or (more["by"], term.term.id) in own:
            assert after[term.term.id] is Verdict.CONFLICT


@given(some_reports, outlets, some_articles)
def test_a_joint_credit_opposes_nobody_whom_it_names(
    raws: list[Raw], compared: list[str], articles: list[Article]
) -> None:
    read, _ = made(raws, articles)
    for term in judged_of(raws, compared, articles).terms:
        for one in term.statements:
            joint = set(one.claim.report.via) - read.documents
            for other in term.statements:
                if len(joint) > 1 and {other.outlet, other.claim.outlet} & joint:
                    two = again(term, [one, other], Origins(read, "p"))
                    assert two.verdict not in OPPOSED


@given(some_reports, outlets)
def test_a_sentence_names_who_is_decisive_and_what_they_say_and_no_bystander(
    raws: list[Raw], compared: list[str]
) -> None:
    for term in judged_of(raws, compared).terms:
        sentence = explain(term, lambda id: OUTLETS[id].short, DRAFTS)
        named = set(re.findall(r"\b[A-Z]{2,}\b", sentence))
        decisive = {OUTLETS[outlet].short for outlet in outlets_of(term.decisive)}
        credited = {
            OUTLETS[id].short
            for statement in term.decisive
            for id in (statement.claim.outlet, *statement.claim.report.via)
        }
        assert decisive <= named <= decisive | credited
        for statement in term.decisive:
            value = term.term.label(statement.value)
            said = {"absent": "no such provision", "unspecified": "left open"}.get(value, value)
            assert said in sentence
        first, last = (f"of the {draft} draft" for draft in DRAFTS)
        drafts = {statement.claim.report.draft for statement in term.decisive}
        assert (first in sentence.lower()) == (DRAFTS[0] in drafts)
        assert (last in sentence.lower()) == (
            term.verdict is Verdict.UPDATED and drafts == set(DRAFTS)
        )


@given(some_reports, outlets)
def test_a_provision_has_the_most_severe_finding_else_the_verdict_of_its_main_question(
    raws: list[Raw], compared: list[str]
) -> None:
    judged = judged_of(raws, compared)
    verdicts = [term.verdict for term in judged.terms] or [Verdict.NOT_FOUND]
    findings = [verdict for verdict in FINDINGS if verdict in verdicts]
    assert judged.verdict is (findings or verdicts)[0]
    assert [term.term.id for term in judged.terms] == [
        id for id in TOPIC.terms if id in {term.term.id for term in judged.terms}
    ]


@given(some_reports, outlets)
def test_the_verdict_is_the_most_severe_of_those_of_the_outlets_that_speak(
    raws: list[Raw], compared: list[str]
) -> None:
    for term in judged_of(raws, compared).terms:
        spoken = outlets_of(term.statements)
        assert term.verdict is min(map(term.verdict_of, spoken), key=list(Verdict).index)
        assert all(term.verdict_of(o) is term.verdict for o in outlets_of(term.decisive))
        assert all(set(two) <= spoken for two in term.between)


def test_the_terms_of_these_tests_are_of_one_topic() -> None:
    assert set(VALUES) <= set(TOPIC.terms)
