"""Tick boxes as characters within a cell: `☐ Female ☒ Male`, `[x] Grooming [ ] Mobile phone`."""

import re
from functools import lru_cache

from schemas.codebook import Words

_AROUND = " ,;/|&+-*•·_"
"""What may part one box with its label from the next."""


def ticked_labels(plain: str, words: Words) -> list[str] | None:
    """The labels beside the ticked boxes of a folded text; None if there is no box in it.

    Where the text begins with a box, each box stands before its label; where it only ends with
    one, behind it.  Boxes in the middle alone could be either's: the text as a whole is then the
    label.
    """
    boxes = list(_box(words).finditer(plain))
    if not boxes:
        return None
    starts = [box.start() for box in boxes]
    ends = [box.end() for box in boxes]
    if not plain[: starts[0]].strip(_AROUND):
        labels = zip(ends, [*starts[1:], len(plain)], strict=True)
    elif not plain[ends[-1] :].strip(_AROUND):
        labels = zip([0, *ends[:-1]], starts, strict=True)
    else:
        return [plain]
    return [
        plain[start:end].strip(_AROUND)
        for box, (start, end) in zip(boxes, labels, strict=True)
        if box["ticked"]
    ]


@lru_cache(maxsize=8)
def _box(words: Words) -> re.Pattern[str]:
    ticked = "|".join(re.escape(sign) for sign in sorted(words.ticked_box))
    empty = "|".join(re.escape(sign) for sign in sorted(words.empty_box))
    within = rf" ?(?:x|{ticked}) ?"
    return re.compile(
        rf"(?P<ticked>\[{within}\]|\({within}\)|{ticked})|\[[ _]*\]|\([ _]+\)|{empty}"
    )
