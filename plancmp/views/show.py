"""`plancmp show`: a plan's provisions by outlets, each row with its verdict."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import inf
from typing import Any, NamedTuple

from plancmp.model import Dataset, Plan
from plancmp.problems import Problem, listed
from plancmp.verdicts import ProvisionJudgement, Verdict, judge_provisions
from plancmp.views.claims import CLAIM_RECORD, References, provision_records, read_in
from plancmp.views.document import (
    Band,
    Block,
    Cell,
    Column,
    Heading,
    Line,
    Paragraph,
    Span,
    Table,
    View,
    cell,
    line,
    records,
)
from plancmp.views.words import counted, day, legend, mark, names, other_draft, point

SILENT, NO_ARTICLE = "–", "no article"
"""What stands where an outlet says nothing: one that has an article on the plan, or none."""


def show(
    dataset: Dataset, plan: Plan, outlets: Sequence[str], problems: Sequence[Problem] = ()
) -> View:
    """The provisions of a plan; an outlet that says nothing of any has no column."""
    judged = judge_provisions(dataset, dataset.of_plan(plan.id), outlets)
    speaking = {outlet for provision in judged for outlet in provision.speaking}
    columns = [outlet for outlet in outlets if outlet in speaking]
    references = References()
    statements = [s for provision in judged for term in provision.terms for s in term.statements]
    gaps = unreported_points(plan, judged)
    told = _in_order(judged, gaps)
    covering = dataset.covering(plan.id)
    quiet = tuple(cell(SILENT if o in covering else NO_ARTICLE, "muted") for o in columns)
    rows = [_gap(each, quiet) if isinstance(each, Gap) else _row(each, columns) for each in told]
    blocks: list[Block] = [
        Heading((Span(plan.id, "strong"), Span(f" · {plan.title}"))),
        Paragraph(
            (
                *_summary(dataset, plan, judged, outlets, columns),
                read_in(dataset, "read in", outlets, statements, references),
            )
        ),
    ]
    if rows:
        titles = [
            Column("provision"),
            *(Column(dataset.short(o)) for o in columns),
            Column("verdict"),
        ]
        blocks.append(Table(tuple(titles), (Band(tuple(rows)),), spaced=True))
    return View(
        command="show",
        title=f"Provisions by outlets: {plan.id}",
        blocks=(*blocks, *references.blocks(dataset)),
        records=lambda: records(
            CLAIM_RECORD,
            (
                record
                for each in told
                for record in (
                    _gap_records(plan, each) if isinstance(each, Gap) else provision_records(each)
                )
            ),
        ),
        data=lambda: {
            "plan": plan.id,
            "title": plan.title,
            "outlets": list(outlets),
            "unreported_points": list(gaps),
            "provisions": [_data(judgement) for judgement in judged],
        },
        legend=legend(
            [*(judgement.verdict for judgement in judged), *([Verdict.SILENT] if gaps else [])]
        ),
        problems=tuple(problems),
    )


def _summary(
    dataset: Dataset,
    plan: Plan,
    judged: Sequence[ProvisionJudgement],
    outlets: Sequence[str],
    columns: Sequence[str],
) -> tuple[Line, ...]:
    covering = dataset.covering(plan.id)
    told = [day(plan.date)] if plan.date else []
    if plan.points:
        told.append(counted(plan.points, "point"))
    told.append(counted(len(judged), "provision"))
    verdicts = [judgement.verdict for judgement in judged]
    told += [f"{verdicts.count(v)} {v.value}" for v in Verdict if v in verdicts]
    lines = [line(" · ".join(told))]
    if unreported := unreported_points(plan, judged):
        numbers = listed(map(str, unreported), "and")
        noun = "point" if len(unreported) == 1 else "points"
        lines.append(line(f"nothing at hand reports {noun} {numbers}"))
    quiet = [o for o in outlets if o not in columns and o in covering]
    missing = [o for o in outlets if o not in covering and o not in columns]
    relayed = [o for o in columns if o not in covering]
    if relayed:
        lines.append(line(f"only as relayed by others: {names(dataset, relayed)}"))
    if quiet:
        lines.append(line(f"an article on it, but nothing on these: {names(dataset, quiet)}"))
    if missing:
        lines.append(line(f"no article of their own on {plan.id}: {names(dataset, missing)}"))
    others = [o for o in dataset.outlets if o not in outlets and _reports(dataset, plan, o)]
    if others:
        count = counted(len(others), "more outlet")
        lines.append(line(f"{count} not shown (--outlet all): {names(dataset, others)}"))
    return tuple(lines)


def unreported_points(plan: Plan, judged: Sequence[ProvisionJudgement]) -> tuple[int, ...]:
    """The numbered points of a plan in which no provision stands, where any does."""
    numbered = {judgement.provision.point for judgement in judged} - {None}
    if not numbered:
        return ()
    return tuple(point for point in range(1, (plan.points or 0) + 1) if point not in numbered)


class Gap(NamedTuple):
    """Points, from the first to the last, on which nobody at all says anything."""

    first: int
    last: int


def _in_order(
    judged: Sequence[ProvisionJudgement], gaps: Sequence[int]
) -> Sequence[ProvisionJudgement | Gap]:
    """The provisions with the gaps between them, where these belong."""
    runs: list[Gap] = []
    for number in gaps:
        follows = runs and runs[-1].last == number - 1
        runs.append(Gap(runs.pop().first if follows else number, number))
    everything: list[ProvisionJudgement | Gap] = [*judged, *runs]
    return sorted(everything, key=_place)


def _place(each: ProvisionJudgement | Gap) -> float:
    return each.first if isinstance(each, Gap) else each.provision.point or inf


def _gap(gap: Gap, cells: Sequence[Cell]) -> tuple[Cell, ...]:
    name, them = f"points {gap.first} to {gap.last}", "them"
    if gap.first == gap.last:
        name, them = f"point {gap.first}", "it"
    return (
        (
            line(name, "muted"),
            line(f"nothing at hand reports {them}", "muted"),
        ),
        *cells,
        (mark(Verdict.SILENT),),
    )


def _gap_records(plan: Plan, gap: Gap) -> Iterator[dict[str, Any]]:
    for number in range(gap.first, gap.last + 1):
        yield {
            "plan": plan.id,
            "point": number,
            "verdict": Verdict.SILENT.value,
            "reason": "Nothing at hand reports this point.",
        }


def _reports(dataset: Dataset, plan: Plan, outlet: str) -> bool:
    return any(
        report.article.outlet == outlet
        for provision in dataset.of_plan(plan.id)
        for report in provision.reports
    )


def _row(judgement: ProvisionJudgement, columns: Sequence[str]) -> tuple[Cell, ...]:
    provision = judgement.provision
    name: list[Line] = [line(provision.topic.id, "strong"), line(provision.title)]
    if provision.point:
        name.insert(0, line(point(provision), "muted"))
    return (
        tuple(name),
        *(_cell(judgement, outlet) for outlet in columns),
        (mark(judgement.verdict),),
    )


def _cell(judgement: ProvisionJudgement, outlet: str) -> Cell:
    """What an outlet reports, a line a value."""
    plan = judgement.provision.plan
    lines = []
    for term in judgement.terms:
        said = dict.fromkeys(
            (s.value, other_draft(plan, s), s.relayed)
            for s in term.statements
            if s.outlet == outlet
        )
        for value, draft, relayed in said:
            beside = ", ".join(filter(None, (draft, "relayed" if relayed else "")))
            lines.append(
                (
                    Span(f"{term.term.id}: ", "muted"),
                    Span(term.term.kind.text(value), "value"),
                    *((Span(f" ({beside})", "muted"),) if beside else ()),
                )
            )
    if lines:
        return tuple(lines)
    return cell(NO_ARTICLE if outlet in judgement.not_covering else SILENT, "muted")


def _data(judgement: ProvisionJudgement) -> dict[str, Any]:
    provision = judgement.provision
    cells: dict[str, list[dict[str, Any]]] = {}
    for term in judgement.terms:
        for statement in term.statements:
            entry = {
                "term": term.term.id,
                "text": term.term.kind.text(statement.value),
                "relayed": statement.relayed,
                "draft": statement.claim.report.draft or None,
            }
            entries = cells.setdefault(statement.outlet, [])
            if entry not in entries:
                entries.append(entry)
    return {
        "topic": provision.topic.id,
        "point": provision.point,
        "title": provision.title,
        "verdict": judgement.verdict.value,
        "reason": judgement.reason,
        "terms": [
            {"term": term.term.id, "verdict": term.verdict.value, "reason": term.reason}
            for term in judgement.terms
        ],
        "cells": cells,
        "silent": list(judgement.silent),
        "not_covering": list(judgement.not_covering),
    }
