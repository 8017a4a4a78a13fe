"""`plancmp conflicts`: where outlets contradict each other or themselves, or differ."""

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Annotated, TypedDict

from plancmp.domain.findings import (
    Findings,
    JudgedTerm,
    Newer,
    besides,
    by_weight,
    contested,
    count_verdicts,
    same_finding,
)
from plancmp.domain.fits import NO_FITS, Fits
from plancmp.domain.hidden import NOTHING_HIDDEN, Hidden
from plancmp.domain.model import Dataset, grouped
from plancmp.domain.problems import Problem
from plancmp.domain.reasons import explain
from plancmp.domain.verdicts import CONTRADICTIONS, FINDINGS, Verdict
from plancmp.text import join_words
from plancmp.views import document as doc
from plancmp.views import unheard
from plancmp.views.claim_data import CLAIM_RECORD, ValueData, claim_records, term_data
from plancmp.views.hidden_data import HiddenData, hidden_data
from plancmp.views.json_types import Count, Day, Positive
from plancmp.views.marks import finding_title, legend, sign, tally, verdict_badge
from plancmp.views.opposed import as_lines, in_words, opposed
from plancmp.views.references import References
from plancmp.views.sourced import Cited, SourcedView
from plancmp.views.voices import COLUMNS, evidence
from plancmp.views.wording import (
    FitData,
    compared,
    counted,
    fit_lines,
    fits_data,
    hides,
    hints,
    left_out,
    new_mark,
    point,
    since_line,
    some,
)

QUOTED = 4
"""With more contradictions than these it has a line to an answer, without the key phrases."""
NAMED = 1
"""So many findings of each other verdict are named on the first screen."""


class FindingData(TypedDict):
    """A term that asks for a reader's attention."""

    id: str
    plan: str
    topic: str
    point: Positive | None
    points: list[Positive]
    term: str
    asks: str
    verdict: Annotated[Verdict, ("enum", FINDINGS)]
    new: bool
    """Whether it rests on articles after the day asked for."""
    fits: list[FitData] | None
    """Null where the plans are too many to hold it against."""
    reason: str
    origins: Count
    values: list[ValueData]


class ConflictsData(TypedDict):
    """What `conflicts` says."""

    plans: list[str]
    outlets: list[str]
    left_out: list[str]
    hidden: HiddenData | None
    since: Day | None
    findings: list[FindingData]


