"""The data without what rests on some outlets alone, or on articles after a day.

docs/semantics.md, What falls.
"""

from collections.abc import Callable, Collection, Iterable
from datetime import date
from functools import cache

from plancmp.domain.model import Dataset, Provision, Report, frozen
from plancmp.domain.origins import Origins


def without(dataset: Dataset, outlets: Collection[str]) -> Dataset:
    """The data without what was read in these outlets' articles, or comes from nobody but them.

    What comes from them or from another, as of a joint credit, stays: which it is is not known.
    """
    if not outlets:
        return dataset
    gone = frozenset(outlets)
    origins: Callable[[str], Origins] = cache(lambda plan: Origins(dataset, plan))

    def stays(provision: Provision, report: Report) -> bool:
        if report.article.outlet in gone:
            return False
        return not origins(provision.plan.id).of_report(report) <= gone

    articles = {id: a for id, a in dataset.articles.items() if a.outlet not in gone}
    return dataset._replace(
        articles=frozen(articles),
        compared=tuple(outlet for outlet in dataset.compared if outlet not in gone),
        provisions=tuple(
            left._replace(fallen=_publishers(whole) - _publishers(left) - gone)
            for whole, left in zip(
                dataset.provisions, _with_reports(dataset.provisions, stays), strict=True
            )
        ),
        without=tuple(outlets),
    )


def until(dataset: Dataset, day: date) -> Dataset:
    """The data as it was with the articles up to a day; those of no known day are among them."""

    def stays(_: Provision, report: Report) -> bool:
        return report.article.date is None or report.article.date <= day

    articles = {
        id: article
        for id, article in dataset.articles.items()
        if article.date is None or article.date <= day
    }
    return dataset._replace(
        articles=frozen(articles), provisions=_with_reports(dataset.provisions, stays)
    )


def _publishers(provision: Provision) -> frozenset[str]:
    return frozenset(report.article.outlet for report in provision.reports)


def _with_reports(
    provisions: Iterable[Provision], stays: Callable[[Provision, Report], bool]
) -> tuple[Provision, ...]:
    return tuple(
        provision._replace(reports=tuple(r for r in provision.reports if stays(provision, r)))
        for provision in provisions
    )
