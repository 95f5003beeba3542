"""`tables.csv` and `disclosure.csv` of own tables."""

import csv
import io
from collections.abc import Iterable, Iterator

from reports.disclosure.published import DisclosureLine
from reports.own_tables import OwnTable, answer_of_group
from reports.own_tables_view import ALL, CASES_ROW, CrossOfPlace

HEADER = (
    "table_id", "geographic_level", "geography_code", "geography_name",
    "question", "by_question", "by", "by_label",
    "row", "row_label", "column", "cases", "percent",
)  # fmt: skip
_WHY_HEADER = (*HEADER[:-1], "reason")


def own_tables_csv(crosses: Iterable[CrossOfPlace]) -> str:
    """A line a figure, in the order of tables, levels, codes, columns and rows.  `by` is the answer
    across, `total` for all young people; the last row of each column is its cases."""
    return _csv(HEADER, (line for each in crosses for line in _lines(each)))


def _lines(cross: CrossOfPlace) -> Iterator[tuple[str, ...]]:
    place = cross.geography
    for column in cross.columns:
        here = (
            *(cross.own.id, place.level, place.code, place.name),
            *_questions(cross.own),
            *(column.code, column.label),
        )
        for figure in column.figures:
            row = figure.row
            yield (*here, row.code, row.label, figure.column, figure.cases, figure.percent)
        yield (*here, CASES_ROW.code, CASES_ROW.label, "total", column.cases, "")


def _questions(own: OwnTable) -> tuple[str, str]:
    return own.down.question.name, own.across.question.name if own.across else ""


def own_disclosure_csv(
    lines: Iterable[DisclosureLine], own: Iterable[OwnTable], labels: dict[str, str]
) -> str:
    """A line a hidden figure, with its true cases and the reason; for those who hold the data.
    `labels` gives the label of each group across."""
    tables = {each.id: each for each in own}

    def line(each: DisclosureLine) -> tuple[str, ...]:
        place = each.geography
        return (
            *(each.table.id, place.level, place.code, place.name),
            *_questions(tables[each.table.id]),
            answer_of_group(place.group) or ALL.code,
            labels.get(place.group, ALL.label),
            *(each.row.code, each.row.label, each.column, each.cases, each.reason),
        )

    return _csv(_WHY_HEADER, map(line, lines))


def _csv(header: Iterable[str], lines: Iterable[tuple[str, ...]]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(lines)
    return text.getvalue()
