"""The paragraphs of quotes that name none, found in the texts at hand."""

from collections.abc import Iterable

from plancmp.data.folder import DataFolder
from plancmp.domain.model import Provision, Report


def with_paragraphs(provisions: Iterable[Provision], folder: DataFolder) -> tuple[Provision, ...]:
    """The provisions, each quote without a paragraph in the one in which alone it stands.

    What stands in several, or in none, or whose text is not at hand, stays without. No text is
    opened unless a quote lacks its paragraph.
    """
    return tuple(
        provision._replace(reports=tuple(_located(report, folder) for report in provision.reports))
        if any(map(_lacks, provision.reports))
        else provision
        for provision in provisions
    )


def _lacks(report: Report) -> bool:
    return bool(report.quote and report.article.sha256) and report.paragraph is None


def _located(report: Report, folder: DataFolder) -> Report:
    if not _lacks(report):
        return report
    text = folder.texts.get(report.article.sha256)
    where = text.where(report.quote) if text else ()
    return report._replace(paragraph=where[0]) if len(where) == 1 else report
