"""A new administrator mends a return from its feedback alone, and what was mended is accepted.

`YOUNG_PEOPLE` is what was sent, and `CORRECTIONS` what the administrator knows of the young people
from the agency's own records: both are written by hand.  Where to write a correction is taken from
feedback.csv and from nothing else.
"""

import csv
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import docx
import openpyxl
import pytest

from pipeline.cli import run
from reports.blank_forms import write_blank_forms
from schemas.areas import load_areas
from schemas.codebook_reading import load_codebook
from tests.feedback.received import FOLDER, feedback_json, rows_of_csv
from tests.feedback.slips import Value, YoungPerson
from tests.feedback.writers import Writer, as_text, write_csv, write_forms, write_xlsx
from tests.filled_forms import Answers, fill_workbook
from tests.sending import write_csv as write_rows
from tests.sent_forms import COVER

Correction = Value | None
"""What belongs into the cell; None clears it."""


def young_person(local_id: str | None, **cells: Value | None) -> YoungPerson:
    """The usual answers, changed by `cells`."""
    usual: dict[str, Value | None] = {
        "date_of_birth": date(1996, 3, 14),
        "age": 15,
        "gender": "Female",
        "referral_date": date(2010, 11, 2),
        "first_assessment_date": date(2010, 11, 30),
        "living_situation": "Independent",
    }
    said = {"local_id": local_id, **usual, **cells}
    return YoungPerson({name: value for name, value in said.items() if value is not None})


YOUNG_PEOPLE = (
    young_person("HP-1"),
    young_person(None),
    young_person("tbc"),
    young_person("01904 555123"),
    young_person("1.23E+05"),
    young_person("HP-6", area="Atlantis"),
    young_person("HP-7", closure_date="last week"),
    young_person("HP-8", closure_date=date(2010, 1, 5)),
    young_person("HP-9", gender="Femal"),
    young_person("HP-10", ethnicity="White English"),
    young_person("HP-11", age="fifteenish"),
    young_person("HP-12", age=9),
    young_person("HP-13", date_of_birth="31/02/1996"),
    young_person("HP-14", referral_date=date(2011, 7, 1)),
    young_person("HP-15", substance_misuse="None; Alcohol"),
    young_person("HP-16", family_setting="Kinship care"),
    young_person("HP-17", age_at_first_assessment=19),
    young_person("HP-18", first_assessment_date="in spring"),
    young_person("HP-19", missing_episodes="5-15"),
    young_person("HP-20", coercion_methods="Grooming; Hypnosis"),
    young_person("HP-21", location_type="City; Town"),
    young_person("HP-22"),
    young_person("HP-23"),
    young_person("HP-24"),
    young_person("HP-25"),
)
CORRECTIONS: Mapping[tuple[str, str], Correction] = {
    ("HP-6", "LSCB area"): "York",
    ("HP-7", "Date work ended"): date(2011, 5, 31),
    ("HP-8", "Date work ended"): date(2011, 1, 5),
    ("HP-9", "Gender"): "Female",
    ("HP-10", "Ethnicity"): "White British",
    ("HP-11", "Current age"): 15,
    ("HP-12", "Current age"): 15,
    ("HP-13", "Date of birth"): date(1996, 3, 1),
    ("HP-14", "Date of referral"): date(2010, 7, 1),
    ("HP-15", "Substance misuse"): "Alcohol",
    ("HP-16", "If with family"): None,
    ("HP-17", "Age at first assessment"): 14,
    ("HP-18", "Date of first assessment"): date(2011, 4, 14),
    ("HP-19", "Missing episodes"): "More than 10 episodes reported",
    ("HP-20", "Methods of coercion"): "Grooming; Social networking",
    ("HP-21", "Type of location"): "City",
}
"""By local identifier and question."""
IN_CSV = ("cell A9", "cell A10", "cell A11", "cell A12")
IN_XLSX = ("sheet 2, cell C7", "sheet 2, cell C8", "sheet 2, cell C9", "sheet 2, cell C10")
IN_FORMS = (
    "table 3, row 1, column 1",  # where the question stands: its answer is blank
    "table 4, row 1, column 2",
    "table 5, row 1, column 2",
    "table 6, row 1, column 2",
)
IDENTIFIERS = ("HP-2", "HP-3", "HP-4", "HP-5")
"""Of the young people whose lines have no local identifier, in the order of their places."""


