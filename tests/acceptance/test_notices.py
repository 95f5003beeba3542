"""What `lscb` tells of a file that is taken and may not be meant so, and of a fault of its own."""

from pathlib import Path

import openpyxl
import pytest

from ingest.document import Document
from ingest.headers import HeaderBook
from ingest.laid_out import LaidOut
from ingest.layouts import laid_out
from pipeline.cli import run
from schemas.codebook import Codebook
from tests.sending import COVER, write_csv, write_return

Said = pytest.CaptureFixture[str]
MONTHS_FIRST = [{"local_id": "A1", "date_of_birth": "03/25/1996"}]


def test_that_dates_are_read_month_first_is_told_at_ingest(tmp_path: Path, capsys: Said) -> None:
    write_return(tmp_path / "d" / "a.csv", MONTHS_FIRST)
    write_return(tmp_path / "d" / "b.csv", [{"local_id": "B1", "date_of_birth": "25/03/1996"}])
    assert run(["ingest", str(tmp_path / "d"), "--store", str(tmp_path / "s")]) == 0
    out = capsys.readouterr().out
    assert "  a.csv: dates stand month first in this file, and are read so\n" in out
    assert "b.csv" not in out


def test_that_dates_are_read_month_first_is_told_by_check(tmp_path: Path, capsys: Said) -> None:
    assert run(["check", str(write_return(tmp_path / "a.csv", MONTHS_FIRST))]) == 0
    assert "  dates stand month first in this file, and are read so\n" in capsys.readouterr().out


def test_a_hidden_sheet_with_young_people_is_named(tmp_path: Path, capsys: Said) -> None:
    book = openpyxl.Workbook()
    hidden = book.create_sheet("old")
    hidden.sheet_state = "hidden"
    for sheet, own in ((book.active, "A1"), (hidden, "A2")):
        for row in (*COVER.items(), ("Local identifier", "Gender"), (own, "male")):
            sheet.append(row)
    book.save(tmp_path / "a.xlsx")
    assert run(["check", str(tmp_path / "a.xlsx")]) == 0
    assert "hidden in the workbook, and read as well: sheet 2\n" in capsys.readouterr().out


def test_a_file_with_rows_of_two_agencies_is_named_at_ingest(tmp_path: Path, capsys: Said) -> None:
    records = [{"local_id": "A1"}, {"local_id": "L1", "agency": "Lighthouse"}]
    write_return(tmp_path / "d" / "a.csv", records)
    assert run(["ingest", str(tmp_path / "d"), "--store", str(tmp_path / "s")]) == 0
    assert "  a.csv: holds rows of 2 agencies" in capsys.readouterr().out


def test_a_day_of_receipt_that_is_not_taken_over_is_told(tmp_path: Path, capsys: Said) -> None:
    write_return(tmp_path / "d" / "a.csv", [{"local_id": "A1"}])
    command = ["ingest", str(tmp_path / "d"), "--store", str(tmp_path / "s")]
    assert run(command) == 0
    assert "day of receipt" not in capsys.readouterr().out
    columns = "file,agency,agency_type,area,return_date,received"
    line = "a.csv,Harbour Project,voluntary,York,2011-06-06,08/06/2011"
    (tmp_path / "d" / "register.csv").write_text(f"{columns}\n{line}\n", encoding="utf-8")
    assert run(command) == 0
    assert "  a.csv: is stored already, with another day of receipt;" in capsys.readouterr().out


def _faulty_for_one(
    document: Document, headers: HeaderBook, codebook: Codebook, chosen: frozenset[int] | None
) -> LaidOut:
    if document.sheets[0].rows[-1][0] == "Secret":
        raise KeyError("Secret")
    return laid_out(document, headers, codebook, chosen)


def test_a_fault_at_one_file_leaves_the_others_in(
    tmp_path: Path, capsys: Said, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ingest.files.laid_out", _faulty_for_one)
    header = ["Local identifier", "Gender"]
    for name, own in (("a.csv", "A1"), ("b.csv", "Secret"), ("c.csv", "C1")):
        write_csv(tmp_path / "d" / name, [*COVER.items(), header, [own, "male"]])
    assert run(["ingest", str(tmp_path / "d"), "--store", str(tmp_path / "s")]) == 1
    said = capsys.readouterr()
    assert "3 files (2 stored, 1 refused), 2 rows." in said.out
    assert "  b.csv: The file could not be read, by a fault of the program" in said.out
    assert "(KeyError in test_notices.py, line " in said.out
    assert "Secret" not in said.out + said.err
