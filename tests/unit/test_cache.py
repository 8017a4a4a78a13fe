"""A copy of what was read is taken only where reading again would give the same."""

from __future__ import annotations

import os
import pickle
import shutil
import stat
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plancmp.cli.places import cache_path
from plancmp.data import cache
from plancmp.data.article_texts import fingerprint_of
from plancmp.data.folder import DataFolder
from plancmp.data.loaded import Loaded
from plancmp.data.passages import Passages
from plancmp.data.whole_plans import WholePlans, load_plans
from tests.support.datasets import CHECKOUT, HARBOUR, SCRIPTS, SHIPPED
from tests.support.running import process, run_inside, run_on_terminal, surroundings


def read(root: Path, plans: Sequence[str], path: Path | None) -> Loaded:
    """What commands are given, by a folder object of their own."""
    return load_plans(DataFolder(root, cache_path=path), plans)


def made(root: Path, plans: Sequence[str], path: Path | None) -> Any:
    """All that could be made of plans, kept where it can be."""
    of = WholePlans(DataFolder(root, cache_path=path), plans)
    found = of.made(("all",))
    if found is None:
        found = of.loaded
        of.keep(("all",), found)
    return found


def fail(*_: object) -> None:
    raise AssertionError("it was read again")


def copies(path: Path) -> list[Path]:
    return sorted(path.glob("*.copy"))


@pytest.fixture
def own(tmp_path: Path) -> Path:
    return shutil.copytree(HARBOUR, tmp_path / "data")


@pytest.mark.parametrize("root", [HARBOUR, SCRIPTS, SHIPPED])
def test_a_copy_is_what_was_read(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plans = list(DataFolder(root).plans)[:2]
    fresh = read(root, plans, None)
    assert read(root, plans, tmp_path) == fresh
    monkeypatch.setattr("plancmp.data.loader.Loader", fail)
    assert read(root, plans, tmp_path) == fresh


def _appended(file: Path) -> None:
    file.write_bytes(file.read_bytes() + b"# one more line\n")


def _of_equal_size_and_time(file: Path) -> None:
    """What a copy that went by size and time would miss."""
    before = file.stat()
    raw = file.read_bytes()
    file.write_bytes(raw.replace(b"2", b"3", 1) if b"2" in raw else raw.replace(b"e", b"a", 1))
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))


def _gone(file: Path) -> None:
    file.unlink()


def _renamed(file: Path) -> None:
    file.rename(file.with_name(f"new-{file.name}"))


def _a_link(file: Path) -> None:
    file.rename(file.with_suffix(".kept"))
    file.symlink_to(file.with_suffix(".kept").name)


def _one_more(file: Path) -> None:
    shutil.copy(file, file.with_name(f"more-{file.name}"))


def _a_stray(file: Path) -> None:
    shutil.copy(file, file.with_suffix(".yml"))


def _a_folder(file: Path) -> None:
    file.unlink()
    file.mkdir()


CHANGES = [_appended, _of_equal_size_and_time, _gone, _renamed, _a_link, _one_more, _a_stray]
FILES = sorted(path.relative_to(HARBOUR).as_posix() for path in HARBOUR.rglob("*.yaml"))


