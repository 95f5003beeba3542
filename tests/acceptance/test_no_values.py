"""No value of a record stands in a message or in an output."""

import random
import zipfile
from pathlib import Path

import pytest

from pipeline.cli import run
from schemas.codebook_reading import load_codebook
from tests.sending import write_return

PLANTED = "Zzqx"


def planted_records() -> list[dict[str, str]]:
    """Records of which every cell in turn holds a value that could point to a person, in the ways
    that are refused and in those that are taken."""
    chance = random.Random(7)
    names = [question.name for question in load_codebook().questions]
    records = []
    for number, name in enumerate(names):
        record = {"local_id": f"YP-{PLANTED}-{number}", name: f"{PLANTED}{chance.random()}"}
        records.append(record)
        records.append({**record, "local_id": f"{PLANTED} Surname{'x' * number}"})
        records.append({"local_id": f"YQ-{number}-{PLANTED}", name: f"Other: {PLANTED} story"})
    return records


def texts_of(path: Path) -> list[str]:
    """The text of an output file; of a workbook, that of each of its parts."""
    if path.suffix != ".xlsx":
        return [path.read_text(encoding="utf-8")]
    with zipfile.ZipFile(path) as parts:
        return [parts.read(name).decode("utf-8", "replace") for name in parts.namelist()]


def test_no_planted_value_is_said_or_written(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    write_return(tmp_path / "d" / "a.csv", planted_records())
    store, out = str(tmp_path / "s"), tmp_path / "out"
    assert run(["check", str(tmp_path / "d")]) == 1
    assert run(["check", "--json", str(tmp_path / "d")]) == 1
    assert run(["ingest", "--store", store, str(tmp_path / "d")]) == 1
    assert run(["ingest", "--json", "--store", store, str(tmp_path / "d")]) == 1
    assert run(["status", "--store", store]) == 0
    argv = ["snapshot", "--store", store, "--date", "2011-06-06", "--out", str(out)]
    assert run(argv) == 0
    said = capfd.readouterr()
    everything = said.out + said.err + caplog.text
    assert "row" in everything
    assert PLANTED.casefold() not in everything.casefold()
    for path in out.rglob("*"):
        for text in texts_of(path) if path.is_file() else ():
            assert PLANTED.casefold() not in text.casefold()


def test_a_damaged_file_says_nothing_of_what_it_holds(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    path = write_return(tmp_path / "d" / "a.csv", [{"local_id": f"{PLANTED}1"}])
    path.write_bytes(path.read_bytes() + f'"{PLANTED},,"x\n'.encode())
    assert run(["check", str(path)]) == 1
    said = capfd.readouterr()
    assert "quotation mark" in said.out
    assert PLANTED not in said.out + said.err
