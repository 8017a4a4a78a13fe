"""Rows of a spreadsheet into the provisions of a data folder.

A report that is there already, in the same passage and with the same values, is recognised and not
written again. What a file holds stays as it is, comments and all; reports come to stand after the
others.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

from plancmp.data import spreadsheet, yaml_reader, yaml_writer
from plancmp.data.files import read_bytes
from plancmp.data.folder import DataFolder
from plancmp.data.layout import ProvisionFile
from plancmp.data.loader import load
from plancmp.data.spreadsheet import Rows
from plancmp.data.yaml_reader import YamlMapping, YamlScalar, located
from plancmp.domain.model import NOWHERE, Provision, Report, frozen
from plancmp.domain.problems import Location, PlancmpError, Problem, RuleId
from plancmp.text import did_you_mean


class Filed(NamedTuple):
    """What the rows on one provision make of its file."""

    entry: ProvisionFile
    added: tuple[Report, ...]
    """The reports that are not there yet."""
    known: int
    """How many are."""
    lines: str
    """What is written: a new file, or what is added to one."""
    text: str
    """The whole file as it becomes; where nothing is added, as it is."""
    before: bytes | None
    """The file as it is; None where there is none."""


class Imported(NamedTuple):
    """What an import comes to."""

    files: tuple[Filed, ...]
    problems: tuple[Problem, ...]
    """Where there are any, nothing is written."""
    written: bool = False


def prepare(folder: DataFolder, cells: Sequence[Sequence[str]], name: str) -> Imported:
    """What rows would make of the folder's files; `name` is what their problems call them by.

    PlancmpError where a file is laid out so that it cannot grow.
    """
    asked, problems = spreadsheet.read(cells, name)
    found: list[tuple[Rows, ProvisionFile]] = []
    for rows in asked:
        lost = list(_lost(folder, rows))
        problems += lost
        if not lost:
            found.append((rows, _entry(folder, rows)))
    listings = {plan: folder.provisions(plan) for plan in {entry.plan for _, entry in found}}
    problems += [problem for listing in listings.values() for problem in listing.problems]
    there = [entry for _, entry in found if entry in listings[entry.plan].files]
    old = load(folder, there)
    earlier = {provision.id: provision for provision in old.dataset.provisions}
    overlay = {entry.file: _titled(rows, earlier.get(_id(entry))) for rows, entry in found}
    new = load(folder, [entry for _, entry in found], overlay=overlay)
    problems += [*old.problems, *new.problems]
    if problems:
        return _refused(problems)
    files = []
    for (rows, entry), provision in zip(found, new.dataset.provisions, strict=True):
        before = earlier.get(provision.id)
        problems += _mismatches(provision, before, rows)
        files.append(_filed(folder, entry, provision, before))
    if problems:
        return _refused(problems)
    files.sort(key=lambda filed: filed.entry.file)
    _read_back(folder, files, new.dataset.provisions, earlier)
    return Imported(tuple(files), ())


def _refused(problems: Sequence[Problem]) -> Imported:
    return Imported((), tuple(sorted(set(problems))))


def _id(entry: ProvisionFile) -> str:
    return f"{entry.plan}/{entry.topic}"


def _lost(folder: DataFolder, rows: Rows) -> Iterator[Problem]:
    """Why rows have no place in the folder, if so."""
    wanted: tuple[tuple[str, YamlScalar, Collection[str]], ...] = (
        ("plan", rows.plan, folder.plans),
        ("topic", rows.topic, folder.ids("topics").ids),
    )
    for what, id, ids in wanted:
        if id not in ids:
            mend = did_you_mean(id, ids) or f"plancmp new {what} makes one"
            yield Problem(
                id.location, RuleId.UNKNOWN_ID, f"there is no {what} {id or 'named'}", mend=mend
            )
    if rows.plan in folder.plans:
        entry = _entry(folder, rows)
        if rows.point and rows.number != entry.point:
            found = f"point is {rows.point}, and the provision is there already in {entry.file}"
            yield Problem(rows.point.location, RuleId.BAD_VALUE, found)


def _entry(folder: DataFolder, rows: Rows) -> ProvisionFile:
    """The provision's file: the one there is, or the one there will be."""
    for entry in folder.provisions(rows.plan).files:
        if entry.topic == rows.topic:
            return entry
    return ProvisionFile.named(str(rows.plan), rows.number, str(rows.topic))


def _titled(rows: Rows, before: Provision | None) -> YamlMapping:
    """The data of the rows; what has no title is called what the file calls it."""
    if before is None or "title" in rows.data:
        return rows.data
    location = rows.plan.location
    return located(
        YamlMapping({"title": located(YamlScalar(before.title), location), **rows.data}), location
    )


