"""How counts, days, outlets, speakers and passages are put, the same in every command."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, TypedDict

from plancmp import text
from plancmp.domain.evidence import Evidence
from plancmp.domain.model import (
    GROUPS_APART,
    Article,
    Dataset,
    Plan,
    PlanDraft,
    Provision,
    Topic,
    grouped,
)
from plancmp.domain.positions import Statement
from plancmp.text import join_words, written_day
from plancmp.views.document import Items, Line, Span, line

if TYPE_CHECKING:
    from plancmp.domain.findings import JudgedTerm, Newer
    from plancmp.domain.fits import Fits
    from plancmp.domain.hidden import Hidden
    from plancmp.domain.verdicts import Judgement


APART = " and ".join(sorted(GROUPS_APART))
"""What is of the plans' story rather than of what they provide."""
MOST_IN_A_LINE = 12
"""So many outlets are named in a line, and the rest counted."""
FEW_NAMED = 5
"""So many outlets that are compared are given their full names."""


def counted(number: int, one: str, many: str = "") -> str:
    """A number with its noun: `1 plan`, `2 plans`."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def day(when: date | None) -> str:
    """A day as it is printed, `21 Nov 2025`; an unknown one says so."""
    return written_day(when) if when else "no date"


def day_and_month(when: date | None) -> str:
    """`21 Nov`, where the year stands elsewhere; nothing where the day is not known."""
    return text.day_and_month(when) if when else ""


def point(provision: Provision) -> str:
    """`point 26`, `points 12 and 14`, or nothing."""
    numbers = join_words(map(str, provision.points), "and")
    return f"point{'s' * (len(provision.points) > 1)} {numbers}" if numbers else ""


def provision_name(provision: Provision) -> str:
    """What a plan says on a topic, so that it stands alone: the topic before the title."""
    topic, title = provision.topic.title, provision.title
    return title if title.casefold().startswith(topic.casefold()) else f"{topic}: {title}"


def provision_title(provision: Provision) -> Line:
    """Plan, topic, point and title in one line."""
    rest = [part for part in (point(provision), provision.title) if part]
    return (Span(provision.id, "strong"), Span(f" · {' · '.join(rest)}"))


def plan_name(id: str) -> str:
    """A plan's id as a sentence has it: `November`."""
    words = id.replace("-", " ")
    return words[:1].upper() + words[1:]


def plan_titles(*plans: PlanDraft) -> Iterator[str]:
    """Their titles; with the draft where several are of one plan, or it is not the plan's last."""
    for plan, draft in plans:
        several = sum(other.plan.id == plan.id for other in plans) > 1
        named = draft and (several or draft != plan.last_draft)
        yield f"{plan.title} ({draft} draft)" if named else plan.title


def the_same_of(others: "Iterable[JudgedTerm]") -> str:
    """That findings on other topics are alike, behind what is said of one; nothing of none."""
    topics = join_words([other.provision.topic.title for other in others], "and")
    return f" The same of {topics}." if topics else ""


def quoted(phrase: str) -> str:
    """A key phrase in quotation marks other than those it has inside."""
    return f"‘{phrase}’" if "“" in phrase or '"' in phrase else f"“{phrase}”"


def other_draft(plan: Plan, statement: Statement) -> str:
    """`earlier draft` where a statement speaks of another than the last, else nothing."""
    draft = statement.claim.report.draft
    return f"{draft} draft" if draft != plan.last_draft else ""


def some(words: Sequence[str], most: int = 6) -> str:
    """Words one after the other; of many the first, and how many more there are."""
    rest = len(words) - most
    between = "; " if any(", " in word for word in words) else ", "
    return between.join(words) if rest <= 1 else f"{between.join(words[:most])} and {rest} more"


def names(dataset: Dataset, outlets: Iterable[str]) -> str:
    """Outlets by their short names."""
    return ", ".join(map(dataset.short, outlets))


def full_names(dataset: Dataset, outlets: Iterable[str]) -> str:
    """Outlets by their full names, in which there may be commas."""
    return "; ".join(dataset.outlets[outlet].name for outlet in outlets)


def compared(dataset: Dataset, outlets: Sequence[str]) -> str:
    """The outlets compared: a few by their names, more as `in_short` has them."""
    if len(outlets) > FEW_NAMED:
        return in_short(dataset, outlets)
    return ", ".join(dataset.outlets[outlet].name for outlet in outlets) or "no outlet"


def in_short(dataset: Dataset, outlets: Iterable[str]) -> str:
    """Outlets by their short names; of very many the first, and how many more."""
    return some(list(map(dataset.short, outlets)), MOST_IN_A_LINE)


def hints(*texts: str) -> Items:
    """What a reader may ask for next, below a first screen."""
    return Items(tuple(line(text, "muted") for text in texts))


def left_out(dataset: Dataset) -> tuple[Line, ...]:
    """Which outlets are not compared because nobody chose, and what was left out on demand."""
    lines = []
    if dataset.left_out:
        outlets = names(dataset, dataset.left_out)
        lines.append(line(f"left out, as reporting less (--outlet all): {outlets}"))
    if dataset.without:
        outlets = names(dataset, dataset.without)
        them = "it" if len(dataset.without) == 1 else "them"
        lines.append(line(f"without {outlets}: what rests on {them} alone is left out", "problem"))
    return tuple(lines)


