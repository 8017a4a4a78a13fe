"""Topics, terms and options by another name, over the whole folder, whole or not at all."""

import difflib
import json
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from plancmp.authoring.edits import unchangeable, without_locations
from plancmp.authoring.kept_checks import keep_checks
from plancmp.authoring.renamings import (
    FileTexts,
    Place,
    rename_option,
    rename_term,
    rename_topic,
    unknown,
)
from plancmp.data.choices import RENAMED
from plancmp.data.folder import DataFolder
from plancmp.data.layout import ID, ID_ALLOWED, file_of
from plancmp.data.loader import load_catalog
from plancmp.data.transaction import FileChange, change_together, changing
from plancmp.data.whole_plans import load_plans
from plancmp.domain.catalog import Catalog
from plancmp.domain.model import Dataset
from plancmp.domain.problems import DataError, PlancmpError, Problem, main_problems
from plancmp.domain.second_checks import lapsed
from plancmp.domain.values import RESERVED
from plancmp.text import join_words

_Report = tuple[str, str, str]
"""Plan, topic and all that a report says, wherever it stands."""
_Mapped = Callable[[str, str, Any], tuple[str, str, Any]]
"""Topic, term and written value of a claim, as they are to be."""


class RenamedFile(NamedTuple):
    """A file that is changed."""

    file: str
    to: str
    """What it is called then; empty where it is no more."""
    lines: tuple[str, ...]
    """The lines that go, behind `-`, and that come, behind `+`."""


class Renamed(NamedTuple):
    """What a new name changes."""

    files: tuple[RenamedFile, ...]
    merged: bool
    """Whether there was something of the new name, with which it is one now."""
    mentions: tuple[str, ...]
    """Where the old name stands in words for people, which stay as they are."""
    written: bool = False
    finished: bool = False
    """Whether it was only what an earlier command was stopped at."""


def rename(root: Path, what: str, old: str, new: str, *, write: bool) -> Renamed:
    """What another name changes in a folder; written if `write`.

    Raises PlancmpError where the data has problems, there is nothing of the old name, or it would
    then say another thing; nothing is written then.
    """
    folder = DataFolder(root)
    if not write:
        return _planned(folder, what, old, new)[0]
    with changing(root) as finished:
        if finished:
            return Renamed((), merged=False, mentions=(), written=True, finished=True)
        renamed, changes = _planned(folder, what, old, new)
        change_together(root, changes)
    return renamed._replace(written=True)


def _planned(
    folder: DataFolder, what: str, old: str, new: str
) -> tuple[Renamed, tuple[FileChange, ...]]:
    catalog, dataset, problems = _loaded(folder)
    if problems:
        message = "the data has problems, which plancmp check shows; nothing was written"
        raise DataError(*map(str, problems[:3]), message)
    texts = FileTexts(folder)
    merged, mapped = _applied(texts, catalog, what, old, new)
    keep_checks(texts, dataset, _loaded(texts.changed_folder())[1])
    _require_sound(texts.changed_folder(), _reports(dataset, mapped))
    changes = tuple(
        FileChange(file, texts.before.get(file), raw)
        for file, raw in sorted(texts.written().items())
    )
    last = old.rpartition(".")[2]
    return Renamed(_files(changes), merged, tuple(_mentions(catalog, last))), changes


def _applied(
    texts: FileTexts, catalog: Catalog, what: str, old: str, new: str
) -> tuple[bool, _Mapped]:
    """Change the texts, and return whether two things are made one, and what a claim becomes."""
    topics = catalog.topics
    names = old.split(".")
    if len(names) != RENAMED.index(what) + 1:
        forms = ("TOPIC", "TOPIC.TERM", "TOPIC.TERM.OPTION")
        raise PlancmpError(f"a {what} is named {forms[RENAMED.index(what)]}, and this is {old}")
    if names[-1] == new:
        raise PlancmpError(f"{old} is called so already")
    _require_id(what, new)
    topic = names[0]
    if topic not in topics:
        raise unknown("topic", topic, new if what == "topic" else "", topics)
    if what == "topic":
        rename_topic(texts, topics, old, new)
        return new in topics, lambda t, term, value: (new if t == old else t, term, value)
    place = Place(topic, names[1])
    terms = topics[topic].terms
    if place.term not in terms:
        raise unknown(f"term of {topic}", place.term, new if what == "term" else "", terms)
    if what == "term":
        rename_term(texts, topics, place, new)
        return new in terms, lambda t, term, value: (t, new if (t, term) == place else term, value)
    options = getattr(terms[place.term].kind, "options", ())
    if names[2] not in options:
        raise unknown(f"option of {topic}.{place.term}", names[2], new, options)
    places = rename_option(texts, topics, place, names[2], new)

    def mapped(t: str, term: str, value: Any) -> tuple[str, str, Any]:
        return t, term, _swapped(value, names[2], new) if Place(t, term) in places else value

    return new in options, mapped


