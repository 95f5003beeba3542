"""Texts that others wrote, as they may stand in a file that a spreadsheet program opens."""

import re

_FORMULA_BEGINS = frozenset("=+-@＝＋－＠\t\r\n")
"""The wide signs are formulas to a spreadsheet that is set to Japanese or Chinese."""
_UNSEEN = " \xa0\u200b\u200c\u200d\u2060\ufeff"
_NOT_SHOWN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def inert(text: str) -> str:
    """`text` so that no spreadsheet takes it for a formula."""
    if not text or text[0].isalnum():
        return text
    begins = text[0] in _FORMULA_BEGINS or text.lstrip(_UNSEEN)[:1] in _FORMULA_BEGINS
    return f"'{text}" if begins else text


def shown(text: str) -> str:
    """`text` with a mark in place of each character that can't be shown or saved."""
    return text if text.isascii() and text.isprintable() else _NOT_SHOWN.sub("\ufffd", text)
