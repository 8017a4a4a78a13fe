"""Text made safe to print: what would steer a terminal or mislead an eye is shown as an escape."""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache, lru_cache

_JOINED = (
    # Arabic and its like, then those of India and beyond
    "\u0620-\u065f\u066e-\u06d3\u06d5-\u06ff\u0710-\u07fa\u0840-\u085b\u0860-\u08ff"
    "\u0900-\u0dff\u0f40-\u109f\u1780-\u17b3\u17b6-\u17dd\u1820-\u18aa\u1b00-\u1b4b"
    "\ua840-\ua873\ua8e0-\ua9df\ufb50-\ufdff\ufe70-\ufefc\U00011000-\U00011fff"
)
"""Letters and marks of the scripts that write with joiners."""
_VIRAMAS = (
    "\u094d\u09cd\u0a4d\u0acd\u0b4d\u0bcd\u0c4d\u0ccd\u0d4d\u0dca\u1039\u103a\u17d2\u1b44\ua9c0"
)
"""Marks that take a letter's vowel; a joiner after one has a meaning at the end of a word too."""
_PICTURES = (
    "\xa9\xae\u203c\u2049\u20e3\u2100-\u2bff\u3030\u303d\u3297\u3299\ufe0f\U0001f000-\U0001faff"
)
_IDEOGRAPHS = "\u3000-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_HIDDEN = frozenset(
    "\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u3164\uffa0"
    + "".join(map(chr, (*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0))))
)
"""What Python takes for printable, and nobody sees."""


_FLAGS = ("gbeng", "gbsct", "gbwls")
"""Parts of countries whose flags are a black one, and their name in letters that are not seen."""


def _within_flags() -> str:
    """A pattern of where such a letter is part of a flag."""
    tags = ["".join(chr(0xE0000 + ord(sign)) for sign in f"{flag}\x7f") for flag in _FLAGS]
    places = (f"(?<=\U0001f3f4{tag[:at]})(?={tag[at:]})" for tag in tags for at in range(len(tag)))
    return "|".join(places)


@cache
def unsafe() -> re.Pattern[str]:
    """A character that is not to be printed as it is; compiled where there may be one.

    It steers a terminal, misleads an eye, or is not seen at all. Joiners are safe between letters
    of scripts that write with them and within a picture, and so are the signs that choose the form
    of what they stand after.
    """
    return re.compile(
        "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u034f\u061c\u17b4\u17b5\u180e\u200b\u200e\u200f"
        "\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb\U0001d173-\U0001d17a"
        "\U000e01f0-\U000e0fff]"
        f"|(?!{_within_flags()})[\U000e0000-\U000e00ff]"
        f"|(?<![{_JOINED}])\u200c|(?<![{_VIRAMAS}])\u200c(?![{_JOINED}])"
        f"|(?<![{_JOINED}{_PICTURES}])\u200d|(?<=[{_PICTURES}])\u200d(?![{_PICTURES}])"
        f"|(?<=[{_JOINED}])(?<![{_VIRAMAS}])\u200d(?![{_JOINED}])"
        f"|(?<![#*0-9{_PICTURES}{_IDEOGRAPHS}])[\ufe00-\ufe0f]|(?<=\ufe0f)[\ufe00-\ufe0f]"
        f"|(?<![{_IDEOGRAPHS}])[\U000e0100-\U000e01ef]|(?<![\u1820-\u18aa])[\u180b-\u180d\u180f]"
        "|\u115f(?![\u1160-\u11a7])|(?<![\u1100-\u115f])\u1160"
    )


@cache
def _unsafe_run() -> re.Pattern[str]:
    return re.compile(f"(?:{unsafe().pattern})+")


def is_printable(text: str) -> bool:
    """Whether all of a text can be printed as it is, by a look at its characters one by one."""
    return text.isprintable() and (text.isascii() or _HIDDEN.isdisjoint(text))


def escape(character: str) -> str:
    """A character spelled out, as Python would: a backslash and its number."""
    number = ord(character)
    if number <= 0xFF:
        return f"\\x{number:02x}"
    return f"\\u{number:04x}" if number <= 0xFFFF else f"\\U{number:08x}"


_MANY = 4
"""So many of one character are spelled once, with their number."""
_MOST = 12
"""Of so many characters together, one beside another, only the first are spelled."""


def visible(text: str) -> str:
    """The text with control, format and direction characters spelled out, tabs and lines kept."""
    return text if is_printable(text) else _unsafe_run().sub(_spelled, text)


def json_text(data: object) -> str:
    """Data as JSON, in which what `visible` would spell out is spelled in the way of JSON."""
    import json  # late: most that is printed is none

    text = json.dumps(data, ensure_ascii=False, indent=2)
    if not is_printable(text.replace("\n", "")):
        text = unsafe().sub(lambda found: json.dumps(found[0])[1:-1], text)
    return f"{text}\n"


