"""JSON Schema of every kind of file, made from the tables of keys and the forms of the kinds.

A schema sees one file: what it cannot see, such as whether a name leads anywhere, `check` does.
Editors read YAML with its numbers, and plancmp reads what was written; a schema takes both.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import MISSING, fields
from types import MappingProxyType
from typing import Any

from plancmp.data import keys as formats
from plancmp.data.keys import Key
from plancmp.domain.model import Topic
from plancmp.domain.values import KINDS, Form, Kind, Options

DIALECT = "https://json-schema.org/draft/2020-12/schema"

Schema = dict[str, Any]

ID = "[a-z0-9]+(-[a-z0-9]+)*"
_SCALAR = ["string", "number", "boolean"]
_WORDS: Schema = {"type": _SCALAR, "pattern": r"\S"}
"""Any wording."""


NAMES = (*formats.FILES, "output")
"""What there is a schema of: the kinds of file, and what plancmp writes as JSON."""


def every() -> Schema:
    """All the schemas as one document."""
    return {"$schema": DIALECT, "$defs": {name: made(name) for name in NAMES}}


def made(name: str, topic: Topic | None = None) -> Schema:
    """The schema of one kind of file; of a provision, exact where its topic is given."""
    if name == "output":
        from plancmp.render.output_schema import output_schema

        return output_schema()
    file = formats.FILES[name]
    title = f"{name} on {topic.id}" if topic else name
    if name == "outlets":
        # a file of comments alone, which a new data set begins with, is null to an editor
        content = {**_every(_object(file), "an outlet's id"), "type": ["object", "null"]}
    else:
        content = _object(file, {"says": _says(topic)} if topic else {})
    return {"$schema": DIALECT, "title": title, **content, "$defs": {"options": _tree()}}


def _object(keys: Sequence[Key], parts: Mapping[str, Schema] = MappingProxyType({})) -> Schema:
    """A mapping by its table of keys; `parts` stand in for keys that the tables leave open."""
    made: Schema = {
        "type": "object",
        "properties": {key.name: _key(key, parts) for key in keys},
        "required": [key.name for key in keys if key.required],
        "additionalProperties": False,
    }
    needs = {key.name: list(key.needs) for key in keys if key.needs}
    either = [key.name for key in keys if key.instead]
    if needs:
        made["dependentRequired"] = needs
    if either:
        made["oneOf"] = [{"required": [name]} for name in either]
    if keys is formats.TERM:
        made["allOf"] = [_settings(kind) for kind in KINDS.values()]
    return made


def _key(key: Key, parts: Mapping[str, Schema]) -> Schema:
    if key.name in parts:
        made = parts[key.name]
    elif key.of:
        table = _object(key.of, parts)
        made = {"type": "array", "items": table} if key.shape == "list" else _every(table, "an id")
    else:
        made = _SHAPES[key.shape](key)
    return {"description": key.says, **made}


def _every(table: Schema, says: str) -> Schema:
    """A mapping from any id to things of one sort."""
    return {
        "type": "object",
        "propertyNames": {"pattern": f"^{ID}$", "description": says},
        "additionalProperties": table,
        "minProperties": 1,
    }


def _written(pattern: str, *types: str, **more: Any) -> Schema:
    return {"type": ["string", *types], "pattern": f"^(?:{pattern})$", **more}


def _id(key: Key) -> Schema:
    return _written(ID, "integer", minimum=0)


def _ids(key: Key, least: int = 1) -> Schema:
    several = {"type": "array", "items": _id(key), "minItems": least, "uniqueItems": True}
    return {"anyOf": [_id(key), several]}


def _word(words: Sequence[str]) -> Schema:
    return {"enum": [*words, *(int(word) for word in words if word.isdigit())]}


_SHAPES: Mapping[str, Callable[[Key], Schema]] = {
    "text": lambda key: _WORDS,
    "phrase": lambda key: {
        "type": _SCALAR,
        "pattern": rf"^\s*\S+(\s+\S+){{0,{formats.QUOTE_WORDS - 1}}}\s*$",
    },
    "word": lambda key: _word(key.words),
    "id": _id,
    "ids": _ids,
    "credits": lambda key: _ids(key, least=0),
    "drafts": lambda key: {**_ids(key)["anyOf"][1], "minItems": 2},
    "date": lambda key: _written(r"\d{4}-\d{2}-\d{2}", format="date"),
    "count": lambda key: _written(r"[1-9]\d{0,3}", "integer", minimum=1, maximum=9999),
    "percentage": lambda key: _written(
        r"\d{1,2}(\.\d{1,3})?|100", "number", minimum=0, maximum=100
    ),
    "flag": lambda key: _word(("yes", "no")),
    "presence": lambda key: _word(("yes",)),
    "sha256": lambda key: _written("[0-9a-f]{64}"),
    "address": lambda key: _written(r"https?://[^\s/]+\S*"),
    "options": lambda key: {"anyOf": [_id(key), {"$ref": "#/$defs/options"}]},
    "values": lambda key: _every(_any_value(), "a term's id"),
}


def _tree() -> Schema:
    """A tree of options: a list of ids, or ids with what stands below each."""
    id = _written(ID, "integer", minimum=0)
    below = {"anyOf": [{"$ref": "#/$defs/options"}, {"type": "null"}, {"const": ""}]}
    return {
        "anyOf": [
            {"type": "array", "items": id, "minItems": 2, "uniqueItems": True},
            {
                "type": "object",
                "propertyNames": {"pattern": f"^{ID}$"},
                "additionalProperties": below,
                "minProperties": 1,
            },
        ]
    }


def settings(kind: type[Kind]) -> list[str]:
    """What a term of a kind must say beside its kind."""
    return [setting.name for setting in fields(kind) if setting.default is MISSING]


def _settings(kind: type[Kind]) -> Schema:
    """What a term of a kind must and must not say."""
    others = {setting.name for other in KINDS.values() for setting in fields(other)}
    others -= {setting.name for setting in fields(kind)}
    return {
        "if": {"properties": {"kind": {"const": kind.name}}, "required": ["kind"]},
        "then": {
            "required": settings(kind),
            "properties": dict.fromkeys(sorted(others), False),
        },
    }


# Values


def _says(topic: Topic) -> Schema:
    return {
        "type": "object",
        "properties": {
            term.id: {"description": term.asks, **_value(term.kind)}
            for term in topic.terms.values()
        },
        "additionalProperties": False,
        "minProperties": 1,
    }


def _any_value() -> Schema:
    """A value of some kind, where the term is not known: any wording, or a form's keys."""
    several = {"anyOf": [_WORDS, {"type": "array", "items": _WORDS, "minItems": 1}]}
    forms = {form for kind in KINDS.values() for form in kind.forms if form.keys}
    keyed = [_keyed(form, several if form.many else _WORDS) for form in sorted(forms)]
    return {"anyOf": [*several["anyOf"], *keyed]}


