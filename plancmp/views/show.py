"""`plancmp show`: a plan's provisions by outlets, each row with its verdict."""

from collections.abc import Iterator, Sequence
from math import inf
from typing import NamedTuple, TypedDict

from plancmp.domain.findings import Hidden, Presence, count_verdicts, presence, unreported_points
from plancmp.domain.model import Dataset, Plan
from plancmp.domain.problems import Problem
from plancmp.domain.reasons import explain, explain_provision, how_read
from plancmp.domain.verdicts import ProvisionJudgement, Verdict
from plancmp.text import join_words
from plancmp.views import document as doc
from plancmp.views.base import View
from plancmp.views.claim_data import CLAIM_RECORD, provision_records
from plancmp.views.json_types import Positive
from plancmp.views.marks import badge, legend
from plancmp.views.references import References, articles_read
from plancmp.views.wording import (
    HiddenData,
    counted,
    day,
    hidden_data,
    hides,
    left_out,
    names,
    other_draft,
    point,
)

SILENT, NO_ARTICLE = "–", "no article"
"""What stands where an outlet says nothing: one that has an article on the plan, or none."""


class TermVerdictData(TypedDict):
    """The verdict on a term."""

    term: str
    verdict: Verdict
    reason: str


class CellData(TypedDict):
    """A value that an outlet reports."""

    term: str
    text: str
    relayed: bool
    draft: str | None


class ShownProvisionData(TypedDict):
    """A provision with the values of each outlet."""

    topic: str
    point: Positive | None
    points: list[Positive]
    title: str
    verdict: Verdict
    reason: str
    terms: list[TermVerdictData]
    cells: dict[str, list[CellData]]
    silent: list[str]
    not_found: list[str]
    not_covering: list[str]


class ShowData(TypedDict):
    """What `show` says."""

    plan: str
    draft: str | None
    title: str
    outlets: list[str]
    left_out: list[str]
    hidden: HiddenData | None
    unreported_points: list[Positive]
    provisions: list[ShownProvisionData]


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

    def blocks(self) -> Iterator[doc.Block]:
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
        yield doc.Heading((doc.Span(self.named, "strong"), doc.Span(f" · {plan.title}")))
        read = articles_read(dataset, "read in", self.outlets, statements, references)
        yield doc.Paragraph((*summary, read))
        rows = _in_order(judged, self.unreported)
        if rows:
            yield _table(dataset, rows, present)
        yield from references.blocks(dataset)

    def records(self) -> doc.Records:
        """A record for each claim, and for each point that nobody reports."""
        return doc.records(
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

    def data(self) -> ShowData:
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

    def legend(self) -> doc.Legend:
        return legend(judgement.verdict for judgement in self.judged)

    def outcomes(self) -> frozenset[str]:
        """The verdicts on terms."""
        return frozenset(term.verdict for each in self.judged for term in each.terms)


def _table(
    dataset: Dataset,
    provisions: Sequence["ProvisionJudgement | Unreported"],
    present: Presence,
) -> doc.Table:
    columns, relayed = present.speaking, present.only_quoted
    quiet = tuple(doc.cell(NO_ARTICLE if o in relayed else SILENT, "muted") for o in columns)
    rows = tuple(
        _unreported_row(part, quiet) if isinstance(part, Unreported) else _row(part, columns)
        for part in provisions
    )
    return doc.table(("provision", *map(dataset.short, columns), "verdict"), rows, spaced=True)


def _summary(
    dataset: Dataset,
    plan: Plan,
    judged: Sequence[ProvisionJudgement],
    unreported: Sequence[int],
    present: Presence,
) -> tuple[doc.Line, ...]:
    facts = [day(plan.date)] if plan.date else []
    if plan.points:
        facts.append(counted(plan.points, "point"))
    facts.append(counted(len(judged), "provision"))
    counts = count_verdicts(judgement.verdict for judgement in judged)
    facts += [f"{number} {verdict}" for verdict, number in counts.items()]
    lines = [doc.line(" · ".join(facts))]
    if unreported:
        numbers = join_words(map(str, unreported), "and")
        noun = "point" if len(unreported) == 1 else "points"
        lines.append(doc.line(f"nothing at hand reports {noun} {numbers}"))
    if present.only_quoted:
        relayed = names(dataset, present.only_quoted)
        lines.append(doc.line(f"only as relayed by others: {relayed}"))
    if present.silent:
        silent = names(dataset, present.silent)
        lines.append(doc.line(f"articles on it, read whole, and nothing on these: {silent}"))
    if present.not_found:
        read = how_read(present.not_found, dataset.short)
        lines.append(doc.line(f"nothing on these in what was read of {read}"))
    if present.not_covering:
        missing = names(dataset, present.not_covering)
        lines.append(doc.line(f"no article of their own on {plan.id}: {missing}"))
    others = present.not_compared
    if others:
        count = counted(len(others), "more outlet")
        lines.append(doc.line(f"{count} not shown (--outlet all): {names(dataset, others)}"))
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
    return sorted(
        everything,
        key=lambda row: row.first if isinstance(row, Unreported) else row.provision.point or inf,
    )


def _unreported_row(run: Unreported, cells: Sequence[doc.Cell]) -> tuple[doc.Cell, ...]:
    name, them = f"points {run.first} to {run.last}", "them"
    if run.first == run.last:
        name, them = f"point {run.first}", "it"
    title = (doc.line(name, "muted"), doc.line(f"nothing at hand reports {them}", "muted"))
    return (title, *cells, doc.cell(SILENT, "muted"))


def _unreported_records(plan: Plan, run: Unreported) -> Iterator[doc.Record]:
    for number in range(run.first, run.last + 1):
        yield {"plan": plan.id, "point": number, "reason": "Nothing at hand reports this point."}


def _row(judgement: ProvisionJudgement, columns: Sequence[str]) -> tuple[doc.Cell, ...]:
    provision = judgement.provision
    name: list[doc.Line] = [doc.line(provision.topic.id, "strong"), doc.line(provision.title)]
    if provision.point:
        name.insert(0, doc.line(point(provision), "muted"))
    return (
        tuple(name),
        *(_cell(judgement, outlet) for outlet in columns),
        (badge(judgement.verdict),),
    )


def _cell(judgement: ProvisionJudgement, outlet: str) -> doc.Cell:
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
                    doc.Span(f"{term.term.id}: ", "muted"),
                    doc.Span(term.term.kind.text(value), "value"),
                    *((doc.Span(f" ({beside})", "muted"),) if beside else ()),
                )
            )
    if lines:
        return tuple(lines)
    return doc.cell(NO_ARTICLE if outlet in judgement.not_covering else SILENT, "muted")


def _data(dataset: Dataset, judgement: ProvisionJudgement) -> ShownProvisionData:
    provision = judgement.provision
    cells: dict[str, list[CellData]] = {}
    for term in judgement.terms:
        for statement in term.statements:
            entry: CellData = {
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
