"""Claims to a spreadsheet and back: nothing lost, nothing doubled, nothing wrong written."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
from atexit import register
from collections.abc import Iterator
from functools import cache
from itertools import combinations
from pathlib import Path
from tempfile import TemporaryDirectory, mkdtemp
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plancmp.data import spreadsheet, yaml_reader, yaml_writer
from plancmp.data.cells import guarded
from plancmp.data.folder import DataFolder, shipped
from plancmp.data.loaded import Loaded
from plancmp.data.whole_plans import load_plans
from plancmp.domain.model import Report
from plancmp.domain.problems import ERROR
from plancmp.rules.runner import check
from tests.support.datasets import HARBOUR, RENTS
from tests.support.golden_files import Golden
from tests.support.reading import cells_of as read
from tests.support.running import Ran, Run


@cache
def sound_harbour() -> Path:
    """The harbour without the one thing in it that check refuses, and so import."""
    folder = Path(mkdtemp()) / "harbour"
    register(shutil.rmtree, folder.parent)
    shutil.copytree(HARBOUR, folder)
    quay = folder / "plans/autumn/12-quay.yaml"
    quay.write_text(quay.read_text().replace("    says:", "    paragraph: 3\n    says:", 1))
    return folder


SETS = {"shipped": shipped(), "harbour": sound_harbour(), "rents": RENTS}


def bare(folder: Path, to: Path) -> Path:
    """A copy of a data folder without its provisions."""
    shutil.copytree(folder, to)
    for path in to.glob("plans/*/*.yaml"):
        if path.name != "plan.yaml":
            path.unlink()
    return to


def loaded(folder: Path) -> Loaded:
    there = DataFolder(folder)
    return load_plans(there, there.plans)


def provisions(folder: Path) -> list[tuple[object, ...]]:
    """All that a folder says, without places."""
    return [
        (p.plan.id, p.topic.id, p.points, p.title, [told(p.plan.id, r) for r in p.reports])
        for p in loaded(folder).dataset.provisions
    ]


def told(plan: str, report: Report) -> dict[str, object]:
    skip = {"location", "locations", "value_locations", "article"}
    parts = {name: part for name, part in report._asdict().items() if name not in skip}
    return {**parts, "says": dict(report.says), "article": report.article.id, "plan": plan}


def imported(run: Run, sheet: str, folder: Path, *options: str) -> Ran:
    file = folder.parent / "claims.csv"
    file.write_bytes(sheet.encode())
    return run("import", str(file), "--data", str(folder), *options)


@pytest.mark.parametrize("name", SETS)
def test_exported_imported_and_exported_again_is_the_same(
    name: str, run: Run, tmp_path: Path
) -> None:
    first = run("export", "--data", str(SETS[name]))
    assert first.status == 0
    folder = bare(SETS[name], tmp_path / "data")
    ran = imported(run, first.out, folder, "--write")
    assert (ran.status, ran.err) == (0, "")
    assert run("export", "--data", str(folder)).out == first.out
    assert provisions(folder) == provisions(SETS[name])
    assert loaded(folder).problems == ()


@pytest.mark.parametrize("name", SETS)
def test_what_is_there_already_is_recognised(name: str, run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "data"
    shutil.copytree(SETS[name], folder)
    before = {path: path.read_bytes() for path in folder.rglob("*.yaml")}
    ran = imported(run, run("export", "--data", str(folder)).out, folder, "--write")
    assert ran.status == 0
    assert ran.out.startswith("0 reports added in 0 files, ")
    assert {path: path.read_bytes() for path in folder.rglob("*.yaml")} == before


# Made-up data

signs = st.characters(codec="utf-8", exclude_categories=("Cs", "Cc"))
wording = st.one_of(
    st.text(signs, min_size=1, max_size=30),
    st.text("=+-@'\"\\,;:#[]{}|>&*!%?~x \u202e", min_size=1, max_size=12),
    st.sampled_from(["yes", "no", "null", "absent", "unspecified", "12:30", "- x", "a: b", "..."]),
    st.lists(st.sampled_from(["word", "other"]), min_size=20, max_size=40).map(" ".join),
).filter(lambda text: bool(text.split()))


def atom(name: str, kind: Any) -> st.SearchStrategy[Any]:
    if name in ("choice", "members"):
        return st.sampled_from(list(kind.options))
    if name == "number":
        return st.integers(-(10**12), 10**12).map(str)
    if name == "date":
        return st.dates().map(str)
    return st.sampled_from(["yes", "no"]) if name == "yes-no" else wording


@st.composite
def values(draw: st.DrawFn, kind: Any) -> Any:
    form = draw(st.sampled_from(kind.forms))
    one = atom(kind.name, kind)
    part = st.lists(one, min_size=1, max_size=3) if form.many else one
    if not form.keys:
        return draw(part)
    return {key: draw(part) for key in form.keys}


@st.composite
def reports(draw: st.DrawFn, provision: Any, articles: list[Any]) -> dict[str, Any]:
    article = draw(st.sampled_from(articles))
    report: dict[str, Any] = {"article": article.id}
    for key in ("speaker", "note", "hedge", "condition"):
        if draw(st.booleans()):
            report[key] = draw(wording)
    if "note" in report and draw(st.booleans()):
        report["inferred"] = "yes"
    if draw(st.booleans()):
        report["quote"] = draw(st.lists(st.text("ab‘’\"'=", min_size=1), min_size=1, max_size=10))
        report["quote"] = " ".join(report["quote"])
    if "quote" in report or draw(st.booleans()):
        report["paragraph"] = str(draw(st.integers(1, 99)))
    if draw(st.booleans()):
        report["via"] = draw(st.sampled_from([[], ["harbour-watch"], ["radio-nord"]]))
    if provision.plan.drafts and draw(st.booleans()):
        report["draft"] = draw(st.sampled_from(provision.plan.drafts))
    if draw(st.booleans()):
        report["as-of"] = str(draw(st.dates()))
    if draw(st.integers(0, 9)) == 0:
        return {**report, "absent": "yes"}
    terms = draw(st.sets(st.sampled_from(sorted(provision.topic.terms)), min_size=1))
    kinds = {term: provision.topic.terms[term].kind for term in sorted(terms)}
    return {**report, "says": {term: draw(values(kind)) for term, kind in kinds.items()}}


HARBOUR_LOADED = loaded(HARBOUR)


@st.composite
def written(draw: st.DrawFn) -> dict[str, Any]:
    """Provisions of the harbour's plans by file, as JSON, which is YAML."""
    dataset = HARBOUR_LOADED.dataset
    outlets = sorted(dataset.outlets)
    files = {}
    for provision in dataset.provisions:
        if draw(st.integers(0, 3)):
            continue
        plan, plan_points = provision.plan.id, provision.plan.points
        articles = [a for a in dataset.articles.values() if plan in a.covers]
        made = draw(st.lists(reports(provision, articles), min_size=1, max_size=3))
        for report in made:
            if report.get("via"):
                report["via"] = draw(st.lists(st.sampled_from(outlets), min_size=1, unique=True))
        file = {"title": draw(wording), "reports": made}
        if not provision.points and plan_points and draw(st.booleans()):
            points = st.integers(1, plan_points)
            file["points"] = draw(st.lists(points.map(str), min_size=2, max_size=3, unique=True))
        files[provision.location.file] = file
    return files


