"""Makes `docs/reference/codebook.md` from the topics: `python -m tools.codebook_page`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby
from pathlib import Path

import yaml

from plancmp.data.folder import DataFolder
from plancmp.data.whole_plans import load_plans
from plancmp.domain.model import Claim, Dataset, Provision, Term, Topic
from plancmp.text import join_words
from tools import other_terms, second_reading_page
from tools.answers import answers
from tools.facts import CHECKOUT

PAGE = Path(__file__).parent.parent / "docs" / "reference" / "codebook.md"
DATA = Path(__file__).parent / "data"
"""What the page says beside the topics."""

_OPENING = """\
# The codebook

Made from `data/topics` by `python -m tools.codebook_page`; change the topics, not this page.

Each topic is a question that every plan can be asked, and each of its terms the smallest question
with a comparable answer, the main question first. Under a term stand the options or the unit of its
values, the rule by which passages are coded where two coders could differ, and one example from the
data: the value, the outlet, and the article that reports it. At the end stand what of the articles
is not coded, and what they report of one matter on different terms. What contradictions it comes
to, and whether an editor signs them, stands in [the findings, looked at](findings.md).

## Rules

1. **Wordings are not held against each other.** What asks in what words something is put, or how
   firmly, is a `scale` from the weakest to the strongest, or `text`, which is shown and never
   judged. Two wordings that can both be true never exclude each other.
2. **A limiter is part of the value that it limits.** "The occupied part" lies under the region,
   "in Kherson and Zaporizhzhia" under the whole line, "without cause" under any, "of signing"
   under "within 100 days". It is no yes-no term of its own, so that two articles never answer one
   question on two terms.
3. **What is not said is not coded.** Nobody says "certain" or "without limit" by not saying
   otherwise: the broader option is coded. Where the passage does not decide between options, the
   one above them is. Where it says that the plan leaves something open, that is `unspecified`.
4. **A denial is held against what its words deny**, and against nothing else. It is a claim of
   the one who denies: `{not: …}`, `{excludes: …}` or `no`.
5. **A title says what everybody reports, or names who says it.** A premise of a remark, or the
   word of one speaker, never stands as the plan's.
6. **A joint credit** (`via: [axios, telegraph]`) says that the passage has it from at least one
   of them. The speaker is whom the article names; what it says in its own voice has none. A gloss
   of an article that relays as a whole is its own: `via: []`.
7. **Who prints a leaked text credits the text** (`november-text`, an outlet of kind `document`)
   beside whoever it has its copy from, so that printings and translations of one text are one
   origin. A copy whose maker is not named is `unidentified-copy`.
8. **A day worked out from a day that is not certain is a range**, and is `inferred`. So is any
   other value that the passage does not say in so many words; its note says how it follows. The
   passage's own reservation ("reportedly", "allegedly") is its `hedge` and no value.
9. **Responses and context have topics of their own** (the group `reactions`): who responded how,
   the balance that speakers see in the plan, the events that belong to its story. What moves with
   time is an evolving term, of the day of the article or the day that the passage names; what a
   point said before, and what was reported of the plan before its text was published, judgements
   of its contents among it, stand under drafts of their own.
"""


def page(dataset: Dataset) -> str:
    """The codebook as Markdown."""
    examples = _examples(dataset)
    topics = {provision.topic.id: provision.topic for provision in dataset.provisions}
    parts = [_OPENING]
    ordered = sorted(topics.values(), key=lambda topic: (topic.group, topic.id))
    for group, members in groupby(ordered, key=lambda topic: topic.group):
        parts.append(f"## {group.capitalize()}\n")
        parts += [_topic(dataset, topic, examples) for topic in members]
    parts += [*_left_out(), *other_terms.section(), second_reading_page.section(dataset)]
    return "\n".join(parts)


def left_out() -> Mapping[str, Mapping[str, Mapping[int, str]]]:
    """By article, the paragraphs of which nothing is coded (whole) or not all (part), and why."""
    found: Mapping[str, Mapping[str, Mapping[int, str]]]
    found = yaml.safe_load((DATA / "left-out.yaml").read_text("utf-8"))
    return found


def _left_out() -> Iterator[str]:
    yield """\
## Left out

Every paragraph of the articles that were read whole is coded, but for these. Of the other articles
every line of the facts files is coded.

| article | paragraph | left out | why |
| --- | --- | --- | --- |"""
    for article, paragraphs in left_out().items():
        rows = [(n, "whole", why) for n, why in paragraphs["whole"].items()]
        rows += [(n, "in part", why) for n, why in paragraphs.get("part", {}).items()]
        for number, how, why in sorted(rows):
            yield f"| `{article}` | {number} | {how} | {why} |"
    yield ""


def _examples(dataset: Dataset) -> Mapping[tuple[str, str], tuple[Provision, Claim]]:
    """One claim for each term: the first with a quote, else the first."""
    found: dict[tuple[str, str], tuple[Provision, Claim]] = {}
    for provision in dataset.provisions:
        for term in provision.topic.terms:
            for claim in provision.claims(term):
                known = found.get((provision.topic.id, term))
                if not known or (claim.report.quote and not known[1].report.quote):
                    found[provision.topic.id, term] = (provision, claim)
    return found


def _topic(
    dataset: Dataset, topic: Topic, examples: Mapping[tuple[str, str], tuple[Provision, Claim]]
) -> str:
    lines = [f"### {topic.title} (`{topic.id}`)\n"]
    if topic.related:
        lines.append(f"Beside it: {', '.join(f'`{id}`' for id in topic.related)}.\n")
    for term in topic.terms.values():
        moves = ", evolving" if term.evolving else ""
        lines += [f"**`{term.id}`** {term.asks} ({term.kind.name}{moves})\n", *answers(term)]
        if term.coding:
            lines.append(f"- Coding: {term.coding}")
        lines += [f"- Example: {_example(dataset, term, *examples[topic.id, term.id])}", ""]
    return "\n".join(lines)


def _example(dataset: Dataset, term: Term, provision: Provision, claim: Claim) -> str:
    report = claim.report
    where = [f"article `{report.article.id}`"]
    if report.paragraph:
        where.append(f"paragraph {report.paragraph}")
    where.append(f"`{provision.id}`")
    shown = f"`{term.kind.text(claim.value)}`, {dataset.short(claim.outlet)}"
    if report.via:
        shown += f" via {join_words(map(dataset.short, report.via), 'and')}"
    if report.speaker:
        shown += f", as {report.speaker} has it"
    shown += f", “{report.hedge}”" * bool(report.hedge) + ", inferred" * report.inferred
    return f"{shown} ({', '.join(where)})"


def shipped() -> Dataset:
    """The data of the checkout, all plans of it."""
    folder = DataFolder(CHECKOUT / "data")
    return load_plans(folder, folder.plans).dataset


if __name__ == "__main__":
    PAGE.write_text(page(shipped()), "utf-8")
