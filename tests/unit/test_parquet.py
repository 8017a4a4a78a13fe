"""The typed table: the rows of the spreadsheet, and what can be asked of it in SQL."""

from __future__ import annotations

import json
import re
import shutil
import sys
from datetime import date
from pathlib import Path
from typing import Any
from unittest import mock

import pytest

from plancmp.data import spreadsheet
from plancmp.data.folder import DataFolder
from plancmp.data.whole_plans import load_plans
from plancmp.domain.compared import compared_on
from plancmp.render.parquet import DESCRIPTIONS, TYPES
from tests.support.building import judge_provision
from tests.support.datasets import CHECKOUT, HARBOUR, SHIPPED
from tests.support.reading import read_csv
from tests.support.running import Run

SETS = pytest.mark.parametrize("folder", [HARBOUR, SHIPPED], ids=["harbour", "shipped"])
PAGE = (CHECKOUT / "docs" / "performance.md").read_text(encoding="utf-8")


def exported(run: Run, folder: Path, file: Path) -> list[dict[str, Any]]:
    pytest.importorskip("pyarrow", reason="pyarrow, of the extra parquet, is not installed")
    from pyarrow.parquet import read_table

    assert run("export", "--data", str(folder), "-o", str(file)).status == 0
    table: list[dict[str, Any]] = read_table(file).to_pylist()
    return table


def as_cell(part: object) -> str:
    if isinstance(part, list):
        return ", ".join(map(str, part))
    return part.isoformat() if isinstance(part, date) else "" if part is None else str(part)


@SETS
def test_the_rows_are_those_of_the_spreadsheet(run: Run, folder: Path, tmp_path: Path) -> None:
    lines = read_csv(run("export", "--data", str(folder), "--format", "csv").out)
    found = exported(run, folder, tmp_path / "claims.parquet")
    assert list(found[0]) == list(TYPES) == list(DESCRIPTIONS)
    assert len(found) == len(lines)
    for row, there in zip(found, lines, strict=True):
        via = there.pop("via")
        assert {column: as_cell(row[column]) for column in there} == there
        assert via in ("", ", ".join(row["via"]) or "[]")


def test_the_rows_are_the_same_in_groups_of_any_size(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = exported(run, HARBOUR, tmp_path / "whole.parquet")
    monkeypatch.setattr("plancmp.render.parquet.GROUP", 7)
    assert exported(run, HARBOUR, tmp_path / "groups.parquet") == whole


@SETS
def test_the_verdicts_are_those_of_every_command(run: Run, folder: Path, tmp_path: Path) -> None:
    opened = DataFolder(folder)
    dataset = load_plans(opened, opened.plans).dataset
    found = exported(run, folder, tmp_path / "claims.parquet")
    compared = {plan: compared_on(load_plans(opened, [plan]).dataset) for plan in opened.plans}
    everyone = dict.fromkeys(opened.plans, tuple(dataset.outlets))
    for column, outlets in {"verdict": everyone, "verdict_compared": compared}.items():
        judged = [judge_provision(dataset, p, outlets[p.plan.id]) for p in dataset.provisions]
        unspoken = {(p.provision.plan.id, p.provision.topic.id): p.unspoken.value for p in judged}
        terms = {
            (p.provision.plan.id, p.provision.topic.id, t.term.id): t.verdict.value
            for p in judged
            for t in p.terms
        }
        for row in found:
            if row["term"]:
                id = (row["plan"], row["topic"], row["term"])
                assert row[column] == terms.get(id, unspoken[id[:2]])
    credits = [list(report.via) for _, report, _ in spreadsheet.claims(dataset)]
    assert [row["via"] for row in found] == credits


@SETS
def test_the_query_of_the_page_counts_pairs_as_outlets_does(
    run: Run, folder: Path, tmp_path: Path
) -> None:
    duckdb = pytest.importorskip("duckdb", reason="duckdb is not installed")
    file = tmp_path / "claims.parquet"
    exported(run, folder, file)
    (query,) = re.findall(r"```sql\n(.*?)```", PAGE, re.DOTALL)
    asked = query.replace("claims.parquet", str(file))
    counted = {frozenset(row[:2]): row[2:] for row in duckdb.sql(asked).fetchall()}
    told = run("outlets", "--data", str(folder), "--outlet", "all", "--format", "json")
    pairs = json.loads(told.out)["data"]["pairs"]
    assert counted == {
        frozenset(pair["outlets"]): (pair["terms"]["total"], pair["terms"]["same"])
        for pair in pairs
        if pair["terms"]["total"]
    }


def test_the_page_has_the_schema() -> None:
    for column, kind in TYPES.items():
        assert f"| `{column}` | {kind.name} | {DESCRIPTIONS[column]} |\n" in PAGE


def test_without_pyarrow_it_says_what_to_install(run: Run, tmp_path: Path) -> None:
    with mock.patch.dict(sys.modules, {"pyarrow": None}):
        ran = run("export", "-o", str(tmp_path / "claims.parquet"))
    assert (ran.status, ran.out) == (2, "")
    assert "pip install 'plancmp[parquet]'" in ran.err
    assert list(tmp_path.iterdir()) == []


def test_plans_share_a_group_of_rows(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "claims.parquet"
    exported(run, HARBOUR, file)
    from pyarrow.parquet import ParquetFile

    assert ParquetFile(file).num_row_groups == 1


def test_it_tells_what_is_wrong_where_there_is_no_plan(run: Run, tmp_path: Path) -> None:
    pytest.importorskip("pyarrow", reason="pyarrow, of the extra parquet, is not installed")
    folder = tmp_path / "harbour"
    shutil.copytree(HARBOUR, folder)
    shutil.rmtree(folder / "plans")
    (folder / "dataset.yaml").write_text("title: [\n")
    ran = run("export", "--data", str(folder), "-o", str(tmp_path / "claims.parquet"))
    assert (ran.status, ran.out) == (3, "")
    assert "dataset.yaml:2:1: syntax" in ran.err


def test_it_goes_into_a_file(run: Run) -> None:
    ran = run("export", "--format", "parquet")
    assert (ran.status, ran.out) == (2, "")
    assert "--output" in ran.err
