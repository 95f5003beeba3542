"""How far back, and how far on, releases must be looked at together with a new one.

A count that is hidden for some months only may be told by what was printed before and after; so
where a new release ends such a run of months, all of the run is looked at.
"""

from collections.abc import Mapping, Sequence
from functools import cache
from itertools import pairwise

from pipeline.attack.facts import BY_REGION, FORM, question_of
from pipeline.attack.printed import HIDDEN, PrintedFigure
from schemas.codebook_reading import load_codebook

Figures = tuple[PrintedFigure, ...]
_Key = tuple[str, str, str, str]


def runs(releases: Sequence[Figures], place: int) -> Mapping[str, tuple[int, int]]:
    """For each family of questions the first and the last release that a run of hidden cells
    reaches which the release at `place` begins, continues between prints, or ends."""
    printed: dict[_Key, list[bool | None]] = {}
    for n, figures in enumerate(releases):
        for each in figures:
            key = (each.table_id, each.code, each.row, each.column)
            printed.setdefault(key, [None] * len(releases))[n] = each.cases != HIDDEN
    found: dict[str, tuple[int, int]] = {}
    for (table_id, *_), said in printed.items():
        if span := _span(said, place):
            first, last = found.get(family_of(table_id), span)
            found[family_of(table_id)] = (min(first, span[0]), max(last, span[1]))
    return found


def _span(printed: Sequence[bool | None], place: int) -> tuple[int, int] | None:
    """The prints on both sides of a run of hidden ones that the release at `place` is in or next
    to, None if there is no such run."""
    if printed[place] is None or all(each is not False for each in printed):
        return None
    spans = []
    prints = [n for n, each in enumerate(printed) if each]
    for first, last in pairwise(prints):
        hidden_between = any(each is False for each in printed[first:last])
        if hidden_between and first <= place <= last:
            spans.append((first, last))
    if not spans:
        return None
    return min(first for first, _ in spans), max(last for _, last in spans)


def of_family(figures: Figures, family: str) -> Figures:
    """The figures of a family's tables, and those of the cases."""
    return tuple(each for each in figures if family_of(each.table_id) in (family, BY_REGION))


@cache
def family_of(table_id: str) -> str:
    """The question that a table's question hangs on, in the end."""
    if table_id == BY_REGION:
        return table_id
    codebook = load_codebook()
    name = question_of(table_id)
    while name != FORM:
        question = codebook.question(name)
        if question.only_where is not None:
            name = question.only_where.question
        elif codebook.is_of_every_form(question):
            break
        else:
            name = FORM
    return name
