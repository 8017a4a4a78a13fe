"""No file, however broken or hostile, crashes plancmp, hangs it, or deceives its reader.

The bound for each of the files below: 300 MB of address space and two seconds of processor time,
both kept by the kernel.
"""

from __future__ import annotations

import json
import os
import random
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from itertools import cycle
from pathlib import Path
from shutil import rmtree
from typing import Any, NamedTuple

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from plancmp.data import yaml_reader
from plancmp.data.files import MAX_BYTES
from plancmp.data.folder import DataFolder, shipped
from plancmp.data.keys import TABLES
from plancmp.data.loader import Loader, load_catalog
from plancmp.data.option_trees import OptionsTree
from plancmp.data.shapes import Id, Key
from plancmp.data.yaml_reader import MAX_DEPTH, MAX_PARTS
from plancmp.domain.catalog import Catalog
from plancmp.domain.mojibake import garbled
from plancmp.domain.problems import Problem
from plancmp.render import formats_of
from plancmp.text import unsafe
from tests.support.datasets import CHECKOUT
from tests.support.examples import EXAMPLE, lay
from tests.support.running import Ran, run_inside, surroundings
from tools.constructs import CONSTRUCTS, Construct

KILOBYTES, SECONDS = 300 * 1024, 2


def run_on(folder: Path, *args: str) -> Ran:
    return run_inside(*args, PLANCMP_DATA=str(folder), COLUMNS="100")


def bounded(folder: Path, *args: str) -> tuple[int, str, str]:
    """A run within the bounds; past them the kernel ends it, and so would a wait for a pipe."""
    if not sys.platform.startswith("linux"):
        pytest.skip("the bounds are kept by Linux")
    command = f'ulimit -v {KILOBYTES} -t {SECONDS}; exec "$@"'
    ran = subprocess.run(
        ["bash", "-c", command, "bash", sys.executable, "-m", "plancmp", *args],
        env=surroundings({"PLANCMP_DATA": str(folder), "COLUMNS": "100"}),
        cwd=CHECKOUT,
        capture_output=True,
        stdin=subprocess.DEVNULL,
        timeout=120,
        check=False,
    )
    return ran.returncode, ran.stdout.decode(), ran.stderr.decode()


# Files that want too much

BOMB = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{name}: &{name} [{', '.join([f'*{before}'] * 9)}]\n"
    for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)
