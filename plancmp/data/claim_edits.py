"""Claims changed in the text of a provision; all else in it stays as it was written.

As no rule of layout holds for every file, whoever changes a text so reads it again.
"""

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

import yaml

from plancmp.data import yaml_writer
from plancmp.data.yaml_edit import Edit, Path, edited, without_lines
from plancmp.data.yaml_reader import events
from plancmp.data.yaml_writer import Inline

REPORTS, SAYS, CHECKED = "reports", "says", "checked"

_STARTS = (yaml.MappingStartEvent, yaml.SequenceStartEvent)
_ENDS = (yaml.MappingEndEvent, yaml.SequenceEndEvent)


class Node(NamedTuple):
    """A part of a document."""

    key: int
    """Where its key begins; of an item of a list, and of the whole, where it does itself."""
    start: int
    end: int
    """Behind the last sign that is of it: comments after that are not."""
    column: int
    """That of its key, or its own."""
    inline: bool
    """Whether it stands, or its parts do, between brackets."""
    size: int
    """How many parts it has."""


def nodes(text: str) -> Mapping[Path, Node]:
    """The parts of a document that can be read, by the keys and places that lead to them."""
    found: dict[Path, Node] = {}
    open_: list[tuple[Path, Any]] = []
    key: Any = None
    for event in events(text):
        what = type(event)
        if what in _ENDS:
            path, _ = open_.pop()
            if found[path].inline:
                found[path] = found[path]._replace(end=event.end_mark.index)
                _reach(found, path, event.end_mark.index)
            key = None
            continue
        if what is not yaml.ScalarEvent and what not in _STARTS:
            continue
        start = event.start_mark.index
        above, of = open_[-1] if open_ else ((), None)
        if of is yaml.MappingStartEvent and key is None:
            key = event
            continue
        path = above
        if of is not None:
            path = (*above, key.value if key else found[above].size)
            found[above] = found[above]._replace(size=found[above].size + 1)
        mark = key.start_mark if key else event.start_mark
        inline = bool(getattr(event, "flow_style", False))
        end = start
        if what is yaml.ScalarEvent:
            end += len(text[start : event.end_mark.index].rstrip())
        found[path] = Node(mark.index, start, end, mark.column, inline, 0)
        _reach(found, path, end)
        key = None
        if what in _STARTS:
            open_.append((path, what))
    return found


def _reach(found: dict[Path, Node], path: Path, end: int) -> None:
    """Let all that a part stands in end no earlier than the part."""
    for depth in range(len(path)):
        above = found[path[:depth]]
        if above.end < end:
            found[path[:depth]] = above._replace(end=end)


def with_value(text: str, report: int, term: str, written: object) -> str:
    """The text with another value of a term, as plain data, in its report of this number."""
    node = nodes(text)[REPORTS, report, SAYS, term]
    return edited(text, [Edit(node.start, node.end, yaml_writer.inline(written))])


def with_check(text: str, report: int, term: str, check: Mapping[str, str]) -> str:
    """The text with who decided on a term in its report of this number, and on nothing else."""
    found = nodes(text)
    path: Path = (REPORTS, report, CHECKED)
    there = found.get((*path, term))
    if there:
        return edited(text, [Edit(there.start, there.end, yaml_writer.inline(check))])
    inside = found.get(path)
    if inside:
        column = min(node.column for key, node in found.items() if key[:-1] == path)
        end = inside.end - inside.inline
        return edited(text, [_entry(text, inside.inline, end, column, {term: Inline(check)})])
    whole = found[REPORTS, report]
    end = whole.end - whole.inline
    entry = {CHECKED: {term: Inline(check)}}
    return edited(text, [_entry(text, whole.inline, end, whole.column, entry)])


def without_claim(text: str, report: int, term: str) -> str:
    """The text without what its report of this number says of a term.

    Where that is all that it says, the report goes too.
    """
    found = nodes(text)
    path: Path = (REPORTS, report)
    if found[(*path, SAYS)].size > 1:
        parts = [
            found[(*path, under, term)]
            for under in (SAYS, CHECKED)
            if (*path, under, term) in found
        ]
        return edited(text, [_without(text, node) for node in parts])
    reports, whole = found[REPORTS,], found[path]
    if reports.size == 1:
        return edited(text, [Edit(reports.key, reports.end, f"{REPORTS}: []")])
    return edited(text, [without_lines(text, whole.start, whole.end)])


def _entry(text: str, inline: bool, end: int, column: int, entry: Mapping[str, Any]) -> Edit:
    """What comes to stand behind the last of some entries, or below it."""
    if inline:
        return Edit(end, end, f", {yaml_writer.inline(entry)[1:-1]}")
    line_end = re.compile(r"(?=\r?\n)|\Z").search(text, end)
    assert line_end
    at = line_end.start()
    line_break = "\r\n" if "\r\n" in text else "\n"
    lines = yaml_writer.write(entry).splitlines()
    return Edit(at, at, "".join(f"{line_break}{' ' * column}{line}" for line in lines))


def _without(text: str, node: Node) -> Edit:
    """No more of a key and its value."""
    before, behind = text[: node.key].rstrip(), text[node.end :].lstrip()
    if before[-1:] == "," or before[-1:] == "{":
        following = re.match(r"\s*,\s*", text[node.end :])
        if following:
            return Edit(node.key, node.end + following.end(), "")
        if behind[:1] == "}":
            return Edit(len(before) - (before[-1] == ","), node.end, "")
    return without_lines(text, node.key, node.end)
