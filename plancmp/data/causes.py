"""Problems of rows, each cause told once: one mistake in a spreadsheet is made in many rows."""

from collections.abc import Iterable

from plancmp.domain.model import grouped
from plancmp.domain.problems import Problem


def once_a_cause(problems: Iterable[Problem], name: str) -> list[Problem]:
    """The problems; of those alike in all but the row of the file `name`, the first.

    Its message says how many more rows have it.
    """

    def cause(problem: Problem) -> Problem:
        column = problem.location._replace(line=0)
        return problem._replace(location=column) if column.file == name else problem

    return sorted(
        first._replace(message=first.message + and_more(len(rest), "row has this, too"))
        for first, *rest in grouped(sorted(set(problems)), cause).values()
    )


def and_more(count: int, what: str) -> str:
    """What is said of so many more of the same."""
    several = what.replace(" is ", "s are ").replace(" has ", "s have ")
    return f" ({count:,} more {what if count == 1 else several})" if count else ""
