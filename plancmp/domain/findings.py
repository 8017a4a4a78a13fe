"""What the judgements of plans add up to: findings, counts, and who leaves out what.

docs/semantics.md, Findings.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from itertools import combinations
from math import inf
from operator import attrgetter
from typing import NamedTuple

from plancmp.domain.model import WHOLE, Dataset, Plan, Provision, Term, grouped
from plancmp.domain.origins import Origin, Origins
from plancmp.domain.positions import Statement, answers, values_of
from plancmp.domain.values import Relation, Value
from plancmp.domain.verdicts import (
    CONTRADICTIONS,
    FINDINGS,
    Judgement,
    ProvisionJudgement,
    Verdict,
    judge,
    judge_provisions,
    leading,
)
from plancmp.domain.without import until


class JudgedTerm(NamedTuple):
    """The judgement of a term, and the provision that it is of."""

    provision: Provision
    judgement: Judgement

    @property
    def id(self) -> str:
        """A letter and seven hex digits, from plan, topic and term alone, whoever is compared."""
        return finding_id(self.provision, self.judgement.term)


def finding_id(provision: Provision, term: Term) -> str:
    """What a finding on a term of a provision is called by, whoever is compared."""
    import hashlib
    import json

    parts = [provision.plan.id, provision.topic.id, term.id]
    return f"f{hashlib.sha256(json.dumps(parts).encode()).hexdigest()[:7]}"


class Findings(NamedTuple):
    """The terms of some plans that ask for a reader's attention."""

    plans: tuple[str, ...]
    provisions: int
    """How many were judged."""
    spoken: int
    """Of these, those on which any outlet compared speaks."""
    terms: tuple[JudgedTerm, ...]


def findings(dataset: Dataset, outlets: Sequence[str]) -> Findings:
    """The findings in the plans loaded, over the outlets compared, in the data's order.

    They are those of `judge_provisions`; where all answers are alike, nothing is judged.
    """
    origins = cache(lambda plan: Origins(dataset, plan))
    spoken = 0
    found = []
    for provision in dataset.provisions:
        by_term = answers(provision, outlets)
        spoken += bool(by_term)
        bare, of = provision._replace(reports=()), origins(provision.plan.id)
        for term, statements in by_term.items():
            if len(values_of(statements)) > 1:
                judgement = judge(provision.topic.terms[term], statements, of)
                if judgement.verdict in FINDINGS:
                    found.append(JudgedTerm(bare, judgement))
    return Findings(tuple(dataset.plans), len(dataset.provisions), spoken, tuple(found))


def conflicts(dataset: Dataset, outlets: Sequence[str]) -> tuple[JudgedTerm, ...]:
    """The terms in the plans loaded on which the outlets are in conflict."""
    opposed = tuple(filter(_is_opposed, dataset.provisions))
    found = findings(dataset._replace(provisions=opposed), outlets)
    return tuple(term for term in found.terms if term.judgement.verdict is Verdict.CONFLICT)


def _is_opposed(provision: Provision) -> bool:
    """Whether any two claims on one of its terms exclude each other."""
    values: dict[str, set[Value]] = {}
    for report in provision.reports:
        for term, value in report.answers(provision.topic).items():
            values.setdefault(term, set()).add(value)
    return any(
        provision.topic.terms[term].kind.relation(one, other) is Relation.DISJOINT
        for term, of_term in values.items()
        for one, other in combinations(of_term, 2)
    )


def judged_terms(judged: Iterable[ProvisionJudgement]) -> Iterator[JudgedTerm]:
    """The terms of what was judged; their provisions are without reports."""
    for judgement in judged:
        bare = judgement.provision._replace(reports=())
        for term in judgement.terms:
            yield JudgedTerm(bare, term)


def terms_found(judged: Iterable[ProvisionJudgement]) -> tuple[JudgedTerm, ...]:
    """Of these terms those that are findings."""
    return tuple(term for term in judged_terms(judged) if term.judgement.verdict in FINDINGS)


def findings_of(dataset: Dataset, judged: Sequence[ProvisionJudgement]) -> Findings:
    """The findings among what was judged of the plans loaded, the most severe verdicts first."""
    spoken = sum(bool(judgement.speaking) for judgement in judged)
    return Findings(tuple(dataset.plans), len(judged), spoken, _by_rank(terms_found(judged)))


def merge(parts: Iterable[Findings]) -> Findings:
    """The findings of several plans in one, the most severe verdicts first."""
    parts = tuple(parts)
    terms = [term for part in parts for term in part.terms]
    return Findings(
        tuple(plan for part in parts for plan in part.plans),
        sum(part.provisions for part in parts),
        sum(part.spoken for part in parts),
        _by_rank(terms),
    )


