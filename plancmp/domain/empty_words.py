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
"""The words that may stand unquoted in YAML, in any spelling: where words for people are asked for,
none of them is meant. Those with a number sign are a comment there, and ~ is empty already."""
IN_CELLS = "|".join(
    [
        *(spelling for spellings in _SPELLINGS.values() for spelling in spellings),
        *("~", "-NaN", "-nan", "NaT", "#NA", "#NV", "#ND", "#N/A(?: N/A)?", r"#\w{1,2}/\w"),
        *(r"#¡?[\w/]+[!?]", "#GETTING_DATA", "##+", r"Err:\d{3}", r"\(null\)", r"\\N"),
    ]
)
"""A pattern of cells that stand for nothing. Cells are options, too, so it has only what programs
write, as they spell it: `none` is an option. Where words for people are asked for, it is none."""


def stands_for_nothing(text: str) -> bool:
    """Whether words for people are what a program writes where it has none."""
    return text.strip().casefold() in _SPELLINGS
