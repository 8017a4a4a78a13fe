"""What `--cite` prints of a command: each finding as lines to paste into a story or a paper."""

from collections.abc import Iterator
from typing import TypedDict

from plancmp.views import document as doc
from plancmp.views.base import View
from plancmp.views.citations import citation, citation_line
from plancmp.views.sourced import Cited, SourcedView
from plancmp.views.voices import Voice, answer_line, said_by, voices


class CitationData(TypedDict):
    """One answer of one voice, and the passages to cite for it."""

    question: str
    answer: str
    said_by: str
    speaker: str | None
    citations: list[str]


class CitationsData(TypedDict):
    """What `--cite` says."""

    citations: list[CitationData]


RECORD = ("question", "answer", "said_by", "speaker", "citation")


class CitingView(View):
    """The findings of another view as citations."""

    def __init__(self, view: SourcedView) -> None:
        """Take the view that says what is to be cited."""
        super().__init__(f"To cite: {view.title}", view.problems)
        self.of, self.dataset = view, view.dataset

    @property
    def command(self) -> str:  # type: ignore[override]
        """The command whose findings are cited."""
        return self.of.command

    def blocks(self) -> Iterator[doc.Block]:
        """Each question with its answers, each with its lines to paste."""
        for cited in self.of.cited():
            yield doc.Paragraph(((), doc.line(cited.title, "strong"), *self._lines(cited)))

    def records(self) -> doc.Records:
        """A record for each citation."""
        return doc.records(
            RECORD,
            (
                {**entry, "citation": line}
                for entry in self.data()["citations"]
                for line in entry["citations"]
            ),
        )

    def data(self) -> CitationsData:
        found: list[CitationData] = []
        for cited in self.of.cited():
            for said in voices(cited.statements):
                reports = [statement.claim.report for statement in said.statements]
                found.append(
                    {
                        "question": cited.title,
                        "answer": "".join(span.text for span in _answer(cited, said)),
                        "said_by": said_by(self.dataset, said.statements),
                        "speaker": said.speaker or None,
                        "citations": list(
                            dict.fromkeys(citation(self.dataset, report) for report in reports)
                        ),
                    }
                )
        return {"citations": found}

    def outcomes(self) -> frozenset[str]:
        return self.of.outcomes()

    def _lines(self, cited: Cited) -> Iterator[doc.Line]:
        for said in voices(cited.statements):
            speaker = f"{said.speaker}, " if said.speaker else ""
            by = f": {speaker}{said_by(self.dataset, said.statements)}"
            yield (*_answer(cited, said), doc.Span(by))
            reports = [statement.claim.report for statement in said.statements]
            for line in dict.fromkeys(citation_line(self.dataset, report) for report in reports):
                yield (doc.Span("  "), *line)


def _answer(cited: Cited, said: Voice) -> doc.Line:
    """The answer with its draft, case, day and reservation: none of it may be lost on the way."""
    return answer_line(cited.plan, cited.term, said.answer)


def citing(view: View) -> CitingView:
    """The findings of a view as citations; its command offers --cite only where it has sources."""
    assert isinstance(view, SourcedView)
    return CitingView(view)
