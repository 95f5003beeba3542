"""How a file is named that is to be erased."""

import zipfile
from hashlib import sha256
from pathlib import Path

import pytest

from pipeline.store import Store
from tests.erasing.world import erase, files
from tests.pipeline.counted import ingest
from tests.sending import write_csv, write_register, write_return

NIL = [["We work with nobody."], [], ["local_id", "age"]]


def nil_returns(folder: Path, *agencies: str) -> Path:
    """A delivery of nil returns on one form: the register says whose."""
    lines = []
    for n, agency in enumerate(agencies, start=1):
        write_csv(folder / f"n{n}.csv", NIL)
        lines.append({"file": f"n{n}.csv", "agency": agency})
    write_register(folder, lines)
    return folder


def agencies(store: Path) -> list[str]:
    parts = [part for cover in Store(store).covers() for part in cover.returns]
    return [part.agency for part in parts if not part.is_erased]


def test_of_files_with_the_same_bytes_one_is_named_by_its_id(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    store = tmp_path / "store"
    ingest(store, nil_returns(tmp_path / "d", "Nil One", "Nil Two"))
    before = files(store)
    assert erase(store, "file", str(tmp_path / "d" / "n1.csv")) == 2
    said = capsys.readouterr().err
    one, two = Store(store).covers()
    assert "The same bytes came as different returns." in said
    assert f"{one.id}: Nil One, York, 6 June 2011" in said
    assert f"{two.id}: Nil Two, York, 6 June 2011" in said
    assert files(store) == before
    assert erase(store, "file", one.id[:10]) == 0
    assert agencies(store) == ["Nil Two"]


def test_the_same_bytes_of_another_agency_are_taken_in_after_an_erasure(tmp_path: Path) -> None:
    store = tmp_path / "store"
    ingest(store, nil_returns(tmp_path / "d", "Nil One", "Nil Two"))
    assert erase(store, "agency", "Nil Two") == 0
    assert ingest(store, nil_returns(tmp_path / "e", "Nil Three")) == 0
    assert agencies(store) == ["Nil One", "Nil Three"]
    assert ingest(store, nil_returns(tmp_path / "f", "Nil Two")) == 2


def zipped(folder: Path, *names: str) -> Path:
    with zipfile.ZipFile(folder / "d.zip", "w") as packed:
        for n, name in enumerate(names):
            path = write_return(folder / name, [{"local_id": f"A{n}"}], {"agency": f"Agency {n}"})
            packed.write(path, name)
    return folder / "d.zip"


def test_a_file_in_a_zip_is_named_by_the_zip_and_its_name_in_it(tmp_path: Path) -> None:
    packed = zipped(tmp_path, "old.csv", "new.csv")
    ingest(tmp_path / "store", packed)
    assert erase(tmp_path / "store", "file", f"{packed}/new.csv") == 0
    assert agencies(tmp_path / "store") == ["Agency 0"]


@pytest.mark.parametrize("name", ["d.zip", "d.zip/none.csv"])
def test_a_zip_alone_names_the_files_in_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    packed = zipped(tmp_path, "old.csv", "new.csv")
    ingest(tmp_path / "store", packed)
    assert erase(tmp_path / "store", "file", str(tmp_path / name)) == 2
    said = capsys.readouterr().err
    assert "Name a file in it:" in said
    assert f"{packed}/old.csv" in said
    assert f"{packed}/new.csv" in said


def test_the_hash_that_check_lists_names_a_file_in_a_zip(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    packed = zipped(tmp_path, "old.csv", "new.csv")
    ingest(tmp_path / "store", packed)
    assert erase(tmp_path / "store", "file", "none.csv") == 2
    assert "`lscb check --json`" in capsys.readouterr().err
    sent = sha256((tmp_path / "old.csv").read_bytes()).hexdigest()
    assert erase(tmp_path / "store", "file", sent[:12]) == 0
    assert agencies(tmp_path / "store") == ["Agency 1"]
