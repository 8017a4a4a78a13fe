"""What the claims on a term add up to. Every command's verdicts come from `verdict_on`."""

from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from datetime import date
from enum import Enum
from functools import cache
from itertools import chain, combinations
from typing import Any, NamedTuple

from plancmp.domain.model import Claim, Dataset, Provision, Report, Term
from plancmp.domain.origins import Origin, Origins
from plancmp.domain.values import ABSENT, Relation, Value
from plancmp.text import listed


class Verdict(Enum):
    """What the claims on a term add up to; the first that holds, in this order."""

    CONFLICT = "conflict"
    DISPUTED = "disputed"
    UPDATED = "updated"
    COMPATIBLE = "compatible"
    ECHO = "echo"
    AGREE = "agree"
    SINGLE = "single"
    SILENT = "silent"

    @property
    def means(self) -> str:
        """What it says, in a line for a reader."""
        return _MEANS[self]


_MEANS: Mapping[Verdict, str] = {
    Verdict.CONFLICT: "two outlets leave no common possibility",
    Verdict.DISPUTED: "inside one outlet's reports, two contradict each other",
    Verdict.UPDATED: "different only across drafts or, for what moves with time, dates",
    Verdict.COMPATIBLE: "not the same, and nothing excludes anything else",
    Verdict.ECHO: "two or more outlets say the same, all from one origin",
    Verdict.AGREE: "two or more outlets say the same, from independent origins",
    Verdict.SINGLE: "one outlet speaks",
    Verdict.SILENT: "no outlet that covers the plan speaks",
}

FINDINGS = (Verdict.CONFLICT, Verdict.DISPUTED, Verdict.UPDATED)
"""The verdicts that ask for a reader's attention."""


class Statement(NamedTuple):
    """A claim as part of an outlet's position: its own, or that of another that relays it."""

    outlet: str
    claim: Claim
    relayed: bool

    @property
    def value(self) -> Value:
        """The claim's value."""
        return self.claim.value


class Judgement(NamedTuple):
    """The verdict on one term, its reason, and what it rests on."""

    term: Term
    verdict: Verdict
    reason: str
    statements: tuple[Statement, ...]
    origins: tuple[Origin, ...]
    """The independent origins of the statements."""

    @property
    def values(self) -> tuple[Value, ...]:
        """The distinct values, in the order of the statements."""
        return tuple(dict.fromkeys(statement.value for statement in self.statements))


class ProvisionJudgement(NamedTuple):
    """The verdict on a provision: the first that any of its terms has."""

    provision: Provision
    verdict: Verdict
    reason: str
    terms: tuple[Judgement, ...]
    origins: tuple[Origin, ...]
    silent: tuple[str, ...]
    """The outlets that cover the plan and do not speak here."""
    not_covering: tuple[str, ...]
    """The outlets that have no article on the plan, and that nobody relays here."""

    @property
    def speaking(self) -> tuple[str, ...]:
        """The outlets whose position here is not empty."""
        outlets = (s.outlet for term in self.terms for s in term.statements)
        return tuple(dict.fromkeys(outlets))


def positions(provision: Provision, outlets: Sequence[str]) -> Mapping[str, tuple[Statement, ...]]:
    """The statements of the outlets' positions, by term, in the codebook's order.

    An outlet's position is its own claims; only where it has none on the provision, the claims of
    others that relay it. A term is there when anything is said on it; where a report says that the
    provision is absent, every term of the topic is.
    """
    own = {report.article.outlet for report in provision.reports}
    place = {outlet: index for index, outlet in enumerate(outlets)}
    by_term: dict[str, list[Statement]] = {}
    for report in _in_order(provision.reports):
        publisher = report.article.outlet
        voices = [(publisher, False)] if publisher in place else []
        voices += [(o, True) for o in report.via if o in place and o not in own]
        for claim in provision.claims_of(report) if voices else ():
            said = by_term.setdefault(claim.term, [])
            said += [Statement(outlet, claim, relayed) for outlet, relayed in voices]
    return {
        term: tuple(sorted(by_term[term], key=lambda s: (place[s.outlet], s.relayed)))
        for term in provision.topic.terms
        if term in by_term
    }


