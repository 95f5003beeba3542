"""A zip as a delivery, and zips within one."""

from pathlib import Path

import pytest

from ingest.delivery import DeliveredFile, DeliveryError, open_delivery
from ingest.document import UnreadableFile
from tests.ingest.made_files import claiming, docx, paragraph, run, zipped
from tests.sending import write_register

HEADER = "file,agency,agency_type,area,return_date,mapping"


def register(*lines: str) -> str:
    return "\n".join((HEADER, *lines)) + "\n"


def zip_of(path: Path, parts: dict[str, str | bytes]) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(zipped(parts))
    return path


def paths(path: Path) -> list[str]:
    return [file.path for file in open_delivery(path).files]


def agencies(path: Path) -> list[str | None]:
    return [file.register and file.register.agency for file in open_delivery(path).files]


def only(path: Path) -> DeliveredFile:
    (file,) = open_delivery(path).files
    return file


def refusal(path: Path) -> tuple[str, str, str]:
    """Path, code and message of the one file of a delivery."""
    file = only(path)
    with pytest.raises(UnreadableFile) as error:
        file.content()
    return file.path, error.value.code, str(error.value)


def test_a_zip_is_a_delivery_of_its_members(tmp_path: Path) -> None:
    path = zip_of(tmp_path / "york.zip", {"b.csv": "two", "may/a.csv": "one", "A.csv": "three"})
    delivery = open_delivery(path)
    assert delivery.root == tmp_path
    assert [(file.path, file.content()) for file in delivery.files] == [
        ("york.zip/A.csv", b"three"),
        ("york.zip/b.csv", b"two"),
        ("york.zip/may/a.csv", b"one"),
    ]


def test_a_zip_in_a_folder_is_opened_where_it_lies(tmp_path: Path) -> None:
    zip_of(tmp_path / "may" / "york.ZIP", {"form-01.csv": "one"})
    (tmp_path / "a.csv").write_bytes(b"two")
    delivery = open_delivery(tmp_path)
    assert [(file.path, file.content()) for file in delivery.files] == [
        ("a.csv", b"two"),
        ("may/york.ZIP/form-01.csv", b"one"),
    ]


def test_what_nobody_sends_is_left_out_of_a_zip_too(tmp_path: Path) -> None:
    litter = [".DS_Store", "~$a.csv", "may/Thumbs.db", "__MACOSX/a.csv", ".git/x.csv", "m.toml"]
    path = zip_of(tmp_path / "a.zip", {"a.csv": "x", **dict.fromkeys(litter, "x")})
    assert paths(path) == ["a.zip/a.csv"]


def test_a_register_in_a_zip_names_members_by_their_path_in_it(tmp_path: Path) -> None:
    parts = {"may/a.csv": "x", "b.csv": "y", "register.csv": register("may/a.csv,May", "b.csv,B")}
    assert agencies(zip_of(tmp_path / "a.zip", parts)) == ["B", "May"]


def test_a_register_in_a_folder_of_a_zip_speaks_of_the_files_beside_it(tmp_path: Path) -> None:
    parts = {"may/a.csv": "x", "a.csv": "y", "may/Register.csv": register("a.csv,May")}
    assert agencies(zip_of(tmp_path / "a.zip", parts)) == [None, "May"]


@pytest.mark.parametrize("name", ["", "york.zip"], ids=["folder", "zip"])
def test_a_line_that_names_a_zip_holds_for_its_members_without_their_own(
    tmp_path: Path, name: str
) -> None:
    parts = {"a.csv": "x", "b.csv": "y", "register.csv": register("b.csv,Within")}
    zip_of(tmp_path / "york.zip", parts)
    write_register(tmp_path, [{"file": "york.zip", "agency": "Outside"}])
    assert agencies(tmp_path / name) == ["Outside", "Within"]


