"""How values are written that have parts: lists, and mappings, of points, labels and records."""

from typing import Any

from plancmp.data.schema_parts import ANY_TEXT, Schema, by_id_schema, form_schema
from plancmp.data.shapes import COUNT, Key, Shape, Table, Text
from plancmp.data.yaml_reader import YamlList, YamlMapping
from plancmp.domain.problems import RuleId
from plancmp.domain.values import KINDS, ValueFault


def keys_schema(keys: Table) -> Schema:
    """A mapping by its table of keys."""
    schema: Schema = {
        "type": "object",
        "properties": {
            key.name: {"description": key.description, **key.shape.schema()} for key in keys
        },
        "required": [key.name for key in keys.required],
        "additionalProperties": False,
    }
    needs = {key.name: list(key.needs) for key in keys if key.needs}
    one_of = [key.name for key in keys if key.one_of]
    if needs:
        schema["dependentRequired"] = needs
    if one_of:
        schema["oneOf"] = [{"required": [name]} for name in one_of]
    return schema


class Points(Shape):
    """A list of whole numbers, as sorted numbers."""

    description, example = "a list of two or more whole numbers", "[NUMBER, NUMBER]"
    several = "allowed: a list of two or more numbers; one stands in the file's name"

    def read(self, raw: Any, key: Key) -> Any:
        if not isinstance(raw, YamlList) or len(raw) < 2:
            raise ValueFault(raw, f"{key.name} is not a list of points", self.several)
        points = [COUNT.read(part, key) for part in raw]
        for index, part in enumerate(raw):
            if points[index] in points[:index]:
                raise ValueFault(part, f"{key.name} names {part} twice", "allowed: each once")
        return tuple(sorted(points))

    def schema(self) -> Schema:
        return {"type": "array", "items": COUNT.schema(), "minItems": 2, "uniqueItems": True}


class Labels(Shape):
    """Texts by ids, each key and text with its location."""

    description, example = "option ids, each with words", "{ID: WORDS}"

    def read(self, raw: Any, key: Key) -> YamlMapping:
        if not isinstance(raw, YamlMapping) or not raw:
            raise ValueFault(raw, f"{key.name} is not a mapping", "allowed: option: words")
        text = Text()
        for option, part in raw.items():
            text.read(part, key._replace(name=f"the label of {option}"))
        return raw

    def schema(self) -> Schema:
        return by_id_schema(ANY_TEXT, "an option's id")


class MappingOf(Shape):
    """A mapping from ids to mappings by one table of keys; read part by part."""

    description, rule = "ids, each with the keys below", RuleId.BAD_ID

    def read(self, raw: Any, key: Key) -> YamlMapping:
        if not isinstance(raw, YamlMapping) or not raw:
            found = f"{key.name} is not a mapping"
            raise ValueFault(raw, found, "allowed: key: value, one or more")
        return raw

    def schema(self) -> Schema:
        return by_id_schema(keys_schema(self.keys), "an id")


class Values(MappingOf):
    """A mapping from terms to values, which their kinds read."""

    description, rule = "term ids, each with a value", RuleId.BAD_VALUE

    def schema(self) -> Schema:
        """As long as the terms are not known, a value of some kind."""
        forms = {form for kind in KINDS.values() for form in kind.forms if form.keys}
        several = {"anyOf": [ANY_TEXT, {"type": "array", "items": ANY_TEXT, "minItems": 1}]}
        keyed = [form_schema(form, several if form.many else ANY_TEXT) for form in sorted(forms)]
        return by_id_schema({"anyOf": [*several["anyOf"], *keyed]}, "a term's id")


class ListOf(Shape):
    """A list of mappings by one table of keys, which may be empty; read part by part."""

    description = "a list of mappings with the keys below"

    def read(self, raw: Any, key: Key) -> YamlList:
        if not isinstance(raw, YamlList):
            allowed = "allowed: a list, which may be empty: []"
            raise ValueFault(raw, f"{key.name} is not a list", allowed)
        return raw

    def schema(self) -> Schema:
        return {"type": "array", "items": keys_schema(self.keys)}
