"""What is called agreed or repeated rests on two articles, on one draft, and on known origins."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

import pytest

from plancmp import api
from plancmp.domain.model import Claim, Dataset
from plancmp.domain.verdicts import Judgement, Verdict
from tools.codebook_page import shipped
from tools.looks import CHOICES

DATASET = shipped()


def judged(*verdicts: Verdict) -> Iterator[tuple[str, Judgement]]:
    """The terms of these verdicts and their plans, over the outlets compared and over all."""
    for outlets in CHOICES.values():
        for plan in DATASET.plans:
            for whole in api.judge(DATASET, plan, outlets):
                yield from ((plan, term) for term in whole.terms if term.verdict in verdicts)


def origin(dataset: Dataset, plan: str, claim: Claim) -> frozenset[str]:
    """Where a claim comes from: every credit followed to its end, by hand."""
    relays: dict[str, set[str]] = {}
    first_hand = set()
    for article in dataset.articles.values():
        if plan in article.covers:
            relays.setdefault(article.outlet, set()).update(article.via)
            first_hand |= set() if article.via else {article.outlet}
    if not claim.report.via:
        return frozenset({claim.outlet})
    met: set[str] = set()
    waiting = list(claim.report.via)
    while waiting:
        outlet = waiting.pop()
        if outlet not in met:
            met.add(outlet)
            waiting += relays.get(outlet, ())
    return frozenset(o for o in met if o not in relays or o in first_hand) or frozenset(met)


@pytest.mark.parametrize("verdict", [Verdict.AGREE, Verdict.REPEATED])
def test_none_rests_on_one_article_or_on_one_outlet(verdict: Verdict) -> None:
    found = list(judged(verdict))
    assert found
    for _, term in found:
        assert len({s.claim.report.article.id for s in term.decisive}) > 1, term.term.id
        assert len({s.outlet for s in term.decisive}) > 1, term.term.id


@pytest.mark.parametrize("verdict", [Verdict.AGREE, Verdict.REPEATED])
def test_none_is_counted_across_drafts_or_conditions(verdict: Verdict) -> None:
    for _, term in judged(verdict):
        about = {(s.claim.report.draft, s.claim.report.condition) for s in term.decisive}
        assert len(about) == 1, term.term.id


def test_an_agreement_has_two_articles_whose_origins_are_known_to_be_apart() -> None:
    for plan, term in judged(Verdict.AGREE):
        known = [
            (statement, origin(DATASET, plan, statement.claim))
            for statement in term.decisive
            if origin(DATASET, plan, statement.claim).isdisjoint(DATASET.unidentified)
        ]
        assert any(
            one.isdisjoint(other) and first.claim.report.article != second.claim.report.article
            for (first, one), (second, other) in combinations(known, 2)
        ), term.term.id


def test_what_no_two_known_origins_have_is_no_more_than_repeated() -> None:
    """Of what is repeated, no two articles are known to have it independently."""
    for plan, term in judged(Verdict.REPEATED):
        known = [
            of
            for statement in term.decisive
            if (of := origin(DATASET, plan, statement.claim)).isdisjoint(DATASET.unidentified)
        ]
        assert not any(one.isdisjoint(other) for one, other in combinations(known, 2))
