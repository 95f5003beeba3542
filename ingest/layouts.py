"""Which layout a file has, recognised from what stands in it; two that fit equally are none."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from ingest.cover_lines import cover_lines
from ingest.document import Document, Sheet
from ingest.headers import IDENTIFIER, HeaderBook
from ingest.laid_out import LaidOut, LayoutError, together
from ingest.passed_over import check_passed_over
from ingest.places import Place
from ingest.readings import date_of
from ingest.row_layout import SEARCHED_ROWS, read_rows
from schemas.codebook import COVER_FIELDS, Codebook
from schemas.text import folded

SEARCHED_COLUMNS = 12
SEARCHED_LINES = 400
_CLEARLY = 2
"""How many times as many questions must stand one way as the other."""

Way = Literal["rows", "down", "none"]


@dataclass(frozen=True)
class _Found:
    """Which way a sheet's questions stand; `column` is that of the questions, from 0, where they
    stand one below another."""

    sheet: Sheet
    way: Way
    column: int = 0
    times: int = 0
    """How often the identifier is asked there."""


def laid_out(
    document: Document,
    headers: HeaderBook,
    codebook: Codebook,
    chosen: frozenset[int] | None = None,
) -> LaidOut:
    """What the file says.  `chosen` are the numbers of the sheets that a mapping names.

    Raises LayoutError where no layout fits, two fit equally, or the one that fits can't be read.
    """
    sheets = [each for each in document.sheets if chosen is None or _is_chosen(each, chosen)]
    numbers = {each.number for each in sheets if each.kind != "text"}
    if chosen is not None and not chosen <= numbers:
        raise LayoutError("sheet_missing")
    found = [_way(sheet, headers) for sheet in sheets]
    rows = [each for each in found if each.way == "rows"]
    down = [each for each in found if each.way == "down"]
    if rows and down:
        raise LayoutError("layouts_mixed", Place(down[0].sheet.name))
    if down:
        return _down(found, down, headers, codebook)
    if not rows:
        return _of_no_way(sheets, headers, codebook)
    _check_continued(found)
    parts = [read_rows(each.sheet, headers, codebook) for each in rows]
    check_passed_over(_others(found), [part.places for part in parts], headers, codebook)
    return _with_others(parts, _others(found), headers, codebook)


def _others(found: Sequence[_Found]) -> list[Sheet]:
    """The sheets that do not ask for an identifier."""
    return [each.sheet for each in found if each.way == "none"]


def _is_chosen(sheet: Sheet, chosen: frozenset[int]) -> bool:
    """Whether a mapping names a sheet or table; the text of a Word file always belongs to it."""
    return sheet.kind == "text" or sheet.number in chosen


def _way(sheet: Sheet, headers: HeaderBook) -> _Found:
    """The way in which most questions stand about the identifier's label."""
    place = _identifier_place(sheet, headers)
    if place is None:
        return _Found(sheet, "none")
    n, column = place
    row = sheet.rows[n]
    names = headers.names(row)
    if len(names) == 1 and n + 1 < len(sheet.rows):
        names |= _names_of_two(sheet.rows[n + 1], headers)
    across = len(names)
    above = _asked_in(sheet.rows[max(n - SEARCHED_ROWS, 0) : n], column, headers)
    below = _asked_in(sheet.rows[n + 1 : n + SEARCHED_ROWS], column, headers)
    unclear = LayoutError("layout_unclear", Place(sheet.name, n + 1, column + 1))
    if across > 1 and not below:
        if len(above) >= across:
            raise unclear
        return _Found(sheet, "rows")
    if across > 1 and len(below) < _CLEARLY * across:
        if across < _CLEARLY * len(below):
            raise unclear
        return _Found(sheet, "rows")
    if not above and not below:
        return _Found(sheet, "rows")
    cells = [_asked(each[column], headers) for each in sheet.rows if len(each) > column]
    return _Found(sheet, "down", column, cells.count(IDENTIFIER.name))


