"""How the Word form looks: page, styles, tables."""

from collections.abc import Sequence

from docx.document import Document as OpenDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph

from reports.fixed_package import LANGUAGE
from reports.form_controls import PLACEHOLDER_STYLE, element, run
from reports.form_wording import CONFIDENTIAL

LABEL, ANSWER, THEME, HINT, HEAD = (
    "Form label",
    "Form answer",
    "Form theme",
    "Form hint",
    "Form head",
)
_FONT = "Arial"
_DARK, _PALE, _PALER, _GREY, _LINE = "1F3864", "DCE6F2", "F2F2F2", "595959", "8C8C8C"
_MARGIN, _LABEL_WIDTH, _ANSWER_WIDTH = Mm(20), Mm(58), Mm(112)


def set_up_page(document: OpenDocument, title: str) -> None:
    """A4 upright, with page numbers below and what a filled form is above."""
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = _MARGIN
    section.top_margin = section.bottom_margin = _MARGIN
    above, below = section.header.paragraphs[0], section.footer.paragraphs[0]
    for paragraph, text in ((above, CONFIDENTIAL), (below, f"{title}. Page ")):
        _add_small(paragraph, text)
    _add_field(below, "PAGE")
    _add_small(below, " of ")
    _add_field(below, "NUMPAGES")


def _add_small(paragraph: Paragraph, text: str) -> None:
    paragraph.add_run(text).font.size = Pt(9)


def _add_field(paragraph: Paragraph, instruction: str) -> None:
    field = element("w:fldSimple", {"w:instr": instruction})
    field.append(run("1", element("w:sz", {"w:val": "18"})))
    paragraph._p.append(field)


def set_up_styles(document: OpenDocument) -> None:
    """Arial, British English, and the styles of the form's tables."""
    _set_defaults(document)
    styles = document.styles
    for name, size, before, after in (("Title", 20, 0, 6), ("Heading 1", 14, 14, 6)):
        _set(styles[name], size, before, after, bold=True, colour=_DARK)
        for border in list(styles[name].element.iter(qn("w:pBdr"))):
            border.getparent().remove(border)
    _set(styles["List Bullet"], 11, 0, 4)
    for together in list(styles["List Bullet"].element.iter(qn("w:contextualSpacing"))):
        together.getparent().remove(together)
    for name, size, bold, colour in (
        (LABEL, 11, True, None),
        (ANSWER, 11, False, None),
        (THEME, 12, True, "FFFFFF"),
        (HINT, 10, False, _GREY),
        (HEAD, 11, True, None),
    ):
        style = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = styles["Normal"]
        _set(style, size, 1, 1, bold=bold, colour=colour)
        style.paragraph_format.keep_with_next = name in (THEME, HINT, HEAD)
    placeholder = styles.add_style("Placeholder Text", WD_STYLE_TYPE.CHARACTER, builtin=True)
    placeholder.element.set(qn("w:styleId"), PLACEHOLDER_STYLE)
    placeholder.font.color.rgb = RGBColor.from_string(_GREY)


def _set(
    style: ParagraphStyle,
    size: int,
    before: int,
    after: int,
    *,
    bold: bool = False,
    colour: str | None = None,
) -> None:
    for fonts in list(style.element.iter(qn("w:rFonts"))):
        fonts.getparent().remove(fonts)
    style.font.name, style.font.size, style.font.bold = _FONT, Pt(size), bold
    if colour is not None:
        style.font.color.rgb = RGBColor.from_string(colour)
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
    style.paragraph_format.line_spacing = 1.0


def _set_defaults(document: OpenDocument) -> None:
    """What the library's own template has is American, dated and of no use here."""
    defaults = document.styles.element.find(qn("w:docDefaults"))
    for fonts in defaults.iter(qn("w:rFonts")):
        fonts.attrib.clear()
        for script in ("ascii", "hAnsi", "cs", "eastAsia"):
            fonts.set(qn(f"w:{script}"), _FONT)
    for language in defaults.iter(qn("w:lang")):
        language.set(qn("w:val"), LANGUAGE)
    settings = document.settings.element
    for language in settings.iter(qn("w:themeFontLang")):
        language.attrib.clear()
        language.set(qn("w:val"), LANGUAGE)
    for setting in settings.iter(qn("w:compatSetting")):
        if setting.get(qn("w:name")) == "compatibilityMode":
            setting.set(qn("w:val"), "15")
    for rels in (document.part.package.rels, document.part.rels):
        for key in [key for key, rel in rels.items() if _is_surplus(rel.reltype)]:
            rels.pop(key)


def _is_surplus(relation: str) -> bool:
    return relation.endswith(("/thumbnail", "/stylesWithEffects", "/customXml"))


def add_form_table(document: OpenDocument, description: str) -> Table:
    """A table of two columns and one row; `description` is for those who listen to it."""
    table: Table = document.add_table(1, 2, "Table Grid")
    table.autofit = False
    properties = table._tbl.tblPr
    borders = element("w:tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        line = {"w:val": "single", "w:sz": "4", "w:space": "0", "w:color": _LINE}
        borders.append(element(f"w:{side}", line))
    properties.find(qn("w:tblLayout")).addprevious(borders)
    margins = element("w:tblCellMar")
    for side, width in (("top", 45), ("left", 108), ("bottom", 45), ("right", 108)):
        margins.append(element(f"w:{side}", {"w:w": str(width), "w:type": "dxa"}))
    properties.find(qn("w:tblLayout")).addnext(margins)
    properties.append(element("w:tblCaption", {"w:val": description}))
    for column, width in zip(table.columns, (_LABEL_WIDTH, _ANSWER_WIDTH), strict=True):
        column.width = width
    return table


def add_row(table: Table) -> _Row:
    """A further row; the library's own way to add one is untyped."""
    row: _Row = table.add_row()  # type: ignore[no-untyped-call]
    return row


def as_header_row(row: _Row, texts: Sequence[str]) -> None:
    """A row that stands again at the top of each page."""
    kept_whole(row)
    row._tr.get_or_add_trPr().append(element("w:tblHeader"))
    for cell, text in zip(row.cells, texts, strict=True):
        cell.paragraphs[0].style = HEAD
        cell.paragraphs[0].add_run(text)
        _shade(cell, _PALE)


def kept_whole(row: _Row) -> _Row:
    """The row, not to be broken over two pages."""
    row._tr.get_or_add_trPr().append(element("w:cantSplit"))
    return row


def merged(row: _Row, *, dark: bool) -> _Cell:
    """The one cell of a row over both columns."""
    kept_whole(row)
    cell: _Cell = row.cells[0].merge(row.cells[1])
    _shade(cell, _DARK if dark else _PALER)
    return cell


def _shade(cell: _Cell, colour: str) -> None:
    shading = {"w:val": "clear", "w:color": "auto", "w:fill": colour}
    cell._tc.get_or_add_tcPr().append(element("w:shd", shading))
