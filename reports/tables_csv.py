"""`tables.csv`: one line a figure (contract, "Output of lscb snapshot")."""

import csv
import io
from collections.abc import Mapping

from reports.disclosure.published import PublishedTables
from reports.figures import Group, Tables, TrueTables

HEADER = (
    "table_id", "geographic_level", "geography_code", "geography_name", "row", "row_label",
    "column", "cases", "percent",
)  # fmt: skip


def tables_csv(tables: TrueTables) -> str:
    """All true figures in the order of tables, levels, codes and rows."""
    return figures_csv(tables)


def published_tables_csv(tables: PublishedTables) -> str:
    """All published figures, in the same order."""
    return figures_csv(tables)


def figures_csv(tables: Tables, words: Mapping[Group, str] | None = None) -> str:
    """All figures; where there are words for the groups, with a column `group` after the name."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow((*HEADER[:4], "group", *HEADER[4:]) if words else HEADER)
    for each in tables.tables:
        place = each.geography
        for figure in each.figures:
            writer.writerow(
                (
                    *(each.table.id, place.level, place.code, place.name),
                    *((words[place.group],) if words else ()),
                    *(figure.row.code, figure.row.label),
                    *(figure.column, figure.cases, figure.percent),
                )
            )
    return text.getvalue()
