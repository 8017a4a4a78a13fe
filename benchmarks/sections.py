"""What is measured: each section runs its processes in turns and says what came of it."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple

from benchmarks.quotes import Quoted
from benchmarks.quotes import made as made_quotes
from benchmarks.runs import ANEW, PLANCMP, Run, Timed, program, ratio, timed, together
from tools.made_data import Size, make

DATA = Path(__file__).parent.parent / "data"
SHIPPED = ("april", "november")
FIVE = (*SHIPPED, "european", "european-24", "december")


class Row(NamedTuple):
    """One run beside what it is held against."""

    run: Timed
    against: Timed
    bound: float | None = None
    """How many times as much the run may take; None where it is only shown."""

    @property
    def data(self) -> dict[str, Any]:
        """The row as plain data."""
        return {
            "run": self.run.name,
            "seconds": median(self.run.times),
            "spread": [min(self.run.times), max(self.run.times)],
            "processor_seconds": median(self.run.work),
            "memory_bytes": self.run.memory,
            "against": self.against.name,
            "ratio": ratio(self.run.times, self.against.times),
            "processor_ratio": ratio(self.run.work, self.against.work),
            "bound": self.bound,
            "rounds": len(self.run.times),
        }


def start(times: int) -> list[Row]:
    """The shipped data's two plans, held against bare programs that import the same libraries."""
    bare, yaml, rich = (program(name, "one") for name in ("bare", "bare_yaml", "bare_rich"))
    completing = {
        "_PLANCMP_COMPLETE": "complete_bash",
        "COMP_WORDS": "plancmp di",
        "COMP_CWORD": "1",
    }
    found = timed(
        [
            Run("bare Typer", bare),
            Run("bare Typer, yaml", yaml),
            Run("bare Typer, yaml, Rich's tables", rich),
            Run(
                "bare Typer, yaml, CSafeLoader on the same files",
                program("bare_parse", str(DATA), "one"),
            ),
            Run("plancmp --version", (*PLANCMP, "--version")),
            Run("plancmp completion", PLANCMP, environment=completing),
            Run("plancmp diff april november, whole", (*PLANCMP, "diff", *SHIPPED)),
            Run(
                "plancmp diff april november, on a terminal",
                (*PLANCMP, "diff", *SHIPPED),
                terminal=True,
            ),
            Run("plancmp diff of five plans, whole", (*PLANCMP, "diff", *FIVE)),
            Run(
                "plancmp diff of five plans, on a terminal",
                (*PLANCMP, "diff", *FIVE),
                terminal=True,
            ),
            Run("plancmp diff --format json", (*PLANCMP, "diff", *SHIPPED, "--format", "json")),
            Run("plancmp sources crimea", (*PLANCMP, "sources", "crimea")),
            Run(
                "plancmp diff april november, whole, not asked before",
                (*PLANCMP, "diff", *SHIPPED),
                new=True,
            ),
            Run(
                "plancmp diff april november, on a terminal, not asked before",
                (*PLANCMP, "diff", *SHIPPED),
                terminal=True,
                new=True,
            ),
            Run(
                "plancmp diff april november, whole, read anew",
                (*PLANCMP, "diff", *SHIPPED),
                environment=ANEW,
            ),
            Run(
                "plancmp diff april november, on a terminal, read anew",
                (*PLANCMP, "diff", *SHIPPED),
                environment=ANEW,
                terminal=True,
            ),
        ],
        times,
    )
    base, with_yaml, with_rich, parsing, version, completion, *runs = found.values()
    (
        of_two,
        of_two_on_screen,
        *of_five,
        as_json,
        sources,
        new,
        new_on_screen,
        anew,
        anew_on_screen,
    ) = runs
    return [
        Row(version, base, 1.1),
        Row(completion, base, 1.1),
        Row(of_two, with_rich, 1.3),
        Row(of_two_on_screen, with_rich, 1.3),
        Row(as_json, with_yaml, 1.3),
        Row(parsing, with_yaml),
        Row(as_json, parsing),
        *(Row(diff, with_rich) for diff in of_five),
        Row(sources, with_rich),
        Row(new, with_rich, 1.3),
        Row(new_on_screen, with_rich, 1.3),
        Row(anew, with_rich),
        Row(anew_on_screen, with_rich),
    ]


