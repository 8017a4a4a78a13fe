"""Answers as they are printed, in every command."""

from plancmp.domain.model import Term
from plancmp.domain.values import ABSENT, UNSPECIFIED, Value

NO_PROVISION = "no such provision"
"""How absence is printed."""


def answer(term: Term, value: Value) -> str:
    """A value as it is printed for a reader: options by their labels."""
    if value == ABSENT:
        return NO_PROVISION
    return "left open" if value == UNSPECIFIED else term.label(value)
