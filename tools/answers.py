"""The answers that a term allows, as a coder reads them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from plancmp.domain.model import Term
from plancmp.domain.values import Number, Scale, YesNo
from plancmp.domain.values.ranges import IntervalKind


def answers(term: Term) -> Iterator[str]:
    """The answers beyond what the name of the term's kind says, as lines of a Markdown list."""
    kind = term.kind
    if options := getattr(kind, "options", None):
        yield f"- Options{', weakest first' * isinstance(kind, Scale)}:"
        yield from _tree(options.tree, term.labels, 1)
    elif isinstance(kind, IntervalKind):
        if isinstance(kind, Number):
            yield f"- Unit: {kind.unit}"
        if kind.limit:
            yield f"- What is asked for is the {kind.limit} limit"
    elif not isinstance(kind, YesNo):
        yield "- Any wording"


def _tree(tree: Mapping[str, Any], labels: Mapping[str, str], depth: int) -> Iterator[str]:
    for option, below in tree.items():
        label = f": {labels[option]}" if option in labels else ""
        yield f"{'  ' * depth}- `{option}`{label}"
        yield from _tree(below, labels, depth + 1)
