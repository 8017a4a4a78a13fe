"""The parts of a brief that no other command has: what was read, lone origins, silences, days."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple, TypedDict

from plancmp.domain.comparison import Change, TopicChange
from plancmp.domain.coverage import Coverage
from plancmp.domain.findings import (
    JudgedTerm,
    Silence,
    SoleOrigin,
    by_weight,
    same_finding,
)
from plancmp.domain.fits import Fits
from plancmp.domain.model import WHOLE, Article, Dataset, PlanDraft, Provision, Term, grouped
from plancmp.domain.printed import answer
from plancmp.domain.sides import Entry, Side
from plancmp.domain.verdicts import CONTESTED, Verdict
from plancmp.text import join_words
from plancmp.views import document as doc
from plancmp.views.json_types import Count, Day
from plancmp.views.marks import badge, change_words, verdict_badge
from plancmp.views.opposed import deciding_rows
from plancmp.views.references import References
from plancmp.views.wording import (
    counted,
    day,
    fit_lines,
    names,
    plan_name,
    point,
    share,
    the_same_of,
)


class ArticleData(TypedDict):
    """An article that was read."""

    article: str
    outlet: str
    title: str
    date: Day | None
    date_known: str | None
    covers: list[str]
    via: list[str]
    address: str | None
    note: str | None


def article_data(article: Article) -> ArticleData:
    """An article as data."""
    return {
        "article": article.id,
        "outlet": article.outlet,
        "title": article.title,
        "date": article.date.isoformat() if article.date else None,
        "date_known": article.date_known or None,
        "covers": list(article.covers),
        "via": list(article.via),
        "address": article.address or None,
        "note": article.note or None,
    }


class Read(NamedTuple):
    """How much of the articles was read, and how many of the answers quote them."""

    articles: int
    whole: int
    answers: int
    with_quote: int
    inferred: int
    through_others: Mapping[str, tuple[int, int]]
    """The outlets that are read mostly as others quote them: so many answers of so many."""


class ReadData(TypedDict):
    """How much of the articles was read, and how many of the answers quote them."""

    articles: Count
    whole: Count
    answers: Count
    quoted: Count
    inferred: Count


def what_was_read(dataset: Dataset, articles: Sequence[Article], coverage: Coverage) -> Read:
    """The counts, over all outlets; through whom the outlets compared are read."""
    answers = [r for provision in dataset.provisions for r in provision.reports for _ in r.says]
    through = {}
    for row in coverage.outlets:
        answered = row.own_words + row.crediting + row.by_others
        if row.by_others * 2 > answered:
            through[row.outlet] = (row.by_others, answered)
    return Read(
        len(articles),
        sum(article.read == WHOLE for article in articles),
        len(answers),
        sum(bool(report.quote) for report in answers),
        sum(report.inferred for report in answers),
        through,
    )


def read_data(read: Read) -> ReadData:
    """The counts as data."""
    return {
        "articles": read.articles,
        "whole": read.whole,
        "answers": read.answers,
        "quoted": read.with_quote,
        "inferred": read.inferred,
    }


def read_line(dataset: Dataset, read: Read) -> doc.Line:
    """How far all of it can be relied on, in a sentence or two."""
    rest = ", the rest in part" if read.whole < read.articles else ""
    text = (
        f"{read.whole:,} of {counted(read.articles, 'article')} read whole{rest}. "
        f"{read.with_quote:,} of {counted(read.answers, 'answer')} "
        f"({share(read.with_quote, read.answers)}) quote their passage, "
        f"{read.inferred:,} {'is' if read.inferred == 1 else 'are'} inferred."
    )
    if read.through_others:
        outlets = join_words(
            (
                f"{dataset.short(outlet)} ({part:,} of {counted(answers, 'answer')})"
                for outlet, (part, answers) in read.through_others.items()
            ),
            "and",
        )
        text += f" Mostly as others quote them: {outlets}."
    ending = " “Not in what was read” is never “not reported”."
    return (doc.Span("How it was read, over all outlets: ", "strong"), doc.Span(text + ending))


def contested_groups(
    dataset: Dataset, found: Iterable[JudgedTerm], fits: Fits | None, references: References
) -> Mapping[Verdict, Sequence[doc.RowGroup]]:
    """What is contested, by verdict; alike ones of one passage as one."""
    terms = sorted((f for f in found if f.judgement.verdict in CONTESTED), key=by_weight)
    groups: dict[Verdict, list[doc.RowGroup]] = {}
    for same in grouped(terms, same_finding).values():
        group = _contested_group(dataset, same, fits, references)
        groups.setdefault(same[0].judgement.verdict, []).append(group)
    return groups


def _contested_group(
    dataset: Dataset, same: Sequence[JudgedTerm], fits: Fits | None, references: References
) -> doc.RowGroup:
    """All who give the answers that are opposed, voice by voice; what changed answer by answer."""
    provision, judgement = same[0]
    plan, term = provision.plan, judgement.term
    rows = deciding_rows(dataset, plan, judgement, references)
    where = ", ".join(filter(None, (plan_name(plan.id), point(provision))))
    title = (
        doc.Span(provision.topic.title, "strong"),
        doc.Span(f" ({where}): ", "muted"),
        doc.Span(f"{term.asks}{the_same_of(same[1:])}", "strong"),
    )
    notes = fit_lines(judgement, same[0].id, fits)
    return doc.RowGroup(rows, title, verdict_badge(judgement), notes)


class ChangedTerm(NamedTuple):
    """A question on which two plans were held against each other, in short."""

    question: str
    before: str
    after: str
    badge: doc.Line


class ChangedTopic(NamedTuple):
    """A topic with all its questions, in short."""

    title: str
    badge: doc.Line
    terms: Sequence[ChangedTerm]


def changed_topic(topic: TopicChange, before: PlanDraft, after: PlanDraft) -> ChangedTopic:
    """Every question of a topic, the answers without who gives them."""

    def printed(change: Change) -> doc.Line:
        return badge(change, change_words(change, before.id, after.id))

    terms = [
        ChangedTerm(
            term.term.asks,
            _side(term.term, term.before),
            _side(term.term, term.after),
            printed(term.change),
        )
        for term in topic.terms
    ]
    return ChangedTopic(topic.topic.title, printed(topic.change), terms)


def _side(term: Term, side: Side) -> str:
    if side.entries:
        return " / ".join(_entry(term, entry) for entry in side.entries)
    if side.elsewhere:
        values = " / ".join(_entry(term, entry) for entry in side.elsewhere)
        return f"only by outlets not compared, or of another draft: {values}"
    return "not in what was read"


def _entry(term: Term, entry: Entry) -> str:
    case = f"{entry.condition}: " if entry.condition else ""
    return f"{case}{answer(term, entry.value)}"


class SoleTermData(TypedDict):
    """A term that rests on one origin."""

    plan: str
    topic: str
    term: str
    verdict: Verdict


class SoleOriginData(TypedDict):
    """An origin, and the terms that rest on it alone."""

    origin: list[str]
    terms: list[SoleTermData]


def sole_origin_data(sole: SoleOrigin) -> SoleOriginData:
    """An origin that alone answers terms, as data."""
    return {
        "origin": sorted(sole.origin),
        "terms": [
            {
                "plan": provision.plan.id,
                "topic": provision.topic.id,
                "term": judgement.term.id,
                "verdict": judgement.verdict,
            }
            for provision, judgement in sole.terms
        ],
    }


def provisions_of(terms: Iterable[JudgedTerm]) -> Mapping[str, Sequence[tuple[Provision, int]]]:
    """The provisions that terms are of, plan by plan, each with how many of them."""
    by_provision = grouped(terms, lambda term: term.provision.id).values()
    counts = [(same[0].provision, len(same)) for same in by_provision]
    return grouped(counts, lambda each: each[0].plan.id)


def sole_origin_blocks(dataset: Dataset, origins: Sequence[SoleOrigin]) -> Iterator[doc.Block]:
    """A table of what rests on each origin alone, or that there is nothing."""
    if not origins:
        yield doc.Paragraph((doc.line("Nothing is known to rest on one source alone."),))
        return
    yield doc.Paragraph(
        (doc.line("If one of these is wrong, this falls, however many repeat it."),)
    )
    rows = tuple(
        (
            (
                doc.line(names(dataset, sorted(origin)), "strong"),
                doc.line(counted(len(terms), "answer"), "muted"),
            ),
            tuple(
                doc.line(f"{plan}: {', '.join(_times(*each) for each in counts)}")
                for plan, counts in provisions_of(terms).items()
            ),
        )
        for origin, terms in origins
    )
    yield doc.table(("source", "provisions"), rows, spaced=True)


def _times(provision: Provision, number: int) -> str:
    title = provision.topic.title
    return f"{title} ×{number}" if number > 1 else title


class SilenceData(TypedDict):
    """What one outlet leaves out of one plan."""

    plan: str
    outlet: str
    provisions: Count
    speaks: Count
    silent: list[str]
    not_found: list[str]
    no_article: list[str]
    fallen: list[str]


def silence_data(silence: Silence) -> SilenceData:
    """What an outlet leaves out, as data."""
    return {
        "plan": silence.plan,
        "outlet": silence.outlet,
        "provisions": silence.provisions,
        "speaks": silence.speaks,
        "silent": list(silence.silent),
        "not_found": list(silence.not_found),
        "no_article": list(silence.no_article),
        "fallen": list(silence.fallen),
    }


def silence_text(silence: Silence, titles: Mapping[str, str]) -> str:
    """What an outlet does not report, as far as it was read."""
    told = [
        f"{how}: {', '.join(titles[t] for t in topics)}"
        for how, topics in (
            ("read whole, not mentioned", silence.silent),
            ("not in what was read", silence.not_found),
            ("left out", silence.fallen),
        )
        if topics
    ]
    if silence.no_article:
        told.append(f"no article of its own; {len(silence.no_article)} not reported of it")
    return "; ".join(told) or "speaks on all of them"


def silence_blocks(
    dataset: Dataset, silences: Sequence[Silence], titles: Mapping[str, str]
) -> Iterator[doc.Block]:
    """A table of what each outlet leaves out of each plan."""
    rows = tuple(
        (
            doc.cell(silence.plan),
            doc.cell(dataset.short(silence.outlet)),
            doc.cell(f"{silence.speaks} of {counted(silence.provisions, 'provision')}"),
            doc.cell(silence_text(silence, titles)),
        )
        for silence in silences
    )
    if rows:
        yield doc.table(("plan", "outlet", "speaks on", "and not on"), rows, spaced=True)


def articles_by_day(articles: Iterable[Article]) -> Mapping[date | None, Sequence[Article]]:
    """The articles of each day, those without one last."""
    in_order = sorted(articles, key=lambda a: (a.date is None, a.date or date.max, a.id))
    return grouped(in_order, lambda article: article.date)


def timeline_blocks(
    dataset: Dataset, articles: Iterable[Article], references: References
) -> Iterator[doc.Block]:
    """A line to a day: who published on what."""
    rows = tuple(
        (
            doc.cell(day(when)),
            (doc.joined([_published(dataset, a, references) for a in same], ", "),),
        )
        for when, same in articles_by_day(articles).items()
    )
    if rows:
        yield doc.table(("day", "articles"), rows)


def _published(dataset: Dataset, article: Article, references: References) -> doc.Line:
    plans = join_words(map(plan_name, article.covers), "and")
    text = f"{dataset.short(article.outlet)} on {plans} "
    return (doc.Span(text), *references.pointers([article]))
