"""Where boards' returns of a year differ from the centre's own count."""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pipeline.years.return_checks import KNOWN_BEFORE, NEW, WORKED_WITH
from pipeline.years.return_file import BoardReturn, year_tables
from pipeline.years.return_files import CollatedFile
from pipeline.years.year import Year
from reports.adding import Cases, cases_of
from reports.movements import Movements
from reports.year import YearReport
from schemas.areas import Areas, Place

MOVEMENTS = "movements"
DIFFERENCES_HEADER = (
    "geography_code", "geography_name", "file_sha256", "group", "table_id", "row", "column",
    "board_cases", "centre_cases",
)  # fmt: skip


@dataclass(frozen=True)
class Difference:
    """A figure of a board's return that is not the centre's own: of a group's table or, without a
    group, of the movements.

    Of a board that only one of the two has, there is one line: the young people of the year; `file`
    is None, and so is the number of the one that has nothing.
    """

    place: Place
    file: BoardReturn | None
    group: str
    table_id: str
    row: str
    column: str
    board: int | None
    centre: int | None


def differences(
    files: Sequence[CollatedFile], centre: Year, areas: Areas
) -> tuple[Difference, ...]:
    """The figures of boards' returns that are not the centre's own count of that year, by code."""
    there = {
        place.code: place
        for each in centre.returns
        if (place := areas.place_on(each.area, centre.report.last)).region is not None
    }
    file_of = {each.place.code: each.returned for each in files}
    places = there | {each.place.code: each.place for each in files}
    found: list[Difference] = []
    for code in sorted(places):
        own = _centres(centre.report, code) if code in there else None
        found += _differences(places[code], file_of.get(code), own)
    return tuple(found)


@dataclass(frozen=True)
class _Own:
    """The centre's own count for a board."""

    movements: Movements
    groups: Mapping[str, Cases]


def _centres(report: YearReport, code: str) -> _Own:
    movements = [each.movements for each in report.movements if each.geography.code == code]
    groups = {WORKED_WITH: report.worked_with, NEW: report.new, KNOWN_BEFORE: report.known_before}
    return _Own(
        sum(movements, Movements()),
        {group: cases_of(tables, code, year_tables()) for group, tables in groups.items()},
    )


def _differences(place: Place, file: BoardReturn | None, own: _Own | None) -> Iterator[Difference]:
    if file is None or own is None:
        yield Difference(
            place=place,
            file=file,
            group="",
            table_id=MOVEMENTS,
            row="individuals",
            column="total",
            board=file.movements.individuals if file else None,
            centre=own.movements.individuals if own else None,
        )
        return
    pairs = zip(file.movements.lines(), own.movements.lines(), strict=True)
    for (name, board), (_, centre) in pairs:
        if board != centre:
            yield Difference(place, file, "", MOVEMENTS, name, "total", board, centre)
    for group, cases in file.groups.items():
        for key, board in cases.items():
            centre = own.groups[group][key]
            if board != centre:
                yield Difference(place, file, group, *key, board, centre)


def differences_csv(found: Sequence[Difference]) -> str:
    """A line for each; the cases of the one that has nothing of the board are blank."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(DIFFERENCES_HEADER)
    for each in found:
        writer.writerow(
            (
                *(each.place.code, each.place.name, each.file.sha256 if each.file else ""),
                *(each.group, each.table_id, each.row, each.column),
                *("" if cases is None else cases for cases in (each.board, each.centre)),
            )
        )
    return text.getvalue()
