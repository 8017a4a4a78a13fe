"""Places in the data, faults found there, and the error for what we cannot go on from."""

from collections.abc import Iterable
from typing import NamedTuple

from plancmp.domain.words import Word
from plancmp.text import clauses, one_line


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
    """What reading refuses: rules that need no check of their own. plancmp.rules has all rules."""

    ALIAS = "alias"
    BAD_ID = "bad-id"
    BAD_VALUE = "bad-value"
    ENCODING = "encoding"
    MISSING_KEY = "missing-key"
    NEW_FORMAT = "new-format"
    NOT_COVERED = "not-covered"
    OLD_FORMAT = "old-format"
    REPEATED_KEY = "repeated-key"
    REPEATED_TOPIC = "repeated-topic"
    STRAY_FILE = "stray-file"
    SYNTAX = "syntax"
    TAG = "tag"
    UNKNOWN_ID = "unknown-id"
    UNKNOWN_KEY = "unknown-key"
    UNREADABLE = "unreadable"
    VIA_LOOP = "via-loop"
    WRONG_TYPE = "wrong-type"


class Severity(Word):
    """How grave a problem is: the data is wrong, or may be."""

    ERROR = "error"
    WARNING = "warning"


ERROR, WARNING = Severity.ERROR, Severity.WARNING


class Problem(NamedTuple):
    """A fault in the data: where, which rule, what is wrong, what is expected, how to mend it."""

    location: Location
    rule: str
    """The id of the rule that it breaks; a RuleId where reading found it."""
    message: str
    expected: str = ""
    hint: str = ""
    severity: Severity = ERROR
    """What the registry of rules says of `rule`; whatever the loader refuses is an error."""

    @property
    def graded_rule(self) -> str:
        """The rule, with how grave it is where that is no error: `unused-topic (warning)`."""
        return self.rule if self.severity == ERROR else f"{self.rule} ({self.severity})"

    @property
    def says(self) -> str:
        """All of it but where: what is wrong, what is expected, how to mend it."""
        return clauses(self.message, self.expected, self.hint)

    def __str__(self) -> str:
        """On one line: a line break in the data must not pass for the end of a problem."""
        return one_line(f"{self.location}: {self.graded_rule}: {self.says}")


def main_problems(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """The problems, sorted, each once; of a folder of another format that it is one, alone."""
    found = tuple(sorted(set(problems)))
    other = (RuleId.OLD_FORMAT, RuleId.NEW_FORMAT)
    return tuple(problem for problem in found if problem.rule in other) or found


class PlancmpError(Exception):
    """What a command cannot go on from: what was asked of it cannot be done.

    Its message is one line, in which a line break of the data is spelled; `below` are further ones.
    """

    def __init__(self, message: str, *below: str) -> None:
        super().__init__(one_line(message), *below)

    def __str__(self) -> str:
        return "\n".join(self.args)


class DataError(PlancmpError):
    """Data that is wrong, or a file that cannot be read or written."""
