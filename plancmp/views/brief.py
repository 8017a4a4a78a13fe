"""`plancmp brief`: the whole comparison of one plan or several as one document."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TypedDict

from plancmp.domain.coverage import coverage
from plancmp.domain.findings import (
    JudgedTerm,
    count_plans,
    count_verdicts,
    findings_of,
    parts,
    silence,
    sole_origins,
)
from plancmp.domain.fits import NO_FITS, Fits
from plancmp.domain.model import Dataset, Plan
from plancmp.domain.problems import Problem
from plancmp.domain.verdicts import CONTRADICTIONS, ProvisionJudgement, Verdict, judge_provisions
from plancmp.text import join_words
from plancmp.views import brief_matrix, brief_parts
from plancmp.views import document as doc
from plancmp.views.brief_changes import HISTORIES, history_table, what_changed
from plancmp.views.conflicts import ConflictsView, FindingData
from plancmp.views.diff_data import TopicChangeData
from plancmp.views.hidden_data import HiddenData, hidden_data
from plancmp.views.in_short import SentenceData, in_short, sentence_data
from plancmp.views.json_types import Count
from plancmp.views.limits import MOST_SENTENCES
from plancmp.views.marks import sign, tally
from plancmp.views.outlets import OutletsView
from plancmp.views.outlets_data import PairData
from plancmp.views.plans import PlanData, plan_data
from plancmp.views.side_by_side_data import TopicRowData
from plancmp.views.sourced import Cited, SourcedView
from plancmp.views.sources import ProvisionData, SourcesView
from plancmp.views.wording import counted, hides, hints, left_out, plan_name

SECTIONS: Mapping[str, str] = {
    "short": "In short",
    "changes": "What changed",
    "findings": "Contradictions",
    "matrix": "Point by point",
    "provisions": "Each provision in full",
    "agreement": "Who repeats whom",
    "sources": "Sources",
    "days": "Day by day",
}
"""The document's sections and their titles, in their order."""


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
    in_short: list[SentenceData]
    read: brief_parts.ReadData
    plans: list[BriefPlanData]
    compared: list[str]
    left_out: list[str]
    outlets: list[OutletNameData]
    articles: list[brief_parts.ArticleData]
    hidden: HiddenData | None
    findings: list[FindingData]
    changes: list[TopicChangeData] | None
    """Of two plans."""
    side_by_side: list[TopicRowData] | None
    """Of more."""
    pairs: list[PairData]
    one_origin: list[brief_parts.SoleOriginData]
    silence: list[brief_parts.SilenceData]
    provisions: list[BriefProvisionData]


