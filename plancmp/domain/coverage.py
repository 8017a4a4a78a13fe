"""How much each outlet reports of the plans, and how the outlets stand to each other.

What is counted of one plan adds up with what is counted of another. docs/semantics.md, Coverage.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, combinations

from plancmp.domain.model import Dataset, Plan
from plancmp.domain.origins import Origins
from plancmp.domain.positions import Statement, by_outlet
from plancmp.domain.verdicts import (
    Judgement,
    ProvisionJudgement,
    Verdict,
    decide,
    judge_provisions,
)


@dataclass(frozen=True)
class OutletCoverage:
    """What one outlet reports of some plans."""

    outlet: str
    articles: frozenset[str] = frozenset()
    possible: int = 0
    """The provisions of the plans that it covers: what it could have reported."""
    reported: int = 0
    """Of these, those on which it speaks."""
    left_out: int = 0
    """Of these, those on which it is silent."""
    own: int = 0
    """The provisions that it reports itself."""
    relayed: int = 0
    """The provisions on which only others speak for it, relaying it."""
    own_words: int = 0
    """Its claims that credit no other outlet."""
    crediting: int = 0
    """Its claims that credit another outlet."""
    by_others: int = 0
    """The claims of others that relay it and stand for its own."""
    values: Counter[Verdict] = field(default_factory=Counter)
    """Its values, each counted once a term and draft, by the verdict on the term."""

    def __add__(self, other: "OutletCoverage") -> "OutletCoverage":
        return OutletCoverage(
            self.outlet,
            self.articles | other.articles,
            self.possible + other.possible,
            self.reported + other.reported,
            self.left_out + other.left_out,
            self.own + other.own,
            self.relayed + other.relayed,
            self.own_words + other.own_words,
            self.crediting + other.crediting,
            self.by_others + other.by_others,
            self.values + other.values,
        )


@dataclass(frozen=True)
class OutletPair:
    """How two outlets stand to each other where both speak."""

    one: str
    other: str
    terms: Counter[Verdict] = field(default_factory=Counter)
    """The terms on which both speak, by the verdict over the two alone."""
    sharing: Counter[Verdict] = field(default_factory=Counter)
    """Of these, those on which the one's origins are not independent of the other's."""

    def __add__(self, other: "OutletPair") -> "OutletPair":
        return OutletPair(
            self.one, self.other, self.terms + other.terms, self.sharing + other.sharing
        )


@dataclass(frozen=True)
class Coverage:
    """Each outlet, and each two that speak on one term, in the order in which they are compared."""

    plans: tuple[str, ...]
    provisions: int
    outlets: tuple[OutletCoverage, ...]
    pairs: tuple[OutletPair, ...]

    def __add__(self, other: "Coverage") -> "Coverage":
        """The sums of both, which are of different plans over the same outlets."""
        return Coverage(
            self.plans + other.plans,
            self.provisions + other.provisions,
            tuple(one + more for one, more in zip(self.outlets, other.outlets, strict=True)),
            self._pairs_with(other),
        )

    def _pairs_with(self, other: "Coverage") -> tuple[OutletPair, ...]:
        if not (self.pairs and other.pairs):
            return self.pairs or other.pairs
        found = {(pair.one, pair.other): pair for pair in self.pairs}
        for pair in other.pairs:
            two = (pair.one, pair.other)
            found[two] = found[two] + pair if two in found else pair
        place = {each.outlet: number for number, each in enumerate(self.outlets)}
        ordered = sorted(found, key=lambda two: (place[two[0]], place[two[1]]))
        return tuple(found[two] for two in ordered)


def coverage(dataset: Dataset, outlets: Sequence[str]) -> Coverage:
    """What the outlets report of all the plans that were loaded."""
    plans = dataset.plans.values()
    return total((coverage_of(dataset, plan, outlets) for plan in plans), outlets)


def total(parts: Iterable[Coverage], outlets: Sequence[str]) -> Coverage:
    """What the outlets report of all the plans together."""
    nothing = Coverage((), 0, tuple(OutletCoverage(outlet) for outlet in outlets), ())
    return sum(parts, nothing)


def coverage_of(dataset: Dataset, plan: Plan, outlets: Sequence[str]) -> Coverage:
    """What the outlets report of one plan, by the verdicts that every command gives."""
    judged = judge_provisions(dataset, dataset.of_plan(plan.id), outlets)
    spoken = [[(term, by_outlet(term.statements)) for term in one.terms] for one in judged]
    pairs = _pairs(dataset, plan, chain.from_iterable(spoken))
    return Coverage(
        (plan.id,),
        len(judged),
        tuple(_outlet_coverage(dataset, plan, judged, spoken, outlet) for outlet in outlets),
        tuple(pairs[two] for two in combinations(outlets, 2) if two in pairs),
    )


_Spoken = tuple[Judgement, Mapping[str, Sequence[Statement]]]
"""A term, with what each outlet says on it."""


def _outlet_coverage(
    dataset: Dataset,
    plan: Plan,
    judged: Sequence[ProvisionJudgement],
    spoken: Sequence[Sequence[_Spoken]],
    outlet: str,
) -> OutletCoverage:
    articles = frozenset(
        article.id
        for article in dataset.articles.values()
        if article.outlet == outlet and plan.id in article.covers
    )
    own = [[(term, said[outlet]) for term, said in terms if outlet in said] for terms in spoken]
    claims = [[statement for _, said in terms for statement in said] for terms in own]
    relayed = [all(statement.relayed for statement in said) for said in claims if said]
    every = [statement for said in claims for statement in said]
    by_others = sum(statement.relayed for statement in every)
    crediting = sum(bool(s.claim.report.via) for s in every if not s.relayed)
    return OutletCoverage(
        outlet,
        articles,
        possible=len(judged) if articles else 0,
        reported=len(relayed) if articles else 0,
        left_out=sum(outlet in provision.silent for provision in judged),
        own=relayed.count(False),
        relayed=relayed.count(True),
        own_words=len(every) - by_others - crediting,
        crediting=crediting,
        by_others=by_others,
        values=Counter(
            term.verdict
            for terms in own
            for term, said in terms
            for _ in {(s.value, s.claim.report.draft) for s in said}
        ),
    )


def _pairs(
    dataset: Dataset, plan: Plan, spoken: Iterable[_Spoken]
) -> Mapping[tuple[str, str], OutletPair]:
    """Each two outlets that speak on some term, in their order."""
    origins = Origins(dataset, plan.id)
    verdicts: dict[tuple[str, str], list[Verdict]] = {}
    sharing: dict[tuple[str, str], list[Verdict]] = {}
    for term, said in spoken:
        rests = {
            outlet: frozenset(origins.of(statement.claim) for statement in said[outlet])
            for outlet in said
        }
        for one, other in combinations(said, 2):
            joined = len(origins.independent_groups(rests[one] | rests[other]))
            verdict, _ = decide(term.term, (*said[one], *said[other]), joined)
            verdicts.setdefault((one, other), []).append(verdict)
            if joined < len(origins.independent_groups(rests[one])) + len(
                origins.independent_groups(rests[other])
            ):
                sharing.setdefault((one, other), []).append(verdict)
    return {
        two: OutletPair(*two, Counter(verdicts[two]), Counter(sharing.get(two))) for two in verdicts
    }
