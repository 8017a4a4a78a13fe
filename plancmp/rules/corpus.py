"""Rules over all plans, asked only where all of them could be read: what is nowhere to be found."""

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from typing import Any

from plancmp.domain.model import Term, Topic, place_of
from plancmp.domain.problems import WARNING
from plancmp.domain.values import Options
from plancmp.rules.base import ALL_PLANS, Told, Whole, rule
from plancmp.text import listed


@rule(WARNING, ALL_PLANS)
def unused_topic(whole: Whole) -> Iterator[Told]:
    """A topic has no provision in any plan.

    Either nobody reports on it, and it may go; or the provision's file has another name.

    Bad:
        == topics/bridge.yaml
        title: The bridge
        group: territory
        terms:
          rebuilt:
            asks: Would the bridge be rebuilt?
            kind: yes-no

    Told:
        topics/bridge.yaml:1:1: unused-topic (warning): no plan has a provision on bridge; add
          one, or remove the topic

    Good:
        == topics/bridge.yaml
        title: The bridge
        group: territory
        terms:
          rebuilt:
            asks: Would the bridge be rebuilt?
            kind: yes-no
        == plans/spring/bridge.yaml
        title: A new bridge
        reports:
          - article: herald-1
            quote: a new bridge
            paragraph: 4
            says:
              rebuilt: yes
    """
    for topic in whole.shared.topics.values():
        if topic.id not in whole.used.topics:
            found = f"no plan has a provision on {topic.id}"
            yield Told(topic.place, found, mend="add one, or remove the topic")


def _terms_in_use(whole: Whole) -> Iterator[tuple[Topic, Term]]:
    for topic in whole.shared.topics.values():
        for term in topic.terms.values() if topic.id in whole.used.topics else ():
            yield topic, term


@rule(WARNING, ALL_PLANS)
def unreported_term(whole: Whole) -> Iterator[Told]:
    """A term has no value in any report.

    Its question may be one that no article answers, or its answers may stand under another term.
    For a topic without any provision, `unused-topic` tells it once.

    Bad:
        == topics/border.yaml
        title: The border
        group: territory
        terms:
          opening:
            asks: Would the border be opened?
            kind: yes-no
          on:
            asks: On which day?
            kind: date

    Told:
        topics/border.yaml:7:3: unreported-term (warning): no report has a value for border.on;
          report it, or remove the term

    Good:
        == topics/border.yaml
        title: The border
        group: territory
        terms:
          opening:
            asks: Would the border be opened?
            kind: yes-no
    """
    for topic, term in _terms_in_use(whole):
        if (topic.id, term.id) not in whole.used.terms:
            found = f"no report has a value for {topic.id}.{term.id}"
            yield Told(term.place, found, mend="report it, or remove the term")


@rule(WARNING, ALL_PLANS)
def unused_option(whole: Whole) -> Iterator[Told]:
    """No value names any option of a branch.

    An option that nobody chose may still be needed, as that from which the others are told apart:
    `kyiv` says something only where `elsewhere` is possible. So the options of one branch are
    told together, where no value names any of them, and those of a vocabulary only where no term
    that takes its options from it has such a value.

    Bad:
        == topics/border.yaml
        title: The border
        group: territory
        terms:
          opening:
            asks: How would the border be opened?
            kind: choice
            options:
              opened: [to-all, to-some]
              shut: [by-wall, by-river]
        == plans/spring/01-border.yaml
        title: An open border
        reports:
          - article: herald-1
            quote: the border will open to all
            paragraph: 2
            says:
              opening: to-all
          - article: wire-1
            quote: the border will open to some
            paragraph: 3
            says:
              opening: to-some

    Told:
        topics/border.yaml:9:14: unused-option (warning): no value of border.opening names by-wall
          or by-river; report one, or remove them

    Good:
        == topics/border.yaml
        title: The border
        group: territory
        terms:
          opening:
            asks: How would the border be opened?
            kind: choice
            options:
              opened: [to-all, to-some]
              shut:
        == plans/spring/01-border.yaml
        title: An open border
        reports:
          - article: herald-1
            quote: the border will open to all
            paragraph: 2
            says:
              opening: to-all
          - article: wire-1
            quote: the border will open to some
            paragraph: 3
            says:
              opening: to-some
    """
    taking: dict[int, list[tuple[str, str]]] = {}
    trees: dict[int, tuple[str, Options]] = {
        id(options): (f"the vocabulary {name}", options)
        for name, options in whole.shared.vocabularies.items()
    }
    for topic, term in _terms_in_use(whole):
        options = getattr(term.kind, "options", None)
        if options is not None:
            trees.setdefault(id(options), (f"{topic.id}.{term.id}", options))
            taking.setdefault(id(options), []).append((topic.id, term.id))
    named: dict[tuple[str, str], set[str]] = {}
    for used_topic, used_term, option in whole.used.options:
        named.setdefault((used_topic, used_term), set()).add(option)
    for key, (name, options) in trees.items():
        terms = taking.get(key, [])
        if terms and not any(term in whole.used.terms for term in terms):
            continue
        in_use = set[str]().union(*(named.get(term, set()) for term in terms))
        for branch in _unused(options.tree, in_use):
            found = f"no value of {name} names {listed(branch)}"
            yield Told(options.places[branch[0]], found, mend="report one, or remove them")


