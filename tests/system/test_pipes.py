"""Output through real pipes, files that are full, and a terminal."""

from __future__ import annotations

import fcntl
import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from plancmp.text import unsafe
from tests.support.datasets import CHECKOUT
from tests.support.running import surroundings
from tests.support.terminals import bare, on_terminal

PLANCMP = f"{sys.executable} -m plancmp"
LINES = {
    "plans": "plans",
    "show": "show autumn --outlet all",
    "sources": "sources fishing quay --outlet all",
    "diff": "diff spring autumn",
    "conflicts": "conflicts",
}


def shell(line: str, harbour: Path, **environ: str) -> subprocess.CompletedProcess[bytes]:
    """Run a line of bash in which `plancmp` is ours; the status is that of any part that fails."""
    said = {"PLANCMP_DATA": str(harbour), "PYTHONWARNINGS": "error", **environ}
    script = f'set -o pipefail; plancmp() {{ {PLANCMP} "$@"; }}; {line}'
    return subprocess.run(
        ["bash", "-c", script],
        env=surroundings(said),
        cwd=CHECKOUT,
        capture_output=True,
        check=False,
    )


# Pipes


@pytest.mark.parametrize("line", [*LINES.values(), "show autumn --format json", "--help"])
@pytest.mark.parametrize("reader", ["head -1", "true"])
def test_a_reader_that_goes_away_is_no_failure(line: str, reader: str, harbour: Path) -> None:
    ran = shell(f"plancmp {line} | {reader}", harbour)
    assert (ran.returncode, ran.stderr) == (0, b"")


def test_a_long_output_into_a_short_reader_is_no_failure(harbour: Path) -> None:
    many = " ".join(["--format json"] + ["autumn/fishing", "spring/fishing"] * 2)
    ran = shell(f"plancmp sources {many} | dd bs=1 count=1 status=none", harbour)
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, b"{", b"")


def test_what_is_piped_is_what_is_written_to_a_file(harbour: Path, tmp_path: Path) -> None:
    for line in LINES.values():
        piped = shell(f"plancmp {line} | cat", harbour)
        shell(f"plancmp {line} > {tmp_path / 'out'}", harbour)
        assert piped.stdout == (tmp_path / "out").read_bytes()
        assert b"\x1b" not in piped.stdout


@pytest.mark.parametrize("line", ["plans", "--help", "--version", "show --help", "new -h"])
def test_a_closed_standard_output_is_told(line: str, harbour: Path) -> None:
    ran = shell(f"plancmp {line} >&-", harbour)
    assert ran.returncode == 3
    assert ran.stderr == b"plancmp: standard output is closed: nothing was printed\n"


@pytest.mark.parametrize(
    "line", ["plans", "show autumn --format json", "--help", "--version", "show -h", "new --help"]
)
def test_a_full_disk_is_told(line: str, harbour: Path) -> None:
    ran = shell(f"plancmp {line} > /dev/full", harbour)
    assert ran.returncode == 3
    told = b"plancmp: standard output cannot be written: No space left on device\n"
    assert ran.stderr == told


def test_a_closed_standard_error_changes_nothing(harbour: Path) -> None:
    assert shell("plancmp plans 2>&-", harbour).stdout == shell("plancmp plans", harbour).stdout
    assert shell("plancmp show nothing 2>&-", harbour).returncode == 2


def test_an_interrupt_ends_quietly_with_the_status_of_one(harbour: Path) -> None:
    reader, writer = os.pipe()
    fcntl.fcntl(writer, fcntl.F_SETPIPE_SZ, 4096)
    # a shell has what it runs in the background pass over interrupts, and so what that runs
    signal.signal(signal.SIGINT, signal.default_int_handler)
    with subprocess.Popen(
        [sys.executable, "-m", "plancmp", "show", "autumn", "--format", "json"],
        env=surroundings({"PLANCMP_DATA": str(harbour)}),
        cwd=CHECKOUT, stdout=writer, stderr=subprocess.PIPE,
    ) as running:  # fmt: skip
        os.close(writer)
        os.read(reader, 1)  # it now waits for us to read the rest
        running.send_signal(signal.SIGINT)
        assert running.stderr is not None
        with os.fdopen(reader, "rb") as rest:
            rest.read()
        assert running.stderr.read() == b""
        assert running.wait() == 130


