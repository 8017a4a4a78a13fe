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


_LINE_END = r"\r\n|\n|\r"
_FOREIGN_BREAK = "[\x85\u2028\u2029]"
"""What YAML of 1.1 ends a line with, and nothing else that shows text does."""
_SPACE = "[\xa0\u1680\u2000-\u200b\u202f\u205f\u2060\u3000\ufeff]"
_COLONS = "：﹕︓∶꞉"
"""Signs that look like the colon of YAML."""
_UNUSUAL = (
    _COLONS
    + "\x85\u2028\u2029\xa0\u1680\u202f\u205f\u2060\u3000\ufeff"
    + "".join(map(chr, range(0x2000, 0x200C)))
)
_ODD_INDENT = rf"(?m:^)[ \t]*({_SPACE})"
_ODD_SPACE = rf"(?m:^) *(?:- *)*[\w-]*:?({_SPACE})"
_CONFLICT = r"(?m:^)([ \t]*)(<{7,}|={7,}|>{7,}|\|{7,})(?: [^\r\n]*)?(?=[\r\n]|\Z)"
_LOOKS_A_KEY = rf"[a-zA-Z0-9-]+ *([{_COLONS}])"
_ODD_COLON = rf"(?m:^) *(?:- +)*{_LOOKS_A_KEY}"
_ODD_DASH = r"(?m:^) *([‐‑‒–—−•‣◦▪·●*+]) +[\w-]+:"
_ODD_COMMA = r"[{\[][^'\"\n#{\[]*?([，、،；;]) *[\w-]+: "
_GLUED_COLON = r" *(?:- +)*[^\W\d][\w-]*:(?=[^\s:/])"
"""A key, and a value that no space sets apart."""
_GLUED_DASH = r" *-(?=[a-z][\w-]*: )"
_HEADER = r"[|>][0-9+-]*(?:[ \t]+#.*|[ \t\r]*)"
_UNQUOTED = r" *(?:- +)*[^\s#'\"\[{&*!|>@`%][^:]*: +((?:[\[{&*!|>@`%'\"?,-].*|[^#]*: .*|[^#]*:$))"
"""A key, and a value that begins with a sign of YAML or has a colon in it."""
_QUOTED = r""" *((?:- +)*)((?:[^\s#'"\[{][^:#]*: +)?)(?=["'])"""
"""A line whose value, or entry of a list, begins with a quote."""
_CLOSED = r"""(?s:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*')"""
_WORDS = r""" *([^\s#'"\[\]{},?:&*!|>%@`-](?:[^:#]|:(?! |$)|(?<! )#)*)$"""
"""A line of words, and of nothing else."""
_BEGINS_A_PART = r" *(?:- |-$|[\w-]+:(?: |$))"
# Patterns are compiled where they are asked for: most texts need none.


def lines_of(text: str) -> list[str]:
    """The lines of a text, without their ends."""
    return re.split(_LINE_END, text)


def is_suspicious(text: str) -> bool:
    """Whether a text needs to be looked at though nothing in it goes on over lines."""
    if "<<<<<<<" in text:
        return True
    if "#" in text and re.search(r"\S#", text):
        return True
    if "?" in text and any(f"{sign}?" in text for sign in "{[, \n"):
        return True
    if "-]" in text or "-," in text or "- ]" in text or "- ," in text:
        return True
    if text.isascii() or not any(sign in text for sign in _UNUSUAL):
        return False
    odd = (_ODD_INDENT, _FOREIGN_BREAK, rf":{_SPACE}|{_SPACE} *:", _LOOKS_A_KEY)
    return any(re.search(pattern, text) for pattern in odd)


def refuse_first(text: str, scalars: Sequence[Scalar]) -> None:
    """Raise FaultError for the first thing in a text that is no YAML though it was read as such."""
    faults = [*_glued(text, scalars), *_dashes(scalars), *_foreign_breaks(text)]
    blocks = [each for each in scalars if each.style in ("|", ">")]
    markers = [
        marker
        for marker in re.finditer(_CONFLICT, text)
        if not any(each.start <= marker.start() < each.end for each in blocks)
    ]
    faults += [conflict] if (conflict := _conflict(markers, text)) else []
    for odd in re.finditer(_ODD_INDENT, text):
        # a line within a scalar may begin so, but a scalar that does was meant as part of a list
        inside = [each for each in scalars if each.start <= odd.start(1) < each.end]
        if not inside or (inside[0].start == odd.start(1) and not inside[0].style):
            faults.append(_odd_space(odd))
    faults += _odd_keys(scalars)
    if faults:
        raise FaultError(min(faults))


