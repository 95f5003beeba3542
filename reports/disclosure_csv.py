"""`disclosure.csv`: every figure that is not published, its true cases, and why it is hidden."""

import csv
import io
from collections.abc import Iterable

from reports.disclosure.published import DisclosureLine

HEADER = (
    "table_id", "geographic_level", "geography_code", "geography_name", "row", "row_label",
    "column", "cases", "reason",
)  # fmt: skip


def disclosure_csv(lines: Iterable[DisclosureLine]) -> str:
    """A line a hidden figure, in the order of tables.csv; for those who hold the data."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(HEADER)
    for each in lines:
        place = each.geography
        writer.writerow(
            (
                *(each.table.id, place.level, place.code, place.name),
                *(each.row.code, each.row.label),
                *(each.column, each.cases, each.reason),
            )
        )
    return text.getvalue()
