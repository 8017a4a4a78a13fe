"""What the brief's page is drawn from beside the view's data: no markup, no wording of its own."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from plancmp import __version__
from plancmp.domain.changes import GROUPS_APART, Change
from plancmp.domain.verdicts import FINDINGS, Verdict
from plancmp.views.base import View
from plancmp.views.brief import SECTIONS
from plancmp.views.claims import OWN_VOICE, quoted
from plancmp.views.diff import MOVED
from plancmp.views.wording import DATE_KNOWN, SIGNS, counted, share, voice

_Row = Mapping[str, Any]

UNFOLDED = ("changed", "depends", "dropped", "added")
"""The changes that stand open at first."""

STEPS = 5
"""Shades of the heat map."""


def context(view: View) -> Mapping[str, Any]:
    """Look-ups, orders and small functions for the template."""
    data = view.data()
    outlets = _by("outlet", data["outlets"])
    articles = _by("article", data["articles"])
    columns = {plan["plan"]: _columns(data, plan["plan"]) for plan in data["plans"]}
    agreement = _agreement(data["pairs"])
    optional = {
        "changes": data["changes"] is not None,
        "agreement": agreement,
        "origins": data["one_origin"],
    }

    def short(outlet: str) -> str:
        return str(outlets[outlet]["short"])

    def said_by(claim: _Row) -> str:
        publisher = articles[claim["article"]]["outlet"]
        return voice(short, claim["outlet"], publisher, claim["via"])

    return {
        "data": data,
        "version": __version__,
        "titles": SECTIONS,
        "missing": {name for name, there in optional.items() if not there},
        "agreement": agreement,
        "titled": {f"{p['plan']}/{p['topic']}": p["title"] for p in data["provisions"]},
        "last_draft": {p["plan"]: p["drafts"][-1] if p["drafts"] else "" for p in data["plans"]},
        "shown_verdicts": _verdicts(data["provisions"]),
        "share": share,
        "plans": [plan["plan"] for plan in data["plans"]],
        "outlets": outlets,
        "columns_of": columns,
        "days": _days(data["articles"]),
        "timeline": _timeline(data["articles"], outlets),
        "filters": _filters(data, columns, short),
        "opposed": [verdict.value for verdict in FINDINGS],
        "unfolded": UNFOLDED,
        "apart": sorted(GROUPS_APART),
        "own_voice": OWN_VOICE,
        "short": short,
        "said_by": said_by,
        "quoted": quoted,
        "counted": counted,
        "dated": lambda article: (
            (article["date"] or "no date") + DATE_KNOWN.get(article["date_known"], "")
        ),
        "sign": _SIGNS.__getitem__,
        "moved": _MOVED.__getitem__,
        "means": _MEANS.__getitem__,
        "shade": lambda part, whole: min(STEPS - 1, STEPS * part // whole),
    }


_SIGNS = {what.value: sign for what, sign in SIGNS.items()}
_MOVED = {relation.value: told for relation, told in MOVED.items()}
_MEANS = {what.value: what.means for what in (*Verdict, *Change)}


def _by(key: str, rows: Iterable[_Row]) -> Mapping[str, _Row]:
    return {row[key]: row for row in rows}


def _columns(data: _Row, plan: str) -> Sequence[str]:
    """The outlets compared that have an article on a plan or are relayed on it, in their order."""
    there = {article["outlet"] for article in data["articles"] if plan in article["covers"]}
    for provision in data["provisions"]:
        if provision["plan"] == plan:
            there.update(provision["cells"])
    return [outlet for outlet in data["compared"] if outlet in there]


def _days(articles: Iterable[_Row]) -> Sequence[Mapping[str, str]]:
    """The days on which articles were published, each with how long it is after the last."""
    days: list[Mapping[str, str]] = []
    last: date | None = None
    for told in sorted({article["date"] for article in articles if article["date"]}):
        day = date.fromisoformat(told)
        apart = (day - last).days if last else 1
        days.append({"date": told, "gap": counted(apart, "day") if apart > 1 else ""})
        last = day
    if any(article["date"] is None for article in articles):
        days.append({"date": "", "gap": ""})
    return days


def _timeline(
    articles: Sequence[_Row], outlets: Iterable[str]
) -> Mapping[str, Mapping[str, Sequence[_Row]]]:
    """Articles by outlet and day."""
    found: dict[str, dict[str, list[_Row]]] = {}
    for article in articles:
        by_day = found.setdefault(article["outlet"], {})
        by_day.setdefault(article["date"] or "", []).append(article)
    return {outlet: found[outlet] for outlet in outlets if outlet in found}


def _agreement(pairs: Iterable[_Row]) -> Mapping[str, Mapping[str, _Row]]:
    """Pairs by the one and by the other outlet, of those that speak with any other on a term."""
    found: dict[str, dict[str, _Row]] = {}
    for pair in pairs:
        one, other = pair["outlets"]
        found.setdefault(one, {})[other] = pair
        found.setdefault(other, {})[one] = pair
    return {
        outlet: others
        for outlet, others in found.items()
        if any(pair["terms"]["total"] for pair in others.values())
    }


def _verdicts(provisions: Sequence[_Row]) -> Sequence[str]:
    """The verdicts that the matrix shows."""
    found = {provision["verdict"] for provision in provisions}
    for provision in provisions:
        found.update(cell["verdict"] for cell in provision["cells"].values())
        quiet = {Verdict.SILENT: "silent", Verdict.NOT_FOUND: "not_found"}
        found.update(verdict.value for verdict, key in quiet.items() if provision[key])
    return [verdict.value for verdict in Verdict if verdict.value in found]


def _filters(
    data: _Row, columns: Mapping[str, Sequence[str]], short: Callable[[str], str]
) -> Sequence[tuple[str, str, Sequence[tuple[str, str]]]]:
    """The choices of each filter: its name, its title, and values with their texts."""
    provisions = data["provisions"]
    shown = {outlet for outlets in columns.values() for outlet in outlets}
    groups = sorted({provision["group"] for provision in provisions})
    return (
        ("plan", "Plan", [(plan["plan"],) * 2 for plan in data["plans"]]),
        ("verdict", "Verdict", [(v, f"{_SIGNS[v]} {v}") for v in _verdicts(provisions)]),
        ("outlet", "Outlet", [(id, short(id)) for id in data["compared"] if id in shown]),
        ("group", "Topic", [(group, group) for group in groups]),
    )
