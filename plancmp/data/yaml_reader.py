"""YAML text to plain data, every part with its location.

Only as much YAML as a hand-written file needs: one document of mappings, lists and scalars, each
scalar being the text that was written, so that `no`, `12:30`, `010` and `1.10` stay what they are.
Anchors, aliases, tags, repeated and composite keys are refused where they stand, and so is what
libyaml would read though it is no YAML. An unquoted null or ~ is empty. Events are read one by one
rather than composed into a tree, so that no file can exhaust the stack.
"""

from collections.abc import Iterator
from typing import Any, NoReturn, TypeVar

import yaml

from plancmp.data import yaml_faults
from plancmp.data.yaml_faults import FaultError, Scalar
from plancmp.domain.problems import Location, Problem, RuleId

_Loader: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)

MARK = "\ufeff"
"""The byte order mark that an editor may set at the beginning of a file."""
MAX_DEPTH = 40
"""How deep mappings and lists may nest."""
MAX_PARTS = 15_000
"""How many parts a file may have: scalars, keys, and the ends of lists and mappings. It holds
hundreds of reports, and bounds what a hostile file can take of memory and time."""
TOO_MANY_PARTS = f"more than {MAX_PARTS:,} parts"


class _Located:
    """Data that knows where it was written."""

    __slots__ = ()
    file: str
    line: int
    column: int

    @property
    def location(self) -> Location:
        """Where it begins."""
        # half the time of calling Location, for the many there are
        return tuple.__new__(Location, (self.file, self.line + 1, self.column + 1))


class YamlScalar(str, _Located):
    """A scalar as it was written."""

    __slots__ = ("column", "file", "line")


class YamlList(list[Any], _Located):
    """A list."""

    __slots__ = ("column", "file", "line")


class YamlMapping(dict[Any, Any], _Located):
    """A mapping; its keys carry their own locations."""

    __slots__ = ("column", "file", "line")


_Node = TypeVar("_Node", bound=_Located)


def located(node: _Node, location: Location) -> _Node:
    """The node, as one that stands at a location."""
    node.file, node.line, node.column = location.file, location.line - 1, location.column - 1
    return node


def relocated(data: Any, location: Location) -> Any:
    """A copy of plain data with every part of it, keys included, at one location."""
    if isinstance(data, YamlMapping):
        pairs = {relocated(key, location): relocated(part, location) for key, part in data.items()}
        return located(YamlMapping(pairs), location)
    if isinstance(data, YamlList):
        return located(YamlList(relocated(part, location) for part in data), location)
    return located(YamlScalar(data), location)


class _Refused(Exception):
    def __init__(
        self, event: Any, rule: RuleId, message: str, expected: str = "", hint: str = ""
    ) -> None:
        super().__init__(message)
        self.mark, self.rule = event.start_mark, rule
        self.message, self.expected, self.hint = message, expected, hint


def parse(text: str, file: str) -> tuple[Any, list[Problem]]:
    """The data of one YAML document, and what is wrong with it.

    Data is None where the text is empty or cannot be read to its end. Repeated keys are reported
    and the first of them kept. A mark at the beginning is no part of the text.
    """
    text = text.removeprefix(MARK)
    problems: list[Problem] = []
    if text.endswith((" ", "\t")):
        text += "\n"  # libyaml takes blanks at the end for a line of a block scalar
    try:
        data = _data(text, file, problems)
        if yaml_faults.is_suspicious(text):
            yaml_faults.refuse_first(text, scalars(text))
        return data, problems
    except _Refused as refused:
        location = Location(file, refused.mark.line + 1, refused.mark.column + 1)
        problems.append(
            Problem(location, refused.rule, refused.message, refused.expected, refused.hint)
        )
    except yaml.MarkedYAMLError as error:
        problems.append(_syntax(error, text, file))
    except yaml.reader.ReaderError as error:
        # libyaml counts bytes here and the pure reader characters, so we look for the sign itself
        sign = chr(error.character) if isinstance(error.character, int) else error.character
        found = f"the character U+{ord(sign):04X} is not allowed in YAML"
        location = _place(text, text.find(sign), file)
        hint = "save the file as UTF-8" if text.count("\0") > 1 else "remove it"
        problems.append(Problem(location, RuleId.SYNTAX, found, hint=hint))
    except FaultError as error:
        location = _place(text, error.fault.at, file)
        found, hint = error.fault.message, error.fault.hint
        problems.append(Problem(location, RuleId.SYNTAX, found, hint=hint))
    return None, problems