def _require_id(what: str, new: str) -> None:
    if what == "topic":
        file_of("topic", new)
    elif not ID.fullmatch(new) or (what == "option" and new in RESERVED):
        allowed = f"{ID_ALLOWED}, but not {join_words(RESERVED)}"
        raise PlancmpError(f"{new} cannot name a {what}; {allowed}; nothing was written")


def _loaded(folder: DataFolder) -> tuple[Catalog, Dataset, tuple[Problem, ...]]:
    catalog = load_catalog(folder)
    dataset, problems = load_plans(folder, folder.plans)
    return catalog, dataset, main_problems({*catalog.problems, *problems})


def _require_sound(then: DataFolder, wanted: "Counter[_Report]") -> None:
    """Raises PlancmpError where the folder would then say more or less than `wanted`."""
    _, dataset, problems = _loaded(then)
    if problems:
        some = map(str, problems[:3])
        raise DataError("then there would be this wrong:", *some, "nothing was written")
    if _reports(dataset, lambda *same: same) != wanted:
        raise unchangeable("a file", "the name cannot be changed by itself")


def _reports(dataset: Dataset, mapped: _Mapped) -> "Counter[_Report]":
    """Every report, as it is to be."""
    found: Counter[_Report] = Counter()
    for provision in dataset.provisions:
        about, terms = provision.topic.id, provision.topic.terms
        topic, *_ = mapped(about, "", None)
        for report in provision.reports:
            said = (mapped(about, id, terms[id].kind.written(v)) for id, v in report.says.items())
            says = sorted((id, json.dumps(_sorted(value), sort_keys=True)) for _, id, value in said)
            gone = dict(lapsed(provision, report))
            # a fingerprint that holds is of the claim by its name, and is to hold of the new one
            checked = sorted(
                (mapped(about, id, None)[1], is_ if id in gone else is_._replace(of=""))
                for id, is_ in report.checked.items()
            )
            article = report.article.id
            plain = without_locations(report, article=article, says=says, checked=checked)
            found[(provision.plan.id, topic, repr(plain))] += 1
    return found


def _swapped(value: Any, old: str, new: str) -> Any:
    if isinstance(value, dict):
        return {key: _swapped(part, old, new) for key, part in value.items()}
    if isinstance(value, list):
        return [_swapped(part, old, new) for part in value]
    return new if value == old else value


def _sorted(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _sorted(part) for key, part in value.items()}
    return sorted(set(value)) if isinstance(value, list) else value


def _files(changes: Sequence[FileChange]) -> tuple[RenamedFile, ...]:
    """The changes for reading: a file that goes and one that comes are one that is moved."""
    gone = {change.file: change for change in changes if change.after is None}
    files = []
    for change in changes:
        if change.after is None:
            continue
        source = change
        if change.before is None:
            source = max(gone.values(), key=lambda other: _alike(other, change))
            gone.pop(source.file)
        files.append(RenamedFile(source.file, change.file, _lines(source.before, change.after)))
    files += [RenamedFile(file, "", _lines(one.before, b"")) for file, one in gone.items()]
    return tuple(sorted(files))


def _alike(gone: FileChange, come: FileChange) -> tuple[bool, float]:
    """How much a file that goes is one that comes: of one folder, and of like content."""
    here, there = Path(gone.file), Path(come.file)
    matcher = difflib.SequenceMatcher(None, str(gone.before), str(come.after), autojunk=False)
    return here.parent == there.parent, matcher.quick_ratio()


def _lines(before: bytes | None, after: bytes) -> tuple[str, ...]:
    there, then = (raw.decode().splitlines() for raw in (before or b"", after))
    lines = difflib.unified_diff(there, then, n=0, lineterm="")
    return tuple(line for line in list(lines)[2:] if not line.startswith("@@"))


def _mentions(catalog: Catalog, old: str) -> list[str]:
    """Coding rules in which the old name stands as a word."""
    found = []
    for topic in catalog.topics.values():
        for term in topic.terms.values():
            words = {word.strip(".,;:()") for word in term.coding.split()}
            if old in words:
                found.append(f"{term.locations.get('coding', term.location)}: coding")
    return found
