"""`plancmp changes`: what the data says now that it did not say at a revision, and the reverse."""

from collections.abc import Iterator, Sequence
from typing import TypedDict

from plancmp.domain.comparison import Change
from plancmp.domain.model import grouped
from plancmp.domain.problems import Problem
from plancmp.domain.states import ClaimKey, StateChanges
from plancmp.domain.verdicts import Verdict
from plancmp.views import document as doc
from plancmp.views.base import View
from plancmp.views.json_types import Count
from plancmp.views.marks import badge, change_words
from plancmp.views.wording import counted, hints

MOST = 12
"""So many verdicts, and so many changes, stand on the first screen."""
COLUMNS = ("provision", "question", "answer", "article", "speaker", "via")
"""What a claim is told by; its case stands before its answer, its draft after it."""
RECORD_COLUMNS = (
    *("what", "of", "question", "before", "now", "article", "paragraph", "speaker"),
    *("draft", "via", "condition"),
)


class StateClaimData(TypedDict):
    """A claim that is new or gone."""

    provision: str
    term: str
    value: str
    draft: str | None
    article: str
    paragraph: str | None
    speaker: str | None
    via: list[str]
    condition: str | None


class StateVerdictData(TypedDict):
    """A verdict that was another, or none."""

    provision: str
    term: str
    before: Verdict | None
    now: Verdict | None


class StateChangeData(TypedDict):
    """A change between two plans that was another, or none."""

    plans: list[str]
    topic: str
    before: Change | None
    now: Change | None


class ChangesData(TypedDict):
    """What `changes` says."""

    since: str
    counts: dict[str, Count]
    verdicts: list[StateVerdictData]
    changes: list[StateChangeData]
    new_claims: list[StateClaimData]
    gone_claims: list[StateClaimData]


