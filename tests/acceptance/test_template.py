"""What `lscb template` writes, filled in and sent, is read with no problem and no loss."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from pipeline.cli import run
from reports.blank_forms import write_blank_forms
from schemas.areas import load_areas
from schemas.codebook_reading import load_codebook
from tests.filled_forms import Answers, fill_csv, fill_document, fill_workbook
from tests.libreoffice import saved_by_libreoffice

COVER: Answers = {
    "Agency": "Harbour Project",
    "Type of agency": "Voluntary",
    "LSCB area": "York",
    "Return date": date(2011, 6, 6),
}
YOUNG_PEOPLE: tuple[Answers, ...] = (
    {
        "Local identifier": "00712",
        "Date of birth": date(1996, 3, 14),
        "Current age": 15,
        "Age at first assessment": 14,
        "Gender": "Female",
        "Ethnicity": "Any other White background",
        "Nationality": "Non-European",
        "Disability": "Learning difficulty",
        "Date of referral": date(2010, 11, 2),
        "Date of first assessment": date(2010, 11, 30),
        "Social care response": "No social care/strategy meeting",
        "Main support provided": ("Managing risk", "Addressing criminal behaviour", "Other"),
        "Type of location": "City",
        "Who initiated the exploitation": "Gang",
        "Methods of coercion": ("Grooming", "Gang-related activity", "Other uses of the internet"),
        "Level of exploitation": ("Risky behaviour", "Moved from location to location in the UK"),
        "Living situation": "With family",
        "If with family": "Kinship care",
        "Education status": "At school/college part-time",
        "Special educational needs": "Yes",
        "Sexual health concern": "No",
        "Mental health concern": "Not known",
        "In contact with CAMHS": "Yes",
        "Substance misuse": ("Alcohol", "Drugs"),
        "Missing episodes": "10 episodes or fewer reported",
        "Domestic violence": "Experienced and witnessed",
        "Gang association": "No",
        "Criminal justice issues": ("Victim of crime", "ASBO"),
        "Police investigation active": "Yes",
        "Court proceedings": "Completed but no conviction",
        "Notes": "text that is dropped",
    },
    {
        "Local identifier": "B/14-2",
        "LSCB area": "Leeds",
        "Date of birth": "not known",
        "Current age": "not known",
        "Gender": "Not known",
        "Ethnicity": "White and Black Caribbean",
        "Date of referral": "not known",
        "Date work ended": date(2011, 5, 31),
        "Main support provided": ("Not known",),
        "Methods of coercion": ("Not known to the agency",),
        "Living situation": "Looked after",
        "If looked after, placement": "Residential children's home",
        "Substance misuse": ("None",),
        "Missing episodes": "None reported",
        "Criminal justice issues": ("None",),
        "Court proceedings": "None",
    },
    {"Local identifier": "712", "Gender": "Transgender"},
)
YORK, LEEDS = "E06000014", "E08000035"
SEALED: tuple[dict[str, object], ...] = (
    {
        "area": YORK,
        "local_id": "00712",
        "age_counted": 15,
        "date_of_birth": date(1996, 3, 1),
        "age": 15,
        "age_at_first_assessment": 14,
        "gender": "female",
        "ethnicity": "WOTH",
        "nationality": "non_european",
        "disability": "learning_difficulty",
        "referral_date": date(2010, 11, 2),
        "first_assessment_date": date(2010, 11, 30),
        "social_care_response": "no_social_care",
        "support_provided": "managing_risk;criminal_behaviour;other",
        "location_type": "city",
        "initiated_by": "gang",
        "coercion_methods": "grooming;gang;internet_other",
        "exploitation_levels": "risky_behaviour;moved_within_uk",
        "living_situation": "with_family",
        "family_setting": "kinship_care",
        "education_status": "part_time",
        "special_educational_needs": "yes",
        "sexual_health_concern": "no",
        "mental_health_concern": "not_known",
        "camhs_contact": "yes",
        "substance_misuse": "alcohol;drugs",
        "missing_episodes": "ten_or_fewer",
        "domestic_violence": "experienced_and_witnessed",
        "gang_association": "no",
        "criminal_justice_issues": "victim_of_crime;asbo",
        "police_investigation": "yes",
        "court_proceedings": "completed_no_conviction",
    },
    {
        "area": LEEDS,
        "local_id": "B/14-2",
        "date_of_birth_not_known": True,
        "age_not_known": True,
        "gender": "not_known",
        "ethnicity": "MWBC",
        "referral_date_not_known": True,
        "closure_date": date(2011, 5, 31),
        "support_provided": "not_known",
        "coercion_methods": "not_known",
        "living_situation": "looked_after",
        "looked_after_placement": "residential_home",
        "substance_misuse": "none",
        "missing_episodes": "none",
        "criminal_justice_issues": "none",
        "court_proceedings": "none",
    },
    {"area": YORK, "local_id": "712", "gender": "transgender"},
)
OF_EVERY_ROW = {
    "agency": "Harbour Project",
    "agency_type": "voluntary",
    "return_date": date(2011, 6, 6),
    "form_version": "2011",
    "quarantined": False,
}
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


def one_file_a_child(blank: Path, folder: Path) -> list[Path]:
    folder.mkdir()
    paths = [folder / f"{n}.docx" for n, _ in enumerate(YOUNG_PEOPLE, start=1)]
    for path, answers in zip(paths, YOUNG_PEOPLE, strict=True):
        fill_document(blank, path, COVER, [answers])
    return paths


def check_read_whole(sent: Path, store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Ingests `sent` and holds what is sealed against SEALED."""
    code = run(["ingest", str(sent), "--store", str(store)])
    said = capsys.readouterr()
    assert code == 0, said.out + said.err
    problems = [
        row
        for path in store.glob("sealed/*/problems.parquet")
        for row in pq.read_table(path).to_pylist()
    ]
    assert problems == []
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
