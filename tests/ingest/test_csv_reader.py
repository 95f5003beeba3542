"""The bytes of a file to rows of cells."""

import codecs
import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.document import UnreadableFile
from tests.ingest.given import grid_of

HEADER = ["Local identifier", "Current age", "Gender"]
TABLE = [HEADER, ["YP 1", "15", "female"], ["YP 2", "16", "male"]]
CELLS = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=8)
TABLES = st.lists(st.lists(CELLS, min_size=3, max_size=3), min_size=1, max_size=5)


def written(rows: list[list[str]], delimiter: str = ",", ends: str = "\r\n") -> str:
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter, lineterminator=ends).writerows(rows)
    return text.getvalue()


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_cells_are_parted_by_comma_semicolon_tab_or_bar(delimiter: str) -> None:
    assert grid_of(written(TABLE, delimiter).encode()) == TABLE


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_lines_end_as_on_any_machine(ends: str) -> None:
    assert grid_of(written(TABLE, ends=ends).encode()) == TABLE


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"],
)
def test_text_is_read_in_every_encoding_with_or_without_a_mark(encoding: str) -> None:
    rows = [HEADER, ["É 1", "15", "don’t know"]]
    assert grid_of(written(rows).encode(encoding)) == rows


def test_a_big_endian_mark_is_known() -> None:
    content = codecs.BOM_UTF16_BE + written(TABLE).encode("utf-16-be")
    assert grid_of(content) == TABLE


def test_the_mark_is_no_part_of_the_first_header() -> None:
    assert grid_of(codecs.BOM_UTF8 + b"Local identifier,Age")[0][0] == "Local identifier"


def test_a_quoted_cell_may_hold_delimiters_quotes_and_line_ends() -> None:
    rows = [HEADER, ['YP, "1"', "15\r\nor 16", "a;b"]]
    assert grid_of(written(rows).encode()) == rows


def test_a_row_with_a_line_end_in_a_cell_is_one_row_as_in_a_spreadsheet() -> None:
    rows = [["a", "b\nc\nd"], ["e", "f"]]
    assert len(grid_of(written(rows).encode())) == 2


def test_blank_lines_are_rows() -> None:
    assert grid_of(b"a,b\n\n\nc,d\n") == [["a", "b"], [], [], ["c", "d"]]


def test_rows_may_differ_in_length() -> None:
    assert grid_of(b"a,b,c\nd\ne,f\n") == [["a", "b", "c"], ["d"], ["e", "f"]]


def test_several_answers_in_one_cell_do_not_make_the_file_semicolon_separated() -> None:
    content = (
        b"Local identifier,Methods of coercion,Current age\n"
        b"YP 1,grooming; gang; local_business; mobile_phone,15\n"
    )
    assert grid_of(content)[0] == ["Local identifier", "Methods of coercion", "Current age"]


def test_commas_in_a_note_do_not_make_the_file_comma_separated() -> None:
    content = b"Local identifier;Current age;Notes\nYP 1;15;one, two, three, four, five\n"
    assert grid_of(content)[1] == ["YP 1", "15", "one, two, three, four, five"]


def test_a_line_that_names_the_separator_for_excel_is_a_row_of_its_own() -> None:
    assert grid_of(b"sep=;\nLocal identifier;Age\nYP 1;15\n")[1:] == [
        ["Local identifier", "Age"],
        ["YP 1", "15"],
    ]


def test_one_column_has_no_delimiter() -> None:
    assert grid_of(b"Local identifier\nYP 1\nYP 2\n") == [
        ["Local identifier"],
        ["YP 1"],
        ["YP 2"],
    ]


def test_an_empty_file_has_no_rows() -> None:
    assert grid_of(b"") == []
    assert grid_of(codecs.BOM_UTF8) == []


@pytest.mark.parametrize("content", [b'a,b\n"c,d\n', b'a,b\nc,"d\ne,f\n'])
def test_a_quotation_mark_that_is_never_closed_is_refused_with_its_row(content: bytes) -> None:
    with pytest.raises(UnreadableFile, match="row 2: a quotation mark is not closed"):
        grid_of(content)


def test_a_quotation_mark_inside_an_unquoted_cell_is_text() -> None:
    assert grid_of(b'a,b\n6" tall,c\n')[1] == ['6" tall', "c"]


def test_what_is_wrong_is_said_without_the_text_of_the_file() -> None:
    with pytest.raises(UnreadableFile) as error:
        grid_of(b'a,b\n"Secret Name,d\n')
    assert "Secret" not in str(error.value)


@pytest.mark.parametrize(
    "content",
    [
        b"Local identifier,Age\nYP\x001,15\n",
        b"PK\x03\x04\x00\x00\x08\x00binary",
        codecs.BOM_UTF8 + b"a\0b",
        codecs.BOM_UTF16_LE + "a\0b".encode("utf-16-le"),
    ],
)
def test_a_file_with_null_bytes_is_refused_as_binary(content: bytes) -> None:
    with pytest.raises(UnreadableFile, match="binary"):
        grid_of(content)


@pytest.mark.parametrize(
    "content", [b"caf\x81", codecs.BOM_UTF16_LE + b"a\0b", codecs.BOM_UTF8 + b"\xff"]
)
def test_bytes_of_no_encoding_are_refused(content: bytes) -> None:
    with pytest.raises(UnreadableFile, match="neither UTF-8 nor UTF-16 nor cp1252"):
        grid_of(content)


@given(TABLES, st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]))
def test_what_a_csv_writer_writes_is_read_again(rows: list[list[str]], encoding: str) -> None:
    named = [HEADER, *([cell.replace("\r", "") for cell in row] for row in rows)]
    text = io.StringIO()
    csv.writer(text, quoting=csv.QUOTE_ALL).writerows(named)
    assert grid_of(text.getvalue().encode(encoding)) == named


@given(st.binary(max_size=200))
def test_no_bytes_whatever_break_the_reading(content: bytes) -> None:
    try:
        rows = grid_of(content)
    except UnreadableFile:
        return
    assert all(isinstance(cell, str) for row in rows for cell in row)
