"""Words that programs write where there is nothing."""

_WORDS = frozenset(
    [
        *("none", "null", "nil", "nan", "n/a", "na", "<na>", "undefined"),
        *("#n/a", "#na", "#null!", "#ref!", "#name?", "#value!", "#div/0!", "#num!"),
    ]
)


def stands_for_nothing(text: str) -> bool:
    """Whether a text is what a spreadsheet or a program writes where it has none."""
    return text.strip().casefold() in _WORDS
