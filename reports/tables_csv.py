"""`tables.csv`: one line a figure (contract, "Output of lscb snapshot")."""

import csv
import io

from reports.figures import TrueTables

HEADER = (
    "table_id", "geographic_level", "geography_code", "geography_name", "row", "row_label",
    "column", "cases", "percent",
)  # fmt: skip


def tables_csv(tables: TrueTables) -> str:
    """All figures in the order of tables, levels, codes and rows."""
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