def lay(files: dict[str, Any], folder: Path) -> Iterator[str]:
    for file, data in files.items():
        path = folder / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(json.dumps(data).encode())
        yield file


@settings(max_examples=25, deadline=None)
@given(written())
def test_made_up_data_too(files: dict[str, Any]) -> None:
    from tests.support.running import run_inside

    with TemporaryDirectory() as name:
        first = bare(HARBOUR, Path(name) / "first")
        list(lay(files, first))
        there = loaded(first)
        if there.problems:  # such as numbers that end before they begin
            return
        if check(DataFolder(first)).of(ERROR):  # such as a quote without a paragraph
            return
        again = bare(HARBOUR, Path(name) / "again")
        sheet = run_inside("export", "--data", str(first))
        ran = imported(run_inside, sheet.out, again, "--write")
        assert (ran.status, ran.err) == (0, "")
        assert run_inside("export", "--data", str(again)).out == sheet.out
        assert provisions(again) == provisions(first)
        assert loaded(again).problems == ()


plain = st.recursive(
    wording.map(lambda text: " ".join(text.split())),
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=4),
        st.dictionaries(st.text("abc-x", min_size=1), inner, min_size=1, max_size=4),
    ),
    max_leaves=12,
)


mappings = st.dictionaries(st.text("abcxyz", min_size=1), plain, min_size=1)


