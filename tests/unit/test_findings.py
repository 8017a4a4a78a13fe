"""What judgements add up to: findings and their ids, single origins, who is there and who is not."""

from __future__ import annotations

import re
from collections.abc import Mapping

import pytest

from plancmp.domain.coverage import Contested, coverage, total
from plancmp.domain.findings import (
    JudgedTerm,
    Part,
    SoleOrigin,
    beside,
    by_weight,
    contested,
    findings,
    merge,
    parts,
    same_finding,
    silence,
    sole_origins,
    unreported_points,
)
from plancmp.domain.model import WHOLE, Topic
from plancmp.domain.overall import set_beside
from plancmp.domain.problems import Location
from plancmp.domain.verdicts import Verdict
from plancmp.views.brief_parts import Read, read_line
from tests.support.building import (
    NAMES,
    OTHER_TOPIC,
    TOPIC,
    article,
    dataset,
    judge_provision,
    plan,
    provision,
)

OPPOSED = [
    {"by": "rt", "says": {"who": "russia"}},
    {"by": "post", "says": {"who": "ukraine", "size": "5"}},
]


def test_an_id_is_of_plan_topic_and_term_whoever_is_compared_and_whatever_they_say() -> None:
    broader = [OPPOSED[0], {"by": "post", "says": {"who": "umerov"}}]
    made = (dataset(provision(reports)) for reports in (OPPOSED, OPPOSED[::-1], broader))
    ids = {findings(given, names).terms[0].id for given in made for names in (NAMES, NAMES[::-1])}
    (id,) = ids
    assert re.fullmatch("f[0-9a-f]{7}", id)
    assert findings(dataset(provision(OPPOSED, plan("q"))), NAMES).terms[0].id != id


def test_findings_of_several_plans_stand_by_severity() -> None:
    disputed = [
        {"by": "rt", "speaker": speaker, "says": {"who": who}}
        for speaker, who in (("one", "russia"), ("another", "ukraine"))
    ]
    found = [
        findings(dataset(provision(reports, plan(name))), NAMES)
        for name, reports in (("p", disputed), ("q", OPPOSED), ("r", []))
    ]
    merged = merge(found)
    assert (merged.plans, merged.provisions) == (("p", "q", "r"), 3)
    assert [(term.provision.plan.id, term.judgement.verdict) for term in merged.terms] == [
        ("q", Verdict.CONFLICT),
        ("p", Verdict.DISPUTED),
    ]


def test_all_who_give_an_answer_that_is_opposed_are_told_and_nobody_else() -> None:
    given = provision(
        [
            *OPPOSED,
            {"by": "post", "speaker": "another", "says": {"who": "russia"}},
            {"by": "post", "draft": "first", "says": {"who": "russia"}},
            {"by": "axios", "says": {"who": "unspecified"}},
        ],
        plan("p", drafts=("first", "last")),
    )
    (who, _) = judge_provision(dataset(given), given, NAMES).terms
    assert who.verdict is Verdict.CONFLICT
    told = [(s.outlet, s.claim.report.speaker, s.claim.report.draft) for s in contested(who)]
    assert sorted(told) == [("post", "", "last"), ("post", "another", "last"), ("rt", "", "last")]


def test_what_rests_on_one_origin_stands_by_how_much_it_is() -> None:
    given = provision([*OPPOSED, {"by": "axios", "via": ["post"], "says": {"size": "5"}}])
    made = dataset(given)
    whole = judge_provision(made, given, NAMES)
    (post,) = sole_origins(made, [whole])
    assert isinstance(post, SoleOrigin)
    assert post.origin == {"post"}
    assert [term.judgement.term.id for term in post.terms] == ["size"]
    unknown = made.outlets["post"]._replace(unidentified=True)
    assert sole_origins(made._replace(outlets={**made.outlets, "post": unknown}), [whole]) == ()


