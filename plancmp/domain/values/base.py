"""What all kinds of value have in common: a value, its forms, and how two values relate.

docs/semantics.md, Values.
"""

import re
from abc import ABC, abstractmethod
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, ClassVar, NamedTuple

from plancmp.domain.values.answers import Possible
from plancmp.domain.words import Word
from plancmp.text import clauses, did_you_mean, join_words


class Relation(Word):
    """How one value stands to another of the same term."""

    SAME = "same"
    NARROWER = "narrower"
    BROADER = "broader"
    OVERLAPPING = "overlapping"
    DISJOINT = "disjoint"
    INCOMPARABLE = "incomparable"


class Value(NamedTuple):
    """A value in one of its kind's written forms: the form's keys and one part for each.

    A bare form has no key and one part. Parts are atoms, or sorted tuples of atoms.
    """

    keys: tuple[str, ...]
    parts: tuple[Any, ...]


UNSPECIFIED = Value(("unspecified",), ())
"""The article says that the plan leaves the term open: everything is possible."""

ABSENT = Value(("absent",), ())
"""The article shows that the plan has no such provision: no answer of the term is possible."""

RESERVED = {"unspecified": UNSPECIFIED, "absent": ABSENT}


class ValueFault(ValueError):
    """A value that its kind does not allow; `part` is the piece of the input that is at fault."""

    def __init__(self, part: object, message: str, expected: str, hint: str = "") -> None:
        super().__init__(message)
        self.part, self.message, self.expected, self.hint = part, message, expected, hint

    @property
    def says(self) -> str:
        """What is wrong, what is expected, what may be meant."""
        return clauses(self.message, self.expected, self.hint)


def suggest(word: str, known: Iterable[str] = ()) -> str:
    """What may be meant by a word that may not be written, as a hint; else nothing."""
    if word == ABSENT.keys[0]:
        return "absent has no term: in a sheet leave the term empty, in a file write absent: yes"
    return did_you_mean(word, [*known, "unspecified"])


class Form(NamedTuple):
    """One way of writing a value: under which keys (none is bare), each with one atom or many."""

    keys: tuple[str, ...] = ()
    many: bool = False

    def written(self, atom: str) -> str:
        """How the form is written in a file, for messages."""
        part = f"[{atom}, …]" if self.many else atom
        if not self.keys:
            return part
        return "{" + ", ".join(f"{key}: {part}" for key in self.keys) + "}"


@cache
def _phrase(keys: tuple[str, ...]) -> re.Pattern[str]:
    """What a value of the form with these keys looks like when printed."""
    words = (f"{key.replace('-', ' ')} (.+?)" for key in keys)
    return re.compile(" ".join(words) if keys else "(.*)")


