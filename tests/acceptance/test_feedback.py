"""What goes back to an agency names each slip in its place, and nothing else."""

from dataclasses import dataclass
from pathlib import Path

import openpyxl
import pytest
from openpyxl.utils import get_column_letter

from pipeline.cli import run
from schemas.problems import load_problems
from tests.feedback.received import (
    FOLDER,
    check,
    feedback_json,
    lines_of_csv,
    lines_of_json,
    rows_of_csv,
    rows_of_workbook,
    spots_in_json,
)
from tests.feedback.slips import CODES_OF_PEOPLE, PEOPLE
from tests.feedback.special import (
    CODES_OF_SPECIAL_FILES,
    SPECIAL_FILES,
    TICKS,
    TOO_LONG,
    SpecialFile,
)
from tests.feedback.writers import (
    Sent,
    Spot,
    Writer,
    label,
    write_csv,
    write_docx,
    write_forms,
    write_xlsx,
)

OF_A_RETURN_AS_A_WHOLE = {
    "nil_return_wanted",
    "rows_down",
    "many_new_identifiers",
    "same_as_last_time",
    "other_areas_return",
    "sent_again",
    "fewer_than_replaced",
}
"""These are no slips of a young person: what a return is beside the earlier ones."""


@dataclass(frozen=True)
class Returned:
    """A file that was sent, and the folder that came back for it."""

    sent: Sent
    folder: Path


