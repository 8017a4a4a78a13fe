"""Text that was written in one way and read in another: `â€™` or `&#8217;` for an apostrophe."""

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

    @property
    def is_markup(self) -> bool:
        """Whether they spell a sign in ASCII, as HTML, JSON, mails and workbooks do."""
        return self.found.isascii()

    def __str__(self) -> str:
        if not self.meant:
            return f"holds {self.found} (U+FFFD), which stands where a sign was lost"
        if self.is_markup:
            whose = "pages" if self.found.startswith("&") else "programs"
            return f"holds {self.found}, which is {self.meant} as {whose} spell it"
        return f"holds {self.found}, probably {self.meant} read in the wrong encoding"


def garbled(text: str) -> Garbled | None:
    """The first signs of a text that were lost or read in the wrong way, if there are any."""
    found = [_markup(text)] if any(sign in text for sign in _SPELLING) else []
    if not text.isascii():
        found += [_misread_wide(text, codec) for codec in _WIDE]
        found += [_misread(text, codec) for codec in (*_CODECS, *_DOS)]
    if LOST in text:
        found.append(Garbled(LOST, "", text.index(LOST)))
    return min(filter(None, found), key=lambda each: each.start, default=None)


_SPELLING = ("&", "\\u", "=", "_x")
"""Without one of them nothing is spelled."""
_CODECS = ("cp1252", "cp1250", "cp1251", "cp1253", "cp1255", "cp1257", "mac_roman")
"""What UTF-8 is taken for: by spreadsheets on Windows in the west, in the east, in Cyrillic, Greek,
Hebrew and Baltic, and on a Mac."""
_MARKS_ALONE = ("cp1253", "cp1255", "cp1257")
"""Those of which only a mark that was misread is certain: their letters may follow each other."""
_WIDE = {"gbk": "鈥", "cp932": "窶"}
"""What becomes of the first two bytes of a quotation mark or dash in China, and in Japan: a rare
sign. The third, with the sign that follows, becomes one that is rarer still."""
_DOS = ("cp437", "cp850", "cp852", "cp866")
"""What it is taken for where a program shows it as a console does: in the west, in the east and in
Cyrillic. Most of their leads are lines of which tables are drawn."""
_ALONG = "─═"
"""Lines that may be meant as dashes."""
_BETWEEN_WORDS = frozenset("‘’“”‹›«»…–—\xa0·¹²³ªº°")
"""Signs that may well follow a letter: `É”` in `“CAFÉ”` is no ɔ."""


def _markup(text: str) -> Garbled | None:
    from html import unescape  # late, as few texts have the sign

    spelled = (
        r"&(?:#\d{1,7}|#[xX][\da-fA-F]{1,6}|[a-zA-Z]\w{1,30});"
        r"|(?P<units>(?:\\u[\da-fA-F]{4}){1,2})|_x(?P<workbook>[\dA-F]{4})_|(?P<mail>(?:=[\dA-F]{2}){2,4})"
    )
    for found in re.finditer(spelled, text):
        if found["mail"]:
            meant = bytes.fromhex(found["mail"].replace("=", "")).decode("utf-8", "ignore")
        elif units := found["units"] or found["workbook"]:
            meant = bytes.fromhex(units.replace("\\u", "")).decode("utf-16-be", "ignore")
        else:
            meant = unescape(found[0])
        if meant and meant != found[0] and not (found["mail"] and meant.isascii()):
            return Garbled(found[0], meant, found.start())
    return None


def _misread_wide(text: str, codec: str) -> Garbled | None:
    for found in re.finditer(f"{_WIDE[codec]}.", text):
        try:
            meant = found[0].encode(codec).decode()
        except UnicodeError:
            continue
        return Garbled(found[0], meant, found.start())
    return None


def _misread(text: str, codec: str) -> Garbled | None:
    sequence = _sequence(codec)
    for run in re.finditer(f"(?:{sequence})+", text):
        before, after = text[: run.start()][-1:], text[run.end() :][:1]
        several = len(re.findall(sequence, run[0])) > 1
        if codec in _DOS:
            certain = _is_certain_of_dos(run[0], before, after, codec, several=several)
        else:
            several = several and not _BETWEEN_WORDS.issuperset(run[0][1::2])
            certain = several or _is_certain(run[0], before, after, codec)
        if certain:
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


def _is_certain_of_dos(signs: str, before: str, after: str, codec: str, *, several: bool) -> bool:
    """Whether signs are no drawing and no word.

    A line of a table has other lines or blanks beside it, and a dash a blank before it.
    """
    if _bytes(signs[0], codec)[0] == 0xE2:
        return before.isascii() or not before.isalpha()
    drawn = list(map(_is_line, signs))
    if all(drawn):
        return before.isalpha() and after.isalpha()
    return several or (drawn[0] and (before.isalpha() or signs[0] not in _ALONG))


def _is_line(sign: str) -> bool:
    return "─" <= sign <= "▟"


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
    if codec in _MARKS_ALONE:
        return f"{signs(0xE2, 0xE2)}{signs(0x80, 0x84)}{more}"
    if codec in _DOS:
        # those of its leads that are letters follow each other in no word
        lines = "".join(filter(_is_line, signs(0xC2, 0xDF)))
        return (
            f"(?:[{lines}]|{signs(0xD0, 0xD1)}){more}|{signs(0xE2, 0xE2)}{signs(0x80, 0x84)}{more}"
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
