"""What refuses a file, or is told of it: constants, sheets, encodings, faults of the program."""

from pathlib import Path

import openpyxl
import pytest

from ingest.document import Document
from ingest.headers import HeaderBook
from ingest.laid_out import Doubt, LaidOut
from ingest.places import Place
from schemas.codebook import Codebook
from tests.ingest.sent_files import answers, problem, read_file, read_rows
from tests.sending import COVER

HEADER = ["Local identifier", "Current age", "Gender"]
YP_1 = ["A1", "15", "male"]
LINES = [list(line) for line in COVER.items()]


def test_a_constant_for_a_question_that_the_file_asks_refuses_the_file(tmp_path: Path) -> None:
    found = problem(read_rows(tmp_path, HEADER, YP_1, mapping='[constants]\ngender = "female"'))
    assert (found.code, found.place) == ("constant_and_column", Place(None, None, 3))


def test_a_constant_for_a_field_of_the_cover_fills_in_what_the_file_leaves_out(
    tmp_path: Path,
) -> None:
    mapping = '[constants]\narea = "Leeds"\nagency = "Shore"\nnationality = "british"'
    read = answers(read_rows(tmp_path, HEADER, YP_1, cover={"agency": ""}, mapping=mapping))
    assert read.rows["agency"].to_pylist() == ["Shore"]
    assert read.rows["area"].to_pylist() == ["E06000014"]
    assert read.rows["nationality"].to_pylist() == ["british"]


def test_a_constant_is_none_of_the_questions_that_the_file_asks(tmp_path: Path) -> None:
    mapping = '[constants]\nnationality = "british"'
    understood = answers(read_rows(tmp_path, HEADER, YP_1, mapping=mapping)).understood
    assert [name for name, _ in understood.found] == ["local_id", "age", "gender"]


def test_a_sheet_that_the_mapping_names_and_the_file_does_not_have_refuses_it(
    tmp_path: Path,
) -> None:
    assert problem(read_rows(tmp_path, HEADER, YP_1, mapping="sheets = [7]")).code == (
        "sheet_missing"
    )
    assert answers(read_rows(tmp_path, HEADER, YP_1, mapping="sheets = [1]")).rows.num_rows == 1


@pytest.mark.parametrize(
    ("columns", "unmet"),
    [
        ('"Ref no:" = "local_id"', 0),
        ('"REF  NO" = "local_id"', 0),
        ('"Ref no" = "local_id"\n"Sex of child" = "gender"', 1),
        ('"Ref no" = "local_id"\n"One" = "gender"\n"Two" = "age"', 2),
        ('"Ref no" = "local_id"\n"Key worker" = ""', 0),
    ],
    ids=["with a colon", "in capitals", "one", "two", "one to be left unused"],
)
def test_the_headers_of_the_mapping_that_the_file_does_not_have_are_counted(
    tmp_path: Path, columns: str, unmet: int
) -> None:
    rows = [["Ref no", "Nationality"], ["A1", "British"]]
    read = answers(read_rows(tmp_path, *rows, mapping=f"[columns]\n{columns}"))
    assert read.understood.unmet_columns == unmet


def test_a_header_with_its_answer_in_one_cell_is_met(tmp_path: Path) -> None:
    mapping = '[columns]\n"Ref" = "local_id"\n"How old" = "age"'
    read = answers(
        read_rows(tmp_path, ["Ref: A1"], ["How old: 15"], ["Gender: male"], mapping=mapping)
    )
    assert read.rows["age"].to_pylist() == ["15"]
    assert read.understood.unmet_columns == 0


def test_a_header_with_a_colon_in_it_is_met(tmp_path: Path) -> None:
    mapping = '[columns]\n"Help: legal" = "support_provided: other"'
    rows = [["Local identifier", "Help: legal"], ["A1", "x"]]
    read = answers(read_rows(tmp_path, *rows, mapping=mapping))
    assert read.rows["support_provided"].to_pylist() == ["other"]
    assert read.understood.unmet_columns == 0


def written(folder: Path, content: bytes) -> Path:
    path = folder / "a.csv"
    path.write_bytes(content)
    return path


def text_of(own: str) -> str:
    return "\n".join(map(",".join, [*LINES, HEADER, [own, "15", "male"]]))