@given(st.lists(st.tuples(st.sampled_from(FILES), st.sampled_from([*CHANGES, _a_folder]))))
def test_whatever_is_changed_what_comes_is_what_is_there(
    changes: list[tuple[str, Callable[[Path], None]]],
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = shutil.copytree(HARBOUR, Path(folder) / "data")
        plans = list(DataFolder(root).plans)
        read(root, plans, Path(folder) / "cache")
        for name, change in changes:
            if name != "dataset.yaml" and (root / name).is_file():
                change(root / name)
            there = list(DataFolder(root).plans)
            assert made(root, there, Path(folder) / "cache") == made(root, there, None)
            assert read(root, there, Path(folder) / "cache") == read(root, there, None)


def test_a_folder_with_problems_is_read_each_time(own: Path, tmp_path: Path) -> None:
    (own / "plans" / "spring" / "plan.yaml").write_text("title: [", "utf-8")
    plans = list(DataFolder(own).plans)
    assert read(own, plans, tmp_path / "cache").problems
    assert not (tmp_path / "cache").exists()


def test_paragraphs_are_found_in_the_texts_of_the_day(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []

    def placed(loaded: Loaded, passages: Passages) -> Loaded:
        asked.append(passages.root)
        return loaded

    monkeypatch.setattr(Loaded, "placed", placed)
    read(HARBOUR, ["spring"], tmp_path)
    read(HARBOUR, ["spring"], tmp_path)
    assert asked == [HARBOUR, HARBOUR]


# What is not whole, or may be another's


def broken(raw: bytes) -> list[bytes]:
    return [b"", raw[:3], raw[:-1], raw[:100], raw[:50] + b"\0" + raw[51:], b"\0\0\0\0", raw + b"x"]


def test_a_copy_that_is_not_whole_is_made_again(tmp_path: Path) -> None:
    fresh = read(HARBOUR, ["spring"], tmp_path)
    (copy,) = copies(tmp_path)
    for raw in broken(copy.read_bytes()):
        copy.write_bytes(raw)
        assert read(HARBOUR, ["spring"], tmp_path) == fresh
        assert copy.read_bytes() != raw


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="files have no owner here")
@pytest.mark.parametrize("mode", [0o620, 0o602, 0o666])
def test_a_copy_that_others_may_write_is_not_opened(
    mode: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read(HARBOUR, ["spring"], tmp_path)
    (copy,) = copies(tmp_path)
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    copy.chmod(mode)
    monkeypatch.setattr(pickle, "loads", fail)
    assert not read(HARBOUR, ["spring"], tmp_path).problems
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="files have no owner here")
def test_a_copy_that_is_anothers_is_not_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read(HARBOUR, ["spring"], tmp_path)
    us = os.getuid()
    monkeypatch.setattr(os, "getuid", lambda: us + 1)
    monkeypatch.setattr(pickle, "loads", fail)
    assert not read(HARBOUR, ["spring"], tmp_path).problems


def test_a_copy_by_other_code_is_made_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fresh = read(HARBOUR, ["spring"], tmp_path)
    monkeypatch.setattr(cache, "_code", lambda: [("loader.py", 1, 1)])
    assert read(HARBOUR, ["spring"], tmp_path) == fresh
    assert len(copies(tmp_path)) == 2


def test_where_nothing_can_be_kept_it_is_read(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    fresh = read(HARBOUR, ["spring"], None)
    assert read(HARBOUR, ["spring"], tmp_path / "file") == fresh
    assert read(HARBOUR, ["spring"], tmp_path / "file" / "below") == fresh


def test_the_oldest_copies_go(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "MOST", 2)
    made: list[Path] = []
    for plans in (["spring"], ["autumn"], ["spring", "autumn"]):
        read(HARBOUR, plans, tmp_path)
        (new,) = set(copies(tmp_path)) - set(made)
        os.utime(new, (len(made), len(made)))
        made.append(new)
    assert copies(tmp_path) == sorted(made[1:])
    assert {path.suffix for path in tmp_path.iterdir()} == {".copy"}


def test_what_is_very_large_is_not_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "MOST_BYTES", 1_000)
    read(HARBOUR, ["spring"], tmp_path)
    assert copies(tmp_path) == []


# As a user meets it


@pytest.mark.parametrize(
    "command",
    ["diff spring autumn", "show spring", "history tolls", "weak spring", "brief autumn"],
)
def test_a_run_prints_the_same_with_a_copy(command: str, tmp_path: Path) -> None:
    words = [*command.split(), "--data", str(HARBOUR)]
    fresh = run_inside(*words)
    assert fresh.status == 0
    for _ in range(2):
        assert run_inside(*words, PLANCMP_CACHE=str(tmp_path)) == fresh
    assert copies(tmp_path)


QUESTIONS = [
    *("diff spring autumn", "diff autumn spring", "diff spring autumn tolls"),
    *("diff spring autumn --outlet all", "diff spring autumn --without mayak"),
    *("diff spring autumn --since 2031-09-15", "diff spring autumn --fail-on changed"),
    *("diff spring autumn --cite", "diff spring autumn --cite --format json"),
    *("diff spring autumn --format json", "diff spring autumn --format csv"),
    *("diff spring autumn --format markdown", "diff spring autumn --format html"),
    *("diff spring autumn --width 60", "diff spring autumn --color always"),
    *("diff spring autumn --sources", "diff spring autumn --sources --all"),
    *("diff spring autumn spring", "diff spring autumn --base spring"),
    *("diff spring autumn --base autumn", "diff spring@none autumn"),
    *("show spring", "show autumn", "show spring --fail-on conflict", "show autumn --cite"),
    *("show autumn --since 2031-09-15", "show spring@none", "weak spring", "weak autumn"),
]


def test_every_question_has_its_own_answer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "MOST", 100)
    asked = [(*question.split(), "--data", str(HARBOUR)) for question in QUESTIONS]
    fresh = {words: run_inside(*words) for words in asked}
    assert len(set(fresh.values())) > 20
    for words in asked:
        assert run_inside(*words, PLANCMP_CACHE=str(tmp_path)) == fresh[words]
    monkeypatch.setattr(WholePlans, "keep", fail)
    for words in asked:
        assert run_inside(*words, PLANCMP_CACHE=str(tmp_path)) == fresh[words]


