"""Word documents, with the standard library: one table of many, or a form for each young person."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import PurePosixPath
from xml.sax.saxutils import escape

from sample_figures import QUESTIONS
from sample_layouts import theme_begun
from sample_package import zipped
from sample_records import Record, Spot
from sample_sheets import Column, Filled, Sheet, Value, as_text
from sample_wording import label

_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_WORD_2010 = "http://schemas.microsoft.com/office/word/2010/wordml"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_TITLE = "Monitoring return"
_SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")
_LINES = "".join(f'<w:{side} w:val="single" w:sz="4"/>' for side in _SIDES)
_BORDERS = f"<w:tblPr><w:tblBorders>{_LINES}</w:tblBorders></w:tblPr>"
# Questions with few choices, which the form shows as boxes too.
_BOXED = ("gender", "police_investigation")


def table_document(sheets: Sequence[Sheet]) -> bytes:
    """Return a document with one table a sheet."""
    body = _paragraph(_TITLE)
    for sheet in sheets:
        width = max(map(len, sheet.rows))
        rows = [[_paragraphs(as_text(cell)) for cell in cells] for cells in sheet.rows]
        padded = [[*cells, *[_paragraph("")] * (width - len(cells))] for cells in rows]
        body += _table(padded) + _paragraph("")
    return _document(body)


def form_document(filled: Filled) -> bytes:
    """Return a document with the cover as its first table and a form for each young person."""
    body = _paragraph(_TITLE) + _cover(filled)
    first = 2 if filled.cover else 1
    for n, (record, cells) in enumerate(filled.people):
        record.order = n + 1
        body += _paragraph(f"Form {n + 1} of {len(filled.people)}")
        body += _form(filled, record, cells, f"table {first + n}")
    return _document(body)


def zip_of_forms(filled: Filled) -> bytes:
    """Return a zip with a document for each young person."""
    stem = PurePosixPath(filled.file.path).stem
    members: dict[str, bytes] = {}
    for n, (record, cells) in enumerate(filled.people):
        record.order, record.member = n + 1, f"{stem}/form-{n + 1:02d}.docx"
        form = _form(filled, record, cells, f"table {2 if filled.cover else 1}")
        members[record.member] = _document(_paragraph(_TITLE) + _cover(filled) + form)
    return zipped(members)


def _cover(filled: Filled) -> str:
    if not filled.cover:
        return ""
    rows = [[_paragraph(name), _paragraph(as_text(value))] for name, value in filled.cover]
    return _table(rows) + _paragraph("")


def _form(filled: Filled, record: Record, cells: Sequence[Value], table: str) -> str:
    """Return a table of question and answer; the record learns where each stands in it."""
    rows: list[str] = []
    for place, (column, value) in enumerate(zip(filled.columns, cells, strict=True)):
        if theme := theme_begun(filled.columns, place):
            span = f'<w:tcPr><w:gridSpan w:val="2"/></w:tcPr>{_paragraph(theme, bold=True)}'
            rows.append(f"<w:tr><w:tc>{span}</w:tc></w:tr>")
        answer = _answer(record, column, value)
        rows.append(_row([_paragraph(f"{place + 1}. {column.header}"), answer]))
        is_blank = "<w:t" not in answer or "showingPlcHdr" in answer
        record.spots[column.question] = Spot(table, len(rows), 1 if is_blank else 2)
    record.spot = record.spots["local_id"]
    grid = '<w:tblGrid><w:gridCol w:w="3500"/><w:gridCol w:w="6000"/></w:tblGrid>'
    return f"<w:tbl>{_BORDERS}{grid}{''.join(rows)}</w:tbl>{_paragraph('')}"


def _answer(record: Record, column: Column, value: Value) -> str:
    """Return the content of a cell: boxes to tick, a date that was picked, or text."""
    name = column.question
    question = QUESTIONS[name]
    boxed = question.several or name in _BOXED
    if boxed and name not in record.raw:
        codes = record.answers.get(name, ())
        return "".join(
            f"<w:p>{_box(code in codes)}{_run(f' {label(code)}')}</w:p>" for code in question.codes
        )
    if isinstance(value, date):
        picked = (
            f'<w:date w:fullDate="{value}T00:00:00Z"><w:dateFormat w:val="dd/MM/yyyy"/></w:date>'
        )
        return f"<w:p>{_control(picked, _run(f'{value:%d/%m/%Y}'))}</w:p>"
    text = as_text(value)
    if not text and question.codes:
        return f"<w:p>{_control('<w:showingPlcHdr/><w:text/>', _run('Choose an answer.'))}</w:p>"
    if question.codes and name not in record.raw:
        return f"<w:p>{_control('<w:text/>', _run(text))}</w:p>"
    return _paragraphs(text)


def _box(ticked: bool) -> str:
    state = f'<w14:checkbox><w14:checked w14:val="{int(ticked)}"/></w14:checkbox>'
    return _control(state, _run("\u2612" if ticked else "\u2610"))


def _control(kind: str, content: str) -> str:
    return f"<w:sdt><w:sdtPr>{kind}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"


def _run(text: str, bold: bool = False) -> str:
    look = "<w:rPr><w:b/></w:rPr>" if bold else ""
    return f'<w:r>{look}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def _paragraph(text: str, bold: bool = False) -> str:
    return f"<w:p>{_run(text, bold)}</w:p>" if text else "<w:p/>"


def _paragraphs(text: str) -> str:
    return "".join(_paragraph(line) for line in text.split("\n"))


def _row(cells: Sequence[str]) -> str:
    return f"<w:tr>{''.join(f'<w:tc>{cell}</w:tc>' for cell in cells)}</w:tr>"


def _table(rows: Sequence[Sequence[str]]) -> str:
    columns = "<w:gridCol/>" * len(rows[0])
    grid = f"<w:tblGrid>{columns}</w:tblGrid>"
    return f"<w:tbl>{_BORDERS}{grid}{''.join(map(_row, rows))}</w:tbl>"


def _document(body: str) -> bytes:
    members = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{_MAIN}"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{_OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/document.xml": f'<w:document xmlns:w="{_WORD}" xmlns:w14="{_WORD_2010}"><w:body>'
        f'{body}<w:sectPr><w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/></w:sectPr>'
        "</w:body></w:document>",
    }
    return zipped({name: (_XML + part).encode("utf-8") for name, part in members.items()})