@dataclass(frozen=True)
class Kind:
    """A kind of file: who writes it, where the four refused identifiers stand in it, and how a
    value is written into one of its cells (file, line of the feedback, value)."""

    write: Writer
    unnamed: Sequence[str]
    mend: Callable[[Path, Mapping[str, str], Correction], None]


def mend_csv(path: Path, line: Mapping[str, str], value: Correction) -> None:
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    rows[int(line["row"]) - 1][int(line["column"]) - 1] = as_text(value)
    write_rows(path, rows)


def mend_workbook(path: Path, line: Mapping[str, str], value: Correction) -> None:
    """Goes to the tab and the cell that stand in words in the feedback."""
    where = re.fullmatch(r"sheet (\d+), cell ([A-Z]+\d+)", line["cell"])
    assert where is not None
    workbook = openpyxl.load_workbook(path)
    cell = workbook.worksheets[int(where[1]) - 1][where[2]]
    cell.value = value
    if isinstance(value, date):
        cell.number_format = "dd/mm/yyyy"
    workbook.save(path)


def mend_forms(path: Path, line: Mapping[str, str], value: Correction) -> None:
    """A blank answer is found by its question: what belongs there goes into the next cell."""
    where = re.fullmatch(r"table (\d+), row (\d+), column (\d+)", line["cell"])
    assert where is not None
    table, row, column = map(int, where.groups())
    document = docx.Document(str(path))
    cells = document.tables[table - 1].rows[row - 1].cells
    cell = cells[column - 1]
    (cells[column] if cell.text == line["question"] else cell).text = as_text(value)
    document.save(str(path))


KINDS = {
    "csv": Kind(write_csv, IN_CSV, mend_csv),
    "xlsx": Kind(write_xlsx, IN_XLSX, mend_workbook),
    "docx": Kind(write_forms, IN_FORMS, mend_forms),
}


def ingested(path: Path, code: int) -> Path:
    """The folder of feedback after an ingest that ends with this code; a refused file's where
    there is one."""
    at = path.parent
    feedback = at / "feedback"
    argv = ["ingest", str(path), "--store", str(at / "store"), "--feedback", str(feedback)]
    assert run(argv) == code
    return feedback


def said_in_verdict(folder: Path) -> list[str]:
    sheet = openpyxl.load_workbook(folder / "feedback.xlsx")["Verdict"]
    return [str(row[0]) for row in sheet.iter_rows(values_only=True) if row[0] is not None]


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_twenty_slips_are_mended_from_the_feedback_alone(kind: Kind, tmp_path: Path) -> None:
    sent = kind.write(tmp_path, YOUNG_PEOPLE).path
    folder = ingested(sent, code=1) / FOLDER
    first = feedback_json(folder)
    assert (first["verdict"], first["rows"], first["refused_rows"]) == (
        "accepted_with_refusals", 25, 7,
    )  # fmt: skip
    lines = rows_of_csv(folder)
    by_place = {
        (where, "Local identifier"): identifier
        for where, identifier in zip(kind.unnamed, IDENTIFIERS, strict=True)
    }
    corrections = {**CORRECTIONS, **by_place}
    named = [(line["local_id"] or line["cell"], line["question"]) for line in lines]
    assert sorted(named) == sorted(corrections)
    assert len(named) == 20

    for line, key in zip(lines, named, strict=True):
        kind.mend(sent, line, corrections[key])

    folder = ingested(sent, code=0) / FOLDER
    second = feedback_json(folder)
    left = [defect["faults"] for defect in second["defects"]]
    assert left == []  # at least 19 of the 20 were asked for
    assert (second["verdict"], second["rows"], second["refused_rows"]) == ("accepted", 25, 0)
    told = said_in_verdict(folder)
    assert told[1] == "ACCEPTED"
    assert told[2].startswith("25 young people of the 25 in this return were taken in.")
    assert told[4].startswith("1. There is nothing to mend.")


