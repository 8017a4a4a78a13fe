"""Parts of which the JSON Schemas of the files are made."""

from collections.abc import Sequence
from typing import Any

from plancmp.data.layout import ID
from plancmp.domain.values import Form

Schema = dict[str, Any]

_SCALAR = ["string", "number", "boolean"]
"""What a text may be to an editor, which reads YAML with its numbers."""
ANY_TEXT: Schema = {"type": _SCALAR, "pattern": r"\S"}


def pattern_schema(pattern: str, *types: str, **limits: Any) -> Schema:
    """Text of a pattern, or one of the types as which YAML might read it."""
    return {"type": ["string", *types], "pattern": f"^(?:{pattern})$", **limits}


def words_schema(words: Sequence[str]) -> Schema:
    """One of these words."""
    return {"enum": [*words, *(int(word) for word in words if word.isdigit())]}


_SIGNS = (
    r"!-\/:-@\[-`{-~\u00a1-\u00a9\u00ab-\u00b1\u00b4\u00b6-\u00b8\u00bb\u00bf\u00d7\u00f7"
    r"\u2000-\u206f\u20a0-\u20cf\u2190-\u245f\u2500-\u2bff\u3000-\u3004\u3008-\u3020\u3030"
)
"""Signs that are no words by themselves, for a class of a pattern."""


def phrase_schema(words: int) -> Schema:
    """Text of at most so many words, signs by themselves not counted."""
    sign = rf"[{_SIGNS}]"
    word = rf"{sign}*[^\s{_SIGNS}]\S*"
    after = rf"(\s+{sign}+)*(\s+|$)"
    pattern = rf"^\s*(?=\S)({sign}+(\s+|$))*({word}{after}){{0,{words}}}$"
    return {"type": _SCALAR, "pattern": pattern}


def id_schema() -> Schema:
    """An id."""
    return pattern_schema(ID.pattern, "integer", minimum=0)


def by_id_schema(content: Schema, description: str) -> Schema:
    """A mapping from any id to things of one sort."""
    return {
        "type": "object",
        "propertyNames": {"pattern": f"^{ID.pattern}$", "description": description},
        "additionalProperties": content,
        "minProperties": 1,
    }


def form_schema(form: Form, part: Schema) -> Schema:
    """A value in one of the forms: bare, or under keys, such as `{not: VALUE}`."""
    if not form.keys:
        return part
    return {
        "type": "object",
        "properties": dict.fromkeys(form.keys, part),
        "required": list(form.keys),
        "additionalProperties": False,
    }
