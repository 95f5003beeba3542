"""The restricted files of a trend, held against lines written by hand."""

from dataclasses import replace
from datetime import date

from reports.figures import BASE, Geography, TrueFigure, TrueTable, TrueTables
from reports.movements import Movements
from reports.tables import Row
from reports.trend import TrendMonth, TrendReport, TrendSeries
from reports.trend_csv import movements_csv, trend_tables_csv
from reports.year import PlaceMovements
from tests.reports.example_report import ENGLAND, TABLES

NORTH = Geography("local_authority", "E06000047", 'Durham, "County"', "E12000001")


def month(name: str, last: date, *movements: PlaceMovements) -> TrendMonth:
    figures = (
        TrueFigure(Row("female", "Female"), "total", "3", "75.0"),
        TrueFigure(BASE, "total", "4", ""),
    )
    return TrendMonth(
        name, last, movements, TrueTables(last, (TrueTable(TABLES["figure_3"], NORTH, figures),))
    )


def report(*months: TrendMonth, **populations: int) -> TrendReport:
    return TrendReport(
        first=date(2010, 4, 1),
        last=months[-1].last,
        series=(TrendSeries("all", months), TrendSeries("sent_every_month", months[:1])),
        every_month=(),
        not_every_month=(),
        without_return=(),
        codebook_version="2011",
        program_version="0.1.0",
        populations=populations,
        population_note="",
    )


APRIL = month(
    "2010-04",
    date(2010, 4, 30),
    PlaceMovements(
        ENGLAND,
        Movements(
            open_start=5, seen_again=1, new=2, came_back=1, ended=3, ended_age=1, unknown=1,
            open_end=4, not_confirmed=2, individuals=8, first_open=5, first_new=2,
            first_came_back=1, last_ended=3, last_unknown=1, last_open=4,
        ),
    ),
)  # fmt: skip
MAY = month("2010-05", date(2010, 5, 31), PlaceMovements(NORTH, Movements(open_end=2)))


def test_every_count_of_a_place_has_a_line_and_those_open_at_the_end_a_rate() -> None:
    lines = movements_csv(report(APRIL, E92000001=3000)).splitlines()
    assert lines[0] == (
        "series,month,geographic_level,geography_code,geography_name,row,row_label,cases,rate"
    )
    place = "all,2010-04,national,E92000001,England"
    unknown = '"Unknown: not in a later return, and no closure date"'
    assert lines[1] == f"{place},open_start,Open at the start,5,"
    assert lines[7] == f"{place},unknown,{unknown},1,"
    # 4 of 3,000 are 13.33 of 10,000.
    assert lines[8] == f"{place},open_end,Open at the end,4,13.3"
    counts = [int(line.rsplit(",", 2)[1]) for line in lines[1:17]]
    assert counts == [5, 1, 2, 1, 3, 1, 1, 4, 2, 8, 5, 2, 1, 3, 1, 4]
    assert lines[17].startswith("sent_every_month,2010-04,national,")
    assert len(lines) == 1 + 2 * 16


def test_where_no_population_is_known_there_is_no_rate() -> None:
    text = movements_csv(report(MAY))
    assert (
        'all,2010-05,local_authority,E06000047,"Durham, ""County""",open_end,Open at the end,2,\n'
    ) in text


def test_every_figure_of_every_month_and_series_has_a_line_boards_apart() -> None:
    place = 'figure_3,local_authority,E06000047,"Durham, ""County"""'
    header = trend_tables_csv(report(APRIL, MAY))
    assert header.count("\n") == 1
    assert trend_tables_csv(report(APRIL, MAY), local=True) == (
        "series,month,table_id,geographic_level,geography_code,geography_name,row,row_label,"
        "column,cases,percent\n"
        f"all,2010-04,{place},female,Female,total,3,75.0\n"
        f"all,2010-04,{place},base,Cases with information,total,4,\n"
        f"all,2010-05,{place},female,Female,total,3,75.0\n"
        f"all,2010-05,{place},base,Cases with information,total,4,\n"
        f"sent_every_month,2010-04,{place},female,Female,total,3,75.0\n"
        f"sent_every_month,2010-04,{place},base,Cases with information,total,4,\n"
    )


def test_a_trend_without_anybody_has_its_headings_alone() -> None:
    nobody = replace(APRIL, movements=(), tables=TrueTables(APRIL.last, ()))
    empty = report(nobody)
    assert movements_csv(empty).count("\n") == 1
    assert trend_tables_csv(empty).count("\n") == 1
