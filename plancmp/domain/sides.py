"""What is said of one plan in one draft: by the outlets compared, and beside them.

docs/semantics.md, Changes.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from plancmp.domain.model import Dataset, PlanDraft, Provision, Term, Topic
from plancmp.domain.origins import Origin, Origins
from plancmp.domain.positions import Statement, positions
from plancmp.domain.values import ABSENT, Relation, Value


class Entry(NamedTuple):
    """One value on one side, and who says it."""

    value: Value
    condition: str
    draft: str
    statements: tuple[Statement, ...]
    origins: tuple[Origin, ...]
    """The independent origins of the statements."""

    def meets(self, other: "Entry") -> bool:
        """Whether the two are held against each other: absence is for every case."""
        return self.condition == other.condition or ABSENT in (self.value, other.value)

    def says_as(self, other: "Entry", term: Term) -> bool:
        """Whether the two say the same in the same case, of whatever draft."""
        relation = term.kind.relation(self.value, other.value)
        return self.condition == other.condition and relation is Relation.SAME


class Side(NamedTuple):
    """What is said of one plan on one term."""

    entries: tuple[Entry, ...] = ()
    """What the outlets compared say of the draft compared."""
    origins: tuple[Origin, ...] = ()
    """Their independent origins."""
    elsewhere: tuple[Entry, ...] = ()
    """Where they say nothing: what other outlets say of it, else what is said of other drafts.
    Where they do: what they say of other drafts, and of this one do not."""
    perhaps_one: bool = False
    """Whether they are counted as one, and it is not known that they are."""

    @property
    def absent(self) -> bool:
        """Whether all that they say is that there is no such provision."""
        return bool(self.entries) and all(entry.value == ABSENT for entry in self.entries)


_ByTerm = Mapping[str, Sequence[Statement]]


class Reported:
    """What is reported of one plan in one draft.

    `drafts` are those of the plan that are compared: this one, and the other side's if it is of
    the same plan.
    """

    def __init__(
        self, dataset: Dataset, of: PlanDraft, outlets: Sequence[str], drafts: Collection[str]
    ) -> None:
        self.id, self.draft, self.outlets, self.drafts = of.id, of.draft, outlets, drafts
        self.everyone = dataset.compared_first(outlets)
        self.provisions = {p.topic.id: p for p in dataset.of_plan(of.plan.id)}
        self.of_draft = {id: p.of_draft(of.draft) for id, p in self.provisions.items()}
        self.of_others = {id: self._of_others(p) for id, p in self.provisions.items()}
        self.origins = Origins(dataset, of.plan.id)

    def _of_others(self, provision: Provision) -> Provision:
        reports = tuple(r for r in provision.reports if r.draft not in self.drafts)
        return provision._replace(reports=reports)

    def speaks_of(self, topic: str) -> bool:
        """Whether anybody reports the draft on a topic."""
        return topic in self.of_draft and bool(self.of_draft[topic].reports)

    def compared(self, topic: str) -> _ByTerm:
        """What the outlets compared say of the draft on a topic, by term."""
        return _said(self.of_draft.get(topic), self.outlets)

    def by_anyone(self, topic: str) -> _ByTerm:
        """What anyone says of the draft on a topic, else of drafts not compared, by term."""
        of_others = _said(self.of_others.get(topic), self.everyone)
        return {**of_others, **_said(self.of_draft.get(topic), self.everyone)}

    def of_other_drafts(self, topic: str) -> _ByTerm:
        """What the outlets compared say of drafts not compared on a topic, by term."""
        return _said(self.of_others.get(topic), self.outlets)

    def sides(self, topic: Topic) -> Mapping[str, Side]:
        """What is said of the draft on each term of a topic."""
        return self.sides_of(topic, self.compared(topic.id))

    def sides_of(self, topic: Topic, compared: _ByTerm) -> Mapping[str, Side]:
        """The same, where it is known what the outlets compared say."""
        told = (compared, self.by_anyone(topic.id), self.of_other_drafts(topic.id))
        return {
            id: self._side(term, *(by_term.get(id, ()) for by_term in told))
            for id, term in topic.terms.items()
        }

    def _side(
        self,
        term: Term,
        said: Sequence[Statement],
        by_anyone: Sequence[Statement],
        of_other_drafts: Sequence[Statement],
    ) -> Side:
        said = _of_last_day(term, said)
        origins = self.origins.independent(statement.claim for statement in said)
        entries = tuple(self._entries(said))
        rest = self._entries(_of_last_day(term, of_other_drafts if said else by_anyone))
        elsewhere = (e for e in rest if not any(e.says_as(other, term) for other in entries))
        perhaps_one = len(origins) == 1 and not self.origins.shared(s.claim for s in said)
        return Side(entries, origins, tuple(elsewhere), perhaps_one)

    def _entries(self, statements: Iterable[Statement]) -> Iterator[Entry]:
        found: dict[tuple[Value, str, str], list[Statement]] = {}
        for statement in statements:
            report = statement.claim.report
            key = (statement.value, report.condition, report.draft)
            found.setdefault(key, []).append(statement)
        for key, same in found.items():
            origins = self.origins.independent(statement.claim for statement in same)
            yield Entry(*key, tuple(same), origins)


def _said(provision: Provision | None, outlets: Sequence[str]) -> _ByTerm:
    return positions(provision, outlets) if provision and provision.reports else {}


def _of_last_day(term: Term, statements: Sequence[Statement]) -> Sequence[Statement]:
    """Of an evolving term the statements of each draft's last day, and those without a day."""
    if not term.evolving:
        return statements
    last: dict[str, date] = {}
    for statement in statements:
        report = statement.claim.report
        if report.date:
            last[report.draft] = max(report.date, last.get(report.draft, report.date))
    return [s for s in statements if s.claim.report.date in (None, last.get(s.claim.report.draft))]
