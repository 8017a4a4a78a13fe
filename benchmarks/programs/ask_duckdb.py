"""The query of docs/performance.md, asked of a Parquet file with DuckDB.

python ask_duckdb.py FILE
"""

import re
import sys
from pathlib import Path

import duckdb

page = Path(__file__).parent.parent.parent / "docs" / "performance.md"
(query,) = re.findall(r"```sql\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL)
found = duckdb.sql(query.replace("claims.parquet", sys.argv[1]))
assert found, "the query is a selection"
print(len(found.fetchall()))
