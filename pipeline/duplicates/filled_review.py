"""The decisions in a review workbook that somebody filled in.

Sheets are known by what stands on them, not by their names: people rename, copy and hide them.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from ingest.document import Sheet
from pipeline.duplicates.decisions import Seen, seen_from
from pipeline.duplicates.filled import (
    FilledCell,
    FilledCells,
    FilledDecision,
    FilledPlace,
    FilledReader,
)
from reports.review_words import (
    ASKED,
    BECAUSE,
    DECIDED_BY,
    DECISION_WORDS,
    KNOWN_TO,
    OF_PAIR,
    ON,
    PAIR,
    PROGRAM_COLUMNS,
    PROGRAM_SHEET,
    YOUR_DECISION,
)
from schemas.text import folded

_KNOWN_TO = folded(KNOWN_TO)
_NUMBER = "([0-9]{1,9})"
_HEADING = re.compile(folded(PAIR).replace(folded("{number}"), _NUMBER))
_OF_PAIR = re.compile(folded(OF_PAIR).replace(folded("{number}"), _NUMBER))
_ASKED = {folded(label): label for label in ASKED}
_DECISIONS = frozenset(map(folded, DECISION_WORDS))


@dataclass(frozen=True)
class _Program:
    """A pair's row on the sheet for the program."""

    place: FilledPlace
    area: str
    one: str
    other: str


@dataclass
class _Block:
    """What stands in the block of a pair: the cells to fill in, by whom the two are known (None
    where that row is not there), and the pair that is named beside the decision; `again` is where
    a decision is asked a second time, so that the heading between the two is missing."""

    pair: int
    place: FilledPlace
    cells: dict[str, FilledCell] = field(default_factory=dict)
    known_to: Sequence[str] | None = None
    decided_pair: int | None = None
    again: FilledCell | None = None

    def cell(self, label: str) -> FilledCell:
        return self.cells.get(label, FilledCell(label, "", self.place))

    @property
    def asked(self) -> FilledCells:
        return FilledCells(*map(self.cell, (YOUR_DECISION, DECIDED_BY, ON, BECAUSE)))


def is_review(sheets: Sequence[Sheet]) -> bool:
    """Whether they are those of a review workbook."""
    return any(
        label == folded(YOUR_DECISION) for sheet in sheets for _, label, _ in _labelled(sheet)
    ) or any(_program_header(sheet) is not None for sheet in sheets)


def read_filled_review(sheets: Sequence[Sheet], reader: FilledReader) -> list[FilledDecision]:
    """The decisions of a review workbook; `reader` notes what is wrong or was left blank."""
    pairs = _pairs(sheets)
    if pairs is None:
        reader.problem(
            FilledPlace(),
            f"the sheet '{PROGRAM_SHEET}' is missing. Take it over, with the sheet of the "
            "decisions, from the workbook that `lscb duplicates find` wrote.",
        )
    found: list[FilledDecision] = []
    blocks = [block for sheet in sheets for block in _blocks(sheet, reader)]
    if pairs and not blocks:
        reader.problem(
            FilledPlace(),
            "the blocks of the pairs are missing. Name the workbook that holds the decisions.",
        )
    for block in blocks:
        if _is_decided(block, reader) and pairs is not None:
            found += _decision(block, pairs, reader)
    return found


def _labelled(sheet: Sheet) -> Iterator[tuple[int, str, Sequence[str]]]:
    """Of each row that is not blank: its number, its first text (folded) and the cells right of
    that."""
    for number, row in enumerate(sheet.rows, start=1):
        for at, cell in enumerate(row):
            if cell.strip():
                yield number, folded(cell), row[at + 1 :]
                break


def _blocks(sheet: Sheet, reader: FilledReader) -> Iterator[_Block]:
    """The pairs on a sheet; notes a decision that stands in no pair's block."""
    block: _Block | None = None
    for number, label, cells in _labelled(sheet):
        place = FilledPlace(sheet.number, number, block.pair if block is not None else 0)
        if heading := _HEADING.fullmatch(label):
            if block is not None:
                yield block
            block = _Block(int(heading[1]), FilledPlace(sheet.number, number))
        elif label in _ASKED:
            cell = FilledCell(_ASKED[label], cells[0] if cells else "", place)
            if cell.name == YOUR_DECISION:
                _check_column(cell, cells[1:], reader)
            if block is None:
                if cell.name == YOUR_DECISION and cell.text.strip():
                    reader.problem(place, _no_heading())
            elif cell.name not in block.cells:
                block.cells[cell.name] = cell
                if cell.name == YOUR_DECISION:
                    block.decided_pair = _pair_beside(cells)
            elif cell.name == YOUR_DECISION:
                # Whose it is can't be told: the heading between the two is missing.
                block.again = replace(cell, place=replace(place, pair=0))
        elif label == _KNOWN_TO and block is not None:
            block.known_to = cells
    if block is not None:
        yield block