def test_ticks_are_mended_in_the_cells_that_are_named(tmp_path: Path) -> None:
    """In the blank form for Excel: 'None' beside another tick, and a tick that is none."""
    blank, _, _ = write_blank_forms(load_codebook().of_form("2011"), load_areas(), tmp_path)
    sent = tmp_path / "sent.xlsx"
    alcohol: Answers = {"Local identifier": "HP-1", "Substance misuse": ("None", "Alcohol")}
    mobile: Answers = {"Local identifier": "HP-2", "Methods of coercion": ("Mobile phone",)}
    fill_workbook(blank, sent, COVER, [alcohol, mobile])
    workbook = openpyxl.load_workbook(sent)
    (ticked,) = (cell for cell in workbook["Records"][4] if cell.value == "x")
    ticked.value = "maybe"
    workbook.save(sent)

    folder = ingested(sent, code=0) / FOLDER  # no row is refused
    corrections = {"HP-1": None, "HP-2": "x"}
    lines = rows_of_csv(folder)
    assert {line["local_id"]: line["what_stands_there"] for line in lines} == {
        "HP-1": "None; Alcohol",
        "HP-2": "maybe",
    }
    assert any("in the folder 'marked'" in text for text in said_in_verdict(folder))
    for line in lines:
        mend_workbook(sent, line, corrections[line["local_id"]])

    second = feedback_json(ingested(sent, code=0) / FOLDER)
    assert (second["verdict"], second["defects"]) == ("accepted", [])


def test_a_file_that_is_refused_as_a_whole_is_mended_round_by_round(tmp_path: Path) -> None:
    sent = write_rows(
        tmp_path / "return.csv",
        [
            ["Agency", "Harbour Project"],
            ["Type of agency", "Charity"],
            ["LSCB area", "York"],
            ["Return date", "early June"],
            [],
            ["Local identifer", "Current age", "Sex", "Disability", "Disability", "Ethnicity"],
            ["HP-1", "15", "Female", "None", "British", "WBRI"],
        ],
    )
    in_header = {
        ("cell E6", ""): "Nationality",
        ("cell A6", "Local identifier"): "Local identifier",
        ("cell C6", "Gender"): "Gender",
    }
    in_cover = {"Type of agency": (2, "Voluntary"), "Return date": (4, "06/06/2011")}
    mended: list[str] = []
    for _ in range(4):
        feedback = ingested(sent, code=1)
        (folder,) = (feedback / "refused files").iterdir()
        assert feedback_json(folder)["verdict"] == "refused"
        told = said_in_verdict(folder)
        assert told[1] == "REFUSED: nothing in it is counted"
        assert "there may be more to mend" in told[2]
        for line in rows_of_csv(folder):
            mended.append(line["codes"])
            if line["row"]:
                mend_csv(sent, line, in_header[line["cell"], line["question"]])
            else:
                row, value = in_cover[line["question"]]
                mend_csv(sent, {"row": str(row), "column": "2"}, value)
        for each in folder.iterdir():
            each.unlink()
        folder.rmdir()

    accepted = feedback_json(ingested(sent, code=0) / FOLDER)
    assert (accepted["verdict"], accepted["rows"], accepted["defects"]) == ("accepted", 1, [])
    assert mended == [
        "header_twice",
        "doubtful_header",
        "doubtful_header",
        "unknown_agency_type",
        "unreadable_return_date",
    ]
