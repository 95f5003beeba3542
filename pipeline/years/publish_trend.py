"""What of a trend may leave the building: its movements, and England's tables of its months.

The movements of England and the regions are protected as one system.  England's tables of each
month are held against those of the months before it, as releases of different days are; those open
at the end of a month stand in both, so what one hides the other hides too.  The regions' tables of
months are not published: beside the movements, which say how many came and went, their small groups
could be told, and month by month little of them would be left.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from pathlib import Path

from pipeline.attack.movements import attack_movements, movements_of
from pipeline.attack.printed import PrintedFigure
from pipeline.configuration import PublishRules
from pipeline.publication import NotFitToPublish, fit_to_publish
from pipeline.publish_output import LEAST_PUBLISHED, NotPublished
from pipeline.releases.held_together import HeldRelease, printed_figures
from pipeline.years.beside_releases import hidden_in_england, hidden_in_movements
from pipeline.years.read_together import check_trend, years_of_trend
from reports.disclosure.cells import CASES, Cell, is_local
from reports.disclosure.movements import (
    OPEN_AT_END,
    MovementsPublication,
    publish_movements,
    published_movements_csv,
)
from reports.disclosure.movements_system import movement_cell
from reports.disclosure.published import Publication
from reports.disclosure.year_and_months import YearAndMonths
from reports.figures import BASE, TrueTables
from reports.tables_csv import published_tables_csv
from reports.trend import TrendMonth, TrendReport
from schemas.areas import ENGLAND

MOVEMENTS, MONTHS, TABLES = "movements.csv", "months", "tables.csv"
_ROUNDS = 5


@dataclass(frozen=True)
class PublishedMonth:
    """A month's tables after disclosure control; without them `why_not` is a sentence that says why
    (its movements are published all the same)."""

    name: str
    last: date
    publication: Publication | None
    why_not: str = ""


@dataclass(frozen=True)
class PublishedTrend:
    """What is published of a trend: its movements, and its months in their order."""

    movements: MovementsPublication
    months: tuple[PublishedMonth, ...]
    rules: PublishRules

    @property
    def without_tables(self) -> tuple[str, ...]:
        """The names of the months whose tables can't be published."""
        return tuple(each.name for each in self.months if each.publication is None)

    @property
    def shown(self) -> int:
        """How many figures there are, hidden ones among them."""
        tables = [each.publication.tables for each in self.months if each.publication]
        return self.movements.movements.shown + sum(each.shown for each in tables)

    @property
    def hidden(self) -> int:
        tables = [each.publication.tables for each in self.months if each.publication]
        return self.movements.movements.hidden + sum(each.hidden for each in tables)


@dataclass(frozen=True)
class _HeldMonth:
    """A month of the same trend, as those after it are held against it."""

    name: str
    day: date
    publication: Publication

    @property
    def pattern(self) -> frozenset[Cell]:
        return self.publication.pattern.cells

    @property
    def is_snapshot(self) -> bool:
        return True

    @cached_property
    def _figures(self) -> tuple[PrintedFigure, ...]:
        return printed_figures(self.publication.tables)

    def figures(self) -> tuple[PrintedFigure, ...]:
        return self._figures


def publish_trend(
    report: TrendReport, rules: PublishRules, releases: Sequence[HeldRelease] = ()
) -> PublishedTrend | NotPublished:
    """The movements and months of `report` after disclosure control, so that they tell nothing
    together with the years that are wholly in the span (publish_year) either.  What sealed
    `releases` of the last day of a month hide of England's tables stays hidden.

    Of a trend with a month of very few young people nothing is published: its tables would tell of
    each of them, and to leave out the month alone would tell that they are so few.  A month whose
    tables can't be made fit beside the months before it has its movements only.

    Raises MovementsDisagree if the report does not add up, and NotFitToPublish if a count of the
    movements could be worked out, whatever is hidden.
    """
    months = next(each.months for each in report.series if each.series == "all")
    if any(_open_in_england(month) < LEAST_PUBLISHED for month in months):
        return NotPublished(
            f"in a month of the trend fewer than {LEAST_PUBLISHED} young people are open, so any "
            "table would tell of each of them."
        )
    years = years_of_trend(report, rules.threshold, releases)
    kept = hidden_in_movements(months, years, releases)
    published: tuple[PublishedMonth, ...] = ()
    for _ in range(_ROUNDS):
        movements = _fit_movements(report, rules.threshold, kept, years)
        published = _months(months, movements, rules, published, releases)
        more = _hidden_in_tables(published, movements)
        if not more:
            break
        kept |= more
    else:
        movements = _fit_movements(report, rules.threshold, kept, years)
        published = _months(months, movements, rules, published, releases)
        published = _given_up(published, movements)
    return PublishedTrend(movements, published, rules)


def england_tables(tables: TrueTables) -> TrueTables:
    """What of a month's tables is published: England's tables, and how many there are in each
    region, without types of agency."""
    kept = []
    for each in tables.tables:
        if each.table.question is None and not is_local(each.geography):
            total = tuple(figure for figure in each.figures if figure.column == "total")
            kept.append(replace(each, figures=total))
        elif each.geography.level == "national":
            kept.append(each)
    return replace(tables, tables=tuple(kept))