@pytest.mark.parametrize(
    ("via", "expected"),
    [
        ([["post"], ["post", "text"]], [{"post"}]),
        ([["post"], ["post", "wsj"]], []),
        ([["post", "wsj"], ["post", "wsj"]], []),
        ([["post", "wsj"]], []),
    ],
)
def test_of_what_several_are_credited_with_it_is_not_said_that_it_falls_with_one(
    via: list[list[str]], expected: list[set[str]]
) -> None:
    said = [
        {"by": by, "via": credit, "says": {"who": "russia"}}
        for by, credit in zip(("rt", "axios"), via, strict=False)
    ]
    given = provision(said)
    made = dataset(given)
    whole = judge_provision(made, given, NAMES)
    assert [sole.origin for sole in sole_origins(made, [whole])] == expected


def test_what_one_outlet_disputes_with_itself_rests_on_all_who_speak_of_it() -> None:
    given = provision(
        [
            {"by": "post", "speaker": "one", "says": {"who": "russia"}},
            {"by": "post", "speaker": "another", "says": {"who": "umerov"}},
            {"by": "rt", "says": {"who": "unspecified"}},
        ]
    )
    made = dataset(given)
    whole = judge_provision(made, given, NAMES)
    assert whole.verdict is Verdict.DISPUTED
    assert sole_origins(made, [whole]) == ()


def test_who_does_not_speak_and_why() -> None:
    given = provision([{"by": "rt", "via": ["axios"], "says": {"who": "russia"}}])
    read = [article("post")._replace(read=WHOLE), article("reuters")]
    made = dataset(given, articles=read)
    compared = ["axios", "post", "menafn", "reuters"]
    whole = judge_provision(made, given, compared)
    assert silence("p", [whole], "post").silent == ("pact",)
    assert silence("p", [whole], "reuters").not_found == ("pact",)
    assert silence("p", [whole], "menafn").no_article == ("pact",)
    assert silence("q", [whole], "post").provisions == 0
    assert parts(whole) == {"axios": Part(Verdict.SINGLE, 1, quoted=True)}


def test_outlets_not_compared_stand_beside() -> None:
    given = provision(OPPOSED)
    reports = (r._replace(location=Location("f", n)) for n, r in enumerate(given.reports, 1))
    given = given._replace(reports=tuple(reports))
    made = dataset(given)
    one, over_all = (judge_provision(made, given, names) for names in (["rt"], NAMES))
    (beside,) = set_beside([one], [over_all])
    assert (beside.compared.verdict, beside.overall.verdict) == (Verdict.SINGLE, Verdict.CONFLICT)
    assert [(term.term.id, [s.outlet for s in said]) for term, said in beside.others] == [
        ("who", ["post"]),
        ("size", ["post"]),
    ]


def test_points_that_nobody_reports() -> None:
    of = plan()._replace(points=4)
    numbered = provision([], of)._replace(points=(2,))
    made = dataset(numbered)._replace(unread=frozenset({("p", 3), ("q", 1)}))
    assert unreported_points(made, of) == (1, 4)
    assert unreported_points(dataset(provision([], of)), of) == ()
    several = numbered._replace(points=(2, 4))
    assert unreported_points(dataset(several), of) == (1, 3)
    assert unreported_points(dataset(several)._replace(unread=frozenset({("p", None)})), of) == ()


def test_of_one_verdict_the_last_draft_what_is_said_outright_and_by_many_come_first() -> None:
    def judged(name: str, *reports: Mapping[str, object]) -> JudgedTerm:
        of = plan(name, drafts=("first", "last"))
        return findings(dataset(provision(reports, of)), NAMES).terms[0]

    opposed = [{"by": "rt", "says": {"who": "russia"}}, {"by": "post", "says": {"who": "ukraine"}}]
    many = judged("many", *opposed, {"by": "axios", "says": {"who": "ukraine"}})
    few = judged("few", *opposed)
    inferred = judged("inferred", opposed[0], {**opposed[1], "inferred": True})
    earlier = judged("earlier", *({**each, "draft": "first"} for each in opposed))
    order = sorted([earlier, inferred, few, many], key=by_weight)
    assert [found.provision.plan.id for found in order] == ["many", "few", "inferred", "earlier"]


