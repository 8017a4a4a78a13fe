"""Statements set against each other: in their order of time, or by what excludes what."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

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
