"""What the page of a status shows, as plain texts in the order in which they stand."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from reports.page_model import Headline
from reports.status import (
    Month,
    State,
    Status,
    StatusLine,
    ThemeShare,
    complete,
    summed,
    total,
)
from reports.wording import long_date

MONTHS_IN_A_GRID = 12


@dataclass(frozen=True)
class Sign:
    """How a state is shown: never by its colour alone."""

    sign: str
    word: str
    meaning: str


SIGNS: dict[State, Sign] = {
    "received": Sign("✓", "in", "The return came, and not after the day on which it was due."),
    "late": Sign("▲", "late", "The return came, but after the day on which it was due."),
    "nil": Sign(
        "○", "nil", "A nil return: the agency says that it is working with nobody in the area."
    ),
    "refused": Sign("✕", "refused", "A file was refused, and no return of that month stands."),
    "missing": Sign("!", "missing", "A return was expected, and nothing came."),
    "awaited": Sign("…", "awaited", "Nothing came so far; the day on which it is due is to come."),
}
NOT_EXPECTED = Sign("–", "not due", "Nothing came, and nothing was expected.")
LATE_NIL = "nil, late"


@dataclass(frozen=True)
class Cell:
    """What came of an agency and area in a month; `kind` is a state or empty."""

    kind: str
    sign: str
    word: str
    rows: str


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


@dataclass(frozen=True)
class Named:
    """A sentence about several returns and whose they are."""

    kind: State
    heading: str
    names: tuple[str, ...]

    @property
    def sign(self) -> str:
        return SIGNS[self.kind].sign


@dataclass(frozen=True)
class ThemeRow:
    """How a theme was answered: texts; `percent` is empty where nothing was asked."""

    title: str
    percent: str
    counts: tuple[str, ...]
    whole: bool = False


@dataclass(frozen=True)
class ReturnRow:
    """How complete a return is: in all, and by theme."""

    agency: str
    area: str
    percents: tuple[str, ...]


def headlines(lines: Sequence[StatusLine]) -> tuple[Headline, ...]:
    """The figures of a month: returns there, and what is wrong with the others."""
    counts = _Counts.of(lines)
    figures = [Headline(f"{counts.there:,} of {counts.expected:,}", "expected returns are there")]
    if not counts.expected:
        figures = [Headline(f"{counts.others:,}", "returns are there")]
    elif counts.others:
        figures.append(Headline(f"{counts.others:,}", "more, not expected"))
    figures += [
        Headline(f"{_places(each for each in lines if each.late):,}", "came late"),
        Headline(f"{_places(each for each in lines if each.state == 'refused'):,}", "refused"),
        Headline(f"{_places(each for each in lines if each.state == 'missing'):,}", "missing"),
    ]
    awaited = _places(each for each in lines if each.state == "awaited")
    return (*figures, Headline(f"{awaited:,}", "awaited")) if awaited else tuple(figures)


@dataclass(frozen=True)
class _Counts:
    """Agencies and areas: how many are expected, how many of these are there, and how many others
    are."""

    expected: int
    there: int
    others: int

    @classmethod
    def of(cls, lines: Sequence[StatusLine]) -> "_Counts":
        return cls(
            expected=_places(each for each in lines if each.expected),
            there=_places(each for each in lines if each.expected and each.stands),
            others=_places(each for each in lines if not each.expected and each.stands),
        )


def _places(lines: Iterable[StatusLine]) -> int:
    """How many agencies and areas they are of."""
    return len({(each.agency, each.area) for each in lines})


def sentences(status: Status, lines: Sequence[StatusLine]) -> tuple[str, ...]:
    """The month at a glance, in words."""
    if not lines:
        return ("There is no return in the store, and none is expected.",)
    counts = _Counts.of(lines)
    expected = _number(counts.expected, "expected return")
    said = [f"{counts.there:,} of {expected} {_are(counts.there)} there."]
    if not counts.expected:
        said = ["Nobody is known yet of whom a return is expected."]
    if counts.others:
        whose = "of agencies and areas that had not sent before"
        if status.agencies_named:
            whose = "not expected by agencies.csv: look whether an agency is spelt differently"
        more = _number(counts.others, "more return")
        said.append(f"{more} {_are(counts.others)} there, {whose}.")
    rows = sum(each.rows or 0 for each in lines)
    refused = sum(each.refused_rows or 0 for each in lines)
    said.append(f"The returns hold {_number(rows, 'row')}, {refused:,} of them refused.")
    if status.nobodys_files:
        said.append(nobodys_files(status.nobodys_files))
    return tuple(said)


def nobodys_files(number: int) -> str:
    """A sentence on refused files that belong to no line."""
    do = "does" if number == 1 else "do"
    return f"{_number(number, 'refused file')} {do} not say whose return of what day."


def named(lines: Sequence[StatusLine]) -> tuple[Named, ...]:
    """Whose returns are missing, refused, awaited and late."""
    headings: dict[State, str] = {
        "missing": "Missing",
        "refused": "Refused, with no return in its place",
        "awaited": "Awaited",
    }
    groups = [
        Named(state, heading, tuple(_with_due(each) for each in lines if each.state == state))
        for state, heading in headings.items()
    ]
    partly = tuple(
        f"{each.whose}: {_number(each.refused_files, 'file')}"
        for each in lines
        if each.stands and each.refused_files
    )
    groups.append(Named("refused", "Files refused beside a return that stands", partly))
    groups.append(Named("late", "Late", tuple(_with_day(each) for each in lines if each.late)))
    return tuple(each for each in groups if each.names)


def _with_day(line: StatusLine) -> str:
    came = f"came on {long_date(line.received_on)}" if line.received_on else ""
    due = f"due on {long_date(line.due)}" if line.due else ""
    return f"{line.whose}: {', '.join(each for each in (came, due) if each)}"


def _with_due(line: StatusLine) -> str:
    return f"{line.whose}: due on {long_date(line.due)}" if line.due else line.whose


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
    rows = _number(line.rows, "row") if line.rows else ""
    return Cell(line.state, shown.sign, word, rows)


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
    """Each return that holds rows: the percentages answered in all, then of each of `themes`."""
    rows: list[ReturnRow] = []
    for line in lines:
        if line.stands and line.themes:
            own = {each.theme: complete([each]) for each in line.themes}
            by_theme = (own.get(each.theme, "") for each in themes)
            rows.append(ReturnRow(line.agency, line.area or "", (complete(line.themes), *by_theme)))
    return tuple(rows)


def _number(number: int, noun: str) -> str:
    return f"{number:,} {noun if number == 1 else noun + 's'}"


def _are(number: int) -> str:
    return "is" if number == 1 else "are"
