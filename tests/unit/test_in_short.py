"""In short: which findings are told, and that each sentence is true as it stands."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plancmp.data.folder import DataFolder
from plancmp.data.whole_plans import load_plans
from plancmp.domain.compared import compared_on
from plancmp.domain.comparison import WEIGHTY, Comparison, compare
from plancmp.domain.findings import JudgedTerm, conflicts, finding_id, terms_found
from plancmp.domain.hidden import hidden
from plancmp.domain.model import Dataset, PlanDraft, grouped
from plancmp.domain.printed import answer
from plancmp.domain.verdicts import Verdict, judge_provisions
from plancmp.views.in_short import (
    WORTH_A_SENTENCE,
    Sentence,
    in_short,
    sentence_data,
    share_out,
    weighty_changes,
    weighty_findings,
)
from plancmp.views.limits import MOST_SENTENCES
from plancmp.views.references import References
from plancmp.views.wording import plan_name
from tests.support.building import NAMES, dataset, provision
from tests.support.datasets import HARBOUR, SHIPPED

things = st.lists(st.integers(), max_size=12)


@given(things, things, st.integers(1, 8))
def test_places_are_shared_out_and_none_stays_empty_while_anything_waits(
    ones: list[int], others: list[int], places: int
) -> None:
    first, second = share_out(ones, others, places)
    assert list(first) == ones[: len(first)]
    assert list(second) == others[: len(second)]
    assert len(first) + len(second) == min(places, len(ones) + len(others))
    half = places // 2
    assert len(second) >= min(half, len(others))
    assert len(first) >= min(places - half, len(ones))


class Told:
    """What is told of some plans, and from what."""

    dataset: Dataset
    steps: Sequence[Comparison]
    found: Sequence[JudgedTerm]
    sentences: Sequence[Sentence]

    def __init__(self, dataset: Dataset, names: Sequence[str], outlets: Sequence[str]) -> None:
        plans = [dataset.plans[name] for name in names]
        self.dataset = dataset
        self.found = terms_found(judge_provisions(dataset, dataset.provisions, outlets))
        drafts = [PlanDraft(plan, plan.last_draft) for plan in plans]
        self.steps = [compare(dataset, *two, outlets) for two in pairwise(drafts)]
        self.references = References()
        self.sentences = in_short(dataset, self.steps, self.found, self.references)


SEVERAL = "april november european december"
CASES = ("spring autumn", "autumn", "april november", "november", "april", SEVERAL)


@cache
def told(line: str, *, everyone: bool = False) -> Told:
    names = line.split()
    folder = DataFolder(HARBOUR if names[0] in ("spring", "autumn") else SHIPPED)
    dataset = load_plans(folder, names).dataset
    outlets = compared_on(dataset, (), ["all"] if everyone else ())
    return Told(dataset, names, outlets)


@pytest.mark.parametrize("everyone", [False, True])
@pytest.mark.parametrize("line", CASES)
def test_a_sentence_names_topic_answers_plan_and_who_says_it(line: str, everyone: bool) -> None:
    of = told(line, everyone=everyone)
    titles = {p.topic.id: p.topic for p in of.dataset.provisions}
    assert len(of.sentences) <= MOST_SENTENCES
    weighty = any(term.judgement.verdict in WORTH_A_SENTENCE for term in of.found)
    assert bool(of.sentences) or not weighty
    for sentence in of.sentences:
        text = "".join(span.text for span in sentence.text)
        topic = titles[sentence.topics[0]]
        assert text.startswith(topic.title)
        assert all(titles[id].title in text for id in sentence.topics)
        assert any(plan_name(name) in text for name in line.split())
        by_term = grouped(sentence.statements, lambda statement: statement.claim.term)
        assert len(by_term) == 1 or (
            len(by_term) == 2 and sentence.word in ("conflict", "disputed")
        )
        for id, said in by_term.items():
            assert topic.terms[id].asks in text
            assert len({statement.value for statement in said}) > 1
        for statement in sentence.statements:
            report, term = statement.claim.report, topic.terms[statement.claim.term]
            assert answer(term, statement.value) in text
            assert of.dataset.short(statement.outlet) in text
            assert report.hedge in text
            assert not report.inferred or "inferred" in text
            number = f"[{of.references.number(report.article)}]"
            assert number in text or re.search(r"(and \d+ more ?(\[\d+\]){3})", text)
            if (
                report.draft
                and report.draft != of.dataset.plans[line.rsplit(maxsplit=1)[-1]].last_draft
            ):
                assert sentence.word in WEIGHTY or f"{report.draft} draft" in text
        assert text.endswith(".")
        assert "  " not in text


@pytest.mark.parametrize("line", CASES)
def test_one_passage_alone_is_said_to_be_one(line: str) -> None:
    for sentence in told(line).sentences:
        text = "".join(span.text for span in sentence.text)
        for value in {statement.value for statement in sentence.statements}:
            of_it = [s for s in sentence.statements if s.value == value]
            if len({s.claim.report.key for s in of_it}) == 1:
                assert "one passage)" in text


@pytest.mark.parametrize("line", CASES)
def test_the_weightiest_come_first_and_nothing_mild_is_told(line: str) -> None:
    of = told(line)
    words = [sentence.word for sentence in of.sentences]
    changes = [WEIGHTY.index(word) for word in words if word in WEIGHTY]
    verdicts = [WORTH_A_SENTENCE.index(word) for word in words if word in WORTH_A_SENTENCE]
    assert changes == sorted(changes)
    assert verdicts == sorted(verdicts)
    assert len(changes) + len(verdicts) == len(words)
    assert not changes or words[0] in WEIGHTY
    apart = {p.topic.id for p in of.dataset.provisions if p.topic.is_circumstance}
    for sentence in of.sentences:
        assert sentence.word not in WEIGHTY or not apart & set(sentence.topics)


@pytest.mark.parametrize("line", CASES)
def test_whatever_changed_or_is_contradicted_is_in_line(line: str) -> None:
    of = told(line)
    in_line = {f.id for same in weighty_findings(of.found) for f in same}
    assert in_line == {f.id for f in of.found if f.judgement.verdict is not Verdict.DIFFERS}
    changed = [
        (step.before.id, topic.topic.id)
        for step in of.steps
        for topic in step.changes
        if topic.change in WEIGHTY and not topic.apart
    ]
    told_of = [(step.before.id, topic.topic.id) for step, topic in weighty_changes(of.steps)]
    assert sorted(told_of) == sorted(changed)


def test_of_several_plans_a_topic_is_told_twice_only_after_the_others() -> None:
    for change in WEIGHTY:
        topics = [
            topic.topic.id
            for _, topic in weighty_changes(told(SEVERAL).steps)
            if topic.change is change
        ]
        first = len(set(topics))
        assert len(set(topics[:first])) == first
    assert len(told(SEVERAL).sentences) == MOST_SENTENCES


def test_what_one_passage_says_of_several_topics_is_one_sentence() -> None:
    (crimea,) = (s for s in told("november").sentences if "crimea" in s.topics)
    assert crimea.topics == ("crimea", "donetsk", "luhansk")
    assert sentence_data(crimea)["text"].endswith("; the same of Donetsk and Luhansk.")


def test_the_shipped_plans_in_short() -> None:
    texts = [sentence_data(sentence)["text"] for sentence in told("april november").sentences]
    (crimea,) = (text for text in texts if text.startswith("Crimea"))
    assert re.search(r"de jure in April \(.*Axios.*Reuters.*\) → de facto in November \(", crimea)
    (amnesty,) = (text for text in texts if text.startswith("Amnesty (November, point 26)"))
    assert "against no, inferred (per Rustem Umerov · the Post" in amnesty
    (part,) = (text for text in texts if text.startswith("Kyiv's part in it (November)"))
    assert re.search(r"no \(.*Reuters.*MENAFN.*\) against yes \(.*the Post", part)


@pytest.mark.parametrize("line", ["april november", SEVERAL])
def test_what_others_contradict_is_said_to_be(line: str) -> None:
    of = told(line)
    everyone = of.dataset.compared_first(of.dataset.compared)
    beside = hidden(of.dataset, of.found, conflicts(of.dataset, everyone), of.dataset.compared)
    ids = {unseen.id for unseen in beside.unseen if unseen.against}
    provisions = grouped(of.dataset.provisions, lambda provision: provision.topic.id)
    heard = 0
    references = References()
    for sentence in in_short(of.dataset, of.steps, of.found, references, hidden=beside):
        cited = {references.number(s.claim.report.article) for s in sentence.statements}
        assert {span.footnote for span in sentence.text if span.footnote} <= cited
        asked = {statement.claim.term for statement in sentence.statements}
        plans = {statement.claim.report.article.id for statement in sentence.statements}
        contradicted = any(
            finding_id(provision, provision.topic.terms[term]) in ids
            for provision in provisions[sentence.topics[0]]
            if plans & {report.article.id for report in provision.reports}
            for term in asked
        )
        text = "".join(span.text for span in sentence.text)
        assert ("contradicted by outlets not compared: " in text) == contradicted
        heard += contradicted
    assert heard


def test_what_is_of_no_known_day_is_not_told_as_the_later() -> None:
    said = [
        {"by": "rt", "on": "2025-11-20", "says": {"handed": "no"}},
        {"by": "post", "says": {"handed": "yes"}},
    ]
    data = dataset(provision(said))
    found = terms_found(judge_provisions(data, data.provisions, NAMES))
    (sentence,) = in_short(data, [], found, References())
    assert sentence.word == "updated"
    assert "→" not in sentence_data(sentence)["text"]
