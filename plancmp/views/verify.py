"""`plancmp verify`: every quote held against its article's text."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from plancmp.domain.problems import Problem
from plancmp.domain.quotes import ArticleCheck, Outcome, QuoteCheck
from plancmp.views.base import View
from plancmp.views.document import (
    Band,
    Block,
    Cell,
    Column,
    Heading,
    Line,
    Paragraph,
    Records,
    Span,
    Table,
    cell,
    line,
    records,
)
from plancmp.views.wording import counted

SIGNS = {
    Outcome.NOT_FOUND: "✗",
    Outcome.CHANGED: "≠",
    Outcome.ELSEWHERE: "»",
    Outcome.NOT_AT_HAND: "○",
    Outcome.VERIFIED: "=",
}
"""A sign for each outcome; the word always stands beside it."""

_ROLES = {
    Outcome.NOT_FOUND: "conflict",
    Outcome.CHANGED: "disputed",
    Outcome.ELSEWHERE: "updated",
    Outcome.VERIFIED: "agree",
}
_ARTICLE_COLUMNS = tuple(map(Column, ("article", "text", "verified", "file, or what to do")))
_QUOTE_COLUMNS = tuple(map(Column, ("quote", "where it is claimed", "what was found")))

RECORD = (
    *("outcome", "article", "quote", "paragraph", "found-in", "nearest-paragraph", "nearest"),
    *("text", "plan", "topic", "file", "line"),
)


class VerifyView(View):
    """How many quotes stand where they are claimed to, and each that does not."""

    command = "verify"

    def __init__(
        self,
        articles: Sequence[ArticleCheck],
        skipped: Sequence[str],
        problems: Sequence[Problem] = (),
    ) -> None:
        """Take what was found of each article, and the names of the files that were not read."""
        super().__init__("Quotes against texts", problems)
        self.articles = articles
        self.skipped = skipped
        self.quotes = [quote for article in articles for quote in article.quotes]

    def blocks(self) -> Iterator[Block]:
        """The articles' texts, and the quotes that do not stand as claimed."""
        yield Heading(line(_total(self.quotes), "strong"))
        if self.problems:
            yield Paragraph((line("Quotes that could not be read are not counted."),))
        rows = tuple(_article_row(found) for found in self.articles if _claims_something(found))
        if rows:
            yield Table(_ARTICLE_COLUMNS, (Band(rows),))
        if len(rows) < len(self.articles):
            rest = counted(len(self.articles) - len(rows), "article")
            text = f"{rest} with no quote and no sha256: nothing to hold against a text"
            yield Paragraph((line(text, "muted"),))
        wanting = _bands(self.quotes)
        if wanting:
            yield Heading(line("Not as claimed"), level=2)
            yield Table(_QUOTE_COLUMNS, wanting, spaced=True)
        if self.skipped and self._used - {Outcome.VERIFIED}:
            first = line(f"{counted(len(self.skipped), 'file')} passed over:", "muted")
            yield Paragraph((first, *(line(f"  {file}") for file in self.skipped)))

    def records(self) -> Records:
        """A record for each quote."""
        return records(RECORD, map(_record, self.quotes))

    def data(self) -> Mapping[str, Any]:
        """The quotes and the articles, with counts."""
        return {
            "verified": _count(self.quotes, Outcome.VERIFIED),
            "of": len(self.quotes),
            "outcomes": {outcome.value: _count(self.quotes, outcome) for outcome in Outcome},
            "articles": [_article_data(article) for article in self.articles],
            "quotes": [_quote_data(quote) for quote in self.quotes],
            "passed_over": list(self.skipped),
        }

    def legend(self) -> tuple[tuple[Span, str], ...]:
        """The outcomes of quotes, and of the articles that claim anything."""
        return tuple(
            (_mark(outcome), outcome.means) for outcome in Outcome if outcome in self._used
        )

    def outcomes(self) -> frozenset[str]:
        """The outcomes of quotes and of all articles."""
        found = {*(q.outcome for q in self.quotes), *(a.outcome for a in self.articles)}
        return frozenset(outcome.value for outcome in found)

    @property
    def _used(self) -> set[Outcome]:
        claiming = filter(_claims_something, self.articles)
        return {*(q.outcome for q in self.quotes), *(article.outcome for article in claiming)}


def _count(quotes: Sequence[QuoteCheck], outcome: Outcome) -> int:
    return sum(quote.outcome is outcome for quote in quotes)


