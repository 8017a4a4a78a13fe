"""Words for nothing: more of them in YAML, and only as programs spell them in cells."""

import re

import pytest

from plancmp.data.cells import is_nothing
from plancmp.data.written import Written
from plancmp.rules.texts import empty_word


def in_yaml(word: str) -> bool:
    return bool(list(empty_word(Written("plan.yaml", f"note: {word}\n"))))


@pytest.mark.parametrize(
    ("words", "yaml", "cell"),
    [
        ("None NULL null N/A n/a NA <NA> NaN nan", True, True),
        ("#Н/Д #¡VALOR! #N/D #ND \\N (null) ##### #GETTING_DATA #I/T", False, True),
        ("none Null na nil NIL <na> NAN undefined Undefined", True, False),
        ("~ NaT -NaN -nan #NA #NV #N/A #REF! #NAME? #DIV/0! Err:502", False, True),
        ("nada N/A> <n/a> nobody Err:5 -", False, False),
    ],
)
def test_what_stands_for_nothing(words: str, *, yaml: bool, cell: bool) -> None:
    for word in re.split(" ", words):
        assert (word, in_yaml(word), is_nothing(word)) == (word, yaml, cell)
        assert is_nothing(word, "speaker") == (yaml or cell)
