"""Small data sets made in memory, through the model's own types."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from plancmp.domain.comparison import Change, Comparison, TermChange, compare
from plancmp.domain.model import (
    DOCUMENT,
    Article,
    Claim,
    Dataset,
    Outlet,
    Plan,
    PlanDraft,
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


def compared(
    before: Sequence[Provision],
    after: Sequence[Provision],
    names: Sequence[str] = NAMES,
    drafts: Sequence[str | None] = (None, None),
) -> Comparison:
    """The changes between the plans of some provisions, in these drafts, else in the last."""
    plans = [side[0].plan if side else plan("none") for side in (before, after)]
    one, other = (
        PlanDraft(plan, plan.last_draft if draft is None else draft)
        for plan, draft in zip(plans, drafts, strict=True)
    )
    provisions = before if before is after else (*before, *after)
    return compare(dataset(*provisions), one, other, names)


def assert_mirrored(one: Comparison, other: Comparison) -> None:
    """Swapping the plans mirrors every change, of terms and of topics."""
    turned = {topic.topic.id: topic for topic in other.changes}
    assert set(turned) == {topic.topic.id for topic in one.changes}
    assert sorted(t.id for t in one.not_compared) == sorted(t.id for t in other.not_compared)
    for topic in one.changes:
        back = turned[topic.topic.id]
        assert back.change is mirrored(topic.change)
        assert back.related == topic.related
        assert [t.term for t in back.terms] == [t.term for t in topic.terms]
        for there, here in zip(back.terms, topic.terms, strict=True):
            assert there.change is mirrored(here.change)
            assert (there.before, there.after) == (here.after, here.before)
            assert {(b, a, converse(r)) for a, b, r in _pairs(there)} == set(_pairs(here))


def _pairs(term: TermChange) -> Iterator[tuple[object, object, Relation]]:
    for one, other, relation in term.pairs:
        yield one[:3], other[:3], relation
