"""What a new name for a topic, a term or an option changes in the files of a data folder.

Where there is something of the new name already, the two are made one, unless something would be
lost or say another thing: then PlancmpError says what.
"""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from pathlib import PurePosixPath
from typing import Any, NamedTuple

from plancmp.authoring.edits import read_existing
from plancmp.data import yaml_edit, yaml_reader
from plancmp.data.changed_folder import ChangedFolder
from plancmp.data.folder import DataFolder
from plancmp.data.layout import PROPOSALS, ProvisionFile
from plancmp.data.next_steps import searched
from plancmp.data.yaml_edit import Edit, Part
from plancmp.data.yaml_reader import MARK
from plancmp.domain.model import Term, Topic
from plancmp.domain.problems import PlancmpError
from plancmp.domain.values import Options
from plancmp.text import none_called

_NARROWING = frozenset({"not", "only", "excludes"})
"""Under these keys an option that stands for two says another thing."""


class FileTexts:
    """The texts of a folder's files, with what is changed in them."""

    def __init__(self, folder: DataFolder) -> None:
        self.folder = folder
        self.before: dict[str, bytes] = {}
        self.after: dict[str, str | None] = {}
        """By file, as it is to be; None for one that is no more."""

    def text(self, file: str) -> str:
        """A file as it is to be so far, without a mark at its beginning."""
        known = self.after.get(file)
        if known is not None:
            return known.removeprefix(MARK)
        return self._read(file).decode().removeprefix(MARK)

    def edit(self, file: str, edits: Iterable[Edit]) -> None:
        """Change parts of a file."""
        wanted = list(edits)
        if wanted:
            mark = MARK if self._read(file).startswith(MARK.encode()) else ""
            self.after[file] = mark + yaml_edit.edited(self.text(file), wanted)

    def move(self, file: str, to: str) -> None:
        """Give a file another name."""
        mark = MARK if self._read(file).startswith(MARK.encode()) else ""
        self.after[to], self.after[file] = mark + self.text(file), None

    def remove(self, file: str) -> None:
        """Leave a file out."""
        self._read(file)
        self.after[file] = None

    def scalars(self, file: str) -> list[Part]:
        """The scalars and keys of a file as it is to be so far."""
        return list(yaml_edit.scalars(self.text(file)))

    def written(self) -> dict[str, bytes | None]:
        """What is changed, by file, in bytes."""
        return {file: text if text is None else text.encode() for file, text in self.after.items()}

    def changed_folder(self) -> ChangedFolder:
        """The folder as it is to be so far."""
        return ChangedFolder(self.folder.root, self.written())

    def _read(self, file: str) -> bytes:
        if file not in self.before:
            self.before[file] = read_existing(self.folder.root / file)
        return self.before[file]


class Place(NamedTuple):
    """A term of a topic."""

    topic: str
    term: str


def rename_topic(texts: FileTexts, topics: Mapping[str, Topic], old: str, new: str) -> None:
    """A topic by another name, in its own file, its provisions' names, and where it is named."""
    merged = new in topics
    if merged:
        for term in topics[old].terms.values():
            _require_same(topics[new].terms.get(term.id), term, f"{old}.{term.id}", new)
        texts.remove(f"topics/{old}.yaml")
    else:
        texts.move(f"topics/{old}.yaml", f"topics/{new}.yaml")
    for id in topics:
        if not (merged and id == old):
            _rename_related(texts, new if id == old else id, old, new)
    for provision in provisions_on(texts.folder, old):
        there = [p for p in provisions_on(texts.folder, new) if p.plan == provision.plan]
        if there:
            _move_reports(texts, provision, there[0])
        else:
            name = PurePosixPath(provision.file)
            stem = f"{name.stem.removesuffix(old)}{new}"
            texts.move(provision.file, str(name.with_name(f"{stem}.yaml")))
    _in_proposals(texts, old, lambda report: {**report, "topic": new})


