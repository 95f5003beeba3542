"""Texts that others wrote, as they may stand in a file that a spreadsheet program opens."""

from schemas.text import UNSHOWN

_FORMULA_BEGINS = frozenset("=+-@＝＋－＠\t\r\n")
"""The wide signs are formulas to a spreadsheet that is set to Japanese or Chinese."""
_UNSEEN = " \xa0\u200b\u200c\u200d\u2060\ufeff"
_LONGEST = 32_000
"""Characters: Excel's cells hold 32,767, and it goes on in the next row with what is longer."""


def inert(text: str) -> str:
    """`text` so that no spreadsheet takes it for a formula."""
    if not text or text[0].isalnum():
        return text
    begins = text[0] in _FORMULA_BEGINS or text.lstrip(_UNSEEN)[:1] in _FORMULA_BEGINS
    return f"'{text}" if begins else text


def shown(text: str) -> str:
    """`text` with a mark in place of each character that can't be shown or saved, or that would
    steer what shows it."""
    return text if text.isascii() and text.isprintable() else UNSHOWN.sub("\ufffd", text)


def in_cell(text: str) -> str:
    """`text` as it may stand in a cell: `shown`, and no longer than one may be."""
    said = shown(text)
    return said if len(said) <= _LONGEST else f"{said[: _LONGEST - 1]}\u2026"


def in_workbook(text: str) -> str:
    """`text` as xlsxwriter may be given it: `in_cell`, with line feeds alone, and no markup."""
    said = in_cell(text).replace("\r\n", "\n").replace("\r", "\n")
    # xlsxwriter takes a text in these marks for XML of its own and writes it as it stands.
    return f"{said} " if said.startswith("<r>") and said.endswith("</r>") else said


def in_csv(text: str) -> str:
    """`text` as it may stand in a cell of a csv that a spreadsheet opens."""
    return in_cell(inert(shown(text)))
