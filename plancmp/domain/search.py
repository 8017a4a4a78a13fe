"""Where words stand in the data: in titles, questions, values, speakers, key phrases and notes.

A word is found where a word of the data begins with it, whatever its accents and case, and
whatever shape its apostrophes, quotation marks, dashes and spaces have.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import NamedTuple, Union

from plancmp.domain.folding import HYPHENS, SHAPES
from plancmp.domain.model import Article, Dataset, Outlet, Plan, Provision, Report, Term
from plancmp.domain.printed import answer
from plancmp.domain.problems import Location
from plancmp.domain.values import Value

_STROKED = dict(zip("łŁøØđĐðÐħĦŧŦı", "llooddddhhtti", strict=True))
"""Letters with a stroke or without their dot, which Unicode has no plain letter for."""
_SHAPES = {**SHAPES, **HYPHENS, **_STROKED}
_FOLDED_ASCII = re.compile(r"`|--|\d,\d")
_THOUSANDS = re.compile(r"(?<![\d,])\d{1,3}(?:[,'’\xa0\u2009\u202f]\d{3})+(?![\d,])")
"""A number with marks between its thousands, which a person may leave out."""
Subject = Union[Provision, Plan, Article, Outlet]


class Piece(NamedTuple):
    """A text of the data, and what it is."""

    what: str
    """`title`, `question`, `value`, `speaker`, `quote`, `note` ..."""
    text: str
    term: str = ""
    """The term that it is a question or a value of."""
    report: Report | None = None
    """The report that it stands in."""

    @property
    def location(self) -> Location | None:
        """The location of a value, or of the report; None outside reports."""
        if self.report is None:
            return None
        return self.report.value_locations.get(self.term, self.report.location)


class Match(NamedTuple):
    """A piece in which words were found, with where they stand in its text."""

    piece: Piece
    ranges: tuple[tuple[int, int], ...]
    """Start and end of each, in order; none touches another."""

    @property
    def found(self) -> tuple[str, ...]:
        """What was found, as the text writes it."""
        return tuple(dict.fromkeys(self.piece.text[start:end] for start, end in self.ranges))


class Hit(NamedTuple):
    """A part of the data in which every word was found."""

    subject: Subject
    matches: tuple[Match, ...]


def search(dataset: Dataset, words: Sequence[str]) -> tuple[Hit, ...]:
    """Provisions, plans, articles and outlets, in the data's order, that hold all the words.

    A word may have spaces, or marks of quotation around it; it is then found as a whole. No words
    are found nowhere.
    """
    wanted = tuple(filter(None, map(_sought, words)))
    hits = (_hit(dataset, subject, wanted) for subject in _subjects(dataset) if wanted)
    return tuple(hit for hit in hits if hit)


def held_alone(dataset: Dataset, words: Sequence[str]) -> Sequence[int]:
    """How many provisions, plans, articles and outlets hold each of the words."""
    wanted = [_sought(word) for word in words]
    counts = [0] * len(wanted)
    for subject in _subjects(dataset):
        texts = [folded(piece.text) for piece in _pieces(dataset, subject)]
        for index, word in enumerate(wanted):
            counts[index] += bool(word) and any(True for text in texts for _ in text.places(word))
    return counts


def vocabulary(dataset: Dataset) -> frozenset[str]:
    """Every word that could be found, without accents and case."""
    return frozenset(
        word
        for subject in _subjects(dataset)
        for piece in _pieces(dataset, subject)
        for word in re.findall(r"\w+", folded(piece.text).text)
    )


def _sought(word: str) -> str:
    """A word as it is looked for; marks of quotation around it only say that it is one."""
    sought = " ".join(folded(word).text.split())
    inside = sought[1:-1].strip()
    return inside if inside and sought[0] == sought[-1] == '"' else sought


def _subjects(dataset: Dataset) -> Iterator[Subject]:
    yield from dataset.provisions
    yield from dataset.plans.values()
    yield from dataset.articles.values()
    yield from dataset.outlets.values()


def _hit(dataset: Dataset, subject: Subject, wanted: Sequence[str]) -> Hit | None:
    missing = set(wanted)
    matches = []
    pieces = {
        (*piece[:3], piece.report and piece.report.key): piece
        for piece in _pieces(dataset, subject)
    }
    for piece in pieces.values():
        text = folded(piece.text)
        places = {word: list(text.places(word)) for word in wanted}
        found = [place for word in wanted for place in places[word]]
        if found:
            missing -= {word for word in wanted if places[word]}
            matches.append(Match(piece, _joined(found)))
    return None if missing else Hit(subject, tuple(matches))


def _joined(ranges: Iterable[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """The ranges in order, those that touch joined."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(ranges):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)