def test_a_register_in_a_zip_that_cannot_be_used_refuses_the_delivery(tmp_path: Path) -> None:
    path = zip_of(tmp_path / "a.zip", {"a.csv": "x", "register.csv": register("missing.csv,A")})
    with pytest.raises(DeliveryError) as error:
        open_delivery(path)
    assert str(error.value) == (
        f"{path}/register.csv, line 2: the file that it names is not in the folder. "
        "Correct the name, add the file or remove the line."
    )


def test_a_register_that_names_litter_in_a_zip_refuses_the_delivery(tmp_path: Path) -> None:
    parts = {"a.csv": "x", "~$b.csv": "x", "register.csv": register("~$b.csv,A")}
    with pytest.raises(DeliveryError, match="the register names it"):
        open_delivery(zip_of(tmp_path / "a.zip", parts))


def test_a_register_names_a_mapping_by_its_path_from_its_folder(tmp_path: Path) -> None:
    zip_of(
        tmp_path / "a.zip",
        {
            "may/a.csv": "x",
            "may/maps/north.toml": "in the zip",
            "may/register.csv": register("a.csv,A,,,,maps\\north.toml"),
        },
    )
    (tmp_path / "b.csv").write_bytes(b"y")
    (tmp_path / "south.toml").write_bytes(b"on disk")
    write_register(tmp_path, [{"file": "b.csv", "mapping": "south.toml"}])
    files = open_delivery(tmp_path).files
    assert [(file.path, file.mapping) for file in files] == [
        ("a.zip/may/a.csv", b"in the zip"),
        ("b.csv", b"on disk"),
    ]


def test_a_mapping_outside_holds_for_all_of_a_zip(tmp_path: Path) -> None:
    zip_of(tmp_path / "a.zip", {"a.csv": "x", "b.csv": "y"})
    (tmp_path / "m.toml").write_bytes(b"map")
    write_register(tmp_path, [{"file": "a.zip", "mapping": "m.toml"}])
    assert [file.mapping for file in open_delivery(tmp_path).files] == [b"map", b"map"]


@pytest.mark.parametrize("name", ["missing.toml", "../m.toml", "/m.toml", "sub"])
def test_a_mapping_that_is_not_there_refuses_the_delivery_with_the_line(
    tmp_path: Path, name: str
) -> None:
    (tmp_path / "m.toml").write_bytes(b"map")
    folder = tmp_path / "returns"
    (folder / "sub").mkdir(parents=True)
    (folder / "a.csv").write_bytes(b"x")
    write_register(folder, [{"file": "a.csv", "mapping": name}])
    with pytest.raises(DeliveryError) as error:
        open_delivery(folder)
    assert str(error.value) == (
        f"{folder}/register.csv, line 2: the mapping that it names is not in the folder. "
        "Correct the name, add the mapping or leave the cell blank."
    )


def test_a_mapping_in_a_zip_cannot_lead_out_of_it(tmp_path: Path) -> None:
    (tmp_path / "m.toml").write_bytes(b"map")
    parts = {"a.csv": "x", "register.csv": register("a.csv,A,,,,../m.toml")}
    with pytest.raises(DeliveryError, match="the mapping that it names is not in the folder"):
        open_delivery(zip_of(tmp_path / "a.zip", parts))


@pytest.mark.parametrize(
    "name",
    ["../a.csv", "may/../../a.csv", "/etc/a.csv", "C:/a.csv", "C:a.csv", "may\\a.csv", "./a.csv"],
)
def test_a_zip_with_a_name_that_leads_elsewhere_is_refused_whole(tmp_path: Path, name: str) -> None:
    path = zip_of(tmp_path / "a.zip", {"good.csv": "x", name: "y"})
    assert refusal(path) == (
        "a.zip",
        "damaged_zip",
        "a name in it leads to another folder or is not plain",
    )


def test_a_zip_with_two_members_of_one_name_by_case_is_refused_whole(tmp_path: Path) -> None:
    path = zip_of(tmp_path / "a.zip", {"a.csv": "x", "A.CSV": "y"})
    assert refusal(path) == ("a.zip", "damaged_zip", "it has two members of one name")


