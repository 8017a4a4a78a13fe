"""Articles as numbered references, and which of them a command's values are read in."""

from collections.abc import Iterable, Mapping

from plancmp.domain.evidence import count_evidence
from plancmp.domain.model import Article, Dataset, Report
from plancmp.domain.problems import Location
from plancmp.views import document as doc
from plancmp.views.citations import short_source, source_line
from plancmp.views.wording import evidence_line

FEW = 3
"""So many marks stand together; more of them have room between for a line to break."""


class References:
    """Articles numbered in the order in which they are first named."""

    def __init__(self) -> None:
        self._numbered: dict[str, tuple[int, Article]] = {}
        self._reports: dict[Location, Report] = {}

    def number(self, article: Article) -> int:
        """The article's number, a new one where it has none."""
        number, _ = self._numbered.setdefault(article.id, (len(self._numbered) + 1, article))
        return number

    def cite(self, reports: Iterable[Report]) -> doc.Line:
        """What points to the articles of reports, each once; the reports are counted."""
        cited = {report.key: report for report in reports}
        self._reports.update(cited)
        return self.pointers(report.article for report in cited.values())

    @property
    def numbered(self) -> Mapping[int, Article]:
        """The articles by their numbers."""
        return dict(self._numbered.values())

    def pointers(self, articles: Iterable[Article]) -> doc.Line:
        """What points to the articles, each once, by their numbers."""
        numbered = {self.number(article): article.address for article in articles}
        marks = [(doc.pointer(number, numbered[number]),) for number in sorted(numbered)]
        return doc.joined(marks, " " if len(marks) > FEW else "")

    def short_lines(self, dataset: Dataset) -> tuple[doc.Line, ...]:
        """The numbered articles in a line each: outlet, day, address."""
        return tuple(
            (doc.pointer(number, article.address), doc.Span(" "), *short_source(dataset, article))
            for number, article in self._numbered.values()
        )

    def blocks(self, dataset: Dataset) -> tuple[doc.Block, ...]:
        """The numbered articles, where there are any."""
        notes = tuple(
            doc.Footnote(number, source_line(dataset, article))
            for number, article in self._numbered.values()
        )
        if not notes:
            return ()
        evidence = evidence_line(count_evidence(self._reports.values()))
        return (doc.Footnotes("Sources", notes), doc.Paragraph((evidence,)))
