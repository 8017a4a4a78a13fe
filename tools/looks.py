"""The findings and changes that ask for a look at their passages, and the looks that were taken.

A look is of the verdict or change, of the values that decide it, and of the articles that have
them, over the outlets that are compared by default and over all. Where the data gives another
state than the one that was looked at, the look is stale: tests/data_quality/test_looks.py.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from plancmp import api
from plancmp.domain.compared import compared_on
from plancmp.domain.comparison import WEIGHTY, TermChange
from plancmp.domain.findings import JudgedTerm
from plancmp.domain.model import Dataset, Term
from plancmp.domain.positions import Statement
from plancmp.domain.reasons import explain
from plancmp.domain.sides import Side
from plancmp.domain.verdicts import CONTESTED, Judgement

LOOKS = Path(__file__).parent / "data" / "findings.yaml"
FIRST_READ = ("april", "november")
"""The plans that were coded first, of which the looks are counted for themselves as well."""
COMPARED = (
    ("april", "november"),
    ("november", "european"),
    ("european", "european-24"),
    ("european", "december"),
    ("november", "december"),
)
"""The plans whose changes are looked at: each text and the ones that came of it."""
CHOICES: Mapping[str, tuple[str, ...] | str] = {"default": (), "all": "all"}
"""The outlets over which it is looked: those compared by default on all plans at once, and all."""


class Look(NamedTuple):
    """What an editor who has the passages on the desk says of a finding."""

    signed: bool
    why: str
    doubt: str
    """What may be said against it; empty for nothing."""
    seen: Mapping[str, str]
    """By choice of outlets, the state that was looked at."""


class Row(NamedTuple):
    """A value, and a passage that has it."""

    side: str
    """Before or after, for a change."""
    value: str
    statement: Statement


class Subject(NamedTuple):
    """A finding or a change as the data has it now."""

    id: str
    of: str
    """The plan, topic and term."""
    asks: str
    words: Mapping[str, str]
    """By choice of outlets, its verdict or change, whether or not it asks for a look there."""
    sentences: Mapping[str, str]
    """By choice of outlets where it asks for a look, what is printed of it; none for a change."""
    seen: Mapping[str, str]
    """By choice of outlets where it asks for a look, its state."""
    rows: tuple[Row, ...]
    """What stands against what there, each passage once."""

    @property
    def plan(self) -> str:
        """The plan that a finding is of."""
        return self.of.partition("/")[0]


class Looks(NamedTuple):
    """The looks that were taken, by the id of their finding or change."""

    findings: Mapping[str, Look]
    changes: Mapping[str, Look]


def looks() -> Looks:
    """Those of `tools/data/findings.yaml`."""
    raw = yaml.safe_load(LOOKS.read_text("utf-8"))
    of_changes = {
        f"{plans} {id}": look
        for plans, taken in raw["changes"].items()
        for id, look in taken.items()
    }
    return Looks(_taken(raw["findings"]), _taken(of_changes))


def _taken(raw: Mapping[str, Mapping[str, Any]]) -> Mapping[str, Look]:
    return {
        id: Look(
            look["signed"],
            look["why"],
            look.get("doubt", ""),
            {choice: look[choice] for choice in CHOICES if choice in look},
        )
        for id, look in raw.items()
    }


def findings(dataset: Dataset) -> tuple[Subject, ...]:
    """The findings that ask for a look, in the order of the data."""
    found: dict[str, dict[str, JudgedTerm]] = {}
    for choice, outlets in CHOICES.items():
        for plan in dataset.plans:
            for whole in api.judge(dataset, plan, outlets or compared_on(dataset)):
                for judgement in whole.terms:
                    judged = JudgedTerm(whole.provision, judgement)
                    found.setdefault(judged.id, {})[choice] = judged
    subjects = (_finding(dataset, id, by_choice) for id, by_choice in found.items())
    ordered = sorted((s for s in subjects if s.seen), key=lambda subject: subject.of)
    return tuple(ordered)


def _finding(dataset: Dataset, id: str, by_choice: Mapping[str, JudgedTerm]) -> Subject:
    (provision, judgement), *_ = by_choice.values()
    asked = {
        choice: judged.judgement
        for choice, judged in by_choice.items()
        if judged.judgement.verdict in CONTESTED
    }
    drafts = provision.plan.drafts
    last = provision.plan.last_draft
    return Subject(
        id,
        f"{provision.id} {judgement.term.id}",
        judgement.term.asks,
        {choice: judged.judgement.verdict.value for choice, judged in by_choice.items()},
        {choice: explain(judged, dataset.short, drafts) for choice, judged in asked.items()},
        {choice: _state(judged, last) for choice, judged in asked.items()},
        _once(
            Row("", _answer(judgement.term, statement, last), statement)
            for judged in asked.values()
            for statement in judged.decisive
        ),
    )


def _state(judgement: Judgement, last: str) -> str:
    return f"{judgement.verdict.value}: {_said(judgement.term, judgement.decisive, last)}"


def changes(dataset: Dataset) -> tuple[Subject, ...]:
    """The changes of terms that ask for a look, by the plans compared and the topics' ids."""
    found = (subject for plans in COMPARED for subject in _between(dataset, *plans))
    return tuple(subject for subject in found if subject.seen)


