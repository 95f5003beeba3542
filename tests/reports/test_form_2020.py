"""What the blank forms of version 2020 have otherwise than those of 2011."""

import pytest
from docx import Document
from docx.oxml.ns import qn
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.datavalidation import DataValidation

from reports.form_document import write_document_form
from reports.form_workbook import write_workbook_form
from schemas.areas import load_areas
from schemas.codebook_reading import load_codebook

CODEBOOK = load_codebook().of_form("2020")
DISTRICT, EPISODES = "District or division", "Missing episodes in the last 12 months"


@pytest.fixture(scope="module")
def workbook(tmp_path_factory: pytest.TempPathFactory) -> Workbook:
    path = tmp_path_factory.mktemp("form") / "form.xlsx"
    write_workbook_form(path, CODEBOOK, load_areas())
    return load_workbook(path)


@pytest.fixture(scope="module")
def document_rows(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Of the form for one young person: what stands beside each question."""
    path = tmp_path_factory.mktemp("form") / "form.docx"
    write_document_form(path, CODEBOOK, load_areas())
    rows = Document(str(path)).tables[1]._tbl.tr_lst
    cells = [
        ["".join(text.text for text in cell.iter(qn("w:t"))) for cell in row.tc_lst] for row in rows
    ]
    return {texts[0]: texts[1] for texts in cells if len(texts) == 2}


def columns(workbook: Workbook) -> dict[str, str]:
    """The letter of the column of each heading."""
    return {cell.value: cell.column_letter for cell in workbook["Records"][2]}


def check_under(workbook: Workbook, heading: str) -> DataValidation:
    cell = f"{columns(workbook)[heading]}3"
    checks = workbook["Records"].data_validations.dataValidation
    (found,) = (each for each in checks if cell in each.cells)
    return found


def listed(workbook: Workbook, heading: str) -> list[str]:
    name, _, cells = check_under(workbook, heading).formula1.partition("!")
    return [row[0].value for row in workbook[name][cells.replace("$", "")]]


def test_its_title_is_not_of_sexual_exploitation_alone(workbook) -> None:
    title = "Monitoring return: children at risk of exploitation"
    assert workbook["Cover"]["A1"].value == title
    assert workbook.properties.title == title


def test_its_cover_has_its_version_and_calls_the_area_by_its_new_name(workbook) -> None:
    rows = {row[0].value: row[1].value for row in workbook["Cover"].iter_rows(4, 12, max_col=2)}
    assert rows["Form version"] == "2020"
    assert "Safeguarding partnership area" in rows
    assert "LSCB area" not in rows


def test_the_band_of_missing_episodes_is_not_asked(workbook) -> None:
    assert EPISODES in columns(workbook)
    assert "Missing episodes" not in columns(workbook)


def test_the_number_of_episodes_is_whole_and_up_to_999_or_not_known(workbook) -> None:
    cell = f"{columns(workbook)[EPISODES]}3"
    within = f"AND({cell}>=0,{cell}<=999,{cell}=INT({cell}))"
    expected = f'IF(ISNUMBER({cell}),{within},TRIM({cell})="not known")'
    assert check_under(workbook, EPISODES).formula1 == expected


def test_foster_care_is_a_placement_and_court_orders_stand_for_asbos(workbook) -> None:
    assert "Foster care" in listed(workbook, "If looked after, placement")
    several = [heading for heading in columns(workbook) if heading.startswith("Criminal justice")]
    assert "Criminal justice issues: Civil injunction or criminal behaviour order" in several
    assert "Criminal justice issues: ASBO" not in several


def test_the_plan_of_social_care_has_its_new_label(workbook) -> None:
    labels = listed(workbook, "Social care response")
    assert "Specific child exploitation plan" in labels
    assert "Specific child sexual exploitation plan" not in labels


def test_a_district_is_written_as_in_the_boards_list(workbook) -> None:
    check = check_under(workbook, DISTRICT)
    assert "board's list" in check.prompt
    assert not check.formula1
    letter = columns(workbook)[DISTRICT]
    assert workbook["Records"].column_dimensions[letter].number_format == "@"


def test_the_guidance_says_what_episodes_and_districts_are(workbook) -> None:
    text = " ".join(str(cell) for row in workbook["Guidance"].values for cell in row if cell)
    assert "in the 12 months that end on the return date" in text
    assert "Any other text is refused" in text
    assert (
        "Answer ‘Return home interview accepted’ only where the answer to ‘Return home interview "
        "offered’ is ‘Yes’." in text
    )


def test_the_word_form_asks_for_a_number_of_episodes_and_not_of_years(document_rows) -> None:
    assert document_rows[EPISODES] == "A whole number"
    assert document_rows["Current age"] == "A whole number of years"


def test_the_word_form_says_that_a_district_is_of_the_list(document_rows) -> None:
    assert document_rows[DISTRICT] == "The name as it stands in the board's list"
