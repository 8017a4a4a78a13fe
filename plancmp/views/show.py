"""`plancmp show`: a plan's provisions by outlets, each row with its verdict."""

from collections.abc import Iterator, Mapping, Sequence
from math import inf
from typing import Any, NamedTuple

from plancmp.domain.findings import Hidden, Presence, count_verdicts, presence, unreported_points
from plancmp.domain.model import Dataset, Plan
from plancmp.domain.problems import Problem
from plancmp.domain.reasons import explain, explain_provision, how_read
from plancmp.domain.verdicts import ProvisionJudgement
from plancmp.text import join_words
from plancmp.views.base import View
from plancmp.views.claims import CLAIM_RECORD, References, provision_records, read_in
from plancmp.views.document import (
    Band,
    Block,
    Cell,
    Column,
    Heading,
    Line,
    Paragraph,
    Records,
    Span,
    Table,
    cell,
    line,
    records,
)
from plancmp.views.wording import (
    counted,
    day,
    hidden_data,
    hides,
    left_out,
    legend,
    mark,
    names,
    other_draft,
    point,
)

SILENT, NO_ARTICLE = "–", "no article"
"""What stands where an outlet says nothing: one that has an article on the plan, or none."""


class ShowView(View):
    """The provisions of a plan; an outlet that says nothing of any has no column."""

    command = "show"

    def __init__(
        self,
        dataset: Dataset,
        plan: Plan,
        judged: Sequence[ProvisionJudgement],
        outlets: Sequence[str],
        problems: Sequence[Problem] = (),
        *,
        draft: str = "",
        hidden: Hidden | None = None,
    ) -> None:
        """Take the verdicts on the plan's provisions, or on one draft, over the outlets compared.

        `hidden` is what the choice of outlets hides of them.
        """
        self.named = f"{plan.id}@{draft}" if draft else plan.id
        super().__init__(f"Provisions by outlets: {self.named}", problems)
        self.dataset = dataset
        self.plan = plan
        self.judged = judged
        self.outlets = outlets
        self.draft = draft
        self.hidden = hidden
        self.unreported = unreported_points(dataset, plan)

    def blocks(self) -> Iterator[Block]:
        """A table with a row for each provision, and a column for each outlet."""
        dataset, plan, judged = self.dataset, self.plan, self.judged
        references = References()
        present = presence(dataset, plan.id, judged, self.outlets)
        if self.draft:
            present = present._replace(silent=(), not_found={})
        summary = (
            *_summary(dataset, plan, judged, self.unreported, present),
            *hides(self.hidden),
            *left_out(dataset),
        )
        statements = [s for each in judged for term in each.terms for s in term.statements]
        yield Heading((Span(self.named, "strong"), Span(f" · {plan.title}")))
        read = read_in(dataset, "read in", self.outlets, statements, references)
        yield Paragraph((*summary, read))
        rows = _in_order(judged, self.unreported)
        if rows:
            yield _table(dataset, rows, present)
        yield from references.blocks(dataset)

    def records(self) -> Records:
        """A record for each claim, and for each point that nobody reports."""
        return records(
            CLAIM_RECORD,
            (
                record
                for row in _in_order(self.judged, self.unreported)
                for record in (
                    _unreported_records(self.plan, row)
                    if isinstance(row, Unreported)
                    else provision_records(self.dataset, row)
                )
            ),
        )

    def data(self) -> Mapping[str, Any]:
        """The provisions with what each outlet reports."""
        return {
            "plan": self.plan.id,
            "draft": self.draft or None,
            "title": self.plan.title,
            "outlets": list(self.outlets),
            "left_out": list(self.dataset.left_out),
            "hidden": hidden_data(self.hidden),
            "unreported_points": list(self.unreported),
            "provisions": [_data(self.dataset, judgement) for judgement in self.judged],
        }

    def legend(self) -> tuple[tuple[Span, str], ...]:
        """The verdicts on provisions."""
        return legend(judgement.verdict for judgement in self.judged)

    def outcomes(self) -> frozenset[str]:
        """The verdicts on terms."""
        return frozenset(term.verdict for each in self.judged for term in each.terms)


def _table(
    dataset: Dataset,
    told: Sequence["ProvisionJudgement | Unreported"],
    present: Presence,
) -> Table:
    columns, relayed = present.speaking, present.only_quoted
    quiet = tuple(cell(NO_ARTICLE if o in relayed else SILENT, "muted") for o in columns)
    rows = tuple(
        _unreported_row(each, quiet) if isinstance(each, Unreported) else _row(each, columns)
        for each in told
    )
    titles = ("provision", *map(dataset.short, columns), "verdict")
    return Table(tuple(map(Column, titles)), (Band(rows),), spaced=True)


