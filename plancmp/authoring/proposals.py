"""Proposed reports: held against text and codebook, kept apart, and accepted one by one."""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from plancmp.authoring.annotations import from_annotations
from plancmp.authoring.edits import (
    named_paragraph,
    read_existing,
    require_reads_as,
    unchangeable,
)
from plancmp.data import yaml_edit, yaml_writer
from plancmp.data.files import read_bytes
from plancmp.data.folder import DataFolder
from plancmp.data.json_reader import parse_json
from plancmp.data.layout import PROPOSALS, ProvisionFile
from plancmp.data.loader import load, load_catalog
from plancmp.data.proposal_files import Proposed, kept_proposals, read_reports
from plancmp.data.shapes import QUOTE_WORDS, too_long
from plancmp.data.spreadsheet import report_data
from plancmp.data.transaction import FileChange, change_together, changing
from plancmp.data.writing import FileWrite, resolve_inside, write_files, write_lock
from plancmp.domain.model import Provision, Report, location_of
from plancmp.domain.problems import DataError, PlancmpError, Problem
from plancmp.domain.quotes import Outcome
from plancmp.domain.texts import Text
from plancmp.text import join_words, none_called


class Filed(NamedTuple):
    """A report that is kept as a proposal, or is there already."""

    id: str
    by: str
    provision: Provision
    report: Report
    known: str
    """`proposed` or `reported` where it is there already; else empty."""


class Filing(NamedTuple):
    """What became of the reports of a file."""

    filed: tuple[Filed, ...]
    refused: tuple[Problem, ...]
    """Why reports were refused; one may have several reasons."""
    refusals: int
    """How many reports were."""
    passed_over: int
    """How many annotations name no provision."""
    problems: tuple[Problem, ...]
    """What is wrong with the file; then nothing is filed."""


class Accepted(NamedTuple):
    """What was accepted, by the files that it is now part of."""

    lines: Mapping[str, str]
    """What was written to each."""
    reports: int
    known: int = 0
    """How many were reported already; they are proposals no more."""
    finished: bool = False
    """Whether it was only what an earlier command was stopped at."""


def propose(root: Path, text: str, name: str, texts: Mapping[str, Text]) -> Filing:
    """File the reports of a JSON text that stand in a text and that the codebook allows."""
    folder = DataFolder(root)
    with write_lock(root):
        data, wrong = parse_json(text, name)
        if wrong:
            return Filing((), (), 0, 0, tuple(wrong))
        annotated = from_annotations(data, load_catalog(folder).articles.values())
        groups = annotated.groups if annotated else [data]
        read = [read_reports(folder, group, name) for group in groups]
        faults = tuple(problem for _, problems in read for problem in problems)
        if faults:
            return Filing((), (), 0, 0, faults)
        refused: list[Problem] = list(annotated.problems) if annotated else []
        refusals = len(refused)
        filed: list[Filed] = []
        kept = kept_proposals(folder)[0]
        for proposed in (one for reports, _ in read for one in reports):
            problems = tuple(_problems(proposed, texts))
            refused += problems
            refusals += bool(problems)
            if not problems:
                filed.append(_filed(folder, proposed, texts, {*kept, *(one.id for one in filed)}))
        new = [one for one in filed if not one.known]
        write_files(
            FileWrite(resolve_inside(root, f"{PROPOSALS}/{one.id}.json"), _text(one)) for one in new
        )
        passed_over = annotated.passed_over if annotated else 0
        return Filing(tuple(filed), tuple(refused), refusals, passed_over, ())


def _problems(proposed: Proposed, texts: Mapping[str, Text]) -> Iterator[Problem]:
    """Why a report is refused, if it is."""
    yield from proposed.problems
    if proposed.problems or proposed.provision is None:
        return
    (report,) = proposed.provision.reports
    location = location_of(report, "quote")
    if found := too_long(report.quote):
        yield Problem(location, "long-quote", found, f"allowed: at most {QUOTE_WORDS}")
        return
    text = texts.get(report.article.sha256)
    if text is None:
        found = f"the text of {report.article.id} is not at hand"
        yield Problem(location, Outcome.NOT_AT_HAND, found, "allowed: what can be verified")
        return
    where = text.where(report.quote)
    said = named_paragraph(report)
    if not where:
        found = f"the quote stands nowhere in the text of {report.article.id}"
        yield Problem(location, Outcome.NOT_FOUND, found, "allowed: its words, verbatim")
    elif said and said not in where:
        found = f"the quote stands in {_list(where)}, and not in ¶{said}"
        yield Problem(location_of(report, "paragraph"), Outcome.ELSEWHERE, found)
    elif not said and len(where) > 1:
        hint = "say which with paragraph, or quote more of it"
        yield Problem(location, "several-places", f"the quote stands in {_list(where)}", "", hint)


