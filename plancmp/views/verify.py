"""`plancmp verify`: every quote held against its article's text."""

import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TypedDict

from plancmp.domain.doubts import Doubt, Doubtful, doubts
from plancmp.domain.evidence import count_evidence
from plancmp.domain.model import Report
from plancmp.domain.printed import answer
from plancmp.domain.problems import Problem
from plancmp.domain.quotes import ArticleCheck, Outcome, QuoteCheck
from plancmp.views import document as doc
from plancmp.views.base import View
from plancmp.views.json_types import Count, Positive
from plancmp.views.marks import MARKS, badge, legend
from plancmp.views.wording import counted, evidence_line

_ARTICLE_COLUMNS = ("article", "text", "verified", "file, or what to do")
_DOUBT_COLUMNS = tuple(map(doc.Column, ("value", "quote", "where it stands")))
_QUOTE_COLUMNS = tuple(map(doc.Column, ("quote", "where it is claimed", "what was found")))

RECORD = (
    *("outcome", "article", "quote", "paragraph", "found-in", "nearest-paragraph", "nearest"),
    *("text", "plan", "topic", "file", "line"),
)


class VerifiedArticleData(TypedDict):
    """What became of an article's text, and how many of its quotes stand."""

    article: str
    outcome: Outcome
    sha256: str | None
    text: str | None
    verified: Count
    of: Count


class DifferenceData(TypedDict):
    """Words of a quote, and those that stand in their place."""

    quote: str
    text: str


class NearestData(TypedDict):
    """The passage that is most like a quote; or the very words, over the ends of lines."""

    paragraph: Positive
    last_paragraph: Positive
    words: str
    differences: list[DifferenceData]


class QuoteData(TypedDict):
    """What became of a quote."""

    plan: str
    topic: str
    article: str
    quote: str
    paragraph: Positive | None
    outcome: Outcome
    text: str | None
    found_in: list[Positive]
    nearest: NearestData | None
    file: str
    line: Count


class DoubtData(TypedDict):
    """A value that its passage may not bear out."""

    doubt: Doubt
    plan: str
    topic: str
    term: str
    value: str
    article: str
    quote: str
    paragraphs: list[Positive]
    file: str
    line: Count


class VerifyData(TypedDict):
    """What `verify` says."""

    verified: Count
    of: Count
    outcomes: dict[Outcome, Count]
    articles: list[VerifiedArticleData]
    quotes: list[QuoteData]
    doubts: list[DoubtData]
    reports: Count
    quoted: Count
    at_hand: Count
    whole: Count
    files: Count
    passed_over: list[str]


