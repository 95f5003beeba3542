"""The recount's stretches and spells, held against histories worked out by hand."""

from pathlib import Path

from .by_hand import sent, spells

POLICE = {"agency": "City Police", "kind": "Statutory"}


def test_a_spell_runs_from_the_referral_date_to_the_closure_date(tmp_path: Path) -> None:
    assert spells(
        tmp_path,
        sent("2010-04-30", "1001,15,,2010-04-10"),
        sent("2010-05-31", "1001,15,,2010-04-10,2010-05-20"),
    ) == ["2010-04-10 to 2010-05-20 closure"]


def test_without_any_date_it_begins_at_the_return_that_first_shows_them_open(
    tmp_path: Path,
) -> None:
    assert spells(
        tmp_path, sent("2010-04-30", "1001,15"), sent("2010-05-31", "1001,15,,2010-03-01")
    ) == ["2010-04-30 on"]


def test_who_is_absent_from_the_next_return_is_unknown_from_its_date(tmp_path: Path) -> None:
    assert spells(
        tmp_path,
        sent("2010-04-30", "1001,15,,2010-04-10"),
        sent("2010-05-31", "1002,15,,2010-05-01"),
    ) == ["2010-04-10 to 2010-05-31 unknown", "2010-05-01 on"]


def test_a_nil_return_leaves_everybody_unknown(tmp_path: Path) -> None:
    assert spells(tmp_path, sent("2010-04-30", "1001,15,,2010-04-10"), sent("2010-05-31")) == [
        "2010-04-10 to 2010-05-31 unknown"
    ]


def test_a_refused_row_is_no_row(tmp_path: Path) -> None:
    assert spells(
        tmp_path,
        sent("2010-04-30", "1001,15,,2010-04-10"),
        sent("2010-05-31", "1001,15,,2010-04-10,soon"),
    ) == ["2010-04-10 to 2010-05-31 unknown"]


def test_an_agency_that_sends_no_more_ends_nobody(tmp_path: Path) -> None:
    assert spells(
        tmp_path,
        sent("2010-04-30", "1001,15,,2010-04-10"),
        sent("2010-05-31", "1002,15,,2010-05-01", **POLICE),
        sent("2010-05-31", area="Barnsley"),
    ) == ["2010-04-10 on", "2010-05-01 on"]


def test_who_is_missing_once_and_seen_again_with_the_old_referral_was_never_gone(
    tmp_path: Path,
) -> None:
    assert spells(
        tmp_path,
        sent("2010-04-30", "1001,15,,2010-04-10"),
        sent("2010-05-31"),
        sent("2010-06-30", "1001,15,,2010-04-10"),
    ) == ["2010-04-10 on"]


def test_who_is_seen_again_without_a_date_was_never_gone(tmp_path: Path) -> None:
    assert spells(
        tmp_path,
        sent("2010-04-30", "1001,15,,2010-04-10"),
        sent("2010-05-31"),
        sent("2010-06-30", "1001,15,,,2010-06-20"),
    ) == ["2010-04-10 to 2010-06-20 closure"]


def test_a_closure_told_after_a_gap_may_lie_before_the_gap(tmp_path: Path) -> None:
    assert spells(
        tmp_path,
        sent("2010-04-30", "1001,15,,2010-04-10"),
        sent("2010-05-31"),
        sent("2010-06-30", "1001,15,,2010-04-10,2010-05-05"),
    ) == ["2010-04-10 to 2010-05-05 closure"]


def test_who_is_seen_again_with_a_referral_since_has_a_new_spell(tmp_path: Path) -> None:
    assert spells(
        tmp_path,
        sent("2010-04-30", "1001,15,,2010-04-10"),
        sent("2010-05-31"),
        sent("2010-06-30", "1001,15,,2010-06-15"),
    ) == ["2010-04-10 to 2010-05-31 unknown", "2010-06-15 on"]


def test_a_referral_on_the_day_of_the_return_that_missed_them_touches_the_first_spell(
    tmp_path: Path,
) -> None:
    assert spells(
        tmp_path,
        sent("2010-04-30", "1001,15,,2010-04-10"),
        sent("2010-05-31"),
        sent("2010-06-30", "1001,15,,2010-05-31"),
    ) == ["2010-04-10 on"]


def test_the_return_that_misses_them_counts_from_the_last_one_with_a_row(tmp_path: Path) -> None:
    assert spells(
        tmp_path,
        sent("2010-04-30", "1001,15,,2010-04-10"),
        sent("2010-05-31", "1001,15,,2010-04-10"),
        sent("2010-06-30"),
        sent("2010-07-31"),
    ) == ["2010-04-10 to 2010-06-30 unknown"]


def test_a_referral_after_a_closure_is_a_new_spell(tmp_path: Path) -> None:
    assert spells(
        tmp_path,
        sent("2010-04-30", "1001,15,,2010-04-10,2010-04-20"),
        sent("2010-05-31", "1001,15,,2010-05-12"),
    ) == ["2010-04-10 to 2010-04-20 closure", "2010-05-12 on"]


