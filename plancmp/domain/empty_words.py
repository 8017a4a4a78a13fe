"""Words that programs write where there is nothing."""

_SPELLINGS = {
    "none": ("None",),
    "null": ("NULL", "null"),
    "nil": (),
    "nan": ("NaN", "nan"),
    "n/a": ("N/A", "n/a"),
    "na": ("NA",),
    "<na>": ("<NA>",),
    "undefined": (),
}
"""Each word, and how programs spell it in a cell."""
WORDS = tuple(_SPELLINGS)
"""Unquoted in YAML, in any spelling, none of these is meant where words for people are asked for.
What begins with a number sign is a comment there, and ~ is empty already."""
IN_CELLS = "|".join(
    [
        *(spelling for spellings in _SPELLINGS.values() for spelling in spellings),
        *("~", "-NaN", "-nan", "NaT", "#NA", "#NV", "#ND", "#N/A(?: N/A)?", r"#\w{1,2}/\w"),
        *(r"#¡?[\w/]+[!?]", "#GETTING_DATA", "##+", r"Err:\d{3}", r"\(null\)", r"\\N"),
    ]
)
"""A pattern of cells that stand for nothing. A cell may be the id of an option, such as `none`, so
this has only what programs write, in their spelling. For columns of any words there is
`stands_for_nothing`."""


def stands_for_nothing(text: str) -> bool:
    """Whether words for people are what a program writes where it has none."""
    return text.strip().casefold() in _SPELLINGS
