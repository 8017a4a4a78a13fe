"""What is said on a question, by whom and in what words: the rows that every table shares."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from operator import attrgetter
from types import MappingProxyType
from typing import NamedTuple

from plancmp.domain.attribution import Basis, basis_of, credited_beside
from plancmp.domain.model import Dataset, Plan, Report, Term, grouped
from plancmp.domain.positions import How, Statement
from plancmp.domain.printed import NO_PROVISION, answer
from plancmp.domain.sides import Entry
from plancmp.domain.values import Value
from plancmp.text import join_words
from plancmp.views import document as doc
from plancmp.views.citations import NO_QUOTE
from plancmp.views.references import References
from plancmp.views.wording import day_and_month, other_draft, quoted

MOST_QUOTING = 3
"""So many outlets that quote another are named, and the rest counted."""

BRIEFLY_NAMED = 2
"""So many outlets that give an answer are named in brief."""

SIGNS: Mapping[How, str] = {How.OWN: "●", How.CITING: "◐", How.QUOTED: "○"}
"""How an outlet speaks: the strongest of its statements counts."""
KEY = "● own reporting  ◐ citing  ○ as quoted"
RESERVED = "†"
"""Stands for an inference or a reservation where there is no room for its words."""
RESERVED_KEY = f"{RESERVED} inferred or reserved"

COLUMNS = tuple(map(doc.Column, ("answer", "who says it", "key phrase")))


ABSENT_AS_ABOVE = doc.cell(f"{NO_PROVISION}, as above", "muted")
"""What stands for absence on all questions of a topic but the first, which names who says so.

