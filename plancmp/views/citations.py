"""Citations: what of a passage goes into a story or a paper, as a line to paste."""

from plancmp.domain.model import Article, Dataset, Report
from plancmp.views.document import Line, Span
from plancmp.views.wording import dated, day, names, quoted

NO_LINK = "no link on file"
NO_QUOTE = "no quote on file"


def headline(article: Article) -> str:
    """The article's title; of one without a headline at hand, what it is about, said so."""
    if article.about is None:
        return f"“{article.title}”"
    return f"no headline at hand ({article.about})"


def short_source(dataset: Dataset, article: Article) -> Line:
    """An article as a numbered source, in short: outlet, day, address."""
    return (Span(f"{_printed_by(dataset, article)}, {day(article.date)}, "), _address(article))


def source_line(dataset: Dataset, article: Article) -> Line:
    """An article as a numbered source: outlet, headline, day, whom it relays, address."""
    name = _printed_by(dataset, article)
    relays = f", relaying {names(dataset, article.via)}" if article.via else ""
    rest = f", {dated(article)}, {headline(article)}{relays}, "
    return (Span(name, "strong"), Span(rest), _address(article))


def _printed_by(dataset: Dataset, article: Article) -> str:
    """The outlet, with the host of its copy where the address is none of the outlet's own."""
    outlet = dataset.outlets[article.outlet]
    if not (article.address and outlet.hosts):
        return outlet.name
    at = host(article.address)
    own = any(f".{at}".endswith(f".{each.removeprefix('www.')}") for each in outlet.hosts)
    return outlet.name if own else f"{outlet.name} (copy at {at})"


def host(address: str) -> str:
    """Whose an address is: `aa.com.tr`."""
    from urllib.parse import urlsplit

    return (urlsplit(address).hostname or "").strip(".").removeprefix("www.")


def _address(article: Article) -> Span:
    address = article.archived or article.address
    return Span(address, "address", link=address) if address else Span(NO_LINK, "muted")


def citation_line(dataset: Dataset, report: Report) -> Line:
    """`New York Post, 21 Nov 2025, ¶4: “…”, https://…`: outlet, day, paragraph, phrase, address."""
    article = report.article
    where = [_printed_by(dataset, article), day(article.date)]
    where += [f"¶{report.paragraph}"] if report.paragraph else []
    phrase = quoted(report.quote) if report.quote else NO_QUOTE
    link = article.address
    return (
        Span(f"{', '.join(where)}: {phrase}, "),
        Span(link or NO_LINK, "address" if link else "", link=link),
    )


def citation(dataset: Dataset, report: Report) -> str:
    """The same as text."""
    return "".join(span.text for span in citation_line(dataset, report))
