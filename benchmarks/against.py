"""`python -m benchmarks.against REV`: what is committed here timed in turns with another revision.

Start (the shipped data's plans) and size (two plans in a folder of many), each command of both in
one run; a line a command with the ratio of the two by the clock and by processor time. Ends with
status 1 where a ratio by processor time is above the bound.
"""

from __future__ import annotations

import argparse
import compileall
import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.runs import Run, ratio, timed
from tools.made_data import Size, make
from tools.same_outputs import export

BOUND = 1.03
SHIPPED = ("april", "november")


def main() -> int:
    """Time both and tell how they stand to each other."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.against", description=__doc__)
    parser.add_argument("revision", help="the commit to hold this checkout against")
    parser.add_argument("--times", type=int, default=15, help="rounds (15)")
    parser.add_argument("--plans", type=int, default=1000, help="plans of the folder made (1000)")
    asked = parser.parse_args()
    above = 0
    with tempfile.TemporaryDirectory() as scratch:
        before, now, made = (Path(scratch) / name for name in ("before", "now", "made"))
        export(asked.revision, before)
        export("HEAD", now)
        for tree in (before, now):
            compileall.compile_dir(tree / "plancmp", quiet=1)
        make(made, Size(plans=asked.plans))
        os.chdir(scratch)  # `python -m` takes what is in the current folder first
        for name, command in _commands(before / "data", made):
            runs = [
                Run(side, (sys.executable, "-m", "plancmp", *command), (0, 1), {"PYTHONPATH": path})
                for side, path in (("before", str(before)), ("now", str(now)))
            ]
            found = timed(runs, asked.times)
            clock = ratio(found["now"].times, found["before"].times)
            work = ratio(found["now"].work, found["before"].work)
            above += work > BOUND
            print(
                f"{name:<40} {found['before'].median:7.3f} s, now {found['now'].median:7.3f} s: "
                f"{clock:.3f} by the clock, {work:.3f} by processor time"
            )
    print(f"{asked.times} rounds; {above} above {BOUND} by processor time")
    return 1 if above else 0


def _commands(data: Path, made: Path) -> Iterator[tuple[str, tuple[str, ...]]]:
    """What is run, by name: on the shipped data, and on a folder of many plans."""
    shipped, many = ("--data", str(data)), ("--data", str(made))
    yield "--version", ("--version",)
    yield "--help", ("--help",)
    yield "diff", (*shipped, "diff", *SHIPPED)
    yield "diff --format json", (*shipped, "diff", *SHIPPED, "--format", "json")
    yield "sources crimea", (*shipped, "sources", "crimea")
    yield "show november", (*shipped, "show", "november")
    yield "conflicts", (*shipped, "conflicts")
    yield "check", (*shipped, "check")
    yield "diff, many plans", (*many, "diff", "plan-1", "plan-2", "--format", "json")
    yield "sources, many plans", (*many, "sources", "plan-1/topic-1", "--format", "json")


if __name__ == "__main__":
    sys.exit(main())
