"""`plancmp conflicts`: where outlets contradict each other or themselves, and what was updated."""

import hashlib
import json
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from plancmp.domain.model import Dataset
from plancmp.domain.problems import Problem
from plancmp.domain.verdicts import FINDINGS, Judgement, ProvisionJudgement, judge_provisions
from plancmp.views.claims import (
    CLAIM_RECORD,
    COLUMNS,
    References,
    band,
    claim_records,
    values_data,
)
from plancmp.views.document import Block, Heading, Line, Paragraph, Span, Table, View, line, records
from plancmp.views.wording import counted, legend, mark


class Found(NamedTuple):
    """What was found in some plans."""

    plans: tuple[str, ...]
    provisions: int
    """How many were looked at."""
    findings: tuple[tuple[ProvisionJudgement, Judgement], ...]
    """Each with the provision that it stands in, without that one's reports and other terms."""


def findings(dataset: Dataset, outlets: Sequence[str]) -> Found:
    """What asks for attention in the plans loaded, over the outlets compared."""
    return Found(
        tuple(dataset.plans),
        len(dataset.provisions),
        tuple(
            (judged._replace(provision=judged.provision._replace(reports=()), terms=()), term)
            for judged in judge_provisions(dataset, dataset.provisions, outlets, FINDINGS)
            for term in judged.terms
            if term.verdict in FINDINGS
        ),
    )


def conflicts(
    dataset: Dataset,
    found: Sequence[Found],
    outlets: Sequence[str],
    problems: Sequence[Problem] = (),
    references: References | None = None,
) -> View:
    """Every finding over the outlets compared, the gravest first; `dataset` tells their names.

    `references` numbers the articles, where a larger document does.
    """
    plans = [plan for each in found for plan in each.plans]
    provisions = sum(each.provisions for each in found)
    findings = [finding for each in found for finding in each.findings]
    findings.sort(key=lambda finding: FINDINGS.index(finding[1].verdict))
    read = f"{counted(provisions, 'provision')} of {', '.join(plans) or 'no plan'}"
    summary = line(_count(findings, read, problems))
    return View(
        command="conflicts",
        title=f"Conflicts: {', '.join(plans)}",
        blocks=lambda: _blocks(dataset, findings, summary, references or References()),
        records=lambda: records(
            ("id", *CLAIM_RECORD),
            (
                {"id": finding_id(judged, term), **record}
                for judged, term in findings
                for record in claim_records(judged, term)
            ),
        ),
        data=lambda: {
            "plans": plans,
            "outlets": list(outlets),
            "findings": [_data(judged, term) for judged, term in findings],
        },
        legend=legend(term.verdict for _, term in findings),
        problems=tuple(problems),
    )


def _blocks(
    dataset: Dataset,
    findings: Sequence[tuple[ProvisionJudgement, Judgement]],
    summary: Line,
    references: References,
) -> Iterator[Block]:
    yield Paragraph((summary,))
    for verdict in FINDINGS:
        chosen = [finding for finding in findings if finding[1].verdict is verdict]
        if chosen:
            yield Heading(mark(verdict), level=1)
            bands = tuple(
                band(dataset, judged.provision.plan, term, references, _title(judged, term))
                for judged, term in chosen
            )
            yield Table(COLUMNS, bands)
    yield from references.blocks(dataset)


def _count(
    findings: Sequence[tuple[ProvisionJudgement, Judgement]],
    read: str,
    problems: Sequence[Problem],
) -> str:
    verdicts = [term.verdict for _, term in findings]
    told = [f"{verdicts.count(v)} {v.value}" for v in FINDINGS if v in verdicts]
    if told:
        return f"{', '.join(told)} in {read}."
    if problems:
        return f"None in what could be read: {read}. The data has problems; see above."
    return f"No conflict, nothing disputed, nothing updated in {read}."


def _title(judged: ProvisionJudgement, term: Judgement) -> tuple[Span, ...]:
    point = f" · point {judged.provision.point}" if judged.provision.point else ""
    return (
        Span(f"{judged.provision.id} {term.term.id}", "strong"),
        Span(f"{point}  {term.term.asks}"),
        Span(f"  {finding_id(judged, term)}", "muted"),
    )


def finding_id(judged: ProvisionJudgement, term: Judgement) -> str:
    """Short and stable: from plan, topic, term and values, whatever their order or lines."""
    values = sorted({term.term.kind.text(value) for value in term.values})
    provision = judged.provision
    parts = [provision.plan.id, provision.topic.id, term.term.id, values]
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()[:8]


def _data(judged: ProvisionJudgement, term: Judgement) -> dict[str, Any]:
    return {
        "id": finding_id(judged, term),
        "plan": judged.provision.plan.id,
        "topic": judged.provision.topic.id,
        "term": term.term.id,
        "point": judged.provision.point,
        "asks": term.term.asks,
        "verdict": term.verdict.value,
        "reason": term.reason,
        "origins": len(term.origins),
        "values": values_data(term, term.statements),
    }
