"""The matrix of provisions by outlets: a line to a provision, a sign to an outlet."""

import re
from collections.abc import Iterable, Sequence

from plancmp.domain.model import Dataset
from plancmp.domain.positions import How
from plancmp.domain.verdicts import ProvisionJudgement
from plancmp.views import document as doc
from plancmp.views.marks import provision_badge
from plancmp.views.voices import KEY as SIGNS_KEY
from plancmp.views.voices import SIGNS
from plancmp.views.wording import provision_name

NOT_FOUND, NOT_MENTIONED, LEFT_OUT, NO_ARTICLE = "·", "–", "□", ""
MOST_COLUMNS = 12
"""With more outlets than these their number takes the place of a column for each."""


class Matrix:
    """Rows of a table with a column for each outlet."""

    def __init__(self, dataset: Dataset, outlets: Sequence[str]) -> None:
        """Take the outlets compared, a column each where they are not too many."""
        self.outlets = outlets
        self.by_column = len(outlets) <= MOST_COLUMNS
        self.names = list(map(dataset.short, outlets))
        self.codes = codes(self.names) if self.by_column else ("outlets",)

    def table(self, rows: Iterable[tuple[doc.Cell, ...]]) -> doc.Table:
        """The rows under their columns' titles."""
        columns = (
            doc.Column("pt", right=True),
            doc.Column("provision"),
            *map(doc.Column, self.codes),
            doc.Column("what it adds up to"),
        )
        return doc.Table(columns, (doc.RowGroup(tuple(rows)),))

    def row(self, judged: ProvisionJudgement) -> tuple[doc.Cell, ...]:
        """A provision: its number, what it says, who speaks, and what that adds up to."""
        provision = judged.provision
        number = ", ".join(map(str, provision.points)) or "–"
        return (
            doc.cell(number),
            doc.cell(provision_name(provision)),
            *self._cells(judged),
            (provision_badge(judged),),
        )

    def key(self, judged: Sequence[ProvisionJudgement], blank: str) -> tuple[str, ...]:
        """What the columns and the signs of these provisions' rows mean; `blank` a cell without."""
        if not self.by_column:
            number = len(self.outlets)
            return (f"1 of {number}: so many of the {number} outlets compared speak of it",)
        every = set(self.outlets)
        found = {outlet for each in judged for outlet in each.not_found}
        silent = {outlet for each in judged for outlet in each.silent}
        fallen = {outlet for each in judged for outlet in each.fallen}
        blanks = any(every.difference(e.speaking, e.silent, e.not_found, e.fallen) for e in judged)
        parts = (
            SIGNS_KEY,
            f"{NOT_FOUND} not in what was read" if every & found else "",
            f"{NOT_MENTIONED} not mentioned" if every & silent else "",
            f"{LEFT_OUT} left out" if every & fallen else "",
            f"blank: {blank}" if blanks else "",
        )
        return (code_key(self.codes, self.names), "  ".join(filter(None, parts)))

    def empty_row(self, numbers: str, says: str) -> tuple[doc.Cell, ...]:
        """A row for what there is no provision on."""
        blanks = tuple(doc.cell(NOT_FOUND, "muted") for _ in self.codes)
        return (doc.cell(numbers), doc.cell(says, "muted"), *blanks, doc.cell("", "muted"))

    def _cells(self, judged: ProvisionJudgement) -> Iterable[doc.Cell]:
        spoken: dict[str, set[How]] = {}
        for term in judged.terms:
            for statement in term.statements:
                spoken.setdefault(statement.outlet, set()).add(statement.how)
        if not self.by_column:
            yield doc.cell(f"{len(spoken)} of {len(self.outlets)}")
            return
        for outlet in self.outlets:
            if outlet in spoken:
                yield doc.cell(next(SIGNS[how] for how in How if how in spoken[outlet]))
            elif outlet in judged.silent:
                yield doc.cell(NOT_MENTIONED, "muted")
            elif outlet in judged.fallen:
                yield doc.cell(LEFT_OUT, "muted")
            else:
                yield doc.cell(NOT_FOUND if outlet in judged.not_found else NO_ARTICLE, "muted")


def code_key(codes: Sequence[str], names: Sequence[str]) -> str:
    """The outlets by their codes: `Ax Axios, RT`."""
    pairs = zip(codes, names, strict=True)
    return ", ".join(code if code == name else f"{code} {name}" for code, name in pairs)


def codes(names: Iterable[str]) -> tuple[str, ...]:
    """Two letters for each name: its capitals, else its first letters; no two are the same."""
    found: list[str] = []
    for name in names:
        bare = re.sub(r"^(?:the|an?) ", "", name)
        letters = re.sub(r"[\W_]", "", bare)
        capitals = "".join(word[0] for word in re.findall(r"\w+", bare)).upper()
        choices = [capitals[:2]] if len(capitals) > 1 else []
        choices += [f"{letters[:1].upper()}{letter}" for letter in letters[1:]]
        choices += [f"{letters[:1].upper()}{number}" for number in range(2, 100)]
        found.append(next(code for code in choices if code not in found))
    return tuple(found)
