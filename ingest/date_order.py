"""Whether the day or the month stands first in the dates of a file as a whole.

Dates are read day first.  A program set to American dates writes a whole file month first, and
such a file shows it: 12/31/2010 can be no other.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from ingest.dates import day_of, numbers_of

Order = Literal["day", "month"]
_Shape = Literal["day only", "month only", "either"]

# Every date that can only be month first looks like this, and hardly any other text does: three
# numbers of which the second is over 12.
_MAY_BE_MONTH_FIRST = (
    r"^[^0-9]{0,24}(?:"
    r"[0-9]{1,2}[^0-9A-Za-z]{1,3}(?:1[3-9]|[23][0-9])[^0-9A-Za-z]{1,3}[0-9]{2}"
    r"|[01][0-9](?:1[3-9]|[23][0-9])(?:19|20)[0-9]{2}"
    r")"
)


_ISO_DATE = "^[0-9]{4}-[0-9]{2}-[0-9]{2}"
_TEXT = "^[0-9]{1,2}[/.-][0-9]{1,2}[/.-][0-9]"


@dataclass(frozen=True)
class DatesInOrder:
    """`columns` are those that changed, as texts that are read day first or as ISO dates; `order`
    is what the file as a whole shows, "day" where nothing shows; `ambiguous` gives by column the
    indices (int64) of the rows whose date could be either: they are null in `columns`.  `guessed`
    are the columns with a date that could be either and was read as the file shows."""

    columns: Mapping[str, pa.Array]
    order: Literal["day", "month", "both"]
    ambiguous: Mapping[str, pa.Array]
    guessed: frozenset[str] = frozenset()


@dataclass(frozen=True)
class _Distinct:
    """A column of dates: its distinct texts, for each row the index of its text, and for each text
    that is a date in numbers which orders it can have and its ISO form, month first."""

    texts: list[str]
    indices: pa.Array
    shapes: dict[int, _Shape] = field(default_factory=dict)
    month_first: dict[int, str] = field(default_factory=dict)


def dates_in_order(
    columns: Mapping[str, pa.Array], said: Order | None, typed: bool = False
) -> DatesInOrder:
    """As `_in_one_order`, after the dates that a spreadsheet may have turned (`turned_dates`) are
    listed as ambiguous: where the file is a workbook, of which the dates are `typed` and come as
    ISO texts, and where nobody `said` the order."""
    turned = turned_dates(columns) if typed and said is None else {}
    if not turned:
        return _in_one_order(columns, said)
    kept = {
        name: _without(column, turned[name]) if name in turned else column
        for name, column in columns.items()
    }
    found = _in_one_order(kept, said)
    ambiguous = {
        name: pa.array(
            sorted({*turned.get(name, ()), *found.ambiguous.get(name, pa.array([])).to_pylist()}),
            pa.int64(),
        )
        for name in {**turned, **found.ambiguous}
    }
    changed = {name: kept[name] for name in turned} | dict(found.columns)
    return replace(found, columns=changed, ambiguous=ambiguous)


def turned_dates(columns: Mapping[str, pa.Array]) -> dict[str, list[int]]:
    """By column, the indices of ISO dates of which a spreadsheet may have changed day and month.

    A spreadsheet of the wrong country makes dates of the texts that it can read, in its own order,
    and leaves the others as texts: then no text is left that could be either, and no date has a
    day over 12.
    """
    found: dict[str, list[int]] = {}
    for name, column in columns.items():
        dates = pc.match_substring_regex(column, _ISO_DATE)
        if not pc.any(dates).as_py() or not pc.any(pc.match_substring_regex(column, _TEXT)).as_py():
            continue
        texts = column.filter(pc.invert(pc.fill_null(dates, False)))
        shapes = set(_distinct(texts).shapes.values())
        days = [(n, text) for n, text in enumerate(column.to_pylist()) if text and _is_iso(text)]
        if (
            len(shapes) == 1
            and "either" not in shapes
            and all(_day(text) <= 12 for _, text in days)
        ):
            found[name] = [n for n, text in days if _day(text) != int(text[5:7])]
    return {name: indices for name, indices in found.items() if indices}


def _is_iso(text: str) -> bool:
    return re.match(_ISO_DATE, text) is not None


def _day(text: str) -> int:
    return int(text[8:10])


def _without(column: pa.Array, indices: list[int]) -> pa.Array:
    mask = np.zeros(len(column), dtype=bool)
    mask[indices] = True
    return pc.if_else(pa.array(mask), pa.scalar(None, pa.string()), column)


def _in_one_order(columns: Mapping[str, pa.Array], said: Order | None) -> DatesInOrder:
    """The dates of one file (text, trimmed, null where blank), so that each can be read day first.

    `said` is what the file's mapping says of the order and decides it: a date in numbers that it
    does not fit is then unreadable.  Otherwise dates are month first only where the file as a
    whole can't be else; where some can only be day first and others only month first, each of
    these is what it can be, and what could be either is ambiguous.
    """
    if said == "day" or (said is None and not any(map(_may_be_month_first, columns.values()))):
        return DatesInOrder({}, "day", {})
    found = {name: _distinct(column) for name, column in columns.items()}
    shown = {shape for each in found.values() for shape in each.shapes.values()}
    if said == "month":
        return DatesInOrder(_rewritten(found, {"day only", "month only", "either"}), "month", {})
    if "month only" not in shown:
        return DatesInOrder({}, "day", {})
    if "day only" not in shown:
        return DatesInOrder(
            _rewritten(found, {"month only", "either"}),
            "month",
            {},
            frozenset(name for name, each in found.items() if "either" in each.shapes.values()),
        )
    either = {
        name: pa.array([each.shapes.get(n) == "either" for n in range(len(each.texts))], pa.bool_())
        for name, each in found.items()
    }
    ambiguous = {
        name: pc.indices_nonzero(pc.fill_null(either[name].take(each.indices), False)).cast(
            pa.int64()
        )
        for name, each in found.items()
    }
    return DatesInOrder(
        _rewritten(found, {"month only"}, lost={"either"}),
        "both",
        {name: indices for name, indices in ambiguous.items() if len(indices)},
    )


def _may_be_month_first(column: pa.Array) -> bool:
    return bool(pc.any(pc.match_substring_regex(column, _MAY_BE_MONTH_FIRST)).as_py())


def _distinct(column: pa.Array) -> _Distinct:
    encoded = column.dictionary_encode()
    found = _Distinct(encoded.dictionary.to_pylist(), encoded.indices)
    for n, text in enumerate(found.texts):
        numbers = numbers_of(text)
        if numbers is None:
            continue
        first, second, year = numbers
        day_first, month_first = day_of(year, second, first), day_of(year, first, second)
        if day_first == month_first:
            continue  # no date at all, or the same either way
        if day_first is None:
            found.shapes[n] = "month only"
        else:
            found.shapes[n] = "day only" if month_first is None else "either"
        found.month_first[n] = f"{year:04}-{first:02}-{second:02}"
    return found


def _rewritten(
    found: Mapping[str, _Distinct], shapes: set[_Shape], lost: set[_Shape] | None = None
) -> dict[str, pa.Array]:
    """The columns with a date of one of `shapes`, which become ISO, month first (a date that can
    only be day first so becomes none), or of those `lost`, which become null."""
    columns: dict[str, pa.Array] = {}
    for name, each in found.items():
        texts: list[str | None] = list(each.texts)
        for n, shape in each.shapes.items():
            if shape in shapes:
                texts[n] = each.month_first[n]
            elif lost and shape in lost:
                texts[n] = None
        if texts != each.texts:
            columns[name] = pa.array(texts, pa.string()).take(each.indices)
    return columns
