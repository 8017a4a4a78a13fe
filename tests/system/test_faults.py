"""Killed, out of room, not allowed, two at once: the old files or the new, never half of one."""

from __future__ import annotations

import json
import os
import resource
import shutil
import signal
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from plancmp.data.writing import FileWrite, write_files, write_lock
from plancmp.domain.problems import PlancmpError
from tests.support.datasets import CLIPPINGS, RENTS
from tests.support.running import Ran, run_inside

KILLED = 137
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT
STEPS = ("os.link", "os.rename", "os.mkdir", "os.remove", "os.chmod")
"""What Python tells its audit hooks before it does it; with opening a file to write, all that can
change a folder."""

ROWS = """\
plan,topic,title,article,speaker,paragraph,term,value
draft,costs,Paid by the state,herald-1,officials,2,payer,state
draft,cap,A cap,gazette-1,the ministry,2,percent,at most 3
draft,who-decides,The ministry,gazette-1,the ministry,2,wording,the ministry
"""

TOPIC = """\
title: Who decides
group: rents
terms:
  wording: {asks: What is said of it?, kind: text}
"""

PAGE = """\
<html lang="en"><head><meta name="date" content="2031-04-09"></head><body><article>
<h1>Who pays?</h1><p>The state pays, the ministry said again on Wednesday, and nobody else.</p>
</article></body></html>
"""

REPORT = {
    "plan": "draft",
    "topic": "cap",
    "article": "gazette-1",
    "quote": "Tenants welcomed it",
    "paragraph": "3",
    "says": {"percent": "3"},
}
PROPOSED = {"by": "A. Colleague", "reports": [REPORT]}
NEW_REPORTS = [{**REPORT, "speaker": speaker} for speaker in ("one", "two", "three")]

Command = tuple[str, ...]

COMMANDS: Mapping[str, Command] = {
    "a new data set": ("new", "plan", "first", "--data", "{folder}/new"),
    "a plan": ("new", "plan", "final", "--data", "{folder}/rents"),
    "an outlet": (
        "new",
        "outlet",
        "x",
        "--name",
        "X",
        "--kind",
        "site",
        "--data",
        "{folder}/rents",
    ),
    "a provision": ("new", "provision", "draft", "who-decides", "--data", "{folder}/rents"),
    "an import": ("import", "{folder}/rows.csv", "--write", "--data", "{folder}/rents"),
    "a page": (
        *("new", "article", "--page", "{folder}/page.html", "--outlet", "gazette", "--write"),
        *("--data", "{folder}/rents"),
    ),
    "paragraphs": ("verify", "--fix", "--write", "--data", "{folder}/rents"),
    "proposals": ("propose", "{folder}/new.json", "--data", "{folder}/rents"),
    "an acceptance": ("accept", "p0", "p1", "--data", "{folder}/rents"),
    "a topic's name": ("rename", "topic", "costs", "outlay", "--write", "--data", "{folder}/rents"),
    "an option's name": (
        *("rename", "option", "costs.payer.state", "city", "--write"),
        *("--data", "{folder}/rents"),
    ),
    "a migration": ("check", "--fix", "--write", "--data", "{folder}/old"),
    "changes": ("import", "{folder}/changes.csv", "--write", "--data", "{folder}/rents"),
    "a coding": ("new", "coding", "novak", "-o", "{folder}", "--data", "{folder}/rents"),
    "what two agree on": (
        *("settle", "{folder}/rents", "{folder}/again", "--agreed"),
        *("--by", "A. Novak", "--on", "2031-05-02", "--write"),
    ),
    "an output": ("plans", "-o", "{folder}/plans.txt", "--data", "{folder}/rents"),
}
RESUMED = (
    *("a new data set", "an import", "a migration", "changes", "an output"),
    *("paragraphs", "proposals", "a coding", "what two agree on"),
)
"""The commands that, given again, go on where they were stopped."""


@pytest.fixture
def folder() -> Iterator[Path]:
    with TemporaryDirectory() as name:
        yield filled(Path(name))


