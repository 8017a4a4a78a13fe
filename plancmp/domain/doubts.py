"""What speaks against a value although its quote stands: a number or a negation that does not fit.

docs/semantics.md, Verification of quotes.
"""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from plancmp.domain.model import Term
from plancmp.domain.quotes import QuoteCheck
from plancmp.domain.values import RESERVED, Number, Value, YesNo
from plancmp.domain.words import ExplainedWord

_NEGATION = re.compile(
    r"\b(?:not?|never|none|nothing|nobody|nowhere|neither|nor|cannot|without)\b|n['’]t\b",
    re.IGNORECASE,
)
_DENIAL = re.compile(
    r"\b(?:un|non-|dis|im|in|ir)\w+|\b(?:absen|abandon|ban|bar|block|ceas|declin|deni|deny|drop|end|exclud|"
    r"fail|forbid|forbad|forgo|halt|ignor|instead|lack|omit|only|prevent|prohibit|refrain|refus|reject|"
    r"remov|renounc|rul|stop|withdr|zero)\w*",
    re.IGNORECASE,
)
"""Words that say no without a negation."""


class Doubt(ExplainedWord):
    """In what a value and its passage do not seem to fit; a person has to look."""

    UNSUPPORTED_NUMBER = (
        "unsupported-number",
        "a number of the value stands in no paragraph of the quote, in figures or in words",
    )
    NEGATION = "negation", "yes by words that negate, or no by words that do not"


class Doubtful(NamedTuple):
    """A value that its passage may not bear out."""

    doubt: Doubt
    check: QuoteCheck
    term: Term
    value: Value


def doubts(check: QuoteCheck) -> Iterator[Doubtful]:
    """What speaks against the values of a quote that stands in its text.

    Only of articles in English, or of no stated language, whose value is not said to be inferred.
    """
    report = check.report
    if not check.stands or report.inferred or report.article.language not in ("", "en"):
        return
    for id, value in report.says.items():
        term = check.provision.topic.terms[id]
        if value in RESERVED.values():
            continue
        if isinstance(term.kind, Number) and not _supported(term.kind, value, _passage(check)):
            yield Doubtful(Doubt.UNSUPPORTED_NUMBER, check, term, value)
        if isinstance(term.kind, YesNo) and _against(value, report.quote):
            yield Doubtful(Doubt.NEGATION, check, term, value)


def _passage(check: QuoteCheck) -> str:
    """The paragraphs in which a quote stands."""
    lines = check.text.shaped.split("\n") if check.text else ()
    claimed = check.report.paragraph
    numbers = (claimed,) if claimed else check.paragraphs
    return "\n".join(lines[number - 1] for number in numbers)


def _supported(kind: Number, value: Value, passage: str) -> bool:
    """Whether every number of a value stands in a passage."""
    there = kind.numbers_in(passage)
    return all(isinstance(part, Decimal) and part in there for part in value.parts)


def _against(value: Value, quote: str) -> bool:
    """Whether a quote negates a yes, or says nothing that a no could rest on."""
    negates = bool(_NEGATION.search(quote))
    if value.parts == ("yes",):
        return negates
    return not negates and not _DENIAL.search(quote)
