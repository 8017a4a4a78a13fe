"""Rows of a spreadsheet into the provisions of a data folder.

A report that is there already is recognised, by its id or by its passage, and not written again;
what its rows say otherwise is a change of it. What a file holds else stays as it is, comments and
all; new reports come to stand after the others.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from plancmp.authoring.edits import read_existing, require_reads_as, unchangeable
from plancmp.authoring.merging import Merged, ReportChange, merge
from plancmp.data import spreadsheet, yaml_edit, yaml_writer
from plancmp.data.causes import once_a_cause
from plancmp.data.folder import DataFolder
from plancmp.data.keys import REPORT
from plancmp.data.layout import ProvisionFile
from plancmp.data.loader import Loader, load, no_draft
from plancmp.data.passages import Passages
from plancmp.data.records import fault_problem
from plancmp.data.sheet_file import Sheet
from plancmp.data.sheet_rows import ProvisionRows, SheetReport
from plancmp.data.sheet_values import name_outlets, read_values
from plancmp.data.yaml_reader import YamlMapping, YamlScalar, located
from plancmp.domain.model import Article, Dataset, Provision, Report, Topic
from plancmp.domain.problems import ERROR, DataError, Problem, RuleId
from plancmp.domain.values import ValueFault
from plancmp.text import did_you_mean

RuleCheck = Callable[[Dataset], Iterable[Problem]]
"""What holds data to rules."""


class FileImport(NamedTuple):
    """What the rows on one provision make of its file."""

    target: ProvisionFile
    added: tuple[Report, ...]
    """The reports that are not there yet."""
    changes: tuple[ReportChange, ...]
    """The reports that are there, and that the rows say otherwise."""
    known: int
    """How many are there as the rows have them."""
    lines: str
    """What is added: a new file, or lines at the end of one."""
    text: str
    """The whole file as it becomes; where nothing changes, as it is."""
    before: bytes | None
    """The file as it is; None where there is none."""

    @property
    def is_new(self) -> bool:
        """Whether there is anything to write."""
        return bool(self.added or self.changes)


class Imported(NamedTuple):
    """What an import comes to."""

    files: tuple[FileImport, ...]
    problems: tuple[Problem, ...]
    """Where there are any, nothing is written."""
    written: bool = False
    warnings: tuple[Problem, ...] = ()
    """What `check` will warn of, in what is new."""


def prepare_import(
    folder: DataFolder, sheet: Sheet, texts: Path | None, check: RuleCheck
) -> Imported:
    """What a sheet would make of the folder's files.

    Paragraphs that its quotes lack are found in `texts`, else in the data's own folder of them.
    What is new is held to `check`. PlancmpError where a file is laid out so that it cannot be
    changed, or would become too large.
    """
    problems = list(sheet.problems)
    in_rows = sheet.name if sheet.has_rows else ""
    found = _placed(folder, sheet, problems)
    plans = {str(rows.plan) for rows in sheet.provisions} & folder.plans
    listings = {plan: folder.provisions(plan) for plan in plans}
    problems += [problem for _, found_there in listings.values() for problem in found_there]
    there = [target for _, target in found if target in listings[target.plan][0]]
    old = load(folder, there)
    earlier = {provision.id: provision for provision in old.dataset.provisions}
    overlay = {target.file: _with_title(rows, earlier.get(target.id)) for rows, target in found}
    new = load(folder, [target for _, target in found], overlay=overlay)
    begun = {target.file: rows.point for rows, target in found if target not in there}
    problems += [*old.problems, *(_in_rows(problem, begun) for problem in new.problems)]
    mismatches = [
        problem
        for rows, target in found
        for problem in _mismatches(rows, earlier.get(target.id), new.dataset.articles)
    ]
    if problems:
        return Imported((), tuple(once_a_cause([*problems, *mismatches], in_rows)))
    problems += mismatches
    merged: list[Merged] = []
    located = Passages(folder.root, texts).located
    for (rows, _), provision in zip(found, new.dataset.provisions, strict=True):
        merged.append(merge(provision, earlier.get(provision.id), rows, located, problems))
    found_in_new = _found_in_new(check, new.dataset, merged)
    problems += [problem for problem in found_in_new if problem.severity == ERROR]
    if problems:
        return Imported((), tuple(once_a_cause(problems, in_rows)))
    planned = [
        _import_into(folder, target, each, earlier.get(each.provision.id))
        for (_, target), each in zip(found, merged, strict=True)
    ]
    for file, each in zip(planned, merged, strict=True):
        otherwise = _unchangeable(file.target, file.lines)
        require_reads_as(folder, file.target, file.text, each.provision.reports, otherwise)
    planned.sort(key=lambda file: file.target.file)
    return Imported(tuple(planned), (), warnings=tuple(once_a_cause(found_in_new, in_rows)))


def _placed(
    folder: DataFolder, sheet: Sheet, problems: list[Problem]
) -> list[tuple[ProvisionRows, ProvisionFile]]:
    """The rows that have a place in the folder, each with the file of their provision.

    Their cells are read; what is wrong with any rows is added to the problems.
    """
    found: list[tuple[ProvisionRows, ProvisionFile]] = []
    loader = Loader(folder).prepared(())
    for rows in sheet.provisions:
        if sheet.has_rows:
            problems += name_outlets(rows, loader.catalog.outlets)
        misplaced = list(_misplaced(folder, rows))
        problems += misplaced
        topic = loader.catalog.topic(rows.topic) if rows.topic in folder.ids("topics")[0] else None
        problems += read_values(rows, topic) if topic and sheet.has_rows else ()
        if misplaced:
            _note_misplaced(rows, topic, loader)
        else:
            found.append((rows, folder.provision_file(rows.plan, rows.topic, rows.number)))
    problems += [each for each in loader.reader.problems if each.location.file == sheet.name]
    return found


def _in_rows(problem: Problem, begun: Mapping[str, YamlScalar]) -> Problem:
    """The problem where its cause is: of a file that is not there yet, in the cell of its point."""
    point = begun.get(problem.location.file)
    return problem if point is None else problem._replace(location=point.location)


def _misplaced(folder: DataFolder, rows: ProvisionRows) -> Iterator[Problem]:
    """Why rows have no place in the folder, if they have none: their plan or topic is not there."""
    wanted: tuple[tuple[str, YamlScalar, Collection[str]], ...] = (
        ("plan", rows.plan, folder.plans),
        ("topic", rows.topic, folder.ids("topics")[0]),
    )
    for what, id, ids in wanted:
        if not id:
            hint = "write it in every row"
            yield Problem(id.location, RuleId.MISSING_KEY, f"the {what} is empty here", hint=hint)
        elif id not in ids:
            hint = did_you_mean(id, ids) or f"plancmp new {what} makes one"
            yield Problem(id.location, RuleId.UNKNOWN_ID, f"there is no {what} {id}", hint=hint)


def _with_title(rows: ProvisionRows, before: Provision | None) -> YamlMapping:
    """The data of the rows, with the title of the file where they have none."""
    if before is None or "title" in rows.data:
        return rows.data
    location = rows.plan.location
    title = located(YamlScalar(before.title), location)
    return located(YamlMapping({"title": title, **rows.data}), location)


def _note_misplaced(rows: ProvisionRows, topic: Topic | None, loader: Loader) -> None:
    """Note what else is wrong with rows that have no place, whatever plan or topic is meant."""
    reader, catalog, articles = loader.reader, loader.catalog, loader.reader.ids("articles")
    plan = loader.plan(rows.plan) if rows.plan in loader.folder.plans else None
    for report in rows.reports:
        record = reader.part(report.data, REPORT)
        given = record.fields if record else {}
        if record and "article" in given:
            known = reader.known([record.raw["article"]], articles, "article")
            article = catalog.article(given["article"]) if known else None
            reader.problems += _other_article(report, article) if article else ()
        reader.known(given.get("via", ()), catalog.outlets, "outlet")
        if record and plan and given.get("draft", plan.last_draft) not in (*plan.drafts, ""):
            reader.problems.append(no_draft(plan, given["draft"], record.location("draft")))
        for term, cell in given.get("says", {}).items() if topic else ():
            if topic and reader.known([term], topic.terms, f"{topic.id} term"):
                try:
                    topic.terms[term].kind.parse(cell)
                except ValueFault as fault:
                    reader.problems.append(fault_problem(fault, cell, RuleId.BAD_VALUE))


def _mismatches(
    rows: ProvisionRows, before: Provision | None, articles: Mapping[str, Article]
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
    for sheet_report in rows.reports:
        article = articles.get(sheet_report.rows[0]["article"])
        if article:
            yield from _other_article(sheet_report, article)


def _other_article(sheet_report: SheetReport, article: Article) -> Iterator[Problem]:
    """Where rows have an outlet or a day that is not their article's."""
    for column, actual in (("outlet", article.outlet), ("date", str(article.date or ""))):
        for cell in (row[column] for row in sheet_report.rows if row[column]):
            if cell != actual:
                file = article.location.file
                found = f"{column} is {cell}, and {actual or 'nothing'} in {file}"
                yield Problem(cell.location, RuleId.BAD_VALUE, found)


