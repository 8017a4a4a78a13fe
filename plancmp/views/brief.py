"""`plancmp brief`: the whole comparison of one plan or two as one document."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from plancmp.domain.changes import compare
from plancmp.domain.coverage import coverage
from plancmp.domain.findings import (
    JudgedTerm,
    Silence,
    SoleOrigin,
    count_plans,
    count_verdicts,
    findings,
    merge,
    parts,
    silence,
    sole_origins,
)
from plancmp.domain.model import Article, Dataset, Plan, PlanDraft
from plancmp.domain.problems import Problem
from plancmp.domain.verdicts import Judgement, Verdict, judge_provisions
from plancmp.views.base import View
from plancmp.views.claims import References
from plancmp.views.conflicts import ConflictsView
from plancmp.views.diff import DiffView
from plancmp.views.document import (
    Band,
    Block,
    Cell,
    Column,
    Heading,
    Line,
    Notes,
    Paragraph,
    Records,
    Span,
    Table,
    cell,
    line,
    pointer,
)
from plancmp.views.outlets import OutletsView
from plancmp.views.plans import plan_data
from plancmp.views.sources import SourcesView
from plancmp.views.wording import counted, dated, left_out, mark, names

SECTIONS: Mapping[str, str] = {
    "read": "What was read",
    "numbers": "In numbers",
    "findings": "Conflicts and disputes",
    "matrix": "Who speaks on what",
    "changes": "What changed",
    "agreement": "Who agrees with whom",
    "origins": "What rests on one origin",
    "silence": "What was not found in whom",
    "provisions": "Every provision and its sources",
}
"""The document's parts and their titles; the matrix is drawn on a page alone."""


class BriefView(View):
    """What was read, what it adds up to, and every provision with its sources.

    Of two plans the first is the one before; what changed is told where there are two.
    """

    command = "brief"

    def __init__(
        self,
        dataset: Dataset,
        plans: Sequence[Plan],
        outlets: Sequence[str],
        problems: Sequence[Problem] = (),
    ) -> None:
        """Take the plans, one or two, and judge and compare all of it."""
        self.named = ", ".join(plan.id for plan in plans)
        super().__init__(f"{dataset.title}: {self.named}", problems)
        self.dataset = dataset
        self.plans = plans
        self.compared = outlets
        self.articles = _articles(dataset)
        self.references = References()
        everyone = dataset.compared_first(outlets)
        self.judged = judge_provisions(dataset, dataset.provisions, outlets)
        overall = judge_provisions(dataset, dataset.provisions, everyone)
        found = merge([findings(dataset, outlets)])
        first = len(self.articles) + 1
        self.conflicts = ConflictsView(dataset, found, outlets, problems, self.references)
        self.diff = _diff(dataset, plans, outlets, self.references)
        self.sources = SourcesView(dataset, self.judged, overall, outlets, first=first)
        self.outlets = OutletsView(dataset, coverage(dataset, outlets))
        self.resting = sole_origins(self.judged)
        self.quiet = [silence(p.id, self.judged, outlet) for p in plans for outlet in outlets]
        self.counts = [
            count_verdicts(j.verdict for j in self.judged if j.provision.plan.id == plan.id)
            for plan in plans
        ]

    def blocks(self) -> Iterator[Block]:
        """The document's parts, each under its title."""
        dataset, references = self.dataset, self.references
        yield Heading((Span("brief", "strong"), Span(f" · {self.named}")))
        compared = line(f"compared: {names(dataset, self.compared)}")
        yield Paragraph((line(dataset.title), compared, *left_out(dataset)))
        yield _part("read")
        yield from _read(dataset, self.articles, references)
        yield _part("numbers")
        yield Paragraph(tuple(map(_headline, self.plans, self.counts)))
        yield _part("findings")
        yield from _without_notes(self.conflicts)
        if self.diff:
            yield _part("changes")
            yield from _without_notes(self.diff)
        yield _part("agreement")
        yield from _under(self.outlets)
        yield _part("origins")
        yield from _resting_blocks(dataset, self.resting)
        yield _part("silence")
        yield from _quiet_blocks(dataset, self.quiet)
        yield _part("provisions")
        yield from _under(self.sources)
        yield from references.blocks(dataset)

    def records(self) -> Records:
        """A record for each claim, as those of `sources`."""
        return self.sources.records()

    def data(self) -> Mapping[str, Any]:
        """All parts of the document."""
        return {
            "title": self.dataset.title,
            "plans": [
                {**plan_data(plan), "verdicts": dict(verdicts)}
                for plan, verdicts in zip(
                    count_plans(self.dataset, self.compared), self.counts, strict=True
                )
            ],
            "compared": list(self.compared),
            "left_out": list(self.dataset.left_out),
            "outlets": [
                {"outlet": o.id, "name": o.name, "short": o.short, "kind": o.kind}
                for o in self.dataset.outlets.values()
            ],
            "articles": [_article_data(article) for article in self.articles],
            "findings": self.conflicts.data()["findings"],
            "changes": self.diff.data()["changes"] if self.diff else None,
            "pairs": self.outlets.data()["pairs"],
            "one_origin": [
                {"origin": sorted(origin), "terms": [_term_id(term) for term in terms]}
                for origin, terms in self.resting
            ],
            "silence": [_silence_data(row) for row in self.quiet],
            "provisions": [
                {
                    **data,
                    "topic_title": judgement.provision.topic.title,
                    "group": judgement.provision.topic.group,
                    "cells": {
                        outlet: {"verdict": verdict, "terms": terms, "relayed": quoted}
                        for outlet, (verdict, terms, quoted) in parts(judgement).items()
                    },
                }
                for data, judgement in zip(
                    self.sources.data()["provisions"], self.judged, strict=True
                )
            ],
        }

    def legend(self) -> tuple[tuple[Span, str], ...]:
        """The verdicts on provisions and terms, then the changes."""
        return (*self.sources.legend(), *(self.diff.legend() if self.diff else ()))


