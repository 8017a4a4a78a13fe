"""The parts of a brief that no other command has: articles, lone origins and silences."""

from collections.abc import Iterator, Sequence
from typing import TypedDict

from plancmp.domain.findings import JudgedTerm, Silence, SoleOrigin
from plancmp.domain.model import Article, Dataset, grouped
from plancmp.domain.verdicts import Verdict
from plancmp.views import document as doc
from plancmp.views.json_types import Count, Day
from plancmp.views.marks import badge
from plancmp.views.references import References
from plancmp.views.wording import counted, dated, names


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


def article_blocks(
    dataset: Dataset, articles: Sequence[Article], references: References
) -> Iterator[doc.Block]:
    """A table of the articles, which `references` numbers."""
    rows = tuple(
        (
            ((doc.Span(f"{article.id} "), doc.pointer(references.number(article))),),
            doc.cell(dataset.outlets[article.outlet].name),
            doc.cell(dated(article)),
            doc.cell(", ".join(article.covers)),
            doc.cell(names(dataset, article.via)),
            (
                doc.line(article.title),
                *((doc.line(article.address, "address"),) if article.address else ()),
                *((doc.line(article.note),) if article.note else ()),
            ),
        )
        for article in articles
    )
    outlets = {article.outlet for article in articles}
    count = f"{counted(len(articles), 'article')} of {counted(len(outlets), 'outlet')}"
    yield doc.Paragraph((doc.line(count),))
    if rows:
        titles = ("article", "outlet", "date", "about", "relays", "title and address")
        yield doc.table(titles, rows, spaced=True)


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


def sole_origin_blocks(dataset: Dataset, origins: Sequence[SoleOrigin]) -> Iterator[doc.Block]:
    """A table of the terms that rest on each origin, or that there are none."""
    if not origins:
        yield doc.Paragraph((doc.line("Nothing: whatever is said has several origins."),))
        return
    yield doc.Paragraph(
        (doc.line("If one of these is wrong, this falls, however many repeat it."),)
    )
    groups = (
        doc.RowGroup(
            tuple(_sole_origin_rows(terms)),
            title=(
                doc.Span(names(dataset, sorted(origin)), "strong"),
                doc.Span(f"  {counted(len(terms), 'term')}"),
            ),
        )
        for origin, terms in origins
    )
    yield doc.Table((doc.Column("provision"), doc.Column("terms")), tuple(groups))


def _sole_origin_rows(terms: Sequence[JudgedTerm]) -> Iterator[tuple[doc.Cell, ...]]:
    for id, found in grouped(terms, lambda term: term.provision.id).items():
        judgements = [judgement for _, judgement in found]
        yield (
            doc.cell(id),
            tuple((doc.Span(f"{j.term.id}  "), *badge(j.verdict)) for j in judgements),
        )


class SilenceData(TypedDict):
    """What one outlet leaves out of one plan."""

    plan: str
    outlet: str
    provisions: Count
    speaks: Count
    silent: list[str]
    not_found: list[str]
    no_article: list[str]


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
    }


def silence_blocks(dataset: Dataset, silences: Sequence[Silence]) -> Iterator[doc.Block]:
    """A table of what each outlet leaves out of each plan."""
    rows = tuple(
        (
            doc.cell(silence.plan),
            doc.cell(dataset.short(silence.outlet)),
            doc.cell(f"{silence.speaks} of {counted(silence.provisions, 'provision')}"),
            doc.cell(", ".join(silence.silent)),
            doc.cell(", ".join(silence.not_found)),
            doc.cell(f"{len(silence.no_article)} unreported" if silence.no_article else ""),
        )
        for silence in silences
    )
    if rows:
        titles = (
            *("plan", "outlet", "speaks on", "not mentioned", "not in what was read"),
            "no article",
        )
        yield doc.table(titles, rows, spaced=True)
