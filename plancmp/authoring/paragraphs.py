"""The paragraphs of quotes, written into their files where they are missing or wrong."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from plancmp.authoring.edits import named_paragraph, read_existing, unchangeable
from plancmp.data import yaml_edit, yaml_reader
from plancmp.data.writing import FileWrite, resolve_inside, write_files, write_lock
from plancmp.data.yaml_edit import Edit, Part
from plancmp.data.yaml_reader import MARK
from plancmp.domain.model import Report
from plancmp.domain.quotes import ArticleCheck, Outcome, QuoteCheck


class ParagraphFix(NamedTuple):
    """A quote whose paragraph is written: where none was, or another."""

    report: Report
    before: int | None
    """What the file says."""
    paragraph: int
    """Where alone it stands."""


class Fixed(NamedTuple):
    """The paragraphs that were, or are to be, written, and the quotes for which there is none."""

    fixes: tuple[ParagraphFix, ...]
    left: tuple[QuoteCheck, ...]
    """The quotes that stand nowhere, or in several paragraphs but not in the one that is named."""
    written: bool = False


def fix_paragraphs(root: Path, checks: Sequence[ArticleCheck], *, write: bool) -> Fixed:
    """The paragraphs that quotes held against their texts should have; written if `write`.

    Everything else in the files stays as it is. Raises PlancmpError where a file is laid out so
    that it cannot be changed by itself, and then nothing is written.
    """
    fixes, left = [], []
    for check in (quote for article in checks for quote in article.quotes):
        if check.text is None or check.outcome is Outcome.CHANGED:
            continue
        said = named_paragraph(check.report)
        if said in check.paragraphs:
            continue
        if len(check.paragraphs) == 1:
            fixes.append(ParagraphFix(check.report, said, check.paragraphs[0]))
        else:
            left.append(check)
    fixes.sort(key=lambda fix: fix.report.location)
    by_file: dict[str, list[ParagraphFix]] = {}
    for fix in fixes:
        by_file.setdefault(fix.report.location.file, []).append(fix)
    if not write:
        list(_changes(root, by_file))
        return Fixed(tuple(fixes), tuple(left))
    with write_lock(root):
        write_files(list(_changes(root, by_file)))
    return Fixed(tuple(fixes), tuple(left), written=True)


def _changes(root: Path, by_file: Mapping[str, Sequence[ParagraphFix]]) -> Iterator[FileWrite]:
    for file, fixes in sorted(by_file.items()):
        path = resolve_inside(root, file)
        raw = read_existing(path)
        text = raw.decode()
        mark = MARK * text.startswith(MARK)
        yield FileWrite(path, mark + _fixed(text.removeprefix(MARK), file, fixes), raw)


def _fixed(text: str, file: str, fixes: Sequence[ParagraphFix]) -> str:
    """The text with these paragraphs in it, read back to make sure that nothing else is changed."""
    data, _ = yaml_reader.parse(text, file)
    places = {report.location: place for place, report in enumerate(data["reports"])}
    found = {(scalar.path, scalar.is_key): scalar for scalar in yaml_edit.scalars(text)}
    edits = []
    for fix in fixes:
        place = places[fix.report.location]
        edits.append(_edit(text, found, ("reports", place), str(fix.paragraph)))
        data["reports"][place]["paragraph"] = str(fix.paragraph)
    new = yaml_edit.edited(text, edits)
    if yaml_reader.parse(new, file) != (data, []):
        lines = (f"{fix.report.location}: paragraph: {fix.paragraph}" for fix in fixes)
        raise unchangeable(file, "no paragraph can be added", *lines, then="By hand:")
    return new


def _edit(text: str, found: Mapping[Any, Part], path: yaml_edit.KeyPath, paragraph: str) -> Edit:
    there = found.get(((*path, "paragraph"), False))
    if there:
        return Edit(there.start, there.end, paragraph)
    quote = (*path, "quote")
    key, value = found[quote, True], found[quote, False]
    return yaml_edit.entry_after(text, key, value, f"paragraph: {paragraph}")