def _found_in_new(check: RuleCheck, dataset: Dataset, merged: Sequence[Merged]) -> list[Problem]:
    """What a check, which takes one plan at a time, finds in the reports added or changed."""
    found: list[Problem] = []
    for id, plan in dataset.plans.items():
        provisions = tuple(e.provision for e in merged if e.provision.plan.id == id)
        found += check(dataset._replace(plans={id: plan}, provisions=provisions))
    places = {
        (place.file, place.line)
        for each in merged
        for report in each.new
        for place in (
            report.location,
            *report.locations.values(),
            *report.value_locations.values(),
        )
    }
    return [problem for problem in found if problem.location[:2] in places]


def _import_into(
    folder: DataFolder, target: ProvisionFile, merged: Merged, before: Provision | None
) -> FileImport:
    provision, added, changes = merged.provision, merged.added, merged.changes
    if before is None:
        text = yaml_writer.write(spreadsheet.provision_data(provision))
        return FileImport(target, added, changes, merged.known, text, text, None)
    raw = read_existing(folder.root / target.file)
    lines, text = "", raw.decode()
    if changes:
        text = _changed(target, text, changes)
    if added:
        items = [spreadsheet.report_data(provision, report) for report in added]
        lines, text = yaml_edit.with_items(text, "reports", items)
    return FileImport(target, added, changes, merged.known, lines, text, raw)


def _changed(target: ProvisionFile, text: str, changes: Sequence[ReportChange]) -> str:
    try:
        return yaml_edit.with_entries(text, [e for change in changes for e in change.entries])
    except KeyError:
        raise _unchangeable(target, "") from None


def _unchangeable(target: ProvisionFile, lines: str) -> DataError:
    if lines:
        why = "no report can be added at its end"
        return unchangeable(target.file, why, lines, then="Add by hand:")
    return unchangeable(target.file, "no report can be changed in it")
