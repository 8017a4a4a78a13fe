"""Places in the data, faults found there, and the error for what we cannot go on from."""

from typing import NamedTuple


class Location(NamedTuple):
    """A place in a file; line and column count from 1, and are 0 where only the file is known."""

    file: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        if not self.line:
            return self.file
        return f"{self.file}:{self.line}:{self.column}"


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
        told = "; ".join(part for part in (self.found, self.allowed, self.mend) if part)
        grade = "" if self.severity == ERROR else f" ({self.severity})"
        return f"{self.location}: {self.rule}{grade}: {told}"


class PlancmpError(Exception):
    """What a command cannot go on from; `status` is the exit status it ends with."""

    def __init__(self, message: str, *, status: int = 2) -> None:
        super().__init__(message)
        self.status = status