def _value(kind: Kind) -> Schema:
    """A value of a kind in any of its forms, written out or as it is printed."""
    atom = _atom(kind)
    several = {"anyOf": [atom, {"type": "array", "items": atom, "minItems": 1}]}
    made = [
        _keyed(form, several if form.many else atom)
        if form.keys
        else several
        if form.many
        else atom
        for form in kind.forms
    ]
    printed = "|".join(_printed(form, kind.pattern) for form in kind.forms)
    return {"anyOf": [*made, _written(f"{printed}|unspecified")]}


def _atom(kind: Kind) -> Schema:
    options: Options | None = getattr(kind, "options", None)
    if options is not None:
        return _word(tuple(options))
    if kind.name == "text":
        return _WORDS
    return _written(kind.pattern, *(("number",) if kind.name == "number" else ()))


def _keyed(form: Form, part: Schema) -> Schema:
    return {
        "type": "object",
        "properties": dict.fromkeys(form.keys, part),
        "required": list(form.keys),
        "additionalProperties": False,
    }


def _printed(form: Form, atom: str) -> str:
    part = f"(?:{atom})(?:, (?:{atom}))*" if form.many else f"(?:{atom})"
    words = (f"{re.escape(key.replace('-', ' '))} {part}" for key in form.keys)
    return " ".join(words).replace("\\ ", " ") if form.keys else part
