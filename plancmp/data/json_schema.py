"""JSON Schema of every kind of file, made from the tables of keys and the forms of the kinds.

A schema sees one file: what it cannot see, such as whether a name leads anywhere, `check` does.
Editors read YAML with its numbers, and plancmp reads what was written; a schema takes both.
"""

import re

from plancmp.data.keys import SETTINGS, TABLES
from plancmp.data.nested_shapes import keys_schema
from plancmp.data.option_trees import options_schema
from plancmp.data.schema_parts import (
    ANY_TEXT,
    Schema,
    by_id_schema,
    form_schema,
    pattern_schema,
    words_schema,
)
from plancmp.domain.model import WHOLE, Topic
from plancmp.domain.values import Form, Kind, Options, Scale

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def file_schema(name: str, topic: Topic | None = None) -> Schema:
    """The schema of one kind of file; of a provision, exact where its topic is given."""
    content = keys_schema(TABLES[name])
    parts = content["properties"]
    if name == "outlets":
        # a file of comments alone, which a new data set begins with, is null to an editor
        content = {**by_id_schema(content, "an outlet's id"), "type": ["object", "null"]}
    elif name == "topic":
        parts["terms"]["additionalProperties"]["allOf"] = list(map(_settings, SETTINGS))
    elif name == "article":
        read = {"properties": {"read": {"const": WHOLE}}, "required": ["read"]}
        content |= {"if": read, "then": {"required": ["sha256"]}}
    elif topic:
        report = parts["reports"]["items"]["properties"]
        report["says"] = {"description": report["says"]["description"], **_says(topic)}
    title = f"{name} on {topic.id}" if topic else name
    return {"$schema": DIALECT, "title": title, **content, "$defs": {"options": options_schema()}}


def _settings(kind: str) -> Schema:
    """What a term of a kind must and must not say."""
    own = SETTINGS[kind]
    others = {name for settings in SETTINGS.values() for name in settings if name not in own}
    if "options" not in own:
        others.add("labels")
    properties: Schema = dict.fromkeys(sorted(others), False)
    if kind == Scale.name:
        flat = {"anyOf": [{"type": "null"}, {"const": ""}]}
        properties["options"] = {"additionalProperties": flat}
    return {
        "if": {"properties": {"kind": {"const": kind}}, "required": ["kind"]},
        "then": {
            "required": [name for name, required in own.items() if required],
            "properties": properties,
        },
    }


def _says(topic: Topic) -> Schema:
    """The values of a report on a topic."""
    return {
        "type": "object",
        "properties": {
            term.id: {"description": term.asks, **_value(term.kind)}
            for term in topic.terms.values()
        },
        "additionalProperties": False,
        "minProperties": 1,
    }


def _value(kind: Kind) -> Schema:
    """A value of a kind in any of its forms, written out or as it is printed."""
    atom = _atom(kind)
    several = {"anyOf": [atom, {"type": "array", "items": atom, "minItems": 1}]}
    forms = [form_schema(form, several if form.many else atom) for form in kind.forms]
    printed = [_printed(form, kind.pattern) for form in kind.forms]
    words = "|".join(filter(None, [*printed, "unspecified", kind.plain]))
    return {"anyOf": [*forms, pattern_schema(_of_editors(words))]}


def _atom(kind: Kind) -> Schema:
    options: Options | None = getattr(kind, "options", None)
    if options is not None:
        return words_schema(tuple(options))
    if kind.name == "text":
        return ANY_TEXT
    pattern = _of_editors(kind.pattern)
    if kind.name == "number":
        return pattern_schema(pattern, "number")
    if kind.name == "date":
        return pattern_schema(pattern, "integer", minimum=1000, maximum=9999)  # a year alone
    return pattern_schema(pattern)


def _of_editors(pattern: str) -> str:
    """A pattern without what only Python knows: words in capitals are for `check`."""
    return pattern.replace("(?i:", "(?:")


def _printed(form: Form, atom: str) -> str:
    """The pattern of a value as it is printed in a form."""
    part = f"(?:{atom})(?:, (?:{atom}))*" if form.many else f"(?:{atom})"
    words = (f"{re.escape(key.replace('-', ' '))} {part}" for key in form.keys)
    return " ".join(words).replace("\\ ", " ") if form.keys else part
