"""What changed in a return since the agency's and area's earlier one."""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.agencies import NO_AGENCIES, Agencies, Agency
from ingest.delivery import open_delivery
from pipeline.changes import changes_of
from pipeline.configuration import ChangeThresholds
from pipeline.feedback import ReturnChanges
from pipeline.intake import take_in
from pipeline.return_shares import records_by_return
from pipeline.returns import ReturnId, stored_returns
from pipeline.store import Store
from reports.feedback import ChangedAnswer, Changes
from schemas.areas import load_areas
from schemas.codebook_reading import load_codebook
from tests.pipeline.months import (
    JUNE,
    MAY,
    YORK,
    YORK_IN_MAY,
    File,
    Record,
    changes,
    codes,
    may_and_june,
    months,
    people,
    six,
)
from tests.sending import write_csv, write_return

# --- What changed ---


def test_who_is_new_and_who_is_gone_is_named_as_sent(tmp_path: Path) -> None:
    found = changes(may_and_june(tmp_path, people("YP/001", "YP 2"), people("yp-002", "Yp/03")))
    assert found == Changes(date(2011, 5, 9), 2, 2, ("Yp/03",), ("YP/001",), ())


def test_a_first_return_has_no_changes(tmp_path: Path) -> None:
    assert months(tmp_path, [File(JUNE, six())])[YORK] == ReturnChanges(None, ())


def test_an_identifier_that_stands_twice_is_one_young_person_and_not_compared(
    tmp_path: Path,
) -> None:
    may = people("YP1", "YP2", "YP2", "YP3", "YP4", "YP4", gender="female")
    june = people("YP1", "YP2", "YP3", "YP3", "YP5", "YP/05", gender="male")
    found = changes(may_and_june(tmp_path, may, june))
    one = ChangedAnswer("YP1", "Gender", "Female", "Male")
    assert found == Changes(date(2011, 5, 9), 4, 4, ("YP5",), ("YP4",), (one,))


def test_of_an_identifier_that_stands_twice_in_both_no_answer_is_compared(tmp_path: Path) -> None:
    may = people("YP1", "YP2", "YP2", gender="female")
    june = people("YP1", "YP2", "YP2", gender="male")
    found = changes(may_and_june(tmp_path, may, june))
    assert found.answers == (ChangedAnswer("YP1", "Gender", "Female", "Male"),)


def test_new_young_people_who_stand_twice_each_are_all_new(tmp_path: Path) -> None:
    found = may_and_june(tmp_path, six(), [*six(11), *six(11)])
    assert (changes(found).rows_before, changes(found).rows_now) == (6, 6)
    assert changes(found).new == ("YP11", "YP12", "YP13", "YP14", "YP15", "YP16")
    assert changes(found).gone == ("YP1", "YP2", "YP3", "YP4", "YP5", "YP6")
    assert codes(found) == ["many_new_identifiers"]


def test_a_refused_row_is_not_gone_and_not_new_when_mended(tmp_path: Path) -> None:
    spoilt = {"local_id": "YP2", "closure_date": "later"}
    mended = {"local_id": "YP2"}
    may, june, july = [*people("YP1"), mended], [*people("YP1"), spoilt], [*people("YP1"), mended]
    deliveries = [[File(MAY, may)], [File(JUNE, june)]]
    in_june = changes(months(tmp_path / "1", *deliveries)[YORK])
    assert in_june == Changes(date(2011, 5, 9), 2, 2, (), (), ())
    cover = {"return_date": "2011-07-04"}
    found = months(tmp_path / "2", *deliveries, [File(cover, july)])
    in_july = ReturnId("harbour project", "816", date(2011, 7, 4))
    assert changes(found[in_july]) == Changes(date(2011, 6, 6), 2, 2, (), (), ())


def test_a_refused_row_counts_as_there_if_its_identifier_can_be_read(tmp_path: Path) -> None:
    spoilt = [{"local_id": "YP2", "closure_date": "later"}, {"local_id": "tbc"}]
    found = changes(may_and_june(tmp_path, people("YP1"), [*people("YP1"), *spoilt]))
    assert found == Changes(date(2011, 5, 9), 1, 2, ("YP2",), (), ())


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


def test_what_comes_again_for_a_day_is_held_against_the_month_before(tmp_path: Path) -> None:
    """Not against what it takes the place of."""
    six_, three = people(*"ABCDEF"), people(*"ABX")
    found = months(tmp_path, [File(MAY, six_)], [File(JUNE, six_)], [File(JUNE, three)])[YORK]
    assert changes(found) == Changes(date(2011, 5, 9), 6, 3, ("X",), ("C", "D", "E", "F"), ())


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


@settings(max_examples=10, deadline=None)
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


LATER = "later"  # no date, so that the row is refused
listed = st.lists(
    st.fixed_dictionaries(
        {
            "local_id": st.sampled_from(["YP1", "yp/1", "YP 02", "YP3", "YP4", "YP5", "tbc"]),
            "closure_date": st.sampled_from(["", "", LATER]),
        }
    ),
    min_size=1,
    max_size=9,
)
PEOPLE = {"YP1": 1, "yp/1": 1, "YP 02": 2, "YP3": 3, "YP4": 4, "YP5": 5}


@settings(max_examples=10, deadline=None)
@given(may=listed, june=listed)
def test_those_before_less_the_gone_with_the_new_are_those_now(
    tmp_path_factory: pytest.TempPathFactory, may: Sequence[Record], june: Sequence[Record]
) -> None:
    found = changes(may_and_june(tmp_path_factory.mktemp("months"), may, june))
    before, now = (
        {PEOPLE[each["local_id"]] for each in records if each["local_id"] in PEOPLE}
        for records in (may, june)
    )
    assert (found.rows_before, found.rows_now) == (len(before), len(now))
    assert {PEOPLE[each] for each in found.new} == now - before
    assert {PEOPLE[each] for each in found.gone} == before - now
    assert found.rows_before - len(found.gone) + len(found.new) == found.rows_now


@settings(max_examples=10, deadline=None)
@given(records=returned)
def test_a_return_beside_itself_has_no_changes(
    tmp_path_factory: pytest.TempPathFactory, records: Mapping[int, Record]
) -> None:
    folder = tmp_path_factory.mktemp("months")
    found = may_and_june(folder, as_records(records), as_records(records))
    assert changes(found) == Changes(date(2011, 5, 9), len(records), len(records), (), (), ())
    assert ("same_as_last_time" in codes(found)) == (len(records) >= 5)
