"""Rules on articles."""

from collections.abc import Iterator

from plancmp.domain.model import WHOLE, Article, location_of
from plancmp.rules.base import Context, Violation


def undated_article(context: Context) -> Iterator[Violation]:
    """Articles without a date."""
    for article in context.catalog.articles.values():
        if "date" not in article.locations:
            hint = "add date and date-known, inferred where the text alone tells it"
            yield Violation(article.location, "the article has no date", hint=hint)


def future_date(context: Context) -> Iterator[Violation]:
    """Articles dated after the day that the data is checked as of."""
    for article in context.catalog.articles.values():
        if context.as_of and article.date and article.date > context.as_of:
            message = f"the article is dated {article.date.isoformat()}"
            expected = f"allowed: no day after {context.as_of.isoformat()}"
            yield Violation(location_of(article, "date"), message, expected)


def _originals(context: Context, article: Article, outlet: str) -> Iterator[Article]:
    """The articles of an outlet on the plans that an article covers."""
    for plan in article.covers:
        for id in context.catalog.covering.get(plan, ()):
            if context.catalog.articles[id].outlet == outlet:
                yield context.catalog.articles[id]


def dated_before_source(context: Context) -> Iterator[Violation]:
    """Articles dated before all that an outlet they relay has published on their plans."""
    for article in context.catalog.articles.values():
        for outlet in article.via if article.date else ():
            dated = [(a.date, a.id) for a in _originals(context, article, outlet) if a.date]
            day, first = min(dated, default=(article.date, ""))
            if article.date and day and article.date < day:
                yield Violation(
                    location_of(article, "date"),
                    f"dated {article.date.isoformat()}, and relays {outlet}, whose first article "
                    f"on the plan, {first}, is of {day.isoformat()}",
                    hint="see which date is wrong, or add the article that is relayed",
                )


def whole_without_fingerprint(context: Context) -> Iterator[Violation]:
    """Articles said to be read whole of whose text there is no fingerprint."""
    for article in context.catalog.articles.values():
        if article.read == WHOLE and not article.sha256:
            yield Violation(
                location_of(article, "read"),
                "the article was read whole, and its text has no fingerprint",
                "allowed: read: whole beside a sha256",
                "add the sha256 of its text, or write part",
            )


def unused_article(context: Context) -> Iterator[Violation]:
    """Articles that no report is of."""
    used = {article for article, _ in context.usage.articles}
    for article in context.catalog.articles.values():
        if article.id not in used:
            hint = "report what it says, or remove it"
            yield Violation(article.location, f"no report uses {article.id}", hint=hint)


def covers_without_report(context: Context) -> Iterator[Violation]:
    """Articles that cover a plan none of whose reports is of them, though other reports are."""
    used = {article for article, _ in context.usage.articles}
    for article in context.catalog.articles.values():
        for plan in article.covers if article.id in used else ():
            if (article.id, plan) not in context.usage.articles:
                yield Violation(
                    location_of(article, "covers"),
                    f"{article.id} covers {plan} and no report of {plan} uses it",
                    hint=f"report what it says of it, or leave {plan} out of covers",
                )
