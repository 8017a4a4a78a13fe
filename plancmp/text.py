"""Text made safe to print: what would steer a terminal or mislead an eye is shown as an escape."""

import re
from collections.abc import Iterable
from functools import cache


@cache
def unsafe() -> re.Pattern[str]:
    """A character that is not to be printed as it is; compiled where there may be one."""
    return re.compile(
        "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f"
        "\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
    )


def escape(character: str) -> str:
    """A character spelled out, as Python would: a backslash and its number."""
    number = ord(character)
    if number <= 0xFF:
        return f"\\x{number:02x}"
    return f"\\u{number:04x}" if number <= 0xFFFF else f"\\U{number:08x}"


def visible(text: str) -> str:
    """The text with control, format and direction characters spelled out, tabs and lines kept."""
    return text if text.isprintable() else unsafe().sub(lambda found: escape(found[0]), text)


def one_line(text: str) -> str:
    """The text with its line breaks spelled out, too."""
    return text.replace("\n", escape("\n"))


def nearest(word: str, known: Iterable[str], most: int = 3) -> tuple[str, ...]:
    """The known words most like `word`, the likeliest first."""
    from difflib import get_close_matches

    return tuple(get_close_matches(word.lower(), sorted(known), n=most, cutoff=0.6))


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A hint for a near miss, or nothing."""
    close = nearest(word, known, most=1)
    return f"did you mean {close[0]}?" if close else ""


def join_words(words: Iterable[str], last: str = "or") -> str:
    """Words as a phrase: `a, b or c`."""
    *front, end = list(words) or [""]
    return f"{', '.join(front)} {last} {end}" if front else end
