"""Hold every output of this checkout against that of another revision, to the byte.

    python -m tools.same_outputs REV [--only WORD] [--keep FILE]

Each case of data/same_outputs.txt is one run of the command line in both: its exit status, standard
output, standard error and every file that it wrote are compared. Both runs read the data of REV.
Ends with status 1, and a diff a case, where anything differs; the keys of RENAMED may.
"""

from __future__ import annotations

import argparse
import difflib
import hashlib
import io
import itertools
import json
import os
import pickle
import re
import shlex
import shutil
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

CHECKOUT = Path(__file__).parent.parent
CASES = Path(__file__).parent / "data" / "same_outputs.txt"

RENAMED: tuple[tuple[bytes, bytes], ...] = (
    # the keys of a problem in JSON, in its schema, and the columns of `check` in CSV
    (
        rb'("rule": .*\n +)"found"(.*\n +)"allowed"(.*\n +)"mend"',
        rb'\1"message"\2"expected"\3"hint"',
    ),
    (rb'"found"(: {\s+"type": "string"\s+},\s+)"allowed"', rb'"message"\1"expected"'),
    (rb'"mend"(: {)', rb'"hint"\1'),
    (rb'"found"(,\s+)"allowed"(,\s+)"mend"', rb'"message"\1"expected"\2"hint"'),
    (rb"(?m)^(file,line,column,severity,rule,)found,allowed,mend", rb"\1message,expected,hint"),
)
"""What is called otherwise now: patterns, and what each is called."""

FORMATS = ("table", "markdown", "csv", "json", "html")
WIDTHS = ("40", "60", "120", "200")
OTHER_OUTLETS = (
    ("--outlet", "all", "--format", "json"),
    ("--outlet", "mayak", "--outlet", "pilot"),
)
WITHOUT_OUTLETS = ("search", "check")
"""Commands that take no --outlet."""
INHERITED = ("PATH", "HOME", "LANG", "LC_ALL", "SYSTEMROOT")
"""What a run keeps of the environment."""


class Case(NamedTuple):
    """One run of the command line."""

    data: str
    """The data set: a folder that `lay_out` makes."""
    args: tuple[str, ...]
    environ: tuple[tuple[str, str], ...] = ()
    stdin: str = ""

    def __str__(self) -> str:
        environ = " ".join(f"{key}={value}" for key, value in self.environ)
        return f"[{self.data}] {environ} plancmp {' '.join(self.args)}".replace("  ", " ")


class Outcome(NamedTuple):
    """What a run came to."""

    status: int
    out: bytes
    err: bytes
    files: tuple[tuple[str, bytes], ...]
    """The files that it wrote, by name."""


def cases() -> Iterator[Case]:
    """Every case of the file, in its order."""
    data = mode = ""
    for line in CASES.read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            data, _, mode = line.strip("[]").partition(", ")
        elif line and not line.startswith("#"):
            yield from VARIANTS[mode](data, line)


def _as_it_stands(data: str, line: str) -> Iterator[Case]:
    before, bar, command = line.rpartition(" | ")
    stdin = shlex.split(before)[1].replace("\\n", "\n") if bar else ""
    words = shlex.split(command)
    start = words.index("plancmp")
    environ = tuple(
        (key, value) for key, _, value in (word.partition("=") for word in words[:start])
    )
    yield Case(data, tuple(words[start + 1 :]), environ, stdin)


def _in_every_format(data: str, line: str) -> Iterator[Case]:
    for case in _as_it_stands(data, line):
        for format in FORMATS:
            yield case._replace(args=(*case.args, "--format", format))


def _varied(data: str, line: str) -> Iterator[Case]:
    for case in _as_it_stands(data, line):
        for width in WIDTHS:
            yield case._replace(args=(*case.args, "--width", width))
        coloured = (*case.args, "--color", "always")
        yield case._replace(args=coloured, environ=(("COLUMNS", "80"),))
        if case.args[0] not in WITHOUT_OUTLETS:
            for options in OTHER_OUTLETS:
                yield case._replace(args=(*case.args, *options))


def _completed(data: str, line: str) -> Iterator[Case]:
    typed = line.removesuffix("<TAB>")
    place = len(typed.split()) - (not typed.endswith(" "))
    words = (("COMP_WORDS", typed), ("COMP_CWORD", str(place)))
    yield Case(data, (), (("_PLANCMP_COMPLETE", "complete_bash"), *words))


VARIANTS = {
    "": _as_it_stands,
    "in every format": _in_every_format,
    "varied": _varied,
    "completed": _completed,
}
"""What is made of a line, by what its part says after the comma."""


def lay_out(tree: Path, sets: Path) -> None:
    """Make the data sets from those of a revision: a folder each, the same for both sides."""
    made = tree / "tests" / "data"
    for name in ("harbour", "rents"):
        shutil.copytree(made / name, sets / name / "data")
        shutil.copytree(made / "clippings", sets / name / "texts")
    shutil.copytree(tree / "data", sets / "shipped" / "data")
    shutil.copytree(sets / "harbour", sets / "broken")
    _break(sets / "broken" / "data")
    shutil.copytree(made / "harbour", sets / "scratch" / "copy")
    ferries = (made / "harbour" / "topics" / "ferries.yaml").read_text("utf-8")
    (term,) = re.findall(r"(?m)^  ([a-z-]+):$", ferries)[:1]
    sheets = {
        "claims.csv": "plan,topic,article,quote,paragraph,term,value\n"
        f"spring,ferries,mayak-2031-03-04,the boats,2,{term},unspecified\n",
        "bad.csv": "plan,topic,article,term,value\nautumn,nonsense,x,y,z\nwinter,quay,,,absent\n",
    }
    for sheet, text in sheets.items():
        (sets / "scratch" / sheet).write_text(text, "utf-8")


