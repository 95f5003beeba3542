"""What one table gives away."""

from pathlib import Path

from schemas.areas import ENGLAND
from tests.attack.written import audited, cases, exact, interval, table


def test_the_only_hidden_answer_is_what_the_others_leave_of_the_base(tmp_path: Path) -> None:
    finding = audited(
        tmp_path,
        cases(base=100),
        table(
            "figure_3", female="c", male=90, transgender=6, base=100, not_known=0, not_provided=0
        ),
    )
    assert exact(finding) == {(ENGLAND, "female", 4)}
    assert [(each.table_id, each.place, each.row) for each in finding.exact] == [
        ("figure_3", "England", "Female")
    ]


def test_two_hidden_answers_share_what_is_left_and_a_hidden_one_is_at_least_1(
    tmp_path: Path,
) -> None:
    finding = audited(
        tmp_path,
        cases(base=100),
        table(
            "figure_3", female="c", male="c", transgender=6, base=100, not_known=0, not_provided=0
        ),
    )
    assert interval(finding, "female") == (1, 93)
    assert finding.found == ()


def test_a_small_remainder_is_shared_too_narrowly(tmp_path: Path) -> None:
    finding = audited(
        tmp_path,
        cases(base=10),
        table(
            "figure_3", female="c", male="c", transgender=6, base=10, not_known=0, not_provided=0
        ),
    )
    assert interval(finding, "female") == (1, 3)
    assert {each.row for each in finding.narrow} == {"Female", "Male"}


def test_the_only_hidden_part_of_the_cases_is_what_the_others_leave(tmp_path: Path) -> None:
    finding = audited(
        tmp_path,
        cases(base=50),
        table("question_camhs_contact", yes=20, no=20, base=40, not_known="c", not_provided=7),
    )
    assert exact(finding) == {(ENGLAND, "not_known", 3)}


def test_not_known_is_a_part_of_the_base_in_table_5(tmp_path: Path) -> None:
    finding = audited(
        tmp_path,
        cases(base=50),
        table("table_5", grooming=30, not_known=12, base="c", not_provided=8),
    )
    assert exact(finding) == {(ENGLAND, "base", 42)}


def test_beside_zeros_alone_a_hidden_answer_may_be_0(tmp_path: Path) -> None:
    finding = audited(
        tmp_path,
        cases(base=8),
        table("figure_3", female="c", male="c", transgender=0, base=8, not_known=0, not_provided=0),
    )
    assert interval(finding, "female") == (0, 8)


def test_where_every_answer_is_hidden_each_may_be_0(tmp_path: Path) -> None:
    finding = audited(
        tmp_path,
        cases(base=8),
        table(
            "figure_3", female="c", male="c", transgender="c", base=8, not_known=0, not_provided=0
        ),
    )
    assert interval(finding, "female") == (0, 8)
    assert finding.found == ()


def test_beside_an_open_answer_hidden_ones_are_at_least_1(tmp_path: Path) -> None:
    finding = audited(
        tmp_path,
        cases(base=8),
        table("figure_3", female="c", male="c", transgender=6, base=8, not_known=0, not_provided=0),
    )
    assert exact(finding) == {(ENGLAND, "female", 1), (ENGLAND, "male", 1)}


def test_a_percentage_left_in_print_gives_its_count(tmp_path: Path) -> None:
    finding = audited(
        tmp_path,
        cases(base=100),
        table(
            "figure_3", female="c 4.0", male="c c", transgender="c c", base=100, not_known=0,
            not_provided=0,
        ),
    )  # fmt: skip
    assert exact(finding) == {(ENGLAND, "female", 4)}


def test_a_percentage_gives_its_hidden_base(tmp_path: Path) -> None:
    """Half of the base is 3: then it is 6."""
    finding = audited(
        tmp_path,
        cases(base=20),
        table(
            "figure_3", female="3 50.0", male="c c", transgender="c c", base="c", not_known="c",
            not_provided="c",
        ),
    )  # fmt: skip
    assert (ENGLAND, "base", 6) in exact(finding)


def test_the_mean_gives_two_hidden_ages(tmp_path: Path) -> None:
    """Ten of 15 and 17 who are 15.8 on average have 158 years together: four are 17."""
    finding = audited(
        tmp_path,
        cases(base=10),
        table("figure_2", _15="c", _16=0, _17="c", base=10, mean="15.8", mode="c", not_known=0,
              not_provided=0),
    )  # fmt: skip
    assert exact(finding) == {(ENGLAND, "15", 6), (ENGLAND, "17", 4)}


def test_the_mode_says_which_hidden_age_is_the_larger(tmp_path: Path) -> None:
    """The lowest of several is printed: 17 has more than 15, so at least 6 of the 10 (and 15 may be
    a hidden 0, as no number above 0 is in print)."""
    finding = audited(
        tmp_path,
        cases(base=10),
        table("figure_2", _15="c", _16=0, _17="c", base=10, mode="17", not_known=0,
              not_provided=0),
    )  # fmt: skip
    assert (interval(finding, "15"), interval(finding, "17")) == ((0, 4), (6, 10))


def test_a_youngest_that_was_left_in_print_is_used(tmp_path: Path) -> None:
    finding = audited(
        tmp_path,
        cases(base=10),
        table("figure_2", _14="c", _15="c", _16="c", base=10, youngest="15", not_known=0,
              not_provided=0),
    )  # fmt: skip
    assert exact(finding) == {(ENGLAND, "14", 0)}


def test_types_of_agency_add_up_to_a_places_cases(tmp_path: Path) -> None:
    finding = audited(tmp_path, cases(base=40, statutory=37, voluntary="c", mixed=0))
    assert exact(finding) == {(ENGLAND, "cases", 3)}


def test_a_small_count_in_print_is_found(tmp_path: Path) -> None:
    finding = audited(
        tmp_path,
        cases(base=40),
        table("question_camhs_contact", yes=3, no=37, base=40, not_known=0, not_provided=0),
    )
    assert [(each.row, each.kind) for each in finding.printed] == [("Yes", "printed")]


def test_a_small_group_of_whom_all_gave_one_answer_is_found(tmp_path: Path) -> None:
    finding = audited(
        tmp_path,
        cases(base=40),
        table("question_camhs_contact", yes=12, no=0, base=12, not_known=0, not_provided=28),
    )
    assert [each.row for each in finding.whole_groups] == ["Yes"]
