"""On each plan the same outlets are compared, whoever asks: show, judge, claims and the exports."""

from __future__ import annotations

import json
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

import plancmp
from plancmp.domain.model import Dataset
from tests.support.datasets import HARBOUR, SHIPPED
from tests.support.running import Run, run_inside

VERDICTS = ("plan", "topic", "report", "article", "term", "value", "verdict", "verdict_compared")


def named_by_a_plan(folder: Path) -> None:
    """One outlet for all plans, and one plan with two of its own."""
    (folder / "dataset.yaml").write_text("format: 2\ntitle: H\noutlets: [mayak]\n", "utf-8")
    with (folder / "plans/autumn/plan.yaml").open("a", encoding="utf-8") as file:
        file.write("outlets: [courier, minato]\n")


def named_by_nobody(folder: Path) -> None:
    """A plan that names outlets, which nobody asks since the data set names none."""
    named_by_a_plan(folder)
    (folder / "dataset.yaml").write_text("format: 2\ntitle: H\n", "utf-8")


@pytest.fixture(
    scope="module",
    params=[None, named_by_a_plan, named_by_nobody],
    ids=["shipped", "named-by-a-plan", "named-by-nobody"],
)
def folder(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    if not request.param:
        return SHIPPED
    made = tmp_path_factory.mktemp("data") / "harbour"
    shutil.copytree(HARBOUR, made)
    request.param(made)
    return made


@pytest.fixture(scope="module")
def loaded(folder: Path) -> Dataset:
    """All plans at once, so that what one of them names could get in the way of another."""
    return plancmp.load(folder)


@pytest.fixture(scope="module")
def shown(folder: Path, loaded: Dataset) -> dict[str, dict[str, Any]]:
    """What `show` says of each plan by itself."""

    def show(plan: str) -> Any:
        ran = run_inside("show", plan, "--data", str(folder), "--format", "json")
        return json.loads(ran.out)["data"]

    return {plan: show(plan) for plan in loaded.plans}


def verdicts(rows: list[dict[str, Any]]) -> list[tuple[Any, ...]]:
    return [tuple(row[column] for column in VERDICTS) for row in rows]


def test_not_the_same_outlets_are_compared_on_every_plan(shown: dict[str, dict[str, Any]]) -> None:
    """Else nothing below could fail."""
    assert len({tuple(plan["outlets"]) for plan in shown.values()}) > 1


def test_verdicts_of_judge_are_those_of_show(
    shown: dict[str, dict[str, Any]], loaded: Dataset
) -> None:
    for plan, told in shown.items():
        judged = plancmp.judge(loaded, plan)
        assert [
            (one.provision.topic.id, one.verdict, {t.term.id: t.verdict for t in one.terms})
            for one in judged
        ] == [
            (row["topic"], row["verdict"], {t["term"]: t["verdict"] for t in row["terms"]})
            for row in told["provisions"]
        ]


def test_verdicts_on_claims_are_those_of_show(
    shown: dict[str, dict[str, Any]], loaded: Dataset
) -> None:
    told: dict[tuple[Any, ...], str] = {
        (plan, provision["topic"], term["term"]): term["verdict"]
        for plan, of in shown.items()
        for provision in of["provisions"]
        for term in ({**provision, "term": None}, *provision["terms"])
    }
    for row in plancmp.claims(loaded):
        verdict = told.get((row["plan"], row["topic"], row["term"]))
        assert row["verdict_compared"] in ([verdict] if verdict else ["silent", "not-found"])


def test_claims_are_the_rows_of_parquet(
    run: Run, folder: Path, loaded: Dataset, tmp_path: Path
) -> None:
    pytest.importorskip("pyarrow", reason="pyarrow, of the extra parquet, is not installed")
    from pyarrow.parquet import read_table

    file = tmp_path / "claims.parquet"
    assert run("export", "--data", str(folder), "-o", str(file)).status == 0
    assert read_table(file).to_pylist() == plancmp.claims(loaded)


def test_verdicts_in_sqlite_are_those_on_claims(
    run: Run, folder: Path, loaded: Dataset, tmp_path: Path
) -> None:
    file = tmp_path / "claims.db"
    assert run("export", "--data", str(folder), "-o", str(file)).status == 0
    with closing(sqlite3.connect(file)) as opened:
        opened.row_factory = sqlite3.Row
        flat = [dict(row) for row in opened.execute("SELECT * FROM claims_flat ORDER BY id")]
    assert verdicts(flat) == verdicts(plancmp.claims(loaded))


def test_sqlite_marks_who_is_compared_on_any_plan(
    run: Run, folder: Path, shown: dict[str, dict[str, Any]], tmp_path: Path
) -> None:
    file = tmp_path / "claims.db"
    assert run("export", "--data", str(folder), "-o", str(file)).status == 0
    with closing(sqlite3.connect(file)) as opened:
        marked = {id for (id,) in opened.execute("SELECT id FROM outlets WHERE compared")}
    assert marked == {outlet for plan in shown.values() for outlet in plan["outlets"]}
