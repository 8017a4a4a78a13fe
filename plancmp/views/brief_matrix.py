"""Point by point: a row to a provision, with its question and what each outlet answers."""

from collections.abc import Iterable, Mapping, Sequence
from math import inf
from typing import NamedTuple

from plancmp.domain.findings import parts
from plancmp.domain.model import Dataset, Provision, Term, grouped
from plancmp.domain.positions import How, Statement
from plancmp.domain.verdicts import CONTRADICTIONS, Judgement, ProvisionJudgement, Verdict
from plancmp.views import document as doc
from plancmp.views.marks import provision_badge
from plancmp.views.references import References
from plancmp.views.voices import SIGNS, answer_line, answers, by_answer, on_whose_word
from plancmp.views.wording import counted, provision_name

GROUPS = ("Contradicted", "Point by point", "The plan’s story")
"""What rows stand under: those contradicted first, what is of no provision of the plan last."""


class Cell(NamedTuple):
    """What one outlet answers."""

    verdict: Verdict
    """That on the questions it speaks on, as far as it has part in it."""
    question: str
    """What it answers, where that is another question than the row's."""
    answers: doc.Cell
    how: str
    """A sign and a word or two: whether it reports it itself, cites others or is quoted."""
    more: int
    """On how many more questions it speaks."""


class Row(NamedTuple):
    """A provision that an outlet compared speaks on."""

    judged: ProvisionJudgement
    judgement: Judgement
    """The row's question: the weightiest finding, else the first that is reported."""
    cells: Mapping[str, Cell]

    @property
    def provision(self) -> Provision:
        """Whose row it is."""
        return self.judged.provision


def in_groups(
    dataset: Dataset, judged: Iterable[ProvisionJudgement]
) -> Mapping[str, Sequence[Row]]:
    """The provisions that anybody compared speaks on, in the order of points, under GROUPS."""
    rows = [
        Row(each, each.decisive, _cells(dataset, each, each.decisive))
        for each in judged
        if each.decisive
    ]
    rows.sort(key=lambda row: (_group(row), row.provision.point or inf))
    return {GROUPS[group]: same for group, same in grouped(rows, _group).items()}


def _group(row: Row) -> int:
    if row.judged.verdict in CONTRADICTIONS:
        return 0
    return 2 if row.provision.topic.is_circumstance else 1


def _cells(dataset: Dataset, judged: ProvisionJudgement, question: Judgement) -> Mapping[str, Cell]:
    found = {}
    for outlet, part in parts(judged).items():
        term, statements = _of_outlet(question, judged.terms, outlet)
        voices = by_answer(statements)
        found[outlet] = Cell(
            part.verdict,
            "" if term is question.term else term.asks,
            tuple(answer_line(judged.provision.plan, term, voice) for voice in voices),
            how(dataset, statements),
            part.terms - 1,
        )
    return found


def _of_outlet(
    first: Judgement, terms: Iterable[Judgement], outlet: str
) -> tuple[Term, Sequence[Statement]]:
    """What an outlet says on the first of the terms that it speaks on, and which that is."""
    said = (
        (judgement.term, tuple(s for s in judgement.statements if s.outlet == outlet))
        for judgement in (first, *terms)
    )
    return next((term, statements) for term, statements in said if statements)


def how(dataset: Dataset, statements: Sequence[Statement]) -> str:
    """`● own reporting`, `◐ citing WSJ` or `○ as quoted by TASS`: the strongest there is."""
    strongest = next(how for how in How if any(s.how is how for s in statements))
    if strongest is How.OWN:
        return f"{SIGNS[strongest]} own reporting"
    of_it = [statement for statement in statements if statement.how is strongest]
    return f"{SIGNS[strongest]} {on_whose_word(dataset, of_it).source or strongest}"


COLUMNS = (
    doc.Column("pt", right=True),
    doc.Column("provision"),
    doc.Column("what is reported"),
    doc.Column("what it adds up to"),
)


def table(
    dataset: Dataset, groups: Mapping[str, Sequence[Row]], references: References
) -> doc.Table:
    """The rows without a column to an outlet, each with its question's answers."""
    return doc.Table(
        COLUMNS,
        tuple(
            doc.RowGroup(
                tuple(_line(dataset, row, references) for row in rows),
                doc.line(title, "strong"),
                doc.line(counted(len(rows), "provision")),
            )
            for title, rows in groups.items()
        ),
    )


def _line(dataset: Dataset, row: Row, references: References) -> tuple[doc.Cell, ...]:
    provision, judgement = row.provision, row.judgement
    rows = answers(dataset, provision.plan, judgement.term, judgement.statements, references)
    lines = ((*value, doc.Span(": "), *by) for (value,), (by,) in rows)
    return (
        doc.cell(", ".join(map(str, provision.points)) or "–"),
        (doc.line(provision_name(provision), "strong"), doc.line(judgement.term.asks, "muted")),
        tuple(lines),
        (provision_badge(row.judged),),
    )


def unreported(judged: Iterable[ProvisionJudgement]) -> Sequence[ProvisionJudgement]:
    """The provisions that no outlet compared speaks on."""
    return [each for each in judged if not each.terms]
