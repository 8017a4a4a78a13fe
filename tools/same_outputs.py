"""Hold every output of this checkout against that of another revision, to the byte.

    python -m tools.same_outputs REV [--only WORD]

Each case is one run of the command line in both: its exit status, standard output, standard error
and every file that it wrote are compared. Both runs read the data of REV. Ends with status 1, and
a diff a case, where anything differs; the keys of RENAMED may.
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
import shutil
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

CHECKOUT = Path(__file__).parent.parent

RENAMED: Mapping[str, str] = {}
"""Keys of a problem in JSON, and columns of `check` in CSV, that are called otherwise now."""

FORMATS = ("table", "markdown", "csv", "json", "html")


class Case(NamedTuple):
    """One run of the command line."""

    data: str
    """The data set: a folder under `sets`, or empty for the one that is shipped."""
    args: tuple[str, ...]
    environ: tuple[tuple[str, str], ...] = ()
    stdin: str = ""

    def __str__(self) -> str:
        said = " ".join(f"{key}={value}" for key, value in self.environ)
        return f"[{self.data or 'shipped'}] {said} plancmp {' '.join(self.args)}".replace("  ", " ")


class Outcome(NamedTuple):
    """What a run came to."""

    status: int
    out: bytes
    err: bytes
    files: tuple[tuple[str, bytes], ...]


COMMANDS = [
    "plans",
    "show",
    "sources",
    "diff",
    "conflicts",
    "outlets",
    "search",
    "brief",
    "check",
    "verify",
    "new",
    "import",
    "export",
    "schema",
]
NEW = ("plan", "outlet", "topic", "article", "provision")

READING: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "harbour": (
        ("plans",),
        ("show", "autumn"),
        ("show", "spring"),
        ("sources", "fishing", "tolls"),
        ("sources", "point-5", "autumn/signing"),
        ("diff", "spring", "autumn"),
        ("diff", "autumn", "spring"),
        ("diff", "autumn", "autumn"),
        ("conflicts",),
        ("conflicts", "spring"),
        ("outlets",),
        ("outlets", "autumn"),
        ("search", "ferries"),
        ("search", "no-such-word"),
        ("brief", "autumn"),
        ("brief", "spring", "autumn"),
        ("check",),
        ("check", "autumn"),
        ("export",),
        ("export", "spring"),
        ("verify", "--texts", "texts"),
    ),
    "rents": (("check",), ("show", "draft"), ("conflicts",), ("verify", "--texts", "texts")),
    "broken": (
        ("check",),
        ("show", "autumn"),
        ("sources", "fishing"),
        ("diff", "spring", "autumn"),
        ("conflicts",),
        ("search", "quay"),
        ("export",),
        ("verify", "--texts", "texts"),
        ("brief", "autumn"),
    ),
    "": (
        ("plans",),
        ("show", "april"),
        ("show", "november"),
        ("sources", "point-26"),
        ("sources", "crimea"),
        ("diff", "april", "november"),
        ("conflicts",),
        ("outlets",),
        ("search", "amnesty", "umerov"),
        ("brief", "april", "november"),
        ("check",),
        ("export",),
    ),
}
"""Runs that read, each in every format."""

VARIED: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("harbour", ("show", "autumn")),
    ("harbour", ("sources", "fishing", "tolls")),
    ("harbour", ("diff", "spring", "autumn")),
    ("harbour", ("conflicts",)),
    ("harbour", ("outlets",)),
    ("harbour", ("brief", "spring", "autumn")),
    ("harbour", ("search", "ferries")),
    ("harbour", ("plans",)),
    ("broken", ("check",)),
)
"""Runs tried at other widths, in colour, and over other outlets."""

ODD: tuple[Case, ...] = (
    *(Case("harbour", args) for args in (
        (), ("-h",), ("--version",), ("nonsense",), ("shwo",), ("show",), ("show", "winter"),
        ("show", "autum"), ("sources", "fishin"), ("sources", "point-99"), ("sources", "winter/x"),
        ("sources", "autumn/fishng"), ("diff", "spring"), ("diff", "spring", "atumn"),
        ("diff", "spring", "autumn", "--format", "xml"), ("diff", "spring", "autumn", "-o", "x.xyz"),
        ("conflicts", "--fail-on", "conflict"), ("conflicts", "--fail-on", "disputed,updated"),
        ("conflicts", "--fail-on", "nonsense"), ("show", "autumn", "--fail-on", "agree"),
        ("show", "spring", "--fail-on", "conflict"), ("sources", "ferries", "--fail-on", "single"),
        ("diff", "spring", "autumn", "--fail-on", "changed"),
        ("diff", "spring", "autumn", "--fail-on", "unchanged,more-specific"),
        ("diff", "spring", "spring", "--fail-on", "changed"),
        ("show", "autumn", "--outlet", "nobody"), ("show", "autumn", "--width", "5"),
        ("show", "autumn", "--color", "pink"), ("plans", "--width", "abc"),
        ("--data", "nowhere", "plans"), ("plans", "--data", "nowhere"),
        ("check", "--list"), ("check", "--explain", "nonsense"), ("check", "--explain", "title-length"),
        ("check", "--as-of", "2000-01-01"), ("check", "--as-of", "soon"),
        ("check", "--warnings-too"), ("check", "nonsense"), ("check", "--format", "json", "--list"),
        ("verify",), ("verify", "--texts", "nowhere"), ("verify", "--fingerprint", "texts/gazette.txt"),
        ("verify", "--fingerprint", "nowhere.txt"), ("verify", "autumn", "--texts", "texts"),
        ("export", "-o", "claims.csv"), ("export", "-o", "claims.json"), ("export", "--format", "table"),
        ("export", "--format", "parquet"), ("export", "-o", "claims.parquet", "--format", "csv"),
        ("brief", "spring", "autumn", "-o", "b.html"), ("brief", "spring", "autumn", "-o", "b.md"),
        ("show", "autumn", "-o", "s.txt"), ("show", "autumn", "-o", "nowhere/s.txt"),
        ("show", "autumn", "-o", "s.csv", "--format", "json"),
        ("schema",), ("schema", "provision"), ("schema", "provision", "fishing"),
        ("schema", "provision", "nonsense"), ("schema", "topic"), ("schema", "outlets"),
        ("schema", "dataset"), ("schema", "article"), ("schema", "plan"), ("schema", "vocabulary"),
        ("schema", "nonsense"), ("schema", "topic", "fishing"), ("schema", "-o", "s.json"),
        ("import",), ("import", "nowhere.csv"), ("new",), ("new", "nonsense"), ("new", "plan"),
        ("new", "plan", "winter"), ("search",), ("brief",), ("brief", "a", "b", "c"),
        ("search", "quay", "ferries", "--format", "csv"),
    )),
    *(Case("harbour", (command, "-h")) for command in COMMANDS),
    *(Case("harbour", ("new", what, "-h")) for what in NEW),
    *(Case("scratch", args) for args in (
        ("new", "plan", "draft", "--data", "made"),
        ("new", "plan", "draft", "--title", "The: rent", "--date", "2031-05-02", "--points", "12",
         "--draft", "a", "--draft", "b", "--data", "made"),
        ("new", "plan", "Draft", "--data", "made"), ("new", "plan", "winter", "--data", "copy"),
        ("new", "plan", "autumn", "--data", "copy"),
        ("new", "outlet", "gazette", "--name", "The Gazette", "--kind", "newspaper", "--data", "copy"),
        ("new", "outlet", "gazette", "--name", "G", "--kind", "nonsense", "--data", "copy"),
        ("new", "topic", "rent-cap", "--data", "copy"),
        ("new", "topic", "rent-cap", "--term", "cap", "--kind", "number", "--unit", "percent",
         "--asks", "By how much?", "--data", "copy"),
        ("new", "topic", "who", "--term", "payer", "--kind", "choice", "--options", "a,b,c",
         "--data", "copy"),
        ("new", "topic", "who", "--kind", "choice", "--data", "copy"),
        ("new", "topic", "who", "--kind", "nonsense", "--data", "copy"),
        ("new", "article", "pilot-9", "--outlet", "pilot", "--covers", "autumn", "--title", "T",
         "--date", "2031-04-02", "--data", "copy"),
        ("new", "article", "pilot-9", "--outlet", "nobody", "--covers", "autumn", "--title", "T",
         "--data", "copy"),
        ("new", "provision", "spring", "quay", "--data", "copy"),
        ("new", "provision", "spring", "quay", "--point", "7", "--title", "A quay", "--data", "copy"),
        ("new", "provision", "spring", "nonsense", "--data", "copy"),
        ("import", "claims.csv", "--data", "copy"), ("import", "claims.csv", "--write", "--data", "copy"),
        ("import", "claims.csv", "--data", "copy", "--format", "json"),
        ("import", "bad.csv", "--data", "copy"), ("import", "bad.csv", "--data", "copy", "--format", "json"),
        ("import", "bad.csv", "--write", "--data", "copy", "--format", "csv"),
        ("export", "--data", "copy", "--format", "nonsense"),
    )),
    Case("harbour", ("show", "autumn"), (("PLANCMP_FORMAT", "json"),)),
    Case("harbour", ("show", "autumn"), (("PLANCMP_FORMAT", "xml"),)),
    Case("harbour", ("diff", "spring", "autumn"), (("PYTHONIOENCODING", "ascii"),)),
    Case("harbour", ("diff", "spring", "autumn", "--format", "json"), (("PYTHONIOENCODING", "latin-1"),)),
    Case("harbour", ("diff", "spring", "autumn", "--format", "html"), (("PYTHONIOENCODING", "ascii"),)),
    Case("harbour", ("import", "-"), stdin="plan,topic\nwinter,quay\n"),
    *(Case("harbour", (), (("_PLANCMP_COMPLETE", "complete_bash"), ("COMP_WORDS", words),
                           ("COMP_CWORD", str(len(words.split()) if words.endswith(" ") else
                                              len(words.split()) - 1))))
      for words in ("plancmp ", "plancmp sh", "plancmp show ", "plancmp show au", "plancmp sources fi",
                    "plancmp sources autumn/", "plancmp show autumn --format ", "plancmp show x --outlet ",
                    "plancmp new ", "plancmp new outlet x --kind ", "plancmp schema ",
                    "plancmp check --explain ", "plancmp new provision spring ",
                    "plancmp conflicts --fail-on ")),
)  # fmt: skip
"""Help, completion, mistakes, exit statuses, and what writes."""


def cases() -> Iterator[Case]:
    """Every case, in a fixed order."""
    for data, runs in READING.items():
        for args, format in itertools.product(runs, FORMATS):
            yield Case(data, (*args, "--format", format))
    for data, args in VARIED:
        for width in ("40", "60", "120", "200"):
            yield Case(data, (*args, "--width", width))
        yield Case(data, (*args, "--color", "always"), (("COLUMNS", "80"),))
        if args[0] not in ("search", "check"):
            yield Case(data, (*args, "--outlet", "all", "--format", "json"))
            yield Case(data, (*args, "--outlet", "mayak", "--outlet", "pilot"))
    yield Case("", ("conflicts", "--outlet", "all", "--format", "json"))
    yield Case("", ("diff", "april", "november", "--outlet", "all", "--format", "json"))
    yield from ODD


def prepare(tree: Path, sets: Path) -> None:
    """Lay out the data sets of a revision: the same folder for both sides."""
    made = tree / "tests" / "data"
    for name in ("harbour", "rents"):
        shutil.copytree(made / name, sets / name / "data")
        shutil.copytree(made / "clippings", sets / name / "texts")
    shutil.copytree(sets / "harbour", sets / "broken")
    broken = sets / "broken" / "data"
    for file in sorted((broken / "plans" / "autumn").glob("*.yaml"))[::3]:
        file.write_text(
            file.read_text(encoding="utf-8").replace("says:", "sais:", 1), encoding="utf-8"
        )
    (broken / "topics" / "quay.yaml").write_text("title: [\n", encoding="utf-8")
    (broken / "articles" / "stray.txt").write_text("x", encoding="utf-8")
    (broken / "outlets.yaml").write_text(
        (broken / "outlets.yaml").read_text(encoding="utf-8").replace("kind: ", "kind: un", 1),
        "utf-8",
    )
    shutil.copytree(tree / "data", sets / "shipped" / "data")
    shutil.copytree(sets / "harbour" / "data", sets / "scratch" / "copy")
    (sets / "scratch" / "bad.csv").write_text(
        "plan,topic,article,term,value\nautumn,nonsense,x,y,z\nwinter,quay,,,absent\n", "utf-8"
    )
    (sets / "scratch" / "claims.csv").write_text(
        "plan,topic,article,quote,paragraph,term,value\n"
        "spring,ferries,mayak-2031-03-04,the boats,2,"
        + next(
            iter(
                re.findall(
                    r"(?m)^  ([a-z-]+):$", (made / "harbour/topics/ferries.yaml").read_text("utf-8")
                )
            )
        )
        + ",unspecified\n",
        "utf-8",
    )


def run(case: Case, tree: Path, sets: Path) -> Outcome:
    """One run, in a folder of its own that holds what the case may read and write."""
    with tempfile.TemporaryDirectory() as scratch:
        home = Path(scratch) / "run"
        shutil.copytree(sets / (case.data or "shipped"), home)
        before = _files(home)
        kept = ("PATH", "HOME", "LANG", "LC_ALL", "SYSTEMROOT")
        environ = {key: os.environ[key] for key in kept if key in os.environ}
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
        after = {name: raw for name, raw in _files(home).items() if before.get(name) != raw}
        gone = dict.fromkeys(before.keys() - _files(home).keys(), b"(gone)")
        return Outcome(
            done.returncode, done.stdout, done.stderr, tuple(sorted({**after, **gone}.items()))
        )


def _files(folder: Path) -> dict[str, bytes]:
    paths = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def outcomes(every: list[Case], tree: Path, sets: Path) -> list[Outcome]:
    """What the cases come to in a tree, in their order."""
    with ThreadPoolExecutor(os.cpu_count() or 1) as pool:
        return list(pool.map(lambda case: run(case, tree, sets), every))


def renamed(outcome: Outcome) -> Outcome:
    """The outcome of before with its keys called as they are now."""
    out = outcome.out
    for old, new in RENAMED.items():
        out = re.sub(rf'^( +)"{old}": '.encode(), rf'\1"{new}": '.encode(), out, flags=re.M)
    if RENAMED and out.startswith(b"file,line,column,severity,rule,"):
        header, _, rest = out.partition(b"\n")
        names = (RENAMED.get(name, name) for name in header.decode().split(","))
        out = ",".join(names).encode() + b"\n" + rest
    return outcome._replace(out=out)


def difference(before: Outcome, after: Outcome) -> str:
    """What differs between two outcomes, as a diff; empty where nothing does."""
    told = []
    if before.status != after.status:
        told.append(f"  status {before.status}, now {after.status}")
    pairs = [("standard output", before.out, after.out), ("standard error", before.err, after.err)]
    olds, news = dict(before.files), dict(after.files)
    pairs += [(name, olds.get(name, b""), news.get(name, b"")) for name in sorted(olds | news)]
    for name, old, new in pairs:
        if old != new:
            lines = difflib.unified_diff(
                old.decode(errors="replace").splitlines(),
                new.decode(errors="replace").splitlines(),
                f"{name} before",
                f"{name} now",
                lineterm="",
                n=1,
            )
            told += [f"  {line[:300]}" for line in itertools.islice(lines, 24)]
    return "\n".join(told)


def exported(revision: str, into: Path) -> Path:
    """The files of a revision."""
    archive = subprocess.run(
        ["git", "archive", revision], cwd=CHECKOUT, capture_output=True, check=True
    ).stdout
    with tarfile.open(fileobj=io.BytesIO(archive)) as tar:
        tar.extractall(into, filter="data")
    return into


def main() -> int:
    """Run all cases in both trees and tell what differs."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("revision", help="the commit to hold this checkout against")
    parser.add_argument("--only", default="", metavar="WORD", help="the cases that have this word")
    parser.add_argument("--keep", type=Path, help="a file to keep the outcomes of REVISION in")
    asked = parser.parse_args()
    every = [case for case in cases() if asked.only in str(case)]
    with tempfile.TemporaryDirectory() as scratch:
        tree, sets = exported(asked.revision, Path(scratch) / "before"), Path(scratch) / "sets"
        prepare(tree, sets)
        key = hashlib.sha256(
            json.dumps([asked.revision, list(map(str, cases()))]).encode()
        ).hexdigest()
        known: dict[str, Outcome] = {}
        if asked.keep and asked.keep.exists():
            kept_key, kept = pickle.loads(asked.keep.read_bytes())
            known = kept if kept_key == key else {}
        lacking = [case for case in every if str(case) not in known]
        known |= dict(zip(map(str, lacking), outcomes(lacking, tree, sets), strict=True))
        if asked.keep and lacking:
            asked.keep.write_bytes(pickle.dumps((key, known)))
        now = outcomes(every, CHECKOUT, sets)
    other = 0
    for case, outcome in zip(every, now, strict=True):
        told = difference(renamed(known[str(case)]), outcome)
        if told:
            other += 1
            print(f"{case}\n{told}\n")
    print(f"{len(every)} runs, {other} other than at {asked.revision}")
    return 1 if other else 0


if __name__ == "__main__":
    sys.exit(main())
