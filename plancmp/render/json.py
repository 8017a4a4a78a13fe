"""One JSON envelope for every command."""

from collections.abc import Mapping
from typing import TypedDict

from plancmp import __version__
from plancmp.domain.problems import Problem
from plancmp.render import Settings
from plancmp.text import json_text
from plancmp.views.base import View
from plancmp.views.json_types import Positive

FORMAT = 2
"""The version of the shapes: it grows when a shape changes so that a reader must know."""


class ProblemData(TypedDict):
    """A problem of the data that the view was made of."""

    file: str
    line: Positive | None
    column: Positive | None
    rule: str
    message: str
    expected: str | None
    hint: str | None


class Envelope(TypedDict):
    """What every command writes; `data` is the view's own."""

    plancmp: str
    format: int
    command: str
    problems: list[ProblemData]
    data: Mapping[str, object]


def render(view: View, settings: Settings) -> str:
    """The view's data in its envelope; width and colour mean nothing here."""
    envelope: Envelope = {
        "plancmp": __version__,
        "format": FORMAT,
        "command": view.command,
        "problems": [_problem(problem) for problem in view.problems],
        "data": view.data(),
    }
    return json_text(envelope)


def _problem(problem: Problem) -> ProblemData:
    return {
        "file": problem.location.file,
        "line": problem.location.line or None,
        "column": problem.location.column or None,
        "rule": problem.rule,
        "message": problem.message,
        "expected": problem.expected or None,
        "hint": problem.hint or None,
    }