def _rename_related(texts: FileTexts, topic: str, old: str, new: str) -> None:
    """The topics to look at beside one, none of them twice and not itself."""
    file = f"topics/{topic}.yaml"
    named = [s for s in texts.scalars(file) if s.path[:1] == ("related",) and not s.is_key]
    others = {scalar.value for scalar in named if scalar.value != old}
    text = texts.text(file)
    for scalar in named:
        if scalar.value != old:
            continue
        if new != topic and new not in others:
            edit = yaml_edit.renamed(text, scalar, old, new)
        elif others:
            edit = yaml_edit.without_entry(text, scalar)
        else:
            (key,) = (s for s in texts.scalars(file) if s.path == ("related",) and s.is_key)
            edit = yaml_edit.without_lines(text, key.start, scalar.end)
        texts.edit(file, [edit])


def rename_term(texts: FileTexts, topics: Mapping[str, Topic], place: Place, new: str) -> None:
    """A term by another name, in its topic and wherever it is answered."""
    topic, old = topics[place.topic], place.term
    file = f"topics/{topic.id}.yaml"
    scalars = texts.scalars(file)
    if new in topic.terms:
        _require_same(topic.terms[new], topic.terms[old], f"{topic.id}.{old}", topic.id)
        own = [scalar for scalar in scalars if scalar.path[:2] == ("terms", old)]
        start, end = min(scalar.start for scalar in own), max(scalar.end for scalar in own)
        texts.edit(file, [yaml_edit.without_lines(texts.text(file), start, end)])
    else:
        keys = (s for s in scalars if s.is_key and s.path == ("terms", old))
        texts.edit(file, [yaml_edit.renamed(texts.text(file), key, old, new) for key in keys])
    for provision in provisions_on(texts.folder, topic.id):
        keys_of = [s for s in texts.scalars(provision.file) if _names_term(s)]
        answers = [s for s in keys_of if s.path[2] == "says"]
        both = {s.path[1] for s in answers if s.value == old} & {
            s.path[1] for s in answers if s.value == new
        }
        if both:
            number = int(min(both)) + 1
            message = f"report {number} of {provision.file} answers {old} and {new}"
            raise PlancmpError(f"{message}; nothing was written")
        named = (s for s in keys_of if s.value == old)
        texts.edit(
            provision.file,
            [yaml_edit.renamed(texts.text(provision.file), key, old, new) for key in named],
        )

    def answered(report: dict[str, Any]) -> dict[str, Any]:
        says = report.get("says") or {}
        return {**report, "says": {new if id == old else id: part for id, part in says.items()}}

    _in_proposals(texts, topic.id, answered)


def rename_option(
    texts: FileTexts, topics: Mapping[str, Topic], place: Place, old: str, new: str
) -> list[Place]:
    """An option by another name, in its tree and in every value; of which terms it was one.

    Where the tree is a vocabulary's these are all that have it.
    """
    file, path, places = _tree_of(texts, topics, place)
    options = getattr(topics[place.topic].terms[place.term].kind, "options", Options({}))
    merged = new in options
    if merged:
        _require_beside(topics[place.topic].terms[place.term], options, old, new)
    edits = []
    for scalar in texts.scalars(file):
        tree = scalar.path[: len(path) + 1] == (*path, "options")
        stands = tree and (scalar.is_key or isinstance(scalar.path[-1], int))
        if stands and scalar.value == old:
            text = texts.text(file)
            removed = yaml_edit.without_entry(text, scalar) if merged else None
            edits.append(removed or yaml_edit.renamed(text, scalar, old, new))
    texts.edit(file, edits)
    _rename_label(texts, file, path, old, new, merged=merged)
    for own in places:
        own_file, own_path = f"topics/{own.topic}.yaml", ("terms", own.term)
        if own_file != file:
            _rename_label(texts, own_file, own_path, old, new, merged=merged)
    for own in places:
        for provision in provisions_on(texts.folder, own.topic):
            text = texts.text(provision.file)
            values = [
                s for s in texts.scalars(provision.file) if _answer(s) == own.term and not s.is_key
            ]
            if merged:
                _require_mergeable(provision.file, values, old, new)
            named = (s for s in values if old in re.findall(r"[\w-]+", s.value))
            texts.edit(provision.file, [yaml_edit.renamed(text, s, old, new) for s in named])
        _in_proposals(texts, own.topic, partial(_with_option, term=own.term, old=old, new=new))
    return places


