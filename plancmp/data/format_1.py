"""What format 1 read as a number and format 2 refuses, and how format 2 has it."""

import re

_DIGITS = r"-?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?"
_POWERS = "trillion|billion|million|thousand"
_GROUPED = re.compile(r"(-?)0+(?=[0-9,]*,)([0-9,]+)(.*)")
"""Thousands grouped by commas behind a zero at their beginning."""
_AMBIGUOUS = re.compile(r"(?<![0-9,.])-?[1-9][0-9]{0,2}\.[0-9]{3}(?![0-9])")

Words = tuple[tuple[str, str], ...]
"""Words of a text in their order, each with what is to stand in its place."""


def number_words(text: str, unit: str) -> Words:
    """The digits of a number or range as format 1 read it, each with those of format 2.

    Empty where format 1 would not have read it: nothing is known then of what it means.
    """
    stem = unit.removesuffix("s") or unit
    one = f"{stem.removesuffix('ie')}y" if stem.endswith("ie") else stem
    units = "|".join(r"\s+".join(map(re.escape, name.split())) for name in (unit, one, stem))
    number = rf"({_DIGITS})(?:\s+(?:{_POWERS}))?(?:\s+(?:{units}))?"
    limit = r"(?:(?:about|at\s+least|at\s+most)\s+)?"
    for form in (rf"{limit}{number}", rf"from\s+{number}\s+to\s+{number}"):
        matched = re.fullmatch(rf"\s*{form}\s*", text)
        if matched:
            return tuple((digits, _today(digits)) for digits in matched.groups())
    return ()


def _today(digits: str) -> str:
    """The same number in digits that can be read in one way only."""
    grouped = _GROUPED.fullmatch(digits)
    if grouped:
        sign, whole, rest = grouped.groups()
        digits = f"{sign}{whole.replace(',', '').lstrip('0') or '0'}{rest}"
    return f"{digits}0" if _AMBIGUOUS.fullmatch(digits) else digits


def may_mean_thousands(text: str) -> bool:
    """Whether a point in a text of format 1, which read it as a fraction's, may part thousands."""
    return _AMBIGUOUS.search(text) is not None