def only_absent(statements: Iterable[Statement]) -> bool:
    """Whether all that is said is that there is no such provision."""
    return all(statement.value == ABSENT for statement in statements)


def _in_order(reports: Iterable[Report]) -> Iterator[Report]:
    """Reports by day, article and passage, whatever their order in the file."""
    by_passage: dict[tuple[Any, ...], list[Report]] = {}
    for report in reports:
        by_passage.setdefault(_passage(report), []).append(report)
    for passage in sorted(by_passage):
        same = by_passage[passage]
        yield from sorted(same, key=_rest) if len(same) > 1 else same


def _passage(report: Report) -> tuple[Any, ...]:
    return (
        (report.date or date.max).toordinal(),
        report.article.id,
        report.paragraph or 0,
        report.speaker,
        report.draft,
        report.quote,
    )


def _rest(report: Report) -> tuple[object, ...]:
    """What tells apart reports of one passage."""
    return (sorted(map(repr, report.says.items())), report.via, report.note, report.location)


def judge_provisions(
    dataset: Dataset,
    provisions: Iterable[Provision],
    outlets: Sequence[str],
    told: Container[Verdict] = tuple(Verdict),
) -> tuple[ProvisionJudgement, ...]:
    """The verdicts on provisions and their terms, over the outlets compared.

    `told` are the verdicts on terms whose reasons are wanted; the others have none, which takes
    less time. Silence has its reason always.
    """
    origins = cache(lambda plan: Origins(dataset, plan))
    covering = cache(dataset.covering)
    return tuple(
        _judge_provision(
            provision,
            outlets,
            origins(provision.plan.id),
            covering(provision.plan.id),
            dataset.short,
            told,
        )
        for provision in provisions
    )


def _judge_provision(
    provision: Provision,
    outlets: Sequence[str],
    origins: Origins,
    covering: Container[str],
    short: Callable[[str], str],
    told: Container[Verdict],
) -> ProvisionJudgement:
    said = positions(provision, outlets)
    valued = {term: said[term] for term in said if not only_absent(said[term])}
    drafts = provision.plan.drafts
    terms = tuple(
        judge(provision.topic.terms[term], statements, origins, short, drafts, told)
        for term, statements in (valued or said).items()
    )
    speaking = {statement.outlet for term in terms for statement in term.statements}
    quiet = [outlet for outlet in outlets if outlet not in speaking]
    silent = tuple(outlet for outlet in quiet if outlet in covering)
    if terms:
        first = weightiest(terms)
        verdict, reason = first.verdict, first.reason and f"{first.term.id}: {first.reason}"
    else:
        verdict, reason = Verdict.SILENT, _silence([short(outlet) for outlet in silent])
    return ProvisionJudgement(
        provision,
        verdict,
        reason,
        terms,
        origins.independent(s.claim for term in terms for s in term.statements),
        silent,
        tuple(outlet for outlet in quiet if outlet not in covering),
    )


def _silence(silent: Sequence[str]) -> str:
    if not silent:
        return "None of the outlets compared has an article on the plan."
    verbs = ("covers", "does") if len(silent) == 1 else ("cover", "do")
    return f"{listed(silent, 'and')} {verbs[0]} the plan and {verbs[1]} not mention this."


def weightiest(terms: Iterable[Judgement]) -> Judgement:
    """The term that speaks for several: the first whose verdict comes first."""
    order = list(Verdict)
    return min(terms, key=lambda term: order.index(term.verdict))


