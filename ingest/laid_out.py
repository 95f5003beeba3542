"""What a file says, as text in columns: what every layout gives."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain
from typing import Literal

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from ingest.cell_columns import CellColumns
from ingest.headers import Meaning
from ingest.places import AnswerPlaces, Numbers, Place
from ingest.ticks import joined, ticked
from schemas.codebook import Words

RECORD, SHEET, ROW, COLUMN, TOO_LONG = "record", "sheet", "row", "column", "too_long"
PLACE_COLUMNS = (RECORD, SHEET, ROW, COLUMN)

Layout = Literal["rows", "ticks", "two_headers", "across", "blocks", "lines_above", "sheets"]
"""rows: one row a young person; ticks: choices in columns of their own; two_headers: questions over
choices, or themes over questions, in two rows; across: questions down, young people across; blocks:
question and answer, one block a young person; lines_above: lines above the header; sheets: records
in several sheets or tables."""


class LayoutError(Exception):
    """The tables can't be understood; `code` is in the catalogue of problems, `doubts` are the
    headers that may name a question and may not."""

    def __init__(
        self, code: str, place: Place | None = None, doubts: "tuple[Doubt, ...]" = ()
    ) -> None:
        super().__init__(code)
        self.code = code
        self.place = place or Place()
        self.doubts = doubts
        self.cover: Mapping[str, str] = {}
        """What the file's cover tells all the same, by field."""


@dataclass(frozen=True)
class CellProblem:
    """Something wrong with one cell that only its layout can tell: `index` is the record's, `row`
    and `column` the cell's, 0 where they are those of the answer."""

    code: str
    question: str
    index: int
    row: int = 0
    column: int = 0
    said: str | None = field(default=None, compare=False)
    """What stands in the cell, where it is no text of the answer."""


@dataclass(frozen=True)
class Doubt:
    """A header that may name a question, or a choice of one, and may not."""

    place: Place
    meaning: Meaning


@dataclass(frozen=True)
class LaidOut:
    """What a file says, as text.

    `rows` has the columns `record` (from 1, in the order of the file), `sheet` (null for CSV),
    `row` and `column` (null where a record is no row, or no column), `too_long`, and one text
    column for each question or cover field that the file has (null where blank).  `cover` holds
    what stands outside the records.  `unused` are the headers that name no question, `headers` what
    each of the others was taken for, `left_out` counts the lines that are not blank and hold only a
    total or a note, or name no question; `unused_sheets` hold no records and no cover.
    """

    layouts: tuple[Layout, ...]
    rows: pa.Table
    places: AnswerPlaces
    cover: Mapping[str, str]
    problems: tuple[CellProblem, ...] = ()
    unused: tuple[Place, ...] = ()
    headers: Mapping[str, Meaning] = field(default_factory=dict)
    left_out: int = 0
    unused_sheets: tuple[str, ...] = ()


@dataclass(frozen=True)
class Cells:
    """Records as rows of cells under meanings; `lines` are the numbers of the records' lines in the
    sheet, `across` says that they are columns."""

    sheet: str | None
    meanings: Sequence[Meaning | None]
    records: Sequence[Sequence[str]]
    lines: Sequence[int]
    too_long: Sequence[bool]
    across: bool = False
    numbers: Sequence[int] = ()
    """The number in the sheet of each cell's column (of its row where the records are across);
    1, 2, 3 where empty."""


def laid_cells(cells: Cells, words: Words) -> tuple[pa.Table, AnswerPlaces, list[CellProblem]]:
    """The records as columns of text, the ticks of a question joined."""
    width = len(cells.meanings)
    numbers = cells.numbers or range(1, width + 1)
    columns = place_columns(
        cells.sheet,
        rows=None if cells.across else cells.lines,
        columns=cells.lines if cells.across else None,
        count=len(cells.records),
    )
    columns[TOO_LONG] = pa.array(cells.too_long, pa.bool_())
    texts = text_columns(cells.records, width)
    places: dict[str, int | Numbers] = {}
    ticks: dict[str, dict[str, tuple[int, pa.Array]]] = {}
    for meaning, column, number in zip(cells.meanings, texts, numbers, strict=True):
        if meaning is None:
            continue
        places.setdefault(meaning.name, number)
        if meaning.option is None:
            columns[meaning.name] = column
        else:
            ticks.setdefault(meaning.name, {})[meaning.option] = (number, column)
    problems: list[CellProblem] = []
    for name, by_option in ticks.items():
        found = ticked({option: column for option, (_, column) in by_option.items()}, words)
        columns[name] = joined(columns[name], found.codes) if name in columns else found.codes
        for option, index in found.bad:
            number = by_option[option][0]
            said = by_option[option][1][index].as_py()
            row, column = (number, 0) if cells.across else (0, number)
            problems.append(CellProblem("not_a_tick", name, index, row, column, said))
    where = AnswerPlaces(rows=places) if cells.across else AnswerPlaces(columns=places)
    return pa.table(columns), where, problems


