"""Differences of two codings settled: the value that stands, and who decided, beside the claim."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from plancmp.authoring.edits import require_reads_as, unchangeable, without_locations
from plancmp.data.choices import FIRST, SECOND
from plancmp.data.folder import DataFolder
from plancmp.data.layout import ProvisionFile
from plancmp.data.next_steps import searched
from plancmp.data.spreadsheet import check_data, report_data
from plancmp.data.whole_plans import load_plans
from plancmp.data.writing import FileWrite, resolve_inside, write_files, write_lock
from plancmp.data.yaml_edit import Entry, with_entries, with_items
from plancmp.data.yaml_writer import Inline
from plancmp.domain.codings import DIFFERENCES, Codings, Outcome, Unit, compare_codings
from plancmp.domain.model import Claim, Dataset, Report, SecondCheck, frozen
from plancmp.domain.problems import DataError, PlancmpError, Problem, main_problems
from plancmp.domain.second_checks import fingerprint, is_checked
from plancmp.domain.values import Value, ValueFault
from plancmp.text import none_called


class LoadedCodings(NamedTuple):
    """Two codings as they were read, and side by side."""

    first: Dataset
    second: Dataset
    codings: Codings
    problems: tuple[Problem, ...]


def load_codings(first: Path, second: Path, articles: Collection[str] = ()) -> LoadedCodings:
    """Two data folders as codings of the same articles.

    Raises PlancmpError where one is none, an article is in neither, or the two ask other questions.
    """
    folders = [DataFolder(first), DataFolder(second)]
    one, other = (load_plans(folder, folder.plans) for folder in folders)
    known = {*one.dataset.articles, *other.dataset.articles}
    for id in articles:
        if id not in known:
            raise PlancmpError(none_called("article", id, known, searched(id)))
    _require_same_questions(one.dataset, other.dataset)
    codings = compare_codings(one.dataset, other.dataset, articles)
    problems = main_problems((*_in(first, one.problems), *_in(second, other.problems)))
    return LoadedCodings(one.dataset, other.dataset, codings, problems)


def _in(folder: Path, problems: Iterable[Problem]) -> Iterator[Problem]:
    """The problems, their files named by their folder too, as two have files of one name."""
    for problem in problems:
        location = problem.location._replace(file=f"{folder}/{problem.location.file}")
        yield problem._replace(location=location)


def _require_same_questions(first: Dataset, second: Dataset) -> None:
    kinds = {
        (provision.topic.id, term.id): term.kind
        for provision in first.provisions
        for term in provision.topic.terms.values()
    }
    for provision in second.provisions:
        for term in provision.topic.terms.values():
            of_first = kinds.get((provision.topic.id, term.id), term.kind)
            if of_first != term.kind:
                where = f"{term.location} of the second"
                raise DataError(
                    f"the two are not coded by one codebook: {provision.topic.id} {term.id} "
                    f"has other answers in {where}",
                )


REPORTS = "reports"


class Decision(NamedTuple):
    """What is decided on differences, and by whom."""

    take: str
    """FIRST, SECOND, or a value as it is printed where `third`."""
    by: str
    on: date
    why: str = ""
    third: bool = False


class Settled(NamedTuple):
    """A unit with what stands of it now."""

    unit: Unit
    value: Value | None
    """None where neither has a value any more."""
    file: str


class FileSettled(NamedTuple):
    """A file as it is and as it becomes."""

    target: ProvisionFile
    before: bytes
    text: str
    """What it becomes."""
    reports: tuple[Report, ...]
    """What it is to say."""


class Settlement(NamedTuple):
    """What decisions come to."""

    settled: tuple[Settled, ...]
    files: tuple[FileSettled, ...]
    written: bool = False


def settle(
    first: Path,
    second: Path,
    ids: Sequence[str],
    decision: Decision,
    *,
    agreed: bool = False,
    write: bool = False,
) -> Settlement:
    """What a decision on these differences makes of the first coding; written if `write`.

    If `agreed`, it is on all values that the two have in common. Raises PlancmpError where there
    is no such difference, or it cannot be settled so; then nothing is written.
    """
    if not write:
        return _prepared(first, second, ids, decision, agreed=agreed)
    DataFolder(first)
    with write_lock(first):
        made = _prepared(first, second, ids, decision, agreed=agreed)
        write_files(
            FileWrite(resolve_inside(first, filed.target.file), filed.text, filed.before)
            for filed in made.files
        )
    return made._replace(written=True)


def _prepared(
    first: Path, second: Path, ids: Sequence[str], decision: Decision, *, agreed: bool
) -> Settlement:
    loaded = load_codings(first, second)
    if loaded.problems:
        problems = "; ".join(map(str, loaded.problems))
        raise DataError(f"the data has problems: {problems}; nothing was written")
    folder = DataFolder(first)
    units = _asked(loaded.codings, ids, agreed=agreed)
    files: dict[str, FileSettled] = {}
    settled = []
    for unit in units:
        id = unit.provision.id
        filed = files.get(id) or _file_of(folder, loaded.first, unit)
        files[id], value = _decided(filed, unit, decision)
        settled.append(Settled(unit, value, filed.target.file))
    for filed in files.values():
        file = filed.target.file
        require_reads_as(folder, filed.target, filed.text, filed.reports, _unchangeable(file))
    return Settlement(tuple(settled), tuple(files.values()))


def _asked(codings: Codings, ids: Sequence[str], *, agreed: bool) -> list[Unit]:
    """The units of these ids, or all that agree and that nobody has checked."""
    if agreed:
        return [
            unit
            for unit in codings.units
            if unit.outcome is Outcome.SAME
            and unit.first
            and not is_checked(unit.provision, unit.first)
        ]
    known = {unit.id: unit for unit in codings.units if unit.outcome in DIFFERENCES}
    for id in ids:
        if id not in known:
            message = none_called("difference", id, known, "plancmp agree shows them")
            raise PlancmpError(f"{message}; nothing was written")
    return [known[id] for id in dict.fromkeys(ids)]


def _file_of(folder: DataFolder, first: Dataset, unit: Unit) -> FileSettled:
    plan, topic = unit.provision.plan.id, unit.provision.topic.id
    for provision in first.provisions:
        if provision.id == unit.provision.id:
            file = provision.location.file
            (target,) = (t for t in folder.provisions(plan)[0] if t.file == file)
            raw = folder.read(file)
            assert isinstance(raw, bytes)  # it was loaded
            return FileSettled(target, raw, raw.decode(), provision.reports)
    make = f"plancmp new provision {plan} {topic}"
    raise PlancmpError(
        f"{folder.root} has no provision {unit.provision.id}; {make}; nothing was written"
    )


def _decided(
    filed: FileSettled, unit: Unit, decision: Decision
) -> tuple[FileSettled, Value | None]:
    """The file once a unit is decided, and the value that stands."""
    ours, theirs = unit.first, unit.second
    value = _value(unit, decision)
    _require_terms_of_its_own(unit, decision)
    if value is None:
        if not ours:
            message = f"{unit.id}: the first has no value there, so there is nothing to keep a "
            message += "decision beside; take the second's out by hand"
            raise PlancmpError(f"{message}; nothing was written")
        return _without(filed, ours), None
    moved = bool(
        (decision.take == SECOND and not decision.third and ours and theirs)
        and theirs.report.paragraph not in (None, ours.report.paragraph)
    )
    if ours and not moved:
        return _with_value(filed, unit, ours, value, decision), value
    assert theirs
    filed = _with_report(filed, unit, theirs.report, value, decision)
    return (_without(filed, ours) if ours else filed), value


def _value(unit: Unit, decision: Decision) -> Value | None:
    if decision.third:
        try:
            return unit.term.kind.parse(decision.take)
        except ValueFault as fault:
            raise PlancmpError(f"{unit.id}: {fault.says}; nothing was written") from None
    claim = unit.first if decision.take == FIRST else unit.second
    return claim.value if claim else None


def _require_terms_of_its_own(unit: Unit, decision: Decision) -> None:
    """A report of absence answers all terms of its topic at once: it is changed by hand."""
    keeps = decision.take == FIRST and not decision.third
    absent = [claim for claim in unit.claims if claim.report.absent]
    if absent and not keeps:
        message = f"{unit.id}: {absent[0].location} says that the plan has none of it at all, which"
        message += " answers every question of its topic; change it by hand"
        raise PlancmpError(f"{message}; nothing was written")


def _check(unit: Unit, report: Report, value: Value, decision: Decision) -> SecondCheck:
    of = fingerprint(unit.provision, Claim(report, unit.term.id, value))
    return SecondCheck(decision.by, decision.on, of, decision.why)


def _place(filed: FileSettled, claim: Claim) -> int:
    """The number of a claim's report in its file."""
    return [report.location for report in filed.reports].index(claim.report.location)


