"""How verdicts, changes, outcomes and severities look and are put in words."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from plancmp.domain.comparison import Change
from plancmp.domain.model import Provision
from plancmp.domain.opposed import changed_since
from plancmp.domain.values import Relation
from plancmp.domain.verdicts import Judgement, ProvisionJudgement, Verdict
from plancmp.domain.words import ExplainedWord
from plancmp.views.document import Legend, Line, Span, line
from plancmp.views.wording import counted, day, point, provision_name


class Mark(NamedTuple):
    """How a word looks: its sign and style, and how a reader is told it where that is another."""

    sign: str
    style: str
    words: str = ""


MARKS: Mapping[str, Mark] = {
    # verdicts
    "conflict": Mark("✗", "conflict", "contradicted"),
    "disputed": Mark("!", "disputed", "sources disagree"),
    "variant": Mark("≈", "variant", "one source, told differently"),
    "updated": Mark("»", "updated", "changed by draft or day"),
    "differs": Mark("~", "differs", "differ in detail"),
    "agree": Mark("=", "agree", "two sources or more"),
    "repeated": Mark("“", "repeated", "one source, repeated"),
    "single": Mark("°", "single", "one source"),
    "silent": Mark("–", "silent", "not mentioned"),
    "not-found": Mark("·", "not-found", "not in what was read"),
    # changes
    "changed": Mark("≠", "changed"),
    "depends": Mark("?", "depends", "depends on whom one believes"),
    "dropped": Mark("−", "dropped"),
    "added": Mark("+", "added"),
    "more-specific": Mark("▾", "more-specific", "more specific"),
    "less-specific": Mark("▴", "less-specific", "less specific"),
    "overlapping": Mark("~", "overlapping", "differ in detail"),
    "more-reported": Mark("&", "more-reported", "the same, and more reported"),
    "unchanged": Mark("=", "unchanged", "the same"),
    "not-comparable": Mark("|", "not-comparable", "on other questions"),
    "elsewhere": Mark("*", "elsewhere", "cannot say"),
    "other-draft": Mark("@", "other-draft", "of another draft"),
    "only-before": Mark("‹", "only-before"),
    "only-after": Mark("›", "only-after"),
    # outcomes of verify
    "not-in-text": Mark("✗", "conflict"),
    "text-changed": Mark("≠", "disputed"),
    "other-paragraph": Mark("»", "updated"),
    "not-at-hand": Mark("○", "muted"),
    "verified": Mark("=", "agree"),
    # severities
    "error": Mark("", "conflict"),
    "warning": Mark("", "disputed"),
}
"""By the word; in the order of legends."""


def sign(word: str) -> Span:
    """The sign alone, where its words stand close by."""
    return Span(MARKS[word].sign, MARKS[word].style)


def badge(word: str, words: str = "") -> Line:
    """Sign and words, else those of the word in general."""
    sign, style, usual = MARKS[word]
    return line(f"{sign} {words or usual or word}", style)


def tally(word: str, number: int) -> Line:
    """How many there are of a word: `✗ contradicted: 2`."""
    return badge(word, f"{MARKS[word].words or word}: {number:,}")


def legend(used: Iterable[ExplainedWord]) -> Legend:
    """The badges of the words used, in the order of MARKS, each with what it means."""
    members = {str(member): member for member in used}
    return tuple((badge(word)[0], members[word].means) for word in MARKS if word in members)


def verdict_badge(judgement: Judgement) -> Line:
    """The verdict on a term as it is printed, with the count that it rests on."""
    return badge(judgement.verdict, _printed(judgement))


def finding_title(provision: Provision, judgement: Judgement) -> str:
    """A question so that it stands alone: topic, plan, point, question, and the verdict on it."""
    where = ", ".join(filter(None, (provision.plan.id, point(provision))))
    words = _printed(judgement) or MARKS[judgement.verdict].words
    return f"{provision_name(provision)} in {where}: {judgement.term.asks} ({words})"


def provision_badge(judged: ProvisionJudgement) -> Line:
    """The verdict on a provision as it is printed: that of its decisive term."""
    return verdict_badge(judged.decisive) if judged.decisive else badge(judged.verdict)


def _printed(judgement: Judgement) -> str:
    verdict, sources = judgement.verdict, len(judgement.origins)
    perhaps = "" if judgement.shared else "perhaps "
    if verdict is Verdict.VARIANT:
        ways = len({statement.value for statement in judgement.decisive})
        return f"{perhaps}one source, told {ways} ways"
    if verdict is Verdict.UPDATED:
        if len({statement.claim.report.draft for statement in judgement.decisive}) > 1:
            return "changed by draft"
        since = changed_since(judgement.term, judgement.decisive)
        return f"changed since {day(since)}" if since else "of days not all known"
    if verdict is Verdict.REPEATED:
        return f"{perhaps}1 source, repeated" if sources == 1 else "repeated"
    if verdict in (Verdict.AGREE, Verdict.SINGLE):
        return counted(sources, "source")
    return ""


def change_words(change: Change, before: str, after: str) -> str:
    """A change as it is printed; a plan that alone is reported is named."""
    if change is Change.ONLY_BEFORE:
        return f"{before} only"
    if change is Change.ONLY_AFTER:
        return f"{after} only"
    return MARKS[change].words or str(change)


def change_means(change: Change, before: str, after: str) -> str:
    """What a change means, in words that name the plans."""
    if change is Change.CHANGED:
        return f"no answer compared of {before} fits any of {after}"
    if change is Change.ONLY_BEFORE:
        return f"not in what was read of {after}, which is not to say dropped"
    if change is Change.ONLY_AFTER:
        return f"not in what was read of {before}, which is not to say added"
    return change.means


CHANGE_BY_RELATION: Mapping[Relation, str] = {
    Relation.SAME: "unchanged",
    Relation.NARROWER: "more specific",
    Relation.BROADER: "less specific",
    Relation.OVERLAPPING: "overlapping",
    Relation.DISJOINT: "changed",
    Relation.INCOMPARABLE: "another wording",
}
"""What it would mean for a value before to stand in this relation to one after."""
