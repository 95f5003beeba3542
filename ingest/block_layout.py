"""Blocks of question and answer: one block, or one form, a young person."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from ingest.block_checks import check_alike, check_answers_beside
from ingest.block_items import Asked, Item, asked_in
from ingest.block_lists import settled_lists
from ingest.boxes import boxed_labels, has_tick
from ingest.document import Sheet
from ingest.headers import IDENTIFIER, HeaderBook, Meaning
from ingest.laid_out import (
    COLUMN,
    RECORD,
    ROW,
    SHEET,
    TOO_LONG,
    CellProblem,
    Doubt,
    LaidOut,
    Layout,
    LayoutError,
    trimmed,
)
from ingest.places import AnswerPlaces, Numbers, Place
from ingest.ticks import joined, ticked
from schemas.codebook import COVER_FIELDS, Codebook, Words
from schemas.text import folded

_COVER_ALONE = frozenset(COVER_FIELDS) - {"area"}
"""Fields that stand on a cover only: an area is asked of a young person too."""


_REPEATED_FREELY = frozenset({"notes"})


@dataclass
class _Block:
    """One young person's questions, by meaning, and the cover that holds for it."""

    cover: dict[str, str]
    items: dict[Meaning, Item] = field(default_factory=dict)

    def is_blank(self, words: Words) -> bool:
        return all(says_nothing(item.text, words) for item in self.items.values())


def read_blocks(sheets: Sequence[Sheet], headers: HeaderBook, codebook: Codebook) -> LaidOut:
    """The forms in `sheets`, one after another.

    A form ends where a question comes again after its identifier was asked, or a sheet begins that
    asks for an identifier of its own.  What a cover says before the identifier holds for the form
    and those after it, until it is said anew.  Forms in which nothing is filled in are none.
    Raises LayoutError where a form does not ask for the identifier, a question stands twice in one,
    a label is doubtful, or it can't be told to which form or question something belongs.
    """
    asked = [asked_in(sheet, n, headers) for n, sheet in enumerate(sheets)]
    names = [sheet.name for sheet in sheets]
    items = settled_lists([item for each in asked for item in each.items], names, headers)
    unused = _unnamed(sheets, asked, names)
    _check_doubts(unused, items, headers)
    check_answers_beside(sheets, items, headers, codebook)
    blocks = _blocks(items, names)
    check_alike([list(block.items.values()) for block in blocks], sheets)
    filled = [block for block in blocks if not block.is_blank(codebook.words)]
    covers = [block.cover for block in blocks]
    same = all(each == covers[0] for each in covers)
    columns, problems = _columns(filled, names, codebook, with_cover=not same)
    layouts: list[Layout] = ["blocks"]
    if len({item.sheet for block in filled for item in block.items.values()}) > 1:
        layouts.append("sheets")
    return LaidOut(
        layouts=tuple(layouts),
        rows=pa.table(columns),
        places=_places(filled, names),
        cover=covers[0] if same else {},
        problems=tuple(problems),
        unused=tuple(place for place, _ in unused),
        headers={item.label: item.meaning for item in items},
        left_out=sum(each.passed for each in asked),
    )


def _blocks(items: Sequence[Item], names: Sequence[str | None]) -> list[_Block]:
    """The items by form.  Where the cover's fields stand first they begin a form; else they belong
    to the form above them."""
    leads = _cover_leads(items)
    asking = {item.sheet for item in items if item.meaning == IDENTIFIER}
    blocks: list[_Block] = []
    current = _Block({})
    before: Item | None = None
    for item, is_cover in zip(items, _on_cover(items, leads), strict=True):
        has_identifier = IDENTIFIER in current.items
        is_heading_again = before is not None and before.meaning == item.meaning and not before.text
        again = (
            item.meaning in current.items
            and item.meaning.name not in _REPEATED_FREELY
            and not is_heading_again
        )
        is_own_sheet = item.sheet in asking and before is not None and before.sheet != item.sheet
        if has_identifier and (again or (is_cover and leads) or is_own_sheet):
            blocks.append(current)
            current = _Block(dict(current.cover) if leads else {})
        elif again:
            raise LayoutError(
                "form_without_identifier", Place(names[item.sheet], item.row, item.column)
            )
        if is_cover:
            if item.text:
                current.cover[item.meaning.name] = item.text
        else:
            current.items[item.meaning] = item
        before = item
    blocks.append(current)
    for block in blocks:
        if IDENTIFIER not in block.items:
            first = next(iter(block.items.values()), items[-1])
            place = Place(names[first.sheet], first.row, first.column)
            raise LayoutError("form_without_identifier", place)
    return blocks


def _cover_leads(items: Sequence[Item]) -> bool:
    """Whether a field that only a cover has stands before the first identifier."""
    for item in items:
        if item.meaning == IDENTIFIER:
            return False
        if item.meaning.name in _COVER_ALONE:
            return True
    return False


