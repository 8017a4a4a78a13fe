"""A provision judged over the outlets compared, and beside that over all outlets."""

from collections.abc import Iterable
from typing import NamedTuple

from plancmp.domain.positions import Statement
from plancmp.domain.verdicts import Judgement, ProvisionJudgement


class Overall(NamedTuple):
    """A provision judged over the outlets compared, and over all outlets."""

    compared: ProvisionJudgement
    overall: ProvisionJudgement
    others: tuple[tuple[Judgement, tuple[Statement, ...]], ...]
    """The terms over all outlets, each with the statements that none compared makes on it."""


def set_beside(
    compared: Iterable[ProvisionJudgement], overall: Iterable[ProvisionJudgement]
) -> tuple[Overall, ...]:
    """The same provisions judged over the outlets compared and over all, pair by pair."""
    pairs = zip(compared, overall, strict=True)
    return tuple(Overall(one, over_all, _others(one, over_all)) for one, over_all in pairs)


def _others(
    judged: ProvisionJudgement, overall: ProvisionJudgement
) -> tuple[tuple[Judgement, tuple[Statement, ...]], ...]:
    shown = {(term.term.id, s.claim.report.key) for term in judged.terms for s in term.statements}
    found = (
        (term, tuple(s for s in term.statements if (term.term.id, s.claim.report.key) not in shown))
        for term in overall.terms
    )
    return tuple((term, statements) for term, statements in found if statements)
