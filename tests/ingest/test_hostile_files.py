"""Files made to exhaust memory or time, each read or refused in 1 GB and 30 seconds."""

import resource
import struct
import subprocess
import sys
from pathlib import Path

import pytest

from ingest.compound_file import with_one_stream
from tests.ingest.made_files import docx, ods, xlsx, xlsx_parts, zipped

ROOT = Path(__file__).parent.parent.parent
GIGABYTE = 2**30
READING = """
import sys
from pathlib import Path
from ingest.document import UnreadableFile
from ingest.readers import read_document

path = Path(sys.argv[1])
try:
    document = read_document(path.read_bytes(), path.name, lambda _: False)
except UnreadableFile as error:
    print(error.code)
else:
    for sheet in document.sheets:
        print(f"{len(sheet.rows)}x{max(map(len, sheet.rows), default=0)}")
"""
FAR = "XFD1048576"


def outcome(folder: Path, content: bytes, name: str = "a.xlsx") -> str:
    """The code of the refusal, or rows by columns of each sheet; nothing may be printed beside."""
    (folder / name).write_bytes(content)
    done = subprocess.run(
        [sys.executable, "-c", READING, str(folder / name)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (GIGABYTE, GIGABYTE)),
    )
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout.strip()


def row(number: int, *cells: str) -> str:
    return f'<row r="{number}">{"".join(cells)}</row>'


def cell(place: str, value: str = "<v>1</v>", kind: str = "n") -> str:
    return f'<c r="{place}" t="{kind}">{value}</c>'


def shared(count: int) -> str:
    """Rows that all hold the first shared string."""
    return "".join(row(n, cell(f"A{n}", "<v>0</v>", "s")) for n in range(1, count + 1))


def ods_row(*cells: str, times: int = 1) -> str:
    return (
        f'<table:table-row table:number-rows-repeated="{times}">{"".join(cells)}</table:table-row>'
    )


def ods_cell(text: str, times: int = 1) -> str:
    return (
        f'<table:table-cell table:number-columns-repeated="{times}" office:value-type="string">'
        f"<text:p>{text}</text:p></table:table-cell>"
    )


def ods_blank(times: int) -> str:
    return f'<table:table-cell table:number-columns-repeated="{times}"/>'


def record(kind: int, content: bytes) -> bytes:
    return struct.pack("<HH", kind, len(content)) + content


def xls(cells: bytes, strings: bytes = b"") -> bytes:
    """A workbook of Excel 97 with one sheet of these records."""
    begin = record(0x809, struct.pack("<4H2L", 0x600, 5, 0, 0, 0, 6))
    end = record(0x0A, b"")

    def first(start: int) -> bytes:
        return begin + record(0x85, struct.pack("<L4B", start, 0, 0, 1, 0) + b"A") + strings + end

    sheet = record(0x809, struct.pack("<4H2L", 0x600, 16, 0, 0, 0, 6)) + cells + end
    return with_one_stream("Workbook", first(len(first(0))) + sheet)


def xls_number(line: int, column: int) -> bytes:
    return record(0x203, struct.pack("<3Hd", line, column, 0, 1.0))


def xls_strings(count: int, text: bytes) -> bytes:
    head = struct.pack("<2LHB", count, count, len(text), 0)
    return record(0xFC, head + text)


FAR_CELLS = {
    "at the far corner": row(1, cell("A1")) + row(1048576, cell(FAR)),
    "an empty text there": row(1, cell("A1")) + row(1048576, cell(FAR, "<v></v>", "str")),
    "in other quotes": row(1, cell("A1")) + f"<row><c  r='{FAR}'><v>1</v></c></row>",
    "with a prefix": row(1, cell("A1"))
    + f'<x:row xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    f'<x:c r="{FAR}"><x:v>1</x:v></x:c></x:row>',
    "counted, not named": f"<row>{'<c/>' * 20_000}<c><v>1</v></c></row>{'<row/>' * 20_000}"
    "<row><c><v>1</v></c></row>",
    "just within two letters": row(1, cell("A1")) + row(9999, cell("ZZ9999")),
}


@pytest.mark.parametrize("rows", FAR_CELLS.values(), ids=FAR_CELLS.keys())
def test_a_cell_far_away_makes_the_sheet_too_large(tmp_path: Path, rows: str) -> None:
    assert outcome(tmp_path, xlsx(rows)) == "too_large"


