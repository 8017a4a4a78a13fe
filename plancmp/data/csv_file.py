"""The rows of a CSV file, as plancmp, spreadsheets and programs write them."""

import csv
import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE, BOM_UTF32_BE, BOM_UTF32_LE
from io import StringIO

from plancmp.domain.problems import Location, Problem, RuleId

_DELIMITERS = ",;\t|"
_SEP = re.compile(
    r'"?sep *= *(.)"?[ ,;\t]*(?:\r\n|\r|\n|$)(?:[ \t]*(?:\r\n|\r|\n))*', re.IGNORECASE
)
"""The first line by which Excel is told what stands between cells, and blank ones behind it."""
_MARKS = {
    BOM_UTF32_LE: "utf-32",
    BOM_UTF32_BE: "utf-32",
    BOM_UTF16_LE: "utf-16",
    BOM_UTF16_BE: "utf-16",
    BOM_UTF8: "utf-8-sig",
}
_SAVE = "save it as `CSV UTF-8`"


class Cells(list[list[str]]):
    """Rows of cells as they are written, guards and all."""

    sheet = ""
    """What a workbook calls the sheet that they are of."""


def read_csv(raw: bytes, name: str) -> tuple[Cells, list[Problem]]:
    """The rows of a file, header and all, or what is wrong with it.

    Commas, semicolons, tabs and bars are taken, whichever the header has the most of, or what a
    first line `sep=` says; line ends of any sort; UTF-8, and UTF-16 and UTF-32 with their mark.
    """
    try:
        text = raw.decode(_encoding(raw)).removesuffix("\x1a")  # the end of a file of DOS
    except UnicodeDecodeError as error:
        return Cells(), [_undecodable(error, name)]
    said = _SEP.match(text)
    text = text[said.end() :] if said else text
    delimiter = said[1] if said else _delimiter(text)
    csv.field_size_limit(max(len(text), csv.field_size_limit()))  # a cell may be as long as a file
    try:
        return Cells(csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True)), []
    except csv.Error as error:
        return Cells(), [_broken(text, delimiter, name, str(error))]


def _encoding(raw: bytes) -> str:
    for mark, encoding in _MARKS.items():
        if raw.startswith(mark):
            return encoding
    pairs = {
        (first == 0, second == 0) for first, second in zip(raw[:8:2], raw[1:8:2], strict=False)
    }
    unmarked = {(False, True): "utf-16-le", (True, False): "utf-16-be"}
    return unmarked.get(pairs.pop(), "utf-8") if len(pairs) == 1 else "utf-8"


def _delimiter(text: str) -> str:
    header = re.split(r"[\r\n]", text, maxsplit=1)[0]
    return max(_DELIMITERS, key=header.count)


def _undecodable(error: UnicodeDecodeError, name: str) -> Problem:
    raw, start = error.object, error.start
    before = raw[:start].decode(error.encoding, "replace")
    rows = list(csv.reader(StringIO(before, newline=""), delimiter=_delimiter(before)))
    location = Location(name, len(rows) or 1, len(rows[-1]) if rows and rows[-1] else 1)
    if error.encoding != "utf-8":
        found = f"this is not {error.encoding.upper()}"
        return Problem(location, RuleId.ENCODING, found, hint=_SAVE)
    word = re.split(rb"[\s,;\"]", raw[max(start - 20, 0) : start])[-1]
    word += re.split(rb"[\s,;\"]", raw[start : start + 20])[0]
    seen = word.decode("cp1252", "replace")
    found = f"this is not UTF-8, and reads {seen} if it is Windows-1252"
    return Problem(location, RuleId.ENCODING, found, "allowed: UTF-8 or UTF-16", _SAVE)


def _broken(text: str, delimiter: str, name: str, why: str) -> Problem:
    """The cell whose quotes go wrong, with the line in which its quote opens."""
    quoted = re.compile(r'"[^"]*(?:""[^"]*)*("?)')
    plain = re.compile(rf"[^{re.escape(delimiter)}\r\n]*")
    between = re.compile(rf"{re.escape(delimiter)}|\r\n|\r|\n|$")
    row = column = line = 1
    allowed = 'allowed: a cell in quotes, with "" for each quote in it'
    end = 0
    while end < len(text):
        cell = quoted.match(text, end) or plain.match(text, end)
        assert cell is not None, "any text begins with no more than nothing"
        opens, end = line, cell.end()
        line += len(re.findall(r"\r\n|\r|\n", cell[0]))
        separator = between.match(text, end)
        found = ""
        if cell.re is quoted and not cell[1]:
            found = f"the quote that opens in line {opens} is never closed"
        elif separator is None:
            found = f"text stands behind the closing quote of a cell, in line {line}"
            found += f"; its quote opens in line {opens}" if opens != line else ""
        if found or separator is None:
            return Problem(Location(name, row, column), RuleId.SYNTAX, found, allowed)
        end = separator.end()
        column += 1
        if separator[0] != delimiter:
            row, column, line = row + 1, 1, line + 1
    return Problem(Location(name), RuleId.SYNTAX, f"this is not CSV: {why}")
