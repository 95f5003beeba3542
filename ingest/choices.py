"""The text of an answer chosen from options: one of them, or several in one cell."""

import re
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass

from ingest.boxes import Boxed, boxed_labels, has_tick
from ingest.numbers import band_of
from ingest.reading import Reading
from ingest.stray_ticks import (
    hides_an_answer,
    is_answer_with_mark,
    is_doubtful,
    is_mark,
)
from schemas.codebook import NONE, NOT_KNOWN, OTHER, SEPARATOR, Question, Words
from schemas.text import folded

_BULLETS = "•·●▪◦‣○◯■\uf0b7\uf0a7\uf0d8"
_PARTS = re.compile(rf" ?(?:\n(?:[*-] ?)?|^[*-] ?|[,/&+{_BULLETS}]|(?<![\w'-])and(?![\w'-])) ?")
"""The signs that may part answers, in folded lines."""
_BEHIND_OTHER = re.compile(r" ?[:(]| -|- ")


@dataclass(frozen=True)
class Piece:
    """A part of a cell: the option that it is (None: of none), whether it holds a text of `other`
    that is dropped, and whether that text may run on over what follows.

    Of none, `is_stray` says whether a tick stands in it that may be meant for another part, and
    `is_answer` whether an option stands beside the tick.
    """

    code: str | None
    free_text: bool = False
    runs_on: bool = False
    is_stray: bool = False
    is_answer: bool = False


_NO_OPTION = Piece(None)
_STRAY = Piece(None, is_stray=True)
_ALONE = frozenset({NONE, NOT_KNOWN})
"""Answers that exclude all others."""

# What a piece of a segmentation costs; each more than a whole cell of those before it.
_PIECE = 1
_LINE_END_WITHIN = 1 << 20
_NO_OPTION_AT_ALL = 1 << 40


@dataclass(frozen=True)
class _Atom:
    """A stretch of text between two signs that may part answers; `line` counts its line."""

    start: int
    end: int
    line: int


def read_one(question: Question, text: str, words: Words) -> Reading:
    """A one-answer cell: an option's code, `not_known` among them.

    The option stands there by its own name, as a count in one of the bands, or ticked; more than
    one is refused, but `not_known` gives way to another.
    """
    plain = folded(text)
    boxes = None if plain in question.codes else boxed_labels(text, words)
    if boxes is None:
        parts = [plain] if plain in question.codes else _between_semicolons(text)
        pieces = _with_texts_of_other([_piece(question, part, words) for part in parts])
    else:
        pieces = _ticked(question, boxes, words)
        if not pieces:
            return Reading()
    free_text = any(piece.free_text for piece in pieces)
    codes = {piece.code for piece in pieces}
    problems: tuple[str, ...] = ()
    if None in codes or not codes:
        return Reading(problems=("not_an_option",), free_text=free_text)
    if NOT_KNOWN in codes and len(codes) > 1:
        codes.remove(NOT_KNOWN)
        problems = ("not_known_dropped",)
    if len(codes) > 1:
        return Reading(problems=(*problems, "more_than_one_answer"), free_text=free_text)
    code = codes.pop()
    return Reading(code, code == NOT_KNOWN, problems, free_text)


def read_several(question: Question, text: str, words: Words) -> Reading:
    """A several-answer cell: codes in the codebook's order.  What is no option is lost, the others
    stay; `not_known` gives way to any other; `none` beside another refuses the cell, and so does a
    tick of which it can't be told what it marks."""
    plain = folded(text)
    boxes = None if plain in question.codes else boxed_labels(text, words)
    if plain in question.codes and len(text.splitlines()) == 1:
        pieces = [Piece(question.codes[plain])]
    elif boxes is None or _are_bullets(boxes):
        pieces = _pieces(question, text, words)
    else:
        pieces = _ticked(question, boxes, words)
    codes = {piece.code for piece in pieces if piece.code is not None}
    problems = [] if all(piece.code is not None for piece in pieces) else ["not_an_option"]
    free_text = any(piece.free_text for piece in pieces)
    is_stray = any(piece.is_stray for piece in pieces)
    may_be_another = is_stray and (boxes is None or _are_bullets(boxes) or codes & _ALONE)
    if may_be_another or (boxes is None and _is_unfilled(plain, codes, words)):
        return Reading(problems=("not_an_option",), free_text=free_text)
    if NOT_KNOWN in codes and len(codes) > 1:
        codes.remove(NOT_KNOWN)
        problems.append("not_known_dropped")
    if NONE in codes and len(codes) > 1:
        return Reading(problems=(*problems, "none_with_other"), free_text=free_text)
    value = SEPARATOR.join(each.code for each in question.options if each.code in codes)
    return Reading(value or None, value == NOT_KNOWN, tuple(problems), free_text)


def _ticked(question: Question, boxes: Sequence[Boxed], words: Words) -> list[Piece]:
    """What is ticked, and a stray piece for each box of which that can't be told."""
    is_any_ticked = any(box.is_ticked for box in boxes)
    pieces: list[Piece] = []
    for box in boxes:
        if not box.is_clear:
            pieces.append(_STRAY)
        elif box.is_ticked:
            piece = _piece(question, box.label, words)
            pieces.append(piece)
            if piece.free_text and hides_an_answer(question, box, words):
                pieces.append(_STRAY)
        elif is_doubtful(question, box, words, is_any_ticked):
            pieces.append(_STRAY)
    return pieces


def _are_bullets(boxes: Sequence[Boxed]) -> bool:
    """Whether the boxes are filled squares or circles throughout, as before the lines of a list."""
    signs = {box.sign for box in boxes}
    return all(box.is_ticked for box in boxes) and signs <= set(_BULLETS)


