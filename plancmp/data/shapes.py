"""How the value of a key is written: a class for each way, which reads it and describes it.

A shape is the one place that knows its pattern: the loader reads by it, the JSON Schema, the
commented files of `plancmp new` and the page of the format are made from it.
"""

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
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
from plancmp.domain.problems import RuleId
from plancmp.domain.values import ValueFault, read_date
from plancmp.text import did_you_mean, join_words

EARLIER = ("1",)
"""The versions of the format before this one."""

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


class Shape:
    """How the value of a key is written."""

    description: str
    """The same in words, for the page of the format."""
    example = "…"
    """What stands for a value that is not there yet."""
    rule = RuleId.WRONG_TYPE
    """The rule that guards it."""
    keys: tuple[Key, ...] = ()
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
            raise ValueFault(raw, f"{key.name} is a {type_name(raw)}", "allowed: text")
        if not raw.strip():
            raise ValueFault(raw, f"{key.name} is empty", "allowed: text", key.hint)
        return " ".join(raw.split())

    def schema(self) -> Schema:
        return ANY_TEXT


class Phrase(Text):
    """A few words; a longer one is read, and is for the rule to find."""

    description, rule = "words, at most ten", RuleId.LONG_QUOTE

    def schema(self) -> Schema:
        return phrase_schema(QUOTE_WORDS)


class Word(Text):
    """One of a few words."""

    def __init__(self, *words: str) -> None:
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


class Version(Word):
    """The version of the format; that of an earlier one has a rule of its own."""

    rule = RuleId.OLD_FORMAT

    def read(self, raw: Any, key: Key) -> Any:
        (version,) = self.words
        if raw in EARLIER:
            mend = "plancmp check --fix shows what to change, and --write changes it"
            raise OldFormat(raw, f"{key.name} is {raw}", f"allowed: {version}", mend)
        return super().read(raw, key)


class Flag(Word):
    """True for yes, false for no."""

    def __init__(self) -> None:
        super().__init__("yes", "no")
        self.description, self.example = "`yes` or `no`", "yes"

    def read(self, raw: Any, key: Key) -> bool:
        return bool(super().read(raw, key) == "yes")


class Presence(Word):
    """True for yes, which is all that can be written."""

    def __init__(self) -> None:
        super().__init__("yes")
        self.description = "`yes`"

    def read(self, raw: Any, key: Key) -> bool:
        return bool(super().read(raw, key))


class Pattern(Text):
    """Text of a pattern."""

    pattern: str
    allowed: str
    types: tuple[str, ...] = ()
    """As what else an editor may read it."""
    limits: Mapping[str, Any] = {}

    def read(self, raw: Any, key: Key) -> Any:
        word = super().read(raw, key)
        if not re.fullmatch(self.pattern, word, re.ASCII):
            raise ValueFault(raw, self.fault(word, key), self.allowed)
        return word

    def fault(self, word: str, key: Key) -> str:
        """What is said of a text that is of another pattern."""
        return f"{key.name} is {word}"

    def schema(self) -> Schema:
        return pattern_schema(self.pattern, *self.types, **self.limits)


class Id(Pattern):
    """An id."""

    description, example = "an id", "ID"
    pattern, allowed = ID.pattern, ID_ALLOWED
    types, limits = ("integer",), {"minimum": 0}

    def fault(self, word: str, key: Key) -> str:
        return f"{word} is no id"


class Count(Pattern):
    """A whole number."""

    description, example = "a whole number from 1 to 9999", "NUMBER"
    pattern, allowed = r"[1-9]\d{0,3}", "allowed: a whole number from 1 to 9999"
    types, limits = ("integer",), {"minimum": 1, "maximum": 9999}

    def read(self, raw: Any, key: Key) -> int:
        return int(super().read(raw, key))


class Percentage(Pattern):
    """A number of percent, as a Decimal."""

    description, example = "a percentage from 0 to 100", "PERCENT"
    pattern, allowed = r"\d{1,2}(\.\d{1,3})?|100", "allowed: a percentage from 0 to 100"
    types, limits = ("number",), {"minimum": 0, "maximum": 100}

    def read(self, raw: Any, key: Key) -> Decimal:
        return Decimal(super().read(raw, key))


class Sha256(Pattern):
    """A fingerprint."""

    description, example = "64 lower-case hexadecimal digits", "FINGERPRINT"
    pattern, allowed = "[0-9a-f]{64}", "allowed: 64 lower-case hex digits"


class Address(Pattern):
    """An address in the web."""

    description, example = "an http or https address", "https://…"
    pattern, allowed = r"https?://[^\s/]+\S*", "allowed: an http or https address"


class Language(Pattern):
    """A language's code."""

    description, example = "a code of ISO 639: two or three letters", "en"
    pattern, allowed = "[a-z]{2,3}", "allowed: two or three lower-case letters, such as en"


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


class Credits(Id):
    """An id, or a list of ids, which may be empty; each keeps its location."""

    description, example = "an id, or a list of ids, which may be empty", "[ID, ID]"
    least = 0

    def read(self, raw: Any, key: Key) -> tuple[YamlScalar, ...]:
        parts: Sequence[Any] = raw if isinstance(raw, YamlList) else [raw]
        for index, part in enumerate(parts):
            if super().read(part, key) in parts[:index]:
                raise ValueFault(part, f"{key.name} names {part} twice", "allowed: each once")
        return tuple(parts)

    def schema(self) -> Schema:
        several = {"type": "array", "items": id_schema(), "minItems": self.least}
        return {"anyOf": [id_schema(), {**several, "uniqueItems": True}]}


class Ids(Credits):
    """An id, or a list of ids."""

    description, least = "an id, or a list of ids", 1

    def read(self, raw: Any, key: Key) -> tuple[YamlScalar, ...]:
        ids = super().read(raw, key)
        if not ids:
            raise ValueFault(raw, f"{key.name} is empty", "allowed: one or more ids", key.hint)
        return ids


class Drafts(Ids):
    """A list of ids."""

    description, least = "a list of two or more ids", 2

    def read(self, raw: Any, key: Key) -> tuple[YamlScalar, ...]:
        drafts = super().read(raw, key)
        if len(drafts) < 2:
            found = f"{key.name} names one draft, which says nothing"
            raise ValueFault(raw, found, "allowed: two or more", "leave it out")
        return drafts

    def schema(self) -> Schema:
        several: Schema = super().schema()["anyOf"][1]
        return several
