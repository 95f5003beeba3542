"""A profile of York where one agency sends in the form of 2011 and one in that of 2020: every
figure by hand.

The Council (2020) sends on 31 March 2020 and 2021, Harbour Project (2011) on 31 March 2021.

M  Council: referred on 2 February 2020, before both periods, and again on 5 May 2020
N  Council: referred on 1 January 2020, before both periods, and again on 10 January 2021
P  Council: referred on 1 December 2020
Q  both agencies: referred on 2 February 2021
R  Harbour: referred on 3 March 2021
"""

from datetime import date

import pytest

from pipeline.cli import run
from pipeline.store import Store
from reports.profile_tables import (
    Completeness,
    MissingCounts,
    MissingRow,
    ProfileReport,
)
from tests.profiles.profiled import YORK, cases, counts, profile_of
from tests.sending import write_csv, write_return
from tests.years.history import yp

DAY = date(2021, 3, 31)
AGENCIES = [["agency", "districts"], ["Council", "North; East"]]
EARLIER = [
    yp("YP-M", referral_date="2020-02-02", district="East", missing_count="4"),
    yp("YP-N", referral_date="2020-01-01", district="North", missing_count="10"),
]
COUNCIL = [
    yp("YP-M", referral_date="2020-05-05", missing_count="not known", district="not known"),
    yp(
        "YP-N",
        referral_date="2021-01-10",
        district="North",
        missing_count="6",
        social_care_outcome="section_47",
        living_situation="looked_after",
        looked_after_placement="foster_care",
        return_interview_offered="yes",
        return_interview_72_hours="yes",
    ),
    yp(
        "YP-P",
        referral_date="2020-12-01",
        district="East",
        missing_count="1",
        social_care_outcome="not_known",
        return_interview_offered="no",
    ),
    yp(
        "YP-Q",
        referral_date="2021-02-02",
        district="East",
        missing_count="2",
        return_interview_offered="not_missing",
    ),
]
HARBOUR = [
    yp("YP-Q", referral_date="2021-02-02", camhs_contact="yes"),
    yp(
        "YP-R",
        referral_date="2021-03-03",
        living_situation="looked_after",
        looked_after_placement="other",
    ),
]


@pytest.fixture(scope="module")
def york(tmp_path_factory: pytest.TempPathFactory) -> ProfileReport:
    folder = tmp_path_factory.mktemp("both")
    write_csv(folder / "agencies.csv", AGENCIES)
    (folder / "lscb.toml").write_text('agencies = "agencies.csv"\n', encoding="utf-8")
    for name, agency, form, day, records in (
        ("1", "Council", "2020", "2020-03-31", EARLIER),
        ("2", "Council", "2020", "2021-03-31", COUNCIL),
        ("3", "Harbour Project", "2011", "2021-03-31", HARBOUR),
    ):
        cover = {"agency": agency, "form_version": form, "return_date": day}
        write_return(folder / "returns" / f"{name}.csv", records, cover)
    options = ["--config", str(folder / "lscb.toml"), "--store", str(folder / "store")]
    assert run(["ingest", *options, str(folder / "returns")]) == 0
    return profile_of(Store(folder / "store"), DAY, "York")


def known(report: ProfileReport, table: str) -> tuple[int, ...]:
    """Counted, base, not known, not provided, not asked, outside."""
    of: Completeness = report.table(table).known(YORK, "last")
    return of.counted, of.base, of.not_known, of.not_provided, of.not_asked, of.outside


def test_referrals_of_both_forms_are_counted_together(york: ProfileReport) -> None:
    assert counts(york, YORK) == (4, 4, 0, 0)  # N, P, Q, R
    assert counts(york, YORK, "before") == (1, 1, 0, 0)  # M
    assert york.forms == ("2011", "2020")


def test_who_came_on_the_form_of_2011_alone_was_not_asked(york: ProfileReport) -> None:
    # N section 47, P not known, Q nothing (asked by the Council), R not asked
    assert cases(york, "social_care_outcome") == {"section_47": 1, "further_enquiries": 1}
    assert known(york, "social_care_outcome") == (4, 1, 1, 1, 1, 0)
    assert york.table("social_care_outcome").versions == ("2020",)


def test_missing_more_than_once_adds_up_the_bands(york: ProfileReport) -> None:
    assert cases(york, "times_missing") == {
        "once": 1, "twice": 1, "three_or_more": 1, "more_than_once": 2,
    }  # fmt: skip
    assert known(york, "times_missing") == (4, 3, 0, 0, 1, 0)
    more = york.table("times_missing").figure("more_than_once", YORK, "last")
    assert (more.percent, more.of_all) == ("66.7", "50.0")


def test_a_number_that_is_not_known_is_in_no_band(york: ProfileReport) -> None:
    of = york.table("times_missing").known(YORK, "before")  # M
    assert (of.counted, of.base, of.not_known) == (1, 0, 1)


def test_return_interviews_are_of_those_to_whom_one_was_offered(york: ProfileReport) -> None:
    assert cases(york, "interview_offered") == {"yes": 1, "no": 1}
    assert known(york, "interview_offered") == (4, 2, 0, 0, 1, 1)  # Q was not missing
    assert cases(york, "interview_72_hours") == {"yes": 1}
    assert known(york, "interview_72_hours") == (4, 1, 0, 0, 1, 2)


def test_foster_care_counts_as_other_beside_the_form_of_2011(york: ProfileReport) -> None:
    placement = york.table("placement")
    assert cases(york, "placement") == {"other": 2}  # N, R
    assert placement.counts_as == (("Foster care", "Other (undefined)"),)
    assert cases(york, "placement_2020") == {"foster_care": 1}
    assert known(york, "placement_2020") == (4, 1, 0, 0, 1, 2)


def test_nobody_of_the_six_months_before_was_looked_after_on_either_form(
    york: ProfileReport,
) -> None:
    of = york.table("placement").known(YORK, "before")
    assert (of.counted, of.base, of.outside, of.no_such_question) == (1, 0, 1, ())


def test_missing_from_home_by_district_with_the_year_before(york: ProfileReport) -> None:
    missing = york.missing
    assert missing is not None
    assert (missing.day_before, missing.has_before) == (date(2020, 3, 31), True)
    assert missing.versions == ("2020",)
    assert missing.rows == (
        MissingRow(
            YORK, "York", "East", MissingCounts(3, 2, 2, 2, 0), MissingCounts(4, 1, 4, 1, 0),
            "-25.0",
        ),  # P 1 and Q 2; M 4
        MissingRow(
            YORK, "York", "North", MissingCounts(6, 1, 6, 1, 0), MissingCounts(10, 1, 10, 1, 0),
            "-40.0",
        ),  # N
        MissingRow(
            YORK, "York", "", MissingCounts(0, 0, 0, 1, 1), MissingCounts(0, 0, 0, 0, 0), "",
        ),  # M
        MissingRow(
            YORK, "York", None, MissingCounts(9, 3, 6, 4, 1), MissingCounts(14, 2, 10, 2, 0),
            "-35.7",
        ),  # 5 fewer of 14
    )  # fmt: skip
