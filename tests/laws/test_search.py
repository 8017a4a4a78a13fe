"""What must hold of text that is folded, to be searched."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from plancmp.domain.search import folded


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    once = folded(text)
    assert folded(once.text).text == once.text
    assert list(once.origin) == sorted(once.origin)
    assert len(once.origin) == len(once.text)


@given(st.text(), st.text(min_size=1), st.text())
def test_a_word_is_found_at_its_place(before: str, word: str, after: str) -> None:
    """After a space, so that it begins there; case, accents and their composition aside."""
    sought = folded(word).text
    if sought:
        text = f"{before} {word} {after}"
        start = len(before) + 1
        assert any(
            start <= at and to <= start + len(word) and folded(text[at:to]).text == sought
            for at, to in folded(text).places(sought)
        )
