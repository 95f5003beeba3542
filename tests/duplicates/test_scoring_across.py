"""Which pairs of young people of two areas may be one."""

from datetime import date

from tests.duplicates.units import MAY_1995, Unit, crowd, pair, scored_across, unit


def test_a_project_of_two_areas_that_gives_one_identifier_is_listed_across() -> None:
    def known(number: int, place: str) -> Unit:
        return unit(
            number,
            place,
            "Harbour",
            "H-4711",
            gender="female",
            date_of_birth=MAY_1995,
            ethnicity="APKN",
        )

    rows = scored_across(known(1, "A"), known(2, "B"), *crowd("A", 10), *crowd("B", 30))
    row = pair(rows, 1, 2)
    assert (row["place_l"], row["place_r"]) == ("A", "B")
    assert row["identifier_level"] == "same"


def test_across_areas_another_agencys_identifier_says_nothing() -> None:
    alike: dict[str, str | date] = {
        "gender": "transgender",
        "date_of_birth": date(1990, 2, 1),
        "ethnicity": "WROM",
        "referral_date": date(2011, 2, 1),
        "nationality": "european",
        "living_situation": "secure_custody",
    }
    rows = scored_across(
        unit(1, "A", "Police", "X-1234", **alike),
        unit(2, "B", "Harbour", "X-1234", **alike),
        *crowd("A", 10, size=30),
        *crowd("B", 50, size=30),
    )
    assert pair(rows, 1, 2)["identifier_level"] is None


def test_across_areas_the_month_of_birth_has_to_be_the_same() -> None:
    one = unit(1, "A", "Harbour", "H-4711", gender="female", ethnicity="APKN")
    assert scored_across(one, one | {"unit": 2, "place": "B"}, *crowd("A", 10)) == []
