"""Enumerations whose members are words of the output."""

from enum import Enum


class Word(str, Enum):
    """A member is printed, formatted and compared as its word, in every version of Python."""

    __str__ = str.__str__
    __hash__ = str.__hash__  # a member is found where its word is

    def __format__(self, format_spec: str) -> str:
        return str.__format__(self, format_spec)


class ExplainedWord(Word):
    """A member is written with what it says, in a line for a reader."""

    _value_: str
    means: str
    rank: int
    """Its place among the members."""

    def __new__(cls, word: str, means: str) -> "ExplainedWord":
        member = str.__new__(cls, word)
        member._value_ = word
        member.means = means
        member.rank = len(cls.__members__)
        return member