@pytest.mark.parametrize("content", [b"", b"text", zipped({"a.csv": "x"})[:-10]])
def test_a_zip_that_cannot_be_opened_is_one_refused_file(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.zip").write_bytes(content)
    assert refusal(tmp_path / "a.zip") == (
        "a.zip",
        "unreadable_file",
        "the file is damaged or was not sent completely",
    )


def test_the_other_files_of_the_delivery_stay_in(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(b"text")
    (tmp_path / "b.csv").write_bytes(b"x")
    write_register(tmp_path, [{"file": "a.zip", "agency": "A"}])
    assert paths(tmp_path) == ["a.zip", "b.csv"]
    assert agencies(tmp_path) == ["A", None]


@pytest.mark.parametrize("parts", [{}, {"register.csv": register()}, {"m.toml": ""}])
def test_a_zip_without_returns_is_refused(tmp_path: Path, parts: dict[str, str | bytes]) -> None:
    path = zip_of(tmp_path / "a.zip", parts)
    assert refusal(path) == ("a.zip", "unreadable_file", "it holds no returns")


def test_an_encrypted_member_is_refused_and_the_others_stay_in(tmp_path: Path) -> None:
    content = bytearray(zipped({"a.csv": "x", "b.csv": "y"}))
    content[6] |= 1
    content[content.index(b"PK\x01\x02") + 8] |= 1
    (tmp_path / "a.zip").write_bytes(content)
    locked, free = open_delivery(tmp_path / "a.zip").files
    assert free.content() == b"y"
    with pytest.raises(UnreadableFile) as error:
        locked.content()
    assert error.value.code == "password_protected"


def test_a_zip_that_is_more_than_a_gigabyte_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(claiming(zipped({"a.csv": "x"}), 2**30 + 1))
    assert refusal(tmp_path / "a.zip") == (
        "a.zip",
        "too_large",
        "unpacked it has more than 1,024 MB",
    )


def test_a_member_of_more_than_a_return_can_have_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(claiming(zipped({"a.csv": "x"}), 2**27 + 1))
    assert refusal(tmp_path / "a.zip") == ("a.zip/a.csv", "too_large", "it has more than 128 MB")


def test_a_zip_with_too_many_members_is_refused(tmp_path: Path) -> None:
    path = zip_of(tmp_path / "a.zip", {f"{number}.csv": "" for number in range(10_001)})
    assert refusal(path)[1:] == ("too_large", "it holds more than 10,000 members")


def test_a_zip_in_a_zip_is_one_file_of_it(tmp_path: Path) -> None:
    path = zip_of(tmp_path / "a.zip", {"b.zip": zipped({"c.csv": "x"})})
    assert paths(path) == ["a.zip/b.zip"]


def test_a_word_file_that_is_called_a_zip_is_that_file(tmp_path: Path) -> None:
    content = docx(paragraph(run("a")))
    (tmp_path / "form.zip").write_bytes(content)
    file = only(tmp_path / "form.zip")
    assert (file.path, file.content()) == ("form.zip", content)


def test_mappings_are_no_returns(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(b"x")
    (tmp_path / "m.TOML").write_bytes(b"x")
    assert paths(tmp_path) == ["a.csv"]


def test_a_folder_of_mappings_holds_no_returns(tmp_path: Path) -> None:
    (tmp_path / "m.toml").write_bytes(b"x")
    with pytest.raises(DeliveryError, match="holds no returns"):
        open_delivery(tmp_path)


def test_a_file_that_is_gone_since_is_an_error_of_its_own(tmp_path: Path) -> None:
    path = zip_of(tmp_path / "a.zip", {"a.csv": "x"})
    file = only(path)
    path.unlink()
    with pytest.raises(FileNotFoundError):
        file.content()
