"""`plancmp weak`: which answers on a plan rest on one origin, one unnamed speaker, a part read."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TypedDict

from plancmp.domain.model import Dataset, Plan, grouped
from plancmp.domain.positions import values_of
from plancmp.domain.problems import Problem
from plancmp.domain.verdicts import ProvisionJudgement
from plancmp.domain.weakness import Weakness, WeakTerm, answers_by_draft, weak_terms
from plancmp.views import document as doc
from plancmp.views.claim_data import CLAIM_RECORD, TermData, claim_records, term_data
from plancmp.views.json_types import Count, Positive
from plancmp.views.marks import finding_title
from plancmp.views.sourced import Cited, SourcedView
from plancmp.views.voices import Answer, all_who, answer_line, by_answer
from plancmp.views.wording import (
    counted,
    full_names,
    hints,
    left_out,
    names,
    provision_name,
    share,
    some,
)

SHORT = {
    Weakness.ONE_ORIGIN: "one source",
    Weakness.NO_SECOND: "perhaps one source",
    Weakness.ONE_UNNAMED: "one unnamed speaker",
    Weakness.READ_IN_PART: "read in part",
    Weakness.NO_QUOTE: "no quote",
}
"""What a row says of each; the word's meaning says it in full."""
TOPICS = 4
"""So many topics of one source are named on the first screen."""
RECORD = ("answers", "origin", "origin_names", "weaknesses", "rests_on")
"""The columns of what a claim is part of, behind those of the claim."""


class WeakTermData(TermData):
    """A question whose answer rests on little; its values and origins are those of one draft."""

    topic: str
    point: Positive | None
    points: list[Positive]
    title: str
    draft: str | None
    answers: list[str]
    origin: list[str]
    weaknesses: list[Weakness]


class WeakData(TypedDict):
    """What `weak` says."""

    plan: str
    outlets: list[str]
    left_out: list[str]
    of: Count
    counts: dict[str, Count]
    terms: list[WeakTermData]


