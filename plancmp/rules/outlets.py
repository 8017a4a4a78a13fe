"""Rules on outlets."""

from collections.abc import Iterator

from plancmp.rules.base import Context, Violation


def compared_without_article(context: Context) -> Iterator[Violation]:
    """Outlets compared by default that have no article."""
    publishing = {article.outlet for article in context.catalog.articles.values()}
    for outlet, location in context.catalog.compared.items():
        if outlet not in publishing:
            message = f"{outlet} is compared by default and has no article"
            yield Violation(location, message, hint="add an article of it, or leave it out")
