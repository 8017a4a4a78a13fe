"""A page as it was saved, of whatever build: its markup or plain text, and where it was read."""

import re
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterator
from email.message import EmailMessage
from io import BytesIO
from typing import NamedTuple

from plancmp.data.plain_text import NoText, is_markup, require_plain, require_words
from plancmp.domain.problems import DataError
from plancmp.text import join_words

_EMBEDDED = re.compile(r"data:[\w/+.-]+;base64,[A-Za-z0-9+/=]+")
_HTML = re.compile(rb"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_CHARSET = re.compile(
    rb"^\s*<\?xml[^>]+encoding\s*=\s*[\"']([\w:.-]+)|<meta[^>]+charset\s*=\s*[\"']?\s*([\w:.-]+)",
    re.IGNORECASE,
)
_SAVED_FROM = re.compile(
    r"<!--\s*saved from url=\(\d+\)(\S+)|<!--\s*Page saved with SingleFile\s+url: (\S+)"
)
"""What browsers, and the extension SingleFile, put at the top of a page that they save."""


class Saved(NamedTuple):
    """What a file holds: markup, or else plain text."""

    markup: str
    text: str
    address: str
    """Where it was read, as far as the file says."""
    is_cut: bool = False
    """Whether the file ends before what it holds does."""


def read_saved(raw: bytes, name: str, address: str = "") -> Saved:
    """What is saved in a file of HTML, MHTML, WARC or plain text.

    Of the pages of a WARC it is the one of the address. Raises PlancmpError, with what to do, where
    it is none of these.
    """
    raw = _in_utf_8(raw)
    try:
        if raw.startswith((b"WARC/", b"\x1f\x8b")):
            return _from_warc(raw, address)
        if b"multipart/related" in raw[:4096].lower() and re.match(rb"[\w-]+:", raw):
            return _from_mhtml(raw)
        require_plain(raw)
        if _HTML.search(raw[: 1 << 16]):
            return _of_markup(_decoded(raw))
        content = _decoded(raw)
        if is_markup(content):
            return _of_markup(content)
        require_words(content)
        return Saved("", content, "")
    except (ValueError, NoText) as error:
        message = error.of(name) if isinstance(error, NoText) else f"{name} {error}"
        raise DataError(f"{message}; nothing was written") from None


def _of_markup(markup: str, address: str = "") -> Saved:
    found = _SAVED_FROM.search(markup[: 1 << 16])
    return Saved(_EMBEDDED.sub("", markup), "", address or (found and (found[1] or found[2])) or "")


def _decoded(raw: bytes, charset: str = "") -> str:
    """Text in UTF-8, as browsers save it, else in the character set that it names."""
    named = [charset, *_named(raw)]
    # what shifts between sets of characters is all ASCII, and so UTF-8 as well
    labels = [*named, "utf-8"] if b"\x1b" in raw else ["utf-8", *named]
    for codec in filter(None, map(_codec, labels)):
        try:
            return raw.decode(codec).removeprefix("\ufeff")
        except UnicodeDecodeError:
            continue
    raise ValueError("is neither UTF-8 nor in the character set that it names: save it as UTF-8")


def _named(raw: bytes) -> Iterator[str]:
    """The character sets that markup names. It is read before they are known: none is UTF-16."""
    for found in _CHARSET.finditer(raw[: 1 << 14]):
        label = (found[1] or found[2]).decode()
        if not label.lower().startswith("utf-16"):
            yield label


def _codec(label: str) -> str:
    """What decodes a character set as browsers do, for whom Latin-1 is Windows-1252; or nothing."""
    if not label or label == "utf-8":
        return label
    try:
        from webencodings import lookup
    except ImportError:
        needed = "is not in UTF-8, which needs webencodings: pip install 'plancmp[pages]'"
        raise ValueError(needed) from None
    found = lookup(label)
    if found is None or found.name == "replacement":
        return ""
    return "gb18030" if found.name == "gbk" else str(found.codec_info.name)


def _in_utf_8(raw: bytes) -> bytes:
    """Markup that is marked as UTF-16 in UTF-8; all else as it is."""
    if raw.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        try:
            markup = raw.decode("utf-16").encode()
        except UnicodeDecodeError:
            return raw
        return markup if _HTML.search(markup[: 1 << 16]) else raw
    return raw


def _from_mhtml(raw: bytes) -> Saved:
    from email import message_from_bytes
    from email.errors import CloseBoundaryNotFoundDefect
    from email.policy import default

    message = message_from_bytes(raw, policy=default)
    address = str(message["Snapshot-Content-Location"] or "")
    pages = [part for part in message.walk() if part.get_content_type() == "text/html"]
    pages.sort(key=lambda part: str(part["Content-Location"] or "") != address)
    if not pages or not isinstance(pages[0], EmailMessage):
        raise ValueError("is an MHTML file without a page: save the page again")
    content = pages[0].get_payload(decode=True)
    markup = _decoded(bytes(content), pages[0].get_content_charset(""))
    is_cut = any(isinstance(found, CloseBoundaryNotFoundDefect) for found in message.defects)
    saved = _of_markup(markup, address or str(pages[0]["Content-Location"] or ""))
    return saved._replace(is_cut=is_cut)


def _from_warc(raw: bytes, address: str) -> Saved:
    try:
        pages = dict(_pages_of(raw))
    except ImportError:
        needed = "is a WARC, which needs warcio: pip install 'plancmp[pages]'"
        raise ValueError(needed) from None
    if address in pages:
        return _of_markup(_decoded(*pages[address]), address)
    if len(pages) == 1:
        ((address, page),) = pages.items()
        return _of_markup(_decoded(*page), address)
    if not pages:
        raise ValueError("has no page in it")
    some = join_words(list(pages)[:5])
    raise ValueError(f"has {len(pages)} pages in it: say which with --address: {some}")


def _pages_of(raw: bytes) -> Iterator[tuple[str, tuple[bytes, str]]]:
    """The pages that a WARC has, by their addresses, each with the character set it was sent in."""
    from warcio.archiveiterator import ArchiveIterator
    from warcio.exceptions import ArchiveLoadFailed

    try:
        for record in ArchiveIterator(BytesIO(raw)):
            sent = record.http_headers
            kind = (sent or record.rec_headers).get_header("Content-Type") or ""
            found = record.rec_type == "resource" or (sent and sent.get_statuscode() == "200")
            if record.rec_type in ("response", "resource") and found and "html" in kind:
                charset = re.search(r"charset=[\"']?([\w:.-]+)", kind, re.IGNORECASE)
                page = record.content_stream().read(), charset[1] if charset else ""
                yield str(record.rec_headers.get_header("WARC-Target-URI")), page
    except (ArchiveLoadFailed, EOFError, OSError) as error:
        raise ValueError(f"cannot be read as a WARC: {error}") from None
