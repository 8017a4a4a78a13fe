"""What is measured: each section runs its processes in turns and says what came of it."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple

from benchmarks.made import Size, make
from benchmarks.runs import PLANCMP, Run, Timed, program, ratio, timed

SHIPPED = ("april", "november")


class Row(NamedTuple):
    """One run beside what it is held against."""

    run: Timed
    against: Timed
    bound: float | None = None
    """How many times as much the run may take; None where it is only told."""

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
            Run("plancmp --version", (*PLANCMP, "--version")),
            Run("plancmp completion", PLANCMP, environment=completing),
            Run("plancmp diff april november", (*PLANCMP, "diff", *SHIPPED)),
            Run("plancmp diff --format json", (*PLANCMP, "diff", *SHIPPED, "--format", "json")),
            Run("plancmp sources crimea", (*PLANCMP, "sources", "crimea")),
        ],
        times,
    )
    base, with_yaml, with_rich, version, completion, diff, as_json, sources = found.values()
    return [
        Row(version, base, 1.1),
        Row(completion, base, 1.1),
        Row(diff, with_rich, 1.3),
        Row(as_json, with_yaml, 1.3),
        Row(sources, with_rich),
    ]


def size(folder: Path, plans: int, times: int) -> list[Row]:
    """Two plans asked for in a folder of many, held against a folder of only these two."""
    few, many = folder / "plans-2", _made(folder, plans)
    _made(folder, 2)
    commands = {
        "diff plan-1 plan-2": ("diff", "plan-1", "plan-2", "--format", "json"),
        "sources plan-1/topic-1": ("sources", "plan-1/topic-1", "--format", "json"),
    }
    runs = [
        Run(
            f"{name}, {data.name.removeprefix('plans-')} plans",
            (*PLANCMP, "--data", str(data), *command),
        )
        for name, command in commands.items()
        for data in (few, many)
    ]
    found = list(timed(runs, times).values())
    return [Row(found[1], found[0], 1.5), Row(found[3], found[2], 1.5)]


def whole(folder: Path, plans: int, times: int) -> list[Row]:
    """Every plan read, held against parsing the same files with PyYAML's C loaders."""
    data = str(_made(folder, plans))
    commands = ("plans", "check", "conflicts", "outlets")
    found = timed(
        [
            Run(f"CSafeLoader, {plans} plans", program("parse", data, "2", "safe")),
            Run(f"CBaseLoader, {plans} plans", program("parse", data, "2", "base")),
            *(
                Run(
                    f"{name}, {plans} plans",
                    (*PLANCMP, "--data", data, name, "--format", "json"),
                    (0, 1),
                )
                for name in commands
            ),
        ],
        times,
        warm=False,
    )
    safe, base, *rest = found.values()
    return [Row(base, safe), *(Row(each, safe, 1.5) for each in rest)]


def neighbours(folder: Path, python: str, times: int) -> tuple[list[Row], list[dict[str, Any]]]:
    """The shipped two plans compared by what a user would take instead, and what that finds."""
    folder.mkdir(parents=True, exist_ok=True)
    data = str(Path(__file__).parent.parent / "data")
    files = [str(folder / f"{plan}.yaml") for plan in SHIPPED]
    for plan, file in zip(SHIPPED, files, strict=True):
        subprocess.run(program("plan_as_one", data, plan, file), check=True)
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
    outputs = {
        "plancmp diff": _output((*PLANCMP, "diff", *SHIPPED, "--format", "json")),
        "deepdiff": _output((python, *compared)),
        "git diff --no-index": _output(("git", "diff", "--no-index", *files)),
        "graphtage": _output((python, "-m", "graphtage", "--no-status", *files)),
    }
    return [Row(other, ours) for other in others], _what_each_says(outputs)


def _output(command: Sequence[str]) -> str:
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    return ran.stdout


def _what_each_says(outputs: dict[str, str]) -> list[dict[str, Any]]:
    """How much of what plancmp's diff says stands in each tool's output, word for word."""
    changes = json.loads(outputs["plancmp diff"])["data"]["changes"]
    terms = [term for topic in changes for term in topic["terms"]]
    there_is = {"tool": "there are", "topics": len(changes), "terms": len(terms)}
    return [
        there_is,
        *(
            {
                "tool": tool,
                "characters": len(text),
                "topics": sum(topic["topic"] in text for topic in changes),
                "terms": sum(term["term"] in text for term in terms),
            }
            for tool, text in outputs.items()
        ),
    ]


def _made(folder: Path, plans: int) -> Path:
    data = folder / f"plans-{plans}"
    if not data.exists():
        print(f"making {plans} plans", file=sys.stderr)
        make(data, Size(plans=plans))
    return data
