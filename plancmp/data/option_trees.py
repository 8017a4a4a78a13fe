"""Trees of options: a list of ids, or ids with what stands below each."""

from collections.abc import Mapping
from typing import Any

from plancmp.data.layout import ID, ID_ALLOWED
from plancmp.data.schema_parts import Schema, id_schema
from plancmp.data.shapes import Key, Shape
from plancmp.data.yaml_reader import YamlList, YamlMapping, YamlScalar
from plancmp.domain.model import frozen
from plancmp.domain.values import RESERVED, Options, ValueFault
from plancmp.text import join_words


class OptionsTree(Shape):
    """The options, or the name of a vocabulary that has them."""

    description, example = "a tree of options, or a vocabulary's id", "[ID, ID, ID]"

    def read(self, raw: Any, key: Key) -> Options | YamlScalar:
        return raw if isinstance(raw, YamlScalar) else read_options(raw)

    def schema(self) -> Schema:
        return {"anyOf": [id_schema(), {"$ref": "#/$defs/options"}]}


def options_schema() -> Schema:
    """What stands under `$defs` as `options`, which refers to itself."""
    below = {"anyOf": [{"$ref": "#/$defs/options"}, {"type": "null"}, {"const": ""}]}
    return {
        "anyOf": [
            {"type": "array", "items": id_schema(), "minItems": 2, "uniqueItems": True},
            {
                "type": "object",
                "propertyNames": {"pattern": f"^{ID.pattern}$"},
                "additionalProperties": below,
                "minProperties": 1,
            },
        ]
    }


def read_options(raw: object) -> Options:
    """A tree of two options or more. Raises ValueFault where it is none."""
    seen: set[YamlScalar] = set()
    tree = _read_subtree(raw, seen)
    if not tree:
        raise ValueFault(raw, "there are no options", "allowed: two or more")
    options = Options(tree, frozen({str(option): option.location for option in seen}))
    if len(options.all) < 2:
        raise ValueFault(raw, "there is only one option", "allowed: two or more")
    return options


def _read_subtree(raw: object, seen: set[YamlScalar]) -> Mapping[str, Any]:
    """The options below one, nested; `seen` takes them up, each once in the whole tree."""
    branches: Mapping[Any, Any]
    if isinstance(raw, YamlMapping):
        branches = raw
    elif isinstance(raw, YamlList):
        branches = {}
        for part in raw:
            if not isinstance(part, YamlScalar):
                raise ValueFault(part, "an option is no word", "allowed: the option's id")
            if part in branches:
                raise ValueFault(part, f"the option {part} twice", "allowed: each once")
            branches[part] = YamlScalar()
    elif isinstance(raw, YamlScalar) and not raw:
        return {}
    else:
        raise ValueFault(raw, f"{raw} is no tree of options", "allowed: a list or a mapping")
    tree: dict[str, Any] = {}
    for option, below in branches.items():
        if not ID.fullmatch(option) or option in RESERVED:
            allowed = f"{ID_ALLOWED}, but not {join_words(RESERVED)}"
            raise ValueFault(option, f"{option} cannot name an option", allowed)
        if option in seen:
            raise ValueFault(option, f"the option {option} twice", "allowed: each once in a tree")
        seen.add(option)
        tree[str(option)] = _read_subtree(below, seen)
        if len(tree[str(option)]) == 1:
            found = f"{option} has one option below it, and so says the same"
            raise ValueFault(option, found, "allowed: none, or two and more")
    return tree
