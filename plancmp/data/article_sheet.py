"""One article as a sheet to fill in: a row to a question that its plans can be asked.

What it answers already stands there. The same can be had as one YAML file, by provisions.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from plancmp.data import spreadsheet
from plancmp.data.folder import DataFolder
from plancmp.data.loader import load_topic
from plancmp.data.next_steps import searched
from plancmp.data.spreadsheet import PASSAGE_KEYS
from plancmp.data.whole_plans import load_plans
from plancmp.domain.model import Article, Plan, Provision, Report, Topic
from plancmp.domain.problems import PlancmpError, Problem
from plancmp.domain.values import ABSENT
from plancmp.text import none_called

_FIRST = ("quote", "paragraph", "speaker", "via")
ARTICLE_COLUMNS = (
    *("topic", "term", "asks", "value", *_FIRST),
    *(key for key in PASSAGE_KEYS if key not in ("article", *_FIRST)),
    *("id", "title", "plan", "point", "article"),
)
"""What is filled in stands before what says where it belongs."""


class Answer(NamedTuple):
    """A report of the article, with the id by which it is known again."""

    id: str
    report: Report


class Asked(NamedTuple):
    """A plan and a topic that it can be asked, with what the article says of it."""

    plan: Plan
    topic: Topic
    provision: Provision | None
    answers: tuple[Answer, ...]

    @property
    def point(self) -> str:
        """The provision's points, as a cell has them."""
        return ", ".join(map(str, self.provision.points)) if self.provision else ""

    @property
    def title(self) -> str:
        """The provision's title; where there is none yet, the topic's."""
        return self.provision.title if self.provision else self.topic.title


class ArticleSheet(NamedTuple):
    """An article with all that it can be asked."""

    article: Article
    asked: tuple[Asked, ...]
    """By plans, as the article covers them; what the plan has first, in its order."""
    outlets: tuple[str, ...]
    """The ids of the outlets that can be credited."""
    paragraphs: tuple[str, ...]
    """The text, where it is at hand; counted from 1."""


def article_sheet(
    folder: DataFolder, name: str, paragraphs: Callable[[Article], Sequence[str]]
) -> tuple[ArticleSheet | None, tuple[Problem, ...]]:
    """The sheet of an article; None where the data has problems, as it would not be whole then.

    `paragraphs` gives those of an article, where its text is at hand. Raises PlancmpError where
    there is no such article.
    """
    articles = folder.ids("articles")[0]
    if name not in articles:
        raise PlancmpError(none_called("article", name, articles, searched(name)))
    loaded = load_plans(folder, folder.plans)
    article = loaded.dataset.articles.get(name)
    if loaded.problems or article is None:
        return None, loaded.problems
    topics = {topic: load_topic(folder, topic) for topic in folder.ids("topics")[0]}
    asked = [
        asked
        for plan in article.covers
        for asked in _asked(loaded.dataset.plans[plan], loaded.dataset.of_plan(plan), topics, name)
    ]
    outlets, lines = tuple(loaded.dataset.outlets), tuple(paragraphs(article))
    return ArticleSheet(article, tuple(asked), outlets, lines), ()


def _asked(
    plan: Plan, provisions: Sequence[Provision], topics: Mapping[str, Topic], article: str
) -> Iterator[Asked]:
    for provision in provisions:
        there = zip(spreadsheet.ids(provision), provision.reports, strict=True)
        answers = (Answer(id, report) for id, report in there if report.article.id == article)
        yield Asked(plan, provision.topic, provision, tuple(answers))
    there_already = {provision.topic.id for provision in provisions}
    for id, topic in topics.items():
        if id not in there_already:
            yield Asked(plan, topic, None, ())


def rows(sheet: ArticleSheet) -> Iterator[dict[str, str]]:
    """A row for each claim of the article, and for each question that it has no answer to."""
    for asked in sheet.asked:
        for row in _rows(asked):
            yield {
                **dict.fromkeys(ARTICLE_COLUMNS, ""),
                **row,
                "plan": asked.plan.id,
                "topic": asked.topic.id,
                "point": asked.point,
                "title": asked.title,
                "article": sheet.article.id,
            }


def _rows(asked: Asked) -> Iterator[dict[str, str]]:
    for answer in asked.answers:
        if answer.report.absent:
            yield {**_passage(asked, answer), "value": ABSENT.keys[0]}
    for term in asked.topic.terms.values():
        question = {"term": term.id, "asks": term.asks}
        saying = [answer for answer in asked.answers if term.id in answer.report.says]
        for answer in saying:
            value = term.kind.text(answer.report.says[term.id])
            yield {**question, **_passage(asked, answer), "value": value}
        if not saying:
            yield question


def _passage(asked: Asked, answer: Answer) -> dict[str, str]:
    parts = spreadsheet.passage(asked.plan, answer.report)
    return {"id": answer.id, **{key: spreadsheet.cell(part) for key, part in parts.items()}}


def data(sheet: ArticleSheet) -> dict[str, Any]:
    """The same as a YAML file has it."""
    provisions = [_provision(asked) for asked in sheet.asked]
    text = {str(number): line for number, line in enumerate(sheet.paragraphs, 1)}
    return {
        "article": sheet.article.id,
        "provisions": provisions,
        **({"text": text} if text else {}),
    }


def _provision(asked: Asked) -> dict[str, Any]:
    reports = []
    for id, report in asked.answers:
        assert asked.provision, "an answer is of a provision"
        parts = spreadsheet.report_data(asked.provision, report)
        reports.append({"id": id, **{key: parts[key] for key in parts if key != "article"}})
    return {
        "plan": asked.plan.id,
        "topic": asked.topic.id,
        **({"point": asked.point} if asked.point else {}),
        "title": asked.title,
        "asks": {term.id: term.asks for term in asked.topic.terms.values()},
        "reports": reports,
    }