@dataclass(frozen=True)
class Kind(ABC):
    """A kind of value, with what its term adds to it (options, unit).

    Kinds are equal that are of one class and have the same fields, which are frozen; one that adds
    no field to those of the class it is made from need not be a dataclass again.
    """

    name: ClassVar[str]
    summary: ClassVar[str]
    """The kind in a sentence, for the page of the format and for new files."""
    atom: ClassVar[str]
    forms: ClassVar[tuple[Form, ...]]
    plain: ClassVar[str] = ""
    """What else a value may look like, in plain words: a regular expression; empty where nothing.
    It fits more than is read."""

    @property
    @abstractmethod
    def pattern(self) -> str:
        """What the word for an atom looks like: a regular expression for the whole of it."""

    @abstractmethod
    def read_atom(self, word: str) -> Hashable:
        """The atom a word stands for; ValueFault where it stands for none."""

    def show_atom(self, atom: Any) -> str:
        """The word for an atom, which `read_atom` reads back."""
        return str(atom)

    @abstractmethod
    def possible(self, value: Value) -> Possible | None:
        """The answers that a value of one of the forms leaves possible; None where none can say."""

    @property
    @abstractmethod
    def everything(self) -> Possible | None:
        """All the answers there are; None where none can say."""

    def sort_key(self, atom: Any) -> Any:
        """Where an atom stands among others, for the order in which they are printed."""
        return atom

    def check(self, value: Value, raw: object) -> None:  # noqa: B027 - most kinds have nothing to check
        """Raise ValueFault where a well-formed value leaves nothing possible."""

    def canonical(self, words: str) -> str:
        """The words of one of the forms for what people write instead of them."""
        return words

    @property
    def allowed(self) -> str:
        """What may be written, for messages."""
        return join_words([form.written(self.atom) for form in self.forms] + ["unspecified"])

    def parse(self, raw: object) -> Value:
        """The value that plain data (text, list or mapping), or its printed form, stands for.

        ValueFault names what is wrong and holds the piece of `raw` that is.
        """
        if isinstance(raw, str):
            return self._parse_text(raw)
        if isinstance(raw, Mapping):
            return self._parse_keys(raw)
        if isinstance(raw, Sequence):
            bare = Form(many=True)
            if bare in self.forms:
                return self._build(bare, [raw], raw)
            raise ValueFault(raw, f"a list is not a value of kind {self.name}", self.allowed_clause)
        raise ValueFault(raw, f"this is not a value of kind {self.name}", self.allowed_clause)

    @property
    def allowed_clause(self) -> str:
        """The same as a clause of a message."""
        return f"allowed: {self.allowed}"

    def _parse_text(self, raw: str) -> Value:
        words = " ".join(raw.split())
        if words == "unspecified":
            return UNSPECIFIED
        words = self.canonical(words)
        for form in sorted(self.forms, key=lambda form: -len(form.keys)):
            matched = _phrase(form.keys).fullmatch(words)
            if matched:
                parts = [part.split(", ") if form.many else part for part in matched.groups()]
                return self._build(form, parts, raw)
        raise ValueFault(raw, f"{words} is not a form of kind {self.name}", self.allowed_clause)

    def _parse_keys(self, raw: Mapping[Any, Any]) -> Value:
        for form in self.forms:
            if form.keys and set(form.keys) == set(raw):
                return self._build(form, [raw[key] for key in form.keys], raw)
        known = {key for form in self.forms for key in form.keys}
        key = next((key for key in raw if key not in known), None)
        if key is None:
            found = f"{{{', '.join(raw)}}} is not a form of kind {self.name}"
            raise ValueFault(raw, found, self.allowed_clause)
        found = f"{key} is not a form of kind {self.name}"
        raise ValueFault(key, found, self.allowed_clause, did_you_mean(key, known))

    def _build(self, form: Form, raw_parts: Sequence[object], raw: object) -> Value:
        read = self._read_many if form.many else self._read_one
        value = Value(form.keys, tuple(read(part, raw) for part in raw_parts))
        self.check(value, raw)
        return value

    def _read_one(self, part: object, raw: object) -> Hashable:
        if not isinstance(part, str):
            raise ValueFault(part, "one value is wanted here", self.allowed_clause)
        return self._read_word(part, raw)

    def _read_many(self, part: object, raw: object) -> tuple[Hashable, ...]:
        words = [part] if isinstance(part, str) else part
        if not isinstance(words, Sequence) or not words:
            raise ValueFault(part, "a list of at least one is wanted here", self.allowed_clause)
        atoms = {self._read_one(word, raw) for word in words}
        return tuple(sorted(atoms, key=self.sort_key))

    def _read_word(self, word: str, raw: object) -> Hashable:
        """Read one atom; a word cut from printed text is at fault where that text stands."""
        part = raw if isinstance(raw, str) else word
        if not word.strip():
            raise ValueFault(part, "the value is empty", self.allowed_clause)
        try:
            return self.read_atom(" ".join(word.split()))
        except ValueFault as fault:
            raise ValueFault(part, fault.message, fault.expected, fault.hint) from None

    def text(self, value: Value) -> str:
        """The value as it is printed; `parse` reads it back."""
        if value in RESERVED.values():
            return value.keys[0]
        shown = []
        for part in value.parts:
            atoms = part if isinstance(part, tuple) else (part,)
            shown.append(", ".join(self.show_atom(atom) for atom in atoms))
        if not value.keys:
            return shown[0]
        pairs = zip(value.keys, shown, strict=True)
        return " ".join(f"{key.replace('-', ' ')} {part}" for key, part in pairs)

    def write_atom(self, atom: Any) -> str:
        """The word for an atom as it is written in a file."""
        return self.show_atom(atom)

    def written(self, value: Value) -> Any:
        """The value as plain data, the way a file has it; `parse` reads it back."""
        if value in RESERVED.values():
            return value.keys[0]
        parts = [
            [self.write_atom(atom) for atom in part]
            if isinstance(part, tuple)
            else self.write_atom(part)
            for part in value.parts
        ]
        return dict(zip(value.keys, parts, strict=True)) if value.keys else parts[0]

    def _answers(self, value: Value) -> Possible | None:
        return self.everything if value == UNSPECIFIED else self.possible(value)

    def relation(self, one: Value, other: Value) -> Relation:
        """How `one` stands to `other`. ABSENT is disjoint with all but itself."""
        if one == other:
            return Relation.SAME
        if ABSENT in (one, other):
            return Relation.DISJOINT
        here, there = self._answers(one), self._answers(other)
        if here is None or there is None:
            return Relation.INCOMPARABLE
        if here.within(there):
            return Relation.SAME if there.within(here) else Relation.NARROWER
        if there.within(here):
            return Relation.BROADER
        return Relation.OVERLAPPING if here.meets(there) else Relation.DISJOINT