def _rename_label(
    texts: FileTexts, file: str, path: yaml_edit.KeyPath, old: str, new: str, *, merged: bool
) -> None:
    """The words for an option. Raises PlancmpError where they would be lost."""
    keys = [
        scalar
        for scalar in texts.scalars(file)
        if scalar.is_key and scalar.path == (*path, "labels", old)
    ]
    if keys and merged:
        message = f"{file} has a label for {old}, which would be lost; take it out first"
        raise PlancmpError(f"{message}; nothing was written")
    texts.edit(file, [yaml_edit.renamed(texts.text(file), key, old, new) for key in keys])


def provisions_on(folder: DataFolder, topic: str) -> Iterator[ProvisionFile]:
    """The provisions of all plans on a topic."""
    for plan in folder.plans:
        yield from (file for file in folder.provisions(plan)[0] if file.topic == topic)


def _names_term(scalar: Part) -> bool:
    """Whether a scalar of a provision is the term that a report answers, or whose check it has."""
    path = scalar.path
    of_report = scalar.is_key and len(path) == 4 and path[0] == "reports"
    return of_report and path[2] in ("says", "checked")


def _answer(scalar: Part) -> str | int | None:
    """The term that a scalar of a provision is part of an answer to."""
    path = scalar.path
    return path[3] if len(path) > 3 and path[0] == "reports" and path[2] == "says" else None


def _require_same(there: Term | None, term: Term, name: str, topic: str) -> None:
    """Raises PlancmpError where a term asks for something else than the one that is there."""
    if there is None:
        message = f"{topic} is there already, and has no term {term.id}; add it, or rename {name}"
    elif there.kind != term.kind or there.evolving != term.evolving:
        message = f"{topic}.{there.id} is there already, and its values are of another kind"
    else:
        return
    raise PlancmpError(f"{message}; nothing was written")


def _tree_of(
    texts: FileTexts, topics: Mapping[str, Topic], place: Place
) -> tuple[str, yaml_edit.KeyPath, list[Place]]:
    """Where the options of a term are written: file, path; and the terms that have them."""
    named = {
        Place(id, str(scalar.path[1])): scalar.value
        for id in topics
        for scalar in texts.scalars(f"topics/{id}.yaml")
        if scalar.path[:1] == ("terms",) and scalar.path[2:] == ("options",) and not scalar.is_key
    }
    vocabulary = named.get(place)
    if vocabulary is None:
        return f"topics/{place.topic}.yaml", ("terms", place.term), [place]
    sharing = [other for other, name in named.items() if name == vocabulary]
    return f"vocabularies/{vocabulary}.yaml", (), sharing


def _require_beside(term: Term, options: Options, old: str, new: str) -> None:
    """Raises PlancmpError unless one option can stand for both."""

    def level(tree: Mapping[str, Any]) -> Mapping[str, Any]:
        inner = (level(below) for below in tree.values() if below)
        return tree if old in tree else next((found for found in inner if found), {})

    beside = level(options.tree)
    order = list(beside)
    if new not in beside or beside[old] or beside[new]:
        message = f"{new} is there already, and is not beside {old} with nothing below either"
    elif term.kind.name == "scale" and abs(order.index(old) - order.index(new)) != 1:
        message = f"{new} is there already, and is not next to {old} on the scale"
    else:
        return
    raise PlancmpError(f"{message}; nothing was written")


