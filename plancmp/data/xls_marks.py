"""What an .xls file's first sheet holds beside values, as `workbook_marks` has it of others."""

from collections.abc import Iterator, Sequence
from struct import error, unpack_from

from plancmp.data.workbook_marks import PERCENTS, Block, Marks, NoWorkbook, is_percent

_NO_SECTOR = 0xFFFFFFFA
"""From here on a number is no sector's."""
_BEGIN, _END, _SHEET, _FORMAT, _STYLE = 0x809, 0x0A, 0x85, 0x41E, 0xE0
_EXTENT = 0x200
_OLD_EXTENT = 10
"""How many bytes the extent has where rows are counted in two bytes."""
_FORMULA, _TRUTH_OR_ERROR, _NUMBERS = 0x06, 0x205, 0xBD
_NUMBER, _SHORT_NUMBER = 0x203, 0x27E
_TEXTS = frozenset({0x204, 0xFD, 0xD6})


def marks_of(raw: bytes) -> Marks:
    """The marks of a file's first sheet. Raises NoWorkbook."""
    try:
        return _marks(_stream(raw))
    except StopIteration:
        raise NoWorkbook("it has no sheet") from None
    except (error, LookupError, ValueError):
        raise NoWorkbook("it is not as it should be") from None


def _stream(raw: bytes) -> bytes:
    """The bytes of the workbook in a file that holds files, each in a chain of sectors."""
    size, small_size = (1 << shift for shift in unpack_from("<HH", raw, 0x1E))
    directory, _, small_below, small_start = unpack_from("<4I", raw, 0x30)
    more, *tables = unpack_from("<I4x109I", raw, 0x44)
    whole = [raw[at : at + size] for at in range(size, len(raw), size)]
    for _ in whole:  # tables that the header has no room for
        if more >= _NO_SECTOR:
            break
        *listed, more = unpack_from(f"<{size // 4}I", whole[more])
        tables += listed
    following = _numbers(b"".join(whole[table] for table in tables if table < _NO_SECTOR))
    entries = _chained(directory, following, whole)
    found: dict[str, tuple[int, int]] = {}
    for at in range(0, len(entries) - 127, 128):
        length, _, start, bytes_in_it = unpack_from("<HB49xII", entries, at + 0x40)
        name = entries[at : at + max(length - 2, 0)].decode("utf-16-le")
        found.setdefault(name, (start, bytes_in_it))
    start, bytes_in_it = found["Workbook" if "Workbook" in found else "Book"]
    if bytes_in_it >= small_below:
        return _chained(start, following, whole)[:bytes_in_it]
    inside = _chained(found["Root Entry"][0], following, whole)
    small = [inside[at : at + small_size] for at in range(0, len(inside), small_size)]
    follows = _numbers(_chained(small_start, following, whole))
    return _chained(start, follows, small)[:bytes_in_it]


def _numbers(raw: bytes) -> Sequence[int]:
    return unpack_from(f"<{len(raw) // 4}I", raw)


def _chained(start: int, following: Sequence[int], sectors: Sequence[bytes]) -> bytes:
    """The bytes of the sectors from one on, each of which is followed by another."""
    chain: list[bytes] = []
    while start < _NO_SECTOR:
        if len(chain) == len(sectors):
            raise ValueError("it goes round")
        chain.append(sectors[start])
        start = following[start]
    return b"".join(chain)


def _records(stream: bytes, at: int) -> Iterator[tuple[int, bytes]]:
    """The records of a part, by their kinds, without those of parts within it."""
    depth = 0
    while True:
        kind, length = unpack_from("<HH", stream, at)
        depth += (kind == _BEGIN) - (kind == _END)
        if depth == 0:
            return
        if depth == 1:
            yield kind, stream[at + 4 : at + 4 + length]
        at += 4 + length


def _marks(stream: bytes) -> Marks:
    sheets: list[int] = []
    formats = set(PERCENTS)
    styles: list[int] = []
    for kind, record in _records(stream, 0):
        if kind == _SHEET:
            sheets += unpack_from("<I", record)
        elif kind == _FORMAT and is_percent(record[2:].replace(b"\0", b"").decode("latin-1")):
            formats.add(*unpack_from("<H", record))
        elif kind == _STYLE:
            styles += unpack_from("<2xH", record)
    percents = frozenset(number for number, format in enumerate(styles) if format in formats)
    marks = Marks()
    for kind, record in _records(stream, next(iter(sheets))):
        if kind == _EXTENT:  # for which the library makes room, whatever there is
            form = "<IIHH" if len(record) > _OLD_EXTENT else "<HHHH"
            first_row, rows, first_column, columns = unpack_from(form, record)
            if first_row > rows or first_column > columns:
                raise ValueError("it ends before it begins")
            marks.fill(Block(0, 0, rows, columns))
        elif kind == _NUMBERS:
            row, first = unpack_from("<HH", record)
            for number in range((len(record) - 6) // 6):
                (style,) = unpack_from("<H", record, 4 + 6 * number)
                marks.fill(Block(row, first + number), is_percent=style in percents)
        elif kind in (_FORMULA, _TRUTH_OR_ERROR, _NUMBER, _SHORT_NUMBER, *_TEXTS):
            row, column, style = unpack_from("<HHH", record)
            other = kind == _FORMULA and record[12:14] == b"\xff\xff"
            marks.fill(
                Block(row, column),
                is_error=record[6] == 2 if other else kind == _TRUTH_OR_ERROR and record[7] == 1,
                is_percent=not other and kind not in _TEXTS and style in percents,
            )
    return marks
