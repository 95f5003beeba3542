"""The year of all boards from their own return files, where the centre has no records."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from ingest.agencies import NO_AGENCIES, Agencies
from pipeline.store import Store
from pipeline.years.figures import movements_by_place, populations_of
from pipeline.years.over_time import Asked
from pipeline.years.period import Period
from pipeline.years.return_checks import KNOWN_BEFORE, NEW, WORKED_WITH
from pipeline.years.return_differences import Difference, differences
from pipeline.years.return_files import CollatedFile, boards_files
from pipeline.years.sending import others_in_force
from pipeline.years.spells import MovementsAt
from pipeline.years.year import take_year
from reports.adding import added_tables, forms_of
from reports.figures import TrueTables
from reports.reconciliation import check_tables
from reports.tables import held_tables
from reports.tables_reading import load_tables
from reports.year import PlaceMovements, SendingOfYear, YearReport
from reports.year_tables import year_end_table
from schemas.areas import BOARD_JOIN, Areas
from schemas.codebook import Codebook
from schemas.populations import load_populations, note
from schemas.version import program_version


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
    return Collated(report, files, others_in_force(in_files, report.last, areas), differing)


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
        missing=others_in_force(sent, year.last, areas),
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
    # The same tables for all groups: those of the young people whom one of them holds.
    forms = forms_of(each.returned.groups[WORKED_WITH] for each in files)
    held = (*held_tables(load_tables(), forms), year_end_table())
    tables = added_tables(of_board, geographies, held, year.last)
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
