"""What the claims on a term add up to. Every command's verdicts come from `judge`.

docs/semantics.md, Verdicts.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cache
from itertools import chain, combinations
from operator import attrgetter
from typing import NamedTuple

from plancmp.domain.model import Dataset, PlanDraft, Provision, ReadCount, Term
from plancmp.domain.origins import NOBODY, Origin, Origins
from plancmp.domain.positions import Statement, answers, values_of
from plancmp.domain.values import Relation, Value
from plancmp.domain.words import ExplainedWord


class Verdict(ExplainedWord):
    """What the claims on a term add up to; the first that holds, in this order."""

    CONFLICT = "conflict", "two outlets contradict each other, from independent origins"
    DISPUTED = (
        "disputed",
        "contradicted inside one outlet, or by a source that is not identified",
    )
    VARIANT = (
        "variant",
        "what goes back to one origin is told in ways that contradict each other",
    )
    UPDATED = (
        "updated",
        "contradictory, but of other drafts or, where it moves with time, days",
    )
    DIFFERS = "differs", "not the same, and no contradiction"
    AGREE = (
        "agree",
        "two or more outlets say the same of one draft, from independent origins",
    )
    REPEATED = (
        "repeated",
        "two or more outlets say the same, and no two are known to be independent",
    )
    SINGLE = "single", "one outlet speaks, or several, each of another draft"
    SILENT = (
        "silent",
        "nobody speaks, and all that the outlets have on the plan was read whole",
    )
    NOT_FOUND = "not-found", "nobody speaks in what was read"


CONTRADICTIONS = (Verdict.CONFLICT, Verdict.DISPUTED)
"""Those by which sources contradict each other, and not only one that is told in several ways."""
OPPOSED = (*CONTRADICTIONS, Verdict.VARIANT)
"""Those on statements that are opposed, be it those that copies make of one source."""
CONTESTED = (*OPPOSED, Verdict.UPDATED)
"""Those on answers of which one at most holds at once; what a reader looks at first."""
FINDINGS = (*CONTESTED, Verdict.DIFFERS)
"""The verdicts that ask for a reader's attention."""

_RANK = attrgetter("rank")
_OF_ONE_DRAFT = (Verdict.AGREE, Verdict.REPEATED)


class Judgement(NamedTuple):
    """The verdict on one term, and what it rests on."""

    term: Term
    verdict: Verdict
    statements: tuple[Statement, ...]
    """All of them, by outlet."""
    decisive: tuple[Statement, ...]
    """Those that make the verdict what it is."""
    origins: tuple[Origin, ...]
    """The independent origins of the decisive statements."""
    all_origins: tuple[Origin, ...]
    """The independent origins of all of them."""
    shared: Origin
    """Where the verdict is REPEATED or VARIANT: the outlets that every decisive statement goes back
    to. Else none."""
    pairs: tuple[tuple[Verdict, str, str], ...]
    """The verdict on each two statements that bear on each other, and the outlets of the two."""

    @property
    def values(self) -> tuple[Value, ...]:
        """The distinct values, in the order of the statements."""
        return values_of(self.statements)

    def verdict_of(self, outlet: str) -> Verdict:
        """The verdict as far as an outlet has part in it: no contradiction of others is its own."""
        return most_severe([v for v, one, other in self.pairs if outlet in (one, other)])

    @property
    def between(self) -> Mapping[tuple[str, str], Verdict]:
        """The verdict on each two outlets that bear on each other, in their order."""
        found: dict[tuple[str, str], Verdict] = {}
        for verdict, one, other in self.pairs:
            if one != other:
                known = found.get((one, other), verdict)
                found[one, other] = min(verdict, known, key=_RANK)
        return found


class ProvisionJudgement(NamedTuple):
    """The verdict on a provision, and on its terms."""

    provision: Provision
    verdict: Verdict
    terms: tuple[Judgement, ...]
    origins: tuple[Origin, ...]
    shared: Origin
    """The outlets to which all that is said goes back; none where it may have several origins."""
    silent: tuple[str, ...]
    """The outlets that do not speak here, every article of which on the plan was read whole."""
    not_found: Mapping[str, ReadCount]
    """The outlets that do not speak in what was read of them, and how much that is."""
    not_covering: tuple[str, ...]
    """The outlets that have no article on the plan, and that nobody quotes here."""
    fallen: tuple[str, ...]
    """The outlets that speak here only of what is left out; silent or not found they are not."""
    unspoken: Verdict
    """The verdict on a term on which nobody speaks: silent or not found."""

    @property
    def decisive(self) -> Judgement | None:
        """The term whose verdict is the provision's; None where nobody speaks."""
        return self.terms[leading([t.verdict for t in self.terms])] if self.terms else None

    @property
    def speaking(self) -> tuple[str, ...]:
        """The outlets whose position here is not empty."""
        outlets = (s.outlet for term in self.terms for s in term.statements)
        return tuple(dict.fromkeys(outlets))

    @property
    def cited(self) -> frozenset[str]:
        """The outlets that those who speak credit, whether or not these are compared."""
        credited = (s.claim.report.via for term in self.terms for s in term.statements)
        return frozenset(outlet for via in credited for outlet in via)


