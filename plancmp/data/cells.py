"""What spreadsheets and programs do to a cell, and the guard that keeps them from it.

A cell that could be run (it begins with `=`, `+`, `-`, `@`, a tab or a return), or that holds a
character that steers a terminal, is written after an apostrophe; so is, where it is to stay text,
one that would become a number, a day or nothing. `unguarded` gives back what it was. Every other
cell stands as it is.
"""

import re
from functools import cache

from plancmp.domain.empty_words import IN_CELLS, stands_for_nothing
from plancmp.text import escape, is_printable, unsafe

GUARD = "'"
FREE = ("title", "speaker", "quote", "note")
"""The columns of any words: what stands for nothing in a file does so in them."""
_SIGNS = "=+-@＝＋－＠"
RISKY = tuple(_SIGNS + "\t\r\n" + GUARD)
"""What a cell may not begin with: a spreadsheet would take the rest for a formula."""

_SPELLED = re.compile(r"\\(?:\\|x([0-9a-f]{2})|u([0-9a-f]{4})|U([0-9a-f]{8}))")
_BEHIND = re.compile(rf'[;|\t\n"](?=[{re.escape(_SIGNS)}])')
"""What ends a cell right before a formula, for programs that take another separator."""
_MONTHS = (
    "jan fev fév feb ene gen mar mär mrz abr apr avr may mai mag maj mei giu jun juin jul juil lug "
    "ago aou aoû aug set sep oct okt ott nov dec déc dez dic "
    "янв фев мар апр май мая июн июл авг сен окт ноя дек "
    "січ лют бер кві тра чер лип сер вер жов лис гру"
)
_WEEKDAYS = "mon tue wed thu fri sat sun die mit don fre sam son"
_OTHER = "am|pm|a|p|e|t|z|uhr|eur|usd|gbp|dm"
_MONEY = "$¢-¥֏؋߾߿৲৳৻૱௹฿៛₠-⃀꠸﷼﹩＄￠￡￥￦"
_BESIDE = rf"[^\W\d_]{{1,4}}(?:\.[^\W\d_]{{1,4}})*[.{_MONEY}]?"
"""A currency as countries call theirs (`kr`, `zł`, `R$`), or a half of the day (`a.m.`). Every word
so short is taken for one: there are too many, and a guard too much does no harm."""
_TRUTHS = "true|false|wahr|falsch|vrai|faux|verdadero|falso|vero|истина|ложь"
_NOTHING = re.compile(IN_CELLS)


def guarded(text: str, *, literal: bool = False, column: str = "") -> str:
    """A cell that no spreadsheet runs and no terminal obeys; a literal one stays the text it is.

    Some words are nothing in a `column` of FREE, and options elsewhere.
    """
    steers = not is_printable(text) and unsafe().search(text)
    risky = text.startswith(RISKY) or steers or _BEHIND.search(text)
    if not risky and not (literal and (is_typed(text) or is_nothing(text, column))):
        return text
    spelled = _risky().sub(lambda found: escape(found[0]), text.replace("\\", "\\\\"))
    return GUARD + spelled


def unguarded(cell: str) -> str:
    """What was written as this cell: the inverse of `guarded`, which leaves all others alone."""
    if not cell.startswith(GUARD):
        return cell
    text = _SPELLED.sub(_read, cell.removeprefix(GUARD))
    return text if guarded(text, literal=True, column=FREE[0]) == cell else cell


def is_typed(text: str) -> bool:
    """Whether a spreadsheet, in some language, would take a text for a number, a day or a truth."""
    return bool(_typed().fullmatch(text))


def is_nothing(text: str, column: str = "") -> bool:
    """Whether a text is what programs write for an empty cell, or for one that went wrong."""
    return bool(_NOTHING.fullmatch(text)) or (column in FREE and stands_for_nothing(text))


def whole(text: str) -> str:
    """A whole number as it is meant: `7` for `07`, `7.0` and `7,0`; other text as it is."""
    found = re.fullmatch(r"0*([1-9]\d*)(?:[.,]0{1,2})?", text, re.ASCII)
    return found[1] if found else text


def day(text: str) -> str:
    """A day without the midnight that programs put behind it; other text as it is."""
    midnight = r"(\d{4}-\d\d-\d\d)[ T]00?:00(?::00(?:\.0+)?)?(?:Z|[+-]00:?00| ?(?:UTC|GMT))?"
    found = re.fullmatch(midnight, text, re.ASCII)
    return found[1] if found else text


def is_no_day(text: str) -> bool:
    """Whether a cell was meant as a day, or went wrong, and is no day as files have it."""
    is_meant = is_nothing(text) or any(map(str.isdigit, text))
    return is_meant and not re.fullmatch(r"\d{4}-\d\d-\d\d", text, re.ASCII)


@cache
def _risky() -> re.Pattern[str]:
    """What is spelled: what steers a terminal, and what ends a cell right before a formula."""
    return re.compile(f"{unsafe().pattern}|{_BEHIND.pattern}")


@cache
def _typed() -> re.Pattern[str]:
    named = "|".join((_MONTHS + " " + _WEEKDAYS).split())
    word = rf"(?<![^\W\d_])(?:(?:{named})[^\W\d_]*|{_OTHER})(?![^\W\d_])"
    number = rf"(?:[年月日时時分秒년월일시분초\d\s.,:/'’()%{_MONEY}+–−-]|{word})+"
    no_id = r"(?-i:(?![a-z]+-?\d))"
    pattern = rf"(?=\D*\d)(?:{no_id}{_BESIDE})?{number}(?:{_BESIDE})?|{_TRUTHS}"
    return re.compile(pattern, re.IGNORECASE)


def _read(found: re.Match[str]) -> str:
    number = found[1] or found[2] or found[3]
    return chr(int(number, 16)) if number else "\\"
