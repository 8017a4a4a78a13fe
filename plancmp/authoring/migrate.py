"""A data folder of format 1 made one of format 2: the same in other words, and no more than that.

What only a coder can decide is left as it is; `plancmp.rules.open_questions` lists it.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from plancmp.authoring import scaffold
from plancmp.authoring.edits import unchangeable
from plancmp.data import yaml_reader
from plancmp.data.catalog_files import CatalogFiles
from plancmp.data.choices import FILE_KINDS
from plancmp.data.folder import DataFolder
from plancmp.data.format_1 import may_mean_thousands, number_words
from plancmp.data.keys import DATASET, VERSION
from plancmp.data.loader import Loader
from plancmp.data.records import Reader
from plancmp.data.writing import FileWrite, resolve_inside, write_files, write_lock
from plancmp.data.yaml_edit import Edit, edited, replaced, scalars
from plancmp.data.yaml_reader import MARK, YamlList, YamlMapping, YamlScalar
from plancmp.domain.catalog import Catalog
from plancmp.domain.model import Dataset, Term
from plancmp.domain.problems import Location, Problem, RuleId, main_problems
from plancmp.domain.values import Number, ValueFault

_FIRST_FILE = "dataset.yaml"


class Renumbered(NamedTuple):
    """A number with a point that may part thousands, at the place it has after the change."""

    location: Location
    before: str
    after: str


class _Rewritten(NamedTuple):
    """A scalar, and words of it in their order, each with what is to stand in its place."""

    scalar: YamlScalar
    words: tuple[tuple[str, str], ...]

    @property
    def after(self) -> str:
        """The scalar as it becomes."""
        return edited(self.scalar, replaced(self.scalar, self.words))


class FileMigration(NamedTuple):
    """A file as it is, and as it becomes."""

    file: str
    before: bytes
    text: str

    @property
    def lines(self) -> Iterator[tuple[int, str, str]]:
        """Each line that changes: its number, as it is, as it becomes."""
        there, new = self.before.decode().split("\n"), self.text.split("\n")
        for number, (old, line) in enumerate(zip(there, new, strict=True), 1):
            if old != line:
                yield (
                    number,
                    old.rstrip("\r").removeprefix(MARK),
                    line.rstrip("\r").removeprefix(MARK),
                )


class Migration(NamedTuple):
    """What a folder becomes."""

    version: str
    """The format that it has."""
    files: tuple[FileMigration, ...] = ()
    """Those of the data, in the order in which they are written."""
    schemas: tuple[FileMigration, ...] = ()
    """The schemas by which editors know the files, made anew."""
    numbers: tuple[Renumbered, ...] = ()
    problems: tuple[Problem, ...] = ()
    """Why it cannot be changed; where there are any, nothing is."""
    result: tuple[Catalog, Dataset] | None = None
    """What the folder says as it becomes; None where nothing changes."""
    written: bool = False


def migrate(root: Path, *, write: bool) -> Migration:
    """What a folder becomes; written if `write` and nothing is wrong with it.

    The file that names the format is the last to be written: killed before, the folder is still
    one of format 1 that says the same, and the same command, given again, writes the rest.

    Raises PlancmpError where a file is laid out so that it cannot be changed in its place.
    """
    if not write:
        return _prepare(DataFolder(root))
    with write_lock(root):
        migration = _prepare(DataFolder(root))
        if migration.problems or not migration.files:
            return migration
        write_files(
            FileWrite(resolve_inside(root, file), text, before)
            for file, before, text in (*migration.schemas, *migration.files)
        )
    return migration._replace(written=True)


def _prepare(folder: DataFolder) -> Migration:
    reader = Reader(folder)
    record = reader.record(_FIRST_FILE, DATASET)
    old = any(problem.rule is RuleId.OLD_FORMAT for problem in reader.problems)
    if record is None or not old:
        version = str(record.fields.get("format", "")) if record else ""
        return Migration(version, problems=() if version else main_problems(reader.problems))
    named: YamlScalar = record.raw["format"]
    changes = [
        *_changed_provisions(folder),
        _changed(folder, _FIRST_FILE, record.raw, [_Rewritten(named, ((str(named), VERSION),))]),
    ]
    # the folder is read as it would become, the changed data in place of the files
    overlay = {change.migration.file: change.data for change in changes}
    catalog = CatalogFiles(Reader(folder, overlay)).read_all()
    plans = list(folder.plans)
    dataset, problems = Loader(folder, overlay=overlay).prepared(plans).read_plans(plans)
    problems = main_problems((*catalog.problems, *problems))
    if problems:
        return Migration(str(named), problems=problems)
    return Migration(
        str(named),
        tuple(change.migration for change in changes),
        tuple(_old_schemas(folder)),
        tuple(number for change in changes[:-1] for number in change.numbers),
        result=(catalog, dataset),
    )


def _changed_provisions(folder: DataFolder) -> Iterator["_Changed"]:
    """The provisions with numbers that are to be written otherwise."""
    topics = CatalogFiles(Reader(folder))
    for plan in folder.plans:
        for provision in folder.provisions(plan)[0]:
            data = Reader(folder).data(provision.file)
            topic = topics.topic(provision.topic)
            rewritten = list(_rewritten_numbers(data, topic.terms if topic else {}))
            if rewritten:
                yield _changed(folder, provision.file, data, rewritten)


def _rewritten_numbers(data: Any, terms: Mapping[str, Term]) -> Iterator[_Rewritten]:
    """The numbers of a provision's data that are to be written otherwise."""
    reports = data.get("reports") if isinstance(data, YamlMapping) else None
    for report in reports if isinstance(reports, YamlList) else ():
        says = report.get("says") if isinstance(report, YamlMapping) else None
        for name, value in says.items() if isinstance(says, YamlMapping) else ():
            kind = terms[name].kind if name in terms else None
            if isinstance(kind, Number) and not _is_read(kind, value):
                parts = value.values() if isinstance(value, YamlMapping) else (value,)
                for part in parts:
                    words = number_words(part, kind.unit) if isinstance(part, YamlScalar) else ()
                    if any(word != instead for word, instead in words):
                        yield _Rewritten(part, words)


