"""The second reading: whole, held against the data value by value, and settled."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

import pytest

from plancmp.domain.model import WHOLE, Dataset
from plancmp.domain.problems import PlancmpError
from plancmp.domain.values import Wording
from tools import facts, second_reading
from tools import second_reading_page as made
from tools.codebook_page import shipped
from tools.second_reading import IN_WORDS, NOT_CODED, Key, Settled, Unit

Says = dict[str, dict[str, dict[str, Any]]]

DEADLINE = Key("5b673894eb87", "november/elections", "deadline")
"""Within 100 days, of a line that says nothing of drafts."""


@pytest.fixture(scope="module")
def dataset() -> Dataset:
    return shipped()


@pytest.fixture(scope="module")
def second() -> second_reading.Reading:
    return second_reading.second_reading()


@pytest.fixture
def same_again(dataset: Dataset) -> Says:
    """A second reading that is the first, where one value of the last draft can say it."""
    says: defaultdict[str, defaultdict[str, dict[str, Any]]]
    says = defaultdict(lambda: defaultdict(dict))
    for provision in dataset.provisions:
        for report in provision.reports:
            if report.paragraph and report.draft == provision.plan.last_draft:
                passage = f"{report.article.id} {report.paragraph}"
                for term, value in report.says.items():
                    written = provision.topic.terms[term].kind.written(value)
                    says[passage][provision.id][term] = written
    return {passage: dict(provisions) for passage, provisions in says.items()}


def test_every_difference_is_settled_and_stands_as_it_was_settled(
    dataset: Dataset, second: second_reading.Reading
) -> None:
    differences = second_reading.settled()
    found = second_reading.units(dataset, second, differences)
    assert list(second_reading.unsettled(found, differences)) == []


def test_every_difference_on_the_later_texts_is_settled_and_stands_so(dataset: Dataset) -> None:
    differences = second_reading.settled(second_reading.LATER)
    found = second_reading.units(dataset, second_reading.later_reading(), differences)
    assert list(second_reading.unsettled(found, differences)) == []


def test_of_the_later_texts_thirty_lines_were_read(dataset: Dataset) -> None:
    """Lines that were coded, each of them of an article on one of the later texts."""
    later = set(dataset.plans) - second_reading.plans_of(second_reading.second_reading())
    drawn, coded = second_reading.later_reading(), facts.coded()
    assert len(drawn) == 30
    assert set(drawn) <= set(coded)
    for line in drawn:
        covered = {plan for id in coded[line].articles for plan in dataset.articles[id].covers}
        assert covered & later, line


def test_every_cause_made_a_difference() -> None:
    files = ("settled.yaml", second_reading.LATER)
    used = {how.cause for file in files for how in second_reading.settled(file).values()}
    assert set(second_reading.causes()) == used


def test_it_is_of_all_lines_of_its_plans_and_of_all_their_articles_that_were_read_whole(
    dataset: Dataset, second: second_reading.Reading
) -> None:
    plans = second_reading.plans_of(second)
    assert plans == {"april", "november"}
    assert {passage for passage in second if " " not in passage} == {
        line
        for line, coded in facts.coded().items()
        if all(plans.issuperset(dataset.articles[id].covers) for id in coded.articles)
    }
    assert {passage.split()[0] for passage in second if " " in passage} == {
        id
        for id, article in dataset.articles.items()
        if article.read == WHOLE and plans.issuperset(article.covers)
    }


def test_no_words_of_the_texts_are_in_it(dataset: Dataset, second: second_reading.Reading) -> None:
    provisions = {provision.id: provision for provision in dataset.provisions}
    wordings = {
        raw
        for says in (*second.values(), *second_reading.later_reading().values())
        for of_draft, terms in says.items()
        for term, raw in terms.items()
        if term != "absent"
        and isinstance(
            provisions[of_draft.partition("@")[0]].topic.terms[term].kind,
            Wording,
        )
    }
    assert wordings == {IN_WORDS, "unspecified"}


def test_the_same_reading_agrees_in_whatever_form_it_is_written(
    dataset: Dataset, same_again: Says
) -> None:
    same_again["5b673894eb87"] = {"november/elections": {"deadline": "100"}}
    units = second_reading.units(dataset, same_again, {})
    both = [unit for unit in units if unit.second != NOT_CODED]
    apart = [unit for unit in both if unit.apart and " / " not in unit.first]
    assert [unit.first for unit in units if unit.key == DEADLINE] == ["at most 100 days"]
    assert apart == []
    assert len(both) > 200


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        ("90", "not settled: 5b673894eb87 november/elections deadline (number): at most 100 days"),
        (None, "not settled: 5b673894eb87 november/elections deadline (number): at most 100 days"),
    ],
)
def test_a_difference_that_nobody_settled_is_told(
    dataset: Dataset, second: second_reading.Reading, raw: object, told: str
) -> None:
    differences = second_reading.settled()
    says = dict(second["5b673894eb87"]["november/elections"], deadline=raw)
    if raw is None:
        del says["deadline"]
    other = {**second, "5b673894eb87": {"november/elections": says}}
    units = second_reading.units(dataset, other, differences)
    (line,) = second_reading.unsettled(units, differences)
    assert line.startswith(told)


def test_a_draft_that_only_one_of_the_two_names_is_a_difference(
    dataset: Dataset, second: second_reading.Reading
) -> None:
    says = second["5b673894eb87"]["november/elections"]
    other = {**second, "5b673894eb87": {"november/elections@earlier": says}}
    units = second_reading.units(dataset, other, second_reading.settled())
    (unit,) = [unit for unit in units if unit.key == DEADLINE]
    assert unit.second == "100 days (earlier)"
    assert unit.apart


@pytest.mark.parametrize(
    ("how", "told"),
    [
        (Settled("90 days", "second", "form"), ""),
        (Settled("90 days", "first", "form"), "settled as first, stands as second: 5b673894eb87"),
        (Settled("90 days", "second", "mood"), "no such cause: mood"),
        (Settled("at most 100 days", "first", "form"), "no difference: 5b673894eb87"),
    ],
)
def test_what_is_settled_otherwise_than_it_stands_is_told(
    dataset: Dataset, second: second_reading.Reading, how: Settled, told: str
) -> None:
    differences = {**second_reading.settled(), DEADLINE: how}
    units = second_reading.units(dataset, second, differences)
    lines = list(second_reading.unsettled(units, differences))
    assert [line.startswith(told) for line in lines] == [True] * bool(told)


@pytest.mark.parametrize(
    ("says", "told"),
    [
        ({"april/army-size": {"colour": "red"}}, "april/army-size has no term colour"),
        ({"april/weather": {"rain": "yes"}}, "april/weather has no term rain"),
        ({"april/army-size": {"measure": "halved"}}, "halved is not an option"),
    ],
)
def test_a_slip_of_the_second_reader_is_named(
    dataset: Dataset, says: dict[str, dict[str, object]], told: str
) -> None:
    with pytest.raises(PlancmpError, match=told):
        second_reading.units(dataset, {"rt-2025-11-21 11": says}, {})


def test_alpha_is_krippendorffs() -> None:
    """By hand: 1 - 7 * 2 / (2 * 3 * 5), of four units, three and five values, one pair apart."""
    assert made.alpha([("a", "a"), ("a", "b"), ("b", "b"), ("b", "b")]) == pytest.approx(
        1 - 14 / 30
    )
    assert made.alpha([("a", "a"), ("a", "a")]) is None


def test_wordings_count_as_coded_or_not_and_never_as_values() -> None:
    key = Key("rt-2025-11-21 11", "november/guarantees", "content")
    wording = Unit(key, "text", IN_WORDS, "unspecified", IN_WORDS)
    alone = Unit(key, "text", NOT_CODED, IN_WORDS, NOT_CODED)
    number = Unit(key, "number", "1", "2", "1")
    assert made.coded_or_not([wording, alone]) == [("yes", "yes"), ("no", "yes")]
    assert made.both_coded([wording, alone, number]) == [("1", "2")]


def test_the_page_counts_every_difference_once(dataset: Dataset) -> None:
    for part, file in zip(
        made.section(dataset).split("### Of the later texts"),
        ("settled.yaml", second_reading.LATER),
        strict=True,
    ):
        rows = [row.split(" | ") for row in part.splitlines() if row[:1] == "|"]
        start = next(i for i, row in enumerate(rows) if row[0] == "| differences")
        counted = sum(int(row[0].strip("| ")) for row in rows[start + 2 :])
        assert counted == len(second_reading.settled(file))


def test_the_sheet_asks_and_does_not_answer(dataset: Dataset) -> None:
    sheet = second_reading.sheet(dataset)
    topics = [provision.topic for provision in dataset.provisions]
    assert all(term.asks in sheet for topic in topics for term in topic.terms.values())
    assert "Example" not in sheet
