"""`plancmp check`: everything at once, in every format, with the status that it earns."""

from __future__ import annotations

import csv
import json
import shutil
from functools import partial
from io import StringIO
from itertools import permutations
from pathlib import Path

import pytest

from plancmp.data.folder import DataFolder, shipped
from plancmp.data.loader import load_catalog
from plancmp.data.parallel import map_plans
from plancmp.domain.problems import ERROR
from plancmp.rules import RULES
from plancmp.rules.runner import check, check_plan, merge
from plancmp.views.check import CheckView
from plancmp.views.document import Paragraph
from tests.support.examples import lay
from tests.support.golden_files import Golden
from tests.support.reading import read_csv
from tests.support.running import Run, process

BROKEN = """
== dataset.yaml
format: 2
title: An example
outlets: [herald, wier]
== topics/border.yaml
title: The border
group: territory
terms:
  opening:
    asks: Would the border be opened?
    kind: yes/no
== articles/herald-1.yaml
outlet: herald
title: "[red]Border[/red] to open in spring, says a minister who has said so before, and will again"
date: 2025-03-02
date-known: pgae
covers: spring
== plans/spring/01-border.yaml
title: "日本語: an open border"
reports:
  - {article: herald-1, quote: "日本語の見出し", paragraph: 2, says: {opening: yes}, speakr: one}
  - article: wire-2
    quote: "=1+1 stays shut"
    paragraph: 3
    says:
      opening: no
== plans/autumn/plan.yaml
title: The autumn plan
== plans/autumn/border.yaml
title: |
  A border
reports:
\t- article: wire-1
"""


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    lay(BROKEN, tmp_path)
    return tmp_path


def test_the_shipped_data_has_no_error() -> None:
    checked = check(DataFolder(shipped()))
    assert checked.of(ERROR) == ()
    assert checked.whole


@pytest.mark.parametrize("ending", ["txt", "md", "csv", "json", "html"])
def test_output(run: Run, broken: Path, golden: Golden, ending: str, tmp_path: Path) -> None:
    names = {"txt": "table", "md": "markdown"}
    ran = run("check", "--format", names.get(ending, ending), PLANCMP_DATA=str(broken))
    assert (ran.status, ran.err) == (1, "")
    golden(f"check/broken.{ending}", ran.out)


def test_a_broken_file_hides_no_problem_of_the_others(broken: Path) -> None:
    checked = check(DataFolder(broken))
    assert {problem.location.file for problem in checked.problems} == {
        "dataset.yaml",
        "topics/border.yaml",
        "articles/herald-1.yaml",
        "plans/spring/01-border.yaml",
        "plans/autumn/border.yaml",
    }
    assert not checked.whole


def test_a_name_that_leads_to_a_broken_file_is_no_second_problem(tmp_path: Path) -> None:
    lay("== outlets.yaml is a folder", tmp_path)
    told = [problem.location.file for problem in check(DataFolder(tmp_path)).problems]
    assert told == ["outlets.yaml"]


def test_warnings_alone_end_with_0(run: Run, tmp_path: Path) -> None:
    lay(RULES["unused-topic"].page.bad, tmp_path)
    ran = run("check", PLANCMP_DATA=str(tmp_path))
    assert ran.status == 0
    assert "0 errors, 1 warning\n" in ran.out


def test_one_plan_alone_is_not_asked_what_all_plans_use(run: Run, tmp_path: Path) -> None:
    lay(RULES["covers-without-report"].page.bad, tmp_path)
    told = json.loads(run("check", "spring", "--format", "json", PLANCMP_DATA=str(tmp_path)).out)
    assert (told["data"]["problems"], told["data"]["whole"]) == ([], False)
    every = run("check", "spring", "autumn", "--format", "json", PLANCMP_DATA=str(tmp_path))
    told = json.loads(every.out)
    assert [problem["rule"] for problem in told["data"]["problems"]] == ["covers-without-report"]


def test_plans_may_be_checked_in_any_order(harbour: Path) -> None:
    folder = DataFolder(harbour)
    catalog = load_catalog(folder)
    one = partial(check_plan, folder.root)
    parts = [part for part, _ in map_plans(folder, list(folder.plans), one, catalog=catalog)]
    assert len(parts) > 1
    whole = check(folder)
    assert whole.files == len([*harbour.rglob("*.yaml")])
    for order in permutations(parts):
        assert merge(catalog, order, None, whole=True) == whole


