"""One article as a sheet, in three kinds of file: out, filled in, and back."""

from __future__ import annotations

import csv
import hashlib
import io
import re
import shutil
import sys
import zipfile
from pathlib import Path
from unittest import mock

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plancmp.data.article_sheet import ARTICLE_COLUMNS
from plancmp.data.cells import guarded, is_nothing, unguarded
from plancmp.data.csv_file import Cells
from plancmp.data.spreadsheet import COLUMNS
from plancmp.data.workbook import read_workbook
from tests.support.datasets import CLIPPINGS, DESK, HARBOUR, RENTS
from tests.support.running import Ran, Run

ENDINGS = ("csv", "xlsx", "yaml")
ARTICLES = [
    *((HARBOUR, path.stem) for path in sorted(HARBOUR.glob("articles/*.yaml"))),
    (RENTS, "gazette-1"),
    (RENTS, "herald-1"),
]


def sheet(run: Run, folder: Path, article: str, to: Path) -> Path:
    ran = run("sheet", article, "--data", str(folder), "-o", str(to))
    assert (ran.status, ran.out, ran.err) == (0, "", "")
    return to


def imported(run: Run, file: Path, folder: Path, *options: str) -> Ran:
    return run("import", str(file), "--data", str(folder), *options)


@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize(
    ("data", "article"), ARTICLES, ids=lambda part: getattr(part, "name", part)
)
def test_out_in_and_out_again_is_the_same(
    data: Path, article: str, ending: str, run: Run, tmp_path: Path
) -> None:
    folder = tmp_path / "data"
    shutil.copytree(data, folder)
    before = {path: path.read_bytes() for path in folder.rglob("*.yaml")}
    first = sheet(run, folder, article, tmp_path / f"first.{ending}")
    ran = imported(run, first, folder, "--write")
    assert (ran.status, ran.err) == (0, "")
    assert re.match(r"0 reports added in 0 files, \d+ there already\.\n$", ran.out)
    assert {path: path.read_bytes() for path in folder.rglob("*.yaml")} == before
    again = sheet(run, folder, article, tmp_path / f"again.{ending}")
    assert again.read_bytes() == first.read_bytes()


