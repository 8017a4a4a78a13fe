"""`plancmp brief`: the whole comparison of one plan or two as one document."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TypedDict

from plancmp.domain.changes import compare
from plancmp.domain.coverage import coverage
from plancmp.domain.findings import (
    count_plans,
    count_verdicts,
    findings,
    merge,
    parts,
    silence,
    sole_origins,
)
from plancmp.domain.model import Dataset, Plan, PlanDraft
from plancmp.domain.problems import Problem
from plancmp.domain.verdicts import ProvisionJudgement, Verdict, judge_provisions
from plancmp.views import brief_parts
from plancmp.views import document as doc
from plancmp.views.base import View
from plancmp.views.conflicts import ConflictsView, FindingData
from plancmp.views.diff import DiffView
from plancmp.views.diff_data import TopicChangeData
from plancmp.views.json_types import Count
from plancmp.views.marks import badge
from plancmp.views.outlets import OutletsView, PairData
from plancmp.views.plans import PlanData, plan_data
from plancmp.views.references import References
from plancmp.views.sources import ProvisionData, SourcesView
from plancmp.views.wording import counted, left_out, names

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
"""The document's sections and their titles; the matrix is drawn on a page alone."""


class BriefPlanData(PlanData):
    """A plan, and how many of its provisions have which verdict."""

    verdicts: dict[str, Count]


class OutletNameData(TypedDict):
    """An outlet, and what it is called."""

    outlet: str
    name: str
    short: str
    kind: str


class PartData(TypedDict):
    """An outlet's part in a provision."""

    verdict: Verdict
    terms: Count
    relayed: bool


class BriefProvisionData(ProvisionData):
    """A provision in full, with the part of each outlet."""

    topic_title: str
    group: str
    cells: dict[str, PartData]


class BriefData(TypedDict):
    """What `brief` says."""

    title: str
    plans: list[BriefPlanData]
    compared: list[str]
    left_out: list[str]
    outlets: list[OutletNameData]
    articles: list[brief_parts.ArticleData]
    findings: list[FindingData]
    changes: list[TopicChangeData] | None
    pairs: list[PairData]
    one_origin: list[brief_parts.SoleOriginData]
    silence: list[brief_parts.SilenceData]
    provisions: list[BriefProvisionData]


