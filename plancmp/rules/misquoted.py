"""Quotes held against the texts at hand, as `verify` does it."""

from collections.abc import Iterator, Sequence

from plancmp.domain.model import Dataset, location_of
from plancmp.domain.problems import Problem
from plancmp.domain.quotes import MISQUOTED, QuoteCheck, verify
from plancmp.domain.texts import Text


def misquoted(dataset: Dataset, texts: Sequence[Text]) -> Iterator[Problem]:
    """Each quote that does not stand where it is claimed to; the rule is the outcome."""
    for article in verify(dataset, texts, ()) if texts else ():
        for quote in article.quotes:
            if quote.outcome in MISQUOTED:
                yield _problem(quote)


def _problem(quote: QuoteCheck) -> Problem:
    message = f"“{quote.report.quote}”: {quote.outcome.means}"
    hint = ""
    if quote.paragraphs:
        hint = f"it stands in paragraph {', '.join(map(str, quote.paragraphs))}"
    elif quote.nearest:
        hint = f"paragraph {quote.nearest.paragraph} has “{quote.nearest.words}”"
    return Problem(location_of(quote.report, "quote"), quote.outcome, message, hint=hint)
