"""Makes `docs/reference/codebook.md` from the topics: `python -m tools.codebook_page`."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import groupby
from pathlib import Path

from plancmp.data.folder import DataFolder
from plancmp.data.loader import load_plans
from plancmp.domain.model import Claim, Dataset, Provision, Term, Topic
from plancmp.text import join_words
from tools import double_coding
from tools.answers import answers
from tools.facts import CHECKOUT

PAGE = Path(__file__).parent.parent / "docs" / "reference" / "codebook.md"

_OPENING = """\
# The codebook

Made from `data/topics` by `python -m tools.codebook_page`; change the topics, not this page.

Each topic is a question that every plan can be asked, and each of its terms the smallest question
with a comparable answer. Under a term stand the options or the unit of its values, the rule by
which passages are coded where two coders could differ, and one example from the data: the value,
the outlet, and the article that reports it.

## Rules for every term

- Code what the passage says and no more. A limiter is part of the value: most of a region is not
  the region, its occupied part is not the region, potentially is not certainly.
- What is not mentioned is not coded. Where the article says that the plan leaves something open,
  that is `unspecified`. What it says the plan does without is excluded: `{not: …}` or
  `{includes: …, excludes: …}`.
- How firmly the plan binds is a term of its own where outlets put it differently: what will not
  be, what is not sought, what is promised.
- An option stands for all that is under it in the tree. The broader option is coded where the
  passage does not decide between those under it, so that precision never looks like contradiction.
- The speaker is whom the article names; what it says in its own voice has none. The credit is that
  of the passage. Who carries the text of November without saying whose copy it is, is credited to
  Goncharenko, who is named as the first to post it.
- A denial is a claim of the one who denies. What a point said before, and what was reported of the
  plan before its text was published, stand under drafts of their own.
- Facts that move with time are evolving: they hold for the day of the article, or for the day that
  the passage names.
- A difference of wording that may be one of translation only is a term of kind text, which is shown
  and never judged.
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
    return "\n".join([*parts, double_coding.section(dataset)])


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
    for term in topic.terms.values():
        moves = ", evolving" if term.evolving else ""
        lines += [f"**`{term.id}`** {term.asks} ({term.kind.name}{moves})\n", *answers(term.kind)]
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
    return f"{shown} ({', '.join(where)})"


def shipped() -> Dataset:
    """The data of the checkout, all plans of it."""
    folder = DataFolder(CHECKOUT / "data")
    return load_plans(folder, folder.plans).dataset


if __name__ == "__main__":
    PAGE.write_text(page(shipped()), "utf-8")
