"""The data held to the rules: plan by plan, and then what all plans together make use of."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import cached_property
from typing import NamedTuple

from plancmp.data.folder import DataFolder
from plancmp.data.loader import Shared, load_plan, load_shared
from plancmp.data.parallel import mapped
from plancmp.domain.model import Dataset
from plancmp.domain.problems import Problem
from plancmp.rules import RULES
from plancmp.rules.base import ALL_PLANS, PLAN, READING, SHARED, Scope, Used, Whole


class PlanChecked(NamedTuple):
    """What one plan comes to: its problems, and what it makes use of."""

    plan: str
    problems: tuple[Problem, ...]
    used: Used
    files: int


class Checked(NamedTuple):
    """All that was found."""

    problems: tuple[Problem, ...]
    """In the order of their places."""
    files: int
    """How many files were read, or tried."""
    plans: tuple[str, ...]
    whole: bool
    """Whether every plan was asked for and could be read, so that the rules over all were asked."""

    def of(self, severity: str) -> tuple[Problem, ...]:
        """The problems of one severity."""
        return tuple(problem for problem in self.problems if problem.severity == severity)


def check(
    folder: DataFolder,
    plans: Sequence[str] = (),
    as_of: date | None = None,
    each: Callable[[Sequence[str]], Iterable[str]] = iter,
) -> Checked:
    """Hold these plans, else all of them, and all that plans share to the rules.

    `each` goes through the plans, and may tell how far it is.

    The rules over all plans tell what is nowhere to be found; they are asked only where all plans
    are, and every file could be read.
    """
    shared = load_shared(folder)
    asked = tuple(dict.fromkeys(plans)) or tuple(folder.plans)
    checking = mapped(_Checking(folder, shared), asked)
    return merged(
        shared,
        (found for found, _ in zip(checking, each(asked), strict=True)),
        as_of,
        whole=set(asked) >= set(folder.plans),
    )


class _Checking:
    """One plan held to the rules, as a function that another process can be given."""

    def __init__(self, folder: DataFolder, shared: Shared) -> None:
        self.root, self.shared = folder.root, shared

    @cached_property
    def _folder(self) -> DataFolder:
        return DataFolder(self.root)

    def __call__(self, plan: str) -> PlanChecked:
        return check_plan(self._folder, self.shared, plan)


def check_plan(folder: DataFolder, shared: Shared, plan: str) -> PlanChecked:
    """Hold one plan to the rules over one plan; it needs nothing of any other plan."""
    dataset, problems = load_plan(folder, shared, plan)
    return PlanChecked(
        plan,
        (*problems, *_found(PLAN, dataset)),
        used_by(dataset),
        files=1 + len(folder.entries(plan)),
    )


def merged(
    shared: Shared, checked: Iterable[PlanChecked], as_of: date | None, *, whole: bool
) -> Checked:
    """What the plans come to together, in whatever order they come."""
    problems = {*shared.problems, *_found(SHARED, Whole(shared, as_of=as_of))}
    used, files, plans = Used(), shared.files, []
    for each in checked:
        problems |= set(each.problems)
        used = used.joined(each.used)
        files += each.files
        plans.append(each.plan)
    whole &= all(RULES[problem.rule].scope is not READING for problem in problems)
    if whole:
        problems |= set(_found(ALL_PLANS, Whole(shared, used, as_of)))
    return Checked(tuple(sorted(problems)), files, tuple(sorted(plans)), whole)


def used_by(dataset: Dataset) -> Used:
    """What the reports of loaded plans make use of."""
    terms: set[tuple[str, str]] = set()
    options: set[tuple[str, str, str]] = set()
    articles: set[tuple[str, str]] = set()
    for provision in dataset.provisions:
        topic = provision.topic
        for report in provision.reports:
            articles.add((report.article.id, provision.plan.id))
            for term, value in report.says.items():
                terms.add((topic.id, term))
                if hasattr(topic.terms[term].kind, "options"):
                    for part in value.parts:
                        named = part if isinstance(part, tuple) else (part,)
                        options.update((topic.id, term, option) for option in named)
    topics = frozenset(provision.topic.id for provision in dataset.provisions)
    return Used(topics, frozenset(terms), frozenset(options), frozenset(articles))


def _found(scope: Scope, data: Whole | Dataset) -> list[Problem]:
    rules = (rule for rule in RULES.values() if rule.scope is scope)
    return [problem for rule in rules for problem in rule.problems(data)]
