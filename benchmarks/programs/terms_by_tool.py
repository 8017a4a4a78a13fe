"""What other tools say of each term of two plans, as JSON: by tool, by term, the kinds of finding.

python terms_by_tool.py BEFORE AFTER, each a JSON file of terms, each with a sorted list of values
"""

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import graphtage.json
import jsondiff
from deepdiff import DeepDiff

Plan = Mapping[str, list[str]]


def deepdiff(before: Plan, after: Plan) -> Iterator[tuple[str, str]]:
    """What DeepDiff calls its findings, ignoring order."""
    # the threshold, or it would say of the whole that it is another, and no more
    tree = DeepDiff(before, after, ignore_order=True, threshold_to_diff_deeper=0, view="tree")
    for kind, changes in tree.items():
        for change in changes:
            yield change.path(output_format="list")[0], kind


def json_diff(before: Plan, after: Plan) -> Iterator[tuple[str, str]]:
    """The keywords of jsondiff's explicit syntax, the innermost of each term."""
    found = jsondiff.diff(before, after, syntax="explicit")
    for kind, changes in found.items():
        for term in changes:
            within = changes[term] if kind is jsondiff.update else {}
            inner = [key.label for key in within] if isinstance(within, dict) else []
            yield from ((term, word) for word in inner or [kind.label])


def graph_tage(before: Plan, after: Plan) -> Iterator[tuple[str, str]]:
    """The kinds of edit that cost something, of each term by itself."""
    for term in {**before, **after}:
        one, other = (graphtage.json.build_tree(plan.get(term, [])) for plan in (before, after))
        for edit in one.get_all_edits(other):
            if edit.has_non_zero_cost():
                yield term, type(edit).__name__


def git(before: Plan, after: Plan) -> Iterator[tuple[str, str]]:
    """The signs before the lines, each term being one."""
    with tempfile.TemporaryDirectory() as folder:
        files = []
        for name, plan in (("before", before), ("after", after)):
            files.append(Path(folder, name))
            files[-1].write_text("".join(f"{t}: {'; '.join(plan[t])}\n" for t in sorted(plan)))
        command = ["git", "diff", "--no-index", "--unified=0", *map(str, files)]
        printed = subprocess.run(command, capture_output=True, text=True, check=False).stdout
    for line in printed.splitlines()[4:]:
        if line[0] in "+-":
            yield line[1:].partition(": ")[0], line[0]


TOOLS = {"deepdiff": deepdiff, "jsondiff": json_diff, "graphtage": graph_tage, "git diff": git}
before, after = (json.loads(Path(name).read_text()) for name in sys.argv[1:])
said: dict[str, dict[str, Any]] = {}
for tool, tell in TOOLS.items():
    said[tool] = {}
    for term, kind in tell(before, after):
        said[tool].setdefault(term, set()).add(kind)
print(
    json.dumps({tool: {t: sorted(kinds) for t, kinds in of.items()} for tool, of in said.items()})
)
