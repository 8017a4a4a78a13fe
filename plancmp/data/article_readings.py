"""Articles with their texts, and all that the data says of each paragraph, proposals too."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from plancmp.data.article_texts import read_paragraphs, texts_at_hand, texts_folder
from plancmp.data.folder import DataFolder
from plancmp.data.loader import load_catalog
from plancmp.data.next_steps import searched
from plancmp.data.proposal_files import Proposed, kept_proposals
from plancmp.data.whole_plans import load_plans
from plancmp.domain.model import Article, Dataset, grouped
from plancmp.domain.problems import DataError, PlancmpError, Problem
from plancmp.domain.reading import ArticleReading, Coded, Lexicon, by_paragraph
from plancmp.domain.texts import by_fingerprint
from plancmp.text import none_called


class Readings(NamedTuple):
    """What was read, and of which articles no text is at hand."""

    dataset: Dataset
    readings: tuple[ArticleReading, ...]
    not_at_hand: tuple[Article, ...]
    problems: tuple[Problem, ...]
    no_folder: str = ""
    """The folder of texts that would have been read, where there is none."""


def read_articles(folder: DataFolder, ids: Sequence[str], texts: Path | None) -> Readings:
    """These articles, or all, with the texts of a folder, or of the data's own.

    Raises PlancmpError where one of them is not there, or its text is not at hand.
    """
    catalog = load_catalog(folder)
    for id in ids:
        if id not in catalog.articles:
            raise PlancmpError(none_called("article", id, catalog.articles, searched(id)))
    articles = [catalog.articles[id] for id in dict.fromkeys(ids)] or [*catalog.articles.values()]
    there = texts or texts_folder(folder.root)
    at_hand = by_fingerprint(texts_at_hand(folder.root, texts))
    lacking = tuple(article for article in articles if article.sha256 not in at_hand)
    no_folder = "" if there.is_dir() else str(there)
    if ids and lacking:
        raise _not_at_hand(lacking[0], there)
    plans = {plan for article in articles for plan in article.covers}
    loaded = load_plans(folder, [plan for plan in folder.plans if plan in plans])
    proposals, problems = kept_proposals(folder)
    coded = grouped(_coded(loaded.dataset, proposals), lambda one: one.report.article.id)
    lexicon = Lexicon(catalog.topics.values())
    readings = tuple(
        by_paragraph(
            article,
            at_hand[article.sha256],
            read_paragraphs(there / at_hand[article.sha256].name),
            coded.get(article.id, ()),
            lexicon,
        )
        for article in articles
        if article.sha256 in at_hand
    )
    problems = (*loaded.problems, *problems)
    return Readings(loaded.dataset, readings, lacking, problems, no_folder)


def _not_at_hand(article: Article, there: Path) -> DataError:
    """The error that an article that was asked for has no text in the folder of texts."""
    why = "no file has its sha256" if article.sha256 else "the article has no sha256"
    why = why if there.is_dir() else "there is no such folder; --texts DIR names another"
    return DataError(f"the text of {article.id} is not at hand in {there}: {why}")


def _coded(dataset: Dataset, proposals: Mapping[str, Proposed]) -> Iterator[Coded]:
    """All that is coded, and then all that is proposed."""
    for provision in dataset.provisions:
        yield from (Coded(provision, report) for report in provision.reports)
    for id, proposed in proposals.items():
        if on := proposed.provision:
            yield from (Coded(on, report, id, proposed.by) for report in on.reports)
