"""Workbooks (.xlsx, .xlsm, .xls, .ods) as sheets of text cells, read by calamine."""

import contextlib
import io
from collections.abc import Callable, Iterator, Mapping
from datetime import MAXYEAR, date, datetime, time, timedelta
from typing import Any, TypeAlias, cast

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
    XmlError,
    ZipError,
)

from ingest.calamine_panics import panics_refuse_the_file
from ingest.document import Document, Format, Sheet, UnreadableFile
from ingest.ods_cells import errors_in_ods
from ingest.package import DAMAGED, MAX_CELL_LENGTH, Package, repacked
from ingest.sheet_limits import MAX_CELLS, Errors
from ingest.xls_cells import looked_at_xls
from ingest.xlsx_cells import errors_in_xlsx

Value: TypeAlias = int | float | str | bool | time | date | datetime | timedelta
_CONTENT, _MANIFEST = "content.xml", "META-INF/manifest.xml"
_WHOLE_SHOWN = 1e15
"""Excel keeps 15 digits: a longer number has lost its last ones, and its text shows that."""
_LEFT_OUT = (
    "xl/theme/", "xl/drawings/", "xl/charts/", "xl/pivot", "xl/externallinks/", "xl/ctrlprops/",
    "xl/comments", "xl/threadedcomments/", "xl/diagrams/", "xl/queries", "xl/persons/",
)  # fmt: skip
"""Parts without cells."""


def read_xlsx(package: Package) -> Document:
    """The sheets of an .xlsx or .xlsm.

    Hidden sheets too, chart sheets not.  Raises UnreadableFile, with the code too_large where the
    sheets have more than MAX_CELLS cells or a cell more than MAX_CELL_LENGTH characters.
    """
    parts = {name: package.xml(name) for name in package if _is_cells_part(name.casefold())}
    errors = errors_in_xlsx(parts)
    return _document("xlsx", repacked(parts), errors)


def read_ods(package: Package) -> Document:
    """The sheets of an .ods; raises as `read_xlsx` does."""
    parts = {"mimetype": package.read("mimetype")}
    parts |= {name: package.xml(name) for name in (_CONTENT, _MANIFEST) if name in package}
    if b"encryption-data" in parts.get(_MANIFEST, b""):
        raise UnreadableFile("", "password_protected")
    errors = errors_in_ods(parts.get(_CONTENT, b""))
    return _document("ods", repacked(parts), errors)


def read_xls(content: bytes) -> Document:
    """The sheets of an .xls; raises as `read_xlsx` does."""
    return _document("xls", *looked_at_xls(content))


def _is_cells_part(name: str) -> bool:
    return (
        name.startswith(("xl/", "_rels/", "[content"))
        and name.endswith((".xml", ".rels"))
        and not name.startswith(_LEFT_OUT)
    )


def _document(form: Format, content: bytes, errors: Mapping[int, Errors]) -> Document:
    try:
        with panics_refuse_the_file():
            workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
            return Document(form, tuple(_sheets(workbook, errors)))
    except PasswordError:
        raise UnreadableFile("", "password_protected") from None
    except (CalamineError, XmlError, ZipError, OSError, ValueError):
        raise UnreadableFile(DAMAGED) from None


def _sheets(workbook: CalamineWorkbook, errors: Mapping[int, Errors]) -> Iterator[Sheet]:
    left = MAX_CELLS
    for index, number, is_hidden in _numbered(workbook):
        sheet = workbook.get_sheet_by_index(index)
        height, width = _extent(sheet)
        left -= height * width
        if left < 0:
            raise UnreadableFile(
                f"sheet {number} reaches to row {height:,} and column {width:,}", "too_large"
            )
        yield Sheet(_rows(sheet, number, errors.get(index, {})), "sheet", number, is_hidden)


