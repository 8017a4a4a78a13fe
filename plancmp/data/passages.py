"""The paragraphs of quotes that name none, found in the texts at hand."""

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
        """The provisions, each quote without a paragraph in the one in which alone it stands.

        What stands in several, or in none, or whose text is not at hand, stays without.
        """
        return tuple(
            provision._replace(reports=tuple(map(self.located, provision.reports)))
            if any(map(_lacks, provision.reports))
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
        """A report with the paragraph of its quote, where that lacks and can be told."""
        text = self._texts.get(report.article.sha256) if _lacks(report) else None
        where = text.where(report.quote) if text else ()
        return report._replace(paragraph=where[0]) if len(where) == 1 else report


def _lacks(report: Report) -> bool:
    return bool(report.quote and report.article.sha256) and report.paragraph is None
