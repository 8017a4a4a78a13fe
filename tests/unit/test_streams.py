"""The edge to the outside: what is decided from the surroundings, and files written whole."""

from __future__ import annotations

import html
import io
import os
import resource
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from plancmp.cli.streams import STAND_INS, encoded
from plancmp.cli.terminal import FILE_WIDTH, wants_color, width_of
from plancmp.render import FORMATS, formats_of
from plancmp.views.marks import MARKS
from tests.support.datasets import CHECKOUT
from tests.support.running import Run, surroundings


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("choice", "environ", "on_terminal", "colored"),
    [
        ("auto", {}, True, True),
        ("auto", {}, False, False),
        ("auto", {"TERM": "dumb"}, True, False),
        ("auto", {"NO_COLOR": "1"}, True, False),
        ("auto", {"NO_COLOR": ""}, True, True),
        ("auto", {"FORCE_COLOR": "1"}, False, True),
        ("auto", {"FORCE_COLOR": "1", "TERM": "dumb"}, False, True),
        ("auto", {"FORCE_COLOR": "0"}, False, False),
        ("auto", {"FORCE_COLOR": "0"}, True, True),
        ("auto", {"FORCE_COLOR": ""}, False, False),
        ("auto", {"NO_COLOR": "1", "FORCE_COLOR": "1"}, True, False),
        ("always", {"NO_COLOR": "1"}, False, True),
        ("never", {"FORCE_COLOR": "1"}, True, False),
    ],
)
def test_colour_is_the_option_then_no_color_then_force_color_then_the_terminal(
    choice: str, environ: dict[str, str], on_terminal: bool, colored: bool
) -> None:
    stream = Terminal() if on_terminal else io.StringIO()
    assert wants_color(choice, stream, environ) is colored


def test_nothing_is_coloured_that_goes_to_a_file() -> None:
    assert not wants_color("auto", None, {})


@pytest.mark.parametrize(
    ("choice", "environ", "width"),
    [
        (None, {}, FILE_WIDTH),
        (None, {"COLUMNS": "72"}, 72),
        (60, {"COLUMNS": "72"}, 60),
        (None, {"COLUMNS": "0"}, FILE_WIDTH),
        (None, {"COLUMNS": "wide"}, FILE_WIDTH),
        (None, {"COLUMNS": "²"}, FILE_WIDTH),
    ],
)
def test_width_is_the_option_then_columns_then_a_files(
    choice: int | None, environ: dict[str, str], width: int
) -> None:
    assert width_of(choice, None, environ) == width


def test_every_sign_has_a_stand_in_of_its_own() -> None:
    from plancmp.domain.comparison import Change
    from plancmp.domain.verdicts import Verdict

    for kind in (Verdict, Change):
        signs = [MARKS[word].sign for word in kind]
        stand_ins = [encoded(sign, "ascii").decode() for sign in signs]
        assert all(len(stand_in) == 1 for stand_in in stand_ins)


@pytest.mark.parametrize("sign", sorted(STAND_INS))
def test_a_stand_in_is_ascii(sign: str) -> None:
    assert encoded(sign, "ascii").isascii()
    assert b"\\u" not in encoded(sign, "ascii")


def test_what_has_no_stand_in_is_spelled() -> None:
    assert encoded("Маяк – é", "ascii") == rb"\u041c\u0430\u044f\u043a - \xe9"
    assert encoded("é · –", "latin-1") == "é · -".encode("latin-1")
    assert encoded("é –", "utf-8") == "é –".encode()
    assert encoded('"😀"', "ascii", "plancmp-spelled") == rb'"\ud83d\ude00"'


@pytest.mark.parametrize("name", [name for name in formats_of() if name != "table"])
def test_what_says_it_is_utf8_is_ascii_where_the_output_is_not_unicode(name: str) -> None:
    """An é of latin-1 is no character of UTF-8, which the page says that it is in."""
    raw = encoded("é –", "latin-1", FORMATS[name].encoding_errors)
    assert raw.isascii()
    if name in ("html", "markdown"):
        assert html.unescape(raw.decode()) == "é –"
    assert encoded("é –", "utf-8", FORMATS[name].encoding_errors) == "é –".encode()


# Files


@pytest.fixture
def there(tmp_path: Path) -> Path:
    path = tmp_path / "plans.txt"
    path.write_text("as it was\n")
    return path


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_file_is_what_would_have_been_printed(run: Run, there: Path) -> None:
    printed = run("plans").out
    assert run("plans", "-o", str(there)) == (0, "", "")
    assert there.read_bytes().decode() == printed
    assert names(there.parent) == [there.name]


def test_a_new_file_has_the_usual_permissions_and_a_replaced_one_its_own(
    run: Run, there: Path, tmp_path: Path
) -> None:
    there.chmod(0o640)
    run("plans", "-o", str(there))
    assert stat.S_IMODE(there.stat().st_mode) == 0o640
    usual = tmp_path / "usual"
    usual.touch()
    run("plans", "-o", str(tmp_path / "new.txt"))
    assert (tmp_path / "new.txt").stat().st_mode == usual.stat().st_mode


def test_a_link_stays_a_link(run: Run, there: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    link = tmp_path / "elsewhere" / "link.txt"
    link.symlink_to(there)
    run("plans", "-o", str(link))
    assert link.is_symlink()
    assert there.read_text(encoding="utf-8") == run("plans").out
    dangling = tmp_path / "dangling.txt"
    dangling.symlink_to(tmp_path / "made.txt")
    run("plans", "-o", str(dangling))
    assert (tmp_path / "made.txt").read_text(encoding="utf-8") == run("plans").out


def test_a_device_stays_a_device(run: Run) -> None:
    assert run("plans", "--format", "json", "-o", os.devnull) == (0, "", "")
    assert stat.S_ISCHR(Path(os.devnull).stat().st_mode)


@pytest.mark.parametrize("name", ["nowhere/plans.txt", "a-file/plans.txt"])
def test_where_no_file_can_be_written_is_said(name: str, run: Run, tmp_path: Path) -> None:
    (tmp_path / "a-file").touch()
    ran = run("plans", "-o", str(tmp_path / name))
    assert (ran.status, ran.out) == (3, "")
    assert ran.err.startswith(f"plancmp: {tmp_path / name} cannot be written: ")
    assert names(tmp_path) == ["a-file"]


def test_a_full_disk_leaves_the_file_as_it_was(there: Path, harbour: Path) -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "plancmp", "--data", harbour, "plans", "-o", there],
        env=surroundings({"PYTHONDONTWRITEBYTECODE": "1"}),
        cwd=CHECKOUT,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100)),
        capture_output=True,
        check=False,
    )
    assert ran.returncode == 3
    assert b"cannot be written: File too large; it is as it was" in ran.stderr
    assert there.read_text() == "as it was\n"
    assert names(there.parent) == [there.name]


def test_a_killed_run_leaves_the_file_as_it_was(there: Path) -> None:
    killed = (
        "import os, signal, sys; from pathlib import Path; "
        "from plancmp.data.writing import write_file;"
        "os.fsync = lambda _: os.kill(os.getpid(), signal.SIGKILL);"
        "write_file('half', Path(sys.argv[1]))"
    )
    ran = subprocess.run([sys.executable, "-c", killed, there], cwd=CHECKOUT, check=False)
    assert ran.returncode < 0
    assert there.read_text() == "as it was\n"