def _spelled(run: re.Match[str]) -> str:
    spelled: list[str] = []
    for position, same in enumerate(re.finditer(r"(?s)(.)\1*", run[0])):
        if position == _MOST:
            return f"{''.join(spelled)}… ({len(run[0]) - same.start():,} more)"
        mark, count = escape(same[1]), len(same[0])
        spelled.append(f"{mark}×{count}" if count >= _MANY else mark * count)
    return "".join(spelled)


_FEW = 100
"""Among so many words all are compared; among more, some of those that begin alike."""
_CANDIDATES = 30
_ALIKE = 3
"""So many words, of one length, may begin with a word that is meant for one of them."""


def one_line(text: str) -> str:
    """The text with its line breaks spelled out, too."""
    return text.replace("\n", "\\n")


def clauses(*parts: str) -> str:
    """What there is of the parts, in one line, with semicolons between."""
    return "; ".join(filter(None, parts))


def nearest(word: str, known: Iterable[str], most: int = 3) -> tuple[str, ...]:
    """The known words that `word` begins, the shortest first, else those most like it.

    None where it begins many that are as short: any of them may be meant.
    """
    from difflib import get_close_matches

    wanted, candidates = word.lower(), tuple(known)
    many = len(candidates) > _FEW
    if many:
        candidates = _by_beginning(candidates).get(wanted[:2], ())
    begun = [one for one in sorted(candidates, key=len) if wanted and one.startswith(wanted)]
    if sum(len(one) == len(begun[0]) for one in begun) > _ALIKE:
        return ()
    if begun:
        return tuple(begun[:most])
    if many:
        candidates = candidates[:_CANDIDATES]
    return tuple(get_close_matches(wanted, sorted(candidates), n=most, cutoff=0.6))


@lru_cache(maxsize=4)
def _by_beginning(words: tuple[str, ...]) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for word in sorted(words):
        found.setdefault(word[:2], []).append(word)
    return {beginning: tuple(alike) for beginning, alike in found.items()}


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A hint for a near miss, or nothing."""
    close = nearest(word, known, most=1)
    return f"did you mean {close[0]}?{_foreign_letter(word, close[0])}" if close else ""


def _foreign_letter(word: str, meant: str) -> str:
    """What is said of a letter of another script, which may look like what was meant."""
    from unicodedata import name  # late, as most words are ASCII

    if word.isascii() or not meant.isascii():
        return ""
    letters = (each for each in word if not (each.isascii() or name(each, "").startswith("LATIN")))
    letter = next(letters, "")
    return f" its {letter} is U+{ord(letter):04X}" if letter.isalpha() else ""


_OFFERED = 8
"""So many names are offered where one is wrong; of more it is said what lists them."""


def offered(known: Iterable[str], many: str, none: str = "there is none yet") -> str:
    """The names there are, if they are few; else what is said of many or of none."""
    names = list(known)
    if not names:
        return none
    there = "there is" if len(names) == 1 else "there are"
    return f"{there} {join_words(names, 'and')}" if len(names) <= _OFFERED else many


def none_called(
    what: str,
    name: str,
    known: Iterable[str],
    many: str,
    none: str = "there is none yet",
    close: Iterable[str] | None = None,
) -> str:
    """What is said of a name that is none of those known: the nearest, else what is offered."""
    names = list(known)
    called = f"is called {name}" if name.strip() else "has an empty name"
    near = list(nearest(name, names) if close is None else close)
    hint = f"did you mean {join_words(near)}?" if near else offered(names, many, none)
    return f"no {what} {called}; {hint}"


_LISTED = 30
"""So many words are listed; of more, the first of them and how many there are besides."""


def listed(words: Iterable[str]) -> str:
    """Words with commas between them."""
    parts = list(words)
    more = len(parts) - _LISTED
    return ", ".join([*parts[:_LISTED], f"{more:,} more"] if more > 1 else parts)


def join_words(words: Iterable[str], last: str = "or") -> str:
    """Words as a phrase: `a, b or c`."""
    *front, end = list(words) or [""]
    if len(front) > _LISTED:
        front, end = front[:_LISTED], f"{len(front) - _LISTED + 1:,} more"
    return f"{', '.join(front)} {last} {end}" if front else end


_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "June", "July", "Aug", "Sept", "Oct", "Nov", "Dec")


def written_day(when: date) -> str:
    """A day as it is printed: `21 Nov 2025`."""
    return f"{day_and_month(when)} {when.year}"


def day_and_month(when: date) -> str:
    """A day where its year stands elsewhere: `21 Nov`."""
    return f"{when.day} {_MONTHS[when.month - 1]}"
