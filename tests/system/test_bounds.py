"""What is past all bounds, closed, or gone ends as one clear message, never as a fault of ours."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.support.datasets import CHECKOUT, HARBOUR, RENTS
from tests.support.running import run_inside, surroundings
from tools.made_data import Size, make

DIGITS = "9" * 4301
COMMAND = (sys.executable, "-m", "plancmp")


@pytest.fixture
def rents(tmp_path: Path) -> Path:
    shutil.copytree(RENTS, tmp_path / "rents")
    return tmp_path / "rents"


def test_an_output_that_does_not_wait_gets_all_of_it() -> None:
    reader, writer = os.pipe()
    os.set_blocking(writer, False)
    with subprocess.Popen(
        [*COMMAND, "export", "--format", "json"],
        stdout=writer,
        env=surroundings({"PLANCMP_DATA": str(CHECKOUT / "data")}),
        cwd=CHECKOUT,
    ) as running:
        os.close(writer)
        time.sleep(1)
        with os.fdopen(reader, "rb") as stream:
            got = stream.read()
    said = run_inside("export", "--format", "json", PLANCMP_DATA=str(CHECKOUT / "data"))
    assert (running.returncode, got.decode()) == (0, said.out)
    assert len(got) > 1 << 16


@pytest.mark.parametrize(
    ("command", "status"),
    [
        (["sources", f"point-{DIGITS}"], 2),
        (["show", "spring", "--width", DIGITS], 2),
        (["show", "spring", "--width", "999999999"], 0),
        (["show", "spring", "-o", "{loop}", "--format", "csv"], 3),
        (["show", "spring", "--data", "{loop}"], 3),
        (["new", "plan", "x", "--data", "{loop}"], 3),
        (["import", "{digits}"], 3),
    ],
)
def test_what_is_past_all_bounds_has_its_status(
    command: list[str], status: int, tmp_path: Path
) -> None:
    loop, digits = tmp_path / "loop", tmp_path / "digits.csv"
    loop.symlink_to(loop)
    digits.write_text(
        "plan,topic,title,article,point,term,value\n"
        f"autumn,tolls,x,pilot-2031-09,{DIGITS},amount,3\n"
    )
    given = [part.format(loop=loop, digits=digits) for part in command]
    ran = run_inside(*given, PLANCMP_DATA=str(HARBOUR))
    assert ran.status == status
    assert "Traceback" not in ran.err


@pytest.mark.parametrize("columns", [DIGITS, "999999999999"])
def test_columns_past_all_bounds_are_as_many_as_there_can_be(columns: str) -> None:
    ran = run_inside("plans", PLANCMP_DATA=str(HARBOUR), COLUMNS=columns)
    assert ran.status == 0
    assert max(map(len, ran.out.splitlines())) == 10_000


def test_standard_input_that_is_closed_is_told() -> None:
    ran = subprocess.run(
        ["sh", "-c", '"$@" <&-', "sh", *COMMAND, "import", "-"],
        env=surroundings({"PLANCMP_DATA": str(HARBOUR)}),
        cwd=CHECKOUT,
        capture_output=True,
        check=False,
    )
    assert ran.returncode == 3
    assert ran.stderr.count(b"\n") == 1
    assert b"standard input is closed" in ran.stderr


def test_a_usage_error_steers_no_terminal() -> None:
    ran = run_inside("show", "spring", "--\x1b[31mred\u202e")
    assert ran.status == 2
    assert "\\x1b[31mred\\u202e" in ran.err


def test_a_name_with_a_line_break_makes_one_message(rents: Path) -> None:
    ran = run_inside("show", "draft\nplancmp: all is well", PLANCMP_DATA=str(rents))
    assert ran.status == 2
    assert ran.err.startswith("plancmp: no plan is called draft\\nplancmp: all is well")
    assert ran.err.count("\n") == 1


def test_little_memory_ends_in_one_message_or_in_one_process(tmp_path: Path) -> None:
    make(tmp_path / "data", Size(plans=40, provisions=3, reports=2, articles=4))
    for kilobytes in (60_000, 90_000, 200_000):
        ran = subprocess.run(
            ["sh", "-c", f'ulimit -v {kilobytes}; exec "$@"', "sh", *COMMAND, "check"],
            env=surroundings({"PLANCMP_DATA": str(tmp_path / "data")}),
            cwd=CHECKOUT,
            capture_output=True,
            check=False,
            timeout=100,
        )
        assert ran.returncode in (0, 3), ran.stderr


def test_helpers_end_with_the_process_that_started_them(tmp_path: Path) -> None:
    make(tmp_path / "data", Size(plans=120, provisions=4, reports=3, articles=6))
    running = subprocess.Popen(
        [*COMMAND, "check"],
        env=surroundings({"PLANCMP_DATA": str(tmp_path / "data")}),
        cwd=CHECKOUT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    for _ in range(1000):
        if len(_of_session(running.pid)) > 2:
            break
        time.sleep(0.02)
    running.send_signal(signal.SIGKILL)
    running.wait()
    for _ in range(1000):
        if not _of_session(running.pid):
            break
        time.sleep(0.02)
    assert not _of_session(running.pid)


def _of_session(session: int) -> list[int]:
    """The processes of a session that have not ended."""
    found = []
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            state, _, _, of = (entry / "stat").read_text().rpartition(")")[2].split()[:4]
        except OSError:
            continue
        if int(of) == session and state != "Z":
            found.append(int(entry.name))
    return found
