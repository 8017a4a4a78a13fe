"""The reports of rows held against those of a provision: which are new, which are changed."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from plancmp.data import spreadsheet
from plancmp.data.sheet_rows import ProvisionRows, SheetReport
from plancmp.data.spreadsheet import PASSAGE_KEYS
from plancmp.data.yaml_edit import Entry
from plancmp.domain.folding import fold
from plancmp.domain.model import Provision, Report, frozen, grouped
from plancmp.domain.problems import Location, Problem, RuleId


class Difference(NamedTuple):
    """What a key of a report becomes, as it is printed; empty where it has nothing."""

    key: str
    before: str
    after: str


class ReportChange(NamedTuple):
    """A report that is there, and what its rows say otherwise."""

    article: str
    location: Location
    """Where it stands in its file."""
    differences: tuple[Difference, ...]
    entries: tuple[Entry, ...]
    """The same in the file."""


class Merged(NamedTuple):
    """A provision as rows make it."""

    provision: Provision
    added: tuple[Report, ...]
    changes: tuple[ReportChange, ...]
    known: int
    """How many reports of the rows are there as they are."""
    new: tuple[Report, ...]
    """The reports added and changed, as they become, with the places of the sheet."""


def merge(
    provision: Provision,
    before: Provision | None,
    rows: ProvisionRows,
    located: Callable[[Report], Report],
    problems: list[Problem],
) -> Merged:
    """The provision of rows laid over the one there is, if there is one.

    What is new is `located`: with the paragraph that its quote lacks. What cannot be decided is
    added to the problems.
    """
    there = list(before.reports) if before else []
    places = _recognised(provision, before, rows.reports)
    by_passage = grouped(there, lambda old: _passage(located(old)))
    added: list[Report] = []
    changes: list[ReportChange] = []
    new: list[Report] = []
    begun: dict[object, list[Report]] = {}
    known = rows.repeated
    for report, sheet_report, place in zip(provision.reports, rows.reports, places, strict=True):
        if place is None or before is None:
            said = located(report)
            same = by_passage.get(_passage(said), [])
            problems += _other_values(provision, said, same)
            row = sheet_report.rows[0]
            named = row["id"] or row["report"]
            above = begun.setdefault(_passage(said), [])
            more = _what_is_new(same if named else [*same, *above], said)
            known += more is None
            if more is not None:
                above.append(more)
                added.append(more)
                new.append(more)
            continue
        old, digest = there[place], sheet_report.digest
        as_exported = spreadsheet.digest(before, old) == digest
        as_before = not as_exported and spreadsheet.digest(provision, report) == digest
        merged = _filled(old, report) if as_before else _laid_over(old, report, rows.columns)
        change = _change(before, place, old, merged)
        if change is not None:
            merged = located(merged)
            change = _change(before, place, old, merged)
        if change is None:
            known += 1
        elif not (as_exported or as_before):
            problems.append(_changed_twice(sheet_report, old, change))
        else:
            changes.append(change)
            there[place] = merged
            new.append(merged)
    whole = (before or provision)._replace(reports=(*there, *added))
    return Merged(whole, tuple(added), tuple(changes), known, tuple(new))


def _recognised(
    provision: Provision, before: Provision | None, sheet_reports: Sequence[SheetReport]
) -> list[int | None]:
    """For each report of the rows the place of the one that its id is of; None for a new one.

    First by what the id says of the content of the report, then by its number alone.
    """
    there = before.reports if before else ()
    places: list[int | None] = [None] * len(sheet_reports)
    if not there or before is None:
        return places
    by_number: dict[tuple[str, int], int] = {}
    by_digest: dict[str, list[int]] = {}
    for place, (id, report) in enumerate(zip(spreadsheet.ids(before), there, strict=True)):
        number, _, digest = id.removeprefix("r").partition("-")
        by_number[report.article.id, int(number)] = place
        by_digest.setdefault(digest, []).append(place)
    for index, sheet_report in enumerate(sheet_reports):
        alike = by_digest.get(sheet_report.digest, [])
        if alike:
            same = by_number.get((provision.reports[index].article.id, sheet_report.number))
            place = same if same in alike else alike[0]
            places[index] = place
            alike.remove(place)
    taken = set(places)
    for index, sheet_report in enumerate(sheet_reports):
        if places[index] is None and sheet_report.number:
            left = by_number.get((provision.reports[index].article.id, sheet_report.number))
            if left not in taken:
                places[index] = left
                taken.add(left)
    return places


def _laid_over(old: Report, report: Report, columns: frozenset[str]) -> Report:
    """A report as its rows have it; what they have no column for stays as it was."""
    kept = {
        key.replace("-", "_"): getattr(old, key.replace("-", "_"))
        for key in PASSAGE_KEYS
        if key not in columns
    }
    says = {} if report.absent else {**old.says, **report.says}
    return report._replace(**kept, says=frozen(says), checked=old.checked)


def _filled(old: Report, report: Report) -> Report:
    """A report that was changed in its file alone since the export, with terms that rows add."""
    if old.absent or report.absent:
        return old
    return report._replace(
        **{key.replace("-", "_"): getattr(old, key.replace("-", "_")) for key in PASSAGE_KEYS},
        says=frozen({**old.says, **{t: v for t, v in report.says.items() if t not in old.says}}),
        checked=old.checked,
    )


def _changed_twice(sheet_report: SheetReport, old: Report, change: ReportChange) -> Problem:
    row = sheet_report.rows[0]
    key, before, after = change.differences[0]
    found = f"{key} is {after or 'empty'}, and {before or 'empty'} in {old.location}; "
    found += "both were changed since the rows were exported"
    hint = "make them the same, or export again and change it there"
    cell = row.get(key) or row["value"]
    return Problem(cell.location, RuleId.BAD_VALUE, found, hint=hint)


def _change(before: Provision, place: int, old: Report, new: Report) -> ReportChange | None:
    """What is changed in a report, if anything is."""
    was, is_ = (spreadsheet.report_data(before, report) for report in (old, new))
    path = ("reports", place)
    differences: list[Difference] = []
    entries: list[Entry] = []
    for key in dict.fromkeys([*was, *is_]):
        if key == "says" and key in was and key in is_:
            for term in _different(was[key], is_[key]):
                differences.append(Difference(term, *_texts(before, old, new, term)))
                entries.append(Entry((*path, key, term), is_[key].get(term)))
        elif was.get(key) != is_.get(key):
            if key == "says":
                terms = _different(was.get(key, {}), is_.get(key, {}))
                differences += [Difference(t, *_texts(before, old, new, t)) for t in terms]
            else:
                differences.append(Difference(key, *(_printed(d.get(key)) for d in (was, is_))))
            entries.append(Entry((*path, key), is_.get(key)))
    # what is taken out comes last, so that no mapping is ever empty
    entries.sort(key=lambda entry: entry.data is None)
    return (
        ReportChange(old.article.id, old.location, tuple(differences), tuple(entries))
        if entries
        else None
    )


def _different(was: Mapping[str, Any], is_: Mapping[str, Any]) -> list[str]:
    return [key for key in dict.fromkeys([*was, *is_]) if was.get(key) != is_.get(key)]


def _texts(provision: Provision, old: Report, new: Report, term: str) -> Iterator[str]:
    for report in (old, new):
        value = report.says.get(term)
        yield "" if value is None else provision.topic.terms[term].kind.text(value)


def _printed(part: Any) -> str:
    if isinstance(part, list):
        return ", ".join(part) or "[]"
    return "" if part is None else str(part)


# Without an id: by the passage


def _passage(report: Report) -> tuple[object, ...]:
    """All that a report says of its passage, without its values and who checked them.

    Words are as they are whatever shape their signs have: an apostrophe makes no second passage.
    """
    parts = {**report._asdict(), "article": report.article.id}
    own = (part for key, part in parts.items() if key not in _BESIDE)
    return tuple(fold(part) if isinstance(part, str) else part for part in own)


_BESIDE = ("says", "checked", "value_locations", "location", "locations")
"""The fields of a report that are not of its passage."""


def _other_values(
    provision: Provision, report: Report, there: Sequence[Report]
) -> Iterator[Problem]:
    """A problem for each value that contradicts those of reports of the same passage."""
    for term, value in report.says.items():
        others = [other for other in there if term in other.says]
        if others and all(other.says[term] != value for other in others):
            text = provision.topic.terms[term].kind.text
            found = f"value is {text(value)}, and {text(others[0].says[term])} for the same passage"
            found += f" in {others[0].value_locations[term]}"
            yield Problem(
                report.value_locations[term], RuleId.BAD_VALUE, found, hint="change it there"
            )


def _what_is_new(same: Sequence[Report], report: Report) -> Report | None:
    """A report with the values that those of the same passage do not have; None without any."""
    if not same:
        return report
    says = {
        term: value
        for term, value in report.says.items()
        if all(other.says.get(term) != value for other in same)
    }
    return report._replace(says=frozen(says)) if says else None
