"""Text that was written in UTF-8 and read as something else: `â€™` where an apostrophe stood."""

import re
from functools import cache
from typing import NamedTuple

LOST = "\N{REPLACEMENT CHARACTER}"
"""Stands where a program could not read what was there."""


class Garbled(NamedTuple):
    """Signs that are probably no text, and what they were before, empty where that is lost."""

    found: str
    meant: str
    start: int
    """Where in the text they begin."""

    def __str__(self) -> str:
        if not self.meant:
            return f"holds {self.found} (U+FFFD), which stands where a sign was lost"
        return f"holds {self.found}, probably {self.meant} read in the wrong encoding"


def garbled(text: str) -> Garbled | None:
    """The first signs of a text that were lost or read in the wrong encoding, if there are any."""
    if text.isascii():
        return None
    found = [_misread(text, codec) for codec in _CODECS]
    if LOST in text:
        found.append(Garbled(LOST, "", text.index(LOST)))
    return min(filter(None, found), key=lambda each: each.start, default=None)


_CODECS = ("cp1252", "cp1250", "cp1251", "mac_roman")
"""What UTF-8 is taken for: by spreadsheets on Windows in the west, in the east, in Cyrillic, and on
a Mac."""
_BETWEEN_WORDS = frozenset("‘’“”‹›«»…–—\xa0·¹²³ªº°")
"""Signs that may well follow a letter: `É”` in `“CAFÉ”` is no ɔ."""


def _misread(text: str, codec: str) -> Garbled | None:
    sequence = _sequence(codec)
    for run in re.finditer(f"(?:{sequence})+", text):
        before, after = text[: run.start()][-1:], text[run.end() :][:1]
        several = len(re.findall(sequence, run[0])) > 1 and not _BETWEEN_WORDS.issuperset(
            run[0][1::2]
        )
        if several or _is_certain(run[0], before, after, codec):
            meant = _decoded(run[0], codec)
            if meant:
                return Garbled(run[0], meant, run.start())
    return None


def _is_certain(signs: str, before: str, after: str, codec: str) -> bool:
    """Whether what stands alone, or between signs like it, can be nothing else.

    Quotation marks, dashes and their like are. A letter with an accent is only where it cannot be a
    capital with what follows a word.
    """
    lead, second, *_ = _bytes(signs, codec)
    if (lead == 0xE2 and second in (0x80, 0x82, 0x84)) or signs.startswith("ï»¿"):
        return True
    if codec == "cp1251":
        return before.isascii() and before.isalpha()
    if codec == "cp1250":
        starts_word = after.islower() and not signs[1:].islower()
        return lead <= 0xC5 and (before.islower() or starts_word)
    if codec == "mac_roman":
        return lead == 0xC3 and before.isalpha()
    if not _BETWEEN_WORDS.issuperset(signs[1:]):
        return lead <= 0xC5 or lead >= 0xE0
    if lead > 0xC5:
        return False
    starts_word = lead <= 0xC3 and (after.isalpha() or signs[1:] + after == "\xa0 ")
    return before.islower() or before.isdigit() or (starts_word and not before.isupper())


@cache
def _alphabet(codec: str) -> dict[str, int]:
    """The byte of each sign; what the codec leaves out is the control character of its number."""
    named = {bytes([byte]).decode(codec, "ignore"): byte for byte in range(0x80, 0x100)}
    named.pop("", None)
    return {chr(byte): byte for byte in range(0x80, 0xA0)} | named


@cache
def _sequence(codec: str) -> str:
    """A pattern of what one character becomes: a lead, and what continues it."""

    def signs(low: int, high: int) -> str:
        found = [sign for sign, byte in _alphabet(codec).items() if low <= byte <= high]
        return f"[{re.escape(''.join(found))}]"

    more = signs(0x80, 0xBF)
    if codec == "cp1251":
        # its other leads are letters that such signs follow in Ukrainian and Serbian words
        return (
            f"{signs(0xC2, 0xC3)}{more}|{signs(0xD0, 0xD1)}{more}"
            f"|{signs(0xE2, 0xE2)}{signs(0x80, 0x84)}{more}"
        )
    if codec == "mac_roman":
        # its D2 to D5 are quotation marks
        return f"{signs(0xC2, 0xD1)}{more}|{signs(0xE0, 0xEF)}{more}{{2}}"
    return (
        f"{signs(0xC2, 0xDF)}{more}|{signs(0xE0, 0xEF)}{more}{{2}}|{signs(0xF0, 0xF4)}{more}{{3}}"
    )


def _bytes(signs: str, codec: str) -> bytes:
    return bytes(_alphabet(codec)[sign] for sign in signs)


def _decoded(signs: str, codec: str) -> str:
    """What was written, or nothing where it cannot have been."""
    meant = _bytes(signs, codec).decode("utf-8", "ignore")
    return meant if meant.encode() == _bytes(signs, codec) else ""