class BriefView(SourcedView):
    """The weightiest in short, then all of it: changes, contradictions, points, sources.

    Of several plans each is held against the one before it.
    """

    command = "brief"

    def __init__(
        self,
        dataset: Dataset,
        plans: Sequence[Plan],
        outlets: Sequence[str],
        problems: Sequence[Problem] = (),
        most: int = MOST_SENTENCES,
        look_for_fits: Callable[[Sequence[JudgedTerm]], Fits | None] = lambda _: NO_FITS,
    ) -> None:
        """Take the plans in their order, and the outlets compared; judge and compare all of it.

        `most` is how many sentences it begins with; `look_for_fits` finds which other plans
        contradicting values fit.
        """
        self.named = join_words([plan_name(plan.id) for plan in plans], "and")
        super().__init__(f"{dataset.title}: {self.named}", dataset, problems)
        self.plans = plans
        self.outlets = outlets
        self.articles = tuple(sorted(dataset.articles.values(), key=lambda a: a.id))
        self.judged = judge_provisions(dataset, dataset.provisions, outlets)
        overall = judge_provisions(dataset, dataset.provisions, dataset.compared_first(outlets))
        found = findings_of(dataset, self.judged)
        counts = coverage(dataset, outlets)
        self.provisions = SourcesView(
            dataset, self.judged, overall, outlets, references=self.references
        )
        self.parts, self.hidden = self.provisions.parts, self.provisions.hidden
        self.read = brief_parts.what_was_read(dataset, self.articles, counts)
        self.changed = what_changed(dataset, plans, outlets, self.references)
        self.sentences = in_short(
            dataset, self.changed.steps, found.terms, self.references, most, self.hidden
        )
        self.changes = self.changed.view
        fits = look_for_fits(found.terms)
        self.findings = ConflictsView(
            dataset, found, outlets, problems, self.references, self.hidden, fits=fits
        )
        self.agreement = OutletsView(dataset, counts)
        self.sole_origins = sole_origins(dataset, self.judged)
        self.silences = [silence(p.id, self.judged, outlet) for p in plans for outlet in outlets]
        self.topic_titles = {p.topic.id: p.topic.title for p in dataset.provisions}

    def blocks(self) -> Iterator[doc.Block]:
        """The document's sections, each under its title."""
        dataset, references = self.dataset, self.references
        yield from self.head()
        yield _heading("short")
        for sentence in self.sentences:
            yield doc.Paragraph(((sign(sentence.word), doc.Span(" "), *sentence.text),))
        if not self.sentences:
            yield doc.Paragraph((self.quiet_line(),))
        yield doc.Paragraph((self.read_line(),))
        if self.changes:
            yield _heading("changes")
            yield from _part(self.changes)
        if self.changed.histories:
            yield _subheading(HISTORIES)
            yield history_table(self.changed.histories)
        yield _heading("findings")
        yield from _part(self.findings)
        yield _heading("matrix")
        for plan in self.plans:
            yield from self._matrix(plan)
        yield _heading("provisions")
        yield from _part(self.provisions)
        yield _heading("agreement")
        yield from _part(self.agreement)
        yield _subheading("What rests on one source")
        yield from brief_parts.sole_origin_blocks(dataset, self.sole_origins)
        yield _subheading("What was not found in whom")
        yield from brief_parts.silence_blocks(dataset, self.silences, self.topic_titles)
        timeline = tuple(brief_parts.timeline_blocks(dataset, self.articles, references))
        yield from self.all_sources()
        yield _heading("days")
        yield from timeline

    def screen(self) -> Iterator[doc.Block]:
        """In short, and what else there is."""
        yield from self.head()
        rows: list[tuple[doc.Cell, ...]] = [
            (((sign(each.word),),), (each.text,)) for each in self.sentences
        ]
        rows += [] if rows else [((), (self.quiet_line(),))]
        yield doc.table(("", ""), rows)._replace(bare=True, counts="sentence")
        yield doc.Paragraph((self.read_line(),))
        counts = (
            counted(len(self.changes.counted), "topic") if self.changes else "",
            counted(len(self.findings.terms), "finding"),
            counted(len(self.judged), "provision"),
            counted(len(self.articles), "source"),
        )
        yield hints(
            f"all of it, {', '.join(filter(None, counts))}: --all",
            "as a page: -o brief.html",
            "sources: --sources",
            "to paste: --cite",
        )

    def contents(self) -> Mapping[str, str]:
        """What there is after the sentences, counted, by the sections' names."""
        changed = (
            f"{SECTIONS['changes']}: {counted(len(self.changes.counted), 'topic')} compared"
            if self.changes
            else ""
        )
        verdicts = count_verdicts(f.judgement.verdict for f in self.findings.found.terms)
        contradicted = sum(verdicts.get(v, 0) for v in CONTRADICTIONS)
        lines = {
            "changes": changed,
            "findings": f"{SECTIONS['findings']}: {contradicted}",
            "matrix": f"{SECTIONS['matrix']}: {counted(len(self.judged), 'provision')}",
            "provisions": SECTIONS["provisions"],
            "agreement": SECTIONS["agreement"],
            "sources": f"{SECTIONS['sources']}: {counted(len(self.articles), 'article')}",
            "days": SECTIONS["days"],
        }
        return {section: text for section, text in lines.items() if text}

    def records(self) -> doc.Records:
        """A record for each claim, as those of `sources`."""
        return self.provisions.records()

    def data(self) -> BriefData:
        between, several = self.changed.between, self.changed.several
        provisions = zip(self.provisions.data()["provisions"], self.judged, strict=True)
        return {
            "title": self.dataset.title,
            "in_short": list(map(sentence_data, self.sentences)),
            "read": brief_parts.read_data(self.read),
            "plans": [
                {
                    **plan_data(counts),
                    "verdicts": {
                        str(word): n for word, n in self.verdicts_of(counts.plan.id).items()
                    },
                }
                for counts in count_plans(self.dataset, self.outlets)
            ],
            "compared": list(self.outlets),
            "left_out": list(self.dataset.left_out),
            "outlets": [
                {"outlet": o.id, "name": o.name, "short": o.short, "kind": o.kind}
                for o in self.dataset.outlets.values()
            ],
            "articles": list(map(brief_parts.article_data, self.articles)),
            "hidden": hidden_data(self.hidden),
            "findings": self.findings.data()["findings"],
            "changes": between.data()["changes"] if between else None,
            "side_by_side": several.data()["topics"] if several else None,
            "pairs": self.agreement.data()["pairs"],
            "one_origin": list(map(brief_parts.sole_origin_data, self.sole_origins)),
            "silence": list(map(brief_parts.silence_data, self.silences)),
            "provisions": [_provision_data(data, judged) for data, judged in provisions],
        }

    def legend(self) -> doc.Legend:
        return (*self.provisions.legend(), *(self.changes.legend() if self.changes else ()))

    def cited(self) -> Iterator[Cited]:
        """What changed and what is contradicted, each question with what is said on it."""
        if self.changes:
            yield from self.changes.cited()
        yield from self.findings.cited()

    def all_sources(self) -> Iterable[doc.Block]:
        """All the articles as numbered sources, those that something pointed to first."""
        self.references.pointers(self.articles)
        return self.references.blocks(self.dataset)

    def of_plan(self, plan: Plan) -> Sequence[ProvisionJudgement]:
        """The provisions of a plan, judged."""
        return [judged for judged in self.judged if judged.provision.plan.id == plan.id]

    def verdicts_of(self, plan: str) -> Mapping[Verdict, int]:
        """How many of a plan's provisions have which verdict."""
        return count_verdicts(j.verdict for j in self.judged if j.provision.plan.id == plan)

    def read_line(self) -> doc.Line:
        """How far all of it can be relied on."""
        return brief_parts.read_line(self.dataset, self.read)

    def quiet_line(self) -> doc.Line:
        """What stands in place of the sentences where there are none."""
        these = "these outlets report" if len(self.outlets) != 1 else "this outlet reports"
        changed = "Nothing changed, and nothing" if self.changes else "Nothing"
        text = f"{changed} is contradicted or updated in what {these} of {self.named}."
        if not any(judged.speaking for judged in self.judged):
            text = f"Nothing that was read of those compared is on {self.named}."
        return doc.line(text)

    def head(self) -> Iterator[doc.Block]:
        """What is compared, and what the choice of outlets hides."""
        yield doc.Heading(doc.line(self.dataset.title, "strong"), doc.line(self.named))
        plans = join_words([plan.title for plan in self.plans], "and")
        outlets = join_words(map(self.dataset.short, self.outlets), "and")
        compared = f"{plans}; compared: {outlets}"
        yield doc.Paragraph(
            (
                doc.line(compared, "muted"),
                *hides(self.hidden, [plan.id for plan in self.plans]),
                *left_out(self.dataset),
            )
        )

    def _matrix(self, plan: Plan) -> Iterator[doc.Block]:
        yield _subheading(f"{plan_name(plan.id)}: {plan.title}")
        counts = self.verdicts_of(plan.id)
        if counts:
            yield doc.Items(tuple(tally(v, n) for v, n in counts.items()))
        judged = self.of_plan(plan)
        groups = brief_matrix.in_groups(self.dataset, judged)
        if groups:
            yield brief_matrix.table(self.dataset, groups, self.references)
        if others := brief_matrix.unreported(judged):
            titles = ", ".join(each.provision.topic.title for each in others)
            provisions = counted(len(others), "provision")
            text = f"{provisions} that no outlet compared is found to report: {titles}"
            yield doc.Paragraph((doc.line(text, "muted"),))


def _heading(section: str) -> doc.Heading:
    return doc.Heading(doc.line(SECTIONS[section]), level=2)


def _subheading(title: str) -> doc.Heading:
    return doc.Heading(doc.line(title), level=3)


def _part(view: SourcedView | OutletsView) -> Iterator[doc.Block]:
    """A view's blocks as part of a document, which has headings and sources of its own."""
    for block in view.blocks():
        if isinstance(block, doc.Heading):
            yield block._replace(level=block.level + 2)
        elif not isinstance(block, doc.Footnotes):
            yield block


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