def test_an_empty_cell_far_away_is_nothing(tmp_path: Path) -> None:
    rows = row(1, cell("A1")) + row(1048576, f'<c r="{FAR}" s="1"/>')
    assert outcome(tmp_path, xlsx(rows)) == "1x1"


def test_a_sheet_that_claims_a_million_columns_is_as_large_as_it_is(tmp_path: Path) -> None:
    parts = xlsx_parts(row(1, cell("A1")))
    sheet = str(parts["xl/worksheets/sheet1.xml"])
    claimed = sheet.replace("<sheetData>", f'<dimension ref="A1:{FAR}"/><sheetData>')
    content = zipped({**parts, "xl/worksheets/sheet1.xml": claimed})
    assert outcome(tmp_path, content) == "1x1"


def test_a_place_beyond_all_sheets_is_damage(tmp_path: Path) -> None:
    rows = row(1, cell("A1"), cell("ZZZZZZZZZ9999999999"))
    assert outcome(tmp_path, xlsx(rows)) == "unreadable_file"


def test_sixteen_thousand_columns_are_read(tmp_path: Path) -> None:
    cells = "<c><v>1</v></c>" * 16_384
    assert outcome(tmp_path, xlsx(f"<row>{cells}</row>" * 2)) == "2x16384"


def test_twenty_thousand_columns_of_text_are_read(tmp_path: Path) -> None:
    content = b",".join([b"1"] * 20_000)
    assert outcome(tmp_path, content, "a.csv") == "1x20000"


@pytest.mark.parametrize("length", [20_000, 10_000_000])
def test_a_long_text_that_many_cells_share_is_too_large(tmp_path: Path, length: int) -> None:
    strings = f"<si><t>{'x' * length}</t></si>"
    assert outcome(tmp_path, xlsx(shared(9000), strings)) == "too_large"


def test_a_long_text_that_one_cell_has_does_not_count_for_the_others(tmp_path: Path) -> None:
    strings = f"<si><t>a</t></si><si><t>{'x' * 100_000}</t></si>"
    assert outcome(tmp_path, xlsx(shared(9000), strings)) == "9000x1"


def test_millions_of_shared_texts_are_too_large(tmp_path: Path) -> None:
    assert outcome(tmp_path, xlsx("", "<si/>" * 15_000_000)) == "too_large"


def test_one_sheet_named_ten_thousand_times_is_too_large(tmp_path: Path) -> None:
    parts = xlsx_parts("<row/>" * 1_000_000)
    book = str(parts["xl/workbook.xml"])
    start, end = book.index("<sheet "), book.index("</sheets>")
    many = book[:start] + book[start:end] * 10_000 + book[end:]
    assert outcome(tmp_path, zipped({**parts, "xl/workbook.xml": many})) == "too_large"