def judge_provisions(
    dataset: Dataset, provisions: Iterable[Provision], outlets: Sequence[str]
) -> tuple[ProvisionJudgement, ...]:
    """The verdicts on provisions and their terms, over the outlets compared."""
    origins = cache(lambda plan: Origins(dataset, plan))
    covering = cache(dataset.covering)
    return tuple(
        _judge_provision(
            provision, outlets, origins(provision.plan.id), covering(provision.plan.id)
        )
        for provision in provisions
    )


def judge_draft(
    dataset: Dataset, of: PlanDraft, outlets: Sequence[str]
) -> tuple[ProvisionJudgement, ...]:
    """The verdicts on what the outlets compared report of one draft of a plan.

    Who does not report it is not said to be silent: it may report another.
    """
    provisions = (provision.of_draft(of.draft) for provision in dataset.of_plan(of.plan.id))
    judged = judge_provisions(dataset, provisions, outlets)
    return tuple(j._replace(silent=(), not_found={}) for j in judged if j.terms)


def _judge_provision(
    provision: Provision,
    outlets: Sequence[str],
    origins: Origins,
    covering: Mapping[str, ReadCount],
) -> ProvisionJudgement:
    terms = tuple(
        judge(provision.topic.terms[term], statements, origins)
        for term, statements in answers(provision, outlets).items()
    )
    read = {outlet: covering[outlet] for outlet in outlets if outlet in covering}
    partly = {outlet: found for outlet, found in read.items() if not found.complete}
    speaking = {statement.outlet for term in terms for statement in term.statements}
    fallen = [outlet for outlet in outlets if outlet in provision.fallen - speaking]
    quiet = [outlet for outlet in outlets if outlet not in speaking.union(fallen)]
    unspoken = Verdict.NOT_FOUND if partly or fallen or not read else Verdict.SILENT
    verdicts = [term.verdict for term in terms]
    claims = [statement.claim for term in terms for statement in term.statements]
    return ProvisionJudgement(
        provision,
        verdicts[leading(verdicts)] if terms else unspoken,
        terms,
        origins.independent(claims),
        origins.shared(claims) if claims else NOBODY,
        silent=tuple(outlet for outlet in quiet if outlet in read and outlet not in partly),
        not_found={outlet: partly[outlet] for outlet in quiet if outlet in partly},
        not_covering=tuple(outlet for outlet in quiet if outlet not in read),
        fallen=tuple(fallen),
        unspoken=unspoken,
    )


def most_severe(verdicts: Iterable[Verdict]) -> Verdict:
    """The first in the order of verdicts; of none, `single`."""
    return min(verdicts, key=_RANK, default=Verdict.SINGLE)


def leading(verdicts: Sequence[Verdict]) -> int:
    """Which verdict stands for all: the most severe of the findings, else the first."""
    verdict = most_severe(verdicts)
    return verdicts.index(verdict) if verdict in FINDINGS else 0


def judge(term: Term, statements: Sequence[Statement], origins: Origins) -> Judgement:
    """The verdict on one term over the statements of the outlets compared.

    It is the most severe of the verdicts on any two of them; those of which it is the verdict are
    decisive. Where no two bear on each other, it is `single`, or `not-found` where there are none.
    """
    of = [origins.of_report(statement.claim.report) for statement in statements]
    verdict, indices, pairs = _decide(term, statements, of, origins)
    everything = decided = origins.groups(frozenset(of))
    if len(indices) < len(of):
        decided = origins.groups(frozenset(of[index] for index in indices))
    decisive = tuple(statements[index] for index in indices)
    shared = NOBODY
    if verdict in (Verdict.REPEATED, Verdict.VARIANT):
        shared = origins.shared(statement.claim for statement in decisive)
    return Judgement(term, verdict, tuple(statements), decisive, decided, everything, shared, pairs)


class _Voice(NamedTuple):
    """What of a statement bears on others."""

    value: int
    """Which of the distinct values it is."""
    outlet: str
    publisher: str
    article: str
    draft: str
    condition: str
    day: date | str | None
    """For an evolving term the day, or where it is not known the article, whose day it is."""
    superseded: bool
    """Whether the outlet gives a later answer, of the same draft and condition."""
    origin: Origin
    joint: frozenset[str]
    """The outlets that its passage credits together, where these are several."""


