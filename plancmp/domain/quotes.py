"""Quotes held against the texts of their articles.

docs/semantics.md, Verification of quotes.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

from plancmp.domain.model import Article, Dataset, Provision, Report
from plancmp.domain.texts import Difference, Passage, Text, by_fingerprint, differences, nearest
from plancmp.domain.words import ExplainedWord


class Outcome(ExplainedWord):
    """What became of a quote, or of a text, when it was looked for; the worst first."""

    NOT_FOUND = "not-in-text", "it stands nowhere in the article's text"
    CHANGED = "text-changed", "the text at hand is nearly the article's, but not the one it names"
    ELSEWHERE = "other-paragraph", "it stands in another paragraph than is claimed"
    NOT_AT_HAND = "not-at-hand", "no text has the article's fingerprint: neither right nor wrong"
    VERIFIED = "verified", "it stands where it is claimed to stand"


MISQUOTED = (Outcome.NOT_FOUND, Outcome.CHANGED, Outcome.ELSEWHERE)
"""The outcomes that are not as claimed; a text that is not at hand contradicts nothing."""


@dataclass(frozen=True)
class QuoteCheck:
    """What became of one quote."""

    provision: Provision
    report: Report
    outcome: Outcome
    text: Text | None
    """The text it was looked for in."""
    paragraphs: tuple[int, ...] = ()
    """Where it stands there."""
    nearest: Passage | None = None
    """Where it stands nowhere: what is most like it, if anything is."""

    @property
    def stands(self) -> bool:
        """Whether it stands, in the text it was looked for in, where it is claimed to."""
        claimed = self.report.paragraph
        return bool(self.paragraphs) and (claimed is None or claimed in self.paragraphs)

    @property
    def differences(self) -> tuple[Difference, ...]:
        """How the quote differs from the nearest passage."""
        return differences(self.report.quote, self.nearest.words) if self.nearest else ()


@dataclass(frozen=True)
class ArticleCheck:
    """What became of one article's text, and of the quotes from it."""

    article: Article
    outcome: Outcome
    """VERIFIED where the text is at hand, CHANGED, or NOT_AT_HAND."""
    text: Text | None
    """The text; where it has changed or the article names none, what is nearly it, if anything."""
    quotes: tuple[QuoteCheck, ...]
    """In the order of the data."""

    def count(self, outcome: Outcome) -> int:
        """How many of its quotes came out so."""
        return sum(quote.outcome is outcome for quote in self.quotes)


def verify(
    dataset: Dataset,
    texts: Iterable[Text],
    others: Iterable[Text] = (),
    track: Callable[[Sequence[Article]], Iterable[Article]] = iter,
) -> tuple[ArticleCheck, ...]:
    """Every quote of a data set held against the text that its article names.

    `others` are texts that no article names, gone through once and only where a text is not at
    hand: an article most of whose quotes stand in one of them is one whose text has changed.
    `track` goes through the articles, in order, and may show how far it is.
    """
    by_article: dict[str, list[tuple[Provision, Report]]] = {id: [] for id in dataset.articles}
    for provision in dataset.provisions:
        for report in provision.reports:
            if report.quote:
                by_article[report.article.id].append((provision, report))
    named = by_fingerprint(texts)
    wanted = {
        id: {report.quote for _, report in quotes}
        for id, quotes in by_article.items()
        if dataset.articles[id].sha256 not in named and quotes
    }
    changed = _changed_texts(wanted, others) if wanted else {}
    checks = []
    for article in track(list(dataset.articles.values())):
        text = named.get(article.sha256)
        outcome = Outcome.VERIFIED
        if text is None:
            text = changed.get(article.id)
            outcome = Outcome.CHANGED if text and article.sha256 else Outcome.NOT_AT_HAND
        checked = tuple(_check_quote(*quote, outcome, text) for quote in by_article[article.id])
        checks.append(ArticleCheck(article, outcome, text, checked))
    return tuple(checks)


def _check_quote(
    provision: Provision, report: Report, text_is: Outcome, text: Text | None
) -> QuoteCheck:
    if text is None or text_is is Outcome.NOT_AT_HAND:
        return QuoteCheck(provision, report, Outcome.NOT_AT_HAND, None)
    quote = report.quote
    where = text.where(quote)
    near = None if where else text.over_lines(quote) or nearest(quote, text, report.paragraph)
    check = QuoteCheck(provision, report, text_is, text, where, near)
    if text_is is Outcome.CHANGED or check.stands:
        return check
    return replace(check, outcome=Outcome.ELSEWHERE if where else Outcome.NOT_FOUND)


def _changed_texts(
    wanted: Mapping[str, AbstractSet[str]], texts: Iterable[Text]
) -> dict[str, Text]:
    """By article, the text that holds the most of its quotes: two at least, and more than half."""
    found: dict[str, Text] = {}
    most = {id: max(1, len(quotes) // 2) for id, quotes in wanted.items()}
    for text in texts:
        for id, quotes in wanted.items():
            count = sum(map(text.holds, quotes))
            if count > most[id]:
                most[id], found[id] = count, text
    return found
