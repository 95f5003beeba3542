"""Local identifiers: their normalised form, and those that must not be taken.

Source: contract, "Normalised identifier"; codebook, "What a wrong answer costs" (row refused).
"""

import re
import unicodedata

import pyarrow as pa
import pyarrow.compute as pc

from schemas.codebook import Words
from schemas.text import folded

_SPOILT = re.compile(
    r"\d+(?:[.,]\d+)?e[+-]\d+|#+|#[a-z0-9/]+[!?]?"
    r"|(?:19|20)\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?:[t ]00:00(?::00(?:\.0+)?)?)?"
)
"""A number cut short (1.23E+05), an error (#REF!), or what was 3/11 as a date (2011-11-03)."""
_POSTCODE = re.compile(r"[a-z]{1,2}\d[a-z\d]?\s*\d[a-z]{2}")
_EMAIL = re.compile(r"[^@\s]@[^@\s]+\.[^@\s]")
_SIGNS = re.compile(r"[^\w]|_")
_PHONE = re.compile(r"(?:\+44|0044)\d{9,10}|0[123578]\d{9}")
_PHONE_NOISE = re.compile(r"(?<=44)\s?\(0\)|[\s()./-]")
_NHS_NOISE = re.compile(r"^nhs(?: no| number)?\b|\.0+$|[\s./_:-]")
_WORD = r"[^\W\d_]+(?:['.-][^\W\d_]+)*[.,]?"
_NAME = re.compile(rf"{_WORD}(?:[\s_]+{_WORD}|(?<=,){_WORD})+")
_MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*"
_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_YEAR = r"(?:19|20)\d\d"
_FULL_DATE = re.compile(
    rf"(?<!\d)(?:{_DAY}\W(?:0?[1-9]|1[0-2])\W{_YEAR}"
    rf"|{_DAY}(?:st|nd|rd|th)?\W{{0,2}}{_MONTH}\W{{0,2}}{_YEAR})(?!\d)"
)
"""Day first, as people write when somebody was born.  A year of two digits, or one that stands
first, may be part of a reference: 17/03/96 and 2011-11-3 are taken."""
_LONGEST = 40
_NOTHING = r"^[0-]*$"

_SIMPLE = (
    "^[A-Za-z]{0,24}[A-DF-Za-df-z]-?"
    "(?:0{0,4}[1-9][0-9]{0,4}|0{0,2}[1-9][0-9]{5,6}|[1-9][0-9]{7,8})$"
)
"""Fewer than ten digits, not all of them 0, after letters of which the last is no E: `1E-5` and the
like are numbers cut short."""

# Nearly all identifiers are letters and digits in a shape that is none of these: they need no
# closer look.  It is held against the text as `_plain` makes it.
_SUSPECT = r"^\D*$|^.{41}|\d[a-z]{3,11}\d{4}|[@+#\s.,()/_]|e[+-]|\d{10}|\d-\d|^\D{0,2}\d\w?\d\D{2}$"


def identifier_problem(text: str, normal: str, words: Words) -> str | None:
    """The code of what is wrong with an identifier that is not blank, or None.

    `text` is the cell as it stands or as `_plain` makes it, `normal` its normalised form.
    """
    plain = folded(text)
    if _SPOILT.fullmatch(plain):
        return "identifier_spoilt"
    if plain in words.placeholder or _SIGNS.sub("", plain) in words.placeholder:
        return "identifier_placeholder"
    if re.match(_NOTHING, normal):
        return "identifier_placeholder"
    if _is_nhs_number(plain):
        return "identifier_nhs_number"
    if _POSTCODE.fullmatch(plain):
        return "identifier_postcode"
    if _EMAIL.search(plain):
        return "identifier_email"
    if _PHONE.fullmatch(_PHONE_NOISE.sub("", plain)):
        return "identifier_phone"
    if _NAME.fullmatch(plain):
        return "identifier_name"
    if len(plain) > _LONGEST or _FULL_DATE.search(plain):
        return "identifier_note"
    return None


def _is_nhs_number(plain: str) -> bool:
    """Ten digits, in any grouping, the last being the NHS number's check digit (modulo 11)."""
    digits = _NHS_NOISE.sub("", _NHS_NOISE.sub("", plain))
    if not re.fullmatch(r"[0-9]{10}", digits) or set(digits) == {"0"}:
        return False
    weighted = sum(
        int(digit) * weight for digit, weight in zip(digits[:9], range(10, 1, -1), strict=True)
    )
    return (11 - weighted % 11) % 11 == int(digits[9])


