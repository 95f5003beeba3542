"""The figures of the open data: files of the standard of Explore education statistics.

Every figure of every line is told its table, place and row; what can't be refuses the folder.
"""

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.attack.facts import (
    BASE,
    BY_REGION,
    FORM,
    NOT_PROVIDED,
    TOTAL,
    AuditError,
    question_of,
)
from pipeline.attack.grids import Said
from pipeline.attack.naming import FORM_LABEL, Key, Names
from pipeline.attack.printed import HIDDEN
from schemas.areas import ENGLAND
from schemas.codebook import NOT_KNOWN
from schemas.codebook_reading import load_codebook
from schemas.text import folded

META = ".meta.csv"
_TIME = ("time_period", "time_identifier")
_LEVEL = "geographic_level"
_PLACES = {
    "National": ("country_code", "country_name"),
    "Regional": ("region_code", "region_name"),
    "Local authority": ("new_la_code", "la_name"),
}
_CODES = {*_TIME, _LEVEL, "old_la_code", *(name for pair in _PLACES.values() for name in pair)}
_GROUPS = "ethnicity_major"
_TYPE = "agency_type"
_TABLES = {
    _TYPE: BY_REGION,
    "age": "figure_2",
    "gender": "figure_3",
    _GROUPS: "figure_4",
}
_TOPIC, _ANSWER = "breakdown_topic", "breakdown"
_CASES, _OF_BASE, _PERCENT = "cases", "cases_with_information", "percent"
_INDICATORS = (_CASES, _OF_BASE, _PERCENT)
_NO_FIGURE = (HIDDEN, "z", "x")
_UNKNOWN = "unknown"
_META_HEADER = (
    "col_name", "col_type", "label", "indicator_grouping", "indicator_unit", "indicator_dp",
    "filter_hint", "filter_grouping_column",
)  # fmt: skip
_DECIMALS = "indicator_dp"
_COUNT = re.compile(r"\d{1,9}")
_SHARE = re.compile(r"\d{1,3}\.\d")


@dataclass(frozen=True)
class _Line:
    """A line of a data file: its values by their column."""

    path: Path
    number: int
    values: Mapping[str, str]

    def get(self, column: str) -> str:
        return self.values.get(column, "")

    @property
    def file(self) -> str:
        """Where it stands, from the folder that is audited."""
        return f"{self.path.parent.name}/{self.path.name}"

    def error(self, what: str) -> AuditError:
        return AuditError(f"{self.path}, line {self.number}: {what}")


def figures_of_open_data(path: Path, names: Names) -> Iterator[Said]:
    """The figures of a data file; one that is hidden is named without a number.

    Raises AuditError for a file that can't be read, and for a column, a line or a figure of which
    it can't be told what it is about or which tables.csv gainsays.
    """
    topics = _topics(names)
    for line in _lines(path):
        yield from _figures(line, names, topics)


def check_meta(path: Path) -> None:
    """Raises AuditError if a file of metadata can't be read or holds a number that may be a
    figure."""
    rows = _rows(path)
    if not rows or tuple(rows[0]) != _META_HEADER:
        raise AuditError(f"{path}: the first line must be {','.join(_META_HEADER)}.")
    for number, row in enumerate(rows[1:], start=2):
        words = [text for name, text in zip(_META_HEADER, row, strict=False) if name != _DECIMALS]
        if len(row) != len(_META_HEADER) or any(re.search(r"\d", text) for text in words):
            raise AuditError(
                f"{path}, line {number}: a number stands where only words belong, or a value is "
                "missing. Write the snapshot again."
            )


def _rows(path: Path) -> list[list[str]]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            return list(csv.reader(file, strict=True))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise AuditError(f"{path} can't be read as CSV ({type(error).__name__}).") from None


def _lines(path: Path) -> Iterator[_Line]:
    header, *rows = _rows(path) or [[]]
    _check_header(path, header)
    for number, row in enumerate(rows, start=2):
        if len(row) != len(header):
            raise AuditError(f"{path}, line {number}: there must be {len(header)} values.")
        yield _Line(path, number, dict(zip(header, row, strict=True)))


def _check_header(path: Path, header: Sequence[str]) -> None:
    filters = [name for name in header if name not in _CODES and name not in _INDICATORS]
    of_table = len(filters) == 1 and filters[0] in _TABLES
    of_topics = sorted(filters) == [_ANSWER, _TOPIC]
    if not (of_table or of_topics) or len(set(header)) != len(header) or _LEVEL not in header:
        raise AuditError(
            f"{path}: the audit can't tell from its columns what the figures are about. Audit the "
            "folder with the program that wrote it."
        )


def _figures(line: _Line, names: Names, topics: Mapping[str, str]) -> Iterator[Said]:
    place = _place(line, names)
    table_id = _table(line, topics)
    if table_id is not None and table_id not in names.rows:
        raise line.error(f"a figure of {table_id}, which tables.csv has not.")
    keys = _keys(line, names, table_id, place)
    yield from _cases(line, names, keys)
    base = line.values.get(_OF_BASE, "z")
    if base not in _NO_FIGURE:
        if table_id is None:
            raise line.error("a base of which it can't be told whose it is.")
        yield Said(Key(table_id, place, BASE), _count(line, base), None, line.file)
    yield from _percent(line, names, keys)


