"""`register.csv`: whose the files beside it are, and every way in which it can't be used."""

import codecs
from pathlib import Path

import pytest

from ingest.register import RegisterError, RegisterLine, read_register

COLUMNS = "file,agency,agency_type,area,return_date,mapping,id_prefixes,numbering,received"
LINE = "a.csv,Harbour Project,voluntary,York,2011-06-06,,BWD YP,own"
SHORT = "file,agency,agency_type,area,return_date"


def register(folder: Path, *lines: str, files: tuple[str, ...] = ("a.csv", "b.csv")) -> Path:
    """A register with these lines, beside these files."""
    for name in files:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("", encoding="utf-8")
    path = folder / "register.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def refusal(path: Path) -> str:
    """The sentence of the refusal, without the path that it names first."""
    with pytest.raises(RegisterError) as error:
        read_register(path)
    message = str(error.value)
    assert message.startswith(str(path))
    return message.removeprefix(str(path))


def test_a_line_says_all_that_the_register_knows_of_a_file(tmp_path: Path) -> None:
    assert read_register(register(tmp_path, COLUMNS, LINE)) == {
        "a.csv": RegisterLine(
            "a.csv", "Harbour Project", "voluntary", "York", "2011-06-06", "", "BWD YP", "own"
        )
    }


def test_the_last_three_columns_may_be_left_out(tmp_path: Path) -> None:
    lines = read_register(register(tmp_path, SHORT, "a.csv,Harbour,voluntary,York,2011-06-06"))
    assert lines["a.csv"].numbering == lines["a.csv"].mapping == lines["a.csv"].id_prefixes == ""


def test_the_columns_may_stand_in_any_order_and_case(tmp_path: Path) -> None:
    path = register(
        tmp_path,
        "Return_Date,AREA,agency_type, agency ,File,,",
        "2011-06-06,York,voluntary,Harbour,a.csv,,",
    )
    assert read_register(path)["a.csv"] == RegisterLine(
        "a.csv", "Harbour", "voluntary", "York", "2011-06-06"
    )


def test_a_register_with_a_mark_is_read(tmp_path: Path) -> None:
    path = register(tmp_path, COLUMNS, LINE)
    path.write_bytes(codecs.BOM_UTF8 + path.read_bytes())
    assert list(read_register(path)) == ["a.csv"]


def test_a_register_with_semicolons_is_read(tmp_path: Path) -> None:
    path = register(tmp_path, COLUMNS.replace(",", ";"), LINE.replace(",", ";"))
    assert read_register(path)["a.csv"].agency == "Harbour Project"


def test_surplus_spaces_and_blank_lines_are_no_matter(tmp_path: Path) -> None:
    path = register(tmp_path, SHORT, "", " a.csv , Harbour  Project ,voluntary,York,x", ",,,,", "")
    assert read_register(path)["a.csv"].agency == "Harbour Project"


def test_a_short_line_leaves_the_rest_blank(tmp_path: Path) -> None:
    lines = read_register(register(tmp_path, COLUMNS, "a.csv,Harbour"))
    assert lines["a.csv"] == RegisterLine("a.csv", "Harbour")


@pytest.mark.parametrize("name", ["may/a.csv", "may\\a.csv", "./may/a.csv", "may//a.csv"])
def test_a_path_goes_from_the_registers_folder_with_either_slash(tmp_path: Path, name: str) -> None:
    path = register(tmp_path, SHORT, f"{name},Harbour,voluntary,York,x", files=("may/a.csv",))
    assert list(read_register(path)) == ["may/a.csv"]


@pytest.mark.parametrize("word", ["own", "shared", "OWN", " Shared "])
def test_numbering_is_own_or_shared_without_case(tmp_path: Path, word: str) -> None:
    path = register(tmp_path, COLUMNS, f"a.csv,Harbour,voluntary,York,x,,,{word}")
    assert read_register(path)["a.csv"].numbering == word.strip().lower()


