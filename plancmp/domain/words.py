"""Enumerations whose members are words of the output."""

from enum import Enum


class Word(str, Enum):
    """A member is printed, formatted and compared as its word, in every version of Python."""

    __str__ = str.__str__

    def __format__(self, format_spec: str) -> str:
        return str.__format__(self, format_spec)
