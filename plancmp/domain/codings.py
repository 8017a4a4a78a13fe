"""Two codings of the same articles, question by question: what agrees, and what does not.

docs/semantics.md, Two codings.
"""

import hashlib
from collections import Counter
from collections.abc import Callable, Collection, Hashable, Iterator, Sequence
from fractions import Fraction
from typing import NamedTuple

from plancmp.domain.agreement import alpha, level_of, nominal, same, sample
from plancmp.domain.model import Claim, Dataset, Provision, Report, Term, grouped
from plancmp.domain.second_checks import fingerprint, is_checked
from plancmp.domain.words import ExplainedWord


class Outcome(ExplainedWord):
    """How two codings of one question stand to each other."""

    SAME = "same", "both have a value, and it is the same"
    DIFFERENT = "different", "both have a value, and they differ"
    FIRST_ONLY = "first-only", "only the first has a value"
    SECOND_ONLY = "second-only", "only the second has a value"
    NEITHER = "neither", "neither has a value, and either has one of the provision elsewhere in it"


DIFFERENCES = (Outcome.DIFFERENT, Outcome.FIRST_ONLY, Outcome.SECOND_ONLY)
"""The outcomes that are a difference."""


class Unit(NamedTuple):
    """One term of a provision in one article, in one passage where it has several, in both."""

    provision: Provision
    """As the first coding has it, or the second where only that does."""
    article: str
    term: Term
    first: Claim | None
    second: Claim | None

    @property
    def outcome(self) -> Outcome:
        """How the two stand to each other."""
        if self.first and self.second:
            alike = same(self.term.kind, self.first.value, self.second.value)
            return Outcome.SAME if alike else Outcome.DIFFERENT
        if self.first:
            return Outcome.FIRST_ONLY
        return Outcome.SECOND_ONLY if self.second else Outcome.NEITHER

    @property
    def settled(self) -> bool:
        """Whether the two differ, and somebody has decided for what the first has now."""
        differ = self.outcome in DIFFERENCES
        return differ and self.first is not None and is_checked(self.provision, self.first)

    @property
    def claims(self) -> tuple[Claim, ...]:
        """What either says."""
        return tuple(claim for claim in (self.first, self.second) if claim)

    @property
    def id(self) -> str:
        """What the unit is asked for by: eight digits, others once anything of it changes."""
        sides = [fingerprint(self.provision, c) if c else "" for c in (self.first, self.second)]
        key = "\n".join([self.provision.id, self.article, self.term.id, *sides])
        return hashlib.sha256(key.encode()).hexdigest()[:8]


class Figures(NamedTuple):
    """What some units come to."""

    counts: Counter[Outcome]
    alpha_coded: Fraction | None
    """Of whether there is a value."""
    alpha_values: Fraction | None
    """Of the values, where both have one."""

    @property
    def units(self) -> int:
        """How many there are."""
        return self.counts.total()

    @property
    def both(self) -> int:
        """In how many both have a value."""
        return self.counts[Outcome.SAME] + self.counts[Outcome.DIFFERENT]

    @property
    def coded_alike(self) -> int:
        """In how many both or neither have one."""
        return self.both + self.counts[Outcome.NEITHER]


class Codings(NamedTuple):
    """Two codings side by side."""

    articles: tuple[str, ...]
    """The articles compared."""
    first_only: tuple[str, ...]
    """Those that only the first has coded anything of; they are not compared unless asked for."""
    second_only: tuple[str, ...]
    units: tuple[Unit, ...]
    """In the order of plans, provisions, articles and terms."""

    @property
    def differences(self) -> tuple[Unit, ...]:
        """The units in which the two differ and that nobody has settled."""
        return tuple(u for u in self.units if u.outcome in DIFFERENCES and not u.settled)

    @property
    def settled(self) -> int:
        """How many differences somebody has settled for what the first has."""
        return sum(unit.settled for unit in self.units)


