"""What the page of a snapshot shows, as plain texts in the order in which they stand."""

from dataclasses import dataclass

from reports.charts import Chart
from reports.wording import Explained


@dataclass(frozen=True)
class Headline:
    """A figure at the head of the page, what it counts, and what to know of it."""

    figure: str
    label: str
    note: str = ""


@dataclass(frozen=True)
class Line:
    """A row of a table: its label, its figures; `percent` is empty where there is none; `place` is
    the code of the region that it is about, empty for other rows."""

    label: str
    cells: tuple[str, ...]
    percent: str = ""
    total: bool = False
    place: str = ""


@dataclass(frozen=True)
class Grid:
    """A table of cases with a place in each column or row."""

    caption: str
    columns: tuple[str, ...]
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Choice:
    """A place that a reader may choose to see."""

    code: str
    name: str


@dataclass(frozen=True)
class PlaceTables:
    """A table's figures for one place, with what to know for reading them."""

    code: str
    name: str
    caption: str
    sentences: tuple[str, ...]
    answers: tuple[Line, ...]
    further: tuple[Line, ...]


@dataclass(frozen=True)
class TableSection:
    """A table on the page: its chart, England's figures, each region's, and all regions side by
    side.  `notes`: what to know of all of them."""

    id: str
    heading: str
    first_column: str
    notes: tuple[str, ...]
    chart: Chart
    england: PlaceTables
    regions: tuple[PlaceTables, ...]
    by_region: Grid
    compact: bool


@dataclass(frozen=True)
class RegionSection:
    """Table 2: regions down, agency types across."""

    id: str
    heading: str
    sentences: tuple[str, ...]
    chart: Chart
    grid: Grid


@dataclass(frozen=True)
class ProvidedSection:
    """Questions down; for how many of England's cases there is an answer."""

    sentences: tuple[str, ...]
    grid: Grid


@dataclass(frozen=True)
class BoardsOfRegion:
    """The authorities and joint boards of a region."""

    code: str
    name: str
    cases: str
    boards: int
    grid: Grid


@dataclass(frozen=True)
class FlowLine:
    """A step of the flow of rows."""

    step: Explained
    rows: str
    total: bool


@dataclass(frozen=True)
class FileBeside:
    """Another file of the same folder: its path from the page, and what it is."""

    path: str
    meaning: str
