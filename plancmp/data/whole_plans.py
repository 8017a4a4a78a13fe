"""Whole plans of a data folder, as commands ask for them.

What parses YAML is imported where something has to be read, and not where a copy is at hand.
"""

from collections.abc import Collection, Iterable
from functools import cached_property
from typing import Any

from plancmp.data.cache import Kept
from plancmp.data.folder import DataFolder
from plancmp.data.layout import PlanSelector
from plancmp.data.loaded import Loaded
from plancmp.data.passages import Passages
from plancmp.domain.model import Dataset
from plancmp.domain.problems import Problem


class WholePlans:
    """Plans of a data folder, whole and each once, and what was made of them."""

    def __init__(self, folder: DataFolder, plans: Collection[str]) -> None:
        asked = tuple(dict.fromkeys(plans))

        def read(of: DataFolder) -> tuple[Dataset, tuple[Problem, ...]]:
            from plancmp.data.loader import Loader

            dataset, problems = Loader(of).prepared(asked).read_plans(asked)
            return dataset, problems

        self._kept, self._passages = Kept(folder, asked, read), Passages(folder.root)

    @cached_property
    def loaded(self) -> Loaded:
        """The plans, with all that they refer to."""
        return Loaded(*self._kept.read).placed(self._passages)

    def made(self, question: tuple[object, ...]) -> Any:
        """What was made of these plans when the same was asked; None where it is to be made."""
        return self._kept.made(question)

    def keep(self, question: tuple[object, ...], made: object) -> None:
        """Keep what was made of nothing but these plans and the question.

        Nothing is kept where texts were searched for the paragraphs of quotes: they may change.
        """
        if not self._passages.searched:
            self._kept.keep(question, made)


def load_plans(folder: DataFolder, plans: Collection[str]) -> Loaded:
    """These plans, whole, and each once."""
    return WholePlans(folder, plans).loaded


def selected_drafts(folder: DataFolder, named: Iterable[str]) -> list[PlanSelector]:
    """The drafts that `PLAN@DRAFT`, or `PLAN` for its last, names.

    Raises PlancmpError where a plan is not in the folder.
    """
    parsed = map(PlanSelector.parse, named)
    return [selector._replace(plan=folder.plan(selector.plan)) for selector in parsed]