class ConflictsView(SourcedView):
    """Every finding over the outlets compared, the weightiest first."""

    command = "conflicts"

    def __init__(
        self,
        dataset: Dataset,
        found: Findings,
        outlets: Sequence[str],
        problems: Sequence[Problem] = (),
        references: References | None = None,
        hidden: Hidden = NOTHING_HIDDEN,
        newer: Newer | None = None,
        fits: Fits | None = NO_FITS,
    ) -> None:
        """Take the findings, in their order; `dataset` knows the outlets' names.

        `references` numbers the articles, where a larger document does.
        """
        super().__init__(f"Contradictions: {', '.join(found.plans)}", dataset, problems, references)
        self.found = found
        self.outlets = outlets
        self.hidden = hidden
        self.newer = newer
        self.fits = fits

    @cached_property
    def terms(self) -> Sequence[JudgedTerm]:
        """The findings, the weightiest first: in this order they are read, not written as data."""
        return sorted(self.found.terms, key=by_weight)

    def blocks(self) -> Iterator[doc.Block]:
        """Each finding with its evidence, under its verdict; then the numbered sources."""
        yield from self._headline()
        for verdict in FINDINGS:
            if chosen := self._of(verdict):
                yield doc.Heading(self._tally(verdict), level=2)
                yield doc.Table(COLUMNS, tuple(self._group(f) for f in chosen))
        yield from self.sources()

    def screen(self) -> Iterator[doc.Block]:
        """The contradictions with their evidence; the topics of what else differs."""
        yield from self._headline()
        contradicted = [f for f in self.terms if f.judgement.verdict in CONTRADICTIONS]
        if contradicted:
            in_lines = len(contradicted) > QUOTED
            columns = (doc.Column("who gives which answer"),) if in_lines else COLUMNS
            groups = tuple(self._in_brief(contradicted, in_lines=in_lines))
            yield doc.Table(columns, groups, bare=in_lines, counts="contradiction", by_group=True)
        rest = (self._in_a_line(verdict) for verdict in FINDINGS if verdict not in CONTRADICTIONS)
        yield doc.Paragraph(tuple(filter(None, rest)))
        yield hints(
            "everything: --all",
            "to paste: --cite",
            "sources: --sources",
        )

    def records(self) -> doc.Records:
        """A record for each claim of each finding."""
        return doc.records(
            ("id", *CLAIM_RECORD),
            (
                {"id": finding.id, **record}
                for finding in self.found.terms
                for record in claim_records(self.dataset, *finding)
            ),
        )

    def data(self) -> ConflictsData:
        return {
            "plans": list(self.found.plans),
            "outlets": list(self.outlets),
            "left_out": list(self.dataset.left_out),
            "hidden": hidden_data(self.hidden),
            "since": self.newer.day.isoformat() if self.newer else None,
            "findings": [self._data(finding) for finding in self.found.terms],
        }

    def legend(self) -> doc.Legend:
        return legend(self.outcomes())

    def outcomes(self) -> frozenset[Verdict]:
        """The verdicts of the findings."""
        return frozenset(finding.judgement.verdict for finding in self.found.terms)

    def cited(self) -> Iterator[Cited]:
        """Each finding with all who give the answers that decide it."""
        for finding in self.terms:
            provision, judgement = finding
            title = finding_title(provision, judgement)
            yield Cited(title, provision.plan, judgement.term, contested(judgement))

    def _of(self, verdict: Verdict) -> list[JudgedTerm]:
        return [finding for finding in self.terms if finding.judgement.verdict is verdict]

    def _in_a_line(self, verdict: Verdict) -> doc.Line:
        """The first finding of a verdict; of what only differs the plans, if there are several."""
        by_plan = grouped(self._of(verdict), lambda f: f.provision.plan.id)
        several = len(self.found.plans) > 1
        if verdict is Verdict.DIFFERS:
            named = [f"{plan} {len(terms)}" for plan, terms in by_plan.items() if several]
        else:
            named = [
                f"{f'{plan}: ' if several else ''}{_answers_in_short(same)}"
                for plan, terms in by_plan.items()
                for same in grouped(terms, same_finding).values()
            ]
        shown = ", ".join(named) if verdict is Verdict.DIFFERS else some(named, NAMED)
        return (*self._tally(verdict), doc.Span(f", {shown}")) if named else ()

    def _tally(self, verdict: Verdict) -> doc.Line:
        return tally(verdict, len(self._of(verdict)))

    def _headline(self) -> Iterator[doc.Block]:
        plans = join_words(self.found.plans, "and") if self.found.plans else "no plan"
        yield doc.Heading(doc.line(f"Contradictions in what is reported of {plans}", "strong"))
        counts = count_verdicts(finding.judgement.verdict for finding in self.found.terms)
        read = f"{counted(self.found.provisions, 'provision')} of {plans}"
        if counts:
            yield doc.Items(tuple(tally(v, n) for v, n in counts.items()))
        elif self.problems:
            says = f"None in what could be read: {read}. The data has problems; see above."
            yield doc.Paragraph((doc.line(says),))
        elif not self.found.spoken:
            yield doc.Paragraph((doc.line(f"None of those compared speaks on any of {read}."),))
        else:
            yield doc.Paragraph((doc.line(f"No conflict and no other finding in {read}."),))
        since = since_line(self.newer)
        yield doc.Paragraph(
            (*since, *hides(self.hidden, self.found.plans), *left_out(self.dataset))
        )
        by = compared(self.dataset, self.outlets)
        judged = f"{counted(self.found.provisions, 'provision')}, by question"
        yield doc.Paragraph((doc.line(f"compared: {by}; {judged}", "muted"),))

    def _group(self, finding: JudgedTerm) -> doc.RowGroup:
        """A finding as rows of evidence."""
        provision, judgement = finding
        title = (*self._title(finding), doc.Span(f"  {finding.id}", "muted"))
        rows = evidence(
            self.dataset, provision.plan, judgement.term, judgement.statements, self.references
        )
        reason = explain(judgement, self.dataset.short, provision.plan.drafts)
        notes = (doc.line(reason, "muted"), *self._fits(finding), *self._unheard(finding))
        return doc.RowGroup(rows, title, verdict_badge(judgement), notes)

    def _in_brief(
        self, findings: Sequence[JudgedTerm], *, in_lines: bool
    ) -> Iterator[doc.RowGroup]:
        """Each with what decides it, and with what else differs there, once a provision."""
        for finding, more in zip(findings, besides(findings, self.terms), strict=True):
            verdict, title = finding.judgement.verdict, self._title(finding)
            badge = () if in_lines else verdict_badge(finding.judgement)
            title = (sign(verdict), doc.Span(" "), *title) if in_lines else title
            rows = self._decisive(finding, in_lines=in_lines)
            notes = (*self._fits(finding), *(() if in_lines else self._unheard(finding)))
            yield doc.RowGroup(rows, title, badge, notes, opposed=True)
            if more:
                title = (doc.Span("also: ", "muted"), doc.Span(more.judgement.term.asks))
                badge = () if in_lines else verdict_badge(more.judgement)
                rows = self._decisive(more, in_lines=in_lines)
                notes = () if in_lines else self._unheard(more)
                yield doc.RowGroup(rows, title, badge, notes, belongs=True, opposed=True)

    def _decisive(self, finding: JudgedTerm, *, in_lines: bool) -> tuple[tuple[doc.Cell, ...], ...]:
        """What decides it, an answer to a row or a voice to a row with one key phrase."""
        (provision, judgement), references = finding, self.references
        plan, term = provision.plan, judgement.term
        if in_lines:
            of_others = unheard.in_short(self.dataset, finding, self.hidden, references)
            others = (((line,),) for line in of_others)
            return (*as_lines(opposed(self.dataset, plan, judgement, references)), *others)
        said = contested(judgement)
        rows = evidence(self.dataset, plan, term, said, references, dated=False)
        return tuple((*row[:2], row[2][:1]) for row in rows)

    def _title(self, finding: JudgedTerm) -> doc.Line:
        provision, judgement = finding
        number = f" ({point(provision)})" if provision.points else ""
        plan = f"{provision.plan.id}, " if len(self.found.plans) > 1 else ""
        return (
            doc.Span(f"{judgement.term.asks}", "strong"),
            doc.Span(f"  {plan}{provision.topic.title}{number}", "muted"),
            *new_mark(self.newer, finding.id),
        )

    def _fits(self, finding: JudgedTerm) -> tuple[doc.Line, ...]:
        return fit_lines(finding.judgement, finding.id, self.fits)

    def _unheard(self, finding: JudgedTerm) -> tuple[doc.Line, ...]:
        return unheard.in_full(self.dataset, finding, self.hidden, self.references)

    def _data(self, finding: JudgedTerm) -> FindingData:
        provision, judgement = finding
        return {
            "id": finding.id,
            "plan": provision.plan.id,
            "topic": provision.topic.id,
            "term": judgement.term.id,
            "new": bool(self.newer and finding.id in self.newer.ids),
            "point": provision.point,
            "points": list(provision.points),
            "fits": fits_data(judgement, finding.id, self.fits),
            **term_data(self.dataset, provision.plan, judgement),
        }


def _answers_in_short(same: Sequence[JudgedTerm]) -> str:
    """Findings alike but for their topics: `Crimea, Donetsk: de jure → de facto`."""
    provision, judgement = same[0]
    topics = ", ".join(finding.provision.topic.title for finding in same)
    return f"{topics} ({in_words(provision.plan, judgement)})"
