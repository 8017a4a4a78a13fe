"""The shape of what `--format json` writes, as JSON Schema, from the types of the views' data."""

from collections.abc import Mapping
from types import NoneType, UnionType
from typing import (
    Annotated,
    Any,
    Literal,
    Union,
    get_args,
    get_origin,
    get_type_hints,
    is_typeddict,
)

from plancmp.domain.words import Word
from plancmp.render.json import FORMAT, ProblemData
from plancmp.views.brief import BriefData
from plancmp.views.changes import ChangesData
from plancmp.views.check import CheckData, RulePageData, RulesData
from plancmp.views.citing import CitationData, CitationsData
from plancmp.views.claim_data import ClaimData, TermData, ValueData
from plancmp.views.conflicts import ConflictsData, FindingData
from plancmp.views.diff_data import DiffData, SideData, TopicChangeData
from plancmp.views.history import HistoryData
from plancmp.views.migrated import MigrationData
from plancmp.views.outlets import OutletsData, PairCounts, PairData
from plancmp.views.plans import PlansData
from plancmp.views.search import SearchData
from plancmp.views.show_data import ShowData
from plancmp.views.side_by_side_data import SideBySideData
from plancmp.views.sources import SourcesData
from plancmp.views.verify import VerifyData
from plancmp.views.weak import WeakData

Schema = dict[str, Any]

PARTS: Mapping[str, Any] = {
    "problem": ProblemData,
    "claim": ClaimData,
    "value": ValueData,
    "term": TermData,
    "side": list[SideData],
    "counts": PairCounts,
    "pair": PairData,
    "finding": FindingData,
    "change": TopicChangeData,
    "citation": CitationData,
}
"""The types that are referred to by a name of their own."""

DATA: Mapping[str, Any] = {
    "plans": PlansData,
    "show": ShowData | CitationsData,
    "sources": SourcesData | CitationsData,
    "diff": DiffData | SideBySideData | CitationsData,
    "conflicts": ConflictsData | CitationsData,
    "outlets": OutletsData,
    "history": HistoryData | CitationsData,
    "weak": WeakData | CitationsData,
    "changes": ChangesData,
    "check": CheckData | RulesData | RulePageData | MigrationData,
    "verify": VerifyData,
    "search": SearchData | CitationsData,
    "brief": BriefData | CitationsData,
}
"""The type of the data of each command."""

_NAMES = {hint: name for name, hint in PARTS.items()}
_SCALARS = {str: "string", int: "integer", bool: "boolean", NoneType: "null"}


def output_schema() -> Schema:
    """The JSON Schema (2020-12) that every output in JSON is valid against."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "What plancmp writes with --format json",
        **_closed(
            {
                "plancmp": schema_of(str),
                "format": {"const": FORMAT},
                "command": {"enum": list(DATA)},
                "problems": schema_of(list[ProblemData]),
                "data": {"type": "object"},
            }
        ),
        "allOf": [
            {
                "if": {"properties": {"command": {"const": command}}},
                "then": {"properties": {"data": _reference(command)}},
            }
            for command in DATA
        ],
        "$defs": {name: _definition(hint) for name, hint in {**PARTS, **DATA}.items()},
    }


def schema_of(hint: Any) -> Schema:
    """The schema of a type: a reference where it is one of PARTS.

    Raises TypeError where it is none of the types of JSON that views use.
    """
    return _reference(_NAMES[hint]) if hint in _NAMES else _definition(hint)


def _reference(name: str) -> Schema:
    return {"$ref": f"#/$defs/{name}"}


def _definition(hint: Any) -> Schema:
    """The schema of a type, written out."""
    origin, arguments = get_origin(hint), get_args(hint)
    if hint in _SCALARS:
        return {"type": _SCALARS[hint]}
    if is_typeddict(hint):
        return _object(get_type_hints(hint, include_extras=True))
    if origin is list:
        return {"type": "array", "items": schema_of(*arguments)}
    if origin is dict:
        key, value = arguments
        if key is str:
            return {"type": "object", "additionalProperties": schema_of(value)}
        return _object(dict.fromkeys(_words(key), value))
    if origin in (Union, UnionType):
        return {"anyOf": [schema_of(argument) for argument in arguments]}
    if origin is Annotated:
        base, *keywords = arguments
        narrowed = {k: list(v) if isinstance(v, tuple) else v for k, v in keywords}
        return {**schema_of(base), **narrowed}
    if origin is Literal:
        return {"enum": list(arguments)}
    if isinstance(hint, type) and issubclass(hint, Word):
        return {"enum": _words(hint)}
    raise TypeError(f"{hint} is none of the types of JSON")


def _words(words: type[Word]) -> list[str]:
    return [str(word) for word in words]


def _object(properties: Mapping[str, Any]) -> Schema:
    """An object with these keys, each of a type: all of them and no others."""
    return _closed({key: schema_of(hint) for key, hint in properties.items()})


def _closed(properties: Schema) -> Schema:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }
