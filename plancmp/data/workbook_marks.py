"""What a workbook's first sheet holds beside values: its extent, percents, formulas gone wrong.

The library that reads values tells none of this, and allocates every cell up to the last before it
can be asked how many there are. So the file is looked through first, without holding more of it
than it declares.
"""

import re
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from io import BytesIO
from itertools import product
from typing import NamedTuple
from xml.parsers.expat import ExpatError, ParserCreate
from zipfile import BadZipFile, ZipFile

MOST_BYTES = 256 * 1024 * 1024
"""So many bytes a packed workbook may become when it is unpacked."""

_PART = 1024 * 1024
_PARTS = ("cellXfs", "cellStyleXfs", "cellStyles", "dxfs")
"""The parts of the styles behind their formats."""
PERCENTS = frozenset({9, 10})
"""The formats of percent that every workbook has, by number."""
_NO_SIGN = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')
"""What is printed as it is in a format, or is none of its signs."""


class Block(NamedTuple):
    """Cells alike: the first, from 0, and how many rows and columns there are of it."""

    row: int
    column: int
    rows: int = 1
    columns: int = 1

    @property
    def cells(self) -> Iterable[tuple[int, int]]:
        """Each, by its row and column."""
        rows = range(self.row, self.row + self.rows)
        return product(rows, range(self.column, self.column + self.columns))


class Marks:
    """What the cells of a sheet are marked with."""

    def __init__(self) -> None:
        self.rows = self.columns = 0
        """How many there are up to the last that holds something."""
        self.percents: list[Block] = []
        """Those whose number is shown in percent."""
        self.errors: list[Block] = []
        """Those whose formula went wrong."""
        self.formulas: list[Block] = []
        """Those whose formula has no text for a result: it has a number, or was never reckoned."""

    def fill(self, block: Block, *, is_error: bool = False, is_percent: bool = False) -> None:
        """Take in cells that hold something."""
        self.rows = max(self.rows, block.row + block.rows)
        self.columns = max(self.columns, block.column + block.columns)
        if is_error:
            self.errors.append(block)
        elif is_percent:
            self.percents.append(block)


class NoWorkbook(Exception):
    """What is wrong with a file that is no workbook, or none that can be read."""


def marks_of(raw: bytes) -> Marks:
    """The marks of a file's first sheet, of .xlsx, .xlsm or .ods.

    Raises NoWorkbook where it is none or becomes too large.
    """
    try:
        with ZipFile(BytesIO(raw)) as packed:
            size = sum(file.file_size for file in packed.infolist())
            if size > MOST_BYTES:
                message = f"it becomes {size:,} bytes when unpacked; allowed: {MOST_BYTES:,}"
                raise NoWorkbook(message)
            names = {name.lower(): name for name in packed.namelist()}
            if "xl/workbook.xml" in names:
                return _of_xlsx(packed, names)
            if "content.xml" in names:
                return _of_ods(packed, names["content.xml"])
    except StopIteration:
        raise NoWorkbook("it has no sheet") from None
    except (BadZipFile, ExpatError, OSError, EOFError, zlib.error) as error:
        raise NoWorkbook(str(error)) from None
    except (LookupError, ValueError, RuntimeError) as error:
        raise NoWorkbook(f"it is not as it should be: {error}") from None
    raise NoWorkbook("it is neither .xlsx nor .ods")


def is_percent(format: str) -> bool:
    """Whether numbers of a format are shown in percent."""
    return "%" in _NO_SIGN.sub("", format)


_Attributes = Mapping[str, str]


def _walk(
    packed: ZipFile,
    name: str,
    begin: Callable[[str, _Attributes], None],
    end: Callable[[str], None] = lambda _: None,
) -> None:
    """Tell each element of a file by its name, without what stands before a colon."""
    parser = ParserCreate()
    parser.StartElementHandler = lambda tag, given: begin(tag.rpartition(":")[2], given)
    parser.EndElementHandler = lambda tag: end(tag.rpartition(":")[2])
    with packed.open(name) as stream:
        while part := stream.read(_PART):
            parser.Parse(part)
    parser.Parse(b"", True)


