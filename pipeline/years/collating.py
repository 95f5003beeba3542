"""The year of all boards from their own return files, where the centre has no records; and where
it has some, what its own count says otherwise."""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from ingest.agencies import NO_AGENCIES, Agencies
from pipeline.store import Store
from pipeline.years.figures import movements_by_place, populations_of
from pipeline.years.over_time import Asked
from pipeline.years.period import Period
from pipeline.years.return_checks import KNOWN_BEFORE, NEW, WORKED_WITH
from pipeline.years.return_file import BoardReturn, year_tables
from pipeline.years.return_files import CollatedFile, boards_files
from pipeline.years.spells import MovementsAt
from pipeline.years.year import Year, take_year
from reports.adding import Cases, added_tables, cases_of
from reports.figures import TrueTables
from reports.movements import Movements
from reports.reconciliation import check_tables
from reports.year import PlaceMovements, SendingOfYear, YearReport
from schemas.areas import BOARD_JOIN, Areas, Place
from schemas.codebook import Codebook
from schemas.populations import load_populations, note
from schemas.version import program_version

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


@dataclass(frozen=True)
class Collated:
    """The year of all boards, the file of each by its code, the authorities of England (by name)
    that are in no file, and the differences from the centre's own count, if it was asked for."""

    report: YearReport
    files: tuple[CollatedFile, ...]
    without_file: tuple[str, ...]
    differences: tuple[Difference, ...] = ()


def collate(
    paths: Sequence[Path],
    areas: Areas,
    codebook: Codebook,
    against: Store | None = None,
    agencies: Agencies = NO_AGENCIES,
    *,
    year: Period | None = None,
) -> Collated:
    """Adds up the boards' return files among `paths`, which are files or folders with such files;
    `against` is a store with records of the centre's own.

    Raises what boards_files does for the files (`year` is the only one that they may be of), what
    take_year does for the store; TablesBroken or MovementsBroken if sums don't add up.
    """
    files = boards_files(paths, areas, year)
    report = _report(files, areas, agencies)
    differing: tuple[Difference, ...] = ()
    if against is not None:
        asked = Asked(against, report.first, report.last, agencies=agencies)
        centre = take_year(asked, files[0].returned.year, areas, codebook)
        differing = differences(files, centre, areas)
    in_files = frozenset(gss for each in files for gss in each.place.code.split(BOARD_JOIN))
    return Collated(report, files, _others(in_files, report.last, areas), differing)


def _report(files: Sequence[CollatedFile], areas: Areas, agencies: Agencies) -> YearReport:
    first = files[0].returned
    year = first.year
    movements = movements_by_place(
        [
            MovementsAt(each.place.code, each.place.region, each.returned.movements)
            for each in files
            if each.place.region and each.returned.movements.individuals
        ],
        areas,
        year.last,
    )
    populations, middle = load_populations(), year.middle
    mid_year = populations.nearest(middle)
    sending = _sending(files, agencies)
    sent = frozenset(
        gss
        for each in files
        if any(line.months for line in each.returned.said.sending)
        for gss in each.place.code.split(BOARD_JOIN)
    )
    return YearReport(
        name=year.name,
        first=year.first,
        last=year.last,
        board=None,
        movements=movements,
        worked_with=_tables(WORKED_WITH, files, movements, year),
        new=_tables(NEW, files, movements, year),
        known_before=_tables(KNOWN_BEFORE, files, movements, year),
        sending=sending,
        missing=_others(sent, year.last, areas),
        returns_used=sum(each.returned.said.returns_used for each in files),
        refused_rows=sum(each.returned.said.refused_rows for each in files),
        agencies=len({agencies.key_of(each.agency) for each in sending}),
        codebook_version=first.said.codebook_version,
        program_version=program_version(),
        populations=populations_of(
            (each.geography for each in movements), populations, mid_year, areas
        ),
        population_note=note(mid_year, middle),
    )


def _tables(
    group: str, files: Sequence[CollatedFile], movements: Sequence[PlaceMovements], year: Period
) -> TrueTables:
    here = {each.geography.code for each in movements}
    of_board = {
        each.place.code: each.returned.groups[group] for each in files if each.place.code in here
    }
    geographies = [each.geography for each in movements]
    tables = added_tables(of_board, geographies, year_tables(), year.last)
    check_tables(tables, tables.counted)
    return tables


def _sending(files: Sequence[CollatedFile], agencies: Agencies) -> tuple[SendingOfYear, ...]:
    """By area and agency, as the centre's."""
    lines = [
        SendingOfYear(line.agency, each.place.name, line.months, line.last)
        for each in files
        for line in each.returned.said.sending
    ]
    return tuple(sorted(lines, key=lambda each: (each.area, agencies.key_of(each.agency))))


def _others(there: frozenset[str], last: date, areas: Areas) -> tuple[str, ...]:
    """The names of the authorities of England in force that are not there."""
    return tuple(
        sorted(
            each.name
            for each in areas.authorities.values()
            if each.in_force(last) and each.gss not in there
        )
    )


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
            *(place, file, "", MOVEMENTS, "individuals", "total"),
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
