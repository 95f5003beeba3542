"""What a cell of a form is to a question: an option, a tick, a label with its box, or a text."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from ingest.boxes import boxed_labels, has_tick
from ingest.headers import HeaderBook
from ingest.stray_ticks import is_answer_with_mark
from schemas.codebook import OTHER, Words
from schemas.text import folded

Kind = Literal["option", "tick", "no_tick", "box", "marked", "text"]
"""box: a label with its box; marked: an option with a bare cross in its cell."""
_BEHIND_OTHER = re.compile(r" ?[:(,]| -|- |(?= please )")

_WORD = re.compile(r"[^\W\d_]{2,}")


@dataclass(frozen=True)
class Sign:
    """A filled cell; `row` and `column` count from 0, `code` is the option's."""

    row: int
    column: int
    text: str
    kind: Kind
    code: str | None = None

    @property
    def is_mark(self) -> bool:
        return self.kind in ("tick", "no_tick")


def signs_in(
    row: int, cells: Iterable[tuple[int, str]], question: str, headers: HeaderBook
) -> tuple[Sign, ...]:
    """The cells of a row, each a column and a text, as they stand to a question."""
    found = []
    for column, text in cells:
        code = option_in(question, text, headers)
        kind: Kind = "option" if code is not None else _kind(text, question, headers)
        found.append(Sign(row, column, text, kind, code))
    return tuple(found)


def option_in(question: str, text: str, headers: HeaderBook) -> str | None:
    """The option that a cell names; `Other: text` and `Other (please specify)` are `other`."""
    code = headers.option_under(question, text)
    if code is not None or OTHER not in headers.choices.get(question, {}):
        return code
    plain = folded(text)
    behind = _BEHIND_OTHER.search(plain)
    if behind is None or _has_box(plain, headers.words):
        return None
    is_other = headers.option_under(question, plain[: behind.start()]) == OTHER
    return OTHER if is_other else None


def mark_in(text: str, words: Words) -> Literal["tick", "no_tick"] | None:
    """Whether a cell is nothing but a tick, or nothing but an empty box or a word for no tick."""
    plain = folded(text)
    if plain in words.tick:
        return "tick"
    if plain in words.no_tick:
        return "no_tick"
    if plain in words.empty_circle:
        return "no_tick"
    boxes = boxed_labels(plain, words)
    if boxes is None or len(boxes) > 1 or boxes[0].label or not boxes[0].is_clear:
        return None
    return "tick" if boxes[0].is_ticked else "no_tick"


def begins_with_mark(text: str, words: Words) -> bool:
    """Whether a tick, or a word for one or for none, stands in a text: `yes, in May`, `XX`."""
    plain = folded(text)
    first = plain.split(" ")[0].strip(",.;:-()[]")
    return has_tick(plain) or first in words.tick | words.no_tick


def is_no_word(text: str) -> bool:
    """Whether a text may be a tick of a kind that is not known: `P`, `XX`, a sign, a number."""
    return not _WORD.search(text.casefold().replace("x", " "))


def has_options_alone(text: str, question: str, headers: HeaderBook) -> bool:
    """Whether all that stands beside the boxes of a cell are options."""
    boxes = boxed_labels(text, headers.words) or ()
    return all(option_in(question, box.label, headers) is not None for box in boxes)


def _kind(text: str, question: str, headers: HeaderBook) -> Kind:
    mark = mark_in(text, headers.words)
    if mark is not None:
        return mark
    plain = folded(text)
    if _has_box(plain, headers.words):
        return "box"
    codes = headers.choices.get(question, {})
    return "marked" if is_answer_with_mark(plain, codes, headers.words) else "text"


def _has_box(plain: str, words: Words) -> bool:
    """Whether a text begins or ends with a box."""
    boxes = boxed_labels(plain, words) or ()
    return any(box.label != plain for box in boxes)
