"""Published profiles of boards drawn at random, read as a stranger reads them: nothing that is
hidden can be worked out, of one profile or of those of several boards together."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from pipeline.attack.profile import ProfileLine, attack_profiles, profile_lines
from pipeline.configuration import PublishRules
from pipeline.profiles.publish import ProfileToPublish, publish_profile
from reports.disclosure.cells import Cell
from reports.figures import HIDDEN
from reports.profile_csv import profile_csv
from reports.profile_tables import PERIODS, ProfileReport
from tests.profiles.profiled import profile_of
from tests.profiles_shown.release import Held
from tests.profiles_shown.world import DAY_2011, world

SMALL = {"Blackburn with Darwen": 60, "Lancashire": 90, "Blackpool": 48, "Wigan": 8, "York": 50}
BLACKBURN = "E06000008"
Published = tuple[ProfileLine, ...]


def reports(folder: Path, seed: int) -> list[ProfileReport]:
    store = world(folder, seed, DAY_2011, SMALL)
    return [
        profile_of(store, DAY_2011, "Blackburn with Darwen"),
        profile_of(store, DAY_2011, "Lancashire", "Blackpool"),
    ]


def published(report: ProfileReport) -> ProfileToPublish:
    found = publish_profile(report, PublishRules())
    assert isinstance(found, ProfileToPublish)
    return found


def printed(report: ProfileReport) -> Published:
    return profile_lines(profile_csv(published(report).profile), Path("profile.csv"))


@pytest.fixture(scope="module", params=[11])
def drawn(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Sequence[ProfileReport]:
    return reports(tmp_path_factory.mktemp("world"), request.param)


@pytest.fixture(scope="module")
def profiles(drawn: Sequence[ProfileReport]) -> list[Published]:
    return [printed(each) for each in drawn]


def test_nothing_hidden_can_be_worked_out_of_one_profile(profiles: list[Published]) -> None:
    for each in profiles:
        for finding in attack_profiles([each]):
            assert finding.hidden > 0
            assert finding.found == ()


def test_nor_where_regions_are_protected_before_their_areas(
    drawn: Sequence[ProfileReport], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reports.disclosure.profile._FEW", 0)
    profiles = [printed(each) for each in drawn]
    assert [each.found for each in attack_profiles(profiles)] == [(), ()]


def test_nor_of_several_boards_profiles_of_the_day(profiles: list[Published]) -> None:
    assert [each.found for each in attack_profiles(profiles)] == [(), ()]


def line(row: str, cases: str, table_id: str = "gender") -> ProfileLine:
    return ProfileLine(
        table_id, "area", (BLACKBURN,), "Blackburn", "last", row, row, cases, HIDDEN, "", ""
    )


def test_the_attack_sees_an_answer_that_all_others_tell() -> None:
    lines = [
        line("referrals", "30", "referrals"),
        *(line("female", "20"), line("male", HIDDEN), line("transgender", "8")),
        *(line("base", "30"), line("not_provided", "0"), line("outside", "0")),
    ]
    last, _ = attack_profiles([lines])
    assert [(each.table_id, each.row) for each in last.exact] == [("gender", "male")]


def test_the_attack_sees_that_one_further_referral_is_one_young_persons() -> None:
    """30 referrals of 29 young people: one was referred more than once."""
    lines = [
        line("referrals", "30", "referrals"),
        line("young_people", "29", "referrals"),
        line("more_than_once", HIDDEN, "referrals"),
        line("their_referrals", HIDDEN, "referrals"),
    ]
    last, _ = attack_profiles([lines])
    assert {each.row for each in last.exact} == {"more_than_once", "their_referrals"}


def test_no_number_from_1_to_5_is_in_print(profiles: list[Published]) -> None:
    small = {str(n) for n in range(1, 6)}
    assert [each for lines in profiles for each in lines if each.cases in small] == []


def test_what_is_shown_is_true(drawn: Sequence[ProfileReport], profiles: list[Published]) -> None:
    for report, lines in zip(drawn, profiles, strict=True):
        for each in lines:
            if each.table_id != "referrals" and each.cases != HIDDEN:
                key = "together" if each.kind == "together" else each.codes[0]
                rows = {row.code for row in report.table(each.table_id).rows}
                if each.row in rows:
                    (period,) = (p for p in PERIODS if p == each.period)
                    true = report.table(each.table_id).figure(each.row, key, period)
                    assert each.cases == str(true.cases)


def test_a_release_of_the_day_keeps_a_profiles_figure_hidden(
    drawn: Sequence[ProfileReport],
) -> None:
    cell = Cell(BLACKBURN, "gender", "female")
    held = Held("May", date(2011, 5, 31), frozenset({cell}))
    found = publish_profile(drawn[0], PublishRules(), [held])
    assert isinstance(found, ProfileToPublish)
    (gender,) = (each for each in found.profile.tables if each.id == "gender")
    assert gender.figure("female", (BLACKBURN, "last")).cases == HIDDEN
    assert found.kept_to == ("May",)
