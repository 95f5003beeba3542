"""What gptables and xlsxwriter leave out of a workbook, for programs that read it aloud: that a
title is a heading, not only by its looks, and the language."""

import io
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from lxml import etree

from reports.fixed_package import LANGUAGE

LEVEL_1_SIZE, LEVEL_2_SIZE = 16, 14
_STYLES, _PROPERTIES = "xl/styles.xml", "docProps/core.xml"
_SHEETS = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_DUBLIN_CORE = "{http://purl.org/dc/elements/1.1/}"
_HEADINGS = {LEVEL_1_SIZE: ("Heading 1", 16), LEVEL_2_SIZE: ("Heading 2", 17)}
"""The sizes of bold texts that are headings: the style's name, and Excel's own number for it."""


def tagged(package: bytes) -> bytes:
    """The workbook as xlsxwriter packed it, with its headings and its language."""
    packed = io.BytesIO()
    with ZipFile(io.BytesIO(package)) as parts, ZipFile(packed, "w", ZIP_DEFLATED) as tagged_parts:
        for entry in parts.infolist():
            content = parts.read(entry)
            if entry.filename == _STYLES:
                content = _with_headings(content)
            elif entry.filename == _PROPERTIES:
                content = _with_language(content)
            same = ZipInfo(entry.filename, entry.date_time)
            same.compress_type = ZIP_DEFLATED
            same.create_system = 0  # else it would tell the system it was made on
            tagged_parts.writestr(same, content)
    return packed.getvalue()


def _with_headings(styles: bytes) -> bytes:
    root = etree.fromstring(styles)
    fonts = {n: _size_if_bold(font) for n, font in enumerate(root.find(f"{_SHEETS}fonts"))}
    looks = root.find(f"{_SHEETS}cellStyleXfs")
    names = root.find(f"{_SHEETS}cellStyles")
    style_of: dict[int, str] = {}
    for cell in root.find(f"{_SHEETS}cellXfs"):
        font = int(cell.get("fontId"))
        size = fonts[font]
        if size not in _HEADINGS:
            continue
        if size not in style_of:
            style_of[size] = str(len(looks))
            name, number = _HEADINGS[size]
            look = {"numFmtId": "0", "fontId": str(font), "fillId": "0", "borderId": "0"}
            etree.SubElement(looks, f"{_SHEETS}xf", look)
            named = {"name": name, "xfId": style_of[size], "builtinId": str(number)}
            etree.SubElement(names, f"{_SHEETS}cellStyle", named)
        cell.set("xfId", style_of[size])
    for several in (looks, names):
        several.set("count", str(len(several)))
    return _written(root)


def _size_if_bold(font: etree._Element) -> int | None:
    size = font.find(f"{_SHEETS}sz")
    bold = font.find(f"{_SHEETS}b") is not None
    return int(float(size.get("val"))) if bold and size is not None else None


def _with_language(properties: bytes) -> bytes:
    root = etree.fromstring(properties)
    etree.SubElement(root, f"{_DUBLIN_CORE}language").text = LANGUAGE
    return _written(root)


def _written(root: etree._Element) -> bytes:
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))
