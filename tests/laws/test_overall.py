"""Beside what the outlets compared say on a question stands all that the others say on it."""

from __future__ import annotations

from typing import Any

from hypothesis import given

from plancmp.domain.overall import set_beside
from plancmp.domain.problems import Location
from plancmp.domain.verdicts import ProvisionJudgement
from tests.support.building import NAMES, dataset, judge_provision, plan, provision
from tests.support.made_reports import DRAFTS, outlets, some_reports


def claims(judged: ProvisionJudgement) -> set[tuple[str, Location]]:
    return {(t.term.id, s.claim.report.key) for t in judged.terms for s in t.statements}


@given(some_reports, outlets)
def test_every_claim_stands_in_one_of_the_two(
    reports: list[dict[str, Any]], compared: list[str]
) -> None:
    made = provision(reports, plan("p", DRAFTS))
    placed = (r._replace(location=Location("f", n)) for n, r in enumerate(made.reports, 1))
    made = made._replace(reports=tuple(placed))
    data = dataset(made)
    one, over_all = (
        judge_provision(data, made, names)
        for names in (compared, [*compared, *(n for n in NAMES if n not in compared)])
    )
    (beside,) = set_beside([one], [over_all])
    others = {(t.term.id, s.claim.report.key) for t, said in beside.others for s in said}
    assert claims(one) & others == set()
    assert claims(over_all) <= claims(one) | others
