"""Rows of evidence: what qualifies an answer stands with those who say it so, and nobody else."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from hypothesis import given

from plancmp.domain.model import Dataset, Plan, Provision
from plancmp.domain.positions import Statement, positions
from plancmp.domain.problems import Location
from plancmp.views import document as doc
from plancmp.views.references import References
from plancmp.views.voices import (
    by_answer,
    entry_lines,
    evidence,
    most_direct,
    phrase,
    said_by,
    voices,
)
from tests.support.building import NAMES, TERMS, dataset, plan, provision
from tests.support.made_reports import some_reports

WHO, PLAN = TERMS["who"], plan("p", ("first", "last"))
RUSSIA: dict[str, Any] = {"says": {"who": "russia"}}


def text(spans: doc.Line) -> str:
    return "".join(span.text for span in spans)


def made(*reports: dict[str, Any]) -> tuple[Dataset, tuple[Statement, ...]]:
    of: Provision = provision(reports, PLAN)
    return dataset(of), positions(of, NAMES)["who"]


def rows(data: Dataset, of: Plan, said: Sequence[Statement]) -> list[tuple[str, str]]:
    found = evidence(data, of, WHO, said, References())
    return [("".join(map(text, answer)), text(by)) for answer, (by,), _ in found]


def test_a_hedge_and_an_inference_stand_with_who_makes_them() -> None:
    data, said = made(
        {"by": "axios", **RUSSIA},
        {"by": "rt", "hedge": "reportedly", **RUSSIA},
        {"by": "post", "inferred": "yes", **RUSSIA},
    )
    assert rows(data, PLAN, said) == [
        ("russia", "AXIOS [1]"),
        ("russia (“reportedly”)", "RT [2]"),
        ("russia (inferred)", "POST [3]"),
    ]
    assert [text(spans) for spans in entry_lines(data, WHO, said, References())] == [
        *("russia", "AXIOS [1]"),
        *("russia (“reportedly”)", "RT [2]"),
        *("russia (inferred)", "POST [3]"),
    ]
    assert most_direct(reversed(said)).outlet == "axios"


@given(some_reports)
def test_all_of_one_answer_and_of_one_voice_are_qualified_alike(
    reports: list[dict[str, Any]],
) -> None:
    for said in positions(provision(reports, PLAN), NAMES).values():
        for parts in (by_answer(said), voices(said)):
            assert sorted(map(id, said)) == sorted(id(s) for part in parts for s in part.statements)
            for part in parts:
                told = [s.claim.report for s in part.statements]
                assert len({(r.hedge, r.inferred, r.condition, r.draft) for r in told}) == 1


def test_a_phrase_points_to_its_article_where_a_voice_has_several() -> None:
    _, said = made({"by": "rt", "in": "one", **RUSSIA}, {"by": "rt", "in": "other", **RUSSIA})
    references = References()
    for statement in said:
        references.number(statement.claim.report.article)
    one, other = said
    report = other.claim.report._replace(quote="wrote it all", location=Location("f", 2))
    quoted = other._replace(claim=other.claim._replace(report=report))
    (alone,) = voices([quoted])
    (both,) = voices([one, quoted])
    assert [text(spans) for spans in phrase(alone.statements, references)] == ["“wrote it all”"]
    assert [text(spans) for spans in phrase(both.statements, references)] == ["“wrote it all” [2]"]


def test_who_quotes_two_together_is_said_to() -> None:
    together = {"by": "wsj", "via": ["axios", "reuters"], **RUSSIA}
    alone = {"by": "unnamed", "via": ["axios"], **RUSSIA}
    of = provision([together, alone], PLAN)
    data = dataset(of)
    said = positions(of, ["axios"])["who"]
    assert said_by(data, said) == "AXIOS, as quoted by UNNAMED and WSJ (together with REUTERS)"
    assert said_by(data, said[1:]) == "AXIOS, as quoted by WSJ together with REUTERS"
    assert said_by(data, said[:1]) == "AXIOS, as quoted by UNNAMED"


def at(statement: Statement, **where: Any) -> Statement:
    """The statement as another passage says it."""
    report = statement.claim.report._replace(**where)
    return statement._replace(claim=statement.claim._replace(report=report))


def test_a_voice_of_one_article_has_all_its_paragraphs_and_of_several_none() -> None:
    data, (axios, rt) = made({"by": "axios", **RUSSIA}, {"by": "rt", **RUSSIA})
    said = [at(axios, paragraph=number) for number in (5, 3, 5)]
    assert rows(data, PLAN, [*said, rt]) == [("russia", "AXIOS ¶3, ¶5 [1]"), ("", "RT [2]")]
    other = axios.claim.report.article._replace(id="other")
    elsewhere = at(axios, paragraph=5, article=other, location=Location("other"))
    assert rows(data, PLAN, [said[0], elsewhere]) == [("russia", "AXIOS [1][2]")]
