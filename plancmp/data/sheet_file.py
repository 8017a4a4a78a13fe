"""What an import takes: rows from a CSV file or a workbook, or the YAML file of one article."""

from typing import Any, NamedTuple

from plancmp.data import csv_file, workbook, yaml_reader
from plancmp.data.keys import REPORT
from plancmp.data.nested_shapes import ListOf, MappingOf
from plancmp.data.records import read_record
from plancmp.data.shapes import Id, Key, Table, Text
from plancmp.data.sheet_rows import (
    ProvisionRows,
    Row,
    SheetReport,
    id_problems,
    listed,
    points_of,
    read_rows,
)
from plancmp.data.spreadsheet import COLUMNS
from plancmp.data.yaml_reader import YamlList, YamlMapping, YamlScalar, located
from plancmp.domain.problems import Location, Problem, RuleId

PROVISION = Table(
    Key("plan", Id(), "the plan", True),
    Key("topic", Id(), "the topic", True),
    Key("point", Text(), "the provision's number in the plan, if it has one, or its numbers: 7, 8"),
    Key("title", Text(), "what this plan says on the topic, as a heading"),
    Key("asks", MappingOf(), "what each term asks; passed over"),
    Key("reports", ListOf(REPORT), "what passages of the article say of it", True),
)
FILE = Table(
    Key("article", Id(), "the article", True),
    Key("provisions", ListOf(PROVISION), "what its plans can be asked", True),
    Key("text", MappingOf(), "its paragraphs by their numbers; passed over"),
)


class Sheet(NamedTuple):
    """What a file says of provisions, and what is wrong with it."""

    name: str
    provisions: list[ProvisionRows]
    problems: list[Problem]
    has_rows: bool = True
    """Whether it is a table, whose cells are still text; the values of a YAML file are not."""


def read_sheet(raw: bytes, name: str) -> Sheet:
    """What a file says: YAML by its ending, a workbook by how it begins, else CSV."""
    if name.lower().endswith((".yaml", ".yml")):
        return _read_article(raw, name)
    packed = raw.startswith(workbook.BEGINNINGS)
    cells, problems = (workbook.read_workbook if packed else csv_file.read_csv)(raw, name)
    if problems:
        wrong = workbook.no_workbook(name) if not packed else None
        return Sheet(name, [], [wrong] if wrong else problems)
    return Sheet(name, *read_rows(cells, name, cells.sheet))


def _read_article(raw: bytes, name: str) -> Sheet:
    problems: list[Problem] = []
    try:
        data, problems = yaml_reader.parse(raw.decode(), name)
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        found = Problem(Location(name, line, 1), RuleId.ENCODING, "this is not UTF-8")
        return Sheet(name, [], [found], has_rows=False)
    if data is None and not problems:
        problems = [Problem(Location(name, 1, 1), RuleId.MISSING_KEY, "the file is empty")]
    record = read_record(data, FILE, problems) if not problems else None
    provisions: list[ProvisionRows] = []
    if record and "article" in record.fields:
        article = record.raw["article"]
        for part in record.fields.get("provisions", ()):
            found_rows = _provision(part, article, problems)
            provisions += found_rows
    return Sheet(name, provisions, problems, has_rows=False)


def _provision(part: Any, article: YamlScalar, problems: list[Problem]) -> list[ProvisionRows]:
    """The rows that a provision's reports stand for; none where it has no report."""
    record = read_record(part, PROVISION, problems)
    if (
        not record
        or not record.fields.get("reports")
        or not {"plan", "topic"} <= set(record.fields)
    ):
        return []
    raw = record.raw
    items = located(YamlList(), raw["reports"].location)
    reports = []
    for item in raw["reports"]:
        if not isinstance(item, YamlMapping):
            items.append(item)  # a problem that the loader finds
            continue
        report = _report(item, article)
        row = _row(item, raw, article)
        problems += id_problems(row)
        reports.append(SheetReport(report, [row]))
        items.append(report)
    point = raw["point"] if "point" in record.fields else located(YamlScalar(), raw.location)
    points = points_of(point, problems)
    data = located(YamlMapping({key: raw[key] for key in raw if key == "title"}), raw.location)
    if len(points) > 1:
        data[located(YamlScalar("points"), point.location)] = listed(points, point.location)
    data[next(key for key in raw if key == "reports")] = items
    fields = (point, points, data, tuple(reports), 0, frozenset(COLUMNS))
    return [ProvisionRows(raw["plan"], raw["topic"], *fields)]


def _report(item: YamlMapping, article: YamlScalar) -> YamlMapping:
    """The report with its article, as a provision's file has it."""
    key = located(YamlScalar("article"), item.location)
    rest = {key: part for key, part in item.items() if key != "id"}
    return located(YamlMapping({key: article, **rest}), item.location)


def _row(item: YamlMapping, provision: YamlMapping, article: YamlScalar) -> Row:
    """The row that the report would be in a spreadsheet; what it lacks is empty where it begins."""
    empty = located(YamlScalar(), item.location)
    row = dict.fromkeys(COLUMNS, empty)
    row |= {key: part for key, part in item.items() if isinstance(part, YamlScalar)}
    return {**row, "plan": provision["plan"], "topic": provision["topic"], "article": article}
