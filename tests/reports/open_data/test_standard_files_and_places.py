"""The open data standard, rule by rule: files, data columns, time and place."""

import re
from collections.abc import Mapping
from itertools import product

from reports.disclosure.published import PublishedTables
from reports.open_data import open_data_files
from schemas.areas import load_areas
from tests.reports.open_data.read import OF_TIME_AND_PLACE, DataFile, Line

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
ALWAYS = ("time_period", "time_identifier", "geographic_level", "country_code", "country_name")
REGION = ("region_code", "region_name")
AUTHORITY = ("old_la_code", "new_la_code", "la_name")
REGIONS = {
    "E12000001": "North East", "E12000002": "North West", "E12000003": "Yorkshire and The Humber",
    "E12000004": "East Midlands", "E12000005": "West Midlands", "E12000006": "East of England",
    "E12000007": "London", "E12000008": "South East", "E12000009": "South West",
}  # fmt: skip


def test_every_data_file_has_its_metadata_under_the_same_name(texts: Mapping[str, str]) -> None:
    data = [name for name in texts if not name.endswith(".meta.csv")]
    assert data
    assert set(texts) == {*data, *(name.replace(".csv", ".meta.csv") for name in data)}


def test_names_are_lower_case_with_hyphens_and_underscores_alone(texts: Mapping[str, str]) -> None:
    assert all(re.fullmatch(r"[a-z0-9_-]+(\.meta)?\.csv", name) for name in texts)


def test_files_are_utf_8_with_commas_and_every_line_is_as_long_as_the_header(
    texts: Mapping[str, str], files: list[DataFile]
) -> None:
    for text in texts.values():
        assert text.encode("utf-8").decode("utf-8") == text
        assert not text.startswith("\ufeff")
        assert text.endswith("\n")
    assert all(file.lines and file.meta for file in files)  # read strictly, line by line


def test_time_and_country_columns_are_always_there(files: list[DataFile]) -> None:
    assert all(file.columns[:5] == ALWAYS for file in files)


def test_region_columns_stand_where_a_row_is_regional_or_lower(files: list[DataFile]) -> None:
    assert all(set(REGION) <= set(file.columns) for file in files)


def test_authority_columns_stand_where_a_row_is_of_an_authority_and_nowhere_else(
    files: list[DataFile], tables: PublishedTables
) -> None:
    for file in files:
        authorities = any(line["geographic_level"] == "Local authority" for line in file.lines)
        assert authorities == (set(AUTHORITY) <= set(file.columns))
        assert authorities == (tables.local_tables or file.name == "cases-by-agency-type")


def test_columns_are_snake_case_of_at_most_50_characters_and_none_is_there_twice(
    files: list[DataFile],
) -> None:
    for file in files:
        assert all(re.fullmatch(r"[a-z][a-z0-9_]{0,49}", name) for name in file.columns)
        assert len(set(file.columns)) == len(file.columns)


def test_no_column_is_called_characteristic(files: list[DataFile]) -> None:
    assert not any("characteristic" in name for file in files for name in file.columns)


def test_no_answer_is_part_of_an_indicators_name(files: list[DataFile]) -> None:
    for file in files:
        answers = {
            word
            for line in file.lines
            for value in file.answer(line)
            for word in re.findall(r"[a-z]{4,}", value.lower())
        }
        kept = {"cases", "with", "information"}  # "Cases with information" is a row of its own
        for name in file.indicators:
            assert not set(name.split("_")) & (answers - kept)


def test_all_time_periods_are_one_month_of_a_year_of_four_digits(
    files: list[DataFile], tables: PublishedTables
) -> None:
    times = {
        (line["time_period"], line["time_identifier"]) for file in files for line in file.lines
    }
    assert times == {("2011", "June")}
    assert (tables.day.year, MONTHS[tables.day.month - 1]) == (2011, "June")


def test_levels_are_in_the_standards_words(files: list[DataFile]) -> None:
    levels = {line["geographic_level"] for file in files for line in file.lines}
    assert levels == {"National", "Regional", "Local authority"}


def test_a_national_row_has_englands_code_and_name_only(files: list[DataFile]) -> None:
    for line in lines_of(files, "National"):
        assert (line["country_code"], line["country_name"]) == ("E92000001", "England")
        assert not any(line.get(column) for column in REGION + AUTHORITY)


def test_a_regional_row_has_its_region_and_country_and_no_authority(files: list[DataFile]) -> None:
    for line in lines_of(files, "Regional"):
        assert (line["country_code"], line["country_name"]) == ("E92000001", "England")
        assert REGIONS[line["region_code"]] == line["region_name"]
        assert not any(line.get(column) for column in AUTHORITY)


def test_an_authoritys_row_has_its_codes_its_region_and_country(files: list[DataFile]) -> None:
    for line in lines_of(files, "Local authority"):
        assert (line["country_code"], line["country_name"]) == ("E92000001", "England")
        assert REGIONS[line["region_code"]] == line["region_name"]
        assert re.fullmatch(r"E0[6-9]\d{6}|E10\d{6}", line["new_la_code"])
        assert re.fullmatch(r"\d{3}", line["old_la_code"])


def test_code_and_name_are_a_pair_of_the_official_list_on_the_day(
    files: list[DataFile], tables: PublishedTables
) -> None:
    authorities = load_areas().authorities
    for line in lines_of(files, "Local authority"):
        authority = authorities[line["new_la_code"]]
        assert authority.in_force(tables.day)
        found = (line["old_la_code"], line["la_name"], line["region_code"])
        assert found == (authority.dfe, authority.name, authority.region)


def test_no_line_stands_for_the_same_time_place_and_filters_as_another(
    files: list[DataFile],
) -> None:
    for file in files:
        lines = [(file.place(line), file.answer(line)) for line in file.lines]
        assert len(set(lines)) == len(lines)


def test_every_combination_of_filters_and_places_is_there(files: list[DataFile]) -> None:
    for file in files:
        lines = {(file.place(line), file.answer(line)) for line in file.lines}
        places = {place for place, _ in lines}
        answers = {answer for _, answer in lines}
        assert lines == set(product(places, answers))


def test_england_and_all_regions_are_in_every_file(files: list[DataFile]) -> None:
    for file in files:
        regions = {line["region_code"] for line in lines_of([file], "Regional")}
        assert regions == set(REGIONS)
        assert lines_of([file], "National")


def test_every_authority_is_in_all_files_that_have_authorities(
    files: list[DataFile], tables: PublishedTables
) -> None:
    known = load_areas().authorities
    expected = {
        each.geography.code
        for each in tables.of("table_2")
        if each.geography.level == "local_authority"
        and known[each.geography.code].in_force(tables.day)
    }
    for file in files:
        if "la_name" in file.columns:
            found = {line["new_la_code"] for line in lines_of([file], "Local authority")}
            assert found == expected


def test_columns_of_time_and_place_come_first(files: list[DataFile]) -> None:
    for file in files:
        of_place = [name for name in OF_TIME_AND_PLACE if name in file.columns]
        assert list(file.columns[: len(of_place)]) == of_place


def lines_of(files: list[DataFile], level: str) -> list[Line]:
    return [line for file in files for line in file.lines if line["geographic_level"] == level]


def test_the_same_tables_give_the_same_files(
    texts: Mapping[str, str], tables: PublishedTables
) -> None:
    assert dict(open_data_files(tables)) == texts
