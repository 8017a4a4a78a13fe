"""`plancmp text`: articles paragraph by paragraph, beside each what is coded of it."""

from collections.abc import Iterator, Sequence
from typing import TypedDict

from plancmp.domain.model import Article, Dataset
from plancmp.domain.printed import NO_PROVISION, answer
from plancmp.domain.problems import Problem
from plancmp.domain.reading import ArticleReading, Coded, Mention, Paragraph
from plancmp.domain.search import folded
from plancmp.views import document as doc
from plancmp.views.base import View
from plancmp.views.json_types import Count, Positive
from plancmp.views.wording import article_line, counted, names, quoted

COLUMNS = ("¶", "text", "coded")
NO_ARTICLES = "There are no articles yet; plancmp new article -h says how one is made."
RECORD = (
    *("article", "paragraph", "text", "state", "proposal", "plan", "topic", "term", "value"),
    *("label", "speaker", "via", "quote", "mentions", "file", "line"),
)


class TermValueData(TypedDict):
    """A value of a term."""

    term: str
    value: str
    label: str


class CodedData(TypedDict):
    """A report of the passage, or a proposed one."""

    plan: str
    topic: str
    proposal: str | None
    by: str | None
    absent: bool
    claims: list[TermValueData]
    speaker: str | None
    via: list[str]
    quote: str | None
    file: str
    line: Count


class MentionData(TypedDict):
    """A topic, and the words that are of it."""

    topic: str
    words: list[str]


class ParagraphData(TypedDict):
    """A paragraph, with what is coded of it, and what it speaks of where nothing is."""

    paragraph: Positive
    text: str
    coded: list[CodedData]
    proposed: list[CodedData]
    mentions: list[MentionData]


class TextArticleData(TypedDict):
    """An article with its text."""

    article: str
    text: str
    paragraphs: list[ParagraphData]
    unplaced: list[CodedData]


class TextData(TypedDict):
    """What `text` says."""

    articles: list[TextArticleData]
    not_at_hand: list[str]


class TextView(View):
    """Each article's paragraphs with their numbers, and what is coded of them."""

    command = "text"

    def __init__(
        self,
        dataset: Dataset,
        readings: Sequence[ArticleReading],
        not_at_hand: Sequence[Article] = (),
        problems: Sequence[Problem] = (),
        no_folder: str = "",
        *,
        uncoded: bool = False,
    ) -> None:
        """Take articles, and those without a text; `uncoded` leaves out what is coded.

        `no_folder` is the folder where texts would be, if there is none.
        """
        super().__init__("Text", problems)
        self.dataset = dataset
        self.readings = readings
        self.not_at_hand = not_at_hand
        self.no_folder = no_folder
        self.uncoded = uncoded

    def blocks(self) -> Iterator[doc.Block]:
        """A table of paragraphs for each article."""
        for reading in self.readings:
            yield doc.Heading(article_line(self.dataset, reading.article))
            yield doc.Paragraph((doc.line(_summary(reading), "muted"),))
            rows = [self._row(paragraph) for paragraph in self._shown(reading)]
            if rows:
                yield doc.table(COLUMNS, rows, spaced=True)
            if reading.unplaced:
                yield doc.Heading(doc.line("Of no paragraph that is known"), level=2)
                yield doc.table(COLUMNS, map(self._unplaced, reading.unplaced), spaced=True)
        if self.not_at_hand:
            many = counted(len(self.not_at_hand), "article")
            ids = ", ".join(article.id for article in self.not_at_hand)
            yield doc.Paragraph((doc.line(f"no text at hand of {many}: {ids}", "muted"),))
        if self.not_at_hand and self.no_folder:
            says = f"there is no folder {self.no_folder}; --texts DIR names another"
            yield doc.Paragraph((doc.line(says),))
        if not (self.readings or self.not_at_hand):
            none = "No article could be read." if self.problems else NO_ARTICLES
            yield doc.Paragraph((doc.line(none),))

    def records(self) -> doc.Records:
        """A record for each value, and one for each paragraph of which nothing is coded."""
        return doc.records(RECORD, (row for reading in self.readings for row in self._of(reading)))

    def data(self) -> TextData:
        return {
            "articles": [
                {
                    "article": reading.article.id,
                    "text": reading.text.name,
                    "paragraphs": list(map(_paragraph_data, self._shown(reading))),
                    "unplaced": list(map(_coded_data, reading.unplaced)),
                }
                for reading in self.readings
            ],
            "not_at_hand": [article.id for article in self.not_at_hand],
        }

    def _shown(self, reading: ArticleReading) -> Sequence[Paragraph]:
        return reading.uncoded if self.uncoded else reading.paragraphs

    def _row(self, paragraph: Paragraph) -> tuple[doc.Cell, ...]:
        coded = [line for one in paragraph.coded for line in self._coded(one)]
        coded += [line for one in paragraph.proposed for line in self._coded(one)]
        coded += [_mentioned(mention) for mention in paragraph.mentions]
        quotes = [one.report.quote for one in (*paragraph.coded, *paragraph.proposed)]
        text = (_marked(paragraph.text, quotes),)
        return (doc.cell(str(paragraph.number)), text, tuple(coded))

    def _unplaced(self, one: Coded) -> tuple[doc.Cell, ...]:
        report = one.report
        said = f"¶{report.paragraph}?" if report.paragraph else ""
        text = doc.line(quoted(report.quote)) if report.quote else doc.line("no quote", "muted")
        where = doc.line(str(report.location), "muted")
        return (doc.cell(said), (text, where), tuple(self._coded(one)))

    def _coded(self, one: Coded) -> Iterator[doc.Line]:
        """Where it is filed and who says it, and below that the values."""
        report = one.report
        said = [report.speaker] if report.speaker else []
        said += [f"via {names(self.dataset, report.via)}"] if report.via else []
        by = f"proposed by {one.by}: {one.proposal}" if one.proposal else ""
        rest = "".join(f" · {part}" for part in (*said, by) if part)
        style = "updated" if one.proposal else "strong"
        yield (doc.Span(one.provision.id, style), doc.Span(rest, "muted"))
        if report.absent:
            yield doc.line(f"  {NO_PROVISION}")
        for claim in _claims(one):
            yield doc.line(f"  {claim['term']}: {claim['label']}")

    def _of(self, reading: ArticleReading) -> Iterator[doc.Record]:
        for paragraph in self._shown(reading):
            about = {
                "article": reading.article.id,
                "paragraph": paragraph.number,
                "text": paragraph.text,
                "mentions": [mention.topic for mention in paragraph.mentions],
            }
            if not paragraph.coded:
                yield {**about, "state": "uncoded"}
            for one in (*paragraph.coded, *paragraph.proposed):
                yield from ({**about, **row} for row in _coded_records(one))
        for one in reading.unplaced:
            yield from ({"article": reading.article.id, **row} for row in _coded_records(one))