def _asked_in(rows: Sequence[Sequence[str]], column: int, headers: HeaderBook) -> set[str]:
    """The questions in a column, other than the identifier and what a cover may say."""
    asked = {_asked(row[column], headers) for row in rows if len(row) > column}
    return {each for each in asked if each} - {IDENTIFIER.name, *COVER_FIELDS}


def _identifier_place(sheet: Sheet, headers: HeaderBook) -> tuple[int, int] | None:
    """Where the identifier is asked first: row and column from 0.  A label alone goes before one
    with its answer behind a colon."""
    searched = sheet.rows[:SEARCHED_LINES]
    for n, row in enumerate(searched):
        for column, cell in enumerate(row):
            if cell and headers.meaning(cell) == IDENTIFIER:
                return n, column
    for n, row in enumerate(searched):
        for column, cell in enumerate(row):
            if ":" in cell and _asked(cell, headers) == IDENTIFIER.name:
                return n, column
    return None


def _asked(cell: str, headers: HeaderBook) -> str | None:
    """The question that a cell asks; its answer may stand behind a colon."""
    if not cell.strip():
        return None
    meaning = headers.meaning(cell)
    if (meaning is None or meaning.option is not None) and ":" in cell:
        meaning = headers.meaning(cell.partition(":")[0]) or meaning
    return meaning.name if meaning is not None else None


def _names_of_two(below: Sequence[str], headers: HeaderBook) -> set[str]:
    """The questions in the row below an identifier's label, where it may be the second of two rows
    of headers: more than one of them."""
    names = headers.names(below)
    return names if len(names) > 1 else set()


def _down(
    found: Sequence[_Found], down: Sequence[_Found], headers: HeaderBook, codebook: Codebook
) -> LaidOut:
    """Questions one below another: young people across where each sheet asks once and has several
    identifiers, else forms one after another."""
    across = [
        each for each in down if each.times == 1 and _people_across(each, headers, codebook) > 1
    ]
    if not across:
        return _forms(found, headers, codebook)
    if len(across) < len(down):
        other = next(each for each in down if each not in across)
        raise LayoutError("layouts_mixed", Place(other.sheet.name))
    from ingest.across_layout import read_across

    check_passed_over(_others(found), [], headers, codebook)
    parts = [read_across(each.sheet, each.column, headers, codebook) for each in across]
    return _with_others(parts, _others(found), headers, codebook)


def _people_across(found: _Found, headers: HeaderBook, codebook: Codebook) -> int:
    """How many columns beside the questions have an identifier; none in a form in which questions
    stand there too."""
    if _has_labels_beside(found, headers):
        return 0
    rows = found.sheet.rows
    labels = [row[found.column] if len(row) > found.column else "" for row in rows]
    meanings = [headers.meaning(label) if label.strip() else None for label in labels]
    if IDENTIFIER not in meanings:
        return 0
    identifiers = meanings.index(IDENTIFIER)
    from ingest.across_checks import identified_columns

    columns = identified_columns(rows, meanings, identifiers, found.column, headers, codebook)
    return len(columns)


def _has_labels_beside(found: _Found, headers: HeaderBook) -> bool:
    """Whether questions stand in a second column too, as in a form of two pairs a row."""
    for column in range(found.column + 1, SEARCHED_COLUMNS):
        cells = [row[column] for row in found.sheet.rows if len(row) > column]
        meanings = [headers.meaning(cell) for cell in cells if cell.strip()]
        if len({each.name for each in meanings if each and each.option is None}) > _CLEARLY:
            return True
    return False


def _forms(found: Sequence[_Found], headers: HeaderBook, codebook: Codebook) -> LaidOut:
    """The sheets that ask for an identifier as one form after another; of a Word file all tables
    and texts, since a form may span several and the cover stand between them."""
    in_word = any(each.sheet.kind in ("table", "text") for each in found)
    sheets = [each.sheet for each in found if each.way == "down" or in_word]
    if not in_word:
        check_passed_over(_others(found), [], headers, codebook)
    from ingest.block_layout import read_blocks

    laid = read_blocks(sheets, headers, codebook)
    others = [] if in_word else _others(found)
    return _with_others([laid], others, headers, codebook)


