"""What begins like a formula is inert in every workbook and csv that we write."""

from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

from pipeline.cli import run
from tests.feedback.inert import SIGNS, is_formula, live_cells
from tests.sending import COVER, write_csv, write_return

IN_FILE_NAMES = SIGNS[:4]
"""A tab or a carriage return can't stand in the name of a file everywhere."""


def lines_of(sign: str) -> list[list[str]]:
    """A return in which every place where an agency can put a text begins with the sign."""
    text = f"{sign}1+cmd|'/c calc'!A1"
    header = [
        "Local identifier", "LSCB area", "Gender", "Current age", "Date of referral",
        "Date work ended", "Methods of coercion", "Living situation", "Notes", text,
    ]  # fmt: skip
    cover = {**COVER, "agency": f"{sign}Harbour {SIGNS.index(sign)}"}
    return [
        *([name, value] for name, value in cover.items()),
        [],
        header,
        [f"{sign}A1", "", "Female", "15", "2011-03-14"],
        [f"{sign}A2", "", *[text] * 8],
        [f"{sign}A3", text, "Female", "15", "2011-03-14", "", f"{sign}other", f"Other: {text}"],
        [f"{sign}cmd('x')!A0", "", "Male", f"{sign}150", f"{sign}31/12/2011"],
        [f"{sign}A4", "", "Male", "15", "2011-03-14", "", f"Grooming; {text}", "", text],
    ]


def as_xlsx(path: Path, lines: list[list[str]], sign: str) -> Path:
    """All cells are texts, and the sheet's name begins with the sign where that may be."""
    workbook = openpyxl.Workbook()
    workbook.active.title = f"{sign}cmd" if sign in IN_FILE_NAMES else "cmd"
    for n, line in enumerate(lines, start=1):
        for m, text in enumerate(line, start=1):
            cell = workbook.active.cell(n, m)
            cell.value, cell.data_type = text, "s"
    workbook.save(path)
    return path


@pytest.fixture
def sent(tmp_path: Path) -> Path:
    """A folder with a csv and an xlsx for each sign, and files that are refused as a whole."""
    folder = tmp_path / "sent"
    folder.mkdir()
    for n, sign in enumerate(SIGNS):
        name = f"{sign}sum" if sign in IN_FILE_NAMES else f"sum{n}"
        write_csv(folder / f"{name}.csv", lines_of(sign))
        other = [["agency", f"{sign}Lighthouse {n}"], *lines_of(sign)[1:]]
        as_xlsx(folder / f"{name}.xlsx", other, sign)
        write_return(
            folder / f"{name} refused.csv",
            [{"local_id": f"{sign}A1"}],
            {"agency": f"{sign}Refused {n}", "area": f"{sign}York", "agency_type": f"{sign}x"},
        )
    return folder


def test_the_feedback_of_ingest_is_inert(sent: Path, tmp_path: Path) -> None:
    feedback = tmp_path / "feedback"
    argv = ["ingest", str(sent), "--store", str(tmp_path / "s"), "--feedback", str(feedback)]
    assert run(argv) == 1
    assert len(list(feedback.rglob("feedback.xlsx"))) >= 3 * len(SIGNS)
    assert len(list(feedback.rglob("feedback.csv"))) >= 3 * len(SIGNS)
    assert live_cells(feedback) == []


def test_the_marked_copies_are_inert_and_hold_what_was_sent(sent: Path, tmp_path: Path) -> None:
    run(["check", str(sent), "--out", str(tmp_path / "out")])
    marked = sorted((tmp_path / "out").rglob("marked/*.xlsx"))
    assert sorted(each.name for each in marked) == sorted(each.name for each in sent.glob("*.xlsx"))
    assert live_cells(tmp_path / "out") == []
    for path in marked:
        assert texts_of(path) == texts_of(sent / path.name)


def texts_of(path: Path) -> dict[str, object]:
    sheet = openpyxl.load_workbook(path).worksheets[0]
    return {cell.coordinate: cell.value for row in sheet.iter_rows() for cell in row if cell.value}


