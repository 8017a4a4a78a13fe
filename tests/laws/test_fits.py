"""A contradicting value that another plan or draft is reported to have is pointed at, never moved."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given

from plancmp.domain.findings import terms_found
from plancmp.domain.fits import Fits, find_fits
from plancmp.domain.model import Provision
from plancmp.domain.values import Relation
from plancmp.domain.verdicts import OPPOSED, judge_provisions
from tests.support.building import NAMES, TERMS, dataset, plan, provision
from tests.support.made_reports import DRAFTS, some_reports


def fits_of(mine: Provision, *others: Provision) -> Fits:
    judged = judge_provisions(dataset(mine, *others), (mine,), NAMES)
    return find_fits(terms_found(judged), (mine, *others))


def told(fits: Fits) -> list[tuple[str, str]]:
    return [(TERMS["size"].label(fit.value), fit.plan.id) for of in fits.values() for fit in of]


TWO_SIZES = [{"by": "axios", "says": {"size": "600"}}, {"by": "rt", "says": {"size": "800"}}]


@pytest.mark.parametrize(
    ("elsewhere", "expected"),
    [
        ([{"by": "wsj", "says": {"size": "800"}}], [("800 troops", "q")]),
        ([{"by": "wsj", "says": {"size": "700"}}], []),
        ([{"by": "wsj", "says": {"size": {"at-least": "800"}}}], []),
        ([{"by": "wsj", "says": {"who": "russia"}}], []),
        ([{"by": "wsj", "absent": "yes"}], []),
        ([{"by": "wsj", "condition": "in war", "says": {"size": "800"}}], []),
        (TWO_SIZES, []),
    ],
    ids=[
        "same",
        "another",
        "only within",
        "another question",
        "none",
        "another case",
        "both tell nothing",
    ],
)
def test_a_value_fits_a_plan_that_is_reported_to_have_it(
    elsewhere: list[dict[str, Any]], expected: list[tuple[str, str]]
) -> None:
    assert told(fits_of(provision(TWO_SIZES), provision(elsewhere, plan("q")))) == expected


def test_an_earlier_draft_of_the_same_plan_fits() -> None:
    before = {"by": "wsj", "draft": "first", "says": {"size": "800"}}
    mine = provision([*TWO_SIZES, before], plan("p", DRAFTS))
    assert told(fits_of(mine)) == [("800 troops", "p@first")]


def test_what_nobody_contradicts_is_not_asked_about() -> None:
    agreed = [{"by": by, "says": {"size": "600"}} for by in ("axios", "rt")]
    assert fits_of(provision(agreed), provision(agreed, plan("q"))) == {}


@given(some_reports, some_reports)
def test_every_fit_is_a_value_that_decides_and_that_the_other_plan_has(
    mine: list[dict[str, Any]], others: list[dict[str, Any]]
) -> None:
    of_mine = provision(mine, plan("p", DRAFTS))
    of_other = provision(others, plan("q", DRAFTS))
    both = {of_mine.plan.id: of_mine, of_other.plan.id: of_other}
    judged = judge_provisions(dataset(of_mine, of_other), (of_mine,), NAMES)
    terms = {term.id: term for term in terms_found(judged)}
    for id, fits in find_fits(terms.values(), both.values()).items():
        judgement = terms[id].judgement
        assert judgement.verdict in OPPOSED
        for fit in fits:
            assert fit.value in {statement.value for statement in judgement.decisive}
            cases = {
                statement.claim.report.condition
                for statement in judgement.decisive
                if statement.value == fit.value
            }
            assert any(
                judgement.term.kind.relation(fit.value, claim.value) is Relation.SAME
                and claim.report.condition in cases
                for claim in both[fit.plan.plan.id].claims(judgement.term.id)
                if claim.report.draft == fit.plan.draft
            )