def _with_others(
    parts: Sequence[LaidOut], others: Sequence[Sheet], headers: HeaderBook, codebook: Codebook
) -> LaidOut:
    """The records with the cover that stands on a sheet of its own, or in the text."""
    texts = [row for sheet in others if sheet.kind == "text" for row in sheet.rows]
    sheets = [Sheet(texts, "text")] if texts else []
    sheets += [sheet for sheet in others if sheet.kind != "text"]
    covers = [_cover_of(sheet, headers) for sheet in sheets]
    readable = [_readable_fields(cover, codebook) for cover in covers]
    most = max(readable, default=0)
    best = [cover for cover, number in zip(covers, readable, strict=True) if number == most > 0]
    if any(cover != best[0] for cover in best) or any(
        _says_otherwise(cover, best[0], codebook) for cover in covers if best
    ):
        raise LayoutError("covers_differ")
    laid = together(parts, best[0] if best else {})
    unused = tuple(
        name
        for sheet, cover in zip(sheets, covers, strict=True)
        if (name := sheet.name)
        and any(map(any, sheet.rows))
        and cover not in best
        and sheet.kind != "text"
    )
    return replace(laid, unused_sheets=(*laid.unused_sheets, *unused))


def _cover_of(sheet: Sheet, headers: HeaderBook) -> dict[str, str]:
    """The cover on a sheet.  A list of codes that names one field again and again is none; raises
    LayoutError where more than one field stands there and one is said twice and differently."""
    try:
        return cover_lines(sheet.rows, headers, Place(sheet.name, 1))
    except LayoutError:
        named = {name for row in sheet.rows for name in headers.names(row)}
        if len(named & set(COVER_FIELDS)) > 1:
            raise
        return {}


def _says_otherwise(cover: dict[str, str], best: dict[str, str], codebook: Codebook) -> bool:
    """Whether a sheet gives another day or type of agency than the cover, as no page of guidance
    does."""
    own = {name: text for name, text in cover.items() if name in ("agency_type", "return_date")}
    return any(
        name in best and folded(text) != folded(best[name])
        for name, text in own.items()
        if _readable_fields({name: text}, codebook)
    )


def _readable_fields(cover: dict[str, str], codebook: Codebook) -> int:
    """How many fields of a cover hold what they can hold: a page of guidance names them too."""
    readable = 0
    for name in COVER_FIELDS:
        text = cover.get(name)
        if text is None:
            continue
        codes = codebook.cover_field(name).codes
        wrong_code = bool(codes) and folded(text) not in codes
        wrong_day = name == "return_date" and date_of(text) is None
        readable += not (wrong_code or wrong_day)
    return readable


def _check_continued(found: Sequence[_Found]) -> None:
    """A Word table without header, as wide as the one with a header before it, may go on with its
    rows: then it must have the header too."""
    if all(each.sheet.kind != "table" for each in found):
        return
    width = 0
    for each in found:
        if each.sheet.kind == "text":
            continue
        mine = max(map(len, each.sheet.rows), default=0)
        if each.way == "rows":
            width = mine
        elif each.sheet.kind == "table" and width > 2 and mine == width:
            raise LayoutError("table_without_header", Place(each.sheet.name))


def _of_no_way(sheets: Sequence[Sheet], headers: HeaderBook, codebook: Codebook) -> LaidOut:
    """Raises the LayoutError of the sheet that says most about what is missing."""
    error = LayoutError("no_header")
    for sheet in sheets:
        try:
            return read_rows(sheet, headers, codebook)
        except LayoutError as found:
            if error.code == "no_header":
                error = found
    raise error
