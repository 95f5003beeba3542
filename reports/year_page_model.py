"""What the page of a year shows, as plain texts in the order in which they stand."""

from dataclasses import dataclass

from reports.charts import Chart
from reports.page_model import Grid, Line


@dataclass(frozen=True)
class Part:
    """A part of the equation: what it counts, and how many."""

    label: str
    figure: str


@dataclass(frozen=True)
class Sum:
    """The equation as a picture: the parts of its two sides, and the same in words."""

    caption: str
    came: tuple[Part, ...]
    went: tuple[Part, ...]
    alternative: str
    note: str


@dataclass(frozen=True)
class BoardsOfYear:
    """The authorities and joint boards of a region."""

    name: str
    cases: str
    boards: int
    grid: Grid


@dataclass(frozen=True)
class QuestionOfYear:
    """A table of England or of the board: its chart, and both groups side by side; the cells of a
    line are the cases and the percentage of those worked with, then of those new."""

    id: str
    heading: str
    first_column: str
    caption: str
    sentences: tuple[str, ...]
    notes: tuple[str, ...]
    chart: Chart
    answers: tuple[Line, ...]
    further: tuple[Line, ...]
    compact: bool


@dataclass(frozen=True)
class AgencyTypes:
    """The table of regions and types of agency."""

    id: str
    heading: str
    sentences: tuple[str, ...]
    chart: Chart
    grid: Grid


@dataclass(frozen=True)
class Gap:
    """An agency that missed months of the year in an area: how many it sent, and when last."""

    agency: str
    area: str
    sent: str
    last: str
