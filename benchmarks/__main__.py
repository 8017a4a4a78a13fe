"""`python -m benchmarks`: measure, and write docs/performance.md and benchmarks/figures.json.

Sections are measured one after the other, the runs of a section in turns.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import sys
import tempfile
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

from benchmarks import sections
from benchmarks.page import MARKS, written

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "performance.md"
FIGURES = ROOT / "benchmarks" / "figures.json"
SECTIONS = ("start", "profile", "size", "whole", "once", "quotes", "neighbours")


def main(arguments: Sequence[str]) -> None:
    """Measure what is asked for; figures of other sections stay as they were."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("sections", nargs="*", metavar="SECTION", help=", ".join(SECTIONS))
    parser.add_argument("--date", required=True, help="the day to write down, as YYYY-MM-DD")
    parser.add_argument("--times", type=int, default=7, help="rounds of a section (7)")
    parser.add_argument(
        "--plans",
        type=int,
        nargs=2,
        default=[32, 1000],
        metavar="N",
        help="how many plans the smaller and the larger folder made have (32 1000)",
    )
    parser.add_argument("--folder", type=Path, help="where the data made is kept")
    parser.add_argument(
        "--neighbours",
        default=sys.executable,
        metavar="PYTHON",
        help="one that has deepdiff, graphtage and jsondiff",
    )
    given = parser.parse_args(arguments)
    folder = given.folder or Path(tempfile.mkdtemp(prefix="plancmp-benchmarks-"))
    try:
        figures = json.loads(FIGURES.read_text()) if FIGURES.exists() else {}
        for section in given.sections or SECTIONS:
            print(section, file=sys.stderr)
            figures[section] = {**_surroundings(given), **_measured(section, given, folder)}
            # what is measured is kept, whatever comes of the next section
            FIGURES.write_text(json.dumps(figures, indent=2) + "\n")
    finally:
        if not given.folder:
            shutil.rmtree(folder)
    text = PAGE.read_text(encoding="utf-8")
    before, rest = text.split(MARKS[0])
    _, after = rest.split(MARKS[1])
    PAGE.write_text(before + written(figures) + after, encoding="utf-8")


def _measured(section: str, given: argparse.Namespace, folder: Path) -> dict[str, Any]:
    small, large = given.plans
    if section == "profile":
        return {"profiles": sections.profiles(folder, given.times)}
    if section == "once":
        return {"once": sections.once(folder, large), "plans": large}
    if section == "start":
        rows = sections.start(given.times)
    elif section == "size":
        rows = sections.size(folder, large, given.times)
    elif section == "quotes":
        rows = sections.quotes(folder, given.times)
    elif section == "whole":
        least = sections.whole(folder, small, given.times)
        # each run of the larger takes half a minute, which evens out what else the machine does
        most = sections.whole(folder, large, max(given.times // 3, 2))
        claims = [sections.claims(folder, plans) for plans in given.plans]
        sizes = {"plans": given.plans, "claims": claims}
        return {"rows": [row.data for row in (*least, *most)], **sizes}
    else:
        rows, says = sections.neighbours(folder, given.neighbours, given.times)
        return {"rows": [row.data for row in rows], "says": says}
    return {"rows": [row.data for row in rows]}


def _surroundings(given: argparse.Namespace) -> dict[str, Any]:
    return {
        "date": given.date,
        "machine": f"{platform.system()} {platform.machine()}, {os.cpu_count()} processors",
        "load": round(os.getloadavg()[0], 1),
        "python": platform.python_version(),
        "versions": {name: version(name) for name in ("plancmp", "typer", "rich", "PyYAML")},
    }


if __name__ == "__main__":
    main(sys.argv[1:])
