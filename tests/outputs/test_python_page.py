"""docs/python.md: every block of Python is run in order, and prints what stands below it."""

from __future__ import annotations

import re
from contextlib import redirect_stdout
from io import StringIO
from typing import Any, NamedTuple

import pytest

import plancmp
from tests.support.datasets import CHECKOUT

PAGE = CHECKOUT / "docs" / "python.md"
FENCES = re.compile(r"^```python\n(.*?)^```\n(?:\n```text\n(.*?)^```$)?", re.MULTILINE | re.DOTALL)


class Example(NamedTuple):
    code: str
    output: str

    @property
    def needs_pandas(self) -> bool:
        return "import pandas" in self.code

    def printed(self, names: dict[str, Any]) -> str:
        out = StringIO()
        with redirect_stdout(out):
            exec(compile(self.code, str(PAGE), "exec"), names)
        return out.getvalue()


EXAMPLES = [Example(*found) for found in FENCES.findall(PAGE.read_text(encoding="utf-8"))]


def check(examples: list[Example]) -> None:
    names: dict[str, Any] = {}
    for example in examples:
        assert example.printed(names) == example.output


def test_the_examples_print_what_the_page_says() -> None:
    examples = [example for example in EXAMPLES if not example.needs_pandas]
    assert len(examples) > 5
    check(examples)


def test_pandas_takes_the_rows() -> None:
    pytest.importorskip("pandas", reason="pandas is no dependency, and is not installed")
    assert any(example.needs_pandas for example in EXAMPLES)
    check(EXAMPLES)


def test_the_page_names_all_that_is_public() -> None:
    page = PAGE.read_text(encoding="utf-8")
    _, _, listed = page.partition("names on this page are public:")
    public = re.findall(r"`(\w+)`", listed.partition(".")[0])
    assert {*public, "__version__"} == set(plancmp.__all__)
    assert all(re.search(rf"plancmp\.{name}\b", page) for name in public)
