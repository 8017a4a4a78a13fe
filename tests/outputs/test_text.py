"""`plancmp text`: paragraphs with their numbers, what is coded of each, and what is not yet."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from plancmp.domain.model import Topic, frozen
from plancmp.domain.reading import Lexicon, Mention
from plancmp.render.output_schema import output_schema
from tests.support.building import TERMS
from tests.support.datasets import CLIPPINGS, RENTS
from tests.support.golden_files import Golden
from tests.support.reading import read_csv
from tests.support.running import Ran, run_inside

PROPOSAL = """{"by": "A. Colleague", "reports": [{"plan": "draft", "topic": "costs",
 "article": "gazette-1", "quote": "Tenants welcomed it", "says": {"payer": "tenant"}}]}"""


@pytest.fixture
def rents(tmp_path: Path) -> Path:
    """The rents with their texts beside, and a proposal."""
    folder = tmp_path / "rents"
    shutil.copytree(RENTS, folder)
    shutil.copytree(CLIPPINGS, folder / "texts")
    (tmp_path / "proposal.json").write_text(PROPOSAL)
    assert run_inside("propose", str(tmp_path / "proposal.json"), "--data", str(folder)).status == 0
    return folder


def text(folder: Path, *args: str) -> Ran:
    return run_inside("text", *args, "--data", str(folder), COLUMNS="100")


@pytest.mark.parametrize("format", ["table", "markdown", "csv", "json", "html"])
def test_every_format(rents: Path, format: str, golden: Golden) -> None:
    ran = text(rents, "--all", "--format", format)
    assert (ran.status, ran.err) == (0, "")
    golden(f"text/all.{format}", ran.out)


def test_json_is_valid_and_csv_has_its_facts(rents: Path) -> None:
    told = json.loads(text(rents, "--all", "--format", "json").out)
    Draft202012Validator(output_schema()).validate(told)
    claims = [
        (article["article"], paragraph["paragraph"], claim["term"], claim["value"])
        for article in told["data"]["articles"]
        for paragraph in article["paragraphs"]
        for one in (*paragraph["coded"], *paragraph["proposed"])
        for claim in one["claims"]
    ]
    rows = read_csv(text(rents, "--all", "--format", "csv").out)
    in_csv = [
        (row["article"], int(row["paragraph"]), row["term"], row["value"])
        for row in rows
        if row["term"] and row["paragraph"]
    ]
    assert sorted(in_csv) == sorted(claims) != []


def test_a_paragraph_is_as_its_text_has_it(rents: Path) -> None:
    told = json.loads(text(rents, "gazette-1", "--format", "json").out)["data"]
    lines = (CLIPPINGS / "gazette.txt").read_text().splitlines()
    assert [p["text"] for p in told["articles"][0]["paragraphs"]] == [
        line for line in lines if line
    ]


def test_what_is_not_coded_yet(rents: Path) -> None:
    told = json.loads(text(rents, "gazette-1", "--uncoded", "--format", "json").out)["data"]
    left = {p["paragraph"]: p["mentions"] for p in told["articles"][0]["paragraphs"]}
    assert left == {1: [], 3: [{"topic": "costs", "words": ["Tenants"]}]}
    proposed = [p["proposed"] for p in told["articles"][0]["paragraphs"] if p["proposed"]]
    assert [(one["by"], one["plan"], one["topic"]) for (one,) in proposed] == [
        ("A. Colleague", "draft", "costs")
    ]


def test_what_is_proposed_is_counted_by_no_verdict(rents: Path) -> None:
    assert "tenant" not in run_inside("sources", "costs", "--data", str(rents)).out
    without = run_inside("conflicts", "--data", str(RENTS)).out
    assert run_inside("conflicts", "--data", str(rents)).out == without


@pytest.mark.parametrize(
    ("args", "status", "told"),
    [
        ([], 2, "name an article, or say --all"),
        (["gazette-1", "--all"], 2, "name an article, or say --all"),
        (["gazete-1"], 2, "no article is called gazete-1; did you mean gazette-1?"),
        (["courier-2"], 3, "the text of courier-2 is not at hand in"),
        (["courier-2"], 3, "the article has no sha256"),
        (["courier-1"], 3, "no file has its sha256"),
        (["gazette-1", "--texts", "nowhere"], 3, "nowhere is not a folder"),
    ],
)
def test_what_cannot_be_shown_is_told(rents: Path, args: list[str], status: int, told: str) -> None:
    ran = text(rents, *args)
    assert ran.status == status
    assert told in " ".join(ran.err.replace("│", " ").split())


def test_where_there_are_no_texts_or_no_articles_it_says_what_to_do(
    rents: Path, tmp_path: Path
) -> None:
    shutil.rmtree(rents / "texts")
    told = f"there is no folder {rents}/texts; --texts DIR names another"
    assert told in " ".join(text(rents, "--all").out.split())
    assert "there is no such folder; --texts DIR names another" in text(rents, "gazette-1").err
    assert "no folder" not in text(rents, "--all", "--texts", str(CLIPPINGS)).out
    bare = tmp_path / "bare"
    assert run_inside("new", "plan", "draft", "--data", str(bare)).status == 0
    ran = text(bare, "--all")
    assert (ran.status, ran.err) == (0, "")
    assert ran.out == "There are no articles yet; plancmp new article -h says how one is made.\n"


def test_a_proposal_that_is_broken_is_told_and_hides_nothing(rents: Path) -> None:
    (rents / "proposals/broken.json").write_text('{"by": ')
    ran = text(rents, "gazette-1")
    assert ran.status == 3
    assert "proposals/broken.json:1:8: syntax: this is not JSON: Expecting value" in ran.err
    assert "draft/costs · proposed by A. Colleague" in ran.out


def test_articles_are_completed(rents: Path) -> None:
    said = {
        "COMP_WORDS": f"plancmp --data {rents} text gaz",
        "COMP_CWORD": "4",
        "_PLANCMP_COMPLETE": "complete_bash",
    }
    assert run_inside(**said).out.split() == ["gazette-1"]


# What a paragraph speaks of


def topics(*ids: str) -> list[Topic]:
    return [Topic(id, id.title(), "g", frozen({"who": TERMS["who"]})) for id in ids]


def test_every_word_of_a_phrase_is_wanted_in_one_of_its_forms() -> None:
    lexicon = Lexicon(topics("army-size"))
    assert lexicon.mentions("The Armies' sizes") == ()
    assert lexicon.mentions("The size of the Army, of armies") == (
        Mention("army-size", ("size", "Army")),
    )
    assert lexicon.mentions("An army of men") == ()


def test_options_are_words_of_their_topic_unless_many_topics_have_them() -> None:
    assert Lexicon(topics("a1")).mentions("Rustem Umerov said") == (Mention("a1", ("Umerov",)),)
    assert Lexicon(topics("a1", "a2", "a3", "a4")).mentions("Rustem Umerov said") == ()


def test_no_word_is_found_within_another() -> None:
    assert Lexicon(topics("rent")).mentions("Current torrents, a rentable flat; rents") == (
        Mention("rent", ("rents",)),
    )
