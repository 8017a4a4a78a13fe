"""A judgement in a sentence: who said what, on whose word, and of which draft.

docs/semantics.md, Sentences. Only decisive statements are in it, so that no bystander is.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import chain, pairwise

from plancmp.domain.attribution import Names, attribute
from plancmp.domain.model import ReadCount, Term
from plancmp.domain.opposed import by_time, follows
from plancmp.domain.positions import Statement
from plancmp.domain.values import ABSENT, UNSPECIFIED, Value
from plancmp.domain.verdicts import Judgement, ProvisionJudgement, Verdict
from plancmp.text import join_words, written_day


def explain(judgement: Judgement, names: Names, drafts: Sequence[str]) -> str:
    """Why a term has its verdict, in a sentence; `drafts` are the plan's, oldest first."""
    if not judgement.decisive:
        return "Not in what was read."
    sentences = _Sentences(judgement.term, names, drafts)
    if judgement.verdict is Verdict.UPDATED:
        sentence = sentences.by_time(judgement.decisive)
    else:
        sentence = sentences.by_answer(judgement.decisive)
    return f"{sentence[0].upper()}{sentence[1:]}{_ending(judgement, names)}."


def _ending(judgement: Judgement, names: Names) -> str:
    """What the origins make of it, where the verdict rests on them."""
    if judgement.verdict is Verdict.AGREE:
        return f"; {len(judgement.origins)} independent sources"
    if judgement.verdict not in (Verdict.REPEATED, Verdict.VARIANT):
        return ""
    if judgement.shared:
        return f"; all of it goes back to {join_words(map(names, sorted(judgement.shared)), 'and')}"
    if judgement.verdict is Verdict.REPEATED:
        return "; no two of these outlets are known to have it independently"
    return "; none is known to be independent of what it contradicts"


def explain_provision(judged: ProvisionJudgement, names: Names) -> str:
    """Why a provision has its verdict: the sentence of its decisive term, or what was read."""
    decisive = judged.decisive
    if decisive is None:
        return _unspoken(judged, names)
    return f"{decisive.term.asks} {explain(decisive, names, judged.provision.plan.drafts)}"


def _unspoken(judged: ProvisionJudgement, names: Names) -> str:
    sentences = []
    if judged.silent:
        outlets = join_words(map(names, judged.silent), "and")
        sentences.append(f"Not mentioned: every article of {outlets} on the plan was read whole.")
    if judged.not_found:
        sentences.append(f"Not in what was read of {how_read(judged.not_found, names)}.")
    if judged.fallen:
        outlets = join_words(map(names, judged.fallen), "and")
        sentences.append(f"What {outlets} {told_of_others(judged.fallen)}.")
    return " ".join(sentences) or "None of the outlets compared has an article on the plan."


def told_of_others(outlets: Sequence[str]) -> str:
    """That all that these outlets report is left out, behind their names."""
    return f"{'reports' if len(outlets) == 1 else 'report'} of it rests on what is left out"


def how_read(outlets: Mapping[str, ReadCount], names: Names) -> str:
    """The outlets, each with how many of its articles were read whole."""
    read = (
        f"{names(outlet)} ({whole} of {articles} article{'' if articles == 1 else 's'} read whole)"
        for outlet, (whole, articles) in outlets.items()
    )
    return join_words(read, "and")


class _Sentences:
    """Statements on a term as clauses: who said what."""

    def __init__(self, term: Term, names: Names, drafts: Sequence[str]) -> None:
        self.term, self.names, self.drafts = term, names, drafts

    def by_answer(self, statements: Iterable[Statement], *, dated: bool = True) -> str:
        """A clause for each answer, with all who said it."""
        answers: dict[str, list[Statement]] = {}
        for statement in statements:
            answers.setdefault(self._answer(statement, dated=dated), []).append(statement)
        return "; ".join(
            f"{attribute(said, self.names)} said {answer}" for answer, said in answers.items()
        )

    def by_time(self, statements: Iterable[Statement]) -> str:
        """The clauses of each draft and day, the oldest first."""
        found = by_time(self.term, self.drafts, statements)
        drafts = {draft for draft, _ in found}
        one_draft = len(drafts) == 1 and drafts <= {"", *self.drafts[-1:]}
        clauses = [
            f"{self._when('' if one_draft else draft, day)}, {self.by_answer(said, dated=False)}"
            for (draft, day), said in found.items()
        ]
        then = [
            "; then " if follows(self.term, one[0], other[0]) else "; "
            for one, other in pairwise(found.values())
        ]
        return "".join(chain.from_iterable(zip(clauses, [*then, ""], strict=True)))

    def _answer(self, statement: Statement, *, dated: bool) -> str:
        """What was said, with all that qualifies it."""
        report = statement.claim.report
        earlier = dated and report.draft and report.draft not in self.drafts[-1:]
        qualities = (
            f"of the {report.draft} draft" if earlier else "",
            self._day(report.date) if dated and self.term.evolving else "",
            report.condition,
            f"“{report.hedge}”" if report.hedge else "",
            "inferred" if report.inferred else "",
        )
        beside = ", ".join(filter(None, qualities))
        answer = _put(self.term, statement.value)
        return f"{answer} ({beside})" if beside else answer

    def _when(self, draft: str, day: date | None) -> str:
        of = [f"of the {draft} draft"] if draft else []
        return " ".join([*of, self._day(day)] if self.term.evolving else of)

    @staticmethod
    def _day(when: date | None) -> str:
        return f"on {written_day(when)}" if when else "on a day that is not known"


def _put(term: Term, value: Value) -> str:
    if value == ABSENT:
        return "that there is no such provision"
    return "that it is left open" if value == UNSPECIFIED else term.label(value)
