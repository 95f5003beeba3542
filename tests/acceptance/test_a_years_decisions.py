"""A year of decisions about possible duplicates in York: found in June, decided in a workbook and
by hand (`tests.year.decisions`), and held against the returns of September, December and March.

Who is truly who is in `tests.year.who_is_who`; all figures were worked out from there and from the
rules, with the reason beside each.
"""

from collections import Counter
from dataclasses import replace

import pytest

from tests.sending import read_csv
from tests.year.decisions import (
    B_ANEW,
    B_TWICE,
    C_TWICE,
    DECEMBER,
    E_AGAIN,
    E_TWICE,
    G_AND_O,
    H_ANEW,
    H_TWICE,
    JUNE,
    MARCH,
    SEPTEMBER,
    STAGES,
    TWINS,
    Year,
    york_year,
)
from tests.year.desk import Counts, counts_in, files_in, flow_in, manifest_in
from tests.year.who_is_who import CARE, HOSPITAL, POLICE

pytestmark = pytest.mark.xdist_group("decisions")

EXPECTED = {
    # 19 rows.  Surely the same: police and social care of A, B and D.  16 are left, A B C C D E E F
    # G H H B J K L N.  Listed: C, whose years differ; E, by two references; the twins; H and B, of
    # whom the project's numbers say nothing.  Were each of these five one, 11.  (12 they are.)
    "june": Counts(19, 0, 3, 0, 16, pairs=5, least=11, most=16),
    # C and E are one each by decision.  The twins are listed no more; H and B still are.
    "june decided": Counts(19, 0, 3, 2, 14, pairs=2, least=12, most=14),
    # 19 rows of June, and 22.  Surely the same: A, B; D of three agencies (2); the hospital's
    # BD 4106 and the police's F.  By decision C and E.  15 are left: A B C D E E(7205) F G H H B J
    # K M N.  Listed: H, B, and E with E: but social care gives these two numbers, so the range
    # does not make them one.
    "september": Counts(41, 19, 5, 2, 15, pairs=3, least=13, most=15),
    # The hospital's record is G's by decision, and so no longer F's, who is not G: one sure
    # duplicate fewer.  By decision C, E (2), G, H.  13 are left: 12 and B of the project.
    "september decided": Counts(41, 19, 4, 5, 13, pairs=1, least=12, most=13),
    # 41 rows, and 17; the project sends nothing.  Surely the same: A, B, D (2); C, since social
    # care has the year right; and the hospital's with F, as SC 7106 is two now, and it can't be
    # told which of them was meant.  By decision E with 7205.  A B C D E F G O H N: 10.  Listed:
    # G and O, one number, kept apart by gender and month of birth.
    "december": Counts(58, 41, 6, 1, 10, pairs=1, least=9, most=10),
    # As these are not the same, nobody is listed.
    "december decided": Counts(58, 41, 6, 1, 10, pairs=0, least=10, most=10),
    # 58 rows, and 20; the hospital sends nothing.  Surely the same: A, B, C, D.  By decision E with
    # 7205; but not H with the project's 1, who is now P, a girl.  A B C D E F G O H N, and the
    # project's P H J K B: 15.  Listed: B; and H, by the project's 2.
    "march": Counts(78, 58, 4, 1, 15, pairs=2, least=13, most=15),
    # The decision about the project's 1 held for nobody: without it all is the same.
    "march taken back": Counts(78, 58, 4, 1, 15, pairs=2, least=13, most=15),
    # H is one.  13 they are truly, and B is still twice.
    "march decided": Counts(78, 58, 4, 2, 14, pairs=1, least=13, most=14),
}  # fmt: skip

LISTED = {
    JUNE: {C_TWICE, E_TWICE, TWINS, H_TWICE, B_TWICE},
    SEPTEMBER: {H_TWICE, B_TWICE, E_AGAIN},
    DECEMBER: {G_AND_O},
    MARCH: {H_ANEW, B_ANEW},
}

# Of each decision how it stands at each stage after the first; -: not yet there, or taken back.
#          june    september        december        march
#          decided         decided          decided         taken back  decided
STATES = """
C          applied applied applied  stale   stale   stale   stale       stale
E          applied applied applied  unused  unused  unused  unused      unused
F_and_G    applied applied applied  stale   stale   stale   stale       stale
H_unsure   unsure  unsure  unsure   unused  unused  unused  unused      unused
H          -       -       applied  unused  unused  unused  -           -
G          -       -       applied  unclear unclear unclear unclear     unclear
E_again    -       -       applied  stale   stale   stale   stale       stale
E_both     -       -       applied  unused  unused  unused  unused      unused
G_and_O    -       -       -        -       applied applied applied     applied
H_anew     -       -       -        -       -       -       -           applied
"""
# C: the year of birth was put right.  E, E both: SC 7105 is sent no more.  F and G: SC 7106 is two
# now; F is neither.  H: the project sends nothing; then its 1 is P, whom the gender tells from H.
# G: which is meant of the two?  E again: the police changed E's ethnicity.


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> Year:
    return york_year(tmp_path_factory.mktemp("decisions"))


@pytest.mark.parametrize("stage", EXPECTED)
def test_each_stage_counts_as_worked_out_by_hand(year: Year, stage: str) -> None:
    assert counts_in(year.out[stage]) == EXPECTED[stage]


@pytest.mark.parametrize("day", LISTED)
def test_the_list_has_these_pairs_and_no_others(year: Year, day: str) -> None:
    assert set(year.listed[day]) == LISTED[day]


