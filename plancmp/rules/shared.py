"""Rules over what plans share."""

from collections.abc import Iterable, Iterator

from plancmp.domain.model import Article, place_of
from plancmp.domain.problems import ERROR, WARNING, Location
from plancmp.rules.base import SHARED, Told, Whole, rule


def _words(text: str) -> str:
    """What of a text counts when two are held against each other."""
    return " ".join(text.casefold().split()).rstrip("?.! ")


def _again(things: Iterable[tuple[object, str, Location]]) -> Iterator[tuple[Location, str, str]]:
    """The place and the name of each thing whose text another had before, and that other's name."""
    first: dict[object, str] = {}
    for text, name, place in things:
        if first.setdefault(text, name) != name:
            yield place, name, first[text]


def _titled(whole: Whole) -> Iterator[tuple[object, str, Location]]:
    for topic in whole.shared.topics.values():
        yield ("topic", _words(topic.title)), f"the topic {topic.id}", place_of(topic, "title")
    for article in whole.shared.articles.values():
        same = ("article", article.outlet, article.date, _words(article.title))
        yield same, f"the article {article.id}", place_of(article, "title")


@rule(ERROR, SHARED)
def repeated_title(whole: Whole) -> Iterator[Told]:
    """Two topics, or two articles of one outlet and day, have the same title.

    Readers know a topic by its title, and could not tell the two apart. Two articles that are
    alike in outlet, day and title are one article entered twice.

    Bad:
        == articles/herald-2.yaml
        outlet: herald
        title: Border to open in spring
        date: 2025-03-02
        date-known: page
        covers: spring
        == plans/spring/01-border.yaml
        title: An open border
        reports:
          - article: herald-1
            quote: the border will open
            paragraph: 2
            says:
              opening: yes
          - article: herald-2
            quote: the border will open
            paragraph: 2
            says:
              opening: yes
          - article: wire-1
            quote: the border stays shut
            paragraph: 3
            says:
              opening: no

    Told:
        articles/herald-2.yaml:2:8: repeated-title: the article herald-2 has the title of the
          article herald-1; allowed: each title once; write what sets it apart, or make one of the
          two

    Good:
        == articles/herald-2.yaml
        outlet: herald
        title: Border to open, minister confirms
        date: 2025-03-02
        date-known: page
        covers: spring
        == plans/spring/01-border.yaml
        title: An open border
        reports:
          - article: herald-1
            quote: the border will open
            paragraph: 2
            says:
              opening: yes
          - article: herald-2
            quote: the border will open
            paragraph: 2
            says:
              opening: yes
          - article: wire-1
            quote: the border stays shut
            paragraph: 3
            says:
              opening: no
    """
    for place, name, first in _again(_titled(whole)):
        yield Told(
            place,
            f"{name} has the title of {first}",
            "allowed: each title once",
            "write what sets it apart, or make one of the two",
        )


@rule(ERROR, SHARED)
def repeated_name(whole: Whole) -> Iterator[Told]:
    """Two outlets have the same name or short name.

    Columns and sentences name outlets by their short names, and a reader could not tell whose
    report is whose.

    Bad:
        == outlets.yaml
        herald:
          name: The Herald
          kind: newspaper
        wire:
          name: News Wire
          short: the Herald
          kind: agency

    Told:
        outlets.yaml:6:10: repeated-name: the outlet wire is called the Herald, and so is the
          outlet herald; allowed: each name once; write what sets it apart

    Good:
        == outlets.yaml
        herald:
          name: The Herald
          kind: newspaper
        wire:
          name: News Wire
          short: the Wire
          kind: agency
    """
    named = (
        (
            _words(outlet.short),
            f"the outlet {outlet.id}",
            place_of(outlet, "short" if own else "name"),
        )
        for outlet in whole.shared.outlets.values()
        for own in ["short" in outlet.keys]
    )
    shorts = {f"the outlet {outlet.id}": outlet.short for outlet in whole.shared.outlets.values()}
    for place, name, first in _again(named):
        yield Told(
            place,
            f"{name} is called {shorts[name]}, and so is {first}",
            "allowed: each name once",
            "write what sets it apart",
        )


@rule(ERROR, SHARED)
def repeated_question(whole: Whole) -> Iterator[Told]:
    """Two terms of a topic ask the same.

    Whoever codes would have to guess which of the two an answer belongs to, and answers to one
    question would never be held against each other.

    Bad:
        == topics/border.yaml
        title: The border
        group: territory
        terms:
          opening:
            asks: Would the border be opened?
            kind: yes-no
          opened:
            asks: Would the border be opened?
            kind: yes-no
        == plans/spring/01-border.yaml
        title: An open border
        reports:
          - article: herald-1
            quote: the border will open
            paragraph: 2
            says:
              opening: yes
          - article: wire-1
            quote: the border stays shut
            paragraph: 3
            says:
              opened: no

    Told:
        topics/border.yaml:8:11: repeated-question: opened asks what opening asks; allowed: each
          question once in a topic; make one term of the two, or write what sets it apart

    Good:
        == topics/border.yaml
        title: The border
        group: territory
        terms:
          opening:
            asks: Would the border be opened?
            kind: yes-no
          for-goods:
            asks: Would it be opened for goods?
            kind: yes-no
        == plans/spring/01-border.yaml
        title: An open border
        reports:
          - article: herald-1
            quote: the border will open
            paragraph: 2
            says:
              opening: yes
          - article: wire-1
            quote: for goods it stays shut
            paragraph: 3
            says:
              for-goods: no
    """
    for topic in whole.shared.topics.values():
        asked = (
            (_words(term.asks), term.id, place_of(term, "asks")) for term in topic.terms.values()
        )
        for place, name, first in _again(asked):
            yield Told(
                place,
                f"{name} asks what {first} asks",
                "allowed: each question once in a topic",
                "make one term of the two, or write what sets it apart",
            )


