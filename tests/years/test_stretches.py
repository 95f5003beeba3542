"""An agency's stretches of work with a young person, from what its returns say."""

from datetime import date

from pipeline.years.stretches import Closure, Event, Reason, Stretch, stretches_of


def day(text: str) -> date:
    return date.fromisoformat(f"2010-{text}")


def shown(first: str, last: str, until: str | None, begins: str | None = None) -> Event:
    """Open in the returns from `first` to `last`; the agency's next is that of `until`."""
    return Event(
        "open", False, day(first), day(last), day(until) if until else None,
        day(begins) if begins else None,
    )  # fmt: skip


def closed(
    row: str, until: str | None, closure: str, begins: str | None = None, over: bool = False
) -> Event:
    begun = day(begins) if begins else None
    return Event(
        "closed", over, day(row), day(row), day(until) if until else None, begun,
        (Closure(day(closure), begun),),
    )  # fmt: skip


def over(row: str, until: str | None) -> Event:
    return Event("over", True, day(row), day(row), day(until) if until else None, None)


def found(*events: Event) -> list[tuple[str, str | None, Reason | None]]:
    return [_said(each) for each in stretches_of(events)]


def _said(each: Stretch) -> tuple[str, str | None, Reason | None]:
    ends = f"{each.ends:%m-%d}" if each.ends else None
    return f"{each.begins:%m-%d}", ends, each.reason


def test_without_a_referral_date_it_begins_with_the_return() -> None:
    assert found(shown("05-05", "07-05", None)) == [("05-05", None, None)]


def test_it_begins_at_the_referral_before_the_first_return() -> None:
    assert found(shown("05-05", "07-05", None, "03-01")) == [("03-01", None, None)]


def test_a_referral_after_the_return_is_when_it_begins() -> None:
    assert found(shown("05-05", "07-05", None, "05-20")) == [("05-20", None, None)]


def test_a_closure_told_later_ends_it_on_its_own_day() -> None:
    events = shown("05-05", "06-05", "07-05", "03-01"), closed("07-05", None, "05-20", "03-01")
    assert found(*events) == [("03-01", "05-20", "closure")]


def test_a_planned_closure_ends_it_in_the_future() -> None:
    assert found(closed("05-05", None, "08-31", "03-01")) == [("03-01", "08-31", "closure")]


def test_a_planned_closure_without_a_referral_begins_with_the_return() -> None:
    assert found(closed("05-05", None, "08-31")) == [("05-05", "08-31", "closure")]


def test_who_is_first_told_of_when_all_is_over_has_a_stretch() -> None:
    assert found(closed("06-05", None, "05-20", "05-02")) == [("05-02", "05-20", "closure")]


def test_a_closure_without_anything_before_says_nothing() -> None:
    assert found(closed("06-05", None, "05-20")) == []


def test_who_is_over_the_limit_when_first_told_of_has_none() -> None:
    assert found(closed("06-05", None, "05-20", "05-02", over=True)) == []
    assert found(over("06-05", None)) == []


def test_missing_from_the_next_return_is_unknown_from_its_date() -> None:
    assert found(shown("05-05", "06-05", "07-05")) == [("05-05", "07-05", "unknown")]


def test_seen_again_with_the_old_referral_ran_on() -> None:
    events = (
        shown("05-05", "05-05", "06-05", "03-01"),
        shown("08-05", "09-05", None, "03-01"),
    )
    assert found(*events) == [("03-01", None, None)]


def test_seen_again_without_a_referral_date_ran_on() -> None:
    assert found(shown("05-05", "05-05", "06-05"), shown("08-05", "09-05", None)) == [
        ("05-05", None, None)
    ]


def test_seen_again_with_a_later_referral_is_new_work() -> None:
    events = (
        shown("05-05", "05-05", "06-05", "03-01"),
        shown("08-05", "09-05", None, "07-20"),
    )
    assert found(*events) == [("03-01", "06-05", "unknown"), ("07-20", None, None)]


def test_a_closure_after_silence_ends_what_ran_on() -> None:
    events = shown("05-05", "05-05", "06-05", "03-01"), closed("08-05", None, "06-20", "03-01")
    assert found(*events) == [("03-01", "06-20", "closure")]


def test_a_referral_after_a_closure_is_new_work() -> None:
    events = closed("05-05", "06-05", "04-20", "03-01"), shown("06-05", "07-05", None, "05-25")
    assert found(*events) == [("03-01", "04-20", "closure"), ("05-25", None, None)]


def test_an_old_referral_after_a_closure_is_not_used() -> None:
    events = closed("05-05", "06-05", "04-20", "03-01"), shown("06-05", "07-05", None, "03-01")
    assert found(*events) == [("03-01", "04-20", "closure"), ("06-05", None, None)]


def test_a_closed_row_that_is_sent_again_says_nothing_new() -> None:
    events = (
        closed("05-05", "06-05", "04-20", "03-01"),
        closed("06-05", "07-05", "04-20", "03-01"),
    )
    assert found(*events) == [("03-01", "04-20", "closure")]


def test_a_closure_before_the_beginning_says_nothing() -> None:
    events = (
        shown("05-05", "05-05", "06-05", "05-01"),
        closed("06-05", "07-05", "04-01", "03-01"),
    )
    assert found(*events) == [("05-01", "06-05", "unknown")]


def test_the_age_limit_ends_it_with_the_return_that_shows_it() -> None:
    events = shown("05-05", "06-05", "07-05", "03-01"), over("07-05", None)
    assert found(*events) == [("03-01", "07-05", "age")]


def test_a_referral_while_it_runs_changes_nothing() -> None:
    events = shown("05-05", "06-05", "07-05", "03-01"), shown("07-05", "08-05", None, "06-20")
    assert found(*events) == [("03-01", None, None)]


def test_referred_and_ended_on_one_day_is_a_stretch_of_that_day() -> None:
    assert found(closed("06-05", None, "05-20", "05-20")) == [("05-20", "05-20", "closure")]


def test_a_corrected_closure_of_the_same_referral_takes_the_place_of_the_first() -> None:
    for corrected in ("08-20", "09-05"):
        events = (
            closed("09-05", "10-05", "09-02", "03-01"),
            closed("10-05", None, corrected, "03-01"),
        )
        assert found(*events) == [("03-01", corrected, "closure")]


def test_two_closed_rows_of_one_return_are_two_stretches() -> None:
    event = Event(
        "closed", False, day("12-31"), day("12-31"), None, day("05-01"),
        (Closure(day("06-01"), day("05-01")), Closure(day("12-01"), day("11-01"))),
    )  # fmt: skip
    assert found(event) == [("05-01", "06-01", "closure"), ("11-01", "12-01", "closure")]


def test_the_age_limit_cuts_a_planned_end() -> None:
    events = closed("05-05", "06-05", "08-31", "03-01"), over("06-05", None)
    assert found(*events) == [("03-01", "06-05", "age")]


def test_a_referral_on_the_day_of_the_last_closure_is_new_work() -> None:
    events = closed("05-05", "06-05", "04-20", "03-01"), shown("06-05", "07-05", None, "04-20")
    assert found(*events) == [("03-01", "04-20", "closure"), ("04-20", None, None)]


def test_a_referral_on_the_day_of_the_return_that_lacked_them_is_new_work() -> None:
    events = (
        shown("05-05", "05-05", "06-05", "03-01"),
        shown("08-05", "09-05", None, "06-05"),
    )
    assert found(*events) == [("03-01", "06-05", "unknown"), ("06-05", None, None)]
