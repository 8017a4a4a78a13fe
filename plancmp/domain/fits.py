"""Values that contradict the others here, and are what another plan or draft is said to have.

The commonest mistake of reporters is to mix versions; nothing is ever moved. docs/semantics.md,
Fits.
"""

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import NamedTuple, TypeAlias

from plancmp.domain.findings import JudgedTerm
from plancmp.domain.model import Claim, PlanDraft, Provision
from plancmp.domain.positions import values_of
from plancmp.domain.values import RESERVED, Relation, Value
from plancmp.domain.verdicts import OPPOSED, Judgement

MOST_PLANS = 12
"""Among more plans than these any value fits one by chance: none is held against them."""


class Fit(NamedTuple):
    """A value of a contradiction, and another plan or draft that is reported to have it."""

    value: Value
    plan: PlanDraft


Fits: TypeAlias = Mapping[str, tuple[Fit, ...]]
"""By the id of a finding; a finding without any is not there."""
NO_FITS: Fits = MappingProxyType({})


def opposed_topics(terms: Iterable[JudgedTerm]) -> tuple[str, ...]:
    """The ids of the topics on which what is said contradicts: where a fit can be."""
    opposed = (term for term in terms if term.judgement.verdict in OPPOSED)
    return tuple(sorted({term.provision.topic.id for term in opposed}))


def find_fits(terms: Iterable[JudgedTerm], others: Iterable[Provision]) -> Fits:
    """The fits of these findings, among provisions of any plans."""
    others = tuple(others)
    found = {term.id: fits(*term, others) for term in terms}
    return {id: of for id, of in found.items() if of}


def fits(
    provision: Provision, judgement: Judgement, others: Iterable[Provision]
) -> tuple[Fit, ...]:
    """Which of the contradicting values other plans or drafts are said to have, in the same case.

    A plan or draft that is reported to have all of these values tells none of them apart, and is
    passed over.
    """
    if judgement.verdict not in OPPOSED:
        return ()
    values = [v for v in values_of(judgement.decisive) if v not in RESERVED.values()]
    drafts = {statement.claim.report.draft for statement in judgement.decisive}
    cases = {(s.value, s.claim.report.condition) for s in judgement.decisive}
    found: dict[str, dict[Value, Fit]] = {}
    for plan, claim in _elsewhere(provision, judgement, others, drafts):
        for mine in values:
            same = judgement.term.kind.relation(mine, claim.value) is Relation.SAME
            if same and (mine, claim.report.condition) in cases:
                found.setdefault(plan.id, {})[mine] = Fit(mine, plan)
    distinctive = (of for of in found.values() if len(of) < len(values))
    return tuple(fit for by_value in distinctive for fit in by_value.values())


def _elsewhere(
    provision: Provision, judgement: Judgement, others: Iterable[Provision], drafts: set[str]
) -> Iterator[tuple[PlanDraft, Claim]]:
    """What is reported on the term of other plans, and of other drafts of this one."""
    for other in others:
        if other.topic.id != provision.topic.id or judgement.term.id not in other.topic.terms:
            continue
        for claim in other.claims(judgement.term.id):
            draft = claim.report.draft
            if other.plan.id != provision.plan.id or draft not in drafts:
                yield PlanDraft(other.plan, draft), claim
