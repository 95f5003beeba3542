"""One delivered file to answers, or to the problem for which it is refused."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.delivery import DeliveredFile
from ingest.files import file_reader
from ingest.read_file import Answers, FileProblem, ReadFile
from ingest.register import RegisterLine
from ingest.sources import FileSource
from schemas.areas import load_areas
from schemas.problems import load_problems
from tests.ingest.given import CODEBOOK, REGISTERED, TODAY
from tests.sending import COVER, write_csv, write_return

READER = file_reader(CODEBOOK, load_areas(), TODAY)
PROBLEMS = load_problems()


def read(location: Path, register: RegisterLine | None = None) -> ReadFile:
    return READER.read(DeliveredFile(location.name, register, None, FileSource(location)))


def answers(location: Path, register: RegisterLine | None = None) -> Answers:
    found = read(location, register)
    assert found.problem is None
    assert found.answers is not None
    return found.answers


def problem(location: Path, register: RegisterLine | None = None) -> FileProblem:
    found = read(location, register)
    assert found.answers is None
    assert found.problem is not None
    assert PROBLEMS[found.problem.code].size == "file"
    return found.problem


def one(folder: Path, name: str = "a.csv", **cover: str) -> Path:
    return write_return(folder / name, [{"local_id": "YP 1", "gender": "female"}], cover)


def test_a_file_with_its_own_cover_is_read(tmp_path: Path) -> None:
    found = answers(one(tmp_path))
    assert found.rows["local_id"].to_pylist() == ["YP 1"]
    assert found.rows["agency"].to_pylist() == ["Harbour Project"]
    assert found.rows["area"].to_pylist() == ["E06000014"]
    assert found.nil is None
    assert found.rows["numbering"].to_pylist() == [None]
    assert found.rows["id_prefixes"].to_pylist() == [None]


def test_what_the_register_says_of_identifiers_goes_with_the_file(tmp_path: Path) -> None:
    line = RegisterLine("a.csv", id_prefixes="bwd yp", numbering="own")
    found = answers(one(tmp_path), line)
    assert found.rows["id_prefixes"].to_pylist() == ["BWD YP"]
    assert found.rows["numbering"].to_pylist() == ["own"]


def test_questions_that_a_file_does_not_ask_are_listed(tmp_path: Path) -> None:
    absent = answers(one(tmp_path)).understood.absent_questions
    assert "age" in absent
    assert not {"local_id", "gender", "area"} & set(absent)


def test_a_file_without_rows_is_a_nil_return(tmp_path: Path) -> None:
    found = answers(write_return(tmp_path / "a.csv", []))
    assert found.nil is not None
    assert found.nil.agency == "Harbour Project"
    assert found.rows.num_rows == 0


def test_a_file_with_only_a_total_is_a_nil_return(tmp_path: Path) -> None:
    rows = [*COVER.items(), ["local_id", "gender"], ["Total", "0"]]
    found = answers(write_csv(tmp_path / "a.csv", rows))
    assert found.nil is not None
    assert found.understood.left_out_rows == 1


@pytest.mark.parametrize("name", ["a.csv", "a.CSV", "a.txt"])
def test_text_files_are_read_by_the_ending_of_their_name(tmp_path: Path, name: str) -> None:
    assert answers(one(tmp_path, name)).rows.num_rows == 1


@pytest.mark.parametrize("name", ["a.pdf", "a", "a.md"])
def test_a_file_of_another_kind_is_refused(tmp_path: Path, name: str) -> None:
    assert problem(one(tmp_path, name)).code == "unsupported_file_type"


@pytest.mark.parametrize("name", ["a.docx", "a.csv.zip", "a.ods"])
def test_text_that_is_named_as_a_package_is_refused_as_damaged(tmp_path: Path, name: str) -> None:
    assert problem(one(tmp_path, name)).code == "unreadable_file"


def test_text_that_is_named_as_a_workbook_is_read_as_text(tmp_path: Path) -> None:
    assert answers(one(tmp_path, "a.xlsx")).rows.num_rows == 1


def test_a_file_of_which_neither_its_cover_nor_a_register_speaks_is_refused(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "a.csv", [["local_id", "gender"], ["YP 1", "female"]])
    assert problem(path).code == "no_cover"


def test_a_registered_file_without_an_agency_is_refused_for_that(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "a.csv", [["local_id", "gender"], ["YP 1", "female"]])
    assert problem(path, RegisterLine("a.csv", "", "mixed", "York", "2011-06-06")) == FileProblem(
        "no_agency", "agency"
    )


def test_the_register_is_cover_enough(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "a.csv", [["local_id", "gender"], ["YP 1", "female"]])
    assert answers(path, REGISTERED).rows["agency"].to_pylist() == ["Shore Trust"]


@pytest.mark.parametrize(
    ("cover", "code"),
    [
        ({"return_date": "2011-07-01"}, "future_return_date"),
        ({"return_date": "soon"}, "unreadable_return_date"),
        ({"agency_type": "charity"}, "unknown_agency_type"),
        ({"area": ""}, "no_area"),
        ({"form_version": "2012"}, "unknown_form_version"),
    ],
)
def test_a_file_whose_cover_does_not_tell_is_refused(
    tmp_path: Path, cover: dict[str, str], code: str
) -> None:
    assert problem(one(tmp_path, **cover)).code == code


@pytest.mark.parametrize(
    ("header", "code"),
    [
        (["gender", "age", "nationality"], "no_identifier_column"),
        (["local_id", "gender", "Gender"], "header_twice"),
        (["one", "two", "three"], "no_header"),
    ],
)
def test_a_file_whose_headers_cannot_be_used_is_refused(
    tmp_path: Path, header: list[str], code: str
) -> None:
    path = write_csv(tmp_path / "a.csv", [*COVER.items(), header, ["YP 1", "15", "x"]])
    assert problem(path).code == code


def test_a_file_that_cannot_be_read_is_refused_with_the_row(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b'local_id,gender\nYP 1,"female\n')
    found = problem(path)
    assert found.code == "unreadable_file"
    assert found.detail.startswith("row 2: ")


def test_an_empty_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(b"")
    assert problem(tmp_path / "a.csv", REGISTERED).code == "no_header"


def test_a_file_that_has_gone_is_refused(tmp_path: Path) -> None:
    assert problem(tmp_path / "gone.csv").code == "unreadable_file"


def test_a_file_is_known_by_its_bytes_wherever_it_lies(tmp_path: Path) -> None:
    first, second = one(tmp_path / "may"), one(tmp_path / "june", "b.csv")
    assert read(first).identity == read(second).identity
    assert read(first).sha256 == read(second).sha256


@pytest.mark.parametrize(
    "change",
    [
        {"agency": "B"},
        {"agency_type": "mixed"},
        {"area": "Kent"},
        {"return_date": "2011-06-06"},
        {"id_prefixes": "BWD"},
        {"numbering": "own"},
    ],
)
def test_the_same_bytes_with_another_line_of_the_register_are_another_file(
    tmp_path: Path, change: dict[str, str]
) -> None:
    path = write_csv(tmp_path / "a.csv", [["local_id", "gender"], ["YP 1", "female"]])
    first, second = read(path, REGISTERED), read(path, replace(REGISTERED, **change))
    assert first.answers
    assert second.answers
    assert first.identity != second.identity
    assert first.sha256 == second.sha256


def test_other_bytes_are_another_file(tmp_path: Path) -> None:
    first, second = one(tmp_path), one(tmp_path, "b.csv", area="Leeds")
    assert read(first).identity != read(second).identity


@given(
    st.one_of(
        st.binary(max_size=80),
        st.lists(
            st.sampled_from(["local_id", "gender", "age", ",", ";", "\n", '"', "x", "\0", "é"]),
            max_size=30,
        ).map(lambda parts: "".join(parts).encode()),
    )
)
def test_nothing_that_a_file_holds_stops_the_program(
    tmp_path_factory: pytest.TempPathFactory, content: bytes
) -> None:
    path = tmp_path_factory.getbasetemp() / "any.csv"
    path.write_bytes(content)
    found = read(path, REGISTERED)
    assert (found.problem is None) != (found.answers is None)
    assert found.problem is None or found.problem.code != "reading_failed"
