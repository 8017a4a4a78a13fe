"""Search finds words by their beginnings, whatever their accents and case, and says where."""

from __future__ import annotations

import json
from typing import Any

import pytest

from plancmp.domain.search import folded
from tests.support.running import Run


def hits(run: Run, *words: str) -> list[Any]:
    ran = run("search", *words, "--format", "json")
    assert ran.status == 0
    found: list[Any] = json.loads(ran.out)["data"]["hits"]
    return found


def ids(run: Run, *words: str) -> list[str]:
    return [hit["id"] for hit in hits(run, *words)]


@pytest.mark.parametrize(
    ("text", "word", "found"),
    [
        ("Agence Côtière", "cotiere", ["Côtière"]),
        ("façade", "FAÇADE", ["façade"]),
        ("Straße", "STRASSE", ["Straße"]),
        ("report", "port", []),
        ("port, report, ports", "port", ["port", "port"]),
        ("U.S.-made", "made", ["made"]),
        ("防波堤の内側での漁", "漁", ["漁"]),
        ("point 26", "6", []),
        ("Łódź, Ørsted", "Lodz", ["Łódź"]),
        ("Łódź, Ørsted", "orsted", ["Ørsted"]),
        ("60 tỷ Đồng", "dong", ["Đồng"]),
        ("about 100,000 men", "100000", ["100,000"]),
        ("about 100000 men", "100,000", ["100000"]),
        ("points 12,13", "13", ["13"]),
        ("ﬁnal offer", "final", ["ﬁnal"]),
        ("İstanbul", "istanbul", ["İstanbul"]),
        ("aa aaa", "aa", ["aa", "aa"]),
        ("<b>& sons", "<b>&", ["<b>&"]),
        ("the draft’s aims", "draft's aims", ["draft’s aims"]),
        ("the draft's aims", "draft\u02bcs", ["draft's"]),
        ("a “full” stop", '"full"', ["“full”"]),
        ("«full»", '"full"', ["«full»"]),
        ("Miet\u00adpreis\u00adbremse", "mietpreisbremse", ["Miet\u00adpreis\u00adbremse"]),
        ("1990–1995 — all", "1990-1995 -- all", ["1990–1995 — all"]),
        ("a--b", "a—b", ["a--b"]),
        ("frozen-assets", "frozen assets", ["frozen-assets"]),
        ("frozen assets", "frozen-assets", ["frozen assets"]),
        ("a\u00a0wide\u3000space", "wide space", ["wide\u3000space"]),
        ("cafe\u0301 au lait", "café", ["cafe\u0301"]),
        ("قال\u200cها", "قالها", ["قال\u200cها"]),
        ("oﬃcial", "official", ["oﬃcial"]),
    ],
)
def test_where_a_word_stands_its_signs_folded_as_verify_folds_them(
    text: str, word: str, found: list[str]
) -> None:
    places = folded(text).places(folded(word).text)
    assert [text[start:end] for start, end in places] == found


def test_all_words_must_stand_in_the_same_hit(run: Run) -> None:
    one, other = set(ids(run, "ferries")), set(ids(run, "fishing-boats"))
    assert set(ids(run, "ferries", "fishing-boats")) == one & other != set()
    assert ids(run, "ferries", "nowhere-at-all") == []


def test_words_in_quotation_marks_are_one(run: Run) -> None:
    assert "autumn/fishing" in ids(run, "on the quay")
    assert "autumn/fishing" in ids(run, "quay", "the", "on")
    assert "autumn/fishing" not in ids(run, "the on quay")


@pytest.mark.parametrize(
    "words", ['"on the quay"', "“on the quay”", "«on the quay»", '" on the quay "']
)
def test_marks_of_quotation_that_the_shell_left_are_no_part_of_words(run: Run, words: str) -> None:
    assert ids(run, words) == ids(run, "on the quay") != []
    assert ids(run, words.replace("on the", "the on")) == []


def test_every_kind_of_place_is_searched(run: Run) -> None:
    def whats(*words: str) -> set[str]:
        return {match["what"] for hit in hits(run, *words) for match in hit["matches"]}

    assert "speaker" in whats("港長")
    assert "quote" in whats("防波堤")
    assert "value" in whats("круглый")
    assert "note" in whats("He said so twice")
    assert "question" in whats("Is fishing allowed")
    assert "title" in whats("Tolls on merchant ships")
    assert "name" in whats("Harbour Courier")
    assert "note" in whats("twice as wide")


def test_a_hit_says_how_to_go_on(run: Run) -> None:
    for hit in hits(run, "courier"):
        for command in hit["go_on"]:
            program, *args = command.split()
            assert program == "plancmp"
            assert run(*args).status == 0


@pytest.mark.parametrize("word", ["Autumn", "pilots", "Courier", "tolls"])
def test_whatever_is_found_is_shown_with_its_title_and_how_to_go_on(run: Run, word: str) -> None:
    shown = run("search", word).out
    for hit in hits(run, word):
        assert all(command in shown for command in hit["go_on"])


def test_what_touches_is_marked_as_one(run: Run) -> None:
    assert "**ferries**" in run("search", "ferries", "fer", "--format", "markdown").out


@pytest.mark.parametrize("word", ['"', '""', '" "', "-", "…", " ", ""])
def test_what_holds_no_word_is_not_searched_for(run: Run, word: str) -> None:
    for words in ([word], ["ferries", word]):
        ran = run("search", *words)
        assert (ran.status, ran.out) == (2, "")
        assert "so there is nothing to search for; plancmp search -h says more" in ran.err


def test_nothing_found_says_which_word_is_nowhere(run: Run) -> None:
    ran = run("search", "fishng", "ferries")
    assert ran.status == 0
    assert ran.out.startswith("Nothing holds fishng and ferries together.\n")
    assert "fishng: nowhere; did you mean fishing?\n" in ran.out
    assert "ferries: by itself in " in ran.out


def test_what_was_found_is_marked(run: Run) -> None:
    assert "<mark>mole</mark>" in run("search", "MOLE", "--format", "html").out
    assert "**mole**" in run("search", "MOLE", "--format", "markdown").out
