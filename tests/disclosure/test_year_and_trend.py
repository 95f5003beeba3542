"""A year and a trend of the same months, published apart and read together."""

import json
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import pytest

from pipeline.attack.facts import AuditError
from pipeline.attack.finding import Finding
from pipeline.attack.movements import PrintedCount
from pipeline.attack.printed import PrintedFigure
from pipeline.attack.release import Cell
from pipeline.attack.sums import Range
from pipeline.attack.year_and_trend import attack_together, cases_of
from pipeline.audit_command import AuditPlan, audit_release
from pipeline.configuration import PublishRules
from pipeline.releases.held_together import printed_figures
from pipeline.years.publish_trend import PublishedTrend, publish_trend, write_trend_csvs
from pipeline.years.publish_year import PublishedYearTables, publish_year
from pipeline.years.read_together import printed_counts
from reports.disclosure.cells import Cell as TrueCell
from reports.disclosure.movements_system import places, without_parts
from reports.disclosure.year_and_months import year_and_months
from reports.figures import Geography
from reports.movements import Movements
from reports.year import MonthOfYear, PlaceMovements
from reports.year_tables import published_year_csv
from schemas.version import PROGRAM
from tests.disclosure.trends import month_names
from tests.disclosure.years_and_months import year_and_trend

RULES = PublishRules()
NORTH_EAST = Geography("regional", "E12000001", "North East", "E12000001")
NORTH_WEST = Geography("regional", "E12000002", "North West", "E12000002")


# In the North East 51 are open on 1 April; in June 2 come back, who ended before the year.
def in_month(number: int) -> dict[Geography, Movements]:
    back = 2 if number == 2 else 0
    start = 51 if number <= 2 else 53
    return {
        NORTH_EAST: Movements(open_start=start, came_back=back, open_end=start + back),
        NORTH_WEST: Movements(
            open_start=200, new=20, came_back=12, ended=20, unknown=12, open_end=200
        ),
    }


IN_YEAR = {
    NORTH_EAST: Movements(
        individuals=53, first_open=51, first_came_back=2, last_open=53,
        open_start=51, came_back=2, open_end=53,
    ),
    NORTH_WEST: Movements(
        individuals=560, first_open=200, first_new=240, first_came_back=120,
        last_ended=230, last_unknown=130, last_open=200,
        open_start=200, new=240, came_back=144, ended=240, unknown=144, open_end=200,
    ),
}  # fmt: skip


def with_england(of: dict[Geography, Movements]) -> tuple[PlaceMovements, ...]:
    england, *regions = places()
    return (
        PlaceMovements(england, sum(of.values(), Movements())),
        *(PlaceMovements(place, of.get(place, Movements())) for place in regions),
    )


MONTHS = [MonthOfYear(name, with_england(in_month(n))) for n, name in enumerate(month_names(12))]


def test_53_known_before_and_51_open_in_april_are_never_in_print_together() -> None:
    pattern = year_and_months("2010-11", with_england(IN_YEAR), MONTHS, 5)
    known_before = TrueCell("E12000001|known_before", "", "base")
    in_april = TrueCell("E12000001", "movements 2010-04", "open_start")
    assert known_before in pattern.of_year.cells or in_april in pattern.of_months.cells
    assert TrueCell("E12000001|came_back", "", "base") in pattern.of_year.cells
    assert TrueCell("E12000001", "movements 2010-06", "came_back") in pattern.of_months.cells
    assert pattern.of_year.declared == pattern.of_months.declared == ()


def test_whom_april_begins_with_and_march_ends_with_is_one_number_in_both() -> None:
    """Four are open on 1 April, and so hidden in the trend and in the year."""
    start = {NORTH_EAST: replace(in_month(0)[NORTH_EAST], open_start=4, ended=0, new=47)}
    months = [MonthOfYear("2010-04", with_england({**in_month(0), **start})), *MONTHS[1:]]
    year = replace(IN_YEAR[NORTH_EAST], first_open=4, first_new=47, open_start=4, new=47)
    pattern = year_and_months("2010-11", with_england({**IN_YEAR, NORTH_EAST: year}), months, 5)
    for place in ("E92000001", "E12000001", "E12000002"):
        in_months = TrueCell(place, "movements 2010-04", "open_start") in pattern.of_months.cells
        in_year = TrueCell(f"{place}|open_start", "", "base") in pattern.of_year.cells
        assert in_months == in_year
    assert TrueCell("E12000001|open_start", "", "base") in pattern.of_year.cells


def test_places_without_a_spell_have_zeros() -> None:
    counts = without_parts("2010-04", with_england(in_month(0))).counts
    assert counts["E12000003", "open_end"] == 0
    assert counts["E12000002", "ended"] == 20


# -- published apart, attacked together -----------------------------------------------------------


def attacked(year: PublishedYearTables, trend: PublishedTrend) -> Finding:
    return attack_together(
        printed_counts(trend.movements.movements),
        {"2010-11": printed_figures(year.tables)},
        RULES.threshold,
    )


@pytest.mark.parametrize("seed", range(2))
def test_nothing_can_be_worked_out_of_a_year_and_a_trend_published_apart(seed: int) -> None:
    of_year, of_trend = year_and_trend(seed)
    year, trend = publish_year(of_year, RULES), publish_trend(of_trend, RULES)
    assert isinstance(year, PublishedYearTables)
    assert isinstance(trend, PublishedTrend)
    finding = attacked(year, trend)
    assert finding.hidden > 0
    assert finding.exact == ()
    assert finding.narrow == ()
    assert trend.without_tables == ("2011-03",)
    assert "the year that ends with it" in trend.months[-1].why_not