def _open_in_england(month: TrendMonth) -> int:
    """Those open at the end of the month."""
    return sum(
        each.movements.open_end for each in month.movements if each.geography.code == ENGLAND
    )


def _fit_movements(
    report: TrendReport, threshold: int, keep: frozenset[Cell], years: Sequence[YearAndMonths]
) -> MovementsPublication:
    """The movements after disclosure control and its audit."""
    publication = publish_movements(report, threshold, keep, years)
    text = published_movements_csv(publication.movements)
    finding = attack_movements(movements_of(text, Path(MOVEMENTS)), threshold)
    if finding.found:
        first = finding.found[0]
        raise NotFitToPublish(
            f"The movements are not fit to publish: {first.column}, {first.place}: '{first.row}' "
            "is in print or can be worked out. It is a fault of the program: write the trend with "
            "--no-publish, and tell the makers of lscb."
        )
    check_trend(publication.movements, years)
    return publication


def _months(
    months: Sequence[TrendMonth],
    movements: MovementsPublication,
    rules: PublishRules,
    known: Sequence[PublishedMonth],
    releases: Sequence[HeldRelease],
) -> tuple[PublishedMonth, ...]:
    """The months one after the other.  What is `known` of them from an earlier round stands up to
    the first month of which the movements hide more now."""
    found: list[PublishedMonth] = []
    held: list[_HeldMonth] = []
    as_before = bool(known)
    for n, month in enumerate(months):
        if ends_a_year(month.last):
            found.append(PublishedMonth(month.name, month.last, None, _ends_a_year(month.name)))
            continue
        keep = _hidden_open(month.name, movements) | hidden_in_england(month.last, releases)
        if as_before:
            before = known[n].publication
            as_before = before is not None and keep <= before.pattern.cells
        each = known[n] if as_before else _month(month, held, keep, rules)
        found.append(each)
        if each.publication is not None:
            held.append(_HeldMonth(each.name, each.last, each.publication))
    return tuple(found)


def _month(
    month: TrendMonth, held: Sequence[_HeldMonth], keep: frozenset[Cell], rules: PublishRules
) -> PublishedMonth:
    tables = england_tables(month.tables)
    if _cases(ENGLAND) in keep:
        return _without_tables(month.name, month.last)
    try:
        publication = fit_to_publish(tables, False, rules.threshold, rules.changed, held, keep)
    except NotFitToPublish:
        return _without_tables(month.name, month.last)
    return PublishedMonth(month.name, month.last, publication)


def ends_a_year(day: date) -> bool:
    """Whether a financial year ends on the day.  Those open on it are among the young people of
    that year, and few others may be: the tables of both would tell of those few."""
    return (day.month, day.day) == (3, 31)


def _ends_a_year(name: str) -> str:
    return (
        f"The tables of {name} are not published: beside those of the year that ends with it, they "
        "could tell of the young people who left in the year. Who came and went is published."
    )


def _without_tables(name: str, last: date) -> PublishedMonth:
    why_not = (
        f"The tables of {name} are not published: beside those of the months before it a hidden "
        "count could be worked out, whatever is hidden."
    )
    return PublishedMonth(name, last, None, why_not)


def _cases(place: str) -> Cell:
    return Cell(place, CASES, BASE.code)


def _hidden_open(month: str, movements: MovementsPublication) -> frozenset[Cell]:
    """The cells of the month's tables that show whom the movements hide."""
    return frozenset(_cases(place) for place in movements.movements.hidden_at_end(month))


def _hidden_in_tables(
    months: Sequence[PublishedMonth], movements: MovementsPublication
) -> frozenset[Cell]:
    """The cells of the movements that show whom the tables of a month hide."""
    names = movements.movements.months
    places = {each.geography.code for each in movements.movements.counts}
    found = set[Cell]()
    for n, each in enumerate(months):
        if each.publication is not None:
            hidden = movements.movements.hidden_at_end(each.name)
            found |= {
                movement_cell(names, n, place, OPEN_AT_END)
                for place in places - hidden
                if _cases(place) in each.publication.pattern.cells
            }
    return frozenset(found)


def _given_up(
    published: tuple[PublishedMonth, ...], movements: MovementsPublication
) -> tuple[PublishedMonth, ...]:
    """The months whose tables and movements can't be brought to hide the same are published without
    tables; so are those after them that were held against these."""
    unlike = {cell.question for cell in _hidden_in_tables(published, movements)}
    first = next(
        (n for n, each in enumerate(published) if f"movements {each.name}" in unlike),
        len(published),
    )
    left = tuple(_without_tables(each.name, each.last) for each in published[first:])
    return (*published[:first], *left)


def write_trend_csvs(folder: Path, trend: PublishedTrend) -> None:
    """Writes the published counts below `folder`: movements.csv, and of each month that has its
    tables months/YYYY-MM/tables.csv.  Raises OSError."""
    text = published_movements_csv(trend.movements.movements)
    (folder / MOVEMENTS).write_text(text, encoding="utf-8", newline="")
    for each in trend.months:
        if each.publication is not None:
            of_month = folder / MONTHS / each.name
            of_month.mkdir(parents=True)
            text = published_tables_csv(each.publication.tables)
            (of_month / TABLES).write_text(text, encoding="utf-8", newline="")
