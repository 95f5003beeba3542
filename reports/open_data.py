"""The open data: the published tables as files for Explore education statistics, by the open data
standard of the Department for Education.  `open_data.toml` says which files there are."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from reports.counting import COLUMNS
from reports.disclosure.cells import FACTS
from reports.disclosure.published import PublishedTables
from reports.figures import BASE, HIDDEN, NOT_KNOWN_ROW, NOT_PROVIDED, Column, Figure, PlaceTable
from reports.open_data_declared import OpenDataFile, Shows, load_open_data_files
from reports.open_data_places import NOT_AVAILABLE, OpenDataPlace, header, open_data_places
from reports.tables import Table
from reports.wording import COLUMN_LABELS
from schemas.areas import ENGLAND, load_areas

NOT_APPLICABLE = "z"
"""Stands where a line has no percentage, or nobody is in its base."""
TOTAL = "Total"
UNKNOWN = "Unknown"
JOINT_BOARDS_LEFT_OUT = (
    "The open data standard has no level for joint boards of several local authorities, so the "
    "open data leave them out, and authorities that had become several by the day. All of them are "
    "in tables.csv, and their cases count in their region and in England."
)
META_HEADER = (
    "col_name", "col_type", "label", "indicator_grouping", "indicator_unit", "indicator_dp",
    "filter_hint", "filter_grouping_column",
)  # fmt: skip
_CASES_TABLE = "table_2"


@dataclass(frozen=True)
class _Line:
    """A line of a data file at one place: its topic (empty where the file has none), the value of
    its filter and its figures."""

    topic: str
    value: str
    cases: str
    base: str = NOT_APPLICABLE
    percent: str = NOT_APPLICABLE

    def shows(self, what: Shows) -> str:
        return {"cases": self.cases, "base": self.base, "percent": self.percent}[what]


@dataclass(frozen=True)
class _Source:
    """The published tables by table and place."""

    by_place: Mapping[tuple[str, str], PlaceTable]

    def find(self, table: Table, place: OpenDataPlace) -> PlaceTable | None:
        return self.by_place.get((table.id, place.code))

    def cases(self, place: OpenDataPlace) -> str:
        """All cases counted there."""
        return self.by_place[_CASES_TABLE, place.code].cases(BASE.code)


def open_data_files(tables: PublishedTables) -> Mapping[str, str]:
    """The text of each file of publish/open-data by its name, data and metadata in turn; the same
    for the same tables.  A file none of whose tables is published is left out."""
    places = open_data_places(
        (each.geography for each in tables.of(_CASES_TABLE)), load_areas(), tables.day
    )
    source = _Source({(each.table.id, each.geography.code): each for each in tables.tables})
    files: dict[str, str] = {}
    for file in load_open_data_files():
        of_places = [(place, tuple(_lines(file, source, place))) for place in places]
        if any(lines for _, lines in of_places):
            files[file.data_name] = _csv(_data(file, of_places, tables))
            files[file.meta_name] = _csv(_meta(file))
    return files


def _data(
    file: OpenDataFile,
    of_places: Iterable[tuple[OpenDataPlace, tuple[_Line, ...]]],
    tables: PublishedTables,
) -> Iterator[tuple[str, ...]]:
    there = [(place, lines) for place, lines in of_places if lines]
    with_authorities = any(place.level == "local_authority" for place, _ in there)
    grouping = (file.grouping,) if file.grouping else ()
    columns = (each.column for each in file.indicators)
    yield (*header(with_authorities), *grouping, file.filter.column, *columns)
    for place, lines in there:
        begin = place.columns(tables.day, with_authorities)
        for line in lines:
            topic = (line.topic,) if file.grouping else ()
            figures = (line.shows(each.shows) for each in file.indicators)
            yield (*begin, *topic, line.value, *figures)


def _meta(file: OpenDataFile) -> Iterator[tuple[str, ...]]:
    yield META_HEADER
    of = file.filter
    yield (of.column, "Filter", of.label, "", "", "", of.hint, file.grouping)
    for each in file.indicators:
        yield (each.column, "Indicator", each.label, "", each.unit, str(each.decimals), "", "")


def _csv(rows: Iterable[tuple[str, ...]]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue()


def _lines(file: OpenDataFile, source: _Source, place: OpenDataPlace) -> Iterator[_Line]:
    """The lines of a place; none where the file's tables are not published of it."""
    if file.rows == "topics":
        yield from _topics(file, source, place)
        return
    table = source.find(file.tables[0], place)
    if table is None:
        return
    if file.rows == "agency_types":
        yield from _agency_types(table, source)
    else:
        yield from _answers(file, table, source.cases(place))


def _agency_types(table: PlaceTable, source: _Source) -> Iterator[_Line]:
    """A type that is not published of the place is not available there: it has its line, so that
    every place has them all."""
    here = {figure.column: figure for figure in table.figures if figure.row == BASE}
    for column in COLUMNS:
        cases = here[column].cases if column in here else NOT_AVAILABLE
        percent = _share_of_england(table, column, source)
        yield _Line("", COLUMN_LABELS[column], cases, percent=percent)


def _share_of_england(table: PlaceTable, column: Column, source: _Source) -> str:
    """A region's share stands in England's table, as a row of it."""
    england = source.by_place.get((table.table.id, ENGLAND))
    if england is None or table.geography.level != "regional":
        return NOT_APPLICABLE
    return next(
        (
            _percent(figure)
            for figure in england.figures
            if (figure.row.code, figure.column) == (table.geography.code, column)
        ),
        NOT_APPLICABLE,
    )


def _answers(file: OpenDataFile, table: PlaceTable, cases: str) -> Iterator[_Line]:
    """The answers, then Unknown and Total."""
    labels = dict(file.labels)
    base = table.cases(BASE.code)
    rows = {row.code for row in table.table.rows}
    for figure in table.figures:
        code = figure.row.code
        if code in rows:
            label = labels.get(code, figure.row.label)
            yield _Line("", label, figure.cases, base, _percent(figure))
    yield _Line("", UNKNOWN, _together(table, NOT_KNOWN_ROW.code, NOT_PROVIDED.code))
    yield _Line("", TOTAL, cases)


def _together(table: PlaceTable, *codes: str) -> str:
    """The sum of some rows; hidden where one of them is."""
    counts = [table.cases(code) for code in codes]
    return HIDDEN if HIDDEN in counts else str(sum(int(count) for count in counts))


def _topics(file: OpenDataFile, source: _Source, place: OpenDataPlace) -> Iterator[_Line]:
    """Total, then each question with its answers and further rows, as in tables.csv."""
    found = [table for each in file.tables if (table := source.find(each, place))]
    if found:
        yield _Line(TOTAL, TOTAL, source.cases(place))
    for table in found:
        question = table.table.question
        topic = question.label if question is not None else table.table.title
        for figure in table.figures:
            if figure.row.code not in FACTS:
                yield _Line(topic, figure.row.label, figure.cases, percent=_percent(figure))


def _percent(figure: Figure) -> str:
    return figure.percent or NOT_APPLICABLE
