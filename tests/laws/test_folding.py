"""What must hold of folding, and of quotes cut out of a text or changed."""

from __future__ import annotations

import unicodedata
from unittest import mock

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from plancmp.domain import search, word_ends
from plancmp.domain.folding import HYPHENS, SHAPES, fold, shaped, shaped_lines, word_count
from plancmp.domain.texts import nearest, text_of

signs = st.sampled_from([*SHAPES, *HYPHENS, " ", "\u00a0", "\u3000", "\n", "a", "i", "\u0301", "5"])
written = st.text(st.one_of(signs, st.characters(codec="utf-8")))

WORDS = (
    *(
        "rents",
        "cap",
        "Ukraine’s",
        "can’t",
        "non-nuclear",
        "28-point",
        "ﬁnal",
        "naïve",
        "об’єднаний",
    ),
    *(
        "किराया",
        "योजना",
        "خطة",
        "שָׁלוֹם",
        "5",
        "-5",
        "3.5",
        "1,100",
        "$100",
        "7%",
        "€5m",
        "10–12",
        "²",
    ),
    *("twenty-five", "U.S.", "a", "“so”", "«так»", "(ex-president)", "x\u0304", "Miet\u00adpreis"),
    *("房租上限", "百分之三", "ค่าเช่า", "한국의"),
)
"""Words that no cut at a space between them harms: no number stands before one that could be its own."""
UNSPACED_WORDS = frozenset(("房租上限", "百分之三", "ค่าเช่า"))
lines = st.lists(st.sampled_from(WORDS), min_size=1, max_size=9)


@given(written)
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert shaped(shaped(text)) == shaped(text)
    assert shaped_lines(shaped_lines(text)) == shaped_lines(text)


@given(written)
def test_canonically_equivalent_texts_are_folded_alike(text: str) -> None:
    assert fold(unicodedata.normalize("NFD", text)) == fold(text)
    assert fold(unicodedata.normalize("NFC", text)) == fold(text)


@given(written)
def test_what_folding_makes_alike_is_alike_to_a_search(text: str) -> None:
    assert search.folded(fold(text)).text.split() == search.folded(text).text.split()


