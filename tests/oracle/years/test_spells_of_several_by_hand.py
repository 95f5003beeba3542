"""Spells of several agencies, who is who over the years, and areas that change, by hand."""

from datetime import date
from pathlib import Path

from .by_hand import sent, spells

POLICE = {"agency": "City Police", "kind": "Statutory"}


def test_two_agencies_that_overlap_make_one_spell(tmp_path: Path) -> None:
    assert spells(
        tmp_path,
        sent("2010-04-30", "1001,15,,2010-04-10,2010-05-10"),
        sent("2010-05-31", "1001,15,,2010-05-01", **POLICE),
        sent("2010-06-30", "1001,15,,2010-05-01,2010-06-10", **POLICE),
    ) == ["2010-04-10 to 2010-06-10 closure"]


def test_two_agencies_that_touch_make_one_spell_and_a_day_between_makes_two(
    tmp_path: Path,
) -> None:
    assert spells(
        tmp_path,
        sent("2010-06-30", "1001,15,,2010-04-10,2010-05-10", "1002,15,,2010-04-10,2010-05-10"),
        sent("2010-06-30", "1001,15,,2010-05-10", "1002,15,,2010-05-11", **POLICE),
    ) == ["2010-04-10 on", "2010-04-10 to 2010-05-10 closure", "2010-05-11 on"]


def test_where_two_end_on_one_day_a_closure_is_the_reason_before_age_and_unknown(
    tmp_path: Path,
) -> None:
    assert spells(
        tmp_path,
        sent("2010-04-30", "1001,17,,2010-04-10", "1002,17,,2010-04-11"),
        sent("2010-04-30", "1001,17,,2010-04-10", "1002,17,,2010-04-11", **POLICE),
        sent("2010-05-31"),
        sent("2010-05-31", "1001,17,,2010-04-10,2010-05-31", "1002,18,,2010-04-11", **POLICE),
    ) == ["2010-04-10 to 2010-05-31 closure", "2010-04-11 to 2010-05-31 age"]


def test_an_age_that_grows_with_the_years_contradicts_nothing(tmp_path: Path) -> None:
    assert spells(
        tmp_path,
        sent("2010-04-30", "1001,14,,2010-04-10"),
        sent("2012-03-31", "1001,16,,2010-04-10"),
        end=date(2012, 3, 31),
    ) == ["2010-04-10 on"]


def test_an_age_that_does_not_grow_in_two_years_is_someone_else(tmp_path: Path) -> None:
    assert spells(
        tmp_path,
        sent("2010-04-30", "1001,14,,2010-04-10"),
        sent("2012-03-31", "1001,14,,2012-03-10"),
        end=date(2012, 3, 31),
    ) == ["2010-04-10 to 2012-03-31 unknown", "2012-03-10 on"]


def test_a_replaced_return_never_was(tmp_path: Path) -> None:
    assert spells(
        tmp_path,
        sent("2010-04-30", "1001,15,,2010-04-10"),
        sent("2010-05-31"),
        sent("2010-05-31", "1001,15,,2010-04-10"),
    ) == ["2010-04-10 on"]


def test_a_return_after_the_end_is_not_looked_at(tmp_path: Path) -> None:
    assert spells(tmp_path, sent("2011-03-31", "1001,15,,2011-03-01"), sent("2011-04-30")) == [
        "2011-03-01 on"
    ]


def test_an_authority_under_its_new_code_goes_on_where_the_old_one_was(tmp_path: Path) -> None:
    assert spells(
        tmp_path,
        sent("2013-03-31", "1001,15,,2013-03-10", "1002,15,,2013-03-11", area="E08000020"),
        sent("2013-04-30", "1001,15,,2013-03-10", area="E08000037"),
        end=date(2013, 5, 31),
    ) == ["2013-03-10 on", "2013-03-11 to 2013-04-30 unknown"]


def test_an_authority_goes_on_where_it_became_a_part_of_another(tmp_path: Path) -> None:
    assert spells(
        tmp_path,
        sent("2019-03-31", "1001,15,,2019-03-10", "1002,15,,2019-03-11", area="Poole"),
        sent("2019-04-30", "1001,15,,2019-03-10", area="839"),
        end=date(2019, 5, 31),
    ) == ["2019-03-10 on", "2019-03-11 to 2019-04-30 unknown"]
