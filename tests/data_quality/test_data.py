"""The data that travels with plancmp: sound, quoted to the letter, and judged as a reader would."""

from __future__ import annotations

import hashlib
import os
from functools import cache
from pathlib import Path

import pytest

from plancmp.data.folder import DataFolder, shipped
from plancmp.data.loaded import Loaded
from plancmp.data.shapes import QUOTE_WORDS
from plancmp.data.whole_plans import load_plans
from plancmp.domain.compared import compared_on
from plancmp.domain.model import WHOLE, Report
from plancmp.domain.reasons import explain
from plancmp.domain.verdicts import FINDINGS, Judgement, ProvisionJudgement, Verdict
from tests.support.building import judge_provision
from tests.support.datasets import CHECKOUT
from tests.support.golden_files import Golden
from tools.codebook_page import left_out

SHARED = Path(os.environ.get("PLANCMP_SHARED", CHECKOUT.parent / "shared"))
ALIKE = str.maketrans({**dict.fromkeys("“”", '"'), **dict.fromkeys("‘’", "'"), "–": "-", "—": "-"})


@cache
def data() -> Loaded:
    folder = DataFolder(shipped())
    return load_plans(folder, list(folder.plans))


@cache
def judged(everyone: bool = False) -> tuple[ProvisionJudgement, ...]:
    """Every provision's verdicts, over the outlets compared by default, or over all."""
    dataset = data().dataset
    outlets = tuple(dataset.outlets) if everyone else compared_on(dataset)
    return tuple(judge_provision(dataset, p, outlets) for p in dataset.provisions)


def judgement(plan: str, topic: str, term: str, everyone: bool = False) -> Judgement:
    (found,) = (
        of_term
        for whole in judged(everyone)
        for of_term in whole.terms
        if (whole.provision.plan.id, whole.provision.topic.id, of_term.term.id)
        == (plan, topic, term)
    )
    return found


def reports() -> list[Report]:
    return [report for provision in data().dataset.provisions for report in provision.reports]


def place(report: Report) -> str:
    return f"{report.location}: {report.quote!r}"


@pytest.mark.parametrize("page", ["README.md", "CHANGELOG.md"])
def test_articles_and_outlets_are_as_many_as_is_said(page: str) -> None:
    articles = data().dataset.articles.values()
    outlets = {article.outlet for article in articles}
    text = " ".join((CHECKOUT / page).read_text("utf-8").split())
    assert f"{len(articles)} articles of {len(outlets)} outlets" in text


def test_it_loads_without_a_problem() -> None:
    assert [str(problem) for problem in data().problems] == []
    assert data().dataset.provisions


def test_every_report_of_an_article_whose_text_we_had_is_quoted() -> None:
    read = [report for report in reports() if report.article.sha256]
    assert read
    assert [place(r) for r in read if not r.quote] == []


def test_every_quote_is_of_a_few_words_and_says_its_paragraph() -> None:
    quoted = [report for report in reports() if report.quote]
    assert [place(r) for r in quoted if r.paragraph is None] == []
    assert [place(r) for r in quoted if len(r.quote.split()) > QUOTE_WORDS] == []


def test_every_term_reported_has_a_verdict_that_is_not_silence() -> None:
    dataset = data().dataset
    everyone = tuple(dataset.outlets)
    for provision in dataset.provisions:
        for term in judge_provision(dataset, provision, everyone).terms:
            assert term.verdict is not Verdict.SILENT, provision.id


# The texts


@pytest.fixture(scope="module")
def texts() -> dict[str, list[str]]:
    """The paragraphs of the articles' texts, by their fingerprints."""
    files = sorted((SHARED / "articles").glob("*.txt"))
    if not files:
        pytest.skip(
            f"the articles' texts are not at hand: there are none in {SHARED.name}/articles"
        )
    return {
        hashlib.sha256(file.read_bytes()).hexdigest(): [
            folded(line) for line in file.read_text("utf-8").splitlines() if line.strip()
        ]
        for file in files
    }


def folded(text: str) -> str:
    """White space, curly quotes and dashes made alike, and nothing else."""
    return " ".join(text.translate(ALIKE).split())


def test_every_text_at_hand_is_an_article_of_the_data(texts: dict[str, list[str]]) -> None:
    assert set(texts) <= {article.sha256 for article in data().dataset.articles.values()}


def test_every_quote_stands_in_its_paragraph(texts: dict[str, list[str]]) -> None:
    quoted = [report for report in reports() if report.article.sha256 in texts]
    assert quoted
    missing = []
    for report in quoted:
        paragraphs = texts[report.article.sha256]
        number = report.paragraph or 0
        held = paragraphs[number - 1] if 0 < number <= len(paragraphs) else ""
        if folded(report.quote) not in held:
            missing.append(place(report))
    assert missing == []


def test_every_paragraph_of_the_texts_is_coded_or_listed_as_left_out(
    texts: dict[str, list[str]],
) -> None:
    listed = left_out()
    for article in data().dataset.articles.values():
        if article.read == WHOLE:
            coded = {r.paragraph for r in reports() if r.article.id == article.id}
            whole = set(listed[article.id]["whole"])
            part = set(listed[article.id].get("part", {}))
            every = set(range(1, len(texts[article.sha256]) + 1))
            assert (article.id, every - coded, part - coded) == (article.id, whole, set())


def test_the_articles_read_whole_are_those_whose_texts_were_at_hand() -> None:
    articles = data().dataset.articles.values()
    assert {a.id for a in articles if a.read == WHOLE} == {a.id for a in articles if a.sha256}
    assert set(left_out()) == {a.id for a in articles if a.sha256}


# What it comes to


def test_who_put_the_amnesty_in_is_a_conflict_with_umerov_whom_another_outlet_has() -> None:
    assert judgement("november", "amnesty", "inserted-by").verdict is Verdict.DIFFERS
    inserted_by = judgement("november", "amnesty", "inserted-by", everyone=True)
    assert inserted_by.verdict is Verdict.CONFLICT
    reason = explain(inserted_by, data().dataset.short, ())
    for named in ("Senior White House official", "the Post", "Dnes.bg", "not Rustem Umerov"):
        assert named in reason


def test_what_part_kyiv_had_is_a_conflict_between_menafn_and_the_post() -> None:
    part = judgement("november", "ukrainian-part", "part-in-drafting")
    assert part.verdict is Verdict.CONFLICT
    reason = explain(part, data().dataset.short, ())
    assert "MENAFN" in reason
    assert "the Post" in reason


def test_the_findings_are_those_that_were_looked_at(golden: Golden) -> None:
    """A finding that comes or goes is read against its articles before it is accepted."""
    findings = sorted(
        f"{whole.provision.id} {term.term.id} {term.verdict.value}"
        for whole in judged()
        for term in whole.terms
        if term.verdict in FINDINGS
    )
    golden("data/findings.txt", "".join(f"{finding}\n" for finding in findings))