def _unused(tree: Mapping[str, Any], in_use: AbstractSet[str]) -> Iterator[list[str]]:
    """The branches of which nothing is in use, each with all that stands below it."""
    if in_use.isdisjoint(_below(tree)):
        yield list(tree)
        return
    for subtree in tree.values():
        if subtree:
            yield from _unused(subtree, in_use)


def _below(tree: Mapping[str, Any]) -> Iterator[str]:
    for option, subtree in tree.items():
        yield option
        yield from _below(subtree)


@rule(WARNING, ALL_PLANS)
def unused_article(whole: Whole) -> Iterator[Told]:
    """No report uses an article.

    It counts as read, and so its outlet as silent on all that the plan provides. Where that is
    not so, its reports are missing.

    Bad:
        == articles/herald-2.yaml
        outlet: herald
        title: What the border means
        date: 2025-03-04
        date-known: page
        covers: spring

    Told:
        articles/herald-2.yaml:1:1: unused-article (warning): no report uses herald-2; report what
          it says, or remove it

    Good:
        == articles/herald-2.yaml
        outlet: herald
        title: What the border means
        date: 2025-03-04
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
            quote: an open border
            paragraph: 1
            says:
              opening: yes
          - article: wire-1
            quote: the border stays shut
            paragraph: 3
            says:
              opening: no
    """
    used = {article for article, _ in whole.used.articles}
    for article in whole.shared.articles.values():
        if article.id not in used:
            mend = "report what it says, or remove it"
            yield Told(article.place, f"no report uses {article.id}", mend=mend)


@rule(WARNING, ALL_PLANS)
def covers_without_report(whole: Whole) -> Iterator[Told]:
    """An article covers a plan and reports nothing of it.

    Its outlet is then counted as silent on all that the plan provides. An article that no report
    uses at all is told once, by `unused-article`.

    Bad:
        == articles/herald-1.yaml
        outlet: herald
        title: Border to open in spring
        date: 2025-03-02
        date-known: page
        covers: [spring, autumn]
        == plans/autumn/plan.yaml
        title: The autumn plan
        == plans/autumn/border.yaml
        title: A border shut
        reports:
          - article: wire-2
            quote: shut for good
            paragraph: 1
            says:
              opening: no
        == articles/wire-2.yaml
        outlet: wire
        title: Border to stay shut
        date: 2025-10-02
        date-known: page
        covers: autumn

    Told:
        articles/herald-1.yaml:5:9: covers-without-report (warning): herald-1 covers autumn and no
          report of autumn uses it; report what it says of it, or leave autumn out of covers

    Good:
        == articles/herald-1.yaml
        outlet: herald
        title: Border to open in spring
        date: 2025-03-02
        date-known: page
        covers: spring
        == plans/autumn/plan.yaml
        title: The autumn plan
        == plans/autumn/border.yaml
        title: A border shut
        reports:
          - article: wire-2
            quote: shut for good
            paragraph: 1
            says:
              opening: no
        == articles/wire-2.yaml
        outlet: wire
        title: Border to stay shut
        date: 2025-10-02
        date-known: page
        covers: autumn
    """
    used = {article for article, _ in whole.used.articles}
    for article in whole.shared.articles.values():
        for plan in article.covers if article.id in used else ():
            if (article.id, plan) not in whole.used.articles:
                yield Told(
                    place_of(article, "covers"),
                    f"{article.id} covers {plan} and no report of {plan} uses it",
                    mend=f"report what it says of it, or leave {plan} out of covers",
                )


@rule(WARNING, ALL_PLANS)
def compared_without_article(whole: Whole) -> Iterator[Told]:
    """An outlet compared by default has no article.

    Its column shows only what others relay of it, or nothing.

    Bad:
        == dataset.yaml
        format: 1
        title: An example
        outlets: [herald, wire, radio]
        == outlets.yaml
        herald:
          name: The Herald
          kind: newspaper
        wire:
          name: News Wire
          kind: agency
        radio:
          name: Border Radio
          kind: broadcaster

    Told:
        dataset.yaml:3:25: compared-without-article (warning): radio is compared by default and
          has no article; add an article of it, or leave it out

    Good:
        == dataset.yaml
        format: 1
        title: An example
        outlets: [herald, wire]
    """
    publishing = {article.outlet for article in whole.shared.articles.values()}
    for outlet in whole.shared.compared:
        if outlet not in publishing:
            found = f"{outlet} is compared by default and has no article"
            yield Told(outlet.place, found, mend="add an article of it, or leave it out")
