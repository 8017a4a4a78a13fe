"""`plancmp new article --page`: the article that a saved page would make."""

from collections.abc import Iterator, Sequence
from typing import TypedDict

from plancmp.authoring.page_articles import PageArticle
from plancmp.data.layout import file_of
from plancmp.views import document as doc
from plancmp.views.base import View
from plancmp.views.wording import counted


class PageArticleData(TypedDict):
    """The keys of the article, and its text by paragraphs."""

    article: str
    keys: dict[str, str]
    paragraphs: list[str]
    left_out: list[str]


class PageArticleView(View):
    """The keys of the article's file, its numbered text, and what of the page is not in it."""

    command = "new article"

    def __init__(self, planned: PageArticle) -> None:
        super().__init__(f"Article {planned.id}")
        self.planned = planned
        self.paragraphs = planned.page.text.splitlines()

    def blocks(self) -> Iterator[doc.Block]:
        """File by file, as they would be."""
        planned = self.planned
        yield doc.Heading(doc.line(file_of("article", planned.id), "strong"))
        notes = {"outlet": f"publishes at {planned.found_by}"} if planned.found_by else {}
        rows = [
            (doc.cell(key), doc.cell(_text(value)), doc.cell(notes.get(key, ""), "muted"))
            for key, value in planned.given.items()
        ]
        yield doc.table(("key", "value", ""), rows)
        words = sum(len(line.split()) for line in self.paragraphs)
        size = f"{counted(len(self.paragraphs), 'paragraph')}, {counted(words, 'word')}"
        yield doc.Heading(
            doc.line(planned.text_file, "strong"),
            doc.line(f"{size}; never published", "muted"),
            level=2,
        )
        numbered = [
            (doc.cell(str(number)), doc.cell(text))
            for number, text in enumerate(self.paragraphs, 1)
        ]
        yield doc.table(("¶", "text"), numbered)
        if planned.page.left_out:
            yield doc.Heading(doc.line("In the page, and not in the text"), level=2)
            yield doc.Paragraph(tuple(map(doc.line, planned.page.left_out)))
        yield doc.Paragraph((doc.line("Nothing was written; --write does it.", "strong"),))

    def records(self) -> doc.Records:
        """A record for each key."""
        rows = [{"key": key, "value": _text(value)} for key, value in self.planned.given.items()]
        return doc.records(("key", "value"), rows)

    def data(self) -> PageArticleData:
        return {
            "article": self.planned.id,
            "keys": {key: _text(value) for key, value in self.planned.given.items()},
            "paragraphs": self.paragraphs,
            "left_out": list(self.planned.page.left_out),
        }


def _text(value: str | Sequence[str]) -> str:
    return value if isinstance(value, str) else ", ".join(value)
