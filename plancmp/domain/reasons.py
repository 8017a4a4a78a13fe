"""A judgement in a sentence: which outlets say what, and on whose word."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date

from plancmp.domain.model import grouped
from plancmp.domain.origins import Origin
from plancmp.domain.positions import Statement, by_outlet
from plancmp.domain.verdicts import Judgement, ProvisionJudgement, Verdict
from plancmp.text import join_words

Names = Callable[[str], str]
"""What an outlet is called in a sentence, by its id."""


def explain(judgement: Judgement, names: Names, drafts: Sequence[str]) -> str:
    """Why a term has its verdict, in a sentence; `drafts` are the plan's, oldest first."""
    return _SENTENCES[judgement.verdict](_Explainer(judgement, names, drafts))


def explain_provision(judged: ProvisionJudgement, names: Names) -> str:
    """Why a provision has its verdict: the sentence of its decisive term, or who is silent."""
    decisive = judged.decisive
    if decisive is None:
        return _silence([names(outlet) for outlet in judged.silent])
    return f"{decisive.term.id}: {explain(decisive, names, judged.provision.plan.drafts)}"


def _silence(silent: Sequence[str]) -> str:
    if not silent:
        return "None of the outlets compared has an article on the plan."
    verbs = ("covers", "does") if len(silent) == 1 else ("cover", "do")
    return f"{join_words(silent, 'and')} {verbs[0]} the plan and {verbs[1]} not mention this."


class _Explainer:
    """The sentences of one judgement, a method for each verdict."""

    def __init__(self, judgement: Judgement, names: Names, drafts: Sequence[str]) -> None:
        self.term, self.statements = judgement.term, judgement.decisive
        self.origins: Sequence[Origin] = judgement.origins
        self.names, self.drafts = names, drafts

    def conflict(self) -> str:
        return f"These leave no common possibility: {self._by_outlet(self.statements)}."

    def disputed(self) -> str:
        clauses = []
        for outlet, statements in by_outlet(self.statements).items():
            by_speaker = grouped(statements, self._speaker)
            said = "; ".join(f"{who}: {self._values(by)}" for who, by in by_speaker.items())
            clauses.append(f"in {self.names(outlet)}, {said}")
        sentence = "; ".join(clauses)
        return f"{sentence[0].upper()}{sentence[1:]}."

    def updated(self) -> str:
        scopes = grouped(sorted(self.statements, key=self._age), self._scope)
        clauses = (f"{scope}, {self._by_outlet(said)}" for scope, said in scopes.items())
        return f"{'; then '.join(clauses)}."

    def compatible(self) -> str:
        said = self._by_outlet(self.statements)
        return f"Not the same, and nothing excludes anything else: {said}."

    def echo(self) -> str:
        return f"{self._outlets()} say {self._values(self.statements)}, all of it {self._from()}."

    def agree(self) -> str:
        return f"{self._outlets()} say {self._values(self.statements)}, {self._from()}."

    def single(self) -> str:
        return f"Only {self._by_outlet(self.statements)}, {self._from()}."

    def silent(self) -> str:
        return "No outlet compared speaks."

    def _join(self, outlets: Iterable[str]) -> str:
        return join_words(dict.fromkeys(map(self.names, outlets)), "and")

    def _outlets(self) -> str:
        return self._join(statement.outlet for statement in self.statements)

    def _values(self, statements: Iterable[Statement]) -> str:
        text = self.term.kind.text
        return join_words(dict.fromkeys(text(statement.value) for statement in statements), "and")

    def _by_outlet(self, statements: Sequence[Statement]) -> str:
        clauses = []
        for outlet, said in by_outlet(statements).items():
            relaying = self._join(s.claim.outlet for s in said if s.relayed)
            relayed = f" (relayed by {relaying})" if relaying else ""
            clauses.append(f"{self.names(outlet)}{relayed}: {self._values(said)}")
        return "; ".join(clauses)

    def _speaker(self, statement: Statement) -> str:
        """Who speaks in an outlet's reports: a person, its own voice, or who relays it."""
        report = statement.claim.report
        if statement.relayed:
            relayed = f"relayed by {self.names(statement.claim.outlet)}"
            return f"{report.speaker}, {relayed}" if report.speaker else f"as {relayed}"
        speaker = report.speaker or "its own voice"
        return f"{speaker}, via {self._join(report.via)}" if report.via else speaker

    def _age(self, statement: Statement) -> tuple[int, int]:
        """Which draft, from the oldest, and for an evolving term which day."""
        report = statement.claim.report
        day = (report.date or date.max).toordinal() if self.term.evolving else 0
        return (self.drafts.index(report.draft) if report.draft in self.drafts else 0, day)

    def _scope(self, statement: Statement) -> str:
        report = statement.claim.report
        parts = [f"{report.draft} draft"] if report.draft else []
        if self.term.evolving:
            parts.append(f"on {report.date.isoformat()}" if report.date else "on an unknown day")
        return " ".join(parts)

    def _from(self) -> str:
        groups = "; ".join(
            join_words(map(self.names, sorted(origin)), "with") for origin in self.origins
        )
        many = len(self.origins)
        count = "one origin" if many == 1 else f"{many} independent origins"
        return f"from {count} ({groups})"


_SENTENCES: Mapping[Verdict, Callable[[_Explainer], str]] = {
    Verdict.CONFLICT: _Explainer.conflict,
    Verdict.DISPUTED: _Explainer.disputed,
    Verdict.UPDATED: _Explainer.updated,
    Verdict.COMPATIBLE: _Explainer.compatible,
    Verdict.ECHO: _Explainer.echo,
    Verdict.AGREE: _Explainer.agree,
    Verdict.SINGLE: _Explainer.single,
    Verdict.SILENT: _Explainer.silent,
}
