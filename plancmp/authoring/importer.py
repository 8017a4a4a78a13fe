"""Rows of a spreadsheet into the provisions of a data folder.

A report that is there already, in the same passage and with the same values, is recognised and not
written again. What a file holds stays as it is, comments and all; reports come to stand after the
others.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from plancmp.data import spreadsheet, yaml_reader, yaml_writer
from plancmp.data.files import read_bytes
from plancmp.data.folder import DataFolder
from plancmp.data.layout import ProvisionFile
from plancmp.data.loader import load
from plancmp.data.spreadsheet import ProvisionRows
from plancmp.data.yaml_reader import YamlMapping, YamlScalar, located
from plancmp.domain.model import NOWHERE, Provision, Report, frozen
from plancmp.domain.problems import PlancmpError, Problem, RuleId
from plancmp.text import did_you_mean


class FileImport(NamedTuple):
    """What the rows on one provision make of its file."""

    target: ProvisionFile
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

    files: tuple[FileImport, ...]
    problems: tuple[Problem, ...]
    """Where there are any, nothing is written."""
    written: bool = False


def prepare_import(folder: DataFolder, cells: Sequence[Sequence[str]], name: str) -> Imported:
    """What rows would make of the folder's files; `name` is what their problems call them by.

    PlancmpError where a file is laid out so that it cannot grow.
    """
    asked, problems = spreadsheet.read_rows(cells, name)
    found: list[tuple[ProvisionRows, ProvisionFile]] = []
    for rows in asked:
        misplaced = list(_misplaced(folder, rows))
        problems += misplaced
        if not misplaced:
            found.append((rows, _file_for(folder, rows)))
    plans = {str(rows.plan) for rows in asked} & folder.plans
    listings = {plan: folder.provisions(plan) for plan in plans}
    problems += [problem for _, found_there in listings.values() for problem in found_there]
    there = [target for _, target in found if target in listings[target.plan][0]]
    old = load(folder, there)
    earlier = {provision.id: provision for provision in old.dataset.provisions}
    overlay = {target.file: _with_title(rows, earlier.get(target.id)) for rows, target in found}
    new = load(folder, [target for _, target in found], overlay=overlay)
    problems += [*old.problems, *new.problems]
    files = []
    if not problems:
        for (rows, target), provision in zip(found, new.dataset.provisions, strict=True):
            before = earlier.get(provision.id)
            problems += _mismatches(provision, before, rows)
            files.append(_import_into(folder, target, provision, before))
    if problems:
        return Imported((), tuple(sorted(set(problems))))
    files.sort(key=lambda planned: planned.target.file)
    _read_back(folder, files, new.dataset.provisions, earlier)
    return Imported(tuple(files), ())


def _misplaced(folder: DataFolder, rows: ProvisionRows) -> Iterator[Problem]:
    """Why rows have no place in the folder, if so."""
    wanted: tuple[tuple[str, YamlScalar, Collection[str]], ...] = (
        ("plan", rows.plan, folder.plans),
        ("topic", rows.topic, folder.ids("topics")[0]),
    )
    for what, id, ids in wanted:
        if id not in ids:
            hint = did_you_mean(id, ids) or f"plancmp new {what} makes one"
            found = f"there is no {what} {id or 'named'}"
            yield Problem(id.location, RuleId.UNKNOWN_ID, found, hint=hint)


def _file_for(folder: DataFolder, rows: ProvisionRows) -> ProvisionFile:
    """The provision's file: the one there is, or the one there will be."""
    for target in folder.provisions(rows.plan)[0]:
        if target.topic == rows.topic:
            return target
    return ProvisionFile.named(str(rows.plan), rows.number, str(rows.topic))


def _with_title(rows: ProvisionRows, before: Provision | None) -> YamlMapping:
    """The data of the rows; what has no title is called what the file calls it."""
    if before is None or "title" in rows.data:
        return rows.data
    location = rows.plan.location
    title = located(YamlScalar(before.title), location)
    return located(YamlMapping({"title": title, **rows.data}), location)


