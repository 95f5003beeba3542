"""Word documents by hand, with what Word leaves in them and python-docx never writes.

A text is split into runs by spelling marks, smart tags, bookmarks, links, permissions, changes
that are tracked (what was deleted or moved away is no text) and fields (whose instructions are
none); it stands in content controls, whose placeholder is no text, around runs, cells and rows;
boxes to tick are content controls, legacy form fields, symbols of a font, or characters.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from schemas.codebook import Question

from .by_hand import write_package
from .layouts import (
    GUIDANCE,
    TITLE,
    Laid,
    cover_lines,
    heading_of,
    notes_below,
    questions,
    surrounded_table,
    two_rows_themes,
)
from .people import YoungPerson
from .word_fields import (
    control,
    control_box,
    legacy_box,
    legacy_drop_down,
    legacy_text,
    odd_runs,
    placeholder,
    run,
    symbol_box,
)
from .wording import BOXES, NUMBERED, Wording
from .writers import as_text

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def paragraph(content: str, style: str = "") -> str:
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else "<w:pPr/>"
    return f'<w:p w:rsidR="00A1" w:rsidRDefault="00A1">{properties}{content}</w:p>'


def cell(content: str, properties: str = "") -> str:
    return f'<w:tc><w:tcPr><w:tcW w:w="0" w:type="auto"/>{properties}</w:tcPr>{content}</w:tc>'


def table(rows: Sequence[str], width: int) -> str:
    grid = '<w:gridCol w:w="900"/>' * width
    properties = '<w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="0" w:type="auto"/></w:tblPr>'
    return f"<w:tbl>{properties}<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"


def row(cells: Sequence[str], header: bool = False) -> str:
    properties = f"<w:trPr><w:cantSplit/>{'<w:tblHeader/>' if header else ''}</w:trPr>"
    return f'<w:tr w:rsidR="00C3">{properties}{"".join(cells)}</w:tr>'


def text_cell(value: object, turn: int, properties: str = "") -> str:
    """A cell with a text in odd runs; every fifth with an empty paragraph before it."""
    text = "" if value is None else str(value)
    before = paragraph("") if turn % 5 == 4 else ""
    return cell(before + paragraph(odd_runs(text, turn) if text else ""), properties)


@dataclass(frozen=True)
class _Form:
    """How one child's form was made: its boxes and its other fields."""

    turn: int

    def answer(self, question: Question, person: YoungPerson, wording: Wording) -> str:
        """The content of the answer's cell."""
        value = person.answers.get(question.name)
        if question.options and question.name not in person.as_written:
            if question.name != "ethnicity":
                chosen = value if isinstance(value, tuple) else (value,)
                return self._boxes(question, [each.code in chosen for each in question.options])
            if self.turn % 3 == 1:
                return paragraph(legacy_drop_down(question, None if value is None else str(value)))
        text = as_text(wording.cell(question, person))
        if not text:
            blanks = (placeholder(), legacy_text(""), "")
            return paragraph(blanks[self.turn % 3])
        fields = (control(run(text)), legacy_text(text), odd_runs(text, self.turn))
        return paragraph(fields[self.turn % 3])

    def _boxes(self, question: Question, checked: Sequence[bool]) -> str:
        """Box and label, every second question with a paragraph for each."""
        parts: list[str] = []
        for n, (option, ticked) in enumerate(zip(question.options, checked, strict=True)):
            marks = (
                control_box(ticked),
                legacy_box(ticked, n),
                symbol_box(ticked) if question.kind == "one" else run("☒" if ticked else "☐"),
            )
            parts.append(f"{marks[self.turn % 3]}{run(f' {option.label}  ')}")
        if len(question.options) % 2:
            return "".join(paragraph(part) for part in parts)
        return paragraph("".join(parts))


