"""Whether a text that people wrote mentions an identifier."""

import re
from collections.abc import Sequence

from pipeline.erasing.asked import normalised

_MONTH = (
    r"(?:(?i:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)|May|MAY)\b"
)
"""May with its capital letter: it is a verb as well."""
_DAY = r"\b\d{1,2}(?:st|nd|rd|th)?\b"
_YEAR = r"(?:[\s,]+(?:19|20)\d\d\b)?"
_DATE = re.compile(
    r"\b(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.](?:\d{4}|\d{2}))\b"
    rf"|{_DAY}(?:\s+of)?\s+{_MONTH}{_YEAR}"
    rf"|\b{_MONTH}\s+{_DAY}{_YEAR}"
    rf"|\b{_MONTH}[\s,]+(?:19|20)\d\d\b"
)

_ANOTHER = re.compile(r"\b(?!(?i:no|nr|id|ref|case|child))[^\W\d_]+[-/_]?\d+|\d+[-/_]?[^\W\d_]+")
"""What is an identifier of its own with letters, as B-1; unlike no1 or child-1."""
_SMALL = 4
"""Digits of a number that may be anything: a day, a year, a count."""


def mentions(text: str, forms: Sequence[str]) -> bool:
    """Whether one of the normalised identifiers stands in a text as a word or words of its own,
    however it is written.  A small number is not looked for within dates and other identifiers."""
    if not text.strip() or not forms:
        return False
    small = [form for form in forms if form.isdecimal() and len(form) <= _SMALL]
    others = [form for form in forms if form not in small]
    bare = _ANOTHER.sub(" / ", _DATE.sub(" / ", text)) if small else ""
    return _has(text, others) or _has(bare, small)


def _has(text: str, forms: Sequence[str]) -> bool:
    plain = f"-{normalised(text)}-"
    return any(f"-{form}-" in plain for form in forms)
