"""What of a folder is delivered, in which order, and when a delivery can't be taken."""

import json
from pathlib import Path

import pytest

from ingest.delivery import Delivery, DeliveryError, open_delivery
from ingest.sources import FileSource
from tests.sending import write_register, write_return


def folder_of(root: Path, *names: str) -> Path:
    for name in names:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text("text", encoding="utf-8")
    return root


def paths(delivery: Delivery) -> list[str]:
    return [file.path for file in delivery.files]


def test_a_folder_is_delivered_with_all_below_it(tmp_path: Path) -> None:
    folder_of(tmp_path, "a.csv", "may/b.csv", "may/north/c.csv")
    delivery = open_delivery(tmp_path)
    assert paths(delivery) == ["a.csv", "may/b.csv", "may/north/c.csv"]
    assert delivery.root == tmp_path
    assert [file.source for file in delivery.files] == [
        FileSource(tmp_path / "a.csv"),
        FileSource(tmp_path / "may" / "b.csv"),
        FileSource(tmp_path / "may" / "north" / "c.csv"),
    ]


def test_the_files_stand_in_the_order_of_their_paths_by_code_point(tmp_path: Path) -> None:
    names = ["é.csv", "a.csv", "Z.csv", "a/b.csv", "a-b.csv", "B/z.csv", "10.csv", "9.csv"]
    delivery = open_delivery(folder_of(tmp_path, *names))
    assert paths(delivery) == [
        "10.csv",
        "9.csv",
        "B/z.csv",
        "Z.csv",
        "a-b.csv",
        "a.csv",
        "a/b.csv",
        "é.csv",
    ]


def test_what_nobody_sends_is_left_out(tmp_path: Path) -> None:
    litter = [".DS_Store", ".hidden/x.csv", "~$a.csv", "Thumbs.db", "desktop.ini", "may/.x.csv"]
    assert paths(open_delivery(folder_of(tmp_path, "a.csv", *litter))) == ["a.csv"]


def test_a_file_of_another_kind_is_delivered_to_be_refused(tmp_path: Path) -> None:
    assert paths(open_delivery(folder_of(tmp_path, "a.csv", "b.docx"))) == ["a.csv", "b.docx"]


def test_the_register_is_no_return(tmp_path: Path) -> None:
    write_register(folder_of(tmp_path, "a.csv"), [{"file": "a.csv"}])
    assert paths(open_delivery(tmp_path)) == ["a.csv"]


def test_each_file_has_its_line_of_the_register_beside_it(tmp_path: Path) -> None:
    folder_of(tmp_path, "a.csv", "b.csv", "may/c.csv")
    write_register(
        tmp_path, [{"file": "a.csv", "agency": "A"}, {"file": "may\\c.csv", "agency": "C"}]
    )
    lines = [file.register for file in open_delivery(tmp_path).files]
    assert [line and line.agency for line in lines] == ["A", None, "C"]


def test_a_register_in_a_sub_folder_speaks_of_the_files_beside_it(tmp_path: Path) -> None:
    folder_of(tmp_path, "a.csv", "may/a.csv")
    write_register(tmp_path / "may", [{"file": "a.csv", "agency": "May"}])
    lines = [file.register for file in open_delivery(tmp_path).files]
    assert [line and line.agency for line in lines] == [None, "May"]


def test_two_registers_may_share_out_the_files(tmp_path: Path) -> None:
    folder_of(tmp_path, "a.csv", "may/b.csv")
    write_register(tmp_path, [{"file": "a.csv", "agency": "A"}])
    write_register(tmp_path / "may", [{"file": "b.csv", "agency": "B"}])
    lines = [file.register for file in open_delivery(tmp_path).files]
    assert [line and line.agency for line in lines] == ["A", "B"]


def test_a_file_that_two_registers_name_refuses_the_delivery(tmp_path: Path) -> None:
    folder_of(tmp_path, "may/b.csv")
    write_register(tmp_path, [{"file": "may/b.csv"}])
    write_register(tmp_path / "may", [{"file": "b.csv"}])
    with pytest.raises(DeliveryError, match="names a file that another register names"):
        open_delivery(tmp_path)


