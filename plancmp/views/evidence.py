"""What is said on a question, by whom and in what words: the rows that every table shares."""

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from plancmp.domain.attribution import named_in, voice
from plancmp.domain.model import Dataset, Plan, Term, grouped
from plancmp.domain.positions import How, Statement
from plancmp.domain.values import Value
from plancmp.views import document as doc
from plancmp.views.citations import NO_QUOTE
from plancmp.views.references import References
from plancmp.views.wording import answer, day_and_month, other_draft, quoted

MOST_NAMED = 3
"""So many outlets that quote another are named, and the rest counted."""

SIGNS: Mapping[How, str] = {How.OWN: "●", How.CITING: "◐", How.QUOTED: "○"}
"""How an outlet speaks: the strongest of its statements counts."""
KEY = "● own reporting  ◐ citing  ○ as quoted"

COLUMNS = tuple(map(doc.Column, ("answer", "who says it", "key phrase")))


NO_CODES: Mapping[str, str] = MappingProxyType({})


class Voice(NamedTuple):
    """One voice on one answer: statements that differ only in who published them."""

    value: Value
    draft: str
    outlet: str
    speaker: str
    statements: tuple[Statement, ...]


def voices(statements: Iterable[Statement]) -> tuple[Voice, ...]:
    """The statements voice by voice, answers in the order in which each is first given."""
    found: list[Voice] = []
    for (value, draft, _), same in grouped(statements, _answer).items():
        by_voice = grouped(same, lambda s: (s.outlet, s.claim.report.speaker, s.quoted))
        found += [
            Voice(value, draft, outlet, speaker, tuple(said))
            for (outlet, speaker, _), said in by_voice.items()
        ]
    return tuple(found)


def by_answer(statements: Iterable[Statement]) -> tuple[Voice, ...]:
    """The statements answer by answer, whoever gives it."""
    return tuple(
        Voice(value, draft, "", "", tuple(same))
        for (value, draft, _), same in grouped(statements, _answer).items()
    )


def _answer(statement: Statement) -> tuple[Value, str, str]:
    report = statement.claim.report
    return (statement.value, report.draft, report.condition)


def answer_line(plan: Plan, term: Term, said: Voice, *, evolving: bool = True) -> doc.Line:
    """The answer with all that qualifies it: draft, case, day, reservation, inference."""
    report = said.statements[0].claim.report
    hedges = dict.fromkeys(s.claim.report.hedge for s in said.statements)
    qualities = (
        other_draft(plan, said.statements[0]),
        report.condition,
        day_and_month(report.date) if term.evolving and evolving else "",
        *(quoted(hedge) for hedge in hedges if hedge),
        "inferred" if all(s.claim.report.inferred for s in said.statements) else "",
    )
    beside = ", ".join(filter(None, qualities))
    return (
        doc.Span(answer(term, said.value), "value"),
        *((doc.Span(f" ({beside})", "muted"),) if beside else ()),
    )


def who(
    dataset: Dataset,
    said: Voice,
    references: References,
    *,
    dated: bool = True,
    brief: bool = False,
) -> doc.Line:
    """The speaker, the outlet with on whose word it has it, day, paragraph, and the numbers.

    In `brief` one of those that quote it is named and numbered, and the others are counted.
    """
    first, *more = said.statements
    report = first.claim.report
    alone = not more
    place = [day_and_month(report.article.date)] if dated and alone else []
    place += [f"¶{report.paragraph}"] if alone and report.paragraph else []
    speaker = f"{said.speaker} · " if said.speaker else ""
    return (
        doc.Span(f"{speaker}{said_by(dataset, said.statements, 1 if brief else MOST_NAMED)}"),
        *((doc.Span(f" {' '.join(filter(None, place))}", "muted"),) if any(place) else ()),
        doc.Span(" "),
        *pointers(said.statements[:1] if brief else said.statements, references),
    )