def _require_mergeable(file: str, values: Iterable[Part], old: str, new: str) -> None:
    """Raises PlancmpError where a value would say another thing with one option for two."""
    by_value: dict[object, set[str]] = {}
    for scalar in values:
        words = set(re.findall(r"[\w-]+", scalar.value))
        narrowed = _NARROWING & (words | {str(part) for part in scalar.path[4:]})
        if narrowed and words & {old, new}:
            said = f"{' '.join(sorted(narrowed))} {scalar.value}"
            message = f"{file} has {said}, which would say another thing"
            raise PlancmpError(f"{message}; nothing was written")
        by_value.setdefault(scalar.path[:4], set()).update(words)
    for words in by_value.values():
        if {old, new} <= words:
            message = f"{file} has a value with both {old} and {new}"
            raise PlancmpError(f"{message}; nothing was written")


def _move_reports(texts: FileTexts, source: ProvisionFile, target: ProvisionFile) -> None:
    """The reports of a provision behind those of another of its plan."""
    points = texts.folder.points(source)
    if points and points != texts.folder.points(target):
        message = f"{source.file} and {target.file} are of different points"
        raise PlancmpError(f"{message}; nothing was written")
    text, into = texts.text(source.file), texts.text(target.file)
    if not yaml_reader.parse(text, "")[0]["reports"]:
        texts.remove(source.file)
        return
    ours, theirs = _column(text), _column(into)
    lines = text[text.index("\n", re.search(r"^reports:", text, re.MULTILINE).start()) + 1 :]  # type: ignore[union-attr]
    if theirs is None:
        before, _, after = into.partition("reports: []")
        texts.after[target.file] = f"{before}reports:\n{lines}{after.removeprefix(chr(10))}"
    else:
        shifted = re.sub(rf"^ {{{ours}}}(?=.)", " " * theirs, lines, flags=re.MULTILINE)
        texts.edit(
            target.file, [Edit(len(into), len(into), "\n" * (not into.endswith("\n")) + shifted)]
        )
    texts.remove(source.file)


def _column(text: str) -> int | None:
    """How far the dashes of the reports stand in."""
    reports = yaml_reader.parse(text, "")[0]["reports"]
    return reports.location.column - 1 if reports else None


def _in_proposals(
    texts: FileTexts, topic: str, change: Callable[[dict[str, Any]], dict[str, Any]]
) -> None:
    """Change the proposed reports on a topic; those that cannot be read stay as they are."""
    for path in sorted((texts.folder.root / PROPOSALS).glob("[!.]*.json")):
        file = f"{PROPOSALS}/{path.name}"
        try:
            data = json.loads(texts.text(file))
            reports = [change(r) if r.get("topic") == topic else r for r in data["reports"]]
        except (ValueError, KeyError, TypeError, AttributeError):
            continue
        if reports != data["reports"]:
            kept = json.dumps({**data, "reports": reports}, ensure_ascii=False, indent=2)
            texts.after[file] = kept + "\n"


def _with_option(report: dict[str, Any], term: str, old: str, new: str) -> dict[str, Any]:
    word = re.compile(rf"(?<![\w-]){re.escape(old)}(?![\w-])")

    def renamed(part: Any) -> Any:
        if isinstance(part, str):
            return word.sub(new, part)
        if isinstance(part, list):
            return [renamed(item) for item in part]
        return (
            {key: renamed(item) for key, item in part.items()} if isinstance(part, dict) else part
        )

    says = report.get("says") or {}
    return {**report, "says": {id: renamed(v) if id == term else v for id, v in says.items()}}


def unknown(what: str, old: str, new: str, known: Iterable[str]) -> PlancmpError:
    """The error that there is nothing of the old name."""
    names = list(known)
    if new in names:
        return PlancmpError(f"no {what} is called {old}; {new} is there already")
    return PlancmpError(none_called(what, old, names, searched(old)))
