"""The blank return form as a Word file: its cover, and the form for one young person."""

import io
from collections.abc import Iterable
from pathlib import Path

from docx import Document
from docx.document import Document as OpenDocument
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from reports.fixed_package import CREATOR, FIXED_TIME, LANGUAGE, write_fixed_package
from reports.form_areas import area_names
from reports.form_controls import Control, Controls, Named, run
from reports.form_document_looks import (
    ANSWER,
    HINT,
    LABEL,
    THEME,
    add_form_table,
    add_row,
    as_header_row,
    kept_whole,
    merged,
    set_up_page,
    set_up_styles,
)
from reports.form_wording import NOT_STORED, guidance_of_document, title
from schemas.areas import Areas
from schemas.codebook import Codebook, CoverField, Option, Question, Theme

TICK_ALL = "Tick all that apply in the next question."
_LONG = 12
"""So many options may be broken over two pages."""


def write_document_form(path: Path, codebook: Codebook, areas: Areas) -> None:
    """Writes the form to `path`.  Raises OSError if it can't be written."""
    document = Document()
    set_up_page(document, title(codebook))
    set_up_styles(document)
    _describe(document, title(codebook))
    controls = Controls()
    document.add_paragraph(title(codebook), "Title")
    document.add_paragraph("How to fill in the form", "Heading 1")
    for sentences in guidance_of_document(codebook):
        document.add_paragraph(sentences, "List Bullet")
    document.add_paragraph("About the return", "Heading 1")
    _add_cover(document, codebook, areas, controls)
    heading = document.add_paragraph("About one young person", "Heading 1")
    heading.paragraph_format.page_break_before = True
    _add_form(document, codebook, areas, controls)
    document.add_paragraph()  # a place for a copy of the table
    saved = io.BytesIO()
    document.save(saved)
    write_fixed_package(path, saved.getvalue())


def _add_cover(
    document: OpenDocument, codebook: Codebook, areas: Areas, controls: Controls
) -> None:
    table = add_form_table(document, "The cover of the return")
    as_header_row(table.rows[0], ("The return", "Entry"))
    for field in codebook.cover:
        row = kept_whole(add_row(table))
        _write(row.cells[0], LABEL, field.label)
        if field.name == "form_version":
            _write(row.cells[1], ANSWER, codebook.form_versions[0])
        else:
            _answer(row.cells[1], [_entry(field, areas, controls)])


def _entry(field: CoverField, areas: Areas, controls: Controls) -> Control:
    named = Named(field.label, f"cover.{field.name}")
    if field.name == "return_date":
        return controls.date(named, "Day first, such as 31/12/2010")
    if field.options:
        return controls.choice(named, "Choose one", [option.label for option in field.options])
    if field.name == "area":
        return controls.choice(
            named, "Choose or write the name of the area", area_names(areas), others=True
        )
    return controls.text(named, "Write here, always in the same way")


def _add_form(document: OpenDocument, codebook: Codebook, areas: Areas, controls: Controls) -> None:
    """All themes in one table, so that one table is one young person and can be copied."""
    table = add_form_table(document, "The form for one young person")
    as_header_row(table.rows[0], ("Question", "Answer"))
    for theme in codebook.themes:
        questions = [each for each in codebook.questions if each.theme == theme.number]
        _write(merged(add_row(table), dark=True), THEME, _title(theme, questions))
        for question in questions:
            _add_question(table, question, areas, controls)


def _title(theme: Theme, questions: Iterable[Question]) -> str:
    stored = any(question.kind != "text" for question in questions)
    return theme.title if stored else f"{theme.title}, {NOT_STORED}"


def _add_question(table: Table, question: Question, areas: Areas, controls: Controls) -> None:
    """The label alone on the left: a hint beside it would become a part of it, and one on the right
    a part of the answer, so a hint has a row of its own."""
    if question.kind == "several":
        _write(merged(add_row(table), dark=False), HINT, TICK_ALL)
    row = add_row(table)
    if len(question.options) <= _LONG:
        kept_whole(row)
    _write(row.cells[0], LABEL, question.label)
    if question.options:
        for option in question.options:
            _add_tick(row.cells[1], question, option, controls)
    else:
        _answer(row.cells[1], [_control(question, areas, controls)])


def _add_tick(cell: _Cell, question: Question, option: Option, controls: Controls) -> None:
    named = Named(f"{question.label}: {option.label}", f"{question.name}.{option.code}")
    _answer(cell, [controls.tick(named)], f" {option.label}")


def _control(question: Question, areas: Areas, controls: Controls) -> Control:
    named = Named(question.label, question.name)
    match question.kind:
        case "identifier":
            return controls.text(named, "Your own reference: no name, no NHS number")
        case "area":
            placeholder = "Only where it is not the area on the cover"
            return controls.choice(named, placeholder, area_names(areas), others=True)
        case "date" if question.not_known_is_blank:
            return controls.date(named, "Leave blank while you work with the young person")
        case "date":
            month = ", or the month: 12/2010" if question.month_enough else ""
            return controls.date(named, f"Day first, such as 31/12/2010{month}")
        case "number":
            years = " of years" if "years" in question.units else ""
            return controls.text(named, f"A whole number{years}")
        case "district":
            return controls.text(named, "The name as it stands in the board's list")
        case _:
            return controls.text(named, "Name nobody here")


def _write(cell: _Cell, style: str, text: str) -> None:
    _fresh_paragraph(cell, style).add_run(text)


def _answer(cell: _Cell, controls: Iterable[Control], text: str = "") -> None:
    """Adds a line of controls and text."""
    paragraph = _fresh_paragraph(cell, ANSWER)._p
    paragraph.extend(controls)
    if text:
        paragraph.append(run(text))


def _fresh_paragraph(cell: _Cell, style: str) -> Paragraph:
    """The cell's own paragraph if nothing stands in it yet, else a new one."""
    last = cell.paragraphs[-1]
    empty = len(last._p) == 0 or (len(last._p) == 1 and last._p.pPr is not None)
    paragraph: Paragraph = last if empty else cell.add_paragraph()
    paragraph.style = style
    return paragraph


def _describe(document: OpenDocument, titled: str) -> None:
    about = document.core_properties
    about.title, about.author, about.last_modified_by = titled, CREATOR, CREATOR
    about.comments, about.language = "", LANGUAGE
    about.created = about.modified = FIXED_TIME
