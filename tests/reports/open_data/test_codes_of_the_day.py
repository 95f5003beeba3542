"""Codes of regions and authorities are those of the snapshot's day."""

from datetime import date

import pytest

from reports.disclosure.published import PublishedFigure, PublishedTable, PublishedTables
from reports.figures import BASE, Geography
from reports.open_data import open_data_files
from reports.tables_reading import load_tables
from schemas.areas import load_areas
from tests.reports.open_data.read import ENGLAND, read_files


def authorities_on(day: date, *codes: str) -> list[tuple[str, ...]]:
    """Time, codes, name and region of the authorities' lines of total cases, where the tables of
    these codes are published of `day`."""
    areas = load_areas()
    places = [ENGLAND]
    for code in codes:
        authority = areas.authorities[code]
        places.append(Geography("local_authority", code, authority.name, authority.region))
    cases = (PublishedFigure(BASE, "total", "60", ""),)
    tables = tuple(PublishedTable(load_tables()[0], place, cases) for place in places)
    (file,) = read_files(open_data_files(PublishedTables(day, tables, 5, False))).values()
    columns = (
        "time_period", "time_identifier", "old_la_code", "new_la_code", "la_name", "region_code",
        "region_name",
    )  # fmt: skip
    return [
        tuple(line[column] for column in columns)
        for line in file.lines
        if line.get("new_la_code") and line["agency_type"] == "Total"
    ]


@pytest.mark.parametrize(
    ("day", "code", "line"),
    [
        ("2011-06-06", "E06000048", "2011 June 929 E06000048 Northumberland"),
        ("2021-03-31", "E06000057", "2021 March 929 E06000057 Northumberland"),
        ("2011-06-06", "E10000002", "2011 June 825 E10000002 Buckinghamshire"),
        ("2021-11-30", "E06000060", "2021 November 825 E06000060 Buckinghamshire"),
        ("2011-06-06", "E10000006", "2011 June 909 E10000006 Cumbria"),
        ("2023-04-30", "E06000063", "2023 April 942 E06000063 Cumberland"),
        ("2021-04-30", "E06000061", "2021 April 940 E06000061 North Northamptonshire"),
    ],
)
def test_an_authority_has_the_codes_that_it_had_on_the_day(day: str, code: str, line: str) -> None:
    (found,) = authorities_on(date.fromisoformat(day), code)
    assert " ".join(found[:5]) == line


def test_an_authoritys_region_stands_beside_it() -> None:
    (found,) = authorities_on(date(2023, 4, 30), "E06000063")
    assert found[5:] == ("E12000002", "North West")


def test_an_authority_that_had_become_several_by_the_day_is_left_out() -> None:
    lines = authorities_on(date(2021, 4, 30), "E10000021", "E06000061", "E06000062")
    assert [line[4] for line in lines] == ["North Northamptonshire", "West Northamptonshire"]


def test_a_three_digit_code_that_is_not_known_is_not_available() -> None:
    (found,) = authorities_on(date(2009, 1, 31), "E10000010")
    assert found[:5] == ("2009", "January", "x", "E10000010", "Durham")


def test_every_authority_of_these_days_has_its_three_digit_code() -> None:
    for day in (date(2011, 6, 6), date(2021, 4, 30), date(2023, 4, 30)):
        codes = [each.gss for each in load_areas().authorities.values() if each.in_force(day)]
        lines = authorities_on(day, *codes)
        assert len(lines) == len(codes) > 145
        assert all(line[2].isdigit() and len(line[2]) == 3 for line in lines)
        assert len({line[2] for line in lines}) == len(lines)


def test_files_without_published_tables_are_left_out() -> None:
    tables = (PublishedTable(load_tables()[1], ENGLAND, ()),)
    assert open_data_files(PublishedTables(date(2011, 6, 6), tables, 5, False)) == {}
