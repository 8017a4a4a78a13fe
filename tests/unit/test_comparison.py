"""Changes: a table of cases for every change, each tried both ways."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pytest

from plancmp.domain.comparison import Change, Comparison, TermChange, compare
from plancmp.domain.model import GROUPS_APART, PlanDraft, Provision, Topic
from tests.support.building import (
    NAMES,
    OTHER_TOPIC,
    TOPIC,
    assert_mirrored,
    compared,
    dataset,
    mirrored,
    plan,
    provision,
)
from tests.support.casebook import each
from tests.support.made_reports import DRAFTS

SIDES = ("before", "after")


def sides(case: Mapping[str, Any]) -> list[list[Provision]]:
    return [
        [provision(case.get(side, []), plan(side, case.get(f"drafts-{side}", ())))]
        for side in SIDES
    ]


def of_case(case: Mapping[str, Any], *, turned: bool = False) -> Comparison:
    drafts = [case.get(f"draft-{side}") for side in SIDES]
    both = list(zip(sides(case), drafts, strict=True))
    (before, one), (after, other) = both[::-1] if turned else both
    return compared(before, after, case.get("compared", NAMES), (one, other))


@pytest.mark.parametrize("case", each("diffs.yaml"))
def test_case(case: Mapping[str, Any]) -> None:
    (topic,) = of_case(case).changes
    terms = {term.term.id: term for term in topic.terms}
    assert (terms[case["term"]] if "term" in case else topic).change == case["change"]
    if "terms" in case:
        assert {id: term.change for id, term in terms.items()} == case["terms"]
    if "sources" in case:
        term = terms[case["term"]]
        assert str(len(term.before.origins)) == case["sources"]["before"]
        assert str(len(term.after.origins)) == case["sources"]["after"]
    if "elsewhere" in case:
        assert list(elsewhere(terms[case["term"]])) == case["elsewhere"]


def elsewhere(term: TermChange) -> Iterator[str]:
    for side in (term.before, term.after):
        for entry in side.elsewhere:
            other = side.entries or term.change is Change.OTHER_DRAFT
            draft = f" of {entry.draft}" if other else ""
            for statement in entry.statements:
                yield f"{term.term.kind.text(entry.value)} by {statement.outlet}{draft}"


@pytest.mark.parametrize("case", each("diffs.yaml"))
def test_case_the_other_way_round(case: Mapping[str, Any]) -> None:
    assert_mirrored(of_case(case), of_case(case, turned=True))


def test_every_change_has_a_case() -> None:
    assert {case.values[0]["change"] for case in each("diffs.yaml")} == {c.value for c in Change}


# Topics


def test_topics_stand_in_the_order_of_the_later_plan_and_those_it_lacks_after_them() -> None:
    before = [said(topic, "before") for topic in (TOPIC, OTHER_TOPIC)]
    comparison = compared(before, [said(OTHER_TOPIC, "after")])
    assert [topic.topic.id for topic in comparison.changes] == ["toll", "pact"]


def test_a_topic_on_which_no_compared_outlet_speaks_is_named_apart() -> None:
    comparison = compared([said(TOPIC, "before")], [said(TOPIC, "after")], ["post"])
    assert (comparison.changes, comparison.not_compared) == ((), (TOPIC,))


def test_only_topics_that_are_asked_for_are_compared() -> None:
    both = [said(topic, "before") for topic in (TOPIC, OTHER_TOPIC)]
    of = PlanDraft(both[0].plan, "")
    comparison = compare(dataset(*both), of, of, ["rt"], {"toll"})
    assert [topic.topic.id for topic in comparison.changes] == ["toll"]
    assert compare(dataset(*both), of, of, ["post"], {"toll"}).not_compared == (OTHER_TOPIC,)


RELATED = TOPIC._replace(id="treaty", related=("toll",))


@pytest.mark.parametrize(
    ("before", "after", "related"),
    [
        ([RELATED], [OTHER_TOPIC], {"treaty": ["toll"], "toll": ["treaty"]}),
        ([RELATED], [RELATED, OTHER_TOPIC], {"treaty": [], "toll": ["treaty"]}),
        ([TOPIC], [OTHER_TOPIC], {"pact": [], "toll": []}),
        ([RELATED], [TOPIC], {"treaty": [], "pact": []}),
    ],
)
def test_beside_a_topic_of_one_plan_stand_the_related_that_the_other_reports(
    before: Sequence[Topic], after: Sequence[Topic], related: Mapping[str, Sequence[str]]
) -> None:
    comparison = compared(
        [said(topic, "before") for topic in before], [said(topic, "after") for topic in after]
    )
    found = {t.topic.id: [other.id for other in t.related] for t in comparison.changes}
    assert found == related


def test_related_is_what_anyone_reports_of_the_draft() -> None:
    last = plan("after", DRAFTS)
    toll = {"by": "post", "says": {"who": "russia"}}
    for draft, expected in (("first", ()), ("last", (OTHER_TOPIC,))):
        other = provision([{**toll, "draft": draft}], last, OTHER_TOPIC)
        (topic,) = compared([said(RELATED, "before")], [other], ["rt"]).changes
        assert topic.related == expected


def test_of_two_drafts_of_a_plan_neither_is_another_draft_of_the_other() -> None:
    of = plan("p", ("first", "second", "last"))
    reports = [
        {"by": "rt", "draft": "first", "says": {"size": "5"}},
        {"by": "rt", "draft": "second", "says": {"who": "russia"}},
        {"by": "rt", "draft": "last", "says": {"words": "red"}},
    ]
    both = [provision(reports, of)]
    for drafts, expected in (
        (("first", "last"), {"size": Change.ONLY_BEFORE, "words": Change.ONLY_AFTER}),
        (("second", "last"), {"who": Change.ONLY_BEFORE, "words": Change.ONLY_AFTER}),
    ):
        (topic,) = compared(both, both, drafts=drafts).changes
        assert {term.term.id: term.change for term in topic.terms} == expected


def said(topic: Topic, of: str) -> Provision:
    return provision([{"by": "rt", "says": {"who": "russia"}}], plan(of), topic)


@pytest.mark.parametrize("group", ["process", "reactions"])
def test_what_belongs_to_the_story_of_a_plan_is_apart(group: str) -> None:
    of = [said(OTHER_TOPIC._replace(group=group), side) for side in SIDES]
    (apart,), (counted,) = (
        compared([before], [after]).changes
        for before, after in (of, [said(TOPIC, side) for side in SIDES])
    )
    assert group in GROUPS_APART
    assert (apart.apart, counted.apart) == (True, False)


def test_mirroring_twice_gives_the_change_back() -> None:
    assert [mirrored(mirrored(change)) for change in Change] == list(Change)