def place_columns(
    sheet: str | None,
    rows: Sequence[int] | None,
    columns: Sequence[int] | None,
    count: int,
) -> dict[str, pa.Array]:
    """PLACE_COLUMNS for the records of one sheet, counted from 1."""
    none = pa.nulls(count, pa.int32())
    return {
        RECORD: pa.array(np.arange(1, count + 1, dtype=np.int32)),
        SHEET: pa.array([sheet] * count if sheet else pa.nulls(count), pa.string()),
        ROW: none if rows is None else pa.array(rows, pa.int32()),
        COLUMN: none if columns is None else pa.array(columns, pa.int32()),
    }


def text_columns(records: Sequence[Sequence[str]], width: int) -> list[pa.Array]:
    """The cells by column, trimmed, null where blank.

    All cells are trimmed at once and the columns are slices: a call a column is what costs in
    hundreds of small files.
    """
    if isinstance(records, CellColumns):
        return records.trimmed()
    padded = [row if len(row) == width else [*row, *[""] * width][:width] for row in records]
    cells = trimmed(pa.array(list(chain.from_iterable(zip(*padded, strict=True))), pa.string()))
    return [cells.slice(n * len(padded), len(padded)) for n in range(width)]


def trimmed(column: pa.Array) -> pa.Array:
    text = pc.utf8_trim_whitespace(column)
    return pc.if_else(pc.equal(text, ""), pa.scalar(None, pa.string()), text)


def together(parts: Sequence[LaidOut], shared_cover: Mapping[str, str]) -> LaidOut:
    """The sheets of one file as one: where a sheet has a cover of its own, it becomes columns."""
    if len(parts) == 1:
        only = parts[0]
        return replace(only, cover={**shared_cover, **only.cover})
    common = {**_common_cover(parts), **shared_cover}
    tables = [_with_own_cover(part, common) for part in parts]
    rows = pa.concat_tables(tables, promote_options="default").combine_chunks()
    rows = rows.set_column(
        rows.schema.get_field_index(RECORD),
        RECORD,
        pa.array(np.arange(1, rows.num_rows + 1, dtype=np.int32)),
    )
    starts = np.cumsum([0, *(part.rows.num_rows for part in parts)])
    return LaidOut(
        layouts=(*dict.fromkeys(name for part in parts for name in part.layouts), "sheets"),
        rows=rows,
        places=_places_together(parts),
        cover=common,
        problems=tuple(
            replace(each, index=each.index + int(start))
            for part, start in zip(parts, starts, strict=False)
            for each in part.problems
        ),
        unused=tuple(place for part in parts for place in part.unused),
        headers={text: each for part in parts for text, each in part.headers.items()},
        left_out=sum(part.left_out for part in parts),
        unused_sheets=tuple(sheet for part in parts for sheet in part.unused_sheets),
    )


def _common_cover(parts: Sequence[LaidOut]) -> dict[str, str]:
    """The cover's fields of which all sheets say the same; for a nil return it is all there is."""
    first = parts[0].cover
    return {
        name: text
        for name, text in first.items()
        if all(part.cover.get(name) == text for part in parts)
    }


def _with_own_cover(part: LaidOut, common: Mapping[str, str]) -> pa.Table:
    rows = part.rows
    for name, text in part.cover.items():
        if common.get(name) == text:
            continue
        if name in rows.column_names:
            index = rows.schema.get_field_index(name)
            rows = rows.set_column(index, name, pc.fill_null(rows[name], text))
        else:
            rows = rows.append_column(name, pa.array([text] * rows.num_rows, pa.string()))
    return rows


def _places_together(parts: Sequence[LaidOut]) -> AnswerPlaces:
    def combined(of: Sequence[Mapping[str, int | Numbers]]) -> dict[str, int | Numbers]:
        names = dict.fromkeys(name for each in of for name in each)
        found: dict[str, int | Numbers] = {}
        for name in names:
            pieces = [
                np.broadcast_to(np.asarray(each.get(name, 0), np.int32), (part.rows.num_rows,))
                for each, part in zip(of, parts, strict=True)
            ]
            found[name] = np.concatenate(pieces)
        return found

    return AnswerPlaces(
        rows=combined([part.places.rows for part in parts]),
        columns=combined([part.places.columns for part in parts]),
    )