def _decide(
    term: Term, statements: Sequence[Statement], of: Sequence[Origin], origins: Origins
) -> tuple[Verdict, Sequence[int], tuple[tuple[Verdict, str, str], ...]]:
    """The verdict, which statements are decisive, and the verdicts on each two."""
    if not statements:
        return Verdict.NOT_FOUND, (), ()
    values = values_of(statements)
    outlet = statements[0].outlet
    if len(values) == 1 and not term.evolving and all(s.outlet == outlet for s in statements):
        return Verdict.SINGLE, range(len(statements)), ()

    relations: dict[tuple[int, int], Relation] = {}
    for i, j in combinations(range(len(values)), 2):
        relations[i, j] = relations[j, i] = term.kind.relation(values[i], values[j])
    said = _voices(term, statements, values, of, origins)
    voices = tuple(said)
    pairs = [
        (found, i, j)
        for (i, one), (j, other) in combinations(enumerate(voices), 2)
        if (found := _verdict_on_two(one, other, relations, origins))
    ]
    verdict = most_severe([found for found, _, _ in pairs])
    if pairs:
        decisive = {index for found, i, j in pairs if found is verdict for index in (i, j)}
    else:
        decisive = {index for index, voice in enumerate(voices) if not voice.superseded}
    if verdict in _OF_ONE_DRAFT:
        decisive = _of_one_draft(decisive, voices)
    indices = list(said.values())
    return (
        verdict,
        sorted(chain.from_iterable([indices[index] for index in decisive])),
        tuple((found, voices[i].outlet, voices[j].outlet) for found, i, j in pairs),
    )


def _of_one_draft(indices: Iterable[int], voices: Sequence[_Voice]) -> set[int]:
    """Those of these voices that speak of one draft and condition: the one that most speak of."""
    by_draft: dict[tuple[str, str], set[int]] = {}
    for index in indices:
        voice = voices[index]
        by_draft.setdefault((voice.draft, voice.condition), set()).add(index)
    return by_draft[max(by_draft, key=lambda about: (len(by_draft[about]), about))]


def _voices(
    term: Term,
    statements: Sequence[Statement],
    values: Iterable[Value],
    of: Sequence[Origin],
    origins: Origins,
) -> Mapping[_Voice, Sequence[int]]:
    """Each voice with the numbers of its statements, in their order."""
    last: dict[tuple[str, str, str], date] = {}
    for outlet, claim in statements if term.evolving else ():
        report = claim.report
        if report.date:
            key = (outlet, report.draft, report.condition)
            last[key] = max(report.date, last.get(key, date.min))
    numbers = {value: number for number, value in enumerate(values)}
    voices: dict[_Voice, list[int]] = {}
    for index, (outlet, claim) in enumerate(statements):
        report = claim.report
        article, draft, condition = report.article, report.draft, report.condition
        day: date | str | None = None
        superseded = False
        if term.evolving:
            day = report.date or article.id
            superseded = bool(report.date and report.date < last[outlet, draft, condition])
        voice = _Voice(
            numbers[claim.value],
            outlet,
            article.outlet,
            article.id,
            draft,
            condition,
            day,
            superseded,
            of[index],
            origins.joint_credit(report.via),
        )
        voices.setdefault(voice, []).append(index)
    return voices


def _verdict_on_two(
    one: _Voice,
    other: _Voice,
    relations: Mapping[tuple[int, int], Relation],
    origins: Origins,
) -> Verdict | None:
    """The verdict on two statements; None where they do not bear on each other."""
    superseded = one.superseded or other.superseded
    same_condition = one.condition == other.condition
    relation = relations.get((one.value, other.value), Relation.SAME)
    if relation is Relation.SAME:
        if superseded or one.outlet == other.outlet or one.article == other.article:
            return None
        if one.draft != other.draft or not same_condition:
            return None
        independent = origins.are_independent(one.origin, other.origin)
        return Verdict.AGREE if independent else Verdict.REPEATED
    if relation is Relation.DISJOINT and same_condition:
        if one.draft != other.draft or one.day != other.day:
            return Verdict.UPDATED
        if not superseded and not _barred(one, other):
            return _verdict_on_opposed(one, other, origins)
    return None if superseded else Verdict.DIFFERS


def _barred(one: _Voice, other: _Voice) -> bool:
    """Whether one rests on a joint credit that names whose statement the other is."""
    return not (
        one.joint.isdisjoint((other.outlet, other.publisher))
        and other.joint.isdisjoint((one.outlet, one.publisher))
    )


def _verdict_on_opposed(one: _Voice, other: _Voice, origins: Origins) -> Verdict:
    """The verdict on two statements that are opposed."""
    same_outlet = one.outlet == other.outlet
    if same_outlet and one.publisher == one.outlet:
        return Verdict.DISPUTED
    if origins.meet(one.origin, other.origin):
        return Verdict.VARIANT
    if same_outlet or not origins.are_independent(one.origin, other.origin):
        return Verdict.DISPUTED
    return Verdict.CONFLICT