def _is_unfilled(plain: str, codes: Set[str], words: Words) -> bool:
    """Whether empty circles stand before answers of which one excludes the others: then they are
    no bullets, but boxes left empty."""
    has_circle = any(sign in plain for sign in words.empty_circle)
    return has_circle and len(codes) > 1 and not codes.isdisjoint(_ALONE)


def _piece(question: Question, plain: str, words: Words) -> Piece:
    """What a folded text is as a whole: an option by its name or band, or `other` and its text."""
    code = question.codes.get(plain)
    if code is None and question.banded:
        code = band_of(question, plain)
    if code is not None:
        return Piece(code)
    other = _other(question.codes, plain, words)
    if other.code is not None:
        return other
    is_answer = is_answer_with_mark(plain, question.codes, words)
    is_stray = is_answer or has_tick(plain) or is_mark(plain, words)
    return Piece(None, is_stray=is_stray, is_answer=is_answer)


def _other(codes: Mapping[str, str], plain: str, words: Words) -> Piece:
    """`Other: text`, `Other - text` or `Other (text)`; a printed "(please specify)" is no text."""
    mark = _BEHIND_OTHER.search(plain)
    if mark is None or codes.get(plain[: mark.start()]) != OTHER:
        return _NO_OPTION
    behind = plain[mark.end() :]
    in_brackets = mark[0].endswith("(")
    if in_brackets:
        within, _, after = behind.partition(")")
        behind = after if within.strip() in words.hint else behind
    closed = in_brackets and plain.endswith(")")
    return Piece(OTHER, any(map(str.isalnum, behind)), runs_on=not closed)


def _between_semicolons(text: str) -> list[str]:
    """The folded parts of a text between `;` and line ends, without blank ones."""
    parts = (part.strip() for line in text.splitlines() for part in folded(line).split(SEPARATOR))
    return [part for part in parts if part]


def _with_texts_of_other(pieces: Iterable[Piece]) -> list[Piece]:
    """`pieces` without those of no option that run on a text of `other`."""
    kept: list[Piece] = []
    for piece in pieces:
        if piece.code is not None or piece.is_answer or not (kept and kept[-1].runs_on):
            kept.append(piece)
    return kept


def _pieces(question: Question, text: str, words: Words) -> list[Piece]:
    """The options of a several-answer cell and what is none.

    `;` always parts; every other sign that may part does so where it leaves the fewest pieces that
    are no option, and then the fewest pieces: so none parts an option's own name.  A line end
    parts even so, unless the name of an option runs on over it and its lines alone are none.
    """
    lines = "\n".join(folded(line) for line in text.splitlines())
    pieces: list[Piece] = []
    for part in lines.split(SEPARATOR):
        pieces += _segmented(question, part.strip(" "), words)
    nothing_said = not lines.strip(f"{SEPARATOR} \n")
    return pieces if pieces or nothing_said else [_NO_OPTION]


def _segmented(question: Question, part: str, words: Words) -> list[Piece]:
    """The best way to part what lies between two `;`: dynamic programming over its atoms."""
    atoms = _atoms(question.codes, part)
    longest = max(map(len, question.codes))
    costs = [0]
    steps: list[tuple[int, Piece]] = []
    for end, last in enumerate(atoms):
        piece = _piece(question, part[last.start : last.end].replace("\n", " "), words)
        start, cost = end, costs[end] + (_PIECE if piece.code is not None else _NO_OPTION_AT_ALL)
        for first in range(end - 1, -1, -1):
            begin = atoms[first].start
            if last.end - begin > longest:
                break
            code = question.codes.get(part[begin : last.end].replace("\n", " "))
            if code is None:
                continue
            joined = costs[first] + _PIECE + _LINE_END_WITHIN * (last.line - atoms[first].line)
            if joined < cost:
                start, cost, piece = first, joined, Piece(code)
        costs.append(cost)
        steps.append((start, piece))
    return _without_texts_of_other(atoms, steps)


def _without_texts_of_other(
    atoms: Sequence[_Atom], steps: Sequence[tuple[int, Piece]]
) -> list[Piece]:
    """The pieces of the best segmentation, without those that run on a text of `other`: up to the
    line's end or a piece that is an option."""
    segments: list[tuple[int, Piece]] = []
    end = len(steps)
    while end:
        start, piece = steps[end - 1]
        segments.append((atoms[start].line, piece))
        end = start
    kept: list[Piece] = []
    line_of_other = None
    for line, piece in reversed(segments):
        if piece.code is None and not piece.is_answer and line == line_of_other:
            continue
        kept.append(piece)
        line_of_other = line if piece.runs_on else None
    return kept


def _atoms(codes: Mapping[str, str], part: str) -> list[_Atom]:
    """The stretches between signs that may part, but for those in `other (...)`."""
    atoms: list[_Atom] = []
    start = line = closed = 0
    last_bracket = part.rfind(")")
    for sign in _PARTS.finditer(part):
        if sign.start() < closed:
            continue
        if sign.start() > start:
            if sign.end() < last_bracket and _is_open_other(codes, part[start : sign.start()]):
                closed = part.find(")", sign.end()) + 1
                continue
            atoms.append(_Atom(start, sign.start(), line))
        start = sign.end()
        line += "\n" in sign[0]
    if start < len(part):
        atoms.append(_Atom(start, len(part), line))
    return atoms


def _is_open_other(codes: Mapping[str, str], plain: str) -> bool:
    mark = _BEHIND_OTHER.search(plain)
    return (
        mark is not None
        and mark[0].endswith("(")
        and codes.get(plain[: mark.start()]) == OTHER
        and ")" not in plain[mark.end() :]
    )
