"""Rules on how things are coded, each by signs in the words; its page says which.

docs/reference/codebook.md, Rules.
"""

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from plancmp.domain.model import Claim, Dataset, Provision, Report, Term, location_of
from plancmp.domain.values import (
    ABSENT,
    UNSPECIFIED,
    Choice,
    Date,
    Members,
    Number,
    Relation,
    Scale,
    Value,
    Wording,
    YesNo,
)
from plancmp.rules.base import Context, Violation

_ASKS_WORDING = re.compile(
    r"\bin (?:what|which) (?:words?|terms)\b"
    r"|\bhow (?:firmly|strongly|surely|certain(?:ly)?|definite(?:ly)?|binding)\b"
    r"|\bhow\b.*\b(?:put|phrased|worded|described|formulated|called)\b"
    r"|\bwhat\b.*\b(?:called|termed|described as)\b",
    re.IGNORECASE,
)
_LIMITER = re.compile(
    r"\b(?:only|just|merely|solely|partly|in part|in full|without"
    r"|(?:limited|restricted|confined) to|the [a-z]+ part)\b",
    re.IGNORECASE,
)
_LIMITED = (Choice, Scale, Members, Number)
"""The kinds of terms that a limiter may be of."""

_MINOR = re.compile(
    r"an?|the|of|in|on|to|and|for|with|by|from|at|as|is|are|be|would|will|its?|their|his|that|which"
    r"|than|over|into|out|up|under|about|after|before|between|both|some|one|two"
)
"""Words of a title that say nothing by themselves."""
_STEM = 6
"""So many letters of a word tell it from others: recognised and recognition are the same."""

NEAR = 14
"""So many days before or after an article's day one may have been worked out from it."""


def wording_choice(context: Context) -> Iterator[Violation]:
    """Terms that ask in what words or how firmly, and whose options exclude each other."""
    for topic in context.catalog.topics.values():
        for term in topic.terms.values():
            if isinstance(term.kind, Choice) and _ASKS_WORDING.search(term.asks):
                yield Violation(
                    location_of(term, "kind"),
                    f"{topic.id}.{term.id} asks for words or for how firm they are, "
                    "and its options exclude each other",
                    hint="make it a scale, from the weakest to the strongest, or text",
                )


def limiter_apart(context: Context) -> Iterator[Violation]:
    """Terms that ask, yes or no, for a limiter, beside the term whose values it would limit."""
    for topic in context.catalog.topics.values():
        limited = next((t for t in topic.terms.values() if isinstance(t.kind, _LIMITED)), None)
        for term in topic.terms.values() if limited else ():
            found = _LIMITER.search(term.asks)
            if limited and found and isinstance(term.kind, YesNo):
                yield Violation(
                    location_of(term, "asks"),
                    f"{topic.id}.{term.id} asks for a limit by itself: {found[0].lower()}",
                    hint=f"make it an option below what it limits, such as one of {limited.id}",
                )


def day_from_uncertain_date(dataset: Dataset) -> Iterator[Violation]:
    """Days near the uncertain day of their article that are taken as exact, without a word why."""
    for provision in dataset.provisions:
        for report in provision.reports:
            article = report.article
            if article.date_known not in ("index", "inferred") or report.inferred or report.note:
                continue
            for name, day in _exact_days(provision, report):
                near = article.date and abs(day.toordinal() - article.date.toordinal()) <= NEAR
                if near and report.quote and not re.search(rf"\b0?{day.day}\b", report.quote):
                    location = report.value_locations.get(name) or location_of(report, "as-of")
                    yield Violation(
                        location,
                        f"{name} is {day.isoformat()}, and the article's own day is known by "
                        f"{article.date_known} only",
                        hint="quote the day, make it a range that is inferred, or note its origin",
                    )


def _exact_days(provision: Provision, report: Report) -> Iterator[tuple[str, date]]:
    if report.as_of:
        yield "as-of", report.as_of
    for name, value in report.says.items():
        if isinstance(provision.topic.terms[name].kind, Date) and value.parts and not value.keys:
            (days,) = value.parts
            if days.first == days.last:
                yield name, days.first


def title_of_one_voice(dataset: Dataset) -> Iterator[Violation]:
    """Titles that state a value which one voice has alone, where several outlets report."""
    for provision in dataset.provisions:
        outlets = {report.article.outlet for report in provision.reports}
        if len(outlets) < 2 or re.search(r"\bor\b", provision.title):
            continue
        terms = provision.topic.terms.values()
        lone = next((claim for term in terms for claim in _lone_claims(provision, term)), None)
        if lone is None:
            continue
        outlet, speaker = dataset.outlets[lone.outlet], lone.report.speaker
        if not _stems(provision.title) & _stems(f"{speaker} {outlet.name} {outlet.short}"):
            value = provision.topic.terms[lone.term].kind.text(lone.value)
            yield Violation(
                location_of(provision, "title"),
                f"the title states {lone.term}: {value}, which only {speaker or outlet.short} says",
                hint="say what everybody reports, or name who says it",
            )


def _lone_claims(provision: Provision, term: Term) -> Iterator[Claim]:
    """The claims that the title states and that one voice alone makes.

    Without those of an outlet where the title states all that the other outlets say as well.
    """
    claims = [] if isinstance(term.kind, Wording) else list(provision.claims(term.id))
    title, topic = _stems(provision.title), _stems(provision.topic.title)
    words = {value: _value_stems(term, value) - topic for value in {c.value for c in claims}}
    stated = [claim for claim in claims if words[claim.value] and words[claim.value] <= title]

    def within(claim: Claim, other: Claim) -> bool:
        relation = term.kind.relation(claim.value, other.value)
        return relation in (Relation.SAME, Relation.NARROWER)

    for claim in stated:
        voices = {(c.outlet, c.report.speaker) for c in claims if within(c, claim)}
        others = [other for other in claims if other.outlet != claim.outlet]
        covered = all(any(within(other, each) for each in stated) for other in others)
        if len(voices) == 1 and not (others and covered):
            yield claim


def _value_stems(term: Term, value: Value) -> frozenset[str]:
    """The words that a title states a value with; none where it says nothing."""
    if value in (UNSPECIFIED, ABSENT):
        return frozenset()
    return _stems(term.id if isinstance(term.kind, YesNo) else term.label(value))


@lru_cache(maxsize=4096)
def _stems(text: str) -> frozenset[str]:
    words = re.findall(r"[^\W_]+", text.casefold())
    return frozenset(word[:_STEM] for word in words if not _MINOR.fullmatch(word))