class ChangesView(View):
    """Verdicts, changes and claims that are new, gone or other."""

    command = "changes"

    def __init__(self, since: str, found: StateChanges, problems: Sequence[Problem] = ()) -> None:
        """Take what differs from the state of that name."""
        super().__init__(f"What is new since {since}", problems)
        self.since = since
        self.found = found

    def blocks(self) -> Iterator[doc.Block]:
        """All of it, claims one by one."""
        yield from self._headline()
        yield from self._verdicts(len(self.found.verdicts))
        yield from self._changes(len(self.found.changes))
        for title, claims in (
            ("New claims", self.found.new_claims),
            ("Gone", self.found.gone_claims),
        ):
            if claims:
                rows = tuple(tuple(map(doc.cell, _shown(claim))) for claim in claims)
                yield doc.Heading(doc.line(f"{title}: {len(claims)}"), level=2)
                yield doc.table(COLUMNS, rows)

    def screen(self) -> Iterator[doc.Block]:
        """The verdicts and changes that are other; of claims how many, by provision."""
        yield from self._headline()
        yield from self._verdicts(MOST)
        yield from self._changes(MOST)
        by_provision = {
            title: grouped(claims, lambda claim: claim.provision)
            for title, claims in (("new", self.found.new_claims), ("gone", self.found.gone_claims))
        }
        for title, found in by_provision.items():
            if found:
                parts = ", ".join(
                    f"{id} {len(claims)}" for id, claims in list(found.items())[:MOST]
                )
                rest = len(found) - MOST
                more = f" and {rest} more provisions" if rest > 0 else ""
                yield doc.Paragraph(((), doc.line(f"{title} claims: {parts}{more}")))
        if any(self._counts().values()):
            yield doc.Paragraph(((),))
            yield hints("each claim: --all")

    def records(self) -> doc.Records:
        """A record for each verdict, change and claim."""
        return doc.records(RECORD_COLUMNS, self._records())

    def data(self) -> ChangesData:
        return {
            "since": self.since,
            "counts": self._counts(),
            "verdicts": [
                {"provision": v.provision, "term": v.term, "before": v.before, "now": v.now}
                for v in self.found.verdicts
            ],
            "changes": [
                {"plans": list(c.plans), "topic": c.topic, "before": c.before, "now": c.now}
                for c in self.found.changes
            ],
            "new_claims": list(map(_claim_data, self.found.new_claims)),
            "gone_claims": list(map(_claim_data, self.found.gone_claims)),
        }

    def outcomes(self) -> frozenset[str]:
        """The verdicts that are new."""
        return frozenset(verdict.now for verdict in self.found.verdicts if verdict.now)

    def _counts(self) -> dict[str, int]:
        found = self.found
        return {
            "verdicts": len(found.verdicts),
            "changes": len(found.changes),
            "new_claims": len(found.new_claims),
            "gone_claims": len(found.gone_claims),
        }

    def _headline(self) -> Iterator[doc.Block]:
        yield doc.Heading(doc.line(f"What is new since {self.since}", "strong"))
        found = self.found
        if not any(self._counts().values()):
            yield doc.Paragraph(
                (doc.line("Nothing: every claim, verdict and change is the same."),)
            )
            return
        parts = (
            counted(len(found.verdicts), "other verdict"),
            f"{counted(len(found.changes), 'other change')} between plans",
            f"{counted(len(found.new_claims), 'claim')} new",
            f"{counted(len(found.gone_claims), 'claim')} gone",
        )
        yield doc.Items(tuple(map(doc.line, parts)))

    def _verdicts(self, most: int) -> Iterator[doc.Block]:
        found = self.found.verdicts
        if not found:
            return
        rows = tuple(
            (
                doc.cell(verdict.provision, "strong"),
                doc.cell(verdict.asks),
                (_or_none(verdict.before),),
                (_or_none(verdict.now),),
            )
            for verdict in found[:most]
        )
        yield doc.Heading(doc.line("Verdicts"), level=2)
        yield doc.table(("provision", "question", "before", "now"), rows)
        yield from _more(len(found) - most)

    def _changes(self, most: int) -> Iterator[doc.Block]:
        found = self.found.changes
        if not found:
            return
        rows = tuple(
            (
                doc.cell(" → ".join(change.plans), "strong"),
                doc.cell(change.title),
                (_change(change.before, change.plans),),
                (_change(change.now, change.plans),),
            )
            for change in found[:most]
        )
        yield doc.Heading(doc.line("Changes between plans"), level=2)
        yield doc.table(("plans", "topic", "before", "now"), rows)
        yield from _more(len(found) - most)

    def _records(self) -> Iterator[doc.Record]:
        for v in self.found.verdicts:
            of = {"what": "verdict", "of": v.provision, "question": v.term}
            yield {**of, "before": v.before, "now": v.now}
        for c in self.found.changes:
            of = {"what": "change", "of": " ".join(c.plans), "question": c.topic}
            yield {**of, "before": c.before, "now": c.now}
        for key, claims in (("now", self.found.new_claims), ("before", self.found.gone_claims)):
            for claim in claims:
                data = _claim_data(claim)
                yield {
                    **data,
                    "what": "claim",
                    "of": data["provision"],
                    "question": data["term"],
                    key: data["value"],
                }


def _more(rest: int) -> Iterator[doc.Block]:
    if rest > 0:
        yield doc.Paragraph((doc.line(f"{rest} more: --all", "muted"),))


def _or_none(verdict: Verdict | None) -> doc.Line:
    return badge(verdict) if verdict else doc.line("not reported", "muted")


def _change(change: Change | None, plans: tuple[str, str]) -> doc.Line:
    return badge(change, change_words(change, *plans)) if change else doc.line("–", "muted")


def _shown(claim: ClaimKey) -> tuple[str, ...]:
    case = f"{claim.condition}: " if claim.condition else ""
    draft = f" ({claim.draft})" if claim.draft else ""
    paragraph = f" ¶{claim.paragraph}" if claim.paragraph else ""
    return (
        *(claim.provision, claim.term, f"{case}{claim.value}{draft}"),
        *(f"{claim.article}{paragraph}", claim.speaker, ", ".join(claim.via)),
    )


def _claim_data(claim: ClaimKey) -> StateClaimData:
    return {
        "provision": claim.provision,
        "term": claim.term,
        "value": claim.value,
        "draft": claim.draft or None,
        "article": claim.article,
        "paragraph": claim.paragraph or None,
        "speaker": claim.speaker or None,
        "via": list(claim.via),
        "condition": claim.condition or None,
    }
