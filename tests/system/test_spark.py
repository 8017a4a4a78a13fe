"""Spark reads the typed table as DuckDB does: the same queries, the same answers."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.support.datasets import CHECKOUT, HARBOUR, SHIPPED
from tests.support.running import Run, surroundings

DOCS = CHECKOUT / "docs"
SCRIPT = """
import json, sys
from pyspark.sql import SparkSession

table, query = sys.argv[1:]
spark = SparkSession.builder.master("local[1]").config("spark.ui.enabled", "false").getOrCreate()
spark.read.parquet(table).createOrReplaceTempView("claims_table")
print(json.dumps([list(row) for row in spark.sql(query).collect()]))
"""


def in_docs(page: str, pattern: str) -> str:
    """A query as it stands in a page, over a table that both programs can be given."""
    (query,) = re.findall(pattern, (DOCS / page).read_text("utf-8"), re.DOTALL)
    return str(query).replace("'claims.parquet'", "claims_table")


QUERIES = {
    "how-to": in_docs("how-to/duckdb.md", r'duckdb\.sql\("""\n(.*?)"""'),
    "performance": in_docs("performance.md", r"```sql\n(.*?)```"),
}


def test_the_page_shows_spark_the_query_that_it_shows_duckdb() -> None:
    shown = in_docs("how-to/duckdb.md", r'spark\.sql\("""\n(.*?)"""').replace(
        "from claims\n", "from claims_table\n"
    )
    assert shown == QUERIES["how-to"]


@pytest.mark.slow
@pytest.mark.parametrize("query", QUERIES.values(), ids=QUERIES)
@pytest.mark.parametrize("folder", [HARBOUR, SHIPPED], ids=["harbour", "shipped"])
def test_spark_answers_what_duckdb_answers(
    run: Run, folder: Path, query: str, tmp_path: Path
) -> None:
    duckdb = pytest.importorskip("duckdb", reason="duckdb is not installed")
    pytest.importorskip("pyarrow", reason="pyarrow, of the extra parquet, is not installed")
    if not find_spec("pyspark"):
        pytest.skip("pyspark, of the extra programs, is not installed")
    if not (shutil.which("java") or "JAVA_HOME" in os.environ):
        pytest.skip("pyspark needs Java, which is not installed")
    table = tmp_path / "claims.parquet"
    assert run("export", "--data", str(folder), "-o", str(table)).status == 0
    database = duckdb.connect()
    database.sql(f"create view claims_table as from '{table}'")
    told = [list(row) for row in database.sql(query).fetchall()]
    command = [sys.executable, "-c", SCRIPT, str(table), query.replace("unnest", "explode")]
    environ = surroundings({"SPARK_LOCAL_IP": "127.0.0.1", "PYSPARK_PYTHON": sys.executable})
    ran = subprocess.run(command, env=environ, cwd=tmp_path, capture_output=True, check=False)
    assert ran.returncode == 0, ran.stderr.decode()
    assert told
    assert json.loads(ran.stdout.decode().splitlines()[-1]) == told
