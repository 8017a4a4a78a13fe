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
        *("~", "-NaN", "-nan", "NaT", "#NA", "#NV", "#N/A(?: N/A)?", r"#[\w/]+[!?]", r"Err:\d{3}"),
    ]
)
"""A pattern of cells that stand for nothing. Cells are options and people's own words, too, so it
has only what programs write, as they spell it: `none` is an option, `na` and `nil` are words."""


def stands_for_nothing(text: str) -> bool:
    """Whether a text in YAML is what a program writes where it has none."""
    return text.strip().casefold() in _SPELLINGS
