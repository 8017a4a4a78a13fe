"""Two states of one data set: which claims, verdicts and changes are new, gone or other.

docs/semantics.md, Two states.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from plancmp.domain.comparison import Change, TopicChange, compare
from plancmp.domain.model import Claim, Dataset, PlanDraft, Provision
from plancmp.domain.side_by_side import by_day
from plancmp.domain.verdicts import Verdict, judge_provisions


class ClaimKey(NamedTuple):
    """What a claim says of what, where, on whose word and for which case; empty for nothing."""

    provision: str
    term: str
    value: str
    """As it is printed."""
    draft: str
    article: str
    paragraph: str
    speaker: str
    via: tuple[str, ...]
    """The outlets credited."""
    condition: str


class OtherVerdict(NamedTuple):
    """A term with its verdict before and now; None where it had or has none."""

    provision: str
    term: str
    asks: str
    before: Verdict | None
    now: Verdict | None


class OtherChange(NamedTuple):
    """A topic whose change between two plans was or is another; None where it was or is none."""

    plans: tuple[str, str]
    topic: str
    title: str
    before: Change | None
    now: Change | None


class StateChanges(NamedTuple):
    """What differs between two states."""

    new_claims: tuple[ClaimKey, ...]
    gone_claims: tuple[ClaimKey, ...]
    verdicts: tuple[OtherVerdict, ...]
    changes: tuple[OtherChange, ...]


def state_changes(before: Dataset, now: Dataset, outlets: Sequence[str]) -> StateChanges:
    """What differs from the earlier state to the present one, over the outlets compared."""
    claims_before, claims_now = (set(_claims(state)) for state in (before, now))
    return StateChanges(
        tuple(sorted(claims_now - claims_before)),
        tuple(sorted(claims_before - claims_now)),
        tuple(_other_verdicts(before, now, outlets)),
        tuple(_other_changes(before, now, outlets)),
    )


def _claims(dataset: Dataset) -> Iterator[ClaimKey]:
    for provision in dataset.provisions:
        for report in provision.reports:
            for claim in provision.claims_of(report):
                yield _key(provision, claim)


def _key(provision: Provision, claim: Claim) -> ClaimKey:
    report = claim.report
    value = provision.topic.terms[claim.term].kind.text(claim.value)
    return ClaimKey(
        provision.id,
        claim.term,
        value,
        draft=report.draft,
        article=report.article.id,
        paragraph=str(report.paragraph or ""),
        speaker=report.speaker,
        via=report.via,
        condition=report.condition,
    )


def _other_verdicts(
    before: Dataset, now: Dataset, outlets: Sequence[str]
) -> Iterator[OtherVerdict]:
    asks: dict[tuple[str, str], str] = {}
    found: list[Mapping[tuple[str, str], Verdict]] = []
    for state in (before, now):
        verdicts = {}
        for judged in judge_provisions(state, state.provisions, outlets):
            for term in judged.terms:
                key = (judged.provision.id, term.term.id)
                verdicts[key], asks[key] = term.verdict, term.term.asks
        found.append(verdicts)
    earlier, present = found
    other = [key for key in {*earlier, *present} if earlier.get(key) is not present.get(key)]
    for key in sorted(other, key=lambda key: _weight(earlier.get(key), present.get(key), key)):
        yield OtherVerdict(*key, asks[key], earlier.get(key), present.get(key))


def _weight(
    before: Verdict | None, now: Verdict | None, key: tuple[str, str]
) -> tuple[bool, int, tuple[str, str]]:
    """What sorts first what was and is another verdict, then the weightiest, by its name."""
    verdicts = [verdict for verdict in (before, now) if verdict]
    return (len(verdicts) < 2, min(verdict.rank for verdict in verdicts), key)


def _other_changes(before: Dataset, now: Dataset, outlets: Sequence[str]) -> Iterator[OtherChange]:
    """Of each plan and the one that follows it, in the order of their days."""
    for one, other in pairwise(by_day(now.plans.values())):
        earlier, present = (_changes(state, (one.id, other.id), outlets) for state in (before, now))
        for topic in sorted({*earlier, *present}):
            then, change = earlier.get(topic), present.get(topic)
            if (then and then.change) is not (change and change.change):
                either = present.get(topic) or earlier[topic]
                yield OtherChange(
                    (one.id, other.id),
                    topic,
                    either.topic.title,
                    then.change if then else None,
                    change.change if change else None,
                )


def _changes(
    state: Dataset, plans: tuple[str, str], outlets: Sequence[str]
) -> Mapping[str, TopicChange]:
    """The changes between two plans by topic; none where a plan is not there."""
    if not set(plans) <= set(state.plans):
        return {}
    one, other = (PlanDraft(state.plans[id], state.plans[id].last_draft) for id in plans)
    return {change.topic.id: change for change in compare(state, one, other, outlets).changes}