def _break(data: Path) -> None:
    """Put faults into the harbour: in every third provision, a topic, an article, an outlet."""

    def replace(file: Path, old: str, new: str) -> None:
        file.write_text(file.read_text("utf-8").replace(old, new, 1), "utf-8")

    for file in sorted((data / "plans" / "autumn").glob("*.yaml"))[::3]:
        replace(file, "says:", "sais:")
    (data / "topics" / "quay.yaml").write_text("title: [\n", "utf-8")
    (data / "articles" / "stray.txt").write_text("x", "utf-8")
    replace(data / "outlets.yaml", "kind: ", "kind: un")


def run(case: Case, tree: Path, sets: Path) -> Outcome:
    """One run, in a folder of its own that holds what the case may read and write."""
    with tempfile.TemporaryDirectory() as scratch:
        home = Path(scratch) / "run"
        shutil.copytree(sets / case.data, home)
        before = _files(home)
        environ = {key: os.environ[key] for key in INHERITED if key in os.environ}
        environ |= {"PYTHONPATH": str(tree), "COLUMNS": "100", "PYTHONUTF8": "1"}
        if case.data != "scratch":
            environ["PLANCMP_DATA"] = "data"
        done = subprocess.run(
            [sys.executable, "-m", "plancmp", *case.args],
            input=case.stdin.encode(),
            env=environ | dict(case.environ),
            cwd=home,
            capture_output=True,
            check=False,
        )
        after = _files(home)
    written = {name: raw for name, raw in after.items() if before.get(name) != raw}
    removed = dict.fromkeys(before.keys() - after.keys(), b"(gone)")
    files = tuple(sorted({**written, **removed}.items()))
    return Outcome(done.returncode, done.stdout, done.stderr, files)


def _files(folder: Path) -> dict[str, bytes]:
    paths = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def run_all(every: list[Case], tree: Path, sets: Path) -> list[Outcome]:
    """The outcomes of the cases in a tree, in their order."""
    with ThreadPoolExecutor(os.cpu_count() or 1) as pool:
        return list(pool.map(lambda case: run(case, tree, sets), every))


def renamed(outcome: Outcome) -> Outcome:
    """The outcome of before with its keys called as they are now."""

    def text(raw: bytes) -> bytes:
        for pattern, replacement in RENAMED:
            raw = re.sub(pattern, replacement, raw)
        return raw

    files = tuple((name, text(raw)) for name, raw in outcome.files)
    return outcome._replace(out=text(outcome.out), files=files)


def difference(before: Outcome, after: Outcome) -> str:
    """What differs between two outcomes, as a diff; empty where nothing does."""
    lines = []
    if before.status != after.status:
        lines.append(f"  status {before.status}, now {after.status}")
    pairs = [("standard output", before.out, after.out), ("standard error", before.err, after.err)]
    olds, news = dict(before.files), dict(after.files)
    pairs += [(name, olds.get(name, b""), news.get(name, b"")) for name in sorted(olds | news)]
    for name, old, new in pairs:
        if old != new:
            diff = difflib.unified_diff(
                old.decode(errors="replace").splitlines(),
                new.decode(errors="replace").splitlines(),
                f"{name} before",
                f"{name} now",
                lineterm="",
                n=1,
            )
            lines += [f"  {line[:300]}" for line in itertools.islice(diff, 24)]
    return "\n".join(lines)


def export(revision: str, into: Path) -> Path:
    """The folder with the files of a revision."""
    archive = subprocess.run(
        ["git", "archive", revision], cwd=CHECKOUT, capture_output=True, check=True
    ).stdout
    with tarfile.open(fileobj=io.BytesIO(archive)) as tar:
        tar.extractall(into, filter="data")
    return into


def outcomes_before(
    every: list[Case], revision: str, tree: Path, sets: Path, keep: Path | None
) -> dict[str, Outcome]:
    """The outcomes at a revision by their cases' names, those in the file `keep` not run again."""
    text = json.dumps([revision, list(map(str, cases()))])
    key = hashlib.sha256(text.encode()).hexdigest()
    known: dict[str, Outcome] = {}
    if keep and keep.exists():
        kept_key, kept = pickle.loads(keep.read_bytes())
        known = kept if kept_key == key else {}
    lacking = [case for case in every if str(case) not in known]
    known |= dict(zip(map(str, lacking), run_all(lacking, tree, sets), strict=True))
    if keep and lacking:
        keep.write_bytes(pickle.dumps((key, known)))
    return known


def main() -> int:
    """Run all cases in both trees and print what differs."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("revision", help="the commit to hold this checkout against")
    parser.add_argument("--only", default="", metavar="WORD", help="the cases that have this word")
    parser.add_argument("--keep", type=Path, help="a file to keep the outcomes of REVISION in")
    given = parser.parse_args()
    every = [case for case in cases() if given.only in str(case)]
    with tempfile.TemporaryDirectory() as scratch:
        tree, sets = export(given.revision, Path(scratch) / "before"), Path(scratch) / "sets"
        lay_out(tree, sets)
        before = outcomes_before(every, given.revision, tree, sets, given.keep)
        now = run_all(every, CHECKOUT, sets)
    differing = 0
    for case, outcome in zip(every, now, strict=True):
        if text := difference(renamed(before[str(case)]), outcome):
            differing += 1
            print(f"{case}\n{text}\n")
    print(f"{len(every)} runs, {differing} other than at {given.revision}")
    return 1 if differing else 0


if __name__ == "__main__":
    sys.exit(main())
