"""Data checked against the rules: plan by plan, then what all plans together make use of."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import NamedTuple

from plancmp.data.folder import DataFolder
from plancmp.data.loader import load_catalog
from plancmp.data.parallel import map_plans
from plancmp.data.written import Written, plan_files, shared_files
from plancmp.domain.catalog import Catalog
from plancmp.domain.model import Dataset
from plancmp.domain.problems import Problem, Severity, main_problems
from plancmp.domain.second_checks import Tally, tally
from plancmp.rules import RULES
from plancmp.rules.base import ALL_PLANS, CATALOG, FILES, PLAN, READING, Context, Scope, Usage


class PlanChecked(NamedTuple):
    """What the check of one plan comes to."""

    plan: str
    files: int
    """How many files it has, whether they could be read or not."""
    problems: tuple[Problem, ...]
    usage: Usage
    tally: Tally


class Checked(NamedTuple):
    """The problems of all that was checked."""

    problems: tuple[Problem, ...]
    """In the order of their locations."""
    files: int
    """How many files were read, or tried."""
    plans: tuple[str, ...]
    whole: bool
    """Whether every plan was checked and every file could be read, so that the rules over all plans
    were checked, too."""
    tally: Tally

    def of(self, severity: Severity) -> tuple[Problem, ...]:
        """The problems of one severity."""
        return tuple(problem for problem in self.problems if problem.severity == severity)


def check(
    folder: DataFolder,
    plans: Sequence[str] = (),
    as_of: date | None = None,
    track: Callable[[Sequence[str]], Iterable[str]] = iter,
) -> Checked:
    """The problems of these plans, or of all where none is named, and of what plans share.

    The rules over all plans are checked only where all plans are, and every file could be read.
    `track` goes through the plans, and may show progress.
    """
    catalog = load_catalog(folder)
    asked = tuple(dict.fromkeys(plans)) or tuple(folder.plans)
    one = partial(check_plan, folder.root)
    checked = [
        part._replace(problems=(*problems, *part.problems))
        for part, problems in map_plans(folder, asked, one, catalog=catalog, track=track)
    ]
    beside = (*folder.plan_ids[1], *_file_problems(shared_files(folder)))
    return merge(catalog, checked, as_of, whole=set(asked) >= set(folder.plans), beside=beside)


def check_plan(root: Path, dataset: Dataset) -> PlanChecked:
    """What the rules over plans find in a dataset of one plan, and those over files in its files.

    `root` is the data folder that the plan was loaded from.
    """
    (plan,) = dataset.plans
    folder = DataFolder(root)
    problems = (*plan_problems(dataset), *_file_problems(plan_files(folder, plan)))
    files = 1 + len(folder.provisions(plan)[0])
    return PlanChecked(plan, files, problems, usage_of(dataset), tally(dataset))


def plan_problems(dataset: Dataset) -> list[Problem]:
    """What the rules over plans find in a dataset of one plan."""
    return _problems(PLAN, dataset)


def catalog_problems(catalog: Catalog, as_of: date | None = None) -> list[Problem]:
    """What the rules over all that plans share find in it."""
    return _problems(CATALOG, Context(catalog, as_of=as_of))


def merge(
    catalog: Catalog,
    checked: Iterable[PlanChecked],
    as_of: date | None,
    *,
    whole: bool,
    beside: Iterable[Problem] = (),
) -> Checked:
    """What the checks of single plans come to together, in whatever order they come.

    `whole` says that these are all the plans there are. `beside` are the problems that neither the
    plans nor the catalog have: of names among the plans, and of how shared files are written.
    """
    problems = {*catalog.problems, *beside}
    problems |= set(catalog_problems(catalog, as_of))
    usage, total, plans, files = Usage(), Tally(), [], catalog.files
    for part in checked:
        problems |= set(part.problems)
        usage = usage.merged(part.usage)
        total = total.plus(part.tally)
        plans.append(part.plan)
        files += part.files
    whole &= all(RULES[problem.rule].scope is not READING for problem in problems)
    if whole:
        problems |= set(_problems(ALL_PLANS, Context(catalog, usage, as_of)))
    return Checked(main_problems(problems), files, tuple(sorted(plans)), whole, total)


def usage_of(dataset: Dataset) -> Usage:
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
    return Usage(topics, frozenset(terms), frozenset(options), frozenset(articles))


def _file_problems(files: Iterable[Written]) -> list[Problem]:
    """What the rules over files find in how these are written."""
    return [problem for each in files for problem in _problems(FILES, each)]


def _problems(scope: Scope, data: Context | Dataset | Written) -> list[Problem]:
    rules = (rule for rule in RULES.values() if rule.scope is scope)
    return [problem for rule in rules for problem in rule.problems(data)]
