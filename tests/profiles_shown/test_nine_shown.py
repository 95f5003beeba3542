"""What the page, the csv and the workbook say of the nine young people (tests.profiles.nine)."""

import re
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from pipeline.cli import run
from pipeline.configuration import PublishRules
from pipeline.profiles.publish import publish_profile
from pipeline.publish_output import NotPublished
from pipeline.store import Store
from reports.profile_csv import missing_csv, profile_csv
from reports.profile_page import profile_page_html
from reports.profile_page_facts import first_page
from reports.profile_shown import RestrictedProfile, shown_profile
from reports.profile_tables import (
    Missing,
    MissingCounts,
    MissingRow,
    ProfileReport,
)
from reports.profile_workbook import write_profile_workbook
from tests.profiles.nine import DAY, nine
from tests.profiles.profiled import YORK, profile_of
from tests.sending import write_return


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> ProfileReport:
    return profile_of(nine(tmp_path_factory.mktemp("nine")), DAY, "York", "Leeds")


@pytest.fixture(scope="module")
def york(report: ProfileReport) -> RestrictedProfile:
    return shown_profile(report)


@pytest.fixture(scope="module")
def text(report: ProfileReport) -> str:
    """The page's words."""
    page = profile_page_html(report)
    assert page == profile_page_html(report)
    return " ".join(re.sub(r"<style>.*?</style>|<[^>]+>", " ", page, flags=re.DOTALL).split())


def test_the_first_page_says_how_many_were_referred(york: RestrictedProfile) -> None:
    first = first_page(york)
    said = [" ".join(part for part, _ in fact.parts) for fact in first.facts]
    assert said[:2] == [
        "5 referrals of 3 young people",
        "2 young people were referred more than once, 66.7% of all who were referred",
    ]
    assert first.facts[0].beside == "That is 1 more than in the six months before (4)."
    assert len(said) <= 10


def test_a_share_says_of_how_many_it_is_known(york: RestrictedProfile) -> None:
    # of 5 referrals four have a gender: A and B female, E male twice; B's other says none
    (girls,) = (each for each in first_page(york).facts if "girls" in each.parts[-1][0])
    assert girls.parts == (("50.0%", True), ("of referrals were of girls and young women", False))
    # Nobody else was referred in Yorkshire: its share is not repeated.
    assert girls.beside == "Known of 4 of 5. Six months before 75.0%, England 60.0%."


def test_the_first_page_says_what_was_not_asked(york: RestrictedProfile) -> None:
    said = first_page(york).not_asked
    assert said.startswith("The form of the time (2011) has no question on: ")
    assert "source of referral" in said
    assert "Continuum of Need level" in said


@pytest.mark.parametrize(("before", "more"), [("2011", []), ("2020", ["County lines: Yes"])])
def test_more_returns_on_a_form_that_asks_are_no_more_of_those_who_said_so(
    tmp_path: Path, before: str, more: list[str]
) -> None:
    """Ten were referred before, of whom the form of 2011 did not ask it, and ten since."""
    for month, version, answer in (("09-30", before, "No"), ("03-31", "2020", "Yes")):
        year = "2020" if month == "09-30" else "2021"
        records = [
            {
                "local_id": f"YP {year} {n}",
                "referral_date": f"{year}-{month[:2]}-{n + 1:02}",
                "county_lines": answer if version == "2020" else "",
            }
            for n in range(10)
        ]
        cover = {"return_date": f"{year}-{month}", "form_version": version}
        write_return(tmp_path / "returns" / f"{year}.csv", records, cover)
    assert run(["ingest", "--store", str(tmp_path / "store"), str(tmp_path / "returns")]) == 0
    report = profile_of(Store(tmp_path / "store"), date(2021, 3, 31), "York")
    assert [each.label for each in first_page(shown_profile(report)).more] == more


def test_who_has_no_day_and_what_is_not_known_are_said(york: RestrictedProfile) -> None:
    said = first_page(york).not_known
    assert "1 young person was first returned in the period without any day" in " ".join(said)
    assert "Court proceedings: known of 0 of 5." in said


def test_a_table_that_was_not_asked_has_its_sentence_and_no_figure(text: str) -> None:
    assert "All areas together: the form of the time (2011) has no such question." in text


def test_the_csv_has_a_line_a_figure_with_its_base(york: RestrictedProfile) -> None:
    lines = profile_csv(york).splitlines()
    where = f"area,{YORK},York,last,2010-12-01,2011-05-31"
    assert f"referrals,Referrals,{where},more_than_once,Young people referred more than once," in (
        "\n".join(lines)
    )
    assert f"camhs,In contact with CAMHS,{where},yes,Yes,1,2,50.0,5,20.0" in lines
    assert f"camhs,In contact with CAMHS,{where},not_provided,Not provided,2,,,5," in lines


def test_fewer_than_twenty_young_people_are_not_published(report: ProfileReport) -> None:
    found = publish_profile(report, PublishRules())
    assert isinstance(found, NotPublished)
    assert "fewer than 20 young people" in found.why


def test_the_workbook_has_a_sheet_for_each_part(report: ProfileReport, tmp_path: Path) -> None:
    write_profile_workbook(tmp_path / "a.xlsx", report)
    write_profile_workbook(tmp_path / "b.xlsx", report)
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    assert book.sheetnames[:4] == ["Cover", "Contents", "Notes", "Referrals"]
    assert book.sheetnames[-1] == "Missing by district"
    first = next(row for row in book["Referrals"].iter_rows(values_only=True) if row[0] == "York")
    assert first[2:5] == (5, 3, 2)


def test_missing_csv_names_districts_and_areas() -> None:
    counts, before = MissingCounts(30, 2, 27, 3, 0), MissingCounts(50, 2, 40, 2, 0)
    rows = (
        MissingRow(YORK, "York", "North", counts, before, "-40.0"),
        MissingRow(YORK, "York", "", counts, None, ""),
        MissingRow(YORK, "York", None, counts, before, "-40.0"),
        MissingRow(None, "All areas", None, counts, before, "-40.0"),
    )
    lines = missing_csv(Missing(DAY, DAY, True, ("2020",), rows)).splitlines()[1:]
    assert lines == [
        f"{YORK},York,North,30,2,27,3,0,50,2,40,2,0,-40.0",
        f"{YORK},York,not stated,30,2,27,3,0,,,,,,",
        f"{YORK},York,all,30,2,27,3,0,50,2,40,2,0,-40.0",
        "all,All areas,all,30,2,27,3,0,50,2,40,2,0,-40.0",
    ]
