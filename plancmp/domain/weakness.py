"""On how little what is reported of a plan rests.

docs/semantics.md, What is weak.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

from plancmp.domain.model import WHOLE, Dataset, grouped
from plancmp.domain.origins import Origin, Origins
from plancmp.domain.positions import Statement
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
    """A question whose answer of one draft rests on little, and in which ways."""

    judged: ProvisionJudgement
    term: Judgement
    statements: tuple[Statement, ...]
    """Those on the draft: what is said of another supports nothing here."""
    origins: tuple[Origin, ...]
    """Their independent origins."""
    weaknesses: tuple[Weakness, ...]

    @property
    def draft(self) -> str:
        """The draft that they speak of."""
        return self.statements[0].claim.report.draft


def answers_by_draft(term: Judgement) -> Iterable[tuple[Statement, ...]]:
    """What is said on a term, draft by draft."""
    return map(tuple, grouped(term.statements, lambda s: s.claim.report.draft).values())


def weak_terms(dataset: Dataset, judged: Iterable[ProvisionJudgement]) -> tuple[WeakTerm, ...]:
    """The questions that are weak in some way, in the plan's order; each draft by itself."""
    origins = cache(lambda plan: Origins(dataset, plan))
    return tuple(
        weak
        for of in judged
        for term in of.terms
        for said in answers_by_draft(term)
        if (weak := _weak(of, term, said, origins(of.provision.plan.id))).weaknesses
    )


def _weak(
    of: ProvisionJudgement, term: Judgement, said: tuple[Statement, ...], origins: Origins
) -> WeakTerm:
    independent = origins.independent(statement.claim for statement in said)
    return WeakTerm(of, term, said, independent, tuple(_weaknesses(said, independent, origins)))


def _weaknesses(
    statements: Sequence[Statement], independent: Sequence[Origin], origins: Origins
) -> Iterator[Weakness]:
    reports = [statement.claim.report for statement in statements]
    speakers = {report.speaker for report in reports}
    if len(independent) == 1:
        shared = origins.shared(statement.claim for statement in statements)
        yield Weakness.ONE_ORIGIN if shared else Weakness.NO_SECOND
    if len(speakers) == len(independent) == 1 and all(map(is_unnamed, speakers)):
        yield Weakness.ONE_UNNAMED
    if all(report.article.read != WHOLE for report in reports):
        yield Weakness.READ_IN_PART
    if not any(report.quote for report in reports):
        yield Weakness.NO_QUOTE


_INDEFINITE = re.compile(
    r"(an?|one|two|three|some|several|sources?|officials?|people|individuals)(\s|$)"
    r"|(An?|One|Two|Three|Some|Several|Sources?|Officials?|People|Individuals)\s+(?-i:[a-z])"
)
"""What begins the description of somebody who is given no name."""


def is_unnamed(speaker: str) -> bool:
    """Whether a speaker is surely put without a name: `US official`, and not `Rustem Umerov`.

    That is who begins with an indefinite word, or with no two capitals as names do and whose last
    word, where a name would stand, begins with a small letter; before a comma or a bracket. Of a
    script without small letters nothing is known.
    """
    words = re.findall(r"\w[\w'’-]*", re.split(r"[,(]", speaker)[0])
    as_a_name = len(words) > 1 and all(w[0].isupper() and not w.isupper() for w in words[:2])
    ends_small = bool(words) and words[-1][0].islower()
    return bool(_INDEFINITE.match(speaker)) or (ends_small and not as_a_name)
