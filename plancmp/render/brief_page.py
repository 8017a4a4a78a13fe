"""What the brief's page is drawn from: no markup, no wording of its own."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate
from operator import attrgetter, itemgetter
from typing import Any, NamedTuple

from plancmp import __version__
from plancmp.domain.model import Plan, Provision, Term, grouped
from plancmp.domain.overall import Overall
from plancmp.domain.positions import Statement
from plancmp.domain.reasons import explain, explain_provision
from plancmp.domain.verdicts import CONTRADICTIONS, FINDINGS, Judgement, Verdict
from plancmp.views import brief_matrix, brief_parts
from plancmp.views import document as doc
from plancmp.views.brief import SECTIONS, BriefView
from plancmp.views.brief_changes import HISTORIES, history_table
from plancmp.views.marks import MARKS, provision_badge, sign, tally, verdict_badge
from plancmp.views.outlets_data import PairData
from plancmp.views.voices import COLUMNS, evidence, notes, quotes, voices
from plancmp.views.wording import counted, day, names, plan_name, point, provision_name, share

STEPS = 5
"""Shades of the heat map."""
MANY = 8
"""With more outlets than these a cell of the matrix shows a sign, and its answer when opened."""


def context(view: BriefView) -> Mapping[str, object]:
    """Orders and small functions for the template; sources are numbered from its top down."""
    dataset = view.dataset
    _, read = view.head()
    changed, rest = _changed(view)
    beside = _side_by_side(view)
    contested = _contested(view)
    provisions = [_in_full(view, part) for part in view.parts]
    timeline = tuple(brief_parts.timeline_blocks(dataset, view.articles, view.references))
    sources = tuple(view.all_sources())
    speaking = [each.outlet for each in view.agreement.coverage.outlets]
    agreement = _agreement(view.agreement.data()["pairs"], speaking)
    return {
        "version": __version__,
        "titles": SECTIONS,
        "contents": view.contents(),
        "read": read,
        "sentences": [
            (sign(each.word), MARKS[each.word].words or each.word, each.text)
            for each in view.sentences
        ],
        "changed": changed,
        "other_changes": rest,
        "every_change": _every_change(view),
        **beside,
        "contested": contested,
        "in_full": CONTRADICTIONS,
        "named": {verdict: _named(view, verdict) for verdict in contested},
        "differing": _named(view, Verdict.DIFFERS),
        "plans": [_matrix(view, plan) for plan in view.plans],
        "provisions": provisions,
        "filters": _filters(view),
        "reports": view.agreement.coverage.outlets,
        "agreement": agreement,
        "sole_origins": [
            (names(dataset, sorted(origin)), len(terms), brief_parts.provisions_of(terms))
            for origin, terms in view.sole_origins
        ],
        "silences": grouped(view.silences, attrgetter("plan")),
        "silence_text": lambda silence: brief_parts.silence_text(silence, view.topic_titles),
        "timeline": timeline,
        "sources": sources,
        "in_short": _numbers(
            (
                *(each.text for each in view.sentences),
                *(line for table in changed for line in _lines(table)),
                *(line for block in beside["lines_of_several"] for line in _lines(block)),
                *(
                    line
                    for verdict in CONTRADICTIONS
                    if verdict in contested
                    for line in _lines(contested[verdict])
                ),
            )
        ),
        "source_names": {
            number: f"{dataset.short(article.outlet)}, {day(article.date)}"
            for number, article in view.references.numbered.items()
        },
        "short": dataset.short,
        "names": lambda outlets: names(dataset, outlets),
        "plan_name": plan_name,
        "counted": counted,
        "share": share,
        "sum_of": provision_badge,
        "sign": lambda word: MARKS[word].sign,
        "tally": tally,
        "shade": lambda part, whole: min(STEPS - 1, STEPS * part // whole),
    }


def _changed(view: BriefView) -> tuple[Sequence[doc.Table], Sequence[doc.Table]]:
    """The weighty changes with their answers, and the other topics by name."""
    screen = view.changed.between.screen() if view.changed.between else ()
    tables = [block for block in screen if isinstance(block, doc.Table)]
    return [t for t in tables if not t.bare], [t for t in tables if t.bare]


def _every_change(view: BriefView) -> Sequence[brief_parts.ChangedTopic]:
    """All topics with all their questions; circumstances last."""
    between = view.changed.between
    if not between:
        return ()
    before, after = between.before, between.after
    topics = (*between.counted, *between.circumstances)
    return [brief_parts.changed_topic(topic, before, after) for topic in topics]


def _lines(block: doc.Block) -> Iterator[doc.Line]:
    """The lines of a table's cells, or of a paragraph."""
    if isinstance(block, doc.Table):
        for group in block.groups:
            yield from (line for row in group.rows for cell in row for line in cell)
    elif isinstance(block, doc.Paragraph):
        yield from block.lines


