"""Places in the data, faults found there, and the error for what we cannot go on from."""

from collections.abc import Iterable
from typing import NamedTuple

from plancmp.domain.words import Word


class Location(NamedTuple):
    """A place in a file; line and column count from 1, and are 0 where only the file is known."""

    file: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        if not self.line:
            return self.file
        return f"{self.file}:{self.line}:{self.column}"


class RuleId(Word):
    """What a problem breaks; `plancmp check --explain ID` has the page of each."""

    ALIAS = "alias"
    BAD_ID = "bad-id"
    BAD_VALUE = "bad-value"
    COMPARED_WITHOUT_ARTICLE = "compared-without-article"
    COVERS_WITHOUT_REPORT = "covers-without-report"
    DATED_BEFORE_SOURCE = "dated-before-source"
    DAY_FROM_UNCERTAIN_DATE = "day-from-uncertain-date"
    ENCODING = "encoding"
    FUTURE_DATE = "future-date"
    LIMITER_APART = "limiter-apart"
    LONG_QUOTE = "long-quote"
    MISSING_KEY = "missing-key"
    NOT_COVERED = "not-covered"
    OLD_FORMAT = "old-format"
    OWN_CREDIT = "own-credit"
    QUOTE_WITHOUT_PARAGRAPH = "quote-without-paragraph"
    RELAY_WITHOUT_VIA = "relay-without-via"
    REPEATED_KEY = "repeated-key"
    REPEATED_NAME = "repeated-name"
    REPEATED_QUESTION = "repeated-question"
    REPEATED_REPORT = "repeated-report"
    REPEATED_TITLE = "repeated-title"
    REPEATED_TOPIC = "repeated-topic"
    SAME_QUESTIONS = "same-questions"
    STRAY_FILE = "stray-file"
    SYNTAX = "syntax"
    TAG = "tag"
    TITLE_OF_ONE_VOICE = "title-of-one-voice"
    UNDATED_ARTICLE = "undated-article"
    UNKNOWN_ID = "unknown-id"
    UNKNOWN_KEY = "unknown-key"
    UNREADABLE = "unreadable"
    UNREPORTED_TERM = "unreported-term"
    UNUSED_ARTICLE = "unused-article"
    UNUSED_OPTION = "unused-option"
    UNUSED_TOPIC = "unused-topic"
    VALUE_WITHOUT_QUOTE = "value-without-quote"
    VIA_LOOP = "via-loop"
    WHOLE_WITHOUT_SHA256 = "whole-without-sha256"
    WORDING_CHOICE = "wording-choice"
    WRONG_TYPE = "wrong-type"


ERROR, WARNING = "error", "warning"


class Problem(NamedTuple):
    """A fault in the data: where, which rule, what was found, what was allowed, how to mend it."""

    location: Location
    rule: str
    found: str
    allowed: str = ""
    mend: str = ""
    severity: str = ERROR
    """What the registry of rules says of `rule`; whatever the loader refuses is an error."""

    def __str__(self) -> str:
        parts = "; ".join(part for part in (self.found, self.allowed, self.mend) if part)
        grade = "" if self.severity == ERROR else f" ({self.severity})"
        return f"{self.location}: {self.rule}{grade}: {parts}"


def main_problems(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """The problems, sorted, each once; of a folder of an earlier format that it is one, alone."""
    found = tuple(sorted(set(problems)))
    return tuple(p for p in found if p.rule is RuleId.OLD_FORMAT) or found


class PlancmpError(Exception):
    """What a command cannot go on from; `status` is the exit status it ends with."""

    def __init__(self, message: str, *, status: int = 2) -> None:
        super().__init__(message)
        self.status = status