def named_fault(text: str) -> Fault | None:
    """What a text that cannot be read has in it that parsers name otherwise or elsewhere."""
    markers = [marker for marker in re.finditer(_CONFLICT, text) if not marker[1]]
    if markers:
        hint = "keep one of the two sides, and remove it"
        left = Fault(markers[0].start(), "a git conflict marker, left over", hint)
        return _conflict(markers, text) or left
    odd = re.search(_ODD_INDENT, text) or re.search(_ODD_SPACE, text)
    faults = [*_foreign_breaks(text), *([_odd_space(odd)] if odd else [])]
    for pattern, sign in ((_ODD_COLON, ":"), (_ODD_DASH, "-"), (_ODD_COMMA, ",")):
        faults += [_odd_sign(found, sign) for found in re.finditer(pattern, text)]
    return min(faults, default=None)


def glued_sign(text: str, line: int) -> Fault | None:
    """The fault of a colon or dash in this line, from 0, or the one before, without its space."""
    lines = lines_of(text)
    colon = "a key without a space behind its colon", "put a space before the value"
    dash = "a dash without a space behind it", "put a space before the key"
    for number in (line - 1, line):
        for pattern, told in ((_GLUED_COLON, colon), (_GLUED_DASH, dash)):
            found = re.match(pattern, lines[number]) if 0 <= number < len(lines) else None
            if found:
                return Fault(_start_of(text, number) + found.end(), *told)
    return None


def stray_words(text: str, line: int) -> Fault | None:
    """The fault of words in a line, from 0, that are neither a key nor a part of what is above."""
    lines = lines_of(text)
    found = re.match(_WORDS, lines[line]) if line < len(lines) else None
    if not found:
        return None
    message = "words that are no key, and no part of the value above them"
    hint = "indent the line more than the key above, or put a colon behind a key"
    return Fault(_start_of(text, line) + found.start(1), message, hint)


def _conflict(markers: Sequence[re.Match[str]], text: str) -> Fault | None:
    """The fault that markers are, if they are those of both sides of a conflict."""
    if not {each[2][0] for each in markers} >= set("<=>"):
        return None
    first, last = (_line(text, each.start()) for each in (markers[0], markers[-1]))
    message = f"git conflict markers, lines {first} to {last}"
    return Fault(markers[0].start(), message, "keep one of the two sides")


def indenting_tab(text: str, at: int) -> Fault | None:
    """The fault of a tab at a sign of the text, if only spaces stand before it in its line."""
    is_first = not lines_of(text[:at])[-1].strip(" ")
    return _tab(at) if is_first and text[at : at + 1] == "\t" else None


def _tab(at: int) -> Fault:
    return Fault(at, "a tab as indentation", "indent with spaces")


def open_quote(text: str, until: int) -> Fault | None:
    """The fault of a quote that is not closed, by the first line up to a sign that has one.

    That a quote of its line goes on in the next only its indentation says.
    """
    start = 0
    lines = lines_of(text)
    for number, line in enumerate(lines):
        quoted = re.match(_QUOTED, line)
        if quoted and (quoted[1] or quoted[2]) and not re.match(_CLOSED, line[quoted.end() :]):
            behind = next(filter(str.strip, lines[number + 1 :]), "")
            above = quoted.start(2) if quoted[2] else quoted.start(1) + quoted[1].rindex("-")
            if len(behind) - len(behind.lstrip(" ")) <= above:
                return unclosed(start + quoted.end())
        start += len(line) + (2 if text.startswith("\r\n", start + len(line)) else 1)
        if start > until:
            break
    return None


def unclosed(at: int) -> Fault:
    """The fault of a quote that opens at a sign of the text."""
    return Fault(at, "a quote that opens here and is not closed", "close it behind the value")


def bad_escape(text: str, at: int, problem: str) -> Fault | None:
    """The fault of the backslash at or before a sign, if that is the parser's problem."""
    if "escape" not in problem and "hexdecimal" not in problem:
        return None
    start = max(text.rfind("\\", 0, at + 1), 0)
    message = f"{text[start : start + 2]} is no sign that YAML spells so within double quotes"
    return Fault(start, message, "write \\\\ for a backslash, or put the value in single quotes")


def hint(text: str, lines: Iterable[int]) -> str:
    """How a fault of syntax is mended, by the lines (from 0) that the parser names."""
    written = lines_of(text)
    for line in lines:
        if line >= len(written):
            continue
        quoted = re.match(_QUOTED, written[line])
        rest = "\n".join([written[line][quoted.end() :], *written[line + 1 :]]) if quoted else ""
        closed = re.match(rf"{_CLOSED}(?= *[^\s#:])", rest)
        if closed:
            within = r"\"" if rest[0] == '"' else "''"
            return f"end the value with its closing quote, or write {within} for a quote within it"
        found = re.match(_UNQUOTED, written[line])
        if found:
            value = found[1]
            closing = {"[": "]", "{": "}"}.get(value[:1], value[:1])
            is_open = value[:1] in tuple("[{'\"") and value.count(closing, 1) % 2 == 0
            return f"{'close it, or ' if is_open else ''}put the value in quotes"
    return "see the YAML just before this place"


