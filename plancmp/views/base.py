"""What every command's view is: one object that gives blocks, records or data when asked."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, ClassVar

from plancmp.domain.problems import Problem
from plancmp.views.document import Block, Records, Span


class View(ABC):
    """All that a command says: as blocks for reading, as records, and as data for programs.

    Each of the three is made when it is asked for, since a format takes only one of them.
    """

    command: ClassVar[str]

    def __init__(self, title: str, problems: Sequence[Problem] = ()) -> None:
        """Take what a page of the view is called, and the problems of the data behind it."""
        self.title = title
        self.problems = tuple(problems)

    @abstractmethod
    def blocks(self) -> Iterable[Block]:
        """The view for reading."""

    @abstractmethod
    def records(self) -> Records:
        """The view as rows for a spreadsheet."""

    @abstractmethod
    def data(self) -> Mapping[str, Any]:
        """The view for programs, as JSON's types."""

    def legend(self) -> tuple[tuple[Span, str], ...]:
        """The marks that the blocks use, each with what it means."""
        return ()

    def outcomes(self) -> frozenset[str]:
        """The words that `--fail-on` is held against: verdicts, changes, outcomes or severities."""
        return frozenset()
