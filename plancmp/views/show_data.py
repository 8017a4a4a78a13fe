"""What `show` says, as data."""

from typing import TypedDict

from plancmp.domain.model import Dataset
from plancmp.domain.positions import How
from plancmp.domain.printed import answer
from plancmp.domain.reasons import explain, explain_provision
from plancmp.domain.verdicts import ProvisionJudgement, Verdict
from plancmp.views.claim_data import ClaimData, claim_data
from plancmp.views.hidden_data import HiddenData
from plancmp.views.json_types import Count, Day, Positive


class TermVerdictData(TypedDict):
    """The verdict on a term."""

    term: str
    verdict: Verdict
    reason: str


class CellData(TypedDict):
    """A value that an outlet reports, and how it comes to: own, citing or quoted."""

    term: str
    text: str
    label: str
    draft: str | None
    how: How
    claims: list[ClaimData]


class ShownProvisionData(TypedDict):
    """A provision with the values of each outlet."""

    topic: str
    point: Positive | None
    points: list[Positive]
    title: str
    verdict: Verdict
    reason: str
    sources: Count
    """How many independent sources all that is said rests on."""
    terms: list[TermVerdictData]
    cells: dict[str, list[CellData]]
    silent: list[str]
    not_found: list[str]
    not_covering: list[str]
    fallen: list[str]


class ShowData(TypedDict):
    """What `show` says."""

    plan: str
    draft: str | None
    title: str
    outlets: list[str]
    left_out: list[str]
    hidden: HiddenData | None
    since: Day | None
    new: list[str]
    """The ids of the terms that rest on articles after that day."""
    unreported_points: list[Positive]
    provisions: list[ShownProvisionData]


def shown_provision(dataset: Dataset, judged: ProvisionJudgement) -> ShownProvisionData:
    """A provision as data: its verdict, and what each outlet says of it."""
    provision = judged.provision
    cells: dict[str, dict[object, CellData]] = {}
    for term in judged.terms:
        for statement in term.statements:
            draft, how = statement.claim.report.draft, statement.how
            found = cells.setdefault(statement.outlet, {}).setdefault(
                (term.term.id, statement.value, draft, how),
                {
                    "term": term.term.id,
                    "text": term.term.kind.text(statement.value),
                    "label": answer(term.term, statement.value),
                    "draft": draft or None,
                    "how": how,
                    "claims": [],
                },
            )
            found["claims"].append(claim_data(statement))
    return {
        "topic": provision.topic.id,
        "point": provision.point,
        "points": list(provision.points),
        "title": provision.title,
        "verdict": judged.verdict,
        "reason": explain_provision(judged, dataset.short),
        "sources": len(judged.origins),
        "terms": [
            {
                "term": term.term.id,
                "verdict": term.verdict,
                "reason": explain(term, dataset.short, provision.plan.drafts),
            }
            for term in judged.terms
        ],
        "cells": {outlet: list(found.values()) for outlet, found in cells.items()},
        "silent": list(judged.silent),
        "not_found": list(judged.not_found),
        "not_covering": list(judged.not_covering),
        "fallen": list(judged.fallen),
    }
