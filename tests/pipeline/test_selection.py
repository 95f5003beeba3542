"""Which records a snapshot of day D counts (contract, steps 1 to 5)."""

from pathlib import Path

from tests.pipeline.counted import count, count_of, ingest, sent, snapshot
from tests.sending import write_csv, write_register, write_return


def one(path: Path, *identifiers: str, **cover: str) -> Path:
    """A delivery of one return with these young people."""
    records = [{"local_id": identifier} for identifier in identifiers]
    return write_return(path / "return.csv", records or [{}], cover).parent


def test_a_later_delivery_replaces_the_return_of_the_same_day_whole(tmp_path: Path) -> None:
    first = one(tmp_path / "1", "A1", "A2", "A3")
    second = one(tmp_path / "2", "A1")
    assert ingest(tmp_path / "store", first, second) == 0
    counted = count_of(tmp_path / "store")
    assert counted.flow["received"] == 4
    assert counted.flow["replaced"] == 3
    assert counted.flow["counted"] == 1


def test_the_same_delivery_again_takes_nothing_in(tmp_path: Path) -> None:
    delivery = one(tmp_path / "1", "A1", "A2")
    ingest(tmp_path / "store", delivery, delivery)
    ingest(tmp_path / "store", delivery)
    assert count_of(tmp_path / "store").flow["received"] == 2


def test_of_two_dates_the_later_counts_and_the_earlier_is_not_current(tmp_path: Path) -> None:
    may = one(tmp_path / "1", "A1", "A2", return_date="2011-05-09")
    june = one(tmp_path / "2", "A1")
    ingest(tmp_path / "store", june, may)
    counted = count_of(tmp_path / "store")
    assert (counted.flow["not_current"], counted.flow["counted"]) == (2, 1)


def test_a_return_31_days_old_counts_and_one_of_32_days_does_not(tmp_path: Path) -> None:
    old = one(tmp_path / "1", "A1", return_date="2011-05-06")
    too_old = one(tmp_path / "2", "B1", return_date="2011-05-05", agency="Police")
    ingest(tmp_path / "store", old, too_old)
    counted = count_of(tmp_path / "store")
    assert (counted.flow["not_current"], counted.flow["counted"]) == (1, 1)


def test_max_age_widens_what_counts(tmp_path: Path) -> None:
    old = one(tmp_path / "1", "A1", return_date="2011-04-06")
    ingest(tmp_path / "store", old, one(tmp_path / "2", "B1", agency="Police"))
    out = tmp_path / "out"
    assert snapshot(tmp_path / "store", out).flow["counted"] == 1
    counted = snapshot(tmp_path / "store", out, "2011-06-06", "--max-age", "61")
    assert counted.flow["counted"] == 2


def test_a_return_dated_after_the_day_is_not_current(tmp_path: Path) -> None:
    later = one(tmp_path / "1", "A1", "A2", return_date="2011-06-07")
    ingest(tmp_path / "store", later, one(tmp_path / "2", "B1", agency="Police"))
    counted = count_of(tmp_path / "store")
    assert (counted.flow["not_current"], counted.flow["counted"]) == (2, 1)


def test_a_nil_return_displaces_last_month(tmp_path: Path) -> None:
    may = one(tmp_path / "1", "A1", "A2", return_date="2011-05-09")
    cover = [["Agency", "Harbour Project"], ["Type of agency", "voluntary"], ["Area", "York"]]
    write_csv(
        tmp_path / "2" / "nil.csv",
        [*cover, ["Return date", "06/06/2011"], [], ["Local identifier", "Gender"]],
    )
    police = one(tmp_path / "3", "B1", agency="Police")
    ingest(tmp_path / "store", may, tmp_path / "2", police)
    counted = count_of(tmp_path / "store")
    assert (counted.flow["not_current"], counted.flow["counted"]) == (2, 1)


def test_an_agency_silent_on_an_area_keeps_last_months_rows_there(
    tmp_path: Path, capsys: object
) -> None:
    may = one(tmp_path / "1", "A1", return_date="2011-05-09", area="Leeds")
    june = one(tmp_path / "2", "B1")
    ingest(tmp_path / "store", may)
    ingest(tmp_path / "store", june)
    assert "nil return" in capsys.readouterr().out  # type: ignore[attr-defined]
    assert count_of(tmp_path / "store").flow["counted"] == 2


def test_a_file_that_serves_two_returns_is_taken_again_only_for_the_one_that_changed(
    tmp_path: Path,
) -> None:
    two_areas = [{"local_id": "A1", "area": "York"}, {"local_id": "A2", "area": "Leeds"}]
    first, second = tmp_path / "1", tmp_path / "2"
    for folder in (first, second):
        write_return(folder / "two.csv", two_areas, {"area": ""})
    write_return(second / "more.csv", [{"local_id": "A3"}])
    ingest(tmp_path / "store", first, second)
    counted = count_of(tmp_path / "store")
    assert counted.flow["received"] == 4  # York's A1 came twice, Leeds's A2 once
    assert (counted.flow["replaced"], counted.flow["counted"]) == (1, 3)