def _by_rank(terms: Iterable[JudgedTerm]) -> tuple[JudgedTerm, ...]:
    return tuple(sorted(terms, key=lambda term: term.judgement.verdict.rank))


def by_weight(finding: JudgedTerm) -> tuple[float, ...]:
    """What sorts the weightiest first, by verdict.

    Of one verdict a plan's terms come before its story, its last draft before what is said of
    earlier ones alone, what passages say before what is inferred from them, and what more outlets
    speak on before the rest; then by point.
    """
    provision, judgement = finding
    reports = [statement.claim.report for statement in judgement.decisive]
    answers = grouped(contested(judgement), attrgetter("answer")).values()
    return (
        judgement.verdict.rank,
        provision.topic.is_circumstance,
        all(report.draft != provision.plan.last_draft for report in reports),
        any(all(s.claim.report.inferred for s in said) for said in answers),
        -len({statement.outlet for statement in judgement.decisive}),
        provision.point or inf,
    )


def beside(finding: JudgedTerm, found: Iterable[JudgedTerm]) -> JudgedTerm | None:
    """Of a contradicted provision the weightiest question on which answers differ as well.

    None where there is none, and where the provision belongs to the plan's story.
    """
    provision, judgement = finding
    if provision.topic.is_circumstance or judgement.verdict not in CONTRADICTIONS:
        return None
    differing = (
        other
        for other in found
        if other.provision.id == provision.id and other.judgement.verdict is Verdict.DIFFERS
    )
    return min(differing, key=by_weight, default=None)


def besides(
    contradicted: Iterable[JudgedTerm], found: Iterable[JudgedTerm]
) -> Iterator[JudgedTerm | None]:
    """For each contradiction what is `beside` it among the findings; once to a provision."""
    found, seen = tuple(found), set()
    for finding in contradicted:
        yield None if finding.provision.id in seen else beside(finding, found)
        seen.add(finding.provision.id)


def same_finding(finding: JudgedTerm) -> tuple[object, ...]:
    """What findings on several topics of a plan have alike, where one passage says them."""
    provision, judgement = finding
    said = frozenset(
        (
            s.outlet,
            *(report.article.id, report.via, report.speaker, report.draft),
            *(report.condition, report.hedge, report.inferred),
            judgement.term.label(s.value),
        )
        for s in judgement.decisive
        for report in (s.claim.report,)
    )
    return (provision.plan.id, judgement.term.id, judgement.verdict, said)


def contested(judgement: Judgement) -> tuple[Statement, ...]:
    """All statements that give one of the answers that decide, of the same draft and condition.

    More may give an answer than it takes to contradict another: a reader wants them all.
    """
    answers = {statement.answer for statement in judgement.decisive}
    return tuple(s for s in judgement.statements if s.answer in answers)


def new_since(
    dataset: Dataset, terms: Iterable[JudgedTerm], outlets: Sequence[str], day: date
) -> frozenset[str]:
    """The ids of the terms whose verdict was another, or none, by the articles up to a day."""
    earlier = until(dataset, day)
    before = {
        (judgement.provision.id, term.term.id): term.verdict
        for judgement in judge_provisions(earlier, earlier.provisions, outlets)
        for term in judgement.terms
    }
    return frozenset(
        term.id
        for term in terms
        if before.get((term.provision.id, term.judgement.term.id)) is not term.judgement.verdict
    )


class Newer(NamedTuple):
    """What rests on articles after a day."""

    day: date
    ids: frozenset[str]
    """The terms whose verdict or change was another by the articles up to that day."""


class SoleOrigin(NamedTuple):
    """An origin, and the terms that rest on it alone."""

    origin: Origin
    terms: tuple[JudgedTerm, ...]


def sole_origins(dataset: Dataset, judged: Iterable[ProvisionJudgement]) -> tuple[SoleOrigin, ...]:
    """The origins that alone answer a term: what falls if one is wrong; most terms first.

    All that is said on the term goes back to it. Of who is not identified, and of several who are
    credited together, that is not known.
    """
    origins = cache(lambda plan: Origins(dataset, plan))
    found: dict[Origin, list[JudgedTerm]] = {}
    for judgement in judged:
        of = origins(judgement.provision.plan.id)
        for term in judgement.terms:
            alone = len(term.all_origins) == 1
            if alone and (shared := of.shared(s.claim for s in term.statements)):
                found.setdefault(shared, []).append(JudgedTerm(judgement.provision, term))
    by_terms = sorted(found.items(), key=lambda entry: (-len(entry[1]), sorted(entry[0])))
    return tuple(SoleOrigin(origin, tuple(terms)) for origin, terms in by_terms)


