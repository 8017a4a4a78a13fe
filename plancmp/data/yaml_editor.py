"""Single values of a YAML text changed where they stand, so that all else stays as it is."""

import re
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

import yaml

from plancmp.data import yaml_writer

_Loader: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


class Edit(NamedTuple):
    """One key of a mapping given another value, or none."""

    path: tuple[str | int, ...]
    """The keys and places of items that lead to it."""
    data: Any
    """What is to stand there; None takes it out."""


_LINE_END = re.compile("\r\n|[\r\n\x85\u2028\u2029]")
"""What ends a line of YAML."""


def edited(text: str, edits: Iterable[Edit]) -> str:
    """The text with the edits made, comments and layout kept.

    What comes of a text of an unusual layout is to be read back. KeyError, IndexError, TypeError or
    AttributeError where a path leads nowhere.
    """
    newline = line_end(text)
    for edit in edits:
        mark = "\ufeff" * text.startswith("\ufeff")
        bare = text.removeprefix(mark)
        start, end, new = _splice(bare, edit)
        text = mark + bare[:start] + new.replace("\n", newline) + bare[end:]
    return text


def line_end(text: str) -> str:
    """How the lines of a text end: as its first does."""
    found = re.search(r"\r\n|\r|\n", text)
    return found[0] if found else "\n"


def _splice(text: str, edit: Edit) -> tuple[int, int, str]:
    """From where to where of a text the edit puts what instead."""
    starts = [0, *(found.end() for found in _LINE_END.finditer(text))]

    def index(mark: Any) -> int:
        return int(starts[mark.line] + mark.column)

    *way, key = edit.path
    node: Any = yaml.compose(text, Loader=_Loader)
    for step in way:
        node = node.value[step] if isinstance(step, int) else _pairs(node)[step][1]
    pairs = _pairs(node)
    if node.flow_style:
        said = {name: _data(value) for name, (_, value) in pairs.items()}
        said[key] = edit.data
        kept = {name: data for name, data in said.items() if data is not None}
        return index(node.start_mark), index(node.end_mark), yaml_writer.inline(kept)
    column = node.start_mark.column
    indent = "\n" + " " * column
    if key not in pairs:
        new = _entry(str(key), edit.data, indent)
        if "says" in pairs:
            start = index(pairs["says"][0].start_mark)
            return start, start, new + indent
        end = _line_end_after(text, _end(text, node, index))
        return end, end, indent + new
    name, value = pairs[key]
    start, end = index(name.start_mark), _end(text, value, index)
    if edit.data is not None:
        alone = not text[end : _line_end_after(text, end)].strip()
        return start, end, _entry(str(key), edit.data, indent, fold=alone)
    later = (index(other.start_mark) for other, _ in pairs.values())
    following = min((place for place in later if place > start), default=None)
    if following is not None:
        return start, following, ""
    return _line_end_after(text, _end_before(text, start)), _line_end_after(text, end), ""


def _pairs(node: Any) -> dict[Any, tuple[Any, Any]]:
    return {name.value: (name, value) for name, value in node.value}


def _data(node: Any) -> Any:
    """What a node says, as plain data."""
    if isinstance(node, yaml.ScalarNode):
        return node.value
    if isinstance(node, yaml.SequenceNode):
        return [_data(part) for part in node.value]
    return {name.value: _data(value) for name, value in node.value}


def _end(text: str, node: Any, index: Callable[[Any], int]) -> int:
    """Where the last sign of a node stands, without the comments and blanks behind it."""
    while not isinstance(node, yaml.ScalarNode) and not node.flow_style and node.value:
        last = node.value[-1]
        node = last[1] if isinstance(last, tuple) else last
    begin, end = index(node.start_mark), index(node.end_mark)
    return begin + len(text[begin:end].rstrip())


def _end_before(text: str, start: int) -> int:
    """The end of what stands before a place, without blanks."""
    return len(text[:start].rstrip())


def _line_end_after(text: str, start: int) -> int:
    """The end of the line that a place is in."""
    found = _LINE_END.search(text, start)
    return found.start() if found else len(text)


def _entry(key: str, data: Any, indent: str, *, fold: bool = True) -> str:
    """A key with its value; on one line where it is not to be folded."""
    if isinstance(data, str) and not fold:
        return f"{key}: {yaml_writer.quoted(data)}"
    return indent.join(yaml_writer.write({key: data}).rstrip("\n").split("\n"))