def test_beside_a_contradiction_stands_what_differs_on_the_same_provision_alone() -> None:
    detail = {"by": "rt", "says": {"size": "from 3 to 5"}}
    opposed = provision([*OPPOSED, detail])
    elsewhere = provision([*OPPOSED, detail], plan("q"))
    every = findings(dataset(opposed, elsewhere), NAMES).terms
    (first, _) = (found for found in every if found.judgement.verdict is Verdict.CONFLICT)
    also = beside(first, every)
    assert also
    assert (also.provision.id, also.judgement.term.id) == (first.provision.id, "size")
    assert beside(also, every) is None
    assert beside(first, [first]) is None


def test_beside_the_plans_story_nothing_else_is_told() -> None:
    story = TOPIC._replace(group="process")
    detail = {"by": "rt", "says": {"size": "from 3 to 5"}}
    every = findings(dataset(provision([*OPPOSED, detail], topic=story)), NAMES).terms
    assert [found.judgement.verdict for found in every] == [Verdict.CONFLICT, Verdict.DIFFERS]
    assert beside(every[0], every) is None


def test_two_outlets_are_contested_on_what_they_contradict_each_other_on_and_nothing_else() -> None:
    harmless = provision([{"by": outlet, "says": {"size": "4"}} for outlet in ("rt", "post")])
    found = coverage(dataset(provision(OPPOSED)), NAMES)
    assert [(pair.one, pair.other, pair.contested) for pair in found.pairs] == [
        ("rt", "post", (Contested("p", TOPIC.id, TOPIC.title, False),))
    ]
    agreed = coverage(dataset(harmless), NAMES)
    assert [pair.contested for pair in agreed.pairs] == [()]
    both = total([found, coverage(dataset(provision(OPPOSED, plan("q"))), NAMES)], NAMES)
    assert [each.plan for pair in both.pairs for each in pair.contested] == ["p", "q"]


def test_who_prints_both_sides_contradicts_nobody_who_prints_one() -> None:
    both = {"by": "post", "speaker": "an aide", "says": {"who": "russia"}}
    found = coverage(dataset(provision([*OPPOSED, both])), NAMES)
    assert [(pair.one, pair.other, pair.contested) for pair in found.pairs] == [("rt", "post", ())]
    earlier = {"by": "post", "draft": "first", "says": {"who": "russia"}}
    drafts = plan("p", ["first", "last"])
    found = coverage(dataset(provision([*OPPOSED, earlier], drafts)), NAMES)
    assert [bool(pair.contested) for pair in found.pairs] == [True]


@pytest.mark.parametrize(
    "other", [{}, {"condition": "in war"}, {"hedge": "perhaps"}, {"plan": "q"}]
)
def test_findings_alike_are_so_with_all_that_qualifies_them(other: dict[str, str]) -> None:
    def finding(topic: Topic, more: dict[str, str]) -> JudgedTerm:
        of_plan = plan(more.get("plan", "p"))
        said = [
            {"by": "rt", **more, "says": {"who": "russia"}},
            {"by": "post", **more, "says": {"who": "umerov"}},
        ]
        of = provision(said, of_plan, topic)
        return JudgedTerm(of, judge_provision(dataset(of), of, NAMES).terms[0])

    one, another = finding(TOPIC, {}), finding(OTHER_TOPIC, other)
    assert (same_finding(one) == same_finding(another)) is not bool(other)


@pytest.mark.parametrize(("inferred", "told"), [(0, "0 are inferred"), (1, "1 is inferred")])
def test_how_many_are_inferred(inferred: int, told: str) -> None:
    read = Read(2, 1, answers=3, with_quote=3, inferred=inferred, through_others={})
    assert told in "".join(span.text for span in read_line(dataset(), read))
