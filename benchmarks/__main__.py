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
SECTIONS = ("start", "profile", "size", "whole", "neighbours")


def main(arguments: Sequence[str]) -> None:
    """Measure what is asked for; figures of other sections stay as they were."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("sections", nargs="*", metavar="SECTION", help=", ".join(SECTIONS))
    parser.add_argument("--date", required=True, help="the day to write down, as YYYY-MM-DD")
    parser.add_argument("--times", type=int, default=7, help="rounds of a section (7)")
    parser.add_argument("--plans", type=int, default=200, help="plans of the large folder (200)")
    parser.add_argument(
        "--whole",
        type=int,
        nargs="+",
        default=[20, 40],
        metavar="PLANS",
        help="sizes of the folders that are read whole (20 40)",
    )
    parser.add_argument("--folder", type=Path, help="where the data made is kept")
    parser.add_argument(
        "--neighbours", default=sys.executable, help="a Python that has deepdiff and graphtage"
    )
    given = parser.parse_args(arguments)
    folder = given.folder or Path(tempfile.mkdtemp(prefix="plancmp-benchmarks-"))
    try:
        figures = json.loads(FIGURES.read_text()) if FIGURES.exists() else {}
        for section in given.sections or SECTIONS:
            print(section, file=sys.stderr)
            figures[section] = {**_surroundings(given), **_measured(section, given, folder)}
    finally:
        if not given.folder:
            shutil.rmtree(folder)
    FIGURES.write_text(json.dumps(figures, indent=2) + "\n")
    text = PAGE.read_text(encoding="utf-8")
    before, rest = text.split(MARKS[0])
    _, after = rest.split(MARKS[1])
    PAGE.write_text(before + written(figures) + after, encoding="utf-8")


def _measured(section: str, given: argparse.Namespace, folder: Path) -> dict[str, Any]:
    if section == "profile":
        return sections.profile(given.times)
    if section == "start":
        rows = sections.start(given.times)
    elif section == "size":
        rows = sections.size(folder, given.plans, given.times)
    elif section == "whole":
        rows = [row for plans in given.whole for row in sections.whole(folder, plans, given.times)]
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
        "plans": given.plans,
    }


if __name__ == "__main__":
    main(sys.argv[1:])