def events(text: str) -> Iterator[Any]:
    """What the parser meets, each with its marks."""
    return iter(_Loader(text).get_event, None)


def _place(text: str, index: int, file: str) -> Location:
    """The location of a sign of the text, by its number."""
    *before, last = yaml_faults.lines_of(text[:index])
    return Location(file, len(before) + 1, len(last) + 1)


def _syntax(error: yaml.MarkedYAMLError, text: str, file: str) -> Problem:
    """What is wrong with the syntax, named where it can be told from the text better."""
    mark = error.problem_mark or error.context_mark
    fault = yaml_faults.named_fault(text)
    if mark and not fault:
        fault = yaml_faults.indenting_tab(text, mark.index)
        fault = fault or yaml_faults.bad_escape(text, mark.index, error.problem or "")
        fault = fault or yaml_faults.open_quote(text, mark.index)
        fault = fault or yaml_faults.glued_sign(text, mark.line)
        is_key = error.context == "while scanning a simple key"  # told where the next line begins
        line = error.context_mark.line if is_key and error.context_mark else mark.line
        fault = fault or yaml_faults.stray_words(text, line)
    if not fault and error.context_mark and error.context == "while scanning a quoted scalar":
        fault = yaml_faults.unclosed(error.context_mark.index)
    if fault:
        location = _place(text, fault.at, file)
        return Problem(location, RuleId.SYNTAX, fault.message, hint=fault.hint)
    location = Location(file, mark.line + 1, mark.column + 1) if mark else Location(file, 1, 1)
    found = " ".join(part for part in (error.context, error.problem) if part)
    marks = [each.line for each in (error.context_mark, error.problem_mark) if each]
    hint = yaml_faults.hint(text, marks)
    return Problem(location, RuleId.SYNTAX, found, hint=hint)


_SCALAR = yaml.ScalarEvent
_NODES = {
    _SCALAR: YamlScalar,
    yaml.SequenceStartEvent: YamlList,
    yaml.MappingStartEvent: YamlMapping,
}
_ENDS = (yaml.SequenceEndEvent, yaml.MappingEndEvent)
NULLS = frozenset(["null", "~"])
"""Unquoted, as a value, it is the same as nothing."""


def _data(text: str, file: str, problems: list[Problem]) -> Any:  # noqa: PLR0912, PLR0915
    """The data that a stream of events stands for.

    `_Refused` where it is more than data, FaultError where it goes on over lines as it may not. In
    one function, as a call for every event would take half as long again.
    """
    has_nulls = "null" in text or "~" in text
    root: Any = None
    parent: Any = None
    above: list[Any] = []
    key: YamlScalar | None = None
    flow: Any = None
    flow_begin = flow_indent = -1
    firsts: dict[int, dict[YamlScalar, YamlScalar]] = {}
    for count, event in enumerate(events(text)):
        what = type(event)
        if what in _ENDS:
            if parent is flow:
                if event.end_mark.line != parent.line:
                    yaml_faults.refuse_lines(text, flow_begin, event.end_mark.index, flow_indent)
                flow = None
            parent = above.pop()
            continue
        if what not in _NODES:
            _refuse_more(event, root)
            continue
        if count > MAX_PARTS or event.anchor is not None or event.tag is not None:
            _refuse_extras(event)
        mark = event.start_mark
        if what is _SCALAR:
            node: Any = YamlScalar(event.value)
            if event.style:
                if not node and event.style in "|>":
                    yaml_faults.refuse_empty_block(text, mark.index)
                if event.end_mark.line != mark.line and flow is None:
                    indent = -1 if parent is None else parent.column
                    yaml_faults.refuse_scalar(text, mark.index, event.end_mark.index, indent)
            elif has_nulls and node in NULLS:
                is_key = key is None and type(parent) is YamlMapping
                node = node if is_key else YamlScalar()
        else:
            node = _NODES[what]()
            if event.flow_style and flow is None:
                flow, flow_begin = node, mark.index
                flow_indent = -1 if parent is None else parent.column
        node.file, node.line, node.column = file, mark.line, mark.column

        if parent is None:
            root = node
        elif type(parent) is YamlList:
            parent.append(node)
        elif key is None:
            key = node if what is _SCALAR and node else _refuse_key(event)
            continue
        else:
            if key in parent:
                problems.append(_repeated(key, parent, firsts))
            else:
                parent[key] = node
            key = None
        if what is not _SCALAR:
            if len(above) == MAX_DEPTH:
                raise _Refused(event, RuleId.SYNTAX, f"nested more than {MAX_DEPTH} deep", "")
            above.append(parent)
            parent = node
    return root


