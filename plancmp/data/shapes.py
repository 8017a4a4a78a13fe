"""How the value of a key is written: a class for each way, which reads it and describes it.

A shape is the one place that knows its pattern: the loader reads by it, the JSON Schema, the
commented files of `plancmp new` and the page of the format are made from it.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from functools import cached_property
from os.path import normpath, sep
from typing import Any, NamedTuple

from plancmp.data.layout import ID, ID_ALLOWED
from plancmp.data.schema_parts import (
    ANY_TEXT,
    Schema,
    id_schema,
    pattern_schema,
    phrase_schema,
    words_schema,
)
from plancmp.data.yaml_reader import YamlList, YamlScalar, type_name
from plancmp.domain.folding import word_count
from plancmp.domain.problems import RuleId
from plancmp.domain.values import ValueFault, read_date
from plancmp.text import did_you_mean, join_words

EARLIER = ("1",)
"""The versions of the format before this one."""

_LATER = re.compile(r"[1-9][0-9]?")

QUOTE_WORDS = 10
"""A quote is a key phrase of at most so many words."""


class Key(NamedTuple):
    """One key of a file or of a part of one."""

    name: str
    shape: "Shape"
    """How its value is written."""
    description: str
    required: bool = False
    needs: tuple[str, ...] = ()
    """The keys that must stand beside it."""
    one_of: bool = False
    """Whether exactly one of the keys so marked must be there."""

    @property
    def field(self) -> str:
        """What the model calls it."""
        return self.name.replace("-", "_")

    @property
    def hint(self) -> str:
        """What to do where its value is empty."""
        return f"write {self.description}" if self.required else "write it or leave it out"


_Read = Callable[[Any, Key], Any]


class Table(tuple[Key, ...]):
    """The keys of a mapping."""

    def __new__(cls, *keys: Key) -> "Table":
        """Take them in their order."""
        return super().__new__(cls, keys)

    @cached_property
    def by_name(self) -> Mapping[str, tuple[Key, str, str, _Read]]:
        """The keys by their names, each with its name and field, and what reads its value."""
        return {key.name: (key, key.name, key.field, key.shape.read) for key in self}

    @cached_property
    def required(self) -> tuple[Key, ...]:
        """Those that must be there."""
        return tuple(key for key in self if key.required)


NO_KEYS = Table()


class Shape:
    """How the value of a key is written."""

    description: str
    """The same in words, for the page of the format."""
    example = "…"
    """What stands for a value that is not there yet."""
    rule = RuleId.WRONG_TYPE
    """The rule that guards it."""

    def __init__(self, keys: Table = NO_KEYS) -> None:
        self.keys = keys
        """The keys of each of its parts, if they have any."""

    def read(self, raw: Any, key: Key) -> Any:
        """The parsed value. Raises ValueFault where `raw` is not written in this shape."""
        raise NotImplementedError

    def schema(self) -> Schema:
        """What a JSON Schema says of it."""
        raise NotImplementedError


class Text(Shape):
    """Any words."""

    description, example = "any words; white space is folded", "WORDS"

    def read(self, raw: Any, key: Key) -> Any:
        if not isinstance(raw, YamlScalar):
            hint = "put it in quotes where brackets are a part of it"
            raise ValueFault(raw, f"{key.name} is a {type_name(raw)}", "allowed: text", hint)
        words = raw.split()
        if not words:
            raise ValueFault(raw, f"{key.name} is empty", "allowed: text", key.hint)
        return " ".join(words)

    def schema(self) -> Schema:
        return ANY_TEXT


class Phrase(Text):
    """A few words; a longer one is read, and is for the rule to find."""

    description = f"words, at most {QUOTE_WORDS}"

    def schema(self) -> Schema:
        return phrase_schema(QUOTE_WORDS)


def too_long(quote: str) -> str:
    """What is said of a quote that has more words than a key phrase; empty where it has not."""
    words, spaced = word_count(quote), len(quote.split()) > QUOTE_WORDS
    if words <= QUOTE_WORDS:
        return ""
    return f"the quote {'has' if spaced else 'is as long as'} {words} words"


class Word(Text):
    """One of a few words."""

    def __init__(self, *words: str) -> None:
        super().__init__()
        self.words = words
        self.example = " or ".join(words)
        self.description = f"one of these: {', '.join(f'`{word}`' for word in words)}"

    def read(self, raw: Any, key: Key) -> Any:
        word = super().read(raw, key)
        if word not in self.words:
            allowed = f"allowed: {join_words(self.words)}"
            raise ValueFault(raw, f"{key.name} is {word}", allowed, did_you_mean(word, self.words))
        return word

    def schema(self) -> Schema:
        return words_schema(self.words)


class OldFormat(ValueFault):
    """The folder is of an earlier format."""

    rule = RuleId.OLD_FORMAT


class NewFormat(ValueFault):
    """The folder is of a format to come."""

    rule = RuleId.NEW_FORMAT


class Version(Word):
    """The version of the format; those before and after it have rules of their own."""

    rule = RuleId.OLD_FORMAT

    def read(self, raw: Any, key: Key) -> Any:
        (version,) = self.words
        found, allowed = f"{key.name} is {raw}", f"allowed: {version}"
        if raw in EARLIER:
            hint = "plancmp check --fix shows what to change, and --fix --write changes it"
            raise OldFormat(raw, found, allowed, hint)
        if isinstance(raw, YamlScalar) and _LATER.fullmatch(raw) and int(raw) > int(version):
            raise NewFormat(raw, found, allowed, "a later plancmp reads it: install that one")
        return super().read(raw, key)


class Flag(Word):
    """Whether it says yes, the first of its words."""

    def __init__(self, *words: str) -> None:
        super().__init__(*words)
        self.description = " or ".join(f"`{word}`" for word in words)
        self.example = words[0]

    def read(self, raw: Any, key: Key) -> bool:
        return bool(super().read(raw, key) == self.words[0])


class Pattern(Text):
    """Text of a pattern, as what `parse` makes of it, which raises ValueError with a hint.

    An editor may read it as one of the types too, within limits.
    """

    def __init__(
        self,
        description: str,
        example: str,
        pattern: str,
        *types: str,
        allowed: str = "",
        parse: Callable[[str], Any] = str,
        **limits: int,
    ) -> None:
        super().__init__()
        self.description, self.example = description, example
        self.pattern, self.types, self.limits = pattern, types, limits
        self.allowed, self.parse = allowed or f"allowed: {description}", parse

    def read(self, raw: Any, key: Key) -> Any:
        word = super().read(raw, key)
        if not self._matches(word):
            raise ValueFault(raw, self.fault(word, key), self.allowed)
        try:
            return self.parse(word)
        except ValueError as error:
            raise ValueFault(raw, self.fault(word, key), self.allowed, str(error)) from None

    @cached_property
    def _matches(self) -> Callable[[str], object]:
        return re.compile(self.pattern, re.ASCII).fullmatch

    def fault(self, word: str, key: Key) -> str:
        """What is said of a text that is of another pattern."""
        return f"{key.name} is {word}"

    def schema(self) -> Schema:
        return pattern_schema(self.pattern, *self.types, **self.limits)


_COUNT = "a whole number from 1 to 9999"
COUNT = Pattern(_COUNT, "NUMBER", r"[1-9]\d{0,3}", "integer", parse=int, minimum=1, maximum=9999)
PERCENTAGE = Pattern(
    "a percentage from 0 to 100",
    "PERCENT",
    r"\d{1,2}(\.\d{1,3})?|100",
    "number",
    parse=Decimal,
    minimum=0,
    maximum=100,
)
SHA256 = Pattern(
    "64 lower-case hexadecimal digits",
    "FINGERPRINT",
    "[0-9a-f]{64}",
    allowed="allowed: 64 lower-case hex digits",
)
CLAIM = Pattern(
    "12 letters from a to p",
    "FINGERPRINT",
    "[a-p]{12}",
)
LANGUAGE = Pattern(
    "a code of ISO 639: two or three letters",
    "en",
    "[a-z]{2,3}",
    allowed="allowed: two or three lower-case letters, such as en",
)


def _address(word: str) -> str:
    """The address as it is. Raises ValueError where nothing could follow it."""
    if word.isascii() and not set("[]") & set(word):
        return word
    from urllib.parse import urlsplit  # late, as few addresses come here

    try:
        return urlsplit(word) and word
    except ValueError:
        raise ValueError("its host is none: copy it anew from the browser") from None


def _folder(word: str) -> str:
    """The folder as it is. Raises ValueError where it is the data folder or one above."""
    if set(normpath(word).split(sep)) <= {".", ".."}:
        raise ValueError("name a folder of its own, such as texts")
    return word


ADDRESS = Pattern("an http or https address", "https://…", r"https?://[^\s/]+\S*", parse=_address)
FOLDER = Pattern(
    "a folder, as a way from the data folder", "texts", r"(?![/~])[^\\:]+", parse=_folder
)


class Id(Pattern):
    """An id."""

    def __init__(self, description: str = "an id", example: str = "ID") -> None:
        super().__init__(description, example, ID.pattern, "integer", allowed=ID_ALLOWED, minimum=0)

    def fault(self, word: str, key: Key) -> str:
        return f"{word} is not a valid id"


class Date(Text):
    """A day, as a date."""

    description, example = "a day: YYYY-MM-DD", "YYYY-MM-DD"

    def read(self, raw: Any, key: Key) -> Any:
        word = super().read(raw, key)
        try:
            return read_date(word)
        except ValueError as error:
            raise ValueFault(raw, str(error), "allowed: a day, such as 2025-11-20") from None

    def schema(self) -> Schema:
        return pattern_schema(r"\d{4}-\d{2}-\d{2}", format="date")


class Ids(Id):
    """An id, or a list of so many ids or more; each keeps its location."""

    def __init__(self, description: str = "an id, or a list of ids", least: int = 1) -> None:
        super().__init__(description, "[ID, ID]")
        self.least = least

    def read(self, raw: Any, key: Key) -> tuple[YamlScalar, ...]:
        parts: Sequence[Any] = raw if isinstance(raw, YamlList) else [raw]
        for index, part in enumerate(parts):
            if super().read(part, key) in parts[:index]:
                raise ValueFault(part, f"{key.name} names {part} twice", "allowed: each once")
        if self.least and not parts:
            raise ValueFault(raw, f"{key.name} is empty", "allowed: one or more ids", key.hint)
        return tuple(parts)

    def schema(self) -> Schema:
        several = {"type": "array", "items": id_schema(), "minItems": self.least}
        return {"anyOf": [id_schema(), {**several, "uniqueItems": True}]}


class Hosts(Ids):
    """A host, or a list of hosts."""

    def __init__(self) -> None:
        super().__init__("a host, or a list of hosts, without www")
        self.pattern, self.example = r"[a-z0-9-]+(\.[a-z0-9-]+)+", "[gazette.example]"
        self.allowed = "allowed: lower-case names with dots between, such as gazette.example"

    def fault(self, word: str, key: Key) -> str:
        return f"{word} is not a host"

    def schema(self) -> Schema:
        one = pattern_schema(self.pattern)
        several = {"type": "array", "items": one, "minItems": self.least, "uniqueItems": True}
        return {"anyOf": [one, several]}


class Drafts(Ids):
    """A list of two ids or more."""

    def __init__(self) -> None:
        super().__init__("a list of two or more ids", 2)

    def read(self, raw: Any, key: Key) -> tuple[YamlScalar, ...]:
        drafts = super().read(raw, key)
        if len(drafts) < self.least:
            found = f"{key.name} names one draft, which tells nothing apart"
            raise ValueFault(raw, found, "allowed: two or more", "leave it out")
        return drafts

    def schema(self) -> Schema:
        several: Schema = super().schema()["anyOf"][1]
        return several
