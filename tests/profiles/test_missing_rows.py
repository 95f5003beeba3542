"""The rows of the missing-from-home table, from young people on two days."""

from pipeline.profiles.missing_from_home import MissingPerson, missing_rows
from reports.profile_tables import MissingCounts, MissingRow
from schemas.areas import load_areas

YORK, LEEDS, YORKSHIRE = "E06000014", "E08000035", "E12000003"


def missing(district: str, *episodes: int | None, place: str = YORK) -> list[MissingPerson]:
    return [MissingPerson(place, YORKSHIRE, district, each) for each in episodes]


def rows(last: list[MissingPerson], before: list[MissingPerson]) -> list[MissingRow]:
    return list(missing_rows(last, before, load_areas()))


def test_each_district_then_the_area_with_the_change_in_per_cent() -> None:
    found = rows(
        [*missing("North", 3, 0, 27), *missing("East", 5)],
        [*missing("North", 40, 10), *missing("East", 2, 2)],
    )
    assert found == [
        MissingRow(
            YORK, "York", "East", MissingCounts(5, 1, 5, 1, 0), MissingCounts(4, 2, 2, 2, 0), "25.0"
        ),
        MissingRow(
            YORK,
            "York",
            "North",
            MissingCounts(30, 2, 27, 3, 0),
            MissingCounts(50, 2, 40, 2, 0),
            "-40.0",
        ),
        MissingRow(
            YORK,
            "York",
            None,
            MissingCounts(35, 3, 27, 4, 0),
            MissingCounts(54, 4, 40, 4, 0),
            "-35.2",  # 19 less of 54 are 35.185 per cent
        ),
    ]


def test_there_is_no_change_where_there_were_no_episodes_before() -> None:
    found = rows(missing("North", 3), missing("North", 0))
    assert [(each.district, each.change_percent) for each in found] == [("North", ""), (None, "")]
    assert found[0].before == MissingCounts(0, 0, 0, 1, 0)


def test_there_is_no_change_where_nobody_was_counted_before() -> None:
    found = rows(missing("North", 3), [])
    assert [(each.before, each.change_percent) for each in found] == [(None, ""), (None, "")]


def test_there_is_no_change_where_nobody_is_counted_now() -> None:
    (district, area) = rows([], missing("North", 3))
    assert (district.last, district.change_percent) == (MissingCounts(0, 0, 0, 0, 0), "")
    assert area.change_percent == ""


def test_a_district_in_which_nobody_goes_missing_any_more_fell_by_all() -> None:
    found = rows(missing("East", 1), [*missing("East", 1), *missing("North", 3)])
    assert [(each.district, each.change_percent) for each in found] == [
        ("East", "0.0"),
        ("North", "-100.0"),
        (None, "-75.0"),
    ]


def test_who_has_no_district_stands_below_the_districts() -> None:
    found = rows([*missing("", 4), *missing("North", None, 2)], [])
    assert [(each.district, each.last) for each in found] == [
        ("North", MissingCounts(2, 1, 2, 2, 1)),
        ("", MissingCounts(4, 1, 4, 1, 0)),
        (None, MissingCounts(6, 2, 4, 3, 1)),
    ]


def test_several_areas_are_added_up_below() -> None:
    found = rows([*missing("", 4), *missing("", 6, place=LEEDS)], missing("", 5))
    assert [(each.area_name, each.district, each.last.episodes) for each in found] == [
        ("York", "", 4),
        ("York", None, 4),
        ("Leeds", "", 6),
        ("Leeds", None, 6),
        ("All areas", None, 10),
    ]
    assert [each.change_percent for each in found] == ["-20.0", "-20.0", "", "", "100.0"]
