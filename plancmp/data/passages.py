"""The paragraphs of quotes whose reports name none, found in the texts at hand."""

from collections.abc import Iterable, Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from plancmp.domain.model import Provision, Report

if TYPE_CHECKING:
    from plancmp.domain.texts import Text


class Passages:
    """The texts of a data folder, opened only where a quote lacks its paragraph, and once.

    Another folder of them may be named instead of the data's own.
    """

    def __init__(self, root: Path, texts: Path | None = None) -> None:
        self.root, self.texts = root, texts

    def with_paragraphs(self, provisions: Iterable[Provision]) -> tuple[Provision, ...]:
        """The provisions, a paragraph given to each quote that lacks it and stands in one alone.

        A quote that stands in several or in none, or whose text is not at hand, stays without.
        """
        return tuple(
            provision._replace(reports=tuple(map(self.located, provision.reports)))
            if any(map(_lacks_paragraph, provision.reports))
            else provision
            for provision in provisions
        )

    @property
    def searched(self) -> bool:
        """Whether the texts were asked for."""
        return "_texts" in vars(self)

    @cached_property
    def _texts(self) -> "Mapping[str, Text]":
        from plancmp.data.article_texts import texts_at_hand
        from plancmp.domain.texts import by_fingerprint

        return by_fingerprint(texts_at_hand(self.root, self.texts))

    def located(self, report: Report) -> Report:
        """A report with the paragraph of its quote, where it lacks it and a text tells it."""
        text = self._texts.get(report.article.sha256) if _lacks_paragraph(report) else None
        where = text.where(report.quote) if text else ()
        return report._replace(paragraph=where[0]) if len(where) == 1 else report


def _lacks_paragraph(report: Report) -> bool:
    return bool(report.quote and report.article.sha256) and report.paragraph is None