def _summary(reading: ArticleReading) -> str:
    uncoded = reading.uncoded
    speaking = sum(bool(paragraph.mentions) for paragraph in uncoded)
    coded = len(reading.paragraphs) - len(uncoded)
    summary = f"{reading.text.name}: {counted(len(reading.paragraphs), 'paragraph')}, {coded} coded"
    return f"{summary}; {speaking} of the others have words of topics" if uncoded else summary


def _mentioned(mention: Mention) -> doc.Line:
    words = f" ({', '.join(mention.words)})"
    return (doc.Span(f"? {mention.topic}", "disputed"), doc.Span(words, "muted"))


def _marked(text: str, quotes: Sequence[str]) -> doc.Line:
    """The text, with the words that are quoted in a style of their own."""
    searched = folded(text)
    marks = [False] * len(text)
    for quote in filter(None, quotes):
        places = list(searched.places(folded(" ".join(quote.split())).text))
        whole = [place for place in places if not text[place[1] : place[1] + 1].isalnum()]
        for start, end in (whole or places)[:1]:
            marks[start:end] = [True] * (end - start)
    spans: list[doc.Span] = []
    for sign, marked in zip(text, marks, strict=True):
        style = "match" if marked else ""
        if spans and spans[-1].style == style:
            spans[-1] = doc.Span(spans[-1].text + sign, style)
        else:
            spans.append(doc.Span(sign, style))
    return tuple(spans)


def _claims(one: Coded) -> list[TermValueData]:
    terms = one.provision.topic.terms
    values = {} if one.report.absent else one.report.says
    return [
        {"term": id, "value": terms[id].kind.text(value), "label": answer(terms[id], value)}
        for id, value in values.items()
    ]


def _coded_data(one: Coded) -> CodedData:
    report = one.report
    return {
        "plan": one.provision.plan.id,
        "topic": one.provision.topic.id,
        "proposal": one.proposal or None,
        "by": one.by or None,
        "absent": report.absent,
        "claims": _claims(one),
        "speaker": report.speaker or None,
        "via": list(report.via),
        "quote": report.quote or None,
        "file": report.location.file,
        "line": report.location.line,
    }


def _coded_records(one: Coded) -> Iterator[doc.Record]:
    data = _coded_data(one)
    state = "proposed" if one.proposal else "coded"
    for claim in data["claims"] or [{"term": "", "value": "absent", "label": NO_PROVISION}]:
        yield {**data, "state": state, **claim}


def _paragraph_data(paragraph: Paragraph) -> ParagraphData:
    return {
        "paragraph": paragraph.number,
        "text": paragraph.text,
        "coded": list(map(_coded_data, paragraph.coded)),
        "proposed": list(map(_coded_data, paragraph.proposed)),
        "mentions": [
            {"topic": mention.topic, "words": list(mention.words)} for mention in paragraph.mentions
        ],
    }
