"""Whatever stands in the cells of a sheet, it is taken as it is or told; nothing is a fault."""

from __future__ import annotations

import csv
import io
import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import example, given
from hypothesis import strategies as st

from plancmp.data.cells import day, guarded, is_nothing, is_typed, unguarded, whole
from plancmp.data.csv_file import read_csv
from plancmp.data.spreadsheet import COLUMNS
from tests.support.datasets import DESK
from tests.support.running import Ran, run_inside

USUAL = {
    "plan": "draft",
    "topic": "staff",
    "title": "Staff",
    "article": "g1",
    "term": "v",
    "value": "600",
}
ODD = st.one_of(
    st.sampled_from(
        [
            *("", "0", "-1", "3.0", "1e5", "9" * 4_301, "0" * 4_301 + "7", "٣", "NaN", "~", "#N/A"),
            *(
                "{",
                "[",
                "{at-most: 3}",
                "[a, b]",
                "{a: {b: [c]}}",
                "&a",
                "*a",
                "!!x",
                "'",
                "''",
                "'=1",
            ),
            *("a: b", "- x", "null", "absent", "unspecified", "r1-0123abcd", "r0-x", "[]", "a, b"),
            *(
                "2031-04-02",
                "2031-04-02 00:00",
                "02.04.2031",
                "2031-13-01",
                "\ufeff",
                "a\nb",
                "\x00",
            ),
        ]
    ),
    st.text(max_size=12),
)
ROWS = st.lists(
    st.dictionaries(st.sampled_from(sorted(COLUMNS)), ODD, max_size=3), min_size=1, max_size=3
)


NO_SIGN = "\ue000"
"""What stands for a byte of zero until all is written."""


def imported(raw: bytes, ending: str = "csv", *options: str) -> tuple[Ran, dict[Path, bytes]]:
    """The run, and what it changed of the data."""
    with TemporaryDirectory() as name:
        folder = Path(name) / "data"
        shutil.copytree(DESK, folder)
        sheet = Path(name) / f"in.{ending}"
        sheet.write_bytes(raw)
        before = contents(folder)
        ran = run_inside("import", str(sheet), "--data", str(folder), *options)
        after = contents(folder)
        return ran, {path: after[path] for path in after if after[path] != before.get(path)}


def contents(folder: Path) -> dict[Path, bytes]:
    return {
        path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


@given(ROWS)
def test_odd_cells_are_taken_or_told(rows: list[dict[str, str]]) -> None:
    out = io.StringIO()
    writer = csv.DictWriter(out, list(COLUMNS))
    writer.writeheader()
    # Python 3.10 cannot write the sign itself
    odd = ({key: cell.replace("\0", NO_SIGN) for key, cell in row.items()} for row in rows)
    writer.writerows({**USUAL, **row} for row in odd)
    written = out.getvalue().replace(NO_SIGN, "\0")
    ran, changed = imported(written.encode(errors="replace"), "csv", "--write")
    assert ran.status in (0, 3), ran.err
    assert bool(changed) <= (ran.status == 0)
    assert (ran.status == 0) == (ran.err == "")


@given(
    st.binary(max_size=60)
    | st.text(st.sampled_from('a,;"\n\r\t|=\ufeff'), max_size=40).map(str.encode)
)
@example(b'plan;"topic\n')
@example("sep=\n".encode("utf-16"))
@example(b"PK\x03\x04")
def test_odd_files_are_taken_or_told(raw: bytes) -> None:
    for ending in ("csv", "yaml"):
        ran, changed = imported(raw, ending, "--write")
        assert ran.status == 3, ran.err
        assert not changed


@given(
    st.lists(st.lists(st.text(st.sampled_from('a,"\n\r; \t'), max_size=5), min_size=2), min_size=1)
)
def test_rows_are_read_as_they_are_written(rows: list[list[str]]) -> None:
    out = io.StringIO(newline="")
    csv.writer(out, quoting=csv.QUOTE_ALL).writerows([["a,b", ",,,,,,,,"], *rows])
    read, problems = read_csv(out.getvalue().encode(), "")
    assert problems == []
    assert read[1:] == rows


@given(st.text())
def test_a_guard_is_taken_off_where_it_was_put_and_nowhere_else(text: str) -> None:
    for literal in (False, True):
        cell = guarded(text, literal=literal)
        assert unguarded(cell) == text
        assert literal is False or cell.startswith("'") or not (is_typed(text) or is_nothing(text))
    read = unguarded(text)
    assert read == text or guarded(read, literal=True) == text


@given(st.integers(1, 10**9), st.sampled_from(["", ".0", ",0", ".00"]), st.integers(0, 3))
def test_whole_numbers_are_what_they_were(number: int, end: str, noughts: int) -> None:
    assert whole("0" * noughts + str(number) + end) == str(number)


@given(st.dates(), st.sampled_from(["", " 00:00:00", "T00:00:00Z", " 0:00", "T00:00:00.000+00:00"]))
def test_midnight_is_no_part_of_a_day(date: object, midnight: str) -> None:
    assert day(f"{date}{midnight}") == str(date)
    assert day(f"{date} 00:01:00") == f"{date} 00:01:00"
