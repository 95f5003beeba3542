"""From what a file says to sheets of cells, in each of the layouts."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from sample_figures import QUESTIONS
from sample_records import Record, Spot
from sample_sheets import Column, Filled, Sheet, Value
from sample_wording import THEMES, label

People = Sequence[tuple[Record, list[Value]]]


def rows(filled: Filled) -> list[Sheet]:
    """One row a young person, the cover above where the file has one."""
    sheet = Sheet("Return")
    _cover_above(sheet, filled)
    sheet.add([column.header for column in filled.columns], header=True)
    _records(sheet, filled, filled.people)
    _below(sheet, filled)
    return [sheet]


def cover_sheet(filled: Filled) -> list[Sheet]:
    """The cover on a sheet before the records, and a page of guidance behind them."""
    cover, sheet, guidance = Sheet("Cover"), Sheet("Young people"), Sheet("Guidance")
    cover.add(["Monitoring return"], header=True)
    cover.add([])
    for name, value in filled.cover:
        cover.add([name, value])
    sheet.add([column.header for column in filled.columns], header=True)
    _records(sheet, filled, filled.people, number=2)
    _below(sheet, filled)
    guidance.add(["Please fill in one row for each young person. Leave blank what you do not ask."])
    guidance.add(["Send the workbook back as it is: do not change the headings."])
    return [cover, sheet, guidance]


def guided(filled: Filled) -> list[Sheet]:
    """A page of the agency's own before the records."""
    guidance = Sheet("How to use")
    guidance.add(["Our own form. Choose from the lists; team leaders check it each month."])
    sheet = Sheet("Cases")
    sheet.add([column.header for column in filled.columns], header=True)
    _records(sheet, filled, filled.people, number=2)
    return [guidance, sheet]


def sheet_an_area(filled: Filled) -> list[Sheet]:
    """One sheet an area, each with the header."""
    found: list[Sheet] = []
    for number, place in enumerate(filled.file.places, start=1):
        here = [each for each in filled.people if each[0].place is place]
        sheet = Sheet(place.name)
        sheet.add([column.header for column in filled.columns], header=True)
        _records(sheet, filled, here, number)
        found.append(sheet)
    return found


def choices_below(filled: Filled) -> list[Sheet]:
    """Two header rows: a question over its choices."""
    sheet = Sheet("Return")
    _cover_above(sheet, filled)
    upper: list[Value] = []
    lower: list[Value] = []
    number = len(sheet.rows) + 1
    before = ""
    for column in filled.columns:
        own = not column.code or column.question != before
        upper.append((QUESTIONS[column.question].label if column.code else column.header) * own)
        lower.append(label(column.code) if column.code else "")
        before = column.question
    _merge(sheet, number, upper, lower)
    sheet.add(upper, header=True)
    sheet.add(lower, header=True)
    _records(sheet, filled, filled.people)
    _below(sheet, filled)
    return [sheet]


def themes_above(filled: Filled) -> list[Sheet]:
    """Two header rows: a theme over its questions."""
    sheet = Sheet("Return")
    _cover_above(sheet, filled)
    upper: list[Value] = [theme_begun(filled.columns, n) for n in range(len(filled.columns))]
    lower: list[Value] = [column.header for column in filled.columns]
    _merge(sheet, len(sheet.rows) + 1, upper, lower)
    sheet.add(upper, header=True)
    sheet.add(lower, header=True)
    _records(sheet, filled, filled.people)
    _below(sheet, filled)
    return [sheet]


def across(filled: Filled) -> list[Sheet]:
    """Questions down, young people across."""
    sheet = Sheet("Return")
    _cover_above(sheet, filled)
    name = filled.sheet_name(1)
    sheet.add(["", *(f"Young person {n}" for n in range(1, len(filled.people) + 1))], header=True)
    for place, column in enumerate(filled.columns):
        row = sheet.add([column.header, *(cells[place] for _, cells in filled.people)])
        for n, (record, _) in enumerate(filled.people, start=2):
            record.spots.setdefault(column.question, Spot(name, row, n))
            record.spots[column.key] = Spot(name, row, n)
    for n, (record, _) in enumerate(filled.people, start=2):
        record.order, record.spot = n, Spot(name, None, n)
    return [sheet]


