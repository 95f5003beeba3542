"""The data files of the annual return, against lines written by hand."""

import csv
import io

from reports.year_csv import movements_csv, sending_csv, year_tables_csv
from tests.reports.example_year import example_board_year, example_year


def lines(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text)))


def test_a_place_has_all_its_counts_and_rates_of_three_of_them() -> None:
    header, *rest = lines(movements_csv(example_year()))
    assert header == [
        "geographic_level", "geography_code", "geography_name", "row", "row_label", "cases",
        "rate",
    ]  # fmt: skip
    durham = [line for line in rest if line[1] == "E06000047"]
    assert {tuple(line[:3]) for line in durham} == {
        ("local_authority", "E06000047", "County Durham")
    }
    assert [(line[3], line[5], line[6]) for line in durham] == [
        ("open_start", "3", ""), ("seen_again", "1", ""), ("new", "2", "1.3"),
        ("came_back", "2", ""), ("ended", "3", ""), ("ended_age", "1", ""), ("unknown", "1", ""),
        ("open_end", "3", "1.9"), ("not_confirmed", "1", ""), ("individuals", "6", "3.8"),
        ("first_open", "3", ""), ("first_new", "2", ""), ("first_came_back", "1", ""),
        ("last_ended", "2", ""), ("last_unknown", "1", ""), ("last_open", "3", ""),
    ]  # fmt: skip
    assert durham[2][4] == "New"


def test_without_a_population_there_is_no_rate() -> None:
    board = [line for line in lines(movements_csv(example_year())) if "+" in line[1]]
    assert len(board) == 16
    assert {line[6] for line in board} == {""}


def test_the_places_stand_in_the_order_of_the_tables() -> None:
    _, *rest = lines(movements_csv(example_year()))
    assert list(dict.fromkeys(line[2] for line in rest)) == [
        "England", "North East", "London", "County Durham", "Hammersmith and Kensington",
    ]  # fmt: skip


def test_the_tables_have_three_groups_and_the_group_stands_after_the_place() -> None:
    header, *rest = lines(year_tables_csv(example_year()))
    assert header == [
        "table_id", "geographic_level", "geography_code", "geography_name", "group", "row",
        "row_label", "column", "cases", "percent",
    ]  # fmt: skip
    assert list(dict.fromkeys(line[4] for line in rest)) == ["worked_with", "new", "known_before"]
    gender = [line[4:] for line in rest if line[0] == "figure_3" and line[3] == "County Durham"]
    assert [line for line in gender if line[1] in ("female", "base", "not_known")] == [
        ["worked_with", "female", "Female", "total", "3", "60.0"],
        ["worked_with", "base", "Cases with information", "total", "5", ""],
        ["worked_with", "not_known", "Recorded as not known", "total", "1", ""],
        ["new", "female", "Female", "total", "1", "50.0"],
        ["new", "base", "Cases with information", "total", "2", ""],
        ["new", "not_known", "Recorded as not known", "total", "0", ""],
        ["known_before", "female", "Female", "total", "2", "66.7"],
        ["known_before", "base", "Cases with information", "total", "3", ""],
        ["known_before", "not_known", "Recorded as not known", "total", "1", ""],
    ]


def test_a_board_s_return_is_about_that_board_alone() -> None:
    report = example_board_year()
    assert {line[1] for line in lines(movements_csv(report))[1:]} == {"E06000047"}
    assert {line[2] for line in lines(year_tables_csv(report))[1:]} == {"E06000047"}


def test_who_sent_has_a_column_a_month_and_no_name_becomes_a_formula() -> None:
    header, *rest = lines(sending_csv(example_year()))
    assert header == [
        "area", "agency", "2010-04", "2010-05", "2010-06", "2010-07", "2010-08", "2010-09",
        "2010-10", "2010-11", "2010-12", "2011-01", "2011-02", "2011-03", "last_return",
    ]  # fmt: skip
    assert rest == [
        ["County Durham", "'=HYPERLINK(\"https://example.org\",\"Prizes\")", *["yes"] * 12,
         "2011-03-31"],
        ["County Durham", "Barnardo's <b>North</b> & Co", *["yes"] * 2, *["no"] * 10,
         "2010-05-31"],
        ["Hammersmith and Kensington", "[Safe House](https://example.org/form)", *["no"] * 12,
         "2010-03-31"],
        ["Hammersmith and Kensington", "Never Sent", *["no"] * 12, ""],
    ]  # fmt: skip