def test_open_again_with_the_old_referral_counts_from_the_return_that_shows_it(
    tmp_path: Path,
) -> None:
    assert spells(
        tmp_path,
        sent("2010-04-30", "1001,15,,2010-04-10,2010-04-20"),
        sent("2010-05-31", "1001,15,,2010-04-10"),
    ) == ["2010-04-10 to 2010-04-20 closure", "2010-05-31 on"]


def test_a_closure_date_before_the_last_return_that_showed_them_open_holds(
    tmp_path: Path,
) -> None:
    assert spells(
        tmp_path,
        sent("2010-04-30", "1001,15,,2010-04-10"),
        sent("2010-05-31", "1001,15,,2010-04-10"),
        sent("2010-06-30", "1001,15,,2010-04-10,2010-05-03"),
    ) == ["2010-04-10 to 2010-05-03 closure"]


def test_a_planned_closure_ends_on_its_day(tmp_path: Path) -> None:
    assert spells(
        tmp_path,
        sent("2010-04-30", "1001,15,,2010-04-10,2010-06-15"),
        sent("2010-05-31"),
    ) == ["2010-04-10 to 2010-06-15 closure"]


def test_a_planned_closure_that_is_no_longer_told_is_gone(tmp_path: Path) -> None:
    assert spells(
        tmp_path,
        sent("2010-04-30", "1001,15,,2010-04-10,2010-06-15"),
        sent("2010-05-31", "1001,15,,2010-04-10"),
    ) == ["2010-04-10 on"]


def test_a_closed_case_that_is_sent_again_changes_nothing(tmp_path: Path) -> None:
    closed = "1001,15,,2010-04-10,2010-04-20"
    assert spells(
        tmp_path, sent("2010-04-30", closed), sent("2010-05-31", closed), sent("2010-06-30")
    ) == ["2010-04-10 to 2010-04-20 closure"]


def test_a_closure_that_is_put_later_makes_the_spell_longer(tmp_path: Path) -> None:
    assert spells(
        tmp_path,
        sent("2010-04-30", "1001,15,,2010-04-10,2010-04-20"),
        sent("2010-05-31", "1001,15,,2010-04-10,2010-05-05"),
    ) == ["2010-04-10 to 2010-05-05 closure"]


def test_a_closure_on_the_day_of_referral_is_a_spell_of_that_day(tmp_path: Path) -> None:
    assert spells(tmp_path, sent("2010-04-30", "1001,15,,2010-04-10,2010-04-10")) == [
        "2010-04-10 to 2010-04-10 closure"
    ]


def test_over_the_age_limit_ends_on_the_return_date(tmp_path: Path) -> None:
    assert spells(
        tmp_path,
        sent("2010-04-30", "1001,17,,2010-04-10"),
        sent("2010-05-31", "1001,18,,2010-04-10"),
        sent("2010-06-30", "1001,18,,2010-04-10"),
    ) == ["2010-04-10 to 2010-05-31 age"]


def test_who_was_under_eighteen_at_first_assessment_stays(tmp_path: Path) -> None:
    assert spells(
        tmp_path,
        sent("2010-04-30", "1001,17,17,2010-04-10"),
        sent("2010-05-31", "1001,18,17,2010-04-10"),
    ) == ["2010-04-10 on"]


def test_who_was_always_over_the_limit_has_no_spell(tmp_path: Path) -> None:
    assert (
        spells(
            tmp_path,
            sent("2010-04-30", "1001,19,,2010-04-10"),
            sent("2010-05-31", "1001,19,,2010-04-10,2010-05-20"),
        )
        == []
    )


def test_a_closure_told_of_one_who_is_now_over_the_limit_is_a_closure(tmp_path: Path) -> None:
    assert spells(
        tmp_path,
        sent("2010-04-30", "1001,17,,2010-04-10"),
        sent("2010-05-31", "1001,18,,2010-04-10,2010-05-20"),
    ) == ["2010-04-10 to 2010-05-20 closure"]


def test_rows_twice_in_a_return_are_open_if_one_is_open(tmp_path: Path) -> None:
    assert spells(
        tmp_path,
        sent(
            "2010-04-30",
            "1001,15,,2010-04-10",
            "1001,15,,2010-04-02,2010-04-20",
        ),
    ) == ["2010-04-10 on"]


def test_rows_twice_in_a_return_that_are_all_closed_end_with_the_latest(tmp_path: Path) -> None:
    assert spells(
        tmp_path,
        sent(
            "2010-04-30",
            "1001,15,,2010-04-10,2010-04-20",
            "1001,15,,2010-04-12,2010-04-25",
        ),
    ) == ["2010-04-10 to 2010-04-25 closure"]
