"""Rules over what plans share: outlets, topics and articles."""

from collections.abc import Iterable, Iterator

from plancmp.domain.model import Article, location_of
from plancmp.domain.problems import Location
from plancmp.rules.base import Corpus, Violation


def _words(text: str) -> str:
    """A text as it is compared with others: without case, runs of blanks and closing marks."""
    return " ".join(text.casefold().split()).rstrip("?.! ")


def _repeated(named: Iterable[tuple[object, str, Location]]) -> Iterator[tuple[Location, str, str]]:
    """Location and name of each thing whose text an earlier one has, and the earlier one's name."""
    first: dict[object, str] = {}
    for text, name, location in named:
        if first.setdefault(text, name) != name:
            yield location, name, first[text]


def _titles(corpus: Corpus) -> Iterator[tuple[object, str, Location]]:
    """What two things must not have in common, with name and location of each thing."""
    for topic in corpus.shared.topics.values():
        yield ("topic", _words(topic.title)), f"the topic {topic.id}", location_of(topic, "title")
    for article in corpus.shared.articles.values():
        same = ("article", article.outlet, article.date, _words(article.title))
        yield same, f"the article {article.id}", location_of(article, "title")


def repeated_title(corpus: Corpus) -> Iterator[Violation]:
    """Topics, and articles of one outlet and day, with the title of an earlier one."""
    for location, name, first in _repeated(_titles(corpus)):
        yield Violation(
            location,
            f"{name} has the title of {first}",
            "allowed: each title once",
            "write what sets it apart, or make one of the two",
        )


def repeated_name(corpus: Corpus) -> Iterator[Violation]:
    """Outlets with the short name of an earlier one."""
    names, shorts = [], {}
    for outlet in corpus.shared.outlets.values():
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


def repeated_question(corpus: Corpus) -> Iterator[Violation]:
    """Terms that ask what an earlier term of their topic asks."""
    for topic in corpus.shared.topics.values():
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


def same_questions(corpus: Corpus) -> Iterator[Violation]:
    """Topics all of whose questions another topic asks too."""
    asked = {
        topic.id: frozenset(_words(term.asks) for term in topic.terms.values())
        for topic in corpus.shared.topics.values()
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
                    corpus.shared.topics[topic].location,
                    f"every question of {topic} is one of {other} too",
                    hint="make one topic of the two, or ask what sets them apart",
                )
                break


def undated_article(corpus: Corpus) -> Iterator[Violation]:
    """Articles without a date."""
    for article in corpus.shared.articles.values():
        if "date" not in article.locations:
            hint = "add date and date-known, inferred where the text alone tells it"
            yield Violation(article.location, "the article has no date", hint=hint)


def future_date(corpus: Corpus) -> Iterator[Violation]:
    """Articles dated after the day that the corpus is checked as of."""
    for article in corpus.shared.articles.values():
        if corpus.as_of and article.date and article.date > corpus.as_of:
            message = f"the article is dated {article.date.isoformat()}"
            expected = f"allowed: no day after {corpus.as_of.isoformat()}"
            yield Violation(location_of(article, "date"), message, expected)


def _originals(corpus: Corpus, article: Article, outlet: str) -> Iterator[Article]:
    """The articles of an outlet on the plans that an article covers."""
    for plan in article.covers:
        for id in corpus.shared.covering.get(plan, ()):
            if corpus.shared.articles[id].outlet == outlet:
                yield corpus.shared.articles[id]


def dated_before_source(corpus: Corpus) -> Iterator[Violation]:
    """Articles dated before all that an outlet they relay has published on their plans."""
    for article in corpus.shared.articles.values():
        for outlet in article.via if article.date else ():
            dated = [(a.date, a.id) for a in _originals(corpus, article, outlet) if a.date]
            day, first = min(dated, default=(article.date, ""))
            if article.date and day and article.date < day:
                yield Violation(
                    location_of(article, "date"),
                    f"dated {article.date.isoformat()}, and relays {outlet}, whose first article "
                    f"on the plan, {first}, is of {day.isoformat()}",
                    hint="see which date is wrong, or add the article that is relayed",
                )
