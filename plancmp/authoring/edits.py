"""What every change of a file that is there needs: its bytes, and a check of what it then says."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from plancmp.data import yaml_reader
from plancmp.data.files import read_bytes
from plancmp.data.folder import DataFolder
from plancmp.data.layout import ProvisionFile
from plancmp.data.loader import load
from plancmp.data.writing import require_size
from plancmp.domain.model import NOWHERE, Report, frozen
from plancmp.domain.problems import DataError, Location


def read_existing(path: Path) -> bytes:
    """The bytes of a file that is to be changed. Raises DataError where they cannot be had."""
    raw, why = read_bytes(str(path))
    if raw is None:
        raise DataError(f"{path} {why}; nothing was written")
    return raw


def unchangeable(file: str, why: str, *lines: str, then: str = "Change it by hand") -> DataError:
    """The error that a file cannot be changed as it should; `lines` are to be written by hand."""
    message = f"{file} is laid out so that {why}; nothing was written. {then}"
    return DataError(message, *lines)


def without_locations(report: Report, **changed: Any) -> Report:
    """A report as it is compared with others, wherever they stand."""
    nowhere: Mapping[str, Location] = frozen({})
    return report._replace(location=NOWHERE, value_locations=nowhere, locations=nowhere, **changed)


def named_paragraph(report: Report) -> int | None:
    """The paragraph that a report's file names; not one that was found in a text."""
    return report.paragraph if "paragraph" in report.locations else None


def require_reads_as(
    folder: DataFolder,
    target: ProvisionFile,
    text: str,
    reports: Iterable[Report],
    otherwise: DataError,
) -> None:
    """Make sure that a provision's file of this text would say these reports, wherever they stand.

    Raises `otherwise` where it would not, and DataError where it would be too large to be read.
    """
    file = target.file
    require_size(file, text)
    data, problems = yaml_reader.parse(text, file)
    for problem in problems:
        if problem.message == yaml_reader.TOO_MANY_PARTS:
            raise DataError(f"{file} would have {problem.message}; nothing was written")
    if problems:
        raise otherwise
    read, problems_read = load(folder, [target], overlay={file: data})
    said = [without_locations(report) for one in read.provisions for report in one.reports]
    wrong = any(problem.location.file == file for problem in problems_read)
    if wrong or said != list(map(without_locations, reports)):
        raise otherwise
