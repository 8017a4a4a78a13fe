"""Words of a YAML text replaced where they stand; all else, comments and layout, stays."""

import re
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from plancmp.data.yaml_reader import YamlList, YamlMapping, YamlScalar

_LINE_END = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
"""What YAML counts lines by."""


class Edit(NamedTuple):
    """A scalar, and words of it in their order, each with what is to stand in its place."""

    scalar: YamlScalar
    words: tuple[tuple[str, str], ...]

    @property
    def after(self) -> str:
        """The scalar as it becomes."""
        return "".join(_replaced(self.scalar, 0, self.words))


def replace_words(text: str, edits: Sequence[Edit]) -> str:
    """The text with the edits made; the scalars are those that it was read as.

    A scalar may be laid out so that its words are not found in it: `changed_scalars` of the text
    read again tells what was changed.
    """
    starts = [0, *(end.end() for end in _LINE_END.finditer(text))]
    done, parts = 0, []
    for scalar, words in sorted(edits, key=lambda edit: edit.scalar.location):
        at = starts[scalar.line] + scalar.column
        *replaced, rest = _replaced(text, at, words)
        parts += [text[done:at], *replaced]
        done = len(text) - len(rest)
    return "".join([*parts, text[done:]])


def _replaced(text: str, at: int, words: Sequence[tuple[str, str]]) -> Iterator[str]:
    """The text from a place on, in pieces, the last being what follows the words."""
    for word, instead in words:
        found = text.find(word, at)
        if found >= 0:
            yield text[at:found] + instead
            at = found + len(word)
    yield text[at:]


def changed_scalars(before: Any, after: Any) -> Iterator[tuple[Any, Any]]:
    """The parts of some data that are others after a change, each with what it became."""
    if isinstance(before, YamlMapping) and isinstance(after, YamlMapping):
        if list(before) == list(after):
            for key, part in before.items():
                yield from changed_scalars(part, after[key])
            return
    elif isinstance(before, YamlList) and isinstance(after, YamlList):
        if len(before) == len(after):
            for part, became in zip(before, after, strict=True):
                yield from changed_scalars(part, became)
            return
    elif isinstance(before, YamlScalar) and before == after:
        return
    yield before, after