def _is_read(kind: Number, value: object) -> bool:
    try:
        kind.parse(value)
    except ValueFault:
        return False
    return True


class _Changed(NamedTuple):
    migration: FileMigration
    data: Any
    """What the file says then."""
    numbers: tuple[Renumbered, ...]


def _changed(folder: DataFolder, file: str, data: Any, rewritten: list[_Rewritten]) -> _Changed:
    """A file with its edits made, read again to make sure that nothing else has changed.

    Raises PlancmpError where something has.
    """
    raw = folder.read(file)
    assert isinstance(raw, bytes), "it was read before"
    there = raw.decode()
    bare = there.removeprefix(MARK)
    at = {(part.line, part.column): part for part in scalars(bare)}
    edits: list[Edit] = []
    for scalar, words in rewritten:
        part = at[scalar.line, scalar.column]
        edits += replaced(bare, words, part.start, part.end)
    text = edited(bare, edits)
    became, problems = yaml_reader.parse(text, file)
    changes = list(_changed_scalars(data, became))
    if problems or [(old, str(new)) for old, new in changes] != [
        (each.scalar, each.after) for each in rewritten
    ]:
        by_hand = (
            f"{each.scalar.location}: {each.scalar} becomes {each.after}" for each in rewritten
        )
        why, then = "it cannot be changed in its place", "Change by hand, and ask again:"
        raise unchangeable(file, why, *by_hand, then=then)
    numbers = tuple(
        Renumbered(new.location, str(old), str(new))
        for old, new in changes
        if may_mean_thousands(old)
    )
    text = MARK * there.startswith(MARK) + text
    return _Changed(FileMigration(file, raw, text), became, numbers)


def _changed_scalars(before: Any, after: Any) -> Iterator[tuple[Any, Any]]:
    """The smallest parts of some data that a change has changed, each with what it became."""
    if isinstance(before, YamlMapping) and isinstance(after, YamlMapping):
        if list(before) == list(after):
            for key, part in before.items():
                yield from _changed_scalars(part, after[key])
            return
    elif isinstance(before, YamlList) and isinstance(after, YamlList):
        if len(before) == len(after):
            for part, became in zip(before, after, strict=True):
                yield from _changed_scalars(part, became)
            return
    elif isinstance(before, YamlScalar) and before == after:
        return
    yield before, after


def _old_schemas(folder: DataFolder) -> Iterator[FileMigration]:
    """The schemas in the folder that `plancmp new` would write otherwise today."""
    for kind in FILE_KINDS:
        file = f"{scaffold.SCHEMAS}/{kind}.json"
        raw = folder.read(file)
        text = scaffold.schema(kind)
        if isinstance(raw, bytes) and raw != text.encode():
            yield FileMigration(file, raw, text)