def _place(line: _Line, names: Names) -> str:
    """The code of the place, which must be one of tables.csv under that name."""
    columns = _PLACES.get(line.get(_LEVEL))
    if columns is not None:
        code = line.get(columns[0])
        if code and names.place(code) == code == names.place(line.get(columns[1])):
            return code
    raise line.error("a place that tables.csv has not.")


def _topics(names: Names) -> dict[str, str]:
    """The tables of tables.csv by the question that they are about."""
    labels = {each.name: folded(each.label) for each in load_codebook().questions}
    labels[FORM] = folded(FORM_LABEL)
    of_questions = (table_id for table_id in names.rows if question_of(table_id) in labels)
    return {labels[question_of(table_id)]: table_id for table_id in of_questions}


def _table(line: _Line, topics: Mapping[str, str]) -> str | None:
    """The table that the line is about; None for the total of all topics."""
    own = next((_TABLES[column] for column in _TABLES if column in line.values), None)
    if own is not None:
        return own
    topic = folded(line.get(_TOPIC))
    if topic == TOTAL == folded(line.get(_ANSWER)):
        return None
    if topic not in topics:
        raise line.error("a topic that is no table of tables.csv.")
    return topics[topic]


def _keys(line: _Line, names: Names, table_id: str | None, place: str) -> tuple[Key, ...]:
    """The figures of tables.csv that the line's cases are the sum of."""
    if table_id is None:
        return (Key(BY_REGION, place, BASE),)
    value = next(line.get(column) for column in (*_TABLES, _ANSWER) if column in line.values)
    plain = folded(value)
    if _ANSWER not in line.values and table_id != BY_REGION:
        if plain == TOTAL:
            return (Key(BY_REGION, place, BASE),)
        if plain == _UNKNOWN:
            return (Key(table_id, place, NOT_KNOWN), Key(table_id, place, NOT_PROVIDED))
    found = _group(plain, names) if _GROUPS in line.values else names.row(table_id, value)
    if found is None:
        raise line.error("an answer that is no row of its table in tables.csv.")
    return (Key(table_id, place, *found),)


def _group(plain: str, names: Names) -> tuple[str, str] | None:
    """The main group of ethnicity that the standard has another name for."""
    row = load_codebook().question("ethnicity").codes.get(plain)
    known = names.rows.get(_TABLES[_GROUPS], {}).values()
    return (row, TOTAL) if row is not None and row in known else None


def _cases(line: _Line, names: Names, keys: tuple[Key, ...]) -> Iterator[Said]:
    """A sum gives away the one of its parts that is hidden."""
    text = line.get(_CASES)
    if text == HIDDEN:
        if len(keys) == 1:
            yield Said(keys[0], None, None, line.file)
        return
    if text == "x" and not any(key in names.figures for key in keys):
        return
    count = _count(line, text)
    hidden = [key for key in keys if _number(names, key) is None]
    rest = count - sum(_number(names, key) or 0 for key in keys)
    if len(keys) == 1:
        yield Said(keys[0], count, None, line.file)
    elif len(hidden) > 1 or (hidden and rest < 0):
        raise line.error("a sum of figures that tables.csv hides. Write the snapshot again.")
    elif hidden:
        yield Said(hidden[0], rest, None, line.file)
    elif rest:
        raise line.error("a sum that tables.csv gainsays. Write the snapshot again.")


def _number(names: Names, key: Key) -> int | None:
    figure = names.figures.get(key)
    return None if figure is None else figure.number


def _percent(line: _Line, names: Names, keys: tuple[Key, ...]) -> Iterator[Said]:
    text = line.get(_PERCENT)
    key = _share_key(line, keys)
    figure = names.figures.get(key) if key is not None else None
    printed = figure.percent if figure is not None else ""
    if text == "z" and printed == HIDDEN:
        raise line.error("says that nobody is in a base that tables.csv hides.")
    if text in _NO_FIGURE:
        return
    if not _SHARE.fullmatch(text):
        raise line.error("what stands in percent is no percentage.")
    if key is None or not printed or printed not in (HIDDEN, text):
        raise line.error("a percentage that tables.csv has not. Write the snapshot again.")
    yield Said(key, None, text, line.file)


def _share_key(line: _Line, keys: tuple[Key, ...]) -> Key | None:
    """The figure of tables.csv with the line's percentage.  A region's share of England stands in
    England's table, and here beside the types of agency alone."""
    key = keys[0] if len(keys) == 1 else None
    if key is not None and key.table_id == BY_REGION:
        if _TYPE not in line.values:
            return None
        if key.code != ENGLAND:
            return Key(BY_REGION, ENGLAND, key.code, key.column)
    return key


def _count(line: _Line, text: str) -> int:
    if not _COUNT.fullmatch(text):
        raise line.error("what stands among the cases is no count.")
    return int(text)
