"""What agencies are told that are late, or have something to send or to mend."""

from dataclasses import replace
from datetime import date

from reports.chase import chases
from reports.status import Month, Status, StatusLine

JUNE = Month(2011, 6)
IN_TIME = StatusLine(
    agency="Harbour Project",
    area="York",
    month=JUNE,
    return_date=date(2011, 6, 6),
    state="received",
    expected=True,
    due=date(2011, 6, 13),
    received_on=date(2011, 6, 10),
    rows=23,
    refused_rows=0,
)
MISSING = StatusLine("Harbour Project", "York", JUNE, None, "missing", True, date(2011, 6, 13))
REFUSED = replace(IN_TIME, state="refused", rows=None, refused_rows=None, refused_files=2)


def status(*lines: StatusLine) -> Status:
    return Status(date(2011, 6, 20), (Month(2011, 5), JUNE), lines, False, 0)


def text_of(*lines: StatusLine) -> str:
    (chase,) = chases(status(*lines))
    return chase.text


def test_a_return_without_slips_that_came_in_time_needs_no_text() -> None:
    assert chases(status(IN_TIME)) == ()


def test_what_is_awaited_or_replaced_or_of_an_earlier_month_needs_no_text() -> None:
    awaited = replace(MISSING, state="awaited")
    replaced = replace(IN_TIME, state="replaced", refused_rows=3)
    earlier = replace(MISSING, month=Month(2011, 5))
    assert chases(status(awaited, replaced, earlier)) == ()


def test_a_missing_return_is_asked_for_with_the_day_on_which_it_was_due() -> None:
    assert text_of(MISSING) == (
        "Harbour Project: return for June 2011\n"
        "\n"
        "Area: York\n"
        "We have no return from you for June 2011. It was due on 13 June 2011.\n"
        "Please send it. If you are working with nobody, send the form without rows: that is a "
        "nil return, and counts as sent.\n"
        "\n"
        "This is how it stood on 20 June 2011.\n"
    )


def test_a_return_all_of_whose_rows_were_refused_is_asked_for_again() -> None:
    assert text_of(replace(IN_TIME, state="refused", rows=3, refused_rows=3)) == (
        "Harbour Project: return for June 2011\n"
        "\n"
        "Area: York\n"
        "We have your return of 6 June 2011: 3 young people. But all of them were refused, and no "
        "return of yours counts for June 2011. It was due on 13 June 2011.\n"
        "Please mend what the feedback workbook lists, and send the whole return again.\n"
        "\n"
        "This is how it stood on 20 June 2011.\n"
    )


def test_a_return_that_a_later_one_of_the_month_followed_needs_no_text() -> None:
    followed = replace(IN_TIME, refused_rows=3, followed_by=date(2011, 6, 10))
    assert chases(status(followed, replace(IN_TIME, return_date=date(2011, 6, 10)))) == ()


def test_without_a_due_day_none_is_named() -> None:
    assert "due" not in text_of(replace(MISSING, due=None))


def test_a_refused_return_is_to_be_mended_and_sent_again() -> None:
    text = text_of(REFUSED)
    assert (
        "2 files of yours were refused, and no return of yours counts for June 2011. It was due on "
        "13 June 2011.\n"
    ) in text
    assert "Please mend what the feedback workbook lists, and send the whole return again." in text


def test_refused_rows_and_answers_are_told_by_their_number() -> None:
    text = text_of(replace(IN_TIME, refused_rows=2, refused_answers=4))
    assert "We have your return of 6 June 2011: 23 young people.\n" in text
    assert "2 young people are not counted, because the row was refused.\n" in text
    assert "4 answers were refused, and count as not provided.\n" in text
    assert "send the whole return again" in text


def test_a_late_return_without_slips_is_not_to_be_sent_again() -> None:
    text = text_of(replace(IN_TIME, state="late", late=True))
    assert "It came late: it was due on 13 June 2011. Please send the next in time." in text
    assert "again" not in text


def test_a_late_nil_return_is_told_so() -> None:
    text = text_of(replace(IN_TIME, state="nil", late=True, rows=0))
    assert "We have your return of 6 June 2011: a nil return.\nIt came late" in text


def test_a_file_refused_beside_a_return_is_told() -> None:
    text = text_of(replace(IN_TIME, refused_files=1))
    assert "1 file of yours was refused, and nothing in it counts.\n" in text


def test_an_agency_has_one_text_for_all_its_areas_and_no_other_agencys_facts() -> None:
    leeds = replace(MISSING, area="Leeds")
    other = replace(MISSING, agency="Other Agency", area="Hull")
    first, second = chases(status(leeds, MISSING, other))
    assert (first.agency, second.agency) == ("Harbour Project", "Other Agency")
    assert first.text.index("Area: Leeds") < first.text.index("Area: York")
    assert "Other" not in first.text
    assert "Hull" not in first.text


def test_files_are_named_after_agencies_without_what_a_system_would_refuse() -> None:
    names = ["St. Anne's / Nord: 2", "CON", "st anne's nord 2", "***"]
    found = chases(status(*(replace(MISSING, agency=name) for name in names)))
    assert [each.file_name for each in found] == [
        "st-anne-s-nord-2.txt",
        "agency-con.txt",
        "st-anne-s-nord-2-2.txt",
        "agency.txt",
    ]