def judge(
    term: Term,
    statements: Sequence[Statement],
    origins: Origins,
    short: Callable[[str], str],
    drafts: Sequence[str] = (),
    told: Container[Verdict] = tuple(Verdict),
) -> Judgement:
    """The verdict on one term over the statements of the outlets compared.

    `short` names an outlet in a sentence; `drafts` are the plan's, oldest first; `told` are the
    verdicts whose reason is wanted. Statements are held against each other within one draft and,
    for an evolving term, one date. Where outlets contradict each other only in part (some claims
    of the one are disjoint with some of the other, and neither outlet contradicts itself), the term
    is disputed too.
    """
    groups = origins.independent(statement.claim for statement in statements)
    verdict, telling = verdict_on(term, statements, len(groups))
    reason = _Teller(term, short, drafts, groups).tell(verdict, telling) if verdict in told else ""
    return Judgement(term, verdict, reason, tuple(statements), groups)


def verdict_on(
    term: Term, statements: Sequence[Statement], origins: int
) -> tuple[Verdict, Sequence[Statement]]:
    """The verdict of `judge` alone, and the statements that its reason tells of.

    `origins` is how many independent ones the statements have.
    """
    if not statements:
        return Verdict.SILENT, ()
    apart = _apart(term, statements)
    if apart:
        return apart
    if len({statement.outlet for statement in statements}) == 1:
        return Verdict.SINGLE, statements
    return Verdict.ECHO if origins == 1 else Verdict.AGREE, statements


def _apart(
    term: Term, statements: Sequence[Statement]
) -> tuple[Verdict, Sequence[Statement]] | None:
    """The verdict where not all say the same; None where they do, if in other words."""
    values = dict.fromkeys(statement.value for statement in statements)
    if len(values) == 1:
        return None
    relations = {pair: term.kind.relation(*pair) for pair in combinations(values, 2)}
    if Relation.DISJOINT not in relations.values():
        same = all(relation is Relation.SAME for relation in relations.values())
        return None if same else (Verdict.COMPATIBLE, statements)

    opposite = {frozenset(pair) for pair in relations if relations[pair] is Relation.DISJOINT}

    def disjoint(one: Statement, other: Statement) -> bool:
        return frozenset((one.value, other.value)) in opposite

    scopes: dict[object, list[Statement]] = {}
    for statement in statements:
        scopes.setdefault(_scope(term, statement), []).append(statement)

    for held in scopes.values():
        said = by_outlet(held)
        opposed = [
            (one, other)
            for one, other in combinations(said, 2)
            if all(disjoint(a, b) for a in said[one] for b in said[other])
        ]
        if opposed:
            outlets = list(dict.fromkeys(outlet for pair in opposed for outlet in pair))
            return Verdict.CONFLICT, [s for outlet in outlets for s in said[outlet]]

    for held in scopes.values():
        places = combinations(range(len(held)), 2)
        pairs = [pair for pair in places if disjoint(held[pair[0]], held[pair[1]])]
        inside = [pair for pair in pairs if held[pair[0]].outlet == held[pair[1]].outlet]
        if pairs:
            decisive = dict.fromkeys(chain.from_iterable(inside or pairs))
            return Verdict.DISPUTED, [held[index] for index in decisive]

    return Verdict.UPDATED, statements


def _scope(term: Term, statement: Statement) -> object:
    report = statement.claim.report
    return (report.draft, report.date if term.evolving else None)


def by_outlet(statements: Iterable[Statement]) -> Mapping[str, Sequence[Statement]]:
    """The statements of each outlet, in their order."""
    grouped: dict[str, list[Statement]] = {}
    for statement in statements:
        grouped.setdefault(statement.outlet, []).append(statement)
    return grouped


