"""Every claim as a row of a typed table, with the verdicts on its term, for DuckDB and its like."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from plancmp.data import spreadsheet
from plancmp.domain.compared import judge_each_plan
from plancmp.domain.model import Dataset, Provision
from plancmp.domain.problems import PlancmpError
from plancmp.domain.values import Relation, Value
from plancmp.domain.verdicts import ProvisionJudgement, Verdict


class Type(NamedTuple):
    """What a column holds: its name in Parquet, and how a spreadsheet's cell is read."""

    name: str
    read: Callable[[str], Any] = str


TEXT, NUMBER, DAY = Type("string"), Type("int32", int), Type("date32", date.fromisoformat)
TEXTS = Type("list<string>")
NUMBERS = Type("list<int32>", lambda cell: [int(number) for number in cell.split(", ")])

TYPES: Mapping[str, Type] = {
    **dict.fromkeys(spreadsheet.COLUMNS, TEXT),
    **dict.fromkeys(("report", "paragraph"), NUMBER),
    **dict.fromkeys(("date", "as-of"), DAY),
    "point": NUMBERS,
    "via": TEXTS,
    "means": TEXT,
    "answers": TEXTS,
    "verdict": TEXT,
    "verdict_compared": TEXT,
}
"""The columns, those of the spreadsheet first; what is empty there is null here."""

DESCRIPTIONS: Mapping[str, str] = {
    **spreadsheet.COLUMNS,
    "point": "the provision's numbers in the plan; null where it has none",
    "report": "a number that the rows of one report share, from 1 in each provision",
    "via": "the outlets that the passage credits, else those that its article relays",
    "outlet": "the article's outlet",
    "date": "the article's day",
    "speaker": "who says it; null where it is the article's own voice",
    "term": "the term's id; null where the plan is said to have no such provision",
    "means": "the value, or the first of its provision that means the same, as it is printed",
    "answers": "the terms that the claim answers: its own, or all of the topic's where it has none",
    "verdict": "on its term, else on the provision, over all outlets",
    "verdict_compared": "the same over the outlets compared on the plan",
}
"""What each column holds."""


GROUP = 50_000
"""So many rows at least are written together: many small groups are large and slow to read."""

Cell = str | int | date | list[str] | list[int] | None
"""Empty cells of a row are None."""
Columns = Mapping[str, Sequence[Cell]]
"""The values of each column, as many in each as there are rows."""


def columns(dataset: Dataset) -> Columns:
    """Every claim of the loaded plans, in the order of the data."""
    found = list(rows(dataset))
    return {column: [row[column] for row in found] for column in TYPES}


def rows(dataset: Dataset) -> Iterator[dict[str, Cell]]:
    """Every claim of the loaded plans as a row of typed cells, in the order of the data."""
    judged = {both[0].provision.id: list(map(_verdicts, both)) for both in judge_each_plan(dataset)}
    for provision, report, row in spreadsheet.claims(dataset):
        term = row["term"]
        over_all, over_compared = (found[term] for found in judged[provision.id])
        yield {
            **{column: TYPES[column].read(cell) if cell else None for column, cell in row.items()},
            "via": list(report.via),
            "means": _meaning(provision, term, report.says[term]) if term else row["value"],
            "answers": [term] if term else list(provision.topic.terms),
            "verdict": over_all.value,
            "verdict_compared": over_compared.value,
        }


def _meaning(provision: Provision, term: str, value: Value) -> str:
    kind = provision.topic.terms[term].kind
    said = (claim.value for claim in provision.claims(term))
    same = (each for each in said if kind.relation(each, value) is Relation.SAME)
    return kind.text(next(same))


def _verdicts(judged: ProvisionJudgement) -> Mapping[str, Verdict]:
    """The verdicts on a provision by term; that on the provision itself is under no term."""
    unspoken = dict.fromkeys(judged.provision.topic.terms, judged.unspoken)
    spoken = {term.term.id: term.verdict for term in judged.terms}
    return {"": judged.verdict, **unspoken, **spoken}


def encode(parts: Iterable[Columns]) -> bytes:
    """The parts, one below the other, as a Parquet file; GROUP rows of them are held at a time.

    Raises PlancmpError, which says what to install, where pyarrow is missing.
    """
    try:
        import pyarrow as arrow
        from pyarrow.parquet import ParquetWriter
    except ImportError:
        message = "parquet needs pyarrow, which is not installed: pip install 'plancmp[parquet]'"
        raise PlancmpError(message) from None
    types = {
        TEXT: arrow.string(),
        NUMBER: arrow.int32(),
        DAY: arrow.date32(),
        TEXTS: arrow.list_(arrow.string()),
        NUMBERS: arrow.list_(arrow.int32()),
    }
    schema = arrow.schema(
        [
            arrow.field(name, types[kind], metadata={"says": DESCRIPTIONS[name]})
            for name, kind in TYPES.items()
        ]
    )
    out = arrow.BufferOutputStream()
    waiting = schema.empty_table()
    with ParquetWriter(out, schema) as writer:
        for part in parts:
            waiting = arrow.concat_tables([waiting, arrow.table(dict(part), schema)])
            if len(waiting) >= GROUP:
                writer.write_table(waiting)
                waiting = schema.empty_table()
        writer.write_table(waiting)
    return bytes(out.getvalue())