def _diff(
    dataset: Dataset, plans: Sequence[Plan], outlets: Sequence[str], references: References
) -> DiffView | None:
    if len(plans) != 2:
        return None
    before, after = (PlanDraft(plan, plan.last_draft) for plan in plans)
    comparison = compare(dataset, before, after, outlets)
    return DiffView(dataset, comparison, outlets, references=references)


def _part(name: str) -> Heading:
    return Heading(line(SECTIONS[name]), level=2)


def _under(view: View) -> Iterator[Block]:
    """A view's blocks as part of a document, its headings below the part's own."""
    for block in view.blocks():
        yield block._replace(level=block.level + 2) if isinstance(block, Heading) else block


def _without_notes(view: View) -> Iterator[Block]:
    """The same, its articles being among the document's."""
    return (block for block in _under(view) if not isinstance(block, Notes))


def _headline(plan: Plan, counts: Mapping[Verdict, int]) -> Line:
    spans = [Span(plan.id, "strong"), Span(f": {counted(sum(counts.values()), 'provision')}")]
    for verdict, number in counts.items():
        spans += [Span(f" · {number} "), *mark(verdict)]
    return tuple(spans)


def _articles(dataset: Dataset) -> Sequence[Article]:
    """The articles read, the oldest first and those without a date last."""
    return sorted(
        dataset.articles.values(),
        key=lambda article: (article.date is None, article.date, article.id),
    )


def _read(dataset: Dataset, articles: Sequence[Article], references: References) -> Sequence[Block]:
    columns = ("article", "outlet", "date", "about", "relays", "title and address")
    rows = tuple(
        (
            ((Span(f"{article.id} "), pointer(references.number(article))),),
            cell(dataset.outlets[article.outlet].name),
            cell(dated(article)),
            cell(", ".join(article.covers)),
            cell(names(dataset, article.via)),
            (
                line(article.title),
                *((line(article.address, "address"),) if article.address else ()),
                *((line(article.note),) if article.note else ()),
            ),
        )
        for article in articles
    )
    outlets = {article.outlet for article in articles}
    told = f"{counted(len(articles), 'article')} of {counted(len(outlets), 'outlet')}"
    blocks: list[Block] = [Paragraph((line(told),))]
    if rows:
        blocks.append(Table(tuple(map(Column, columns)), (Band(rows),), spaced=True))
    return blocks


def _article_data(article: Article) -> dict[str, Any]:
    return {
        "article": article.id,
        "outlet": article.outlet,
        "title": article.title,
        "date": article.date.isoformat() if article.date else None,
        "date_known": article.date_known or None,
        "covers": list(article.covers),
        "via": list(article.via),
        "address": article.address or None,
        "note": article.note or None,
    }


def _resting_blocks(dataset: Dataset, resting: Sequence[SoleOrigin]) -> Sequence[Block]:
    if not resting:
        return (Paragraph((line("Nothing: whatever is said has several origins."),)),)
    return (
        Paragraph((line("If one of these is wrong, this falls, however many repeat it."),)),
        Table(
            (Column("provision"), Column("terms")),
            tuple(
                Band(
                    tuple(_resting_rows(terms)),
                    title=(
                        Span(names(dataset, sorted(origin)), "strong"),
                        Span(f"  {counted(len(terms), 'term')}"),
                    ),
                )
                for origin, terms in resting
            ),
        ),
    )


def _resting_rows(terms: Sequence[JudgedTerm]) -> Iterator[tuple[Cell, ...]]:
    by_provision: dict[str, list[Judgement]] = {}
    for provision, judgement in terms:
        by_provision.setdefault(provision.id, []).append(judgement)
    for name, found in by_provision.items():
        yield (
            cell(name),
            tuple((Span(f"{term.term.id}  "), *mark(term.verdict)) for term in found),
        )


def _term_id(term: JudgedTerm) -> dict[str, str]:
    return {
        "plan": term.provision.plan.id,
        "topic": term.provision.topic.id,
        "term": term.judgement.term.id,
        "verdict": term.judgement.verdict,
    }


def _silence_data(silence: Silence) -> dict[str, Any]:
    return {
        **silence._asdict(),
        "silent": list(silence.silent),
        "not_found": list(silence.not_found),
        "no_article": list(silence.no_article),
    }


def _quiet_blocks(dataset: Dataset, quiet: Sequence[Silence]) -> Sequence[Block]:
    columns = (
        "plan",
        "outlet",
        "speaks on",
        "not mentioned",
        "not in what was read",
        "no article",
    )
    rows = tuple(
        (
            cell(row.plan),
            cell(dataset.short(row.outlet)),
            cell(f"{row.speaks} of {counted(row.provisions, 'provision')}"),
            cell(", ".join(row.silent)),
            cell(", ".join(row.not_found)),
            cell(f"{len(row.no_article)} unreported" if row.no_article else ""),
        )
        for row in quiet
    )
    return (Table(tuple(map(Column, columns)), (Band(rows),), spaced=True),) if rows else ()
