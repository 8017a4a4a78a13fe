"""The outlets compared: those asked for by any name, else those of the data, else by what they say.

docs/semantics.md, The outlets compared.
"""

import unicodedata
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

from plancmp.domain.model import Dataset, Outlet, grouped
from plancmp.domain.problems import DataError, PlancmpError, Problem
from plancmp.domain.verdicts import ProvisionJudgement, judge_provisions
from plancmp.text import join_words, nearest, none_called

ALL = "all"
MOST = 8
"""So many outlets are compared where nobody chooses."""


def compared_on(
    dataset: Dataset, plans: Collection[str] = (), asked: Collection[str] = ()
) -> tuple[str, ...]:
    """The ids of the outlets to compare on these of the plans that are loaded, else on all of them.

    Raises PlancmpError where no outlet, or several, have a name asked for.
    """
    return choose(dataset, asked, lambda: [count_provisions(dataset, plans)], plans)[1]


def choose(
    dataset: Dataset,
    asked: Collection[str],
    counts: Callable[[], Iterable[Mapping[str, int]]],
    plans: Collection[str] = (),
) -> tuple[Dataset, tuple[str, ...]]:
    """The ids of the outlets to compare, each once, beside the data with its own choice made.

    They are those asked for, else those that the data set names and after them those that these
    plans name, or all that are loaded; else MOST of those that have an article on the plans: those
    that report most provisions, by the `counts` of some plans. Which that leaves out stands in the
    data.

    Raises PlancmpError where no outlet, or several, have a name asked for.
    """
    if dataset.compared:
        of_plans = (id for plan in plans or dataset.plans for id in dataset.plans[plan].outlets)
        dataset = dataset._replace(compared=tuple(dict.fromkeys([*dataset.compared, *of_plans])))
    elif not asked:
        found: Counter[str] = Counter()
        for count in counts():
            found.update(count)
        order = {id: place for place, id in enumerate(dataset.outlets) if id in found or not found}
        ranked = sorted(order, key=lambda id: (-found[id], order[id]))
        dataset = dataset._replace(compared=tuple(ranked[:MOST]), left_out=tuple(ranked[MOST:]))
    if ALL in asked:
        return dataset, dataset.compared_first(dataset.compared)
    ids = [find_outlet(name, dataset.outlets) for name in asked]
    return dataset, tuple(dict.fromkeys(ids or dataset.compared))


def judge_each_plan(dataset: Dataset) -> Iterator[tuple[ProvisionJudgement, ProvisionJudgement]]:
    """Of every provision, the verdicts over all outlets and over those compared on its plan.

    Those are compared that are where the plan is alone, whatever other plans are loaded.
    """
    for plan, provisions in grouped(dataset.provisions, lambda p: p.plan.id).items():
        outlets = compared_on(dataset, [plan])
        over_all, over_compared = (
            judge_provisions(dataset, provisions, those)
            for those in (dataset.compared_first(outlets), outlets)
        )
        yield from zip(over_all, over_compared, strict=True)


def require_outlets(dataset: Dataset, problems: Iterable[Problem]) -> None:
    """Raises PlancmpError where no outlet could be read: what they report cannot be told then."""
    wrong = [str(problem) for problem in problems if problem.location.file == "outlets.yaml"]
    if wrong and not dataset.outlets:
        message = "nothing can be compared, as no outlet could be read:"
        raise DataError(message, *wrong)


def count_provisions(dataset: Dataset, plans: Collection[str] = ()) -> Mapping[str, int]:
    """Each outlet that has an article on these plans, else on any, and how much it reports.

    That is the number of their provisions on which it has a report.
    """
    of = plans or dataset.plans
    counts = Counter({outlet: 0 for plan in of for outlet in dataset.covering(plan)})
    for provision in dataset.provisions:
        if provision.plan.id in of:
            counts.update({report.article.outlet for report in provision.reports})
    return counts


def find_outlet(name: str, outlets: Mapping[str, Outlet]) -> str:
    """The id of the outlet of this id, name or short name, whatever its case and accents.

    Raises PlancmpError where there is none, or where there are several.
    """
    if name in outlets:
        return name
    known: dict[str, dict[str, None]] = {}
    for outlet in outlets.values():
        for called in (outlet.id, outlet.name, outlet.short):
            known.setdefault(_folded(called), {})[outlet.id] = None
    wanted = _folded(name)
    ids = tuple(known.get(wanted, ()))
    if len(ids) > 1:
        raise PlancmpError(f"several outlets are called {name}: {join_words(ids, 'and')}")
    if not ids:
        close = dict.fromkeys(id for called in nearest(wanted, known) for id in known[called])
        many = "plancmp outlets --outlet all lists them"
        raise PlancmpError(none_called("outlet", name, outlets, many, close=close))
    return ids[0]


def _folded(name: str) -> str:
    """A name as names are compared: `the Post` is `post`."""
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", name).casefold())
    words = "".join(c for c in plain if not unicodedata.combining(c)).split()
    return " ".join(words[words[:1] == ["the"] and len(words) > 1 :])
