"""Small data sets made in memory, through the model's own types."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from plancmp.domain.model import (
    DOCUMENT,
    Article,
    Dataset,
    Outlet,
    Plan,
    Provision,
    Report,
    Term,
    Topic,
    frozen,
)
from plancmp.domain.values import Choice, Members, Number, Options, Wording, YesNo
from plancmp.domain.verdicts import ProvisionJudgement, judge_provisions

PARTIES = Options({"ukraine": {"umerov": {}, "office": {}}, "russia": {}, "america": {}})

TERMS = {
    "who": Term(
        "who",
        "Who wrote it?",
        Choice(PARTIES),
        labels=frozen({"office": "the president's office", "america": "the United States"}),
    ),
    "size": Term("size", "How many troops?", Number("troops", Decimal(10))),
    "parties": Term("parties", "Whom does it bind?", Members(PARTIES)),
    "words": Term("words", "How is it put?", Wording()),
    "handed": Term("handed", "Was it handed over yet?", YesNo(), evolving=True),
}
"""A term of each sort: in the order of verdicts on a provision, the first wins a tie."""

TOPIC = Topic("pact", "The pact", "pacts", frozen(TERMS))
OTHER_TOPIC = Topic("toll", "The toll", "tolls", frozen({"who": TERMS["who"]}))

NAMES = ("axios", "reuters", "rt", "menafn", "post", "wsj")
SPECIAL = {"text": (DOCUMENT, False), "copy": (DOCUMENT, True), "unnamed": ("site", True)}
"""More outlets: their kinds, and whether they are unidentified."""
OUTLETS = frozen(
    {
        id: Outlet(id, id.title(), id.upper(), kind, unidentified)
        for id, (kind, unidentified) in {**dict.fromkeys(NAMES, ("site", False)), **SPECIAL}.items()
    }
)


def article(
    outlet: str, plan: str = "p", via: Iterable[str] = (), day: str = "", name: str = ""
) -> Article:
    """An article of an outlet; there is one a day, plan, set of credits and name."""
    when = date.fromisoformat(day) if day else None
    id = "-".join([outlet, plan, *via, *filter(None, (day, name))])
    return Article(id, outlet, f"Of {outlet}", when, "page" if day else "", (plan,), tuple(via))


def report(raw: Mapping[str, Any], plan: Plan, topic: Topic = TOPIC) -> Report:
    """A report from its outlet (`by`) and what else is given: via, on, draft, speaker, says, …"""
    says = {
        term: topic.terms[term].kind.parse(value) for term, value in raw.get("says", {}).items()
    }
    via = tuple(raw.get("via", ()))
    as_of = raw.get("as-of")
    return Report(
        article(raw["by"], plan.id, day=raw.get("on", ""), name=raw.get("in", "")),
        speaker=raw.get("speaker", ""),
        via=via,
        draft=raw.get("draft", plan.last_draft),
        as_of=date.fromisoformat(as_of) if as_of else None,
        quote="",
        paragraph=None,
        note="",
        absent="absent" in raw,
        says=frozen(says),
        hedge=raw.get("hedge", ""),
        inferred="inferred" in raw,
        condition=raw.get("condition", ""),
    )


def plan(id: str = "p", drafts: Iterable[str] = ()) -> Plan:
    """A plan with these drafts, oldest first."""
    return Plan(id, id.title(), None, None, tuple(drafts))


def provision(
    reports: Sequence[Mapping[str, Any]], of: Plan | None = None, topic: Topic = TOPIC
) -> Provision:
    """A provision of a plan with these reports."""
    of = of or plan()
    return Provision(of, topic, (), topic.title, tuple(report(r, of, topic) for r in reports))


def dataset(*provisions: Provision, articles: Iterable[Article] = ()) -> Dataset:
    """A data set of these provisions, and of more articles than they name."""
    named = [report.article for provision in provisions for report in provision.reports]
    return Dataset(
        "Made for tests",
        NAMES[:5],
        OUTLETS,
        frozen({article.id: article for article in (*named, *articles)}),
        frozen({provision.plan.id: provision.plan for provision in provisions}),
        provisions,
    )


def judge_provision(
    dataset: Dataset, provision: Provision, outlets: Sequence[str]
) -> ProvisionJudgement:
    """The verdicts on one provision and its terms, over the outlets compared."""
    return judge_provisions(dataset, (provision,), outlets)[0]
