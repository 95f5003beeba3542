"""The short texts in the blocks of the review workbook."""

import re
from collections import Counter
from collections.abc import Sequence

from reports.review import Beside, ReviewSide
from schemas.text import plural

NOT_WEIGHED = "not weighed"
_SIGNED = re.compile(r"(?<!\w)-(?=[0-9])")
_MINUS = "\u2212"
"""Where a hyphen stands before a number, a spreadsheet may begin a new line between the two."""
_MOST_OTHERS = 8
"""More numbers of other pairs than this nobody looks up."""


def counted(answers: Sequence[Beside]) -> str:
    """How many rows agree and how many do not: `8 agree, 2 differ, 12 known to one only`."""
    signs = Counter(each.sign for each in answers)
    agree, differ = signs["same"], signs["differs"]
    parts = [f"{agree} agrees" if agree == 1 else f"{agree} agree"]
    if signs["in part"]:
        parts.append(f"{signs['in part']} in part")
    parts.append(f"{differ} differs" if differ == 1 else f"{differ} differ")
    return ", ".join([*parts, f"{signs['one only']} known to one only"])


def also_in(one: Sequence[int], other: Sequence[int]) -> str:
    """In which other pairs the two stand; blank if in none."""
    said = [
        f"{who} is also in {_numbers(those)}"
        for who, those in (("The one", one), ("the other", other))
        if those
    ]
    sentence = "; ".join(said)
    return f"{sentence[0].upper()}{sentence[1:]}." if sentence else ""


def _numbers(pairs: Sequence[int]) -> str:
    """`pair 4`, `pairs 4, 7 and 9`."""
    shown = [str(each) for each in pairs[:_MOST_OTHERS]]
    if left := len(pairs) - len(shown):
        shown.append(f"{left:,} more")
    *first, last = shown
    return f"pairs {', '.join(first)} and {last}" if first else f"pair {last}"


def shown_weight(weight: float | None) -> str:
    """What a row adds to the sum: `+5.8`, `not weighed`."""
    return NOT_WEIGHED if weight is None else f"{weight:+.1f}"


def unbroken(text: str) -> str:
    """A text in which no sign is parted from its number."""
    return _SIGNED.sub(_MINUS, text)


def known_as(side: ReviewSide) -> str:
    """Who knows a young person, a line each; and in how many records, if that is more."""
    lines = [f"{each.agency}: {each.identifier}" for each in side.known_as]
    if side.records > len(lines):
        lines.append(f"({plural(side.records, 'record')})")
    return "\n".join(lines)
