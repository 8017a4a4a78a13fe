"""What only a coder can decide in a folder that was of format 1: places to look at, and why.

None of them is wrong, and none has to be changed.
"""

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from plancmp.domain.catalog import Catalog
from plancmp.domain.compared import MOST
from plancmp.domain.model import Dataset, location_of
from plancmp.domain.problems import Location
from plancmp.domain.values.ranges import IntervalKind
from plancmp.rules import RULES
from plancmp.rules.base import PLAN, Context

_CODING = ("wording-choice", "limiter-apart", "title-of-one-voice")
"""Rules on coding that format 1 did not have."""
_LIMITED = {("at-most",), ("at-least",), ("before",), ("after",)}
"""The forms of a value that says a limit."""


class OpenQuestion(NamedTuple):
    """A place to look at, and why."""

    location: Location
    about: str
    """The key, or the rule, that it is about."""
    question: str


def open_questions(catalog: Catalog, dataset: Dataset) -> tuple[OpenQuestion, ...]:
    """All there is to look at in the data, by what it is about and its place."""
    found = {*_outlets(catalog), *_read(catalog), *_limits(dataset)}
    for id in _CODING:
        rule = RULES[id]
        data = dataset if rule.scope is PLAN else Context(catalog)
        for problem in rule.problems(data):
            found.add(OpenQuestion(problem.location, id, problem.says))
    return tuple(sorted(found, key=lambda question: (question.about, question.location)))


def _outlets(catalog: Catalog) -> Iterator[OpenQuestion]:
    """Whether more outlets are to be compared than format 2 compares where none is named."""
    publishers = {article.outlet for article in catalog.articles.values()}
    if not catalog.compared and len(publishers) > MOST:
        question = f"format 1 compared all {len(publishers)} outlets where none is named, format 2 "
        question += f"the {MOST} that report most: name those to compare"
        yield OpenQuestion(Location("dataset.yaml"), "outlets", question)


def _read(catalog: Catalog) -> Iterator[OpenQuestion]:
    """Articles whose text was at hand, and may have been read whole."""
    for article in catalog.articles.values():
        if article.sha256 and "read" not in article.locations:
            question = "was all of this text read when it was coded? say read: whole; until then "
            question += "nothing is said to be left out of it"
            yield OpenQuestion(location_of(article, "sha256"), "read", question)


def _limits(dataset: Dataset) -> Iterator[OpenQuestion]:
    """Terms whose values say limits, which may be what is asked for."""
    terms, said = {}, Counter[str]()
    for provision in dataset.provisions:
        for report in provision.reports:
            for name, value in report.says.items():
                term = provision.topic.terms[name]
                kind = term.kind
                if isinstance(kind, IntervalKind) and not kind.limit and value.keys in _LIMITED:
                    id = f"{provision.topic.id}.{name}"
                    terms[id] = term
                    said[id] += 1
    for id, term in terms.items():
        values = (
            f"{said[id]} value is a limit" if said[id] == 1 else f"{said[id]} values are limits"
        )
        question = (
            f"{id}: {values}; if a limit is what it asks for, say limit: upper or lower, and "
        )
        question += "two that differ exclude each other"
        yield OpenQuestion(location_of(term, "kind"), "limit", question)
