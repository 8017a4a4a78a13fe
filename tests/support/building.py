"""Small data sets made in memory, through the model's own types."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from plancmp.domain.changes import Change, TopicChange
from plancmp.domain.model import (
    Article,
    Claim,
    Dataset,
    Outlet,
    Plan,
    Provision,
    Report,
    Term,
    Topic,
    frozen,
)
from plancmp.domain.reasons import explain, explain_provision
from plancmp.domain.values import (
    UNSPECIFIED,
    Choice,
    Members,
    Number,
    Options,
    Relation,
    Wording,
    YesNo,
)
from plancmp.domain.verdicts import Judgement, ProvisionJudgement, judge_provisions

PARTIES = Options({"ukraine": {"umerov": {}, "office": {}}, "russia": {}, "america": {}})

TERMS = {
    "who": Term("who", "Who wrote it?", Choice(PARTIES)),
    "size": Term("size", "How many troops?", Number("troops", Decimal(10))),
    "parties": Term("parties", "Whom does it bind?", Members(PARTIES)),
    "words": Term("words", "How is it put?", Wording()),
    "handed": Term("handed", "Was it handed over yet?", YesNo(), evolving=True),
}
"""A term of each sort: in the order of verdicts on a provision, the first wins a tie."""

TOPIC = Topic("pact", "The pact", "pacts", frozen(TERMS))
OTHER_TOPIC = Topic("toll", "The toll", "tolls", frozen({"who": TERMS["who"]}))

NAMES = ("axios", "reuters", "rt", "menafn", "post", "wsj")
OUTLETS = frozen({id: Outlet(id, id.title(), id.upper(), "site") for id in NAMES})


def article(outlet: str, plan: str = "p", via: Iterable[str] = (), day: str = "") -> Article:
    """An article of an outlet; there is one a day, plan and set of credits."""
    when = date.fromisoformat(day) if day else None
    id = "-".join([outlet, plan, *via, *([day] if day else [])])
    return Article(id, outlet, f"Of {outlet}", when, "page" if day else "", (plan,), tuple(via))


def report(raw: Mapping[str, Any], plan: Plan, topic: Topic = TOPIC) -> Report:
    """A report from its outlet (`by`) and what else is given: via, on, draft, speaker, says, …"""
    says = {
        term: topic.terms[term].kind.parse(value) for term, value in raw.get("says", {}).items()
    }
    via = tuple(raw.get("via", ()))
    as_of = raw.get("as-of")
    return Report(
        article(raw["by"], plan.id, day=raw.get("on", "")),
        speaker=raw.get("speaker", ""),
        via=via,
        draft=raw.get("draft", plan.last_draft),
        as_of=date.fromisoformat(as_of) if as_of else None,
        quote="",
        paragraph=None,
        note="",
        absent="absent" in raw,
        says=frozen(says),
    )


def plan(id: str = "p", drafts: Iterable[str] = ()) -> Plan:
    """A plan with these drafts, oldest first."""
    return Plan(id, id.title(), None, None, tuple(drafts))


def provision(
    reports: Sequence[Mapping[str, Any]], of: Plan | None = None, topic: Topic = TOPIC
) -> Provision:
    """A provision of a plan with these reports."""
    of = of or plan()
    return Provision(of, topic, None, topic.title, tuple(report(r, of, topic) for r in reports))


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


def reason(found: Judgement | ProvisionJudgement, whole: ProvisionJudgement) -> str:
    """The sentence of a term's judgement, or of the whole provision's."""
    names = dataset().short
    if isinstance(found, Judgement):
        return explain(found, names, whole.provision.plan.drafts)
    return explain_provision(found, names)


def claim(by: str, *via: str) -> Claim:
    """A claim of an outlet that credits these."""
    return Claim(report({"by": by, "via": via}, plan()), "who", UNSPECIFIED)


_OPPOSITES = (
    (Change.DROPPED, Change.ADDED),
    (Change.MORE_SPECIFIC, Change.LESS_SPECIFIC),
    (Change.ONLY_BEFORE, Change.ONLY_AFTER),
)
_MIRRORED = {**dict(_OPPOSITES), **{other: one for one, other in _OPPOSITES}}
_CONVERSE = {Relation.NARROWER: Relation.BROADER, Relation.BROADER: Relation.NARROWER}


def mirrored(change: Change) -> Change:
    """The change with the two plans swapped."""
    return _MIRRORED.get(change, change)


def converse(relation: Relation) -> Relation:
    """The relation seen from the other value."""
    return _CONVERSE.get(relation, relation)


def assert_mirrored(one: Sequence[TopicChange], other: Sequence[TopicChange]) -> None:
    """Swapping the plans mirrors every change, of terms and of topics."""
    turned = {topic.topic.id: topic for topic in other}
    assert set(turned) == {topic.topic.id for topic in one}
    for topic in one:
        back = turned[topic.topic.id]
        assert back.change is mirrored(topic.change)
        assert [t.term for t in back.terms] == [t.term for t in topic.terms]
        for there, here in zip(back.terms, topic.terms, strict=True):
            assert there.change is mirrored(here.change)
            assert (there.before, there.after) == (here.after, here.before)
            assert {(b, a, converse(r)) for a, b, r in there.pairs} == set(here.pairs)
