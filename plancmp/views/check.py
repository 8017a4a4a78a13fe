"""`plancmp check`: the data's problems, each with the line it stands in, and the rules' pages."""

from collections.abc import Callable, Iterable, Iterator
from operator import attrgetter
from typing import TypedDict

from plancmp.domain.model import grouped
from plancmp.domain.problems import ERROR, WARNING, Location, Problem, Severity
from plancmp.rules import RULES
from plancmp.rules.base import ALL_PLANS, Rule
from plancmp.rules.runner import Checked
from plancmp.text import one_line
from plancmp.views import document as doc
from plancmp.views.base import View
from plancmp.views.json_types import Count, Positive
from plancmp.views.marks import MARKS
from plancmp.views.wording import counted, hints

RECORD = ("file", "line", "column", "severity", "rule", "message", "expected", "hint")
RULE_RECORD = ("rule", "severity", "scope", "says")

MOST = 6
"""So many errors stand on the first screen."""
BEFORE, AROUND = 24, 56
"""How much of a long line is shown: so many columns before the place, so many in all."""


class CheckedProblemData(TypedDict):
    """A problem of the data."""

    file: str
    line: Positive | None
    column: Positive | None
    severity: Severity
    rule: str
    message: str
    expected: str | None
    hint: str | None


class CheckData(TypedDict):
    """What `check` says."""

    plans: list[str]
    files: Count
    errors: Count
    warnings: Count
    whole: bool
    claims: Count
    checked: Count
    problems: list[CheckedProblemData]


class RuleData(TypedDict):
    """A rule in short."""

    rule: str
    severity: Severity
    scope: str
    says: str


class RulesData(TypedDict):
    """What `check --list` says."""

    rules: list[RuleData]


class RulePageData(RuleData):
    """What `check --explain` says."""

    why: list[str]
    bad: str
    told: list[str]
    good: str


class CheckView(View):
    """Every problem: errors in the order of their places, then warnings rule by rule."""

    command = "check"

    def __init__(self, checked: Checked, line_at: Callable[[Location], str]) -> None:
        """Take what was found; `line_at` gives the line that a place stands in."""
        super().__init__("Problems of the data")
        self.checked = checked
        self.line_at = line_at

    def blocks(self) -> Iterator[doc.Block]:
        """Each problem, with the line that it stands in.

        Warnings of rules over all plans come last: they say what is not finished, and are many
        while somebody is at work.
        """
        yield doc.Heading(doc.line(_summary(self.checked), "strong"))
        if not self.checked.whole:
            skipped = "Not asked, as not all of the data was read: what no report uses or names."
            yield doc.Paragraph((doc.line(skipped, "muted"),))
        yield from self._problem_blocks(self.checked.of(ERROR))
        by_rule = grouped(self.checked.of(WARNING), attrgetter("rule"))
        for rule in sorted(by_rule, key=lambda rule: (RULES[rule].scope is ALL_PLANS, rule)):
            title = f"{rule}: {counted(len(by_rule[rule]), 'warning')}"
            yield doc.Heading(doc.line(title), level=2)
            yield from self._problem_blocks(by_rule[rule])

    def _problem_blocks(self, problems: Iterable[Problem]) -> Iterator[doc.Block]:
        for problem in problems:
            yield doc.Paragraph((_problem_line(problem),))
            yield from _excerpt(problem.location, self.line_at)

    def screen(self) -> Iterator[doc.Block]:
        """The errors with their lines; of the warnings how many break which rule."""
        checked = self.checked
        yield doc.Heading(doc.line(_summary(checked), "strong"))
        errors, warnings = checked.of(ERROR), checked.of(WARNING)
        yield from self._problem_blocks(errors[:MOST])
        if len(errors) > MOST:
            more = counted(len(errors) - MOST, "more error")
            yield doc.Paragraph((doc.line(f"{more}: --all", "problem"),))
        by_rule = grouped(warnings, lambda problem: problem.rule)
        if by_rule:
            rows = [
                (
                    doc.cell(f"{len(found):,}"),
                    doc.cell(rule, MARKS[WARNING].style),
                    doc.cell(f"first at {found[0].location}", "muted"),
                )
                for rule, found in sorted(by_rule.items(), key=lambda item: -len(item[1]))
            ]
            columns = (doc.Column("warnings", right=True), *map(doc.Column, ("rule", "where")))
            yield doc.Table(columns, (doc.RowGroup(tuple(rows)),), counts="rule")
        if checked.problems:
            rule = checked.problems[0].rule
            yield doc.Paragraph(((),))
            yield hints("each with its line: --all", f"why: plancmp check --explain {rule}")

    def records(self) -> doc.Records:
        """A record for each problem."""
        return doc.records(RECORD, map(_data, self.checked.problems))

    def data(self) -> CheckData:
        checked = self.checked
        return {
            "plans": list(checked.plans),
            "files": checked.files,
            "errors": len(checked.of(ERROR)),
            "warnings": len(checked.of(WARNING)),
            "whole": checked.whole,
            "claims": checked.tally.claims,
            "checked": checked.tally.checked,
            "problems": [_data(problem) for problem in checked.problems],
        }

    def outcomes(self) -> frozenset[str]:
        """The severities found."""
        return frozenset(problem.severity for problem in self.checked.problems)