def _mismatches(provision: Provision, before: Provision | None, rows: Rows) -> Iterator[Problem]:
    """What the rows say and something else contradicts: the title, an article, a passage there."""
    title = rows.data.get("title")
    if before and title and title != before.title:
        found = f"title is {title}, and {before.title} in {before.location.file}"
        yield Problem(
            title.location, RuleId.BAD_VALUE, found, mend="change it there, or leave it empty"
        )
    for report, row in zip(provision.reports, rows.checks, strict=True):
        article = report.article
        day = article.date.isoformat() if article.date else ""
        for column, is_ in (("outlet", article.outlet), ("date", day)):
            if row[column] and row[column] != is_:
                file = article.location.file
                found = f"{column} is {row[column]}, and {is_ or 'nothing'} in {file}"
                yield Problem(row[column].location, RuleId.BAD_VALUE, found)
        yield from _other_values(provision, report, _same_passage(before, report))


def _other_values(
    provision: Provision, report: Report, there: Sequence[Report]
) -> Iterator[Problem]:
    """Values that reports of the same passage have otherwise."""
    for term, value in report.says.items():
        others = [other for other in there if term in other.says]
        if others and all(other.says[term] != value for other in others):
            text = provision.topic.terms[term].kind.text
            found = f"value is {text(value)}, and {text(others[0].says[term])} for the same passage"
            found += f" in {others[0].value_locations[term]}"
            yield Problem(
                report.value_locations[term], RuleId.BAD_VALUE, found, mend="change it there"
            )


def _bare(report: Report) -> Report:
    """A report without its locations."""
    nothing: Mapping[str, Location] = frozen({})
    return report._replace(location=NOWHERE, value_locations=nothing, locations=nothing)


def _passage(report: Report) -> Report:
    return _bare(report)._replace(says=frozen({}))


def _same_passage(provision: Provision | None, report: Report) -> list[Report]:
    """The reports of a provision on the very passage of a report."""
    there = provision.reports if provision else ()
    return [other for other in there if _passage(other) == _passage(report)]


def _lacking(before: Provision | None, report: Report) -> Report | None:
    """What of a report is not there yet, if anything."""
    same = _same_passage(before, report)
    if not same:
        return report
    says = {
        term: value
        for term, value in report.says.items()
        if all(other.says.get(term) != value for other in same)
    }
    return report._replace(says=frozen(says)) if says else None


def _filed(
    folder: DataFolder, entry: ProvisionFile, provision: Provision, before: Provision | None
) -> Filed:
    added = tuple(new for report in provision.reports if (new := _lacking(before, report)))
    known = len(provision.reports) - len(added)
    if before is None:
        text = yaml_writer.write(spreadsheet.data(provision))
        return Filed(entry, added, known, text, text, None)
    raw, why = read_bytes(f"{folder.root}/{entry.file}")
    if raw is None:
        raise PlancmpError(f"{folder.root / entry.file} {why}; nothing was written", status=3)
    there = raw.decode()
    if not added:
        return Filed(entry, added, known, "", there, raw)
    items = [spreadsheet.report_data(provision, report) for report in added]
    lines, text = _appended(there, items)
    return Filed(entry, added, known, lines, text, raw)


def _appended(text: str, items: Sequence[Mapping[str, object]]) -> tuple[str, str]:
    """The lines of these reports, and a provision's text with them after those it has."""
    reports = yaml_reader.parse(text.removeprefix("\ufeff"), "")[0]["reports"]
    if reports:
        lines = yaml_writer.write_items(items, reports.location.column - 1)
        return lines, text + "\n" * (not text.endswith("\n")) + lines
    lines = yaml_writer.write_items(items, 2)
    before, _, after = text.partition("reports: []")
    return lines, f"{before}reports:\n{lines}{after.removeprefix(chr(10))}"


def _read_back(
    folder: DataFolder,
    files: Sequence[Filed],
    provisions: Sequence[Provision],
    earlier: Mapping[str, Provision],
) -> None:
    """See that each file, once written, says what it is to say; PlancmpError where it would not."""
    for filed in files:
        entry = filed.entry
        new = next(provision for provision in provisions if provision.id == _id(entry))
        old = earlier.get(new.id)
        wanted = [*(old.reports if old else ()), *filed.added]
        data, problems = yaml_reader.parse(filed.text.removeprefix("\ufeff"), entry.file)
        read = load(folder, [entry], overlay={entry.file: data}).dataset.provisions
        got = [_bare(report) for provision in read for report in provision.reports]
        if problems or got != list(map(_bare, wanted)):
            told = f"{entry.file} is laid out so that no report can be added at its end"
            raise PlancmpError(
                f"{told}; nothing was written. Add by hand:\n{filed.lines}", status=3
            )
