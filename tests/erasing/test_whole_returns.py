"""A file, an agency, or what is too old is erased: as if it had not been sent."""

import json
from hashlib import sha256
from pathlib import Path

import pytest

from pipeline.cli import run
from pipeline.store import Store
from tests.erasing.world import HARBOUR, NIGHTJAR, erase, files, files_with_the_child, months, told
from tests.pipeline.counted import count_of, ingest
from tests.sending import write_return


def rows(store: Path) -> int:
    return sum(Store(store).records(each).num_rows for each in Store(store).covers())


def in_force(store: Path, capsys: pytest.CaptureFixture[str]) -> list[tuple[str, str, str, int]]:
    said = json.loads(told(capsys, ["status", "--store", str(store), "--json"]))
    return [
        (each["agency"], each["area"], each["return_date"], each["rows"])
        for each in said["returns"]
        if each["rows"] is not None
    ]


def test_a_file_is_erased_as_it_was_sent(tmp_path: Path) -> None:
    store = months(tmp_path)
    assert erase(store, "file", str(tmp_path / "june" / "harbour.csv")) == 0
    assert rows(store) == 10
    assert not (tmp_path / "store-feedback" / "2011-06-06" / "Harbour Project - York").exists()
    assert (tmp_path / "store-feedback" / "2011-05-09" / "Harbour Project - York").exists()
    counted = count_of(store)
    assert counted.of("table_2", "base", "E06000014") == "3"  # May's return is in time again


def test_a_file_may_be_named_by_the_beginning_of_its_hash(tmp_path: Path) -> None:
    store = months(tmp_path)
    sent = sha256((tmp_path / "may" / "leeds.csv").read_bytes()).hexdigest()
    assert erase(store, "file", sent[:8].upper()) == 0
    assert rows(store) == 10
    assert erase(store, "file", sent[:8]) == 2


def test_a_file_that_was_never_sent_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    store = months(tmp_path)
    before = files(store)
    for name in ("returns/none.csv", "0" * 64, "abc"):
        assert erase(store, "file", name) == 2
        assert "The store holds no such file." in capsys.readouterr().err
    assert files(store) == before


def test_what_an_erased_file_had_replaced_does_not_stand_again(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, records in (("wrong", ["A1", "A2", "A3"]), ("right", ["A1"])):
        write_return(tmp_path / name / "a.csv", [{"local_id": each} for each in records])
        ingest(tmp_path / "store", tmp_path / name)
    store = tmp_path / "store"
    assert erase(store, "file", str(tmp_path / "right" / "a.csv")) == 0
    capsys.readouterr()
    where = ["--store", str(store), "--out", str(tmp_path / "out")]
    assert run(["snapshot", "--date", "2011-06-06", *where]) == 2
    assert ingest(store, tmp_path / "wrong") == 0
    assert count_of(store).flow["counted"] == 3


def test_one_of_a_returns_files_is_erased_and_the_others_stand(tmp_path: Path) -> None:
    for name in ("A1", "B1"):
        write_return(tmp_path / "d" / f"{name}.csv", [{"local_id": name}])
    ingest(tmp_path / "store", tmp_path / "d")
    assert erase(tmp_path / "store", "file", str(tmp_path / "d" / "A1.csv")) == 0
    assert count_of(tmp_path / "store").flow["counted"] == 1


def test_an_agency_is_erased(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    store = months(tmp_path)
    assert erase(store, "agency", "  harbour PROJECT ") == 0
    assert rows(store) == 4
    assert [path.name for path in (tmp_path / "store-feedback").glob("*/*")] == [
        f"{NIGHTJAR} - York"
    ] * 2
    counted = count_of(store)
    assert counted.flow == dict.fromkeys(counted.flow, 0) | {
        "received": 4, "not_current": 2, "counted": 2,
    }  # fmt: skip
    status = told(capsys, ["status", "--store", str(store)])
    assert HARBOUR not in status
    assert "2 returns in force, 0 replaced." in status


def test_an_agency_is_erased_for_one_area(tmp_path: Path) -> None:
    store = months(tmp_path)
    assert erase(store, "agency", HARBOUR, "--area", "Leeds") == 0
    assert rows(store) == 8
    assert not list((tmp_path / "store-feedback").glob("*/*Leeds"))


def test_in_a_file_of_several_agencies_the_others_rows_stay(tmp_path: Path) -> None:
    header = "agency,agency_type,area,return_date,local_id\n"
    lines = "Alpha,voluntary,York,2011-06-06,A1\nBeta,voluntary,York,2011-06-06,B1\n"
    (tmp_path / "d").mkdir()
    (tmp_path / "d" / "all.csv").write_text(header + lines, encoding="utf-8")
    ingest(tmp_path / "store", tmp_path / "d")
    assert erase(tmp_path / "store", "agency", "Alpha") == 0
    (cover,) = Store(tmp_path / "store").covers()
    records = Store(tmp_path / "store").records(cover)
    assert records["local_id"].to_pylist() == ["B1"]
    assert records["agency"].chunk(0).dictionary.to_pylist() == ["Beta"]
    assert count_of(tmp_path / "store").flow["counted"] == 1


def test_an_agency_that_sent_nothing_is_said_with_the_nearest_name(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    store = months(tmp_path)
    assert erase(store, "agency", "Nightjar Projekt") == 2
    assert "Do you mean 'Nightjar Project'?" in capsys.readouterr().err


def keep(folder: Path, years: int | str) -> list[str]:
    (folder / "lscb.toml").write_text(f"[keep]\nyears = {years}\n", encoding="utf-8")
    return ["--config", str(folder / "lscb.toml")]


def test_what_is_older_than_the_rule_lets_it_be_is_erased(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """May's returns are six years old on 10 May 2017; those of 9 May are not on that day."""
    store = months(tmp_path)
    config = keep(tmp_path, 6)
    show = ["erase", "due", "--store", str(store), *config]
    assert "There is nothing to erase." in told(capsys, [*show, "--on", "2017-05-09"])
    said = told(capsys, [*show, "--on", "2017-05-10"])
    assert "6 rows in 3 returns, dated before 10 May 2011 (3 sealed files):" in said
    assert rows(store) == 12
    assert erase(store, "due", *config, "--on", "2017-05-10") == 0
    assert rows(store) == 6
    assert count_of(store).flow["received"] == 6
    assert [path.name for path in (tmp_path / "store-feedback").glob("2*")] == ["2011-06-06"]
    assert erase(store, "due", *config, "--on", "2017-06-07") == 0
    assert rows(store) == 0
    assert files_with_the_child(store) == []


def test_without_a_rule_it_is_said_how_to_write_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    store = months(tmp_path)
    assert run(["erase", "due", "--store", str(store)]) == 2
    assert "Write there `[keep]` and, below it, `years = 6`" in capsys.readouterr().err


@pytest.mark.parametrize("years", ["0", "101"])
def test_a_rule_that_is_none_is_refused_with_its_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], years: str
) -> None:
    store = months(tmp_path)
    assert run(["erase", "due", "--store", str(store), *keep(tmp_path, years)]) == 2
    said = capsys.readouterr().err
    assert "lscb.toml, line 2" in said
    assert "years must be from 1 to 100" in said
