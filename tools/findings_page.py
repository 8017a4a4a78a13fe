"""Makes `docs/reference/findings.md` of the data and the looks: `python -m tools.findings_page`."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path
from textwrap import fill

from plancmp.domain.compared import compared_on
from plancmp.domain.model import Dataset, Report
from plancmp.domain.verdicts import CONTRADICTIONS
from plancmp.text import join_words
from tools import facts
from tools.codebook_page import shipped
from tools.looks import (
    CHOICES,
    COMPARED,
    FIRST_READ,
    Look,
    Row,
    Subject,
    changes,
    findings,
    looks,
)

PAGE = Path(__file__).parent.parent / "docs" / "reference" / "findings.md"

_OPENING = """\
# The findings, looked at

Made from the data and `tools/data/findings.yaml` by `python -m tools.findings_page`; change these,
not this page.

Here stands each finding of the shipped data that is called a conflict, disputed, a variant or
updated, over the {default} outlets that are compared by default where all plans are and over all
{all}, and each term that `plancmp diff` calls changed, depends, dropped or added, from
{compared}.
Its passages were read again, with three questions: is it so that both cannot be, are they about the
same matter, draft and day, and is the sentence true as it stands? *Signed* is what a careful editor
would print under their own name; what may be said against it stands behind. A passage is named by
its paragraph where the article's text was at hand, else by what its line of the facts files was
labelled. What merely differs is not looked at here.

Of the findings called a conflict or disputed are signed:

{counts}
"""
_OUTLETS = {"default": "the outlets compared by default", "all": "all"}


def page(dataset: Dataset) -> str:
    """The findings and changes with their passages and looks, as Markdown."""
    taken = looks()
    found, changed = findings(dataset), changes(dataset)
    places = _places(dataset)
    opening = _OPENING.format(
        default=len(compared_on(dataset)),
        all=len(dataset.outlets),
        compared=fill(join_words([f"{one} to {other}" for one, other in COMPARED], "and"), 100),
        counts=_counts(dataset, found, taken.findings),
    )
    return "\n".join(
        [
            opening,
            *_part(dataset, "Findings", found, taken.findings, places),
            *_part(dataset, "Changes", changed, taken.changes, places),
        ]
    )


def contradictions(
    found: Iterable[Subject], taken: Mapping[str, Look], choice: str, plans: Collection[str]
) -> tuple[int, int]:
    """How many of the plans are called a conflict or disputed, and how many of them are signed."""
    called = {verdict.value for verdict in CONTRADICTIONS}
    named = [s.id for s in found if s.plan in plans and s.words.get(choice) in called]
    return len(named), sum(taken[id].signed for id in named)


def _counts(dataset: Dataset, found: Iterable[Subject], taken: Mapping[str, Look]) -> str:
    rows = ["| plans | by default | over all |", "| --- | --- | --- |"]
    for plans in (*((plan,) for plan in dataset.plans), FIRST_READ, tuple(dataset.plans)):
        over = [contradictions(found, taken, choice, plans) for choice in CHOICES]
        cells = (f"{signed} of {named}" for named, signed in over)
        rows.append(f"| {join_words(plans, 'and')} | {' | '.join(cells)} |")
    return "\n".join(rows)


def _places(dataset: Dataset) -> Mapping[object, str]:
    """Where a report stands: our label of its line in the facts files."""
    coded = facts.coded()
    return {
        report.location: coded[line].label
        for line, reports in facts.reports(dataset).items()
        for _, report in reports
    }


def _part(
    dataset: Dataset,
    title: str,
    subjects: Iterable[Subject],
    taken: Mapping[str, Look],
    places: Mapping[object, str],
) -> Iterator[str]:
    yield f"## {title}\n"
    yield "| what | by default | over all | signed |"
    yield "| --- | --- | --- | --- |"
    for subject in subjects:
        words = (subject.words.get(choice, "") for choice in CHOICES)
        yield f"| {_link(subject)} | {' | '.join(words)} | {_signed(taken[subject.id])} |"
    yield ""
    for subject in subjects:
        yield from _subject(dataset, subject, taken[subject.id], places)


def _link(subject: Subject) -> str:
    return f"[{subject.of}](#{_heading(subject).replace(' ', '-').replace('/', '')})"


def _heading(subject: Subject) -> str:
    """The id of a finding, and what it is of; a change is known by that alone."""
    return f"{subject.id} {subject.of}" if "." not in subject.id else subject.of


def _signed(look: Look) -> str:
    if not look.signed:
        return "no"
    return "yes, with a doubt" if look.doubt else "yes"


def _subject(
    dataset: Dataset, subject: Subject, look: Look, places: Mapping[object, str]
) -> Iterator[str]:
    yield f"### {_heading(subject)}\n"
    yield f"{subject.asks}\n"
    sides = any(row.side for row in subject.rows)
    titles = ("side",) * sides + ("value", "outlet", "on whose word", "article", "where")
    yield f"| {' | '.join(titles)} |"
    yield f"|{' --- |' * len(titles)}"
    for row in subject.rows:
        yield f"| {' | '.join(_cells(dataset, row, places, sides=sides))} |"
    yield ""
    told: dict[str, list[str]] = {}
    for choice, sentence in subject.sentences.items():
        told.setdefault(sentence, []).append(_OUTLETS[choice])
    for sentence, choices in told.items():
        yield f"Printed over {' and over '.join(choices)}: {sentence}\n"
    yield f"Signed: {'yes' if look.signed else 'no'}. {look.why.strip()}\n"
    if look.doubt:
        yield f"Against it: {look.doubt.strip()}\n"


def _cells(
    dataset: Dataset, row: Row, places: Mapping[object, str], *, sides: bool
) -> Iterator[str]:
    report = row.statement.claim.report
    if sides:
        yield row.side
    yield f"`{row.value}`"
    yield dataset.short(report.article.outlet)
    yield _word(dataset, report)
    yield f"`{report.article.id}`"
    yield f"paragraph {report.paragraph}" if report.paragraph else places[report.location]


def _word(dataset: Dataset, report: Report) -> str:
    """Who says it, whom the passage credits, and with what reservation."""
    credited = ", ".join(map(dataset.short, report.via))
    parts = (
        report.speaker,
        f"after {credited}" if credited else "",
        f"“{report.hedge}”" if report.hedge else "",
        "inferred" if report.inferred else "",
        report.condition,
    )
    return "; ".join(filter(None, parts)) or "its own"


if __name__ == "__main__":
    PAGE.write_text(page(shipped()), encoding="utf-8")
