"""What a return's feedback says of the return as a whole, and which copies are marked."""

from pathlib import Path

import openpyxl

from ingest.delivery import open_delivery
from pipeline.checked import check_delivery
from pipeline.cli import run
from pipeline.feedback import feedback_on
from pipeline.feedback_output import write_feedback
from schemas.areas import load_areas
from schemas.codebook_reading import load_codebook
from tests.feedback.received import FOLDER, check, feedback_json
from tests.feedback.sent import COVER, HEAD, line
from tests.sending import write_csv, write_return


def workbook(path: Path) -> Path:
    """A slip of the agency in each of two areas."""
    book = openpyxl.Workbook()
    for row in (HEAD, line("A", "unsure"), line("B", "maybe", area="Leeds")):
        book.active.append(row)
    book.save(path)
    return path


def test_a_nil_return_is_accepted(tmp_path: Path) -> None:
    sent = write_csv(tmp_path / "nil.csv", [*COVER, ("Local identifier", "Gender")])
    said = feedback_json(check(sent, tmp_path) / FOLDER)
    assert (said["verdict"], said["nil"], said["rows"]) == ("accepted", True, 0)


def test_only_what_none_of_a_returns_files_asks_is_said_not_to_be_asked(tmp_path: Path) -> None:
    sent = tmp_path / "sent"
    write_csv(sent / "a.csv", [HEAD, line("A", "Female")])
    write_csv(sent / "b.csv", [(*HEAD[:5], "Current age"), line("B", "15")])
    not_asked = feedback_json(check(sent, tmp_path) / FOLDER)["not_asked"]
    assert {"Gender", "Current age"}.isdisjoint(not_asked)
    assert "Ethnicity" in not_asked


def test_the_marked_copy_in_each_areas_folder_marks_all_of_the_agencys_file(tmp_path: Path) -> None:
    folder = check(workbook(tmp_path / "a.xlsx"), tmp_path) / FOLDER
    sheet = openpyxl.load_workbook(folder / "marked" / "a.xlsx").active
    marked = [cell.coordinate for row in sheet.iter_rows() for cell in row if cell.comment]
    assert marked == ["F2", "F3"]


def test_a_file_that_was_changed_since_it_was_read_is_not_marked(tmp_path: Path) -> None:
    result = check_delivery(open_delivery(workbook(tmp_path / "a.xlsx")))
    items = feedback_on(result, load_codebook(), load_areas())
    write_feedback(tmp_path / "out", items, lambda _: b"another")
    folder = tmp_path / "out" / FOLDER
    notice = "a.xlsx: there is no marked copy. The file was changed since it was read."
    assert notice in feedback_json(folder)["notices"]
    assert not (folder / "marked").exists()


def test_a_file_with_two_spellings_of_its_agency_is_listed_once(tmp_path: Path) -> None:
    write_csv(
        tmp_path / "agencies.csv",
        [("agency", "spellings", "areas"), ("Harbour Project", "The Harbour", "York")],
    )
    (tmp_path / "lscb.toml").write_text('agencies = "agencies.csv"\n', encoding="utf-8")
    lines = [HEAD, line("A", "Female"), line("B", "Male", agency="The Harbour")]
    sent = write_csv(tmp_path / "a.csv", lines)
    out, settings = tmp_path / "out", tmp_path / "lscb.toml"
    assert run(["check", str(sent), "--out", str(out), "--config", str(settings)]) == 0
    said = feedback_json(out / FOLDER)
    assert ([each["path"] for each in said["files"]], said["rows"]) == (["a.csv"], 2)


def test_one_of_five_files_sent_again_alone_is_warned_of(tmp_path: Path) -> None:
    for n in range(1, 6):
        write_return(tmp_path / "five" / f"{n}.csv", [{"local_id": f"HP-{n}"}])
    mended = write_return(tmp_path / "1.csv", [{"local_id": "HP-1", "gender": "Female"}])
    feedback = tmp_path / "feedback"
    for sent in (tmp_path / "five", mended):
        argv = ["ingest", str(sent), "--store", str(tmp_path / "s"), "--feedback", str(feedback)]
        assert run(argv) == 0
    (warning,) = feedback_json(feedback / FOLDER)["warnings"]
    assert warning["code"] == "fewer_than_replaced"
    figures = "It has 1 file and 1 young person; the one before had 5 files and 5."
    assert warning["figures"] == figures