def _summary(checked: Checked) -> str:
    errors = counted(len(checked.of(ERROR)), "error")
    warnings = counted(len(checked.of(WARNING)), "warning")
    summary = f"{counted(checked.files, 'file')}, {errors}, {warnings}"
    claims, seen = checked.tally
    if not seen:
        return summary
    return f"{summary}; {seen:,} of {counted(claims, 'claim')} checked by a second person"


def _problem_line(problem: Problem) -> doc.Line:
    """What str() says of it, part by part."""
    return (
        doc.Span(one_line(str(problem.location)), "strong"),
        doc.Span(": "),
        doc.Span(problem.graded_rule, MARKS[problem.severity].style),
        doc.Span(f": {one_line(problem.says)}"),
    )


def _excerpt(location: Location, line_at: Callable[[Location], str]) -> Iterator[doc.CodeBlock]:
    """The line of a location, or what of a long one stands around it."""
    text = line_at(location)
    if not text.strip():
        return
    at = location.column - 1
    begin = min(max(len(text) - len(text.lstrip()), at - BEFORE), at)
    before = ("…" if text[:begin].strip() else "") + text[begin:at]
    after = text[at : begin + AROUND] + ("…" if len(text) > begin + AROUND else "")
    yield doc.CodeBlock((before + after,), caret=len(before))


def _data(problem: Problem) -> CheckedProblemData:
    return {
        "file": problem.location.file,
        "line": problem.location.line or None,
        "column": problem.location.column or None,
        "severity": problem.severity,
        "rule": problem.rule,
        "message": problem.message,
        "expected": problem.expected or None,
        "hint": problem.hint or None,
    }


class RulesView(View):
    """The rules there are, a line each."""

    command = "check"

    def __init__(self, rules: Iterable[Rule]) -> None:
        """Take the rules in their order."""
        super().__init__("Rules")
        self.rules = tuple(rules)

    def blocks(self) -> Iterator[doc.Block]:
        """A table with a row for each rule."""
        rows = tuple(
            (
                doc.cell(rule.id, "strong"),
                doc.cell(rule.severity, MARKS[rule.severity].style),
                doc.cell(rule.page.summary),
            )
            for rule in self.rules
        )
        yield doc.Heading(doc.line(counted(len(rows), "rule"), "strong"))
        yield doc.table(("rule", "severity", "what is wrong"), rows)
        yield doc.Paragraph(
            (doc.line("plancmp check --explain RULE shows a rule's page", "muted"),)
        )

    def records(self) -> doc.Records:
        """A record for each rule."""
        return doc.records(RULE_RECORD, map(_rule_data, self.rules))

    def data(self) -> RulesData:
        return {"rules": [_rule_data(rule) for rule in self.rules]}


def _rule_data(rule: Rule) -> RuleData:
    return {
        "rule": rule.id,
        "severity": rule.severity,
        "scope": rule.scope.name,
        "says": rule.page.summary,
    }


class RulePageView(View):
    """A rule's page: what it asks and why, with a bad and a good example."""

    command = "check"

    def __init__(self, rule: Rule) -> None:
        super().__init__(rule.id)
        self.rule = rule

    def blocks(self) -> Iterator[doc.Block]:
        """The page."""
        rule, page = self.rule, self.rule.page
        yield doc.Heading(
            doc.line(rule.id, "strong"), doc.line(rule.severity, MARKS[rule.severity].style)
        )
        yield doc.Paragraph((doc.line(page.summary),))
        for part in page.why:
            yield doc.Paragraph((doc.line(part),))
        yield doc.Paragraph((doc.line(f"It is {rule.scope.description}.", "muted"),))
        yield doc.Heading(doc.line("Bad"), level=2)
        yield doc.CodeBlock(tuple(page.bad.splitlines()))
        yield doc.Heading(doc.line("Told"), level=2)
        yield doc.Paragraph(tuple(map(doc.line, page.output)))
        yield doc.Heading(doc.line("Good"), level=2)
        yield doc.CodeBlock(tuple(page.good.splitlines()))

    def records(self) -> doc.Records:
        """The page as one record."""
        data = self.data()
        return doc.records(tuple(data), [data])

    def data(self) -> RulePageData:
        page = self.rule.page
        return {
            **_rule_data(self.rule),
            "why": list(page.why),
            "bad": page.bad,
            "told": list(page.output),
            "good": page.good,
        }