@settings(max_examples=30, deadline=None)
@given(mappings)
def test_yaml_that_is_written_is_read_back(data: dict[str, Any]) -> None:
    text = yaml_writer.write(data)
    assert yaml_reader.parse(text, "") == (data, [])


@settings(max_examples=30, deadline=None)
@given(st.lists(mappings, min_size=1, max_size=4), st.integers(0, 6))
def test_items_that_are_written_are_read_back(items: list[Any], indent: int) -> None:
    text = "items:\n" + yaml_writer.write_list(items, indent)
    assert yaml_reader.parse(text, "") == ({"items": items}, [])


@given(wording)
def test_what_stands_behind_a_key_is_read_back(text: str) -> None:
    line = yaml_writer.quoted(text)
    assert "\n" not in line
    assert yaml_reader.parse(f"key: {line}\n", "")[0]["key"].split() == text.split()


@pytest.mark.parametrize("name", SETS)
def test_every_shipped_value_has_a_written_form_that_is_read_back(name: str) -> None:
    for provision in loaded(SETS[name]).dataset.provisions:
        for report in provision.reports:
            for term, value in report.says.items():
                kind = provision.topic.terms[term].kind
                assert kind.parse(kind.written(value)) == value
                assert kind.parse(kind.text(value)) == value


@pytest.mark.parametrize("name", SETS)
def test_written_yaml_has_short_lines(name: str) -> None:
    for provision in loaded(SETS[name]).dataset.provisions:
        lines = yaml_writer.write(spreadsheet.provision_data(provision)).splitlines()
        assert [line for line in lines if len(line) > yaml_writer.WIDTH] == []


# The columns


def test_the_columns_hold_all_that_a_report_has() -> None:
    known = {field.replace("_", "-") for field in Report._fields if "location" not in field}
    assert known - {"says", "absent", "checked"} == set(spreadsheet.PASSAGE_KEYS)
    assert set(spreadsheet.PASSAGE_KEYS) < set(spreadsheet.COLUMNS)


def test_no_cell_is_a_formula(run: Run, tmp_path: Path) -> None:
    folder = bare(RENTS, tmp_path / "data")
    report = {"article": "gazette-1", "speaker": "=1+1", "note": "@x", "says": {"payer": "state"}}
    list(lay({"plans/draft/costs.yaml": {"title": "+x", "reports": [report]}}, folder))
    out = run("export", "--data", str(folder)).out
    cells = [cell for row in csv.reader(io.StringIO(out)) for cell in row]
    assert [cell for cell in cells if cell.startswith(tuple("=+-@"))] == []
    assert {"'=1+1", "'@x", "'+x"} <= set(cells)
    assert {"=1+1", "@x", "+x"} <= {cell for row in read(out) for cell in row}


# What a person's rows may look like

ROWS = """\
plan,topic,title,article,speaker,paragraph,term,value
draft,costs,Paid by the state,herald-1,officials,2,payer,state
draft,cap,A cap,gazette-1,,2,percent,at most 3
"""


