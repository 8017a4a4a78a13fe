"""The rows of a spreadsheet as the reports of provisions.

What a person types into the rows is read by the loader, as the data of a file would be, each cell
with its location: the row and the column.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from plancmp.data import cells
from plancmp.data.causes import and_more
from plancmp.data.sheet_header import ALLOWED, IGNORED, wrong_columns
from plancmp.data.spreadsheet import COLUMNS, DAYS, PASSAGE_KEYS, WHOLE_NUMBERS
from plancmp.data.yaml_reader import YamlList, YamlMapping, YamlScalar, located
from plancmp.domain.model import grouped
from plancmp.domain.mojibake import garbled
from plancmp.domain.problems import Location, Problem, RuleId
from plancmp.domain.values import ABSENT
from plancmp.text import unsafe

_ID = re.compile(r"r([1-9]\d{0,5})-([0-9a-f]{8})")

Row = Mapping[str, YamlScalar]


class Guarded(YamlScalar):
    """A cell that was written behind an apostrophe: text, whatever it looks like."""

    __slots__ = ()


class SheetReport(NamedTuple):
    """The rows of one report."""

    data: YamlMapping
    """The same as a file would have it; every part has its location."""
    rows: list[Row]

    @property
    def number(self) -> int:
        """Its number among the reports of its article, where it has an id; else 0."""
        found = _ID.fullmatch(self.rows[0]["id"])
        return int(found[1]) if found else 0

    @property
    def digest(self) -> str:
        """The digest of what it said when it was exported; empty where it has no id."""
        found = _ID.fullmatch(self.rows[0]["id"])
        return found[2] if found else ""


class ProvisionRows(NamedTuple):
    """The rows on one provision."""

    plan: YamlScalar
    topic: YamlScalar
    point: YamlScalar
    points: tuple[int, ...]
    data: YamlMapping
    """The same as a file would have it; every part has its location."""
    reports: tuple[SheetReport, ...]
    repeated: int
    """How many rows only say again what an earlier one says."""
    columns: frozenset[str]
    """The columns that the header names."""

    @property
    def number(self) -> int | None:
        """The point that stands in the file's name; None where there is none or several."""
        return self.points[0] if len(self.points) == 1 else None


def read_rows(
    table: Sequence[Sequence[str]], name: str, sheet: str = ""
) -> tuple[list[ProvisionRows], list[Problem]]:
    """The provisions that rows speak of, in their order, and what is wrong with the rows.

    The first row names the columns, in a workbook that of its first `sheet`; cells are as they are
    written, guards and all. Problems stand at their row and column, from 1.
    """
    problems: list[Problem] = []
    if not table:
        location = Location(name, 1, 1)
        return [], [Problem(location, RuleId.MISSING_KEY, "there is no row", ALLOWED)]
    columns = [unsafe().sub("", cell).strip() for cell in table[0]]  # as they are seen
    problems += wrong_columns(columns, table[1:], name, sheet)
    if problems:
        return [], problems
    rows = []
    for number, cells_of_row in enumerate(table[1:], 2):
        location = Location(name, number, 1)
        if cells_of_row == table[0]:  # as where files are put one behind the other
            found = "the names of the columns again"
            problems.append(Problem(location, RuleId.REPEATED_KEY, found, hint="delete the row"))
        else:
            rows.append(_row(columns, cells_of_row, location, problems))
    problems += _rewritten_days(rows)
    asked = grouped(filter(_says_something, rows), lambda row: (row["plan"], row["topic"]))
    named = frozenset(columns)
    return [_provision(rows, named, problems) for rows in asked.values()], problems


def _says_something(row: Row) -> bool:
    """Whether a row says something, and not only which question it has no answer to yet."""
    given = (row[column] for column in (*PASSAGE_KEYS, "value", "id") if column != "article")
    return any(given) or ("asks" not in row and any(row.values()))


