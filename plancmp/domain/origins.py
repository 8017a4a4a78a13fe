"""Who rests on whom: where a claim comes from once every credit is followed to its end.

docs/semantics.md, Origins.
"""

from collections.abc import Iterable, Mapping
from functools import cache, partial

from plancmp.domain.model import Claim, Dataset, Report

Origin = frozenset[str]
"""The outlets that a claim comes from, after all relaying."""

NOBODY: Origin = frozenset()


class Origins:
    """The origins of claims about one plan, by the articles that cover it."""

    def __init__(self, dataset: Dataset, plan: str) -> None:
        """Take a plan's id; what outlets relay is read from the articles that cover it."""
        relays: dict[str, set[str]] = {}
        for article in dataset.articles.values():
            if plan in article.covers:
                relays.setdefault(article.outlet, set()).update(article.via or [article.outlet])
        self._relays: Mapping[str, set[str]] = relays
        self._documents = dataset.documents
        self._unidentified = dataset.unidentified
        self._of = cache(self._ends)
        self.groups = cache(partial(independent, unidentified=self._unidentified))
        self.joint_credit = cache(self._joint_credit)
        self.are_independent = cache(self._are_independent)

    def of(self, claim: Claim) -> Origin:
        """The claim's own outlet where it credits none, else those at the end of its credits.

        A credited outlet is followed on through its own articles on the plan, where there are any;
        one of them that credits nobody ends there. A loop, which the loader refuses, ends too.
        """
        return self.of_report(claim.report)

    def of_report(self, report: Report) -> Origin:
        """The origin of all that a report claims."""
        return self._of(report.article.outlet, report.via)

    def meet(self, one: Origin, other: Origin) -> bool:
        """Whether two origins surely share an outlet; one that is not identified may be two.

        With such a one neither `meet` nor `are_independent` need hold.
        """
        return not (one & other) <= self._unidentified

    def independent(self, claims: Iterable[Claim]) -> tuple[Origin, ...]:
        """The independent origins of these claims, sorted."""
        return self.groups(frozenset(map(self.of, claims)))

    def shared(self, claims: Iterable[Claim]) -> Origin:
        """The identified outlets to which each of some claims goes back.

        Of a joint credit it is not known to which; a document is beside whoever prints it.
        """
        claims = tuple(claims)
        joint = NOBODY.union(*(self.joint_credit(claim.report.via) for claim in claims))
        ends = frozenset.intersection(*map(self.of, claims)) - self._unidentified - joint
        printers = ends - self._documents
        return ends if len(printers) < 2 else ends - printers

    def _are_independent(self, one: Origin, other: Origin) -> bool:
        """Whether two origins surely share no outlet: each of theirs is identified."""
        return one.isdisjoint(other) and self._unidentified.isdisjoint(one | other)

    def _joint_credit(self, via: tuple[str, ...]) -> frozenset[str]:
        """The outlets of a credit that names several, any of which may be who says it; else none.

        A document beside one outlet is what that outlet prints, and no second voice.
        """
        credited = frozenset(via) - self._documents
        return credited if len(credited) > 1 else NOBODY

    def _ends(self, outlet: str, via: tuple[str, ...]) -> Origin:
        if not via:
            return frozenset([outlet])
        ends: set[str] = set()
        followed: set[str] = set()
        ahead = list(via)
        while ahead:
            credit = ahead.pop()
            if credit in followed:
                continue
            followed.add(credit)
            credited = self._relays.get(credit, {credit})
            if credit in credited:
                ends.add(credit)
            ahead.extend(credited - {credit})
        return frozenset(ends or followed)


def independent(origins: Iterable[Origin], unidentified: Origin = NOBODY) -> tuple[Origin, ...]:
    """Origins each two of which are independent, as many as are found, sorted.

    There are two or more wherever any two are independent. Where none are, all of them are one.
    """
    found = sorted(set(origins), key=lambda origin: (len(origin), sorted(origin)))
    known = [origin for origin in found if origin.isdisjoint(unidentified)]
    most = _disjoint(known)
    if len(most) < len(known):
        most = max((_disjoint([first, *known]) for first in known), key=len)
    if len(most) > 1:
        return tuple(sorted(most, key=sorted))
    return (NOBODY.union(*found),) if found else ()


def _disjoint(origins: Iterable[Origin]) -> list[Origin]:
    """The origins that share nothing with one that was taken before them."""
    taken: list[Origin] = []
    covered: set[str] = set()
    for origin in origins:
        if covered.isdisjoint(origin):
            taken.append(origin)
            covered |= origin
    return taken
