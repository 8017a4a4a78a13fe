"""Statements set against each other: in their order of time, or by what excludes what."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import combinations

from plancmp.domain.model import Term, grouped
from plancmp.domain.positions import Statement
from plancmp.domain.values import Relation


def by_time(
    term: Term, drafts: Sequence[str], statements: Iterable[Statement]
) -> Mapping[tuple[str, date | None], Sequence[Statement]]:
    """The statements of each draft and, of an evolving term, day, the oldest first."""

    def when(statement: Statement) -> tuple[str, date | None]:
        report = statement.claim.report
        return (report.draft, report.date if term.evolving else None)

    def age(when: tuple[str, date | None]) -> tuple[int, date]:
        draft, day = when
        return (drafts.index(draft) if draft in drafts else 0, day or date.max)

    found = grouped(statements, when)
    return {stage: found[stage] for stage in sorted(found, key=age)}


def follows(term: Term, before: Statement, after: Statement) -> bool:
    """Whether of two statements in the order of `by_time` the later is known to be the later.

    Of one draft, a day that is not known may be before any other.
    """
    one, other = before.claim.report, after.claim.report
    return one.draft != other.draft or not (term.evolving and other.date is None)


def changed_since(term: Term, statements: Iterable[Statement]) -> date | None:
    """The first known day of some answers, where those of known days exclude each other.

    None where only an answer excludes another whose day is not known.
    """
    said = {(s.claim.report.date, s.value) for s in statements if s.claim.report.date}
    changed = any(
        one_day != other_day and term.kind.relation(one, other) is Relation.DISJOINT
        for (one_day, one), (other_day, other) in combinations(said, 2)
    )
    return min(day for day, _ in said if day) if changed else None


def stages(
    term: Term, drafts: Sequence[str], statements: Iterable[Statement]
) -> Sequence[Sequence[Statement]]:
    """The statements of each draft and, of an evolving term, day, the oldest first.

    What gives the same answers as what was before it is one stage with it.
    """
    found: list[list[Statement]] = []
    for same in by_time(term, drafts, statements).values():
        if found and {s.value for s in same} == {s.value for s in found[-1]}:
            found[-1] += same
        else:
            found.append(list(same))
    return found


def camps(term: Term, statements: Iterable[Statement]) -> Sequence[Sequence[Statement]]:
    """The statements by answers of which no two in a camp exclude each other."""
    found: list[list[Statement]] = []
    for value, same in grouped(statements, lambda statement: statement.value).items():
        for camp in found:
            others = {statement.value for statement in camp}
            if all(term.kind.relation(value, o) is not Relation.DISJOINT for o in others):
                camp.extend(same)
                break
        else:
            found.append(list(same))
    return found
