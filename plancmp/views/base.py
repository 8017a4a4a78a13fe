"""What every command's view is: one object that gives blocks, records or data when asked."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from typing import ClassVar

from plancmp.domain.problems import Problem
from plancmp.views.document import Block, Legend, Records


class View(ABC):
    """All that a command says: as blocks for reading, as records, and as data for programs.

    Each of the three is made when it is asked for, since a format takes only one of them.
    """

    command: ClassVar[str]
    incomplete: ClassVar[str] = "in the data: what follows is incomplete"
    """Where its problems are, and what comes of them."""

    def __init__(self, title: str, problems: Sequence[Problem] = ()) -> None:
        """Take what a page of the view is called, and the problems of the data behind it."""
        self.title = title
        self.problems = tuple(problems)

    @abstractmethod
    def blocks(self) -> Iterable[Block]:
        """The view for reading."""

    def screen(self) -> Iterable[Block]:
        """The view as one screen that answers first what a reader comes for; else all of it.

        What it leaves out it counts, and says how to see.
        """
        return self.blocks()

    @abstractmethod
    def records(self) -> Records:
        """The view as rows for a spreadsheet."""

    @abstractmethod
    def data(self) -> Mapping[str, object]:
        """The view for programs; each view's own TypedDict says what is in it."""

    def legend(self) -> Legend:
        """The badges that the blocks show, each with what it means."""
        return ()

    def outcomes(self) -> frozenset[str]:
        """The words that `--fail-on` is held against: verdicts, changes, outcomes or severities."""
        return frozenset()
