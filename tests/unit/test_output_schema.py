"""The schema of the output: made of the types that stand beside the views, every view's among them."""

from __future__ import annotations

import pkgutil
from importlib import import_module
from inspect import isabstract
from typing import Annotated, Any, Literal, TypedDict, get_args, get_origin, get_type_hints

import pytest

import plancmp.views
from plancmp.domain.comparison import Change
from plancmp.domain.problems import Severity
from plancmp.domain.quotes import Outcome
from plancmp.domain.verdicts import Verdict
from plancmp.render import output_schema
from plancmp.render.output_schema import DATA, schema_of
from plancmp.views.base import View
from plancmp.views.citing import CitationsData, CitingView
from plancmp.views.json_types import Count
from plancmp.views.marks import MARKS
from plancmp.views.sourced import SourcedView

UNDESCRIBED = {"export", "import", "sheet", "schema"}
"""Commands whose JSON the schema does not describe: the rows are those of the spreadsheet, or there
is no choice of formats."""


class Pair(TypedDict):
    """Two words."""

    one: str
    other: Count | None


def views() -> list[type[View]]:
    modules = [
        import_module(f"plancmp.views.{module.name}")
        for module in pkgutil.iter_modules(plancmp.views.__path__)
    ]
    parts = (part for module in modules for part in vars(module).values())
    # on Python 3.10 an alias such as `tuple[int]` passes for a type
    classes = [part for part in parts if isinstance(part, type) and not get_origin(part)]
    return [part for part in classes if issubclass(part, View)]


def test_every_view_gives_data_of_a_type_that_the_schema_knows() -> None:
    given: dict[str, set[Any]] = {}
    for view in views():
        if not isabstract(view) and view is not CitingView and view.command not in UNDESCRIBED:
            given.setdefault(view.command, set()).add(
                get_type_hints(view.data, localns=vars(output_schema))["return"]
            )
            if issubclass(view, SourcedView):
                given[view.command].add(CitationsData)
    assert given == {command: set(get_args(types) or (types,)) for command, types in DATA.items()}


@pytest.mark.parametrize(
    ("hint", "schema"),
    [
        (str, {"type": "string"}),
        (bool, {"type": "boolean"}),
        (Count, {"type": "integer", "minimum": 0}),
        (str | None, {"anyOf": [{"type": "string"}, {"type": "null"}]}),
        (list[str], {"type": "array", "items": {"type": "string"}}),
        (Literal["a", "b"], {"enum": ["a", "b"]}),
        (Severity, {"enum": ["error", "warning"]}),
        (Annotated[Severity, ("enum", ("error",))], {"enum": ["error"]}),
        (dict[str, bool], {"type": "object", "additionalProperties": {"type": "boolean"}}),
        (
            dict[Severity, bool],
            {
                "type": "object",
                "properties": {"error": {"type": "boolean"}, "warning": {"type": "boolean"}},
                "required": ["error", "warning"],
                "additionalProperties": False,
            },
        ),
        (
            Pair,
            {
                "type": "object",
                "properties": {
                    "one": {"type": "string"},
                    "other": {"anyOf": [{"type": "integer", "minimum": 0}, {"type": "null"}]},
                },
                "required": ["one", "other"],
                "additionalProperties": False,
            },
        ),
    ],
)  # fmt: skip
def test_a_type_has_its_schema(hint: Any, schema: dict[str, Any]) -> None:
    assert schema_of(hint) == schema


@pytest.mark.parametrize("hint", [bytes, set[str], tuple[str, ...], object])
def test_what_json_lacks_is_refused(hint: Any) -> None:
    with pytest.raises(TypeError, match="is none of the types of JSON"):
        schema_of(hint)


def test_every_word_of_the_output_has_a_mark_and_every_mark_a_word() -> None:
    assert list(MARKS) == [*Verdict, *Change, *Outcome, *Severity]
