"""The open data standard, rule by rule: filters, indicators and their metadata."""

import re

from tests.reports.open_data.read import OF_TIME_AND_PLACE, DataFile

META = (
    "col_name", "col_type", "label", "indicator_grouping", "indicator_unit", "indicator_dp",
    "filter_hint", "filter_grouping_column",
)  # fmt: skip
UNITS = {"", "%", "pp", "£", "£m", "numberstring"}
NO_NUMBER = {"c", "z", "x", "low", "k", "u"}
ETHNIC_GROUPS = [
    "White", "Mixed / Multiple ethnic groups", "Asian / Asian British",
    "Black / African / Caribbean / Black British", "Other ethnic group", "Unknown", "Total",
]  # fmt: skip


def test_metadata_have_the_standards_columns(files: list[DataFile]) -> None:
    assert all(file.meta_columns == META for file in files)


def test_every_filter_and_indicator_is_a_row_of_the_metadata_and_nothing_else_is(
    files: list[DataFile],
) -> None:
    for file in files:
        named = [row["col_name"] for row in file.meta]
        wanted = set(file.columns) - set(OF_TIME_AND_PLACE) - set(file.groupings)
        assert sorted(named) == sorted(wanted)
        assert {row["col_type"] for row in file.meta} == {"Filter", "Indicator"}


def test_labels_are_unique_and_of_at_most_80_characters(files: list[DataFile]) -> None:
    for file in files:
        labels = [row["label"] for row in file.meta]
        assert len(set(labels)) == len(labels)
        assert all(0 < len(label) <= 80 for label in labels)


def test_indicators_have_no_hint_and_no_grouping_column(files: list[DataFile]) -> None:
    for file in files:
        for row in file.meta:
            if row["col_type"] == "Indicator":
                assert row["filter_hint"] == row["filter_grouping_column"] == ""


def test_filters_have_no_unit_no_decimals_and_no_indicator_grouping(files: list[DataFile]) -> None:
    for file in files:
        for row in file.meta:
            if row["col_type"] == "Filter":
                assert row["indicator_unit"] == row["indicator_dp"] == ""
                assert row["indicator_grouping"] == ""


def test_decimals_are_a_whole_number_and_the_figures_have_as_many(files: list[DataFile]) -> None:
    for file in files:
        for row in file.meta:
            if row["col_type"] == "Indicator":
                assert re.fullmatch(r"\d", row["indicator_dp"])
                decimals = int(row["indicator_dp"])
                wanted = r"\d+" if decimals == 0 else rf"\d+\.\d{{{decimals}}}"
                values = {line[row["col_name"]] for line in file.lines} - NO_NUMBER
                assert all(re.fullmatch(wanted, value) for value in values)


def test_units_are_those_of_the_standard(files: list[DataFile]) -> None:
    assert {row["indicator_unit"] for file in files for row in file.meta} <= UNITS


def test_a_filter_has_at_least_two_values_one_of_them_total(files: list[DataFile]) -> None:
    for file in files:
        for name in file.filters:
            values = {line[name] for line in file.lines}
            assert len(values) >= 2
            assert "Total" in values


def test_no_value_of_a_filter_is_blank_has_spaces_at_its_ends_or_is_too_long(
    files: list[DataFile],
) -> None:
    for file in files:
        for name in (*file.filters, *file.groupings):
            for value in {line[name] for line in file.lines}:
                assert value == value.strip() != ""
                assert len(value) <= 120


def test_a_grouping_column_is_in_the_data_of_one_filter_and_has_no_more_values_than_it(
    files: list[DataFile],
) -> None:
    for file in files:
        assert len(set(file.groupings)) == len(file.groupings)
        for row in file.meta:
            if grouping := row["filter_grouping_column"]:
                assert grouping in file.columns
                groups = {line[grouping] for line in file.lines}
                assert len(groups) <= len({line[row["col_name"]] for line in file.lines})


def test_indicators_are_plain_numbers_or_the_standards_letters(files: list[DataFile]) -> None:
    for file in files:
        for name in file.indicators:
            for value in {line[name] for line in file.lines}:
                assert value in NO_NUMBER or re.fullmatch(r"\d+(\.\d)?", value)


def test_percentages_are_of_a_hundred(files: list[DataFile]) -> None:
    for file in files:
        for row in file.meta:
            if row["indicator_unit"] == "%":
                values = {line[row["col_name"]] for line in file.lines} - NO_NUMBER
                assert all(float(value) <= 100 for value in values)
                assert all(float(value) == 0 or len(value) >= 3 for value in values)
    shares = [
        float(line["percent"])
        for file in files
        for line in file.lines
        if line["percent"] not in NO_NUMBER
    ]
    assert max(shares) > 1


def test_a_percentage_is_that_of_its_cases_and_its_base(files: list[DataFile]) -> None:
    seen = 0
    for file in files:
        for line in file.lines if "cases_with_information" in file.columns else ():
            figures = (line["cases"], line["cases_with_information"], line["percent"])
            if not NO_NUMBER & set(figures):
                cases, base, percent = (float(figure) for figure in figures)
                assert abs(100 * cases / base - percent) <= 0.0501
                seen += 1
    assert seen > 20


def test_ethnic_groups_are_those_of_the_standard_in_a_filter_of_its_name(
    files: list[DataFile],
) -> None:
    (file,) = (file for file in files if "ethnicity_major" in file.columns)
    assert file.filters == ("ethnicity_major",)
    england = [line for line in file.lines if line["geographic_level"] == "National"]
    assert [line["ethnicity_major"] for line in england] == ETHNIC_GROUPS


def test_gender_keeps_its_own_name_and_no_filter_is_called_sex(files: list[DataFile]) -> None:
    assert not any("sex" in file.columns for file in files)
    (file,) = (file for file in files if "gender" in file.columns)
    assert {line["gender"] for line in file.lines} <= {
        "Female", "Male", "Transgender", "Unknown", "Total",
    }  # fmt: skip


def test_breakdowns_that_are_not_crossed_are_one_file_of_topics(files: list[DataFile]) -> None:
    (file,) = (file for file in files if file.groupings)
    assert (file.filters, file.groupings) == (("breakdown",), ("breakdown_topic",))
    totals = {line["breakdown_topic"] for line in file.lines if line["breakdown"] == "Total"}
    assert totals == {"Total"}


def test_every_file_but_that_of_topics_has_one_filter_alone(files: list[DataFile]) -> None:
    assert all(len(file.filters) == 1 for file in files)


def test_the_hint_says_what_the_percentage_is_of(files: list[DataFile]) -> None:
    for file in files:
        (hint,) = (row["filter_hint"] for row in file.meta if row["col_type"] == "Filter")
        assert "he percentage is of" in hint
