"""Faults in the text of YAML: what parsers read though it is none, and what they name badly.

libyaml takes a number sign for a comment whatever it is glued to, and is lenient with the lines on
which a flow or a quoted scalar goes on. All here works on the text and on where its scalars stand.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple


class Scalar(NamedTuple):
    """A scalar as it was written."""

    value: str
    style: str
    """How it is quoted: `'`, `"`, `|`, `>`, or empty where it is plain."""
    start: int
    """Where it begins, in signs of the text."""
    end: int
    key: str
    """The key that it is the value of, or stands in the list of; empty where it is itself one."""


class Fault(NamedTuple):
    """What is no YAML: where, in signs of the text, and how it is mended."""

    at: int
    message: str
    hint: str


class FaultError(Exception):
    """Ends the reading of a text."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.message)
        self.fault = fault


LINE_ENDS = re.compile(r"\r\n|\n|\r")
_FOREIGN_BREAKS = re.compile("[\x85\u2028\u2029]")
"""What YAML of 1.1 ends a line with, and nothing else that shows text does."""
_SPACES = "\xa0\u1680\u2000-\u200b\u202f\u205f\u2060\u3000\ufeff"
_ODD_INDENT = re.compile(rf"^[ \t]*([{_SPACES}])", re.MULTILINE)
_ODD_SPACE = re.compile(rf"^(?: *(?:- *)*[\w-]*:?)([{_SPACES}])", re.MULTILINE)
_CONFLICT = re.compile(r"^(<{7}|={7}|>{7})(?: .*)?$", re.MULTILINE)
_HEADER = re.compile(r"[|>][0-9+-]*(?:[ \t]+#.*|[ \t]*)$")
_GLUED = re.compile(r"\S#")
_ON_ONE_LINE = ("{?", "[?", ",?", " ?", "\n?", "-]", "-,", "- ]", "- ,")
"""What may be a fault though it stands on one line."""


def is_suspicious(text: str) -> bool:
    """Whether a text needs to be looked at though nothing in it goes on over lines."""
    if "#" in text and _GLUED.search(text):
        return True
    if any(signs in text for signs in _ON_ONE_LINE):
        return True
    return not text.isascii() and bool(_ODD_INDENT.search(text) or _FOREIGN_BREAKS.search(text))


def refuse_first(text: str, scalars: Sequence[Scalar]) -> None:
    """Raise FaultError for the first thing in a text that is no YAML though it was read as such."""
    faults = [*_glued(text, scalars), *_dashes(scalars), *_foreign_breaks(text)]
    for odd in _ODD_INDENT.finditer(text):
        # a line within a scalar may begin so, but a scalar that does was meant as part of a list
        inside = [each for each in scalars if each.start <= odd.start(1) < each.end]
        if not inside or (inside[0].start == odd.start(1) and not inside[0].style):
            faults.append(_odd_space(odd))
    if faults:
        raise FaultError(min(faults))


def named_fault(text: str) -> Fault | None:
    """What a text that cannot be read has in it that parsers name otherwise or elsewhere."""
    conflicts = list(_CONFLICT.finditer(text))
    if {each[1][0] for each in conflicts} == set("<=>"):
        first, last = (_line(text, each.start()) for each in (conflicts[0], conflicts[-1]))
        message = f"git conflict markers, lines {first} to {last}"
        return Fault(conflicts[0].start(), message, "keep one of the two sides")
    odd = _ODD_INDENT.search(text) or _ODD_SPACE.search(text)
    return min([*_foreign_breaks(text), *([_odd_space(odd)] if odd else [])], default=None)


def hint(text: str, lines: Iterable[int]) -> str:
    """How a fault of syntax is mended, by the lines (from 0) that the parser names."""
    written = LINE_ENDS.split(text)
    for line in lines:
        found = _UNQUOTED.match(written[line]) if line < len(written) else None
        if found:
            value = found[1]
            closing = {"[": "]", "{": "}"}.get(value[:1], value[:1])
            is_open = value[:1] in tuple("[{'\"") and value.count(closing, 1) % 2 == 0
            return f"{'close it, or ' if is_open else ''}put the value in quotes"
    return "see the YAML just before this place"


_UNQUOTED = re.compile(
    r" *(?:- +)*[^\s#'\"\[{&*!|>@`%][^:]*: +((?:[\[{&*!|>@`%'\"?,-].*|[^#]*: .*|[^#]*:$))"
)
"""A key, and a value that begins with a sign of YAML or has a colon in it."""


