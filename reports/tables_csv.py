"""`tables.csv`: one line a figure (contract, "Output of lscb snapshot")."""

import csv
import io

from reports.disclosure.published import PublishedTables
from reports.figures import Tables, TrueTables

HEADER = (
    "table_id", "geographic_level", "geography_code", "geography_name", "row", "row_label",
    "column", "cases", "percent",
)  # fmt: skip


def tables_csv(tables: TrueTables) -> str:
    """All true figures in the order of tables, levels, codes and rows."""
    return _csv(tables)


def published_tables_csv(tables: PublishedTables) -> str:
    """All published figures, in the same order."""
    return _csv(tables)


def _csv(tables: Tables) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(HEADER)
    for each in tables.tables:
        place = each.geography
        for figure in each.figures:
            writer.writerow(
                (
                    *(each.table.id, place.level, place.code, place.name),
                    *(figure.row.code, figure.row.label),
                    *(figure.column, figure.cases, figure.percent),
                )
            )
    return text.getvalue()