def _check_column(cell: FilledCell, others: Sequence[str], reader: FilledReader) -> None:
    """Notes a decision that stands beside the cell for it."""
    if not cell.text.strip() and any(folded(each) in _DECISIONS for each in others):
        reader.problem(
            cell.place,
            f"the decision does not stand in the cell right of '{cell.name}'. Write it there.",
        )


def _pair_beside(cells: Sequence[str]) -> int | None:
    """The pair that is named beside a decision; None where that was removed."""
    named = (_OF_PAIR.fullmatch(folded(each)) for each in cells)
    return next((int(each[1]) for each in named if each), None)


def _no_heading() -> str:
    return (
        "a decision, and no row 'Pair ...' of its own above it, so it can't be told for which pair "
        "it is. Put the row back, or remove the decision."
    )


def _is_decided(block: _Block, reader: FilledReader) -> bool:
    """Whether a block holds a decision, and only its own."""
    asked = block.asked
    if block.again is not None and (asked.decision.text.strip() or block.again.text.strip()):
        reader.problem(block.again.place, _no_heading())
        return False
    return YOUR_DECISION in block.cells and reader.is_decided(asked)


def _decision(
    block: _Block, pairs: Mapping[int, Sequence[_Program]], reader: FilledReader
) -> Iterator[FilledDecision]:
    """The decision of a block, if it can be taken."""
    asked = block.asked
    said = reader.said(asked)
    rows = pairs.get(block.pair, ())
    if len(rows) != 1:
        reader.problem(
            block.place,
            f"pair {block.pair} {'stands twice' if rows else 'is not'} on the sheet "
            f"'{PROGRAM_SHEET}'. Take the block from the workbook that `lscb duplicates find` "
            "wrote, with that sheet as it was.",
        )
        return
    row = rows[0]
    sides = [_seen(text) for text in (row.one, row.other)]
    area = reader.area([row.area], row.place)
    if None in sides:
        reader.problem(
            row.place,
            f"what the program wrote of pair {block.pair} was changed. Take the sheet "
            f"'{PROGRAM_SHEET}' again from the workbook that `lscb duplicates find` wrote.",
        )
    one, other = sides
    if one is not None and other is not None and not _is_block_of(block, one, other):
        reader.problem(
            block.place,
            f"what stands below is not pair {block.pair} of the sheet '{PROGRAM_SHEET}': the block "
            "comes from another workbook, or rows were removed. Decide it in the workbook that it "
            "comes from.",
        )
        return
    if said is not None and area is not None and one is not None and other is not None:
        yield FilledDecision(asked.place, area, one, other, said)


def _is_block_of(block: _Block, one: Sequence[Seen], other: Sequence[Seen]) -> bool:
    """Whether those who stand in a block are those whom the program wrote down, and its decision is
    its own: else a decision would join or part others than the person saw."""
    if block.decided_pair not in (None, block.pair):
        return False
    if block.known_to is None:
        return True
    for seen, text in zip((one, other), [*block.known_to, "", ""], strict=False):
        lines = [folded(line) for line in text.splitlines()]
        for each in seen:
            if not any(line.endswith(f": {folded(each.key.identifier)}") for line in lines):
                return False
    return True


def _seen(text: str) -> tuple[Seen, ...] | None:
    try:
        return seen_from(text)
    except ValueError:
        return None


def _pairs(sheets: Sequence[Sheet]) -> dict[int, list[_Program]] | None:
    """The rows of the sheet for the program, by pair; None without that sheet."""
    found: dict[int, list[_Program]] = {}
    headers = [(sheet, _program_header(sheet)) for sheet in sheets]
    if all(header is None for _, header in headers):
        return None
    for sheet, header in headers:
        if header is None:
            continue
        row, columns = header
        for number, cells in enumerate(sheet.rows[row:], start=row + 1):
            pair, area, one, other = (cells[at] if at < len(cells) else "" for at in columns)
            if re.fullmatch("[0-9]{1,9}", pair.strip()):
                place = FilledPlace(sheet.number, number)
                found.setdefault(int(pair), []).append(_Program(place, area, one, other))
    return found


def _program_header(sheet: Sheet) -> tuple[int, list[int]] | None:
    """The row (from 1) of the headings on the sheet for the program, and the columns (from 0) of
    PROGRAM_COLUMNS; None on any other sheet."""
    for number, row in enumerate(sheet.rows, start=1):
        headings = [folded(cell) for cell in row]
        if set(PROGRAM_COLUMNS) <= set(headings) and "decision" not in headings:
            return number, [headings.index(name) for name in PROGRAM_COLUMNS]
    return None
