"""An article paragraph by paragraph: what is coded of each, and of what topics the rest speaks."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from plancmp.domain.model import Article, Provision, Report, Topic
from plancmp.domain.search import folded
from plancmp.domain.texts import Text

_MOST_TOPICS = 3
"""A phrase of the options of more topics tells none of them from the others."""
_LEAST = 4
"""A word alone that is shorter tells too little."""
_COMMON = re.compile(
    "about after all also and any are been before but can could from for had has have how into its "
    "more most new not none of off only other out over same should some such than that the their "
    "them then there these they this those under until was were what when where which while who "
    "will with without would yes".replace(" ", "|")
)
"""Words that say nothing of a subject."""


class Coded(NamedTuple):
    """A report, of the provision that it is on; or a proposed one."""

    provision: Provision
    report: Report
    proposal: str = ""
    """The id of the proposal; empty where it is part of the data."""
    by: str = ""
    """Who or what proposes it."""


class Mention(NamedTuple):
    """A topic that words of a paragraph are of."""

    topic: str
    words: tuple[str, ...]
    """As the paragraph has them, in its order."""


class Paragraph(NamedTuple):
    """A paragraph of a text, with what is coded of it."""

    number: int
    text: str
    coded: tuple[Coded, ...]
    proposed: tuple[Coded, ...]
    mentions: tuple[Mention, ...]
    """Where nothing is coded: the topics in whose words it speaks."""


class ArticleReading(NamedTuple):
    """An article with its text, paragraph by paragraph."""

    article: Article
    text: Text
    paragraphs: tuple[Paragraph, ...]
    unplaced: tuple[Coded, ...]
    """Reports of the article of which no paragraph is known."""

    @property
    def uncoded(self) -> tuple[Paragraph, ...]:
        """The paragraphs of which nothing is coded."""
        return tuple(paragraph for paragraph in self.paragraphs if not paragraph.coded)


class Lexicon:
    """The words of topics: of their ids and titles, and of the options of their terms."""

    def __init__(self, topics: Iterable[Topic]) -> None:
        phrases: dict[tuple[str, ...], set[str]] = {}
        for topic in topics:
            options = (
                option
                for term in topic.terms.values()
                for option in getattr(term.kind, "options", ())
            )
            for phrase in (topic.id, topic.title, *options):
                words = tuple(dict.fromkeys(map(_stem, _content_words(phrase))))
                if len(words) > 1 or (words and len(words[0]) >= _LEAST):
                    phrases.setdefault(words, set()).add(topic.id)
        self.phrases = {
            words: topics for words, topics in phrases.items() if len(topics) <= _MOST_TOPICS
        }

    def mentions(self, text: str) -> tuple[Mention, ...]:
        """The topics of which every word of a phrase begins a word of a text, by their ids."""
        there: dict[str, str] = {}
        for word in re.findall(r"\w+", text):
            there.setdefault(folded(word).text, word)
        words = sorted(there)
        found: dict[str, set[str]] = {}
        for phrase, topics in self.phrases.items():
            matches = [_beginning_with(part, words) for part in phrase]
            if all(matches):
                for topic in topics:
                    found.setdefault(topic, set()).update(there[w] for m in matches for w in m)
        order = list(there.values())
        return tuple(
            Mention(topic, tuple(sorted(found[topic], key=order.index))) for topic in sorted(found)
        )


def by_paragraph(
    article: Article,
    text: Text,
    lines: Sequence[str],
    coded: Sequence[Coded],
    lexicon: Lexicon,
) -> ArticleReading:
    """The article by the paragraphs of its text; `lines` has them as they are written.

    A report stands in the paragraph of its quote, in the one that it names where it quotes nothing.
    """
    placed: dict[int | None, list[Coded]] = {}
    for one in coded:
        placed.setdefault(_paragraph(one.report, text, len(lines)), []).append(one)
    paragraphs = []
    for number, line in enumerate(lines, 1):
        here = placed.get(number, [])
        part_of_data = tuple(one for one in here if not one.proposal)
        paragraphs.append(
            Paragraph(
                number,
                line,
                part_of_data,
                tuple(one for one in here if one.proposal),
                () if part_of_data else lexicon.mentions(line),
            )
        )
    return ArticleReading(article, text, tuple(paragraphs), tuple(placed.get(None, ())))


def _paragraph(report: Report, text: Text, last: int) -> int | None:
    """Where a report stands in a text that has so many paragraphs."""
    where = text.where(report.quote) if report.quote else ()
    said = report.paragraph
    if said in where or not report.quote:
        return said if said and said <= last else None
    return where[0] if len(where) == 1 else None


def _content_words(phrase: str) -> list[str]:
    """The words of a phrase, or of an id, that say what it is of."""
    words = re.findall(r"[^\W_]+", folded(phrase).text)
    return [word for word in words if len(word) > 2 and not _COMMON.fullmatch(word)]


def _stem(word: str) -> str:
    """The beginning that a word shares with its other forms."""
    return word.removesuffix("s") if len(word) > _LEAST else word


def _beginning_with(beginning: str, words: Sequence[str]) -> list[str]:
    """The words, which are sorted, that begin so and are no much longer ones."""
    found = []
    for word in words[bisect_left(words, beginning) :]:
        if not word.startswith(beginning):
            break
        if len(word) <= len(beginning) + 3:
            found.append(word)
    return found
