"""A large CSV file is read by column: what it says is the same as read row by row."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest import cell_columns as by_column
from ingest.cell_columns import CellColumns, cell_columns
from ingest.csv_reader import read_csv
from ingest.document import Sheet
from ingest.headers import header_book
from ingest.laid_out import LaidOut, LayoutError
from ingest.row_layout import read_rows
from schemas.codebook_reading import load_codebook

CODEBOOK = load_codebook()
HEADERS = header_book(CODEBOOK)
HEADER = ["Local identifier", "Current age", "Gender", "Ethnicity", "Notes"]

_identifiers = st.one_of(
    st.integers(0, 99).map("YP-{}".format),
    st.sampled_from(
        ["", " ", "Local identifier", "Page 2", "page 12 of 13", "Total 5", "Signed: A 1", "Note",
         "total", "12", "Anna Bell", "Signed", "Date: 3", "Current age", "Key 1", " YP-7 ",
         "ſubtotal 4"]
    ),
)  # fmt: skip
_cells = st.sampled_from(
    ["", "", "14", "Female", " ", "White British", "Local identifier", "Gender", "n/a", "Total",
     "Key", "a remark of several words", "3/4/2011", "\u2003", "x", "Ł", "NA", "null", "01"]
)  # fmt: skip
_rows = st.lists(st.tuples(_identifiers, _cells, _cells, _cells, _cells).map(list), max_size=12)


@pytest.fixture(autouse=True)
def _every_file_is_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(by_column, "_LARGE", 0)


def text_of(rows: list[list[str]], end: str = "\r\n") -> str:
    written = io.StringIO()
    csv.writer(written, lineterminator=end).writerows(rows)
    return written.getvalue()


def laid(sheet: Sheet) -> LaidOut | tuple[str, object]:
    try:
        return read_rows(sheet, HEADERS, CODEBOOK)
    except LayoutError as error:
        return error.code, error.place


@given(_rows, st.permutations(range(5)), st.sampled_from([[], ["Agency", "A"], ["", ""]]))
def test_what_a_file_says_is_the_same_by_column_and_by_row(
    rows: list[list[str]], order: list[int], above: list[str]
) -> None:
    lines = [[row[n] for n in order] for row in [HEADER, *rows]]
    lines = [[*above, *[""] * (5 - len(above))], *lines] if above else lines
    columns = cell_columns(text_of(lines), ",")
    if columns is None:
        return
    assert [list(row) for row in columns] == lines
    found, wanted = laid(Sheet(columns)), laid(Sheet(lines))
    if isinstance(wanted, LaidOut) and isinstance(found, LaidOut):
        assert found.rows.equals(wanted.rows)
        found, wanted = (
            (each.cover, each.problems, each.unused, each.left_out, each.layouts, each.headers)
            for each in (found, wanted)
        )  # type: ignore[assignment]
    assert found == wanted


@given(st.text(st.sampled_from('ab1,"\r\n ;\t\ufeff'), max_size=40))
def test_any_text_is_read_as_the_reader_of_rows_reads_it_or_left_to_it(body: str) -> None:
    text = f"Local identifier,Gender\n{body}"
    columns = cell_columns(text, ",")
    if columns is None:
        return
    rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    assert [list(row) for row in columns] == rows
    assert len(columns) == len(rows)
    assert [list(columns[n]) for n in range(len(rows))] == rows
    assert [list(row) for row in columns[1:]] == rows[1:]


def test_a_file_with_a_quoted_cell_below_its_header_is_read_by_row() -> None:
    filler = [["YP-1", "14"]] * 5000
    rows = read_csv(text_of([["Local identifier", "Age"], *filler, ["YP-2", "a, b"]]).encode())
    assert isinstance(rows, list)
    assert rows[-1] == ["YP-2", "a, b"]


def test_a_file_whose_header_alone_is_quoted_is_read_by_column() -> None:
    rows = read_csv(
        text_of([["Local identifier", "If looked after, placement"], ["1", "x"]]).encode()
    )
    assert isinstance(rows, CellColumns)
    assert rows[0] == ["Local identifier", "If looked after, placement"]
    assert rows[1] == ["1", "x"]


def test_a_file_with_a_row_that_is_wider_is_read_by_row() -> None:
    assert isinstance(read_csv(b"Local identifier,Age\nYP-1,14\nYP-2,15,x\n"), list)