def _numbered(workbook: CalamineWorkbook) -> list[tuple[int, int, bool]]:
    """Each worksheet's index and number, and whether it is hidden.

    The visible ones are numbered as their tabs stand, the hidden ones after them.
    """
    sheets = [
        (index, metadata.visible == SheetVisibleEnum.Visible)
        for index, metadata in enumerate(workbook.sheets_metadata)
        if metadata.typ == SheetTypeEnum.WorkSheet
    ]
    shown = [index for index, is_visible in sheets if is_visible]
    hidden = [index for index, is_visible in sheets if not is_visible]
    numbers = {index: number for number, index in enumerate(shown + hidden, start=1)}
    return [(index, numbers[index], not is_visible) for index, is_visible in sheets]


def _extent(sheet: CalamineSheet) -> tuple[int, int]:
    """Rows and columns from the sheet's corner to its last filled cell."""
    end = sheet.end
    return (end[0] + 1, end[1] + 1) if end else (0, 0)


def _rows(sheet: CalamineSheet, number: int, errors: Errors) -> list[list[str]]:
    rows: list[list[str]] = []
    for values in sheet.to_python(skip_empty_area=False):
        cells, joined = _texts(values)
        if len(joined) > MAX_CELL_LENGTH and max(map(len, cells)) > MAX_CELL_LENGTH:
            raise UnreadableFile(
                f"sheet {number}, row {len(rows) + 1}: a cell is longer than "
                f"{MAX_CELL_LENGTH:,} characters",
                "too_large",
            )
        if "\r" in joined:
            cells = [cell.replace("\r\n", "\n").replace("\r", "\n") for cell in cells]
        rows.append(cells)
    if errors:
        _show_errors(rows, errors)
    return _trimmed(rows)


def _show_errors(rows: list[list[str]], errors: Errors) -> None:
    """Puts errors in their cells, which may lie beyond what calamine takes for filled."""
    width = max(len(rows[0]) if rows else 0, 1 + max(column for _, column in errors))
    rows.extend([] for _ in range(1 + max(row for row, _ in errors) - len(rows)))
    for row in rows:
        row.extend([""] * (width - len(row)))
    for (number, column), error in errors.items():
        rows[number][column] = error


def _texts(values: list[Value]) -> tuple[list[str], str]:
    """The cells of a row as texts, and all in one; most rows hold nothing but text."""
    texts = cast("list[str]", values)
    with contextlib.suppress(TypeError):
        return texts, "".join(texts)
    texts = [value if value.__class__ is str else _TEXTS[value.__class__](value) for value in texts]
    return texts, "".join(texts)


def _trimmed(rows: list[list[str]]) -> list[list[str]]:
    """Without empty rows below and empty columns to the right of all that is filled."""
    while rows and not any(rows[-1]):
        rows.pop()
    width = full = len(rows[0]) if rows else 0
    while width and not any(row[width - 1] for row in rows):
        width -= 1
    return [row[:width] for row in rows] if width < full else rows


def _number_text(value: float) -> str:
    """Without a point where it is whole, as Excel shows it; calamine gives a float for each."""
    if not value.is_integer():
        return repr(value)
    if abs(value) < _WHOLE_SHOWN:
        return str(int(value))
    mantissa, exponent = f"{value:.5E}".split("E")
    return f"{mantissa.rstrip('0').rstrip('.')}E{exponent}"


def _moment_text(value: datetime) -> str:
    """Without the parts of a second that a count of days leaves."""
    whole = value.replace(microsecond=0)
    if value.microsecond >= 500_000 and value.year < MAXYEAR:
        whole += timedelta(seconds=1)
    return whole.date().isoformat() if whole.time() == time() else whole.isoformat(" ")


def _duration_text(value: timedelta) -> str:
    seconds = round(value.total_seconds())
    minutes, rest = divmod(abs(seconds), 60)
    return f"{'-' if seconds < 0 else ''}{minutes // 60}:{minutes % 60:02}:{rest:02}"


_TEXTS: dict[type, Callable[[Any], str]] = {
    bool: lambda value: "TRUE" if value else "FALSE",
    float: _number_text,
    int: lambda value: _number_text(float(value)),
    datetime: _moment_text,
    date: date.isoformat,
    time: time.isoformat,
    timedelta: _duration_text,
}
"""What a cell of each kind shows, a date in ISO form."""
