"""What is made of each plan by itself, gathered in the plans' order: one plan is held at a time."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Generic, TypeVar

from plancmp.data.folder import DataFolder
from plancmp.data.loader import Loaded, Plans
from plancmp.data.parallel import mapped
from plancmp.domain.model import Dataset
from plancmp.domain.problems import Problem

_Part = TypeVar("_Part")


def gather(
    folder: DataFolder,
    plans: Sequence[str],
    part: Callable[[Dataset], _Part],
    each: Callable[[Sequence[str]], Iterable[str]] = iter,
) -> tuple[tuple[_Part, ...], tuple[Problem, ...]]:
    """A part made of the dataset of each plan, and the problems of all of them.

    `part` and what it makes must be picklable; `each` goes through the plans as they are done, and
    may tell how far it is.
    """
    problems: set[Problem] = set()
    parts = tuple(one_by_one(folder, plans, part, problems, each))
    return parts, tuple(sorted(problems))


def one_by_one(
    folder: DataFolder,
    plans: Sequence[str],
    part: Callable[[Dataset], _Part],
    problems: set[Problem],
    each: Callable[[Sequence[str]], Iterable[str]] = iter,
) -> Iterator[_Part]:
    """The parts that `gather` makes, one at a time.

    The problems of each plan are added to `problems` as its part is handed out.
    """
    problems.update(folder.problems)
    reading = _PartOf(Plans(folder, plans), part)
    # the plan is drawn after its part, so that every process has been started before a bar is
    for (made, found), _ in zip(mapped(reading, plans), each(plans), strict=True):
        problems.update(found)
        yield made


class _PartOf(Generic[_Part]):
    def __init__(self, read: Callable[[str], Loaded], part: Callable[[Dataset], _Part]) -> None:
        self.read, self.part = read, part

    def __call__(self, plan: str) -> tuple[_Part, tuple[Problem, ...]]:
        dataset, problems = self.read(plan)
        return self.part(dataset), problems