def size(folder: Path, plans: int, times: int) -> list[Row]:
    """Two plans asked for in a folder of many, held against a folder of only these two."""
    few, many = folder / "plans-2", _made(folder, plans)
    _made(folder, 2)
    diff = ("diff", "plan-1", "plan-2", "--format", "json")
    commands = {
        "diff plan-1 plan-2": diff,
        "diff plan-1 plan-2, not asked before": diff,
        "sources plan-1/topic-1": ("sources", "plan-1/topic-1", "--format", "json"),
    }
    runs = [
        Run(
            f"{name}, {data.name.removeprefix('plans-')} plans",
            (*PLANCMP, "--data", str(data), *command),
            new="not asked" in name,
        )
        for name, command in commands.items()
        for data in (few, many)
    ]
    found = list(timed(runs, times).values())
    return [
        Row(of_many, of_few, 1.5) for of_few, of_many in zip(found[::2], found[1::2], strict=True)
    ]


def whole(folder: Path, plans: int, times: int) -> list[Row]:
    """Every plan read, held against parsing the same files with PyYAML's C loader."""
    data = str(_made(folder, plans))
    name = f"{plans:,} plans"
    commands = {
        f"{command}, {name}": (*PLANCMP, "--data", data, command, "--format", "json")
        for command in ("plans", "check", "conflicts", "outlets")
    }
    found = timed(
        [
            Run(f"CSafeLoader, {name}", program("parse", data, "2", "safe")),
            *(Run(each, command, (0, 1)) for each, command in commands.items()),
        ],
        times,
        warm=False,
    )
    safe, *rest = found.values()
    return [
        Row(ran._replace(memory=together(command)[1]), safe, 1.5)
        for ran, command in zip(rest, commands.values(), strict=True)
    ]


