"""People aged 0 to 17: which mid-year, and whose figure it is where authorities have changed.

The figures were looked up by hand in the published estimates.
"""

import shutil
from datetime import date
from pathlib import Path

import pytest

from schemas import declarations
from schemas.areas import load_areas
from schemas.declarations import HERE, DeclarationError
from schemas.populations import MidYear, load_populations, note
from tests.schemas.broken import changed, says

AREAS = load_areas()
POPULATIONS = load_populations()


def of(code: str, year: int) -> int | None:
    return POPULATIONS.of(code, MidYear(year), AREAS)


@pytest.mark.parametrize(
    ("day", "year"),
    [
        (date(2011, 3, 31), 2012),
        (date(2012, 6, 30), 2012),
        (date(2012, 12, 29), 2012),  # 182 days after, 183 before
        (date(2012, 12, 30), 2013),
        (date(2015, 12, 30), 2015),  # 183 days from both
        (date(2015, 12, 31), 2016),
        (date(2020, 3, 31), 2020),
        (date(2031, 1, 1), 2024),
    ],
)
def test_the_nearest_mid_year_is_taken_and_of_two_the_earlier(day: date, year: int) -> None:
    assert POPULATIONS.nearest(day) == MidYear(year)


@pytest.mark.parametrize(
    ("code", "year", "people"),
    [
        ("E92000001", 2012, 11403970),
        ("E92000001", 2024, 12183016),
        ("E12000001", 2024, 542710),
        ("E12000009", 2018, 1085246),
        ("E12000007", 2024, 1916086),
        ("E06000001", 2024, 21090),
        ("E09000001", 2012, 716),
    ],
)
def test_england_a_region_and_an_authority_have_the_published_figure(
    code: str, year: int, people: int
) -> None:
    assert of(code, year) == people


@pytest.mark.parametrize(
    ("code", "year", "people"),
    [
        ("E10000027", 2024, 113024),  # Somerset's code of before 2023
        ("E06000066", 2012, 108673),  # and its later one
        ("E08000020", 2024, 40414),  # Gateshead's code of before 2013
        ("E08000039", 2024, 116279),  # Sheffield's of 2025
        ("E06000048", 2024, 59056),  # Northumberland's of 2009 to 2013
    ],
)
def test_an_authority_is_found_under_its_code_of_any_day(code: str, year: int, people: int) -> None:
    assert of(code, year) == people


def test_an_authority_that_became_several_is_their_sum() -> None:
    assert of("E10000021", 2020) == 170287  # Northamptonshire as it was
    assert of("E10000021", 2024) == 83113 + 96295
    assert of("E10000006", 2023) == 52019 + 39177  # Cumbria


@pytest.mark.parametrize("code", ["E06000061", "E06000062", "E06000063", "E06000064"])
def test_a_part_of_an_earlier_authority_has_no_figure_of_that_time(code: str) -> None:
    assert of(code, 2012) is None


@pytest.mark.parametrize("code", ["E06000028", "E06000029", "E10000009"])
@pytest.mark.parametrize("year", [2012, 2018, 2019, 2024])
def test_bournemouth_poole_and_the_county_of_dorset_have_none(code: str, year: int) -> None:
    # not published before they ended in 2019, nor the same area after
    assert of(code, year) is None


def test_dorset_and_its_neighbour_of_2019_have_figures_from_then_on_alone() -> None:
    assert of("E06000058", 2019) == 72905
    assert of("E06000059", 2019) == 66931
    assert of("E06000058", 2018) is None
    assert of("E06000059", 2018) is None


def test_a_joint_board_is_the_sum_of_its_authorities() -> None:
    assert of("E09000001+E09000012", 2012) == 716 + 57499  # City and Hackney
    assert of("E06000052+E06000053", 2012) == 103168 + 364  # Cornwall and Isles of Scilly
    assert of("E06000028+E06000029", 2012) is None  # Bournemouth and Poole
    assert of("E09000012+E06000028", 2012) is None


@pytest.mark.parametrize(
    "code", ["W92000004", "E10000001", "E10000010", "E13000001", "E06000999", "", "+", "E06000001+"]
)
def test_no_figure_is_made_up_for_a_place_without_one(code: str) -> None:
    assert of(code, 2012) is None


def test_a_mid_year_that_is_not_in_the_table_has_no_figures() -> None:
    assert of("E92000001", 2011) is None


