"""Rules on topics, their terms and the options of these."""

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from typing import Any

from plancmp.domain.model import Term, Topic
from plancmp.domain.values import Options
from plancmp.rules.base import Context, Violation
from plancmp.text import join_words


def unused_topic(context: Context) -> Iterator[Violation]:
    """Topics that no plan has a provision on."""
    for topic in context.catalog.topics.values():
        if topic.id not in context.usage.topics:
            message = f"no plan has a provision on {topic.id}"
            yield Violation(topic.location, message, hint="add one, or remove the topic")


def _terms_in_use(context: Context) -> Iterator[tuple[Topic, Term]]:
    """The terms of the topics that some plan has a provision on."""
    for topic in context.catalog.topics.values():
        for term in topic.terms.values() if topic.id in context.usage.topics else ():
            yield topic, term


def unreported_term(context: Context) -> Iterator[Violation]:
    """Terms that no report has a value for, of topics in use."""
    for topic, term in _terms_in_use(context):
        if (topic.id, term.id) not in context.usage.terms:
            message = f"no report has a value for {topic.id}.{term.id}"
            yield Violation(term.location, message, hint="report it, or remove the term")


def unused_option(context: Context) -> Iterator[Violation]:
    """Branches of options of which no value names any, of terms that have values."""
    taking: dict[int, list[tuple[str, str]]] = {}
    trees: dict[int, tuple[str, Options]] = {
        id(options): (f"the vocabulary {name}", options)
        for name, options in context.catalog.vocabularies.items()
    }
    for topic, term in _terms_in_use(context):
        options = getattr(term.kind, "options", None)
        if options is not None:
            trees.setdefault(id(options), (f"{topic.id}.{term.id}", options))
            taking.setdefault(id(options), []).append((topic.id, term.id))
    named: dict[tuple[str, str], set[str]] = {}
    for used_topic, used_term, option in context.usage.options:
        named.setdefault((used_topic, used_term), set()).add(option)
    for key, (name, options) in trees.items():
        terms = taking.get(key, [])
        if terms and not any(term in context.usage.terms for term in terms):
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
