"""`plancmp show`: the provisions of a plan, by outlets."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import chain
from math import inf
from operator import itemgetter
from typing import NamedTuple, TypeVar

from plancmp.domain.findings import (
    JudgedTerm,
    Newer,
    besides,
    by_weight,
    count_verdicts,
    same_finding,
    terms_found,
    unreported_points,
)
from plancmp.domain.hidden import NOTHING_HIDDEN, Hidden
from plancmp.domain.model import Dataset, Plan, grouped
from plancmp.domain.problems import Problem
from plancmp.domain.verdicts import CONTESTED, Judgement, ProvisionJudgement
from plancmp.text import join_words
from plancmp.views import document as doc
from plancmp.views import unheard
from plancmp.views.claim_data import CLAIM_RECORD, provision_records
from plancmp.views.hidden_data import hidden_data
from plancmp.views.marks import finding_title, legend, provision_badge, sign, tally, verdict_badge
from plancmp.views.matrix import Matrix
from plancmp.views.opposed import as_lines, opposed
from plancmp.views.show_data import ShowData, shown_provision
from plancmp.views.sourced import Cited, SourcedView
from plancmp.views.voices import evidence
from plancmp.views.wording import (
    MOST_IN_A_LINE,
    counted,
    day,
    hides,
    hints,
    left_out,
    new_mark,
    point,
    provision_name,
    since_line,
    some,
    the_same_of,
)

_Row = TypeVar("_Row")


class Unreported(NamedTuple):
    """Points from the first to the last, on none of which there is a provision."""

    first: int
    last: int

    @property
    def numbers(self) -> str:
        """`12`, or `12 to 14`."""
        return str(self.first) if self.first == self.last else f"{self.first} to {self.last}"


class ShowView(SourcedView):
    """What is contested in a plan, its provisions outlet by outlet, and each in full."""

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
        hidden: Hidden = NOTHING_HIDDEN,
        newer: Newer | None = None,
    ) -> None:
        """Take the verdicts on the plan's provisions, or on one draft, over the outlets compared.

        `hidden` is what the choice of outlets hides of them.
        """
        self.named = f"{plan.id}@{draft}" if draft else plan.id
        super().__init__(f"Provisions by outlets: {self.named}", dataset, problems)
        self.plan = plan
        self.judged = judged
        self.outlets = outlets
        self.draft = draft
        self.hidden = hidden
        self.newer = newer
        self.unreported = unreported_points(dataset, plan)
        covering = dataset.covering(plan.id)
        speaking = {outlet for one in judged for outlet in one.speaking}
        there = [outlet for outlet in outlets if outlet in covering or outlet in speaking]
        self.matrix = Matrix(dataset, there or outlets)

    def blocks(self) -> Iterator[doc.Block]:
        """What is contested, the matrix of all provisions, and each with its evidence."""
        yield from self._headline(len(self.outlets))
        yield from self._contested()
        rows = self._in_order(self.matrix.row, self._empty_row)
        if rows:
            yield doc.Heading(doc.line("Provisions by outlets"), level=2)
            yield self.matrix.table(rows)
            yield self._key()
        for judged in self.judged:
            if judged.terms:
                yield from self._in_full(judged)
        yield from self.sources()

    def screen(self) -> Iterator[doc.Block]:
        """What is contested, and the first of the provisions, a line to each."""
        yield from self._headline(MOST_IN_A_LINE)
        yield from self._contested(brief=True)
        above = {f.provision.topic.id for f in self._look()}
        spoken = (j for j in self.judged if j.terms and not j.provision.topic.is_circumstance)
        rows = [j for j in spoken if j.provision.topic.id not in above]
        if rows:
            without = doc.Span("  without those above", "muted")
            title = (doc.Span("POINT BY POINT", "strong"), *((without,) if above else ()))
            yield doc.Paragraph(((), title))
            rest = len(self.judged) - len(rows) - len(above)
            table = self.matrix.table(map(self.matrix.row, rows))
            yield table._replace(counts="provision", left=rest)
            yield self._key()
        yield hints(*self._hints())

    def records(self) -> doc.Records:
        """A record for each claim, and for each point that nobody reports."""
        rows = self._in_order(
            partial(provision_records, self.dataset), partial(_unreported_records, self.plan)
        )
        return doc.records(CLAIM_RECORD, chain.from_iterable(rows))

    def data(self) -> ShowData:
        return {
            "plan": self.plan.id,
            "draft": self.draft or None,
            "title": self.plan.title,
            "outlets": list(self.outlets),
            "left_out": list(self.dataset.left_out),
            "hidden": hidden_data(self.hidden),
            "since": self.newer.day.isoformat() if self.newer else None,
            "new": sorted(self.newer.ids) if self.newer else [],
            "unreported_points": list(self.unreported),
            "provisions": [shown_provision(self.dataset, judged) for judged in self.judged],
        }

    def legend(self) -> doc.Legend:
        return legend(judgement.verdict for judgement in self.judged)

    def outcomes(self) -> frozenset[str]:
        """The verdicts on terms."""
        return frozenset(term.verdict for each in self.judged for term in each.terms)

    def cited(self) -> Iterator[Cited]:
        """Each question on each provision, in the plan's order."""
        for judged in self.judged:
            for term in judged.terms:
                title = finding_title(judged.provision, term)
                yield Cited(title, self.plan, term.term, term.statements)

    def _headline(self, most: int) -> Iterator[doc.Block]:
        """What of the plan is there and was read, `most` outlets by name."""
        dataset, plan = self.dataset, self.plan
        facts = [counted(len(self.judged), "provision")]
        if self.unreported:
            numbers = join_words(map(str, self.unreported), "and")
            plural = "s" if len(self.unreported) > 1 else ""
            facts.append(f"no article read reports point{plural} {numbers} of {plan.points}")
        draft = f", draft {self.draft}" if self.draft else ""
        dated = f", {day(plan.date)}" if plan.date else ""
        title = (doc.Span(plan.title, "strong"), doc.Span(f"  {plan.id}{dated}{draft}"))
        yield doc.Heading(title, doc.line(" · ".join(facts)))
        counts = count_verdicts(judged.verdict for judged in self.judged)
        yield doc.Items(tuple(tally(v, n) for v, n in counts.items()))
        aside = (*since_line(self.newer), *hides(self.hidden, [plan.id]), *left_out(dataset))
        yield doc.Paragraph((*self._read(most), *aside))

    def _read(self, most: int) -> Iterator[doc.Line]:
        """How many articles of each outlet were read, and who else is there."""
        covering = self.dataset.covering(self.plan.id)
        read = [
            f"{self.dataset.short(o)} {covering[o].articles}" for o in self.outlets if o in covering
        ]
        articles = [covering[o] for o in self.outlets if o in covering]
        whole, total = sum(r.whole for r in articles), sum(r.articles for r in articles)
        if read:
            yield doc.line(f"articles read: {some(read, most)}; {whole} of {total} whole", "muted")
        missing = [o for o in self.outlets if o not in covering]
        if missing:
            named = some(list(map(self.dataset.short, missing)), most)
            yield doc.line(f"none of their own on it: {named}", "muted")

    def _look(self) -> list[JudgedTerm]:
        """What is contested: the weightiest of each provision, the plan's terms before its story.

        Below it stand the other questions on these that are contested.
        """
        found = [f for f in terms_found(self.judged) if f.judgement.verdict in CONTESTED]
        found.sort(key=by_weight)
        by_provision = grouped(found, lambda f: f.provision.topic.id).values()
        firsts = [of[0] for of in by_provision]
        firsts.sort(key=lambda first: (first.provision.topic.is_circumstance, by_weight(first)))
        return [*firsts, *(finding for of in by_provision for finding in of[1:])]

    def _contested(self, *, brief: bool = False) -> Iterator[doc.Block]:
        """What is contradicted or changed, as questions with who gives which answer."""
        groups = tuple(self._findings(brief=brief))
        if groups:
            yield doc.Paragraph(((), doc.line("LOOK HERE FIRST", "strong")))
            titles = ("who gives which answer",) if brief else ("answer", "who says it")
            columns = tuple(map(doc.Column, titles))
            yield doc.Table(columns, groups, bare=brief, counts="finding", by_group=True)

    def _findings(self, *, brief: bool) -> Iterator[doc.RowGroup]:
        """Findings that are alike but for their topics as one, with what else differs there."""
        alike = grouped(self._look(), same_finding).values()
        more = besides((same[0] for same in alike), terms_found(self.judged))
        for same, also in zip(alike, more, strict=True):
            provision, judgement = same[0]
            number = f"{point(provision)}  " if provision.points else ""
            title = (
                *((sign(judgement.verdict), doc.Span(" ")) if brief else ()),
                doc.Span(number, "muted"),
                doc.Span(f"{provision.topic.title}: ", "strong"),
                doc.Span(f"{judgement.term.asks}{the_same_of(same[1:])}"),
                *new_mark(self.newer, same[0].id),
            )
            yield self._group(same[0], title, brief=brief)._replace(holds=len(same))
            if also:
                title = (doc.Span("also: ", "muted"), doc.Span(also.judgement.term.asks))
                yield self._group(also, title, brief=brief)._replace(belongs=True)

    def _group(self, finding: JudgedTerm, title: doc.Line, *, brief: bool) -> doc.RowGroup:
        found = opposed(self.dataset, self.plan, finding.judgement, self.references)
        of_others = (self.dataset, finding, self.hidden, self.references)
        if brief:
            others = (((line,),) for line in unheard.in_short(*of_others))
            return doc.RowGroup((*as_lines(found), *others), title, opposed=True)
        rows = tuple(((one.answer,), (one.who,)) for one in found)
        notes = unheard.in_full(*of_others)
        return doc.RowGroup(rows, title, verdict_badge(finding.judgement), notes)

    def _key(self) -> doc.Block:
        blank = "nothing found of this draft" if self.draft else "no article of its own on it"
        return doc.Paragraph(
            tuple(doc.line(text, "muted") for text in self.matrix.key(self.judged, blank))
        )

    def _in_order(
        self, of: Callable[[ProvisionJudgement], _Row], of_none: Callable[[Unreported], _Row]
    ) -> Sequence[_Row]:
        """What is made of the provisions and, between them, of the points that are unreported."""
        runs: list[Unreported] = []
        for number in self.unreported:
            follows = runs and runs[-1].last == number - 1
            runs.append(Unreported(runs.pop().first if follows else number, number))
        placed = [
            *((judged.provision.point or inf, of(judged)) for judged in self.judged),
            *((run.first, of_none(run)) for run in runs),
        ]
        return [row for _, row in sorted(placed, key=itemgetter(0))]

    def _empty_row(self, run: Unreported) -> tuple[doc.Cell, ...]:
        return self.matrix.empty_row(run.numbers, "no article read reports it")

    def _in_full(self, judged: ProvisionJudgement) -> Iterator[doc.Block]:
        """A provision with the evidence on each of its questions."""
        provision = judged.provision
        number = f"  {point(provision)}" if provision.points else ""
        title = (
            doc.Span(provision_name(provision), "strong"),
            doc.Span(f"{number}  {provision.topic.id}", "muted"),
        )
        yield doc.Heading(title, provision_badge(judged), level=2)
        columns = tuple(map(doc.Column, ("answer", "who says it", "key phrase")))
        groups = (
            doc.RowGroup(
                evidence(self.dataset, self.plan, term.term, term.statements, self.references),
                (doc.Span(term.term.asks), *self._new(judged, term)),
                verdict_badge(term),
            )
            for term in judged.terms
        )
        yield doc.Table(columns, tuple(groups), bare=True)

    def _new(self, judged: ProvisionJudgement, term: Judgement) -> doc.Line:
        return new_mark(self.newer, JudgedTerm(judged.provision, term).id)

    def _hints(self) -> Iterator[str]:
        yield "everything: --all"
        first = next((j.provision for j in self.judged if j.terms), None)
        if first:
            asked = f"point-{first.point}" if first.point else first.topic.id
            yield f"one in full: plancmp sources {self.plan.id}/{asked}"
        yield from ("sources: --sources", "to paste: --cite", f"report: -o {self.plan.id}.html")


def _unreported_records(plan: Plan, run: Unreported) -> Iterator[doc.Record]:
    for number in range(run.first, run.last + 1):
        yield {"plan": plan.id, "point": number, "reason": "No article read reports this point."}