def _mismatches(
    provision: Provision, before: Provision | None, rows: ProvisionRows
) -> Iterator[Problem]:
    """What the rows say and something else contradicts: point, title, article, a passage there."""
    if before and rows.points and rows.points != before.points:
        found = f"point is {rows.point}, and the provision is there already in "
        yield Problem(rows.point.location, RuleId.BAD_VALUE, found + before.location.file)
    title = rows.data.get("title")
    if before and title and title != before.title:
        found = f"title is {title}, and {before.title} in {before.location.file}"
        hint = "change it there, or leave it empty"
        yield Problem(title.location, RuleId.BAD_VALUE, found, hint=hint)
    for report, row in zip(provision.reports, rows.checks, strict=True):
        article = report.article
        for column, actual in (("outlet", article.outlet), ("date", str(article.date or ""))):
            if row[column] and row[column] != actual:
                file = article.location.file
                found = f"{column} is {row[column]}, and {actual or 'nothing'} in {file}"
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
                report.value_locations[term], RuleId.BAD_VALUE, found, hint="change it there"
            )


def without_locations(report: Report, **changed: Any) -> Report:
    """A report that is equal to another that says the same elsewhere."""
    nothing: Mapping[str, Any] = frozen({})
    return report._replace(location=NOWHERE, value_locations=nothing, locations=nothing, **changed)


def _same_passage(provision: Provision | None, report: Report) -> list[Report]:
    """The reports of a provision on the very passage of a report."""
    there = provision.reports if provision else ()
    passage = without_locations(report, says={}, checked={})
    return [other for other in there if without_locations(other, says={}, checked={}) == passage]


def _what_is_new(before: Provision | None, report: Report) -> Report | None:
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


def _import_into(
    folder: DataFolder, target: ProvisionFile, provision: Provision, before: Provision | None
) -> FileImport:
    added = tuple(new for report in provision.reports if (new := _what_is_new(before, report)))
    known = len(provision.reports) - len(added)
    if before is None:
        text = yaml_writer.write(spreadsheet.provision_data(provision))
        return FileImport(target, added, known, text, text, None)
    raw, why = read_bytes(f"{folder.root}/{target.file}")
    if raw is None:
        raise PlancmpError(f"{folder.root / target.file} {why}; nothing was written", status=3)
    there = raw.decode()
    if not added:
        return FileImport(target, added, known, "", there, raw)
    items = [spreadsheet.report_data(provision, report) for report in added]
    lines, text = appended(there, items)
    return FileImport(target, added, known, lines, text, raw)


def appended(text: str, items: Sequence[Mapping[str, object]]) -> tuple[str, str]:
    """The lines of these reports, and a provision's text with them after those it has."""
    reports = yaml_reader.parse(text.removeprefix("\ufeff"), "")[0]["reports"]
    if reports:
        lines = yaml_writer.write_list(items, reports.location.column - 1)
        return lines, text + "\n" * (not text.endswith("\n")) + lines
    lines = yaml_writer.write_list(items, 2)
    before, _, after = text.partition("reports: []")
    return lines, f"{before}reports:\n{lines}{after.removeprefix(chr(10))}"


def _read_back(
    folder: DataFolder,
    files: Sequence[FileImport],
    provisions: Sequence[Provision],
    earlier: Mapping[str, Provision],
) -> None:
    """See that each file, once written, says what it is to say; PlancmpError where it would not."""
    for planned in files:
        target = planned.target
        new = next(provision for provision in provisions if provision.id == target.id)
        old = earlier.get(new.id)
        wanted = [*(old.reports if old else ()), *planned.added]
        data, problems = yaml_reader.parse(planned.text.removeprefix("\ufeff"), target.file)
        read = load(folder, [target], overlay={target.file: data}).dataset.provisions
        got = [without_locations(report) for provision in read for report in provision.reports]
        if problems or got != list(map(without_locations, wanted)):
            message = f"{target.file} is laid out so that no report can be added at its end"
            message += f"; nothing was written. Add by hand:\n{planned.lines}"
            raise PlancmpError(message, status=3)