@pytest.mark.parametrize("ending", ENDINGS)
def test_what_was_lost_comes_back(ending: str, run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "data"
    shutil.copytree(RENTS, folder)
    first = sheet(run, folder, "gazette-1", tmp_path / f"first.{ending}")
    (folder / "plans/draft/cap.yaml").unlink()
    assert imported(run, first, folder, "--write").status == 0
    again = sheet(run, folder, "gazette-1", tmp_path / f"again.{ending}")
    assert again.read_bytes() == first.read_bytes()


FILLED = """\
title: Staff
reports:
  - article: g1
    speaker: the mayor
    quote: six hundred
    paragraph: 2
    says:
      v: 600
"""


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    shutil.copytree(DESK, folder)
    return folder


def with_cells(file: Path, term: str, **cells: str) -> None:
    """The file with cells of a topic's row filled in, by whatever kind of file it is."""
    if file.suffix == ".yaml":
        says = f"says: {{v: {cells.pop('value')}}}"
        lines = [*(f"{key}: {cell}" for key, cell in cells.items()), says]
        head, found, rest = file.read_text("utf-8").partition(f"topic: {term}\n")
        report = "reports:\n      - " + "\n        ".join(lines)
        file.write_text(head + found + rest.replace("reports: []", report, 1), "utf-8")
        return
    rows = rows_of(file)
    for row in rows:
        if row["topic"] == term:
            row.update(cells)
    write_rows(file, [list(rows[0]), *(list(row.values()) for row in rows)])


def rows_of(file: Path) -> list[dict[str, str]]:
    if file.suffix == ".xlsx":
        table, problems = read_workbook(file.read_bytes(), "")
        assert not problems
    else:
        table = Cells(csv.reader(io.StringIO(file.read_text("utf-8"), newline="")))
    return [dict(zip(table[0], row, strict=True)) for row in table[1:]]


def write_rows(file: Path, table: list[list[str]]) -> None:
    if file.suffix == ".csv":
        with file.open("w", encoding="utf-8", newline="") as stream:
            csv.writer(stream).writerows(table)
        return
    from xlsxwriter import Workbook

    book = Workbook(file)
    page = book.add_worksheet()
    for line, row in enumerate(table):
        for column, cell in enumerate(row):
            page.write_string(line, column, cell)
    book.close()


@pytest.mark.parametrize("ending", ENDINGS)
def test_what_is_filled_in_is_written_and_no_more(ending: str, run: Run, desk: Path) -> None:
    file = sheet(run, desk, "g1", desk.parent / f"g1.{ending}")
    with_cells(file, "staff", value="600", quote="six hundred", paragraph="2", speaker="the mayor")
    ran = imported(run, file, desk, "--write")
    assert (ran.status, ran.err) == (0, "")
    assert ran.out.startswith("1 report added in 1 file, 0 there already.\n")
    assert {path.name for path in desk.glob("plans/draft/*")} == {"plan.yaml", "staff.yaml"}
    assert (desk / "plans/draft/staff.yaml").read_text() == FILLED
    again = imported(run, file, desk, "--write")
    assert again.out == "0 reports added in 0 files, 1 there already.\n"


@pytest.mark.parametrize("ending", ENDINGS)
def test_what_is_changed_is_a_change(ending: str, run: Run, desk: Path) -> None:
    (desk / "plans/draft/staff.yaml").write_text(FILLED + "# to be continued\n")
    file = sheet(run, desk, "g1", desk.parent / f"g1.{ending}")
    if ending == "yaml":
        file.write_text(file.read_text("utf-8").replace("the mayor", "a clerk"), "utf-8")
    else:
        with_cells(file, "staff", speaker="a clerk")
    ran = imported(run, file, desk, "--write")
    assert ran.out.startswith("0 reports added, 1 changed in 1 file, 0 there already.\n")
    assert "  speaker: the mayor → a clerk\n" in ran.out
    changed = FILLED.replace("the mayor", "a clerk") + "# to be continued\n"
    assert (desk / "plans/draft/staff.yaml").read_text() == changed


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_quote_is_held_against_the_text(ending: str, run: Run, desk: Path) -> None:
    text = "Rents to be capped\n\nThe mayor wants six hundred persons.\n"
    (desk / "texts").mkdir()
    (desk / "texts/g1.txt").write_text(text, "utf-8")
    article = desk / "articles/g1.yaml"
    digest = hashlib.sha256(text.encode()).hexdigest()
    article.write_text(article.read_text() + f"sha256: {digest}\n")
    for quote, paragraph, told in (
        ("six hundred persons", "2", ""),
        ("six hundred people", "2", "not-in-text: “six hundred people”: it stands nowhere"),
        (
            "six hundred persons",
            "1",
            "other-paragraph: “six hundred persons”: it stands in another",
        ),
    ):
        file = sheet(run, desk, "g1", desk.parent / f"g1.{ending}")
        with_cells(file, "staff", value="600", quote=quote, paragraph=paragraph)
        ran = imported(run, file, desk, "--write")
        assert (desk / "plans/draft/staff.yaml").exists() == (not told)
        assert told in ran.err
        assert ran.status == (3 if told else 0)
        place = r"g1\.yaml:\d+:\d+" if ending == "yaml" else r"g1\.\w+:3:5"
        assert not told or re.search(f"{place}: {told}", ran.err)
        (desk / "plans/draft/staff.yaml").unlink(missing_ok=True)


def test_a_workbook_offers_options_and_has_the_text_beside(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "gazette.xlsx"
    ran = run(
        "sheet", "gazette-1", "--data", str(RENTS), "--texts", str(CLIPPINGS), "-o", str(file)
    )
    assert (ran.status, ran.err) == (0, "")
    with zipfile.ZipFile(file) as packed:
        answers, text, lists = (
            packed.read(f"xl/worksheets/sheet{number}.xml").decode() for number in (1, 2, 3)
        )
        strings = packed.read("xl/sharedStrings.xml").decode()
    assert answers.count("<dataValidation ") > 2
    assert "lists!$A$1:$A$" in answers
    assert lists
    lines = [line for line in (CLIPPINGS / "gazette.txt").read_text("utf-8").splitlines() if line]
    assert text.count("<row ") == len(lines) + 1
    for line in lines:
        assert " ".join(line.split()).replace("&", "&amp;").replace("<", "&lt;") in strings


def test_the_text_stands_in_the_yaml_file_too(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "gazette.yaml"
    run("sheet", "gazette-1", "--data", str(RENTS), "--texts", str(CLIPPINGS), "-o", str(file))
    text = file.read_text("utf-8")
    assert "\ntext:\n  1: " in text
    folder = tmp_path / "data"
    shutil.copytree(RENTS, folder)
    assert imported(run, file, folder).out.startswith("0 reports to add in 0 files, 4 there")


def test_every_question_is_asked_once(run: Run, desk: Path) -> None:
    rows = rows_of(sheet(run, desk, "h1", desk.parent / "h1.csv"))
    assert [(row["topic"], row["term"], row["asks"]) for row in rows] == [
        ("costs", "v", "Who pays?"),
        ("staff", "v", "How many?"),
        ("when", "v", "When?"),
        ("who", "v", "Who?"),
        ("wording", "v", "In what words?"),
    ]
    assert set(rows[0]) == set(ARTICLE_COLUMNS)
    assert set(ARTICLE_COLUMNS) - set(COLUMNS) == {"asks"}
    assert set(COLUMNS) - set(ARTICLE_COLUMNS) == {"report", "outlet", "date"}


def test_an_emptied_answer_is_told(run: Run, desk: Path) -> None:
    (desk / "plans/draft/staff.yaml").write_text(FILLED)
    file = sheet(run, desk, "g1", desk.parent / "g1.csv")
    with_cells(file, "staff", value="")
    ran = imported(run, file, desk, "--write")
    assert ran.status == 3
    assert "g1.csv:2:4: bad-value: the value is empty" in ran.err
    assert (desk / "plans/draft/staff.yaml").read_text() == FILLED


WRONG = {
    "an unknown key": (
        "article: g1\nprovisions: []\nplans: draft\n",
        "3:1: unknown-key: there is no key plans; allowed: article, provisions, text",
    ),
    "no article": (
        "provisions: []\n",
        "1:1: missing-key: article is missing; add it: the article",
    ),
    "another article": (
        "article: g9\nprovisions:\n  - {plan: draft, topic: staff, title: A, reports: [{says: {v: 1}}]}\n",
        "1:10: unknown-id: there is no article g9\n",
    ),
    "an unknown plan": (
        "article: g1\nprovisions:\n  - {plan: drift, topic: staff, title: A, reports: [{says: {v: 1}}]}\n",
        "3:12: unknown-id: there is no plan drift; did you mean draft?",
    ),
    "a wrong value": (
        "article: g1\nprovisions:\n  - {plan: draft, topic: costs, title: A, reports: [{says: {v: 1}}]}\n",
        "3:64: bad-value: 1 is not an option; options: state, landlords, tenants",
    ),
    "no report": (
        "article: g1\nprovisions:\n  - {plan: draft, topic: costs, title: A, reports: [text]}\n",
        "3:53: wrong-type: this is a text; allowed: a mapping with article, ",
    ),
    "no YAML": ("article: [g1\n", "2:1: syntax: "),
    "nothing": ("", "1:1: missing-key: the file is empty"),
}


@pytest.mark.parametrize("case", WRONG)
def test_what_is_wrong_in_a_yaml_file_is_told_with_its_place(
    case: str, run: Run, desk: Path
) -> None:
    text, told = WRONG[case]
    file = desk.parent / "g1.yaml"
    file.write_text(text, "utf-8")
    ran = imported(run, file, desk, "--write")
    assert ran.status == 3
    assert f"{file}:{told}" in ran.err
    assert [path.name for path in desk.glob("plans/draft/*")] == ["plan.yaml"]


def test_what_is_no_workbook_is_told(run: Run, desk: Path) -> None:
    file = desk.parent / "broken.xlsx"
    file.write_bytes(b"PK\x03\x04 and no more")
    ran = imported(run, file, desk)
    assert ran.status == 3
    assert "broken.xlsx: unreadable: this workbook cannot be read: " in ran.err


def test_cells_far_away_and_formulas_that_went_wrong_are_told(run: Run, desk: Path) -> None:
    from xlsxwriter import Workbook

    for place, told in (
        (
            (1_048_575, 300),
            "broken.xlsx: unreadable: something stands in row 1,048,576, column 301",
        ),
        ((2, 3), "broken.xlsx:3:4: bad-value: the cell's formula went wrong; write what is meant"),
    ):
        file = desk.parent / "broken.xlsx"
        book = Workbook(file)
        page = book.add_worksheet()
        for column, word in enumerate(("plan", "topic", "article", "term", "value", "title")):
            page.write_string(0, column, word)
        page.write_formula(*place, "=NA()", None, "#N/A")
        book.close()
        ran = imported(run, file, desk, "--write")
        assert ran.status == 3
        assert told in ran.err


@pytest.mark.parametrize("library", ["xlsxwriter", "python_calamine"])
def test_without_the_library_it_says_what_to_install(library: str, run: Run, desk: Path) -> None:
    file = sheet(run, desk, "g1", desk.parent / "g1.xlsx")
    with mock.patch.dict(sys.modules, {library: None}):
        ran = (
            run("sheet", "g1", "--data", str(desk), "-o", str(desk.parent / "new.xlsx"))
            if library == "xlsxwriter"
            else imported(run, file, desk)
        )
    assert ran.status == 2
    assert "pip install 'plancmp[sheets]'" in ran.err
    assert not (desk.parent / "new.xlsx").exists()


def test_what_is_no_article_or_has_problems_makes_no_sheet(run: Run, desk: Path) -> None:
    file = desk.parent / "g1.csv"
    ran = run("sheet", "g", "--data", str(desk), "-o", str(file))
    assert (ran.status, ran.err) == (2, "plancmp: no article is called g; did you mean g1?\n")
    (desk / "plans/draft/staff.yaml").write_text("title: Staff\nreports: [{article: g1}]\n")
    ran = run("sheet", "g1", "--data", str(desk), "-o", str(file))
    assert ran.status == 3
    assert ran.err.startswith("plans/draft/staff.yaml:2:11: ")
    assert run("sheet", "g1", "--data", str(desk), "--format", "xlsx").status == 2
    assert not file.exists()


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=40), min_size=1))
def test_a_workbook_holds_every_text(texts: list[str]) -> None:
    file = io.BytesIO()
    from xlsxwriter import Workbook

    book = Workbook(file, {"in_memory": True})
    page = book.add_worksheet()
    for line, text in enumerate(texts):
        page.write_string(line, 0, guarded(text, literal=is_nothing(text)) or "-")
    book.close()
    rows, problems = read_workbook(file.getvalue(), "")
    assert problems == []
    assert [unguarded(cell) for (cell,) in rows] == [text or "-" for text in texts]
