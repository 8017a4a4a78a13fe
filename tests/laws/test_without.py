"""Without an outlet, what rests on it alone is gone and nothing else; up to a day, what came later."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plancmp.domain.findings import judged_terms, new_since
from plancmp.domain.model import WHOLE, Dataset, frozen
from plancmp.domain.verdicts import Verdict, judge_provisions
from plancmp.domain.without import until, without
from tests.support.building import NAMES, OUTLETS
from tests.support.made_reports import PUBLISHERS, dataset_of, some_reports

gone = st.lists(st.sampled_from([*PUBLISHERS, "wsj"]), max_size=2, unique=True)


def count(data: Dataset) -> int:
    return sum(len(provision.reports) for provision in data.provisions)


@given(some_reports, gone)
def test_no_verdict_rests_on_an_outlet_that_is_left_out(
    reports: list[dict[str, Any]], outlets: list[str]
) -> None:
    left = without(dataset_of(reports), outlets)
    for judged in judge_provisions(left, left.provisions, [n for n in NAMES if n not in outlets]):
        for term in judged.terms:
            for statement in term.statements:
                assert statement.claim.outlet not in outlets
            assert not any(origin and origin <= set(outlets) for origin in term.all_origins)


@given(some_reports, gone)
def test_who_reports_only_what_is_left_out_is_not_said_to_report_nothing(
    reports: list[dict[str, Any]], outlets: list[str]
) -> None:
    whole = dataset_of(reports)
    read = {id: article._replace(read=WHOLE) for id, article in whole.articles.items()}
    left = without(whole._replace(articles=frozen(read)), outlets)
    named = [name for name in PUBLISHERS if name not in outlets]
    (judged,) = judge_provisions(left, left.provisions, named)
    quiet = {*judged.silent, *judged.not_found, *judged.not_covering}
    said = {report.article.outlet for report in whole.provisions[0].reports} & set(named)
    assert quiet.isdisjoint(said)
    assert said <= {*judged.speaking, *judged.fallen}
    assert quiet.isdisjoint(judged.fallen)
    assert set(judged.fallen).isdisjoint(judged.speaking)
    if said and not judged.speaking:
        assert judged.verdict is Verdict.NOT_FOUND


@given(some_reports, gone, gone)
def test_what_is_left_out_in_two_steps_is_left_out_in_one(
    reports: list[dict[str, Any]], one: list[str], other: list[str]
) -> None:
    data = dataset_of(reports)
    together = without(data, list(dict.fromkeys([*one, *other])))
    assert count(together) <= count(without(without(data, one), other))


@given(some_reports)
def test_without_nobody_the_data_is_the_same(reports: list[dict[str, Any]]) -> None:
    data = dataset_of(reports)
    assert without(data, []) is data
    assert count(without(data, ["menafn"])) <= count(data)


@pytest.mark.parametrize(
    ("report", "outlet", "stays"),
    [
        ({"by": "rt"}, "rt", False),
        ({"by": "rt", "via": ["wsj"]}, "wsj", False),
        ({"by": "rt", "via": ["wsj"]}, "axios", True),
        ({"by": "rt", "via": ["wsj", "axios"]}, "wsj", True),
    ],
    ids=["its own", "relayed by another", "of another", "a joint credit"],
)
def test_what_an_outlet_carries(report: dict[str, Any], outlet: str, *, stays: bool) -> None:
    data = dataset_of([{**report, "draft": "last", "says": {"who": "russia"}}])
    assert (count(without(data, [outlet])) == 1) is stays


@given(some_reports, st.dates(date(2025, 11, 19), date(2025, 11, 22)))
def test_up_to_a_day_are_the_articles_of_no_day_and_no_later_one(
    reports: list[dict[str, Any]], day: date
) -> None:
    data = dataset_of(reports)
    kept = [r.article.date for p in until(data, day).provisions for r in p.reports]
    every = [r.article.date for p in data.provisions for r in p.reports]
    assert kept == [when for when in every if when is None or when <= day]


@given(some_reports)
def test_nothing_is_new_since_the_last_article(reports: list[dict[str, Any]]) -> None:
    data = dataset_of(reports)
    terms = list(judged_terms(judge_provisions(data, data.provisions, list(OUTLETS))))
    assert not new_since(data, terms, list(OUTLETS), date(2025, 11, 21))
    statements = [statement for term in terms for statement in term.judgement.statements]
    if all(statement.claim.report.article.date for statement in statements):
        assert len(new_since(data, terms, list(OUTLETS), date(2025, 11, 1))) == len(terms)
