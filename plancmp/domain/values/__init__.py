"""The kinds of value: how each is written, what it leaves possible, and how two of them relate.

A value says which answers it leaves possible; whether two reports agree is computed from that and
never from wording. Each kind declares its written forms in one table, from which parsing,
printing, error messages and the property tests all follow. A new kind is a module beside these
and a place in KINDS.
"""

from collections.abc import Mapping

from plancmp.domain.values.base import (
    ABSENT,
    RESERVED,
    UNSPECIFIED,
    Form,
    Kind,
    Relation,
    Value,
    ValueFault,
)
from plancmp.domain.values.dates import Date, Days, read_date
from plancmp.domain.values.numbers import Number
from plancmp.domain.values.options import Choice, Members, Options
from plancmp.domain.values.plain import Wording, YesNo
from plancmp.domain.values.ranges import LIMITS
from plancmp.domain.values.scale import Scale

__all__ = [
    "ABSENT",
    "KINDS",
    "LIMITS",
    "RESERVED",
    "UNSPECIFIED",
    "Choice",
    "Date",
    "Days",
    "Form",
    "Kind",
    "Members",
    "Number",
    "Options",
    "Relation",
    "Scale",
    "Value",
    "ValueFault",
    "Wording",
    "YesNo",
    "read_date",
]

KINDS: Mapping[str, type[Kind]] = {
    kind.name: kind for kind in (Choice, Scale, YesNo, Number, Date, Members, Wording)
}
"""Every kind of value, by its name in the codebook."""