def _on_cover(items: Sequence[Item], leads: bool) -> Iterator[bool]:
    """Whether each item is the cover's: an area is where it stands among the other fields of a
    cover, and else the young person's own."""
    alone = [item.meaning.name in _COVER_ALONE for item in items]
    first = next((n for n, item in enumerate(items) if item.meaning.name in COVER_FIELDS), 0)
    area_begins = bool(items) and items[first].meaning.name == "area" and leads
    was_cover = has_area = False
    for n, item in enumerate(items):
        is_cover = alone[n]
        if item.meaning == Meaning("area") and leads:
            is_next = n + 1 < len(items) and alone[n + 1]
            is_cover = not has_area and (was_cover or n == first or (area_begins and is_next))
        was_cover = is_cover
        has_area = is_cover and (has_area or item.meaning == Meaning("area"))
        yield is_cover


def says_nothing(text: str, words: Words) -> bool:
    """Whether an answer is blank, or boxes of which none is ticked."""
    boxes = boxed_labels(text, words)
    if boxes is None:
        return not text or folded(text) in words.no_tick
    return all(each.is_clear and not each.is_ticked and not has_tick(each.label) for each in boxes)


def _columns(
    blocks: Sequence[_Block], names: Sequence[str | None], codebook: Codebook, with_cover: bool
) -> tuple[dict[str, pa.Array], list[CellProblem]]:
    """The forms as columns of text, and the ticks that are none."""
    own = [block.items[IDENTIFIER] for block in blocks]
    columns: dict[str, pa.Array] = {
        RECORD: pa.array(np.arange(1, len(blocks) + 1, dtype=np.int32)),
        SHEET: pa.array([names[item.sheet] for item in own], pa.string()),
        ROW: pa.array([item.row for item in own], pa.int32()),
        COLUMN: pa.nulls(len(blocks), pa.int32()),
        TOO_LONG: pa.array([False] * len(blocks), pa.bool_()),
    }
    ticks: dict[str, dict[str, pa.Array]] = {}
    for meaning in dict.fromkeys(meaning for block in blocks for meaning in block.items):
        texts = [block.items[meaning].text if meaning in block.items else "" for block in blocks]
        column = trimmed(pa.array(texts, pa.string()))
        if meaning.option is None:
            columns[meaning.name] = column
        else:
            ticks.setdefault(meaning.name, {})[meaning.option] = column
    problems: list[CellProblem] = []
    for name, by_option in ticks.items():
        found = ticked(by_option, codebook.words)
        columns[name] = joined(columns[name], found.codes) if name in columns else found.codes
        for option, index in found.bad:
            item = blocks[index].items[Meaning(name, option)]
            problems.append(
                CellProblem("not_a_tick", name, index, item.row, item.column, item.text)
            )
    if with_cover:
        columns |= _cover_columns(blocks, columns)
    return columns, problems


def _cover_columns(
    blocks: Sequence[_Block], columns: Mapping[str, pa.Array]
) -> dict[str, pa.Array]:
    """The cover that holds for each form; a young person's own area goes before it."""
    found: dict[str, pa.Array] = {}
    for name in COVER_FIELDS:
        texts = pa.array([block.cover.get(name) for block in blocks], pa.string())
        if name in columns:
            found[name] = pc.coalesce(columns[name], texts)
        elif texts.null_count < len(texts):
            found[name] = texts
    return found


def _places(blocks: Sequence[_Block], names: Sequence[str | None]) -> AnswerPlaces:
    rows: dict[str, Numbers] = {}
    columns: dict[str, Numbers] = {}
    sheets: dict[str, list[str | None]] = {}
    for n, block in enumerate(blocks):
        for meaning, item in block.items.items():
            name = meaning.name
            if name not in rows:
                rows[name] = np.zeros(len(blocks), np.int32)
                columns[name] = np.zeros(len(blocks), np.int32)
                sheets[name] = [None] * len(blocks)
            if not rows[name][n]:
                rows[name][n], columns[name][n] = item.row, item.column
                sheets[name][n] = names[item.sheet]
    return AnswerPlaces(rows, columns, sheets)


def _unnamed(
    sheets: Sequence[Sheet], asked: Sequence[Asked], names: Sequence[str | None]
) -> list[tuple[Place, str]]:
    """The labels that name no question, each once, where it stands first."""
    found: dict[str, Place] = {}
    for sheet, each, name in zip(sheets, asked, names, strict=True):
        for row, column in each.unnamed:
            text = folded(sheet.rows[row - 1][column - 1])
            found.setdefault(text, Place(name, row, column))
    return [(place, text) for text, place in found.items()]


def _check_doubts(
    unnamed: Sequence[tuple[Place, str]], items: Sequence[Item], headers: HeaderBook
) -> None:
    taken = {item.meaning.name for item in items}
    doubts = tuple(
        Doubt(place, question)
        for place, text in unnamed
        if (question := headers.perhaps(text, taken))
    )
    if doubts:
        raise LayoutError("doubtful_header", doubts[0].place, doubts)
