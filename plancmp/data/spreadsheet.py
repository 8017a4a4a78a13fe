"""Reports as the rows of a spreadsheet, one to a claim; `sheet_rows` reads them back."""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from plancmp.data.keys import CHECK, REPORT
from plancmp.data.yaml_writer import Inline
from plancmp.domain.model import Dataset, Plan, Provision, Report, SecondCheck
from plancmp.domain.values import ABSENT

PASSAGE_KEYS = tuple(key.name for key in REPORT if key.name not in ("absent", "says", "checked"))
"""The keys of a report that are neither its values nor say who checked them."""

COLUMNS: Mapping[str, str] = {
    "plan": "the plan's id",
    "topic": "the topic's id",
    "point": "the provision's number in the plan, if it has one, or its numbers: 7, 8",
    "title": "the provision's title",
    "report": "a number that the rows of one report share; may be left out",
    "id": "by which import knows a report that is there already; empty for a new one",
    **{key.name: key.description for key in REPORT if key.name in PASSAGE_KEYS},
    "outlet": "the article's outlet; held against it, may be left out",
    "date": "the article's day; held against it, may be left out",
    "term": "the term's id; empty where the plan is said to have no such provision",
    "value": "the value as it is printed; absent where the plan has no such provision",
}
"""The columns, with what each holds."""

REQUIRED = ("plan", "topic", "article", "term", "value")

WHOLE_NUMBERS, DAYS = ("point", "report", "paragraph"), ("date", "as-of")
TEXTS = frozenset(COLUMNS) - {*WHOLE_NUMBERS, *DAYS}
"""The columns whose cells are text, whatever a spreadsheet would take them for."""


def rows(dataset: Dataset) -> list[dict[str, str]]:
    """Every claim as a row, in the order of the data."""
    return [row for _, _, row in claims(dataset)]


def claims(dataset: Dataset) -> Iterator[tuple[Provision, Report, dict[str, str]]]:
    """Every claim as a row, with the provision and the report that it is of."""
    return (
        (provision, report, row)
        for provision in dataset.provisions
        for number, (id, report) in enumerate(
            zip(ids(provision), provision.reports, strict=True), 1
        )
        for row in _rows(provision, number, id, report)
    )


def ids(provision: Provision) -> Iterator[str]:
    """An id for each report: its number among those of its article, and a digest of what it says.

    So a report is known again where it was moved or changed, but not both.
    """
    counts: dict[str, int] = {}
    for report in provision.reports:
        number = counts[report.article.id] = counts.get(report.article.id, 0) + 1
        yield f"r{number}-{digest(provision, report)}"


def digest(provision: Provision, report: Report) -> str:
    """What stands for all that a report says, whoever has checked it."""
    said = json.dumps(report_data(provision, report._replace(checked={})), sort_keys=True)
    return hashlib.sha256(said.encode()).hexdigest()[:8]


def _rows(provision: Provision, number: int, id: str, report: Report) -> Iterator[dict[str, str]]:
    for term, value in _values(provision, report):
        yield {
            "plan": provision.plan.id,
            "topic": provision.topic.id,
            "point": ", ".join(map(str, provision.points)),
            "title": provision.title,
            "report": str(number),
            "id": id,
            **dict.fromkeys(PASSAGE_KEYS, ""),
            **{key: cell(part) for key, part in passage(provision.plan, report).items()},
            "draft": report.draft,
            "outlet": report.article.outlet,
            "date": str(report.article.date or ""),
            "term": term,
            "value": value,
        }


def passage(plan: Plan, report: Report) -> dict[str, Any]:
    """The keys of a report that are not its values, as a file has them: those with something."""
    parts: dict[str, Any] = {
        **{key: getattr(report, key.replace("-", "_")) for key in PASSAGE_KEYS},
        "article": report.article.id,
        "draft": report.draft if report.draft != plan.last_draft else "",
        "via": _credits(report.via) if report.via != report.article.via else None,
    }
    return {
        key: part if isinstance(part, list) else _plain(part)
        for key, part in parts.items()
        if part not in (None, "", False)
    }


def provision_data(provision: Provision) -> dict[str, Any]:
    """A provision as a file has it: nested mappings, lists and texts, to be written."""
    points = [str(point) for point in provision.points]
    listed: dict[str, Any] = {"points": points} if len(points) > 1 else {}
    reports = [report_data(provision, report) for report in provision.reports]
    return {"title": provision.title, **listed, "reports": reports}


def report_data(provision: Provision, report: Report) -> dict[str, Any]:
    """A report as a file has it: nested mappings, lists and texts, to be written."""
    says = {}
    for term, value in report.says.items():
        written = provision.topic.terms[term].kind.written(value)
        says[term] = Inline(written) if isinstance(written, dict) else written
    rest: dict[str, Any] = {"absent": "yes"} if report.absent else {"says": says}
    if report.checked:
        rest["checked"] = {term: Inline(check_data(is_)) for term, is_ in report.checked.items()}
    return {**passage(provision.plan, report), **rest}


def check_data(check: SecondCheck) -> dict[str, str]:
    """Who decided on a claim, as a file has it."""
    parts = {key.name: getattr(check, key.name) for key in CHECK}
    return {key: str(part) for key, part in parts.items() if part}


def _credits(via: Sequence[str]) -> str | list[str]:
    return via[0] if len(via) == 1 else list(via)


def _plain(part: Any) -> str:
    if part is True:
        return "yes"
    return part.isoformat() if isinstance(part, date) else str(part)


def cell(part: Any) -> str:
    """A part of a passage as a cell."""
    return (", ".join(part) or "[]") if isinstance(part, list) else str(part)


def _values(provision: Provision, report: Report) -> Iterator[tuple[str, str]]:
    if report.absent:
        yield "", ABSENT.keys[0]
    for term, value in report.says.items():
        yield term, provision.topic.terms[term].kind.text(value)
