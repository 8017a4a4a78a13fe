"""`plancmp sources`: provisions in full, with who says what, on whose word, and where."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TypedDict

from plancmp.domain.findings import JudgedTerm, terms_found
from plancmp.domain.fits import NO_FITS, Fits
from plancmp.domain.hidden import hidden
from plancmp.domain.model import Dataset, Provision, grouped
from plancmp.domain.overall import Overall, set_beside
from plancmp.domain.positions import Statement
from plancmp.domain.problems import Problem
from plancmp.domain.reasons import explain_provision, how_read, told_of_others
from plancmp.domain.verdicts import (
    CONTESTED,
    Judgement,
    ProvisionJudgement,
    Verdict,
)
from plancmp.views import document as doc
from plancmp.views import unheard
from plancmp.views.claim_data import (
    CLAIM_RECORD,
    TermData,
    claim_records,
    provision_records,
    term_data,
)
from plancmp.views.json_types import Count, Positive
from plancmp.views.marks import finding_title, legend, provision_badge, verdict_badge
from plancmp.views.opposed import deciding_rows
from plancmp.views.references import References
from plancmp.views.sourced import Cited, SourcedView
from plancmp.views.voices import (
    COLUMNS,
    all_who,
    answer_line,
    by_answer,
    evidence,
    pointers,
)
from plancmp.views.wording import (
    MOST_IN_A_LINE,
    counted,
    fit_lines,
    hints,
    in_short,
    left_out,
    names,
    point,
    provision_name,
)

MOST_WITH_ONE = 3
"""Where more provisions fit, they are listed, and none is shown."""
LISTED = 24
"""So many provisions are listed where several fit."""
NOT_COMPARED = "Outlets not compared (verdicts over all outlets)"


class AllOutletsData(TypedDict):
    """A provision over all outlets, with the statements of those that are not compared."""

    verdict: Verdict
    reason: str
    terms: list[TermData]


class ProvisionData(TypedDict):
    """A provision in full."""

    plan: str
    topic: str
    point: Positive | None
    points: list[Positive]
    title: str
    verdict: Verdict
    reason: str
    origins: Count
    terms: list[TermData]
    silent: list[str]
    not_found: list[str]
    not_covering: list[str]
    fallen: list[str]
    """The outlets all of whose reports on it are left out with others."""
    all_outlets: AllOutletsData


class SourcesData(TypedDict):
    """What `sources` says."""

    outlets: list[str]
    left_out: list[str]
    provisions: list[ProvisionData]


class SourcesView(SourcedView):
    """The provisions over the outlets compared, and what the other outlets say below."""

    command = "sources"

    def __init__(
        self,
        dataset: Dataset,
        judged: Sequence[ProvisionJudgement],
        overall: Sequence[ProvisionJudgement],
        outlets: Sequence[str],
        problems: Sequence[Problem] = (),
        references: References | None = None,
        fits: Fits | None = NO_FITS,
    ) -> None:
        """Take the verdicts over the outlets compared, and those over these and all others.

        `references` numbers the articles, where a larger document does.
        """
        super().__init__(
            f"Sources: {', '.join(each.provision.id for each in judged)}",
            dataset,
            problems,
            references,
        )
        self.outlets = outlets
        self.parts = set_beside(judged, overall)
        self.hidden = hidden(dataset, terms_found(judged), terms_found(overall), outlets)
        self.fits = fits

    def blocks(self) -> Iterator[doc.Block]:
        """Each provision with its evidence question by question, then the numbered sources."""
        yield from self._aside()
        for part in self.parts:
            yield from self._in_full(part)
        yield from self.sources()

    def screen(self) -> Iterator[doc.Block]:
        """What is contested with its evidence, the other answers in a line each."""
        yield from self._aside()
        if len(self.parts) > 1:
            yield from _listed(self.dataset, self.parts)
        if len(self.parts) > MOST_WITH_ONE:
            yield doc.Paragraph(((),))
            of = next((p for p in self.parts if p.compared.decisive), self.parts[0])
            one = of.compared.provision.id
            yield hints(f"one of them: plancmp sources {one}", "in full: --all", "to paste: --cite")
            return
        first = min(self.parts, key=lambda part: part.compared.verdict.rank)
        yield from self._in_short(first)
        yield doc.Paragraph(((),))
        numbered = [((spans,),) for spans in self.references.short_lines(self.dataset)]
        yield doc.table(("",), numbered)._replace(bare=True, counts="source")
        others = [part.compared.provision.id for part in self.parts if part is not first]
        yield hints(
            *(f"another: plancmp sources {id}" for id in others[:1]),
            "in full: --all",
            "to paste: --cite",
            "report: -o sources.html",
        )

    def records(self) -> doc.Records:
        """A record for each claim, and whether its outlet is compared."""
        return doc.records(
            (*CLAIM_RECORD, "compared"),
            (row for part in self.parts for row in _records(self.dataset, part)),
        )

    def data(self) -> SourcesData:
        return {
            "outlets": list(self.outlets),
            "left_out": list(self.dataset.left_out),
            "provisions": [_data(self.dataset, part) for part in self.parts],
        }

    def legend(self) -> doc.Legend:
        return legend(
            verdict
            for judged, overall, others in self.parts
            for verdict in (
                judged.verdict,
                overall.verdict,
                *(term.verdict for term in judged.terms),
                *(term.verdict for term, _ in others),
            )
        )

    def outcomes(self) -> frozenset[str]:
        """The verdicts on terms, over the outlets compared."""
        return frozenset(term.verdict for judged, _, _ in self.parts for term in judged.terms)

    def cited(self) -> Iterator[Cited]:
        """Each question with what is said on it, by the outlets compared and the others."""
        for judged, _, others in self.parts:
            for term, said in (*((t, t.statements) for t in judged.terms), *others):
                title = finding_title(judged.provision, term)
                yield Cited(title, judged.provision.plan, term.term, said)

    def _aside(self) -> Iterator[doc.Block]:
        """Which outlets are left out, where any are."""
        if lines := left_out(self.dataset):
            yield doc.Paragraph(lines)

    def _in_full(self, part: Overall) -> Iterator[doc.Block]:
        judged, overall, others = part
        provision = judged.provision
        yield _heading(judged)
        around = tuple(_around(self.dataset, judged, overall))
        why = explain_provision(judged, self.dataset.short)
        yield doc.Paragraph((doc.line(why), *around) if judged.decisive or not around else around)
        compared = [(term, term.statements) for term in judged.terms]
        for title, terms in (("", compared), (NOT_COMPARED, others)):
            if title and terms:
                yield doc.Heading(doc.line(title), level=2)
            if terms:
                groups = tuple(
                    self._group(provision, term, said, of_others=bool(title))
                    for term, said in terms
                )
                yield doc.Table(COLUMNS, groups)

    def _in_short(self, part: Overall) -> Iterator[doc.Block]:
        judged, overall, others = part
        provision = judged.provision
        yield _heading(judged)
        yield doc.Paragraph(tuple(_around(self.dataset, judged, overall, brief=True)))
        in_order = sorted(judged.terms, key=lambda term: term.verdict.rank)
        contested = [term for term in in_order if term.verdict in CONTESTED]
        if contested:
            groups = tuple(self._contested(provision, term) for term in contested)
            yield doc.Table(COLUMNS, groups, counts="question", by_group=True)
        rest = [term for term in in_order if term.verdict not in CONTESTED]
        if rest:
            by_badge = grouped(rest, verdict_badge)
            groups = tuple(
                doc.RowGroup(tuple(self._one_line(provision, term) for term in terms), badge)
                for badge, terms in by_badge.items()
            )
            columns = (doc.Column("question"), doc.Column("answer"))
            yield doc.Table(columns, groups, bare=True, counts="question")
        if others:
            outlets = dict.fromkeys(s.claim.outlet for _, said in others for s in said)
            more = f"{counted(len(outlets), 'outlet')} not compared"
            few = in_short(self.dataset, outlets)
            yield doc.Paragraph(((), doc.line(f"{more}: {few} (--outlet all)", "muted")))

    def _group(
        self, provision: Provision, term: Judgement, said: Sequence[Statement], *, of_others: bool
    ) -> doc.RowGroup:
        rows = evidence(self.dataset, provision.plan, term.term, said, self.references)
        title = doc.line(term.term.asks, "strong")
        notes = () if of_others else self._beside(provision, term)
        return doc.RowGroup(rows, title, verdict_badge(term), notes)

    def _contested(self, provision: Provision, term: Judgement) -> doc.RowGroup:
        """What decides it: voice by voice a contradiction, answer by answer what changed."""
        title = doc.line(term.term.asks, "strong")
        rows = deciding_rows(self.dataset, provision.plan, term, self.references)
        return doc.RowGroup(
            tuple((*row[:2], row[2][:1]) for row in rows),
            title,
            verdict_badge(term),
            self._beside(provision, term),
            opposed=True,
        )

    def _beside(self, provision: Provision, term: Judgement) -> tuple[doc.Line, ...]:
        """What other plans have, and what outlets that are not compared make of it."""
        finding = JudgedTerm(provision, term)
        others = unheard.in_full(self.dataset, finding, self.hidden, self.references)
        return (*fit_lines(term, finding.id, self.fits), *others)

    def _one_line(self, provision: Provision, term: Judgement) -> tuple[doc.Cell, ...]:
        differs = term.verdict is Verdict.DIFFERS
        lines = []
        for said in by_answer(term.statements):
            put = answer_line(provision.plan, term.term, said)
            if differs:
                by = all_who(self.dataset, said, self.references)
                lines.append((*put, doc.Span(" (per "), *by, doc.Span(")")))
            else:
                lines.append((*put, doc.Span(" "), *pointers(said.statements, self.references)))
        answers = tuple(lines) if differs else (doc.joined(lines, "; "),)
        finding = JudgedTerm(provision, term)
        others = unheard.in_short(self.dataset, finding, self.hidden, self.references)
        return (doc.cell(term.term.asks), (*answers, *others))


def _heading(judged: ProvisionJudgement) -> doc.Heading:
    provision = judged.provision
    where = ", ".join(filter(None, (provision.plan.title, point(provision))))
    title = (doc.Span(provision_name(provision), "strong"), doc.Span(f"  {where}"))
    return doc.Heading(title, provision_badge(judged))


def _listed(dataset: Dataset, parts: Sequence[Overall]) -> Iterator[doc.Block]:
    """Several provisions, a line each."""
    fit = doc.line(f"{counted(len(parts), 'provision')} fit", "strong")
    yield doc.Heading(fit, doc.line("all in full: --all", "muted"))
    rows = [
        (
            doc.cell(f"{judged.provision.id}", "strong"),
            doc.cell(provision_name(judged.provision)),
            (provision_badge(judged),),
        )
        for judged, _, _ in parts[:LISTED]
    ]
    yield doc.table(("", "", ""), rows)._replace(bare=True)
    if rest := len(parts) - len(rows):
        yield doc.Paragraph((doc.line(f"{counted(rest, 'more provision')}: --all", "muted"),))


def _around(
    dataset: Dataset,
    judged: ProvisionJudgement,
    overall: ProvisionJudgement,
    *,
    brief: bool = False,
) -> list[doc.Line]:
    """Who says nothing, where what is said comes from, and what more outlets would make of it."""
    plan = judged.provision.plan.id
    lines = []

    def named(outlets: Iterable[str]) -> str:
        return in_short(dataset, outlets) if brief else names(dataset, outlets)

    groups = "; ".join(names(dataset, sorted(origin)) for origin in judged.origins)
    if groups:
        outlets = counted(len(judged.speaking), "outlet")
        sources = counted(len(judged.origins), "independent source")
        perhaps = "" if judged.shared or len(judged.origins) > 1 else "perhaps "
        lines.append(doc.line(f"{outlets}, {perhaps}{sources}: {groups}"))
    if judged.silent:
        lines.append(doc.line(f"read whole and not mentioned by {named(judged.silent)}"))
    if judged.not_found:
        few = len(judged.not_found) <= MOST_IN_A_LINE or not brief
        read = how_read(judged.not_found, dataset.short) if few else named(judged.not_found)
        lines.append(doc.line(f"not in what was read of {read}"))
    if judged.not_covering:
        lines.append(doc.line(f"no article of their own on {plan}: {named(judged.not_covering)}"))
    if judged.fallen:
        told = told_of_others(judged.fallen)
        lines.append(doc.line(f"what {named(judged.fallen)} {told}"))
    if overall.verdict is not judged.verdict:
        says = explain_provision(overall, dataset.short)
        over = doc.Span("over all outlets: ")
        lines.append((over, *provision_badge(overall), doc.Span(f"  {says}")))
    return lines


def _records(dataset: Dataset, part: Overall) -> Iterator[doc.Record]:
    for record in provision_records(dataset, part.compared):
        yield {**record, "compared": True}
    for term, rest in part.others:
        for record in claim_records(dataset, part.compared.provision, term, rest):
            yield {**record, "compared": False}


def _data(dataset: Dataset, part: Overall) -> ProvisionData:
    judged, overall, others = part
    provision = judged.provision
    plan = provision.plan
    return {
        "plan": plan.id,
        "topic": provision.topic.id,
        "point": provision.point,
        "points": list(provision.points),
        "title": provision.title,
        "verdict": judged.verdict,
        "reason": explain_provision(judged, dataset.short),
        "origins": len(judged.origins),
        "terms": [term_data(dataset, plan, term) for term in judged.terms],
        "silent": list(judged.silent),
        "not_found": list(judged.not_found),
        "not_covering": list(judged.not_covering),
        "fallen": list(judged.fallen),
        "all_outlets": {
            "verdict": overall.verdict,
            "reason": explain_provision(overall, dataset.short),
            "terms": [term_data(dataset, plan, term, rest) for term, rest in others],
        },
    }
