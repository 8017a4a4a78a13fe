"""Changes to YAML text that leave everything else in it as it was written, comments and all.

A change is made at the marks of the parser, and whoever makes it reads the text again, as no rule
of layout holds for every file.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

import yaml

from plancmp.data.yaml_reader import events

Path = tuple[str | int, ...]
"""The keys and places in lists that lead to a part."""


class Scalar(NamedTuple):
    """A scalar, or a key, as it stands in a text."""

    path: Path
    """That of the value; a key has that of the value behind it."""
    value: str
    start: int
    end: int
    column: int
    is_key: bool = False
    inline: bool = False
    """Whether it stands between brackets."""


class Edit(NamedTuple):
    """What comes to stand for the characters from one place up to another."""

    start: int
    end: int
    text: str


_ENDS = (yaml.MappingEndEvent, yaml.SequenceEndEvent)
_NODES = (yaml.ScalarEvent, yaml.SequenceStartEvent, yaml.MappingStartEvent)
_Open = tuple[type, Path, bool]
"""A list or mapping that has begun, with its path, and whether it stands between brackets."""


def scalars(text: str) -> Iterator[Scalar]:
    """The scalars and keys of one document that can be read, in their order."""
    above: list[_Open] = [(yaml.DocumentStartEvent, (), False)]
    last: list[Any] = [None]
    for event in events(text):
        what = type(event)
        if what in _ENDS:
            above.pop()
            last.pop()
        if what not in _NODES:
            continue
        inside, path, inline = above[-1]
        is_key = inside is yaml.MappingStartEvent and last[-1] is None
        if is_key:
            last[-1] = event.value
            path = (*path, event.value)
        elif inside is yaml.MappingStartEvent:
            path, last[-1] = (*path, last[-1]), None
        elif inside is yaml.SequenceStartEvent:
            path, last[-1] = (*path, last[-1]), last[-1] + 1
        if what is yaml.ScalarEvent:
            start, end = event.start_mark, event.end_mark
            yield Scalar(path, event.value, start.index, end.index, start.column, is_key, inline)
        else:
            above.append((what, path, bool(event.flow_style)))
            last.append(0 if what is yaml.SequenceStartEvent else None)


def edited(text: str, edits: Iterable[Edit]) -> str:
    """The text with changes at places that do not overlap."""
    parts, done = [], 0
    for start, end, new in sorted(edits):
        parts += [text[done:start], new]
        done = end
    return "".join([*parts, text[done:]])


def renamed(text: str, scalar: Scalar, old: str, new: str) -> Edit:
    """A word in a scalar by another, however it is quoted."""
    written = text[scalar.start : scalar.end]
    word = re.compile(rf"(?<![\w-]){re.escape(old)}(?![\w-])")
    return Edit(scalar.start, scalar.end, word.sub(new, written))


def entry_after(text: str, key: Scalar, value: Scalar, line: str) -> Edit:
    """An entry, such as `paragraph: 2`, after the one of a key and its value."""
    if key.inline:
        return Edit(value.end, value.end, f", {line}")
    end = value.start + len(text[value.start : value.end].rstrip())
    found = re.compile(r"\r?\n|\Z").search(text, end)
    assert found
    return Edit(found.start(), found.start(), f"{_break(text)}{' ' * key.column}{line}")


def without_lines(text: str, start: int, end: int) -> Edit:
    """No more lines from the one of a place to the one of another."""
    begins = text.rfind("\n", 0, start) + 1
    ends = text.find("\n", end)
    return Edit(begins, len(text) if ends < 0 else ends + 1, "")


def without_entry(text: str, scalar: Scalar) -> Edit:
    """No more of an item of a list, or of a key with nothing behind it."""
    if not scalar.inline:
        return without_lines(text, scalar.start, scalar.end)
    empty = r"(?:\s*:\s*(?:\{\s*\}|\[\s*\]|''|\"\")?)?" if scalar.is_key else ""
    end = scalar.end + len(re.match(empty, text[scalar.end :])[0])  # type: ignore[index]
    following = re.compile(r"\s*,\s*").match(text, end)
    if following:
        return Edit(scalar.start, following.end(), "")
    before = re.search(r",\s*$", text[: scalar.start])
    return Edit(before.start() if before else scalar.start, end, "")


def _break(text: str) -> str:
    return "\r\n" if "\r\n" in text else "\n"
