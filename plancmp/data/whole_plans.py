"""Whole plans of a data folder, as commands ask for them.

What parses YAML is imported where something has to be read, and not where a copy is at hand.
"""

from collections.abc import Collection, Iterable

from plancmp.data.cache import cached
from plancmp.data.folder import DataFolder
from plancmp.data.layout import PlanSelector
from plancmp.data.loaded import Loaded
from plancmp.data.passages import Passages
from plancmp.domain.model import Dataset, PlanDraft
from plancmp.domain.problems import Problem


def load_plans(folder: DataFolder, plans: Collection[str]) -> Loaded:
    """These plans, whole, and each once."""
    asked = tuple(dict.fromkeys(plans))

    def read(of: DataFolder) -> tuple[Dataset, tuple[Problem, ...]]:
        from plancmp.data.loader import Loader

        dataset, problems = Loader(of).prepared(asked).read_plans(asked)
        return dataset, problems

    return Loaded(*cached(folder, asked, read)).placed(Passages(folder.root))


def load_drafts(folder: DataFolder, named: Iterable[str]) -> tuple[Loaded, list[PlanDraft]]:
    """The plans that are named, and each as `PLAN@DRAFT` names it, else in its last draft.

    Raises PlancmpError where a plan is not in the folder, or a draft not the plan's.
    """
    parsed = map(PlanSelector.parse, named)
    selectors = [selector._replace(plan=folder.plan(selector.plan)) for selector in parsed]
    loaded = load_plans(folder, dict.fromkeys(selector.plan for selector in selectors))
    return loaded, [selector.of(loaded.dataset.plans) for selector in selectors]