def test_the_agency_is_compared_without_case_and_surplus_spaces(tmp_path: Path) -> None:
    first = one(tmp_path / "1", "A1", "A2")
    second = one(tmp_path / "2", "A1", agency="HARBOUR   project ")
    ingest(tmp_path / "store", first, second)
    assert count_of(tmp_path / "store").flow["replaced"] == 2


def test_closed_and_not_yet_referred_cases_are_not_open(tmp_path: Path) -> None:
    counted = count(
        tmp_path,
        sent(
            "A",
            {"local_id": "A1", "closure_date": "2011-06-06"},
            {"local_id": "A2", "closure_date": "2011-06-07"},
            {"local_id": "A3", "referral_date": "2011-05-20"},
            {"local_id": "A4", "first_assessment_date": "2011-05-20"},
            return_date="2011-06-06",
        ),
        day="2011-06-06",
    )
    assert (counted.flow["not_open"], counted.flow["counted"]) == (1, 3)


def test_over_18s_count_only_up_to_25_and_if_first_seen_as_children(tmp_path: Path) -> None:
    counted = count(
        tmp_path,
        sent(
            "A",
            {"local_id": "A1", "age": "17"},
            {"local_id": "A2", "age": "18"},
            {"local_id": "A3", "age": "18", "age_at_first_assessment": "17"},
            {"local_id": "A4", "age": "25", "age_at_first_assessment": "17"},
            {"local_id": "A5", "age": "26", "age_at_first_assessment": "17"},
            {"local_id": "A6", "age": "20", "age_at_first_assessment": "18"},
            {"local_id": "A7", "date_of_birth": "06/06/1993"},
            {"local_id": "A8", "date_of_birth": "07/06/1993"},
            {"local_id": "A9", "age": "nk"},
        ),
    )
    assert (counted.flow["over_18"], counted.flow["counted"]) == (4, 5)


def test_other_nations_are_outside_england_and_unknown_areas_in_quarantine(tmp_path: Path) -> None:
    counted = count(
        tmp_path,
        sent(
            "A",
            {"local_id": "A1", "area": "Cardiff"},
            {"local_id": "A2", "area": "S12000033"},
            {"local_id": "A3", "area": "Northern Ireland"},
            {"local_id": "A4", "area": "Narnia"},
            {"local_id": "A5"},
        ),
    )
    assert counted.flow["outside_england"] == 3
    assert (counted.flow["quarantined"], counted.flow["counted"]) == (1, 1)


def test_a_row_stands_at_the_first_step_that_holds_for_it(tmp_path: Path) -> None:
    counted = count(
        tmp_path,
        sent(
            "A",
            {"local_id": "", "area": "Cardiff", "closure_date": "2011-01-01"},
            {"local_id": "A2", "area": "Cardiff", "closure_date": "2011-01-01", "age": "30"},
            {"local_id": "A3", "closure_date": "2011-01-01", "age": "30"},
            {"local_id": "A4", "age": "30"},
            {"local_id": "A4", "age": "30"},
        ),
    )
    steps = ("quarantined", "outside_england", "not_open", "over_18", "duplicate")
    assert [counted.flow[step] for step in steps] == [1, 1, 1, 2, 0]


def test_a_joint_board_is_a_place_of_its_own_and_counts_in_its_region(tmp_path: Path) -> None:
    counted = count(
        tmp_path,
        sent("A", {"local_id": "A1"}, area="City and Hackney"),
        sent("B", {"local_id": "A1"}, area="Hackney"),
    )
    assert counted.of("table_2", "base", "E09000001+E09000012") == "1"
    assert counted.of("table_2", "base", "E09000012") == "1"
    assert counted.of("table_2", "base", "E12000007") == "2"


def test_places_stand_under_their_code_of_the_snapshot_day(tmp_path: Path) -> None:
    folder = one(tmp_path / "1", "A1", area="Gateshead", return_date="2013-03-20")
    ingest(tmp_path / "store", folder)
    counted = count_of(tmp_path / "store", "2013-04-10")
    assert counted.of("table_2", "base", "E08000037") == "1"


def test_a_return_after_a_change_of_code_replaces_nothing_but_goes_before(tmp_path: Path) -> None:
    march = one(tmp_path / "1", "A1", "A2", area="E08000020", return_date="2013-03-20")
    april = one(tmp_path / "2", "A1", area="E08000037", return_date="2013-04-05")
    ingest(tmp_path / "store", march, april)
    counted = count_of(tmp_path / "store", "2013-04-10")
    assert (counted.flow["not_current"], counted.flow["counted"]) == (2, 1)


def test_files_of_the_register_alone_are_read(tmp_path: Path) -> None:
    write_csv(tmp_path / "d" / "a.csv", [["Local identifier", "Gender"], ["A1", "F"]])
    write_register(tmp_path / "d", [{"file": "a.csv"}])
    assert ingest(tmp_path / "store", tmp_path / "d") == 0
    assert count_of(tmp_path / "store").of("figure_3", "female") == "1"
