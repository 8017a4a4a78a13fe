"""What a rule is: an id, a severity, what it looks at, and the check that finds what breaks it."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from operator import or_
from typing import Any, NamedTuple

from plancmp.data.written import Written
from plancmp.domain.catalog import Catalog
from plancmp.domain.model import Dataset
from plancmp.domain.problems import Location, Problem, Severity
from plancmp.rules.page import Page, read_page


class Usage(NamedTuple):
    """What reports make use of: small, and merged from plan to plan."""

    topics: frozenset[str] = frozenset()
    """Those with a provision."""
    terms: frozenset[tuple[str, str]] = frozenset()
    """Topic and term, where a report gives it a value."""
    options: frozenset[tuple[str, str, str]] = frozenset()
    """Topic, term and option, where a value names the option."""
    articles: frozenset[tuple[str, str]] = frozenset()
    """Article and plan, where a report of the plan is of the article."""

    def merged(self, other: "Usage") -> "Usage":
        """What one or the other makes use of."""
        return Usage(*map(or_, self, other))


class Context(NamedTuple):
    """The catalog, and what is known beside it: what all plans make use of, and the day."""

    catalog: Catalog
    usage: Usage = Usage()
    as_of: date | None = None
    """The day after which nothing can have been published, where it is known."""


class Scope(NamedTuple):
    """What a rule looks at.

    Its check takes a Dataset for PLAN, a Written for FILES, else a Context.
    """

    name: str
    description: str


READING = Scope("reading", "found while files are read, by every command")
"""Rules of the loader, which have no check of their own."""
FILES = Scope("files", "found in how files are written")
CATALOG = Scope("shared", "found in what plans share: outlets, topics, articles")
PLAN = Scope("plan", "found in one plan")
ALL_PLANS = Scope("all-plans", "found where every file of every plan could be read")


class Violation(NamedTuple):
    """Where data breaks a rule, and how; the rule adds its id and severity."""

    location: Location
    message: str
    expected: str = ""
    hint: str = ""


class Rule(NamedTuple):
    """One row of the registry."""

    id: str
    severity: Severity
    scope: Scope
    check: Callable[[Any], Iterable[Violation]] | None = None
    """What breaks the rule in data of its scope; None where the loader finds it."""

    def problems(self, data: Context | Dataset | Written) -> Iterator[Problem]:
        """Everything in data of the rule's scope that breaks it."""
        for location, message, expected, hint in self.check(data) if self.check else ():
            yield Problem(location, self.id, message, expected, hint, self.severity)

    @property
    def page(self) -> Page:
        """What is wrong, why, and an example, from the rule's file."""
        return read_page(self.id)