def test_a_terminal_and_a_pipe_are_asked_apart(tmp_path: Path) -> None:
    words = ("diff", "spring", "autumn", "--data", str(HARBOUR))
    for run in (run_inside, run_on_terminal, run_inside, run_on_terminal):
        assert run(*words, PLANCMP_CACHE=str(tmp_path)) == run(*words)


def test_what_is_written_to_a_file_is_what_was_printed(tmp_path: Path) -> None:
    words = ("diff", "spring", "autumn", "--data", str(HARBOUR))
    printed = run_inside(*words, PLANCMP_CACHE=str(tmp_path)).out
    for file in (tmp_path / "one.txt", tmp_path / "two.txt"):
        run_inside(*words, "-o", str(file), PLANCMP_CACHE=str(tmp_path))
        assert file.read_text("utf-8") == printed


def test_nothing_is_kept_that_was_made_of_other_data(own: Path, tmp_path: Path) -> None:
    cached = tmp_path / "cache"
    before = made(own, ["spring"], cached)
    file = own / "plans" / "spring" / "plan.yaml"
    raw = file.read_bytes()
    file.write_bytes(raw.replace(b"title: ", b"title: New ", 1))
    other = read(own, ["spring"], cached)
    assert made(own, ["spring"], cached) == other != before
    file.write_bytes(raw)
    assert read(own, ["spring"], cached) == made(own, ["spring"], cached) == before


def test_what_rests_on_texts_is_made_each_time(own: Path, tmp_path: Path) -> None:
    text = "The keeper\n\nis the board, as ever.\n"
    article = own / "articles" / "courier-2031-03-02.yaml"
    marked = f"read: whole\nsha256: {fingerprint_of(text)}\n"
    article.write_text(article.read_text("utf-8") + marked, "utf-8")
    provision = own / "plans" / "spring" / "lighthouse.yaml"
    kept = [line for line in provision.read_text("utf-8").splitlines() if "paragraph" not in line]
    provision.write_text("\n".join(kept) + "\n", "utf-8")
    assert not read(own, ["spring"], None).problems
    without = made(own, ["spring"], tmp_path / "cache")
    (own / "texts").mkdir()
    (own / "texts" / "courier.txt").write_text(text, "utf-8")
    assert made(own, ["spring"], tmp_path / "cache") == made(own, ["spring"], None) != without