@pytest.fixture(
    scope="module",
    params=[write_csv, write_xlsx, write_docx, write_forms],
    ids=["csv", "xlsx", "docx", "docx with a form each"],
)
def returned(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Returned:
    """The return with a slip of every kind, ingested."""
    write: Writer = request.param
    at = tmp_path_factory.mktemp("month")
    sent = write(at, PEOPLE)
    feedback = at / "feedback"
    argv = ["ingest", str(sent.path), "--store", str(at / "store"), "--feedback", str(feedback)]
    assert run(argv) == 1
    return Returned(sent, feedback / FOLDER)


def in_words(spot: Spot) -> str:
    """A cell as people name it; those of Word tables have numbers."""
    if spot.sheet.startswith("table"):
        return f"{spot.sheet}, row {spot.row}, column {spot.column}"
    where = f"{spot.sheet}, " if spot.sheet else ""
    return f"{where}cell {get_column_letter(spot.column)}{spot.row}"


def planted(sent: Sent) -> list[tuple[str, str, str]]:
    """Cell, label and code of each slip, sorted."""
    return sorted(
        (in_words(spot), label(question), code) for spot, question, code in sent.slips(PEOPLE)
    )


def slips_of(returned: Returned) -> set[tuple[Spot, str, str]]:
    return returned.sent.slips(PEOPLE)


OF_THE_FORM_OF_2020 = {
    "not_on_this_form",
    "unlisted_district",
    "county_lines_not_criminal",
    "band_contradicts_number",
    "interview_without_missing",
    "interview_not_accepted",
}
"""The slips here are in the form of 2011; tests/problems has a return with each of these."""


def test_every_kind_of_slip_is_planted() -> None:
    catalogue = {
        each.code
        for each in load_problems().values()
        if each.size != "file"
        and not each.retired
        and each.code not in OF_A_RETURN_AS_A_WHOLE | OF_THE_FORM_OF_2020
    }
    assert CODES_OF_PEOPLE.isdisjoint(CODES_OF_SPECIAL_FILES)
    assert catalogue == CODES_OF_PEOPLE | CODES_OF_SPECIAL_FILES


def test_the_json_names_what_was_planted(returned: Returned) -> None:
    found = spots_in_json(returned.folder)
    assert sorted(found) == sorted(slips_of(returned))


def test_the_json_names_the_places_in_words_too(returned: Returned) -> None:
    lines = lines_of_json(returned.folder)
    assert sorted(told for line in lines for told in line.told) == planted(returned.sent)


def test_the_csv_names_what_was_planted(returned: Returned) -> None:
    named = sorted((in_words(spot), question, code) for spot, question, code in slips_of(returned))
    assert sorted(told for line in lines_of_csv(returned.folder) for told in line.told) == named


def test_the_workbook_names_what_was_planted(returned: Returned) -> None:
    rows = rows_of_workbook(returned.folder)
    found = sorted((row["Where"], row["Question"], row["Code"]) for row in rows)
    assert found == planted(returned.sent)


def test_slips_that_have_nothing_to_do_with_each_other_have_a_line_each(
    returned: Returned,
) -> None:
    number = sum(len(person.slips) for person in PEOPLE)
    assert len(lines_of_json(returned.folder)) == number
    assert len(rows_of_csv(returned.folder)) == number
    assert len(rows_of_workbook(returned.folder)) == number


def test_the_csv_says_what_stands_there_as_it_was_sent(returned: Returned) -> None:
    """But for what points to a person, which is not repeated."""
    said = {(row["local_id"], row["question"]): row for row in rows_of_csv(returned.folder)}
    assert said["HP-201", "Gender"]["what_stands_there"] == "see file"
    assert said["HP-205", "Gender"]["what_stands_there"] == "Female; Male"
    assert said["HP-206", "Current age"]["what_stands_there"] == "150"
    assert said["HP-115", "Date work ended"]["what_stands_there"] == "soon"
    assert said["HP-309", "Age at first assessment"]["what_stands_there"] == ""


def test_the_verdict_and_the_counts_are_those_of_the_list(returned: Returned) -> None:
    said = feedback_json(returned.folder)
    assert said["verdict"] == "accepted_with_refusals"
    assert said["rows"] == 56
    assert said["refused_rows"] == 19


def test_the_young_person_of_another_area_has_a_return_without_slips(returned: Returned) -> None:
    said = feedback_json(returned.folder.parent / "Harbour Project - Leeds")
    assert (said["verdict"], said["rows"], said["defects"]) == ("accepted", 1, [])


def test_the_marked_copy_has_a_note_in_each_cell_with_a_slip_and_in_no_other(
    tmp_path: Path,
) -> None:
    sent = write_xlsx(tmp_path, PEOPLE)
    run(["check", str(sent.path), "--out", str(tmp_path / "out")])
    marked = openpyxl.load_workbook(tmp_path / "out" / FOLDER / "marked" / "return.xlsx")
    noted = {
        Spot(f"sheet {n}", cell.row, cell.column)
        for n, sheet in enumerate(marked.worksheets, start=1)
        for row in sheet.iter_rows()
        for cell in row
        if cell.comment is not None
    }
    assert noted == {spot for spot, _, _ in sent.slips(PEOPLE)}


def test_the_marked_copy_holds_what_was_sent(tmp_path: Path) -> None:
    sent = write_xlsx(tmp_path, PEOPLE)
    run(["check", str(sent.path), "--out", str(tmp_path / "out")])
    marked = cells_of(tmp_path / "out" / FOLDER / "marked" / "return.xlsx")
    young_people = {key: value for key, value in marked.items() if key[0] == "Young people"}
    expected = cells_of(sent.path)
    assert young_people == {k: v for k, v in expected.items() if k[0] == "Young people"}
    in_place = {
        sent.spots[n, name]: value
        for n, person in enumerate(PEOPLE)
        for name, value in person.cells.items()
    }
    for spot, value in in_place.items():
        stands = marked["Young people", f"{get_column_letter(spot.column)}{spot.row}"]
        assert getattr(stands, "date", lambda stands=stands: stands)() == value


def cells_of(path: Path) -> dict[tuple[str, str], object]:
    return {
        (sheet.title, cell.coordinate): cell.value
        for sheet in openpyxl.load_workbook(path).worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None
    }


def test_check_writes_what_ingest_writes(tmp_path: Path) -> None:
    sent = write_xlsx(tmp_path, PEOPLE)
    run(["check", str(sent.path), "--out", str(tmp_path / "out")])
    run(["ingest", str(sent.path), "--store", str(tmp_path / "s")])
    checked, ingested = tmp_path / "out" / FOLDER, tmp_path / "s-feedback" / FOLDER
    names = ["feedback.csv", "feedback.json", "feedback.xlsx", "marked/return.xlsx"]
    assert [n for n in names if (checked / n).read_bytes() != (ingested / n).read_bytes()] == []


def test_no_feedback_is_written_where_none_is_wanted(tmp_path: Path) -> None:
    sent = write_csv(tmp_path, PEOPLE)
    run(["ingest", str(sent.path), "--store", str(tmp_path / "s"), "--no-feedback"])
    assert sorted(each.name for each in tmp_path.iterdir()) == ["return.csv", "s"]


def test_two_workbooks_of_one_name_have_a_marked_copy_each(tmp_path: Path) -> None:
    """An .xlsx and an .xlsm: both copies are .xlsx."""
    sent = tmp_path / "sent"
    sent.mkdir()
    TICKS.as_xlsx(sent)
    workbook = openpyxl.load_workbook(sent / "special.xlsx")
    workbook.active["B9"] = "unsure"
    workbook.save(sent / "special.xlsm")
    marked = check(sent, tmp_path) / FOLDER / "marked"
    stands = {openpyxl.load_workbook(each).active["B9"].value for each in marked.iterdir()}
    assert stands == {"Female", "unsure"}


@pytest.mark.parametrize("special", SPECIAL_FILES, ids=lambda each: each.slips[0][-1])
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_slip_that_comes_of_the_file_is_named_too(
    special: SpecialFile, kind: str, tmp_path: Path
) -> None:
    path = special.as_csv(tmp_path) if kind == "csv" else special.as_xlsx(tmp_path)
    expected = special.expected("" if kind == "csv" else "sheet 1")
    folder = check(path, tmp_path) / FOLDER
    assert sorted(spots_in_json(folder)) == sorted(expected)
    in_csv = [told for line in lines_of_csv(folder) for told in line.told]
    assert sorted(in_csv) == sorted((in_words(spot), name, code) for spot, name, code in expected)
    in_workbook = [(row["Where"], row["Question"], row["Code"]) for row in rows_of_workbook(folder)]
    words = sorted((in_words(spot), label(name), code) for spot, name, code in expected)
    assert sorted(in_workbook) == words


def test_a_row_with_more_cells_than_the_header_is_named_as_a_row(tmp_path: Path) -> None:
    folder = check(TOO_LONG.as_csv(tmp_path), tmp_path) / FOLDER
    assert set(spots_in_json(folder)) == TOO_LONG.expected("")
    (row,) = rows_of_csv(folder)
    assert (row["row"], row["column"], row["cell"]) == ("8", "", "row 8")