class VerifyView(View):
    """How many quotes stand where they are claimed to, and each that does not."""

    command = "verify"

    def __init__(
        self,
        articles: Sequence[ArticleCheck],
        reports: Sequence[Report],
        skipped: Sequence[str],
        files: int,
        problems: Sequence[Problem] = (),
    ) -> None:
        """Take what was found of each article, all reports, and the files, with those skipped."""
        super().__init__("Quotes against texts", problems)
        self.articles = articles
        self.skipped = skipped
        self.files = files
        self.quotes = [quote for article in articles for quote in article.quotes]
        self.counts = Counter(quote.outcome for quote in self.quotes)
        self.doubts = [doubtful for quote in self.quotes for doubtful in doubts(quote)]
        self.evidence = count_evidence(reports)
        self.at_hand = sum(quote.text is not None for quote in self.quotes)

    def blocks(self) -> Iterator[doc.Block]:
        """The articles' texts, and the quotes that do not stand as claimed."""
        yield doc.Heading(doc.line(_total(self.counts), "strong"))
        evidence = doc.Span(f"; text at hand for {self.at_hand:,} of the key phrases", "muted")
        yield doc.Paragraph(((*evidence_line(self.evidence), evidence),))
        if self.problems:
            yield doc.Paragraph((doc.line("Quotes that could not be read are not counted."),))
        if self.checked_nothing:
            text = (
                f"Nothing was checked: of {counted(self.files, 'file')}, none is an article's text."
            )
            yield doc.Paragraph((doc.line(text),))
        rows = tuple(_article_row(found) for found in self.articles if _claims_something(found))
        if rows:
            yield doc.table(_ARTICLE_COLUMNS, rows)
        if len(rows) < len(self.articles):
            rest = counted(len(self.articles) - len(rows), "article")
            text = f"{rest} with no quote and no sha256: nothing to hold against a text"
            yield doc.Paragraph((doc.line(text, "muted"),))
        wanting = _row_groups(self.quotes)
        if wanting:
            yield doc.Heading(doc.line("Not as claimed"), level=2)
            yield doc.Table(_QUOTE_COLUMNS, wanting, spaced=True)
        for doubt in Doubt:
            if found := [doubtful for doubtful in self.doubts if doubtful.doubt is doubt]:
                yield doc.Heading(doc.line(f"To look at: {doubt.means}"), level=2)
                yield doc.Table(_DOUBT_COLUMNS, (doc.RowGroup(tuple(map(_doubt_row, found))),))
        if self.skipped and self._used - {Outcome.VERIFIED}:
            first = doc.line(f"{counted(len(self.skipped), 'file')} passed over:", "muted")
            yield doc.Paragraph((first, *(doc.line(f"  {file}") for file in self.skipped)))

    def records(self) -> doc.Records:
        """A record for each quote."""
        return doc.records(RECORD, map(_record, self.quotes))

    def data(self) -> VerifyData:
        return {
            "verified": self.counts[Outcome.VERIFIED],
            "of": len(self.quotes),
            "outcomes": {outcome: self.counts[outcome] for outcome in Outcome},
            "articles": [_article_data(article) for article in self.articles],
            "quotes": [_quote_data(quote) for quote in self.quotes],
            "doubts": list(map(_doubt_data, self.doubts)),
            "reports": self.evidence.reports,
            "quoted": self.evidence.with_quote,
            "at_hand": self.at_hand,
            "whole": self.evidence.whole,
            "files": self.files,
            "passed_over": list(self.skipped),
        }

    def legend(self) -> doc.Legend:
        return legend(self._used)

    def outcomes(self) -> frozenset[str]:
        """The outcomes of quotes and of all articles, and the doubts."""
        articles = (article.outcome for article in self.articles)
        return frozenset([*self.counts, *articles, *(found.doubt for found in self.doubts)])

    @property
    def checked_nothing(self) -> bool:
        """Whether there are quotes and files, and no quote could be held against any of them."""
        unchecked = self.counts[Outcome.NOT_AT_HAND] == len(self.quotes) > 0
        return unchecked and self.files > 0

    @property
    def _used(self) -> set[Outcome]:
        claiming = filter(_claims_something, self.articles)
        return {*self.counts, *(article.outcome for article in claiming)}


def _total(counts: Counter[Outcome]) -> str:
    verified = f"{counts[Outcome.VERIFIED]} of {counted(counts.total(), 'quote')} verified"
    others = [outcome for outcome in Outcome if outcome is not Outcome.VERIFIED]
    return ", ".join([verified, *(f"{counts[o]} {o}" for o in others if counts[o])])


def _row_groups(quotes: Sequence[QuoteCheck]) -> tuple[doc.RowGroup, ...]:
    """The quotes that do not stand where they are claimed to in a text at hand, by outcome."""
    wanting = [quote for quote in quotes if quote.text and not quote.stands]
    return tuple(
        doc.RowGroup(rows, title=badge(outcome))
        for outcome in Outcome
        if (rows := tuple(_quote_row(quote) for quote in wanting if quote.outcome is outcome))
    )


def _claims_something(check: ArticleCheck) -> bool:
    """Whether an article says anything that a text could bear out or not."""
    return bool(check.quotes or check.article.sha256)


def _article_row(check: ArticleCheck) -> tuple[doc.Cell, ...]:
    state = "at hand" if check.outcome is Outcome.VERIFIED else check.outcome
    verified = f"{check.count(Outcome.VERIFIED)} of {len(check.quotes)}"
    return (
        doc.cell(check.article.id, "strong"),
        doc.cell(state, MARKS[check.outcome].style),
        doc.cell(verified),
        doc.cell(_about_text(check)),
    )


def _about_text(check: ArticleCheck) -> str:
    name = check.text.name if check.text else ""
    if check.outcome is Outcome.VERIFIED:
        return name
    if not check.article.sha256:
        where = f" (is it {name}?)" if name else ""
        return f"the article has no sha256{where}: plancmp verify --fingerprint FILE prints it"
    if check.outcome is Outcome.CHANGED:
        standing = sum(bool(quote.paragraphs) for quote in check.quotes)
        return f"{name} holds {standing} of its quotes, with another sha256"
    return "no file has its sha256"