def _line(text: str, index: int) -> int:
    return len(lines_of(text[:index]))


def _foreign_breaks(text: str) -> Iterator[Fault]:
    for found in re.finditer(_FOREIGN_BREAK, text):
        message = f"the line break U+{ord(found[0]):04X}, which editors do not show"
        yield Fault(found.start(), message, "remove it, or begin a new line")


def _start_of(text: str, line: int) -> int:
    """Where a line of a text begins, from 0."""
    ends = [0, *(found.end() for found in re.finditer(_LINE_END, text))]
    return ends[line]


def _odd_sign(found: re.Match[str], meant: str) -> Fault:
    message = f"{found[1]} (U+{ord(found[1]):04X}), which YAML does not take for {meant}"
    return Fault(found.start(1), message, f"write {meant} and a space")


def _odd_keys(scalars: Sequence[Scalar]) -> Iterator[Fault]:
    """Keys of a flow that have a value within, as nothing that YAML knows sets it apart."""
    for scalar in scalars:
        if scalar.style or scalar.key:
            continue
        space = re.match(rf"[\w-]+(?::|(?={_SPACE}\Z))({_SPACE})", scalar.value)
        colon = re.match(_LOOKS_A_KEY, scalar.value)
        if space:
            yield _odd_space(space)._replace(at=scalar.start + space.start(1))
        elif colon:
            yield _odd_sign(colon, ":")._replace(at=scalar.start + colon.start(1))


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
                at = _end_of_line(text, at, end)
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


def refuse_empty_block(text: str, start: int) -> None:
    """Raise FaultError where the head of a block scalar without text was meant as the value."""
    head = text[start : _end_of_line(text, start, len(text))].rstrip()
    if re.search(r"\d", head):
        message = f"{head} announces a text in the lines below, and there is none"
        raise FaultError(Fault(start, message, "put the value in quotes"))


def _refuse_block(text: str, start: int, end: int) -> None:
    """The head of a block scalar, and blank lines at its beginning that are indented more."""
    head_end = _end_of_line(text, start, end)
    if "#" in text[start:head_end] and not re.fullmatch(_HEADER, text[start:head_end]):
        at = text.index("#", start)
        hint = "put a space before the comment"
        raise FaultError(Fault(at, "a # without a space before it", hint))
    begins = text[head_end : head_end + 2].lstrip("\r\n")[:1]
    if begins not in ("", " ") or re.search(r"\d", text[start:head_end]):
        return
    blanks: list[str] = []
    for line in lines_of(text[head_end:])[1:]:
        bare = line.lstrip(" ")
        if bare:
            goes_on = sum(map(len, blanks)) + len(blanks) < end - head_end or bare[0] == "#"
            if goes_on and max(map(len, blanks), default=0) > len(line) - len(bare) > 0:
                message = "an empty line that is indented more than the text after it"
                raise FaultError(Fault(start, message, "take the blanks out of the empty lines"))
            return
        blanks.append(line)


def _end_of_line(text: str, start: int, end: int) -> int:
    found = re.compile(_LINE_END).search(text, start, end)
    return found.start() if found else end


def refuse_lines(text: str, start: int, end: int, indent: int) -> None:
    """Raise FaultError where a flow, or quoted text, goes on in a line not indented enough.

    The bracket at the end of a flow may stand below the key it belongs to, as it mostly does.
    """
    is_flow = text[start] in "[{"
    for ends in re.compile(_LINE_END).finditer(text, start, end):
        at = ends.end()
        bare_at = at
        while text[bare_at : bare_at + 1] == " ":
            bare_at += 1
        sign = text[bare_at : bare_at + 1]
        enough = indent if is_flow and sign in ("]", "}") else indent + 1
        if bare_at - at >= enough or sign in "\r\n" or (is_flow and sign == "#"):
            continue
        if not text[bare_at : _end_of_line(text, bare_at, end)].strip():
            continue
        if sign == "\t":
            raise FaultError(_tab(bare_at))
        if not is_flow and re.match(_BEGINS_A_PART, text[at : _end_of_line(text, at, len(text))]):
            raise FaultError(unclosed(start))
        message = "this line goes on from the one before and is indented too little"
        raise FaultError(Fault(bare_at, message, "indent it more than the key it belongs to"))
