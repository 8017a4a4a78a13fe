"""Views over a data set, whose words lead back to numbered sources."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from plancmp.domain.model import Dataset, Plan, Term
from plancmp.domain.positions import Statement
from plancmp.domain.problems import Problem
from plancmp.views.base import View
from plancmp.views.document import Block
from plancmp.views.references import References


class Cited(NamedTuple):
    """A question, and the statements on it that a writer would cite."""

    title: str
    plan: Plan
    term: Term
    statements: Sequence[Statement]


class SourcedView(View):
    """A view that numbers its sources, and of which a writer can cite."""

    def __init__(
        self,
        title: str,
        dataset: Dataset,
        problems: Sequence[Problem] = (),
        references: References | None = None,
    ) -> None:
        """Take the data; `references` numbers its articles, where a larger document does."""
        super().__init__(title, problems)
        self.dataset = dataset
        self.references = references or References()

    def sources(self) -> Iterable[Block]:
        """The numbered sources that what was shown points to."""
        return self.references.blocks(self.dataset)

    def cited(self) -> Iterable[Cited]:
        """What a writer would cite of it: the weightiest first."""
        return ()
