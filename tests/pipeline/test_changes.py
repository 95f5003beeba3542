"""What changed in a return since the agency's and area's earlier one, and what is odd about it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.agencies import NO_AGENCIES, Agencies, Agency
from ingest.delivery import open_delivery
from pipeline.changes import changes_of
from pipeline.changes_answers import years_between
from pipeline.changes_warnings import (
    BesideEarlier,
    earlier_warnings,
    sent_again,
    sent_again_warning,
)
from pipeline.configuration import ChangeThresholds
from pipeline.feedback import ReturnChanges, records_by_return
from pipeline.intake import take_in
from pipeline.returns import ReturnId, StoredReturn, stored_returns
from pipeline.store import Store
from reports.feedback import ChangedAnswer, Changes
from schemas.areas import load_areas
from schemas.codebook_reading import load_codebook
from tests.sending import write_csv, write_register, write_return

MAY = {"return_date": "2011-05-09"}
JUNE = {"return_date": "2011-06-06"}
YORK = ReturnId("harbour project", "816", date(2011, 6, 6))
YORK_IN_MAY = ReturnId("harbour project", "816", date(2011, 5, 9))

Record = Mapping[str, str]


@dataclass(frozen=True)
class File:
    """A file of a delivery: changes to the usual cover, and its records."""

    cover: Record
    records: Sequence[Record]


def months(tmp_path: Path, *deliveries: Sequence[File]) -> Mapping[ReturnId, ReturnChanges]:
    """What changed in the returns of the last delivery, the others having been taken in before."""
    areas, store = load_areas(), Store(tmp_path / "store")
    for n, delivery in enumerate(deliveries):
        folder = tmp_path / f"delivery {n}"
        for k, file in enumerate(delivery):
            write_return(folder / f"{k}.csv", file.records, file.cover)
        standing = stored_returns(store.covers(), areas).standing
        result = take_in(open_delivery(folder), store)
    return changes_of(
        records_by_return(result, areas),
        standing,
        store,
        load_codebook(),
        areas,
        NO_AGENCIES,
        ChangeThresholds(),
    )


def may_and_june(tmp_path: Path, may: Sequence[Record], june: Sequence[Record]) -> ReturnChanges:
    return months(tmp_path, [File(MAY, may)], [File(JUNE, june)])[YORK]


def changes(found: ReturnChanges) -> Changes:
    assert found.changes is not None
    return found.changes


def codes(found: ReturnChanges) -> list[str]:
    return [warning.code for warning in found.warnings]


def people(*identifiers: str, **answers: str) -> list[Record]:
    return [{"local_id": identifier, **answers} for identifier in identifiers]


def six(first: int = 1, **answers: str) -> list[Record]:
    return people(*(f"YP{n}" for n in range(first, first + 6)), **answers)


# --- What changed ---


def test_who_is_new_and_who_is_gone_is_named_as_sent(tmp_path: Path) -> None:
    found = changes(may_and_june(tmp_path, people("YP/001", "YP 2"), people("yp-002", "Yp/03")))
    assert found == Changes(date(2011, 5, 9), 2, 2, ("Yp/03",), ("YP/001",), ())


def test_a_first_return_has_no_changes(tmp_path: Path) -> None:
    assert months(tmp_path, [File(JUNE, six())])[YORK] == ReturnChanges(None, ())


def test_answers_are_compared_by_meaning_and_shown_by_their_labels(tmp_path: Path) -> None:
    may = {
        "local_id": "YP1",
        "gender": "Female",
        "ethnicity": "WBRI",
        "referral_date": "03/02/2011",
        "first_assessment_date": "",
        "coercion_methods": "gang; grooming",
        "age_at_first_assessment": "13",
        "closure_date": "",
    }
    june = {
        "local_id": "yp 1",
        "gender": " female ",
        "ethnicity": "White British",
        "referral_date": "2011-02-03",
        "first_assessment_date": "n/k",
        "coercion_methods": "grooming; mobile_phone",
        "age_at_first_assessment": "14",
        "closure_date": "1 June 2011",
    }
    assert changes(may_and_june(tmp_path, [may], [june])).answers == (
        ChangedAnswer("yp 1", "Age at first assessment", "13", "14"),
        ChangedAnswer("yp 1", "Date of first assessment", "", "Not known"),
        ChangedAnswer("yp 1", "Date work ended", "", "2011-06-01"),
        ChangedAnswer(
            "yp 1",
            "Methods of coercion",
            "Grooming; Gang-related activity",
            "Grooming; Mobile phone",
        ),
    )


def test_changed_answers_stand_in_the_order_of_the_return_and_of_the_form(tmp_path: Path) -> None:
    may = people("YP1", "YP2", gender="female", camhs_contact="no")
    june = people("YP2", "YP1", gender="male", camhs_contact="yes")
    found = changes(may_and_june(tmp_path, may, june))
    assert [(each.local_id, each.label) for each in found.answers] == [
        ("YP2", "Gender"),
        ("YP2", "In contact with CAMHS"),
        ("YP1", "Gender"),
        ("YP1", "In contact with CAMHS"),
    ]


def test_an_answer_left_out_is_blank_and_one_not_known_is_named(tmp_path: Path) -> None:
    may = people("YP1", gender="female", age="15", nationality="british")
    june = people("YP1", gender="n/k", age="?")
    assert changes(may_and_june(tmp_path, may, june)).answers == (
        ChangedAnswer("YP1", "Current age", "15", "Not known"),
        ChangedAnswer("YP1", "Gender", "Female", "Not known"),
        ChangedAnswer("YP1", "Nationality", "British", ""),
    )


def test_of_a_date_of_birth_the_month_counts_and_is_shown(tmp_path: Path) -> None:
    may = [*people("YP1", date_of_birth="03/02/1996"), *people("YP2", date_of_birth="03/02/1996")]
    june = [*people("YP1", date_of_birth="04/02/1996"), *people("YP2", date_of_birth="03/04/1996")]
    found = changes(may_and_june(tmp_path, may, june))
    assert found.answers == (ChangedAnswer("YP2", "Date of birth", "1996-02", "1996-04"),)


@pytest.mark.parametrize(
    ("now", "listed"), [("15", False), ("16", False), ("17", True), ("14", True), ("", True)]
)
def test_an_age_that_grew_with_the_time_is_no_change(
    tmp_path: Path, now: str, listed: bool
) -> None:
    found = changes(may_and_june(tmp_path, people("YP1", age="15"), people("YP1", age=now)))
    assert found.answers == ((ChangedAnswer("YP1", "Current age", "15", now),) if listed else ())


@pytest.mark.parametrize(
    ("earlier", "later", "years"),
    [
        (date(2011, 5, 9), date(2011, 6, 6), 1),
        (date(2010, 12, 6), date(2011, 1, 10), 1),
        (date(2011, 6, 6), date(2012, 6, 6), 1),
        (date(2011, 6, 6), date(2012, 6, 7), 2),
    ],
)
def test_an_age_may_grow_by_the_years_begun(earlier: date, later: date, years: int) -> None:
    assert years_between(earlier, later) == years


def test_an_identifier_that_stands_twice_is_neither_new_nor_gone_nor_compared(
    tmp_path: Path,
) -> None:
    may = people("YP1", "YP2", "YP2", "YP3", "YP4", "YP4", gender="female")
    june = people("YP1", "YP2", "YP3", "YP3", "YP5", "YP5", gender="male")
    found = changes(may_and_june(tmp_path, may, june))
    assert (found.rows_before, found.rows_now) == (6, 6)
    assert (found.new, found.gone) == ((), ())
    assert found.answers == (ChangedAnswer("YP1", "Gender", "Female", "Male"),)


def test_a_refused_row_is_neither_counted_nor_gone_nor_new_when_mended(tmp_path: Path) -> None:
    spoilt = {"local_id": "YP2", "closure_date": "later"}
    mended = {"local_id": "YP2"}
    may, june, july = [*people("YP1"), mended], [*people("YP1"), spoilt], [*people("YP1"), mended]
    deliveries = [[File(MAY, may)], [File(JUNE, june)]]
    in_june = changes(months(tmp_path / "1", *deliveries)[YORK])
    assert in_june == Changes(date(2011, 5, 9), 2, 1, (), (), ())
    cover = {"return_date": "2011-07-04"}
    found = months(tmp_path / "2", *deliveries, [File(cover, july)])
    in_july = ReturnId("harbour project", "816", date(2011, 7, 4))
    assert changes(found[in_july]) == Changes(date(2011, 6, 6), 1, 2, (), (), ())


def test_the_earlier_return_is_the_latest_before_and_not_one_replaced(tmp_path: Path) -> None:
    found = months(
        tmp_path,
        [File({"return_date": "2011-04-11"}, people("YP1"))],
        [File(MAY, people("YP2"))],
        [File(MAY, people("YP3"))],
        [File({"return_date": "2011-07-04"}, people("YP4"))],
        [File(JUNE, people("YP5"))],
    )[YORK]
    assert changes(found).since == date(2011, 5, 9)
    assert changes(found).gone == ("YP3",)


def test_a_return_in_several_files_is_compared_whole(tmp_path: Path) -> None:
    may = [File(MAY, people("YP1")), File(MAY, people("YP2"))]
    june = [File(JUNE, people("YP2")), File(JUNE, people("YP3"))]
    found = changes(months(tmp_path, may, june)[YORK])
    assert found == Changes(date(2011, 5, 9), 2, 2, ("YP3",), ("YP1",), ())


def test_of_a_file_with_several_agencies_and_areas_only_the_returns_own_rows_count(
    tmp_path: Path,
) -> None:
    def row(agency: str, area: str, identifier: str) -> Record:
        return {"local_id": identifier, "agency": agency, "area": area}

    cover = {"agency": "", "area": ""}
    may = [row("Harbour Project", "York", "A1"), row("Police", "York", "A2")]
    may += [row("Harbour Project", "Leeds", "A3"), row("HARBOUR  project", "York", "A4")]
    june = [row("Harbour Project", "York", "A1"), row("Harbour Project", "York", "A2")]
    found = months(tmp_path, [File({**cover, **MAY}, may)], [File({**cover, **JUNE}, june)])
    assert list(found) == [YORK]
    assert changes(found[YORK]) == Changes(date(2011, 5, 9), 2, 2, ("A2",), ("A4",), ())


def test_a_delivery_of_several_months_tells_the_changes_from_each_to_the_next(
    tmp_path: Path,
) -> None:
    delivery = [File(MAY, people("YP1")), File(JUNE, people("YP2"))]
    found = months(tmp_path, delivery)
    assert found[YORK_IN_MAY].changes is None
    assert changes(found[YORK]).new == ("YP2",)


def test_an_agency_spelt_differently_is_the_same_where_agencies_csv_says_so(
    tmp_path: Path,
) -> None:
    areas, store = load_areas(), Store(tmp_path / "store")
    may = write_return(tmp_path / "may.csv", people("YP1"), {**MAY, "agency": "Harbour"})
    take_in(open_delivery(may), store)
    standing = stored_returns(store.covers(), areas).standing
    result = take_in(open_delivery(write_return(tmp_path / "june.csv", people("YP2"), JUNE)), store)
    harbour = Agency("Harbour Project", spellings=("Harbour",))
    agencies = Agencies((harbour,), {"harbour project": harbour, "harbour": harbour})
    new = records_by_return(result, areas)
    found = changes_of(new, standing, store, load_codebook(), areas, agencies, ChangeThresholds())
    assert changes(found[YORK]).gone == ("YP1",)


def test_a_question_that_one_return_was_not_asked_is_not_compared(tmp_path: Path) -> None:
    areas, store = load_areas(), Store(tmp_path / "store")
    write_return(tmp_path / "d" / "may.csv", people("YP1", camhs_contact="no", gender="male"), MAY)
    june = people("YP1", camhs_contact="yes", gender="female")
    write_return(tmp_path / "d" / "june.csv", june, JUNE)
    new = dict(records_by_return(take_in(open_delivery(tmp_path / "d"), store), areas))
    new[YORK_IN_MAY] = new[YORK_IN_MAY].drop_columns(["camhs_contact"])
    found = changes_of(new, [], store, load_codebook(), areas, NO_AGENCIES, ChangeThresholds())
    assert changes(found[YORK]).answers == (ChangedAnswer("YP1", "Gender", "Male", "Female"),)


def test_a_nil_return_says_on_purpose_that_nobody_is_left(tmp_path: Path) -> None:
    areas, store = load_areas(), Store(tmp_path / "store")
    take_in(open_delivery(write_return(tmp_path / "may.csv", six(), MAY)), store)
    cover = [["Agency", "Harbour Project"], ["Type of agency", "voluntary"], ["Area", "York"]]
    nil = [*cover, ["Return date", "06/06/2011"], [], ["Local identifier", "Gender"]]
    standing = stored_returns(store.covers(), areas).standing
    result = take_in(open_delivery(write_csv(tmp_path / "june.csv", nil)), store)
    new = records_by_return(result, areas)
    found = changes_of(
        new, standing, store, load_codebook(), areas, NO_AGENCIES, ChangeThresholds()
    )
    assert changes(found[YORK]).rows_now == 0
    assert len(changes(found[YORK]).gone) == 6
    assert codes(found[YORK]) == []


# --- What is odd ---


def test_half_the_rows_gone_is_odd_and_fewer_are_not(tmp_path: Path) -> None:
    may = people(*(f"YP{n}" for n in range(10)))
    half = may_and_june(tmp_path / "1", may, may[:5])
    assert codes(half) == ["rows_down"]
    assert half.warnings[0].figures.endswith("It has 5 young people; that of 9 May 2011 had 10.")
    assert codes(may_and_june(tmp_path / "2", may, may[:6])) == []


def test_more_than_a_fifth_new_is_odd_and_a_fifth_is_not(tmp_path: Path) -> None:
    may = people(*(f"YP{n}" for n in range(10)))
    june = [*may[:8], *people("YP20", "YP21")]
    assert codes(may_and_june(tmp_path / "1", may, june)) == []
    found = may_and_june(tmp_path / "2", may, [*june[1:], *people("YP22")])
    assert codes(found) == ["many_new_identifiers"]
    assert "New are 3 of 10 young people" in found.warnings[0].figures


def test_after_a_nil_return_new_young_people_are_not_odd() -> None:
    beside = BesideEarlier(date(2011, 5, 9), rows_before=0, rows_now=9, new=9, unchanged=0)
    assert list(earlier_warnings(beside, False, ChangeThresholds())) == []


def test_a_threshold_is_taken_as_written_and_not_as_a_float() -> None:
    beside = BesideEarlier(date(2011, 5, 9), rows_before=10, rows_now=2, new=0, unchanged=0)
    warnings = earlier_warnings(beside, False, ChangeThresholds(rows_down=0.8))
    assert [each.code for each in warnings] == ["rows_down"]


def test_last_months_file_under_a_new_date_is_odd(tmp_path: Path) -> None:
    records = six(gender="female", age="15")
    assert codes(may_and_june(tmp_path, records, records)) == ["same_as_last_time"]


def test_last_months_file_is_known_by_young_people_listed_twice_too(tmp_path: Path) -> None:
    records = [*six(gender="female"), *people("YP1", gender="male")]
    assert codes(may_and_june(tmp_path, records, records)) == ["same_as_last_time"]


def test_a_return_of_which_one_answer_changed_is_not_last_months_file(tmp_path: Path) -> None:
    june = [*six(gender="female")[:5], *people("YP6", gender="male")]
    assert codes(may_and_june(tmp_path, six(gender="female"), june)) == []


def test_a_return_with_nobody_new_and_one_gone_is_not_last_months_file(tmp_path: Path) -> None:
    assert codes(may_and_june(tmp_path, six(), six()[:5])) == []


def test_of_a_small_return_nothing_is_odd(tmp_path: Path) -> None:
    four = six()[:4]
    assert codes(may_and_june(tmp_path / "1", four, four)) == []
    assert codes(may_and_june(tmp_path / "2", four, four[:1])) == []
    assert codes(may_and_june(tmp_path / "3", four, people("A1", "A2", "A3", "A4"))) == []


LEEDS_IN_MAY = {**MAY, "area": "Leeds"}


def test_another_areas_return_is_known_by_its_young_people(tmp_path: Path) -> None:
    found = months(
        tmp_path,
        [File(LEEDS_IN_MAY, six(gender="female")), File(MAY, six(21, gender="female"))],
        [File(JUNE, six(gender="female"))],
    )[YORK]
    assert codes(found) == ["many_new_identifiers", "other_areas_return"]
    assert found.warnings[1].figures.endswith(
        "6 of 6 young people are in the return for Leeds of 9 May 2011."
    )


def test_another_areas_return_in_the_same_delivery_is_known_too(tmp_path: Path) -> None:
    leeds = {**JUNE, "area": "Leeds"}
    found = months(
        tmp_path,
        [File(LEEDS_IN_MAY, six()), File(MAY, six(21))],
        [File(leeds, [*six(), *people("YP9")]), File(JUNE, [*six(), *people("YP9")])],
    )
    assert "other_areas_return" in codes(found[YORK])
    assert codes(found[ReturnId("harbour project", "383", date(2011, 6, 6))]) == []


def test_young_people_who_were_in_this_areas_return_before_are_not_another_areas(
    tmp_path: Path,
) -> None:
    both = six(gender="female")
    found = months(tmp_path, [File(LEEDS_IN_MAY, both), File(MAY, both)], [File(JUNE, both[:5])])
    assert codes(found[YORK]) == []


def numbered(genders: str, **answers: str) -> list[Record]:
    """1, 2, 3 ... with these genders (f, m) and answers."""
    words = {"f": "female", "m": "male"}
    return [
        {"local_id": str(n), "gender": words[letter], **answers}
        for n, letter in enumerate(genders, start=1)
    ]


BORN = {"date_of_birth": "02/1996"}
BORN_EARLIER = {"date_of_birth": "11/1995"}


def test_areas_that_both_number_from_one_are_told_apart_by_who_the_young_people_are(
    tmp_path: Path,
) -> None:
    leeds = numbered("ffffff", **BORN_EARLIER)
    york = numbered("ffffff", **BORN)
    found = months(tmp_path, [File(LEEDS_IN_MAY, leeds)], [File(JUNE, york)])
    assert codes(found[YORK]) == []


def test_small_numbers_beside_answers_that_most_give_say_nothing_of_the_area(
    tmp_path: Path,
) -> None:
    same = numbered("ffmff", ethnicity="WBRI", nationality="british")
    found = months(tmp_path, [File(LEEDS_IN_MAY, same)], [File(JUNE, same)])
    assert codes(found[YORK]) == []


def test_another_areas_numbered_return_is_known_though_this_area_has_the_numbers_too(
    tmp_path: Path,
) -> None:
    leeds = numbered("ffmff", **BORN)
    york = numbered("mfmmf", **BORN_EARLIER)
    found = months(tmp_path, [File(LEEDS_IN_MAY, leeds), File(MAY, york)], [File(JUNE, leeds)])
    assert codes(found[YORK]) == ["other_areas_return"]


def test_where_the_register_says_own_no_identifier_says_anything_of_the_area(
    tmp_path: Path,
) -> None:
    areas, store = load_areas(), Store(tmp_path / "store")
    covers = [LEEDS_IN_MAY, JUNE]
    for n, cover in enumerate(covers):
        write_return(tmp_path / str(n) / "a.csv", six(), cover)
        write_register(tmp_path / str(n), [{**cover, "file": "a.csv", "numbering": "own"}])
        standing = stored_returns(store.covers(), areas).standing
        result = take_in(open_delivery(tmp_path / str(n)), store)
    new = records_by_return(result, areas)
    found = changes_of(
        new, standing, store, load_codebook(), areas, NO_AGENCIES, ChangeThresholds()
    )
    assert codes(found[YORK]) == []


# --- A file that is stored already ---


def in_york(agency: str, day: date) -> ReturnId:
    return ReturnId(agency, "816", day)


HARBOUR_IN_MAY, HARBOUR_IN_JUNE = YORK_IN_MAY, YORK
POLICE_IN_JUNE = in_york("police", date(2011, 6, 6))


def standing_of(*ids: ReturnId) -> list[StoredReturn]:
    received = datetime(2011, 7, 1, tzinfo=UTC)
    return [StoredReturn(id_, "Agency", "", received, ()) for id_ in ids]


def test_mays_file_in_junes_delivery_was_sent_again() -> None:
    delivered = [HARBOUR_IN_MAY, POLICE_IN_JUNE]
    again = sent_again({HARBOUR_IN_MAY}, delivered, standing_of(HARBOUR_IN_MAY))
    assert again == {HARBOUR_IN_MAY}
    warning = sent_again_warning(HARBOUR_IN_MAY)
    assert warning.code == "sent_again"
    assert warning.figures.endswith("Its return date is 9 May 2011.")


def test_mays_file_was_sent_again_where_junes_stands() -> None:
    standing = standing_of(HARBOUR_IN_MAY, HARBOUR_IN_JUNE)
    assert sent_again({HARBOUR_IN_MAY}, [HARBOUR_IN_MAY], standing) == {HARBOUR_IN_MAY}


def test_a_folder_with_all_months_taken_in_again_is_nothing_odd() -> None:
    every = [HARBOUR_IN_MAY, HARBOUR_IN_JUNE, POLICE_IN_JUNE]
    standing = standing_of(*every)
    assert sent_again(set(every), every, standing) == frozenset()


def test_a_month_taken_in_again_is_nothing_odd_though_days_differ_a_little() -> None:
    later = in_york("police", date(2011, 6, 10))
    every = [HARBOUR_IN_JUNE, later]
    assert sent_again(set(every), every, standing_of(*every)) == frozenset()


# --- What always holds ---

answered = st.fixed_dictionaries(
    {
        "gender": st.sampled_from(["female", "male", "n/k", ""]),
        "age": st.sampled_from(["12", "13", "?", ""]),
        "coercion_methods": st.sampled_from(["grooming", "gang;grooming", ""]),
    }
)
returned = st.dictionaries(st.integers(1, 12), answered, min_size=1, max_size=8)


LABELS = {
    "age": "Current age",
    "gender": "Gender",
    "coercion_methods": "Methods of coercion",
}


def as_records(returned_: Mapping[int, Record]) -> list[Record]:
    return [{"local_id": f"YP{n}", **answers} for n, answers in returned_.items()]


@settings(max_examples=20, deadline=None)
@given(may=returned, june=returned)
def test_new_and_kept_are_all_that_are_there_now(
    tmp_path_factory: pytest.TempPathFactory,
    may: Mapping[int, Record],
    june: Mapping[int, Record],
) -> None:
    folder = tmp_path_factory.mktemp("months")
    found = changes(may_and_june(folder, as_records(may), as_records(june)))
    kept = may.keys() & june.keys()
    assert len(found.new) + len(kept) == found.rows_now == len(june)
    assert len(found.gone) + len(kept) == found.rows_before == len(may)
    assert found.new == tuple(f"YP{n}" for n in june if n not in kept)
    assert found.gone == tuple(f"YP{n}" for n in may if n not in kept)
    assert [(each.local_id, each.label) for each in found.answers] == [
        (f"YP{n}", label)
        for n in june
        if n in kept
        for name, label in LABELS.items()
        if may[n][name] != june[n][name]
        and (name, may[n][name], june[n][name]) != ("age", "12", "13")
    ]


@settings(max_examples=10, deadline=None)
@given(records=returned)
def test_a_return_beside_itself_has_no_changes(
    tmp_path_factory: pytest.TempPathFactory, records: Mapping[int, Record]
) -> None:
    folder = tmp_path_factory.mktemp("months")
    found = may_and_june(folder, as_records(records), as_records(records))
    assert changes(found) == Changes(date(2011, 5, 9), len(records), len(records), (), (), ())
    assert ("same_as_last_time" in codes(found)) == (len(records) >= 5)