@pytest.mark.parametrize(
    ("text", "name"), [("x" * 10_000_000, "a.xlsx"), ("x" * 9_900_000, "a.docx")]
)
def test_ten_megabytes_in_a_cell_are_too_large(tmp_path: Path, text: str, name: str) -> None:
    content = {
        "a.xlsx": xlsx(row(1, cell("A1", f"<is><t>{text}</t></is>", "inlineStr"))),
        "a.docx": docx(f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"),
    }[name]
    assert outcome(tmp_path, content, name) == "too_large"


def test_a_part_that_is_a_bomb_is_too_large(tmp_path: Path) -> None:
    parts = xlsx_parts(row(1, cell("A1")))
    bomb = zipped({**parts, "xl/styles.xml": bytes(200 * 2**20)})
    assert outcome(tmp_path, bomb) == "too_large"


def test_blanks_as_large_as_may_be_are_read_or_refused(tmp_path: Path) -> None:
    parts = xlsx_parts(row(1, cell("A1")))
    blanks = zipped({**parts, "xl/styles.xml": b" " * (90 * 2**20)})
    assert outcome(tmp_path, blanks) in {"1x1", "unreadable_file"}


ODS_ROWS = {
    "columns": ods_row(ods_cell("a", 16_000)) * 1000,
    "rows": ods_row(ods_cell("a"), times=1_000_000) * 10,
    "rows and columns": ods_row(ods_cell("a", 16_000), times=1_000_000),
    "a little, often": ods_row(ods_cell("a", 99) * 100, times=99) * 100,
    "blank rows before others": ods_row(ods_cell("a"))
    + ods_row(ods_blank(16_384), times=1_000_000)
    + ods_row(ods_cell("a", 10)),
    "spaces": ods_row(ods_cell('<text:s text:c="99999999"/>' * 100)),
    "long texts": ods_row(ods_cell("x" * 100_000, 90), times=90),
}


@pytest.mark.parametrize("rows", ODS_ROWS.values(), ids=ODS_ROWS.keys())
def test_what_an_ods_repeats_a_million_times_is_too_large(tmp_path: Path, rows: str) -> None:
    assert outcome(tmp_path, ods(rows), "a.ods") == "too_large"


def test_blank_cells_that_an_ods_repeats_to_its_end_are_nothing(tmp_path: Path) -> None:
    rows = ods_row(ods_cell("a"), ods_blank(16_383)) + ods_row(ods_blank(16_384), times=1_048_575)
    assert outcome(tmp_path, ods(rows), "a.ods") == "1x1"


@pytest.mark.parametrize(("line", "column"), [(65_535, 65_535), (65_535, 255), (9_000, 4_000)])
def test_a_cell_far_away_in_an_xls_is_too_large(tmp_path: Path, line: int, column: int) -> None:
    content = xls(xls_number(0, 0) + xls_number(line, column))
    assert outcome(tmp_path, content, "a.xls") == "too_large"


@pytest.mark.parametrize(("rows", "columns"), [(0xFFFFFFFF, 0xFFFF), (65_536, 256)])
def test_an_xls_that_claims_many_cells_is_as_large_as_it_is(
    tmp_path: Path, rows: int, columns: int
) -> None:
    extent = record(0x200, struct.pack("<2L3H", 0, rows, 0, columns, 0))
    assert outcome(tmp_path, xls(extent + xls_number(0, 0)), "a.xls") == "1x1"


def test_a_long_text_that_many_cells_of_an_xls_share_is_too_large(tmp_path: Path) -> None:
    cells = b"".join(record(0xFD, struct.pack("<3HL", n, 0, 0, 0)) for n in range(9000))
    content = xls(cells, xls_strings(1, b"x" * 8000))
    assert outcome(tmp_path, content, "a.xls") == "too_large"


def test_an_xls_that_claims_more_texts_than_it_has_is_damaged(tmp_path: Path) -> None:
    content = xls(xls_number(0, 0), xls_strings(0x7FFFFFFF, b"x"))
    assert outcome(tmp_path, content, "a.xls") == "unreadable_file"


def test_an_xls_with_a_password_is_protected(tmp_path: Path) -> None:
    locked = record(0x2F, b"\1\0") + xls_strings(0x7FFFFFFF, b"unreadable")
    assert outcome(tmp_path, xls(xls_number(0, 0), locked), "a.xls") == "password_protected"


def test_a_hundred_thousand_tables_in_each_other_are_damage(tmp_path: Path) -> None:
    body = "<w:tbl><w:tr><w:tc>" * 100_000 + "</w:tc></w:tr></w:tbl>" * 100_000
    assert outcome(tmp_path, docx(body), "a.docx") == "unreadable_file"


def test_eighty_tables_in_each_other_are_read(tmp_path: Path) -> None:
    body = "<w:tbl><w:tr><w:tc>" * 80 + "<w:p/>" + "</w:tc></w:tr></w:tbl>" * 80
    assert outcome(tmp_path, docx(body), "a.docx") == "1x1"


WORD_BODIES = {
    "elements": "<w:p/>" * 2_600_000,
    "attributes": '<w:p w:a="" w:b="" w:c="" w:d=""/>' * 600_000,
    "a merged cell": '<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="999999999"/></w:tcPr>'
    "<w:p/></w:tc></w:tr></w:tbl>",
    "merged cells": "<w:tbl>"
    + '<w:tr><w:trPr><w:gridBefore w:val="1000"/></w:trPr><w:tc><w:p/></w:tc></w:tr>' * 2000
    + "</w:tbl>",
}


@pytest.mark.parametrize("body", WORD_BODIES.values(), ids=WORD_BODIES.keys())
def test_a_word_file_of_millions_is_too_large(tmp_path: Path, body: str) -> None:
    assert outcome(tmp_path, docx(body), "a.docx") == "too_large"


def test_the_largest_word_file_that_is_read_fits(tmp_path: Path) -> None:
    assert outcome(tmp_path, docx("<w:p/>" * 2_400_000), "a.docx") == ""