def test_a_copy_that_was_taken_is_not_the_oldest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cache, "MOST", 2)
    for plans in (["spring"], ["autumn"]):
        read(HARBOUR, plans, tmp_path)
        for copy in copies(tmp_path):
            os.utime(copy, (1, 1))
    read(HARBOUR, ["spring"], tmp_path)
    read(HARBOUR, ["spring", "autumn"], tmp_path)
    monkeypatch.setattr("plancmp.data.loader.Loader", fail)
    assert not read(HARBOUR, ["spring"], tmp_path).problems


def test_with_a_copy_nothing_is_imported_that_parses(tmp_path: Path) -> None:
    script = (
        "import sys; from plancmp.cli import main; sys.argv = ['plancmp', 'diff', *sys.argv[1:]]\n"
        "try: main()\n"
        "except SystemExit: print(*sorted(sys.modules), file=sys.stderr)"
    )
    command = [sys.executable, "-c", script, "spring", "autumn", "--data", str(HARBOUR)]
    environ = surroundings({"PLANCMP_CACHE": str(tmp_path), "PYTHONPATH": str(CHECKOUT)})
    first, again = (
        set(subprocess.run(command, env=environ, capture_output=True, check=True).stderr.split())
        for _ in range(2)
    )
    assert {b"yaml", b"plancmp.data.loader"} <= first
    assert not {b"yaml", b"plancmp.data.loader", b"plancmp.data.shapes"} & again
    assert b"plancmp.views.diff" in first
    assert b"plancmp.views.diff" not in again


def test_a_copy_is_kept_at_home_and_nowhere_if_so_told(tmp_path: Path) -> None:
    home = {"HOME": str(tmp_path), "XDG_CACHE_HOME": str(tmp_path / "caches")}
    words = ("show", "spring", "--data", str(HARBOUR))
    process(*words, environ={**home, "PLANCMP_CACHE": ""})
    assert list(tmp_path.iterdir()) == []
    environ = surroundings({**home, "PYTHONPATH": str(CHECKOUT)})
    del environ["PLANCMP_CACHE"]
    subprocess.run(
        [sys.executable, "-m", "plancmp", *words], env=environ, capture_output=True, check=True
    )
    read_of, printed_of = copies(tmp_path / "caches" / "plancmp")
    assert stat.S_IMODE(read_of.parent.stat().st_mode) & 0o077 == 0
    assert stat.S_IMODE(printed_of.stat().st_mode) & 0o077 == 0


@pytest.mark.parametrize(
    ("environ", "system", "expected"),
    [
        ({"PLANCMP_CACHE": "/here", "HOME": "/home/a"}, "linux", "/here"),
        ({"PLANCMP_CACHE": "", "HOME": "/home/a"}, "linux", None),
        ({"HOME": "/home/a"}, "linux", "/home/a/.cache/plancmp"),
        ({"HOME": "/home/a", "XDG_CACHE_HOME": "/caches"}, "linux", "/caches/plancmp"),
        ({"HOME": "/home/a", "XDG_CACHE_HOME": "here"}, "linux", None),
        ({"HOME": "/Users/a"}, "darwin", "/Users/a/Library/Caches/plancmp"),
        ({"LOCALAPPDATA": "/appdata"}, "win32", "/appdata/plancmp"),
        ({}, "linux", None),
        ({}, "darwin", None),
        ({}, "win32", None),
    ],
)
def test_where_copies_are_kept(environ: dict[str, str], system: str, expected: str | None) -> None:
    assert cache_path(environ, system) == (expected and Path(expected))


# What somebody found who was told to break it


def test_a_stray_is_seen_from_wherever_the_folder_is_reached(
    own: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    notes = own / "plans" / "spring" / "notes"
    notes.mkdir()
    (notes / "n.txt").write_text("words", "utf-8")
    monkeypatch.chdir(own.parent)
    assert not read(Path("data"), ["spring"], tmp_path / "cache").problems
    shutil.copy(own / "plans" / "spring" / "plan.yaml", notes / "lost.yaml")
    monkeypatch.chdir("/")
    assert read(own, ["spring"], tmp_path / "cache").problems


def test_nothing_of_anybody_elses_is_deleted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cache, "MOST", 1)
    letter = tmp_path / "letter.copy"
    letter.write_text("words", "utf-8")
    os.utime(letter, (1, 1))
    for plans in (["spring"], ["autumn"]):
        read(HARBOUR, plans, tmp_path)
    assert letter.exists()
    assert len(copies(tmp_path)) == 2


