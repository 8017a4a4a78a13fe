"""Rules on titles, names and questions that stand twice in the catalog."""

import re
from collections.abc import Iterable, Iterator
from unicodedata import normalize

from plancmp.domain.folding import fold
from plancmp.domain.model import location_of
from plancmp.domain.problems import Location
from plancmp.rules.base import Context, Violation
from plancmp.text import is_printable, unsafe

_LIKE_LATIN = str.maketrans(
    "АВЕКМНОРСТУХІЈЅаеорсухіјѕһΑΒΕΖΗΙΚΜΝΟΡΤΥΧνο",
    "ABEKMHOPCTYXIJSaeopcyxijshABEZHIKMNOPTYXvo",
)
"""Letters of Cyrillic and Greek that look like Latin ones."""
_MIXED = re.compile(r"(?=\w*[a-zA-Z])\w*[\u0370-\u04ff]\w*")
"""A word with letters of several scripts, which nobody writes on purpose."""
_BLANK = "\u2800"
"""No white space to Unicode, but nothing to see."""


def _words(text: str) -> str:
    """A text as it is compared with others: as it is seen, without case and closing marks."""
    seen = text if is_printable(text) else unsafe().sub("", text)
    if not seen.isascii():
        seen = normalize("NFKC", seen.replace(_BLANK, " "))
        seen = _MIXED.sub(lambda word: word[0].translate(_LIKE_LATIN), seen)
    return normalize("NFC", fold(seen).casefold()).rstrip("?.! ")


def _repeated(named: Iterable[tuple[object, str, Location]]) -> Iterator[tuple[Location, str, str]]:
    """Each thing with the text of an earlier one: its location and name, and that one's name."""
    first: dict[object, str] = {}
    for text, name, location in named:
        if first.setdefault(text, name) != name:
            yield location, name, first[text]


def _titles(context: Context) -> Iterator[tuple[object, str, Location]]:
    """Of each topic and article what no second one may have, and its name and location."""
    for topic in context.catalog.topics.values():
        yield ("topic", _words(topic.title)), f"the topic {topic.id}", location_of(topic, "title")
    for article in context.catalog.articles.values():
        same = ("article", article.outlet, article.date, _words(article.title))
        yield same, f"the article {article.id}", location_of(article, "title")


def repeated_title(context: Context) -> Iterator[Violation]:
    """Topics, and articles of one outlet and day, with the title of an earlier one."""
    for location, name, first in _repeated(_titles(context)):
        yield Violation(
            location,
            f"{name} has the title of {first}",
            "allowed: each title once",
            "write what sets it apart, or make one of the two",
        )


def repeated_name(context: Context) -> Iterator[Violation]:
    """Outlets with the short name of an earlier one."""
    names, shorts = [], {}
    for outlet in context.catalog.outlets.values():
        name, key = f"the outlet {outlet.id}", "short" if "short" in outlet.locations else "name"
        names.append((_words(outlet.short), name, location_of(outlet, key)))
        shorts[name] = outlet.short
    for location, name, first in _repeated(names):
        yield Violation(
            location,
            f"{name} is called {shorts[name]}, and so is {first}",
            "allowed: each name once",
            "write what sets it apart",
        )


def repeated_question(context: Context) -> Iterator[Violation]:
    """Terms that ask what an earlier term of their topic asks."""
    for topic in context.catalog.topics.values():
        asked = (
            (_words(term.asks), term.id, location_of(term, "asks")) for term in topic.terms.values()
        )
        for location, name, first in _repeated(asked):
            yield Violation(
                location,
                f"{name} asks what {first} asks",
                "allowed: each question once in a topic",
                "make one term of the two, or write what sets it apart",
            )


def same_questions(context: Context) -> Iterator[Violation]:
    """Topics all of whose questions another topic asks too."""
    asked = {
        topic.id: frozenset(_words(term.asks) for term in topic.terms.values())
        for topic in context.catalog.topics.values()
    }
    asking: dict[str, list[str]] = {}
    for topic, questions in asked.items():
        for question in questions:
            asking.setdefault(question, []).append(topic)
    for topic, questions in asked.items():
        if not questions:
            continue
        others = (other for other in asking[min(questions)] if questions <= asked[other])
        for other in sorted(set(others) - {topic}):
            if questions < asked[other] or topic > other:
                yield Violation(
                    context.catalog.topics[topic].location,
                    f"every question of {topic} is one of {other} too",
                    hint="make one topic of the two, or ask what sets them apart",
                )
                break
