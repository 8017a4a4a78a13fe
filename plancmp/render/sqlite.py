"""Every claim, and all that it rests on, as a database: tables with keys, views, words to search.

What the tables and their columns hold is said beside them in `templates/claims.sql`.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from plancmp.data import spreadsheet
from plancmp.domain.compared import compared_on, judge_each_plan
from plancmp.domain.comparison import Comparison, TermChange, compare
from plancmp.domain.findings import finding_id
from plancmp.domain.model import Dataset, PlanDraft, Provision, Report
from plancmp.domain.printed import NO_PROVISION, answer
from plancmp.domain.problems import PlancmpError
from plancmp.domain.reasons import explain
from plancmp.domain.side_by_side import by_day
from plancmp.domain.verdicts import ProvisionJudgement
from plancmp.render.parquet import rows

SCHEMA = Path(__file__).parent / "templates" / "claims.sql"
RELATION = re.compile(r"^CREATE (?:TABLE|VIEW) (\w+) .*?-- (.+)\n((?:.+\n)*)", re.MULTILINE)
COLUMN = re.compile(r'^  "?([a-z_]+)"? [A-Z].*-- (.+)$', re.MULTILINE)

Row = tuple[Any, ...]


@cache
def schema() -> str:
    """The statements that make the empty database."""
    return SCHEMA.read_text(encoding="utf-8")


def encode(dataset: Dataset) -> bytes:
    """The claims of the loaded plans as the file of an SQLite database.

    Raises PlancmpError where Python's SQLite is too old, or was built without full-text search.
    """
    import sqlite3
    from tempfile import TemporaryDirectory

    with TemporaryDirectory(prefix="plancmp-") as folder:
        file = Path(folder) / "claims.db"
        with closing(sqlite3.connect(file)) as database:
            database.execute("PRAGMA journal_mode = OFF")
            try:
                database.executescript(schema())
            except sqlite3.OperationalError as error:
                message = f"SQLite {sqlite3.sqlite_version}, Python's own, cannot do it: {error}"
                raise PlancmpError(message) from None
            for table, found in _tables(dataset):
                for row in found:
                    marks = ", ".join("?" * len(row))
                    database.execute(f"INSERT INTO {table} VALUES ({marks})", row)
            database.execute("INSERT INTO claims_text (claims_text) VALUES ('rebuild')")
            database.commit()
        return file.read_bytes()


def datasette() -> Mapping[str, Any]:
    """What Datasette is told of the database: what tables and columns hold, where to search."""
    tables: dict[str, dict[str, Any]] = {
        name: {"description": says, "columns": dict(COLUMN.findall(body))}
        for name, says, body in RELATION.findall(schema())
    }
    tables["claims_flat"] |= {"fts_table": "claims_text", "fts_pk": "id", "sort": "id"}
    tables["conflicts"]["sort"] = "severity"
    return {
        "title": "Who reports what of which plan",
        "description": "Written by plancmp export",
        "databases": {"claims": {"tables": tables}},
    }


def _tables(dataset: Dataset) -> Iterator[tuple[str, Iterable[Row]]]:
    """The tables, each with its rows."""
    compared = {outlet for plan in dataset.plans for outlet in compared_on(dataset, [plan])}
    topics = {provision.topic.id: provision.topic for provision in dataset.provisions}.values()
    articles = dataset.articles.values()
    yield (
        "outlets",
        (
            (o.id, o.name, o.short, o.kind, o.unidentified, o.id in compared, o.note or None)
            for o in dataset.outlets.values()
        ),
    )
    yield (
        "plans",
        (
            (p.id, place, p.title, _day(p.date), p.points, p.note or None)
            for place, p in _numbered(by_day(dataset.plans.values()))
        ),
    )
    yield (
        "drafts",
        ((p.id, d, place) for p in dataset.plans.values() for place, d in _numbered(p.drafts)),
    )
    yield (
        "articles",
        (
            (
                *(a.id, a.outlet, a.title, _day(a.date), a.date_known or None, a.address or None),
                *(a.archived or None, _day(a.accessed), a.language or None, a.read, a.note or None),
            )
            for a in articles
        ),
    )
    yield "relays", ((a.id, place, via) for a in articles for place, via in _numbered(a.via))
    yield (
        "covers",
        ((a.id, plan) for a in articles for plan in a.covers if plan in dataset.plans),
    )
    yield "topics", ((t.id, t.title, t.group, t.is_circumstance) for t in topics)
    yield (
        "terms",
        (
            (topic.id, t.id, place, t.asks, t.kind.name, t.evolving, t.coding or None)
            for topic in topics
            for place, t in _numbered(topic.terms.values())
        ),
    )
    yield from _judged(dataset)
    yield (
        "points",
        ((provision.id, point) for provision in dataset.provisions for point in provision.points),
    )
    yield from _claims(dataset)
    yield from _changes(tuple(_steps(dataset)))


def _judged(dataset: Dataset) -> Iterator[tuple[str, Iterable[Row]]]:
    """The provisions, and the verdicts on their terms, over all outlets and those compared."""
    judged = tuple(judge_each_plan(dataset))
    yield (
        "provisions",
        (
            (p.id, p.plan.id, p.topic.id, p.title or None, over_all.verdict, over_compared.verdict)
            for over_all, over_compared in judged
            for p in (over_all.provision,)
        ),
    )
    yield (
        "verdicts",
        (
            row
            for both in judged
            for name, judgement in zip(("all", "compared"), both, strict=True)
            for row in _verdicts(dataset, judgement, name)
        ),
    )


def _verdicts(dataset: Dataset, judged: ProvisionJudgement, outlets: str) -> Iterator[Row]:
    provision = judged.provision
    spoken = {judgement.term.id: judgement for judgement in judged.terms}
    for id, term in provision.topic.terms.items():
        judgement = spoken.get(id)
        verdict = judgement.verdict if judgement else judged.unspoken
        yield (
            *(provision.id, provision.topic.id, id, outlets, verdict, verdict.rank + 1),
            finding_id(provision, term),
            len(judgement.origins) if judgement else 0,
            explain(judgement, dataset.short, provision.plan.drafts) if judgement else None,
        )


def _claims(dataset: Dataset) -> Iterator[tuple[str, Iterable[Row]]]:
    """The reports with their credits, and the claims."""
    reports = [
        (provision, (number, known_as), report)
        for provision in dataset.provisions
        for number, (known_as, report) in _numbered(
            zip(spreadsheet.ids(provision), provision.reports, strict=True)
        )
    ]
    ids = {report.key: id for id, (_, _, report) in _numbered(reports)}
    yield (
        "reports",
        (
            _report(ids[report.key], provision, names, report)
            for provision, names, report in reports
        ),
    )
    yield (
        "credits",
        (
            (ids[report.key], place, outlet)
            for *_, report in reports
            for place, outlet in _numbered(report.via)
        ),
    )
    with_rows = zip(spreadsheet.claims(dataset), rows(dataset), strict=True)
    yield (
        "claims",
        (
            (id, ids[report.key], provision.topic.id, *_value(provision, report, row), row["means"])
            for id, ((provision, report, _), row) in _numbered(with_rows)
        ),
    )


def _report(id: int, provision: Provision, names: Row, report: Report) -> Row:
    return (
        *(id, provision.id, *names, report.article.id, report.speaker or None),
        *(provision.plan.id, report.draft or None, _day(report.as_of), report.paragraph),
        *(report.quote or None, report.hedge or None, report.inferred, report.condition or None),
        *(report.absent, report.note or None, report.location.file, report.location.line),
    )


def _value(provision: Provision, report: Report, row: Mapping[str, Any]) -> Row:
    """The term, the value as it is printed, and in words."""
    if not row["term"]:
        return None, row["value"], NO_PROVISION
    term = provision.topic.terms[row["term"]]
    return term.id, row["value"], answer(term, report.says[term.id])


def _steps(dataset: Dataset) -> Iterator[Comparison]:
    """What changed from each plan to the next by day, over the outlets compared on the two."""
    drafts = [PlanDraft(plan, plan.last_draft) for plan in by_day(dataset.plans.values())]
    for before, after in pairwise(drafts):
        yield compare(dataset, before, after, compared_on(dataset, [before.id, after.id]))


def _changes(steps: Sequence[Comparison]) -> Iterator[tuple[str, Iterable[Row]]]:
    topics = [((s.before.id, s.after.id, t.topic.id), t) for s in steps for t in s.changes]
    terms = [((*key, term.term.id), term) for key, topic in topics for term in topic.terms]
    yield "steps", ((step.before.id, step.after.id) for step in steps)
    yield "topic_changes", ((*key, topic.change) for key, topic in topics)
    yield (
        "term_changes",
        (
            (*key, term.change, len(term.before.origins), len(term.after.origins))
            for key, term in terms
        ),
    )
    yield "changed_values", ((*key, *row) for key, term in terms for row in _sides(term))


def _sides(change: TermChange) -> Iterator[Row]:
    for name, side in (("before", change.before), ("after", change.after)):
        for place, entry in _numbered(side.entries):
            text, label = change.term.kind.text(entry.value), answer(change.term, entry.value)
            yield name, place, text, label, entry.condition or None, len(entry.origins)


def _numbered(things: Iterable[Any]) -> Iterable[tuple[int, Any]]:
    return enumerate(things, 1)


def _day(day: Any) -> str | None:
    return day.isoformat() if day else None
