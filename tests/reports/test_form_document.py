"""The blank Word form, opened as an agency would open it."""

from collections import Counter
from pathlib import Path

import pytest
from docx import Document
from docx.document import Document as OpenDocument
from docx.oxml.ns import qn
from docx.table import Table

from reports.form_document import write_document_form
from schemas.areas import load_areas
from schemas.codebook_reading import load_codebook

CODEBOOK = load_codebook().of_form("2011")


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("form") / "form.docx"
    write_document_form(path, CODEBOOK, load_areas())
    return path


@pytest.fixture(scope="module")
def document(path: Path) -> OpenDocument:
    return Document(path)


def text_of(element) -> str:
    return "".join(text.text or "" for text in element.iter(qn("w:t")))


def answers(table: Table) -> dict[str, object]:
    """The cell beside each label, as XML."""
    rows = (row.findall(qn("w:tc")) for row in table._tbl.findall(qn("w:tr"))[1:])
    return {text_of(cells[0]): cells[1] for cells in rows if len(cells) == 2}


def controls_of(cell) -> list[str]:
    """The kinds of the controls in a cell."""
    kinds = ("w14:checkbox", "w:date", "w:dropDownList", "w:comboBox")
    found = []
    for about in cell.iter(qn("w:sdtPr")):
        kind = next((kind for kind in kinds if about.find(qn(kind)) is not None), "text")
        found.append(kind)
    return found


def test_every_question_stands_once_in_the_order_of_the_form(document) -> None:
    _, form = document.tables
    labels = list(answers(form))
    assert labels == [question.label for question in CODEBOOK.questions]
    assert labels[0] == "Local identifier"


def test_every_option_has_a_box_of_its_own_and_its_label_behind_it(document) -> None:
    cells = answers(document.tables[1])
    for question in CODEBOOK.of_kind("one", "several"):
        lines = [text_of(line) for line in cells[question.label].findall(qn("w:p"))]
        assert lines == [f"☐ {option.label}" for option in question.options]
        boxes = controls_of(cells[question.label])
        assert boxes == ["w14:checkbox"] * len(question.options)


def test_no_box_is_ticked(document) -> None:
    states = [each.get(qn("w14:val")) for each in document.element.iter(qn("w14:checked"))]
    assert set(states) == {"0"}
    assert len(states) == sum(len(question.options) for question in CODEBOOK.questions)


def test_dates_are_picked_and_identifiers_and_numbers_written(document) -> None:
    cells = answers(document.tables[1])
    kinds = {
        label: controls_of(cells[label])
        for label in ("Local identifier", "LSCB area", "Date of birth", "Current age", "Notes")
    }
    assert kinds == {
        "Local identifier": ["text"],
        "LSCB area": ["w:comboBox"],
        "Date of birth": ["w:date"],
        "Current age": ["text"],
        "Notes": ["text"],
    }


def test_the_cover_stands_first_with_the_version_filled_in(document) -> None:
    cells = answers(document.tables[0])
    kinds = {label: controls_of(cell) for label, cell in cells.items()}
    assert kinds == {
        "Agency": ["text"],
        "Type of agency": ["w:dropDownList"],
        "LSCB area": ["w:comboBox"],
        "Return date": ["w:date"],
        "Form version": [],
    }
    assert text_of(cells["Form version"]) == "2011"


def test_the_type_of_agency_is_one_of_three(document) -> None:
    cell = answers(document.tables[0])["Type of agency"]
    items = [item.get(qn("w:displayText")) for item in cell.iter(qn("w:listItem"))]
    assert items == ["Statutory", "Mixed", "Voluntary"]


def test_all_that_is_not_a_box_shows_a_placeholder(document) -> None:
    for about in document.element.iter(qn("w:sdtPr")):
        is_box = about.find(qn("w14:checkbox")) is not None
        assert (about.find(qn("w:showingPlcHdr")) is not None) is not is_box


def test_no_two_controls_have_one_id(document) -> None:
    ids = [
        about.find(qn("w:id")).get(qn("w:val")) for about in document.element.iter(qn("w:sdtPr"))
    ]
    assert len(set(ids)) == len(ids)


def test_a_control_is_named_to_those_who_listen_to_it(document) -> None:
    names = Counter(each.get(qn("w:val")) for each in document.element.iter(qn("w:alias")))
    assert names["Gender: Female"] == 1
    assert names["Date of birth"] == 1


def test_a_question_with_several_answers_says_so_in_the_row_above_it(document) -> None:
    rows = document.tables[1]._tbl.findall(qn("w:tr"))
    texts = [[text_of(cell) for cell in row.findall(qn("w:tc"))] for row in rows]
    after = [
        texts[n + 1][0]
        for n, cells in enumerate(texts)
        if cells == ["Tick all that apply in the next question."]
    ]
    assert after == [question.label for question in CODEBOOK.of_kind("several")]


def test_the_themes_are_rows_of_one_cell(document) -> None:
    rows = document.tables[1]._tbl.findall(qn("w:tr"))
    alone = [text_of(row) for row in rows if len(row.findall(qn("w:tc"))) == 1]
    themes = [text for text in alone if not text.startswith("Tick all")]
    assert themes == [
        "Personal information",
        "Social care intervention",
        "Nature of exploitation",
        "Living situation",
        "Education, employment and training",
        "Health",
        "Substance misuse and other risk factors",
        "Criminal justice",
        "Free text, never stored",
    ]


def test_the_document_is_titled_british_english_and_a4(document) -> None:
    about = document.core_properties
    assert about.title == "Monitoring return: children at risk of sexual exploitation"
    assert (about.author, about.language) == ("lscb", "en-GB")
    defaults = document.styles.element.find(qn("w:docDefaults"))
    assert {each.get(qn("w:val")) for each in defaults.iter(qn("w:lang"))} == {"en-GB"}
    section = document.sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)


def test_every_table_has_a_header_row_and_a_description(document) -> None:
    for table in document.tables:
        first = table._tbl.find(qn("w:tr"))
        assert first.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None
        assert table._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val"))
