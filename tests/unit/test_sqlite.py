"""The database: the same claims, verdicts and changes as the commands have, by keys that hold."""

from __future__ import annotations

import json
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from functools import cache
from html import unescape
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path
from typing import Any
from unittest import mock
from urllib.parse import urlencode

import pytest

from plancmp.render.sqlite import datasette
from tests.support.datasets import HARBOUR, SHIPPED
from tests.support.reading import read_csv
from tests.support.running import Run, run_inside, surroundings

SETS = pytest.mark.parametrize("folder", [HARBOUR, SHIPPED], ids=["harbour", "shipped"])


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Path], Path]:
    """Writes the database of a data folder, once."""

    @cache
    def write(folder: Path) -> Path:
        file = tmp_path_factory.mktemp(folder.name) / "claims.db"
        ran = run_inside("export", "--data", str(folder), "-o", str(file))
        assert (ran.status, ran.out, ran.err) == (0, "", "")
        return file

    return write


@pytest.fixture
def database(folder: Path, written: Callable[[Path], Path]) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(written(folder))) as opened:
        opened.row_factory = sqlite3.Row
        yield opened


def rows(database: sqlite3.Connection, query: str, *given: str) -> list[dict[str, Any]]:
    return [dict(row) for row in database.execute(query, given)]


def data(run: Run, folder: Path, *words: str) -> dict[str, Any]:
    told = run(*words, "--data", str(folder), "--format", "json").out
    found: dict[str, Any] = json.loads(told)["data"]
    return found


@SETS
def test_it_is_whole_and_every_key_leads_somewhere(database: sqlite3.Connection) -> None:
    assert rows(database, "PRAGMA foreign_key_check") == []
    assert rows(database, "PRAGMA integrity_check") == [{"integrity_check": "ok"}]
    database.execute("INSERT INTO claims_text (claims_text, rank) VALUES ('integrity-check', 1)")
    tables = rows(database, "SELECT name FROM sqlite_master WHERE type IN ('table', 'view')")
    empty = [t["name"] for t in tables if not rows(database, f"SELECT 1 FROM {t['name']} LIMIT 1")]
    assert empty == []


@SETS
def test_the_claims_are_those_of_the_spreadsheet_and_of_parquet(
    run: Run, folder: Path, database: sqlite3.Connection, tmp_path: Path
) -> None:
    flat = rows(database, "SELECT * FROM claims_flat ORDER BY id")
    lines = read_csv(run("export", "--data", str(folder), "--format", "csv").out)
    assert len(flat) == len(lines)
    for row, line in zip(flat, lines, strict=True):
        via = line.pop("via")
        named = {column: column.replace("-", "_") for column in line} | {"id": "known_as"}
        told = {column: row[name] for column, name in named.items()}
        told["inferred"] = "yes" if row["inferred"] else None
        assert {k: "" if v is None else str(v) for k, v in told.items()} == line
        assert via in ("", row["via"] or "[]")
    pytest.importorskip("pyarrow", reason="pyarrow, of the extra parquet, is not installed")
    from pyarrow.parquet import read_table

    file = tmp_path / "claims.parquet"
    assert run("export", "--data", str(folder), "-o", str(file)).status == 0
    typed = read_table(file).to_pylist()
    for row, there in zip(flat, typed, strict=True):
        for column in ("means", "verdict"):
            assert row[column] == there[column]
        assert (row["via"] or "") == ", ".join(there["via"])


@SETS
def test_conflicts_are_those_of_the_command(
    run: Run, folder: Path, database: sqlite3.Connection
) -> None:
    plans = [row["id"] for row in rows(database, "SELECT id FROM plans")]
    found = [
        finding for plan in plans for finding in data(run, folder, "conflicts", plan)["findings"]
    ]
    told = {
        (
            f["id"],
            f["verdict"],
            f["plan"],
            f["topic"],
            f["term"],
            f["asks"],
            f["origins"],
            f["reason"],
        )
        for f in found
    }
    columns = "finding, verdict, plan, topic, term, question, origins, reason"
    there = [tuple(row.values()) for row in rows(database, f"SELECT {columns} FROM conflicts")]
    assert len(there) == len(found)
    assert set(there) == told


