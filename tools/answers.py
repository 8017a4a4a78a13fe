"""The answers that a kind of value allows, as a coder reads them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from plancmp.domain.values import Date, Kind, Number, YesNo


def answers(kind: Kind) -> Iterator[str]:
    """The answers a kind allows beyond what its name says, as lines of a Markdown list."""
    if options := getattr(kind, "options", None):
        yield "- Options:"
        yield from _tree(options.tree, 1)
    elif isinstance(kind, Number):
        yield f"- Unit: {kind.unit}"
    elif not isinstance(kind, (YesNo, Date)):
        yield "- Any wording"


def _tree(tree: Mapping[str, Any], depth: int) -> Iterator[str]:
    for option, below in tree.items():
        yield f"{'  ' * depth}- `{option}`"
        yield from _tree(below, depth + 1)