def test_prefixes_that_are_no_letters_are_refused_with_their_line(tmp_path: Path) -> None:
    path = register(tmp_path, COLUMNS, LINE, "b.csv,Harbour,voluntary,York,x,,B1 YP,own")
    assert refusal(path) == (
        ", line 3: id_prefixes must be letters, parted by spaces, as in BWD YP."
    )


def test_any_other_numbering_is_refused_with_its_line(tmp_path: Path) -> None:
    path = register(tmp_path, COLUMNS, LINE, "b.csv,Harbour,voluntary,York,x,,,local")
    assert refusal(path) == ", line 3: numbering must be own, shared or blank."


@pytest.mark.parametrize(
    "name",
    ["c.csv", "", "may", "/etc/passwd", "../a.csv", "may/../a.csv", "..\\a.csv", "*.csv"],
)
def test_a_line_that_names_no_file_of_the_folder_is_refused_with_its_line(
    tmp_path: Path, name: str
) -> None:
    (tmp_path / "a.csv").write_text("", encoding="utf-8")
    folder = tmp_path / "returns"
    path = register(folder, COLUMNS, LINE, f"{name},Harbour", files=("a.csv", "may/b.csv"))
    assert refusal(path) == (
        ", line 3: the file that it names is not in the folder. "
        "Correct the name, add the file or remove the line."
    )


@pytest.mark.parametrize("name", ["register.csv", "./register.csv"])
def test_a_line_that_names_the_register_itself_is_refused(tmp_path: Path, name: str) -> None:
    path = register(tmp_path, COLUMNS, f"{name},Harbour")
    assert refusal(path).startswith(", line 2: ")


@pytest.mark.parametrize("name", ["a.csv", "./a.csv", ".\\a.csv", " a.csv "])
def test_a_second_line_for_the_same_file_is_refused_with_its_line(
    tmp_path: Path, name: str
) -> None:
    path = register(tmp_path, COLUMNS, LINE, f"{name},Harbour")
    assert refusal(path) == ", line 3: a second line for the same file. Remove one of the two."


@pytest.mark.parametrize("column", SHORT.split(","))
def test_a_register_without_one_of_the_five_columns_is_refused(tmp_path: Path, column: str) -> None:
    header = ",".join(name for name in COLUMNS.split(",") if name != column)
    message = refusal(register(tmp_path, header, LINE))
    assert message == f", line 1: no column {column}. The columns are {COLUMNS}."


@pytest.mark.parametrize("header", [f"{COLUMNS},notes", f"{COLUMNS},area", f"{SHORT},,numbering"])
def test_a_column_that_is_unknown_blank_or_given_twice_is_refused(
    tmp_path: Path, header: str
) -> None:
    message = refusal(register(tmp_path, header, LINE))
    names = COLUMNS.replace(",", ", ")
    assert message == f", line 1: each column must be one of {names}, once."


def test_an_empty_register_is_refused(tmp_path: Path) -> None:
    path = register(tmp_path)
    path.write_bytes(b"")
    assert refusal(path).startswith(", line 1: no column file, agency, agency_type, area")


def test_a_register_that_is_no_text_is_refused(tmp_path: Path) -> None:
    path = register(tmp_path, COLUMNS)
    path.write_bytes(b"PK\x03\x04\x00\x00\x00\x01")
    assert refusal(path) == ": the file holds binary data. Save it as CSV UTF-8."


def test_the_refusal_of_a_register_holds_nothing_of_its_lines(tmp_path: Path) -> None:
    path = register(tmp_path, COLUMNS, "Anne Smith.csv,Secret Agency,voluntary,York,x,,,local")
    message = refusal(path)
    assert "Secret" not in message
    assert "Anne" not in message


def test_a_file_whose_name_holds_two_spaces_can_be_registered(tmp_path: Path) -> None:
    path = register(tmp_path, SHORT, "a  b.csv,Harbour,voluntary,York,x", files=("a  b.csv",))
    assert list(read_register(path)) == ["a  b.csv"]


def test_a_line_with_more_cells_than_the_header_is_refused(tmp_path: Path) -> None:
    path = register(tmp_path, SHORT, "a.csv,Harbour,voluntary,York,2011-06-06,of the North")
    assert refusal(path).startswith(", line 2: ")
