"""What outlets that are not compared say against the answers of those that are."""

from collections.abc import Iterator, Sequence

from plancmp.domain.findings import JudgedTerm
from plancmp.domain.hidden import Hidden
from plancmp.domain.model import Dataset, Plan, Term
from plancmp.domain.positions import Statement
from plancmp.views import document as doc
from plancmp.views.references import References
from plancmp.views.voices import all_who, answer_line, by_answer

_OTHERS = "outlets not compared"


def unheard(
    dataset: Dataset, plan: Plan, term: Term, said: Sequence[Statement], references: References
) -> doc.Line:
    """That others contradict a question, by which answers and by whom; empty where nobody does."""
    answers = list(_answers(dataset, plan, term, said, references))
    return (doc.Span(f"contradicted by {_OTHERS}: "), *answers) if answers else ()


def in_full(
    dataset: Dataset, finding: JudgedTerm, hidden: Hidden, references: References
) -> tuple[doc.Line, ...]:
    """The same of a finding, with the option that shows it: one line or none."""
    (provision, judgement), said = finding, hidden.against(finding.id)
    line = unheard(dataset, provision.plan, judgement.term, said, references)
    return ((*line, doc.Span(" (--outlet all)", "muted")),) if line else ()


def in_short(
    dataset: Dataset, finding: JudgedTerm, hidden: Hidden, references: References
) -> tuple[doc.Line, ...]:
    """The same in short, to stand below the answers that it contradicts: one line or none."""
    (provision, judgement), said = finding, hidden.against(finding.id)
    answers = list(_answers(dataset, provision.plan, judgement.term, said, references))
    return ((doc.Span(f"{_OTHERS}: ", "muted"), *answers),) if answers else ()


def _answers(
    dataset: Dataset, plan: Plan, term: Term, said: Sequence[Statement], references: References
) -> Iterator[doc.Span]:
    for number, same in enumerate(by_answer(said)):
        by = all_who(dataset, same, references, brief=True)
        between = (doc.Span("; "),) if number else ()
        yield from (*between, *answer_line(plan, term, same), doc.Span(", per "), *by)
