"""What the judgements of plans add up to: findings, counts, and who leaves out what.

docs/semantics.md, Findings.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from plancmp.domain.model import Dataset, Plan, Provision
from plancmp.domain.origins import Origin
from plancmp.domain.verdicts import (
    FINDINGS,
    Judgement,
    ProvisionJudgement,
    Verdict,
    judge_provisions,
    most_severe,
)


class JudgedTerm(NamedTuple):
    """The judgement of a term, and the provision that it is of."""

    provision: Provision
    judgement: Judgement

    @property
    def id(self) -> str:
        """Eight hex digits, the same whenever plan, topic, term and the set of values are."""
        import hashlib
        import json

        values = {self.judgement.term.kind.text(value) for value in self.judgement.values}
        plan, topic = self.provision.plan.id, self.provision.topic.id
        parts = [plan, topic, self.judgement.term.id, sorted(values)]
        return hashlib.sha256(json.dumps(parts).encode()).hexdigest()[:8]


class Findings(NamedTuple):
    """The terms of some plans that ask for a reader's attention."""

    plans: tuple[str, ...]
    provisions: int
    """How many were judged."""
    terms: tuple[JudgedTerm, ...]
    """Their provisions are without reports."""


def findings(dataset: Dataset, outlets: Sequence[str]) -> Findings:
    """The findings in the plans loaded, over the outlets compared, in the data's order."""
    return Findings(
        tuple(dataset.plans),
        len(dataset.provisions),
        tuple(
            JudgedTerm(judged.provision._replace(reports=()), term)
            for judged in judge_provisions(dataset, dataset.provisions, outlets)
            for term in judged.terms
            if term.verdict in FINDINGS
        ),
    )


def merge(parts: Iterable[Findings]) -> Findings:
    """The findings of several plans in one, the most severe verdicts first."""
    parts = tuple(parts)
    terms = [term for part in parts for term in part.terms]
    return Findings(
        tuple(plan for part in parts for plan in part.plans),
        sum(part.provisions for part in parts),
        tuple(sorted(terms, key=lambda term: FINDINGS.index(term.judgement.verdict))),
    )


class SoleOrigin(NamedTuple):
    """An origin, and the terms that rest on it alone."""

    origin: Origin
    terms: tuple[JudgedTerm, ...]


def sole_origins(judged: Iterable[ProvisionJudgement]) -> tuple[SoleOrigin, ...]:
    """The origins that alone answer a term: what falls if one is wrong; most terms first."""
    found: dict[Origin, list[JudgedTerm]] = {}
    for judgement in judged:
        for term in judgement.terms:
            if len(term.origins) == 1:
                found.setdefault(term.origins[0], []).append(JudgedTerm(judgement.provision, term))
    by_terms = sorted(found.items(), key=lambda entry: (-len(entry[1]), sorted(entry[0])))
    return tuple(SoleOrigin(origin, tuple(terms)) for origin, terms in by_terms)


class Silence(NamedTuple):
    """What one outlet leaves out of one plan."""

    plan: str
    outlet: str
    provisions: int
    speaks: int
    """How many of the provisions it speaks on."""
    silent: tuple[str, ...]
    """The topics on which it does not speak, having an article on the plan."""
    no_article: tuple[str, ...]
    """The topics on which it does not speak, having none."""


def silence(plan: str, judged: Iterable[ProvisionJudgement], outlet: str) -> Silence:
    """What an outlet leaves out of the provisions of a plan; others' are passed over."""
    of_plan = [judgement for judgement in judged if judgement.provision.plan.id == plan]
    return Silence(
        plan,
        outlet,
        len(of_plan),
        sum(outlet in judgement.speaking for judgement in of_plan),
        tuple(j.provision.topic.id for j in of_plan if outlet in j.silent),
        tuple(j.provision.topic.id for j in of_plan if outlet in j.not_covering),
    )


class Presence(NamedTuple):
    """Who speaks on a plan's provisions and who does not, each in the data set's order."""

    speaking: tuple[str, ...]
    """The outlets compared that speak."""
    only_relayed: tuple[str, ...]
    """Of these, those without an article of their own on the plan."""
    silent: tuple[str, ...]
    """The outlets compared that have an article on the plan and do not speak."""
    not_covering: tuple[str, ...]
    """The outlets compared that have none and do not speak."""
    not_compared: tuple[str, ...]
    """The other outlets whose articles report on the provisions."""


def presence(
    dataset: Dataset, plan: str, judged: Iterable[ProvisionJudgement], outlets: Sequence[str]
) -> Presence:
    """Who speaks on the provisions of a plan; the outlets compared are in their own order."""
    covering = dataset.covering(plan)
    spoken = {outlet for judgement in judged for outlet in judgement.speaking}
    quiet = [outlet for outlet in outlets if outlet not in spoken]
    publishers = {
        report.article.outlet for provision in dataset.of_plan(plan) for report in provision.reports
    }
    return Presence(
        speaking=tuple(outlet for outlet in outlets if outlet in spoken),
        only_relayed=tuple(o for o in outlets if o in spoken and o not in covering),
        silent=tuple(outlet for outlet in quiet if outlet in covering),
        not_covering=tuple(outlet for outlet in quiet if outlet not in covering),
        not_compared=tuple(o for o in dataset.outlets if o in publishers and o not in outlets),
    )


def count_verdicts(verdicts: Iterable[Verdict]) -> Mapping[Verdict, int]:
    """How often each verdict occurs, in the order of verdicts; those that do not are left out."""
    found = list(verdicts)
    return {verdict: found.count(verdict) for verdict in Verdict if verdict in found}


class Part(NamedTuple):
    """An outlet's part in a provision."""

    verdict: Verdict
    """The most severe on the terms that it speaks on."""
    terms: int
    """How many these are."""
    relayed: bool
    """Whether any of its statements is another's that relays it."""


def parts(judged: ProvisionJudgement) -> Mapping[str, Part]:
    """The part of each outlet that speaks on a provision."""
    found = {}
    for outlet in judged.speaking:
        terms = [
            (term, statements)
            for term in judged.terms
            if (statements := [s for s in term.statements if s.outlet == outlet])
        ]
        found[outlet] = Part(
            most_severe(term for term, _ in terms).verdict,
            len(terms),
            any(statement.relayed for _, statements in terms for statement in statements),
        )
    return found


def unreported_points(dataset: Dataset, plan: Plan) -> tuple[int, ...]:
    """The numbered points of a plan on which there is no provision, where there is any.

    One whose file could not be read is none of them: what it reports is not known.
    """
    numbered = {provision.point for provision in dataset.of_plan(plan.id)} - {None}
    known = numbered | {point for of, point in dataset.unread if of == plan.id}
    points = range(1, (plan.points or 0) + 1) if numbered else ()
    return tuple(point for point in points if point not in known)


class PlanCounts(NamedTuple):
    """What there is on a plan, over all outlets."""

    plan: Plan
    provisions: int
    reports: int
    claims: int
    articles: int
    """The articles that cover it."""
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
        sum(len(report.says) or 1 for report in reports),
        len(articles),
        len(covering),
        tuple(outlet for outlet in outlets if outlet in covering),
    )
