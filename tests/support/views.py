"""A view made of given parts, to try a format with."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from plancmp.domain.problems import Problem
from plancmp.views.base import View
from plancmp.views.document import Block, Records

NO_RECORDS = Records((), ())


class MadeView(View):
    """A view that gives the parts it was made of, and knows which it was asked for."""

    command = "try"

    def __init__(
        self,
        *blocks: Block,
        records: Records = NO_RECORDS,
        data: Mapping[str, Any] | None = None,
        problems: tuple[Problem, ...] = (),
    ) -> None:
        super().__init__("Try", problems)
        self._blocks, self._records, self._data = blocks, records, data or {}
        self.asked: list[str] = []

    def blocks(self) -> Iterable[Block]:
        self.asked.append("blocks")
        return self._blocks

    def records(self) -> Records:
        self.asked.append("records")
        return self._records

    def data(self) -> Mapping[str, Any]:
        self.asked.append("data")
        return self._data