@pytest.mark.parametrize("folder", [".", "may"])
def test_a_register_that_cannot_be_used_refuses_the_delivery(tmp_path: Path, folder: str) -> None:
    folder_of(tmp_path, "a.csv", "may/b.csv")
    write_register(tmp_path / folder, [{"file": "missing.csv"}])
    with pytest.raises(DeliveryError, match="line 2: the file that it names is not in the folder"):
        open_delivery(tmp_path)


@pytest.mark.parametrize("name", [".a.csv", "~$a.csv", "may/register.csv"])
def test_a_register_that_names_a_file_that_is_left_out_refuses_the_delivery(
    tmp_path: Path, name: str
) -> None:
    folder_of(tmp_path, "b.csv", name)
    if name == "may/register.csv":
        write_register(tmp_path / "may", [])
    write_register(tmp_path, [{"file": name}, {"file": "b.csv"}])
    with pytest.raises(DeliveryError, match="the register names it"):
        open_delivery(tmp_path)


def test_a_folder_of_the_store_is_no_delivery(tmp_path: Path) -> None:
    folder_of(tmp_path, "sealed/1/cover.json", "sealed/1/records.parquet", "a.csv")
    with pytest.raises(DeliveryError, match="belongs to a store"):
        open_delivery(tmp_path)


def test_a_link_to_another_folder_refuses_the_delivery(tmp_path: Path) -> None:
    folder_of(tmp_path, "returns/a.csv", "elsewhere/b.csv")
    (tmp_path / "returns" / "more").symlink_to(tmp_path / "elsewhere", target_is_directory=True)
    with pytest.raises(DeliveryError, match="is a link to another folder"):
        open_delivery(tmp_path / "returns")


def test_one_file_is_a_delivery(tmp_path: Path) -> None:
    folder_of(tmp_path, "a.csv", "b.csv")
    delivery = open_delivery(tmp_path / "b.csv")
    assert paths(delivery) == ["b.csv"]
    assert delivery.files[0].register is None


def test_one_file_has_its_line_of_the_register_beside_it(tmp_path: Path) -> None:
    folder_of(tmp_path, "a.csv", "b.csv")
    write_register(tmp_path, [{"file": "a.csv", "agency": "A"}, {"file": "b.csv", "agency": "B"}])
    (file,) = open_delivery(tmp_path / "b.csv").files
    assert file.register is not None
    assert file.register.agency == "B"


def test_one_file_beside_a_register_that_cannot_be_used_is_refused(tmp_path: Path) -> None:
    folder_of(tmp_path, "a.csv")
    write_register(tmp_path, [{"file": "a.csv"}, {"file": "a.csv"}])
    with pytest.raises(DeliveryError, match="line 3: a second line for the same file"):
        open_delivery(tmp_path / "a.csv")


def test_a_path_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DeliveryError, match="there is no such file or folder"):
        open_delivery(tmp_path / "missing")


def test_an_empty_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DeliveryError, match="the folder holds no returns"):
        open_delivery(tmp_path)


def test_a_folder_of_empty_folders_and_litter_is_refused(tmp_path: Path) -> None:
    folder_of(tmp_path, "may/.DS_Store", ".git/config")
    with pytest.raises(DeliveryError, match="the folder holds no returns"):
        open_delivery(tmp_path)


def test_a_folder_with_a_register_alone_is_refused(tmp_path: Path) -> None:
    write_register(tmp_path, [])
    with pytest.raises(DeliveryError, match="the folder holds no returns"):
        open_delivery(tmp_path)


def test_a_folder_that_lscb_wrote_holds_no_returns(tmp_path: Path) -> None:
    feedback = tmp_path / "june" / "feedback"
    write_return(feedback / "2011-06-06" / "feedback.csv", [{"local_id": "A1"}])
    said = {"program": "lscb-monitor", "command": "feedback"}
    (feedback / "manifest.json").write_text(json.dumps(said), encoding="utf-8")
    with pytest.raises(DeliveryError, match="was written by lscb, and what it holds are no"):
        open_delivery(tmp_path / "june")


def test_blank_forms_are_filled_in_where_they_lie(tmp_path: Path) -> None:
    write_return(tmp_path / "return.csv", [{"local_id": "A1"}])
    said = {"program": "lscb-monitor", "command": "template"}
    (tmp_path / "manifest.json").write_text(json.dumps(said), encoding="utf-8")
    assert [file.path for file in open_delivery(tmp_path).files] == ["return.csv"]
