"""What the page of a trend shows, as plain texts in the order in which they stand."""

from dataclasses import dataclass

from reports.page_model import Grid
from reports.trend_charts import Panel


@dataclass(frozen=True)
class Panels:
    """Charts on one scale, which the caption says with what they show; `notes` say what is not
    drawn."""

    caption: str
    panels: tuple[Panel, ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class OpenOfPlace:
    """Those open in a place month by month: a chart, as an SVG element, and what to know of its
    marks, beside its table."""

    code: str
    name: str
    caption: str
    svg: str
    note: str
    grid: Grid


@dataclass(frozen=True)
class MovesOfPlace:
    """Who came to a place and who went, month by month."""

    code: str
    name: str
    panels: Panels
    grid: Grid


@dataclass(frozen=True)
class PanelSection:
    """Charts on one scale, a table of them, and another that is folded away."""

    sentences: tuple[str, ...]
    panels: Panels
    grid: Grid
    further: Grid


@dataclass(frozen=True)
class SharesOfPlace:
    """How the answers of a place moved from the first month to the last."""

    code: str
    name: str
    grid: Grid


@dataclass(frozen=True)
class QuestionSection:
    """A question: England's charts, its first and last month, each region's, and all months."""

    id: str
    heading: str
    notes: tuple[str, ...]
    panels: Panels | None
    england: SharesOfPlace
    regions: tuple[SharesOfPlace, ...]
    by_month: Grid
