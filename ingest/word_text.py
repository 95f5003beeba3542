"""The text of a Word file's paragraphs, cells and nested tables, as a reader sees it."""

import re
from collections.abc import Iterator

from lxml import etree

from ingest.word_controls import TICKED, UNTICKED, form_field_text
from ingest.word_names import MC, W

_CONTAINERS = frozenset(
    {W.INS, W.MOVE_TO, W.HYPERLINK, W.SMART_TAG, W.CUSTOM_XML, W.FIELD, W.DIR, W.BDO}
)
"""Elements that hold text and are none themselves; what is deleted or moved away is not in it."""
_PLAIN = {W.TAB: "\t", W.PTAB: "\t", W.BR: "\n", W.CR: "\n", W.HYPHEN: "-"}
_SHAPES = frozenset({W.DRAWING, W.PICTURE, W.OBJECT})
_TICK = "✓"
_WINGDINGS = {
    0x6F: UNTICKED, 0x70: UNTICKED, 0x71: UNTICKED, 0x72: UNTICKED, 0xA8: UNTICKED,
    0x78: TICKED, 0xFB: TICKED, 0xFC: _TICK, 0xFD: TICKED, 0xFE: TICKED,
}  # fmt: skip
_WINGDINGS_2 = {
    0xA3: UNTICKED, 0x4F: TICKED, 0x50: _TICK, 0x51: TICKED, 0x52: TICKED, 0x53: TICKED,
    0x54: TICKED,
}  # fmt: skip
_WEBDINGS = {0x63: UNTICKED, 0x61: _TICK, 0x72: TICKED}
_FONTS = {"wingdings": _WINGDINGS, "wingdings 2": _WINGDINGS_2, "webdings": _WEBDINGS}
_OF_SIGNS = re.compile("[\uf020-\uf0ff]")
"""Letters in the range in which fonts of signs are addressed."""
UNKNOWN_SIGN = "\ufffd"
"""Neither a blank nor any answer: a sign that is not known must not be taken for no tick."""


def children(parent: etree._Element) -> Iterator[etree._Element]:
    """What stands in `parent`, also within controls, links, insertions and the like, in order."""
    for child in parent:
        tag = child.tag
        if tag == W.SDT:
            for content in child.iterchildren(W.SDT_CONTENT):
                yield from children(content)
        elif tag == MC.ALTERNATE:
            for chosen in _taken(child):
                yield from children(chosen)
        elif tag in _CONTAINERS:
            yield from children(child)
        else:
            yield child


def block_text(parent: etree._Element) -> str:
    """The text of a cell or a text box: a line for each paragraph and row of a nested table."""
    lines = []
    for child in children(parent):
        if child.tag == W.P:
            lines.append(paragraph_text(child))
        elif child.tag == W.TBL:
            lines.extend(
                " ".join(block_text(cell) for cell in children(row) if cell.tag == W.TC)
                for row in children(child)
                if row.tag == W.TR
            )
        elif child.tag == W.R:
            lines.append(_run_text(child, _Fields()))
    return "\n".join(lines).strip()


def paragraph_text(paragraph: etree._Element) -> str:
    """The text of a paragraph, with tabs, line ends and tick boxes, and of text boxes in it."""
    fields = _Fields()
    return "".join([_run_text(run, fields) for run in children(paragraph) if run.tag == W.R])


class _Fields:
    """The fields that are open: for each whether what it shows is said already."""

    def __init__(self) -> None:
        self._open: list[bool] = []

    @property
    def hide(self) -> bool:
        return any(self._open)

    def text(self, mark: etree._Element) -> str:
        """What a field's mark says itself."""
        kind = mark.get(W.FIELD_CHAR_TYPE)
        if kind == "end" and self._open:
            self._open.pop()
        if kind != "begin":
            return ""
        data = mark.find(W.FIELD_DATA)
        text = form_field_text(data) if data is not None else None
        was_hidden = self.hide
        self._open.append(text is not None)
        return "" if text is None or was_hidden else text


def _run_text(run: etree._Element, fields: _Fields) -> str:
    parts = []
    for child in children(run):
        tag = child.tag
        if tag == W.FIELD_CHAR:
            parts.append(fields.text(child))
        elif fields.hide:
            continue
        elif tag == W.T:
            parts.append(_text(run, child.text or ""))
        elif tag in _PLAIN:
            parts.append(_PLAIN[tag])
        elif tag == W.SYM:
            parts.append(symbol_text(child.get(W.FONT, ""), child.get(W.CHAR, "")))
        elif tag in _SHAPES:
            parts.extend(f"\n{text}\n" for text in _box_texts(child) if text)
    return "".join(parts)


def _box_texts(shape: etree._Element) -> Iterator[str]:
    """The texts of the text boxes in a drawing, each once."""
    for child in shape:
        if child.tag == W.TEXT_BOX:
            yield block_text(child)
        elif child.tag == MC.ALTERNATE:
            for chosen in _taken(child):
                yield from _box_texts(chosen)
        else:
            yield from _box_texts(child)


def _taken(alternatives: etree._Element) -> list[etree._Element]:
    """The first choice, or else the fallback."""
    return [*alternatives.iterchildren(MC.CHOICE), *alternatives.iterchildren(MC.FALLBACK)][:1]


def _text(run: etree._Element, text: str) -> str:
    """A run's text; letters in a font of signs are the signs that they show."""
    properties = run.find(W.R_PR)
    fonts = properties.find(W.R_FONTS) if properties is not None else None
    signs = _FONTS.get(fonts.get(W.ASCII, "").casefold()) if fonts is not None else None
    if signs is not None:
        return "".join(_sign(signs, ord(letter)) for letter in text)
    if _OF_SIGNS.search(text):
        return "".join(
            _sign(_WINGDINGS, ord(letter)) if "\uf020" <= letter <= "\uf0ff" else letter
            for letter in text
        )
    return text


def symbol_text(font: str, char: str) -> str:
    """The sign of a font that a form names by number; blank where that is no number."""
    try:
        code = int(char, 16)
    except ValueError:
        return ""
    signs = _FONTS.get(font.casefold())
    if signs is not None or 0xF020 <= code <= 0xF0FF:
        return _sign(signs or _WINGDINGS, code)
    return chr(code) if 0x20 <= code < 0xD800 else UNKNOWN_SIGN


def _sign(signs: dict[int, str], code: int) -> str:
    """The sign of a letter; such fonts are addressed as 00xx and as F0xx."""
    plain = code - 0xF000 if 0xF000 <= code <= 0xF0FF else code
    if plain in {0x20, 0xA0, 0x09}:
        return " "
    return signs.get(plain, UNKNOWN_SIGN)
