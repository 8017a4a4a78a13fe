"""`plancmp search`: where words stand in the data, and why each place was found."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple, TypedDict

from plancmp.domain.attribution import basis_of, credited_beside
from plancmp.domain.model import Dataset, Outlet, Plan, Provision, Report
from plancmp.domain.positions import Statement
from plancmp.domain.problems import Problem
from plancmp.domain.search import Hit, Match, folded, held_alone, vocabulary
from plancmp.text import did_you_mean, join_words
from plancmp.views import document as doc
from plancmp.views.citations import headline, host
from plancmp.views.claim_data import source_record
from plancmp.views.json_types import Count, Day, Positive
from plancmp.views.references import References
from plancmp.views.sourced import Cited, SourcedView
from plancmp.views.wording import (
    article_line,
    counted,
    hints,
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
    *("kind", "id", "plan", "topic", "provision", "what", "term", "text", "found"),
    *("outlet", "outlet_name", "via", "speaker", "article", "headline", "date", "date_known"),
    *("paragraph", "quote", "address", "citation", "file", "line"),
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
    date: Day | None
    quote: str | None
    paragraph: Positive | None
    address: str | None
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


class _Described(NamedTuple):
    """A hit as it is shown, whatever it is of."""

    kind: SubjectKind
    id: str
    title: doc.Line
    short_title: doc.Line
    go_on: Sequence[str]
    """The command lines that show more of it."""
    matches: Sequence[Match]
    provision: Provision | None = None

    @property
    def is_about(self) -> bool:
        """Whether words stand in its name, and not only in what is said of it."""
        return any(match.piece.what in ("title", "topic") for match in self.matches)


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
        self.hits = [_described(dataset, hit) for hit in hits]

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
        hits = sorted(self.hits, key=lambda hit: (not hit.is_about, -len(hit.matches)))
        rows = [self._line(hit) for hit in hits]
        yield doc.table(("", "", ""), rows)._replace(bare=True, counts="hit")
        first = hits[0].go_on[0]
        yield doc.Paragraph(((),))
        numbered = ["sources: --sources"] if self.references.numbered else []
        yield hints("every match: --all", f"next: {first}", *numbered, "to paste: --cite")

    def cited(self) -> Iterator[Cited]:
        """What the reports answer in which something was found, provision by provision."""
        for hit in self.hits:
            found = {match.piece.report.key for match in hit.matches if match.piece.report}
            if provision := hit.provision:
                for term in provision.topic.terms.values():
                    claims = [c for c in provision.claims(term.id) if c.report.key in found]
                    if claims:
                        title = f"{provision_name(provision)} ({provision.plan.id}): {term.asks}"
                        said = [Statement(claim.outlet, claim) for claim in claims]
                        yield Cited(title, provision.plan, term, said)

    def _line(self, hit: _Described) -> tuple[doc.Cell, ...]:
        best = min(hit.matches, key=_rank)
        matches = counted(len(hit.matches), "match", "matches")
        report = best.piece.report
        said: doc.Line = ()
        if report:
            pointers = self.references.cite([report])
            where = f" ¶{report.paragraph} " if report.paragraph else " "
            said = (doc.Span(f"  {self.dataset.short(report.article.outlet)}{where}"), *pointers)
        text = _marked(best)
        if best.piece.what == "address":  # whole it stands with --all: here it would be folded
            text = doc.line(f"in its address, at {host(best.piece.text)}", "muted")
        if best.piece.what == "quote":
            text = (doc.Span("“"), *text, doc.Span("”"))
        return ((hit.short_title,), ((*text, *said),), doc.cell(matches, "muted"))

    def records(self) -> doc.Records:
        """A record for each text in which something was found."""
        return doc.records(RECORD, (row for hit in self.hits for row in self._records(hit)))

    def data(self) -> SearchData:
        return {
            "words": list(self.words),
            "plans": list(self.dataset.plans),
            "hits": [_data(hit) for hit in self.hits],
        }

    def _records(self, hit: _Described) -> Iterator[doc.Record]:
        data = {**_data(hit), "provision": hit.provision.title if hit.provision else None}
        for match in hit.matches:
            yield {**data, **_match_data(match), **self._source(match.piece.report)}

    def _source(self, report: Report | None) -> doc.Record:
        if not report:
            return {}
        name = self.dataset.outlets[report.article.outlet].name
        return {"outlet_name": name, **source_record(self.dataset, report)}


def _described(dataset: Dataset, hit: Hit) -> _Described:
    subject, matches = hit
    if isinstance(subject, Provision):
        number = f" {point(subject)}" if subject.points else ""
        short = (
            doc.Span(f"{subject.plan.id}{number}  "),
            doc.Span(provision_name(subject), "strong"),
        )
        title, go_on = provision_title(subject), [f"plancmp sources {subject.id}"]
        return _Described("provision", subject.id, title, short, go_on, matches, subject)
    if isinstance(subject, Plan):
        return _named("plan", subject.id, subject.title, [f"plancmp show {subject.id}"], matches)
    if isinstance(subject, Outlet):
        go_on = [f"plancmp outlets --outlet {subject.id}"]
        return _named("outlet", subject.id, subject.name, go_on, matches)
    go_on = [f"plancmp show {plan} --outlet {subject.outlet}" for plan in subject.covers]
    article = _named("article", subject.id, headline(subject), go_on, matches)
    return article._replace(title=(doc.Span("article ", "muted"), *article_line(dataset, subject)))


def _named(
    kind: SubjectKind, id: str, name: str, go_on: Sequence[str], matches: Sequence[Match]
) -> _Described:
    title = (doc.Span(f"{kind} ", "muted"), doc.Span(id, "strong"), doc.Span(f" · {name}"))
    short_title = (doc.Span(f"{kind} {id}  "), doc.Span(name, "strong"))
    return _Described(kind, id, title, short_title, go_on, matches)


def _summary(
    dataset: Dataset, hits: Sequence[_Described], words: Sequence[str], problems: Sequence[Problem]
) -> Iterator[doc.Line]:
    if hits:
        kinds = Counter(hit.kind for hit in hits)
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


def _row_group(dataset: Dataset, hit: _Described, references: References) -> doc.RowGroup:
    return doc.RowGroup(
        rows=tuple(_row(dataset, hit, match, references) for match in hit.matches),
        title=hit.title,
        notes=tuple(doc.line(command, "muted") for command in hit.go_on),
    )


def _row(
    dataset: Dataset, hit: _Described, match: Match, references: References
) -> tuple[doc.Cell, ...]:
    piece = match.piece
    said: doc.Cell = ()
    if report := piece.report:
        speaker = f"{report.speaker} · " if report.speaker else ""
        credited = credited_beside(report.speaker, report.via, dataset.short)
        of = report.article.outlet
        by = basis_of(of, (), credited, dataset.short).behind(dataset.short(of))
        where = f" ¶{report.paragraph}" if report.paragraph else ""
        said = ((doc.Span(f"{speaker}{by}{where} "), *references.cite([report])),)
    what = doc.cell(_WHAT.get(piece.what, piece.what))
    if hit.provision and piece.report and piece.term:
        asks = hit.provision.topic.terms[piece.term].asks
        what = (*what, doc.line(asks, "muted"))
    return (doc.cell(", ".join(match.found), "strong"), what, (_marked(match),), said)


_WHAT = {"value": "answer", "term": "id of a question", "plan": "id of the plan", "topic": "id"}
"""What a text is called, where a reader has another word for it."""
_BEST = ("quote", "title", "name", "value", "question", "speaker")
"""What of a hit is shown first."""


def _rank(match: Match) -> tuple[int, int, int]:
    """What sorts the best match first: all that was sought, then by what it is, the shortest."""
    what = match.piece.what
    rank = _BEST.index(what) if what in _BEST else len(_BEST)
    return (-len(match.ranges), rank, len(match.piece.text))


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
        "date": report.date.isoformat() if report and report.date else None,
        "quote": (report.quote or None) if report else None,
        "paragraph": report.paragraph if report else None,
        "address": (report.article.address or None) if report else None,
        "file": place.file if place else None,
        "line": place.line if place else None,
    }


def _data(hit: _Described) -> HitData:
    provision = hit.provision
    return {
        "kind": hit.kind,
        "id": hit.id,
        "plan": provision.plan.id if provision else None,
        "topic": provision.topic.id if provision else None,
        "go_on": list(hit.go_on),
        "matches": [_match_data(match) for match in hit.matches],
    }
