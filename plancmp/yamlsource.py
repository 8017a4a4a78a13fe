"""YAML text to plain data, every part with its place.

Only as much YAML as a hand-written file needs: one document of mappings, lists and scalars, each
scalar being the text that was written, so that `no`, `12:30`, `010` and `1.10` stay what they are.
Anchors, aliases, tags, repeated and composite keys are refused where they stand. Events are read
one by one rather than composed into a tree, so that no file can exhaust the stack.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import yaml

from plancmp.problems import Location, Problem

_Loader: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)

DEEPEST = 40
"""How deep mappings and lists may nest."""


class Text(str):
    """A scalar as it was written."""

    place: Location


class Items(list[Any]):
    """A list."""

    place: Location


class Fields(dict[Any, Any]):
    """A mapping; its keys carry their own places."""

    place: Location


class _Refused(Exception):
    def __init__(self, mark: Any, rule: str, found: str, allowed: str) -> None:
        super().__init__(found)
        self.mark, self.rule, self.found, self.allowed = mark, rule, found, allowed


def parse(text: str, file: str) -> tuple[Any, list[Problem]]:
    """The data of one YAML document, and what is wrong with it.

    Data is None where the text is empty or cannot be read to its end. Repeated keys are reported
    and the first of them kept.
    """
    problems: list[Problem] = []
    try:
        return _Builder(file, problems).build(_events(text)), problems
    except _Refused as refused:
        place = Location(file, refused.mark.line + 1, refused.mark.column + 1)
        problems.append(Problem(place, refused.rule, refused.found, refused.allowed))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = Location(file, mark.line + 1, mark.column + 1) if mark else Location(file, 1, 1)
        told = " ".join(part for part in (error.context, error.problem) if part)
        problems.append(Problem(place, "syntax", told, mend="see the YAML just before this place"))
    except yaml.reader.ReaderError as error:
        # libyaml counts bytes here and the pure reader characters, so we look for the sign itself
        sign = chr(error.character) if isinstance(error.character, int) else error.character
        before, _, _ = text.partition(sign)
        line = before.count("\n") + 1
        place = Location(file, line, len(before) - (before.rfind("\n") + 1) + 1)
        found = f"the character U+{ord(sign):04X} is not allowed in YAML"
        problems.append(Problem(place, "syntax", found, mend="remove it"))
    return None, problems


def _events(text: str) -> Iterator[Any]:
    loader = _Loader(text)
    try:
        while loader.check_event():
            yield loader.get_event()
    finally:
        loader.dispose()


class _Builder:
    """Builds data out of events, with a stack of its own instead of recursion."""

    def __init__(self, file: str, problems: list[Problem]) -> None:
        self.file = file
        self.problems = problems

    def build(self, events: Iterator[Any]) -> Any:
        root: Any = None
        open_: list[Items | Fields] = []
        keys: list[Text | None] = []
        documents = 0
        for event in events:
            if isinstance(event, yaml.ScalarEvent):
                self._refuse_extras(event)
                node: Any = Text(event.value)
                self._place(node, event)
            elif isinstance(event, yaml.CollectionStartEvent):
                self._refuse_extras(event)
                if len(open_) == DEEPEST:
                    found = f"nested more than {DEEPEST} deep"
                    raise _Refused(event.start_mark, "syntax", found, "")
                node = Fields() if isinstance(event, yaml.MappingStartEvent) else Items()
                self._place(node, event)
            elif isinstance(event, yaml.CollectionEndEvent):
                open_.pop()
                keys.pop()
                continue
            elif isinstance(event, yaml.AliasEvent):
                raise _Refused(
                    event.start_mark,
                    "alias",
                    f"the alias *{event.anchor}",
                    "write the value out: anchors and aliases are not used here",
                )
            elif isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    found = "a second document"
                    raise _Refused(event.start_mark, "syntax", found, "allowed: one to a file")
                continue
            else:
                continue

            if not open_:
                root = node
            else:
                self._attach(open_[-1], keys, node, event)
            if isinstance(event, yaml.CollectionStartEvent):
                open_.append(node)
                keys.append(None)
        return root

    def _attach(self, parent: Any, keys: list[Text | None], node: Any, event: Any) -> None:
        if isinstance(parent, Items):
            parent.append(node)
            return
        key = keys[-1]
        if key is None:
            if not isinstance(node, Text):
                found = "a list or mapping as a key"
                raise _Refused(event.start_mark, "syntax", found, "allowed: a word as a key")
            keys[-1] = node
            return
        keys[-1] = None
        if key in parent:
            first = next(known for known in parent if known == key)
            found = f"the key {key} again; it stands in line {first.place.line} already"
            allowed, mend = "allowed: each key once", "remove one of the two"
            self.problems.append(Problem(key.place, "repeated-key", found, allowed, mend))
        else:
            parent[key] = node

    def _place(self, node: Any, event: Any) -> None:
        mark = event.start_mark
        node.place = Location(self.file, mark.line + 1, mark.column + 1)

    @staticmethod
    def _refuse_extras(event: Any) -> None:
        if event.anchor is not None:
            raise _Refused(
                event.start_mark,
                "alias",
                f"the anchor &{event.anchor}",
                "write the value out: anchors and aliases are not used here",
            )
        if event.tag is not None:
            raise _Refused(
                event.start_mark,
                "tag",
                f"the tag {event.tag}",
                "every scalar is text here: leave the tag out",
            )