class WeakView(SourcedView):
    """The answers that rest on least first."""

    command = "weak"

    def __init__(
        self,
        dataset: Dataset,
        plan: Plan,
        judged: Sequence[ProvisionJudgement],
        outlets: Sequence[str],
        problems: Sequence[Problem] = (),
    ) -> None:
        """Take the verdicts on the plan's provisions over the outlets compared."""
        super().__init__(f"What is weak: {plan.id}", dataset, problems)
        self.plan = plan
        self.outlets = outlets
        provisions = [one for one in judged if not one.provision.topic.is_circumstance]
        terms = [term for one in provisions for term in one.terms]
        self.of = sum(len(list(answers_by_draft(term))) for term in terms)
        self.weak = sorted(weak_terms(dataset, provisions), key=lambda w: -len(w.weaknesses))
        self.counts = Counter(weakness for w in self.weak for weakness in w.weaknesses)
        alone = [w for w in self.weak if Weakness.ONE_ORIGIN in w.weaknesses]
        self.by_origin = sorted(
            grouped(alone, lambda w: w.origins).items(), key=lambda item: -len(item[1])
        )
        """What rests on one origin alone, by it, from that of most answers on."""

    def blocks(self) -> Iterator[doc.Block]:
        """What rests on which source alone, then every weak answer."""
        yield from self._headline()
        yield from self._by_origin(len(self.weak))
        yield doc.Paragraph(((),))
        yield self._table(self.weak)
        yield from self.sources()

    def screen(self) -> Iterator[doc.Block]:
        """What is counted, what rests on which source alone, and on which unnamed speaker."""
        yield from self._headline()
        yield from self._by_origin(TOPICS)
        unnamed = [w for w in self.weak if Weakness.ONE_UNNAMED in w.weaknesses]
        if unnamed:
            yield doc.Paragraph(((), doc.line("one unnamed speaker alone", "strong")))
            yield self._table(unnamed)._replace(counts="answer")
        first = sorted(self.by_origin[0][0][0])[:1] if self.by_origin else ()
        falls = [f"what falls: plancmp show {self.plan.id} --without {outlet}" for outlet in first]
        yield doc.Paragraph(((),))
        yield hints("each answer: --all", *falls)

    def records(self) -> doc.Records:
        """A record for each statement of each weak answer."""
        rows = (
            {**record, **self._rests_on(weak)}
            for weak in self.weak
            for record in claim_records(
                self.dataset, weak.judged.provision, weak.term, weak.statements
            )
        )
        return doc.records((*CLAIM_RECORD, *RECORD), rows)

    def data(self) -> WeakData:
        return {
            "plan": self.plan.id,
            "outlets": list(self.outlets),
            "left_out": list(self.dataset.left_out),
            "of": self.of,
            "counts": {str(weakness): self.counts[weakness] for weakness in Weakness},
            "terms": [self._data(weak) for weak in self.weak],
        }

    def outcomes(self) -> frozenset[str]:
        """The weaknesses found."""
        return frozenset(self.counts)

    def cited(self) -> Iterator[Cited]:
        """Each weak answer with its passages."""
        for weak in self.weak:
            provision, term = weak.judged.provision, weak.term
            title = finding_title(provision, term)
            yield Cited(title, provision.plan, term.term, weak.statements)

    def _headline(self) -> Iterator[doc.Block]:
        title = f"What rests on little in {self.plan.title}"
        yield doc.Heading(doc.line(title, "strong"), doc.line(counted(self.of, "answer")))
        parts = tuple(
            doc.line(f"{self.counts[w]} ({share(self.counts[w], self.of)}) {SHORT[w]}: {w.means}")
            for w in Weakness
            if self.counts[w]
        )
        yield doc.Paragraph((*(parts or doc.cell("Nothing.")), *left_out(self.dataset)))

    def _by_origin(self, most: int) -> Iterator[doc.Block]:
        """A row to each source on which answers rest alone, with so many topics at most."""
        rows = tuple(
            (
                doc.cell(names(self.dataset, sorted(origin)), "strong"),
                doc.cell(f"{len(weak)}"),
                doc.cell(_topics(weak, most)),
            )
            for (origin,), weak in self.by_origin
        )
        if rows:
            columns = (
                doc.Column("all of it from"),
                doc.Column("answers", right=True),
                doc.Column("on"),
            )
            yield doc.Paragraph(((),))
            yield doc.Table(columns, (doc.RowGroup(rows),), counts="source")

    def _table(self, weak: Sequence[WeakTerm]) -> doc.Table:
        rows = (
            (
                (
                    doc.line(provision_name(each.judged.provision), "strong"),
                    doc.line(each.term.term.asks, "muted"),
                ),
                tuple(
                    (
                        *answer_line(self.plan, each.term.term, said),
                        doc.Span(": "),
                        *self._who(said),
                    )
                    for said in by_answer(each.statements)
                ),
                doc.cell(_in_words(each), "disputed"),
            )
            for each in weak
        )
        return doc.table(("question", "answer", "rests on"), rows)

    def _who(self, said: Answer) -> doc.Line:
        return all_who(self.dataset, said, self.references)

    def _data(self, weak: WeakTerm) -> WeakTermData:
        provision = weak.judged.provision
        return {
            **term_data(self.dataset, provision.plan, weak.term, weak.statements),
            "topic": provision.topic.id,
            "point": provision.point,
            "points": list(provision.points),
            "title": provision.title,
            "draft": weak.draft or None,
            "answers": _answers(weak),
            "origin": _origin(weak),
            "origins": len(weak.origins),
            "weaknesses": list(weak.weaknesses),
        }

    def _rests_on(self, weak: WeakTerm) -> doc.Record:
        origin = _origin(weak)
        return {
            "answers": _answers(weak),
            "origin": origin,
            "origin_names": full_names(self.dataset, origin),
            "weaknesses": weak.weaknesses,
            "rests_on": _in_words(weak),
        }


def _answers(weak: WeakTerm) -> list[str]:
    """All that is answered, each once."""
    return list(map(weak.term.term.kind.text, values_of(weak.statements)))


def _origin(weak: WeakTerm) -> list[str]:
    """All outlets that an answer goes back to."""
    return sorted({outlet for origin in weak.origins for outlet in origin})


def _in_words(weak: WeakTerm) -> str:
    """What an answer rests on."""
    return ", ".join(SHORT[weakness] for weakness in weak.weaknesses)


def _topics(weak: Sequence[WeakTerm], most: int) -> str:
    """The topics on which there is something weak; of many the first, the rest counted."""
    return some(list(dict.fromkeys(w.judged.provision.topic.title for w in weak)), most)
