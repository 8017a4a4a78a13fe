"""How much each outlet reports of the plans, and how the outlets stand to each other.

What is counted of one plan adds up with what is counted of another. docs/semantics.md, Coverage.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, combinations, product
from typing import NamedTuple

from plancmp.domain.model import WHOLE, Dataset, Plan, Term, Topic, grouped
from plancmp.domain.origins import Origins
from plancmp.domain.positions import How, Statement, by_outlet
from plancmp.domain.values import Relation
from plancmp.domain.verdicts import Judgement, ProvisionJudgement, Verdict, judge_provisions


@dataclass(frozen=True)
class OutletCoverage:
    """What one outlet reports of some plans."""

    outlet: str
    articles: frozenset[str] = frozenset()
    read_whole: frozenset[str] = frozenset()
    """Of these, those that were read whole."""
    possible: int = 0
    """The provisions of the plans that it covers: what it could have reported."""
    reported: int = 0
    """Of these, those on which it speaks."""
    silent: int = 0
    """Of these, those on which it is silent, all that it has on the plan having been read whole."""
    not_found: int = 0
    """Of these, those on which it does not speak in what was read."""
    own: int = 0
    """The provisions that its own articles report, on some term."""
    quoted: int = 0
    """The provisions on which only others speak for it, quoting it."""
    own_words: int = 0
    """Its claims that credit no other outlet."""
    crediting: int = 0
    """Its claims that credit another outlet."""
    by_others: int = 0
    """The claims of others that quote it and stand for its own."""
    values: Counter[Verdict] = field(default_factory=Counter)
    """Its values, once a term and draft, by the verdict as far as it has part in it."""

    def __add__(self, other: "OutletCoverage") -> "OutletCoverage":
        return OutletCoverage(
            self.outlet,
            self.articles | other.articles,
            self.read_whole | other.read_whole,
            self.possible + other.possible,
            self.reported + other.reported,
            self.silent + other.silent,
            self.not_found + other.not_found,
            self.own + other.own,
            self.quoted + other.quoted,
            self.own_words + other.own_words,
            self.crediting + other.crediting,
            self.by_others + other.by_others,
            self.values + other.values,
        )


class Contested(NamedTuple):
    """What two outlets contradict each other on: a plan and a topic, without all that it asks."""

    plan: str
    topic: str
    title: str
    is_circumstance: bool


@dataclass(frozen=True)
class OutletPair:
    """How two outlets stand to each other where both speak."""

    one: str
    other: str
    terms: Counter[Verdict] = field(default_factory=Counter)
    """The terms on which what both say bears on each other, by the verdict on it."""
    sharing: Counter[Verdict] = field(default_factory=Counter)
    """Of these, those on which nothing that the one says is independent of the other."""
    contested: tuple[Contested, ...] = ()
    """What they contradict each other on, each once."""

    def __add__(self, other: "OutletPair") -> "OutletPair":
        return OutletPair(
            self.one,
            self.other,
            self.terms + other.terms,
            self.sharing + other.sharing,
            self.contested + other.contested,
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
    terms = (
        (one.provision.topic, *said)
        for one, of_one in zip(judged, spoken, strict=True)
        for said in of_one
    )
    pairs = _pairs(dataset, plan, terms)
    return Coverage(
        (plan.id,),
        len(judged),
        tuple(_outlet_coverage(dataset, plan, judged, spoken, outlet) for outlet in outlets),
        tuple(pairs[two] for two in combinations(outlets, 2) if two in pairs),
    )


_Said = Mapping[str, Sequence[Statement]]
_Spoken = tuple[Judgement, _Said]
"""A term, with what each outlet says on it."""


def _outlet_coverage(
    dataset: Dataset,
    plan: Plan,
    judged: Sequence[ProvisionJudgement],
    spoken: Sequence[Sequence[_Spoken]],
    outlet: str,
) -> OutletCoverage:
    articles = [
        article
        for article in dataset.articles.values()
        if article.outlet == outlet and plan.id in article.covers
    ]
    own = [[(term, said[outlet]) for term, said in terms if outlet in said] for terms in spoken]
    claims = [[statement.how for _, said in terms for statement in said] for terms in own]
    quoted = [set(said) == {How.QUOTED} for said in claims if said]
    how = Counter(chain.from_iterable(claims))
    values: Counter[Verdict] = Counter()
    for term, said in chain.from_iterable(own):
        values[term.verdict_of(outlet)] += len({(s.value, s.claim.report.draft) for s in said})
    return OutletCoverage(
        outlet,
        frozenset(article.id for article in articles),
        frozenset(article.id for article in articles if article.read == WHOLE),
        possible=sum(outlet not in p.fallen for p in judged) if articles else 0,
        reported=len(quoted) if articles else 0,
        silent=sum(outlet in provision.silent for provision in judged),
        not_found=sum(outlet in provision.not_found for provision in judged),
        own=quoted.count(False),
        quoted=quoted.count(True),
        own_words=how[How.OWN],
        crediting=how[How.CITING],
        by_others=how[How.QUOTED],
        values=values,
    )


def _exclude(term: Term, ones: Iterable[Statement], others: Iterable[Statement]) -> bool:
    """Whether, of some draft and case, nothing that the one says can be true with the other's.

    One who prints both sides of a contradiction contradicts nobody who prints one of them.
    """

    def about(statement: Statement) -> tuple[str, str]:
        return statement.claim.report.draft, statement.claim.report.condition

    theirs = grouped(others, about)
    return any(
        all(
            term.kind.relation(one.value, other.value) is Relation.DISJOINT
            for one, other in product(same, theirs[key])
        )
        for key, same in grouped(ones, about).items()
        if key in theirs
    )


def _pairs(
    dataset: Dataset, plan: Plan, spoken: Iterable[tuple[Topic, Judgement, _Said]]
) -> Mapping[tuple[str, str], OutletPair]:
    """Each two outlets that bear on each other on some term, in their order."""
    origins = Origins(dataset, plan.id)
    verdicts: dict[tuple[str, str], list[Verdict]] = {}
    sharing: dict[tuple[str, str], list[Verdict]] = {}
    contested: dict[tuple[str, str], dict[str, Topic]] = {}
    for topic, term, said in spoken:
        between = term.between
        if not between:
            continue
        rests = {name: {origins.of_report(s.claim.report) for s in said[name]} for name in said}
        for (one, other), verdict in between.items():
            verdicts.setdefault((one, other), []).append(verdict)
            if verdict is Verdict.CONFLICT and _exclude(term.term, said[one], said[other]):
                contested.setdefault((one, other), {})[topic.id] = topic
            if not any(origins.are_independent(*two) for two in product(rests[one], rests[other])):
                sharing.setdefault((one, other), []).append(verdict)
    return {
        two: OutletPair(
            *two,
            Counter(verdicts[two]),
            Counter(sharing.get(two)),
            tuple(
                Contested(plan.id, topic.id, topic.title, topic.is_circumstance)
                for topic in contested.get(two, {}).values()
            ),
        )
        for two in verdicts
    }
