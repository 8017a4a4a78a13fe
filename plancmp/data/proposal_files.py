"""Proposed reports, as JSON: read against the codebook as if they were part of a provision.

What is proposed, and what is kept of it under `proposals`, is of one form.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from plancmp.data import files
from plancmp.data.folder import DataFolder
from plancmp.data.json_reader import parse_json
from plancmp.data.json_schema import DIALECT, values_schema
from plancmp.data.keys import REPORT
from plancmp.data.layout import PROPOSALS, ProvisionFile
from plancmp.data.loader import Loader
from plancmp.data.nested_shapes import ListOf, keys_schema
from plancmp.data.records import read_record
from plancmp.data.schema_parts import Schema
from plancmp.data.shapes import Id, Key, Table, Text
from plancmp.data.yaml_reader import YamlList, YamlMapping, YamlScalar, located
from plancmp.domain.model import Provision, Topic
from plancmp.domain.problems import Location, Problem, RuleId
from plancmp.text import did_you_mean

PLACE = (
    Key("plan", Id(), "the plan that the passage speaks of", True),
    Key("topic", Id(), "the topic that it answers questions of", True),
)
PROPOSED = Table(
    *PLACE, *(key._replace(required=key.name in ("article", "quote")) for key in REPORT)
)
PROPOSAL = Table(
    Key("by", Text(), "who or what proposes them", True),
    Key("reports", ListOf(PROPOSED), "the reports, one to a passage and topic", True),
)


class Proposed(NamedTuple):
    """One report of a file, and what is wrong with it."""

    by: str
    target: ProvisionFile | None
    """The provision's file: the one there is, or the one there would be."""
    provision: Provision | None
    """The provision with this report alone; None where it has none that can be read."""
    problems: tuple[Problem, ...]
    location: Location


def proposal_schema(topic: Topic | None = None) -> Schema:
    """The schema of a file of proposed reports; exact where all are on one topic."""
    content = keys_schema(PROPOSAL)
    report = content["properties"]["reports"]["items"]["properties"]
    if topic:
        report["topic"] = {"const": topic.id}
        report["says"] = {"description": report["says"]["description"], **values_schema(topic)}
    title = f"proposal on {topic.id}" if topic else "proposal"
    return {"$schema": DIALECT, "title": title, **content}


def read_reports(
    folder: DataFolder, data: Any, file: str
) -> tuple[tuple[Proposed, ...], tuple[Problem, ...]]:
    """The reports of the data of a file, each by itself, and what is wrong with the file."""
    problems: list[Problem] = []
    record = read_record(data, PROPOSAL, problems)
    if record is None or problems:
        return (), tuple(problems)
    return tuple(_each(folder, record.fields["by"], record.fields["reports"], file)), ()


def kept_proposals(
    folder: DataFolder,
) -> tuple[Mapping[str, Proposed], tuple[Problem, ...]]:
    """The proposals under `proposals` by their ids, and what is wrong with files there."""
    found: dict[str, Proposed] = {}
    problems: list[Problem] = []
    for path in sorted((folder.root / PROPOSALS).glob("[!.]*.json")):
        file = f"{PROPOSALS}/{path.name}"
        raw, why = files.read_bytes(str(path))
        if raw is None:
            problems.append(Problem(Location(file), RuleId.UNREADABLE, why))
            continue
        data, wrong = parse_json(raw.decode("utf-8", "replace"), file)
        reports, more = read_reports(folder, data, file) if data is not None else ((), ())
        problems += [*wrong, *more, *(problem for one in reports for problem in one.problems)]
        if len(reports) == 1:
            found[path.stem] = reports[0]
    return found, tuple(problems)


def _each(folder: DataFolder, by: str, parts: Iterable[Any], file: str) -> Iterator[Proposed]:
    overlay: dict[str, YamlMapping] = {}
    known = folder.plans, folder.ids("topics")[0]
    loader = Loader(folder, overlay=overlay).prepared(known[0])
    for part in parts:
        problems: list[Problem] = []
        record = read_record(part, PROPOSED, problems)
        for key, ids in zip(PLACE, known, strict=True):
            id = record.raw.get(key.name) if record else None
            if id is not None and id not in ids:
                hint = did_you_mean(str(id), ids)
                found = f"there is no {key.name} {id}"
                problems.append(Problem(id.location, RuleId.UNKNOWN_ID, found, hint=hint))
        if record is None or problems:
            yield Proposed(by, None, None, tuple(problems), part.location)
            continue
        plan, topic = record.fields["plan"], record.fields["topic"]
        target = folder.provision_file(plan, topic)
        overlay[target.file] = _provision(record.raw)
        loaded = loader.read([plan], [target])
        own = tuple(problem for problem in loaded.problems if problem.location.file == file)
        provision = next(iter(loaded.dataset.provisions), None)
        if not own and not (provision and provision.reports):
            found = f"{plan}/{topic} cannot be read; plancmp check tells why"
            own = (Problem(part.location, RuleId.UNREADABLE, found),)
        yield Proposed(by, target, provision, own, part.location)


def _provision(raw: YamlMapping) -> YamlMapping:
    """A provision with this report alone."""
    report = {key: part for key, part in raw.items() if key not in ("plan", "topic")}
    reports = located(YamlList([located(YamlMapping(report), raw.location)]), raw.location)
    title = located(YamlScalar("-"), raw.location)
    return located(YamlMapping({"title": title, "reports": reports}), raw.location)