def filled(folder: Path) -> Path:
    """A folder with two data sets, one of format 1, rows to import, and an output to replace."""
    folder.chmod(0o755)
    for name in ("rents", "again", "old"):
        shutil.copytree(RENTS, folder / name)
    for file, now, before in (
        ("dataset.yaml", "format: 2", "format: 1"),
        ("plans/draft/cap.yaml", "percent: 3", "percent: 3.125"),
    ):
        path = folder / "old" / file
        path.write_text(path.read_text().replace(now, before))
    (folder / "rents/topics/who-decides.yaml").write_text(TOPIC)
    (folder / "rows.csv").write_text(ROWS)
    out = run_inside("export", "--data", str(RENTS)).out
    for word, other in (("would cap rent at", "would cap rents"), ("the state will", "it will")):
        assert word in out
        out = out.replace(word, other)
    (folder / "changes.csv").write_text(out)
    shutil.copytree(CLIPPINGS, folder / "rents/texts")
    (folder / "page.html").write_text(PAGE)
    (folder / "new.json").write_text(json.dumps({"by": "A", "reports": NEW_REPORTS}))
    (folder / "rents/proposals").mkdir()
    for number, topic in enumerate(("cap", "who-decides")):
        report = {
            **REPORT,
            "topic": topic,
            "says": {"wording": "they do"} if number else {"percent": "5"},
        }
        kept = json.dumps({**PROPOSED, "reports": [report]})
        (folder / f"rents/proposals/p{number}.json").write_text(kept)
    (folder / "plans.txt").write_text("what was there before\n")
    return folder


def said(command: Command, folder: Path) -> list[str]:
    return [word.replace("{folder}", str(folder)) for word in command]


def files(folder: Path, *, hidden: bool = False) -> dict[str, bytes]:
    """Every file with its bytes; those that plancmp passes over, only if asked for."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and (hidden or not path.name.startswith("."))
    }


def child(work: Callable[[], int]) -> int:
    """Do work in a process of its own, which ends with the number that it gives."""
    pid = os.fork()
    if not pid:
        status = 99
        try:
            status = work()
        finally:
            os._exit(status)
    return pid


def ended(pid: int) -> int:
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


def killed_at(step: int, arguments: list[str], folder: Path) -> int:
    """Run a command that is killed just before the step that it is at; how it ended."""

    def work() -> int:
        left = step

        def hook(event: str, args: tuple[object, ...]) -> None:
            nonlocal left
            writes = event == "open" and isinstance(args[2], int) and args[2] & WRITING
            if (writes or event in STEPS) and any(str(folder) in str(arg) for arg in args):
                left -= 1
                if not left:
                    os._exit(KILLED)

        sys.addaudithook(hook)
        return run_inside(*arguments).status

    return ended(child(work))


@pytest.mark.parametrize("name", COMMANDS)
def test_killed_at_any_step_every_file_is_the_old_or_the_new(name: str) -> None:
    with TemporaryDirectory() as done:
        whole = filled(Path(done))
        old = files(whole)
        assert run_inside(*said(COMMANDS[name], whole)).status == 0
        new = files(whole)
        assert new != old
    for step in range(1, 400):
        with TemporaryDirectory() as broken:
            there = filled(Path(broken))
            command = said(COMMANDS[name], there)
            status = killed_at(step, command, there)
            found = files(there)
            assert set(old) & set(new) <= set(found) <= set(old) | set(new)
            for file, content in found.items():
                assert content in (old.get(file), new.get(file)), (step, file)
            if status == 0:
                assert found == new
                break
            assert status == KILLED
            again = run_inside(*command)
            assert files(there) == new
            done_already = found == new or name not in RESUMED
            assert again.status == 0 or (done_already and "already" in again.err), again
    else:
        pytest.fail("it never came to its end")
    assert step >= 5


@pytest.mark.parametrize("name", COMMANDS)
def test_on_a_full_disk_nothing_changes_and_the_message_says_so(name: str, folder: Path) -> None:
    before = files(folder, hidden=True)
    command = said(COMMANDS[name], folder)
    ran = apart(lambda: run_inside(*command), full)
    assert ran.status == 3
    assert "cannot be written: File too large; " in ran.err
    assert ran.err.rstrip().endswith(("nothing was written", "it is as it was"))
    assert files(folder, hidden=True) == before
    assert not (folder / "new").exists()


@pytest.mark.parametrize("name", COMMANDS)
def test_in_a_read_only_folder_nothing_changes_and_the_message_says_so(
    name: str, folder: Path
) -> None:
    run_inside(*said(COMMANDS[name], folder))  # so that all is imported
    for left in folder.iterdir():
        shutil.rmtree(left) if left.is_dir() else left.unlink()
    filled(folder)
    before = files(folder, hidden=True)
    parts = [folder, *(path for path in folder.rglob("*") if path.is_dir())]
    for part in parts:
        part.chmod(0o555)
    command = said(COMMANDS[name], folder)
    ran = apart(lambda: run_inside(*command), powerless)
    for part in parts:
        part.chmod(0o755)
    assert ran.status == 3
    assert "cannot be written: Permission denied; " in ran.err
    assert ran.err.rstrip().endswith(("nothing was written", "it is as it was"))
    assert files(folder, hidden=True) == before


MAKING = ("a new data set", "a plan", "a provision", "a page", "proposals", "a coding")
"""The commands that change no file that is there."""


@pytest.mark.parametrize("name", [name for name in COMMANDS if name not in MAKING])
def test_read_only_files_are_not_replaced_and_the_message_says_so(name: str, folder: Path) -> None:
    for path in folder.rglob("*"):
        if path.is_file():
            path.chmod(0o444)
    before = files(folder, hidden=True)
    ran = run_inside(*said(COMMANDS[name], folder))
    assert ran.status == 3
    assert "cannot be written: it is read-only; " in ran.err
    assert ran.err.rstrip().endswith(("nothing was written", "it is as it was"))
    assert files(folder, hidden=True) == before


def full() -> None:
    """No file can grow past a few bytes."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (8, 8))