def _with_value(
    filed: FileSettled, unit: Unit, claim: Claim, value: Value, decision: Decision
) -> FileSettled:
    at, term = _place(filed, claim), unit.term.id
    report = filed.reports[at]
    check = _check(unit, report, value, decision)
    edits = []
    if value != claim.value:
        written = unit.term.kind.written(value)
        data = Inline(written) if isinstance(written, dict) else written
        edits.append(Entry((REPORTS, at, "says", term), data))
        report = report._replace(says=frozen({**report.says, term: value}))
    path, made = (REPORTS, at, "checked"), Inline(check_data(check))
    edits.append(Entry((*path, term), made) if report.checked else Entry(path, {term: made}))
    report = report._replace(checked=frozen({**report.checked, term: check}))
    return _changed(filed, edits, at, report)


def _with_report(
    filed: FileSettled, unit: Unit, report: Report, value: Value, decision: Decision
) -> FileSettled:
    """The file with a report of the passage of the second, which says this value alone."""
    says, check = {unit.term.id: value}, _check(unit, report, value, decision)
    checked = frozen({unit.term.id: check})
    added = without_locations(report, says=frozen(says), checked=checked)
    _, text = with_items(filed.text, REPORTS, [report_data(unit.provision, added)])
    return filed._replace(text=text, reports=(*filed.reports, added))


def _without(filed: FileSettled, claim: Claim) -> FileSettled:
    at, term = _place(filed, claim), claim.term
    report = filed.reports[at]
    says = {id: value for id, value in report.says.items() if id != term}
    checked = {id: check for id, check in report.checked.items() if id != term}
    if not says:
        return _changed(filed, [Entry((REPORTS, at), None)], at)
    edits = [Entry((REPORTS, at, "says", term), None)]
    if term in report.checked:
        rest = (term,) if checked else ()
        edits.append(Entry((REPORTS, at, "checked", *rest), None))
    left = report._replace(says=frozen(says), checked=frozen(checked))
    return _changed(filed, edits, at, left)


def _changed(filed: FileSettled, edits: Sequence[Entry], at: int, *now: Report) -> FileSettled:
    """The file with its text changed, and this, if anything, for its report of this number."""
    try:
        text = with_entries(filed.text, edits)
    except (KeyError, IndexError, TypeError, AttributeError):
        raise _unchangeable(filed.target.file) from None
    reports = (*filed.reports[:at], *now, *filed.reports[at + 1 :])
    return filed._replace(text=text, reports=reports)


def _unchangeable(file: str) -> DataError:
    return unchangeable(file, "it cannot be changed here")
