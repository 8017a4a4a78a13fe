"""Every command in every format tells the same."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from plancmp.render import FORMATS, Settings, formats_of, renderer
from plancmp.render.output_schema import DATA, output_schema
from plancmp.text import unsafe
from plancmp.views.document import Paragraph, Records, line
from tests.support.datasets import HARBOUR, SHIPPED
from tests.support.golden_files import Golden
from tests.support.outputs import CASES, LINES, output
from tests.support.reading import Page, read_csv, read_html, read_markdown
from tests.support.running import Run
from tests.support.shown_facts import FROM_JSON, FROM_PAGE, Facts, cells, from_records, known
from tests.support.views import MadeView

UNFOLDED = 20_000
PAGES = {"markdown": read_markdown, "html": read_html}
RECORDS = {"csv": read_csv}
TAKES = {"csv": "records", "json": "data"}
"""What a format asks a view for, where that is not its blocks."""
READ = {"json", *PAGES, *RECORDS}
"""The formats that are read back; in every other one the values are only looked for."""


def facts(data: Path, line: str, format: str) -> Facts:
    command, text = line.split(maxsplit=1)[0], output(data, line, format)
    if format == "json":
        return set(FROM_JSON[command](json.loads(text)["data"], known(data)))
    if format in RECORDS:
        return from_records(RECORDS[format](text), known(data))
    return set(FROM_PAGE[command](PAGES[format](text), known(data)))


TELLING = [case for case in CASES if str(case.values[1]).split(maxsplit=1)[0] in FROM_JSON]
"""The commands that tell who says what; the others count, and their tables are compared below."""


@pytest.mark.parametrize(("data", "line"), TELLING)
def test_every_format_tells_the_same_facts(data: Path, line: str) -> None:
    told = facts(data, line, "json")
    assert told
    for format in formats_of():
        if format in READ:
            assert facts(data, line, format) == told, format
        else:
            text = output(data, line, format, UNFOLDED)
            assert [fact.answer for fact in told if fact.answer not in text] == [], format


@pytest.mark.parametrize(("data", "plan"), [(SHIPPED, "november"), (HARBOUR, "autumn")])
def test_show_has_every_point_of_a_plan_in_every_format(data: Path, plan: str) -> None:
    line = f"show {plan} --outlet all"
    told = json.loads(output(data, line, "json"))["data"]
    numbered = {point for provision in told["provisions"] for point in provision["points"]}
    silent = told["unreported_points"]
    assert bool(silent) == (data == HARBOUR)
    every = list(range(1, len(numbered) + len(silent) + 1))
    assert sorted([*numbered, *silent]) == every
    rows = [row["point"].split(", ") for row in read_csv(output(data, line, "csv")) if row["point"]]
    assert sorted({int(point) for row in rows for point in row}) == every
    firsts = [int(row[0]) for row in rows]
    assert firsts == sorted(firsts)
    for format, read in PAGES.items():
        tables = read(output(data, line, format)).tables
        (matrix,) = [table for table in tables if table.columns[0] == "pt"]
        shown = [points for row in matrix.rows if (points := _points(row[0][0].text))]
        assert sorted({point for points in shown for point in points}) == every, format
        assert [points[0] for points in shown] == sorted(points[0] for points in shown), format


@pytest.mark.parametrize("broken", ["plans/autumn/03-fishing.yaml", "topics/fishing.yaml"])
def test_a_point_that_cannot_be_read_is_not_called_unreported(
    run: Run, tmp_path: Path, broken: str
) -> None:
    folder = tmp_path / "harbour"
    shutil.copytree(HARBOUR, folder)
    (folder / broken).write_text("title: [broken\n")
    ran = run("show", "autumn", "--data", str(folder), "--format", "json")
    assert ran.status == 3
    told = json.loads(ran.out)["data"]
    assert 3 not in {provision["point"] for provision in told["provisions"]}
    assert told["unreported_points"] == [2, 4, 6, 8, 9, 10, 11]


def _points(name: str) -> list[int]:
    """The points of `3`, `3, 5` or `3 to 5`; a dash is none."""
    numbers = [int(number) for number in re.findall(r"\d+", name)]
    assert numbers or name == "–"
    return list(range(numbers[0], numbers[-1] + 1)) if " to " in name else numbers


@pytest.mark.parametrize(("data", "line"), CASES)
def test_markdown_and_html_have_the_same_tables_and_notes(data: Path, line: str) -> None:
    markdown, html = (read(output(data, line, format)) for format, read in PAGES.items())
    assert cells(markdown) == cells(html)
    assert markdown.notes.keys() == html.notes.keys()
    for page in (markdown, html):
        pointed = set(re.findall(r"\[(\d+)\]", "".join(_all(page))))
        assert set(page.notes) <= pointed


def _all(page: Page) -> list[str]:
    return [page.text, *(column for table in page.tables for column in table.columns)]


NARROW = [case for case in CASES if case.values[0] == HARBOUR]


@pytest.mark.parametrize("width", [60, 200])
@pytest.mark.parametrize(("data", "line"), NARROW)
def test_the_table_shows_every_word_at_every_width(data: Path, line: str, width: int) -> None:
    """A word may be folded; then other columns stand between its pieces."""
    shown = output(data, line, "table", width)
    for word in set(output(data, line, "table", UNFOLDED).split()):
        if set(word) != {"─"}:
            assert word in shown or _in_pieces(word, shown)


def _in_pieces(word: str, shown: str) -> bool:
    folded = r"(?:(?: [^\n]*)?\n[^\n]*?)?"
    return re.search("".join(re.escape(sign) + folded for sign in word), shown) is not None


def together(text: str) -> str:
    """Marks of sources stand apart only where a line may break between them."""
    return text.replace("] [", "][")


@pytest.mark.parametrize(("data", "line"), CASES)
def test_the_unfolded_table_shows_every_line_of_every_cell(data: Path, line: str) -> None:
    shown = together(output(data, line, "table", UNFOLDED))
    for _, rows in cells(read_markdown(output(data, line, "markdown"))):
        for row in rows:
            for cell in row:
                for text in cell.split("\n"):
                    assert together(text) in shown


@pytest.mark.parametrize(("data", "line"), CASES)
def test_json_is_valid_against_its_schema(data: Path, line: str) -> None:
    text = output(data, line, "json")
    Draft202012Validator(output_schema(), format_checker=None).validate(json.loads(text))


def test_the_schema_is_a_schema_and_knows_every_command_here() -> None:
    Draft202012Validator.check_schema(output_schema())
    assert {line.split()[0] for lines in LINES.values() for line in lines} <= set(DATA)


@pytest.mark.parametrize("format", [name for name in formats_of() if name not in ("table", "json")])
@pytest.mark.parametrize(
    "line",
    [
        "plans",
        "show autumn",
        "sources fishing tolls",
        "diff spring autumn",
        "conflicts",
        "outlets",
        "search ferries",
    ],
)
def test_golden(run: Run, golden: Golden, line: str, format: str) -> None:
    name = line.replace(" ", "-")
    golden(
        f"formats/{name}.{FORMATS[format].endings[0]}", run(*line.split(), "--format", format).out
    )


@pytest.mark.parametrize("format", formats_of())
def test_nothing_in_the_data_steers_a_terminal(run: Run, format: str) -> None:
    text = run("sources", "quay", "--outlet", "all", "--format", format).out
    assert "31mred" in text
    assert not unsafe().search(text)


@pytest.mark.parametrize("name", formats_of())
def test_every_ending_chooses_its_format(run: Run, name: str, tmp_path: Path) -> None:
    for ending in FORMATS[name].endings:
        path = tmp_path / f"out.{ending}"
        ran = run("plans", "-o", str(path))
        assert (ran.status, ran.out, ran.err) == (0, "", "")
        assert path.read_text(encoding="utf-8") == run("plans", "--format", name).out


@pytest.mark.parametrize("format", formats_of())
def test_a_format_makes_no_more_of_a_view_than_it_takes(format: str) -> None:
    view = MadeView(
        Paragraph((line("told"),)), records=Records(("told",), (("it",),)), data={"told": "it"}
    )
    assert "told" in renderer(format)(view, Settings())
    assert view.asked == [TAKES.get(format, "blocks")]


@pytest.mark.parametrize(("data", "line"), TELLING)
def test_a_row_of_csv_can_be_cited(data: Path, line: str) -> None:
    """It has the outlet's name, the headline and the address, and the line to paste."""
    dataset = known(data).dataset
    rows = [row for row in read_csv(output(data, line, "csv")) if row["article"]]
    assert rows
    for row in rows:
        article = dataset.articles[row["article"]]
        assert row["outlet_name"] == dataset.outlets[row["outlet"]].name
        assert row["headline"] == article.title
        assert row["address"] == article.address
        assert row["date_known"] == article.date_known
        publisher = dataset.outlets[article.outlet].name
        assert re.match(rf"{re.escape(publisher)}(?: \(copy at \S+\))?, ", row["citation"])
        assert row["quote"] in row["citation"]
        assert row["citation"].endswith(article.address or "no link on file")