def blocks(filled: Filled) -> list[Sheet]:
    """Question and answer, one block a young person: what a form becomes that is saved as text."""
    sheet = Sheet("Return")
    _cover_above(sheet, filled)
    for n, (record, cells) in enumerate(filled.people, start=1):
        sheet.add([f"Form {n} of {len(filled.people)}", ""])
        for place, (column, value) in enumerate(zip(filled.columns, cells, strict=True)):
            if theme := theme_begun(filled.columns, place):
                sheet.add([theme, ""])
            row = sheet.add([column.header, value])
            record.spots[column.question] = Spot("", row, 1 if value == "" else 2)
        record.order, record.spot = n, record.spots["local_id"]
        sheet.add(["", ""])
    return [sheet]


def theme_begun(columns: Sequence[Column], place: int) -> str:
    """Return the theme that begins with a column of the form's own order, if one does."""
    order = list(QUESTIONS)
    starts = [order.index(first) for first in THEMES]

    def theme(column: Column) -> int:
        if column.question not in QUESTIONS or column.question in ("area", "notes"):
            return -1
        return max(n for n, start in enumerate(starts) if start <= order.index(column.question))

    now = theme(columns[place])
    before = [theme(column) for column in columns[:place]]
    return "" if now < 0 or now in before else list(THEMES.values())[now]


def _cover_above(sheet: Sheet, filled: Filled) -> None:
    for name, value in filled.cover:
        sheet.add([name, value])
    if filled.cover:
        sheet.add([])


def _records(sheet: Sheet, filled: Filled, people: People, number: int = 1) -> None:
    name = filled.sheet_name(number)
    width = len(filled.columns)
    for place, (record, cells) in enumerate(people):
        if place in filled.file.blank_rows:
            sheet.add([] if place == 3 else [""] * width)
        row = sheet.add(_overfull(cells, record.extra) if record.extra else cells)
        record.spot, record.order = Spot(name, row, None), 10_000 * number + row
        for n, column in enumerate(filled.columns, start=1):
            record.spots.setdefault(column.question, Spot(name, row, n))
            record.spots[column.key] = Spot(name, row, n)


def _overfull(cells: Sequence[Value], extra: str) -> list[Value]:
    """Every cell is filled, and there is one more."""
    return [*("not known" if cell == "" else cell for cell in cells), extra]


def _below(sheet: Sheet, filled: Filled) -> None:
    width = len(filled.columns)
    if filled.file.total_row and filled.people:
        number = len(filled.people)
        total: Value = number if filled.file.is_workbook else str(number)
        sheet.add(["Total", total, *[""] * (width - 2)])
    if filled.file.note_row:
        sheet.add([""] * width)
        sheet.add([filled.file.note_row, *[""] * (width - 1)])


def _merge(sheet: Sheet, row: int, upper: Sequence[Value], lower: Sequence[Value]) -> None:
    """Note which cells of an upper header row reach over several columns."""
    first = 0
    for n in range(1, len(upper) + 1):
        if n == len(upper) or upper[n] or not lower[n]:
            if n - first > 1 and upper[first] and lower[first]:
                sheet.merged.append((row, first + 1, n))
            first = n


LAYOUTS: dict[str, Callable[[Filled], list[Sheet]]] = {
    "rows": rows,
    "cover_sheet": cover_sheet,
    "guided": guided,
    "sheet_an_area": sheet_an_area,
    "choices_below": choices_below,
    "themes_above": themes_above,
    "across": across,
    "blocks": blocks,
}
