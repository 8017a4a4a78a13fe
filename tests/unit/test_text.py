"""What is printed as it is, and what is spelled."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plancmp.text import (
    did_you_mean,
    is_printable,
    join_words,
    json_text,
    listed,
    nearest,
    none_called,
    unsafe,
    visible,
)


@pytest.mark.parametrize(
    "text",
    [
        "روزنامه می\u200cگوید",
        "News 👨\u200d👩\u200d👧",
        "👩🏽\u200d⚕\ufe0f",
        "ന്\u200d",
        "क्\u200dष",
        "ශ්\u200dරී ලංකා",
        "❤\ufe0f",
        "1\ufe0f\u20e3",
        "葛\U000e0100",
        "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
        "cafe\u0301",
    ],
)
def test_what_joins_or_forms_signs_stands_where_it_belongs(text: str) -> None:
    assert visible(text) == text


@pytest.mark.parametrize(
    ("text", "spelled"),
    [
        ("a\u200cb", "a\\u200cb"),
        ("a\u200db", "a\\u200db"),
        ("👨\u200d", "👨\\u200d"),
        ("می\u200c", "می\\u200c"),
        ("a\u202eb", "a\\u202eb"),
        ("\u2066هـ\u2069", "\\u2066هـ\\u2069"),
        ("Miet\xadpreis", "Miet\\xadpreis"),
        ("x\ufe0f", "x\\ufe0f"),
        ("\u3164", "\\u3164"),
        ("🏴\U000e0067\U000e0062", "🏴\\U000e0067\\U000e0062"),
        ("a\u034fb", "a\\u034fb"),
        ("\u200b" * 1000, "\\u200b×1000"),
        ("\u200b\u200b\u200b", "\\u200b" * 3),
        ("\u200b\u200c" * 1000, "\\u200b\\u200c" * 6 + "… (1,988 more)"),
        ("\u200b\u200c" * 6, "\\u200b\\u200c" * 6),
    ],
)
def test_what_is_not_seen_or_misleads_is_spelled(text: str, spelled: str) -> None:
    assert visible(text) == spelled


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_what_can_be_printed_is_left_as_it_is(text: str) -> None:
    assert not unsafe().search(visible(text))
    if is_printable(text):
        assert visible(text) == text


@given(st.text())
def test_json_says_the_same_and_steers_no_terminal(text: str) -> None:
    written = json_text({"told": text})
    assert json.loads(written) == {"told": text}
    assert not unsafe().search(written)


def test_long_lists_say_how_many_more_there_are() -> None:
    words = [f"w{number}" for number in range(100)]
    assert listed(words[:4]) == "w0, w1, w2, w3"
    assert listed(words).endswith("w29, 70 more")
    assert join_words(words).endswith("w29 or 70 more")


def test_a_near_word_is_found_among_very_many() -> None:
    words = [f"option-{number}" for number in range(5000)]
    assert did_you_mean("umeorv", [*words, "umerov"]) == "did you mean umerov?"
    assert did_you_mean("umeorv", words) == ""


def test_the_beginning_of_few_names_is_meant_for_them_and_that_of_many_for_none() -> None:
    points = [f"point-{number}" for number in range(1, 29)]
    assert nearest("nov", ["april", "november"]) == ("november",)
    assert nearest("europ", ["european-24", "european"]) == ("european", "european-24")
    assert nearest("point-", points) == ()
    assert nearest("point-2", points)[0] == "point-2"
    assert nearest("nov", ["november", *(f"word-{number}" for number in range(200))]) == (
        "november",
    )


NAMES = st.lists(st.from_regex(r"[a-z]{1,5}(-[a-z]{1,5})?", fullmatch=True), unique=True)


@given(st.text("abz- ", max_size=6), NAMES)
def test_a_wrong_name_is_told_in_words_that_never_list_many(name: str, known: list[str]) -> None:
    told = none_called("plan", name, known, "MANY", "NONE")
    begins = f"no plan is called {name}; " if name.strip() else "no plan has an empty name; "
    assert told.startswith(begins)
    rest = told.removeprefix(begins)
    assert sum(word in known for word in rest.replace(",", "").replace("?", "").split()) <= 8
    if len(known) > 8:
        assert rest == "MANY" or rest.startswith("did you mean ")
    if not known:
        assert rest == "NONE"