def test_an_authority_made_of_figures_added_later_is_still_not_their_sum(reference: Path) -> None:
    """Christchurch went to Bournemouth and Poole with them."""
    with (reference / "populations.csv").open("a", encoding="utf-8") as file:
        file.write("2018,E06000028,36000\n2018,E06000029,30000\n2018,E10000009,76000\n")
    populations = load_populations.__wrapped__()
    assert populations.of("E06000028", MidYear(2018), AREAS) == 36000
    assert populations.of("E06000028+E06000029", MidYear(2018), AREAS) == 66000
    assert populations.of("E06000058", MidYear(2018), AREAS) is None
    assert populations.of("E06000059", MidYear(2018), AREAS) is None


def test_every_mid_year_has_england_as_the_sum_of_nine_regions() -> None:
    assert [each.year for each in POPULATIONS.figures] == list(range(2012, 2025))
    for figures in POPULATIONS.figures.values():
        regions = [figures[region.code] for region in AREAS.regions]
        assert len(regions) == 9
        assert sum(regions) == figures["E92000001"]


def test_the_authorities_add_up_to_their_regions_wherever_all_are_published() -> None:
    for mid_year, figures in POPULATIONS.figures.items():
        for region in AREAS.regions:
            within = [
                people
                for code, people in figures.items()
                if code in AREAS.authorities and AREAS.authorities[code].region == region.code
            ]
            if region.code == "E12000009" and mid_year.year < 2019:
                assert sum(within) < figures[region.code]
            else:
                assert sum(within) == figures[region.code], (mid_year, region)


def test_every_authority_in_force_has_a_figure_but_the_three_of_dorset() -> None:
    for mid_year in POPULATIONS.figures:
        without = {
            each.name
            for each in AREAS.authorities.values()
            if each.in_force(mid_year.day) and of(each.gss, mid_year.year) is None
        }
        expected = {"Bournemouth", "Poole", "Dorset"} if mid_year.year < 2019 else set()
        assert without == expected, mid_year


def test_the_note_names_the_mid_year() -> None:
    assert note(MidYear(2020), date(2020, 3, 31)) == (
        "Rates are per 10,000 people aged 0 to 17, by the mid-year population estimates of the "
        "Office for National Statistics for 30 June 2020 (mid-2020), the nearest to 31 March 2020 "
        "in our table of populations."
    )


def test_the_note_says_where_the_nearest_is_more_than_a_year_away() -> None:
    assert note(MidYear(2012), date(2011, 3, 31)).endswith(
        "(mid-2012), the nearest to 31 March 2011 in our table of populations. "
        "That is more than a year after it: read the rates as approximate."
    )
    assert "more than a year before it" in note(MidYear(2024), date(2025, 7, 1))
    assert "more than a year" not in note(MidYear(2024), date(2025, 6, 30))
    assert "more than a year" not in note(MidYear(2012), date(2011, 6, 30))


@pytest.fixture
def reference(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the reference tables, from which the program reads."""
    shutil.copytree(HERE / "reference", tmp_path / "reference")
    monkeypatch.setattr(declarations, "HERE", tmp_path)
    return tmp_path / "reference"


@pytest.mark.parametrize(
    ("row", "part"),
    [
        ("2025,E06000001,x", "how many people"),
        ("2025,E06000001,", "how many people"),
        ("2025,E06000001,0", "how many people"),
        ('2025,E06000001,"20,312"', "how many people"),
        ("mid-2012,E06000001,20312", "a year"),
        ("12,E06000001,20312", "a year"),
        ("2012,E13000001,20312", "no such"),
        ("2012,E06000057,20312", "twice"),
    ],
)
def test_a_mistake_in_the_table_is_found_in_its_line(reference: Path, row: str, part: str) -> None:
    with (reference / "populations.csv").open("a", encoding="utf-8") as file:
        file.write(f"{row}\n")
    with pytest.raises(DeclarationError) as error:
        load_populations.__wrapped__()
    assert says(error, "populations.csv", 2087, part)


def test_an_authority_under_its_old_and_its_new_code_in_one_year_is_found(reference: Path) -> None:
    path = reference / "populations.csv"
    row = next(each for each in path.read_text().splitlines() if each.startswith("2012,E08000037,"))
    line = changed(path, row, row, row.replace("E08000037", "E08000020"))
    with pytest.raises(DeclarationError) as error:
        load_populations.__wrapped__()
    assert says(error, "populations.csv", line + 1, "twice")


def test_a_table_without_lines_is_found(reference: Path) -> None:
    (reference / "populations.csv").write_text("mid_year,code,population_0_17\n", encoding="utf-8")
    with pytest.raises(DeclarationError, match=r"populations\.csv, line 1: no mid-year"):
        load_populations.__wrapped__()