def test_csv_has_a_row_a_problem(run: Run, broken: Path) -> None:
    out = run("check", "--format", "csv", PLANCMP_DATA=str(broken)).out
    rows = list(csv.DictReader(StringIO(out)))
    told = json.loads(run("check", "--format", "json", PLANCMP_DATA=str(broken)).out)
    assert [row["rule"] for row in rows] == [p["rule"] for p in told["data"]["problems"]]
    assert len(rows) == told["data"]["errors"] + told["data"]["warnings"] > 5


@pytest.mark.parametrize("id", RULES)
def test_every_rule_can_be_explained(run: Run, id: str) -> None:
    ran = run("check", "--explain", id, "--format", "json")
    assert (ran.status, json.loads(ran.out)["data"]["rule"]) == (0, id)


def test_the_rules_and_a_page_are_records_too(run: Run) -> None:
    rules = read_csv(run("check", "--list", "--format", "csv").out)
    assert [rule["rule"] for rule in rules] == list(RULES)
    (page,) = read_csv(run("check", "--explain", "own-credit", "--format", "csv").out)
    assert page["rule"] == "own-credit"


def test_explain_in_a_terminal(run: Run, golden: Golden) -> None:
    golden("check/explain.txt", run("check", "--explain", "repeated-key").out)
    golden("check/list.txt", run("check", "--list").out)


@pytest.mark.parametrize("options", [["--list"], ["--explain", "unused-option"]])
def test_pages_are_there_where_docstrings_are_left_out(options: list[str]) -> None:
    ran = process("check", *options, environ={"PYTHONOPTIMIZE": "2"})
    assert (ran.returncode, ran.stderr) == (0, b"")
    assert ran.stdout == process("check", *options).stdout


def test_what_is_mistyped_is_told_with_what_is_near(run: Run) -> None:
    ran = run("check", "--explain", "repeted-key")
    assert ran.status == 2
    assert "did you mean repeated-key" in ran.err
    ran = run("check", "--as-of", "yesterday")
    assert ran.status == 2
    assert "yesterday is not a day written YYYY-MM-DD" in ran.err
    assert run("check", "sprng").status == 2


def test_today_is_what_as_of_says(run: Run, tmp_path: Path) -> None:
    lay(RULES["future-date"].page.bad, tmp_path)
    assert run("check", PLANCMP_DATA=str(tmp_path)).status == 0
    assert run("check", "--as-of", "2025-12-31", PLANCMP_DATA=str(tmp_path)).status == 1
    assert run("check", "--as-of", "2052-03-02", PLANCMP_DATA=str(tmp_path)).status == 0


def test_warnings_stand_behind_errors_rule_by_rule_what_is_not_finished_last(
    run: Run, tmp_path: Path
) -> None:
    warned = (
        "== plans/spring/01-border.yaml\ntitle: An open border\nreports:\n"
        "  - {article: herald-1, says: {opening: yes}}\n"
        "  - {article: wire-1, quote: so, paragraph: 1, says: {opening: no}}\n"
        "== topics/toll.yaml\ntitle: T\ngroup: g\nterms: {a: {asks: Q, kind: yes-no}}\n"
    )
    lay(warned, tmp_path)
    whole = run("check", PLANCMP_DATA=str(tmp_path)).out
    rules = ("value-without-quote: 1 warning", "unused-topic: 1 warning")
    assert whole.index(f"\n{rules[0]}\n") < whole.index(f"\n{rules[1]}\n")
    lay(f"{warned}== plans/spring/plan.yaml\ntitle: P\ndate: soon\n", tmp_path)
    broken = run("check", PLANCMP_DATA=str(tmp_path)).out
    assert broken.index("soon is not a day") < broken.index(f"\n{rules[0]}\n")


def test_a_file_with_a_colon_in_its_name_is_set_as_the_place_whole(
    harbour: Path, tmp_path: Path
) -> None:
    shutil.copytree(harbour, tmp_path / "data")
    (tmp_path / "data/topics/a: b.yml").write_text("title: One\n")
    folder = DataFolder(tmp_path / "data")
    checked = check(folder)
    problem = next(p for p in checked.problems if p.location.file.startswith("topics/a"))
    (line,) = (
        line
        for block in CheckView(checked, folder.line).blocks()
        if isinstance(block, Paragraph)
        for line in block.lines
        if line[0].text.startswith("topics/a")
    )
    place, _, rule, says = (span.text for span in line)
    assert (place, rule) == ("topics/a: b.yml", "stray-file")
    assert f"{place}: {rule}{says}" == str(problem)
