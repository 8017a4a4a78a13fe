"""What a rule is: an id, a severity, what it looks at, and a docstring that is its page.

A page has a line of what is wrong, a paragraph of why, then three parts: `Bad:` and `Good:` with
files laid over the example data set, and `Told:` with what is said of the bad ones, each problem
in a line that deeper indented lines go on.
"""

import inspect
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from textwrap import dedent
from typing import Any, NamedTuple

from plancmp.data.loader import Shared
from plancmp.domain.model import Dataset
from plancmp.domain.problems import Location, Problem

Option = tuple[str, str, str]
"""Topic, term and option."""


class Used(NamedTuple):
    """What reports make use of: small, and joined from plan to plan."""

    topics: frozenset[str] = frozenset()
    """Those with a provision."""
    terms: frozenset[tuple[str, str]] = frozenset()
    """Topic and term, where a report gives it a value."""
    options: frozenset[Option] = frozenset()
    articles: frozenset[tuple[str, str]] = frozenset()
    """Article and plan."""

    def joined(self, other: "Used") -> "Used":
        """What one or the other makes use of."""
        return Used(
            self.topics | other.topics,
            self.terms | other.terms,
            self.options | other.options,
            self.articles | other.articles,
        )


class Whole(NamedTuple):
    """What the rules over all plans look at."""

    shared: Shared
    used: Used = Used()
    as_of: date | None = None
    """The day after which nothing can have been published, where it is known."""


class Scope(NamedTuple):
    """What a rule looks at."""

    name: str
    says: str


READING = Scope("reading", "found while files are read, by every command")
SHARED = Scope("shared", "found in what plans share: outlets, topics, articles")
PLAN = Scope("plan", "found in one plan")
ALL_PLANS = Scope("all-plans", "found where every file of every plan could be read")


class Told(NamedTuple):
    """What a rule's function finds; the rule adds its id and severity."""

    place: Location
    found: str
    allowed: str = ""
    mend: str = ""


class Page(NamedTuple):
    """A rule's docstring in its parts."""

    summary: str
    why: tuple[str, ...]
    """Paragraphs."""
    bad: str
    told: tuple[str, ...]
    good: str


class Rule(NamedTuple):
    """One row of the registry."""

    id: str
    severity: str
    scope: Scope
    find: Callable[[Any], Iterable[Told]]
    docstring: str

    def problems(self, data: Whole | Dataset) -> Iterator[Problem]:
        """What the rule finds in data of its scope."""
        for told in self.find(data):
            yield Problem(told.place, self.id, told.found, told.allowed, told.mend, self.severity)

    @property
    def page(self) -> Page:
        """The rule's page, taken apart."""
        head, bad, told, good = _parts(self.docstring)
        summary, *why = (" ".join(part.split()) for part in head.split("\n\n"))
        each = (" ".join(line.split()) for line in told.replace("\n  ", " ").splitlines())
        return Page(summary, tuple(why), bad, tuple(each), good)


def _parts(docstring: str) -> tuple[str, str, str, str]:
    head, _, rest = docstring.partition("\nBad:\n")
    bad, _, rest = rest.partition("\nTold:\n")
    told, _, good = rest.partition("\nGood:\n")
    return (head.strip(), _plain(bad), _plain(told), _plain(good))


def _plain(part: str) -> str:
    """A part without its indent."""
    return dedent(part).strip()


def rule(severity: str, scope: Scope) -> Callable[[Callable[[Any], Iterable[Told]]], Rule]:
    """Make a rule of a function: its name is the rule's id, its docstring the rule's page."""

    def made(find: Callable[[Any], Iterable[Told]]) -> Rule:
        name = find.__name__.replace("_", "-")
        return Rule(name, severity, scope, find, inspect.getdoc(find) or "")

    return made


EXAMPLE: Mapping[str, str] = {
    "dataset.yaml": """\
format: 1
title: An example
outlets: [herald, wire]
""",
    "outlets.yaml": """\
herald:
  name: The Herald
  kind: newspaper
wire:
  name: News Wire
  kind: agency
""",
    "topics/border.yaml": """\
title: The border
group: territory
terms:
  opening:
    asks: Would the border be opened?
    kind: yes-no
""",
    "articles/herald-1.yaml": """\
outlet: herald
title: Border to open in spring
date: 2025-03-02
date-known: page
covers: spring
""",
    "articles/wire-1.yaml": """\
outlet: wire
title: Plan leaves the border shut
date: 2025-03-01
date-known: page
covers: spring
""",
    "plans/spring/plan.yaml": """\
title: The spring plan
points: 3
""",
    "plans/spring/01-border.yaml": """\
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
      opening: no
""",
}
"""A small data set without a problem, over which the examples of the pages are laid."""


def lay(example: str, folder: Path) -> None:
    """Write the example data set with a page's example over it.

    `== FILE` begins a file. `== FILE in ENCODING` writes it so, `== FILE is a folder` makes one in
    its place, and `== FILE is gone` takes the file away.
    """
    for name, text in EXAMPLE.items():
        _write(folder / name, text.encode())
    for part in ("\n" + example).split("\n== ")[1:]:
        head, _, text = part.partition("\n")
        name, _, how = head.partition(" ")
        path = folder / name
        if how.startswith("is "):
            path.unlink(missing_ok=True)
        if how == "is a folder":
            path.mkdir(parents=True)
        elif how != "is gone":
            _write(path, f"{text.rstrip()}\n".encode(how.removeprefix("in ") or "utf-8"))


def _write(path: Path, raw: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(raw)
