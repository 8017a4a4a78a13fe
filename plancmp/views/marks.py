"""How verdicts, changes, outcomes and severities look, and the legend of those that are used."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from plancmp.domain.words import ExplainedWord
from plancmp.views.document import Legend, Line, line


class Mark(NamedTuple):
    """How a word looks; the word itself always stands beside its sign."""

    sign: str
    style: str


MARKS: Mapping[str, Mark] = {
    # verdicts
    "conflict": Mark("✗", "conflict"),
    "disputed": Mark("!", "disputed"),
    "variant": Mark("≈", "variant"),
    "updated": Mark("»", "updated"),
    "differs": Mark("~", "differs"),
    "agree": Mark("=", "agree"),
    "repeated": Mark("“", "repeated"),
    "single": Mark("·", "single"),
    "silent": Mark("○", "silent"),
    "not-found": Mark("○", "not-found"),
    # changes
    "changed": Mark("≠", "changed"),
    "depends": Mark("?", "depends"),
    "dropped": Mark("−", "dropped"),
    "added": Mark("+", "added"),
    "more-specific": Mark("▾", "more-specific"),
    "less-specific": Mark("▴", "less-specific"),
    "overlapping": Mark("~", "overlapping"),
    "more-reported": Mark("&", "more-reported"),
    "unchanged": Mark("=", "unchanged"),
    "not-comparable": Mark("|", "not-comparable"),
    "elsewhere": Mark("*", "elsewhere"),
    "other-draft": Mark("@", "other-draft"),
    "only-before": Mark("‹", "only-before"),
    "only-after": Mark("›", "only-after"),
    # outcomes of verify
    "not-in-text": Mark("✗", "conflict"),
    "text-changed": Mark("≠", "disputed"),
    "other-paragraph": Mark("»", "updated"),
    "not-at-hand": Mark("○", "muted"),
    "verified": Mark("=", "agree"),
    # severities
    "error": Mark("", "conflict"),
    "warning": Mark("", "disputed"),
}
"""By the word; in the order of legends."""


def badge(word: str) -> Line:
    """Sign and word."""
    sign, style = MARKS[word]
    return line(f"{sign} {word}", style)


def legend(used: Iterable[ExplainedWord]) -> Legend:
    """The badges of the words used, in the order of MARKS, each with what it means."""
    members = {str(member): member for member in used}
    return tuple((badge(word)[0], members[word].means) for word in MARKS if word in members)
