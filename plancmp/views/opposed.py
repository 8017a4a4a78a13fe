"""The answers that decide a verdict, set against each other or in their order of time."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from plancmp.domain.findings import contested
from plancmp.domain.model import Dataset, Plan, Term, grouped
from plancmp.domain.opposed import camps, follows, stages
from plancmp.domain.positions import Statement
from plancmp.domain.printed import answer
from plancmp.domain.verdicts import CONTRADICTIONS, Judgement, Verdict
from plancmp.views import document as doc
from plancmp.views.references import References
from plancmp.views.voices import Answer, answer_line, by_answer, evidence, phrase, voices, who


def sides(plan: Plan, judgement: Judgement) -> Sequence[Sequence[Statement]]:
    """All who give the answers that decide, so that between two sides something is excluded.

    What changed is by draft or day, the oldest first.
    """
    if judgement.verdict is Verdict.UPDATED:
        return stages(judgement.term, plan.drafts, judgement.decisive)
    return camps(judgement.term, contested(judgement))


def in_order(plan: Plan, judgement: Judgement) -> Iterator[tuple[Sequence[Statement], bool]]:
    """The sides, each with whether it is known to have come after the one before it."""
    changed, before = judgement.verdict is Verdict.UPDATED, None
    for side in sides(plan, judgement):
        yield side, bool(changed and before and follows(judgement.term, before, side[0]))
        before = side[-1]


def in_words(plan: Plan, judgement: Judgement) -> str:
    """The answers alone: `de jure → de facto`, `one / another`."""
    words = ""
    for side, later in in_order(plan, judgement):
        between = " → " if later else " / " if words else ""
        words += between + " / ".join(dict.fromkeys(answer(judgement.term, s.value) for s in side))
    return words


class Opposed(NamedTuple):
    """An answer with one reservation, and all who give it so."""

    answer: doc.Line
    """Behind an arrow where it came after what stands above."""
    who: doc.Line
    phrase: doc.Cell


def opposed(
    dataset: Dataset, plan: Plan, judgement: Judgement, references: References
) -> Iterator[Opposed]:
    """The answers that decide a verdict, side by side or the oldest first."""
    term = judgement.term
    for side, later in in_order(plan, judgement):
        arrow: doc.Line = (doc.Span("→ ", "muted"),) if later else ()
        for said in answers_of(term, side):
            by = [who(dataset, one, references, dated=False) for one in voices(said.statements)]
            put = (*arrow, *answer_line(plan, term, said))
            yield Opposed(put, doc.joined(by, "; "), phrase(said.statements, references))
            arrow = ()


def deciding_rows(
    dataset: Dataset, plan: Plan, judgement: Judgement, references: References
) -> tuple[tuple[doc.Cell, ...], ...]:
    """What decides a verdict: a contradiction voice by voice, all else answer by answer."""
    if judgement.verdict in CONTRADICTIONS:
        return evidence(dataset, plan, judgement.term, contested(judgement), references)
    found = opposed(dataset, plan, judgement, references)
    return tuple(((one.answer,), (one.who,), one.phrase) for one in found)


def as_lines(found: Iterator[Opposed]) -> tuple[tuple[doc.Cell, ...], ...]:
    """A row of one cell to each: `no (inferred), per Rustem Umerov · the Post ¶19 [2]`."""
    return tuple((((*one.answer, doc.Span(", per "), *one.who),),) for one in found)


def answers_of(term: Term, statements: Sequence[Statement]) -> Iterator[Answer]:
    """The statements answer by answer, of an evolving term those of each day apart."""

    def day(statement: Statement) -> date | None:
        return statement.claim.report.date if term.evolving else None

    for same in by_answer(statements):
        for alike in grouped(same.statements, day).values():
            yield same._replace(statements=tuple(alike))