def _line(text: str, index: int) -> int:
    return len(LINE_ENDS.split(text[:index]))


def _foreign_breaks(text: str) -> Iterator[Fault]:
    for found in _FOREIGN_BREAKS.finditer(text):
        message = f"the line break U+{ord(found[0]):04X}, which editors do not show"
        yield Fault(found.start(), message, "remove it, or begin a new line")


def _odd_space(found: re.Match[str]) -> Fault:
    sign = found[1]
    name = "a non-breaking space" if sign == "\xa0" else "a blank that is no space"
    message = f"{name} (U+{ord(sign):04X}) where YAML is laid out with spaces"
    return Fault(found.start(1), message, "write spaces in its place")


def gaps(text: str, scalars: Sequence[Scalar]) -> Iterator[tuple[int, int]]:
    """What stands between scalars: signs of YAML, blanks and comments."""
    begin = 0
    for scalar in scalars:
        yield begin, scalar.start
        begin = scalar.end
    yield begin, len(text)


def _glued(text: str, scalars: Sequence[Scalar]) -> Iterator[Fault]:
    """A number sign or question mark that nothing sets apart from its neighbour."""
    for begin, end in gaps(text, scalars):
        at = begin
        while at < end:
            sign = text[at]
            if sign == "#":
                if at and not text[at - 1].isspace():
                    hint = "put a space before the comment, or the whole value in quotes"
                    yield Fault(at, "a # without a space before it", hint)
                following = LINE_ENDS.search(text, at, end)
                at = following.start() if following else end
            elif sign == "?" and text[at + 1 : at + 2].strip():
                hint = "put the value in quotes, or a space behind the ?"
                yield Fault(at, "a ? that begins a value", hint)
            at += 1


def _dashes(scalars: Sequence[Scalar]) -> Iterator[Fault]:
    for scalar in scalars:
        if scalar.value == "-" and not scalar.style:
            yield Fault(scalar.start, "a - that is a value of its own", "put it in quotes")


def refuse_scalar(text: str, start: int, end: int, indent: int) -> None:
    """Raise FaultError where a scalar over lines, which is not plain, goes on as it may not.

    `indent` is the column of the list or mapping around it; -1 where there is none.
    """
    if text[start] in "|>":
        _refuse_block(text, start, end)
    else:
        refuse_lines(text, start, end, indent)


def _refuse_block(text: str, start: int, end: int) -> None:
    """The head of a block scalar, and blank lines at its beginning that are indented more."""
    head, *lines = LINE_ENDS.split(text[start:end])
    if not _HEADER.match(head):
        at = start + head.index("#")
        hint = "put a space before the comment"
        raise FaultError(Fault(at, "a # without a space before it", hint))
    if lines and not lines[0].strip(" ") and not re.search(r"\d", head):
        rest = text[start + len(head) :]
        first = re.search(r"^( *)[^ \r\n]", rest, re.MULTILINE)
        is_its_own = first and (
            first.start() < end - start - len(head) or rest[first.end(1)] == "#"
        )
        blanks = LINE_ENDS.split(rest[: first.start()]) if first else []
        if first and is_its_own and max(map(len, blanks)) > len(first[1]) > 0:
            message = "an empty line that is indented more than the text after it"
            raise FaultError(Fault(start, message, "take the blanks out of the empty lines"))


def refuse_lines(text: str, start: int, end: int, indent: int) -> None:
    """Raise FaultError where a flow, or quoted text, goes on in a line not indented enough.

    The bracket at the end of a flow may stand below the key it belongs to, as it mostly does.
    """
    is_flow = text[start] in "[{"
    for ends in LINE_ENDS.finditer(text, start, end):
        at = ends.end()
        bare_at = at
        while text[bare_at : bare_at + 1] == " ":
            bare_at += 1
        sign = text[bare_at : bare_at + 1]
        enough = indent if is_flow and sign in ("]", "}") else indent + 1
        if bare_at - at >= enough or sign in "\r\n" or (is_flow and sign == "#"):
            continue
        if not LINE_ENDS.split(text[bare_at:end], maxsplit=1)[0].strip():
            continue
        if sign == "\t":
            raise FaultError(Fault(bare_at, "a tab as indentation", "indent with spaces"))
        message = "this line goes on from the one before and is indented too little"
        raise FaultError(Fault(bare_at, message, "indent it more than the key it belongs to"))
