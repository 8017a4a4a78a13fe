"""A number or a negation that does not fit its value is told; one that fits is not."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plancmp.domain.doubts import doubts
from plancmp.domain.model import Report
from plancmp.domain.quotes import Outcome, QuoteCheck
from plancmp.domain.texts import text_of
from plancmp.domain.values import Number
from tests.support.building import TOPIC, plan, provision, report

DAYS = Number("days")


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("an army of 600,000 men", "600000"),
        ("600 000 men", "600000"),
        ("an army of 600k", "600000"),
        ("six hundred thousand men", "600000"),
        ("six hundred and fifty thousand", "650000"),
        ("a force of 800,000-strong", "800000"),
        ("Some $100 billion of it", "100000000000"),
        ("$100bn of it", "100000000000"),
        ("twenty-one", "21"),
        ("one hundred days", "100"),
        ("a 28-point plan", "28"),
        ("within two weeks", "14"),
        ("in 1.500 places", "1500"),
        ("in 1.500 places", "1.5"),
        ("10-12 of them", "12"),
        ("ninety per cent", "90"),
    ],
)
def test_a_number_is_found_as_it_is_printed(words: str, number: str) -> None:
    assert Decimal(number) in DAYS.numbers_in(words)


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("1,100 billion", "100"),
        ("100 billion", "100"),
        ("someone", "1"),
        ("freight", "8"),
        ("v2.5", "5"),
        ("sixty", "6"),
    ],
)
def test_a_part_of_a_number_or_a_word_is_none(words: str, number: str) -> None:
    assert Decimal(number) not in DAYS.numbers_in(words)


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("half of the fishing quota", "50"),
        ("a halving of it", "50"),
        ("A third of the fleet", "33"),
        ("two-thirds of it", "66.7"),
        ("two thirds", "67"),
        ("three quarters of it", "75"),
        ("one-tenth", "10"),
    ],
)
def test_a_share_is_a_percentage_and_no_number_of_anything_else(words: str, number: str) -> None:
    for unit in ("percent", "percent of the quota", "per cent", "% of it"):
        assert Decimal(number) in Number(unit).numbers_in(words)
    assert Decimal(number) not in DAYS.numbers_in(words)


@pytest.mark.parametrize("words", ["the third boat", "behalf", "quarters for two"])
def test_what_only_sounds_like_a_share_is_none(words: str) -> None:
    assert not Number("percent").numbers_in(words) - {2}


@given(st.integers(0, 10**12), st.sampled_from(["{:,}", "{}"]))
def test_any_whole_number_is_found_in_figures(number: int, form: str) -> None:
    assert Decimal(number) in DAYS.numbers_in(f"It has {form.format(number)} of them.")


def check_of(says: Mapping[str, object], text: str, quote: str, **given: Any) -> QuoteCheck:
    of: Report = report({"by": "axios", "says": says}, plan())
    language = given.pop("language", "en")
    article = of.article._replace(language=language)
    held = of._replace(article=article, quote=quote, paragraph=1, **given)
    return QuoteCheck(
        provision([], plan()), held, Outcome.VERIFIED, text_of("a.txt", text), paragraphs=(1,)
    )


def told(check: QuoteCheck) -> list[str]:
    return [found.doubt for found in doubts(check)]


ARMY = "The army would be cut to 600,000 men.\nSome say 800,000."


@pytest.mark.parametrize(
    ("size", "expected"),
    [
        ("600000", []),
        ({"at-most": "600000"}, []),
        ("800000", ["unsupported-number"]),
        ({"from": "600000", "to": "800000"}, ["unsupported-number"]),
        ("unspecified", []),
    ],
)
def test_every_number_of_a_value_stands_in_its_paragraph(size: object, expected: list[str]) -> None:
    assert told(check_of({"size": size}, ARMY, "cut to")) == expected


def test_what_is_inferred_or_in_another_language_is_not_doubted() -> None:
    wrong = {"size": "800000"}
    assert told(check_of(wrong, ARMY, "cut to", inferred=True)) == []
    assert told(check_of(wrong, ARMY, "cut to", language="uk")) == []


@pytest.mark.parametrize(
    ("answer", "quote", "doubted"),
    [
        ("yes", "handed over", False),
        ("yes", "was not handed over", True),
        ("yes", "hasn’t been handed over", True),
        ("yes", "notably handed over", False),
        ("no", "was never handed over", False),
        ("no", "denied having handed it over", False),
        ("no", "handed over", True),
    ],
)
def test_a_negation_that_does_not_fit(answer: str, quote: str, doubted: bool) -> None:
    assert told(check_of({"handed": answer}, quote, quote)) == ["negation"] * doubted


def test_a_quote_that_does_not_stand_bears_no_doubt() -> None:
    check = check_of({"size": "800000"}, ARMY, "cut to")
    for outcome, paragraphs in ((Outcome.NOT_FOUND, ()), (Outcome.ELSEWHERE, (2,))):
        elsewhere = QuoteCheck(
            check.provision, check.report, outcome, check.text, paragraphs=paragraphs
        )
        assert told(elsewhere) == []


def test_the_topic_has_the_terms_that_are_doubted() -> None:
    assert {"size", "handed"} <= set(TOPIC.terms)