@pytest.mark.parametrize("stage", [stage for stage in STAGES if stage != "june"])
def test_each_decision_stands_as_the_records_of_the_day_let_it(year: Year, stage: str) -> None:
    assert year.states[stage] == _states_expected(stage)


@pytest.mark.parametrize("stage", [stage for stage in STAGES if stage != "june"])
def test_the_manifest_says_how_many_decisions_stand_in_which_way(year: Year, stage: str) -> None:
    told = manifest_in(year.out[stage])["duplicates"]["decisions"]
    assert Counter(told) == Counter(_states_expected(stage).values())


def test_region_and_area_have_the_same_range_as_england(year: Year) -> None:
    lines = read_csv(year.out["june"] / "restricted" / "range.csv")
    of_york = {
        line["geography_code"]: (line["counted"], line["least"], line["most"])
        for line in lines
        if line["counted"] != "0"
    }
    assert of_york == dict.fromkeys(("E92000001", "E12000003", "E06000014"), ("16", "11", "16"))


def test_what_was_taken_in_is_told_and_a_pair_left_blank(year: Year) -> None:
    assert year.said["june"].out.splitlines() == [
        "4 decisions stored, numbers 1 to 4: 2 same, 1 not the same, 1 unsure.",
        "1 pair was left blank.",
    ]
    assert year.said["september"].out.splitlines() == [
        "4 decisions stored, numbers 5 to 8: 4 same.",
    ]


def test_a_decision_against_an_earlier_one_is_refused_with_both_named(year: Year) -> None:
    """And with it the whole file: what is stored later begins with number 5."""
    said = year.said["against june"]
    twins = year.desk.numbers()["F and G"]
    assert (said.code, said.out) == (2, "")
    assert f"decision {twins} (York: York Police and York Social Care, 'not the same'" in (
        said.error.replace("Decision", "decision")
    )
    assert "line 3" in said.error
    assert year.desk.numbers()["H"] == 5


def test_two_identifiers_of_one_agency_are_refused_until_somebody_says_so(year: Year) -> None:
    said = year.said["two identifiers"]
    e = year.desk.numbers()["E"]
    assert (said.code, said.out) == (2, "")
    assert f"decision {e} (York: York Police and York Social Care, 'same'" in said.error
    assert "line 4" in said.error
    assert "two different identifiers of York Social Care" in said.error
    assert "If they are, decide that too." in said.error
    assert year.said["september"].code == 0


def test_nobody_is_the_same_through_a_third_who_is_surely_both(year: Year) -> None:
    assert year.explained is not None
    found = year.explained.json
    known = [
        {(record["agency"], record["identifier"]) for record in person["records"]}
        for person in found["young_people"]
    ]
    assert known == [{(POLICE, "BD-4106")}, {(CARE, "SC-7106"), (HOSPITAL, "BD-4106")}]
    numbers = year.desk.numbers()
    stand = {each["number"]: each["state"] for each in found["decisions"]}
    assert stand == {numbers["F and G"]: "applied", numbers["G"]: "applied"}


def test_taken_back_a_decision_counts_no_more(year: Year) -> None:
    """September with H twice again: one more is counted, and the two are listed."""
    assert year.said["march"].code == 0
    decided = EXPECTED["september decided"]
    assert counts_in(year.out["september without H"]) == replace(
        decided, duplicate_decided=4, counted=14, pairs=2, most=14
    )


def test_what_others_rest_on_is_not_taken_back_before_them(year: Year) -> None:
    said, numbers = year.said["too early"], year.desk.numbers()
    assert said.code == 2
    assert f"Decision {numbers['E both']} can't be taken back before others" in said.error
    assert f"ecision {numbers['E']} (" in said.error
    assert f"ecision {numbers['E again']} (" in said.error


@pytest.mark.parametrize("stage", ["june", "september"])
def test_as_of_the_moment_before_decisions_the_bytes_are_those_of_then(
    year: Year, stage: str
) -> None:
    then, now = year.out[stage], year.out[f"{stage} looked back on"]
    assert files_in(then, ["manifest.json"]) == files_in(now, ["manifest.json"])
    told = manifest_in(now)
    assert told["parameters"]["as_of"] is not None
    told["parameters"]["as_of"] = None
    assert told == manifest_in(then)


def test_with_all_decisions_since_taken_back_the_bytes_are_those_of_before(year: Year) -> None:
    assert files_in(year.out["september again"]) == files_in(year.out["september"])


def test_left_out_the_possible_duplicates_have_a_step_of_their_own(year: Year) -> None:
    """In June H and B of the project: of its five records three stand for somebody (J, K, L).  In
    March only B."""
    june, march = flow_in(year.out["june left out"]), flow_in(year.out["march left out"])
    assert (june["duplicate_possible"], june["counted"]) == (2, 12)
    assert (march["duplicate_possible"], march["counted"]) == (1, 13)
    lines = read_csv(year.out["june left out"] / "restricted" / "tables.csv")
    (voluntary,) = [
        line["cases"]
        for line in lines
        if (line["table_id"], line["geographic_level"], line["row"], line["column"])
        == ("table_2", "national", "base", "voluntary")
    ]
    assert voluntary == "3"


def _states_expected(stage: str) -> dict[str, str]:
    at = list(STAGES).index(stage)
    lines = [line.split() for line in STATES.strip().splitlines()]
    return {line[0].replace("_", " "): line[at] for line in lines if line[at] != "-"}
