"""The same records come out of every layout, and whatever a grid holds is read or refused."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.document import Document, Sheet
from ingest.laid_out import PLACE_COLUMNS, LayoutError
from ingest.layouts import laid_out
from schemas.problems import load_problems
from tests.ingest.given import CODEBOOK, HEADERS, cells, laid

Rows = list[list[str]]
Record = tuple[str, str, str, tuple[str, ...]]
LABELS = ("Current age", "Gender", "Living situation")
SEVERAL = CODEBOOK.question("coercion_methods")
CODES = tuple(option.code for option in SEVERAL.options[:4])
NAMES = {option.code: option.label for option in SEVERAL.options}

RECORDS = st.lists(
    st.tuples(
        st.sampled_from(["", "9", "15", "n/k"]),
        st.sampled_from(["", "female", "Male", "?"]),
        st.sampled_from(["", "with family", "Independent", "LAC"]),
        st.sets(st.sampled_from(CODES)).map(lambda found: tuple(sorted(found, key=CODES.index))),
    ),
    min_size=2,
    max_size=4,
)


def by_rows(records: list[Record]) -> Rows:
    header = ["Local identifier", *LABELS, SEVERAL.label]
    return [
        header,
        *([f"YP {n}", *one, ";".join(many)] for n, (*one, many) in enumerate(records)),
    ]


def by_ticks(records: list[Record]) -> Rows:
    header = ["Local identifier", *LABELS, *(f"{SEVERAL.label}: {NAMES[code]}" for code in CODES)]
    return [header, *_ticked(records)]


def by_two_headers(records: list[Record]) -> Rows:
    upper = ["Local identifier", *LABELS, SEVERAL.label, *[""] * (len(CODES) - 1)]
    return [upper, ["", "", "", "", *(NAMES[code] for code in CODES)], *_ticked(records)]


def _ticked(records: list[Record]) -> Rows:
    return [
        [f"YP {n}", *one, *("x" if code in many else "" for code in CODES)]
        for n, (*one, many) in enumerate(records)
    ]


def by_columns(records: list[Record]) -> Rows:
    return [list(column) for column in zip(*by_rows(records), strict=True)]


def by_forms(records: list[Record]) -> Rows:
    header, *body = by_rows(records)
    return [list(line) for row in body for line in zip(header, row, strict=True)]


WAYS = [by_rows, by_ticks, by_two_headers, by_columns, by_forms]


@pytest.mark.parametrize("way", WAYS)
@given(records=RECORDS)
@settings(max_examples=60, deadline=None)
def test_records_are_the_same_out_of_every_layout(
    way: Callable[[list[Record]], Rows], records: list[Record]
) -> None:
    found = laid(*way(records))
    assert cells(found, "local_id") == [f"YP {n}" for n in range(len(records))]
    for k, name in enumerate(("age", "gender", "living_situation")):
        assert cells(found, name) == [record[k] or None for record in records]
    several = [set(text.split(";")) if text else set() for text in cells(found, SEVERAL.name)]
    assert several == [set(record[3]) for record in records]
    assert found.problems == ()


TEXTS = st.sampled_from(
    [
        "", "", "", "Local identifier", "Local identifier: A7", "Current age", "Gender",
        "Gender (of perpetrator)", "Living situation", "Substance misuse", "Main support provided",
        "Methods of coercion", "Methods of coercion: Grooming", "Agency", "LSCB area",
        "Return date", "Agency: Shore", "Notes", "Grooming", "Other", "female", "15", "A1", "YP 2",
        "x", "06/06/2011", "Total", "Note:", "a remark of four words, or five", "1", "2", "York",
    ]
)  # fmt: skip
GRIDS = st.lists(st.lists(TEXTS, max_size=5), max_size=9)
KINDS = st.sampled_from([("csv", "file"), ("xlsx", "sheet"), ("docx", "table"), ("docx", "text")])


@given(st.lists(GRIDS, min_size=1, max_size=3), KINDS)
@settings(max_examples=600, deadline=None)
def test_any_grid_is_read_or_refused_by_a_code_of_the_catalogue(
    grids: list[Rows], kind: tuple[str, str]
) -> None:
    sheets = tuple(Sheet(rows, kind[1], n) for n, rows in enumerate(grids, 1))  # type: ignore[arg-type]
    try:
        found = laid_out(Document(kind[0], sheets), HEADERS, CODEBOOK)  # type: ignore[arg-type]
    except LayoutError as error:
        assert load_problems()[error.code].size == "file"
        return
    number = found.rows.num_rows
    assert cells(found, "record") == list(range(1, number + 1))
    known = {each.name for each in (*CODEBOOK.questions, *CODEBOOK.cover)}
    assert set(found.rows.column_names) <= {*PLACE_COLUMNS, "too_long", *known}
    assert all(0 <= each.index < number for each in found.problems)


@given(st.lists(st.lists(TEXTS, min_size=1, max_size=4), max_size=6))
@settings(max_examples=400, deadline=None)
def test_every_row_below_a_header_is_a_record_or_left_out(rows: Rows) -> None:
    header = ["Local identifier", "Current age", "Gender", "Notes"]
    try:
        found = laid(header, *rows)
    except LayoutError:
        return
    if found.layouts[0] == "rows" and "two_headers" not in found.layouts:
        filled = sum(any(map(str.strip, row)) for row in rows)
        assert found.rows.num_rows + found.left_out == filled
