"""Reports as the rows of a spreadsheet, one to a claim, and rows as reports.

What a person types into the rows is read by the loader, as the data of a file would be, each cell
with its location: the row and the column.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from plancmp.data.keys import CHECK, REPORT
from plancmp.data.yaml_reader import YamlList, YamlMapping, YamlScalar, located
from plancmp.data.yaml_writer import Inline
from plancmp.domain.model import Check, Dataset, Plan, Provision, Report
from plancmp.domain.problems import Location, Problem, RuleId
from plancmp.domain.values import ABSENT
from plancmp.text import did_you_mean

PASSAGE_KEYS = tuple(key.name for key in REPORT if key.name not in ("absent", "says", "checked"))
"""The keys of a report that are neither its values nor say who checked them."""

COLUMNS: Mapping[str, str] = {
    "plan": "the plan's id",
    "topic": "the topic's id",
    "point": "the provision's number in the plan, if it has one, or its numbers: 7, 8",
    "title": "the provision's title",
    "report": "a number that the rows of one report share; may be left out",
    **{key.name: key.description for key in REPORT if key.name in PASSAGE_KEYS},
    "outlet": "the article's outlet; held against it, may be left out",
    "date": "the article's day; held against it, may be left out",
    "term": "the term's id; empty where the plan is said to have no such provision",
    "value": "the value as it is printed; absent where the plan has no such provision",
}
"""The columns, with what each holds."""

_ALLOWED = f"allowed: the columns {', '.join(COLUMNS)}"

REQUIRED = ("plan", "topic", "article", "term", "value")

Row = Mapping[str, YamlScalar]


def rows(dataset: Dataset) -> list[dict[str, str]]:
    """Every claim as a row, in the order of the data."""
    return [row for _, _, row in claims(dataset)]


def claims(dataset: Dataset) -> Iterator[tuple[Provision, Report, dict[str, str]]]:
    """Every claim as a row, with the provision and the report that it is of."""
    return (
        (provision, report, row)
        for provision in dataset.provisions
        for number, report in enumerate(provision.reports, 1)
        for row in _rows(provision, number, report)
    )


def _rows(provision: Provision, number: int, report: Report) -> Iterator[dict[str, str]]:
    for term, value in _values(provision, report):
        yield {
            "plan": provision.plan.id,
            "topic": provision.topic.id,
            "point": ", ".join(map(str, provision.points)),
            "title": provision.title,
            "report": str(number),
            **dict.fromkeys(PASSAGE_KEYS, ""),
            **{key: _cell(part) for key, part in passage(provision.plan, report).items()},
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
        key: part if isinstance(part, list) else "yes" if part is True else str(part)
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


def check_data(check: Check) -> dict[str, str]:
    """Who decided on a claim, as a file has it."""
    parts = {key.name: getattr(check, key.name) for key in CHECK}
    return {key: str(part) for key, part in parts.items() if part}


def _credits(via: Sequence[str]) -> str | list[str]:
    return via[0] if len(via) == 1 else list(via)


def _cell(part: Any) -> str:
    return (", ".join(part) or "[]") if isinstance(part, list) else str(part)


def _values(provision: Provision, report: Report) -> Iterator[tuple[str, str]]:
    if report.absent:
        yield "", ABSENT.keys[0]
    for term, value in report.says.items():
        yield term, provision.topic.terms[term].kind.text(value)


class ProvisionRows(NamedTuple):
    """The rows on one provision."""

    plan: YamlScalar
    topic: YamlScalar
    point: YamlScalar
    points: tuple[int, ...]
    data: YamlMapping
    """The same as a file would have it; every part has its location."""
    checks: tuple[Row, ...]
    """For each report, the row that says what its article is to be."""

    @property
    def number(self) -> int | None:
        """The point that the file is named for: where there is one."""
        return self.points[0] if len(self.points) == 1 else None


def read_rows(
    cells: Sequence[Sequence[str]], name: str
) -> tuple[list[ProvisionRows], list[Problem]]:
    """The provisions that rows speak of, in their order, and what is wrong with the rows.

    The first row names the columns. Problems stand at their row and column, from 1.
    """
    problems: list[Problem] = []
    if not cells:
        location = Location(name, 1, 1)
        return [], [Problem(location, RuleId.MISSING_KEY, "there is no row", _ALLOWED)]
    columns = [cell.strip() for cell in cells[0]]
    problems += _wrong_columns(columns, name)
    if problems:
        return [], problems
    provisions: dict[tuple[str, str], list[dict[str, YamlScalar]]] = {}
    for number, cells_of_row in enumerate(cells[1:], 2):
        row = _row(columns, cells_of_row, Location(name, number, 1), problems)
        if any(row.values()):
            provisions.setdefault((row["plan"], row["topic"]), []).append(row)
    return [_provision(rows, problems) for rows in provisions.values()], problems


def _wrong_columns(columns: Sequence[str], name: str) -> Iterator[Problem]:
    for number, column in enumerate(columns, 1):
        location = Location(name, 1, number)
        if column not in COLUMNS:
            found, hint = f"there is no column {column}", did_you_mean(column, COLUMNS)
            yield Problem(location, RuleId.UNKNOWN_KEY, found, _ALLOWED, hint)
        elif column in columns[: number - 1]:
            found = f"the column {column} again"
            yield Problem(location, RuleId.REPEATED_KEY, found, "allowed: once")
    for column in REQUIRED:
        if column not in columns:
            found = f"the column {column} is missing"
            yield Problem(Location(name, 1, 1), RuleId.MISSING_KEY, found, COLUMNS[column])


def _row(
    columns: Sequence[str], cells: Sequence[str], start: Location, problems: list[Problem]
) -> dict[str, YamlScalar]:
    """A row by its columns, each cell with its location; empty text for what is lacking."""
    row = {}
    for number, column in enumerate(columns):
        cell = YamlScalar(" ".join(cells[number].split()) if number < len(cells) else "")
        row[column] = located(cell, start._replace(column=number + 1))
    for number, more in enumerate(cells[len(columns) :], len(columns) + 1):
        if more.strip():
            found = f"there is no column for {more}"
            problems.append(Problem(start._replace(column=number), RuleId.UNKNOWN_KEY, found))
    for column in COLUMNS:
        if column not in row:
            row[column] = located(YamlScalar(), start)
    return row


def _provision(rows: Sequence[dict[str, YamlScalar]], problems: list[Problem]) -> ProvisionRows:
    first = rows[0]
    start = first["plan"].location
    provision, reports = located(YamlMapping(), start), located(YamlList(), start)
    selector = f"{first['plan']}/{first['topic']}"
    for column in ("point", "title"):
        for row in rows[1:]:
            _require_same(row[column], first[column], f"the {column} of {selector}", problems)
    if first["title"]:
        provision[_key("title", first)] = first["title"]
    points = _points(first["point"], problems)
    if len(points) > 1:
        place = first["point"].location
        cells = (located(YamlScalar(str(point)), place) for point in points)
        provision[located(YamlScalar("points"), place)] = located(YamlList(cells), place)
    provision[_key("reports", first)] = reports
    begun: dict[str, tuple[YamlMapping, dict[str, YamlScalar]]] = {}
    checks = []
    for row in rows:
        known = row["report"] or "\n".join(row[column] for column in PASSAGE_KEYS)
        report, opened = begun.get(known, (None, row))
        if report is None or (not row["report"] and row["term"] in report.get("says", ())):
            report = _report(row)
            begun[known] = (report, row)
            reports.append(report)
            checks.append(row)
        else:
            for column in PASSAGE_KEYS:
                _require_same(row[column], opened[column], f"the {column} of a report", problems)
        _add_value(report, row, problems)
    return ProvisionRows(
        first["plan"], first["topic"], first["point"], points, provision, tuple(checks)
    )


def _key(name: str, row: Mapping[str, YamlScalar]) -> YamlScalar:
    return located(YamlScalar(name), row.get(name, row["plan"]).location)


def _require_same(cell: YamlScalar, first: YamlScalar, what: str, problems: list[Problem]) -> None:
    if cell != first:
        before = f"{first or 'empty'} in row {first.location.line}"
        found = f"{what} is {cell or 'empty'} here and {before}"
        allowed = "allowed: the same in all its rows"
        problems.append(Problem(cell.location, RuleId.BAD_VALUE, found, allowed))


def _points(cell: YamlScalar, problems: list[Problem]) -> tuple[int, ...]:
    """The points that a cell names, as `7` or `7, 8`; none where it is empty or names none."""
    if not re.fullmatch(r"(?:0*[1-9]\d{0,5}(?:, (?!$)|$))*", cell, re.ASCII):
        allowed = "allowed: a whole number from 1, several such as 7, 8, or empty"
        problems.append(Problem(cell.location, RuleId.WRONG_TYPE, f"point is {cell}", allowed))
        return ()
    return tuple(sorted(map(int, filter(None, cell.split(", ")))))


def _report(row: Mapping[str, YamlScalar]) -> YamlMapping:
    """The report that a row begins, without its values."""
    report = located(YamlMapping(), row["article"].location)
    for column in PASSAGE_KEYS:
        cell = row[column]
        if column == "via" and cell:
            ids = () if cell == "[]" else cell.split(", ")
            items = YamlList(located(YamlScalar(id), cell.location) for id in ids)
            report[_key(column, row)] = located(items, cell.location)
        elif cell:
            report[_key(column, row)] = cell
    return report


def _add_value(report: YamlMapping, row: Mapping[str, YamlScalar], problems: list[Problem]) -> None:
    term, value = row["term"], row["value"]
    if not term:
        yes = located(YamlScalar("yes"), value.location)
        if value == ABSENT.keys[0] and not ({"says", "absent"} & set(report)):
            report[_key("absent", {**row, "absent": value})] = yes
        else:
            found = "there is no term" if value != ABSENT.keys[0] else "absent, beside other rows"
            allowed = "allowed: a term with its value, or no term and absent, alone in its report"
            problems.append(Problem(term.location, RuleId.MISSING_KEY, found, allowed))
        return
    says = report.get("says")
    if says is None:
        says = located(YamlMapping(), term.location)
        report[_key("says", {**row, "says": term})] = says
    if term in says:
        found = f"{term} again; it stands in row {says[term].location.line} already"
        allowed = "allowed: each term once in a report"
        problems.append(Problem(term.location, RuleId.REPEATED_KEY, found, allowed))
    else:
        says[term] = value
