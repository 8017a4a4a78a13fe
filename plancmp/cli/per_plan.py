"""What commands make of each plan by itself, so that any number of plans may be asked for."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from plancmp.cli.session import Session, asked_plans

if TYPE_CHECKING:
    from plancmp.domain.model import Dataset
    from plancmp.domain.problems import Problem


class PerPlan(NamedTuple):
    """What was made of each plan by itself."""

    dataset: "Dataset"
    """What all plans share, such as the outlets' names; without what is reported of any."""
    outlets: Sequence[str]
    """The ids of the outlets compared."""
    parts: Sequence[Any]
    """One to a plan, in the plans' order."""
    problems: "Sequence[Problem]"


def _made_without(
    make: Callable[..., Any], dataset: "Dataset", *, gone: Sequence[str], outlets: Sequence[str]
) -> Any:
    """What `make` makes of a plan without some outlets."""
    from plancmp.domain.without import without

    return make(without(dataset, gone), outlets=outlets)


def make_per_plan(
    session: Session, make: Callable[..., Any], names: Sequence[str] | None = None
) -> PerPlan:
    """What `make(dataset, outlets=...)` makes of each of these plans, else of all.

    `make` must be picklable: the plans are shared out to processes, each holds one at a time.
    Raises PlancmpError where a plan or an outlet asked for is not in the folder.
    """
    from plancmp.data.loader import load_shared
    from plancmp.data.parallel import map_plans, parts_of
    from plancmp.domain.problems import main_problems

    folder = session.folder()
    plans = asked_plans(folder, names)
    shared = load_shared(folder, plans)
    dataset, outlets = session.compared(shared, plans)
    make = partial(_made_without, make, gone=dataset.without, outlets=outlets)
    problems = set(shared.problems)
    results = map_plans(folder, plans, make, track=session.track("reading plans"))
    parts = list(parts_of(results, problems))
    return PerPlan(dataset, outlets, parts, main_problems(problems))