def test_what_a_stopped_run_left_is_deleted_in_its_turn(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cache, "MOST", 1)
    left = tmp_path / "01234567.copy.abc"
    left.write_text("half", "utf-8")
    os.utime(left, (1, 1))
    read(HARBOUR, ["spring"], tmp_path)
    assert not left.exists()


def test_of_a_folder_that_is_too_large_nothing_is_stored(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cache, "MOST_BYTES", 1_000)
    monkeypatch.setattr(pickle, "dumps", fail)
    read(HARBOUR, ["spring"], tmp_path)


def test_a_folder_that_has_grown_beyond_what_is_kept_is_read_anew(
    own: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read(own, ["spring"], tmp_path / "cache")
    (copy,) = copies(tmp_path / "cache")
    monkeypatch.setattr(cache, "MOST_BYTES", copy.stat().st_size + 1)
    with (own / "outlets.yaml").open("ab") as stream:
        stream.write(b"# more\n" * (cache.MOST_BYTES // 7))
    fresh = read(own, ["spring"], None)
    assert not fresh.problems
    assert read(own, ["spring"], tmp_path / "cache") == fresh


def test_a_terminal_that_changes_its_width_leaves_no_wrong_copy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = ("diff", "spring", "autumn", "--data", str(HARBOUR))
    narrow = run_inside(*words, COLUMNS="60")
    asked: list[None] = []

    def width(*_: object) -> int:
        asked.append(None)
        return 60 if len(asked) % 2 else 120

    with monkeypatch.context() as patched:
        patched.setattr("plancmp.cli.terminal.width_of", width)
        run_inside(*words, PLANCMP_CACHE=str(tmp_path))
    assert run_inside(*words, COLUMNS="60", PLANCMP_CACHE=str(tmp_path)) == narrow


def test_other_libraries_and_other_signs_make_it_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = ("show", "spring", "--data", str(HARBOUR))
    run_inside(*words, PLANCMP_CACHE=str(tmp_path))
    assert len(copies(tmp_path)) == 2
    run_inside(*words, PLANCMP_CACHE=str(tmp_path), UNICODE_VERSION="4.1.0")
    assert len(copies(tmp_path)) == 4
    monkeypatch.setattr(cache, "_libraries", lambda: [("rich", 1)])
    run_inside(*words, PLANCMP_CACHE=str(tmp_path))
    assert len(copies(tmp_path)) == 6


@pytest.mark.parametrize("command", ["diff spring autumn", "show spring", "weak spring"])
def test_nothing_is_read_beside_what_the_copy_rests_on(
    command: str, own: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dataset = own / "dataset.yaml"
    lines = dataset.read_text("utf-8").splitlines(keepends=True)
    kept = [line for line in lines if not line.startswith("outlets:")]
    assert len(kept) < len(lines)
    dataset.write_text("".join(kept), "utf-8")
    monkeypatch.setattr("plancmp.data.parallel.map_plans", fail)
    ran = run_inside(*command.split(), "--data", str(own), PLANCMP_CACHE=str(tmp_path / "cache"))
    assert ran.status == 0


def test_nothing_is_kept_of_what_could_not_be_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried: list[None] = []

    def too_large(*_: object) -> bool:
        tried.append(None)
        return False

    monkeypatch.setattr(cache, "_write", too_large)
    made(HARBOUR, ["spring"], tmp_path)
    assert len(tried) == 1


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="paths have no such bound here")
def test_data_that_its_whole_path_does_not_reach_are_read(
    own: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fresh = read(own, ["spring"], None)
    monkeypatch.chdir(own.parent)
    monkeypatch.setattr(Path, "absolute", lambda path: tmp_path / "none" / path.name)
    assert read(Path("data"), ["spring"], tmp_path / "cache") == fresh