@given(st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S"))))
def test_letters_and_digits_are_never_lost(text: str) -> None:
    """But for ligatures, and letters that are apostrophes, they are what they were."""
    plain = "".join(sign for sign in text if sign not in SHAPES)
    kept = [sign for sign in unicodedata.normalize("NFC", plain) if sign.isalnum()]
    assert [sign for sign in fold(plain) if sign.isalnum()] == kept


@given(st.lists(lines, min_size=1, max_size=4), st.data())
def test_a_quote_cut_out_at_word_ends_stands(
    paragraphs: list[list[str]], data: st.DataObject
) -> None:
    text = text_of("a.txt", "\n\n".join(map(" ".join, paragraphs)))
    number = data.draw(st.integers(1, len(paragraphs)))
    words = paragraphs[number - 1]
    start = data.draw(st.integers(0, len(words) - 1))
    end = data.draw(st.integers(start + 1, len(words)))
    assert number in text.where(" ".join(words[start:end]))


@given(lines, st.data(), st.sampled_from("bXé09²+%.,$?房"))
def test_a_quote_with_a_letter_digit_or_sign_changed_does_not_stand(
    words: list[str], data: st.DataObject, other: str
) -> None:
    """Unless it stands elsewhere as it is now."""
    line = unicodedata.normalize("NFC", " ".join(words))
    place = data.draw(st.integers(0, len(line) - 1))
    assume(line[place] not in {*SHAPES, *HYPHENS})
    put_in, put_for = (f"{line[:place]}{other}{line[end:]}" for end in (place, place + 1))
    for changed in (put_in, put_for):
        if changed != line:
            assert text_of("a.txt", line).where(changed) == ()


@given(lines, st.data())
def test_a_quote_with_a_letter_or_digit_left_out_does_not_stand(
    words: list[str], data: st.DataObject
) -> None:
    """Unless what is left stands there word for word."""
    line = unicodedata.normalize("NFC", " ".join(words))
    place = data.draw(st.sampled_from([at for at, sign in enumerate(line) if sign.isalnum()]))
    left = line[:place] + line[place + 1 :]
    whole, part = line.split(), left.split()
    runs = (whole[at : at + len(part)] for at in range(len(whole)))
    assume(UNSPACED_WORDS.isdisjoint(whole))
    assert bool(text_of("a.txt", line).where(left)) == (bool(part) and part in list(runs))


@given(lines, st.data())
def test_no_end_stands_between_two_letters_or_two_digits(
    words: list[str], data: st.DataObject
) -> None:
    assume(UNSPACED_WORDS.isdisjoint(words))
    line = unicodedata.normalize("NFC", shaped(" ".join(words)))
    start = data.draw(st.integers(0, len(line) - 1))
    end = data.draw(st.integers(start + 1, len(line)))
    quote = line[start:end]
    pairs = (line[max(start - 1, 0) : start + 1], line[end - 1 : end + 1])
    if line.count(quote) == 1 and any(len(pair) == 2 and pair.isalnum() for pair in pairs):
        assert text_of("a.txt", line).where(quote) == ()


FIGURES = st.sampled_from(["5", "-5", "3.5", "1,100", "five", "twenty-five", "П’ять", "三"])
COUNTED = st.sampled_from(["million", "billion", "per cent", "Milliarden", "миллионов", "відсотки"])
numbers = st.one_of(
    st.tuples(FIGURES, COUNTED),
    st.tuples(st.sampled_from(["twenty", "vingt", "двадцать"]), st.sampled_from(["five", "cinq"])),
    st.tuples(st.just("four"), st.sampled_from(["hundred", "thousand"]), st.just("six")),
    *(
        st.tuples(*map(st.just, number.split()))
        for number in (
            "four hundred and sixty",
            "half a million",
            "quarter of a million",
            "two and a half billion",
            "several million",
            "vingt et un pour cent",
            "treinta y cinco millones",
            "dwadzieścia pięć tysięcy",
        )
    ),
    st.tuples(st.integers(0, 99).map(str), st.sampled_from("-–−"), st.integers(0, 99).map(str)),
)


@given(numbers, st.sampled_from(["rents", "«так»"]), st.data())
def test_no_quote_ends_between_the_words_of_a_number(
    number: tuple[str, ...], beside: str, data: st.DataObject
) -> None:
    text = text_of("a.txt", f"{beside} {' '.join(number)} {beside}")
    at = data.draw(st.integers(1, len(number) - 1))
    for part in (f"{beside} {' '.join(number[:at])}", f"{' '.join(number[at:])} {beside}"):
        assert text.where(part) == ()
        near = nearest(part, text, None)
        assert near is not None
        assert text.where(near.words) == (1,)
    assert text.where(" ".join(number)) == (1,)


@pytest.mark.parametrize("repeated", ["a", "1,", "三", "1.2,"])
def test_no_run_of_letters_or_digits_is_looked_through_sign_by_sign(
    repeated: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = mock.Mock(side_effect=word_ends._is_cut)
    monkeypatch.setattr(word_ends, "_is_cut", asked)
    text = text_of("a.txt", repeated * 100_000)
    for quote in (repeated.strip(",.") * 9, repeated[0], repeated * 9 + repeated[0]):
        assert text.where(quote) == ()
        near = nearest(quote, text, None)
        assert near is None or len(near.words) < 1_000
    assert asked.call_count < 10_000


@pytest.mark.parametrize("repeated", ["100 ", "5 million ", "'-"])
def test_how_long_a_text_is_does_not_matter_at_one_place_of_it(repeated: str) -> None:
    """It would take minutes, were all that follows looked through at every place."""
    text = text_of("a.txt", repeated * 100_000)
    once = repeated.strip()
    for quote in (once[-7:], f"{once} {once}", "x"):
        near = nearest(quote, text, None)
        assert near is None or near.words in text.folded


@given(st.lists(lines, min_size=1, max_size=4), lines)
def test_the_nearest_passage_is_of_the_text(paragraphs: list[list[str]], quote: list[str]) -> None:
    text = text_of("a.txt", "\n".join(map(" ".join, paragraphs)))
    for claimed in (None, 1, 9):
        near = nearest(" ".join(quote), text, claimed)
        assert near is None or near.words in text.folded.split("\n")[near.paragraph - 1]
    same = nearest(" ".join(paragraphs[-1]), text, None)
    assert same is not None


@given(written)
def test_words_are_not_made_of_signs(text: str) -> None:
    assert word_count(text) <= sum(map(str.isalnum, text))
    assert bool(word_count(text)) == any(map(str.isalnum, text))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", 0),
        ("— … ?!", 0),
        ("one — two", 2),
        ("one two three four five six seven eight nine ten —", 10),
        ("28-point plan, it's", 3),
        ("one—two--three", 3),
        ("/".join("abcdefghijklm"), 13),
        ("rents,cap;plan_of|all.men", 6),
        ("U.S. and z.B., 24/7, 1,100 km", 6),
        ("state-of-the-art", 1),
        ("Rechtsschutzversicherungen", 1),
        ("x" * 30, 1),
        ("x" * 31, 2),
        ("x" * 5_000, 167),
        ("$5 and 3 %", 3),
        ("किराया योजना", 2),
        ("房租上限", 2),
        ("房" * 30, 10),
        ("房" * 31, 11),
        ("使用 iPhone 手机", 3),
        ("ค่าเช่า", 1),
        ("ค" * 61, 11),
        ("임대료를 제한한다", 2),
    ],
)
def test_how_many_words_there_are(text: str, words: int) -> None:
    assert word_count(text) == words
