"""What the data says, parsed: the words of the design as frozen types."""

import copyreg
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from datetime import date
from types import MappingProxyType
from typing import Any, NamedTuple, TypeVar

from plancmp.domain.problems import Location
from plancmp.domain.values import ABSENT, RESERVED, Kind, Value
from plancmp.text import join_words

_Key = TypeVar("_Key", bound=Hashable)
_Thing = TypeVar("_Thing")
_Day = date
"""The type, where a field is called date."""

NOWHERE = Location("")

DOCUMENT = "document"
"""The kind of an outlet that several print, such as a leaked text."""
GROUPS_APART = frozenset({"process", "reactions"})
"""The groups of topics that tell a plan's story rather than what it provides."""
WHOLE, PART = "whole", "part"
"""How much of an article was at hand when it was coded."""


def frozen(mapping: Mapping[str, _Thing]) -> Mapping[str, _Thing]:
    """A read-only copy."""
    return MappingProxyType(dict(mapping))


def _reduced(mapping: MappingProxyType[Any, Any]) -> tuple[Callable[..., Any], tuple[Any, ...]]:
    return frozen, (dict(mapping),)


# so that one process can hand another what it made of the model
copyreg.pickle(MappingProxyType, _reduced)


def grouped(things: Iterable[_Thing], key: Callable[[_Thing], _Key]) -> dict[_Key, list[_Thing]]:
    """The things of each key, in their order; the keys in the order of their first things."""
    groups: dict[_Key, list[_Thing]] = {}
    for thing in things:
        groups.setdefault(key(thing), []).append(thing)
    return groups


_NO_LOCATIONS: Mapping[str, Location] = MappingProxyType({})
_NO_LABELS: Mapping[str, str] = MappingProxyType({})


def location_of(
    thing: "Outlet | Article | Term | Topic | Plan | Report | Provision", key: str
) -> Location:
    """The location of a key's value, or of the thing itself where it does not have the key.

    `locations` has one for each key that is written.
    """
    return thing.locations.get(key, thing.location)


class Outlet(NamedTuple):
    """Whoever published: an agency, a newspaper, a site, a person; or a document in print."""

    id: str
    name: str
    short: str
    kind: str
    unidentified: bool = False
    """Whether it stands for publishers that articles do not name, who may be any of the others."""
    note: str = ""
    hosts: tuple[str, ...] = ()
    """Where it publishes, without `www`."""
    location: Location = NOWHERE
    locations: Mapping[str, Location] = _NO_LOCATIONS


class Article(NamedTuple):
    """One published item of one outlet, read by us."""

    id: str
    outlet: str
    title: str
    date: date | None
    date_known: str
    """How the date is known: page, address, index or inferred; empty where there is no date."""
    covers: tuple[str, ...]
    """The plans it is about."""
    via: tuple[str, ...] = ()
    """The outlets it relays as a whole."""
    address: str = ""
    sha256: str = ""
    """Fingerprint of the text that its quotes were checked against."""
    note: str = ""
    read: str = PART
    """How much of it was at hand when it was coded: whole or part."""
    archived: str = ""
    """The address of an archived copy."""
    accessed: _Day | None = None
    """The day it was read."""
    language: str = ""
    """The language of the text that was read (ISO 639)."""
    location: Location = NOWHERE
    locations: Mapping[str, Location] = _NO_LOCATIONS

    @property
    def about(self) -> str | None:
        """What it is about, where that stands in brackets for a headline not at hand."""
        bracketed = self.title.startswith("[") and self.title.endswith("]")
        return self.title[1:-1].rpartition(": ")[2] if bracketed else None


class ReadCount(NamedTuple):
    """How many of an outlet's articles on a plan there are, and how many were read whole."""

    whole: int
    articles: int

    @property
    def complete(self) -> bool:
        """Whether all of them were."""
        return self.whole == self.articles


