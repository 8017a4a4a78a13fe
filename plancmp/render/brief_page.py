"""What the brief's page is drawn from: no markup, no wording of its own."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from operator import attrgetter
from typing import NamedTuple

from plancmp import __version__
from plancmp.domain.attribution import voice
from plancmp.domain.model import GROUPS_APART, Article
from plancmp.domain.verdicts import FINDINGS, Verdict
from plancmp.views.brief import SECTIONS, BriefProvisionData, BriefView
from plancmp.views.claim_data import ClaimData
from plancmp.views.diff import CHANGE_BY_RELATION
from plancmp.views.marks import MARKS
from plancmp.views.outlets import PairData
from plancmp.views.wording import OWN_VOICE, counted, dated, quoted, share

UNFOLDED = ("changed", "depends", "dropped", "added")
"""The changes that stand open at first."""

STEPS = 5
"""Shades of the heat map."""


def context(view: BriefView) -> Mapping[str, object]:
    """Data, orders and small functions for the template."""
    data = view.data()
    dataset = view.dataset
    columns = {plan.id: _columns(view, plan.id) for plan in view.plans}
    agreement = _agreement(data["pairs"])
    optional = {
        "changes": data["changes"] is not None,
        "agreement": bool(agreement),
        "origins": bool(data["one_origin"]),
    }

    def said_by(claim: ClaimData) -> str:
        publisher = dataset.articles[claim["article"]].outlet
        return voice(claim["outlet"], [publisher], claim["via"], dataset.short)

    return {
        "data": data,
        "articles": view.articles,
        "version": __version__,
        "titles": SECTIONS,
        "missing": {name for name, there in optional.items() if not there},
        "agreement": agreement,
        "titled": {judged.provision.id: judged.provision.title for judged in view.judged},
        "last_draft": {plan.id: plan.last_draft for plan in view.plans},
        "shown_verdicts": _verdicts(data["provisions"]),
        "share": share,
        "plans": [plan.id for plan in view.plans],
        "outlets": dataset.outlets,
        "columns_of": columns,
        "days": _days(view.articles),
        "timeline": _timeline(view.articles, dataset.outlets),
        "filters": _filters(view, columns, data["provisions"]),
        "opposed": FINDINGS,
        "unfolded": UNFOLDED,
        "apart": sorted(GROUPS_APART),
        "own_voice": OWN_VOICE,
        "short": dataset.short,
        "said_by": said_by,
        "quoted": quoted,
        "counted": counted,
        "dated": dated,
        "sign": lambda word: MARKS[word].sign,
        "meaning": attrgetter("means"),
        "changed_to": CHANGE_BY_RELATION.__getitem__,
        "shade": lambda part, whole: min(STEPS - 1, STEPS * part // whole),
    }


def _columns(view: BriefView, plan: str) -> Sequence[str]:
    """The outlets compared that have an article on a plan or are relayed on it, in their order."""
    there = {article.outlet for article in view.articles if plan in article.covers}
    for judged in view.judged:
        if judged.provision.plan.id == plan:
            there.update(judged.speaking)
    return [outlet for outlet in view.outlets if outlet in there]


class TimelineDay(NamedTuple):
    """A column of the timeline."""

    date: str
    """YYYY-MM-DD; empty for articles without a date."""
    gap: str = ""
    """How long it is after the day before it, where that is more than a day."""


def _days(articles: Iterable[Article]) -> Sequence[TimelineDay]:
    """The days on which articles were published."""
    days: list[TimelineDay] = []
    last: date | None = None
    for day in sorted({article.date for article in articles if article.date}):
        since = (day - last).days if last else 1
        days.append(TimelineDay(day.isoformat(), counted(since, "day") if since > 1 else ""))
        last = day
    if any(article.date is None for article in articles):
        days.append(TimelineDay(""))
    return days


def _timeline(
    articles: Iterable[Article], outlets: Iterable[str]
) -> Mapping[str, Mapping[str, Sequence[Article]]]:
    """Articles by outlet and day."""
    found: dict[str, dict[str, list[Article]]] = {}
    for article in articles:
        day = article.date.isoformat() if article.date else ""
        found.setdefault(article.outlet, {}).setdefault(day, []).append(article)
    return {outlet: found[outlet] for outlet in outlets if outlet in found}


def _agreement(pairs: Iterable[PairData]) -> Mapping[str, Mapping[str, PairData]]:
    """Pairs by the one and by the other outlet, of those that speak with any other on a term."""
    found: dict[str, dict[str, PairData]] = {}
    for pair in pairs:
        one, other = pair["outlets"]
        found.setdefault(one, {})[other] = pair
        found.setdefault(other, {})[one] = pair
    return {
        outlet: others
        for outlet, others in found.items()
        if any(pair["terms"]["total"] for pair in others.values())
    }


def _verdicts(provisions: Sequence[BriefProvisionData]) -> Sequence[Verdict]:
    """The verdicts that the matrix shows."""
    found = {provision["verdict"] for provision in provisions}
    for provision in provisions:
        found.update(cell["verdict"] for cell in provision["cells"].values())
        found |= {Verdict.SILENT} if provision["silent"] else set()
        found |= {Verdict.NOT_FOUND} if provision["not_found"] else set()
    return [verdict for verdict in Verdict if verdict in found]


class Filter(NamedTuple):
    """A filter of the matrix: each choice with its text."""

    name: str
    title: str
    choices: Sequence[tuple[str, str]]


def _filters(
    view: BriefView,
    columns: Mapping[str, Sequence[str]],
    provisions: Sequence[BriefProvisionData],
) -> Sequence[Filter]:
    shown = {outlet for outlets in columns.values() for outlet in outlets}
    groups = sorted({provision["group"] for provision in provisions})
    verdicts = [(word, f"{MARKS[word].sign} {word}") for word in _verdicts(provisions)]
    outlets = [(id, view.dataset.short(id)) for id in view.outlets if id in shown]
    return (
        Filter("plan", "Plan", [(plan.id, plan.id) for plan in view.plans]),
        Filter("verdict", "Verdict", verdicts),
        Filter("outlet", "Outlet", outlets),
        Filter("group", "Topic", [(group, group) for group in groups]),
    )
