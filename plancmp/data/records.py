"""Mappings by their tables of keys, from the files of a folder, and the problems met on the way."""

from collections.abc import Collection, Container, Iterable, KeysView, Mapping
from typing import Any, NamedTuple

from plancmp.data import yaml_reader
from plancmp.data.folder import DataFolder
from plancmp.data.shapes import Table
from plancmp.data.yaml_reader import YamlMapping, YamlScalar, type_name
from plancmp.domain.model import frozen
from plancmp.domain.problems import Location, Problem, RuleId
from plancmp.domain.values import ValueFault
from plancmp.text import did_you_mean

EMPTY: Mapping[str, YamlMapping] = frozen({})


class Record(NamedTuple):
    """The parsed fields of a mapping, with the raw parts and where they stand."""

    raw: YamlMapping
    fields: Mapping[str, Any]
    parts: Mapping[str, Location]
    """Where the value of each known key stands."""

    def location(self, key: str) -> Location:
        """Where a key's value stands, or the mapping itself where the key is not there."""
        return self.parts.get(key, self.raw.location)

    @property
    def locations(self) -> Mapping[str, Any]:
        """What the model keeps of locations: that of the whole, and of each key's value."""
        return {"location": self.raw.location, "locations": self.parts}


def read_record(raw: Any, keys: Table, problems: list[Problem]) -> Record | None:
    """The fields of a mapping by its table of keys; None where it is not a mapping.

    What cannot be read is left out, and is added to the problems.
    """
    by_name = keys.by_name
    if not isinstance(raw, YamlMapping):
        found = f"this is a {type_name(raw)}"
        allowed = f"allowed: a mapping with {', '.join(by_name)}"
        problems.append(Problem(raw.location, RuleId.WRONG_TYPE, found, allowed))
        return None
    fields: dict[str, Any] = {}
    parts: dict[str, Location] = {}
    for written, part in raw.items():
        known = by_name.get(written)
        if known is None:
            found, allowed = f"there is no key {written}", f"allowed: {', '.join(by_name)}"
            hint = did_you_mean(written, by_name)
            problems.append(Problem(written.location, RuleId.UNKNOWN_KEY, found, allowed, hint))
            continue
        key, name, field, read = known
        parts[name] = part.location
        try:
            fields[field] = read(part, key)
        except ValueFault as fault:
            rule = getattr(fault, "rule", RuleId.WRONG_TYPE)
            problems.append(fault_problem(fault, part, rule))
    for key in keys.required:
        if key.name not in raw:
            found, hint = f"{key.name} is missing", f"add it: {key.description}"
            problems.append(Problem(raw.location, RuleId.MISSING_KEY, found, hint=hint))
    return Record(raw, fields, parts)


def fault_problem(fault: ValueFault, raw: Any, rule: RuleId) -> Problem:
    """A value's fault as a problem, at the part that is at fault, else at the whole value."""
    location = getattr(fault.part, "location", raw.location)
    return Problem(location, rule, fault.message, fault.expected, fault.hint)


class _EveryId:
    """Holds every id there could be."""

    def __contains__(self, id: object) -> bool:
        return True


EVERY_ID = _EveryId()


class Reader:
    """Reads the files of a folder to records, and keeps the problems that it meets."""

    def __init__(self, folder: DataFolder, overlay: Mapping[str, YamlMapping] = EMPTY) -> None:
        self.folder = folder
        self.overlay = overlay
        """By file what is taken as its data, whether there is such a file or not."""
        self.problems: list[Problem] = []
        self.broken_ids: dict[str, Container[str]] = {}
        """What is there but cannot be used, having problems of its own: the ids, by what they are
        ids of. A name that leads to one of them is no second problem."""

    def data(self, file: str, *, may_be_empty: bool = False) -> Any:
        """The data of a file; None, and a problem, where it has none, unless it may be empty."""
        if file in self.overlay:
            return self.overlay[file]
        raw = self.folder.read(file)
        if isinstance(raw, Problem):
            self.problems.append(raw)
            return None
        try:
            text = raw.decode()
        except UnicodeDecodeError as error:
            before = error.object[: error.start].decode("utf-8-sig")
            line = before.count("\n") + 1
            location = Location(file, line, len(before) - before.rfind("\n"))
            found, allowed = "this is not UTF-8", "allowed: UTF-8"
            self.note(location, RuleId.ENCODING, found, allowed, "save it as such")
            return None
        data, problems = yaml_reader.parse(text, file)
        self.problems += problems
        if data is not None or problems:
            return data
        if may_be_empty:
            return yaml_reader.located(YamlMapping(), Location(file, 1, 1))
        self.note(Location(file, 1, 1), RuleId.MISSING_KEY, "the file is empty")
        return None

    def record(self, file: str, keys: Table) -> Record | None:
        """The record that a file holds; None, and a problem, where it holds none."""
        data = self.data(file)
        return None if data is None else self.part(data, keys)

    def part(self, raw: Any, keys: Table) -> Record | None:
        """The record that a part of a file holds."""
        return read_record(raw, keys, self.problems)

    def note(
        self, location: Location, rule: RuleId, found: str, allowed: str = "", hint: str = ""
    ) -> None:
        """Keep a problem."""
        self.problems.append(Problem(location, rule, found, allowed, hint))

    def ids(self, under: str) -> KeysView[str]:
        """The ids of the files in a folder."""
        ids, problems = self.folder.ids(under)
        self.problems += problems
        return ids

    def known(self, ids: Iterable[YamlScalar], known: Collection[str], what: str) -> bool:
        """Whether all ids are known; a problem for each that is neither known nor broken."""
        unknown = [id for id in ids if id not in known]
        for id in unknown:
            if id not in self.broken_ids.get(what, ()):
                found, hint = f"there is no {what} {id}", did_you_mean(id, known)
                self.note(id.location, RuleId.UNKNOWN_ID, found, hint=hint)
        return not unknown
