"""What the page of a status shows, as plain texts in the order in which they stand."""

from collections.abc import Sequence
from dataclasses import dataclass

from reports.status import Month, Status, StatusLine, ThemeShare, complete, summed, total
from reports.status_signs import LATE_NIL, NOT_EXPECTED, SIGNS
from schemas.text import plural

MONTHS_IN_A_GRID = 12
_MONTHS_BY_SCREEN = ((2, "phone"), (6, "tablet"))
"""How many months fit on a screen that is larger than this."""


@dataclass(frozen=True)
class Cell:
    """What came of an agency and area in a month; `kind` is a state or empty."""

    kind: str
    sign: str
    word: str
    rows: str
    to_check: bool = False


@dataclass(frozen=True)
class GridRow:
    agency: str
    area: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class MonthGrid:
    """At most MONTHS_IN_A_GRID months, side by side."""

    caption: str
    months: tuple[str, ...]
    rows: tuple[GridRow, ...]

    @property
    def cut_on(self) -> str:
        """The largest kind of screen on which it is cut off: phone, tablet or desk."""
        kinds = (kind for most, kind in _MONTHS_BY_SCREEN if len(self.months) <= most)
        return next(kinds, "desk")


@dataclass(frozen=True)
class ThemeRow:
    """How a theme was answered: texts; `percent` is empty where nothing was asked."""

    title: str
    percent: str
    counts: tuple[str, ...]
    whole: bool = False


@dataclass(frozen=True)
class ReturnRow:
    """How many rows a return has, what of it was refused, and how complete it is: in all, and by
    theme."""

    agency: str
    area: str
    counts: tuple[str, ...]
    percents: tuple[str, ...]


def grids(status: Status) -> tuple[MonthGrid, ...]:
    """All months, the latest first, in grids of twelve."""
    found: dict[tuple[str, str], dict[Month, Cell]] = {}
    for line in status.lines:
        cells = found.setdefault((line.agency, line.area or "area not said"), {})
        if line.state != "replaced":
            cells[line.month] = _cell(line)  # of several in a month the one of the latest day
    several: list[MonthGrid] = []
    months = status.months[::-1]
    while months:
        part, months = months[:MONTHS_IN_A_GRID], months[MONTHS_IN_A_GRID:]
        rows = tuple(
            GridRow(agency, area, tuple(cells.get(month, _EMPTY) for month in part))
            for (agency, area), cells in found.items()
        )
        span = part[0].name if len(part) == 1 else f"{part[-1].name} to {part[0].name}"
        several.append(
            MonthGrid(
                f"Returns by agency and area, {span}",
                tuple(f"{month.last_day:%b} {month.year}" for month in part),
                tuple(row for row in rows if any(cell != _EMPTY for cell in row.cells)),
            )
        )
    return tuple(several)


_EMPTY = Cell("none", NOT_EXPECTED.sign, NOT_EXPECTED.word, "")


def _cell(line: StatusLine) -> Cell:
    shown = SIGNS[line.state]
    word = LATE_NIL if line.state == "nil" and line.late else shown.word
    rows = plural(line.rows, "row") if line.rows else ""
    return Cell(line.state, shown.sign, word, rows, bool(line.warnings))


def theme_rows(shares: Sequence[Sequence[ThemeShare]]) -> tuple[ThemeRow, ...]:
    """All returns together: each theme, then all themes; nothing where nothing is known."""
    by_theme = summed(shares)
    if not by_theme:
        return ()
    rows = [_theme_row(each, each.title) for each in by_theme]
    return (*rows, _theme_row(total(by_theme), "All themes", whole=True))


def _theme_row(share: ThemeShare, title: str, whole: bool = False) -> ThemeRow:
    counts = (share.answered, share.not_known, share.not_provided, share.refused)
    return ThemeRow(title, complete([share]), tuple(f"{each:,}" for each in counts), whole)


def return_rows(lines: Sequence[StatusLine], themes: Sequence[ThemeShare]) -> tuple[ReturnRow, ...]:
    """Each return that holds rows: how many, rows and answers refused, then the percentages
    answered in all and of each of `themes`."""
    rows: list[ReturnRow] = []
    for line in lines:
        if line.rows:
            own = {each.theme: complete([each]) for each in line.themes}
            by_theme = (own.get(each.theme, "") for each in themes)
            counts = (line.rows, line.refused_rows or 0, line.refused_answers)
            rows.append(
                ReturnRow(
                    line.agency,
                    line.area or "",
                    tuple(f"{each:,}" for each in counts),
                    (complete(line.themes), *by_theme),
                )
            )
    return tuple(rows)