def test_a_year_and_a_trend_that_know_nothing_of_each_other_tell_counts_together() -> None:
    of_year, of_trend = year_and_trend(0)
    year = publish_year(replace(of_year, months=()), RULES)
    trend = publish_trend(replace(of_trend, years=()), RULES)
    assert isinstance(year, PublishedYearTables)
    assert isinstance(trend, PublishedTrend)
    assert attacked(year, trend).exact != ()


def test_a_trend_without_a_month_of_the_year_can_not_be_read_with_it() -> None:
    of_year, of_trend = year_and_trend(0)
    year, trend = publish_year(of_year, RULES), publish_trend(of_trend, RULES)
    assert isinstance(year, PublishedYearTables)
    assert isinstance(trend, PublishedTrend)
    counts = printed_counts(trend.movements.movements)
    with pytest.raises(AuditError, match="no 2011-04, which is a month of 2011-12"):
        attack_together(counts, {"2011-12": cases_of(printed_figures(year.tables))}, 5)


# -- the attacker, from counts written by hand --------------------------------------------------
# The year: 53 were known before; how many of them came back is hidden, in the year and in June.

ROWS = ("open_start", "new", "came_back", "ended", "unknown", "open_end")


def in_print(month: str, counts: str) -> list[PrintedCount]:
    return [
        PrintedCount(month, level, code, name, row, row, cases)
        for level, code, name in (
            ("national", "E92000001", "England"),
            ("regional", "E12000001", "North East"),
        )
        for row, cases in zip(ROWS, counts.split(), strict=True)
    ]


def of_year(group: str, cases: str) -> PrintedFigure:
    return PrintedFigure(
        *("table_2", "regional", "E12000001", "North East", "base", "Cases", "total", cases, ""),
        group=group,
    )


YEAR = [
    of_year("", "53"),
    of_year("new", "0"),
    of_year("known_before", "53"),
    of_year("open_start", "c"),
    of_year("came_back", "c"),
]


def of_months() -> list[PrintedCount]:
    counts = ["51 0 0 0 0 51", "51 0 0 0 0 51", "51 0 c 0 0 53"]
    counts += ["53 0 0 0 0 53"] * 9
    return [
        each
        for month, of_month in zip(month_names(12), counts, strict=True)
        for each in in_print(month, of_month)
    ]


def test_who_came_back_is_had_from_those_known_before_less_those_open_in_april() -> None:
    finding = attack_together(of_months(), {"2010-11": YEAR}, 5)
    of = finding.intervals
    assert of[Cell("E12000001|came_back", "", "cases", release=1)] == Range(2, 2)
    assert of[Cell("E12000001|open_start", "", "cases", release=1)] == Range(51, 51)


def test_counts_of_different_returns_contradict_each_other() -> None:
    other = [replace(each, cases="50") if each.group == "open_start" else each for each in YEAR]
    with pytest.raises(AuditError, match="not of the same returns"):
        attack_together(of_months(), {"2010-11": other}, 5)


# -- beside sealed snapshots ----------------------------------------------------------------------

LONDON = "E12000007"


@dataclass(frozen=True)
class Sealed:
    """A snapshot of a day that hides how many there are in London."""

    day: date
    name: str = "sealed"
    pattern: frozenset[TrueCell] = frozenset({TrueCell(LONDON, "", "base")})
    is_snapshot: bool = True

    def figures(self) -> tuple[PrintedFigure, ...]:
        return ()


def test_what_snapshots_of_the_last_days_of_months_hide_the_year_and_the_trend_hide() -> None:
    of_year, of_trend = year_and_trend(0)
    releases = (Sealed(date(2010, 6, 30)), Sealed(date(2011, 3, 31)))
    year = publish_year(of_year, RULES, releases)
    trend = publish_trend(of_trend, RULES, releases)
    assert isinstance(year, PublishedYearTables)
    assert isinstance(trend, PublishedTrend)
    movements = trend.movements.movements
    assert movements.cases("2010-06", LONDON, "open_end") == "c"
    assert movements.cases("2011-03", LONDON, "open_end") == "c"
    end = year.tables.find("year_end", LONDON)
    assert end is not None
    assert end.cases("open_end") == "c"
    in_june = trend.months[2].publication
    assert in_june is not None
    assert TrueCell(LONDON, "", "base") in in_june.pattern.cells
    assert attacked(year, trend).found == ()


# -- `lscb audit TREND --with YEAR` ---------------------------------------------------------------


def audited(folder: Path, year: PublishedYearTables, trend: PublishedTrend) -> bool:
    """Whether the audit of both, from their files, finds anything."""
    manifest = {
        "program": PROGRAM,
        "command": "annual",
        "parameters": {"date": "2011-03-31"},
        "published": None,
    }
    for part in ("trend", "year"):
        (folder / part / "publish").mkdir(parents=True)
    write_trend_csvs(folder / "trend" / "publish", trend)
    tables = published_year_csv(year.tables)
    (folder / "year" / "publish" / "tables.csv").write_text(tables, encoding="utf-8")
    (folder / "year" / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    plan = AuditPlan(folder / "trend", (folder / "year",), RULES.threshold, None)
    return audit_release(plan, as_json=False)


@pytest.mark.parametrize("apart", [False, True])
def test_the_audit_of_a_trend_with_its_year_reads_both(
    apart: bool, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    of_year, of_trend = year_and_trend(0)
    if apart:
        of_year, of_trend = replace(of_year, months=()), replace(of_trend, years=())
    year, trend = publish_year(of_year, RULES), publish_trend(of_trend, RULES)
    assert isinstance(year, PublishedYearTables)
    assert isinstance(trend, PublishedTrend)
    assert audited(tmp_path, year, trend) == apart
    said = capsys.readouterr().out
    assert ("with the year 2010-11. Nothing found." in said) != apart
    assert ("what the years and the trend say together can be worked out" in said) == apart