class Term(NamedTuple):
    """The smallest question with a comparable answer."""

    id: str
    asks: str
    kind: Kind
    evolving: bool = False
    """Whether the answer is a fact that moves with time, such as: presented yet?"""
    coding: str = ""
    """What counts as which value, for whoever codes."""
    labels: Mapping[str, str] = _NO_LABELS
    """How an option is put where its id, with spaces for hyphens, would not do."""
    location: Location = NOWHERE
    locations: Mapping[str, Location] = _NO_LOCATIONS

    def label(self, value: Value) -> str:
        """The value as a sentence puts it, each option by its label."""
        if not hasattr(self.kind, "options") or value in RESERVED.values():
            return self.kind.text(value)
        last = "or" if value.keys == ("any-of",) else "and"
        parts = [
            join_words(map(self._option, part if isinstance(part, tuple) else (part,)), last)
            for part in value.parts
        ]
        keys = [f"{key.replace('-', ' ')} " for key in value.keys if key != "any-of"] or [""]
        return " and ".join(f"{key}{part}" for key, part in zip(keys, parts, strict=True))

    def _option(self, id: str) -> str:
        return self.labels.get(id) or id.replace("-", " ")


class Topic(NamedTuple):
    """A question that every plan can be asked."""

    id: str
    title: str
    group: str
    terms: Mapping[str, Term]
    """The main question first."""
    related: tuple[str, ...] = ()
    """The topics to look at beside it."""
    location: Location = NOWHERE
    locations: Mapping[str, Location] = _NO_LOCATIONS

    @property
    def is_circumstance(self) -> bool:
        """Whether it tells a plan's story rather than what it provides, and is not counted."""
        return self.group in GROUPS_APART


class Plan(NamedTuple):
    """A proposed agreement."""

    id: str
    title: str
    date: date | None
    points: int | None
    drafts: tuple[str, ...]
    """Its drafts, oldest first; a report speaks of the last unless it names another."""
    note: str = ""
    outlets: tuple[str, ...] = ()
    """The outlets compared on it beside those of the data set."""
    location: Location = NOWHERE
    locations: Mapping[str, Location] = _NO_LOCATIONS

    @property
    def last_draft(self) -> str:
        """The draft that a report speaks of where it names none; empty where there are none."""
        return self.drafts[-1] if self.drafts else ""


class PlanDraft(NamedTuple):
    """A plan in one of its drafts; in an empty one where it has none."""

    plan: Plan
    draft: str

    @property
    def id(self) -> str:
        """What it is asked for by: `november`, or of an earlier draft `november@earlier`."""
        last = self.draft == self.plan.last_draft
        return self.plan.id if last else f"{self.plan.id}@{self.draft}"


class SecondCheck(NamedTuple):
    """What a second person decided of one claim."""

    by: str
    on: date
    of: str
    """The fingerprint of the claim as it then was (`domain/second_checks.py`)."""
    why: str = ""


NO_CHECKS: Mapping[str, SecondCheck] = MappingProxyType({})


class Report(NamedTuple):
    """What one passage of one article says of one provision."""

    article: Article
    speaker: str
    """Who says it, as the article names them; empty where it is the article's own voice."""
    via: tuple[str, ...]
    """The outlets that the passage credits, or the article as a whole where it names none."""
    draft: str
    as_of: date | None
    """The day an evolving answer held; None where it is the article's day."""
    quote: str
    paragraph: int | None
    """Counted in non-empty lines from 1."""
    note: str
    absent: bool
    says: Mapping[str, Value]
    """Term id to value."""
    value_locations: Mapping[str, Location] = _NO_LOCATIONS
    """Term id to the location of its value."""
    hedge: str = ""
    """The passage's own reservation, in a word or two."""
    inferred: bool = False
    """Whether the passage does not say so in so many words; the note says how it follows."""
    condition: str = ""
    """The case that the values are for; empty where they are for any."""
    checked: Mapping[str, SecondCheck] = NO_CHECKS
    """Term id to who has checked its value."""
    location: Location = NOWHERE
    locations: Mapping[str, Location] = _NO_LOCATIONS

    @property
    def key(self) -> Location:
        """What tells it from every other report: its location, as two may say the same."""
        return self.location

    @property
    def date(self) -> date | None:
        """The day that its answers speak of."""
        return self.as_of or self.article.date

    def answers(self, topic: Topic) -> Mapping[str, Value]:
        """What it says by term; a report of absence answers every term of its topic."""
        return dict.fromkeys(topic.terms, ABSENT) if self.absent else self.says


