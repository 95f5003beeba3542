"""`disclosure.csv`: every figure that is not published, its true cases, and why it is hidden."""

import csv
import io
from collections.abc import Iterable, Mapping

from reports.disclosure.published import DisclosureLine
from reports.figures import Group

HEADER = (
    "table_id", "geographic_level", "geography_code", "geography_name", "row", "row_label",
    "column", "cases", "reason",
)  # fmt: skip


def disclosure_csv(
    lines: Iterable[DisclosureLine], words: Mapping[Group, str] | None = None
) -> str:
    """A line a hidden figure, in the order of tables.csv; where there are words for the groups,
    with a column `group` after the name.  For those who hold the data."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow((*HEADER[:4], "group", *HEADER[4:]) if words else HEADER)
    for each in lines:
        place = each.geography
        writer.writerow(
            (
                *(each.table.id, place.level, place.code, place.name),
                *((words[place.group],) if words else ()),
                *(each.row.code, each.row.label),
                *(each.column, each.cases, each.reason),
            )
        )
    return text.getvalue()
