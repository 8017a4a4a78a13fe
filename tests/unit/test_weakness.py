"""In which ways an answer rests on little."""

from __future__ import annotations

from typing import Any

import pytest

from plancmp.domain.verdicts import judge_provisions
from plancmp.domain.weakness import Weakness, is_unnamed, weak_terms
from plancmp.views.weak import WeakView
from tests.support.building import NAMES, dataset, plan, provision

ALWAYS = {Weakness.READ_IN_PART, Weakness.NO_QUOTE}
"""Of reports made for tests, whose articles have no text and no quote."""


@pytest.mark.parametrize(
    ("reports", "expected"),
    [
        ([{"by": "axios"}], {Weakness.ONE_ORIGIN}),
        ([{"by": "axios"}, {"by": "rt"}], set()),
        ([{"by": "axios"}, {"by": "rt", "via": ["axios"]}], {Weakness.ONE_ORIGIN}),
        ([{"by": "axios"}, {"by": "rt", "via": ["unnamed"]}], {Weakness.NO_SECOND}),
        ([{"by": "rt", "via": ["unnamed"]}], {Weakness.NO_SECOND}),
        ([{"by": "rt", "via": ["unnamed"]}] * 2, {Weakness.NO_SECOND}),
        ([{"by": "axios"}, {"by": "rt", "via": ["axios", "reuters"]}], {Weakness.NO_SECOND}),
        ([{"by": "axios"}, {"by": "rt"}, {"by": "menafn", "via": ["unnamed"]}], set()),
        (
            [{"by": "axios", "speaker": "an official"}],
            {Weakness.ONE_ORIGIN, Weakness.ONE_UNNAMED},
        ),
        ([{"by": "axios", "speaker": "Rustem Umerov"}], {Weakness.ONE_ORIGIN}),
        ([{"by": by, "speaker": "an official"} for by in ("axios", "rt")], set()),
        ([{"by": "axios", "speaker": "an official"}, {"by": "rt"}], set()),
    ],
)
def test_what_an_answer_rests_on(reports: list[dict[str, Any]], expected: set[Weakness]) -> None:
    said = [{**report, "says": {"who": "russia"}} for report in reports]
    data = dataset(provision(said))
    (found,) = weak_terms(data, judge_provisions(data, data.provisions, NAMES))
    assert set(found.weaknesses) == expected | ALWAYS


@pytest.mark.parametrize("via", ["axios", "unnamed"])
def test_table_and_json_say_alike_whether_it_is_known_to_be_one_source(via: str) -> None:
    says = {"who": "russia"}
    of = provision([{"by": "axios", "says": says}, {"by": "rt", "via": [via], "says": says}])
    data = dataset(of)
    judged = judge_provisions(data, data.provisions, NAMES)
    view = WeakView(data, of.plan, judged, NAMES)
    told, counts = str(list(view.blocks())), view.data()["counts"]
    known = via == "axios"
    assert ("all of it goes back to one source" in told) == known
    assert ("it is not known to come from more than one source" in told) != known
    assert (counts["one-origin"], counts["no-second-origin"]) == (known, not known)


def test_what_is_said_of_another_draft_supports_nothing() -> None:
    said = [
        {"by": by, "draft": draft, "says": {"who": "russia"}}
        for by, draft in (("axios", "leak"), ("rt", "signed"))
    ]
    data = dataset(provision(said, plan("p", drafts=("leak", "signed"))))
    judged = judge_provisions(data, data.provisions, NAMES)
    found = weak_terms(data, judged)
    view = WeakView(data, data.provisions[0].plan, judged, NAMES)
    assert "'2 answers'" in str(list(view.screen()))  # to one question
    assert [weak.draft for weak in found] == ["leak", "signed"]
    assert all(Weakness.ONE_ORIGIN in weak.weaknesses for weak in found)


@pytest.mark.parametrize(
    "speaker",
    [
        *("", "Rustem Umerov", "Trump", "Kaja Kallas, EU policy chief", "the Kremlin"),
        *("People's Deputy Oleksiy Goncharenko", "A. Yermak", "Two Rivers Group"),
        *("Rustem Umerov (secretary of the council)", "Marco Rubio and others"),
        *("foreign minister Oda Brandt", "прем’єр-міністр Остап Рудий", "محمد الأمين", "习近平"),
    ],
)
def test_a_speaker_who_may_be_named(speaker: str) -> None:
    assert not is_unnamed(speaker)


@pytest.mark.parametrize(
    "speaker",
    [
        *("US official", "one of the officials", "Ukrainian official", "senior official, on X"),
        *(
            "a source of the Wall Street Journal",
            "sources who spoke to Axios",
            "Two aides of Trump",
        ),
        *("співрозмовник видання в уряді", "the site's editor"),
    ],
)
def test_a_speaker_without_a_name(speaker: str) -> None:
    assert is_unnamed(speaker)
