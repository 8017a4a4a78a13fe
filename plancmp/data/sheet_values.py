"""Cells of values and of credited outlets, turned into what a file would hold."""

from collections.abc import Iterator, Mapping

from plancmp.data import cells, yaml_reader
from plancmp.data.layout import ID
from plancmp.data.sheet_rows import Guarded, ProvisionRows, nothing_problem
from plancmp.data.yaml_reader import YamlScalar, located, relocated
from plancmp.domain.compared import find_outlet
from plancmp.domain.model import Outlet, Topic
from plancmp.domain.problems import PlancmpError, Problem, RuleId
from plancmp.domain.values import Date, Wording


def read_values(rows: ProvisionRows, topic: Topic) -> Iterator[Problem]:
    """Turn cells into the values that a file would hold, in place.

    `{at-most: 3}` and `[state, tenants]` are read as YAML, and a day loses its midnight. A wording
    that is what programs write for nothing is a problem.
    """
    for report in rows.reports:
        says = report.data.get("says", {})
        for name, cell in says.items():
            term = topic.terms.get(name)
            if term is None or isinstance(cell, Guarded):
                continue
            if isinstance(term.kind, Wording):
                if cells.is_nothing(cell):
                    yield nothing_problem(cell, "value", cell.location)
            elif cell.startswith(("{", "[")):
                data, problems = yaml_reader.parse(str(cell), "")
                says[name] = cell if problems else relocated(data, cell.location)
            elif isinstance(term.kind, Date):
                says[name] = located(YamlScalar(cells.day(cell)), cell.location)


def name_outlets(rows: ProvisionRows, outlets: Mapping[str, Outlet]) -> Iterator[Problem]:
    """Put ids in place of the names by which cells credit outlets; an unknown one is a problem."""
    for report in rows.reports:
        via = report.data.get("via", [])
        for name in tuple(via):
            place = via.index(name)
            try:
                via[place] = located(YamlScalar(find_outlet(name, outlets)), name.location)
            except PlancmpError as error:
                if not ID.fullmatch(name):  # an unknown id is a problem where ids are read
                    yield Problem(name.location, RuleId.UNKNOWN_ID, str(error))
                    del via[place]