LEVELS = 100_000
GREEDY = {
    "bomb": (BOMB, "alias"),
    "levels-of-lists": ("[" * LEVELS, "syntax"),
    "levels-of-mappings": ("{a: " * LEVELS, "syntax"),
    "levels-of-dashes": ("- " * LEVELS, "syntax"),
    "levels-of-keys": ("? " * LEVELS, "syntax"),
    "levels-of-indents": ("".join(f"{' ' * i}a:\n" for i in range(1000)), "syntax"),
    "many-keys": ("".join(f"k{i}:\n" for i in range(MAX_PARTS // 2 - 2)), "unknown-key"),
    "too-many-keys": ("".join(f"k{i}:\n" for i in range(MAX_PARTS)), "syntax"),
    "one-key-again-and-again": ("title: x\n" * (MAX_PARTS // 2 - 2), "repeated-key"),
    "a-list-of-nothing": ("title: x\nreports:\n" + "- \n" * (MAX_PARTS - 20), "wrong-type"),
    "a-long-word": (f"title: {'x' * (MAX_BYTES - 20)}\nreports: x\n", "wrong-type"),
    "a-long-number": (f"title: x\nreports: {'9' * (MAX_BYTES - 30)}\n", "wrong-type"),
    "a-long-key": (f"{'k' * (MAX_BYTES - 10)}: x\n", "syntax"),
    "too-large": ("#" * MAX_BYTES + "\n", "unreadable"),
}


@pytest.mark.parametrize("name", GREEDY)
def test_a_greedy_file_is_refused_within_the_bounds(name: str, tmp_path: Path) -> None:
    text, rule = GREEDY[name]
    lay("", tmp_path)
    (tmp_path / "plans/spring/01-border.yaml").write_text(text)
    status, out, err = bounded(tmp_path, "check", "--format", "csv")
    assert (status, err) == (1, "")
    assert f",error,{rule}," in out


@pytest.mark.parametrize("file", EXAMPLE)
def test_a_file_of_200_mb_is_not_read(file: str, tmp_path: Path) -> None:
    lay("", tmp_path)
    os.truncate(tmp_path / file, 200 * 1024 * 1024)
    for command in (["check", "--format", "csv"], ["show", "spring"]):
        status, out, err = bounded(tmp_path, *command)
        assert status == {"check": 1, "show": 3}[command[0]]
        assert f"{file}" in out + err
        assert "209,715,200 bytes" in out + err


# Files that are no files


def folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


def link_out(path: Path) -> None:
    secret = path.with_suffix(".secret")
    secret.write_text("title: the secret\n")
    path.unlink()
    path.symlink_to(secret)


def link_to_itself(path: Path) -> None:
    path.unlink()
    path.symlink_to(path.name)


def gone_link(path: Path) -> None:
    path.unlink()
    path.symlink_to("nowhere")


@pytest.mark.parametrize("file", EXAMPLE)
@pytest.mark.parametrize("made", [folder, pipe, link_out, link_to_itself, gone_link])
def test_what_is_no_file_is_told_and_not_followed(
    file: str, made: Callable[[Path], None], tmp_path: Path
) -> None:
    lay("", tmp_path)
    made(tmp_path / file)
    status, out, err = bounded(tmp_path, "check", "--format", "json")
    assert "the secret" not in out + err
    assert "Traceback" not in err
    if file == "dataset.yaml" and status == 3:
        assert "not a data folder" in err
        return
    assert status == 1
    told = {p["rule"] for p in json.loads(out)["data"]["problems"] if p["file"] == file}
    assert told == {"unreadable"}


def test_a_folder_closed_to_us_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lay("", tmp_path)
    opened = os.open

    def refuse(path: Any, *args: Any, **more: Any) -> int:
        if str(path).endswith("herald-1.yaml"):
            raise PermissionError(13, "Permission denied")
        return opened(path, *args, **more)

    monkeypatch.setattr("plancmp.data.files.os.open", refuse)
    ran = run_on(tmp_path, "check")
    assert ran.status == 1, ran.err
    assert "articles/herald-1.yaml: unreadable: cannot be read: permission denied" in ran.out


# Bytes that are no text

BYTES = {
    "empty": b"",
    "binary": bytes(range(256)) * 8,
    "utf-16": "title: x\n".encode("utf-16"),
    "utf-16-without-a-mark": "title: x\n".encode("utf-16-le"),
    "utf-32": "title: x\n".encode("utf-32"),
    "latin-1": "title: caf\xe9\n".encode("latin-1"),
    "cut-in-a-letter": "title: caf\xe9".encode()[:-1],
    "surrogates": b"title: \xed\xa0\x80\n",
    "nul": b"title: x\x00y\n",
    "escape": b"title: \x1b[31mred\n",
    "tabs": b"title:\n\tx: y\n",
    "bell-in-a-key": b"ti\x07tle: x\n",
}


@pytest.mark.parametrize("file", EXAMPLE)
@pytest.mark.parametrize("kind", BYTES)
def test_bytes_that_are_no_text_are_told_where_they_stand(
    file: str, kind: str, tmp_path: Path
) -> None:
    lay("", tmp_path)
    (tmp_path / file).write_bytes(BYTES[kind])
    ran = run_on(tmp_path, "check", "--format", "json")
    assert (ran.status, ran.err) == (1, "")
    found = [p for p in json.loads(ran.out)["data"]["problems"] if p["file"] == file]
    assert found or (file, kind) == ("outlets.yaml", "empty")  # there may be no outlets yet
    assert all(problem["line"] for problem in found)


@pytest.mark.parametrize("file", EXAMPLE)
def test_a_mark_and_line_ends_as_on_windows_change_nothing(file: str, tmp_path: Path) -> None:
    lay("", tmp_path)
    for args in (["check"], ["sources", "border"], ["plans", "--format", "json"]):
        (tmp_path / file).write_text(EXAMPLE[file])
        before = run_on(tmp_path, *args)
        text = "\ufeff" + EXAMPLE[file].replace("\n", "\r\n")
        (tmp_path / file).write_bytes(text.encode())
        assert run_on(tmp_path, *args) == before


# Names that lead out

OUT = ("../../etc/x", "../secret", "/etc/passwd", "..", "a/../../secret", "secret.yaml\x00", "~")


def places(keys: Sequence[Key], file: str) -> Iterator[tuple[str, str]]:
    for key in keys:
        if isinstance(key.shape, (Id, OptionsTree)):
            yield file, key.name
        yield from places(key.shape.keys, file)


ID_KEYS = sorted({place for name, keys in TABLES.items() for place in places(keys, name)})
OF_KIND = {
    "dataset": "dataset.yaml",
    "topic": "topics/border.yaml",
    "article": "articles/herald-1.yaml",
    "plan": "plans/spring/plan.yaml",
    "provision": "plans/spring/01-border.yaml",
}


@pytest.mark.parametrize(("file", "key"), ID_KEYS, ids=map("-".join, ID_KEYS))
@pytest.mark.parametrize("out", OUT[:2])
def test_an_id_in_a_file_leads_nowhere_else(file: str, key: str, out: str, tmp_path: Path) -> None:
    root = tmp_path / "data"
    lay("", root)
    (tmp_path / "secret.yaml").write_text("title: the secret\noptions: [the, secret]\n")
    path = root / OF_KIND.get(file, "vocabularies/states.yaml")
    path.parent.mkdir(exist_ok=True)
    text = path.read_text() if path.exists() else "title: States\noptions: [a, b]\n"
    written = f"{key}: {json.dumps(out)}"
    text, changed = re.subn(rf"(?m)\b{key}:.*", lambda _: written, text, count=1)
    if not changed and file == "topic":
        text = text.replace("    kind: yes-no", f"    kind: choice\n    {written}")
    elif not changed and file == "provision":
        text = text.replace("    quote:", f"    {written}\n    quote:", 1)
    elif not changed:
        text = f"{text}{written}\n"
    assert written in text
    path.write_text(text)
    ran = run_on(root, "check", "--format", "json")
    assert "the secret" not in ran.out + ran.err
    assert (ran.status, ran.err) == (1, "")
    shown = run_on(root, "sources", "border")
    assert shown.status in (0, 3)
    assert "the secret" not in shown.out + shown.err


@pytest.mark.parametrize("out", [*OUT[:4], "", "\x1b[31m", "\u202espring", "a" * 5000, "--"])
def test_an_id_on_the_command_line_leads_nowhere_else(out: str, tmp_path: Path) -> None:
    root = tmp_path / "data"
    lay("", root)
    (tmp_path / "secret.yaml").write_text("title: the secret\nreports: []\n")
    for args in (
        ["show", out],
        ["diff", "spring", out],
        ["conflicts", out],
        ["sources", out],
        ["sources", f"spring/{out}"],
        ["sources", f"{out}/border"],
        ["plans", "--outlet", out],
        ["brief", out],
        ["outlets", out],
        ["check", out],
        ["check", "--explain", out],
        ["schema", out],
        ["schema", "provision", "--topic", out],
    ):
        ran = run_on(root, *args)
        assert "the secret" not in ran.out + ran.err, args
        assert "Traceback" not in ran.err, args
        assert not unsafe().search(ran.out + ran.err), args
        assert (args, ran.status) == (args, 2) or args[-1] in ("", "--"), ran.err


# Texts that would steer, mislead, or run

TEXTS = (
    "\x1b[31mred\x1b[0m \x1b]0;title\x07 \x9b1m",
    "\u202eback\u202c \u2066wards\u2069 \u200fmarked",
    "[red]not red[/red] [/b] :smile: [link=https://example.org]x[/link]",
    "<script>alert(1)</script> &amp; <!-- \" ' -->",
    '=HYPERLINK("https://example.org";"x")',
    "+1 -1 @SUM(A1)",
    "| a | b | ` ``` `* _x_ # [x](javascript:alert(1)) ![x](y)",
    "\u0000 \ufeff \u2028 \U000e0041",
)
TEXT_KEYS = ("title", "name", "short", "asks", "coding", "speaker", "quote", "note", "unit")


@pytest.mark.parametrize("format", formats_of())
def test_text_is_text_in_every_format(format: str, tmp_path: Path) -> None:
    lay("", tmp_path)
    said = map(json.dumps, cycle(TEXTS))
    texts = re.compile(rf"(?m)^(\s*(?:{'|'.join(TEXT_KEYS)}):) .*")
    for file, written in EXAMPLE.items():
        (tmp_path / file).write_text(texts.sub(lambda key: f"{key[1]} {next(said)}", written))
    for args in (
        ["plans"],
        ["show", "spring"],
        ["sources", "border"],
        ["diff", "spring", "spring"],
        ["conflicts"],
        ["outlets"],
        ["brief", "spring"],
        ["check"],
    ):
        ran = run_on(tmp_path, *args, "--format", format)
        assert ran.status in (0, 1, 3), ran.err
        assert not unsafe().search(ran.out + ran.err), args
        assert "Traceback" not in ran.err
        if format == "html":
            assert "<script>alert" not in ran.out


# Shipped files, changed at random

FRAGMENTS = ("[", "]", "{", "}", ":", ": ", "- ", "\n", "\t", "'", '"', "&a ", "*a", "!x ", "#")


def changed(text: str, chance: random.Random) -> str:
    """A text with something of it changed, dropped, doubled or swapped."""
    lines = text.split("\n")
    at, other = chance.randrange(len(lines)), chance.randrange(len(lines))
    place = chance.randrange(max(len(text), 1))
    end = min(len(text), place + chance.choice((1, 1, 2, 5, 30)))
    how = chance.randrange(9)
    if how == 0:
        return text[:place] + chr(chance.choice((0, 7, 9, 32, 39, 91, 0x85, 0x2028, 0xE9, 0x1F600)))
    if how == 1:
        return text[:place] + text[end:]
    if how == 2:
        return text[:end] + text[place:]
    if how == 3:
        return text[:place] + chance.choice(FRAGMENTS) + text[place:]
    if how == 4:
        return text[:place] + chance.choice(FRAGMENTS) + text[end:]
    if how == 5:
        del lines[at]
    elif how == 6:
        lines.insert(other, lines[at])
    elif how == 7:
        lines[at], lines[other] = lines[other], lines[at]
    else:
        by = chance.choice((-4, -2, -1, 1, 2, 4))
        lines[at] = " " * by + lines[at] if by > 0 else lines[at][-by:]
    return "\n".join(lines)


class Changed(NamedTuple):
    """The shipped data, in which one file at a time is written anew."""

    root: Path
    catalog: Catalog


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Changed:
    root = tmp_path_factory.mktemp("copy") / "data"
    shutil.copytree(shipped(), root)
    return Changed(root, load_catalog(DataFolder(root)))


def sound(found: Sequence[Problem], file: str, text: str) -> None:
    """Each problem has a place in the changed file."""
    lines = len(text.splitlines()) + 1
    for problem in found:
        if problem.location.file == file:
            assert problem.location.line <= lines, problem
        assert problem.location.file
        assert problem.rule
        assert problem.message


def test_a_provision_changed_at_random_loads_or_is_told(copy: Changed, tmp_path: Path) -> None:
    chance = random.Random(1)
    told = 0
    for under in ("topics", "articles", "vocabularies"):
        shutil.copytree(copy.root / under, tmp_path / under)
    shutil.copy(copy.root / "dataset.yaml", tmp_path)
    for plan in DataFolder(copy.root).plans:
        (tmp_path / "plans" / plan).mkdir(parents=True)
    for file in sorted((copy.root / "plans").rglob("*.yaml")):
        original = file.read_text(encoding="utf-8")
        name = file.relative_to(copy.root).as_posix()
        for _ in range(20):
            text = changed(original, chance)
            (tmp_path / name).write_bytes(text.encode("utf-8", "surrogatepass"))
            loaded = Loader(DataFolder(tmp_path), copy.catalog).read_plans([file.parent.name])
            sound(loaded.problems, name, text)
            told += any(problem.location.file == name for problem in loaded.problems)
        (tmp_path / name).unlink()
    assert told > 500


def test_a_shared_file_changed_at_random_loads_or_is_told(copy: Changed, tmp_path: Path) -> None:
    chance = random.Random(2)
    told = 0
    shared = ["dataset.yaml", "outlets.yaml"] + [
        file.relative_to(copy.root).as_posix()
        for under in ("topics", "articles", "vocabularies")
        for file in sorted((copy.root / under).glob("*.yaml"))
    ]
    lay("", tmp_path)
    for name in shared:
        original = (copy.root / name).read_text(encoding="utf-8")
        before = (tmp_path / name).read_text() if (tmp_path / name).exists() else None
        (tmp_path / name).parent.mkdir(exist_ok=True)
        for _ in range(8):
            text = changed(original, chance)
            (tmp_path / name).write_bytes(text.encode("utf-8", "surrogatepass"))
            found = load_catalog(DataFolder(tmp_path)).problems
            sound(found, name, text)
            told += bool(found)
        if before is None:
            (tmp_path / name).unlink()
        else:
            (tmp_path / name).write_text(before)
    assert told > 200


# Every construct of YAML


@pytest.mark.parametrize("case", CONSTRUCTS, ids=[case.name for case in CONSTRUCTS])
def test_a_construct_is_read_as_documented_or_refused_with_a_place(
    case: Construct, tmp_path: Path
) -> None:
    data, found = yaml_reader.parse(case.text, "file.yaml")
    if case.means is not None:
        assert (data, found) == (case.means, [])
        return
    lay("", tmp_path)
    (tmp_path / "plans/spring/plan.yaml").write_bytes(case.text.encode())
    folder = DataFolder(tmp_path)
    told = [
        (problem.rule, problem.location.line, problem.location.column)
        for problem in Loader(folder, load_catalog(folder)).read_plans(["spring"]).problems
        if problem.location.file == "plans/spring/plan.yaml"
    ]
    assert (case.rule, case.line, case.column) in told


def test_levels_are_read_to_the_deepest() -> None:
    assert yaml_reader.parse("[" * MAX_DEPTH + "]" * MAX_DEPTH, "")[1] == []


# Data sets made at random, valid and broken

COMMANDS = (
    ["plans"],
    ["show", "spring"],
    ["sources", "border"],
    ["diff", "spring", "autumn"],
    ["conflicts"],
    ["outlets"],
    ["brief", "spring", "autumn"],
    ["search", "the border"],
    ["check"],
    ["verify", "--texts", "."],
)
OTHERS = (
    ["export", "--format", "csv"],
    ["import", "claims.csv"],
    ["schema"],
    ["new", "topic", "added"],
)
"""The commands that have formats of their own, or none; the last of them writes."""
wordings = st.text(
    st.characters(max_codepoint=0xFFFF, exclude_categories=["Cs"]), min_size=1, max_size=20
).filter(lambda text: text.strip() and len(text.split()) <= 10 and not garbled(text))
outlets_known = st.sampled_from(["herald", "wire"])


@st.composite
def reports(draw: st.DrawFn, plan: str) -> dict[str, Any]:
    """A report of one of the example's articles."""
    report: dict[str, Any] = {
        "article": draw(st.sampled_from(["herald-1", "wire-1"])),
        "quote": draw(wordings),
        "paragraph": draw(st.integers(1, 99)),
    }
    if draw(st.booleans()):
        report["speaker"] = draw(wordings)
    if draw(st.booleans()):
        report["via"] = "wire" if report["article"] == "herald-1" else "herald"
    if draw(st.integers(0, 5)) == 0:
        report["absent"] = "yes"
    else:
        report["says"] = {"opening": draw(st.sampled_from(["yes", "no", "unspecified"]))}
    return report


@st.composite
def data_sets(draw: st.DrawFn) -> dict[str, str]:
    """Files over the example: two plans on one topic, reported by two outlets in any way."""
    files: dict[str, Any] = {
        "plans/autumn/plan.yaml": {"title": draw(wordings)},
        "topics/border.yaml": {
            "title": draw(wordings),
            "group": "territory",
            "terms": {
                "opening": {
                    "asks": draw(wordings),
                    "kind": "yes-no",
                    "evolving": draw(st.sampled_from(["yes", "no"])),
                }
            },
        },
    }
    for outlet in ("herald", "wire"):
        files[f"articles/{outlet}-1.yaml"] = {
            "outlet": outlet,
            "title": draw(wordings),
            "covers": ["spring", "autumn"],
            "note": draw(wordings),
        }
    for plan, name in (("spring", "01-border"), ("autumn", "border")):
        made = draw(st.lists(reports(plan), min_size=1, max_size=4))
        files[f"plans/{plan}/{name}.yaml"] = {"title": draw(wordings), "reports": made}
    return {name: json.dumps(content, ensure_ascii=True) for name, content in files.items()}


def write(root: Path, files: dict[str, str]) -> None:
    shutil.rmtree(root, ignore_errors=True)
    lay("", root)
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(text.encode("utf-8", "surrogatepass"))


FREELY = settings(
    max_examples=8,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def every_command(format: str) -> list[list[str]]:
    return [*([*args, "--format", format] for args in COMMANDS), *OTHERS]


@FREELY
@given(files=data_sets(), format=st.sampled_from(sorted(formats_of())))
def test_a_valid_data_set_goes_through_every_command(
    files: dict[str, str], format: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rmtree(tmp_path / "data", ignore_errors=True)
    write(tmp_path / "data", files)
    monkeypatch.chdir(tmp_path)
    for args in every_command(format):
        ran = run_on(tmp_path / "data", *args)
        found = args[0] == "verify" and ran.status == 1  # as no file there is a text of a quote
        assert found or (args, ran.status, ran.err) == (args, 0, "")
        assert not unsafe().search(ran.out)
        if args[0] == "export":
            (tmp_path / "claims.csv").write_text(ran.out, encoding="utf-8", newline="")


@FREELY
@given(
    files=data_sets(),
    which=st.integers(0, 99),
    seed=st.integers(0, 2**32),
    format=st.sampled_from(sorted(formats_of())),
)
def test_a_broken_data_set_is_told_by_every_command_that_reads_it(
    files: dict[str, str],
    which: int,
    seed: int,
    format: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    rmtree(tmp_path / "data", ignore_errors=True)
    whole = {**EXAMPLE, **files}
    name = sorted(whole)[which % len(whole)]
    whole[name] = changed(whole[name], random.Random(seed))
    write(tmp_path / "data", whole)
    held = json.loads(run_on(tmp_path / "data", "check", "--format", "json").out)["data"]
    monkeypatch.chdir(tmp_path)
    (tmp_path / "claims.csv").write_text("plan\n", encoding="utf-8")
    for args in every_command(format):
        ran = run_on(tmp_path / "data", *args)
        assert ran.status in (0, 1, 2, 3), (args, ran.err)
        assert "Traceback" not in ran.err
        assert not unsafe().search(ran.out + ran.err)
        if ran.status == 3 and args[0] != "import":  # which has a wrong table to tell of, too
            assert held["errors"], (args, ran.err)