@SETS
def test_the_verdicts_on_claims_are_those_of_the_brief(
    run: Run, folder: Path, database: sqlite3.Connection
) -> None:
    for outlets, column in (([], "verdict_compared"), (["--outlet", "all"], "verdict")):
        for plan in rows(database, "SELECT id FROM plans"):
            for provision in data(run, folder, "brief", plan["id"], *outlets)["provisions"]:
                of = (provision["plan"], provision["topic"])
                told = {term["term"]: term["verdict"] for term in provision["terms"]}
                query = f"SELECT term, {column} AS v FROM claims_flat WHERE plan = ? AND topic = ?"
                for row in rows(database, query, *of):
                    if row["term"] in told:
                        assert row["v"] == told[row["term"]]
                    elif row["term"]:
                        assert row["v"] in ("silent", "not-found")
                    else:
                        assert row["v"] == provision["verdict"]


@SETS
def test_changes_are_those_of_each_plan_and_the_next(
    run: Run, folder: Path, database: sqlite3.Connection
) -> None:
    plans = [row["id"] for row in rows(database, "SELECT id FROM plans ORDER BY place")]
    days = [
        row["date"] or "9999" for row in rows(database, "SELECT date FROM plans ORDER BY place")
    ]
    assert days == sorted(days)
    told, values = set(), set()
    for before, after in pairwise(plans):
        for topic in data(run, folder, "diff", before, after)["changes"]:
            for term in topic["terms"]:
                key = (before, after, topic["topic"], term["term"])
                sides = {
                    side: "; ".join(each["label"] for each in term[side]) or None
                    for side in ("before", "after")
                }
                sources = term["sources"]
                told.add(
                    (
                        *(*key, topic["title"], topic["change"], term["asks"], term["change"]),
                        *(*sides.values(), sources["before"], sources["after"]),
                    )
                )
                values |= {
                    (*key, side, each["text"], each["condition"], each["origins"])
                    for side in sides
                    for each in term[side]
                }
    columns = (
        "before, after, topic, term, topic_title, topic_change, question, change, "
        "said_before, said_after, before_sources, after_sources"
    )
    there = [tuple(row.values()) for row in rows(database, f"SELECT {columns} FROM changes")]
    assert len(there) == len(told)
    assert set(there) == told
    columns = "before, after, topic, term, side, value, condition, origins"
    held = rows(database, f"SELECT {columns} FROM changed_values")
    assert {tuple(row.values()) for row in held} == values


@pytest.mark.parametrize(
    ("folder", "phrase", "column"),
    [
        (SHIPPED, "changed to mention a full amnesty", "quote"),
        (SHIPPED, "FULL AMNESTY", "label"),
        (SHIPPED, "rustem umerov", "speaker"),
        (SHIPPED, "did the amnesty replace a clause on an audit of aid", "question"),
        (SHIPPED, "amnesty for all parties", "title"),
        (HARBOUR, "quay unlu", "label"),
    ],
)
def test_a_phrase_is_found_whatever_its_case_and_accents(
    database: sqlite3.Connection, phrase: str, column: str
) -> None:
    query = """
        SELECT f.* FROM claims_text JOIN claims_flat f ON f.id = claims_text.rowid
        WHERE claims_text MATCH ?
    """
    found = rows(database, query, f'{column}: "{phrase}"')
    assert found
    assert all(row[column] for row in found)
    assert len(found) < len(rows(database, "SELECT id FROM claims"))


def test_the_same_data_gives_the_same_rows(run: Run, tmp_path: Path) -> None:
    dumps = []
    for name in ("one.db", "two.sqlite"):
        assert run("export", "-o", str(tmp_path / name)).status == 0
        with closing(sqlite3.connect(tmp_path / name)) as opened:
            dumps.append(list(opened.iterdump()))
    assert dumps[0] == dumps[1]


