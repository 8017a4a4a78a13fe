"""How much of what is reported can be looked up: key phrases, and articles read whole.

docs/semantics.md, Verification of quotes.
"""

from collections.abc import Iterable
from typing import NamedTuple

from plancmp.domain.model import WHOLE, Report


class Evidence(NamedTuple):
    """Counts of reports, and of the articles that they are of."""

    reports: int
    with_quote: int
    """With a key phrase."""
    articles: int
    whole: int
    """Read whole."""


def count_evidence(reports: Iterable[Report]) -> Evidence:
    """What there is to look up of these reports."""
    reports = tuple(reports)
    articles = {report.article.id: report.article for report in reports}
    return Evidence(
        len(reports),
        sum(bool(report.quote) for report in reports),
        len(articles),
        sum(article.read == WHOLE for article in articles.values()),
    )