def compare_codings(first: Dataset, second: Dataset, asked: Collection[str] = ()) -> Codings:
    """Both codings of the articles asked for, else of all of which each has coded something."""
    one, other = _coded_articles(first), _coded_articles(second)
    everything = tuple(dict.fromkeys([*one, *other]))
    articles = tuple(asked) or tuple(id for id in everything if id in one and id in other)
    pairs = {provision.id: [provision, None] for provision in first.provisions}
    for provision in second.provisions:
        pairs.setdefault(provision.id, [None, None])[1] = provision
    units = [
        unit
        for here, there in pairs.values()
        for article in articles
        for unit in _units(here, there, article)
    ]
    left = [id for id in everything if id not in articles]
    return Codings(
        articles,
        tuple(id for id in left if id in one),
        tuple(id for id in left if id in other),
        tuple(units),
    )


def figures(units: Sequence[Unit]) -> Figures:
    """The figures of some units."""
    coded = [(unit.first is not None, unit.second is not None) for unit in units]
    both = [unit for unit in units if unit.first and unit.second]
    by_term = grouped(both, lambda unit: (unit.provision.topic.id, unit.term.id))
    samples = [
        sample([[claim.value for claim in unit.claims] for unit in of], level_of(of[0].term.kind))
        for of in by_term.values()
    ]
    return Figures(
        Counter(unit.outcome for unit in units), alpha([sample(coded, nominal)]), alpha(samples)
    )


def _coded_articles(dataset: Dataset) -> dict[str, None]:
    return {r.article.id: None for provision in dataset.provisions for r in provision.reports}


def _units(here: Provision | None, there: Provision | None, article: str) -> Iterator[Unit]:
    """The units of an article in a provision; none where neither coding has anything of it."""
    provision = here or there
    assert provision is not None
    ours, theirs = ([*_claims(side, article)] for side in (here, there))
    if not ours and not theirs:
        return
    for term in provision.topic.terms.values():
        sides = [[claim for claim in side if claim.term == term.id] for side in (ours, theirs)]
        pairs = _paired(term, *sides) or [(None, None)]
        for first, second in pairs:
            yield Unit(provision, article, term, first, second)


def _claims(provision: Provision | None, article: str) -> Iterator[Claim]:
    for report in provision.reports if provision else ():
        if report.article.id == article:
            yield from provision.claims_of(report)  # type: ignore[union-attr]


_Key = Callable[[Report], Hashable]
_KEYS: tuple[_Key, ...] = (
    lambda r: (r.draft, r.condition, r.paragraph, r.speaker.casefold()),
    lambda r: (r.draft, r.condition, r.paragraph),
    lambda r: (r.draft, r.condition, r.speaker.casefold()),
    lambda r: (r.draft, r.condition),
    lambda r: r.draft,
)
"""What two claims have in common that are of one passage, the surest first."""

_Pair = tuple[Claim | None, Claim | None]


def _paired(term: Term, ours: list[Claim], theirs: list[Claim]) -> list[_Pair]:
    """Each claim of the one with that of the other which is of its passage, or nearest to it.

    Of several that are as near, those with one value; nothing depends on which coding is which.
    """
    pairs: list[_Pair] = []
    for key in _KEYS:
        for alike in (True, False):
            for first in sorted(ours, key=_order(term)):
                for second in sorted(theirs, key=_order(term)):
                    fits = key(first.report) == key(second.report)
                    if fits and (not alike or same(term.kind, first.value, second.value)):
                        pairs.append((first, second))
                        ours = [claim for claim in ours if claim is not first]
                        theirs = [claim for claim in theirs if claim is not second]
                        break
    pairs += [(claim, None) for claim in ours]
    pairs += [(None, claim) for claim in theirs]
    return sorted(pairs, key=lambda pair: min(_order(term)(claim) for claim in pair if claim))


def _order(term: Term) -> Callable[[Claim], tuple[int, str, str, str]]:
    def order(claim: Claim) -> tuple[int, str, str, str]:
        report = claim.report
        return (report.paragraph or 0, report.speaker, report.quote, term.kind.text(claim.value))

    return order