class BriefView(View):
    """What was read, what it adds up to, and every provision with its sources.

    Of two plans the first is the one before; what changed is shown where there are two.
    """

    command = "brief"

    def __init__(
        self,
        dataset: Dataset,
        plans: Sequence[Plan],
        outlets: Sequence[str],
        problems: Sequence[Problem] = (),
    ) -> None:
        """Take the plans, one or two, and the outlets compared; judge and compare all of it."""
        self.named = ", ".join(plan.id for plan in plans)
        super().__init__(f"{dataset.title}: {self.named}", problems)
        self.dataset = dataset
        self.plans = plans
        self.outlets = outlets
        self.articles = sorted(
            dataset.articles.values(),
            key=lambda article: (article.date is None, article.date, article.id),
        )
        self.references = References()
        everyone = dataset.compared_first(outlets)
        self.judged = judge_provisions(dataset, dataset.provisions, outlets)
        overall = judge_provisions(dataset, dataset.provisions, everyone)
        found = merge([findings(dataset, outlets)])
        self.findings = ConflictsView(dataset, found, outlets, problems, self.references)
        self.changes = _changes(dataset, plans, outlets, self.references)
        self.agreement = OutletsView(dataset, coverage(dataset, outlets))
        self.provisions = SourcesView(
            dataset, self.judged, overall, outlets, references=self.references
        )
        self.sole_origins = sole_origins(self.judged)
        self.silences = [silence(p.id, self.judged, outlet) for p in plans for outlet in outlets]
        self.counts = [
            count_verdicts(j.verdict for j in self.judged if j.provision.plan.id == plan.id)
            for plan in plans
        ]

    def blocks(self) -> Iterator[doc.Block]:
        """The document's sections, each under its title."""
        dataset, references = self.dataset, self.references
        yield doc.Heading((doc.Span("brief", "strong"), doc.Span(f" · {self.named}")))
        compared = doc.line(f"compared: {names(dataset, self.outlets)}")
        yield doc.Paragraph((doc.line(dataset.title), compared, *left_out(dataset)))
        yield _heading("read")
        yield from brief_parts.article_blocks(dataset, self.articles, references)
        yield _heading("numbers")
        yield doc.Paragraph(tuple(map(_numbers, self.plans, self.counts)))
        yield _heading("findings")
        yield from _without_footnotes(self.findings)
        if self.changes:
            yield _heading("changes")
            yield from _without_footnotes(self.changes)
        yield _heading("agreement")
        yield from _lowered(self.agreement)
        yield _heading("origins")
        yield from brief_parts.sole_origin_blocks(dataset, self.sole_origins)
        yield _heading("silence")
        yield from brief_parts.silence_blocks(dataset, self.silences)
        yield _heading("provisions")
        yield from _lowered(self.provisions)
        yield from references.blocks(dataset)

    def records(self) -> doc.Records:
        """A record for each claim, as those of `sources`."""
        return self.provisions.records()

    def data(self) -> BriefData:
        plans = zip(count_plans(self.dataset, self.outlets), self.counts, strict=True)
        provisions = zip(self.provisions.data()["provisions"], self.judged, strict=True)
        return {
            "title": self.dataset.title,
            "plans": [
                {**plan_data(plan), "verdicts": {str(word): n for word, n in verdicts.items()}}
                for plan, verdicts in plans
            ],
            "compared": list(self.outlets),
            "left_out": list(self.dataset.left_out),
            "outlets": [
                {"outlet": o.id, "name": o.name, "short": o.short, "kind": o.kind}
                for o in self.dataset.outlets.values()
            ],
            "articles": list(map(brief_parts.article_data, self.articles)),
            "findings": self.findings.data()["findings"],
            "changes": self.changes.data()["changes"] if self.changes else None,
            "pairs": self.agreement.data()["pairs"],
            "one_origin": list(map(brief_parts.sole_origin_data, self.sole_origins)),
            "silence": list(map(brief_parts.silence_data, self.silences)),
            "provisions": [_provision_data(data, judged) for data, judged in provisions],
        }

    def legend(self) -> doc.Legend:
        return (*self.provisions.legend(), *(self.changes.legend() if self.changes else ()))


def _changes(
    dataset: Dataset, plans: Sequence[Plan], outlets: Sequence[str], references: References
) -> DiffView | None:
    if len(plans) != 2:
        return None
    before, after = (PlanDraft(plan, plan.last_draft) for plan in plans)
    comparison = compare(dataset, before, after, outlets)
    return DiffView(dataset, comparison, outlets, references=references)


def _heading(section: str) -> doc.Heading:
    return doc.Heading(doc.line(SECTIONS[section]), level=2)


def _lowered(view: View) -> Iterator[doc.Block]:
    """A view's blocks as part of a document, its headings below the section's own."""
    for block in view.blocks():
        yield block._replace(level=block.level + 2) if isinstance(block, doc.Heading) else block


def _without_footnotes(view: View) -> Iterator[doc.Block]:
    """The same, its articles being among the document's."""
    return (block for block in _lowered(view) if not isinstance(block, doc.Footnotes))


def _numbers(plan: Plan, verdicts: Mapping[Verdict, int]) -> doc.Line:
    provisions = counted(sum(verdicts.values()), "provision")
    spans = [doc.Span(plan.id, "strong"), doc.Span(f": {provisions}")]
    for verdict, number in verdicts.items():
        spans += [doc.Span(f" · {number} "), *badge(verdict)]
    return tuple(spans)


def _provision_data(provision: ProvisionData, judged: ProvisionJudgement) -> BriefProvisionData:
    return {
        **provision,
        "topic_title": judged.provision.topic.title,
        "group": judged.provision.topic.group,
        "cells": {
            outlet: {"verdict": part.verdict, "terms": part.terms, "relayed": part.quoted}
            for outlet, part in parts(judged).items()
        },
    }
