"""The dates of a file, so that each can be read day first: its rows' and its cover's."""

from dataclasses import replace

import pyarrow as pa
import pyarrow.compute as pc

from ingest.date_order import Order, dates_in_order
from ingest.document import Format
from ingest.laid_out import CellProblem, LaidOut, LayoutError
from schemas.codebook import Codebook

RETURN_DATE = "return_date"
_TYPED = frozenset({"xlsx", "xls", "ods"})
"""Formats in which a cell may be a date, and not only look like one."""
_COVERS_DATE = "cover"
_UNREADABLE = "?"
"""What stands for a return date that could be either of two days: no date is read from it."""


def with_dates_in_order(
    laid: LaidOut, format_: Format, codebook: Codebook, said: Order | None
) -> tuple[LaidOut, bool]:
    """The dates of a file whose months come first as ISO; where both orders are shown in it, those
    that could be either are blank, and problems.  Gives whether months come first.

    Raises LayoutError where the order of the file's other dates would have to decide the day of the
    return.
    """
    names = [each.name for each in codebook.of_kind("date")]
    texts = {
        name: laid.rows[name].combine_chunks()
        for name in (*names, RETURN_DATE)
        if name in laid.rows.column_names
    }
    on_cover = laid.cover.get(RETURN_DATE)
    if on_cover is not None:
        texts[_COVERS_DATE] = pa.array([on_cover], pa.string())
    found = dates_in_order(texts, said, format_ in _TYPED)
    if found.guessed & {_COVERS_DATE, RETURN_DATE}:
        raise LayoutError("ambiguous_return_date")
    if not found.columns:
        return laid, found.order == "month"
    rows = laid.rows
    for name, changed in found.columns.items():
        if name != _COVERS_DATE:
            column = _said_or_unreadable(name, changed, texts[name])
            rows = rows.set_column(rows.schema.get_field_index(name), name, column)
    cover = dict(laid.cover)
    if _COVERS_DATE in found.columns:
        cover[RETURN_DATE] = found.columns[_COVERS_DATE][0].as_py() or _UNREADABLE
    problems = [
        CellProblem(_ambiguous(name, codebook), name, index)
        for name, indices in found.ambiguous.items()
        if name not in (_COVERS_DATE, RETURN_DATE)
        for index in indices.to_pylist()
    ]
    turned = replace(laid, rows=rows, cover=cover, problems=(*laid.problems, *problems))
    return turned, found.order == "month"


def _said_or_unreadable(name: str, changed: pa.Array, given: pa.Array) -> pa.Array:
    """A column of dates; a return date that could be either of two days is unreadable and not
    blank, so that no other date stands in for it."""
    if name != RETURN_DATE:
        return changed
    lost = pc.and_(pc.is_null(changed), pc.is_valid(given))
    return pc.if_else(lost, pa.scalar(_UNREADABLE), changed)


def _ambiguous(name: str, codebook: Codebook) -> str:
    """An end of work that could be either of two days costs the row, as one that can't be read."""
    ends_work = codebook.question(name).not_known_is_blank
    return "ambiguous_closure_date" if ends_work else "ambiguous_date"
