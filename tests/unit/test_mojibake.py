"""Text in the wrong encoding is known from text that only looks like it."""

import pytest

from plancmp.domain.mojibake import LOST, garbled

TEXTS = (
    "l’aide", "“so”", "café", "Zürich", "Kyïv", "naïve", "perù", "tâche", "šach", "a – b", "5 €",
)  # fmt: skip
PLAIN = (
    "", "an aide", "“CAFÉ”", "«LIBERTÉ»", "“IRMÃ”", "«“café”»", "‘café’”", "un café…”", "“Ü–Ä”",
    "touché—“not", "groß…", "дії", "Січень", "обʼєднаний", "Њујорк", "‚Ärger‘", "√2", "3×”",
    "SPÓŁKA", "zvlášť", "╔══╗ ║é║ ╚══╝", "──état", "├── été", "ИнвестДом", "тРНК", "скафандр",
    "R&D; AT&T", "το 5β’, α’ και β„", "?a=1&b;", "þýðða", "RĂŞINĂ", "café¹²", "«AMANHÃ»", "ÄÖÜ", "政府", "鈥元素", "窶れる", "?q=AB=CD", "a=3D=3D", "_x12_", "\\ud83d",
    "C:\\users", "किराया", "می‌گوید",
)  # fmt: skip


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("codec", ["cp1252", "latin-1"])
def test_utf_8_read_otherwise_is_told_with_what_was_meant(text: str, codec: str) -> None:
    read = "".join(
        bytes([byte]).decode(codec, "ignore") or chr(byte) for byte in text.encode("utf-8")
    )
    found = garbled(read)
    assert found
    assert found.meant
    assert found.meant in text


@pytest.mark.parametrize("codec", ["cp1250", "cp1251", "mac_roman"])
@pytest.mark.parametrize("text", ["l’aide", "a – b", "Zürich", "Привет мир"])
def test_so_it_is_where_the_program_was_elsewhere(text: str, codec: str) -> None:
    found = garbled(text.encode("utf-8").decode(codec, "replace"))
    assert found
    assert found.meant in text


@pytest.mark.parametrize("codec", ["cp437", "cp850", "cp852", "cp866"])
@pytest.mark.parametrize(
    "text", ["l’aide", "a – b", "5 €", "Kraków", "Zürich", "Привет мир", "Київ"]
)
def test_so_it_is_where_a_console_read_it(text: str, codec: str) -> None:
    found = garbled(text.encode("utf-8").decode(codec))
    assert found
    assert found.meant in text


@pytest.mark.parametrize("text", ["l’aide", "a – b", "5 €"])
def test_so_are_marks_that_a_program_in_greece_read(text: str) -> None:
    found = garbled(text.encode("utf-8").decode("cp1253"))
    assert found
    assert found.meant in text


@pytest.mark.parametrize("text", ["l’aide", "a – b"])
@pytest.mark.parametrize("codec", ["cp1255", "cp1257"])
def test_so_are_marks_that_one_in_israel_or_latvia_read(text: str, codec: str) -> None:
    found = garbled(text.encode("utf-8").decode(codec))
    assert found
    assert found.meant in text


@pytest.mark.parametrize("text", ["the mayor’s aide", "a “plan” of"])
@pytest.mark.parametrize("codec", ["gbk", "cp932"])
def test_so_are_marks_that_one_in_china_or_japan_read(text: str, codec: str) -> None:
    """Of two bytes each sign, so that the letter behind a mark went with it."""
    found = garbled(text.encode("utf-8").decode(codec, "replace"))
    assert found
    assert found.meant in text


@pytest.mark.parametrize("spelled", ["\\u2019", "=E2=80=99", "_x2019_", "\\ud83d\\ude42"])
def test_a_sign_that_a_program_spells_is_told(spelled: str) -> None:
    found = garbled(f"l{spelled}aide")
    meant = "🙂" if "d83d" in spelled else "’"
    assert found == (spelled, meant, 1)
    assert str(found) == f"holds {spelled}, which is {meant} as programs spell it"


@pytest.mark.parametrize("spelled", ["&#8217;", "&#x2019;", "&rsquo;"])
def test_a_sign_that_a_page_spells_is_told(spelled: str) -> None:
    found = garbled(f"l{spelled}aide")
    assert found == (spelled, "’", 1)
    assert str(found) == f"holds {spelled}, which is ’ as pages spell it"


@pytest.mark.parametrize("text", PLAIN)
def test_text_that_may_be_meant_is_left_alone(text: str) -> None:
    assert garbled(text) is None


def test_a_sign_that_was_lost_is_told() -> None:
    found = garbled(f"l{LOST}aide")
    assert found == (LOST, "", 1)
    assert "U+FFFD" in str(found)
