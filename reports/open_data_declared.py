"""The files of the open data, as declared in `open_data.toml`."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal

import msgspec

from reports.tables import Table
from reports.tables_reading import load_tables
from schemas.declarations import Declared, read_toml

FileRows = Literal["agency_types", "answers", "topics"]
Shows = Literal["cases", "base", "percent"]
HERE = Path(__file__).parent


class _Declared(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A declaration: an unknown key is an error."""


class Filter(_Declared, frozen=True):
    """The column that tells a file's rows apart."""

    column: str
    label: str
    hint: str


class Indicator(_Declared, frozen=True):
    """A column of figures."""

    shows: Shows
    column: str
    label: str
    unit: str = ""
    decimals: int = 0


class FileDeclared(_Declared, frozen=True):
    name: str
    rows: FileRows
    filter: Filter
    indicators: tuple[Indicator, ...]
    table: str = ""
    grouping: str = ""
    labels: dict[str, str] = {}


class FilesDeclared(_Declared, frozen=True):
    file: tuple[FileDeclared, ...]


@dataclass(frozen=True)
class OpenDataFile:
    """A data file: `tables` are those that it shows, `labels` are pairs of a row's code and what
    it is called here, empty where the rows keep their own labels."""

    name: str
    rows: FileRows
    tables: tuple[Table, ...]
    filter: Filter
    grouping: str
    labels: tuple[tuple[str, str], ...]
    indicators: tuple[Indicator, ...]

    @property
    def data_name(self) -> str:
        return f"{self.name}.csv"

    @property
    def meta_name(self) -> str:
        return f"{self.name}.meta.csv"


@lru_cache(maxsize=1)
def load_open_data_files() -> tuple[OpenDataFile, ...]:
    """The shipped files in their order.  Raises DeclarationError for a mistake in them."""
    return read_open_data_files(HERE / "open_data.toml", load_tables())


def read_open_data_files(path: Path, tables: tuple[Table, ...]) -> tuple[OpenDataFile, ...]:
    """The files declared in `path`, of `tables`.

    Raises DeclarationError for a table that is not there or stands in two files, for labels that
    leave a row out, and where `rows` does not fit the table.
    """
    declared, source = read_toml(path, FilesDeclared)
    by_id = {table.id: table for table in tables}
    taken: set[str] = set()
    for n, each in enumerate(declared.file):
        _check(each, by_id, taken, source, f"$.file[{n}]")
        taken.add(each.table)
    others = tuple(table for table in tables if table.id not in taken and not table.restricted_only)
    return tuple(
        OpenDataFile(
            name=each.name,
            rows=each.rows,
            tables=others if each.rows == "topics" else (by_id[each.table],),
            filter=each.filter,
            grouping=each.grouping,
            labels=tuple(each.labels.items()),
            indicators=each.indicators,
        )
        for each in declared.file
    )


def _check(
    each: FileDeclared, by_id: dict[str, Table], taken: set[str], source: Declared, place: str
) -> None:
    if (each.rows == "topics") != bool(each.grouping):
        raise source.error(place, "topics have a grouping, other files have none", "rows")
    if each.table in taken:
        raise source.error(place, "two files have the same table", "table")
    if each.rows == "topics":
        if each.table or each.labels:
            raise source.error(place, "topics have no table and no labels of their own", "rows")
        return
    table = by_id.get(each.table)
    if table is None:
        raise source.error(place, f"'{each.table}' is no table", "table")
    if not _fits(each.rows, table):
        raise source.error(place, f"rows = '{each.rows}' does not fit '{table.id}'", "rows")
    if each.labels and set(each.labels) != {row.code for row in table.rows}:
        raise source.error(place, f"the labels must be of all rows of '{table.id}'", "labels")


def _fits(rows: FileRows, table: Table) -> bool:
    """With answers, every case must be in one row, or in Unknown."""
    if rows == "agency_types":
        return table.kind == "regions"
    return (
        table.question is not None
        and not table.several
        and not table.has_outside_base
        and not table.not_known_in_base
        and not table.beside
    )