def _row(
    columns: Sequence[str], written: Sequence[str], start: Location, problems: list[Problem]
) -> dict[str, YamlScalar]:
    """A row by its columns, each cell with its location; empty text for what is lacking."""
    row = {}
    for number, column in enumerate(columns):
        raw = written[number] if number < len(written) else ""
        location = start._replace(column=number + 1)
        if column in COLUMNS or column in IGNORED:
            row[column] = located(_cell(raw, column, location, problems), location)
    for number, more in enumerate(written[len(columns) :], len(columns) + 1):
        if more.strip():
            found = f"there is no column for {more}"
            hint = "name it in the first row, or put a cell with a comma in it in quotes"
            location = start._replace(column=number)
            problems.append(Problem(location, RuleId.UNKNOWN_KEY, found, hint=hint))
    for column in COLUMNS:
        if column not in row:
            row[column] = located(YamlScalar(), start)
    return row


def _cell(raw: str, column: str, location: Location, problems: list[Problem]) -> YamlScalar:
    """What was meant by a cell, whatever program has written it."""
    meant = cells.unguarded(raw)
    text = " ".join(meant.split())
    if wrong := garbled(meant):  # before blanks are made spaces, which are a part of some signs
        found, hint = f"{column} {wrong}", "save the file as `CSV UTF-8`, from one that is right"
        hint = "write the sign itself" if wrong.is_markup else hint
        problems.append(Problem(location, RuleId.ENCODING, found, hint=hint))
    if meant != raw:
        return Guarded(text)
    if column in cells.FREE and cells.is_nothing(text, column):
        problems.append(nothing_problem(text, column, location))
    if column in WHOLE_NUMBERS:
        text = ", ".join(map(cells.whole, text.split(", ")))
    return YamlScalar(cells.day(text) if column in DAYS else text)


def nothing_problem(text: str, column: str, location: Location) -> Problem:
    """The problem that a cell holds what programs write for an empty cell, or one gone wrong."""
    found = f"{column} is {text}, which programs write for what is not there"
    hint = f"leave it empty, or write '{text} if it is meant"
    return Problem(location, RuleId.BAD_VALUE, found, hint=hint)


def _rewritten_days(rows: Sequence[dict[str, YamlScalar]]) -> Iterator[Problem]:
    """A problem for each column in which a spreadsheet rewrote days: its first, and how many more.

    The cells themselves are emptied.
    """
    for column in DAYS:
        wrong = [row[column] for row in rows if cells.is_no_day(row[column])]
        if wrong:
            found = f"{column} is {wrong[0]}, which is not a day written YYYY-MM-DD"
            found += and_more(len(wrong) - 1, "day is written so")
            hint = "a spreadsheet rewrote it; format the column as text, or leave it empty"
            yield Problem(wrong[0].location, RuleId.WRONG_TYPE, found, hint=hint)
        for row in rows:
            if row[column] in wrong:
                row[column] = located(YamlScalar(), row[column].location)


def _provision(
    rows: Sequence[dict[str, YamlScalar]], columns: frozenset[str], problems: list[Problem]
) -> ProvisionRows:
    first = rows[0]
    start = first["plan"].location
    provision, items = located(YamlMapping(), start), located(YamlList(), start)
    selector = f"{first['plan']}/{first['topic']}"
    for column in ("point", "title"):
        # what a row leaves empty is said by another row of the provision
        first[column] = next((row[column] for row in rows if row[column]), first[column])
        for row in rows:
            if row[column] and _listed_in(row[column]) != _listed_in(first[column]):
                _require_same(row[column], first[column], f"the {column} of {selector}", problems)
    if first["title"]:
        provision[_key("title", first)] = first["title"]
    points = points_of(first["point"], problems)
    if len(points) > 1:
        provision[_key("points", first)] = listed(points, first["point"].location)
    provision[_key("reports", first)] = items
    reports, repeated = _reports(rows, problems)
    items += (report.data for report in reports)
    return ProvisionRows(
        first["plan"],
        first["topic"],
        first["point"],
        points,
        provision,
        tuple(reports),
        repeated,
        columns,
    )


def _listed_in(cell: str) -> list[str]:
    """What a cell lists, whatever its order: `8, 7` names the points of `7, 8`."""
    return sorted(cell.split(", "))


