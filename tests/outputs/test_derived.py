"""What is made of the comparison of two: several plans, a topic's history, what is weak, two states."""

from __future__ import annotations

import csv
import json
import re
import shutil
from io import StringIO
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from plancmp.domain import fits
from plancmp.render.output_schema import output_schema
from tests.support.datasets import HARBOUR, RENTS
from tests.support.running import Ran, run_inside

LINES = (
    "diff spring autumn autumn@first",
    "diff spring autumn --base autumn",
    "history fishing",
    "history dredging --outlet all",
    "weak autumn",
    "show autumn --since 2031-09-01",
    "conflicts --since 2031-01-01 --without mayak",
)


def run(line: str, *more: str) -> Ran:
    return run_inside(*line.split(), *more, PLANCMP_DATA=str(HARBOUR))


@pytest.mark.parametrize("line", LINES)
def test_json_is_valid_against_its_schema(line: str) -> None:
    ran = run(line, "--format", "json")
    assert (ran.status, ran.err) == (0, "")
    Draft202012Validator(output_schema(), format_checker=None).validate(json.loads(ran.out))


@pytest.mark.parametrize("line", LINES)
def test_every_value_of_the_rows_stands_in_the_table(line: str) -> None:
    rows = list(csv.DictReader(StringIO(run(line, "--format", "csv").out)))
    shown = " ".join(run(line, "--width", "400").out.split())
    assert rows
    for label in {row["label"] for row in rows if row.get("label")}:
        assert label in shown


@pytest.mark.parametrize("format", ["markdown", "html"])
@pytest.mark.parametrize("line", LINES)
def test_a_document_leads_to_its_sources(line: str, format: str) -> None:
    ran = run(line, "--format", format)
    assert (ran.status, ran.err) == (0, "")
    assert "key phrase" in ran.out


@pytest.fixture
def earlier(tmp_path: Path) -> Path:
    """The data without what one article says on fishing."""
    folder = tmp_path / "earlier"
    shutil.copytree(HARBOUR, folder)
    (folder / "plans/autumn/04-pilotage.yaml").unlink(missing_ok=True)
    first = min((folder / "plans/autumn").glob("*fishing*.yaml"))
    first.unlink()
    return folder


@pytest.mark.parametrize("format", ["table", "json", "csv", "markdown", "html"])
def test_what_is_new_is_told_in_every_format(earlier: Path, format: str) -> None:
    told = run_inside("changes", str(earlier), "--format", format, PLANCMP_DATA=str(HARBOUR))
    assert (told.status, told.err) == (0, "")
    assert "fishing" in told.out.lower()


def test_the_other_way_round_what_was_new_is_gone(earlier: Path) -> None:
    there = run_inside("changes", str(earlier), "--format", "json", PLANCMP_DATA=str(HARBOUR))
    back = run_inside("changes", str(HARBOUR), "--format", "json", PLANCMP_DATA=str(earlier))
    new, gone = (json.loads(ran.out)["data"] for ran in (there, back))
    assert new["new_claims"] == gone["gone_claims"] != []
    Draft202012Validator(output_schema(), format_checker=None).validate(json.loads(there.out))


@pytest.mark.parametrize("format", ["table", "json", "csv", "markdown", "html"])
def test_a_history_of_one_plan_is_told(format: str) -> None:
    told = run_inside("history", "cap", "--format", format, PLANCMP_DATA=str(RENTS))
    assert (told.status, told.err) == (0, "")
    assert "draft" in told.out


def test_a_history_that_nobody_tells_says_so(tmp_path: Path) -> None:
    data = tmp_path / "data"
    shutil.copytree(RENTS, data)
    (data / "plans/draft/cap.yaml").write_text("title: The cap\nreports: []\n")
    told = run_inside("history", "cap", PLANCMP_DATA=str(data))
    assert (told.status, told.out) == (2, "")
    assert "no outlet compared reports cap" in told.err
    (data / "plans/draft/cap.yaml").write_text("title: The cap\nreports: 3\n")
    broken = run_inside("history", "cap", PLANCMP_DATA=str(data))
    assert (broken.status, broken.out) == (3, "")
    assert "plans/draft/cap.yaml:2" in broken.err


def test_among_very_many_plans_nothing_is_held_against_others_and_it_says_so(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(fits, "MOST_PLANS", 1)
    found = json.loads(run("conflicts", "--format", "json").out)["data"]["findings"]
    assert [finding["fits"] for finding in found] == [None] * len(found) != []
    for line in ("conflicts", "sources dredging", "brief spring autumn --all"):
        said = " ".join(run(line).out.split())
        assert "not held against other plans, which are more than 1" in said, line


def test_what_rests_on_which_source_stands_in_full_and_adds_up() -> None:
    """The first screen sends to `--all` for the sources that it has no room for."""
    told = json.loads(run("weak autumn", "--format", "json").out)["data"]
    shown = run("weak autumn", "--all", "--width", "200").out
    below = shown.partition("all of it from")[2].partition("\nquestion ")[0]
    counts = [int(number) for number in re.findall(r"  (\d+)  \S", below)]
    assert sum(counts) == told["counts"]["one-origin"] > 0
    assert f"{told['of']} answers" in shown.splitlines()[0]


def test_a_base_that_is_none_of_the_plans_stands_before_them() -> None:
    told = json.loads(run("diff spring autumn@first --base autumn", "--format", "json").out)["data"]
    assert (told["base"], told["plans"]) == ("autumn", ["autumn", "spring", "autumn@first"])
    named = json.loads(run("diff spring autumn --base autumn", "--format", "json").out)["data"]
    assert named["plans"] == ["spring", "autumn"]


@pytest.mark.parametrize("chosen", [(), ("--outlet", "reuters"), ("--outlet", "all")])
def test_what_only_others_say_side_by_side_is_explained_where_it_stands(
    chosen: tuple[str, ...],
) -> None:
    plans = ("april", "november", "european", "december")
    shown = run_inside("diff", *plans, *chosen, "--sources", "--width", "200").out
    key, table = shown.partition("\ntopic ")[::2]
    assert ("others: outlets not compared" in key) == ("others: " in table)
    assert ("others: " in table) == (chosen != ("--outlet", "all"))