def _form(person: YoungPerson, wording: Wording) -> str:
    """A heading and a table with a row for each theme's title over both columns."""
    form = _Form(person.number)
    rows: list[str] = []
    theme = 0
    for turn, question in enumerate(questions()):
        if question.theme != theme:
            theme = question.theme
            title = text_cell(f"Theme {theme}", turn, '<w:gridSpan w:val="2"/>')
            rows.append(row([title], header=True))
        label = text_cell(wording.heading(question), turn)
        answer = cell(form.answer(question, person, wording))
        made = row([label, control(answer, "") if turn % 7 == 3 else answer])
        rows.append(control(made, "") if turn % 7 == 5 else made)
    return paragraph(odd_runs(heading_of(person), person.number), "Heading2") + table(rows, 2)


def write_forms_by_hand(path: Path, people: Sequence[YoungPerson]) -> Path:
    """One form a child: content controls, legacy fields and characters in turn."""
    forms = (_form(person, BOXES) + paragraph("") for person in people)
    return _write(path, [*_front(BOXES), *forms])


def write_two_rows_by_hand(path: Path, people: Sequence[YoungPerson]) -> Path:
    """Titles of themes over several columns; the last column's heading over both rows."""
    laid = two_rows_themes(people, NUMBERED)
    titles, headings, *answers = laid.rows
    width = len(headings)
    spans = {each.column: each.last_column - each.column + 1 for each in laid.merges}
    upper = [
        text_cell(titles[at], at, f'<w:gridSpan w:val="{spans.get(at, 1)}"/>')
        for at in range(width - 1)
        if titles[at] is not None
    ]
    upper.append(text_cell(headings[-1], 0, '<w:vMerge w:val="restart"/>'))
    lower = [text_cell(each, at) for at, each in enumerate(headings[:-1])]
    lower.append(cell(paragraph(""), "<w:vMerge/>"))
    rows = [row(upper, header=True), row(lower, header=True), *_plain_rows(Laid(answers), width)]
    return _write(path, [*_front(NUMBERED), table(rows, width)])


def write_surrounded_by_hand(path: Path, people: Sequence[YoungPerson]) -> Path:
    """One table of many with a sub-total and a total whose first cell spans two columns."""
    laid = Laid(surrounded_table(people, NUMBERED))
    width = max(map(len, laid.rows))
    notes = [paragraph(run(as_text(each[0])) if each else "") for each in notes_below()]
    return _write(path, [*_front(NUMBERED), table(_plain_rows(laid, width), width), *notes])


def _plain_rows(laid: Laid, width: int) -> list[str]:
    """Rows of texts; of those that are short, the last cell goes to the end."""
    rows: list[str] = []
    for n, values in enumerate(laid.rows):
        cells = [
            text_cell(None if value is None else as_text(value), n + at)
            for at, value in enumerate(values[: width - 1 if len(values) < width else width])
        ]
        if len(values) < width:
            rest = width - len(cells)
            cells.append(cell(paragraph(""), f'<w:gridSpan w:val="{rest}"/>'))
        rows.append(row(cells))
    return rows


def _front(wording: Wording) -> list[str]:
    """Title, guidance and the cover as first table."""
    rows = [
        row([text_cell(name, n), text_cell(as_text(value), n + 3)])
        for n, (name, value) in enumerate(cover_lines(wording))
    ]
    return [
        paragraph(odd_runs(TITLE, 0), "Title"),
        paragraph(run(GUIDANCE)),
        table(rows, 2),
        paragraph(""),
    ]


def _write(path: Path, body: Sequence[str]) -> Path:
    section = '<w:sectPr><w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/></w:sectPr>'
    relation = f'Type="{_OFFICE}/officeDocument" Target="word/document.xml"'
    main = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    return write_package(
        path,
        {
            "[Content_Types].xml": (
                f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" ContentType='
                '"application/vnd.openxmlformats-package.relationships+xml"/>'
                '<Default Extension="xml" ContentType="application/xml"/>'
                f'<Override PartName="/word/document.xml" ContentType="{main}"/></Types>'
            ),
            "_rels/.rels": (
                f'<Relationships xmlns="{_PACKAGE}/relationships">'
                f'<Relationship Id="rId1" {relation}/></Relationships>'
            ),
            "word/document.xml": (
                f'<w:document xmlns:w="{_W}" xmlns:w14="{_W14}"><w:body>{"".join(body)}{section}'
                "</w:body></w:document>"
            ),
        },
    )
