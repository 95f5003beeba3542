"""Open data to test: read back as lines, and made from small tables written by hand."""

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from reports.counting import COLUMNS
from reports.disclosure.cells import FACTS, shown_figures
from reports.disclosure.published import PublishedFigure, PublishedTable, PublishedTables
from reports.figures import (
    BASE,
    HIDDEN,
    NOT_KNOWN_ROW,
    NOT_PROVIDED,
    ONE_ANSWER_ONLY,
    OUTSIDE_BASE,
    Geography,
    TrueTables,
)
from reports.open_data import open_data_files
from reports.tables import Row, Table, held_tables
from reports.tables_reading import load_tables

DAY = date(2011, 6, 6)
ENGLAND = Geography("national", "E92000001", "England")
NORTH_EAST = Geography("regional", "E12000001", "North East", "E12000001")
LONDON = Geography("regional", "E12000007", "London", "E12000007")
DURHAM = Geography("local_authority", "E06000047", "County Durham", "E12000001")
HACKNEY = Geography("joint_board", "E09000001+E09000012", "City and Hackney", "E12000007")
PLACES = (ENGLAND, NORTH_EAST, LONDON, DURHAM, HACKNEY)
OF_TIME_AND_PLACE = (
    "time_period", "time_identifier", "geographic_level", "country_code", "country_name",
    "region_code", "region_name", "old_la_code", "new_la_code", "la_name",
)  # fmt: skip
INDICATORS = ("cases", "cases_with_information", "percent")

Line = Mapping[str, str]
Said = Mapping[str, str]
"""Cases of a table's row and its percentage behind a blank, by the row's code, with the column of
table 2 behind a colon."""


@dataclass(frozen=True)
class DataFile:
    """A data file with its metadata, read back."""

    name: str
    columns: tuple[str, ...]
    lines: tuple[Line, ...]
    meta_columns: tuple[str, ...]
    meta: tuple[Line, ...]

    @property
    def filters(self) -> tuple[str, ...]:
        return tuple(row["col_name"] for row in self.meta if row["col_type"] == "Filter")

    @property
    def indicators(self) -> tuple[str, ...]:
        return tuple(row["col_name"] for row in self.meta if row["col_type"] == "Indicator")

    @property
    def groupings(self) -> tuple[str, ...]:
        columns = (row["filter_grouping_column"] for row in self.meta)
        return tuple(column for column in columns if column)

    def place(self, line: Line) -> tuple[str, ...]:
        return tuple(line.get(column, "") for column in OF_TIME_AND_PLACE[2:])

    def answer(self, line: Line) -> tuple[str, ...]:
        """Which row it is: the values of the filters, with their groups."""
        return tuple(line[column] for column in (*self.groupings, *self.filters))


def read_files(files: Mapping[str, str]) -> dict[str, DataFile]:
    """The data files by name, without the ending."""
    names = [name.removesuffix(".csv") for name in files if not name.endswith(".meta.csv")]
    found: dict[str, DataFile] = {}
    for name in names:
        columns, lines = _read(files[f"{name}.csv"])
        meta_columns, meta = _read(files[f"{name}.meta.csv"])
        found[name] = DataFile(name, columns, lines, meta_columns, meta)
    return found


def files_of(tables: PublishedTables) -> dict[str, DataFile]:
    return read_files(open_data_files(tables))


def _read(text: str) -> tuple[tuple[str, ...], tuple[Line, ...]]:
    header, *rows = csv.reader(io.StringIO(text), strict=True)
    return tuple(header), tuple(dict(zip(header, row, strict=True)) for row in rows)


def published(
    said: Mapping[tuple[str, str], Said], day: date = DAY, local_tables: bool = False
) -> PublishedTables:
    """All tables of the places in `said`, by table and code; rows that are not said are 0."""
    codes = {code for _, code in said}
    tables = tuple(
        PublishedTable(table, place, tuple(_figures(table, place, said, local_tables)))
        for table in held_tables(load_tables(), ["2011"])
        for place in PLACES
        if place.code in codes
        and (local_tables or table.id == "table_2" or place.level in ("national", "regional"))
    )
    return PublishedTables(day, tables, 5, local_tables)


def _figures(
    table: Table, place: Geography, said: Mapping[tuple[str, str], Said], local_tables: bool
) -> Iterator[PublishedFigure]:
    here = said.get((table.id, place.code), {})
    local = place.level in ("local_authority", "joint_board")
    if table.question is None:
        rows = (*(table.rows if place is ENGLAND else ()), BASE)
        columns = COLUMNS[:1] if local and not local_tables else COLUMNS
    else:
        rows, columns = _rows(table), COLUMNS[:1]
    for row in rows:
        for column in columns:
            text = here.get(row.code if column == "total" else f"{row.code}:{column}", "0")
            cases, _, percent = text.partition(" ")
            yield PublishedFigure(row, column, cases, percent)


def _rows(table: Table) -> tuple[Row, ...]:
    return (
        *table.rows,
        BASE,
        *(() if table.not_known_in_base else (NOT_KNOWN_ROW,)),
        NOT_PROVIDED,
        *((OUTSIDE_BASE,) if table.has_outside_base else ()),
        *((ONE_ANSWER_ONLY,) if table.several else ()),
        *(beside.row for beside in table.beside),
    )


def roughly_published(tables: TrueTables, local_tables: bool) -> PublishedTables:
    """The tables with small counts hidden and nothing else: for what the files look like, where
    true protection would take too long."""
    found: list[PublishedTable] = []
    for each in tables.tables:
        shown = [one.figure for one in shown_figures(each, local_tables)]
        base = next((one.cases for one in shown if one.row == BASE), "0")
        figures = tuple(
            PublishedFigure(
                one.row,
                one.column,
                HIDDEN if _small(one.cases, one.row) else one.cases,
                HIDDEN
                if one.percent and (_small(one.cases, one.row) or _small(base, BASE))
                else one.percent,
            )
            for one in shown
        )
        if figures:
            found.append(PublishedTable(each.table, each.geography, figures))
    return PublishedTables(tables.day, tuple(found), 5, local_tables)


def _small(cases: str, row: Row) -> bool:
    return row.code not in FACTS and 1 <= int(cases) <= 5