That there is no such provision answers none of the questions in particular.
"""
NO_CODES: Mapping[str, str] = MappingProxyType({})


class Answer(NamedTuple):
    """One answer with one reservation, and the statements of all who give it."""

    value: Value
    draft: str
    statements: tuple[Statement, ...]


class Voice(NamedTuple):
    """One voice on one answer: statements that differ only in who published them."""

    outlet: str
    speaker: str
    answer: Answer

    @property
    def statements(self) -> tuple[Statement, ...]:
        """Its statements, all with that answer."""
        return self.answer.statements


def voices(statements: Iterable[Statement]) -> tuple[Voice, ...]:
    """The statements voice by voice, answers in the order in which each is first given."""
    found: list[Voice] = []
    for same in by_answer(statements):
        by_voice = grouped(same.statements, lambda s: (s.outlet, s.claim.report.speaker, s.quoted))
        found += [
            Voice(outlet, speaker, same._replace(statements=tuple(said)))
            for (outlet, speaker, _), said in by_voice.items()
        ]
    return tuple(found)


def by_answer(statements: Iterable[Statement]) -> tuple[Answer, ...]:
    """The statements answer by answer, whoever gives it; apart what is said with a reservation."""
    return tuple(
        Answer(value, draft, tuple(alike))
        for (value, draft, _), same in grouped(statements, attrgetter("answer")).items()
        for alike in grouped(same, _reservation).values()
    )


def _reservation(statement: Statement) -> tuple[str, ...]:
    """What the passage leaves open of its answer: its own hedge, and that it is inferred."""
    report = statement.claim.report
    parts = (quoted(report.hedge) if report.hedge else "", "inferred" if report.inferred else "")
    return tuple(filter(None, parts))


def qualities(plan: Plan, term: Term, said: Answer) -> tuple[str, ...]:
    """All that qualifies an answer: draft, case, day, reservation, inference."""
    first = said.statements[0]
    report = first.claim.report
    dated = day_and_month(report.date) if term.evolving else ""
    return tuple(
        filter(None, (other_draft(plan, first), report.condition, dated, *_reservation(first)))
    )


def answer_line(plan: Plan, term: Term, said: Answer) -> doc.Line:
    """The answer with all that qualifies it in brackets."""
    return (
        doc.Span(answer(term, said.value), "value"),
        *_in_brackets(qualities(plan, term, said)),
    )


def _in_brackets(qualities: Sequence[str]) -> doc.Line:
    return (doc.Span(f" ({', '.join(qualities)})", "muted"),) if qualities else ()


def of_plan(
    term: Term, statement: Statement, style: str = "value", *, brief: bool = False
) -> doc.Line:
    """The answer of one plan among others: behind its case, before its reservation or its sign."""
    condition, reservation = statement.claim.report.condition, _reservation(statement)
    sign = (doc.Span(RESERVED, "muted"),) if reservation else ()
    return (
        *((doc.Span(f"{condition}: ", "muted"),) if condition else ()),
        doc.Span(answer(term, statement.value), style),
        *(sign if brief else _in_brackets(reservation)),
    )


def entry_lines(
    dataset: Dataset,
    term: Term,
    statements: Iterable[Statement],
    references: References,
    *,
    brief: bool = False,
    style: str = "value",
) -> Iterator[doc.Line]:
    """The answers of one plan among others, below each who gives it."""
    for said in by_answer(statements):
        yield of_plan(term, said.statements[0], style)
        yield all_who(dataset, said, references, brief=brief)


def other_draft_lines(
    dataset: Dataset,
    term: Term,
    entries: Iterable[Entry],
    references: References,
    *,
    brief: bool = False,
) -> Iterator[doc.Line]:
    """Answers of other drafts of one plan among others, below each who gives it, or where."""
    for said in by_answer(s for entry in entries for s in entry.statements):
        put = of_plan(term, said.statements[0])
        line = (doc.Span(f"{said.draft} draft: ", "muted"), *put)
        if brief:
            yield (*line, doc.Span(" "), *pointers(said.statements[:1], references))
        else:
            yield line
            yield all_who(dataset, said, references)


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
    place = _place(said.statements, dated=dated)
    speaker = f"{said.speaker} · " if said.speaker else ""
    return (
        doc.Span(f"{speaker}{said_by(dataset, said.statements, 1 if brief else MOST_QUOTING)}"),
        *((doc.Span(f" {place}", "muted"),) if place else ()),
        doc.Span(" "),
        *pointers(said.statements[:1] if brief else said.statements, references),
    )


def _place(statements: Sequence[Statement], *, dated: bool) -> str:
    """`21 Nov ¶23, ¶25`: the day and the paragraphs of what stands in one article; else nothing."""
    reports = [statement.claim.report for statement in statements]
    article, *others = {report.article.id: report.article for report in reports}.values()
    if others:
        return ""
    day = day_and_month(article.date) if dated else ""
    paragraphs = sorted({report.paragraph for report in reports if report.paragraph})
    where = ", ".join(f"¶{paragraph}" for paragraph in paragraphs)
    return " ".join(filter(None, (day, where)))


def said_by(dataset: Dataset, statements: Sequence[Statement], most: int = MOST_QUOTING) -> str:
    """`RT citing Axios`, or `Axios, as quoted by TASS and BNO`: who, and on whose word."""
    return on_whose_word(dataset, statements, most).behind(dataset.short(statements[0].outlet))


def on_whose_word(
    dataset: Dataset, statements: Sequence[Statement], most: int = MOST_QUOTING
) -> Basis:
    """Whom an outlet cites, or who quotes it; a document where nobody else is.

    The statements are of one outlet; of many that quote it some are named and the rest counted.
    """
    first = statements[0]
    publishers = list(dict.fromkeys(s.claim.outlet for s in statements if s.quoted))
    via = dict.fromkeys(o for s in statements for o in s.claim.report.via)
    credits_ = credited_beside(first.claim.report.speaker, via, dataset.short)
    named = [outlet for outlet in credits_ if not dataset.is_document(outlet)] or credits_
    if first.quoted:
        if len(publishers) > 1:  # each of those that quote it may credit others
            named = []
            publishers = [_with_credit(dataset, statements, outlet) for outlet in publishers]
        rest = len(publishers) - most
        if rest > 1:
            publishers[most:] = [f"{rest} more"]
        return basis_of(first.outlet, publishers, named, lambda o: _short(dataset, o))
    return basis_of(first.outlet, (), named, dataset.short)


def _with_credit(dataset: Dataset, statements: Sequence[Statement], publisher: str) -> str:
    """Who quotes an outlet, with the others that it credits beside it: which says it is not known.

    A document beside an outlet is what that outlet prints, and no other voice.
    """
    credits_ = [s.claim.report.via for s in statements if s.claim.outlet == publisher]
    beside = [o for o in credits_[0] if all(o in via for via in credits_)]
    others = [o for o in beside if o != statements[0].outlet and not dataset.is_document(o)]
    if dataset.is_document(statements[0].outlet) or not others:
        return publisher
    names = join_words(map(dataset.short, others), "and")
    return f"{dataset.short(publisher)} (together with {names})"


def _short(dataset: Dataset, outlet: str) -> str:
    return dataset.short(outlet) if outlet in dataset.outlets else outlet


def pointers(statements: Iterable[Statement], references: References) -> doc.Line:
    """The numbers of the articles, each once, in their order."""
    return references.cite(statement.claim.report for statement in statements)


def phrase(statements: Sequence[Statement], references: References) -> doc.Cell:
    """The key phrase, or that there is none on file; how an inferred answer follows.

    Of several articles each with the number of the one that it is of.
    """
    reports = [statement.claim.report for statement in statements]
    inferred = {r.note: r for r in reversed(reports) if r.inferred and r.note}
    notes = (
        (doc.Span(f"inferred: {note}", "muted"), *_of(inferred[note], statements, references))
        for note in reversed(inferred)
    )
    return (*(quotes(statements, references)[:1] or doc.cell(NO_QUOTE, "muted")), *islice(notes, 1))


def quotes(statements: Sequence[Statement], references: References) -> doc.Cell:
    """All key phrases of one voice, each once, in quotation marks."""
    reports = [statement.claim.report for statement in statements]
    found = {report.quote: report for report in reversed(reports) if report.quote}
    return tuple(
        (doc.Span(quoted(quote)), *_of(found[quote], statements, references))
        for quote in reversed(found)
    )


def _of(report: Report, statements: Sequence[Statement], references: References) -> doc.Line:
    """The number of the article that a report of one voice is of, where there are several."""
    several = len({statement.claim.report.article.id for statement in statements}) > 1
    return (doc.Span(" "), *references.cite([report])) if several else ()


def notes(statements: Sequence[Statement]) -> tuple[str, ...]:
    """What the coder notes on one voice's answer, each once; said so where it is inferred."""
    found = dict.fromkeys(
        (report.note, report.inferred)
        for report in (statement.claim.report for statement in statements)
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
        ((answer_line(plan, term, said),), (all_who(dataset, said, references),))
        for said in by_answer(statements)
    )


