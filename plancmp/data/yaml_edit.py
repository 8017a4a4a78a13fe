"""Changes to YAML text that leave everything else in it as it was written, comments and all.

A change is made at the marks of the parser, and whoever makes it reads the text again, as no rule
of layout holds for every file.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import yaml

from plancmp.data import yaml_reader, yaml_writer
from plancmp.data.yaml_reader import MARK

KeyPath = tuple[str | int, ...]
"""The keys and places in lists that lead to a part."""


class Part(NamedTuple):
    """A scalar, a key, a list or a mapping, as it stands in a text."""

    path: KeyPath
    """That of the value; a key has that of the value behind it."""
    value: str
    """What a scalar or key says; empty for a list or mapping."""
    start: int
    end: int
    """Behind its last sign, without the blanks and comments that follow."""
    line: int
    column: int
    is_key: bool
    is_scalar: bool
    inline: bool
    """Whether it stands between brackets; a list or mapping may do so between its own."""


class Edit(NamedTuple):
    """What comes to stand for the characters from one place up to another."""

    start: int
    end: int
    text: str


class Entry(NamedTuple):
    """A key of a mapping and what is to stand behind it, or an item of a list.

    None takes either out.
    """

    path: KeyPath
    data: Any


_ENDS = (yaml.MappingEndEvent, yaml.SequenceEndEvent)
_NODES = (yaml.ScalarEvent, yaml.SequenceStartEvent, yaml.MappingStartEvent)
_NOWHERE = Part((), "", 0, 0, 0, 0, is_key=False, is_scalar=False, inline=False)


def parts(text: str) -> Iterator[Part]:
    """The parts of one document that can be read, in the order in which they end."""
    above: list[tuple[type, Part]] = [(yaml.DocumentStartEvent, _NOWHERE)]
    last: list[Any] = [None]
    end = 0
    for event in yaml_reader.events(text):
        what = type(event)
        if what in _ENDS:
            _, part = above.pop()
            last.pop()
            # without brackets it ends, to the parser, only where the next begins
            end = event.end_mark.index if part.inline else end
            yield part._replace(end=end)
        if what not in _NODES:
            continue
        inside, outer = above[-1]
        path, mark = outer.path, event.start_mark
        is_key = inside is yaml.MappingStartEvent and last[-1] is None
        if is_key:
            last[-1] = event.value
            path = (*path, event.value)
        elif inside is yaml.MappingStartEvent:
            path, last[-1] = (*path, last[-1]), None
        elif inside is yaml.SequenceStartEvent:
            path, last[-1] = (*path, last[-1]), last[-1] + 1
        part = Part(path, "", mark.index, 0, mark.line, mark.column, is_key, False, outer.inline)
        if what is yaml.ScalarEvent:
            end = mark.index + len(text[mark.index : event.end_mark.index].rstrip(" \t\r\n"))
            yield part._replace(value=event.value, end=end, is_scalar=True)
        else:
            above.append((what, part._replace(inline=bool(event.flow_style))))
            last.append(0 if what is yaml.SequenceStartEvent else None)


def scalars(text: str) -> Iterator[Part]:
    """The scalars and keys of one document that can be read, in their order."""
    return (part for part in parts(text) if part.is_scalar)


def edited(text: str, edits: Iterable[Edit]) -> str:
    """The text with changes at places that do not overlap."""
    pieces, done = [], 0
    for start, end, new in sorted(edits):
        pieces += [text[done:start], new]
        done = end
    return "".join([*pieces, text[done:]])


def line_end(text: str) -> str:
    """How the lines of a text end: as its first does."""
    found = re.search(r"\r\n|\r|\n", text)
    return found[0] if found else "\n"


# Words


def renamed(text: str, scalar: Part, old: str, new: str) -> Edit:
    """A word in a scalar by another, however it is quoted."""
    written = text[scalar.start : scalar.end]
    word = re.compile(rf"(?<![\w-]){re.escape(old)}(?![\w-])")
    return Edit(scalar.start, scalar.end, word.sub(new, written))


def replaced(
    text: str, words: Iterable[tuple[str, str]], start: int = 0, end: int | None = None
) -> Iterator[Edit]:
    """Words between two places of a text, in their order, each by what is to stand in its place.

    A scalar may be laid out so that its words are not found in it, and then they stay.
    """
    for word, instead in words:
        found = text.find(word, start, end)
        if found >= 0:
            start = found + len(word)
            yield Edit(found, start, instead)


# Entries of mappings

_LAST = "checked"
"""The key that comes to stand behind the values of a report; others do before them."""


def with_entries(text: str, entries: Sequence[Entry]) -> str:
    """The text with the entries in it; KeyError where the path of one leads nowhere."""
    mark = MARK * text.startswith(MARK)
    text = text.removeprefix(mark)
    newline = line_end(text)
    for entry in entries:
        start, end, new = _entry_edit(text, entry)
        text = edited(text, [Edit(start, end, new.replace("\n", newline))])
    return mark + text


def _entry_edit(text: str, entry: Entry) -> Edit:
    (*way, name), data = entry
    found = list(parts(text))
    if isinstance(name, int):
        return _without_item(text, found, entry.path)
    mapping = {part.path: part for part in found if not part.is_scalar}[tuple(way)]
    keys = {part.value: part for part in found if part.is_key and part.path[:-1] == mapping.path}
    if mapping.inline:
        said, _ = yaml_reader.parse(text, "")
        for step in way:
            said = said[step]
        kept = {key: part for key, part in {**said, name: data}.items() if part is not None}
        return Edit(mapping.start, mapping.end, yaml_writer.inline(kept))
    indent = "\n" + " " * mapping.column
    if name not in keys:
        new = _written(str(name), data, indent)
        if "says" in keys and name != _LAST:
            return Edit(keys["says"].start, keys["says"].start, new + indent)
        end = _end_of_line(text, mapping.end)
        return Edit(end, end, indent + new)
    start = keys[str(name)].start
    end = next(part.end for part in found if part.path == entry.path and not part.is_key)
    if data is not None:
        alone = not text[end : _end_of_line(text, end)].strip()
        return Edit(start, end, _written(str(name), data, indent, fold=alone))
    following = min((key.start for key in keys.values() if key.start > start), default=None)
    if following is not None:
        return Edit(start, following, "")
    return Edit(_end_of_line(text, len(text[:start].rstrip())), _end_of_line(text, end), "")


def _without_item(text: str, found: Sequence[Part], path: KeyPath) -> Edit:
    """No more of an item of a list."""
    list_ = next(part for part in found if part.path == path[:-1] and not part.is_key)
    items = [p for p in found if len(p.path) == len(path) and p.path[:-1] == list_.path]
    items = [item for item in items if not item.is_key]
    kept = [item for item in items if item.path != path]
    if list_.inline or not kept:
        written = ", ".join(text[item.start : item.end] for item in kept)
        return Edit(list_.start, list_.end, f"[{written}]")
    (item,) = (item for item in items if item.path == path)
    dash = text.rindex("-", 0, item.start)
    return Edit(len(text[:dash].rstrip()), _end_of_line(text, item.end), "")


def _written(key: str, data: Any, indent: str, *, fold: bool = True) -> str:
    """A key with its value; on one line where it is not to be folded."""
    if isinstance(data, str) and not fold:
        return f"{key}: {yaml_writer.quoted(data)}"
    return indent.join(yaml_writer.write({key: data}).rstrip("\n").split("\n"))


def _end_of_line(text: str, start: int) -> int:
    """The end of the line that a place is in."""
    found = re.compile("\r\n|[\r\n\x85\u2028\u2029]").search(text, start)
    return found.start() if found else len(text)


# Lines


def with_items(text: str, key: str, items: Sequence[Mapping[str, Any]]) -> tuple[str, str]:
    """The lines of these items, and the text with them behind those of its last part, a list."""
    there = yaml_reader.parse(text, "")[0][key]
    newline = line_end(text)
    lines = yaml_writer.write_list(items, there.location.column - 1 if there else 2)
    if there:
        end = "" if text.endswith(("\n", newline)) else newline
        return lines, text + end + lines.replace("\n", newline)
    before, _, after = text.partition(f"{key}: []")
    new = f"{key}:\n{lines}".replace("\n", newline)
    return lines, f"{before}{new}{after.removeprefix(newline)}"


def entry_after(text: str, key: Part, value: Part, line: str) -> Edit:
    """An entry, such as `paragraph: 2`, after the one of a key and its value."""
    if key.inline:
        return Edit(value.end, value.end, f", {line}")
    end = _end_of_line(text, value.end)
    return Edit(end, end, f"{line_end(text)}{' ' * key.column}{line}")


def without_lines(text: str, start: int, end: int) -> Edit:
    """No more lines from the one of a place to the one of another."""
    begins = text.rfind("\n", 0, start) + 1
    ends = text.find("\n", end)
    return Edit(begins, len(text) if ends < 0 else ends + 1, "")


def without_entry(text: str, scalar: Part) -> Edit:
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
