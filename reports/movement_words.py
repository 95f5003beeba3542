"""The plain words for the counts of movements: one row for each."""

from collections.abc import Mapping
from dataclasses import fields
from types import MappingProxyType

from reports.movements import Movements
from reports.tables import Row

OPEN_SENT_EVERY_MONTH = Row(
    "open_sent_every_month", "Open at the end, with an agency that sent every month"
)
OPEN_OTHERS = Row("open_others", "Open at the end, with other agencies only")

_LABELS: Mapping[str, str] = MappingProxyType(
    {
        "open_start": "Open at the start",
        "seen_again": "Of these: known only from later returns",
        "new": "New",
        "came_back": "Came back",
        "ended": "Ended",
        "ended_age": "Of these: reached the age limit",
        "unknown": "Unknown: not in a later return, and no closure date",
        "open_end": "Open at the end",
        "not_confirmed": "Of these: not shown by any return of the last 31 days",
        "individuals": "Young people of the period, each counted once",
        "first_open": "First: open at the start",
        "first_new": "First: new",
        "first_came_back": "First: came back",
        "last_ended": "Last: ended",
        "last_unknown": "Last: unknown",
        "last_open": "Last: open at the end",
    }
)

MOVEMENT_ROWS = tuple(Row(each.name, _LABELS[each.name]) for each in fields(Movements))
"""A row for each count of Movements, in the order of its declaration."""

PUBLISHED_ROWS = (
    *(
        row
        for row in MOVEMENT_ROWS
        if row.code in ("open_start", "new", "came_back", "ended", "unknown", "open_end")
    ),
    OPEN_SENT_EVERY_MONTH,
    OPEN_OTHERS,
)
"""The rows of movements that are published, in their order."""

_LABEL_OF = {row.code: row.label for row in (*MOVEMENT_ROWS, OPEN_SENT_EVERY_MONTH, OPEN_OTHERS)}


def label(name: str) -> str:
    """The words for a count of Movements, or one of the two parts of those open at the end, by its
    name.  Raises KeyError for any other."""
    return _LABEL_OF[name]