def _between(dataset: Dataset, before: str, after: str) -> Iterator[Subject]:
    found: dict[str, dict[str, TermChange]] = {}
    for choice, outlets in CHOICES.items():
        for topic in api.compare(dataset, before, after, outlets or compared_on(dataset)):
            for change in topic.terms:
                found.setdefault(f"{topic.topic.id}.{change.term.id}", {})[choice] = change
    for id, by_choice in sorted(found.items()):
        yield _change(id, before, after, by_choice)


def _change(id: str, before: str, after: str, by_choice: Mapping[str, TermChange]) -> Subject:
    first, *_ = by_choice.values()
    asked = {choice: change for choice, change in by_choice.items() if change.change in WEIGHTY}
    return Subject(
        f"{before} {after} {id}",
        f"{id.replace('.', ' ')} from {before} to {after}",
        first.term.asks,
        {choice: change.change.value for choice, change in by_choice.items()},
        {},
        {choice: _change_state(change) for choice, change in asked.items()},
        _once(
            Row(plan, _answer(first.term, statement), statement)
            for plan, side in ((before, "before"), (after, "after"))
            for change in asked.values()
            for statement in _statements(getattr(change, side))
        ),
    )


def _change_state(change: TermChange) -> str:
    before, after = (
        _said(change.term, _statements(side)) for side in (change.before, change.after)
    )
    return f"{change.change.value}: {before} => {after}"


def _statements(side: Side) -> Sequence[Statement]:
    return [statement for entry in side.entries for statement in entry.statements]


def _said(term: Term, statements: Iterable[Statement], last: str = "") -> str:
    """The values, each with the articles that have it."""
    articles: dict[str, set[str]] = {}
    for statement in statements:
        article = statement.claim.report.article.id
        articles.setdefault(_answer(term, statement, last), set()).add(article)
    return "; ".join(f"{said} in {', '.join(sorted(articles[said]))}" for said in sorted(articles))


def _answer(term: Term, statement: Statement, last: str = "") -> str:
    """A value as the data writes it, with its draft where that is not the last, and condition."""
    report = statement.claim.report
    draft = report.draft if last and report.draft != last else ""
    limits = ", ".join(filter(None, (draft, report.condition)))
    value = term.kind.text(statement.value)
    return f"{value} ({limits})" if limits else value


def _once(rows: Iterable[Row]) -> tuple[Row, ...]:
    """One row to a claim and side."""
    by_claim = {(row.side, row.statement.claim.location): row for row in rows}
    return tuple(by_claim.values())


def stale(subjects: Iterable[Subject], taken: Mapping[str, Look]) -> Iterator[str]:
    """What is to be looked at again, and of what a look is no longer asked."""
    now = {subject.id: subject for subject in subjects}
    for id, subject in now.items():
        seen = taken[id].seen if id in taken else {}
        for choice in CHOICES:
            was, is_now = seen.get(choice), subject.seen.get(choice)
            if was != is_now:
                yield (
                    f"look again at {subject.of} ({id}), over {choice}:\n"
                    f"  it was {was or 'nothing to look at'}\n"
                    f"  it is now {is_now or 'nothing to look at'}"
                )
    yield from (f"{id} is nothing to look at any more" for id in taken if id not in now)