def _total(quotes: Sequence[QuoteCheck]) -> str:
    rest = [
        f"{count} {outcome.value}"
        for outcome in Outcome
        if outcome is not Outcome.VERIFIED and (count := _count(quotes, outcome))
    ]
    told = f"{_count(quotes, Outcome.VERIFIED)} of {counted(len(quotes), 'quote')} verified"
    return ", ".join([told, *rest])


def _mark(outcome: Outcome) -> Span:
    return Span(f"{SIGNS[outcome]} {outcome.value}", _ROLES.get(outcome, "muted"))


def _bands(quotes: Sequence[QuoteCheck]) -> tuple[Band, ...]:
    """The quotes that do not stand where they are claimed to in a text at hand, by outcome."""
    wanting = [quote for quote in quotes if quote.text and not quote.stands]
    return tuple(
        Band(rows, title=(_mark(outcome),))
        for outcome in Outcome
        if (rows := tuple(_quote_row(quote) for quote in wanting if quote.outcome is outcome))
    )


def _claims_something(finding: ArticleCheck) -> bool:
    """Whether an article says anything that a text could bear out or not."""
    return bool(finding.quotes or finding.article.sha256)


def _article_row(finding: ArticleCheck) -> tuple[Cell, ...]:
    state = "at hand" if finding.outcome is Outcome.VERIFIED else finding.outcome.value
    verified = f"{finding.count(Outcome.VERIFIED)} of {len(finding.quotes)}"
    return (
        cell(finding.article.id, "strong"),
        cell(state, _ROLES.get(finding.outcome, "muted")),
        cell(verified),
        cell(_about_text(finding)),
    )


def _about_text(finding: ArticleCheck) -> str:
    name = finding.text.name if finding.text else ""
    if finding.outcome is Outcome.VERIFIED:
        return name
    if not finding.article.sha256:
        where = f" (is it {name}?)" if name else ""
        return f"the article has no sha256{where}: plancmp verify --fingerprint FILE prints it"
    if finding.outcome is Outcome.CHANGED:
        standing = sum(bool(quote.paragraphs) for quote in finding.quotes)
        return f"{name} holds {standing} of its quotes, with another sha256"
    return "no file has its sha256"


def _quote_row(finding: QuoteCheck) -> tuple[Cell, ...]:
    report = finding.report
    claimed = f", ¶{report.paragraph}" if report.paragraph else ""
    return (
        cell(f"“{report.quote}”"),
        (line(f"{report.article.id}{claimed}"), line(str(report.location), "muted")),
        tuple(_found(finding)),
    )


def _found(finding: QuoteCheck) -> list[Line]:
    """What was found in place of the quote, in lines."""
    if finding.paragraphs:
        return [line(f"it stands in {', '.join(f'¶{n}' for n in finding.paragraphs)}")]
    if not finding.nearest:
        return [line("nothing like it in the text")]
    lines = [line(f"nearest, ¶{finding.nearest.paragraph}: “{finding.nearest.words}”")]
    for quote, text in finding.differences:
        there = f"the text has “{text}”" if text else "the text has nothing"
        lines.append(line(f"{there} for “{quote}”" if quote else f"{there} more"))
    return lines


def _article_data(finding: ArticleCheck) -> dict[str, Any]:
    return {
        "article": finding.article.id,
        "outcome": finding.outcome.value,
        "sha256": finding.article.sha256 or None,
        "text": finding.text.name if finding.text else None,
        "verified": finding.count(Outcome.VERIFIED),
        "of": len(finding.quotes),
    }


def _record(finding: QuoteCheck) -> dict[str, Any]:
    data = _quote_data(finding)
    near = data["nearest"] or {}
    return {
        **data,
        "found-in": data["found_in"],
        "nearest-paragraph": near.get("paragraph"),
        "nearest": near.get("words"),
    }


def _quote_data(finding: QuoteCheck) -> dict[str, Any]:
    report, near = finding.report, finding.nearest
    return {
        "plan": finding.provision.plan.id,
        "topic": finding.provision.topic.id,
        "article": report.article.id,
        "quote": report.quote,
        "paragraph": report.paragraph,
        "outcome": finding.outcome.value,
        "text": finding.text.name if finding.text else None,
        "found_in": list(finding.paragraphs),
        "nearest": {
            "paragraph": near.paragraph,
            "words": near.words,
            "differences": [{"quote": quote, "text": text} for quote, text in finding.differences],
        }
        if near
        else None,
        "file": report.location.file,
        "line": report.location.line,
    }