class Folded(NamedTuple):
    """A text without accents and case, its signs in one shape, and where each of them is from."""

    text: str
    origin: Sequence[int]
    """The place of each in the original."""
    length: int
    """Of the original."""

    def places(self, word: str) -> Iterator[tuple[int, int]]:
        """Start and end, in the original, of each place where a word begins with this one.

        Between words a hyphen is as good as a space, here and there: `frozen-assets`.
        """
        text = self.text
        if " " in word or "-" in word:
            text, word = text.replace("-", " "), word.replace("-", " ")
        at = text.find(word)
        while at >= 0:
            if not (at and _is_spelled(text[at - 1]) and _is_spelled(word[0])):
                end = at + len(word)
                # what was left out behind it, as its accents are, is a part of it
                behind = self.origin[end] if end < len(self.origin) else self.length
                yield self.origin[at], max(self.origin[end - 1] + 1, behind)
            at = text.find(word, at + 1)


def _is_spelled(character: str) -> bool:
    """Whether it is a digit or a letter of a script that puts spaces between words."""
    return unicodedata.category(character) in ("Ll", "Lu", "Lt", "Nd")


def folded(text: str) -> Folded:
    """The text as it is searched: without accents and case, its signs in one shape."""
    if text.isascii() and text.isprintable() and not _FOLDED_ASCII.search(text):
        return Folded(text.lower(), range(len(text)), len(text))
    characters: list[str] = []
    origin = []
    marks = {
        number.start() + at
        for number in _THOUSANDS.finditer(text)
        for at, sign in enumerate(number[0])
        if not sign.isdigit()
    }
    for index, character in enumerate(text):
        if index in marks:
            continue
        for part in _folded(character):
            if part != "-" or characters[-1:] != ["-"]:
                characters.append(part)
                origin.append(index)
    return Folded("".join(characters), tuple(origin), len(text))


@cache
def _folded(character: str) -> str:
    """A character as it is searched; nothing where it is a mark or a sign without width."""
    shape = _SHAPES.get(character, " " if character.isspace() else character)
    plain = unicodedata.normalize("NFKD", shape).casefold()
    parts = unicodedata.normalize("NFKD", plain)
    return "".join(_SHAPES.get(part, part) for part in parts if not unicodedata.combining(part))


def _pieces(dataset: Dataset, subject: Subject) -> Iterator[Piece]:
    if isinstance(subject, Provision):
        yield from _of_provision(dataset, subject)
    elif isinstance(subject, Article):
        yield from _pieces_of(id=subject.id, title=subject.title, note=subject.note)
        yield from _pieces_of(outlet=dataset.outlets[subject.outlet].name, address=subject.address)
    elif isinstance(subject, Plan):
        yield from _pieces_of(id=subject.id, title=subject.title, note=subject.note)
    else:
        yield from _pieces_of(
            id=subject.id, name=subject.name, short=subject.short, note=subject.note
        )


def _answer(term: Term, value: Value) -> Iterator[tuple[str, str]]:
    """A value as it is printed, and as it is written where that has words of its own."""
    label, text = answer(term, value), term.kind.text(value)
    yield "value", label
    if not set(re.findall(r"\w+", text)) <= set(re.findall(r"\w+", label)):
        yield "id", text


def _pieces_of(**texts: str) -> Iterator[Piece]:
    for what, text in texts.items():
        if text:
            yield Piece(what, text)


def _of_provision(dataset: Dataset, provision: Provision) -> Iterator[Piece]:
    topic = provision.topic
    yield from _pieces_of(title=provision.title, plan=provision.plan.id, topic=topic.id)
    yield from _pieces_of(question=topic.title, group=topic.group)
    for term in topic.terms.values():
        claims = tuple(provision.claims(term.id))
        if claims:
            yield Piece("term", term.id, term.id)
            yield Piece("question", term.asks, term.id)
        for claim in claims:
            for what, text in _answer(term, claim.value):
                yield Piece(what, text, term.id, claim.report)
    for report in provision.reports:
        for outlet in (report.article.outlet, *report.via):
            yield from _pieces_of(outlet=dataset.outlets[outlet].name, short=dataset.short(outlet))
        yield Piece("speaker", report.speaker, report=report)
        yield Piece("quote", report.quote, report=report)
        yield Piece("note", report.note, report=report)
