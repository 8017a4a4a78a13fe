"""The weightiest changes and contradictions, each as one sentence that is true as it stands.

Made by rule: nothing is put in words that the data does not say. docs/how-to/report.md says how.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from operator import attrgetter, itemgetter
from typing import NamedTuple, TypedDict, TypeVar

from plancmp.domain.comparison import WEIGHTY, Comparison, TermChange, TopicChange
from plancmp.domain.findings import (
    JudgedTerm,
    besides,
    by_weight,
    contested,
    finding_id,
    same_finding,
)
from plancmp.domain.hidden import NOTHING_HIDDEN, Hidden
from plancmp.domain.model import Dataset, Plan, Provision, Term, grouped
from plancmp.domain.origins import Origins
from plancmp.domain.positions import Statement
from plancmp.domain.printed import answer
from plancmp.domain.sides import Side
from plancmp.domain.verdicts import CONTRADICTIONS, Verdict
from plancmp.text import join_words
from plancmp.views import document as doc
from plancmp.views.limits import MOST_SENTENCES
from plancmp.views.opposed import answers_of, in_order
from plancmp.views.references import References
from plancmp.views.unheard import unheard
from plancmp.views.voices import MOST_QUOTING, Answer, Voice, qualities, voices, who
from plancmp.views.wording import plan_name, point

WORTH_A_SENTENCE = (*CONTRADICTIONS, Verdict.UPDATED, Verdict.VARIANT)
"""What is contested, the weightiest first; what copies make of one source comes last."""


class Sentence(NamedTuple):
    """A finding that stands alone: topic, question, what stands against what, who says it."""

    word: str
    """The change or the verdict."""
    topics: tuple[str, ...]
    """The ids of the topics that it holds of."""
    text: doc.Line
    statements: tuple[Statement, ...]


class SentenceData(TypedDict):
    """A sentence as data."""

    finding: str
    topics: list[str]
    text: str
    articles: list[str]


def sentence_data(sentence: Sentence) -> SentenceData:
    """A sentence as data, its numbers of sources being ids of articles."""
    spans = (span.text for span in sentence.text if not span.footnote)
    articles = (statement.claim.report.article.id for statement in sentence.statements)
    return {
        "finding": sentence.word,
        "topics": list(sentence.topics),
        "text": re.sub(r" +([),;.])", r"\1", " ".join("".join(spans).split())),
        "articles": list(dict.fromkeys(articles)),
    }


def in_short(
    dataset: Dataset,
    steps: Iterable[Comparison],
    found: Iterable[JudgedTerm],
    references: References,
    most: int = MOST_SENTENCES,
    hidden: Hidden = NOTHING_HIDDEN,
) -> tuple[Sentence, ...]:
    """The sentences, `most` of them at most: changes, then contradictions, the weightiest first.

    `steps` is what changed from each plan to the next; `hidden` has what outlets that are not
    compared say against what is told.
    """
    write = _Sentences(dataset, references, hidden)
    found = tuple(found)
    changes, findings = share_out(weighty_changes(steps), weighty_findings(found), most)
    sentences = [write.change(comparison, topic) for comparison, topic in changes]
    more = besides((same[0] for same in findings), found)
    return (*sentences, *map(write.finding, findings, more))


_One = TypeVar("_One")
_Other = TypeVar("_Other")


def share_out(
    ones: Sequence[_One], others: Sequence[_Other], places: int
) -> tuple[Sequence[_One], Sequence[_Other]]:
    """The first of both, half of the places each; what the one does not need the other has."""
    of_ones = max(places - places // 2, places - len(others))
    kept = ones[:of_ones]
    return kept, others[: places - len(kept)]


def in_rounds(
    things: Iterable[_One], key: Callable[[_One], str], level: Callable[[_One], int]
) -> list[_One]:
    """The things level by level: on each the first of every key before the second of any."""
    seen: Counter[str] = Counter()
    placed = []
    for thing in things:
        seen[key(thing)] += 1
        placed.append((level(thing), seen[key(thing)], thing))
    return [thing for *_, thing in sorted(placed, key=itemgetter(0, 1))]


def weighty_changes(steps: Iterable[Comparison]) -> list[tuple[Comparison, TopicChange]]:
    """The topics that changed, but for circumstances; of one kind those on more sources first.

    Of one topic, one step stands before others' second.
    """
    found = [(s, t) for s in steps for t in s.changes if t.change in WEIGHTY and not t.apart]
    found.sort(key=lambda each: (each[1].change.rank, -_sources(each[1])))
    return in_rounds(found, lambda each: each[1].topic.id, lambda each: each[1].change.rank)


def leading(topic: TopicChange) -> TermChange:
    """The question on which a topic changed: that of its weightiest change."""
    changed = [term for term in topic.terms if term.change in WEIGHTY]
    return min(changed, key=lambda term: term.change.rank)


def _sources(topic: TopicChange) -> int:
    term = leading(topic)
    return len(term.before.origins) + len(term.after.origins)


def weighty_findings(found: Iterable[JudgedTerm]) -> list[Sequence[JudgedTerm]]:
    """What is contested; what one passage says of several topics stands together.

    Of a provision one stands before others' second.
    """
    contested_ones = [f for f in found if f.judgement.verdict in WORTH_A_SENTENCE]
    alike = sorted(grouped(contested_ones, same_finding).values(), key=_weight)
    return in_rounds(alike, lambda same: same[0].provision.id, _worth)


def _worth(same: Sequence[JudgedTerm]) -> int:
    return WORTH_A_SENTENCE.index(same[0].judgement.verdict)


def _weight(same: Sequence[JudgedTerm]) -> tuple[float, ...]:
    _, *rest = by_weight(same[0])
    return (_worth(same), *rest)


class _Sentences:
    """Findings put in sentences, whose sources are numbered."""

    def __init__(self, dataset: Dataset, references: References, hidden: Hidden) -> None:
        self.dataset, self.references, self.hidden = dataset, references, hidden

    def change(self, comparison: Comparison, topic: TopicChange) -> Sentence:
        """`Crimea: question? de jure in April (…) → de facto in November (…)`."""
        term = leading(topic)
        sides = [
            self._side(term, side, plan.plan)
            for side, plan in (
                (term.before, comparison.before),
                (term.after, comparison.after),
            )
        ]
        entries = (e for side in term.sides for e in (*side.entries, *side.elsewhere))
        said = [statement for entry in entries for statement in entry.statements]
        text = (*_opening(topic.topic.title, "", term.term), *doc.joined(sides, " → "))
        for provision in filter(None, (topic.before, topic.after)):
            text += self._unheard(provision, term.term, plan_name(provision.plan.id))
            said += self._against(provision, term.term)
        return Sentence(term.change, (topic.topic.id,), (*text, doc.Span(".")), tuple(said))

    def finding(self, same: Sequence[JudgedTerm], more: JudgedTerm | None) -> Sentence:
        """`Amnesty (November, point 26): question? yes (…) against no, inferred (…)`.

        Where answers to one `more` question on it differ, they follow: `question? X (…) and Y (…)`.
        """
        (provision, judgement), *others = same
        plan, verdict = provision.plan, judgement.verdict
        changed = verdict is Verdict.UPDATED
        of_sides = list(in_order(plan, judgement))
        said = [statement for side, _ in of_sides for statement in side]
        said += self._against(provision, judgement.term)
        where = ", ".join(filter(None, (plan_name(plan.id), point(provision))))
        inside, between = (" and ", " / ") if changed else (" or ", " against ")
        text = _opening(provision.topic.title, where, judgement.term)
        for number, (side, later) in enumerate(of_sides):
            text += (doc.Span(" → " if later else between),) if number else ()
            text += doc.joined(list(self._answers(plan, judgement.term, side)), inside)
        text += (
            doc.Span(self._ending(judgement.shared, others)),
            *self._unheard(provision, judgement.term),
            doc.Span("."),
        )
        if more:
            also = contested(more.judgement)
            answers = self._answers(plan, more.judgement.term, also)
            text += (doc.Span(f" {more.judgement.term.asks} "), *doc.joined(list(answers), " and "))
            text += (*self._unheard(more.provision, more.judgement.term), doc.Span("."))
            said += (*also, *self._against(more.provision, more.judgement.term))
        topics = tuple(finding.provision.topic.id for finding in same)
        return Sentence(verdict, topics, text, tuple(said))

    def _side(self, term: TermChange, side: Side, plan: Plan) -> doc.Line:
        """The answers of one plan, and after them those of drafts that are not compared."""
        said, of_others = (
            [statement for entry in entries for statement in entry.statements]
            for entries in (side.entries, side.elsewhere)
        )
        answers = list(self._answers(plan, term.term, said, plan_name(plan.id)))
        others = list(self._answers(plan, term.term, of_others))
        return doc.joined([doc.joined(answers, " or "), *others], "; also ")

    def _answers(
        self, plan: Plan, term: Term, said: Sequence[Statement], of: str = ""
    ) -> Iterator[doc.Line]:
        """Each answer with all that qualifies it, and in brackets who gives it."""
        origins = Origins(self.dataset, plan.id)
        named = f" in {of}" if of else ""
        for same in grouped(answers_of(term, said), attrgetter("value", "draft")).values():
            parts = []
            for part in same:
                parts.append(self._answer(plan, term, part, named, origins))
                named = ""
            yield doc.joined(parts, " and ")

    def _answer(
        self, plan: Plan, term: Term, said: Answer, named: str, origins: Origins
    ) -> doc.Line:
        qualified = "".join(f", {quality}" for quality in qualities(plan, term, said))
        return (
            doc.Span(answer(term, said.value), "value"),
            doc.Span(f"{qualified}{named} (per "),
            *doc.joined([*map(self._who, voices(said.statements))], "; "),
            doc.Span(f"{_resting_on(said, origins)})"),
        )

    def _who(self, said: Voice) -> doc.Line:
        """Who gives an answer; of many who quote it as many sources as are named."""
        line = who(self.dataset, said, self.references, dated=False)
        numbers = [span for span in line if span.footnote]
        if len(numbers) <= MOST_QUOTING + 1:
            return line
        return (*line[: line.index(numbers[0])], *numbers[:MOST_QUOTING])

    def _unheard(self, provision: Provision, term: Term, of: str = "") -> doc.Line:
        """What outlets that are not compared say against it, of a plan that is named if need be."""
        said = self._against(provision, term)
        line = unheard(self.dataset, provision.plan, term, said, self.references)
        return (doc.Span(f"; of {of} " if of else "; "), *line) if line else ()

    def _against(self, provision: Provision, term: Term) -> Sequence[Statement]:
        return self.hidden.against(finding_id(provision, term))

    def _ending(self, shared: Iterable[str], others: Sequence[JudgedTerm]) -> str:
        text = ""
        if shared:
            outlets = join_words(map(self.dataset.short, sorted(shared)), "and")
            text += f"; all of it goes back to {outlets}"
        if others:
            topics = join_words([other.provision.topic.title for other in others], "and")
            text += f"; the same of {topics}"
        return text


def _opening(topic: str, where: str, term: Term) -> doc.Line:
    beside = (doc.Span(f" ({where})", "muted"),) if where else ()
    return (doc.Span(topic, "strong"), *beside, doc.Span(f": {term.asks} "))


def _resting_on(said: Answer, origins: Origins) -> str:
    """That an answer rests on one passage or, whoever repeats it, on one source."""
    reports = {statement.claim.report.key for statement in said.statements}
    if len(reports) == 1:
        return ", one passage"
    independent = origins.independent(statement.claim for statement in said.statements)
    if len(independent) > 1:
        return ""
    several = len({statement.outlet for statement in said.statements}) > 1
    perhaps = "" if origins.shared(s.claim for s in said.statements) else "perhaps "
    return f", {perhaps}one source{' in all' if several else ''}"
