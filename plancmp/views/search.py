"""`plancmp search`: where words stand in the data, and why each place was found."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Literal, TypedDict

from plancmp.domain.model import Article, Dataset, Outlet, Plan, Provision
from plancmp.domain.positions import Statement
from plancmp.domain.problems import Problem
from plancmp.domain.search import Hit, Match, Subject, folded, held_alone, vocabulary
from plancmp.text import did_you_mean, join_words
from plancmp.views import document as doc
from plancmp.views.json_types import Count, Positive
from plancmp.views.references import References
from plancmp.views.sourced import Cited, SourcedView
from plancmp.views.wording import (
    OWN_VOICE,
    article_line,
    counted,
    hints,
    names,
    point,
    provision_name,
    provision_title,
)

COLUMNS = (
    doc.Column("found"),
    doc.Column("in", merge=True),
    doc.Column("text"),
    doc.Column("said by"),
)

RECORD = (
    *("kind", "id", "plan", "topic", "what", "term", "text", "found"),
    *("outlet", "via", "speaker", "article", "paragraph", "file", "line"),
)


SubjectKind = Literal["provision", "plan", "article", "outlet"]


class MatchData(TypedDict):
    """A text in which something was found, and the report that it stands in, if any."""

    what: str
    term: str | None
    text: str
    found: list[str]
    outlet: str | None
    via: list[str]
    speaker: str | None
    article: str | None
    paragraph: Positive | None
    file: str | None
    line: Count | None


class HitData(TypedDict):
    """A part of the data that holds all the words."""

    kind: SubjectKind
    id: str
    plan: str | None
    topic: str | None
    go_on: list[str]
    matches: list[MatchData]


class SearchData(TypedDict):
    """What `search` says."""

    words: list[str]
    plans: list[str]
    hits: list[HitData]


class SearchView(SourcedView):
    """Every provision, plan, article and outlet that holds all the words."""

    command = "search"

    def __init__(
        self,
        dataset: Dataset,
        words: Sequence[str],
        hits: Sequence[Hit],
        problems: Sequence[Problem] = (),
    ) -> None:
        """Take the hits of a search for the words."""
        super().__init__(f"Search: {' '.join(words)}", dataset, problems)
        self.words = words
        self.hits = hits

    def blocks(self) -> Iterator[doc.Block]:
        """A group of rows for each hit."""
        yield doc.Paragraph(tuple(_summary(self.dataset, self.hits, self.words, self.problems)))
        if self.hits:
            groups = tuple(_row_group(self.dataset, hit, self.references) for hit in self.hits)
            yield doc.Table(COLUMNS, groups)
        yield from self.sources()

    def screen(self) -> Iterator[doc.Block]:
        """A line for each hit: what it is, and the best of the texts that hold the words."""
        yield doc.Paragraph(tuple(_summary(self.dataset, self.hits, self.words, self.problems)))
        if not self.hits:
            return
        hits = sorted(self.hits, key=lambda hit: not _is_about(hit))
        rows = [self._line(hit) for hit in hits]
        yield doc.table(("", "", ""), rows)._replace(bare=True, counts="hit")
        first = _go_on(hits[0].subject)[0]
        yield doc.Paragraph(((),))
        yield hints("every match: --all", f"next: {first}", "to paste: --cite")

    def cited(self) -> Iterator[Cited]:
        """What the reports answer in which something was found, provision by provision."""
        for subject, matches in self.hits:
            if isinstance(subject, Provision):
                found = {match.piece.report.key for match in matches if match.piece.report}
                for term in subject.topic.terms.values():
                    claims = [c for c in subject.claims(term.id) if c.report.key in found]
                    if claims:
                        title = f"{provision_name(subject)} ({subject.plan.id}): {term.asks}"
                        said = [Statement(claim.outlet, claim) for claim in claims]
                        yield Cited(title, subject.plan, term, said)

    def _line(self, hit: Hit) -> tuple[doc.Cell, ...]:
        best = min(hit.matches, key=_rank)
        matches = counted(len(hit.matches), "match", "matches")
        report = best.piece.report
        said: doc.Line = ()
        if report:
            pointers = self.references.cite([report])
            where = f" ¶{report.paragraph} " if report.paragraph else " "
            said = (doc.Span(f"  {self.dataset.short(report.article.outlet)}{where}"), *pointers)
        text = _marked(best)
        if best.piece.what == "quote":
            text = (doc.Span("“"), *text, doc.Span("”"))
        return (_short_title(hit.subject), ((*text, *said),), doc.cell(matches, "muted"))

    def records(self) -> doc.Records:
        """A record for each text in which something was found."""
        return doc.records(RECORD, (row for hit in self.hits for row in _records(hit)))

    def data(self) -> SearchData:
        return {
            "words": list(self.words),
            "plans": list(self.dataset.plans),
            "hits": [_data(hit) for hit in self.hits],
        }


def _kind(subject: Subject) -> SubjectKind:
    if isinstance(subject, Provision):
        return "provision"
    if isinstance(subject, Plan):
        return "plan"
    return "article" if isinstance(subject, Article) else "outlet"


def _go_on(subject: Subject) -> list[str]:
    """The command lines that show more of it."""
    if isinstance(subject, Provision):
        return [f"plancmp sources {subject.id}"]
    if isinstance(subject, Plan):
        return [f"plancmp show {subject.id}"]
    if isinstance(subject, Article):
        return [f"plancmp show {plan} --outlet {subject.outlet}" for plan in subject.covers]
    return [f"plancmp outlets --outlet {subject.id}"]


def _summary(
    dataset: Dataset, hits: Sequence[Hit], words: Sequence[str], problems: Sequence[Problem]
) -> Iterator[doc.Line]:
    if hits:
        kinds = Counter(_kind(hit.subject) for hit in hits)
        yield doc.line(", ".join(counted(count, name) for name, count in kinds.items()))
        return
    sought = join_words(words, "and")
    yield doc.line(f"Nothing holds {sought}{' together' if len(words) > 1 else ''}.")
    if problems:
        yield doc.line("Not all of the data could be read; see above.")
    counts = held_alone(dataset, words)
    known = frozenset() if all(counts) else vocabulary(dataset)
    for word, alone in zip(words, counts, strict=True):
        hint = "" if alone else did_you_mean(folded(word).text, known)
        found = f"by itself in {alone}" if alone else f"nowhere{f'; {hint}' if hint else ''}"
        yield doc.line(f"{word}: {found}")


def _row_group(dataset: Dataset, hit: Hit, references: References) -> doc.RowGroup:
    subject = hit.subject
    return doc.RowGroup(
        rows=tuple(_row(dataset, match, references) for match in hit.matches),
        title=_title(dataset, subject),
        notes=tuple(doc.line(command, "muted") for command in _go_on(subject)),
    )


def _title(dataset: Dataset, subject: Subject) -> doc.Line:
    if isinstance(subject, Provision):
        return provision_title(subject)
    if isinstance(subject, Article):
        return (doc.Span("article ", "muted"), *article_line(dataset, subject))
    name = subject.name if isinstance(subject, Outlet) else subject.title
    return (
        doc.Span(f"{_kind(subject)} ", "muted"),
        doc.Span(subject.id, "strong"),
        doc.Span(f" · {name}"),
    )


def _row(dataset: Dataset, match: Match, references: References) -> tuple[doc.Cell, ...]:
    piece = match.piece
    said: doc.Cell = ()
    if report := piece.report:
        outlet = dataset.short(report.article.outlet)
        via = f" citing {names(dataset, report.via)}" if report.via else ""
        where = f" ¶{report.paragraph}" if report.paragraph else ""
        says = f"{outlet}{via}: {report.speaker or OWN_VOICE} "
        said = ((doc.Span(says), *references.cite([report]), doc.Span(where)),)
    what = f"{piece.term}: {piece.what}" if piece.term else piece.what
    return (doc.cell(", ".join(match.found), "strong"), doc.cell(what), (_marked(match),), said)


_BEST = ("quote", "title", "value", "question", "speaker")
"""What of a hit is shown first."""


def _is_about(hit: Hit) -> bool:
    """Whether words stand in its name, and not only in what is said of it."""
    return any(match.piece.what in ("title", "topic") for match in hit.matches)


def _rank(match: Match) -> tuple[int, int, int]:
    """What sorts the best match first: all that was sought, then by what it is, the shortest."""
    what = match.piece.what
    rank = _BEST.index(what) if what in _BEST else len(_BEST)
    return (-len(match.ranges), rank, len(match.piece.text))


def _short_title(subject: Subject) -> doc.Cell:
    if isinstance(subject, Provision):
        number = f" {point(subject)}" if subject.points else ""
        plan = doc.Span(f"{subject.plan.id}{number}  ")
        return ((plan, doc.Span(provision_name(subject), "strong")),)
    name = subject.name if isinstance(subject, Outlet) else subject.title
    return ((doc.Span(f"{_kind(subject)} {subject.id}  "), doc.Span(name, "strong")),)


def _marked(match: Match) -> doc.Line:
    """The text, with what was found in a style of its own."""
    spans, done = [], 0
    for start, end in match.ranges:
        spans += [
            doc.Span(match.piece.text[done:start]),
            doc.Span(match.piece.text[start:end], "match"),
        ]
        done = end
    return tuple(span for span in (*spans, doc.Span(match.piece.text[done:])) if span.text)


def _match_data(match: Match) -> MatchData:
    piece = match.piece
    report = piece.report
    place = piece.location
    return {
        "what": piece.what,
        "term": piece.term or None,
        "text": piece.text,
        "found": list(match.found),
        "outlet": report.article.outlet if report else None,
        "via": list(report.via) if report else [],
        "speaker": (report.speaker or None) if report else None,
        "article": report.article.id if report else None,
        "paragraph": report.paragraph if report else None,
        "file": place.file if place else None,
        "line": place.line if place else None,
    }


def _data(hit: Hit) -> HitData:
    subject = hit.subject
    provision = subject if isinstance(subject, Provision) else None
    return {
        "kind": _kind(subject),
        "id": subject.id,
        "plan": provision.plan.id if provision else None,
        "topic": provision.topic.id if provision else None,
        "go_on": _go_on(subject),
        "matches": [_match_data(match) for match in hit.matches],
    }


def _records(hit: Hit) -> Iterator[doc.Record]:
    """A record for each piece in which something was found."""
    data = _data(hit)
    for match in data["matches"]:
        yield {**data, **match}
