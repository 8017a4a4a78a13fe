"""`plancmp check`: the data's problems, each with the line it stands in, and the rules' pages."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from plancmp.domain.problems import ERROR, WARNING, Location, Problem
from plancmp.rules.base import Rule
from plancmp.rules.runner import Checked
from plancmp.views.document import (
    Band,
    Block,
    Column,
    Heading,
    Line,
    Paragraph,
    Span,
    Table,
    Verbatim,
    View,
    cell,
    line,
    records,
)
from plancmp.views.wording import counted

RECORD = ("file", "line", "column", "severity", "rule", "found", "allowed", "mend")
_ROLES = {ERROR: "conflict", WARNING: "disputed"}

BEFORE, AROUND = 24, 56
"""How much of a long line is shown: so many columns before the place, so many in all."""


def check(checked: Checked, line_at: Callable[[Location], str]) -> View:
    """Every problem in the order of its place; `line_at` gives the line that a place stands in."""
    rows = [_data(problem) for problem in checked.problems]
    return View(
        command="check",
        title="Problems of the data",
        blocks=lambda: _blocks(checked, line_at),
        records=lambda: records(RECORD, rows),
        data=lambda: {
            "plans": list(checked.plans),
            "files": checked.files,
            "errors": len(checked.of(ERROR)),
            "warnings": len(checked.of(WARNING)),
            "whole": checked.whole,
            "problems": rows,
        },
    )


def _blocks(checked: Checked, line_at: Callable[[Location], str]) -> Iterator[Block]:
    yield Heading(line(_summary(checked), "strong"))
    if not checked.whole:
        told = "Not asked, as not all of the data was read: what no report uses or names."
        yield Paragraph((line(told, "muted"),))
    for problem in checked.problems:
        yield Paragraph((_told(problem),))
        yield from _excerpt(problem.location, line_at)


def _summary(checked: Checked) -> str:
    counts = (
        counted(len(checked.of(ERROR)), "error"),
        counted(len(checked.of(WARNING)), "warning"),
    )
    return f"{counted(checked.files, 'file')}, {', '.join(counts)}"


def _told(problem: Problem) -> Line:
    place, _, rest = str(problem).partition(": ")
    name, _, told = rest.partition(": ")
    return (
        Span(place, "strong"),
        Span(": "),
        Span(name, _ROLES[problem.severity]),
        Span(f": {told}"),
    )


def _excerpt(place: Location, line_at: Callable[[Location], str]) -> Iterator[Verbatim]:
    """The line of a place, or what of a long one stands around it."""
    text = line_at(place)
    if not text.strip():
        return
    at = place.column - 1
    begin = min(max(len(text) - len(text.lstrip()), at - BEFORE), at)
    before = ("…" if text[:begin].strip() else "") + text[begin:at]
    after = text[at : begin + AROUND] + ("…" if len(text) > begin + AROUND else "")
    yield Verbatim((before + after,), caret=len(before))


def _data(problem: Problem) -> dict[str, Any]:
    return {
        "file": problem.location.file,
        "line": problem.location.line or None,
        "column": problem.location.column or None,
        "severity": problem.severity,
        "rule": problem.rule,
        "found": problem.found,
        "allowed": problem.allowed or None,
        "mend": problem.mend or None,
    }


def rules(known: Iterable[Rule]) -> View:
    """The rules there are, a line each."""
    rows = [
        {
            "rule": rule.id,
            "severity": rule.severity,
            "scope": rule.scope.name,
            "says": rule.page.summary,
        }
        for rule in known
    ]
    table = Table(
        (Column("rule"), Column("severity"), Column("what is wrong")),
        (
            Band(
                tuple(
                    (
                        cell(row["rule"], "strong"),
                        cell(row["severity"], _ROLES[row["severity"]]),
                        cell(row["says"]),
                    )
                    for row in rows
                )
            ),
        ),
    )
    return View(
        command="check",
        title="Rules",
        blocks=lambda: (
            Heading(line(counted(len(rows), "rule"), "strong")),
            table,
            Paragraph((line("plancmp check --explain RULE shows a rule's page", "muted"),)),
        ),
        records=lambda: records(("rule", "severity", "scope", "says"), rows),
        data=lambda: {"rules": rows},
    )


def page(rule: Rule) -> View:
    """A rule's page."""
    told = rule.page
    row = {
        "rule": rule.id,
        "severity": rule.severity,
        "scope": rule.scope.name,
        "says": told.summary,
        "why": list(told.why),
        "bad": told.bad,
        "told": list(told.told),
        "good": told.good,
    }
    blocks: tuple[Block, ...] = (
        Heading(line(rule.id, "strong"), line(rule.severity, _ROLES[rule.severity])),
        Paragraph((line(told.summary),)),
        *(Paragraph((line(part),)) for part in told.why),
        Paragraph((line(f"It is {rule.scope.says}.", "muted"),)),
        Heading(line("Bad"), level=2),
        Verbatim(tuple(told.bad.splitlines())),
        Heading(line("Told"), level=2),
        Paragraph(tuple(line(each) for each in told.told)),
        Heading(line("Good"), level=2),
        Verbatim(tuple(told.good.splitlines())),
    )
    return View(
        command="check",
        title=rule.id,
        blocks=lambda: blocks,
        records=lambda: records(tuple(row), [row]),
        data=lambda: row,
    )
