"""Quotes against texts: what is verified, what is not, and what is said of it."""

from __future__ import annotations

import json
import os
import shutil
import string
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from plancmp.data import article_texts
from plancmp.data.folder import DataFolder, shipped
from plancmp.data.whole_plans import load_plans
from plancmp.domain import quotes
from plancmp.domain.folding import fold
from plancmp.domain.model import Dataset
from plancmp.domain.quotes import Outcome
from plancmp.domain.texts import Difference, Passage, Text, differences, nearest, text_of
from tests.support import casebook
from tests.support.datasets import CHECKOUT, CLIPPINGS, DATA, RENTS, SHIPPED
from tests.support.golden_files import Golden
from tests.support.running import Run

SHARED = Path(os.environ.get("PLANCMP_SHARED") or CHECKOUT.parent / "shared") / "articles"

needs_articles = pytest.mark.skipif(
    not SHARED.is_dir(),
    reason="the texts of the five articles are not at hand (PLANCMP_SHARED says where)",
)


def held(dataset: Dataset, found: Iterable[Text]) -> list[quotes.QuoteCheck]:
    return [quote for article in quotes.verify(dataset, found) for quote in article.quotes]


def a_text(content: str) -> Text:
    return text_of("a.txt", content)


@pytest.fixture(scope="session")
def shipped_quotes() -> list[quotes.QuoteCheck]:
    """The quotes of the shipped data, held against the texts they were taken from."""
    folder = DataFolder(shipped())
    dataset = load_plans(folder, folder.plans).dataset
    known = {article.sha256 for article in dataset.articles.values()}
    return held(dataset, article_texts.read_texts(SHARED, known).named)


@needs_articles
def test_every_quote_of_the_five_articles_stands_where_it_is_claimed(
    shipped_quotes: list[quotes.QuoteCheck],
) -> None:
    assert len(shipped_quotes) > 100
    assert [quote for quote in shipped_quotes if quote.outcome is not Outcome.VERIFIED] == []


@needs_articles
@given(st.data())
def test_one_letter_changed_in_any_quote_is_found(
    shipped_quotes: list[quotes.QuoteCheck], data: st.DataObject
) -> None:
    finding = data.draw(st.sampled_from(shipped_quotes))
    quote = finding.report.quote
    place = data.draw(st.sampled_from([i for i, sign in enumerate(quote) if sign.isalnum()]))
    letter = data.draw(st.sampled_from(string.ascii_letters + string.digits))
    assume(letter != quote[place])
    changed = quote[:place] + letter + quote[place + 1 :]
    assert finding.text is not None
    assert finding.report.paragraph not in finding.text.where(changed)


@needs_articles
def test_one_letter_dropped_or_doubled_in_any_quote_is_found(
    shipped_quotes: list[quotes.QuoteCheck],
) -> None:
    for finding in shipped_quotes:
        quote = finding.report.quote
        assert finding.text is not None
        for place, sign in enumerate(quote):
            if sign.isalpha():
                doubled = quote[:place] + sign + quote[place:]
                assert finding.text.where(doubled) == (), doubled
                dropped = quote[:place] + quote[place + 1 :]
                if len(fold(dropped).split()) == len(fold(quote).split()):
                    assert finding.report.paragraph not in finding.text.where(dropped), dropped


words = st.lists(st.text("abcde", min_size=1, max_size=6), min_size=1, max_size=12)


@given(st.lists(words, min_size=1, max_size=5), st.data())
def test_what_was_cut_from_a_text_stands_in_it_and_with_a_letter_changed_it_does_not(
    lines: list[list[str]], data: st.DataObject
) -> None:
    text = a_text("\n\n".join(" ".join(line) for line in lines))
    number = data.draw(st.integers(1, len(lines)))
    line = lines[number - 1]
    start = data.draw(st.integers(0, len(line) - 1))
    end = data.draw(st.integers(start + 1, len(line)))
    quote = " ".join(line[start:end])
    assert number in text.where(quote)
    place = data.draw(st.sampled_from([i for i, sign in enumerate(quote) if sign != " "]))
    assert text.where(quote[:place] + "Z" + quote[place + 1 :]) == ()


