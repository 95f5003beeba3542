"""What goes back for a file that is refused as a whole: what is wrong, where, what to do."""

from collections.abc import Sequence
from pathlib import Path

from pipeline.cli import run
from tests.feedback.received import FOLDER, check, feedback_json, rows_of_csv
from tests.sending import write_csv as write_rows

HEADER = ("Local identifier", "Gender", "Current age", "Ethnicity", "Disability")
ANSWERS = ("HP-1", "Female", "15", "WBRI", "None")


def refused(
    at: Path, header: Sequence[str], answers: Sequence[str], **changed: str
) -> tuple[str, dict[str, str]]:
    """The name of the feedback's folder, and the one line in it.  `changed` is of the cover."""
    cover = {"Agency": "Harbour Project", "Type": "voluntary", "Area": "York", "Day": "06/06/2011"}
    cover |= changed
    names = ("Agency", "Type of agency", "LSCB area", "Return date")
    lines = [*zip(names, cover.values(), strict=True), (), header, answers]
    write_rows(at / "refused.csv", lines)
    (folder,) = (check(at / "refused.csv", at) / "refused files").iterdir()
    assert feedback_json(folder)["verdict"] == "refused"
    assert (folder / "feedback.xlsx").is_file()
    (row,) = rows_of_csv(folder)
    assert row["cost"] == "the whole file is not counted"
    return folder.name, row


def test_a_header_that_stands_twice_is_named_with_its_cell(tmp_path: Path) -> None:
    _, row = refused(tmp_path, (*HEADER, "Gender"), (*ANSWERS, "Male"))
    assert row["codes"] == "header_twice"
    assert row["cell"] == "cell F6"
    assert "Remove one of the two" in row["what_to_do"]


def test_a_file_without_identifiers_is_told_which_row_was_taken_for_headers(
    tmp_path: Path,
) -> None:
    _, row = refused(tmp_path, (*HEADER[1:], "Nationality"), (*ANSWERS[1:], "British"))
    assert row["codes"] == "no_identifier_column"
    assert row["cell"] == "row 6"
    assert "'Local identifier'" in row["what_to_do"]


def test_a_return_date_in_the_future_is_named(tmp_path: Path) -> None:
    name, row = refused(tmp_path, HEADER, ANSWERS, Day="06/06/2999")
    assert name.startswith("Harbour Project - ")
    assert row["codes"] == "future_return_date"
    assert row["question"] == "Return date"
    assert "day that the return describes" in row["what_to_do"]


def test_a_type_of_agency_that_is_none_is_named_with_those_there_are(tmp_path: Path) -> None:
    _, row = refused(tmp_path, HEADER, ANSWERS, Type="charitable")
    assert row["codes"] == "unknown_agency_type"
    assert row["question"] == "Type of agency"
    assert "Statutory, Mixed, Voluntary" in row["what_to_do"]


def test_a_file_that_does_not_say_whose_it_is_is_of_an_unknown_agency(tmp_path: Path) -> None:
    name, row = refused(tmp_path, HEADER, ANSWERS, Agency="")
    assert name.startswith("unknown agency - ")
    assert row["codes"] == "no_cover"
    assert "return date above the headers, each beside its label" in row["what_to_do"]


def test_the_same_refused_file_twice_is_told_of_all_the_same(tmp_path: Path) -> None:
    sent = tmp_path / "sent"
    lines = [["Local identifier", "Gender"], ["HP-1", "Female"]]
    write_rows(sent / "a.csv", lines)
    write_rows(sent / "b.csv", lines)
    assert run(["check", str(sent), "--out", str(tmp_path / "out")]) == 1
    folders = (tmp_path / "out" / "refused files").iterdir()
    rows = [row for folder in folders for row in rows_of_csv(folder)]
    assert {row["codes"] for row in rows} == {"no_cover"}


def test_each_header_in_doubt_has_a_line_with_the_question_that_it_may_name(
    tmp_path: Path,
) -> None:
    cover = [["Agency", "Harbour Project"], ["Type of agency", "voluntary"], ["LSCB area", "York"]]
    header = ["Local identifer", "Sex", "Current age", "Ethnicity", "Disability"]
    lines = [*cover, ["Return date", "06/06/2011"], [], header, ANSWERS]
    write_rows(tmp_path / "doubtful.csv", lines)
    (folder,) = (check(tmp_path / "doubtful.csv", tmp_path) / "refused files").iterdir()
    rows = rows_of_csv(folder)
    assert [(row["cell"], row["question"], row["codes"]) for row in rows] == [
        ("cell A6", "Local identifier", "doubtful_header"),
        ("cell B6", "Gender", "doubtful_header"),
    ]
    assert "write the question's label" in rows[0]["what_to_do"]
    assert feedback_json(folder)["notices"] == []


def test_a_column_that_is_not_read_is_told_though_the_file_is_accepted(tmp_path: Path) -> None:
    cover = [["Agency", "Harbour Project"], ["Type of agency", "voluntary"], ["LSCB area", "York"]]
    header = ["Local identifier", "Gender", "Current age", "Ethnicity", "Shoe"]
    lines = [*cover, ["Return date", "06/06/2011"], [], header, ["HP-1", "Female", "15", "", "4"]]
    write_rows(tmp_path / "shoe.csv", lines)
    said = feedback_json(check(tmp_path / "shoe.csv", tmp_path) / FOLDER)
    assert (said["verdict"], said["defects"]) == ("accepted", [])
    assert said["notices"] == ["headers that name no question, left unused: cell E6"]
