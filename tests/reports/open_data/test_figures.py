"""What the open data hold: figures written by hand, found again in their lines."""

import pytest

from reports.open_data import JOINT_BOARDS_LEFT_OUT, open_data_files
from tests.reports.open_data.read import DataFile, files_of, published

ENGLAND, REGION, DURHAM, BOARD = "E92000001", "E12000001", "E06000047", "E09000001+E09000012"
SAID = {
    ("table_2", ENGLAND): {
        "base": "90", "base:statutory": "50", "base:voluntary": "40", "E12000001": "60 66.7",
        "E12000001:statutory": "c", "E12000007": "c c",
    },
    ("table_2", REGION): {"base": "60", "base:statutory": "c", "base:voluntary": "c"},
    ("table_2", DURHAM): {"base": "c", "base:statutory": "12"},
    ("table_2", BOARD): {"base": "7"},
    ("figure_2", ENGLAND): {"14": "30 42.9", "15": "40 57.1", "base": "70", "not_known": "8",
                            "not_provided": "12"},
    ("figure_2", REGION): {"14": "c c", "15": "c c", "base": "c", "not_known": "8",
                           "not_provided": "c"},
    ("figure_2", DURHAM): {"15": "c c", "base": "c"},
    ("figure_3", ENGLAND): {"female": "80 88.9", "male": "10 11.1", "transgender": "0 0.0",
                            "base": "90"},
    ("figure_4", ENGLAND): {"white": "40 50.0", "mixed": "10 12.5", "asian": "16 20.0",
                            "black": "14 17.5", "other": "0 0.0", "base": "80", "not_known": "c",
                            "not_provided": "c"},
    ("table_5", ENGLAND): {"grooming": "20 66.7", "gang": "10 33.3", "not_known": "9 30.0",
                           "base": "30", "not_provided": "60", "one_answer_only": "21 70.0"},
    ("table_9", ENGLAND): {"in_progress": "8 100.0", "base": "8", "not_known": "20",
                           "not_provided": "c", "outside_base": "c", "beside_police_active": "6"},
}  # fmt: skip


@pytest.fixture(scope="module")
def files() -> dict[str, DataFile]:
    return files_of(published(SAID))


@pytest.fixture(scope="module")
def local() -> dict[str, DataFile]:
    return files_of(published(SAID, local_tables=True))


def figures(file: DataFile, **where: str) -> dict[str, tuple[str, ...]]:
    """The figures of the lines with these values, by their filter."""
    return {
        line[file.filters[0]]: tuple(line[column] for column in file.indicators)
        for line in file.lines
        if all(line[column] == value for column, value in where.items())
    }


def test_there_is_a_file_for_types_ages_ethnic_groups_and_genders_and_one_for_all_other_answers(
    files: dict[str, DataFile],
) -> None:
    assert list(open_data_files(published(SAID))) == [
        "cases-by-agency-type.csv", "cases-by-agency-type.meta.csv",
        "cases-by-age.csv", "cases-by-age.meta.csv",
        "cases-by-ethnicity.csv", "cases-by-ethnicity.meta.csv",
        "cases-by-gender.csv", "cases-by-gender.meta.csv",
        "cases-by-answer.csv", "cases-by-answer.meta.csv",
    ]  # fmt: skip


def test_types_of_agency_stand_for_england_and_regions(files: dict[str, DataFile]) -> None:
    types = files["cases-by-agency-type"]
    assert figures(types, geographic_level="National") == {
        "Total": ("90", "z"), "Statutory": ("50", "z"), "Voluntary": ("40", "z"),
        "Mixed": ("0", "z"),
    }  # fmt: skip
    assert figures(types, region_code=REGION, geographic_level="Regional") == {
        "Total": ("60", "66.7"), "Statutory": ("c", "z"), "Voluntary": ("c", "z"),
        "Mixed": ("0", "z"),
    }  # fmt: skip


def test_an_authoritys_types_are_not_available_unless_its_tables_are_published(
    files: dict[str, DataFile], local: dict[str, DataFile]
) -> None:
    there = figures(files["cases-by-agency-type"], new_la_code=DURHAM)
    assert there == {
        "Total": ("c", "z"), "Statutory": ("x", "z"), "Voluntary": ("x", "z"), "Mixed": ("x", "z"),
    }  # fmt: skip
    there = figures(local["cases-by-agency-type"], new_la_code=DURHAM)
    assert (there["Total"], there["Statutory"], there["Mixed"]) == (
        ("c", "z"), ("12", "z"), ("0", "z"),
    )  # fmt: skip


