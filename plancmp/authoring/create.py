"""New files in a data folder, and more in those there are: checked as if read, then written.

What creates a file raises PlancmpError where it would be wrong or is there already; then nothing
is written. Nothing that is there is ever lost: outlets.yaml and, by an import, provisions grow at
their end.
"""

import os
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from plancmp.authoring import scaffold
from plancmp.authoring.edits import read_existing, unchangeable
from plancmp.authoring.importer import Imported, RuleCheck, prepare_import
from plancmp.data import yaml_reader
from plancmp.data.changed_folder import ChangedFolder
from plancmp.data.folder import DataFolder
from plancmp.data.layout import ProvisionFile, file_of
from plancmp.data.loader import Loader, load, load_catalog, validate_text
from plancmp.data.next_steps import others_in, searched
from plancmp.data.sheet_file import Sheet
from plancmp.data.writing import FileWrite, resolve_inside, write_files, write_lock
from plancmp.domain.catalog import Catalog
from plancmp.domain.problems import ERROR, DataError, PlancmpError, Problem
from plancmp.text import join_words, none_called

CatalogCheck = Callable[[Catalog], Iterable[Problem]]
"""What holds all that plans share to rules."""


class Step(NamedTuple):
    """A next step, with the command for it if there is one."""

    says: str
    command: str = ""


class Created(NamedTuple):
    """What was written, and what to do next."""

    files: tuple[Path, ...]
    then: tuple[Step, ...]


def create_plan(root: Path, id: str, given: Mapping[str, Any]) -> Created:
    """The new files: a plan, and where there is no data set yet a whole new one around it."""
    file = file_of("plan", id)
    given = {"title": _default_title(id), **given}
    files = {file: scaffold.plan(id, given)}
    _require_none(validate_text(DataFolder(root, new=True), file, files[file]))
    then: tuple[Step, ...] = (
        Step("a topic that it can be asked", "plancmp new topic TOPIC"),
        Step("what it says on the topic", f"plancmp new provision {id} TOPIC"),
    )
    if (root / "dataset.yaml").exists():
        retitle = tuple(_retitle(DataFolder(root)))
        return Created(_write(root, files, "plan"), retitle + then)
    require_empty(root)
    # dataset.yaml is the last to be written: until it is there the folder is no data folder, and
    # the same command, given again, goes on where an earlier one was stopped
    files |= {"outlets.yaml": scaffold.outlets(), "dataset.yaml": scaffold.dataset(given)}
    first = (
        Step("who publishes", "plancmp new outlet ID --name NAME --kind KIND"),
        Step("what they published", f"plancmp new article ID --outlet ID --covers {id} --title T"),
    )
    kinds = ("plan", "outlets", "dataset")
    return Created(_write(root, files, *kinds, keep=("outlets.yaml", file)), first + then)


def _retitle(folder: DataFolder) -> Iterator[Step]:
    """What to do with a title that is still that of the first plan alone."""
    dataset, _ = Loader(folder).prepared(()).read(list(folder.plans), ())
    if dataset.title in {scaffold.title_of(plan.title) for plan in dataset.plans.values()}:
        yield Step(f"write a title of all plans into dataset.yaml; it is now: {dataset.title}")


def create_topic(
    root: Path,
    id: str,
    given: Mapping[str, Any],
    terms: Mapping[str, Mapping[str, Any]],
    check: CatalogCheck,
) -> Created:
    """The new file: a topic with these terms, its main question first."""
    file = file_of("topic", id)
    given = {"title": _default_title(id), "group": "general", **given}
    text = scaffold.topic(given, terms)
    _require_sound(root, file, text, check)
    then = (
        Step(f"add terms and options in {file}"),
        Step("what a plan says on it", f"plancmp new provision PLAN {id}"),
    )
    return Created(_write(root, {file: text}, "topic"), then)


def article_file(
    root: Path, id: str, given: Mapping[str, Any], check: CatalogCheck
) -> tuple[str, str]:
    """The name of an article's file and its text. Raises PlancmpError where it would be wrong."""
    file = file_of("article", id)
    text = scaffold.article(given)
    _require_sound(root, file, text, check)
    return file, text


def create_article(
    root: Path,
    id: str,
    given: Mapping[str, Any],
    check: CatalogCheck,
    texts: Sequence[FileWrite] = (),
) -> Created:
    """The new file: an article. `texts`, which are those of its text, are written before it."""
    file, text = article_file(root, id, given, check)
    plan = given["covers"][0].partition(",")[0]
    then = [Step("report what it says", f"plancmp new provision {plan} TOPIC")]
    if "sha256" in given:
        at_hand = Step("see what is coded of it", f"plancmp text {id}")
        verified = Step("hold its quotes against its text", "plancmp verify --texts DIR")
        then.append(at_hand if texts else verified)
    return Created(_write(root, {file: text}, "article", before=texts), tuple(then))


def create_outlet(root: Path, id: str, given: Mapping[str, Any], check: CatalogCheck) -> Created:
    """The new file: an outlet, at the end of outlets.yaml, once `check` finds nothing in it."""
    folder = DataFolder(root)
    path = resolve_inside(root, "outlets.yaml")
    with write_lock(root):
        raw = read_existing(path) if path.exists() else None
        before = _decoded(path, raw) if raw is not None else scaffold.outlets()
        text = before + "\n" * (not before.endswith("\n")) + scaffold.outlet(id, given)
        old, _ = yaml_reader.parse(before, "")
        if id in (old or ()):
            raise PlancmpError(f"{path} has an outlet {id} already; nothing was written")
        _require_none(validate_text(folder, "outlets.yaml", text))
        new, _ = yaml_reader.parse(text, "outlets.yaml")
        if new != {**(old or {}), id: dict(given)}:
            why, lines = "nothing can be added at its end", scaffold.outlet(id, given)
            raise unchangeable(str(path), why, lines, then="Add by hand:")
        _require_none(
            problem
            for problem in check(load_catalog(folder, {"outlets.yaml": new}))
            if problem.location.file == "outlets.yaml"
            and problem.location.line >= new[id].location.line
        )
        write_files([FileWrite(path, text, raw)])
    command = f"plancmp new article ID --outlet {id} --covers PLAN --title T"
    return Created((path,), (Step("what it published", command),))