def once(folder: Path, plans: int) -> list[dict[str, Any]]:
    """What holds every claim, or hands them on: each run once, for how much it takes."""
    data = str(_made(folder, plans))
    table = folder / "claims.parquet"
    commands = {
        "export -o claims.parquet": ("export", "-o", str(table)),
        "export -o claims.csv": ("export", "-o", str(folder / "claims.csv")),
        "search, a word": ("search", "bade", "--format", "json"),
    }
    rows = []
    for name, command in commands.items():
        seconds, memory = together((*PLANCMP, "--data", data, *command))
        rows.append({"run": name, "seconds": seconds, "memory_bytes": memory})
    tenth = str(_made(folder, plans // 10))
    export = (*PLANCMP, "--data", tenth, "export", "-o", str(folder / "claims.db"))
    seconds, memory = together(export)
    name = f"export -o claims.db, of {plans // 10:,} plans"
    rows.append({"run": name, "seconds": seconds, "memory_bytes": memory})
    seconds, memory = together(program("ask_duckdb", str(table)))
    rows.append({"run": "the query below, in DuckDB", "seconds": seconds, "memory_bytes": memory})
    return rows


def quotes(folder: Path, times: int) -> list[Row]:
    """Wrong quotes, each held against the same text with quotes that stand in it."""
    few, large = 240_000, 16_000_000
    pairs = [
        (Quoted(few, 1, wrong=True), Quoted(few, 1, wrong=False)),
        (Quoted(few, 100, wrong=True), Quoted(few, 100, wrong=False)),
        (Quoted(large, 1, wrong=True), Quoted(large, 1, wrong=False)),
        (Quoted(large, 100, wrong=True), Quoted(large, 100, wrong=False)),
        (Quoted(6_000, 100, True, 1_000), Quoted(6_000, 100, False)),
        (Quoted(6_000, 100, True, 1_000, at_hand=False), Quoted(6_000, 100, False)),
    ]
    every = dict.fromkeys(quoted for pair in pairs for quoted in pair)
    made = {quoted: made_quotes(folder / f"quotes-{n}", quoted) for n, quoted in enumerate(every)}
    found = timed(list(made.values()), times)
    return [Row(found[made[one].name], found[made[other].name]) for one, other in pairs]


def claims(folder: Path, plans: int) -> int:
    """How many claims there are in the folder of so many plans."""
    command = (*PLANCMP, "--data", str(_made(folder, plans)), "plans", "--format", "json")
    return sum(plan["claims"] for plan in json.loads(_output(command))["data"]["plans"])


def neighbours(folder: Path, python: str, times: int) -> tuple[list[Row], list[dict[str, Any]]]:
    """The shipped two plans compared by what a user would take instead, and what that finds."""
    folder.mkdir(parents=True, exist_ok=True)
    files = [str(folder / f"{plan}.yaml") for plan in SHIPPED]
    for plan, file in zip(SHIPPED, files, strict=True):
        subprocess.run(program("plan_as_one", str(DATA), plan, file), check=True)
    compared = program("deepdiff_plans", *files)[1:]
    found = timed(
        [
            Run("plancmp diff", (*PLANCMP, "diff", *SHIPPED, "--format", "json")),
            Run("deepdiff", (python, *compared)),
            Run("git diff --no-index", ("git", "diff", "--no-index", *files), (0, 1)),
            Run("graphtage", (python, "-m", "graphtage", "--no-status", *files), (0, 1)),
        ],
        times,
        warm=False,
    )
    ours, *others = found.values()
    return [Row(other, ours) for other in others], _by_other_tools(folder, python)


def profiles(folder: Path, times: int) -> list[dict[str, Any]]:
    """Where the time goes, stage by stage: the least of many processes.

    The pace changes in the midst of a run, which the least of each stage tells nothing of.
    """
    small, large = str(_made(folder, 16)), str(_made(folder, 1000))
    return [
        _profile(program("stages_of_diff", str(DATA), *SHIPPED), 3 * times),
        _profile(program("stages_of_whole", small), times),
        _profile(program("stages_of_sources", large, "plan-1/topic-1"), 3 * times),
    ]


def _profile(command: Sequence[str], times: int) -> dict[str, Any]:
    ran = [json.loads(_output(command)) for _ in range(times)]
    stages = [
        [stage, min(run["stages"][index][1] for run in ran)]
        for index, (stage, _) in enumerate(ran[0]["stages"])
    ]
    return {**ran[0], "stages": stages, "rounds": times}


def _output(command: Sequence[str]) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def _by_other_tools(folder: Path, python: str) -> list[dict[str, Any]]:
    """For each word of `plancmp diff`, what each other tool says of the terms with it.

    They are given what plancmp gathers: the values of the outlets compared, term by term.
    """
    changes = json.loads(_output((*PLANCMP, "diff", *SHIPPED, "--format", "json")))["data"]
    terms = {
        f"{topic['topic']}/{term['term']}": term
        for topic in changes["changes"]
        for term in topic["terms"]
    }
    files = []
    for side in ("before", "after"):
        values = {
            id: sorted(said["text"] for said in term[side])
            for id, term in terms.items()
            if term[side]
        }
        files.append(folder / f"{side}.json")
        files[-1].write_text(json.dumps(values))
    found = json.loads(_output((python, *program("terms_by_tool", *map(str, files))[1:])))
    words = dict.fromkeys(term["change"] for term in terms.values())
    return [
        {
            "change": change,
            "terms": len(ids),
            **{
                tool: Counter(" and ".join(said.get(id, ["nothing"])) for id in ids)
                for tool, said in found.items()
            },
        }
        for change in sorted(words)
        for ids in [[id for id, term in terms.items() if term["change"] == change]]
    ]


def _made(folder: Path, plans: int) -> Path:
    data = folder / f"plans-{plans}"
    if not data.exists():
        print(f"making {plans} plans", file=sys.stderr)
        make(data, Size(plans=plans))
    return data
