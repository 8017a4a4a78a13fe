"""Rules on how files are written: what of their text is lost, or is not what it seems."""

import re
from collections.abc import Iterator

from plancmp.data.written import Written
from plancmp.data.yaml_faults import Scalar
from plancmp.domain.empty_words import WORDS, stands_for_nothing
from plancmp.domain.mojibake import garbled
from plancmp.domain.problems import Location
from plancmp.rules.base import Violation
from plancmp.text import escape, is_printable, unsafe

_SIGN = re.compile(r"(?<=[ \t])#[^\n\r]*")
_LONGEST = 40
"""So much of a comment is shown."""
_EMPTY = re.compile(rf"[:-][ \t]+(?:{'|'.join(WORDS)})[ \t]*$", re.M | re.I)
"""What every text with such a word matches; the scalars of any other text need no look."""
TEXTS = frozenset(
    ["title", "speaker", "note", "quote", "name", "short", "asks", "unit", "coding", "address"]
)
"""Keys whose values are words of any kind, so that `none` is no option among others."""


def unread_file(written: Written) -> Iterator[Violation]:
    """Files in the folders of data that nothing reads."""
    if written.text is None:
        hint = "leave it, or move it out of the data"
        yield Violation(Location(written.file), "nothing reads it", hint=hint)


def lost_in_comment(written: Written) -> Iterator[Violation]:
    """Number signs within unquoted values, after which all is a comment."""
    text = written.text or ""
    if " #" not in text and "\t#" not in text:
        return
    scalars = written.scalars()
    for found in _SIGN.finditer(text):
        at = found.start()
        if any(each.start <= at < each.end for each in scalars):
            continue
        line = max(text.rfind("\n", 0, at), text.rfind("\r", 0, at)) + 1
        before = [each for each in scalars if line < each.end <= at]
        last = before[-1] if before else None
        between = text[last.end if last else line : at]
        if last and not last.style and between.strip(": \t") == "" and _is_lost(found[0], last):
            comment = found[0] if len(found[0]) <= _LONGEST else f"{found[0][:_LONGEST]}…"
            yield Violation(
                written.location(at),
                f"{comment} is read as a comment",
                hint="put the value in quotes, or a space behind the #",
            )


def _is_lost(comment: str, value: Scalar) -> bool:
    """Whether a comment was probably meant as part of the value before it."""
    opened = any(value.value.count(a) > value.value.count(b) for a, b in ("()", "[]", "“”", "«»"))
    return opened or bool(re.match(r"#(?:[^\s#!]| \d)", comment))


def garbled_text(written: Written) -> Iterator[Violation]:
    """Texts that were written in one encoding and read in another."""
    if garbled(written.text or ""):
        for scalar in written.scalars():
            found = garbled(scalar.value)
            if found:
                saved = "write it as it was, and save the file as UTF-8"
                yield Violation(
                    written.location(_place(written, scalar, found.found)),
                    f"the text {found}",
                    hint="write the sign itself" if found.is_markup else saved,
                )


def empty_word(written: Written) -> Iterator[Violation]:
    """Words for nothing that stand where a text is asked for."""
    if _EMPTY.search(written.text or ""):
        for scalar in written.scalars():
            if scalar.key in TEXTS and not scalar.style and stands_for_nothing(scalar.value):
                yield Violation(
                    written.location(scalar.start),
                    f"{scalar.key} is the word {scalar.value}",
                    hint="leave the key out, or put the word in quotes if it is meant",
                )


def hidden_sign(written: Written) -> Iterator[Violation]:
    """Signs in texts that are not seen, or that turn round what stands beside them."""
    text = (written.text or "").replace("\n", "").replace("\r", "").replace("\t", "")
    if is_printable(text) and "\\" not in text:
        return
    for scalar in written.scalars():
        found = unsafe().search(scalar.value)
        if found:
            yield Violation(
                written.location(_place(written, scalar, found[0])),
                f"the text holds {escape(found[0])}, which nobody sees",
                hint="remove it",
            )


def _place(written: Written, scalar: Scalar, sign: str) -> int:
    """Where a sign of a scalar stands, or the scalar where it is spelled another way."""
    at = (written.text or "").find(sign, scalar.start, scalar.end)
    return scalar.start if at < 0 else at