class Silence(NamedTuple):
    """What of one plan one outlet does not report, as far as it was read."""

    plan: str
    outlet: str
    provisions: int
    speaks: int
    """How many of the provisions it speaks on."""
    silent: tuple[str, ...]
    """The topics on which it does not speak, all that it has on the plan having been read whole."""
    not_found: tuple[str, ...]
    """The topics on which it does not speak in what was read of it."""
    no_article: tuple[str, ...]
    """The topics on which it does not speak, having no article on the plan."""
    fallen: tuple[str, ...]
    """The topics on which all that it reports is left out."""


def silence(plan: str, judged: Iterable[ProvisionJudgement], outlet: str) -> Silence:
    """What an outlet does not report of the provisions of a plan; others' are passed over."""
    of_plan = [judgement for judgement in judged if judgement.provision.plan.id == plan]
    return Silence(
        plan,
        outlet,
        len(of_plan),
        sum(outlet in judgement.speaking for judgement in of_plan),
        tuple(j.provision.topic.id for j in of_plan if outlet in j.silent),
        tuple(j.provision.topic.id for j in of_plan if outlet in j.not_found),
        tuple(j.provision.topic.id for j in of_plan if outlet in j.not_covering),
        tuple(j.provision.topic.id for j in of_plan if outlet in j.fallen),
    )


def count_verdicts(verdicts: Iterable[Verdict]) -> Mapping[Verdict, int]:
    """How often each verdict occurs, in the order of verdicts; those that do not are left out."""
    found = list(verdicts)
    return {verdict: found.count(verdict) for verdict in Verdict if verdict in found}


class Part(NamedTuple):
    """An outlet's part in a provision."""

    verdict: Verdict
    """The verdict on the terms that it speaks on, as far as it has part in it."""
    terms: int
    """How many these are."""
    quoted: bool
    """Whether any of its statements was published by another."""


def parts(judged: ProvisionJudgement) -> Mapping[str, Part]:
    """The part of each outlet that speaks on a provision."""
    found = {}
    for outlet in judged.speaking:
        terms = [t for t in judged.terms if any(s.outlet == outlet for s in t.statements)]
        verdicts = [term.verdict_of(outlet) for term in terms]
        quoted = any(s.quoted for term in terms for s in term.statements if s.outlet == outlet)
        found[outlet] = Part(verdicts[leading(verdicts)], len(terms), quoted)
    return found


def unreported_points(dataset: Dataset, plan: Plan) -> tuple[int, ...]:
    """The numbered points of a plan on which there is no provision, where there is any.

    One whose file could not be read is none of them: what it reports is not known. None is where
    a file could not be read that may list its points.
    """
    numbered = {point for provision in dataset.of_plan(plan.id) for point in provision.points}
    unread = {point for of, point in dataset.unread if of == plan.id}
    points = range(1, (plan.points or 0) + 1) if numbered and None not in unread else ()
    return tuple(point for point in points if point not in numbered | unread)


class PlanCounts(NamedTuple):
    """What there is on a plan, over all outlets."""

    plan: Plan
    provisions: int
    reports: int
    claims: int
    with_quote: int
    """The reports with a key phrase."""
    articles: int
    """The articles that cover it."""
    whole: int
    """Of these, those read whole."""
    outlets: int
    """The outlets that have one of these."""
    covering: tuple[str, ...]
    """Of the outlets compared, those that have one."""


def count_plans(dataset: Dataset, outlets: Sequence[str]) -> tuple[PlanCounts, ...]:
    """What there is on each plan loaded."""
    return tuple(_count_plan(dataset, plan, outlets) for plan in dataset.plans.values())


def _count_plan(dataset: Dataset, plan: Plan, outlets: Sequence[str]) -> PlanCounts:
    provisions = dataset.of_plan(plan.id)
    reports = [report for provision in provisions for report in provision.reports]
    articles = [article for article in dataset.articles.values() if plan.id in article.covers]
    covering = {article.outlet for article in articles}
    return PlanCounts(
        plan,
        len(provisions),
        len(reports),
        sum(1 for p in provisions for report in p.reports for _ in p.claims_of(report)),
        sum(bool(report.quote) for report in reports),
        len(articles),
        sum(article.read == WHOLE for article in articles),
        len(covering),
        tuple(outlet for outlet in outlets if outlet in covering),
    )
