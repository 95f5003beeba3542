"""`lscb duplicates decide`: what is stored, and what is told of it."""

import json
from pathlib import Path

import pytest

from pipeline.duplicates.decisions import Decision, SeenProfile
from reports.review_csv import pairs_csv
from schemas.codebook_reading import load_codebook
from tests.duplicates.filled_in import (
    CARE,
    COLUMNS,
    ONE,
    POLICE,
    Office,
    csv_rows,
    fill,
    review_of,
    seen,
    workbook,
)
from tests.sending import write_csv

OTHER = ("York", POLICE, "YP/102", CARE, "78", "not the same", "A Jones", "", "")
PAIR = (seen(f"{POLICE} YP-101"), seen(f"{CARE} 77"))


@pytest.fixture
def office(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Office:
    made = Office(tmp_path, capsys)
    made.sends(POLICE, "YP/101", "YP/102", "YP/103")
    made.sends(CARE, "77", "78")
    return made


def keys(decision: Decision) -> list[tuple[str, str]]:
    return [(each.key.agency, each.key.identifier) for each in (*decision.one, *decision.other)]


def test_a_list_written_by_hand_is_stored_by_normalised_identifiers(office: Office) -> None:
    told = office.decides(office.list(ONE, OTHER))
    assert told.code == 0
    assert told.out.splitlines() == ["2 decisions stored, numbers 1 to 2: 1 same, 1 not the same."]
    one, other = office.stored()
    assert keys(one) == [(POLICE, "YP-101"), (CARE, "77")]
    assert (one.verdict, one.who, one.day.isoformat(), one.why) == (
        "same", "A Jones", "2011-06-20", "the same mother",
    )  # fmt: skip
    assert other.verdict == "not_same"


def test_what_was_seen_is_that_of_the_latest_records(office: Office) -> None:
    """So that the decision is stale once they change."""
    office.sends(CARE, {"local_id": "77", "gender": "Female"}, day="2011-07-06")
    office.sends(POLICE, "YP/101", day="2011-07-06")
    assert office.decides(office.list(ONE)).code == 0
    assert [each["state"] for each in office.decided("--date", "2011-07-06")] == ["applied"]
    assert [each["state"] for each in office.decided("--date", "2011-06-06")] == ["stale"]


def test_an_area_that_stopped_sending_has_its_own_latest_day(office: Office) -> None:
    office.sends(CARE, "5", area="Leeds", day="2011-12-05")
    told = office.decides(office.list(ONE))
    assert "Warning" not in told.out
    assert [each["state"] for each in office.decided("--date", "2011-06-06")] == ["applied"]


def test_an_agency_is_shown_as_it_is_whatever_was_typed(office: Office) -> None:
    assert office.decides(office.list(("E06000014", "york  police", *ONE[2:]))).code == 0
    assert keys(office.stored()[0])[0] == (POLICE, "YP-101")


def test_an_agency_is_known_by_its_other_spellings(office: Office) -> None:
    office.knows((POLICE, "NYP", ""))
    assert office.decides(office.list(("York", "NYP", *ONE[2:]))).code == 0
    assert keys(office.stored()[0])[0] == (POLICE, "YP-101")


def test_an_agencys_prefix_is_dropped_only_where_nobody_is_known_with_it(office: Office) -> None:
    office.knows(("York Health", "", "YH"))
    office.sends("York Health", "YH 12", "YH-YH-13")
    for written, care in (("yh12", "77"), ("YH-13", "78")):
        told = office.decides(
            office.list(("York", "York Health", written, CARE, care, "same", "A Jones", "", ""))
        )
        assert told.code == 0, told
    # YH-YH-13 was taken in without its first YH, and so it is known as YH-13 as it stands.
    assert [keys(each)[0][1] for each in office.stored()] == ["12", "YH-13"]


def test_somebody_who_is_in_no_record_is_warned_of(office: Office) -> None:
    told = office.decides(office.list(("York", POLICE, "YP/999", *ONE[3:]), OTHER))
    assert told.code == 0
    assert told.out.splitlines()[1:] == [
        "Warning: line 2: no record counted for York on 6 June 2011 has the agency and identifier "
        "of the first young person. The decision waits until one has; if it was mistyped, take it "
        "back and decide again."
    ]
    assert "999" not in told.out
    assert keys(office.stored()[0])[0] == (POLICE, "YP-999")


def test_somebody_in_a_workbook_who_is_in_no_record_is_warned_of(
    office: Office, tmp_path: Path
) -> None:
    review = workbook(tmp_path, (PAIR[0], seen(f"{CARE} 77", f"{CARE} 99")))
    fill(review, 1, "same", "A Jones")
    told = office.decides(review)
    assert "Warning: sheet 3, row 8 (pair 1): no record counted for York" in told.out
    assert "of the second young person" in told.out


def test_an_identifier_of_several_young_people_must_be_decided_in_the_workbook(
    office: Office,
) -> None:
    office.sends(
        "York Health",
        {"local_id": "H-1", "gender": "Female"},
        {"local_id": "H-1", "gender": "Male"},
    )
    told = office.decides(office.list(("York", "York Health", "H-1", *ONE[3:])))
    assert told.code == 2
    assert "line 2: the agency gives the identifier of the first to several young people" in (
        told.err
    )
    assert not office.stored()


def test_two_with_one_identifier_are_told_apart_by_their_profiles(
    office: Office, tmp_path: Path
) -> None:
    people = [{"local_id": "H-1", "gender": each} for each in ("Female", "Male")]
    office.sends("York Health", *people)
    girl, boy = (
        seen("York Health H-1", profile=SeenProfile(gender=each, born=None, age=None))
        for each in ("female", "male")
    )
    review = workbook(tmp_path, (girl, boy))
    fill(review, 1, "not the same", "A Jones")
    assert office.decides(review).code == 0
    assert [each["state"] for each in office.decided("--date", "2011-06-06")] == ["applied"]


def test_who_decided_may_be_named_for_the_whole_file(office: Office) -> None:
    unnamed = (*ONE[:6], "", *ONE[7:])
    assert office.decides(office.list(unnamed, OTHER), "--who", "B Smith").code == 0
    assert [each.who for each in office.stored()] == ["B Smith", "A Jones"]


def test_a_blank_name_names_nobody(office: Office) -> None:
    told = office.decides(office.list((*ONE[:6], "", *ONE[7:])), "--who", "  ")
    assert told.code == 2
    assert "line 2: nobody is named for 'who'" in told.err


@pytest.mark.parametrize(
    ("content", "name"),
    [
        ("{0};{1}", "semicolons.csv"),
        ("{0}\t{1}", "tabs.txt"),
    ],
)
def test_a_list_is_read_whatever_parts_its_cells(
    office: Office, tmp_path: Path, content: str, name: str
) -> None:
    separator = content[3]
    file = tmp_path / name
    lines = [separator.join(each) for each in (COLUMNS, ONE)]
    file.write_bytes("\r\n".join(lines).replace("mother", "m\xe8re").encode("cp1252"))
    assert office.decides(file).code == 0
    assert office.stored()[0].why == "the same m\xe8re"


def test_lines_above_the_headings_and_other_columns_are_passed_over(
    office: Office, tmp_path: Path
) -> None:
    columns, line = ("our number", *COLUMNS), ("5", *ONE)
    file = write_csv(tmp_path / "own.csv", [["Decided in June"], [], columns, line])
    assert office.decides(file).code == 0
    assert len(office.stored()) == 1


def test_problems_of_a_list_are_told_by_line(office: Office) -> None:
    told = office.decides(
        office.list(
            ("Yrok", POLICE, "YP/101", CARE, "77", "same", "A Jones", "", ""),
            ("York", "", "YP/101", CARE, " - ", "maybe", "A Jones", "31/02/2011", ""),
            ("York", POLICE, "YP/101", CARE, "77", "", "", "", ""),
            ("York", POLICE, "YP/101", "york police", "yp 101", "same", "A Jones", "", ""),
        )
    )
    assert told.code == 2
    lines = [line.partition(". ")[0] for line in told.err.splitlines()]
    assert lines[1:] == [
        "  line 2: the area is not recognised",
        "  line 3: what stands for 'decision' is no decision",
        "  line 3: the date for 'when' can't be read",
        "  line 3: nothing to go by in 'agency_1'",
        "  line 3: nothing to go by in 'identifier_2'",
        "  line 5: one agency and identifier stands on both sides, so it can't be told who the two "
        "are",
    ]
    said = "\n".join(told.err.splitlines()[1:])  # the first line names the file
    for value in ("Yrok", "maybe", "31/02", "101"):
        assert value not in said
    assert not office.stored()


def test_a_pair_that_stands_twice_is_told_whichever_way_round(office: Office) -> None:
    round_ = ("York", CARE, "0077", POLICE, "yp101", "not the same", "A Jones", "", "")
    told = office.decides(office.list(ONE, OTHER, round_))
    assert told.code == 2
    assert "line 4: the pair of line 2 is decided here again." in told.err


def test_a_file_that_contradicts_itself_is_told_with_both_places(office: Office) -> None:
    lines = [
        ("York", POLICE, "YP/101", CARE, "77", "same", "A Jones", "", ""),
        ("York", "York Health", "5", CARE, "77", "same", "A Jones", "", ""),
        ("York", POLICE, "YP/101", "York Health", "5", "not the same", "A Jones", "", ""),
    ]
    told = office.decides(office.list(*lines))
    assert told.code == 2
    for place in ("Line 4", "line 2", "line 3"):
        assert place in told.err
    assert "101" not in "\n".join(told.err.splitlines()[1:])
    assert not office.stored()


def test_a_decision_against_one_in_the_store_is_told_with_both(office: Office) -> None:
    assert office.decides(office.list(ONE)).code == 0
    told = office.decides(office.list((*ONE[:5], "not the same", *ONE[6:])))
    assert told.code == 2
    assert (
        "decision 1 (York: York Police and York Social Care, 'same', A Jones, 20 June 2011)"
        in told.err
    )
    assert "ine 2" in told.err
    assert [each.verdict for each in office.stored()] == ["same"]


def test_what_is_decided_so_already_is_not_stored_again(office: Office) -> None:
    assert office.decides(office.list(ONE)).code == 0
    told = office.decides(office.list(ONE, OTHER))
    assert told.out.splitlines() == [
        "1 decision stored, number 2: not the same.",
        "1 decision was in the store already.",
    ]


def test_a_list_without_a_column_that_it_needs_is_told(office: Office) -> None:
    columns = ("agency_1", "identifier_1", "agency_2", "decision", "Decision")
    told = office.decides(office.list(("a", "b", "c", "same", "same"), columns=columns))
    assert told.code == 2
    assert "line 1: no column identifier_2, area. Add what is missing." in told.err
    assert "line 1: decision stands twice." in told.err


def test_another_file_is_told_what_a_list_is(office: Office, tmp_path: Path) -> None:
    file = write_csv(tmp_path / "other.csv", [["Gender", "Age"], ["Female", "15"]])
    told = office.decides(file)
    assert told.code == 2
    assert told.err == (
        f"lscb: {file} is neither the review workbook that `lscb duplicates find` writes nor a CSV "
        "of decisions. Such a CSV has the columns area, agency_1, identifier_1, agency_2, "
        "identifier_2, decision.\n"
    )


@pytest.mark.parametrize(
    ("name", "content", "what"),
    [
        ("review.xlsx", b"PK\x03\x04 torn", "Save it as Excel workbook (.xlsx) or CSV"),
        ("list.csv", b'area,decision,agency_1\n"York', "Save it as Excel workbook (.xlsx) or CSV"),
        ("list.pdf", b"%PDF-1.7", "Save it as Excel workbook (.xlsx) or CSV"),
        ("empty.csv", b"", "is neither the review workbook"),
    ],
)
def test_a_file_that_cannot_be_read_is_told(
    office: Office, tmp_path: Path, name: str, content: bytes, what: str
) -> None:
    file = tmp_path / name
    file.write_bytes(content)
    told = office.decides(file)
    assert told.code == 2
    assert what in told.err


def test_a_file_that_is_not_there_is_told(office: Office, tmp_path: Path) -> None:
    told = office.decides(tmp_path / "nothing.csv")
    assert told.code == 2
    assert "nothing.csv can't be read: No such file or directory." in told.err


def test_without_a_store_nothing_is_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told = Office(tmp_path, capsys).decides(tmp_path / "nothing.csv")
    assert told.code == 2
    assert "There is no store at" in told.err


def filled_pairs(office: Office, changed: dict[str, str]) -> Path:
    """pairs.csv of one pair, some of its cells filled in or changed."""
    path = office.folder / "pairs.csv"
    path.write_text(pairs_csv(review_of(PAIR), load_codebook()), encoding="utf-8", newline="")
    header, line = csv_rows(path)
    cells = {**dict(zip(header, line, strict=True)), "who": "A Jones", **changed}
    return write_csv(path, [header, list(cells.values())])


def test_pairs_csv_is_taken_with_what_find_saw(office: Office) -> None:
    assert office.decides(filled_pairs(office, {"decision": "same"})).code == 0
    assert keys(office.stored()[0]) == [(POLICE, "YP-101"), (CARE, "77")]
    assert [each.digest for each in office.stored()[0].one] == [""]


def test_a_line_copied_from_pairs_csv_for_another_pair_is_told(office: Office) -> None:
    told = office.decides(filled_pairs(office, {"decision": "same", "identifier_1": "YP-102"}))
    assert told.code == 2
    assert "line 2: agency_1 and identifier_1 are not those of 'seen_1'." in told.err
    assert "102" not in "\n".join(told.err.splitlines()[1:])  # the first line names the file


def test_what_find_saw_may_not_be_changed(office: Office) -> None:
    told = office.decides(filled_pairs(office, {"decision": "same", "seen_2": "77"}))
    assert told.code == 2
    assert "line 2: what the program wrote in 'seen_2' was changed." in told.err


def test_a_code_and_a_name_of_two_areas_are_told(office: Office) -> None:
    told = office.decides(filled_pairs(office, {"decision": "same", "area": "Leeds"}))
    assert told.code == 2
    assert "line 2: the area's code and its name mean two areas." in told.err


def test_a_list_kept_in_a_workbook_is_read(office: Office, tmp_path: Path) -> None:
    import openpyxl

    book = openpyxl.Workbook()
    for line in (COLUMNS, ONE):
        book.worksheets[0].append(line)
    book.save(tmp_path / "list.xlsx")
    assert office.decides(tmp_path / "list.xlsx").code == 0
    assert len(office.stored()) == 1


def test_as_json_numbers_and_places_are_given_and_no_identifiers(office: Office) -> None:
    lines = [("York", POLICE, "YP/999", *ONE[3:]), (*OTHER[:5], "", "", "", "later")]
    told = office.decides(office.list(*lines), "--json")
    assert json.loads(told.out) == {
        "stored": [{"number": 1, "decision": "same"}],
        "known_already": 0,
        "taken_back_before": [],
        "left_blank": 1,
        "without_decision": ["line 3"],
        "not_in_the_records": [{"place": "line 2", "side": "first", "date": "2011-06-06"}],
    }


def test_what_is_kept_of_a_name_can_steer_no_terminal(office: Office) -> None:
    assert office.decides(office.list((*ONE[:6], "A\x1b[2J Jones", "", "b\x07"))).code == 0
    assert (office.stored()[0].who, office.stored()[0].why) == ("A?[2J Jones", "b?")
