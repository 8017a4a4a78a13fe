"""The outlets compared: by whatever name they are asked for, else those that report most."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from plancmp.domain.compared import (
    MOST,
    choose,
    compared_on,
    count_provisions,
    find_outlet,
    judge_each_plan,
)
from plancmp.domain.hidden import NOTHING_HIDDEN, Hidden, Unseen, hidden_together, with_hidden
from plancmp.domain.model import Dataset, Outlet, frozen
from plancmp.domain.problems import PlancmpError
from plancmp.views.hidden_data import hidden_data
from tests.support import building
from tests.support.building import OTHER_TOPIC, TOPIC, article, dataset, plan, provision

OUTLETS = frozen(
    {
        outlet.id: outlet
        for outlet in (
            Outlet("nypost", "New York Post", "the Post", "newspaper"),
            Outlet("wpost", "Washington Post", "the Post", "newspaper"),
            Outlet("agence", "Agence Côtière", "Agence", "agency"),
            Outlet("mayak", "Маяк Велламо", "Маяк", "broadcaster"),
            Outlet("the", "Agence", "The", "site"),
        )
    }
)


@pytest.mark.parametrize(
    ("name", "id"),
    [
        ("nypost", "nypost"),
        ("New York Post", "nypost"),
        ("new york  post", "nypost"),
        ("NYPOST", "nypost"),
        ("agence cotiere", "agence"),
        ("AGENCE CÔTIÈRE", "agence"),
        ("маяк", "mayak"),
        ("agence", "agence"),
    ],
)
def test_an_outlet_is_found_by_id_name_or_short_name(name: str, id: str) -> None:
    assert find_outlet(name, OUTLETS) == id


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("The Post", "several outlets are called The Post: nypost and wpost"),
        ("Agence", "several outlets are called Agence: agence and the"),
        ("New York Pist", "no outlet is called New York Pist; did you mean nypost?"),
        ("new y", "no outlet is called new y; did you mean nypost?"),
        ("", "no outlet has an empty name; there are nypost, wpost, agence, mayak and the"),
        ("maiak", "no outlet is called maiak; did you mean mayak?"),
        ("x", "no outlet is called x; there are nypost, wpost, agence, mayak and the"),
    ],
)
def test_a_name_of_several_or_of_none_is_refused(name: str, message: str) -> None:
    with pytest.raises(PlancmpError) as refused:
        find_outlet(name, OUTLETS)
    assert str(refused.value) == message


ALL = tuple(building.OUTLETS)


def chosen(of: Dataset, *asked: str) -> tuple[Sequence[str], Sequence[str]]:
    data, outlets = choose(of, asked, lambda: [count_provisions(of)])
    return outlets, data.left_out


UNCHOSEN = dataset(
    provision([{"by": by, "says": {"who": "russia"}} for by in ("rt", "post", "post")]),
    provision([{"by": by, "says": {"who": "russia"}} for by in ("rt", "wsj")], topic=OTHER_TOPIC),
    articles=[article("menafn"), article("axios", "q")],
)._replace(compared=())


def test_where_nobody_chooses_those_with_an_article_are_compared_the_most_reporting_first() -> None:
    """That of provisions, not of claims; those of other plans are passed over."""
    assert chosen(UNCHOSEN) == (("rt", "post", "wsj", "menafn"), ())
    assert count_provisions(UNCHOSEN) == {"rt": 2, "post": 1, "wsj": 1, "menafn": 0}


def test_so_many_are_compared_where_nobody_chooses_and_the_others_are_named() -> None:
    ids = [f"o{number}" for number in range(MOST + 2)]
    many = UNCHOSEN._replace(
        outlets=frozen({id: Outlet(id, id, id, "site") for id in ids}),
        articles=frozen({id: article(id) for id in ids}),
        provisions=(provision([{"by": ids[-1], "says": {"who": "russia"}}]),),
    )
    assert chosen(many) == ((ids[-1], *ids[: MOST - 1]), tuple(ids[MOST - 1 : -1]))


def test_who_chooses_leaves_nothing_out() -> None:
    named = UNCHOSEN._replace(compared=("wsj", "rt"))
    assert chosen(named) == (("wsj", "rt"), ())
    assert chosen(UNCHOSEN, "RT", "rt", "Axios") == (("rt", "axios"), ())
    everyone, left_out = chosen(named, "all")
    assert everyone[:2] == ("wsj", "rt")
    assert (sorted(everyone), left_out) == (sorted(ALL), ())


def of_plans(compared: Sequence[str]) -> Dataset:
    """Two plans, each of which names an outlet: on `p` America is told of by that of `q`."""
    said = [{"by": by, "says": {"who": who}} for by, who in (("rt", "russia"), ("wsj", "america"))]
    plans = (plan("p")._replace(outlets=("rt",)), plan("q")._replace(outlets=("post", "wsj", "rt")))
    return dataset(*(provision(said, each) for each in plans))._replace(compared=tuple(compared))


def test_those_that_a_plan_names_are_compared_on_it_alone_after_those_of_the_data() -> None:
    named = of_plans(["axios"])
    assert compared_on(named, ["p"]) == ("axios", "rt")
    assert compared_on(named, ["q"]) == ("axios", "post", "wsj", "rt")
    assert compared_on(named, ["q", "p"]) == ("axios", "post", "wsj", "rt")
    assert compared_on(named) == ("axios", "rt", "post", "wsj")
    assert compared_on(named, ["p"], ["WSJ"]) == ("wsj",)
    assert compared_on(named, ["p"], ["all"])[:2] == ("axios", "rt")
    assert chosen(named) == (compared_on(named), ())


def test_where_the_data_names_none_those_of_a_plan_are_not_asked() -> None:
    assert compared_on(of_plans([]), ["p"]) == ("rt", "wsj")


def test_each_plan_is_judged_over_those_compared_on_it() -> None:
    judged = {
        one.provision.plan.id: (over_all.verdict, one.verdict)
        for over_all, one in judge_each_plan(of_plans(["axios"]))
    }
    assert judged == {"p": ("conflict", "single"), "q": ("conflict", "conflict")}


def test_without_articles_the_first_outlets_are_compared() -> None:
    assert chosen(UNCHOSEN._replace(articles=frozen({}), provisions=())) == (ALL[:MOST], ALL[MOST:])


def test_what_the_choice_hides_are_the_conflicts_of_others() -> None:
    said = [("rt", "russia"), ("post", "america"), ("wsj", "ukraine")]
    data = dataset(
        provision([{"by": by, "says": {"who": who}} for by, who in said], plan()),
        provision([{"by": by, "says": {"who": who}} for by, who in said[:2]], topic=OTHER_TOPIC),
    )
    for outlets, expected in (
        (["rt"], ["pact", "toll"]),
        (["rt", "wsj"], ["toll"]),
        (["rt", "post"], []),
        (ALL, []),
    ):
        found = with_hidden(data, outlets).hidden
        assert [unseen.topic.id for unseen in found.unseen] == expected
        assert (found.outlets, found.conflicts) == (len(ALL), 2)
        for unseen in found.unseen:
            against = {str(s.outlet) for s in unseen.against}
            assert against
            assert against.isdisjoint(outlets)


def test_what_others_say_against_is_what_nobody_compared_says() -> None:
    said = [("rt", "russia"), ("post", "america"), ("wsj", "russia"), ("axios", "america")]
    data = dataset(provision([{"by": by, "says": {"who": who}} for by, who in said], plan()))
    (unseen,) = with_hidden(data, ["rt"]).hidden.unseen
    assert [statement.outlet for statement in unseen.against] == ["axios", "post"]
    assert with_hidden(data, ["rt"]).hidden.against(unseen.id) == unseen.against
    assert with_hidden(data, ["rt"]).hidden.against("f0") == ()
    hides = hidden_data(with_hidden(data, ["rt"]).hidden)
    assert hides
    assert hides["findings"] == [unseen.id]
    (against,) = hides["against"]
    assert (against["id"], against["plan"], against["term"]) == (unseen.id, "p", "who")
    (value,) = against["values"]
    assert (value["text"], value["draft"]) == ("america", None)
    assert [claim["outlet"] for claim in value["claims"]] == ["axios", "post"]


BESIDE: list[tuple[dict[str, Any], bool]] = [
    ({"says": {"who": "america"}}, True),
    ({"says": {"who": "russia"}}, False),
    ({"says": {"who": "america"}, "draft": "first"}, False),
    ({"says": {"who": "america"}, "condition": "if it rains"}, False),
]


@pytest.mark.parametrize(("other", "excludes"), BESIDE)
def test_nobody_is_said_to_contradict_who_does_not(other: dict[str, Any], excludes: bool) -> None:
    """Of the same draft and case, whatever two others make of each other."""
    third = {**other, "by": "wsj", "says": {"who": "ukraine"}}
    said = [{"by": "rt", "says": {"who": "russia"}}, {**other, "by": "post"}, third]
    data = dataset(provision(said, plan("p", drafts=("first", "last"))))
    found = [s.outlet for unseen in with_hidden(data, ["rt"]).hidden.unseen for s in unseen.against]
    assert ("post" in found) == excludes


def test_what_is_hidden_of_several_plans_adds_up() -> None:
    (term, *_) = TOPIC.terms.values()
    one = Hidden(4, 2, (Unseen("f1", "p", TOPIC, term),))
    other = Hidden(4, 1, (Unseen("f2", "q", OTHER_TOPIC, term),))
    assert hidden_together([one, Hidden(4), other]) == (4, 3, (*one.unseen, *other.unseen))
    assert hidden_together([]) == NOTHING_HIDDEN