def powerless() -> None:
    """Root may write anywhere, so be somebody else."""
    if os.geteuid() == 0:
        os.setegid(65534)
        os.seteuid(65534)


def apart(work: Callable[[], Ran], first: Callable[[], None]) -> Ran:
    """Run in a process of its own, in which something was done before."""
    reading, writing = os.pipe()

    def both() -> int:
        first()
        ran = work()
        os.write(writing, ran.err.encode())
        return ran.status

    pid = child(both)
    os.close(writing)
    with os.fdopen(reading, "rb") as stream:
        err = stream.read().decode()
    return Ran(ended(pid), "", err)


def test_of_many_who_make_the_same_file_one_does(folder: Path) -> None:
    command = said(("new", "topic", "rent", "--data", "{folder}/rents"), folder)
    pids = [child(lambda: run_inside(*command).status) for _ in range(8)]
    first, *others = sorted(map(ended, pids))
    assert (first, set(others) <= {2, 3}) == (0, True)
    assert "title: Rent\n" in (folder / "rents/topics/rent.yaml").read_text()
    assert not list((folder / "rents/topics").glob(".*"))


def test_of_many_who_import_at_once_nobody_undoes_what_another_did(folder: Path) -> None:
    pids = {}
    for number in range(8):
        rows = ROWS.replace("officials", f"official {number}")
        (folder / f"{number}.csv").write_text(rows)
        command = ("import", f"{folder}/{number}.csv", "--write", "--data", f"{folder}/rents")
        pids[number] = child(lambda command=command: run_inside(*command).status)  # type: ignore[misc]
    statuses = {number: ended(pid) for number, pid in pids.items()}
    assert 0 in statuses.values()
    assert set(statuses.values()) <= {0, 3}
    costs = (folder / "rents/plans/draft/costs.yaml").read_text()
    for number, status in statuses.items():
        assert (f"speaker: official {number}\n" in costs) == (status == 0)
    assert run_inside("plans", "--data", str(folder / "rents")).status == 0


def test_while_another_writes_the_message_says_so(folder: Path) -> None:
    command = said(COMMANDS["an import"], folder)
    with write_lock(folder / "rents"):
        ran = run_inside(*command)
    assert ran.status == 3
    assert ran.err == (
        f"plancmp: another plancmp is writing to {folder}/rents; nothing was written, try again\n"
    )


def test_a_file_that_was_changed_meanwhile_is_left_alone(tmp_path: Path) -> None:
    one, two, three = (tmp_path / name for name in "abc")
    one.write_text("1")
    two.write_text("changed")
    with pytest.raises(PlancmpError) as caught:
        write_files(
            [FileWrite(one, "11", b"1"), FileWrite(two, "22", b"2"), FileWrite(three, "33")]
        )
    assert str(caught.value) == (
        f"{two} cannot be written: it was changed meanwhile; written whole: {one}"
    )
    assert [one.read_text(), two.read_text(), three.exists()] == ["11", "changed", False]
    assert not list(tmp_path.glob(".*"))


def test_without_hard_links_a_file_is_made_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_link(*args: object, **options: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", no_link)
    write_files([FileWrite(tmp_path / "a", "1")])
    with pytest.raises(PlancmpError, match="is there already; nothing was written"):
        write_files([FileWrite(tmp_path / "a", "2")])
    assert files(tmp_path, hidden=True) == {"a": b"1"}
