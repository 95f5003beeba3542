"""What is odd about a return beside the agency's others, and about one that is stored already."""

from datetime import date
from pathlib import Path

from pipeline.changes_warnings import (
    BesideEarlier,
    earlier_warnings,
    sent_again,
    sent_again_warning,
)
from pipeline.configuration import ChangeThresholds
from pipeline.returns import ReturnId
from tests.pipeline.months import (
    JUNE,
    YORK,
    YORK_IN_MAY,
    File,
    codes,
    may_and_june,
    months,
    people,
    six,
)

# --- Beside the earlier return ---


def beside_may(people_before: int, people_now: int, new: int = 0) -> BesideEarlier:
    return BesideEarlier(date(2011, 6, 6), date(2011, 5, 9), people_before, people_now, new, 0)


def test_half_the_rows_gone_is_odd_and_fewer_are_not(tmp_path: Path) -> None:
    may = people(*(f"YP{n}" for n in range(10)))
    half = may_and_june(tmp_path / "1", may, may[:5])
    assert codes(half) == ["rows_down"]
    assert half.warnings[0].figures.endswith("It has 5 young people; that of 9 May 2011 had 10.")
    assert codes(may_and_june(tmp_path / "2", may, may[:6])) == []


def test_more_than_a_fifth_new_is_odd_and_a_fifth_is_not(tmp_path: Path) -> None:
    may = people(*(f"YP{n}" for n in range(10)))
    june = [*may[:8], *people("YP20", "YP21")]
    assert codes(may_and_june(tmp_path / "1", may, june)) == []
    found = may_and_june(tmp_path / "2", may, [*june[1:], *people("YP22")])
    assert codes(found) == ["many_new_identifiers"]
    assert "New are 3 of 10 young people" in found.warnings[0].figures


def test_rows_are_down_though_each_young_person_left_stands_twice(tmp_path: Path) -> None:
    may = people(*(f"YP{n}" for n in range(10)))
    found = may_and_june(tmp_path, may, [*may[:5], *may[:5]])
    assert codes(found) == ["rows_down"]
    assert found.warnings[0].figures.endswith("It has 5 young people; that of 9 May 2011 had 10.")


def test_new_young_people_are_no_more_for_standing_twice(tmp_path: Path) -> None:
    may = people(*(f"YP{n}" for n in range(10)))
    june = [*may[:8], *people("YP20", "YP21", "YP20", "YP21")]
    assert codes(may_and_june(tmp_path, may, june)) == []


def test_young_people_whose_rows_were_refused_were_not_left_out(tmp_path: Path) -> None:
    june = [*six()[:2], *six(3, closure_date="later")[:4]]
    assert codes(may_and_june(tmp_path, six(), june)) == []


def test_after_a_nil_return_new_young_people_are_not_odd() -> None:
    beside = beside_may(people_before=0, people_now=9, new=9)
    assert list(earlier_warnings(beside, False, ChangeThresholds())) == []


def test_a_threshold_is_taken_as_written_and_not_as_a_float() -> None:
    beside = beside_may(people_before=10, people_now=2)
    warnings = earlier_warnings(beside, False, ChangeThresholds(rows_down=0.8))
    assert [each.code for each in warnings] == ["rows_down"]


def test_last_months_file_under_a_new_date_is_odd(tmp_path: Path) -> None:
    records = six(gender="female", age="15")
    assert codes(may_and_june(tmp_path, records, records)) == ["same_as_last_time"]


def test_last_months_file_is_known_by_young_people_listed_twice_too(tmp_path: Path) -> None:
    records = [*six(gender="female"), *people("YP1", gender="male")]
    assert codes(may_and_june(tmp_path, records, records)) == ["same_as_last_time"]


def test_last_months_file_is_known_with_a_row_that_is_refused_in_both(tmp_path: Path) -> None:
    records = [*six(gender="female"), {"local_id": "YP7", "closure_date": "later"}]
    found = may_and_june(tmp_path, records, records)
    assert codes(found) == ["same_as_last_time"]
    assert found.warnings[0].figures.endswith("9 May 2011 are 7 of 7 young people.")


def test_a_return_of_which_a_refused_row_was_mended_is_not_last_months_file(
    tmp_path: Path,
) -> None:
    may = [*six(), {"local_id": "YP7", "closure_date": "later"}]
    assert codes(may_and_june(tmp_path, may, [*six(), *people("YP7")])) == []


def test_a_young_person_listed_twice_of_whom_one_row_changed_is_changed(tmp_path: Path) -> None:
    may = [*six(), *people("YP1", gender="male")]
    june = [*six(), *people("YP1", gender="female")]
    assert codes(may_and_june(tmp_path, may, june)) == []


def test_the_same_young_people_under_another_day_of_the_month_are_not_last_months(
    tmp_path: Path,
) -> None:
    first = {"return_date": "2011-06-01"}
    assert codes(months(tmp_path, [File(first, six())], [File(JUNE, six())])[YORK]) == []


def test_a_return_of_which_one_answer_changed_is_not_last_months_file(tmp_path: Path) -> None:
    june = [*six(gender="female")[:5], *people("YP6", gender="male")]
    assert codes(may_and_june(tmp_path, six(gender="female"), june)) == []


def test_a_return_with_nobody_new_and_one_gone_is_not_last_months_file(tmp_path: Path) -> None:
    assert codes(may_and_june(tmp_path, six(), six()[:5])) == []


def test_of_a_small_return_nothing_is_odd(tmp_path: Path) -> None:
    four = six()[:4]
    assert codes(may_and_june(tmp_path / "1", four, four)) == []
    assert codes(may_and_june(tmp_path / "2", four, four[:1])) == []
    assert codes(may_and_june(tmp_path / "3", four, people("A1", "A2", "A3", "A4"))) == []


# --- A file that is stored already ---


def in_york(agency: str, day: date) -> ReturnId:
    return ReturnId(agency, "816", day)


HARBOUR_IN_MAY, HARBOUR_IN_JUNE = YORK_IN_MAY, YORK
POLICE_IN_MAY = in_york("police", date(2011, 5, 9))
POLICE_IN_JUNE = in_york("police", date(2011, 6, 6))


def test_mays_file_in_junes_delivery_was_sent_again() -> None:
    again = sent_again({HARBOUR_IN_MAY}, [HARBOUR_IN_MAY, POLICE_IN_JUNE])
    assert again == {HARBOUR_IN_MAY}
    warning = sent_again_warning(HARBOUR_IN_MAY)
    assert warning.code == "sent_again"
    assert warning.figures.endswith("Its return date is 9 May 2011.")


def test_mays_folder_taken_in_again_after_june_is_nothing_odd() -> None:
    may = [HARBOUR_IN_MAY, POLICE_IN_MAY]
    assert sent_again(set(may), may) == frozenset()


def test_a_folder_with_all_months_taken_in_again_is_nothing_odd() -> None:
    every = [HARBOUR_IN_MAY, HARBOUR_IN_JUNE, POLICE_IN_JUNE]
    assert sent_again(set(every), every) == frozenset()


def test_a_month_taken_in_again_is_nothing_odd_though_days_differ_by_weeks() -> None:
    every = [HARBOUR_IN_JUNE, in_york("police", date(2011, 6, 27))]
    assert sent_again(set(every), every) == frozenset()


def test_a_month_taken_in_again_is_nothing_odd_though_it_ends_in_the_next() -> None:
    every = [in_york("police", date(2011, 5, 31)), HARBOUR_IN_JUNE]
    assert sent_again(set(every), every) == frozenset()