def test_what_would_be_written_is_shown_and_then_written(
    run: Run, golden: Golden, tmp_path: Path
) -> None:
    folder = bare(RENTS, tmp_path / "data")
    ran = imported(run, ROWS, folder)
    assert (ran.status, ran.err) == (0, "")
    golden("import/dry.txt", ran.out)
    assert list(folder.glob("plans/draft/*")) == [folder / "plans/draft/plan.yaml"]
    ran = imported(run, ROWS, folder, "--write", "--format", "json")
    shown = json.loads(ran.out)["data"]
    assert shown["written"] is True
    for file in shown["files"]:
        assert (folder / file["file"]).read_text() == file["lines"]


@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_a_spreadsheets_own_csv_is_taken(delimiter: str, run: Run, tmp_path: Path) -> None:
    folder = bare(RENTS, tmp_path / "data")
    rows = "\ufeff" + ROWS.replace(",", delimiter).replace("\n", "\r\n") + delimiter * 7 + "\r\n"
    ran = imported(run, rows, folder)
    assert ran.out.startswith("2 reports to add in 2 files, 0 there already.")


def test_rows_of_the_same_passage_make_one_report(run: Run, tmp_path: Path) -> None:
    folder = bare(sound_harbour(), tmp_path / "data")
    out = run("export", "--data", str(sound_harbour())).out
    header, *rows = read(out)
    place = header.index("report")
    assert header[place + 1] == "id"
    without = io.StringIO()
    csv.writer(without).writerows(
        [guarded(cell) for cell in row[:place] + row[place + 2 :]] for row in [header, *rows]
    )
    ran = imported(run, without.getvalue(), folder, "--write")
    assert ran.status == 0
    wanted = [claims(provision) for provision in provisions(sound_harbour())]
    assert [claims(provision) for provision in provisions(folder)] == wanted


def claims(provision: tuple[Any, ...]) -> list[str]:
    found = []
    for report in provision[-1]:
        rest = {key: part for key, part in report.items() if key != "says"}
        found += [f"{rest} {term} {value}" for term, value in report["says"].items()]
        found += [str(rest)] * report["absent"]
    return sorted(found)


