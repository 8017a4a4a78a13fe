"""Text made safe to print: what would steer a terminal or mislead an eye is shown as an escape."""

import re

UNSAFE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f"
    "\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)


def escape(character: str) -> str:
    """A character spelled out, as Python would: a backslash and its number."""
    number = ord(character)
    if number <= 0xFF:
        return f"\\x{number:02x}"
    return f"\\u{number:04x}" if number <= 0xFFFF else f"\\U{number:08x}"


def visible(text: str) -> str:
    """The text with control, format and direction characters spelled out, tabs and lines kept."""
    return text if text.isprintable() else UNSAFE.sub(lambda found: escape(found[0]), text)