def most_direct(statements: Iterable[Statement]) -> Statement:
    """The statement that gives an answer most directly: without reservation, else as its own."""
    order = list(How)
    return min(statements, key=lambda s: (bool(_reservation(s)), order.index(s.how)))


def brief_who(
    dataset: Dataset,
    statements: Sequence[Statement],
    references: References,
    codes: Mapping[str, str] = NO_CODES,
) -> doc.Line:
    """The outlet that gives an answer most directly, how, how many more do, and the number.

    The outlet is named by its code, where it has one.
    """
    first = most_direct(statements)
    outlets = len({statement.outlet for statement in statements})
    more = f" +{outlets - 1}" if outlets > 1 else ""
    number = references.cite([first.claim.report])
    name = f"{SIGNS[first.how]}{codes.get(first.outlet) or dataset.short(first.outlet)}{more} "
    return (doc.Span(name, "muted"), *number)


def all_who(
    dataset: Dataset,
    said: Answer,
    references: References,
    *,
    brief: bool = False,
) -> doc.Line:
    """All who give one answer, in a line; of an outlet with several speakers their number.

    In `brief` the first outlets are named, and the others are counted.
    """
    by_outlet = grouped(said.statements, lambda s: (s.outlet, s.quoted))
    lines = []
    for (outlet, _), same in by_outlet.items():
        speaker, *more = dict.fromkeys(s.claim.report.speaker for s in same)
        if more:
            speakers = len(list(filter(None, (speaker, *more))))
            speaker = f"{speakers} speakers" if speakers > 1 else ""
        one = Voice(outlet, speaker, said._replace(statements=tuple(same)))
        lines.append(who(dataset, one, references, dated=False, brief=brief))
    rest = len(lines) - BRIEFLY_NAMED
    if brief and rest > 1:
        lines[BRIEFLY_NAMED:] = [doc.line(f"and {rest} more outlets")]
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
        put = answer_line(plan, term, said.answer)
        first = () if put == above else (put,)
        by = who(dataset, said, references, dated=dated)
        rows.append((first, (by,), phrase(said.statements, references)))
        above = put
    return tuple(rows)