def said_by(dataset: Dataset, statements: Sequence[Statement], most: int = MOST_NAMED) -> str:
    """`RT citing Axios`, or `Axios, as quoted by TASS and BNO`; a document where nobody else is.

    The statements are of one outlet; of many that quote it some are named and the rest counted.
    """
    first = statements[0]
    publishers = list(dict.fromkeys(s.claim.outlet for s in statements if s.quoted))
    credits_ = list(dict.fromkeys(o for s in statements for o in s.claim.report.via))
    texts = dataset.documents
    speaker = first.claim.report.speaker
    credits_ = [o for o in credits_ if not named_in(speaker, dataset.short(o))]
    named = [outlet for outlet in credits_ if outlet not in texts] or credits_
    if first.quoted:
        if first.outlet not in texts or len(publishers) > 1:
            named = []  # each of those that quote it may credit others
        rest = len(publishers) - most
        if rest > 1:
            publishers[most:] = [f"{rest} more"]
        return voice(first.outlet, publishers, named, lambda o: _short(dataset, o))
    return voice(first.outlet, (), named, dataset.short)


def _short(dataset: Dataset, outlet: str) -> str:
    return dataset.short(outlet) if outlet in dataset.outlets else outlet


def pointers(statements: Iterable[Statement], references: References) -> doc.Line:
    """The numbers of the articles, each once, in their order."""
    return references.cite(statement.claim.report for statement in statements)


def phrase(said: Voice) -> doc.Cell:
    """The key phrase, or that there is none on file; how an inferred answer follows."""
    reports = [statement.claim.report for statement in said.statements]
    found = next((report.quote for report in reports if report.quote), "")
    first = doc.line(quoted(found)) if found else doc.line(NO_QUOTE, "muted")
    notes = [report.note for report in reports if report.inferred and report.note]
    return (first, *(doc.line(f"inferred: {note}", "muted") for note in notes[:1]))


def quotes(said: Voice) -> tuple[str, ...]:
    """All key phrases of one voice, each once, in quotation marks."""
    found = dict.fromkeys(statement.claim.report.quote for statement in said.statements)
    return tuple(quoted(quote) for quote in found if quote)


def notes(said: Voice) -> tuple[str, ...]:
    """What the coder notes on one voice's answer, each once; said so where it is inferred."""
    found = dict.fromkeys(
        (report.note, report.inferred)
        for report in (statement.claim.report for statement in said.statements)
    )
    return tuple(f"inferred: {note}" if inferred else note for note, inferred in found if note)


def answers(
    dataset: Dataset,
    plan: Plan,
    term: Term,
    statements: Iterable[Statement],
    references: References,
) -> tuple[tuple[doc.Cell, ...], ...]:
    """A row an answer: the answer, and all who give it, without their words."""
    return tuple(
        ((answer_line(plan, term, said),), (all_who(dataset, said.statements, references),))
        for said in by_answer(statements)
    )


def brief_who(
    dataset: Dataset,
    statements: Sequence[Statement],
    references: References,
    codes: Mapping[str, str] = NO_CODES,
) -> doc.Line:
    """The outlet that gives an answer most directly, how, how many more do, and the number.

    The outlet is named by its code, where it has one.
    """
    order = list(How)
    first = min(statements, key=lambda s: order.index(s.how))
    outlets = len({statement.outlet for statement in statements})
    more = f" +{outlets - 1}" if outlets > 1 else ""
    number = references.cite([first.claim.report])
    name = f"{SIGNS[first.how]}{codes.get(first.outlet) or dataset.short(first.outlet)}{more} "
    return (doc.Span(name, "muted"), *number)


def all_who(
    dataset: Dataset,
    statements: Sequence[Statement],
    references: References,
    *,
    brief: bool = False,
) -> doc.Line:
    """All who give one answer, in a line; of an outlet with several speakers their number."""
    lines = []
    for said in grouped(voices(statements), lambda v: (v.outlet, v.statements[0].quoted)).values():
        first, *more = said
        if more:
            together = tuple(s for v in said for s in v.statements)
            speakers = len({v.speaker for v in said if v.speaker})
            several = f"{speakers} speakers" if speakers > 1 else ""
            first = Voice(first.value, first.draft, first.outlet, several, together)
        lines.append(who(dataset, first, references, dated=False, brief=brief))
    return doc.joined(lines, "; ")


def evidence(
    dataset: Dataset,
    plan: Plan,
    term: Term,
    statements: Iterable[Statement],
    references: References,
    *,
    dated: bool = True,
) -> tuple[tuple[doc.Cell, ...], ...]:
    """A row a voice under COLUMNS; an answer that stands above is not said again."""
    rows = []
    above: doc.Line = ()
    for said in voices(statements):
        put = answer_line(plan, term, said)
        first = () if put == above else (put,)
        rows.append((first, (who(dataset, said, references, dated=dated),), phrase(said)))
        above = put
    return tuple(rows)