def _summary(
    dataset: Dataset,
    plan: Plan,
    judged: Sequence[ProvisionJudgement],
    unreported: Sequence[int],
    present: Presence,
) -> tuple[Line, ...]:
    told = [day(plan.date)] if plan.date else []
    if plan.points:
        told.append(counted(plan.points, "point"))
    told.append(counted(len(judged), "provision"))
    counts = count_verdicts(judgement.verdict for judgement in judged)
    told += [f"{number} {verdict}" for verdict, number in counts.items()]
    lines = [line(" · ".join(told))]
    if unreported:
        numbers = join_words(map(str, unreported), "and")
        noun = "point" if len(unreported) == 1 else "points"
        lines.append(line(f"nothing at hand reports {noun} {numbers}"))
    if present.only_quoted:
        relayed = names(dataset, present.only_quoted)
        lines.append(line(f"only as relayed by others: {relayed}"))
    if present.silent:
        silent = names(dataset, present.silent)
        lines.append(line(f"articles on it, read whole, and nothing on these: {silent}"))
    if present.not_found:
        read = how_read(present.not_found, dataset.short)
        lines.append(line(f"nothing on these in what was read of {read}"))
    if present.not_covering:
        missing = names(dataset, present.not_covering)
        lines.append(line(f"no article of their own on {plan.id}: {missing}"))
    others = present.not_compared
    if others:
        count = counted(len(others), "more outlet")
        lines.append(line(f"{count} not shown (--outlet all): {names(dataset, others)}"))
    return tuple(lines)


class Unreported(NamedTuple):
    """Points from the first to the last, on none of which there is a provision."""

    first: int
    last: int


def _in_order(
    judged: Sequence[ProvisionJudgement], unreported: Sequence[int]
) -> Sequence[ProvisionJudgement | Unreported]:
    """The provisions, with the points that are unreported between them."""
    runs: list[Unreported] = []
    for number in unreported:
        follows = runs and runs[-1].last == number - 1
        runs.append(Unreported(runs.pop().first if follows else number, number))
    everything: list[ProvisionJudgement | Unreported] = [*judged, *runs]
    return sorted(everything, key=_place)


def _place(each: ProvisionJudgement | Unreported) -> float:
    return each.first if isinstance(each, Unreported) else each.provision.point or inf


def _unreported_row(run: Unreported, cells: Sequence[Cell]) -> tuple[Cell, ...]:
    name, them = f"points {run.first} to {run.last}", "them"
    if run.first == run.last:
        name, them = f"point {run.first}", "it"
    title = (line(name, "muted"), line(f"nothing at hand reports {them}", "muted"))
    return (title, *cells, cell(SILENT, "muted"))


def _unreported_records(plan: Plan, run: Unreported) -> Iterator[dict[str, Any]]:
    for number in range(run.first, run.last + 1):
        yield {"plan": plan.id, "point": number, "reason": "Nothing at hand reports this point."}


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
            (s.value, other_draft(plan, s), s.quoted) for s in term.statements if s.outlet == outlet
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


def _data(dataset: Dataset, judgement: ProvisionJudgement) -> dict[str, Any]:
    provision = judgement.provision
    cells: dict[str, list[dict[str, Any]]] = {}
    for term in judgement.terms:
        for statement in term.statements:
            entry = {
                "term": term.term.id,
                "text": term.term.kind.text(statement.value),
                "relayed": statement.quoted,
                "draft": statement.claim.report.draft or None,
            }
            entries = cells.setdefault(statement.outlet, [])
            if entry not in entries:
                entries.append(entry)
    return {
        "topic": provision.topic.id,
        "point": provision.point,
        "points": list(provision.points),
        "title": provision.title,
        "verdict": judgement.verdict,
        "reason": explain_provision(judgement, dataset.short),
        "terms": [
            {
                "term": term.term.id,
                "verdict": term.verdict,
                "reason": explain(term, dataset.short, provision.plan.drafts),
            }
            for term in judgement.terms
        ],
        "cells": cells,
        "silent": list(judgement.silent),
        "not_found": list(judgement.not_found),
        "not_covering": list(judgement.not_covering),
    }