def _list(paragraphs: Sequence[int]) -> str:
    return join_words([f"¶{number}" for number in paragraphs], "and")


def _filed(
    folder: DataFolder, proposed: Proposed, texts: Mapping[str, Text], proposals: set[str]
) -> Filed:
    """A report that is refused for nothing, with its paragraph."""
    provision, target = proposed.provision, proposed.target
    assert provision
    assert target
    (report,) = provision.reports
    text = texts.get(report.article.sha256)
    assert text
    report = report._replace(paragraph=named_paragraph(report) or text.where(report.quote)[0])
    id = _id(provision, report)
    known = "proposed" if id in proposals else ""
    if target in folder.provisions(target.plan)[0]:
        there = load(folder, [target]).dataset.provisions
        same = (report_data(one, other) for one in there for other in one.reports)
        known = "reported" if report_data(provision, report) in list(same) else known
    return Filed(id, proposed.by, provision, report, known)


def _data(provision: Provision, report: Report) -> dict[str, Any]:
    place = {"plan": provision.plan.id, "topic": provision.topic.id}
    return {**place, **report_data(provision, report)}


def _id(provision: Provision, report: Report) -> str:
    """The same for the same report, whoever proposes it; it begins with a letter."""
    said = json.dumps(_data(provision, report), sort_keys=True)
    return f"p{hashlib.sha256(said.encode()).hexdigest()[:7]}"


def _text(filed: Filed) -> str:
    kept = {"by": filed.by, "reports": [_data(filed.provision, filed.report)]}
    return json.dumps(kept, ensure_ascii=False, indent=2) + "\n"


def accept(root: Path, ids: Sequence[str], texts: Mapping[str, Text]) -> Accepted:
    """Make proposals part of the data: all of these, or none.

    Raises PlancmpError where there is none of an id, or one is no longer as text and codebook have
    it.
    """
    folder = DataFolder(root)
    with changing(root) as finished:
        if finished:
            return Accepted({}, 0, finished=True)
        kept, _ = kept_proposals(folder)
        by_file: dict[ProvisionFile, list[Filed]] = {}
        changes: list[FileChange] = []
        for id in dict.fromkeys(ids):
            filed = _kept(folder, id, kept, texts)
            target = kept[id].target
            assert target
            if filed.known != "reported":
                by_file.setdefault(target, []).append(filed)
            file = f"{PROPOSALS}/{id}.json"
            changes.append(FileChange(file, read_bytes(str(root / file))[0], None))
        lines = {}
        for target, reports in by_file.items():
            change, lines[target.file] = _grown(folder, target, reports)
            changes.insert(0, change)
        change_together(root, changes)
        added = sum(map(len, by_file.values()))
        return Accepted(lines, added, known=len(changes) - len(lines) - added)


def _kept(
    folder: DataFolder, id: str, kept: Mapping[str, Proposed], texts: Mapping[str, Text]
) -> Filed:
    if id not in kept:
        accepted = "it may be accepted already; plancmp text shows proposals"
        raise PlancmpError(none_called("proposal", id, kept, accepted, accepted))
    problems = tuple(_problems(kept[id], texts))
    if problems:
        raise DataError(*map(str, problems), "nothing was written")
    return _filed(folder, kept[id], texts, set())


def _grown(
    folder: DataFolder, target: ProvisionFile, reports: Sequence[Filed]
) -> tuple[FileChange, str]:
    """A provision with more reports behind those that it has, and the lines that are new."""
    items = [report_data(one.provision, one.report) for one in reports]
    if target not in folder.provisions(target.plan)[0]:
        title = reports[0].provision.topic.title
        text = yaml_writer.write({"title": title, "reports": items})
        return FileChange(target.file, None, text.encode()), text
    raw = read_existing(folder.root / target.file)
    there, problems = load(folder, [target])
    wrong = [str(problem) for problem in problems if problem.location.file == target.file]
    if wrong:
        raise DataError(*wrong, "nothing was written")
    lines, text = yaml_edit.with_items(raw.decode(), "reports", items)
    said = [report for provision in there.provisions for report in provision.reports]
    why = "no report can be added at its end"
    otherwise = unchangeable(target.file, why, *lines.splitlines(), then="Add by hand:")
    said += [one.report for one in reports]
    require_reads_as(folder, target, text, said, otherwise)
    return FileChange(target.file, raw, text.encode()), lines