class Claim(NamedTuple):
    """One value of one term in one report."""

    report: Report
    term: str
    value: Value

    @property
    def outlet(self) -> str:
        """The outlet that published it."""
        return self.report.article.outlet

    @property
    def location(self) -> Location:
        """The location of its value, or of the report where that has none (of absence)."""
        return self.report.value_locations.get(self.term, self.report.location)


class Provision(NamedTuple):
    """What one plan says on one topic."""

    plan: Plan
    topic: Topic
    points: tuple[int, ...]
    """The plan's own numbers for it, lowest first."""
    title: str
    reports: tuple[Report, ...]
    location: Location = NOWHERE
    locations: Mapping[str, Location] = _NO_LOCATIONS
    fallen: frozenset[str] = frozenset()
    """The outlets that report on it what is left out, as it comes from others that are."""

    @property
    def point(self) -> int | None:
        """The first of its points, if it has any: where it stands in the plan."""
        return self.points[0] if self.points else None

    @property
    def id(self) -> str:
        """Plan and topic: what selectors and messages call it."""
        return f"{self.plan.id}/{self.topic.id}"

    def of_draft(self, draft: str) -> "Provision":
        """The same with the reports on one draft alone."""
        return self._replace(reports=tuple(r for r in self.reports if r.draft == draft))

    def claims(self, term: str) -> Iterator[Claim]:
        """The claims on a term."""
        for report in self.reports:
            says = report.answers(self.topic)
            if term in says:
                yield Claim(report, term, says[term])

    def claims_of(self, report: Report) -> Iterator[Claim]:
        """The claims of one of its reports."""
        for term, value in report.answers(self.topic).items():
            yield Claim(report, term, value)


class Dataset(NamedTuple):
    """What was loaded of a data folder: all that a command asked for, and no more."""

    title: str
    compared: tuple[str, ...]
    """The outlets that the data set names to be compared; once chosen, those of the plans too."""
    outlets: Mapping[str, Outlet]
    articles: Mapping[str, Article]
    """The articles that the loaded plans' reports name or that cover a loaded plan."""
    plans: Mapping[str, Plan]
    provisions: tuple[Provision, ...]
    """In the order of plans as asked for, then of points, then of topics."""
    unread: frozenset[tuple[str, int | None]] = frozenset()
    """Plan and point of the provisions that were asked for and could not be read."""
    left_out: tuple[str, ...] = ()
    """The outlets not compared because nobody chose, and others report more."""
    without: tuple[str, ...] = ()
    """The outlets of which nothing is left in the data that rests on them alone."""

    def short(self, outlet: str) -> str:
        """What an outlet is called in a sentence."""
        return self.outlets[outlet].short

    def is_document(self, outlet: str) -> bool:
        """Whether an outlet is known, and is a document."""
        return outlet in self.outlets and self.outlets[outlet].kind == DOCUMENT

    @property
    def unidentified(self) -> frozenset[str]:
        """The outlets that stand for publishers nobody names."""
        return frozenset(o.id for o in self.outlets.values() if o.unidentified)

    @property
    def documents(self) -> frozenset[str]:
        """The outlets that are documents."""
        return frozenset(filter(self.is_document, self.outlets))

    def covering(self, plan: str) -> Mapping[str, ReadCount]:
        """The outlets that have an article of their own on a plan, and how much of it was read."""
        found: dict[str, ReadCount] = {}
        for article in self.articles.values():
            if plan in article.covers:
                whole, articles = found.get(article.outlet, (0, 0))
                found[article.outlet] = ReadCount(whole + (article.read == WHOLE), articles + 1)
        return found

    def compared_first(self, outlets: Iterable[str]) -> tuple[str, ...]:
        """All outlets, those that are compared first."""
        return tuple(dict.fromkeys((*outlets, *self.outlets)))

    def of_plan(self, plan: str) -> tuple[Provision, ...]:
        """The provisions of one plan."""
        return tuple(p for p in self.provisions if p.plan.id == plan)
