"""Whether the day or the month stands first in the dates of a file as a whole.

Dates are read day first.  A program set to American dates writes a whole file month first, and
such a file shows it: 12/31/2010 can be no other.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

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


@dataclass(frozen=True)
class DatesInOrder:
    """`columns` are those that changed, as texts that are read day first or as ISO dates; `order`
    is what the file as a whole shows, "day" where nothing shows; `ambiguous` gives by column the
    indices (int64) of the rows whose date could be either: they are null in `columns`."""

    columns: Mapping[str, pa.Array]
    order: Literal["day", "month", "both"]
    ambiguous: Mapping[str, pa.Array]


@dataclass(frozen=True)
class _Distinct:
    """A column of dates: its distinct texts, for each row the index of its text, and for each text
    that is a date in numbers which orders it can have and its ISO form, month first."""

    texts: list[str]
    indices: pa.Array
    shapes: dict[int, _Shape] = field(default_factory=dict)
    month_first: dict[int, str] = field(default_factory=dict)


def dates_in_order(columns: Mapping[str, pa.Array], said: Order | None) -> DatesInOrder:
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
        return DatesInOrder(_rewritten(found, {"month only", "either"}), "month", {})
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
