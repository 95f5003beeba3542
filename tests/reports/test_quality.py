"""Agencies add up to regions and regions to England; how the figures are written."""

from hypothesis import given
from hypothesis import strategies as st

from reports.figures import Geography
from reports.quality import Answers, QualityOf, quality_of
from reports.quality_csv import data_provided_csv, quality_csv
from schemas.areas import Region
from schemas.codebook import Theme
from tests.reports.example_report import example_provided, example_quality

NORTH, SOUTH = Region("E12000001", "North East"), Region("E12000009", "South West")
DURHAM = Geography("local_authority", "E06000047", "County Durham", "E12000001")
GATESHEAD = Geography("local_authority", "E08000020", "Gateshead", "E12000001")
TORBAY = Geography("local_authority", "E06000027", "Torbay", "E12000009")
THEMES = (Theme(1, "Personal information"), Theme(6, "Health"))

answers = st.builds(Answers, *[st.integers(0, 50) for _ in range(4)])
lines = st.builds(
    QualityOf,
    geography=st.sampled_from([DURHAM, GATESHEAD, TORBAY]),
    agency=st.sampled_from(["Harbour Project", "Lighthouse", "The Quay"]),
    rows=st.integers(0, 50),
    themes=st.tuples(answers, answers),
)


def test_each_share_is_of_the_questions_asked_and_rounded_half_up() -> None:
    assert Answers(1, 1, 13, 1).asked == 16
    assert Answers(1, 1, 13, 1).percentages == ("6.3", "6.3", "81.3", "6.3")


def test_where_nothing_was_asked_there_is_no_percentage() -> None:
    assert Answers().percentages == ("", "", "", "")


def test_agencies_stand_by_place_and_name_and_every_region_is_there() -> None:
    one = (Answers(1, 0, 0, 0), Answers(0, 1, 0, 0))
    quality = quality_of(
        [
            QualityOf(TORBAY, "A", 1, one),
            QualityOf(DURHAM, "B", 2, one),
            QualityOf(TORBAY, "C", 3, one),
        ],
        [SOUTH, NORTH],
        THEMES,
    )
    assert [each.geography.name for each in quality.regions] == ["North East", "South West"]
    assert [(each.geography.name, each.agency) for each in quality.agencies] == [
        ("Torbay", "A"),
        ("Torbay", "C"),
        ("County Durham", "B"),
    ]
    assert [each.rows for each in (quality.england, *quality.regions)] == [6, 2, 4]
    assert quality.regions[1].themes == (Answers(2, 0, 0, 0), Answers(0, 2, 0, 0))


@given(st.lists(lines))
def test_agencies_add_up_to_regions_and_regions_to_england(agencies: list[QualityOf]) -> None:
    quality = quality_of(agencies, [NORTH, SOUTH], THEMES)
    for n, _ in enumerate(THEMES):
        for state in range(4):
            total = quality.england.themes[n].counts[state]
            assert total == sum(each.themes[n].counts[state] for each in quality.regions)
            assert total == sum(each.themes[n].counts[state] for each in agencies)
    for each in quality.lines:
        assert all(sum(theme.counts) == theme.asked for theme in each.themes)


def test_a_line_of_quality_csv_is_a_theme_of_england_a_region_or_an_agency() -> None:
    text = quality_csv(example_quality()).splitlines()
    assert len(text) == 1 + 5 * 2
    assert text[0] == (
        "geographic_level,geography_code,geography_name,agency,theme,theme_title,"
        "asked,answered,not_known,not_provided,refused,"
        "answered_percent,not_known_percent,not_provided_percent,refused_percent"
    )
    assert text[1] == (
        "national,E92000001,England,,1,Personal information,200,110,6,80,4,55.0,3.0,40.0,2.0"
    )
    assert text[-1] == (
        "agency,E09000013+E09000020,Hammersmith and Kensington,"
        "[Safe House](https://example.org/form),6,Health,50,0,0,50,0,0.0,0.0,100.0,0.0"
    )


def test_an_agency_named_like_a_formula_is_inert_in_the_csv() -> None:
    assert ",\"'=HYPERLINK(" in quality_csv(example_quality())


def test_a_line_of_data_provided_csv_is_a_question_at_a_place() -> None:
    text = data_provided_csv(example_provided()).splitlines()
    assert len(text) == 1 + 5 * 2
    assert text[0] == (
        "geographic_level,geography_code,geography_name,theme,question,question_label,"
        "cases,asked,provided,not_known,not_provided,percent_provided"
    )
    assert text[1] == (
        "national,E92000001,England,3,location_type,Type of location,40,40,20,4,16,50.0"
    )
    assert text[6] == "regional,E12000007,London,4,family_setting,If with family,25,0,0,0,0,"