def _reports(
    rows: Sequence[dict[str, YamlScalar]], problems: list[Problem]
) -> tuple[list[SheetReport], int]:
    """The reports that rows make, and how many rows only say again what an earlier one says."""
    begun: dict[tuple[str, ...], list[SheetReport]] = {}
    above: Row = {}
    found: list[SheetReport] = []
    repeated = 0
    for row in rows:
        _fill_speaker(row, above)
        above = row
        named = next((column for column in ("id", "report") if row[column]), "")
        passage = tuple(row[column] for column in PASSAGE_KEYS)
        same = begun.setdefault((named, row[named]) if named else passage, [])
        if same and named:
            for column in PASSAGE_KEYS:
                if row[column]:  # what is left empty is as in the report's first row
                    what, hint = f"the {column} of a report", f"leave {named} empty for another"
                    _require_same(row[column], same[0].rows[0][column], what, problems, hint)
        if any(_says(report.data, row) for report in same):
            repeated += 1
            continue
        report = next((report for report in same if named or _lacks(report.data, row)), None)
        if report is None:
            problems += id_problems(row)
            report = SheetReport(_report(row), [])
            same.append(report)
            if named:
                begun.setdefault(passage, []).append(report)
            found.append(report)
        report.rows.append(row)
        _add_value(report.data, row, problems)
    return found, repeated


def _fill_speaker(row: dict[str, YamlScalar], above: Row) -> None:
    """Give a row without a speaker that of the row above, where both are of one passage."""
    named = row["id"] or row["report"]
    if above and not named and not row["speaker"] and row["quote"] and row["term"] != above["term"]:
        same = (column for column in PASSAGE_KEYS if column != "speaker")
        if all(row[column] == above[column] for column in same):
            row["speaker"] = located(YamlScalar(above["speaker"]), row["speaker"].location)


def _says(report: YamlMapping, row: Row) -> bool:
    """Whether a report says already what a row says."""
    if row["term"]:
        return bool(report.get("says", {}).get(row["term"]) == row["value"])
    return "absent" in report and row["value"] == ABSENT.keys[0]


def _lacks(report: YamlMapping, row: Row) -> bool:
    """Whether a report may be given the value of a row."""
    return row["term"] not in report.get("says", ())


def id_problems(row: Row) -> Iterator[Problem]:
    """What is wrong with the id of a report, if it has one."""
    if row["id"] and not _ID.fullmatch(row["id"]):
        found, hint = f"id is {row['id']}, which is no report's", "leave it empty for a new report"
        yield Problem(row["id"].location, RuleId.BAD_ID, found, hint=hint)


def _key(name: str, row: Mapping[str, YamlScalar]) -> YamlScalar:
    return located(YamlScalar(name), row.get(name, row["plan"]).location)


def _require_same(
    cell: YamlScalar, first: YamlScalar, what: str, problems: list[Problem], hint: str = ""
) -> None:
    if cell != first:
        before = f"{first or 'empty'} in row {first.location.line}"
        found = f"{what} is {cell or 'empty'} here and {before}"
        allowed = "allowed: the same in all its rows"
        problems.append(Problem(cell.location, RuleId.BAD_VALUE, found, allowed, hint))


def points_of(cell: YamlScalar, problems: list[Problem]) -> tuple[int, ...]:
    """The points that a cell names, as `7` or `7, 8`; none where it is empty or names none."""
    if not re.fullmatch(r"(?:[1-9]\d{0,5}(?:, (?!$)|$))*", cell, re.ASCII):
        allowed = "allowed: a whole number from 1, several such as 7, 8, or empty"
        problems.append(Problem(cell.location, RuleId.WRONG_TYPE, f"point is {cell}", allowed))
        return ()
    return tuple(sorted(map(int, filter(None, cell.split(", ")))))


def listed(points: Sequence[int], location: Location) -> YamlList:
    """Points as a file lists them."""
    return located(
        YamlList(located(YamlScalar(str(point)), location) for point in points), location
    )


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
