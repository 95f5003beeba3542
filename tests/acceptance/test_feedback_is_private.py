"""An agency's feedback holds what that agency sent and nobody else's; no value of it is said
elsewhere; and only its owner may read it."""

import csv
import os
import stat
import zipfile
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.packaging.custom import StringProperty
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.table import Table

from pipeline.cli import run
from tests.sending import write_csv, write_register, write_return

HEADER = ["Agency", "Type of agency", "Local identifier", "Gender", "Referral date", "Area"]
HARBOUR = [
    ["Harbour Project", "voluntary", "QHX-71", "hqzfirst", "hqzday", "York"],
    ["Harbour Project", "voluntary", "QHX-72", "Female", "2011-03-14", "hqzplace"],
    ["Harbour Project", "voluntary", "hqz@example.org", "Male", "2011-03-15", "York"],
]
LIGHTHOUSE = [
    ["Lighthouse Team", "statutory", "QLX-81", "lqzfirst", "lqzday", "York"],
    ["Lighthouse Team", "statutory", "QLX-82", "Female", "2011-03-14", "lqzplace"],
    ["Lighthouse Team", "statutory", "QLX-83", "Male; Female", "2011-03-15", "York"],
]
OF_HARBOUR, OF_LIGHTHOUSE = ("qhx", "hqz", "harbour"), ("qlx", "lqz", "lighthouse")
"""What stands in the cells of one agency only, in lower case."""


def both_in_csv(folder: Path) -> Path:
    """A file with rows of two agencies, in turn."""
    rows = [row for pair in zip(HARBOUR, LIGHTHOUSE, strict=True) for row in pair]
    return write_csv(folder / "both.csv", [["Return date", "2011-06-06"], [], HEADER, *rows])


