"""The markup of a page made ready for its text, so that it says what the page's reader saw."""

import re
from collections.abc import Iterator
from typing import Any

_RAISED = str.maketrans("0123456789+-−=()ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿⁱ")
_LOWERED = str.maketrans("0123456789+-−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎")
_NOTE_SIGN = re.compile(r"[\[(]?(?:\d{1,3}|[a-z]|[*†‡§¶]+)[\])]?")
_BETWEEN_NOTES = re.compile(r"[\s,;–-]*")
_ORDINAL = re.compile(r"st|nd|rd|th")
"""What makes no other number of the one it joins."""
_IN_LINE = frozenset(
    (
        *("a", "abbr", "b", "cite", "code", "em", "font", "i", "ins", "mark", "q", "small"),
        *("span", "strong", "sub", "sup", "u"),
    )
)


_UNSEEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_ESCAPED = re.compile(r"<(script|style)\b.*?</\1>|&amp;", re.DOTALL | re.IGNORECASE)


def without_struck(tree: Any) -> Iterator[str]:
    """Takes what is struck out of a page, and says what it was."""
    for element in list(tree.iter("del", "s", "strike")):
        if element.getparent() is not None and (words := _words(element)):
            yield f"Struck out: {words}"
            element.drop_tree()


def without_hidden(tree: Any) -> Iterator[str]:
    """Takes what no reader saw out of a page, and gives the paragraphs of it."""
    for element in tree.xpath("//body//*[@hidden or @style or @aria-hidden or self::template]"):
        if _is_hidden(element):
            yield from paragraphs(element)
            element.drop_tree()


def with_times(tree: Any) -> None:
    """Keeps a time that is marked in a sentence for what it is there: words of it."""
    for time in tree.xpath("//p//time | //li//time"):
        time.drop_tag()


def paragraphs(tree: Any) -> Iterator[str]:
    """The words of what is marked as a paragraph or as an item of a list."""
    return map(_words, tree.iter("p", "li", "blockquote"))


def escaped_again(markup: str) -> str:
    """Markup that is read as it should be by what takes its text for escaped twice."""
    return _ESCAPED.sub(lambda found: found[0] if found[1] else "&amp;amp;", markup)


def without_notes(tree: Any) -> Iterator[str]:
    """Takes the links to footnotes out of a page, and says how many they were."""
    links = [link for link in tree.xpath("//a[contains(@href, '#')]") if _is_note(link)]
    for link in links:
        above = link.getparent()
        link.drop_tree()
        if above.tag == "sup" and _BETWEEN_NOTES.fullmatch(above.text_content()):
            above.drop_tree()
    if links:
        yield f"Links to footnotes: {len(links)}"


def with_signs(tree: Any) -> None:
    """Writes what stands above or below the line in signs that do, else apart from numbers.

    Where a line breaks is white space too.
    """
    for element in reversed(list(tree.iter("sup", "sub"))):
        words = "".join(element.text_content().split())
        signs = _RAISED if element.tag == "sup" else _LOWERED
        if all(ord(sign) in signs for sign in words):
            element[:] = []
            element.text = words.translate(signs)
        elif not _ORDINAL.fullmatch(words) and (
            _before(element)[-1:].isdigit() or any(map(str.isdigit, words))
        ):
            element.text = f" {element.text or ''}"
            if element.tail and element.tail[0].isalnum():
                element.tail = f" {element.tail}"
        element.drop_tag()
    for element in tree.iter("br"):
        element.tail = f"\n{element.tail or ''}"


def _is_hidden(element: Any) -> bool:
    """Whether it is hidden; from those who are read to, a whole article is by an open dialog."""
    if element.tag == "template" or "hidden" in element.attrib:
        return True
    to_ears = element.get("aria-hidden") == "true"
    covered = element.tag == "main" or element.xpath("boolean(.//h1 | .//main | .//article)")
    return bool(_UNSEEN.search(element.get("style", ""))) or (to_ears and not covered)


def _is_note(link: Any) -> bool:
    """Whether it is a number or a mark that leads elsewhere, and is no word of its sentence."""
    if not _NOTE_SIGN.fullmatch(link.text_content().strip()):
        return False
    raised = link.getparent().tag == "sup" or link.find(".//sup") is not None
    before = _before(link)
    return raised or bool(before and not before[-1].isspace())


def _before(element: Any) -> str:
    """The text that an element follows in its line."""
    while element.tag in _IN_LINE:
        for previous in element.itersiblings(preceding=True):
            if previous.tail:
                return str(previous.tail)
            if isinstance(previous.tag, str):
                return str(previous.text_content()) if previous.tag in _IN_LINE else ""
        element = element.getparent()
        if element.text:
            return str(element.text)
    return ""


def _words(element: Any) -> str:
    return " ".join(element.text_content().split())