def beyond(dataset: Dataset, topics: Iterable[Topic], plans: Iterable[PlanDraft]) -> str:
    """Where topics are from of which the outlets compared report none of these plans."""
    provisions = ((of, provision) for of in plans for provision in dataset.of_plan(of.plan.id))
    of_drafts = {p.topic.id for of, p in provisions if p.of_draft(of.draft).reports}
    by_others = {topic.id in of_drafts for topic in topics}
    where = {True: "outlets not compared", False: "other drafts"}
    return " or ".join(where[each] for each in where if each in by_others)


def not_compared(
    dataset: Dataset, topics: Sequence[Topic], plans: Iterable[PlanDraft]
) -> tuple[Line, ...]:
    """The topics of which the outlets compared report none of these plans, by name."""
    if not topics:
        return ()
    titles = ", ".join(topic.title for topic in topics)
    return (line(f"only of {beyond(dataset, topics, plans)}: {titles} (--outlet all)"),)


def hides(hidden: "Hidden", plans: Collection[str]) -> tuple[Line, ...]:
    """What the choice of outlets hides of these plans, in a line; none where it hides nothing."""
    if not hidden.unseen:
        return ()
    first = hidden.unseen[0]
    count = counted(hidden.conflicts, "question")
    example = first.topic.title + (f" in {first.plan}" if len(plans) > 1 else "")
    text = (
        f"all {hidden.outlets} outlets: {count} contradicted, among them {example} (--outlet all)"
    )
    return (line(text),)


def new_mark(newer: "Newer | None", id: str) -> Line:
    """What marks a term as resting on articles after the day asked for; else nothing."""
    return line(f"  new since {day(newer.day)}", "updated") if newer and id in newer.ids else ()


def since_line(newer: "Newer | None") -> tuple[Line, ...]:
    """What the marks mean, where a day was asked for."""
    if not newer:
        return ()
    marked = f"marked: what rests on articles after {day(newer.day)}"
    return (line(f"{marked}; undated articles count as earlier", "muted"),)


def evidence_line(evidence: Evidence) -> Line:
    """How many reports have a key phrase, and how many articles were read whole."""
    reports, with_quote, articles, whole = evidence
    return line(
        f"{counted(reports, 'report')}, {with_quote:,} with a key phrase; "
        f"{counted(articles, 'article')}, {whole:,} read whole",
        "muted",
    )


class FitData(TypedDict):
    """A value that another plan or draft is reported to have."""

    value: str
    plan: str
    draft: str | None


def fit_lines(judgement: "Judgement", id: str, fits: "Fits | None") -> tuple[Line, ...]:
    """Which other plans or drafts the contradicting values of a finding are reported of as well."""
    if fits is None:
        from plancmp.domain.fits import MOST_PLANS
        from plancmp.domain.verdicts import OPPOSED

        text = f"not held against other plans, which are more than {MOST_PLANS}"
        return (line(text, "muted"),) if judgement.verdict in OPPOSED else ()
    term = judgement.term
    return tuple(
        line(
            f"reported of {', '.join(fit.plan.id for fit in same)} as well: {term.label(value)}",
            "muted",
        )
        for value, same in grouped(fits.get(id, ()), lambda fit: fit.value).items()
    )


def fits_data(judgement: "Judgement", id: str, fits: "Fits | None") -> list[FitData] | None:
    """The same as data."""
    if fits is None:
        return None
    return [
        {
            "value": judgement.term.label(value),
            "plan": plan.plan.id,
            "draft": plan.draft or None,
        }
        for value, plan in fits.get(id, ())
    ]


DATED_BY: Mapping[str, str] = {
    "address": " (dated by its address)",
    "index": " (dated by a search index)",
    "inferred": " (date inferred)",
}
"""How a day is known where the article's own page does not tell."""


UNCERTAIN = ("index", "inferred")
"""Of these ways to know a day those by which it may be another."""


def dated(article: Article) -> str:
    """An article's day, and how it is known where the article's own page does not tell."""
    return day(article.date) + DATED_BY.get(article.date_known, "")


def article_line(dataset: Dataset, article: Article) -> Line:
    """An article as a reference: its id, outlet, title, date, address."""
    parts = [dataset.outlets[article.outlet].name, article.title, dated(article)]
    if article.via:
        parts.append(f"relays {names(dataset, article.via)}")
    reference = line(f"{article.id}: {' · '.join(parts)}")
    if not article.address:
        return reference
    return (*reference, Span(" · "), Span(article.address, "address"))


def share(part: int, whole: int) -> str:
    """A count as a share of another, 0 % and 100 % only where exact; of nothing, a dash."""
    if not whole:
        return "–"
    percent = (200 * part + whole) // (2 * whole)
    if percent == 0 and part:
        return "<1\N{NO-BREAK SPACE}%"
    if percent == 100 and part < whole:
        return ">99\N{NO-BREAK SPACE}%"
    return f"{percent}\N{NO-BREAK SPACE}%"
