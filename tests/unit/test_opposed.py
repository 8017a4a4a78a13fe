"""Answers set against each other: what stands on one side may all be true, and time goes one way."""

from __future__ import annotations

from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plancmp.domain.model import Plan
from plancmp.domain.opposed import camps, stages
from plancmp.domain.positions import Statement, positions
from plancmp.domain.values import Relation
from plancmp.domain.verdicts import Verdict, judge_provisions
from plancmp.render import Settings, renderer
from plancmp.views.marks import verdict_badge
from plancmp.views.opposed import in_words
from plancmp.views.sources import SourcesView
from tests.support.building import NAMES, TERMS, dataset, plan, provision

DRAFTS = ("first", "second", "last")
WHO, HANDED = TERMS["who"], TERMS["handed"]
PLAN: Plan = plan("p", DRAFTS)

said = st.fixed_dictionaries(
    {
        "by": st.sampled_from(NAMES),
        "draft": st.sampled_from(DRAFTS),
        "on": st.sampled_from(["2025-11-19", "2025-11-20", "2025-11-21"]),
        "says": st.fixed_dictionaries(
            {
                "who": st.sampled_from(["ukraine", "umerov", "office", "russia", "america"]),
                "handed": st.sampled_from(["yes", "no"]),
            }
        ),
    }
)
some = st.lists(said, min_size=1, max_size=8)


def statements(reports: list[dict[str, object]], term: str) -> tuple[Statement, ...]:
    return positions(provision(reports, PLAN), NAMES)[term]


@given(some)
def test_in_a_camp_no_two_exclude_each_other_and_none_is_lost(
    reports: list[dict[str, object]],
) -> None:
    given_ = statements(reports, "who")
    found = camps(WHO, given_)
    assert sorted(map(id, given_)) == sorted(id(s) for camp in found for s in camp)
    for camp in found:
        values = {statement.value for statement in camp}
        for one, other in combinations(values, 2):
            assert WHO.kind.relation(one, other) is not Relation.DISJOINT
    # a camp is begun only by what another excludes
    for index, camp in enumerate(found):
        for earlier in found[:index]:
            assert any(
                WHO.kind.relation(camp[0].value, other.value) is Relation.DISJOINT
                for other in earlier
            )


@given(some)
def test_stages_go_by_draft_and_day_and_each_says_something_else_than_the_one_before(
    reports: list[dict[str, object]],
) -> None:
    for term, evolving in ((WHO, False), (HANDED, True)):
        given_ = statements(reports, term.id)
        found = stages(term, DRAFTS, given_)
        assert sorted(map(id, given_)) == sorted(id(s) for stage in found for s in stage)
        order = [
            (
                DRAFTS.index(statement.claim.report.draft),
                statement.claim.report.date if evolving else None,
            )
            for stage in found
            for statement in stage
        ]
        assert order == sorted(order, key=str)
        answers = [{statement.value for statement in stage} for stage in found]
        assert all(one != other for one, other in pairwise(answers))


@pytest.mark.parametrize(
    ("via", "badge"),
    [
        (["wsj"], "“ 1 source, repeated"),
        (["wsj", "text"], "“ 1 source, repeated"),
        (["wsj", "reuters"], "“ perhaps 1 source, repeated"),
        (["unnamed"], "“ perhaps 1 source, repeated"),
    ],
)
def test_where_it_is_not_known_to_be_one_source_the_badge_says_so(
    via: list[str], badge: str
) -> None:
    said = [{"by": "rt", "via": ["wsj"]}, {"by": "post", "via": via}]
    data = dataset(provision([{**each, "says": {"who": "russia"}} for each in said]))
    (judged,) = judge_provisions(data, data.provisions, NAMES)
    assert "".join(span.text for span in verdict_badge(judged.terms[0])) == badge
    perhaps = "perhaps " if "perhaps" in badge else ""
    around = renderer("table")(SourcesView(data, [judged], [judged], NAMES), Settings())
    assert f"2 outlets, {perhaps}1 independent source: " in around
    told = [
        {**each, "says": {"who": who}}
        for each, who in zip(said, ("russia", "ukraine"), strict=True)
    ]
    data = dataset(provision(told))
    (judged,) = judge_provisions(data, data.provisions, NAMES)
    if judged.verdict is Verdict.VARIANT:
        words = "".join(span.text for span in verdict_badge(judged.terms[0]))
        assert words == badge.replace("“", "≈").replace(
            "1 source, repeated", "one source, told 2 ways"
        )


@pytest.mark.parametrize(
    ("said", "badge", "words"),
    [
        (["2025-11-20 no", "2025-11-21 yes"], "» changed since 20 Nov 2025", "no → yes"),
        (["2025-11-20 no", " yes"], "» of days not all known", "no / yes"),
        ([" no", " yes"], "» of days not all known", "no / yes"),
        (
            ["2025-11-20 no", "2025-11-21 yes", " no"],
            "» changed since 20 Nov 2025",
            "no → yes / no",
        ),
        (["2025-11-20 no", "2025-11-21 no", " yes"], "» of days not all known", "no / yes"),
    ],
)
def test_what_is_of_no_known_day_is_not_said_to_have_come_later(
    said: list[str], badge: str, words: str
) -> None:
    reports = []
    for by, (day, value) in zip(NAMES, (each.split(" ") for each in said), strict=False):
        reports.append({"by": by, "on": day, "says": {"handed": value}})
    data = dataset(provision(reports))
    (judged,) = judge_provisions(data, data.provisions, NAMES)
    (term,) = judged.terms
    assert "".join(span.text for span in verdict_badge(term)) == badge
    assert in_words(judged.provision.plan, term) == words