# Colour and width, on a terminal and off it


def test_a_terminal_gets_colour_and_its_own_width(harbour: Path) -> None:
    for columns in (60, 140):
        status, shown = on_terminal("show", "autumn", "--all", data=harbour, columns=columns)
        assert status == 0
        assert "\x1b[" in shown
        plain = shell(f"plancmp show autumn --width {columns}", harbour)
        assert bare(shown) == plain.stdout.decode()


@pytest.mark.parametrize(
    ("args", "environ", "colored"),
    [
        ([], {"NO_COLOR": "1"}, False),
        ([], {"TERM": "dumb"}, False),
        ([], {"FORCE_COLOR": "0"}, True),
        (["--color", "never"], {"FORCE_COLOR": "1"}, False),
        (["--color", "always"], {"NO_COLOR": "1", "TERM": "dumb"}, True),
    ],
)
def test_colour_on_a_terminal(
    args: list[str], environ: dict[str, str], colored: bool, harbour: Path
) -> None:
    _, shown = on_terminal("plans", *args, data=harbour, environ=environ)
    assert ("\x1b" in shown) is colored


@pytest.mark.parametrize(
    ("environ", "colored"),
    [({}, False), ({"FORCE_COLOR": "1"}, True), ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, False)],
)
def test_colour_in_a_pipe(environ: dict[str, str], colored: bool, harbour: Path) -> None:
    assert (b"\x1b" in shell("plancmp plans", harbour, **environ).stdout) is colored


@pytest.mark.parametrize("columns", [40, 80, 120, 200])
def test_columns_sets_the_width_of_a_pipe(columns: int, harbour: Path) -> None:
    lines = shell("plancmp plans", harbour, COLUMNS=str(columns)).stdout.decode().splitlines()
    assert "─" * columns in lines


# Encodings


@pytest.mark.parametrize("encoding", ["ascii", "utf-16"])
@pytest.mark.parametrize("command", LINES)
def test_json_holds_the_same_in_every_encoding(command: str, encoding: str, harbour: Path) -> None:
    line = f"plancmp {LINES[command]} --format json"
    there = shell(line, harbour, PYTHONIOENCODING=encoding).stdout.decode(encoding)
    assert json.loads(there) == json.loads(shell(line, harbour).stdout)


def test_signs_have_stand_ins_and_other_characters_are_spelled(harbour: Path) -> None:
    ran = shell("plancmp show autumn --width 200", harbour, PYTHONIOENCODING="ascii")
    assert (ran.returncode, ran.stderr) == (0, b"")
    told = ran.stdout.decode("ascii")
    assert "x contradicted: 1" in told
    assert "! sources disagree: 1" in told
    assert "* own reporting  @ citing" in told
    assert r"\u041c\u0430\u044f\u043a" in told
    latin = shell("plancmp conflicts --width 200", harbour, PYTHONIOENCODING="latin-1").stdout
    assert "x contradicted: 1" in latin.decode("latin-1")
    assert "the harbour master · the Courier" in latin.decode("latin-1")


@pytest.mark.parametrize("format", ["table", "json"])
def test_what_would_steer_a_terminal_comes_out_spelled(format: str, harbour: Path) -> None:
    _, shown = on_terminal(
        "sources", "quay", "--all", "--outlet", "all", "--color", "never", "--format", format,
        data=harbour, columns=300,
    )  # fmt: skip
    assert not unsafe().search(shown.replace("\n", ""))
    spelled = r"\x1b[31mred\x1b[0m" if format == "table" else r"\u001b[31mred\u001b[0m"
    assert spelled in shown
    assert r"\u202eread backwards\u202c" in shown.lower()


def test_a_message_cannot_steer_a_terminal_either(harbour: Path) -> None:
    ran = shell("plancmp show $'\\e[31mred'", harbour)
    assert ran.returncode == 2
    assert b"\x1b" not in ran.stderr
