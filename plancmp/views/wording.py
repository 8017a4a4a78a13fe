"""How verdicts, changes, counts and passages are put, the same in every command."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, Union

from plancmp.domain.changes import Change
from plancmp.domain.model import Article, Dataset, Plan, Provision, Report
from plancmp.domain.positions import Statement
from plancmp.domain.verdicts import Verdict
from plancmp.text import join_words
from plancmp.views.document import Line, Span, line

if TYPE_CHECKING:
    from plancmp.domain.findings import Hidden

SIGNS: Mapping[Union[Verdict, Change], str] = {
    Verdict.CONFLICT: "✗",
    Verdict.DISPUTED: "!",
    Verdict.VARIANT: "≈",
    Verdict.UPDATED: "»",
    Verdict.DIFFERS: "~",
    Verdict.AGREE: "=",
    Verdict.REPEATED: "“",
    Verdict.SINGLE: "·",
    Verdict.SILENT: "○",
    Verdict.NOT_FOUND: "○",
    Change.CHANGED: "≠",
    Change.DEPENDS: "?",
    Change.DROPPED: "−",
    Change.ADDED: "+",
    Change.MORE_SPECIFIC: "▾",
    Change.LESS_SPECIFIC: "▴",
    Change.OVERLAPPING: "~",
    Change.MORE_REPORTED: "&",
    Change.UNCHANGED: "=",
    Change.NOT_COMPARABLE: "|",
    Change.ELSEWHERE: "*",
    Change.OTHER_DRAFT: "@",
    Change.ONLY_BEFORE: "‹",
    Change.ONLY_AFTER: "›",
}
"""A sign for each verdict and change; the word always stands beside it."""


def mark(what: Verdict | Change) -> Line:
    """Sign and word of a verdict or a change."""
    return line(f"{SIGNS[what]} {what.value}", what.value)


def legend(used: Iterable[Verdict | Change]) -> tuple[tuple[Span, str], ...]:
    """The marks used, in their order, with what each means."""
    found = set(used)
    return tuple((mark(what)[0], what.means) for what in SIGNS if what in found)


def counted(number: int, one: str, many: str = "") -> str:
    """A number with its noun: `1 plan`, `2 plans`."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def day(when: date | None) -> str:
    """A day as it is printed; an unknown one says so."""
    return when.isoformat() if when else "no date"


def point(provision: Provision) -> str:
    """`point 26`, `points 12 and 14`, or nothing."""
    numbers = join_words(map(str, provision.points), "and")
    return f"point{'s' * (len(provision.points) > 1)} {numbers}" if numbers else ""


def provision_title(provision: Provision) -> Line:
    """Plan, topic, point and title in one line."""
    rest = [part for part in (point(provision), provision.title) if part]
    return (Span(provision.id, "strong"), Span(f" · {' · '.join(rest)}"))


def outlet_of(dataset: Dataset, statement: Statement) -> str:
    """Who publishes a statement, and on whose word: `RT via WSJ`."""
    claim = statement.claim
    return voice(dataset.short, statement.outlet, claim.outlet, claim.report.via)


def voice(short: Callable[[str], str], outlet: str, publisher: str, via: Sequence[str]) -> str:
    """An outlet whose statement stands in what `publisher` published, crediting `via`."""
    published = short(publisher)
    if outlet != publisher:
        others = [short(other) for other in via if other != outlet]
        beside = f", with {', '.join(others)}" if others else ""
        return f"{short(outlet)}{beside}, relayed by {published}"
    return f"{published} via {', '.join(map(short, via))}" if via else published


def other_draft(plan: Plan, statement: Statement) -> str:
    """`earlier draft` where a statement speaks of another than the last, else nothing."""
    draft = statement.claim.report.draft
    return f"{draft} draft" if draft != plan.last_draft else ""


def names(dataset: Dataset, outlets: Iterable[str]) -> str:
    """Outlets by their short names."""
    return ", ".join(map(dataset.short, outlets))


def left_out(dataset: Dataset) -> tuple[Line, ...]:
    """Which outlets are not compared because nobody chose; no line where there are none."""
    outlets = names(dataset, dataset.left_out)
    return (line(f"left out, as reporting less (--outlet all): {outlets}"),) if outlets else ()


def hides(hidden: Hidden | None) -> tuple[Line, ...]:
    """What the choice of outlets hides, in a line; no line where it hides nothing."""
    if not hidden:
        return ()
    first = hidden.terms[0].provision
    count = counted(hidden.contradictions, "contradiction")
    example = f"{first.topic.title} in {first.plan.id} among them"
    return (line(f"with all {hidden.outlets} outlets, {count}; {example} (--outlet all)"),)


def hidden_data(hidden: Hidden | None) -> dict[str, Any] | None:
    """What the choice of outlets hides, as data."""
    if not hidden:
        return None
    outlets, contradictions, terms = hidden
    ids = [term.id for term in terms]
    return {"outlets": outlets, "contradictions": contradictions, "findings": ids}


DATE_KNOWN = {
    "address": " (dated by its address)",
    "index": " (dated by a search index)",
    "inferred": " (date inferred)",
}
"""How a day is known where the article's own page does not tell."""


def dated(article: Article) -> str:
    """An article's day, and how it is known where the article's own page does not tell."""
    return day(article.date) + DATE_KNOWN.get(article.date_known, "")


def article_line(dataset: Dataset, article: Article) -> Line:
    """An article as a reference: its id, outlet, title, date, address."""
    parts = [dataset.outlets[article.outlet].name, article.title, dated(article)]
    if article.via:
        parts.append(f"relays {names(dataset, article.via)}")
    told = line(f"{article.id}: {' · '.join(parts)}")
    if not article.address:
        return told
    return (*told, Span(" · "), Span(article.address, "address"))


def share(part: int, whole: int) -> str:
    """A count as a share of another, 0 % and 100 % only where exact; of nothing, a dash."""
    if not whole:
        return "–"
    percent = (200 * part + whole) // (2 * whole)
    if percent == 0 and part:
        return "<1 %"
    if percent == 100 and part < whole:
        return ">99 %"
    return f"{percent} %"


def claim_data(statement: Statement) -> dict[str, Any]:
    """A statement as data: who, where, on whose word."""
    report: Report = statement.claim.report
    place = statement.claim.location
    return {
        "outlet": statement.outlet,
        "relayed": statement.quoted,
        "article": report.article.id,
        "date": report.date.isoformat() if report.date else None,
        "speaker": report.speaker or None,
        "via": list(report.via),
        "quote": report.quote or None,
        "paragraph": report.paragraph,
        "note": report.note or None,
        "file": place.file,
        "line": place.line,
    }