def create_provision(
    root: Path, plan: str, topic: str, points: Sequence[int], title: str | None
) -> Created:
    """The new file: what a plan says on a topic, without a report yet."""
    folder = DataFolder(root)
    plan = folder.plan(plan)
    topics = folder.ids("topics")[0]
    if topic not in topics:
        none = none_called("topic", topic, topics, searched(topic))
        raise PlancmpError(f"{none}{'' if none.endswith('?') else ';'} plancmp new topic makes one")
    for entry in folder.provisions(plan)[0]:
        if entry.topic == topic:
            require_new([root / entry.file])
    several = [str(number) for number in sorted(set(points))] if len(set(points)) > 1 else []
    entry = ProvisionFile.named(plan, points[0] if points and not several else None, topic)
    listed = f"points: [{', '.join(several)}], " if several else ""
    bare, _ = yaml_reader.parse(f"{{{listed}reports: [], title: -}}", entry.file)
    loaded = load(folder, [entry], overlay={entry.file: bare})
    files = (entry.file, file_of("topic", topic), file_of("plan", plan))
    _require_none(problem for problem in loaded.problems if problem.location.file in files)
    (found,) = loaded.dataset.provisions
    text = scaffold.provision(found.plan, found.topic, title or found.topic.title, several)
    then = (
        Step(f"write its reports in {entry.file}"),
        Step("find what is still wrong", "plancmp check"),
        Step("look at it", f"plancmp show {plan}"),
    )
    return Created(_write(root, {entry.file: text}, "provision"), then)


def import_reports(
    root: Path, sheet: Sheet, texts: Path | None, check: RuleCheck, *, write: bool
) -> Imported:
    """What a sheet makes of the provisions; written if `write` and nothing is wrong.

    `texts` and `check` are as in `prepare_import`. Killed between two files, an import has written
    some whole and others not; given again, it recognises what is there and writes the rest.
    """
    if not write:
        return prepare_import(DataFolder(root), sheet, texts, check)
    with write_lock(root):
        imported = prepare_import(DataFolder(root), sheet, texts, check)
        if imported.problems:
            return imported
        write_files(
            FileWrite(resolve_inside(root, planned.target.file), planned.text, planned.before)
            for planned in imported.files
            if planned.is_new
        )
    return imported._replace(written=True)


def _default_title(id: str) -> str:
    return id.replace("-", " ").capitalize()


def _require_sound(root: Path, file: str, text: str, check: CatalogCheck) -> None:
    """Raises PlancmpError where a new file would be wrong, or make wrong what plans share."""
    folder = DataFolder(root)
    _require_none(validate_text(folder, file, text))
    require_new([root / file])
    before = set(check(load_catalog(folder)))
    then = check(load_catalog(ChangedFolder(root, {file: text.encode()})))
    _require_none(new for new in then if new.severity == ERROR and new not in before)


def _require_none(problems: Iterable[Problem]) -> None:
    """Raises PlancmpError with the problems, without their locations, if there are any."""
    messages = [problem.says for problem in problems]
    if messages:
        raise PlancmpError(*messages, "nothing was written")


def require_new(paths: Iterable[Path]) -> None:
    """Raises PlancmpError where a file that is to be made is there already."""
    for path in paths:
        if os.path.lexists(path):
            raise PlancmpError(f"{path} is there already; nothing was written")


def require_empty(root: Path) -> None:
    """Raises PlancmpError where a new data set would come to stand among other things."""
    if root.exists() and not root.is_dir():
        raise DataError(f"{root} is not a folder; nothing was written")
    if others := others_in(root):
        message = f"{root} is neither a data folder nor empty"
        some = join_words(others[:3], "and")
        raise DataError(f"{message}: it has {some}; nothing was written")


def _write(
    root: Path,
    files: Mapping[str, str],
    *kinds: str,
    keep: Collection[str] = (),
    before: Sequence[FileWrite] = (),
) -> tuple[Path, ...]:
    """Write new files, and before them the schemas by which editors know files of these kinds.

    A schema, and a file named in `keep`, is left as it is where it is there already. `before` is
    written first. What is returned are the files written, without the schemas.
    """
    schemas = {f"{scaffold.SCHEMAS}/{kind}.json": scaffold.schema(kind) for kind in kinds}
    made = {resolve_inside(root, file): text for file, text in {**schemas, **files}.items()}
    changes = [*before, *(FileWrite(path, text) for path, text in made.items())]
    unlisted = {root / file for file in schemas}
    kept = unlisted | {root / file for file in keep}
    require_new(change.path for change in changes if change.path not in kept)
    new = [change for change in changes if change.path not in kept or not change.path.exists()]
    write_files(new)
    return tuple(change.path for change in new if change.path not in unlisted)


def _decoded(path: Path, raw: bytes) -> str:
    try:
        return raw.decode()
    except UnicodeDecodeError:
        raise DataError(f"{path} is not UTF-8; nothing was written") from None