def both_in_xlsx(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    workbook = openpyxl.Workbook()
    for row in (["Return date", "2011-06-06"], [], HEADER, *HARBOUR, *LIGHTHOUSE):
        workbook.active.append(row)
    workbook.save(folder / "both.xlsx")
    return folder / "both.xlsx"


def files_in(folder: Path) -> list[Path]:
    return sorted(each for each in folder.rglob("*") if each.is_file())


def bytes_of(path: Path) -> Iterator[bytes]:
    """A file's bytes, its name first; of a workbook those of each of its parts."""
    yield str(path).encode()
    if not zipfile.is_zipfile(path):
        yield path.read_bytes()
        return
    with zipfile.ZipFile(path) as parts:
        for name in parts.namelist():
            yield name.encode()
            yield parts.read(name)


def all_that_stands_in(*folders: Path) -> bytes:
    """Everything in folders below the current one, in lower case."""
    paths = [path.relative_to(Path.cwd()) for folder in folders for path in files_in(folder)]
    return b"\n".join(part for path in paths for part in bytes_of(path)).lower()


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def ingest(path: Path, here: Path) -> Path:
    """The feedback's folder."""
    assert run(["ingest", str(path), "--store", "store", "--feedback", "feedback"]) == 1
    return here / "feedback"


@pytest.mark.parametrize("write", [both_in_csv, both_in_xlsx])
def test_an_agency_s_folder_holds_nothing_of_another_s_rows(write, here: Path) -> None:
    feedback = ingest(write(here / "sent"), here)
    own = {OF_HARBOUR: "Harbour Project*", OF_LIGHTHOUSE: "Lighthouse Team*"}
    for of_agency, pattern in own.items():
        stands = all_that_stands_in(*(feedback / "2011-06-06").glob(pattern))
        (others,) = own.keys() - {of_agency}
        assert [each for each in of_agency if each.encode() not in stands] == []
        assert [each for each in others if each.encode() in stands] == []


@pytest.mark.parametrize("write", [both_in_csv, both_in_xlsx])
def test_check_writes_an_agency_s_rows_to_its_own_folder_too(write, here: Path) -> None:
    assert run(["check", str(write(here / "sent")), "--out", "out"]) == 1
    stands = all_that_stands_in(*(here / "out" / "2011-06-06").glob("Harbour Project*"))
    assert b"qhx-71" in stands
    assert [each for each in OF_LIGHTHOUSE if each.encode() in stands] == []


def test_of_a_file_with_rows_of_two_agencies_no_marked_copy_is_made(here: Path) -> None:
    feedback = ingest(both_in_xlsx(here / "sent"), here)
    assert [each.name for each in files_in(feedback) if "marked" in each.parts] == []


def test_of_a_file_of_one_agency_a_marked_copy_is_made(here: Path) -> None:
    """Else the test above would hold for want of any."""
    workbook = openpyxl.Workbook()
    for row in (["Return date", "2011-06-06"], [], HEADER, *HARBOUR):
        workbook.active.append(row)
    (here / "sent").mkdir()
    workbook.save(here / "sent" / "own.xlsx")
    feedback = ingest(here / "sent" / "own.xlsx", here)
    assert {each.name for each in files_in(feedback) if "marked" in each.parts} == {"own.xlsx"}


def own_with_anothers_sheet(folder: Path) -> Path:
    """Harbour's rows, and on two sheets with headings of their own what Lighthouse keeps."""
    workbook = openpyxl.Workbook()
    for row in (["Return date", "2011-06-06"], [], HEADER, *HARBOUR):
        workbook.active.append(row)
    for title, state in (("Lighthouse", "visible"), ("Lqzhidden", "hidden")):
        other = workbook.create_sheet(title)
        other.sheet_state = state
        other.append(["Our case", "Worker", "Story"])
        other.append(["QLX-81", "lqzworker", "lqzstory"])
        other["C2"].comment = Comment("lqznote", "lqzauthor")
        other.oddHeader.center.text = "Lighthouse"
        other.merge_cells("A4:C4")
        other["A4"] = "lqzmerged"
        check = DataValidation("list", '"lqzlist"', prompt="lqzprompt")
        check.add("B2")
        other.add_data_validation(check)
        other.add_table(Table(displayName=f"Lqz{state}", ref="A1:C2"))
    workbook.defined_names["Lqzworkers"] = DefinedName("Lqzworkers", attr_text="Lighthouse!$B:$B")
    workbook.custom_doc_props.append(StringProperty("Lqzproperty", "Lighthouse"))
    workbook.properties.title = workbook.properties.creator = "Lighthouse Team"
    folder.mkdir(parents=True, exist_ok=True)
    workbook.save(folder / "own.xlsx")
    return folder / "own.xlsx"


@pytest.mark.parametrize("mapping", ["", "sheets = [1]"], ids=["all sheets", "sheets in a mapping"])
def test_a_marked_copy_holds_nothing_of_sheets_that_were_not_read(mapping: str, here: Path) -> None:
    sent = own_with_anothers_sheet(here / "sent")
    if mapping:
        (here / "sent" / "own.toml").write_text(mapping, encoding="utf-8")
        cover = {"agency": "Harbour Project", "agency_type": "voluntary"}
        write_register(sent.parent, [{"file": "own.xlsx", "mapping": "own.toml", **cover}])
    sent_bytes = b"".join(bytes_of(sent)).lower()
    assert [each for each in OF_LIGHTHOUSE if each.encode() not in sent_bytes] == []
    feedback = ingest(sent, here)
    marked = [each for each in files_in(feedback) if "marked" in each.parts]
    assert marked != []
    assert [each for each in marked if b"hqzfirst" not in b"".join(bytes_of(each)).lower()] == []
    stands = all_that_stands_in(feedback)
    assert [each for each in OF_LIGHTHOUSE if each.encode() in stands] == []


def test_of_a_file_that_is_refused_no_marked_copy_is_made_and_its_cells_are_named(
    here: Path,
) -> None:
    """Nobody knows whose young people stand in a file that was not read."""
    workbook = openpyxl.Workbook()
    twice = [*HEADER, "Gender"]
    for row in (["Return date", "2011-06-06"], [], twice, *([*row, "Male"] for row in HARBOUR)):
        workbook.active.append(row)
    (here / "sent").mkdir()
    workbook.save(here / "sent" / "refused.xlsx")
    assert run(["check", str(here / "sent" / "refused.xlsx"), "--out", "out"]) == 1
    (folder,) = (here / "out" / "refused files").iterdir()
    assert {each.name for each in folder.iterdir()} == {
        "feedback.csv", "feedback.json", "feedback.xlsx",
    }  # fmt: skip
    (line,) = read_csv_with_mark(folder / "feedback.csv")
    assert (line["codes"], line["cell"]) == ("header_twice", "sheet 1, cell G3")
    verdict = openpyxl.load_workbook(folder / "feedback.xlsx").worksheets[0]
    said = [str(cell.value) for row in verdict.iter_rows() for cell in row]
    assert any("sheet 1, cell G3" in each for each in said)


def read_csv_with_mark(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_two_files_of_one_path_have_a_marked_copy_each(here: Path) -> None:
    for folder, first in (("a", "hqzfirst"), ("b", "hqzsecond")):
        workbook = openpyxl.Workbook()
        row = ["Harbour Project", "voluntary", f"QHX-{folder}", first, "2011-03-14", "York"]
        for each in (["Return date", "2011-06-06"], [], HEADER, row):
            workbook.active.append(each)
        (here / folder).mkdir()
        workbook.save(here / folder / "york.xlsx")
    run(["check", "a/york.xlsx", "b/york.xlsx", "--out", "out"])
    copies = [each for each in files_in(here / "out") if "marked" in each.parts]
    stands = {openpyxl.load_workbook(each).active["D4"].value for each in copies}
    assert stands == {"hqzfirst", "hqzsecond"}


def test_the_terminal_says_nothing_that_stands_in_a_row(
    here: Path, capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    sent = str(both_in_xlsx(here / "sent"))
    ingest(Path(sent), here)
    run(["check", sent, "--out", "out"])
    run(["check", sent, "--json", "--out", "json"])
    run(["ingest", sent, "--json", "--store", "other"])
    said = capfd.readouterr()
    everything = (said.out + said.err + caplog.text).lower()
    assert "not an option" in everything or "none of the question's options" in everything
    assert [each for each in ("qhx", "hqz", "qlx", "lqz") if each in everything] == []


def test_the_status_s_page_and_texts_say_nothing_that_stands_in_a_row(
    here: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    ingest(both_in_xlsx(here / "sent"), here)
    files = ["--page", "status.html", "--chase", "chase"]
    assert run(["status", "--store", "store", "--on", "2011-07-20", *files]) == 0
    run(["status", "--store", "store", "--json"])
    written = [here / "status.html", *files_in(here / "chase")]
    assert len(written) > 1
    said = capfd.readouterr()
    texts = [said.out, said.err, *(path.read_text(encoding="utf-8") for path in written)]
    everything = "".join(texts).lower()
    assert "harbour project" in everything
    assert [each for each in ("qhx", "hqz", "qlx", "lqz") if each in everything] == []


POINTS_TO_A_PERSON = (
    "943 476 5919",
    "YO1 7HH",
    "wren@example.org",
    "01904 555123",
    "Robin Goodfellow",
    "YP 12, born 17/03/1996",
)


def test_an_identifier_that_points_to_a_person_is_not_repeated(here: Path) -> None:
    """The marked copy is the agency's own file again; all that we write ourselves is without."""
    records = [{"local_id": each, "gender": "unsure"} for each in POINTS_TO_A_PERSON]
    feedback = ingest(write_return(here / "sent" / "a.csv", records), here)
    stands = all_that_stands_in(feedback)
    assert b"unsure" in stands
    assert [each for each in POINTS_TO_A_PERSON if each.lower().encode() in stands] == []


def test_notes_are_not_repeated(here: Path) -> None:
    """A child's story is free text, and so is what stands behind `other`."""
    record = {"local_id": "A1", "notes": "zqxstory", "living_situation": "Other: zqxplace"}
    slip = {"local_id": "A2", "gender": "unsure", "notes": "zqxtale"}
    feedback = ingest_accepted(write_return(here / "sent" / "a.csv", [record, slip]), here)
    stands = all_that_stands_in(feedback)
    assert b"unsure" in stands
    assert b"zqx" not in stands


def ingest_accepted(path: Path, here: Path) -> Path:
    assert run(["ingest", str(path), "--store", "store", "--feedback", "feedback"]) == 0
    return here / "feedback"


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such permissions")
@pytest.mark.parametrize("command", ["ingest", "check"])
def test_only_the_owner_may_read_feedback_whatever_the_umask(command: str, here: Path) -> None:
    both_in_xlsx(here / "sent")
    write_csv(here / "sent" / "refused.csv", [["Local identifier"], ["A1"]])
    own = openpyxl.Workbook()
    for row in (["Return date", "2011-06-06"], [], HEADER, *HARBOUR):
        own.active.append(row)
    own.save(here / "sent" / "own.xlsx")
    before = os.umask(0)
    try:
        argv = ["--out", "out"] if command == "check" else ["--store", "s", "--feedback", "out"]
        run([command, "sent", *argv])
    finally:
        os.umask(before)
    written = [here / "out", *(here / "out").rglob("*")]
    assert {each.suffix for each in written} >= {".xlsx", ".csv", ".json"}
    open_to_others = [
        str(each)
        for each in written
        if stat.S_IMODE(each.stat().st_mode) != (0o700 if each.is_dir() else 0o600)
    ]
    assert open_to_others == []
