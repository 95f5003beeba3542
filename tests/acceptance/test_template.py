"""What `lscb template` writes, filled in and sent, is read with no problem and no loss."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from pipeline.cli import run
from reports.blank_forms import write_blank_forms
from schemas.areas import load_areas
from schemas.codebook_reading import load_codebook
from tests.filled_forms import Answers, fill_csv, fill_document, fill_workbook
from tests.kept_forms import KEPT, one_file_a_child
from tests.libreoffice import saved_by_libreoffice
from tests.sent_forms import COVER, OF_EVERY_ROW, SEALED, YOUNG_PEOPLE

NOT_COMPARED = {"record", "sheet", "row", "column", "identifier", "numbering", "return_area"}
"""Where a record stands, and what is worked out from the rest."""

Fill = Callable[[Path, Path, Answers, Sequence[Answers]], None]


@dataclass(frozen=True)
class Blank:
    """The blank forms."""

    xlsx: Path
    docx: Path
    csv: Path


@pytest.fixture(scope="module")
def blank(tmp_path_factory: pytest.TempPathFactory) -> Blank:
    folder = tmp_path_factory.mktemp("blank")
    xlsx, docx, table = write_blank_forms(load_codebook(), load_areas(), folder)
    return Blank(xlsx, docx, table)


@pytest.fixture(scope="module")
def profile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """LibreOffice's own folder, so that no other one that runs is in the way."""
    return tmp_path_factory.mktemp("libreoffice")


def check_read_whole(sent: Path, store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Ingests `sent` and holds what is sealed against SEALED."""
    code = run(["ingest", str(sent), "--store", str(store)])
    said = capsys.readouterr()
    assert code == 0, said.out + said.err
    problems = [
        row["code"]
        for path in store.glob("sealed/*/problems.parquet")
        for row in pq.read_table(path).to_pylist()
    ]
    # The form's 00712 and 712 are one identifier.
    assert problems == ["identifier_twice", "identifier_twice"]
    covers = [json.loads(path.read_bytes()) for path in store.glob("sealed/*/cover.json")]
    assert sum(cover["dropped_texts"] for cover in covers) == 1  # what stood under Notes
    rows = [
        {name: value for name, value in row.items() if value is not None and value is not False}
        for path in store.glob("sealed/*/records.parquet")
        for row in pq.read_table(path).to_pylist()
    ]
    found = {row["local_id"]: _without(row, NOT_COMPARED) for row in rows}
    expected = {row["local_id"]: _without(OF_EVERY_ROW | row, {"quarantined"}) for row in SEALED}
    assert len(rows) == len(SEALED)
    assert found == expected


def _without(row: dict[str, object], names: set[str]) -> dict[str, object]:
    return {name: value for name, value in row.items() if name not in names}


def test_a_filled_csv_form_is_read_whole(blank, tmp_path, capsys) -> None:
    sent = tmp_path / "filled.csv"
    fill_csv(blank.csv, sent, COVER, YOUNG_PEOPLE)
    check_read_whole(sent, tmp_path / "store", capsys)


def test_a_filled_workbook_is_read_whole(blank, tmp_path, capsys) -> None:
    sent = tmp_path / "filled.xlsx"
    fill_workbook(blank.xlsx, sent, COVER, YOUNG_PEOPLE)
    check_read_whole(sent, tmp_path / "store", capsys)


def test_a_workbook_that_libreoffice_saved_is_read_whole(blank, profile, tmp_path, capsys) -> None:
    filled = tmp_path / "filled.xlsx"
    fill_workbook(blank.xlsx, filled, COVER, YOUNG_PEOPLE)
    (sent,) = saved_by_libreoffice([filled], profile, tmp_path / "saved")
    check_read_whole(sent, tmp_path / "store", capsys)


def test_a_word_form_a_child_is_read_whole(blank, tmp_path, capsys) -> None:
    one_file_a_child(blank.docx, tmp_path / "sent")
    check_read_whole(tmp_path / "sent", tmp_path / "store", capsys)


def test_word_forms_that_libreoffice_saved_are_read_whole(blank, profile, tmp_path, capsys) -> None:
    paths = one_file_a_child(blank.docx, tmp_path / "filled")
    saved_by_libreoffice(paths, profile, tmp_path / "saved")
    check_read_whole(tmp_path / "saved", tmp_path / "store", capsys)


@pytest.mark.parametrize("kept", ["workbook.xlsx", "form-a-child", "copied.docx"])
def test_what_libreoffice_saved_once_is_read_whole(kept: str, tmp_path, capsys) -> None:
    """The same as the three tests with LibreOffice, for machines that have none."""
    check_read_whole(KEPT / kept, tmp_path / "store", capsys)


def test_a_word_form_with_ticks_written_over_its_boxes_is_read_whole(
    blank, tmp_path, capsys
) -> None:
    sent = tmp_path / "filled.docx"
    fill_document(blank.docx, sent, COVER, YOUNG_PEOPLE, typed=True)
    check_read_whole(sent, tmp_path / "store", capsys)


def test_a_word_form_copied_for_each_child_is_read_whole(blank, tmp_path, capsys) -> None:
    sent = tmp_path / "filled.docx"
    fill_document(blank.docx, sent, COVER, YOUNG_PEOPLE)
    check_read_whole(sent, tmp_path / "store", capsys)


def test_word_forms_pasted_into_one_table_are_read_whole(blank, tmp_path, capsys) -> None:
    sent = tmp_path / "filled.docx"
    fill_document(blank.docx, sent, COVER, YOUNG_PEOPLE, joined=True)
    check_read_whole(sent, tmp_path / "store", capsys)


def test_a_copied_word_form_that_libreoffice_saved_is_read_whole(
    blank, profile, tmp_path, capsys
) -> None:
    filled = tmp_path / "filled.docx"
    fill_document(blank.docx, filled, COVER, YOUNG_PEOPLE)
    (sent,) = saved_by_libreoffice([filled], profile, tmp_path / "saved")
    check_read_whole(sent, tmp_path / "store", capsys)


@pytest.mark.parametrize(
    ("form", "fill"), [("csv", fill_csv), ("xlsx", fill_workbook), ("docx", fill_document)]
)
def test_a_form_with_nothing_but_its_cover_is_a_nil_return(
    form: str, fill: Fill, blank, tmp_path, capsys
) -> None:
    sent = tmp_path / f"nil.{form}"
    fill(getattr(blank, form), sent, COVER, [])
    assert run(["ingest", str(sent), "--store", str(tmp_path / "store")]) == 0
    assert "nil return" in capsys.readouterr().out


@pytest.mark.parametrize("form", ["csv", "xlsx", "docx"])
def test_a_form_left_blank_is_refused_for_want_of_a_cover(form: str, blank, capsys) -> None:
    assert run(["check", "--json", str(getattr(blank, form))]) == 1
    (delivery,) = json.loads(capsys.readouterr().out)["deliveries"]
    (file,) = delivery["files"]
    assert [problem["code"] for problem in file["problems"]] == ["no_cover"]