@pytest.mark.parametrize("case", casebook.each("quotes.yaml"))
def test_where_a_quote_stands(case: Any) -> None:
    held_against = a_text(case["text"])
    for quote in case.get("stands", ()):
        assert held_against.where(quote), quote
    for quote in case.get("does-not", ()):
        assert not held_against.where(quote), quote


def test_paragraphs_are_the_non_empty_lines() -> None:
    text = a_text("one\r\n\r\n  \t\n\u200b\n two  words \rthree\n")
    assert text.folded.split("\n") == ["one", "two words", "three"]


def test_a_quote_of_signs_alone_is_found_or_not() -> None:
    assert a_text("What ?!").where("?!") == (1,)
    assert a_text("What?!").where("?!") == ()


def test_the_nearest_passage_and_how_it_differs() -> None:
    text = a_text("Nothing here.\nIt would cap all rents at three percent, they said.")
    quote = "would cap rents at four percent"
    near = nearest(quote, text, None)
    assert near == Passage(2, "would cap all rents at three percent", 2)
    assert differences(quote, near.words) == (
        Difference("", "all"),
        Difference("four", "three"),
    )
    assert nearest("quite another matter", text, None) is None


@pytest.mark.parametrize(
    ("text", "quote", "words", "differences_are"),
    [
        ("Up to 1,100 billion in", "100 billion in", "1,100 billion in", [("100", "1,100")]),
        ("किराया योजना के तहत", "किराया योजन", "किराया योजना", [("योजन", "योजना")]),
        (
            "政府提出将房租上限定为百分之三，",
            "房租上限定为百分之五",
            "房租上限定为百分之三",
            [("五", "三")],
        ),
        ("รัฐบาลจำกัดค่าเช่าไว้ที่สาม", "จำกัดค่าเช่าไว้ที่ห้า", "จำกัดค่าเช่าไว้ที่สา", [("ห้", "ส")]),
        ("it cost 1 100 dollars", "100 dollars", "1 100 dollars", [("", "1")]),
        ("it fell by -5%, they", "by -5", "by -5%", [("-5", "-5%")]),
        ("would have 5 billion euros", "have 5", "have 5 billion", [("", "billion")]),
        ("for 3 – 5 years in all", "5 years", "3 - 5 years", [("", "3 -")]),
        (
            "a “non”-nuclear state",
            "nuclear state",
            'non"-nuclear state',
            [("nuclear", 'non"-nuclear')],
        ),
    ],
)
def test_the_nearest_passage_in_any_script(
    text: str, quote: str, words: str, differences_are: list[tuple[str, str]]
) -> None:
    held_against = a_text(text)
    assert not held_against.where(quote)
    near = nearest(quote, held_against, None)
    assert near is not None
    assert near.words == words
    assert list(differences(quote, near.words)) == differences_are


@pytest.mark.parametrize(
    ("text", "quote", "difference"),
    [
        ("say rents - high and low, so", "rents—high and low", ("rents-high", "rents - high")),
        ("say rents—high and low, so", "rents - high and low", ("rents - high", "rents-high")),
    ],
)
def test_dashes_with_spaces_and_without_differ_in_these_alone(
    text: str, quote: str, difference: tuple[str, str]
) -> None:
    near = nearest(quote, a_text(text), None)
    assert near is not None
    assert differences(quote, near.words) == (difference,)


@pytest.mark.parametrize(
    ("text", "quote", "look_alikes"),
    [
        ("It is the Crіmea deal", "the Crimea deal", [("i", "\u0456")]),
        ("It is the Crimea deal", "the Crіmeа deal", [("\u0456", "i"), ("\u0430", "a")]),
        ("au temps du СССР", "CCCP", [("C", "\u0421"), ("P", "\u0420")]),
        ("it is Київ now", "it is Kyiv now", []),
        ("the Ⅳ corps left", "the IV corps", [("IV", "Ⅳ")]),
        ("مى گويد که", "می گوید که", [("\u06cc", "\u0649"), ("\u06cc", "\u064a")]),
        ("It is the Crimean deal", "the Crimea deal", []),
        ("It is the naïve deal", "the naive deal", []),
    ],
)
def test_signs_that_look_alike_are_told(
    text: str, quote: str, look_alikes: list[tuple[str, str]]
) -> None:
    near = nearest(quote, a_text(text), None)
    assert near is not None
    found = differences(quote, near.words)
    assert [pair for each in found for pair in each.look_alikes] == look_alikes