def _numbers(lines: Iterable[doc.Line]) -> frozenset[int]:
    """The numbers of the sources that lines point to."""
    return frozenset(span.footnote for line in lines for span in line if span.footnote)


def _side_by_side(view: BriefView) -> Mapping[str, Any]:
    """Of several plans: a line to a topic, what is in no line, histories, every question."""
    several, histories = view.changed.several, view.changed.histories
    lines = list(several.in_short()) if several else []
    every = [b for b in several.blocks() if isinstance(b, doc.Table)] if several else []
    return {
        "lines_of_several": lines,
        "rest_of_several": list(several.rest()) if several else [],
        "histories": history_table(histories).groups,
        "histories_title": HISTORIES,
        "every_question": every,
        "columns": every[0].columns if every else (),
    }


def _contested(view: BriefView) -> Mapping[str, doc.Table]:
    """What is contested, with their evidence, under their verdicts as they are printed."""
    found = brief_parts.contested_groups(
        view.dataset, view.findings.terms, view.findings.fits, view.references
    )
    return {verdict: doc.Table(COLUMNS, tuple(groups)) for verdict, groups in found.items()}


def _named(view: BriefView, verdict: str) -> Mapping[str, Sequence[tuple[Provision, int]]]:
    """The provisions with findings of a verdict, and how many, by plan."""
    terms = (f for f in view.findings.terms if f.judgement.verdict == verdict)
    return brief_parts.provisions_of(terms)


class PlanMatrix(NamedTuple):
    """The provisions of a plan by the outlets that speak on them."""

    plan: Plan
    verdicts: Sequence[doc.Line]
    columns: Sequence[str]
    many: bool
    nobody: Sequence[str]
    """The outlets compared that have no article of their own on it, and are not quoted."""
    groups: Mapping[str, Sequence[brief_matrix.Row]]
    unreported: Sequence[Provision]
    quiet: Mapping[str, Sequence[str]]
    """Of each that is unreported, the outlets in which it was not found."""


def _matrix(view: BriefView, plan: Plan) -> PlanMatrix:
    judged = view.of_plan(plan)
    speaking = {outlet for each in judged for outlet in each.speaking}
    there = speaking | view.dataset.covering(plan.id).keys()
    columns = [outlet for outlet in view.outlets if outlet in there]
    unreported = brief_matrix.unreported(judged)
    return PlanMatrix(
        plan,
        [tally(v, n) for v, n in view.verdicts_of(plan.id).items()],
        columns,
        len(columns) > MANY,
        [outlet for outlet in view.outlets if outlet not in there],
        brief_matrix.in_groups(view.dataset, judged),
        [each.provision for each in unreported],
        {each.provision.id: tuple(each.not_found) for each in unreported},
    )


class Answer(NamedTuple):
    """An answer to a question, with those who give it."""

    text: doc.Line
    voices: Sequence[tuple[str, doc.Line, doc.Cell, Sequence[str]]]
    """An outlet, who says it on whose word, the key phrases, and notes."""


class Question(NamedTuple):
    """A question on a provision, with what is answered."""

    term: Term
    verdict: str
    badge: doc.Line
    reason: str
    answers: Sequence[Answer]

    @property
    def opposed(self) -> bool:
        """Whether its answers are to be seen side by side."""
        return self.verdict in FINDINGS