@rule(WARNING, SHARED)
def same_questions(whole: Whole) -> Iterator[Told]:
    """A topic asks nothing that another topic does not ask.

    Reports of one thing would be coded under two topics, and never be held against each other.
    A question such as "When?" may stand in many topics; what is told is a topic of which every
    question stands in one other.

    Bad:
        == topics/crossing.yaml
        title: Crossing
        group: territory
        terms:
          open:
            asks: Would the border be opened?
            kind: yes-no
        == plans/spring/crossing.yaml
        title: Open crossings
        reports:
          - article: herald-1
            quote: the border will open
            paragraph: 2
            says:
              open: yes

    Told:
        topics/crossing.yaml:1:1: same-questions (warning): every question of crossing is one of
          border too; make one topic of the two, or ask what sets them apart

    Good:
        == topics/crossing.yaml
        title: Crossing
        group: territory
        terms:
          points:
            asks: How many crossings would be opened?
            kind: number
            unit: crossings
        == plans/spring/crossing.yaml
        title: Three crossings
        reports:
          - article: herald-1
            quote: three crossings
            paragraph: 2
            says:
              points: 3
    """
    asked = {
        topic.id: frozenset(_words(term.asks) for term in topic.terms.values())
        for topic in whole.shared.topics.values()
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
                yield Told(
                    whole.shared.topics[topic].place,
                    f"every question of {topic} is one of {other} too",
                    mend="make one topic of the two, or ask what sets them apart",
                )
                break


@rule(WARNING, SHARED)
def undated_article(whole: Whole) -> Iterator[Told]:
    """An article has no date.

    What moves with time is held against other reports day by day, and an article without a day
    stands apart from all of them.

    Bad:
        == articles/herald-1.yaml
        outlet: herald
        title: Border to open in spring
        covers: spring

    Told:
        articles/herald-1.yaml:1:1: undated-article (warning): the article has no date; add date
          and date-known, inferred where the text alone tells it

    Good:
        == articles/herald-1.yaml
        outlet: herald
        title: Border to open in spring
        date: 2025-03-02
        date-known: inferred
        covers: spring
    """
    for article in whole.shared.articles.values():
        if "date" not in article.keys:
            mend = "add date and date-known, inferred where the text alone tells it"
            yield Told(article.place, "the article has no date", mend=mend)


@rule(ERROR, SHARED)
def future_date(whole: Whole) -> Iterator[Told]:
    """An article is dated after today.

    Today is what `--as-of` says, since plancmp asks no clock: `plancmp check --as-of 2025-12-31`.
    Without it the rule finds nothing. The example is checked as of 31 December 2025.

    Bad:
        == articles/herald-1.yaml
        outlet: herald
        title: Border to open in spring
        date: 2052-03-02
        date-known: page
        covers: spring

    Told:
        articles/herald-1.yaml:3:7: future-date: the article is dated 2052-03-02; allowed: no day
          after 2025-12-31

    Good:
        == articles/herald-1.yaml
        outlet: herald
        title: Border to open in spring
        date: 2025-03-02
        date-known: page
        covers: spring
    """
    for article in whole.shared.articles.values():
        if whole.as_of and article.date and article.date > whole.as_of:
            found = f"the article is dated {article.date.isoformat()}"
            allowed = f"allowed: no day after {whole.as_of.isoformat()}"
            yield Told(place_of(article, "date"), found, allowed)


def _originals(whole: Whole, article: Article, outlet: str) -> Iterator[Article]:
    """What an outlet has published of the plans that an article covers."""
    for plan in article.covers:
        for id in whole.shared.covering.get(plan, ()):
            if whole.shared.articles[id].outlet == outlet:
                yield whole.shared.articles[id]


@rule(WARNING, SHARED)
def dated_before_source(whole: Whole) -> Iterator[Told]:
    """An article is dated before all that the outlet it relays has published on the plan.

    Nobody relays what is not out yet: one of the two dates is wrong, or the article that is
    relayed is not in the data.

    Bad:
        == articles/wire-1.yaml
        outlet: wire
        title: Plan leaves the border shut
        date: 2025-03-01
        date-known: page
        covers: spring
        via: herald

    Told:
        articles/wire-1.yaml:3:7: dated-before-source (warning): dated 2025-03-01, and relays
          herald, whose first article on the plan, herald-1, is of 2025-03-02; see which date is
          wrong, or add the article that is relayed

    Good:
        == articles/wire-1.yaml
        outlet: wire
        title: Plan leaves the border shut
        date: 2025-03-03
        date-known: page
        covers: spring
        via: herald
    """
    for article in whole.shared.articles.values():
        for outlet in article.via if article.date else ():
            dated = [(a.date, a.id) for a in _originals(whole, article, outlet) if a.date]
            day, first = min(dated, default=(article.date, ""))
            if article.date and day and article.date < day:
                yield Told(
                    place_of(article, "date"),
                    f"dated {article.date.isoformat()}, and relays {outlet}, whose first article "
                    f"on the plan, {first}, is of {day.isoformat()}",
                    mend="see which date is wrong, or add the article that is relayed",
                )
