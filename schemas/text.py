"""How two spellings are compared."""

import re
import unicodedata

_QUOTES = str.maketrans({"\u2019": "'", "\u2018": "'", "\u2010": "-", "\u2011": "-", "\u2013": "-"})
_AREA_NOISE = re.compile(r"[^\w\s]|_")


def without_surplus_spaces(text: str) -> str:
    """`text` with every run of white space, non-breaking ones too, as one space."""
    return " ".join(text.split())


def folded(text: str) -> str:
    """The form in which answers, headers and agency names are compared: without case, surplus
    spaces and typographic quotes or dashes."""
    return without_surplus_spaces(unicodedata.normalize("NFKC", text).translate(_QUOTES).casefold())


def folded_area(text: str) -> str:
    """The form in which area names are compared: `folded`, and without punctuation, `&` as
    `and`."""
    return without_surplus_spaces(_AREA_NOISE.sub(" ", folded(text).replace("&", " and ")))
