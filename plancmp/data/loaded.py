"""A dataset with the problems found in reading it."""

from typing import NamedTuple

from plancmp.data.passages import Passages
from plancmp.domain.model import Dataset
from plancmp.domain.problems import Problem


class Loaded(NamedTuple):
    """What was read, and what was wrong with it."""

    dataset: Dataset
    problems: tuple[Problem, ...]

    def placed(self, passages: Passages) -> "Loaded":
        """The same, with the paragraphs of quotes that name none, where texts at hand tell them."""
        provisions = passages.with_paragraphs(self.dataset.provisions)
        return self._replace(dataset=self.dataset._replace(provisions=provisions))
