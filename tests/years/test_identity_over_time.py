"""Who is one young person over the returns of a year."""

from pathlib import Path

from tests.years.history import Return, movements_at, store_of, trend_in, year_in, yp

MAY, JUNE, JULY = "2010-05-31", "2010-06-30", "2010-07-31"


def individuals(tmp_path: Path, *returns: Return) -> int:
    return movements_at(year_in(store_of(tmp_path, *returns)).report.movements).individuals


def test_a_birthday_or_two_make_no_second_young_person(tmp_path: Path) -> None:
    assert individuals(
        tmp_path,
        Return("Harbour", "2009-01-31", [yp("A-1", age="13")]),
        Return("Harbour", "2010-12-31", [yp("A-1", age="15")]),
        Return("Harbour", "2011-01-31", [yp("A-1", age="15")]),
    ) == 1  # fmt: skip


def test_a_gender_that_is_corrected_is_one_young_person_in_all_months(tmp_path: Path) -> None:
    first, later = (
        yp("A-1", referral_date="2010-04-10", gender=each) for each in ("male", "female")
    )
    store = store_of(tmp_path, Return("Harbour", MAY, [first]), Return("Harbour", JUNE, [later]))
    (series, *_) = trend_in(store, "2010-05", "2010-06").report.series
    assert [movements_at(each.movements).open_end for each in series.months] == [1, 1]
    assert movements_at(year_in(store).report.movements).unknown == 0


def test_an_identifier_that_is_given_anew_is_another_young_person(tmp_path: Path) -> None:
    """Another referral, another gender: the agency used the identifier again."""
    one = yp("A-1", referral_date="2010-04-10", gender="male")
    other = yp("A-1", referral_date="2010-06-05", gender="female")
    assert (
        individuals(tmp_path, Return("Harbour", MAY, [one]), Return("Harbour", JUNE, [other])) == 2
    )


def test_two_who_share_an_identifier_in_one_return_stay_two(tmp_path: Path) -> None:
    both = [
        yp("A-1", referral_date="2010-04-10", gender="male"),
        yp("A-1", referral_date="2010-04-10", gender="female"),
    ]
    assert individuals(tmp_path, Return("Harbour", MAY, both), Return("Harbour", JUNE, both)) == 2


def test_an_agencys_type_is_that_of_its_latest_return(tmp_path: Path) -> None:
    store = store_of(
        tmp_path,
        Return("Harbour", MAY, [yp("A-1")]),
        Return("Harbour", JULY, [yp("A-1")], kind="statutory"),
    )
    by_series = {
        each.series: [movements_at(month.movements).open_end for month in each.months]
        for each in trend_in(store, "2010-05", "2010-07").report.series
    }
    assert by_series["statutory"] == [1, 1, 1]
    assert by_series["voluntary"] == [0, 0, 0]
