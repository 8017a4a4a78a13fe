"""On how little what is reported of a plan rests.

docs/semantics.md, What is weak.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from plancmp.domain.model import WHOLE, Dataset
from plancmp.domain.origins import Origins
from plancmp.domain.verdicts import Judgement, ProvisionJudgement
from plancmp.domain.words import ExplainedWord


class Weakness(ExplainedWord):
    """A way in which an answer rests on little."""

    ONE_ORIGIN = "one-origin", "all of it goes back to one source"
    NO_SECOND = "no-second-origin", "it is not known to come from more than one source"
    ONE_UNNAMED = "one-unnamed-speaker", "one speaker says it, whom no article names"
    READ_IN_PART = "read-in-part", "no article that has it was read whole"
    NO_QUOTE = "no-quote", "no key phrase of it is on file"


class WeakTerm(NamedTuple):
    """A question whose answer rests on little, and in which ways."""

    judged: ProvisionJudgement
    term: Judgement
    weaknesses: tuple[Weakness, ...]


def weak_terms(dataset: Dataset, judged: Iterable[ProvisionJudgement]) -> tuple[WeakTerm, ...]:
    """The questions that are weak in some way, in the plan's order."""
    origins = cache(lambda plan: Origins(dataset, plan))
    return tuple(
        WeakTerm(of, term, found)
        for of in judged
        for term in of.terms
        if (found := tuple(_weaknesses(term, origins(of.provision.plan.id))))
    )


def _weaknesses(term: Judgement, origins: Origins) -> Iterator[Weakness]:
    reports = [statement.claim.report for statement in term.statements]
    speakers = {report.speaker for report in reports}
    if len(term.all_origins) == 1:
        shared = origins.shared(statement.claim for statement in term.statements)
        yield Weakness.ONE_ORIGIN if shared else Weakness.NO_SECOND
    if len(speakers) == 1 and all(speakers) and not any(map(is_named, speakers)):
        yield Weakness.ONE_UNNAMED
    if all(report.article.read != WHOLE for report in reports):
        yield Weakness.READ_IN_PART
    if not any(report.quote for report in reports):
        yield Weakness.NO_QUOTE


def is_named(speaker: str) -> bool:
    """Whether a speaker is a person by name, told by its words: `Rustem Umerov`, not `US official`.

    Named is who begins with two words in capitals and small letters, or is one such word alone.
    """
    words = re.findall(r"[\w'’-]+", speaker)[:2]
    return bool(words) and all(word[:1].isupper() and not word.isupper() for word in words)
