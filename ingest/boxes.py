"""Tick boxes as characters within a cell: `☐ Female ☒ Male`, `[x] Grooming [ ] Mobile phone`."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from schemas.codebook import Words
from schemas.text import folded

_AROUND = " \n,;/|&+-*•·_"
"""What may part one box with its label from the next."""
_TYPED_TICKS = ("/", "+", "*")
"""Signs that part two boxes, but between a box and its own label are a tick that was typed."""


_TICK = re.compile(r"(?<!\w)x+(?!\w)|\ufffd")
"""A letter x as a word of its own; a sign of a font that is not known may be a tick too."""


@dataclass(frozen=True)
class Boxed:
    """The folded label of a box.

    `lines` are its lines, the box's own first; `sign` is the box, `is_clear` whether it can be
    told that it is this label's, and ticked or not.
    """

    label: str
    lines: tuple[str, ...]
    sign: str
    is_ticked: bool
    is_clear: bool = True


@dataclass(frozen=True)
class _Box:
    start: int
    end: int
    is_ticked: bool
    is_clear: bool = True


_KEPT, _LONGEST_KEPT = 1_024, 1_000
"""How many texts' boxes are kept, and of what length: in forms one after another the same cells
come again and again, and each is looked at from several sides."""


def boxed_labels(text: str, words: Words) -> tuple[Boxed, ...] | None:
    """The boxes of a text, each with its label; None if there is no box in it.

    Where the text begins with a box, each box stands before its label; where it only ends with
    one, behind it.  Boxes in the middle alone could be either's: each has then the text as a
    whole, and is not clear.
    """
    if len(text) > _LONGEST_KEPT:
        return _boxed_labels(text, words)
    return _boxed_labels_kept(text, words)


@lru_cache(maxsize=_KEPT)
def _boxed_labels_kept(text: str, words: Words) -> tuple[Boxed, ...] | None:
    return _boxed_labels(text, words)


def _boxed_labels(text: str, words: Words) -> tuple[Boxed, ...] | None:
    plain = "\n".join(folded(line) for line in text.splitlines())
    boxes = list(_boxes(plain, words))
    if not boxes:
        return None
    if _is_blank(plain[: boxes[0].start]):
        ends = [*(box.start for box in boxes[1:]), len(plain)]
        places = [(box.end, end) for box, end in zip(boxes, ends, strict=True)]
        leads = True
    elif _is_blank(plain[boxes[-1].end :]):
        starts = [0, *(box.end for box in boxes[:-1])]
        places = [(start, box.start) for box, start in zip(boxes, starts, strict=True)]
        leads = False
    else:
        return tuple(
            Boxed(plain, (plain,), plain[box.start : box.end], box.is_ticked, is_clear=False)
            for box in boxes
        )
    labels = [plain[start:end] for start, end in places]
    return tuple(_boxed(plain, labels, boxes, n, leads) for n in range(len(boxes)))


def has_tick(plain: str) -> bool:
    """Whether a tick stands in a folded text that is no box."""
    return _TICK.search(plain) is not None


def _boxed(plain: str, labels: Sequence[str], boxes: Sequence[_Box], n: int, leads: bool) -> Boxed:
    box, label = boxes[n], labels[n]
    lines = [line.strip(_AROUND) for line in label.split("\n")]
    own_first = [line for line in (lines if leads else reversed(lines)) if line]
    is_typed_over = leads and label.lstrip(" \n").startswith(_TYPED_TICKS)
    if leads:
        astray = _ends_its_line(labels[n - 1] if n else "", label)
    else:
        following = labels[n + 1] if n + 1 < len(labels) else ""
        astray = _begins_its_line(label, following)
    return Boxed(
        " ".join(label.strip(_AROUND).split()),
        tuple(own_first),
        plain[box.start : box.end],
        box.is_ticked,
        box.is_clear and not is_typed_over and not astray,
    )


def _ends_its_line(before: str, label: str) -> bool:
    """Whether a box stands behind another's label on its line, and before its own on the next."""
    behind, _, further = label.partition("\n")
    last = before.rpartition("\n")[2]
    return _is_blank(behind) and not (_is_blank(further) or _is_blank(last))


def _begins_its_line(label: str, following: str) -> bool:
    """The same where the boxes stand behind their labels."""
    further, _, before = label.rpartition("\n")
    first = following.partition("\n")[0]
    return _is_blank(before) and not (_is_blank(further) or _is_blank(first))


def _is_blank(text: str) -> bool:
    return not text.strip(_AROUND)


def _boxes(plain: str, words: Words) -> Iterator[_Box]:
    """The boxes of a text; those side by side are one, and not clear where they disagree."""
    found = [
        _Box(each.start(), each.end(), each["ticked"] is not None)
        for each in _pattern(words, circles=True).finditer(plain)
    ]
    if not any(box.is_ticked for box in found):
        found = [
            _Box(each.start(), each.end(), is_ticked=False)
            for each in _pattern(words, circles=False).finditer(plain)
        ]
    current: _Box | None = None
    for box in found:
        if current is None:
            current = box
        elif _is_blank(plain[current.end : box.start]):
            same = current.is_clear and current.is_ticked == box.is_ticked
            current = _Box(current.start, box.end, current.is_ticked, same)
        else:
            yield current
            current = box
    if current is not None:
        yield current


@lru_cache(maxsize=8)
def _pattern(words: Words, circles: bool) -> re.Pattern[str]:
    ticked = _any_of(words.ticked_box)
    empty = _any_of(words.empty_box | words.empty_circle if circles else words.empty_box)
    within = rf"\s?(?:x|{ticked})\s?"
    return re.compile(
        rf"(?P<ticked>\[{within}\]|\({within}\)|{ticked})|\[[\s_]*\]|\([\s_]+\)|{empty}"
    )


def _any_of(signs: frozenset[str]) -> str:
    return "|".join(re.escape(sign) for sign in sorted(signs))