def scalars(text: str) -> list[Scalar]:
    """The scalars of a text, which can be read to its end, as they were written."""
    found: list[Scalar] = []
    above: list[list[str | None]] = [[""]]
    for event in iter(_Loader(text).get_event, None):
        if isinstance(event, _ENDS):
            above.pop()
        elif type(event) in _NODES:
            # of a list its key, of a mapping the key that waits for its value, if one does
            key, *is_mapping = above[-1]
            if is_mapping:
                above[-1][0] = event.value if key is None else None
            if isinstance(event, _SCALAR):
                begin, end = event.start_mark.index, event.end_mark.index  # type: ignore[union-attr]
                found.append(Scalar(event.value, event.style or "", begin, end, key or ""))
            else:
                is_list = isinstance(event, yaml.SequenceStartEvent)
                above.append([key] if is_list else [None, ""])
    return found


_NO_ANCHORS = "write the value out: anchors and aliases are not used here"


def _refuse_more(event: Any, root: Any) -> None:
    """Refuse what is neither data nor the frame around one document."""
    if isinstance(event, yaml.AliasEvent):
        raise _Refused(event, RuleId.ALIAS, f"the alias *{event.anchor}", hint=_NO_ANCHORS)
    if isinstance(event, yaml.DocumentStartEvent) and root is not None:
        raise _Refused(event, RuleId.SYNTAX, "a second document", "allowed: one to a file")


def _refuse_extras(event: Any) -> NoReturn:
    if event.anchor is not None:
        raise _Refused(event, RuleId.ALIAS, f"the anchor &{event.anchor}", hint=_NO_ANCHORS)
    if event.tag is not None:
        hint = "leave the tag out: every scalar is text here"
        raise _Refused(event, RuleId.TAG, f"the tag {event.tag}", hint=hint)
    raise _Refused(event, RuleId.SYNTAX, TOO_MANY_PARTS, "allowed: fewer in one file")


def _refuse_key(event: Any) -> NoReturn:
    found = "an empty key" if isinstance(event, _SCALAR) else "a list or mapping as a key"
    raise _Refused(event, RuleId.SYNTAX, found, "allowed: a word as a key")


def _repeated(
    key: YamlScalar, parent: YamlMapping, firsts: dict[int, dict[YamlScalar, YamlScalar]]
) -> Problem:
    """The problem; `firsts` keeps, by mapping, where its keys stand first."""
    known = firsts.setdefault(id(parent), {})
    if key not in known:
        known.update((first, first) for first in parent)
    found = f"the key {key} again; it stands in line {known[key].location.line} already"
    allowed, hint = "allowed: each key once", "remove one of the two"
    return Problem(key.location, RuleId.REPEATED_KEY, found, allowed, hint)


def type_name(data: object) -> str:
    """What a part of the data is called in a message: list, mapping or text."""
    if isinstance(data, YamlList):
        return "list"
    return "mapping" if isinstance(data, YamlMapping) else "text"
