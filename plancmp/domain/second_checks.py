"""Claims that a second person has decided on, and whether they are still the claims they were."""

import hashlib
import json
from collections.abc import Iterator
from typing import NamedTuple

from plancmp.domain.model import Claim, Dataset, Provision, Report

LETTERS = 12
"""So many letters of a fingerprint tell apart what a claim was at any time."""
_AS_LETTERS = str.maketrans("0123456789", "ghijklmnop")
"""Of digits alone, or of digits around an e, an editor would make a number."""


def fingerprint(provision: Provision, claim: Claim) -> str:
    """What a claim and its passage come to: it changes with the value and with what it rests on.

    Notes, titles and the order of reports are no part of it.
    """
    report = claim.report
    kind = provision.topic.terms[claim.term].kind
    parts = [
        kind.text(claim.value),
        report.article.id,
        report.speaker,
        sorted(report.via),
        report.draft,
        str(report.as_of or ""),
        report.quote,
        report.paragraph,
        report.hedge,
        report.inferred,
        report.condition,
    ]
    written = json.dumps(parts, ensure_ascii=False).encode("utf-8", "surrogatepass")
    return hashlib.sha256(written).hexdigest()[:LETTERS].translate(_AS_LETTERS)


def is_checked(provision: Provision, claim: Claim) -> bool:
    """Whether a second person has decided on a claim, and it is still what it was then."""
    check = claim.report.checked.get(claim.term)
    return check is not None and check.of == fingerprint(provision, claim)


def lapsed(provision: Provision, report: Report) -> Iterator[tuple[str, str]]:
    """The terms of a report's checks that hold no more, each with the claim's fingerprint now.

    It is empty where the report makes no claim on the term.
    """
    claims = {claim.term: claim for claim in provision.claims_of(report)}
    for term, check in report.checked.items():
        now = fingerprint(provision, claims[term]) if term in claims else ""
        if check.of != now:
            yield term, now


class Tally(NamedTuple):
    """How many claims there are, and on how many of them a second person has decided."""

    claims: int = 0
    checked: int = 0

    def plus(self, other: "Tally") -> "Tally":
        """Both together."""
        return Tally(self.claims + other.claims, self.checked + other.checked)


def tally(dataset: Dataset) -> Tally:
    """The tally of what is loaded; a check that has lapsed is none."""
    checked = [
        is_checked(provision, claim)
        for provision in dataset.provisions
        for report in provision.reports
        for claim in provision.claims_of(report)
    ]
    return Tally(len(checked), sum(checked))