def test_a_sign_that_looks_like_another_is_named(run: Run, tmp_path: Path) -> None:
    shutil.copytree(RENTS, tmp_path / "rents")
    file = tmp_path / "rents/plans/draft/cap.yaml"
    file.write_text(file.read_text().replace("a gift to nobody", "a gift to nоbody"))
    options = ("--data", str(tmp_path / "rents"), "--texts", str(CLIPPINGS), "--width", "250")
    told = run("verify", *options).out
    assert "U+006F (latin small letter o)" in told
    assert "U+043E (cyrillic small letter o)" in told


def test_a_quote_over_lines_is_told_with_them() -> None:
    text = a_text("First.\n\nIt would cap rents at three\npercent a year,\nthey said. 房租\n上限定")
    assert text.over_lines("rents at three percent") == Passage(2, "rents at three percent", 3)
    assert text.over_lines("three percent a year, they said") == Passage(
        2, "three percent a year, they said", 4
    )
    assert text.over_lines("房租上限") == Passage(4, "房租上限", 5)
    assert text.over_lines("ree percent") is None
    assert text.over_lines("rents at four percent") is None


def test_of_very_many_passages_equally_near_the_one_in_the_paragraph_claimed_is_shown() -> None:
    text = a_text("cap the rents now\n" * 5_000)
    for claimed in (4_321, 2):
        near = nearest("cap the rent now", text, claimed)
        assert near == Passage(claimed, "cap the rents now", claimed)


def test_of_two_passages_equally_near_the_one_in_the_paragraph_claimed_is_shown() -> None:
    text = a_text("cap the rents now\nsomething else\ncap the rents now")
    assert nearest("cap the rent now", text, 3) == Passage(3, "cap the rents now", 3)
    assert nearest("cap the rent now", text, None) == Passage(1, "cap the rents now", 1)


def test_every_outcome(run: Run, golden: Golden) -> None:
    for width in (60, 100):
        ran = run("verify", "--data", str(RENTS), "--texts", str(CLIPPINGS), "--width", str(width))
        assert (ran.status, ran.err) == (1, "")
        golden(f"verify/table-{width}.txt", ran.out)
    for name in ("csv", "markdown", "json"):
        ran = run("verify", "--data", str(RENTS), "--texts", str(CLIPPINGS), "--format", name)
        assert (ran.status, ran.err) == (1, "")
        golden(f"verify/{name}.txt", ran.out)
    assert {quote["outcome"] for quote in json.loads(ran.out)["data"]["quotes"]} == {
        outcome.value for outcome in Outcome
    }


def test_a_text_that_is_not_at_hand_is_counted_and_contradicts_nothing(
    run: Run, tmp_path: Path
) -> None:
    ran = run("verify", "--data", str(RENTS), "--texts", str(tmp_path))
    assert ran.status == 0
    assert ran.out.startswith("0 of 8 quotes verified, 8 not-at-hand\n")


def test_texts_none_of_which_is_an_articles_are_no_check(run: Run, tmp_path: Path) -> None:
    """Nothing was checked, though it was asked for: no gate is green."""
    (tmp_path / "other.txt").write_text("quite another matter\n")
    ran = run("verify", "--data", str(RENTS), "--texts", str(tmp_path))
    assert ran.status == 1
    assert ran.out.startswith("0 of 8 quotes verified, 8 not-at-hand\n")
    assert "Nothing was checked: of 1 file, none is an article's text." in ran.out