class InFull(NamedTuple):
    """A provision with all that is said on it."""

    provision: Provision
    name: str
    where: str
    badge: doc.Line
    reason: str
    compared: Sequence[Question]
    others: Sequence[Question]
    silent: Sequence[str]
    not_found: Sequence[str]
    not_covering: Sequence[str]
    fallen: Sequence[str]
    origins: int


def _in_full(view: BriefView, part: Overall) -> InFull:
    judged, _, others = part
    provision = judged.provision
    return InFull(
        provision,
        provision_name(provision),
        ", ".join(filter(None, (plan_name(provision.plan.id), point(provision)))),
        provision_badge(judged),
        explain_provision(judged, view.dataset.short) if not judged.terms else "",
        [_question(view, provision.plan, term, term.statements) for term in judged.terms],
        [_question(view, provision.plan, term, said) for term, said in others],
        judged.silent,
        tuple(judged.not_found),
        judged.not_covering,
        judged.fallen,
        len(judged.origins),
    )


def _question(
    view: BriefView, plan: Plan, judgement: Judgement, said: Sequence[Statement]
) -> Question:
    return Question(
        judgement.term,
        judgement.verdict,
        verdict_badge(judgement),
        explain(judgement, view.dataset.short, plan.drafts)
        if judgement.verdict in FINDINGS
        else "",
        tuple(_answers(view, plan, judgement.term, said)),
    )


def _answers(
    view: BriefView, plan: Plan, term: Term, said: Sequence[Statement]
) -> Iterator[Answer]:
    """The rows of evidence, those of one answer together."""
    rows = evidence(view.dataset, plan, term, said, view.references)
    numbers = accumulate(bool(text) for (text, _, _) in rows)
    numbered = zip(numbers, voices(said), rows, strict=True)
    for _, same in grouped(numbered, itemgetter(0)).items():
        _, _, ((text,), _, _) = same[0]
        yield Answer(
            text,
            [
                (
                    voice.outlet,
                    who,
                    quotes(voice.statements, view.references),
                    notes(voice.statements),
                )
                for _, voice, (_, (who,), _) in same
            ],
        )


def _agreement(
    pairs: Iterable[PairData], outlets: Iterable[str]
) -> Mapping[str, Mapping[str, PairData]]:
    """Pairs by the one and by the other outlet, of those that speak with any other on a term."""
    found: dict[str, dict[str, PairData]] = {}
    for pair in pairs:
        one, other = pair["outlets"]
        found.setdefault(one, {})[other] = pair
        found.setdefault(other, {})[one] = pair
    return {outlet: found[outlet] for outlet in outlets if outlet in found}


class Filter(NamedTuple):
    """A filter of the matrix: each choice with its text."""

    name: str
    title: str
    choices: Sequence[tuple[str, str]]


def _filters(view: BriefView) -> Sequence[Filter]:
    parts = [row for plan in view.plans for row in _rows(view, plan)]
    verdicts = {cell.verdict for row in parts for cell in row.cells.values()}
    verdicts |= {Verdict.SILENT for judged in view.judged if judged.silent}
    verdicts |= {Verdict.NOT_FOUND for judged in view.judged if judged.not_found}
    speaking = {outlet for row in parts for outlet in row.cells}
    covering = {outlet for plan in view.plans for outlet in view.dataset.covering(plan.id)}
    outlets = [id for id in view.outlets if id in speaking | covering]
    groups = sorted({judged.provision.topic.group for judged in view.judged})
    return (
        Filter("plan", "Plan", [(plan.id, plan_name(plan.id)) for plan in view.plans]),
        Filter(
            "verdict",
            "What it adds up to",
            [(v, f"{MARKS[v].sign} {MARKS[v].words}") for v in Verdict if v in verdicts],
        ),
        Filter("outlet", "Outlet", [(id, view.dataset.short(id)) for id in outlets]),
        Filter("group", "Topic", [(group, group) for group in groups]),
    )


def _rows(view: BriefView, plan: Plan) -> Iterator[brief_matrix.Row]:
    for rows in brief_matrix.in_groups(view.dataset, view.of_plan(plan)).values():
        yield from rows
