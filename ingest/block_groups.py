"""The options of a question in cells of their own, beside it and in the lines below."""

from collections.abc import Sequence
from dataclasses import dataclass

from ingest.block_lines import Line, Pair
from ingest.block_signs import (
    Sign,
    begins_with_mark,
    has_options_alone,
    is_no_word,
    mark_in,
    option_in,
    signs_in,
)
from ingest.headers import UNUSED, HeaderBook
from ingest.laid_out import LayoutError
from ingest.places import Place
from schemas.text import folded

_TWO = 2


@dataclass(frozen=True)
class Group:
    """The signs of a question by line; `row` and `column` (from 0) are those of its label,
    `is_below` says that nothing stands beside it."""

    question: str
    row: int
    column: int
    lines: tuple[tuple[Sign, ...], ...]
    is_below: bool

    @property
    def signs(self) -> tuple[Sign, ...]:
        return tuple(sign for line in self.lines for sign in line)


def groups_in(lines: Sequence[Line], headers: HeaderBook, sheet: str | None) -> list[Group]:
    """The groups of a sheet.  A single answer beside its question is none, nor are texts.

    Raises LayoutError where a tick stands below the last of a question's options, beside a text
    that is none of them.
    """
    found: list[Group] = []
    taken: set[tuple[int, int]] = set()
    for line in lines:
        for pair in line.pairs:
            is_choice = pair.meaning.option is None and pair.meaning.name in headers.choices
            if not is_choice or pair.within or (line.row, pair.column) in taken:
                continue
            group = _group(lines, line.row, pair, headers, sheet)
            if group is not None:
                found.append(group)
                taken |= {(sign.row, sign.column) for sign in group.signs}
    return found


def _group(
    lines: Sequence[Line], row: int, pair: Pair, headers: HeaderBook, sheet: str | None
) -> Group | None:
    question = pair.meaning.name
    own = signs_in(row, pair.after, question, headers)
    signs = [own] if own else []
    for n in range(row + 1, len(lines)):
        line = lines[n]
        if not line.filled:
            continue
        more = _beside(line, pair, headers) or (() if own else _below(line, pair, headers))
        if not more:
            _check_next(line, signs, pair, headers, Place(sheet, line.row + 1))
            break
        signs.append(more)
    signs = [_without_hints(own, signs, headers), *signs[1:]] if own else signs
    group = Group(question, row, pair.column, tuple(signs), is_below=not own)
    return None if _is_plain(group) else group


def _is_plain(group: Group) -> bool:
    """Whether nothing is ticked, and at most one option or text stands in a line."""
    if len(group.signs) < _TWO and not group.is_below:
        return True
    if not group.signs:
        return True
    kinds = {sign.kind for sign in group.signs}
    below = group.lines if group.is_below else group.lines[1:]
    return "text" in kinds <= {"text", "option"} and all(len(each) == 1 for each in below)


def _beside(line: Line, pair: Pair, headers: HeaderBook) -> tuple[Sign, ...]:
    """The signs of a line under the cells beside a question whose own cell is blank there; empty if
    none of them is more than text."""
    cells = []
    for column, text in line.filled:
        if column == pair.column:
            return ()
        if column < pair.column:
            continue
        if (pair.end is not None and column >= pair.end) or line.is_label(
            column, text, pair.meaning
        ):
            break
        cells.append((column, text))
    signs = signs_in(line.row, cells, pair.meaning.name, headers)
    return signs if any(sign.kind != "text" for sign in signs) else ()


def _below(line: Line, pair: Pair, headers: HeaderBook) -> tuple[Sign, ...]:
    """A line that is nothing but options of the question above it, with or without ticks."""
    question = pair.meaning.name
    signs = signs_in(line.row, line.filled, question, headers)
    kinds = {sign.kind for sign in signs}
    if "text" in kinds or not kinds & {"option", "box"}:
        return ()
    is_question = not kinds & {"tick", "no_tick"} and headers.meaning(signs[0].text) is not None
    boxes = (sign.text for sign in signs if sign.kind == "box")
    if is_question or not all(has_options_alone(text, question, headers) for text in boxes):
        return ()
    return signs


def _check_next(
    line: Line,
    signs: Sequence[Sequence[Sign]],
    pair: Pair,
    headers: HeaderBook,
    place: Place,
) -> None:
    """Raises LayoutError where the line below a list of options may be one more of them: another
    text in their column with a tick beside it, or one of them beside what is no word."""
    columns = [sign.column for each in signs for sign in each if sign.kind == "option"]
    if line.pairs or not columns:
        return
    is_under = all(column > pair.column for column, _ in line.filled) and len(columns) > 1
    if is_under and any(is_no_word(text) for column, text in line.filled if column in columns):
        raise LayoutError("whose_answer_unclear", place)
    if len(line.filled) != _TWO:
        return
    for (column, text), (_, beside) in (line.filled, line.filled[::-1]):
        if column not in columns or headers.said(text) == UNUSED:
            continue
        is_sign = folded(beside) == "x" or not any(map(str.isalnum, beside))
        is_ticked = is_sign and mark_in(beside, headers.words) == "tick"
        is_option = option_in(pair.meaning.name, text, headers) is not None
        if is_ticked or (is_option and is_no_word(beside)):
            raise LayoutError("whose_answer_unclear", place)


def _without_hints(
    own: Sequence[Sign], lines: Sequence[Sequence[Sign]], headers: HeaderBook
) -> tuple[Sign, ...]:
    """What stands beside a question without the texts of several words beyond all options."""
    columns = [sign.column for line in lines for sign in line if sign.kind != "text"]
    last = max(columns, default=0)
    return tuple(
        sign
        for sign in own
        if sign.kind != "text" or sign.column <= last or not _is_hint(sign.text, headers)
    )


def _is_hint(text: str, headers: HeaderBook) -> bool:
    plain = folded(text)
    return plain in headers.words.hint or (
        len(plain.split()) > 1 and not begins_with_mark(text, headers.words)
    )
