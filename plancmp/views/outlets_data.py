"""What `outlets` says, as data and as records."""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Literal, TypedDict, get_args

from plancmp.domain.coverage import Coverage, OutletCoverage, OutletPair
from plancmp.domain.model import Dataset
from plancmp.domain.verdicts import Verdict
from plancmp.views import document as doc
from plancmp.views.json_types import Count

Standing = Literal["same", "differing", "contradictory", "disputed", "variant", "updated"]
"""How two outlets can stand to each other on a term."""
STANDINGS: tuple[Standing, ...] = get_args(Standing)


class ReportedData(TypedDict):
    """The provisions that an outlet could report, and those that it does."""

    possible: Count
    reported: Count
    left_out: Count
    not_found: Count
    own: Count
    relayed: Count


class ClaimCounts(TypedDict):
    """The claims of an outlet, by whose word they rest on."""

    total: Count
    own_words: Count
    crediting: Count
    relayed: Count


class ValueCounts(TypedDict):
    """The values of an outlet, by the verdict on their term."""

    total: Count
    conflict: Count
    disputed: Count
    variant: Count
    updated: Count
    differs: Count
    agree: Count
    repeated: Count
    single: Count


class OutletData(TypedDict):
    """What one outlet reports."""

    outlet: str
    articles: list[str]
    provisions: ReportedData
    claims: ClaimCounts
    values: ValueCounts


class PairCounts(TypedDict):
    """Terms on which two outlets speak, by how the two stand to each other."""

    total: Count
    same: Count
    differing: Count
    contradictory: Count
    disputed: Count
    variant: Count
    updated: Count


class ContestedData(TypedDict):
    """What two outlets contradict each other on."""

    plan: str
    topic: str


class PairData(TypedDict):
    """How two outlets stand to each other."""

    outlets: list[str]
    terms: PairCounts
    shared_origin: PairCounts
    contested: list[ContestedData]


class OutletsData(TypedDict):
    """What `outlets` says."""

    plans: list[str]
    outlets: list[OutletData]
    left_out: list[str]
    pairs: list[PairData]


def pair_counts(terms: Counter[Verdict]) -> PairCounts:
    """Terms on which two outlets speak, counted by how the two stand to each other."""
    return {
        "total": terms.total(),
        "same": terms[Verdict.AGREE] + terms[Verdict.REPEATED],
        "differing": terms[Verdict.DIFFERS],
        "contradictory": terms[Verdict.CONFLICT],
        "disputed": terms[Verdict.DISPUTED],
        "variant": terms[Verdict.VARIANT],
        "updated": terms[Verdict.UPDATED],
    }


def outlet_data(row: OutletCoverage) -> OutletData:
    """What one outlet reports, as data."""
    return {
        "outlet": row.outlet,
        "articles": sorted(row.articles),
        "provisions": {
            "possible": row.possible,
            "reported": row.reported,
            "left_out": row.silent,
            "not_found": row.not_found,
            "own": row.own,
            "relayed": row.quoted,
        },
        "claims": {
            "total": row.own_words + row.crediting + row.by_others,
            "own_words": row.own_words,
            "crediting": row.crediting,
            "relayed": row.by_others,
        },
        "values": {
            "total": row.values.total(),
            "conflict": row.values[Verdict.CONFLICT],
            "disputed": row.values[Verdict.DISPUTED],
            "variant": row.values[Verdict.VARIANT],
            "updated": row.values[Verdict.UPDATED],
            "differs": row.values[Verdict.DIFFERS],
            "agree": row.values[Verdict.AGREE],
            "repeated": row.values[Verdict.REPEATED],
            "single": row.values[Verdict.SINGLE],
        },
    }


def pair_data(pair: OutletPair) -> PairData:
    """How two outlets stand to each other, as data."""
    return {
        "outlets": [pair.one, pair.other],
        "terms": pair_counts(pair.terms),
        "shared_origin": pair_counts(pair.sharing),
        "contested": [{"plan": each.plan, "topic": each.topic} for each in pair.contested],
    }


RECORD = ("outlet", "outlet_name", "with", "with_name", "of", "measure", "count")


def coverage_records(dataset: Dataset, coverage: Coverage) -> Iterator[doc.Record]:
    """A record for each number."""
    for row in coverage.outlets:
        one = {"outlet": row.outlet, "outlet_name": dataset.outlets[row.outlet].name}
        yield {**one, "of": "articles", "measure": "total", "count": len(row.articles)}
        yield from _count_records(one, outlet_data(row))
    for pair in coverage.pairs:
        two = {
            "outlet": pair.one,
            "outlet_name": dataset.outlets[pair.one].name,
            "with": pair.other,
            "with_name": dataset.outlets[pair.other].name,
        }
        yield from _count_records(two, pair_data(pair))


def _count_records(outlets: doc.Record, data: Mapping[str, object]) -> Iterator[doc.Record]:
    """A record for each number of the mappings in some data."""
    for of, counts in data.items():
        if isinstance(counts, dict):
            for measure, count in counts.items():
                yield {**outlets, "of": of, "measure": measure, "count": count}