def test_of_one_plan_there_is_that_one_and_no_change(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "claims.db"
    assert run("export", "autumn", "-o", str(file)).status == 0
    with closing(sqlite3.connect(file)) as opened:
        opened.row_factory = sqlite3.Row
        assert rows(opened, "SELECT id FROM plans") == [{"id": "autumn"}]
        assert rows(opened, "SELECT * FROM steps") == []
        assert rows(opened, "PRAGMA foreign_key_check") == []


def test_what_can_be_read_of_broken_data_is_written_and_the_rest_told(
    run: Run, tmp_path: Path
) -> None:
    folder = tmp_path / "harbour"
    shutil.copytree(HARBOUR, folder)
    shutil.copy(folder / "plans/autumn/03-fishing.yaml", folder / "plans/autumn/12-fishing.yaml")
    outlets = folder / "outlets.yaml"
    outlets.write_text(outlets.read_text("utf-8").replace("courier:", "currier:"), "utf-8")
    file = tmp_path / "claims.db"
    ran = run("export", "--data", str(folder), "-o", str(file))
    assert (ran.status, ran.out) == (3, "")
    assert "courier" in ran.err
    with closing(sqlite3.connect(file)) as opened:
        assert opened.execute("PRAGMA foreign_key_check").fetchall() == []


def test_it_goes_into_a_file_and_a_file_that_cannot_be_made_is_left_alone(
    run: Run, tmp_path: Path
) -> None:
    ran = run("export", "--format", "sqlite")
    assert (ran.status, ran.out) == (2, "")
    assert "--output" in ran.err
    file = tmp_path / "claims.db"
    file.write_text("before")
    with mock.patch(
        "plancmp.render.sqlite.schema", return_value="CREATE VIRTUAL TABLE t USING no;"
    ):
        ran = run("export", "-o", str(file))
    assert (ran.status, ran.out) == (2, "")
    assert "SQLite" in ran.err
    assert file.read_text() == "before"
    assert list(tmp_path.iterdir()) == [file]


@SETS
def test_datasette_is_told_of_every_table_view_and_column(database: sqlite3.Connection) -> None:
    told = datasette()["databases"]["claims"]["tables"]
    query = "SELECT name, type FROM sqlite_master WHERE type IN ('table', 'view')"
    there = {t["name"]: t["type"] for t in rows(database, query)}
    assert told.keys() == {name for name in there if not name.startswith("claims_text")}
    for name, table in told.items():
        assert table["description"]
        columns = {row["name"] for row in rows(database, f"PRAGMA table_info({name})")}
        if there[name] == "table":
            assert table["columns"].keys() == columns
            assert all(table["columns"].values())
        assert table.get("sort", "id") in columns or "id" not in columns


@pytest.mark.slow
def test_datasette_opens_it(run: Run, written: Callable[[Path], Path], tmp_path: Path) -> None:
    """As its reader does: every table and view, a search, a query of SQL, with what they hold."""
    if not find_spec("datasette"):
        pytest.skip("datasette is not installed")
    file, metadata = written(SHIPPED), tmp_path / "metadata.json"
    assert run("schema", "datasette", "-o", str(metadata)).status == 0

    def got(address: str) -> str:
        options = [str(file), "--metadata", str(metadata), "--get", address]
        environ = surroundings({"HOME": str(tmp_path)})
        command = [sys.executable, "-m", "datasette", *options]
        ran = subprocess.run(command, env=environ, capture_output=True, check=False)
        assert ran.returncode == 0, ran.stderr.decode()
        return ran.stdout.decode()

    told = json.loads(metadata.read_text("utf-8"))["databases"]["claims"]["tables"]
    for name in ("reports", "claims_flat", "conflicts", "changes"):
        assert told[name]["description"] in unescape(got(f"/claims/{name}"))
    found = json.loads(got("/claims/claims_flat.json?_shape=array&_search=audit+umerov"))
    assert {row["topic"] for row in found} == {"amnesty"}
    query = urlencode({"sql": "select count(*) as n from conflicts", "_shape": "array"})
    (counted,) = json.loads(got(f"/claims.json?{query}"))
    plans = json.loads(got("/claims/plans.json?_shape=array"))
    told = [data(run, SHIPPED, "conflicts", plan["id"])["findings"] for plan in plans]
    assert counted["n"] == sum(map(len, told))
