"""Quotes held against the texts of their articles.

A quote stands in a paragraph where it is there letter for letter, in whole words. White space,
the shape of quotation marks and that of dashes are folded on both sides; nothing else is.
docs/semantics.md, Verification of quotes.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from typing import NamedTuple

from plancmp.domain.model import Article, Dataset, Provision, Report
from plancmp.domain.words import ExplainedWord

_SHAPES = str.maketrans(
    {
        **dict.fromkeys("“”„‟", '"'),
        **dict.fromkeys("‘’‚‛", "'"),
        **dict.fromkeys("‐‑‒–—―−", "-"),
    }
)
_LIKE = 0.6
"""How like a quote, from 0 to 1, a passage must be to be shown as the nearest."""


class Outcome(ExplainedWord):
    """What became of a quote, or of a text, when it was looked for; the worst first."""

    NOT_FOUND = "not-in-text", "it stands nowhere in the article's text"
    CHANGED = "text-changed", "the text at hand is nearly the article's, but not the one it names"
    ELSEWHERE = "other-paragraph", "it stands in another paragraph than is claimed"
    NOT_AT_HAND = "not-at-hand", "no text has the article's fingerprint: neither right nor wrong"
    VERIFIED = "verified", "it stands where it is claimed to stand"


CONTRADICTED = (Outcome.NOT_FOUND, Outcome.CHANGED, Outcome.ELSEWHERE)
"""The outcomes that are not as claimed; a text that is not at hand contradicts nothing."""


@dataclass(frozen=True)
class Text:
    """A text as a file has it."""

    name: str
    sha256: str
    paragraphs: tuple[str, ...]
    """Its non-empty lines, folded."""

    def where(self, quote: str) -> tuple[int, ...]:
        """The paragraphs, from 1, in which a quote stands."""
        wanted = _whole_words(quote)
        return tuple(n for n, text in enumerate(self.paragraphs, 1) if wanted.search(text))


class Passage(NamedTuple):
    """Words of a text, with their paragraph."""

    paragraph: int
    words: str


class Difference(NamedTuple):
    """Words of a quote, and what stands for them in the text; either may be empty."""

    quote: str
    text: str


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


def fold(text: str) -> str:
    """A text with white space, quotation marks and dashes in one shape each."""
    return " ".join(text.translate(_SHAPES).split())


def paragraphs(text: str) -> tuple[str, ...]:
    """The non-empty lines of a text, folded."""
    lines = re.split(r"\r\n|\r|\n", text)
    return tuple(folded for line in lines if (folded := fold(line)))


def differences(quote: str, passage: str) -> tuple[Difference, ...]:
    """Where a quote and a passage have other words."""
    ours, theirs = fold(quote).split(), fold(passage).split()
    matcher = SequenceMatcher(None, ours, theirs, autojunk=False)
    return tuple(
        Difference(" ".join(ours[start:end]), " ".join(theirs[begin:finish]))
        for tag, start, end, begin, finish in matcher.get_opcodes()
        if tag != "equal"
    )


def nearest(quote: str, text: Text, paragraph: int | None) -> Passage | None:
    """The passage most like a quote, of as many words unless one more or less is clearly better.

    Of passages equally like it, the one in its paragraph, else the first.
    """
    folded = fold(quote)
    length = len(folded.split())
    matcher = SequenceMatcher(None, b=folded, autojunk=False)
    best, found = _LIKE, None
    for wide in (length, length - 1, length + 1):
        clearly = 0.0 if wide == length else 0.05
        for passage in sorted(
            _windows(text, wide), key=lambda window: window.paragraph != paragraph
        ):
            matcher.set_seq1(passage.words)
            least = best + clearly
            if matcher.real_quick_ratio() > least and matcher.quick_ratio() > least:
                ratio = matcher.ratio()
                if ratio > least:
                    best, found = ratio, passage
    return found and found._replace(words=_trimmed(found.words, folded))


def verify(
    dataset: Dataset,
    texts: Sequence[Text],
    track: Callable[[Sequence[Article]], Iterable[Article]] = iter,
) -> tuple[ArticleCheck, ...]:
    """Every quote of a data set held against the text that its article names.

    An article whose fingerprint no text has, but most of whose quotes stand in a text that is no
    other article's, is one whose text has changed. `track` goes through the articles, in order, and
    may show how far it is.
    """
    by_article: dict[str, list[tuple[Provision, Report]]] = {id: [] for id in dataset.articles}
    for provision in dataset.provisions:
        for report in provision.reports:
            if report.quote:
                by_article[report.article.id].append((provision, report))
    by_fingerprint = {text.sha256: text for text in texts}
    known = {article.sha256 for article in dataset.articles.values()}
    strays = [text for text in texts if text.sha256 not in known]
    checks = []
    for article in track(list(dataset.articles.values())):
        quotes = by_article[article.id]
        text = by_fingerprint.get(article.sha256)
        outcome = Outcome.VERIFIED
        if text is None:
            text = _changed_text([report.quote for _, report in quotes], strays)
            outcome = Outcome.CHANGED if text and article.sha256 else Outcome.NOT_AT_HAND
        checked = tuple(_check_quote(*quote, outcome, text) for quote in quotes)
        checks.append(ArticleCheck(article, outcome, text, checked))
    return tuple(checks)


def _check_quote(
    provision: Provision, report: Report, text_is: Outcome, text: Text | None
) -> QuoteCheck:
    if text is None or text_is is Outcome.NOT_AT_HAND:
        return QuoteCheck(provision, report, Outcome.NOT_AT_HAND, None)
    where = text.where(report.quote)
    near = None if where else nearest(report.quote, text, report.paragraph)
    check = QuoteCheck(provision, report, text_is, text, where, near)
    if text_is is Outcome.CHANGED or check.stands:
        return check
    return replace(check, outcome=Outcome.ELSEWHERE if where else Outcome.NOT_FOUND)


def _changed_text(quotes: Sequence[str], texts: Sequence[Text]) -> Text | None:
    """The text that holds the most of the quotes: two at least, and more than half of them."""
    wanted = set(quotes)
    counts = [(sum(bool(text.where(quote)) for quote in wanted), text) for text in texts]
    most, text = max(counts, key=lambda pair: pair[0], default=(0, None))
    return text if most >= 2 and most * 2 > len(wanted) else None


def _whole_words(quote: str) -> re.Pattern[str]:
    """A quote that is not cut out of longer words at its ends."""
    return re.compile(rf"(?<!\w){re.escape(fold(quote))}(?!\w)")


def _trimmed(words: str, quote: str) -> str:
    """A passage without the signs at its ends that a quote does not have there."""
    if quote[:1].isalnum():
        words = re.sub(r"^\W+", "", words)
    return re.sub(r"\W+$", "", words) if quote[-1:].isalnum() else words


def _windows(text: Text, wide: int) -> Iterator[Passage]:
    """Every run of so many words; a shorter paragraph whole."""
    for number, paragraph in enumerate(text.paragraphs, 1):
        words = paragraph.split()
        for start in range(max(len(words) - wide, 0) + 1):
            yield Passage(number, " ".join(words[start : start + wide]))
