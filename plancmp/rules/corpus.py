"""Rules over all plans, checked only where all of them could be read: what none of them uses."""

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from typing import Any

from plancmp.domain.model import Term, Topic, location_of
from plancmp.domain.values import Options
from plancmp.rules.base import Corpus, Violation
from plancmp.text import join_words


def unused_topic(corpus: Corpus) -> Iterator[Violation]:
    """Topics that no plan has a provision on."""
    for topic in corpus.shared.topics.values():
        if topic.id not in corpus.usage.topics:
            message = f"no plan has a provision on {topic.id}"
            yield Violation(topic.location, message, hint="add one, or remove the topic")


def _terms_in_use(corpus: Corpus) -> Iterator[tuple[Topic, Term]]:
    """The terms of the topics that some plan has a provision on."""
    for topic in corpus.shared.topics.values():
        for term in topic.terms.values() if topic.id in corpus.usage.topics else ():
            yield topic, term


def unreported_term(corpus: Corpus) -> Iterator[Violation]:
    """Terms that no report has a value for, of topics in use."""
    for topic, term in _terms_in_use(corpus):
        if (topic.id, term.id) not in corpus.usage.terms:
            message = f"no report has a value for {topic.id}.{term.id}"
            yield Violation(term.location, message, hint="report it, or remove the term")


def unused_option(corpus: Corpus) -> Iterator[Violation]:
    """Branches of options of which no value names any, of terms that have values."""
    taking: dict[int, list[tuple[str, str]]] = {}
    trees: dict[int, tuple[str, Options]] = {
        id(options): (f"the vocabulary {name}", options)
        for name, options in corpus.shared.vocabularies.items()
    }
    for topic, term in _terms_in_use(corpus):
        options = getattr(term.kind, "options", None)
        if options is not None:
            trees.setdefault(id(options), (f"{topic.id}.{term.id}", options))
            taking.setdefault(id(options), []).append((topic.id, term.id))
    named: dict[tuple[str, str], set[str]] = {}
    for used_topic, used_term, option in corpus.usage.options:
        named.setdefault((used_topic, used_term), set()).add(option)
    for key, (name, options) in trees.items():
        terms = taking.get(key, [])
        if terms and not any(term in corpus.usage.terms for term in terms):
            continue
        in_use = set[str]().union(*(named.get(term, set()) for term in terms))
        for branch in _unused(options.tree, in_use):
            message = f"no value of {name} names {join_words(branch)}"
            yield Violation(
                options.locations[branch[0]], message, hint="report one, or remove them"
            )


def _unused(tree: Mapping[str, Any], in_use: AbstractSet[str]) -> Iterator[list[str]]:
    """The branches of which nothing is in use, each as the options that it begins with."""
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


def unused_article(corpus: Corpus) -> Iterator[Violation]:
    """Articles that no report is of."""
    used = {article for article, _ in corpus.usage.articles}
    for article in corpus.shared.articles.values():
        if article.id not in used:
            hint = "report what it says, or remove it"
            yield Violation(article.location, f"no report uses {article.id}", hint=hint)


def covers_without_report(corpus: Corpus) -> Iterator[Violation]:
    """Articles that cover a plan none of whose reports is of them, though other reports are."""
    used = {article for article, _ in corpus.usage.articles}
    for article in corpus.shared.articles.values():
        for plan in article.covers if article.id in used else ():
            if (article.id, plan) not in corpus.usage.articles:
                yield Violation(
                    location_of(article, "covers"),
                    f"{article.id} covers {plan} and no report of {plan} uses it",
                    hint=f"report what it says of it, or leave {plan} out of covers",
                )


def compared_without_article(corpus: Corpus) -> Iterator[Violation]:
    """Outlets compared by default that have no article."""
    publishing = {article.outlet for article in corpus.shared.articles.values()}
    for outlet, location in corpus.shared.compared.items():
        if outlet not in publishing:
            message = f"{outlet} is compared by default and has no article"
            yield Violation(location, message, hint="add an article of it, or leave it out")