def test_reports_come_to_stand_after_the_others_and_comments_stay(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "data"
    shutil.copytree(RENTS, folder)
    file = folder / "plans/draft/costs.yaml"
    before = "# what we know\n" + file.read_text() + "# to be continued"
    file.write_text(before)
    assert imported(run, ROWS, folder, "--write").status == 0
    assert file.read_text() == before + (
        "\n  - article: herald-1\n    speaker: officials\n    paragraph: 2\n"
        "    says:\n      payer: state\n"
    )
    ran = imported(run, ROWS, folder, "--write")
    assert ran.out.startswith("0 reports added in 0 files, 2 there already.")


def test_of_a_passage_that_is_there_only_new_values_are_added(run: Run, tmp_path: Path) -> None:
    folder = bare(HARBOUR, tmp_path / "data")
    header, *rows = read(run("export").out)
    place = header.index("report")
    by_report: dict[tuple[str, ...], list[list[str]]] = {}
    for row in rows:
        by_report.setdefault((row[0], row[1], row[place]), []).append(row)
    several = max(by_report.values(), key=len)
    assert len(several) > 1
    for part in (several[:1], several, several):
        out = io.StringIO()
        csv.writer(out).writerows([guarded(cell) for cell in row] for row in [header, *part])
        assert imported(run, out.getvalue(), folder, "--write").status == 0
    ((*_, reports),) = provisions(folder)
    assert isinstance(reports, list)
    terms = [term for report in reports for term in report["says"]]
    assert sorted(terms) == sorted(row[-2] for row in several)


def test_the_first_reports_take_the_place_of_none(run: Run, tmp_path: Path) -> None:
    folder = bare(RENTS, tmp_path / "data")
    assert run("new", "provision", "draft", "costs", "--data", str(folder)).status == 0
    rows = ROWS.replace("Paid by the state", "")
    assert imported(run, rows, folder, "--write").status == 0
    text = (folder / "plans/draft/costs.yaml").read_text()
    assert "\nreports:\n  - article: herald-1\n" in text
    assert loaded(folder).problems == ()


def test_a_file_that_cannot_grow_at_its_end_is_left_alone(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "data"
    shutil.copytree(RENTS, folder)
    file = folder / "plans/draft/costs.yaml"
    lines = file.read_text().splitlines(keepends=True)
    file.write_text("".join([*lines[1:], lines[0]]))
    before = file.read_text()
    ran = imported(run, ROWS, folder, "--write")
    assert ran.status == 3
    assert ran.err.startswith(
        "plancmp: plans/draft/costs.yaml is laid out so that no report can be added at its end; "
        "nothing was written. Add by hand:\n  - article: herald-1\n"
    )
    assert file.read_text() == before
    assert run("plans", "--data", str(folder)).status == 0


RIGHT = {
    "plan": "draft",
    "topic": "costs",
    "article": "herald-1",
    "outlet": "herald",
    "draft": "",
    "via": "",
    "as-of": "",
    "paragraph": "2",
    "inferred": "",
    "quote": "the state",
    "term": "payer",
    "value": "state",
}
FAULTS = {
    "plan": ("draf", "there is no plan draf"),
    "topic": ("sums", "there is no topic sums"),
    "article": ("herold-1", "there is no article herold-1"),
    "outlet": ("gazette", "outlet is gazette, and herald in"),
    "draft": ("first", "draft has no draft first"),
    "via": ("nobody", "there is no outlet nobody"),
    "as-of": ("2031-13-01", "2031-13-01 is not a day of the calendar"),
    "paragraph": ("two", "paragraph is two"),
    "inferred": ("perhaps", "inferred is perhaps"),
    "term": ("payr", "there is no costs term payr"),
    "value": ("stat", "stat is not an option"),
}
HIDES = {
    frozenset({"plan", "draft"}),
    frozenset({"topic", "term"}),
    frozenset({"topic", "value"}),
    frozenset({"article", "outlet"}),
    frozenset({"term", "value"}),
}
"""What cannot be told, as nobody knows what it would be held against."""


@pytest.mark.parametrize("pair", [frozenset(two) for two in combinations(FAULTS, 2)], ids=" ".join)
def test_all_that_is_wrong_in_a_row_is_told_at_once(
    pair: frozenset[str], run: Run, tmp_path: Path
) -> None:
    shutil.copytree(RENTS, tmp_path / "rents")
    row = {**RIGHT, **{column: FAULTS[column][0] for column in pair}}
    sheet = f"{','.join(row)}\n{','.join(row.values())}\n"
    ran = imported(run, sheet, tmp_path / "rents")
    told = [FAULTS[column][1] in ran.err for column in pair]
    assert ran.status == 3
    assert any(told) if pair in HIDES else all(told), ran.err


@pytest.mark.parametrize("ending", ["xlsx", "xls", "ods", "XLSX"])
def test_what_is_called_a_workbook_and_is_none_is_told_so(
    ending: str, run: Run, tmp_path: Path
) -> None:
    file = tmp_path / f"rows.{ending}"
    file.write_bytes(bytes(range(255, 1, -1)) * 8)
    ran = run("import", str(file), "--data", str(RENTS))
    told = f"{file}: unreadable: this is no .{ending.lower()} file, whatever its name says; "
    assert (ran.status, ran.err.startswith(told)) == (3, True), ran.err


WRONG = {
    "term": (
        "draft,costs,Paid,herald-1,,2,payr,state",
        "2:7: unknown-id: there is no costs term payr; did you mean payer?",
    ),
    "value": (
        "draft,costs,Paid,herald-1,,2,payer,stat",
        "2:8: bad-value: stat is not an option; options: state, landlord, tenant; "
        "did you mean state?",
    ),
    "no value": (
        "draft,costs,Paid,herald-1,,2,payer,",
        "2:8: bad-value: the value is empty; "
        "allowed: option, {any-of: [option, …]}, {not: option} or unspecified",
    ),
    "plan": (
        "draf,costs,Paid,herald-1,,2,payer,state",
        "2:1: unknown-id: there is no plan draf; did you mean draft?",
    ),
    "topic": (
        "draft,sums,Paid,herald-1,,2,payer,state",
        "2:2: unknown-id: there is no topic sums; plancmp new topic makes one",
    ),
    "article": (
        "draft,costs,Paid,herold-1,,2,payer,state",
        "2:4: unknown-id: there is no article herold-1; did you mean herald-1?",
    ),
    "paragraph": (
        "draft,costs,Paid,herald-1,,two,payer,state",
        "2:6: wrong-type: paragraph is two; allowed: a whole number from 1 to 9999",
    ),
    "no term": (
        "draft,costs,Paid,herald-1,,2,,state",
        "2:7: missing-key: there is no term; "
        "allowed: a term with its value, or no term and absent, alone in its report",
    ),
    "too long": (
        "draft,costs,Paid,herald-1,,2,payer,state,more",
        "2:9: unknown-key: there is no column for more; name it in the first row, or put a cell with a "
        "comma in it in quotes",
    ),
}


@pytest.mark.parametrize("case", WRONG)
def test_a_problem_stands_at_its_row_and_column_and_nothing_is_written(
    case: str, run: Run, tmp_path: Path
) -> None:
    row, problem = WRONG[case]
    folder = bare(RENTS, tmp_path / "data")
    header, *good = ROWS.splitlines()
    ran = imported(run, "\n".join([header, row, good[1]]), folder, "--write")
    assert ran.status == 3
    assert f"{tmp_path}/claims.csv:{problem}\n" in ran.err
    assert list(folder.glob("plans/draft/*")) == [folder / "plans/draft/plan.yaml"]


SECOND = {
    "another title": (
        "draft,costs,,Paid,herald-1,1,payer,state",
        "draft,costs,,Unpaid,herald-1,1,payer,tenants",
        "3:4: bad-value: the title of draft/costs is Unpaid here and Paid in row 2; allowed: the same in all its rows",
    ),
    "a point that is no number": (
        "draft,costs,first,Paid,herald-1,1,payer,state",
        "draft,costs,first,Paid,herald-1,2,payer,state",
        "2:3: wrong-type: point is first; allowed: a whole number from 1, several such as 7, 8, or empty",
    ),
    "a term again": (
        "draft,costs,,Paid,herald-1,1,payer,state",
        "draft,costs,,Paid,herald-1,1,payer,tenants",
        "3:7: repeated-key: payer again; it stands in row 2 already; "
        "allowed: each term once in a report",
    ),
}


@pytest.mark.parametrize("case", SECOND)
def test_rows_that_contradict_each_other_are_told(case: str, run: Run, tmp_path: Path) -> None:
    *rows, problem = SECOND[case]
    header = "plan,topic,point,title,article,report,term,value"
    ran = imported(run, "\n".join([header, *rows]), bare(RENTS, tmp_path / "data"), "--write")
    assert ran.status == 3
    assert f"{tmp_path}/claims.csv:{problem}\n" in ran.err


def test_a_point_beyond_the_plan_is_told_in_its_row(run: Run, tmp_path: Path) -> None:
    folder = bare(RENTS, tmp_path / "data")
    plan = folder / "plans/draft/plan.yaml"
    plan.write_text(f"{plan.read_text()}points: 8\n")
    header = "plan,topic,point,title,article,paragraph,term,value"
    rows = ("draft,cap,7,A cap,herald-1,1,percent,3", "draft,costs,99,Paid,herald-1,1,payer,state")
    ran = imported(run, "\n".join([header, *rows]), folder, "--write")
    told = f"{tmp_path}/claims.csv:3:3: bad-value: point 99 of a plan of 8 points\n"
    assert (ran.status, ran.err) == (3, told)


def test_what_an_import_would_do_is_a_record_a_file(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "data"
    shutil.copytree(RENTS, folder)
    rows = run("export", "--data", str(folder)).out
    ran = imported(run, rows, folder, "--format", "csv")
    assert ran.status == 0
    files = {row[0] for row in read(ran.out)[1:]}
    assert files == {"plans/draft/cap.yaml", "plans/draft/costs.yaml"}
    assert "unchanged" in ran.out
    assert "new" in imported(run, ROWS, bare(RENTS, tmp_path / "bare"), "--format", "csv").out


@pytest.mark.parametrize("format", ["table", "markdown", "html", "json"])
def test_claims_are_exported_in_every_format(format: str, run: Run) -> None:
    header, *rows = read(run("export").out)
    ran = run("export", "--format", format, COLUMNS="4000")
    assert ran.status == 0
    if format == "json":
        data = json.loads(ran.out)["data"]
        assert (list(data["columns"]), len(data["claims"])) == (header, len(rows))
    else:
        assert f"{len(rows)} claims" in ran.out


def test_a_plan_that_is_named_twice_is_exported_once(run: Run) -> None:
    assert run("export", "spring", "spring") == run("export", "spring")


HEADERS = {
    "plan,topic,article,term,valu": "1:5: unknown-key: there is no column valu; allowed: ",
    "plan,topic,article,term": "1:1: missing-key: the column value is missing; add it: the value as ",
    "Plan,Topic,Article,Term,Value": "1:1: missing-key: row 1 is taken for the names of the "
    "columns, and has Plan, Topic, Article, Term, Value; needed: the columns plan, topic, article, "
    "term and value; write their names in lower case",
    "My rows,,,,\nplan,topic,article,term,value": "1:1: missing-key: row 1 is taken for the names of "
    "the columns, and has My rows; needed: the columns plan, topic, article, term and value; "
    "row 2 names them: delete what stands above",
    ",,\n,,": "1:1: missing-key: row 1 is taken for the names of the columns, and has nothing; ",
    "plan,topic,article,term,value,term": "1:6: repeated-key: the column term again; allowed: once",
}


@pytest.mark.parametrize("header", HEADERS)
def test_a_wrong_header_is_told(header: str, run: Run, tmp_path: Path) -> None:
    ran = imported(run, f"{header}\n", bare(RENTS, tmp_path / "data"))
    assert ran.status == 3
    assert f"claims.csv:{HEADERS[header]}" in ran.err
    assert ran.err.count("row 1 is taken") in (0, ran.err.count("\n"))


def test_what_contradicts_the_data_is_told(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "data"
    shutil.copytree(RENTS, folder)
    rows = run("export", "--data", str(folder)).out
    for old, new, problem in (
        (",herald,", ",gazette,", "outlet is gazette, and herald in articles/herald-1.yaml"),
        ("2031-04-03", "2031-04-01", "date is 2031-04-01, and 2031-04-03 in articles/herald-1"),
        ("Paid by the state", "Paid", "title is Paid, and Paid by the state in plans/draft/costs"),
        ("draft,costs,,", "draft,costs,3,", "point is 3, and the provision is there already in"),
    ):
        assert old in rows, old
        ran = imported(run, rows.replace(old, new), folder, "--write")
        assert ran.status == 3, new
        assert problem in ran.err
    without_ids = re.sub(r",r\d+-[0-9a-f]{8},", ",,", rows)
    ran = imported(run, without_ids.replace(",3 percent\n", ",5 percent\n"), folder)
    assert ran.status == 3
    assert "value is 5 percent, and 3 percent for the same passage in" in ran.err


def test_what_is_no_csv_is_told(run: Run, tmp_path: Path) -> None:
    folder = bare(RENTS, tmp_path / "data")
    ran = imported(run, 'plan,topic\n"', folder)
    assert ran.status == 3
    assert "claims.csv:2:1: syntax: the quote that opens in line 2 is never closed; " in ran.err
    assert imported(run, "", folder).status == 3


def test_the_data_that_travels_with_plancmp_is_not_written_to(tmp_path: Path) -> None:
    from tests.support.running import run_inside

    (tmp_path / "claims.csv").write_text(ROWS)
    ran = run_inside("import", str(tmp_path / "claims.csv"), "--write")
    assert ran.status == 2
    assert "the one that travels with plancmp is not written to" in " ".join(ran.err.split())
