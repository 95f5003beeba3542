"""What the page of a profile shows of its tables, as plain texts in the order in which they
stand."""

from dataclasses import dataclass

from reports.charts import Chart


@dataclass(frozen=True)
class Column:
    """A column of figures: its heading, and whether it begins a new group."""

    label: str
    begins: bool


@dataclass(frozen=True)
class Group:
    """Columns under a common heading."""

    label: str
    span: int


@dataclass(frozen=True)
class RowOfFigures:
    """A row: its label, its cells, and whether it is a sum or one of those below the answers."""

    label: str
    cells: tuple[str, ...]
    total: bool = False


@dataclass(frozen=True)
class FiguresTable:
    """A table: `groups` stand above `columns`; `further` are the rows below the answers."""

    caption: str
    groups: tuple[Group, ...]
    columns: tuple[Column, ...]
    answers: tuple[RowOfFigures, ...]
    further: tuple[RowOfFigures, ...]


@dataclass(frozen=True)
class TableOnPage:
    """A table of the profile; `by_area` where several areas were asked for."""

    id: str
    heading: str
    sentences: tuple[str, ...]
    chart: Chart | None
    figures: FiguresTable | None
    by_area: tuple[FiguresTable, ...]


@dataclass(frozen=True)
class PartOnPage:
    """A part of the profile with its tables."""

    id: str
    title: str
    tables: tuple[TableOnPage, ...]


@dataclass(frozen=True)
class MissingOnPage:
    """The missing-from-home table, or why there is none."""

    sentences: tuple[str, ...]
    figures: FiguresTable | None