def test_each_age_has_its_cases_its_base_and_its_share_of_the_base(
    files: dict[str, DataFile],
) -> None:
    ages = figures(files["cases-by-age"], geographic_level="National")
    assert list(ages) == [*(str(age) for age in range(26)), "Unknown", "Total"]
    assert ages["14"] == ("30", "70", "42.9")
    assert ages["Unknown"] == ("20", "z", "z")
    assert ages["Total"] == ("90", "z", "z")


def test_unknown_is_hidden_where_one_of_its_parts_is(files: dict[str, DataFile]) -> None:
    ages = figures(files["cases-by-age"], geographic_level="Regional", region_code=REGION)
    assert ages["Unknown"] == ("c", "z", "z")
    assert ages["14"] == ("c", "c", "c")


def test_a_percentage_of_nobody_is_not_applicable(files: dict[str, DataFile]) -> None:
    genders = figures(files["cases-by-gender"], geographic_level="Regional", region_code=REGION)
    assert genders["Female"] == ("0", "0", "z")


def test_ethnic_groups_have_the_standards_names(files: dict[str, DataFile]) -> None:
    assert figures(files["cases-by-ethnicity"], geographic_level="National") == {
        "White": ("40", "80", "50.0"),
        "Mixed / Multiple ethnic groups": ("10", "80", "12.5"),
        "Asian / Asian British": ("16", "80", "20.0"),
        "Black / African / Caribbean / Black British": ("14", "80", "17.5"),
        "Other ethnic group": ("0", "80", "0.0"),
        "Unknown": ("c", "z", "z"),
        "Total": ("90", "z", "z"),
    }


def test_gender_keeps_its_own_answers(files: dict[str, DataFile]) -> None:
    genders = files["cases-by-gender"]
    assert genders.filters == ("gender",)
    assert figures(genders, geographic_level="National") == {
        "Female": ("80", "90", "88.9"), "Male": ("10", "90", "11.1"),
        "Transgender": ("0", "90", "0.0"), "Unknown": ("0", "z", "z"), "Total": ("90", "z", "z"),
    }  # fmt: skip


def test_a_question_with_several_answers_has_its_answers_and_its_further_rows(
    files: dict[str, DataFile],
) -> None:
    topic = figures(
        files["cases-by-answer"], geographic_level="National", breakdown_topic="Methods of coercion"
    )
    assert topic["Grooming"] == ("20", "66.7")
    assert topic["Not known to the agency"] == ("9", "30.0")
    assert topic["Cases with information"] == ("30", "z")
    assert topic["Not provided"] == ("60", "z")
    assert topic["One answer only"] == ("21", "70.0")
    assert "Recorded as not known" not in topic


def test_those_outside_the_base_and_those_not_known_stand_apart(
    files: dict[str, DataFile],
) -> None:
    topic = figures(
        files["cases-by-answer"], geographic_level="National", breakdown_topic="Court proceedings"
    )
    assert topic["In progress"] == ("8", "100.0")
    assert topic["Recorded as not known"] == ("20", "z")
    assert topic["Not provided"] == topic["Outside the base"] == ("c", "z")
    assert topic["With an active police investigation"] == ("6", "z")


def test_the_total_of_answers_is_all_cases_under_a_topic_of_its_own(
    files: dict[str, DataFile],
) -> None:
    answers = files["cases-by-answer"]
    total = figures(answers, geographic_level="National", breakdown_topic="Total")
    assert total == {"Total": ("90", "z")}
    assert sum(line["breakdown"] == "Total" for line in answers.lines) == 2


def test_every_question_is_in_one_file_alone(files: dict[str, DataFile]) -> None:
    topics = {line["breakdown_topic"] for line in files["cases-by-answer"].lines}
    assert len(topics) == 24  # 23 questions and Total
    assert not topics & {"Gender", "Ethnicity", "Current age"}


def test_authorities_have_all_files_where_their_tables_are_published(
    files: dict[str, DataFile], local: dict[str, DataFile]
) -> None:
    with_authorities = [name for name, file in files.items() if "la_name" in file.columns]
    assert with_authorities == ["cases-by-agency-type"]
    assert all("la_name" in file.columns for file in local.values())
    assert figures(local["cases-by-age"], new_la_code=DURHAM)["15"] == ("c", "c", "c")


def test_joint_boards_are_left_out_and_it_is_said(local: dict[str, DataFile]) -> None:
    for file in local.values():
        assert {line["geographic_level"] for line in file.lines} == {
            "National", "Regional", "Local authority",
        }  # fmt: skip
        assert {line["new_la_code"] for line in file.lines} == {"", DURHAM}
    assert "joint boards" in JOINT_BOARDS_LEFT_OUT


def test_the_same_tables_give_the_same_bytes() -> None:
    assert open_data_files(published(SAID)) == open_data_files(published(SAID))
