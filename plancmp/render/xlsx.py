"""An article's sheet as a workbook: the questions with drop-downs, and the text beside them.

Every cell is text, so that no spreadsheet takes it for anything else; what could be run or is
nothing stands behind an apostrophe, as in CSV.
"""

from datetime import datetime
from io import BytesIO
from typing import Any

from plancmp.data.article_sheet import ArticleSheet
from plancmp.data.cells import guarded, is_nothing
from plancmp.domain.model import Term
from plancmp.domain.problems import PlancmpError
from plancmp.views.sheet import SheetView

ANSWERS, TEXT, LISTS = "answers", "text", "lists"
"""The sheets."""
_MOST = 32_767
"""So many characters a cell may have."""
_WIDTHS = {"asks": 40, "value": 22, "quote": 36, "note": 30, "speaker": 20, "title": 24}
_ALWAYS = datetime(2000, 1, 1)
"""When every workbook says it was made, so that the same data makes the same bytes."""


def encode(sheet: ArticleSheet) -> bytes:
    """The bytes of the workbook. Raises PlancmpError where it cannot hold a text, or be made."""
    try:
        from xlsxwriter import Workbook
    except ImportError:
        message = "a workbook needs xlsxwriter: pip install 'plancmp[sheets]'; or name a .csv file"
        raise PlancmpError(message) from None
    out = BytesIO()
    book = Workbook(out, {"in_memory": True})
    book.set_properties({"title": sheet.article.title, "created": _ALWAYS})
    styles = {
        "cell": book.add_format({"num_format": "@", "text_wrap": True, "valign": "top"}),
        "head": book.add_format({"num_format": "@", "bold": True, "bottom": 1}),
    }
    answers, text, lists = (book.add_worksheet(name) for name in (ANSWERS, TEXT, LISTS))
    columns, rows, _ = SheetView(sheet).records()
    _write_rows(answers, (columns, *rows), styles)
    for number, column in enumerate(columns):
        answers.set_column(number, number, _WIDTHS.get(column, 12), styles["cell"])
    answers.freeze_panes(1, 0)
    answers.autofilter(0, 0, max(len(rows), 1), len(columns) - 1)
    _offer(answers, lists, columns, rows, sheet)
    _write_rows(text, (("paragraph", "text"), *_numbered(sheet)), styles)
    text.set_column(1, 1, 110, styles["cell"])
    text.freeze_panes(1, 0)
    book.close()
    return out.getvalue()


def _numbered(sheet: ArticleSheet) -> list[tuple[str, str]]:
    """The paragraphs with their numbers; one too long for a cell goes on in the next."""
    return [
        (str(number), paragraph[start : start + _MOST // 2])
        for number, paragraph in enumerate(sheet.paragraphs, 1)
        for start in range(0, len(paragraph), _MOST // 2)
    ]


def _write_rows(target: Any, rows: Any, styles: dict[str, Any]) -> None:
    for line, row in enumerate(rows):
        for column, text in enumerate(row):
            name = rows[0][column]
            cell = guarded(text, literal=is_nothing(text, name), column=name)
            if len(cell) > _MOST:
                message = f"row {line + 1} has a text of {len(cell):,} characters, and a cell of a "
                raise PlancmpError(f"{message}workbook {_MOST:,} at most; name a .yaml file")
            target.write_string(line, column, cell, styles["cell" if line else "head"])


def _offer(
    answers: Any,
    lists: Any,
    columns: tuple[str, ...],
    rows: tuple[tuple[str, ...], ...],
    sheet: ArticleSheet,
) -> None:
    """Let the cells of values, credits and drafts offer what may be written, and take all else."""
    offered: dict[tuple[str, ...], str] = {}
    terms = {
        (asked.topic.id, term.id): _choices(term)
        for asked in sheet.asked
        for term in asked.topic.terms.values()
    }
    drafts = {asked.plan.id: asked.plan.drafts for asked in sheet.asked}
    for line, cells in enumerate(rows, 1):
        row = dict(zip(columns, cells, strict=True))
        choices = {
            "value": terms.get((row["topic"], row["term"]), ()),
            "via": sheet.outlets,
            "draft": drafts.get(row["plan"], ()),
        }
        for column, words in choices.items():
            if words:
                source = offered.setdefault(words, _listed(lists, len(offered), words))
                at = columns.index(column)
                settings = {"validate": "list", "source": source, "show_error": False}
                answers.data_validation(line, at, line, at, settings)


def _listed(lists: Any, column: int, words: tuple[str, ...]) -> str:
    """Where the words stand on the sheet of lists, written there."""
    from xlsxwriter.utility import xl_range_abs

    for line, word in enumerate(words):
        lists.write_string(line, column, word)
    return f"={LISTS}!{xl_range_abs(0, column, len(words) - 1, column)}"


def _choices(term: Term) -> tuple[str, ...]:
    """What a value may be, where it is one of a few words."""
    options = getattr(term.kind, "options", None)
    words = list(options) if options else ["yes", "no"] * (term.kind.name == "yes-no")
    return (*words, "unspecified") if words else ()
