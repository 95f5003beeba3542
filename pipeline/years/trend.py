"""The trend of a span of months: from the store to its report."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import get_args

from pipeline.duplicates.decisions import DecisionUse
from pipeline.returns import StoredReturn
from pipeline.years.answers import people_open_on
from pipeline.years.figures import movements_by_place, populations_of, tables_of
from pipeline.years.over_time import Asked, OverTime, read_over_time
from pipeline.years.period import Period, months_within, years_within
from pipeline.years.spells import AgencyAtPlace, make_spells, movements_of
from reports.movements import Series
from reports.tables import held_tables
from reports.tables_reading import load_tables
from reports.trend import TrendMonth, TrendReport, TrendSeries, YearOfTrend
from schemas.areas import Areas
from schemas.codebook import Codebook
from schemas.people import FORMS
from schemas.populations import load_populations, note
from schemas.sql_connection import connected
from schemas.version import program_version


@dataclass(frozen=True)
class Trend:
    """A trend's report, the returns that it counts, and how each decision stands."""

    report: TrendReport
    returns: tuple[StoredReturn, ...]
    uses: tuple[DecisionUse, ...]


def take_trend(
    asked: Asked,
    months: tuple[Period, ...],
    areas: Areas,
    codebook: Codebook,
    progress: Callable[[str], None] = lambda _: None,
) -> Trend:
    """Counts each month of a span in each series; `asked.end` is the last day of the last one.

    Raises NoReturnsInTime if no return is of these months or before, StoreError if the store is
    damaged, MovementsBroken or TablesBroken if figures don't add up.
    """
    with connected() as connection:
        over_time = read_over_time(connection, asked, areas, codebook, progress)
        every_month = over_time.sent_in_each(months)
        series = []
        years: tuple[YearOfTrend, ...] = ()
        for each in get_args(Series):
            make_spells(connection, each, every_month)
            if each == "all":
                years = _years(over_time, months)
            series.append(_series(over_time, each, months, codebook))
            progress(each)
    last = months[-1].last
    populations = load_populations()
    mid_year = populations.nearest(last)
    places = (each.geography for month in series[0].months for each in month.movements)
    sent, not_sent = _senders(over_time, every_month)
    report = TrendReport(
        first=months[0].first,
        last=last,
        series=tuple(series),
        every_month=sent,
        not_every_month=not_sent,
        without_return=tuple(month.name for month in months if not over_time.returns_in(month)),
        codebook_version=codebook.version,
        program_version=program_version(),
        populations=populations_of(dict.fromkeys(places), populations, mid_year, areas),
        population_note=note(mid_year, last),
        years=years,
    )
    return Trend(report, over_time.returns, over_time.uses)


def _years(over_time: OverTime, months: Sequence[Period]) -> tuple[YearOfTrend, ...]:
    """The years that are wholly in the span, from the spells that are there."""
    connection, areas, end = over_time.connection, over_time.areas, over_time.end
    return tuple(
        YearOfTrend(
            year.name,
            tuple(month.name for month in months_within(year)),
            movements_by_place(movements_of(connection, year), areas, end),
        )
        for year in years_within(months)
    )


def _series(
    over_time: OverTime, series: Series, months: Sequence[Period], codebook: Codebook
) -> TrendSeries:
    connection, areas, end = over_time.connection, over_time.areas, over_time.end
    people = people_open_on(connection, [month.last for month in months], codebook)
    forms = {form for each in people.values() for form in each[FORMS].unique().to_pylist()}
    tables = held_tables(load_tables(), forms)
    return TrendSeries(
        series,
        tuple(
            TrendMonth(
                name=month.name,
                last=month.last,
                movements=movements_by_place(movements_of(connection, month), areas, end),
                tables=tables_of(
                    people[month.last],
                    tables,
                    month.last,
                    end,
                    areas,
                    codebook,
                    local=series == "all",
                ),
            )
            for month in months
        ),
    )


def _senders(
    over_time: OverTime, every_month: frozenset[AgencyAtPlace]
) -> tuple[tuple[tuple[str, str], ...], tuple[tuple[str, str], ...]]:
    """The names of agencies and areas that sent in each month, and those of all others."""
    names = {
        (each.id.agency, over_time.place_of(each).code): (
            each.agency,
            over_time.place_of(each).name,
        )
        for each in over_time.returns
    }
    sent = sorted(name for pair, name in names.items() if pair in every_month)
    others = sorted(name for pair, name in names.items() if pair not in every_month)
    return tuple(sent), tuple(others)
