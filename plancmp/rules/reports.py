"""Rules on reports, and what they quote and credit."""

import re
from collections.abc import Iterator

from plancmp.data.shapes import QUOTE_WORDS, too_long
from plancmp.domain.model import Dataset, Provision, Report, location_of
from plancmp.domain.second_checks import lapsed
from plancmp.domain.values import ABSENT
from plancmp.rules.base import Violation


def _reports(dataset: Dataset) -> Iterator[tuple[Provision, Report]]:
    for provision in dataset.provisions:
        for report in provision.reports:
            yield provision, report


def long_quote(dataset: Dataset) -> Iterator[Violation]:
    """Quotes of more words than a key phrase has."""
    for _, report in _reports(dataset):
        if found := too_long(report.quote):
            yield Violation(
                location_of(report, "quote"),
                found,
                f"allowed: at most {QUOTE_WORDS}",
                "keep the words that the value rests on",
            )


def quote_without_paragraph(dataset: Dataset) -> Iterator[Violation]:
    """Quotes without the paragraph that they stand in."""
    for _, report in _reports(dataset):
        if report.quote and report.paragraph is None:
            yield Violation(
                location_of(report, "quote"),
                "the quote has no paragraph, and no text at hand has it in one alone",
                "allowed: paragraph: N, in non-empty lines from 1",
                "add the line below the quote, or the article's text to the folder of texts",
            )


def value_without_quote(dataset: Dataset) -> Iterator[Violation]:
    """Reports without a quote; one for an article none of whose reports has any."""
    by_article: dict[str, list[Report]] = {}
    for _, report in _reports(dataset):
        by_article.setdefault(report.article.id, []).append(report)
    for article, reports in by_article.items():
        bare = [report for report in reports if not report.quote]
        if len(bare) == len(reports) > 1:
            message = f"none of the {len(bare)} reports of {article} has a quote; this is the first"
            bare = bare[:1]
        else:
            message = "the report has no quote"
        for report in bare:
            hint = f"add a key phrase of the passage, at most {QUOTE_WORDS} words"
            yield Violation(report.location, message, hint=hint)


def repeated_report(dataset: Dataset) -> Iterator[Violation]:
    """Values that an earlier report of the same passage gives the term already."""
    for provision in dataset.provisions:
        by_passage: dict[object, dict[object, Report]] = {}
        for report in provision.reports:
            passage = (
                report.article.id,
                report.paragraph,
                report.speaker,
                report.via,
                report.draft,
                report.as_of,
            )
            firsts = by_passage.setdefault(passage, {})
            answers = [("absent", ABSENT)] if report.absent else report.says.items()
            for name, value in answers:
                first = firsts.setdefault((name, value), report)
                if first is not report:
                    absent = report.absent
                    text = "yes" if absent else provision.topic.terms[name].kind.text(value)
                    yield Violation(
                        location_of(report, "absent") if absent else report.value_locations[name],
                        f"{name} is {text} in the report of line {first.location.line} already, "
                        "of the same passage",
                        "allowed: each value of a passage once",
                        "leave one of the two out",
                    )


def own_credit(dataset: Dataset) -> Iterator[Violation]:
    """Reports that credit the outlet that published them."""
    for _, report in _reports(dataset):
        outlet = report.article.outlet
        if outlet in report.via and "via" in report.locations:
            message = f"{outlet} is credited in its own article {report.article.id}"
            yield Violation(
                location_of(report, "via"), message, "allowed: another outlet", "leave it out"
            )


def relay_without_via(dataset: Dataset) -> Iterator[Violation]:
    """Reports whose speaker is of another outlet, and that credit nobody."""
    names = {
        name: outlet.id
        for outlet in dataset.outlets.values()
        for name in (outlet.name, outlet.short)
    }
    if not names:
        return
    longest_first = sorted(names, key=lambda name: (-len(name), name))
    any_name = re.compile(rf"(?<!\w)({'|'.join(map(re.escape, longest_first))})(?!\w)")
    for _, report in _reports(dataset):
        if report.via or "via" in report.locations:
            continue
        name = any_name.search(report.speaker)
        if name and names[name[0]] != report.article.outlet:
            hint = f"add via: {names[name[0]]}, or via: [] where the article speaks for itself"
            message = f"the speaker is of {name[0]}, and the report has no via"
            yield Violation(location_of(report, "speaker"), message, hint=hint)


def checked_lapsed(dataset: Dataset) -> Iterator[Violation]:
    """Checks of claims that have changed since, or are gone."""
    for provision, report in _reports(dataset):
        for term, now in lapsed(provision, report):
            check = report.checked[term]
            when = f"since {check.by} checked it on {check.on.isoformat()}"
            if now:
                message = f"{term} or its passage has changed {when}"
                hint = f"look again, then write of: {now}, or leave the check out"
            else:
                message, hint = f"{term} has no value here any more {when}", "leave the check out"
            yield Violation(location_of(report, "checked"), message, hint=hint)