def _quote_row(check: QuoteCheck) -> tuple[doc.Cell, ...]:
    report = check.report
    claimed = f", ¶{report.paragraph}" if report.paragraph else ""
    return (
        doc.cell(f"“{report.quote}”"),
        (doc.line(f"{report.article.id}{claimed}"), doc.line(str(report.location), "muted")),
        tuple(_found(check)),
    )


def _found(check: QuoteCheck) -> list[doc.Line]:
    """What was found in place of the quote, in lines."""
    if check.paragraphs:
        return [doc.line(f"it stands in {_paragraphs(check)}")]
    if not check.nearest:
        return [doc.line("nothing like it in the text")]
    if check.nearest.last > check.nearest.paragraph:
        first, last = check.nearest.paragraph, check.nearest.last
        return [doc.line(f"it stands over lines, ¶{first} to ¶{last}; a paragraph is one line")]
    lines = [doc.line(f"nearest, ¶{check.nearest.paragraph}: “{check.nearest.words}”")]
    if not check.differences:
        lines.append(doc.line("it is cut out of a longer word or number there"))
    for difference in check.differences:
        quote, text = difference
        there = f"the text has “{text}”" if text else "the text has nothing"
        lines.append(doc.line(f"{there} for “{quote}”" if quote else f"{there} more"))
        lines += [
            doc.line(f"there {_sign(theirs)}, in the quote {_sign(ours)}")
            for ours, theirs in difference.look_alikes
        ]
    return lines


def _sign(signs: str) -> str:
    """A sign with its code and name, as it looks like another."""
    if len(signs) > 1:
        return f"“{signs}”"
    return f"“{signs}” is U+{ord(signs):04X} ({unicodedata.name(signs, 'without a name').lower()})"


def _doubt_row(found: Doubtful) -> tuple[doc.Cell, ...]:
    report = found.check.report
    where = f"{report.article.id}, {_paragraphs(found.check)}"
    return (
        (
            doc.line(f"{found.term.asks}"),
            doc.line(answer(found.term, found.value), "value"),
        ),
        doc.cell(f"“{report.quote}”"),
        (doc.line(where), doc.line(str(report.location), "muted")),
    )


def _paragraphs(check: QuoteCheck) -> str:
    return ", ".join(f"¶{number}" for number in check.paragraphs)


def _doubt_data(found: Doubtful) -> DoubtData:
    check = found.check
    return {
        "doubt": found.doubt,
        "plan": check.provision.plan.id,
        "topic": check.provision.topic.id,
        "term": found.term.id,
        "value": found.term.kind.text(found.value),
        "article": check.report.article.id,
        "quote": check.report.quote,
        "paragraphs": list(check.paragraphs),
        "file": check.report.location.file,
        "line": check.report.location.line,
    }


def _article_data(check: ArticleCheck) -> VerifiedArticleData:
    return {
        "article": check.article.id,
        "outcome": check.outcome,
        "sha256": check.article.sha256 or None,
        "text": check.text.name if check.text else None,
        "verified": check.count(Outcome.VERIFIED),
        "of": len(check.quotes),
    }


def _record(check: QuoteCheck) -> doc.Record:
    data, near = _quote_data(check), check.nearest
    return {
        **data,
        "found-in": data["found_in"],
        "nearest-paragraph": near.paragraph if near else None,
        "nearest": near.words if near else None,
    }


def _quote_data(check: QuoteCheck) -> QuoteData:
    report, near = check.report, check.nearest
    return {
        "plan": check.provision.plan.id,
        "topic": check.provision.topic.id,
        "article": report.article.id,
        "quote": report.quote,
        "paragraph": report.paragraph,
        "outcome": check.outcome,
        "text": check.text.name if check.text else None,
        "found_in": list(check.paragraphs),
        "nearest": {
            "paragraph": near.paragraph,
            "last_paragraph": near.last,
            "words": near.words,
            "differences": [{"quote": quote, "text": text} for quote, text in check.differences],
        }
        if near
        else None,
        "file": report.location.file,
        "line": report.location.line,
    }
