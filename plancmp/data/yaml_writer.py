"""Plain data to YAML text, laid out as a person would write it; `yaml_reader` reads it back."""

from collections.abc import Mapping, Sequence
from typing import Any

import yaml

from plancmp.data.yaml_reader import NULLS

WIDTH = 100
_FOLDED = 88
"""Where PyYAML is asked to fold, which it does after the word that goes past it."""
_INDENT = 2
_TEXT = "tag:yaml.org,2002:str"
_LIST = "tag:yaml.org,2002:seq"
_MAPPING = "tag:yaml.org,2002:map"


class Inline(dict[str, Any]):
    """A mapping that stands on the line of its key where it fits: `{not: umerov}`."""


class _Dumper(yaml.Dumper):
    """Lists stand in from their key, and every scalar is text, as the reader takes it."""

    yaml_implicit_resolvers = {}  # noqa: RUF012 - PyYAML's way of setting it

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)


def write(data: Mapping[str, Any]) -> str:
    """The YAML of nested mappings, lists and texts, keys in their order."""
    return str(
        yaml.serialize(
            _node(data), Dumper=_Dumper, width=_FOLDED, indent=_INDENT, allow_unicode=True
        )
    )


def write_list(data: Sequence[Mapping[str, Any]], indent: int) -> str:
    """The YAML of a list of mappings, to add to one whose dashes stand `indent` columns in."""
    lines = write({"items": data}).splitlines(keepends=True)[1:]
    return "".join(" " * indent + line[2:] if line.strip() else line for line in lines)


def inline(data: Mapping[str, Any]) -> str:
    """The YAML of a mapping on one line: `{not: umerov}`."""
    node: Any = _node(data)
    node.flow_style = True
    return str(yaml.serialize(node, Dumper=_Dumper, width=float("inf"), allow_unicode=True)).strip()


def quoted(text: str) -> str:
    """A text as it can stand behind a key, on one line."""
    line = yaml.serialize(_scalar(text), Dumper=_Dumper, width=float("inf"), allow_unicode=True)
    return str(line).removesuffix("...\n").rstrip("\n")


def _node(data: Any, indent: int = 0, column: int = 0) -> yaml.Node:
    """The node of data that begins in a column, or below its key, indented, where it is long."""
    fits = column + len(str(data)) <= WIDTH
    if isinstance(data, str):
        return _scalar(data, None if fits else ">")
    if isinstance(data, Mapping):
        pairs = [
            (_node(key), _node(value, indent + _INDENT, indent + len(key) + len(": ")))
            for key, value in data.items()
        ]
        return yaml.MappingNode(_MAPPING, pairs, flow_style=isinstance(data, Inline) and fits)
    parts = [_node(part, indent + _INDENT, indent + _INDENT) for part in data]
    inline = fits and all(isinstance(part, str) for part in data)
    return yaml.SequenceNode(_LIST, parts, flow_style=inline)


def _scalar(text: str, style: str | None = None) -> yaml.ScalarNode:
    return yaml.ScalarNode(_TEXT, text, style="'" if text in NULLS else style)
