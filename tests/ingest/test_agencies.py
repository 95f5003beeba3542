"""`agencies.csv`: what it says of agencies, every way in which it can't be used, and what it adds
to a file."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from ingest.agencies import Agencies, Agency
from ingest.agencies_reading import COLUMNS, AgenciesError, read_agencies
from ingest.delivery import DeliveredFile
from ingest.files import file_reader
from ingest.read_file import Answers, ReadFile
from ingest.register import RegisterLine
from ingest.sources import FileSource
from schemas.areas import load_areas
from tests.ingest.given import CODEBOOK, REGISTERED, TODAY
from tests.sending import write_return

HEADER = ",".join(COLUMNS)
HARBOUR = (
    "Harbour Project,Harbour Proj; HP,voluntary,York; Leeds,own,BWD YP,10,01/07/2011,31 March 2012"
)
SAYS_ALL = f"{HEADER}\n{HARBOUR}\nPolice,,statutory,,shared,,,,\n"


def agencies_of(text: str) -> Agencies:
    return read_agencies(text.encode(), "agencies.csv", CODEBOOK, load_areas())


def refusal(*lines: str) -> str:
    """The sentence of the refusal, without the name of the file, and holding none of its cells."""
    with pytest.raises(AgenciesError) as error:
        agencies_of("\n".join(lines))
    message = str(error.value)
    assert message.startswith("agencies.csv")
    assert "Harbour" not in message
    return message.removeprefix("agencies.csv")


def read(path: Path, said: str = SAYS_ALL, register: RegisterLine | None = None) -> ReadFile:
    """A file as it is read beside an agencies.csv."""
    reader = file_reader(CODEBOOK, load_areas(), TODAY, agencies_of(said))
    return reader.read(DeliveredFile(path.name, register, None, FileSource(path)))


def answers(path: Path, said: str = SAYS_ALL, register: RegisterLine | None = None) -> Answers:
    found = read(path, said, register)
    assert found.problem is None
    assert found.answers is not None
    return found.answers


def one(folder: Path, **cover: str) -> Path:
    return write_return(folder / "a.csv", [{"local_id": "YP 1"}], cover)


def rows_of(folder: Path, *rows: dict[str, str]) -> Path:
    """A file without agency and type on its cover; both may stand in its rows."""
    records = [{"local_id": f"YP {number}", **row} for number, row in enumerate(rows, start=1)]
    return write_return(folder / "a.csv", records, {"agency": "", "agency_type": ""})


def test_a_line_says_all_that_is_known_of_an_agency() -> None:
    assert agencies_of(SAYS_ALL).agencies == (
        Agency(
            "Harbour Project", ("Harbour Proj", "HP"), "voluntary", ("York", "Leeds"), "own",
            "BWD YP", 10, date(2011, 7, 1), date(2012, 3, 31),
        ),
        Agency("Police", type="statutory", numbering="shared"),
    )  # fmt: skip


def test_an_agency_is_found_by_name_and_spellings_without_case_and_surplus_spaces() -> None:
    agencies = agencies_of(SAYS_ALL)
    names = ("Harbour Project", "HARBOUR  PROJ", " hp ")
    assert [agencies.name_of(name) for name in names] == ["Harbour Project"] * 3
    assert [agencies.key_of(name) for name in names] == ["harbour project"] * 3
    assert agencies.name_of("Harbour") == "Harbour"


def test_all_columns_but_the_agency_may_be_left_out_and_stand_in_any_order() -> None:
    assert agencies_of("Agency\nHarbour Project\n").agencies == (Agency("Harbour Project"),)
    assert agencies_of("due_days,AGENCY\n0,Police\n").agencies == (Agency("Police", due_days=0),)


def test_a_file_with_semicolons_between_its_columns_is_read() -> None:
    (agency,) = agencies_of('agency;spellings\nHarbour Project;"HP;H P"\n').agencies
    assert agency.spellings == ("HP", "H P")


def test_a_type_is_read_as_on_a_form() -> None:
    (agency,) = agencies_of("agency,type\nPolice, STATUTORY \n").agencies
    assert agency.type == "statutory"


@pytest.mark.parametrize("area", ["York", "E06000014", "816", "York LSCB", "City and Hackney"])
def test_an_area_may_be_written_as_in_a_return(area: str) -> None:
    (agency,) = agencies_of(f"agency,areas\nPolice,{area}\n").agencies
    assert agency.areas == (area,)


def test_an_area_of_another_time_is_known() -> None:
    """The county of Bedfordshire ended in 2009; North Northamptonshire began in 2021."""
    areas = "Bedfordshire;North Northamptonshire"
    (agency,) = agencies_of(f"agency,areas\nPolice,{areas}\n").agencies
    assert agency.areas == ("Bedfordshire", "North Northamptonshire")


def test_the_identity_is_that_of_what_is_said_whatever_the_order() -> None:
    lines = SAYS_ALL.splitlines()
    turned = "\n".join(
        [lines[0], lines[2], lines[1].replace("Harbour Proj; HP", "HP;Harbour Proj")]
    )
    assert agencies_of(turned).identity == agencies_of(SAYS_ALL).identity
    assert agencies_of(SAYS_ALL.replace("own", "shared")).identity != agencies_of(SAYS_ALL).identity


def test_an_unknown_column_and_one_given_twice_are_refused() -> None:
    said = f", line 1: each column must be one of {', '.join(COLUMNS)}, once."
    assert refusal("agency,telephone", "Police,1") == said
    assert refusal("agency,type,type", "Police,,") == said


def test_a_file_without_the_column_agency_is_refused() -> None:
    columns = ",".join(COLUMNS)
    assert refusal("name,type", "Police,") == (
        f", line 1: no column agency. The columns are {columns}."
    )


def test_a_line_without_an_agency_is_refused() -> None:
    assert refusal(HEADER, HARBOUR, ",,voluntary") == (
        ", line 3: no agency. Write its name, or remove the line."
    )


TWICE = (
    ": an agency or spelling that line 2 has already. "
    "Each may stand once, without regard to case and spaces; remove one of the two."
)


@pytest.mark.parametrize("line", ["harbour  PROJECT", "Other,hp", "Harbour Proj"])
def test_an_agency_or_spelling_that_another_line_has_is_refused(line: str) -> None:
    assert refusal(HEADER, HARBOUR, line) == f", line 3{TWICE}"


def test_a_spelling_that_stands_twice_in_a_line_is_refused() -> None:
    assert refusal("agency,spellings", "Harbour,HP;hp") == f", line 2{TWICE}"


@pytest.mark.parametrize(
    ("column", "cell", "said"),
    [
        ("type", "charity", "type must be statutory, mixed, voluntary or blank."),
        ("numbering", "local", "numbering must be own, shared or blank."),
        ("id_prefixes", "B1", "id_prefixes must be letters, parted by spaces, as in BWD YP."),
        ("due_days", "ten", "due_days must be a whole number from 0 to 366, or blank."),
        ("due_days", "-1", "due_days must be a whole number from 0 to 366, or blank."),
        ("due_days", "367", "due_days must be a whole number from 0 to 366, or blank."),
        ("due_days", "10.5", "due_days must be a whole number from 0 to 366, or blank."),
        ("from", "July", "from must be a date, day first, as in 01/07/2011, or blank."),
        ("to", "31/06/2011", "to must be a date, day first, as in 01/07/2011, or blank."),
        (
            "areas",
            "York; Narnia",
            "number 2 of its areas is not recognised. Write the name or code of a local authority, "
            "several of them parted by semicolons.",
        ),
    ],
)
def test_what_can_not_be_is_refused_with_its_line(column: str, cell: str, said: str) -> None:
    assert refusal(f"agency,{column}", "Police,", f"Harbour,{cell}") == f", line 3: {said}"


def test_a_line_that_ends_before_it_begins_is_refused() -> None:
    assert refusal("agency,from,to", "Harbour,01/07/2011,30/06/2011") == (
        ", line 2: to is before from. Correct one of the two dates."
    )


def test_a_return_may_be_expected_from_the_first_day_to_the_last() -> None:
    (agency,) = agencies_of("agency,from,to\nPolice,06/06/2011,06/07/2011\n").agencies
    days = (date(2011, 6, 5), date(2011, 6, 6), date(2011, 7, 6), date(2011, 7, 7))
    assert [agency.sends_on(day) for day in days] == [False, True, True, False]


def test_a_line_with_more_cells_than_the_header_is_refused() -> None:
    assert refusal("agency,type", "Harbour, York,voluntary") == (
        ", line 2: more cells than the header. Check its commas."
    )


def test_a_file_that_is_no_text_is_refused() -> None:
    with pytest.raises(AgenciesError, match=r"binary data\. Save it as CSV UTF-8"):
        read_agencies(b"PK\x03\x04\x00\x00\x00\x01", "agencies.csv", CODEBOOK, load_areas())


def test_a_cover_without_a_type_is_of_the_type_of_its_agency(tmp_path: Path) -> None:
    path = one(tmp_path, agency="HP", agency_type="")
    assert answers(path).rows["agency_type"].to_pylist() == ["voluntary"]
    unsaid = read(path, "agency,spellings\nHarbour Project,HP\n").problem
    assert unsaid
    assert unsaid.code == "no_agency_type"


def test_the_type_of_the_cover_and_that_of_the_register_win(tmp_path: Path) -> None:
    of_cover = answers(one(tmp_path, agency_type="mixed"))
    assert of_cover.rows["agency_type"].to_pylist() == ["mixed"]
    of_register = answers(one(tmp_path, agency_type=""), register=REGISTERED)
    assert of_register.rows["agency_type"].to_pylist() == ["statutory"]


def test_each_row_without_a_type_is_of_the_type_of_its_own_agency(tmp_path: Path) -> None:
    path = rows_of(
        tmp_path,
        {"agency": "Police", "agency_type": ""},
        {"agency": "HP", "agency_type": ""},
        {"agency": "HP", "agency_type": "mixed"},
    )
    types = answers(path).rows["agency_type"].to_pylist()
    assert types == ["statutory", "voluntary", "mixed"]


def test_a_row_whose_agency_has_no_type_refuses_the_file(tmp_path: Path) -> None:
    found = read(rows_of(tmp_path, {"agency": "Police"}, {"agency": "Shelter"})).problem
    assert found
    assert found.code == "no_agency_type"
    assert found.place.row == 6


def test_a_nil_return_needs_no_type_where_its_agency_has_one(tmp_path: Path) -> None:
    path = write_return(tmp_path / "a.csv", [], {"agency_type": ""})
    assert answers(path).nil is not None


def test_each_row_takes_the_numbering_and_prefixes_of_its_own_agency(tmp_path: Path) -> None:
    path = rows_of(tmp_path, {"agency": "Police"}, {"agency": "harbour proj"})
    rows = answers(path).rows
    assert rows["numbering"].to_pylist() == ["shared", "own"]
    assert rows["id_prefixes"].to_pylist() == [None, "BWD YP"]


def test_what_the_register_says_of_identifiers_wins(tmp_path: Path) -> None:
    line = RegisterLine("a.csv", numbering="shared")
    rows = answers(one(tmp_path), register=line).rows
    assert rows["numbering"].to_pylist() == ["shared"]
    assert rows["id_prefixes"].to_pylist() == ["BWD YP"]
    rows = answers(one(tmp_path), register=replace(line, id_prefixes="SM")).rows
    assert rows["id_prefixes"].to_pylist() == ["SM"]


def test_a_file_with_other_numbering_prefixes_or_type_is_another_file(tmp_path: Path) -> None:
    path = one(tmp_path, agency_type="")
    said = [
        SAYS_ALL,
        SAYS_ALL.replace("own", "shared"),
        SAYS_ALL.replace("BWD YP", "BWD"),
        SAYS_ALL.replace("voluntary", "mixed"),
    ]
    assert len({read(path, each).identity for each in said}) == 4


def test_a_file_is_the_same_where_nothing_changes_for_it(tmp_path: Path) -> None:
    """Its cover says the type, the register the rest; of others whatever may be said."""
    path = one(tmp_path)
    line = RegisterLine("a.csv", numbering="own", id_prefixes="SM")
    said = [
        "agency\nPolice\n",
        SAYS_ALL,
        SAYS_ALL.replace("own", "shared").replace("BWD", "SM").replace(",voluntary", ",mixed"),
    ]
    assert len({read(path, each, line).identity for each in said}) == 1


def test_a_register_that_spells_the_agency_differently_names_the_same_file(tmp_path: Path) -> None:
    path = write_return(tmp_path / "a.csv", [{"local_id": "YP 1"}], {"agency": ""})
    lines = [RegisterLine("a.csv", agency=name) for name in ("Harbour Project", "hp", "Police")]
    first, second, other = (read(path, register=line).identity for line in lines)
    assert first == second != other