def _elements(packed: ZipFile, name: str, *tags: str) -> Iterator[tuple[str, _Attributes]]:
    """The elements of a file that have one of these names."""
    found: list[tuple[str, _Attributes]] = []

    def begin(tag: str, given: _Attributes) -> None:
        if tag in tags:
            found.append((tag, given))

    _walk(packed, name, begin)
    return iter(found)


def _of_xlsx(packed: ZipFile, names: Mapping[str, str]) -> Marks:
    percents = _percent_styles(packed, names["xl/styles.xml"]) if "xl/styles.xml" in names else ()
    marks = Marks()
    here = Block(-1, -1)
    kind = style = ""

    def begin(tag: str, given: _Attributes) -> None:
        nonlocal here, kind, style
        if tag == "row":
            here = Block(int(given.get("r", here.row + 2)) - 1, -1)
        elif tag == "c":
            here = _place(given["r"]) if "r" in given else here._replace(column=here.column + 1)
            kind, style = given.get("t", "n"), given.get("s", "0")
        elif tag == "f" and kind == "n":
            marks.formulas.append(here)
        elif tag in ("v", "is"):
            shown_so = kind == "n" and style in percents
            marks.fill(here, is_error=kind == "e", is_percent=shown_so)

    _walk(packed, _first_sheet(packed, names), begin)
    return marks


def _first_sheet(packed: ZipFile, names: Mapping[str, str]) -> str:
    """The file of the sheet that stands first, which need not be called so."""
    _, sheet = next(_elements(packed, names["xl/workbook.xml"], "sheet"))
    id = next(given for name, given in sheet.items() if name.endswith(":id"))
    relations = _elements(packed, names["xl/_rels/workbook.xml.rels"], "Relationship")
    target = next(given["Target"] for _, given in relations if given.get("Id") == id)
    file = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
    return names[file.lower()]


def _percent_styles(packed: ZipFile, name: str) -> frozenset[str]:
    """The styles of cells that show a number in percent."""
    formats = set(map(str, PERCENTS))
    styles: list[str] = []
    within = ""
    for tag, given in _elements(packed, name, "numFmt", "xf", *_PARTS):
        if tag in _PARTS:
            within = tag
        elif tag == "numFmt" and not within and is_percent(given.get("formatCode", "")):
            formats.add(given["numFmtId"])
        elif tag == "xf" and within == "cellXfs":
            styles.append(given.get("numFmtId", "0"))
    return frozenset(str(number) for number, format in enumerate(styles) if format in formats)


def _place(reference: str) -> Block:
    """The cell that is called so: B3 is in row 2 and column 1, from 0."""
    found = re.fullmatch(r"([A-Z]{1,3})(\d{1,7})", reference)
    if not found:
        raise ValueError(f"a cell is called {reference}")
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return Block(int(found[2]) - 1, column - 1)


def _of_ods(packed: ZipFile, name: str) -> Marks:
    marks = Marks()
    here = Block(0, 0)
    tables = 0

    def begin(tag: str, given: _Attributes) -> None:
        nonlocal here, tables
        tables += tag == "table"
        if tables != 1:
            return
        if tag == "table-row":
            here = Block(here.row, 0, int(given.get("table:number-rows-repeated", "1")))
        elif tag in ("table-cell", "covered-table-cell"):
            here = here._replace(columns=int(given.get("table:number-columns-repeated", "1")))
            kind = given.get("office:value-type")
            if "table:formula" in given and not kind:
                marks.formulas.append(here)
            if kind or "table:formula" in given:
                wrong = given.get("calcext:value-type") == "error"
                marks.fill(here, is_error=wrong, is_percent=kind == "percentage")

    def end(tag: str) -> None:
        nonlocal here
        if tag == "table-row":
            here = Block(here.row + here.rows, 0)
        elif tag in ("table-cell", "covered-table-cell"):
            here = here._replace(column=here.column + here.columns, columns=1)

    _walk(packed, name, begin, end)
    return marks