@needs_articles
def test_one_text_at_hand_is_a_check(run: Run, tmp_path: Path) -> None:
    shutil.copy(min(SHARED.glob("*.txt")), tmp_path)
    (tmp_path / "other.txt").write_text("quite another matter\n")
    ran = run("verify", "--data", str(SHIPPED), "--texts", str(tmp_path))
    assert ran.status == 0
    assert " not-at-hand\n" in ran.out
    assert "Nothing was checked" not in ran.out


@pytest.mark.parametrize(
    ("quote", "said"),
    [
        ("one two three four five six seven eight nine ten —", ""),
        ("one two three — four five six seven eight nine ten eleven", "the quote has 11 words"),
        ("房租上限" * 7, ""),
        ("房租上限" * 8, "the quote is as long as 11 words"),
    ],
)
def test_a_quote_is_long_by_its_words_or_its_letters(
    run: Run, tmp_path: Path, quote: str, said: str
) -> None:
    shutil.copytree(RENTS, tmp_path / "rents")
    file = tmp_path / "rents/plans/draft/cap.yaml"
    file.write_text(file.read_text().replace("a gift to nobody", quote))
    told = run("check", "--data", str(tmp_path / "rents")).out
    assert ("long-quote" in told) == bool(said)
    assert said in told


def test_an_article_without_a_fingerprint_is_told_which_text_may_be_its_own(
    run: Run, tmp_path: Path
) -> None:
    shutil.copytree(str(RENTS), tmp_path / "rents")
    article = tmp_path / "rents/articles/herald-1.yaml"
    lines = article.read_text().splitlines(keepends=True)
    article.write_text("".join(line for line in lines if "sha256" not in line))
    ran = run(
        "verify", "--data", str(tmp_path / "rents"), "--texts", str(CLIPPINGS), "--format", "json"
    )
    quotes = json.loads(ran.out)["data"]["quotes"]
    assert {q["outcome"] for q in quotes if q["article"] == "herald-1"} == {"not-at-hand"}
    ran = run(
        "verify", "--data", str(tmp_path / "rents"), "--texts", str(CLIPPINGS), "--width", "200"
    )
    assert "the article has no sha256 (is it herald.txt?)" in ran.out


def test_the_fingerprint_is_the_line_to_paste(run: Run) -> None:
    ran = run("verify", "--fingerprint", f"{CLIPPINGS!s}/gazette.txt")
    article = (DATA / "rents/articles/gazette-1.yaml").read_text()
    assert ran.status == 0
    assert ran.out.startswith("sha256: ")
    assert ran.out in article


def test_what_cannot_be_read_is_said(run: Run, tmp_path: Path) -> None:
    ran = run("verify", "--fingerprint", str(tmp_path / "none"))
    assert ran.status == 3
    assert ran.err == f"plancmp: {tmp_path}/none cannot be read: no such file or directory\n"
    ran = run("verify", "--texts", str(tmp_path / "none"))
    assert (ran.status, ran.err) == (3, f"plancmp: {tmp_path}/none is not a folder\n")
    assert run("verify").status == 2


def test_files_that_are_no_texts_are_skipped_and_told(tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep/a.txt").write_text("some words\n")
    (tmp_path / "link").symlink_to("nowhere")
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "picture").write_bytes(b"\xff\xfe")
    with (tmp_path / "large").open("wb") as large:
        large.truncate(article_texts.MAX_TEXT_BYTES + 1)
    found = article_texts.read_texts(tmp_path, frozenset())
    assert [text.name for text in found.others] == ["deep/a.txt"]
    assert found.named == ()
    assert found.files == 5
    assert found.passed_over == (
        "large: has 16,777,217 bytes; allowed: a file of at most 16,777,216 bytes",
        "link: is not a regular file",
        "picture: is not UTF-8",
        "pipe: is not a regular file",
    )


def test_a_text_is_found_by_its_fingerprint_whatever_it_is_called(tmp_path: Path, run: Run) -> None:
    (tmp_path / "x").mkdir()
    (tmp_path / "x/renamed").write_bytes((Path(str(CLIPPINGS)) / "gazette.txt").read_bytes())
    ran = run("verify", "--data", str(RENTS), "--texts", str(tmp_path), "--format", "json")
    assert json.loads(ran.out)["data"]["verified"] == 1
