"""Who sent, who is late and who is missing, by agency, area and month, and how complete it is."""

from calendar import monthrange
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from reports.feedback import ReturnWarning

State = Literal["received", "late", "nil", "replaced", "refused", "missing", "awaited"]
"""received, late, nil: a return stands (a nil return may be late as well); replaced: a later
delivery's return stands in its place; refused: a file was refused and no return stands, or all rows
of the return were; missing: expected, and nothing is there; awaited: the same before the day on
which it is due."""

Unexpected = Literal["agency", "area", "month"]
"""Why agencies.csv does not expect a return: it does not name the agency, or not the area for it,
or the agency is not to send then (its columns `from` and `to`)."""

STANDING: frozenset[State] = frozenset({"received", "late", "nil"})


@dataclass(frozen=True, order=True)
class Month:
    """A month, as `2011-06`."""

    year: int
    number: int

    @classmethod
    def of(cls, day: date) -> "Month":
        return cls(day.year, day.month)

    @property
    def last_day(self) -> date:
        return date(self.year, self.number, monthrange(self.year, self.number)[1])

    @property
    def name(self) -> str:
        """`June 2011`."""
        return f"{self.last_day:%B} {self.year}"

    def __str__(self) -> str:
        return f"{self.year:04}-{self.number:02}"


@dataclass(frozen=True)
class ThemeShare:
    """How the questions of a theme were answered: each question that a young person's row was asked
    counts once."""

    theme: int
    title: str
    answered: int
    not_known: int
    not_provided: int
    refused: int

    @property
    def asked(self) -> int:
        return self.answered + self.not_known + self.not_provided + self.refused


@dataclass(frozen=True)
class StatusLine:
    """One return of an agency for an area, or the lack of one; `agency` and `area` are names.

    `area` is None where a refused file does not tell it, or agencies.csv names no area for the
    agency; `return_date` where nothing came, and `rows` and `refused_rows` where no return did.
    `received` is the moment of the ingest, `received_on` the day on which the return came and `due`
    the last day on which it is in time.  `expected`: the agency and area are known to send; where
    they are not, `unexpected` says what agencies.csv, if there is one, does not name.
    `refused_files` came with this return or after it, or in its place.  `followed_by` is the date
    of the agency's and area's later return of the month.  `warnings`, on returns of the last month
    of a status only, say what is odd beside the agency's other returns.
    """

    agency: str
    area: str | None
    month: Month
    return_date: date | None
    state: State
    expected: bool
    due: date | None
    late: bool = False
    received: datetime | None = None
    received_on: date | None = None
    rows: int | None = None
    refused_rows: int | None = None
    refused_answers: int = 0
    refused_files: int = 0
    themes: tuple[ThemeShare, ...] = ()
    unexpected: Unexpected | None = None
    followed_by: date | None = None
    warnings: tuple[ReturnWarning, ...] = ()

    @property
    def stands(self) -> bool:
        """Whether it is a return that counts."""
        return self.state in STANDING

    @property
    def whose(self) -> str:
        """`Harbour Project, York`."""
        return f"{self.agency}, {self.area}" if self.area else self.agency


@dataclass(frozen=True)
class Status:
    """The lines of `months` as they stood on the day `on`, by agency, area and return date.

    `agencies_named`: agencies.csv says who is expected; else it is who sent before.
    `nobodys_files` is the number of refused files of the last month that do not say whose they are.
    """

    on: date
    months: tuple[Month, ...]
    lines: tuple[StatusLine, ...]
    agencies_named: bool
    nobodys_files: int

    @property
    def latest(self) -> Month | None:
        return self.months[-1] if self.months else None

    def of_month(self, month: Month | None) -> tuple[StatusLine, ...]:
        """The lines of a month, without what was replaced or followed by a later return."""
        return tuple(
            each
            for each in self.lines
            if each.month == month and each.state != "replaced" and each.followed_by is None
        )

    def followed(self, month: Month | None) -> tuple[StatusLine, ...]:
        """The returns of a month that a later one of the same agency, area and month followed."""
        return tuple(
            each
            for each in self.lines
            if each.month == month and each.state != "replaced" and each.followed_by is not None
        )


def summed(shares: Iterable[Sequence[ThemeShare]]) -> tuple[ThemeShare, ...]:
    """The shares of several returns together, by theme."""
    by_theme: dict[int, list[ThemeShare]] = {}
    for of_return in shares:
        for each in of_return:
            by_theme.setdefault(each.theme, []).append(each)
    return tuple(total(same, theme, same[0].title) for theme, same in sorted(by_theme.items()))


def total(shares: Sequence[ThemeShare], theme: int = 0, title: str = "All themes") -> ThemeShare:
    """All of `shares` as one."""
    return ThemeShare(
        theme,
        title,
        answered=sum(each.answered for each in shares),
        not_known=sum(each.not_known for each in shares),
        not_provided=sum(each.not_provided for each in shares),
        refused=sum(each.refused for each in shares),
    )


def complete(shares: Sequence[ThemeShare]) -> str:
    """The percentage answered of what was asked, to one decimal, half up; empty where nothing
    was."""
    whole = total(shares)
    if not whole.asked:
        return ""
    tenths = (2000 * whole.answered + whole.asked) // (2 * whole.asked)
    return f"{tenths // 10}.{tenths % 10}"