def is_simple(texts: pa.StringArray) -> pa.BooleanArray:
    """Whether each text is letters and then a number, as `YP-0012`, in which nothing can be wrong:
    nearly all are, and cost next to nothing.  Null for null."""
    return pc.match_substring_regex(texts, _SIMPLE)


def normalised_all(texts: pa.StringArray, prefixes: frozenset[str]) -> pa.StringArray:
    """The normalised form: NFKC, upper case, runs of letters and of digits joined by `-`, without
    leading zeros and without a first run that is one of `prefixes` (unless nothing else is left).
    Null stays null."""
    if prefixes:
        return _normalised(texts, prefixes)
    simple = pc.fill_null(is_simple(texts), True)
    normal = pc.replace_substring_regex(pc.ascii_upper(texts), "-?0*([1-9][0-9]*)$", r"-\1")
    if pc.all(simple).as_py():
        return normal
    other = pc.invert(simple)
    return pc.replace_with_mask(normal, other, _normalised(texts.filter(other), prefixes))


def _normalised(texts: pa.StringArray, prefixes: frozenset[str]) -> pa.StringArray:
    upper = pc.utf8_upper(pc.utf8_normalize(texts, form="NFKC"))
    runs = pc.replace_substring_regex(upper, r"(\p{L}+|\p{Nd}+)", r" \1 ")
    kept = pc.replace_substring_regex(runs, r"[^\p{L}\p{Nd} ]+", " ")
    parts = pc.utf8_trim_whitespace(pc.replace_substring_regex(kept, r" +", " "))
    numbers = pc.replace_substring_regex(parts, r"(^| )0+([0-9])", r"\1\2")
    if prefixes:
        listed = "|".join(re.escape(prefix) for prefix in sorted(prefixes))
        numbers = pc.replace_substring_regex(numbers, rf"^(?:{listed}) (.)", r"\1")
    return pc.replace_substring(numbers, " ", "-")


def prefixes_of(cell: str) -> frozenset[str]:
    """The prefixes in a register's `id_prefixes` cell, parted by spaces, as `normalised_all` takes
    them.  Raises ValueError if one is not a run of letters (signs at its end, as in `BWD-`, apart).
    """
    prefixes = (
        unicodedata.normalize("NFKC", part).upper().rstrip("-/_.:") for part in cell.split()
    )
    found = frozenset(prefixes)
    if not all(prefix.isalpha() for prefix in found):
        raise ValueError("a prefix is no run of letters")
    return found


def problems_of(texts: pa.StringArray, normal: pa.StringArray, words: Words) -> dict[int, str]:
    """The problem of each identifier that has one, by its index; a null is `identifier_missing`.

    `normal` holds the normalised forms of `texts`.
    """
    problems = dict.fromkeys(
        pc.indices_nonzero(pc.is_null(texts)).to_pylist(), "identifier_missing"
    )
    closer = pc.indices_nonzero(pc.invert(pc.fill_null(is_simple(texts), True)))
    plain, normal = _plain(texts.take(closer)), normal.take(closer)
    looks_odd = pc.or_(
        pc.match_substring_regex(plain, _SUSPECT), pc.match_substring_regex(normal, _NOTHING)
    )
    for n in pc.indices_nonzero(pc.fill_null(looks_odd, False)).to_pylist():
        problem = identifier_problem(plain[n].as_py(), normal[n].as_py(), words)
        if problem is not None:
            problems[closer[n].as_py()] = problem
    return problems


def _plain(texts: pa.StringArray) -> pa.StringArray:
    """Texts in lower case, with every space a plain one, every dash a hyphen and nothing that does
    not show, so that no unusual sign hides what an identifier looks like."""
    normal = pc.utf8_lower(pc.utf8_normalize(texts, form="NFKC"))
    shown = pc.replace_substring_regex(normal, r"\p{Cf}", "")
    dashes = pc.replace_substring_regex(shown, r"[\p{Pd}\x{2212}]", "-")
    return pc.utf8_trim_whitespace(pc.replace_substring_regex(dashes, r"[\s\p{Z}]+", " "))