NAMED = {
    "outlet": "outlet_name",
    "with": "with_name",
    "origin": "origin_names",
    "covering": "covering_names",
}
"""Columns of outlets' ids, each with the one that has their names."""


@pytest.mark.parametrize(("data", "line"), CASES)
def test_whoever_is_named_by_id_in_csv_is_named_in_full_beside_it(data: Path, line: str) -> None:
    outlets = known(data).dataset.outlets
    rows = read_csv(output(data, line, "csv"))
    columns = NAMED.keys() & rows[0].keys()
    assert columns
    for row in rows:
        for column in columns:
            names = "; ".join(outlets[outlet].name for outlet in row[column].split())
            assert row[NAMED[column]] == names


WEAK = [case for case in CASES if str(case.values[1]).startswith("weak")]


@pytest.mark.parametrize(("data", "line"), WEAK)
def test_a_row_of_csv_says_in_which_words_and_ways_its_answer_is_weak(
    data: Path, line: str
) -> None:
    told = {
        (term["topic"], term["term"], term["draft"] or ""): term
        for term in json.loads(output(data, line, "json"))["data"]["terms"]
    }
    page = read_markdown(output(data, line, "markdown"))
    printed = {rests_on[0].text for *_, rests_on in page.tables[-1].rows}
    rows = read_csv(output(data, line, "csv"))
    assert {(row["topic"], row["term"], row["draft"]) for row in rows} == told.keys()
    assert {row["rests_on"] for row in rows} == printed
    for row in rows:
        weak = told[row["topic"], row["term"], row["draft"]]
        for column in ("answers", "origin", "weaknesses"):
            assert row[column] == " ".join(weak[column])
        assert row["rests_on"].count(", ") + 1 == len(weak["weaknesses"])
        assert row["value"] in weak["answers"]


@pytest.mark.parametrize(("data", "line"), CASES)
def test_no_id_in_csv_is_a_number_to_a_spreadsheet(data: Path, line: str) -> None:
    for row in read_csv(output(data, line, "csv")):
        for column in ("id", "topic", "term", "plan", "outlet", "article"):
            assert not re.fullmatch(r"[+-]?[\d.]+(?:[eE][+-]?\d+)?", row.get(column, ""))