class _Teller:
    """Puts verdicts into sentences that name outlets, values and origins."""

    def __init__(
        self,
        term: Term,
        short: Callable[[str], str],
        drafts: Sequence[str],
        origins: Sequence[Origin],
    ) -> None:
        self.term = term
        self.short = short
        self.drafts = drafts
        self.origins = origins

    def tell(self, verdict: Verdict, statements: Sequence[Statement]) -> str:
        """The reason of a verdict that rests on these statements."""
        told: Mapping[Verdict, Callable[[Sequence[Statement]], str]] = {
            Verdict.CONFLICT: self.conflict,
            Verdict.DISPUTED: self.disputed,
            Verdict.UPDATED: self.updated,
            Verdict.COMPATIBLE: self.compatible,
            Verdict.ECHO: self.echo,
            Verdict.AGREE: self.agree,
            Verdict.SINGLE: self.single,
            Verdict.SILENT: self.silent,
        }
        return told[verdict](statements)

    def value(self, value: Value) -> str:
        return self.term.kind.text(value)

    def _values(self, statements: Iterable[Statement], last: str = "and") -> str:
        values = dict.fromkeys(self.value(statement.value) for statement in statements)
        return listed(values, last)

    def _outlets(self, outlets: Iterable[str]) -> str:
        return listed(dict.fromkeys(map(self.short, outlets)), "and")

    def _says(self, outlet: str, statements: Sequence[Statement]) -> str:
        relays = dict.fromkeys(self.short(s.claim.outlet) for s in statements if s.relayed)
        by = f" (relayed by {listed(relays, 'and')})" if relays else ""
        return f"{self.short(outlet)}{by}: {self._values(statements)}"

    def _each(self, statements: Sequence[Statement]) -> str:
        grouped = by_outlet(statements)
        return "; ".join(self._says(outlet, said) for outlet, said in grouped.items())

    def conflict(self, statements: Sequence[Statement]) -> str:
        return f"These leave no common possibility: {self._each(statements)}."

    def disputed(self, statements: Sequence[Statement]) -> str:
        told = []
        for outlet, said in by_outlet(statements).items():
            by_voice: dict[str, list[Statement]] = {}
            for statement in said:
                by_voice.setdefault(self._voice(statement), []).append(statement)
            voices = "; ".join(f"{voice}: {self._values(by)}" for voice, by in by_voice.items())
            told.append(f"in {self.short(outlet)}, {voices}")
        sentence = "; ".join(told)
        return f"{sentence[0].upper()}{sentence[1:]}."

    def _voice(self, statement: Statement) -> str:
        report = statement.claim.report
        if statement.relayed:
            relayed = f"relayed by {self.short(statement.claim.outlet)}"
            return f"{report.speaker}, {relayed}" if report.speaker else f"as {relayed}"
        voice = report.speaker or "its own voice"
        return f"{voice}, via {self._outlets(report.via)}" if report.via else voice

    def updated(self, statements: Sequence[Statement]) -> str:
        scopes: dict[str, list[Statement]] = {}
        for statement in sorted(statements, key=self._age):
            scopes.setdefault(self._when(statement), []).append(statement)
        return f"{'; then '.join(f'{when}, {self._each(s)}' for when, s in scopes.items())}."

    def _age(self, statement: Statement) -> tuple[int, int]:
        report = statement.claim.report
        day = (report.date or date.max).toordinal() if self.term.evolving else 0
        age = self.drafts.index(report.draft) if report.draft in self.drafts else 0
        return (age, day)

    def _when(self, statement: Statement) -> str:
        report = statement.claim.report
        told = [f"{report.draft} draft"] if report.draft else []
        if self.term.evolving:
            told.append(f"on {report.date.isoformat()}" if report.date else "on an unknown day")
        return " ".join(told)

    def compatible(self, statements: Sequence[Statement]) -> str:
        return f"Not the same, and nothing excludes anything else: {self._each(statements)}."

    def echo(self, statements: Sequence[Statement]) -> str:
        outlets = self._outlets(s.outlet for s in statements)
        return f"{outlets} say {self._values(statements)}, all of it {self._from()}."

    def agree(self, statements: Sequence[Statement]) -> str:
        outlets = self._outlets(s.outlet for s in statements)
        return f"{outlets} say {self._values(statements)}, {self._from()}."

    def single(self, statements: Sequence[Statement]) -> str:
        return f"Only {self._each(statements)}, {self._from()}."

    def silent(self, statements: Sequence[Statement]) -> str:
        return "No outlet compared speaks."

    def _from(self) -> str:
        named = "; ".join(listed(map(self.short, sorted(each)), "with") for each in self.origins)
        many = len(self.origins)
        count = "one origin" if many == 1 else f"{many} independent origins"
        return f"from {count} ({named})"
