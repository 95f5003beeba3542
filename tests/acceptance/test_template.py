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
from tests import sent_forms, sent_forms_2020
from tests.filled_forms import Answers, fill_csv, fill_document, fill_workbook
from tests.kept_forms import KEPT, one_file_a_child
from tests.libreoffice import saved_by_libreoffice
from tests.sent_forms import COVER, YOUNG_PEOPLE

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
    return blank_forms(tmp_path_factory, "2011")


@pytest.fixture(scope="module")
def blank_2020(tmp_path_factory: pytest.TempPathFactory) -> Blank:
    return blank_forms(tmp_path_factory, "2020")


def blank_forms(tmp_path_factory: pytest.TempPathFactory, version: str) -> Blank:
    codebook = load_codebook().of_form(version)
    folder = tmp_path_factory.mktemp("blank")
    return Blank(*write_blank_forms(codebook, load_areas(), folder))


@pytest.fixture(scope="module")
def profile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """LibreOffice's own folder, so that no other one that runs is in the way."""
    return tmp_path_factory.mktemp("libreoffice")


def check_read_whole(sent: Path, store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Ingests `sent` and holds what is sealed against what was written in the form of 2011."""
    code = run(["ingest", str(sent), "--store", str(store)])
    said = capsys.readouterr()
    assert code == 0, said.out + said.err
    # The form's 00712 and 712 are one identifier.
    assert problems_in(store) == ["identifier_twice", "identifier_twice"]
    check_sealed(store, sent_forms.SEALED, sent_forms.OF_EVERY_ROW)


def check_read_whole_2020(sent: Path, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The same for the form of 2020; the board lists the districts of its agencies."""
    store = folder / "store"
    (folder / "agencies.csv").write_text(sent_forms_2020.AGENCIES, encoding="utf-8")
    settings = folder / "lscb.toml"
    settings.write_text('agencies = "agencies.csv"\n', encoding="utf-8")
    code = run(["ingest", str(sent), "--store", str(store), "--config", str(settings)])
    said = capsys.readouterr()
    assert code == 0, said.out + said.err
    assert problems_in(store) == []
    check_sealed(store, sent_forms_2020.SEALED, sent_forms_2020.OF_EVERY_ROW)


def problems_in(store: Path) -> list[str]:
    return [
        row["code"]
        for path in store.glob("sealed/*/problems.parquet")
        for row in pq.read_table(path).to_pylist()
    ]


def check_sealed(
    store: Path, sealed: Sequence[dict[str, object]], of_every_row: dict[str, object]
) -> None:
    covers = [json.loads(path.read_bytes()) for path in store.glob("sealed/*/cover.json")]
    assert sum(cover["dropped_texts"] for cover in covers) == 1  # what stood under Notes
    rows = [
        {name: value for name, value in row.items() if value is not None and value is not False}
        for path in store.glob("sealed/*/records.parquet")
        for row in pq.read_table(path).to_pylist()
    ]
    found = {row["local_id"]: _without(row, NOT_COMPARED) for row in rows}
    expected = {row["local_id"]: _without(of_every_row | row, {"quarantined"}) for row in sealed}
    assert len(rows) == len(sealed)
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


@pytest.mark.parametrize(
    ("form", "fill"), [("csv", fill_csv), ("xlsx", fill_workbook), ("docx", fill_document)]
)
def test_a_filled_form_of_2020_is_read_whole(
    form: str, fill: Fill, blank_2020, tmp_path, capsys
) -> None:
    sent = tmp_path / f"filled.{form}"
    fill(getattr(blank_2020, form), sent, sent_forms_2020.COVER, sent_forms_2020.YOUNG_PEOPLE)
    check_read_whole_2020(sent, tmp_path, capsys)


def test_forms_of_2020_that_libreoffice_saved_are_read_whole(
    blank_2020, profile, tmp_path, capsys
) -> None:
    answers = (sent_forms_2020.COVER, sent_forms_2020.YOUNG_PEOPLE)
    fill_workbook(blank_2020.xlsx, tmp_path / "workbook.xlsx", *answers)
    fill_document(blank_2020.docx, tmp_path / "document.docx", *answers)
    for name in ("workbook.xlsx", "document.docx"):
        folder = tmp_path / name.partition(".")[0]
        (sent,) = saved_by_libreoffice([tmp_path / name], profile, folder)
        check_read_whole_2020(sent, folder, capsys)


def test_the_forms_of_all_versions_are_written(tmp_path, capsys) -> None:
    assert run(["template", "--out", str(tmp_path / "forms"), "--json"]) == 0
    names = [Path(each).name for each in json.loads(capsys.readouterr().out)["files"]]
    ends = ("xlsx", "docx", "csv")
    assert names == [f"return-form-{form}.{end}" for form in ("2011", "2020") for end in ends]


def test_the_forms_of_one_version_are_written_where_it_is_asked_for(tmp_path) -> None:
    assert run(["template", "--out", str(tmp_path / "forms"), "--form", "2020"]) == 0
    names = sorted(path.name for path in (tmp_path / "forms").glob("return-*"))
    assert names == ["return-form-2020.csv", "return-form-2020.docx", "return-form-2020.xlsx"]


def test_a_version_that_is_none_is_an_error_that_names_those_there_are(tmp_path, capsys) -> None:
    assert run(["template", "--out", str(tmp_path / "forms"), "--form", "2015"]) == 2
    assert "Write 2011 or 2020 after --form" in capsys.readouterr().err
    assert not (tmp_path / "forms").exists()


@pytest.mark.parametrize("form", ["csv", "xlsx", "docx"])
def test_a_form_left_blank_is_refused_for_want_of_a_cover(form: str, blank, capsys) -> None:
    assert run(["check", "--json", str(getattr(blank, form))]) == 1
    (delivery,) = json.loads(capsys.readouterr().out)["deliveries"]
    (file,) = delivery["files"]
    assert [problem["code"] for problem in file["problems"]] == ["no_cover"]