def test_a_text_in_cp1252_is_read(tmp_path: Path) -> None:
    read = answers(read_file(written(tmp_path, text_of("É1 – ’").encode("cp1252"))))
    assert read.rows["local_id"].to_pylist() == ["É1 – ’"]


@pytest.mark.parametrize("letter", ["é", "’", "–", "…"])
def test_a_text_in_utf_8_with_one_byte_of_cp1252_is_refused(tmp_path: Path, letter: str) -> None:
    content = text_of(f"A1 {letter} #").encode().replace(b"#", b"\xe9")
    found = problem(read_file(written(tmp_path, content)))
    assert found.code == "unreadable_file"
    assert found.detail == "a part of the text is in UTF-8 and another part is not"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_a_text_in_utf_16_with_a_part_that_is_not_is_refused(
    tmp_path: Path, encoding: str, ends: str
) -> None:
    more = f"{ends}A2,16,female{ends}A3,17,male{ends}".encode()
    content = text_of("A1").encode(encoding) + more + b"\n" * (len(more) % 2)
    found = problem(read_file(written(tmp_path, content)))
    assert (found.code, found.detail) == (
        "unreadable_file",
        "a part of the text is in UTF-16 and another part is not",
    )


def test_a_text_in_utf_16_of_many_scripts_is_read(tmp_path: Path) -> None:
    content = text_of("A1 \u0a2a\u0a70\u0a1c\u0a3e\u0a2c\u0a40\u0a28\u0a3e\u0a2a ………").encode(
        "utf-16"
    )
    assert answers(read_file(written(tmp_path, content))).rows.num_rows == 1


def workbook(folder: Path, *hidden: list[list[str]]) -> Path:
    book = openpyxl.Workbook()
    for row in [*LINES, HEADER, YP_1]:
        book.active.append(row)
    for rows in hidden:
        sheet = book.create_sheet()
        sheet.sheet_state = "hidden"
        for row in rows:
            sheet.append(row)
    book.save(folder / "a.xlsx")
    return folder / "a.xlsx"


def test_hidden_sheets_with_young_people_are_named(tmp_path: Path) -> None:
    codes = [["Gender"], ["female"], ["male"]]
    people = [*LINES, HEADER, ["A2", "16", "female"]]
    read = answers(read_file(workbook(tmp_path, codes, people)))
    assert read.rows["local_id"].to_pylist() == ["A1", "A2"]
    assert read.understood.hidden_sheets == ("sheet 3",)


def test_hidden_sheets_without_young_people_are_not_named(tmp_path: Path) -> None:
    read = answers(read_file(workbook(tmp_path, [["Gender"], ["female"]], [HEADER])))
    assert read.understood.hidden_sheets == ()


@pytest.mark.parametrize(
    ("header", "place", "name", "option"),
    [
        (["Local identifier", "Sex"], "cell B5", "gender", None),
        (["Local identifier", "M/F"], "cell B5", "gender", None),
        (["Ref no", "Gender", "Current age", "Nationality"], "cell A5", "local_id", None),
        (["Local identifier", "Grooming"], "cell B5", "coercion_methods", "grooming"),
    ],
)
def test_a_header_that_is_often_used_for_a_question_has_to_be_confirmed(
    tmp_path: Path, header: list[str], place: str, name: str, option: str | None
) -> None:
    found = problem(read_rows(tmp_path, header, ["A1", "x"]))
    assert found.code == "doubtful_header"
    assert [_said(each) for each in found.doubts] == [(place, name, option)]


def _said(doubt: Doubt) -> tuple[str, str, str | None]:
    return doubt.place.text(), doubt.meaning.name, doubt.meaning.option


def _faulty(
    document: Document, headers: HeaderBook, codebook: Codebook, chosen: frozenset[int] | None
) -> LaidOut:
    raise ValueError(f"a fault at {document.sheets[0].rows[-1]}")


def test_a_fault_of_the_program_refuses_the_file_without_a_word_of_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ingest.files.laid_out", _faulty)
    found = problem(read_rows(tmp_path, HEADER, ["Secret", "15", "male"]))
    line = _faulty.__code__.co_firstlineno + 3
    assert found.code == "reading_failed"
    assert found.detail == f"ValueError in test_file_problems.py, line {line}"
