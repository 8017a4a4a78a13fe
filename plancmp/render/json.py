"""One JSON envelope for every command."""

import json

from plancmp import __version__
from plancmp.render import Settings
from plancmp.text import UNSAFE
from plancmp.views.base import View

FORMAT = 1
"""The version of the shapes: it grows when a shape changes so that a reader must know."""


def render(view: View, settings: Settings) -> str:
    """The view's data in its envelope; width and colour mean nothing here."""
    envelope = {
        "plancmp": __version__,
        "format": FORMAT,
        "command": view.command,
        "problems": [
            {
                "file": problem.location.file,
                "line": problem.location.line or None,
                "column": problem.location.column or None,
                "rule": problem.rule,
                "found": problem.found,
                "allowed": problem.allowed or None,
                "mend": problem.mend or None,
            }
            for problem in view.problems
        ],
        "data": view.data(),
    }
    text = json.dumps(envelope, ensure_ascii=False, indent=2)
    return UNSAFE.sub(lambda found: json.dumps(found[0])[1:-1], text) + "\n"
