"""CSV: no spreadsheet runs it, no terminal obeys it, and all of it reads back."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from plancmp.data.cells import guarded, unguarded
from plancmp.domain.problems import Location, Problem
from plancmp.render import Settings
from plancmp.render.csv import render
from plancmp.text import unsafe
from plancmp.views.document import Records
from tests.support.datasets import HARBOUR
from tests.support.outputs import output
from tests.support.reading import read_csv
from tests.support.running import Run
from tests.support.views import MadeView

TEXT = st.text() | st.text(st.sampled_from("=+-@'\\x09ux\t\r\n\x1b\u202e,\";ab"))


def written(records: Records, *problems: Problem) -> str:
    return render(MadeView(records=records, problems=problems), Settings())


@given(TEXT)
@example("=SUM(A1)")
@example("'=SUM(A1)")
@example("\\x1b")
@example("'\\x1b \x1b")
def test_a_cell_is_harmless_and_reads_back(text: str) -> None:
    cell = guarded(text)
    assert unguarded(cell) == text
    assert not cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"))
    assert not unsafe().search(cell)


@given(TEXT, TEXT)
def test_two_texts_are_never_one_cell(one: str, other: str) -> None:
    assert (guarded(one) == guarded(other)) == (one == other)


def test_a_harmless_cell_stands_as_it_is() -> None:
    for text in ("", "yes", "a = b", "1,000", "лов", 'say "so"', "C:\\temp", "two\nlines"):
        assert guarded(text) == text


@given(st.integers(1, 4).flatmap(lambda n: st.lists(st.tuples(*[TEXT] * n), min_size=1)))
def test_csv_reader_gives_back_what_went_in(rows: list[tuple[str, ...]]) -> None:
    columns = tuple(f"column {index}" for index in range(len(rows[0])))
    text = written(Records(columns, tuple(rows)))
    read = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    assert read[0] == list(columns)
    assert [tuple(map(unguarded, row)) for row in read[1:]] == rows


def test_problems_stand_in_a_column_of_their_own() -> None:
    found = Problem(Location("plans/a/b.yaml", 3, 1), "bad-value", "=1+1 is no count")
    text = written(Records(("plan", "term"), (("a", "b"),)), found)
    assert read_csv(text) == [
        {"plan": "", "term": "", "problem": str(found)},
        {"plan": "a", "term": "b", "problem": ""},
    ]


def test_a_row_for_each_claim_and_each_silence() -> None:
    every = read_csv(output(HARBOUR, "show autumn", "csv"))
    rows = [row for row in every if row["topic"]]
    unreported = [row for row in every if not row["topic"]]
    assert {row["point"] for row in unreported} == {"2", "4", "6", "8", "9", "10", "11"}
    assert {row["verdict"] for row in unreported} == {""}
    assert {row["topic"] for row in rows if not row["term"]} == {
        row["topic"] for row in rows if row["verdict"] in ("silent", "not-found")
    }
    assert all(row["value"] and row["outlet"] and row["line"] for row in rows if row["term"])


def test_what_pretends_to_be_a_formula_is_text(run: Run) -> None:
    text = run("sources", "fishing", "--format", "csv").out
    assert "'=SUM(A1), a spokesman" in text
    assert "=SUM(A1), a spokesman" in {row["speaker"] for row in read_csv(text)}


@pytest.mark.parametrize(
    "text",
    [
        "50₽",
        "50 zł",
        "5 Kč",
        "₹5",
        "5₹",
        "R$ 5",
        "US$ 7",
        "1.000,50 Ft",
        "8:30 a.m.",
        "8時30分",
        "−5",
    ],
)
def test_money_and_hours_of_any_country_are_guarded(text: str) -> None:
    assert guarded(text, literal=True) == f"'{text}"


@pytest.mark.parametrize("id", ["g1", "wire-1", "r1-12345678", "28-point-plan"])
def test_an_id_has_no_guard(id: str) -> None:
    assert guarded(id, literal=True) == id
