"""How the answers to a question moved: each row of its table month by month."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from reports.figures import HIDDEN, Geography, PlaceTable
from reports.tables import Row, Table
from reports.tables_reading import load_tables
from reports.trend_shown import ShownTrend
from reports.views import answers, further
from schemas.areas import Level

_WIDE: tuple[Level, ...] = ("national", "regional")


@dataclass(frozen=True)
class MovingRow:
    """A row of a table, a text a month: its cases and its share, empty where there is none, and
    where that month's table does not have the row; `c` where they, or the month's tables, are not
    shown."""

    row: Row
    cases: tuple[str, ...]
    percents: tuple[str, ...]

    @property
    def change(self) -> str:
        """From the first month to the last, in percentage points, as `+1.2`: `c` where either is
        hidden, empty where there is no share."""
        first, last = self.percents[0], self.percents[-1]
        if not (first and last):
            return ""
        if HIDDEN in (first, last):
            return HIDDEN
        points = Decimal(last) - Decimal(first)
        return f"{points:+.1f}" if points else "0.0"


@dataclass(frozen=True)
class MovingTable:
    """A table of one place over the months: its breakdown, and what stands below it."""

    table: Table
    geography: Geography
    answers: tuple[MovingRow, ...]
    further: tuple[MovingRow, ...]


@dataclass(frozen=True)
class MovingQuestion:
    """A question's tables: England's, and those of the regions in their order."""

    england: MovingTable
    regions: tuple[MovingTable, ...]

    @property
    def table(self) -> Table:
        return self.england.table


def moving_questions(trend: ShownTrend) -> tuple[MovingQuestion, ...]:
    """All questions in the order of the tables; the table of regions is none of them."""
    found: dict[str, dict[str, list[PlaceTable | None]]] = {}
    for number, month in enumerate(trend.months):
        for each in month.tables.tables:
            if each.table.question is None or each.geography.level not in _WIDE:
                continue
            places = found.setdefault(each.table.id, {})
            months = places.setdefault(each.geography.code, [None] * len(trend.months))
            months[number] = each
    return tuple(_question(places.values()) for places in found.values())


def _question(places: Iterable[Sequence[PlaceTable | None]]) -> MovingQuestion:
    tables = [_moving(each) for each in places]
    (england,) = (each for each in tables if each.geography.level == "national")
    return MovingQuestion(
        england, tuple(each for each in tables if each.geography.level == "regional")
    )


def _moving(months: Sequence[PlaceTable | None]) -> MovingTable:
    one = next(each for each in months if each is not None)
    # A published month may lack an answer that was merged into another: the declared table has all.
    table = next((each for each in load_tables() if each.id == one.table.id), one.table)
    present = [each for each in months if each is not None]
    shown = {figure.row.code: figure.row for each in present for figure in answers(each)}
    below = {figure.row.code: figure.row for each in present for figure in further(each)}
    figures = [_figures(each) for each in months]
    return MovingTable(
        table,
        one.geography,
        tuple(_row(row, figures) for row in table.rows if row.code in shown),
        tuple(_row(row, figures) for row in below.values()),
    )


Figures = Mapping[str, tuple[str, str]]
"""Cases and share by the code of a row."""


def _figures(table: PlaceTable | None) -> Figures | None:
    """None for a month whose tables are not published."""
    if table is None:
        return None
    return {
        each.row.code: (each.cases, each.percent)
        for each in table.figures
        if each.column == "total"
    }


def _row(row: Row, months: Sequence[Figures | None]) -> MovingRow:
    present = [each[row.code] for each in months if each is not None and row.code in each]
    hidden = (HIDDEN, HIDDEN if any(share for _, share in present) else "")
    pairs = [hidden if each is None else each.get(row.code, ("", "")) for each in months]
    return MovingRow(row, tuple(cases for cases, _ in pairs), tuple(share for _, share in pairs))


def drawn_rows(moving: MovingTable) -> tuple[MovingRow, ...]:
    """The answers that somebody gave, or may have given, in some month."""
    return tuple(each for each in moving.answers if any(_some(text) for text in each.cases))


def within(moving: MovingTable) -> tuple[MovingRow, ...]:
    """All answers; of ages those from the youngest to the oldest that somebody has, or may have, in
    some month."""
    if moving.table.kind != "ages":
        return moving.answers
    some = [n for n, each in enumerate(moving.answers) if any(map(_some, each.cases))]
    return moving.answers[some[0] : some[-1] + 1] if some else ()


def _some(cases: str) -> bool:
    return cases not in ("", "0")


def merged_sentences(moving: MovingTable, trend: ShownTrend) -> tuple[str, ...]:
    """Which answers are, in some months or in all, counted in with another, so few gave them: there
    they have no figure of their own."""
    by_code = {row.row.code: row for row in moving.answers}
    found: list[str] = []
    for row in moving.table.rows:
        months = _months_without(by_code.get(row.code), trend)
        if months:
            when = "any month" if row.code not in by_code else ", ".join(months)
            found.append(
                f"Very few gave the answer '{row.label}' in {when}: there it is counted in "
                f"{_other(moving.table, row)}, and the two cannot be told apart."
            )
    return tuple(found)


def _months_without(row: MovingRow | None, trend: ShownTrend) -> list[str]:
    cases = row.cases if row is not None else ("",) * len(trend.months)
    return [
        f"{month.last:%B %Y}"
        for month, text in zip(trend.months, cases, strict=True)
        if not text and month.tables.tables
    ]


def _other(table: Table, row: Row) -> str:
    """The answer that one with few cases is counted in."""
    assert table.question is not None
    into = table.question.option(row.code).merge_into
    return f"'{table.question.option(into).label}'" if into else "another answer"
