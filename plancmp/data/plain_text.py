"""What is no plain text in UTF-8: files of other kinds, sources of pages, text read wrongly."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from unicodedata import category

from plancmp.data.files import is_utf_8
from plancmp.domain.mojibake import LOST, garbled

_SAVE = "save it as plain text, in UTF-8"
_COPY = "copy its text into a file, as plain text in UTF-8"
_ICONV = "it looks like {0}: iconv -f {0} -t UTF-8 {{file}} > {{text}}"
_KINDS = (
    (b"%PDF", "is a PDF", "pdftotext {file} {text} makes a text of it"),
    (b"%!PS", "is PostScript", "ps2ascii {file} {text} makes a text of it"),
    (b"PK\x03\x04", "is a .docx, .odt or zip file", _SAVE),
    (b"\xd0\xcf\x11\xe0", "is a .doc file", _SAVE),
    (b"{\\rtf", "is an RTF file", _SAVE),
    (b"\xff\xfe\0\0", "is not UTF-8", _ICONV.format("UTF-32")),
    (b"\0\0\xfe\xff", "is not UTF-8", _ICONV.format("UTF-32")),
    (b"\xff\xfe", "is not UTF-8", _ICONV.format("UTF-16")),
    (b"\xfe\xff", "is not UTF-8", _ICONV.format("UTF-16")),
    (b"\x89PNG", "is a picture", _COPY),
    (b"\xff\xd8\xff", "is a picture", _COPY),
    (b"bplist", "is a web archive of Safari", "save the page as its source, or as plain text"),
)
"""What files that are no plain text begin with, what they are, and what makes a text of them."""
_AS_PAGE = "plancmp new article --page {file} takes the article's words out of it"
_MARKUP = re.compile(
    r"\s*(?:<!--(?:(?!-->).)*-->\s*)*<(?:!doctype\b|\?xml\b|[a-z][\w:-]*(?:\s[^<>]*)?/?>)",
    re.I | re.S,
)
_TAG = re.compile(r"</(?:p|b|i|em|strong|a|span|div|li|ul|h[1-6])>|<br ?/?>", re.I)
_HEADER = re.compile(r"(?:From .*\n)?(?:[\w-]+:.*\n|[ \t]+\S.*\n)+")
_OF_MAILS = re.compile(r"^(?:MIME-Version|Content-Type|Message-ID|Received):", re.I | re.M)
_NO_SIGN = re.compile(r"[\0-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
"""What steers a device and is of no text; tabs and the ends of lines and pages are left out."""
_SHIFT = re.compile(r"\x1b\$[@B]")
_OF_UTF_7 = re.compile(r"\+[A-Za-z0-9+/]{3,}(?:-|(?![\w+/]))")


class NoText(Exception):
    """Raised where a file is no text: what is wrong with it, and how to mend it, if at all."""

    def __init__(self, found: str, hint: str = "") -> None:
        super().__init__(found)
        self.found = found
        self.hint = hint

    def of(self, path: str | Path) -> str:
        """What is said of the file at a path."""
        import shlex

        file, text = shlex.quote(str(path)), shlex.quote(f"{path}.txt")
        hint = self.hint.replace("{file}", file).replace("{text}", text)
        return f"{path} {'; '.join(filter(None, (self.found, hint)))}"


def decoded(raw: bytes) -> str:
    """The content of a text in UTF-8. NoText where it is none."""
    require_plain(raw)
    try:
        return raw.decode()
    except UnicodeDecodeError:
        raise NoText("is not UTF-8", _SAVE) from None


def require_plain(raw: bytes) -> None:
    """Raise NoText where bytes are those of no plain text, whatever it is encoded in."""
    for start, found, hint in _KINDS:
        if raw.startswith(start):
            raise NoText(found, hint)
    if raw.count(b"\0") in range(1, len(raw) // 8) and is_utf_8(raw):
        raise NoText(f"holds a control character (U+0000) in line {_line_of_nul(raw)}", _SAVE)
    if b"\0" in raw:
        encoding = next(_encodings(raw), "")
        raise NoText("is not plain text in UTF-8", _ICONV.format(encoding) if encoding else _SAVE)


def _line_of_nul(raw: bytes) -> int:
    return raw.count(b"\n", 0, raw.index(b"\0")) + 1


def _encodings(raw: bytes) -> Iterator[str]:
    """The encodings of several bytes to a sign in which a text without a mark may be."""
    for encoding in ("UTF-32LE", "UTF-32BE", "UTF-16LE", "UTF-16BE"):
        content = raw.decode(encoding, "replace")
        is_text = not (LOST in content or _NO_SIGN.search(content))
        if is_text and not {" ", "\n"}.isdisjoint(content):
            yield encoding


def require_words(content: str) -> None:
    """Raise NoText where a content is not an article's words: markup, a mail, JSON, or garbled.

    This is asked of new texts alone: one whose sha256 an article has is read whatever it is.
    """
    content = content.removeprefix("\ufeff")
    if is_markup(content):
        raise NoText("is the source of a page", _AS_PAGE)
    header = _HEADER.match(content)
    if header and _OF_MAILS.search(header[0]):
        is_page = "multipart/related" in header[0].lower()
        raise NoText("is a saved page" if is_page else "is a mail", _AS_PAGE if is_page else _COPY)
    if _is_json(content):
        raise NoText("is JSON", _COPY)
    if tag := _TAG.search(content):
        message = f"has a part of the source of a page ({tag[0]}) in line {_line(content, tag)}"
        raise NoText(message, _AS_PAGE)
    if found := _NO_SIGN.search(content):
        is_japanese = _SHIFT.match(content, found.start())
        hint = _ICONV.format("ISO-2022-JP") if is_japanese else _SAVE
        sign = f"U+{ord(found[0]):04X}"
        raise NoText(f"holds a control character ({sign}) in line {_line(content, found)}", hint)
    if _is_utf_7(content):
        raise NoText("is not UTF-8", _ICONV.format("UTF-7"))
    if wrong := garbled(content):
        line = content.count("\n", 0, wrong.start) + 1
        raise NoText(f"{wrong}, in line {line}", "save it anew, as plain text in UTF-8")


def is_markup(content: str) -> bool:
    """Whether a content begins as HTML and XML do."""
    return bool(_MARKUP.match(content))


def _is_json(content: str) -> bool:
    if not content.lstrip().startswith(("{", "[")):
        return False
    return _holds_json(content) or all(map(_holds_json, filter(str.strip, content.split("\n"))))


def _holds_json(content: str) -> bool:
    try:
        json.loads(content)
    except (ValueError, RecursionError):
        return False
    return True


def _is_utf_7(content: str) -> bool:
    """Whether it has several signs that UTF-7 writes so, and all are letters or marks."""
    found = _OF_UTF_7.findall(content) if content.isascii() else []
    try:
        meant = "".join(signs.encode().decode("utf-7") for signs in found)
    except UnicodeDecodeError:
        return False
    return len(found) > 1 and not any(
        sign.isascii() or category(sign)[0] not in "LP" for sign in meant
    )


def _line(content: str, found: re.Match[str]) -> int:
    return content.count("\n", 0, found.start()) + 1
