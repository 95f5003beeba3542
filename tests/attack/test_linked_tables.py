"""What tables and places give away of each other."""

from pathlib import Path

from schemas.areas import ENGLAND
from tests.attack.written import (
    NORTH_EAST,
    NORTH_WEST,
    audited,
    cases,
    exact,
    interval,
    table,
)

DURHAM, YORK = "E06000047", "E06000014"
DARLINGTON = "E06000005"


def test_the_only_hidden_region_is_what_the_others_leave_of_england(tmp_path: Path) -> None:
    def gender(place: str, female: int | str, male: int | str, base: int) -> list[tuple[str, ...]]:
        return table("figure_3", place, female=female, male=male, base=base, not_known=0,
                     not_provided=0)  # fmt: skip

    finding = audited(
        tmp_path,
        cases(ENGLAND, 80) + cases(NORTH_EAST, 40) + cases(NORTH_WEST, 40),
        gender(ENGLAND, 60, 20, 80),
        gender(NORTH_EAST, 33, 7, 40),
        gender(NORTH_WEST, "c", "c", 40),
    )
    assert exact(finding) == {(NORTH_WEST, "female", 27), (NORTH_WEST, "male", 13)}


def test_a_cell_hidden_in_one_table_and_printed_in_another_is_exact(tmp_path: Path) -> None:
    finding = audited(
        tmp_path,
        cases(base=50),
        table("figure_6", with_family=30, looked_after=20, base=50, not_known=0, not_provided=0,
              of_which_family_home=26),
        table("question_family_setting", family_home="c", kinship_care="c", base="c", not_known=0,
              not_provided="c", outside_base=20),
    )  # fmt: skip
    assert (ENGLAND, "family_home", 26) in exact(finding)


def test_a_cell_worked_out_in_one_table_is_known_in_the_other(tmp_path: Path) -> None:
    finding = audited(
        tmp_path,
        cases(base=50),
        table("figure_6", with_family=30, looked_after=20, base=50, not_known=0, not_provided=0,
              of_which_family_home="c"),
        table("question_family_setting", family_home="c", kinship_care=20, base=24, not_known=0,
              not_provided=6, outside_base=20),
    )  # fmt: skip
    assert exact(finding) == {(ENGLAND, "family_home", 4)}
    assert {each.table_id for each in finding.exact} <= {"figure_6", "question_family_setting"}


def test_those_who_are_asked_a_further_question_are_those_with_the_answer_before(
    tmp_path: Path,
) -> None:
    """All but 46 of 50 are with family."""
    finding = audited(
        tmp_path,
        cases(base=50),
        table("figure_6", with_family="c", looked_after="c", base=50, not_known=0, not_provided=0),
        table("question_family_setting", family_home="c", kinship_care="c", base="c", not_known="c",
              not_provided="c", outside_base=46),
    )  # fmt: skip
    assert {(ENGLAND, "with_family", 4), (ENGLAND, "looked_after", 46)} <= exact(finding)


def test_the_rows_of_table_2_are_the_cases_of_the_regions(tmp_path: Path) -> None:
    finding = audited(
        tmp_path,
        table("table_2", ENGLAND, E12000001="c", E12000002=36, base=40),
        cases(NORTH_EAST, "c"),
        cases(NORTH_WEST, 36),
    )
    assert exact(finding) == {(NORTH_EAST, "cases", 4)}


def test_the_cases_of_boards_make_those_of_their_region(tmp_path: Path) -> None:
    finding = audited(
        tmp_path,
        cases(ENGLAND, 40) + cases(NORTH_EAST, 40),
        cases(DURHAM, "c") + cases(DARLINGTON, 36),
    )
    assert exact(finding) == {(DURHAM, "cases", 4)}


def test_a_board_that_is_listed_has_a_case(tmp_path: Path) -> None:
    """Though every board of the region is hidden, so that zeros might be."""
    finding = audited(
        tmp_path,
        cases(ENGLAND, 2) + cases(NORTH_EAST, 2),
        cases(DURHAM, "c") + cases(DARLINGTON, "c"),
    )
    assert exact(finding) == {(DURHAM, "cases", 1), (DARLINGTON, "cases", 1)}


def test_where_all_regions_are_hidden_each_may_be_0(tmp_path: Path) -> None:
    def camhs(place: str, yes: int | str, no: int | str, base: int) -> list[tuple[str, ...]]:
        return table("question_camhs_contact", place, yes=yes, no=no, base=base, not_known="c",
                     not_provided="c")  # fmt: skip

    finding = audited(
        tmp_path,
        cases(ENGLAND, 90) + cases(NORTH_EAST, 45) + cases(NORTH_WEST, 45),
        camhs(ENGLAND, "c", "c", 70),
        camhs(NORTH_EAST, "c", 28, 35),
        camhs(NORTH_WEST, "c", 27, 35),
    )
    assert interval(finding, "yes", NORTH_EAST) == (7, 7)
    assert interval(finding, "not_known", NORTH_EAST) == (0, 10)


def test_a_blank_percentage_beside_hidden_ones_says_that_the_base_is_0(tmp_path: Path) -> None:
    def camhs(place: str, percent: str) -> list[tuple[str, ...]]:
        said = f"c{percent}"
        return table("question_camhs_contact", place, yes=said, no=said, base="c", not_known="c",
                     not_provided="c")  # fmt: skip

    finding = audited(
        tmp_path,
        cases(ENGLAND, 90) + cases(NORTH_EAST, 45) + cases(NORTH_WEST, 45),
        camhs(ENGLAND, " c"),
        camhs(NORTH_EAST, " "),
        camhs(NORTH_WEST, " c"),
    )
    assert interval(finding, "base", NORTH_EAST) == (0, 0)


def test_mean_of_a_region_is_no_count_and_no_harm(tmp_path: Path) -> None:
    finding = audited(
        tmp_path,
        cases(ENGLAND, 30) + cases(YORK, 30),
        table("figure_2", _14=10, _15=20, base=30, mean="14.7", mode="15", not_known=0,
              not_provided=0),
    )  # fmt: skip
    assert finding.found == ()
    assert finding.hidden == 0
