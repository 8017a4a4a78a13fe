"""Each finding was looked at as it is now, with its passages on the desk, and nine of ten signed."""

from __future__ import annotations

import pytest

from plancmp.domain.model import Dataset
from tools import findings_page, looks
from tools.codebook_page import shipped


@pytest.fixture(scope="module")
def dataset() -> Dataset:
    return shipped()


@pytest.fixture(scope="module")
def findings(dataset: Dataset) -> tuple[looks.Subject, ...]:
    return looks.findings(dataset)


def test_every_finding_was_looked_at_as_it_is(findings: tuple[looks.Subject, ...]) -> None:
    again = list(looks.stale(findings, looks.looks().findings))
    assert not again, "\n".join(again)


def test_every_change_was_looked_at_as_it_is(dataset: Dataset) -> None:
    again = list(looks.stale(looks.changes(dataset), looks.looks().changes))
    assert not again, "\n".join(again)


@pytest.mark.parametrize("choice", looks.CHOICES)
@pytest.mark.parametrize("plans", [looks.FIRST_READ, ()], ids=["first", "all"])
def test_nine_of_ten_contradictions_are_signed(
    dataset: Dataset, findings: tuple[looks.Subject, ...], choice: str, plans: tuple[str, ...]
) -> None:
    of = plans or tuple(dataset.plans)
    named, signed = findings_page.contradictions(findings, looks.looks().findings, choice, of)
    assert named
    assert 10 * signed >= 9 * named


def test_every_change_is_signed() -> None:
    assert [id for id, look in looks.looks().changes.items() if not look.signed] == []


def test_the_page_is_current(dataset: Dataset) -> None:
    again = "run python -m tools.findings_page"
    assert findings_page.PAGE.read_text("utf-8") == findings_page.page(dataset), again


# A look that is stale, missing or left over is told


def a_subject(**seen: str) -> looks.Subject:
    return looks.Subject("f0000001", "plan/topic term", "Which?", {}, {}, seen, ())


def a_look(**seen: str) -> looks.Look:
    return looks.Look(signed=True, why="It is so.", doubt="", seen=seen)


def test_a_look_at_what_is_there_is_not_stale() -> None:
    taken = {"f0000001": a_look(default="conflict: a in x; b in y")}
    assert list(looks.stale([a_subject(default="conflict: a in x; b in y")], taken)) == []


def test_a_value_that_changed_is_to_be_looked_at_again() -> None:
    taken = {"f0000001": a_look(all="conflict: a in x; b in y")}
    assert list(looks.stale([a_subject(all="conflict: a in x; c in y")], taken)) == [
        "look again at plan/topic term (f0000001), over all:\n"
        "  it was conflict: a in x; b in y\n"
        "  it is now conflict: a in x; c in y"
    ]


def test_a_finding_that_came_or_went_is_told() -> None:
    assert list(looks.stale([a_subject(default="conflict: a in x; b in y")], {})) == [
        "look again at plan/topic term (f0000001), over default:\n"
        "  it was nothing to look at\n"
        "  it is now conflict: a in x; b in y"
    ]
    assert list(looks.stale([], {"f0000001": a_look()})) == [
        "f0000001 is nothing to look at any more"
    ]