def test_a_formula_that_was_sent_is_its_value_in_the_marked_copy(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(tmp_path / "sent.xlsx") as workbook:
        sheet = workbook.add_worksheet()
        for n, (name, value) in enumerate(COVER.items()):
            sheet.write_row(n, 0, [name, value])
        sheet.write_row(5, 0, ["Local identifier", "Gender", "Current age"])
        sheet.write_row(6, 0, ["HP-1", "", "15"])
        sheet.write_formula(6, 1, '=HYPERLINK("http://example.org")', None, "see file")
        sheet.write_formula(6, 2, "=10+5", None, 15)
    run(["check", str(tmp_path / "sent.xlsx"), "--out", str(tmp_path / "out")])
    (marked,) = (tmp_path / "out").rglob("marked/sent.xlsx")
    assert live_cells(tmp_path / "out") == []
    copied = openpyxl.load_workbook(marked).active
    assert (copied["B7"].value, copied["C7"].value) == ("see file", 15)
    assert copied["B7"].comment is not None


def test_what_the_feedback_repeats_can_still_be_found(sent: Path, tmp_path: Path) -> None:
    """Else nothing would be tested: the values do stand in the feedback's csv and workbook."""
    run(["check", str(sent / "=sum.csv"), "--out", str(tmp_path / "out")])
    (said,) = (tmp_path / "out").rglob("feedback.csv")
    assert "=1+cmd|" in said.read_text(encoding="utf-8-sig")
    (workbook,) = (tmp_path / "out").rglob("feedback.xlsx")
    texts = [
        str(cell.value)
        for sheet in openpyxl.load_workbook(workbook)
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None
    ]
    assert any("=1+cmd|" in each for each in texts)


def test_a_second_month_s_changes_are_inert(sent: Path, tmp_path: Path) -> None:
    """Identifiers that are new and gone, and answers that changed."""
    store, feedback = str(tmp_path / "s"), tmp_path / "feedback"
    run(["ingest", str(sent), "--store", store, "--feedback", str(tmp_path / "first")])
    later = tmp_path / "later"
    for n, sign in enumerate(SIGNS):
        records = [
            {"local_id": f"{sign}A1", "gender": "Male", "living_situation": f"{sign}x"},
            {"local_id": f"{sign}A9", "gender": "Female"},
        ]
        cover = {"agency": f"{sign}Harbour {n}", "return_date": "2011-07-04"}
        write_return(later / f"{n}.csv", records, cover)
    run(["ingest", str(later), "--store", store, "--feedback", str(feedback)])
    assert live_cells(feedback) == []


def test_the_snapshot_is_inert(sent: Path, tmp_path: Path) -> None:
    store, out = str(tmp_path / "s"), tmp_path / "out"
    run(["ingest", str(sent), "--store", store, "--no-feedback"])
    assert run(["snapshot", "--store", store, "--date", "2011-06-06", "--out", str(out)]) == 0
    assert live_cells(out) == []


def test_the_status_s_page_and_texts_are_inert(sent: Path, tmp_path: Path) -> None:
    store, out = str(tmp_path / "s"), tmp_path / "out"
    out.mkdir()
    run(["ingest", str(sent), "--store", store, "--no-feedback"])
    files = ["--page", str(out / "status.html"), "--chase", str(out / "chase")]
    assert run(["status", "--store", store, "--on", "2011-07-20", *files]) == 0
    assert (out / "status.html").is_file()
    assert [each for each in out.rglob("*") if each.is_file()] != [out / "status.html"]
    assert live_cells(out) == []


def test_what_is_looked_for_is_found_where_it_is(tmp_path: Path) -> None:
    """The look-out itself: a formula in a workbook and a text in a csv are seen."""
    workbook = openpyxl.Workbook()
    workbook.active["B2"] = "=1+1"
    assert is_formula(workbook.active["B2"])
    workbook.save(tmp_path / "live.xlsx")
    write_csv(tmp_path / "live.csv", [["a", "b"], ["-1", "-1.5"], ["x", "-y"], ["@x", "\tx"]])
    assert live_cells(tmp_path) == [
        "live.csv: record 3, field 2",
        "live.csv: record 4, field 1",
        "live.csv: record 4, field 2",
        "live.xlsx: xl/worksheets/sheet1.xml",
        "live.xlsx: Sheet!B2",
    ]
