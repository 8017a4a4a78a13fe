"""The public functions, which `import plancmp` offers: docs/python.md shows their use."""

from collections.abc import Collection
from os import PathLike
from pathlib import Path

from plancmp.data.cells import unguarded
from plancmp.data.folder import DataFolder, shipped
from plancmp.data.layout import PlanSelector
from plancmp.data.whole_plans import load_plans
from plancmp.domain import comparison, reasons, verdicts
from plancmp.domain.compared import compared_on
from plancmp.domain.comparison import Change, TopicChange
from plancmp.domain.model import Dataset, PlanDraft
from plancmp.domain.problems import DataError, PlancmpError
from plancmp.domain.verdicts import ProvisionJudgement, Verdict
from plancmp.render.parquet import Cell, rows
from plancmp.text import none_called

__all__ = [
    "Change",
    "PlancmpError",
    "Verdict",
    "claims",
    "compare",
    "explain",
    "judge",
    "load",
    "unguarded",
]


def load(folder: str | PathLike[str] | None = None, plans: str | Collection[str] = ()) -> Dataset:
    """The data of a folder, else of the one that travels with plancmp: these plans, else all.

    Raises PlancmpError where the folder or a plan is not there, and where any file that was read
    has an error: the message has a line for each, with its file, line and column.
    """
    data = DataFolder(Path(folder) if folder is not None else shipped())
    names = [data.plan(name) for name in _ids(plans)]
    dataset, problems = load_plans(data, names or data.plans)
    if problems:
        raise DataError("the data has errors:", *map(str, problems))
    return dataset


def claims(data: Dataset) -> list[dict[str, Cell]]:
    """Every claim as a row of the columns that `plancmp export --format parquet` has.

    Rows are in the order of the data, days are `datetime.date`, and what is empty is None.
    """
    return list(rows(data))


def judge(
    data: Dataset, plan: str, outlets: str | Collection[str] = ()
) -> tuple[ProvisionJudgement, ...]:
    """The verdicts on each provision of a plan and on its terms, in the order of the plan.

    `"plan@draft"` is what is reported of one draft alone. Over these outlets, or `"all"`; else over
    those compared by default on this plan, as `plancmp show` has them. Raises PlancmpError where
    the plan, the draft or an outlet is not in the data. docs/semantics.md, Verdicts.
    """
    of = _draft(data, plan)
    compared = compared_on(data, [of.plan.id], _ids(outlets))
    if "@" in plan:
        return verdicts.judge_draft(data, of, compared)
    return verdicts.judge_provisions(data, data.of_plan(of.plan.id), compared)


def explain(data: Dataset, judged: ProvisionJudgement, term: str = "") -> str:
    """Why a provision, or one of its terms, has its verdict: a sentence.

    Raises PlancmpError where nobody compared speaks on the term.
    """
    if not term:
        return reasons.explain_provision(judged, data.short)
    for judgement in judged.terms:
        if judgement.term.id == term:
            return reasons.explain(judgement, data.short, judged.provision.plan.drafts)
    raise PlancmpError(f"nobody compared speaks on {judged.provision.id}: {term}")


def compare(
    data: Dataset, before: str, after: str, outlets: str | Collection[str] = ()
) -> tuple[TopicChange, ...]:
    """What changed between two plans, topic by topic, in the order of the plan `after`.

    A plan is in its last draft, or in the one that `"plan@draft"` names. Over these outlets, or
    `"all"`; else over those compared by default on the two plans. A topic on which only others
    report, or only on other drafts, is left out. Raises PlancmpError where a plan, a draft or an
    outlet is not in the data. docs/semantics.md, Changes.
    """
    one, other = (_draft(data, named) for named in (before, after))
    compared = compared_on(data, [one.plan.id, other.plan.id], _ids(outlets))
    return comparison.compare(data, one, other, compared).changes


def _ids(given: str | Collection[str]) -> Collection[str]:
    """A single id as a collection of one."""
    return (given,) if isinstance(given, str) else given


def _draft(data: Dataset, named: str) -> PlanDraft:
    """The plan in the draft that `"plan@draft"` names, else in its last."""
    selector = PlanSelector.parse(named)
    if selector.plan not in data.plans:
        many = "list(data.plans) has them"
        raise PlancmpError(none_called("plan", selector.plan, data.plans, many))
    return selector.of(data.plans)
