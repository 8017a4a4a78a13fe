"""Holds the reader of YAML to the public yaml-test-suite: `python -m tools.yaml_suite SUITE/src`.

The folder is that of a checkout of the suite, or has files in its format: a list of cases, each
with its `yaml`, the events that it means as `tree` (else those of the case before), and `fail`
where it is no YAML. `tools/data/yaml_suite.txt` has what becomes of every case, by its id alone;
the run ends with status 1 where something else does. `--write` writes that file anew.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from plancmp.data.yaml_reader import YamlList, YamlMapping, parse

TABLE = Path(__file__).parent / "data" / "yaml_suite.txt"

READ = "read as it says"
OUTSIDE = "refused: it has an anchor, a tag, several documents, none, or a key that is no word"
STRICT = "refused, though it is YAML"
INVALID = "refused, being no YAML"
WRONG = "read otherwise than it says"
TAKEN = "read, though it is no YAML"
PLACELESS = "refused without a place"
OUTCOMES = (READ, OUTSIDE, STRICT, INVALID, WRONG, TAKEN, PLACELESS)
FAULTS = (WRONG, TAKEN, PLACELESS)
"""What must not become of a case."""


class Case(NamedTuple):
    """A case of the suite."""

    id: str
    text: str
    tree: str
    fails: bool


TABS = ("———»", "——»", "—»", "»")
MARKS = {"␣": " ", "↵": "", "∎\n": "", "←": "\r", "⇔": "\ufeff"}
"""How the suite shows what is not seen; the arrow of a tab fills up to four columns."""


def cases(folder: Path) -> Iterator[Case]:
    """The cases of a folder, by id; those of one file are numbered from 00."""
    for file in sorted(folder.glob("*.yaml")):
        given: list[dict[str, Any]] = yaml.safe_load(file.read_text("utf-8"))
        tree = ""
        for number, case in enumerate(given):
            id = file.stem if len(given) == 1 else f"{file.stem}/{number:02d}"
            tree = case.get("tree") or tree
            yield Case(id, shown(case["yaml"]), shown(tree), bool(case.get("fail")))


def shown(text: str) -> str:
    """A text with the suite's marks made what they stand for."""
    for mark in TABS:
        text = text.replace(mark, "\t")
    for mark, meant in MARKS.items():
        text = text.replace(mark, meant)
    return text


class NotHere(Exception):
    """A case means what this format does not have."""


def meaning(tree: str) -> Any:
    """The data that the events of one document mean, every scalar as text. Raises NotHere."""
    events = [event.lstrip() for event in tree.split("\n")]
    starts = [index for index, event in enumerate(events) if event.startswith("+DOC")]
    if len(starts) != 1:
        raise NotHere
    return _part(iter(events[starts[0] + 1 :]))


def _part(events: Iterator[str]) -> Any:
    """The next part; None at the end of a list or mapping."""
    what, _, said = next(events).partition(" ")
    said = said.removeprefix("[]").removeprefix("{}").lstrip()
    if what == "=ALI" or said[:1] in ("&", "<"):
        raise NotHere
    if what == "=VAL":
        text = _unescaped(said[1:])
        return "" if said in (":~", ":null") else text
    if what not in ("+SEQ", "+MAP"):
        return None
    parts = []
    while (part := _part(events)) is not None:
        parts.append(part)
    if what == "+SEQ":
        return parts
    keys = parts[::2]
    if not all(isinstance(key, str) and key for key in keys) or len(set(keys)) < len(keys):
        raise NotHere
    return dict(zip(keys, parts[1::2], strict=True))


def _unescaped(text: str) -> str:
    escapes = {"n": "\n", "t": "\t", "b": "\b", "r": "\r"}
    signs = iter(text)
    return "".join(escapes.get(s := next(signs), s) if sign == "\\" else sign for sign in signs)


def outcome(case: Case) -> str:
    """What becomes of a case."""
    data, problems = parse(case.text.removeprefix("\ufeff"), "case")
    if not all(problem.location.line for problem in problems):
        return PLACELESS
    refused = bool(problems) or data is None
    if case.fails:
        return INVALID if refused else TAKEN
    try:
        meant = meaning(case.tree)
    except NotHere:
        return OUTSIDE if refused else WRONG
    if refused:
        return STRICT
    return READ if plain(data) == meant else WRONG


def plain(data: Any) -> Any:
    """Data without its places."""
    if isinstance(data, YamlMapping):
        return {str(key): plain(value) for key, value in data.items()}
    return [plain(part) for part in data] if isinstance(data, YamlList) else str(data)


def table(found: Mapping[str, str]) -> str:
    """The ids by what becomes of them."""
    lines = []
    for name in OUTCOMES:
        ids = [id for id, became in found.items() if became == name]
        lines += [f"== {name}", *ids] if ids else []
    return "\n".join(lines) + "\n"


def read_table() -> Mapping[str, list[str]]:
    """The ids of the table, by what becomes of them."""
    parts = TABLE.read_text("utf-8").removeprefix("== ").split("\n== ")
    named = (part.strip().split("\n") for part in parts)
    return {name: ids for name, *ids in named}


def main() -> int:
    """Run the cases; 1 where one becomes something else than it did, or what none may."""
    parser = argparse.ArgumentParser(prog="python -m tools.yaml_suite", description=__doc__)
    parser.add_argument("folder", type=Path, help="`src` of the suite")
    parser.add_argument("--write", action="store_true", help="write the table anew")
    asked = parser.parse_args()
    found = {case.id: outcome(case) for case in cases(asked.folder)}
    if asked.write:
        TABLE.write_text(table(found), "utf-8")
    known = {id: name for name, ids in read_table().items() for id in ids}
    wrong = [id for id, became in found.items() if became in FAULTS or became != known.get(id)]
    for id in wrong:
        print(f"{id}: {found[id]}; it was: {known.get(id, 'not there')}")
    print(f"{len(found)} cases, {len(wrong)} wrong")
    return 1 if wrong or not found else 0


if __name__ == "__main__":
    sys.exit(main())
