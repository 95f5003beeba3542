"""A store with a child to erase, and what to look for afterwards.

In York two agencies know the same child, as `ZQX/0777` and `zqx 777`, in May and in June; each has
another child there, and Harbour Project two in Leeds.
"""

import atexit
import io
import shutil
import zipfile
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from pipeline.cli import run
from tests.pipeline.counted import ingest
from tests.sending import write_return

CHILD = "ZQX-777"
SIGN = b"zqx"
"""What the child's identifier holds in any spelling, and nothing else does."""
HARBOUR, NIGHTJAR = "Harbour Project", "Nightjar Project"
MAY, JUNE = "2011-05-09", "2011-06-06"

Record = dict[str, str]


def _month(folder: Path, day: str, *, child: bool) -> None:
    ours: list[Record] = (
        [{"local_id": "ZQX/0777", "gender": "purple", "age": "14"}] if child else []
    )
    theirs: list[Record] = [{"local_id": "zqx 777", "gender": "Female"}] if child else []
    write_return(
        folder / "harbour.csv",
        [*ours, {"local_id": "B1", "gender": "Male", "age": "15"}],
        {"agency": HARBOUR, "return_date": day},
    )
    write_return(
        folder / "leeds.csv",
        [{"local_id": "L1", "gender": "Female"}, {"local_id": "L2", "age": "13"}],
        {"agency": HARBOUR, "return_date": day, "area": "Leeds"},
    )
    write_return(
        folder / "nightjar.csv",
        [{"local_id": "C1", "age": "16"}, *theirs],
        {"agency": NIGHTJAR, "agency_type": "statutory", "return_date": day},
    )


def months(folder: Path, *, child: bool = True) -> Path:
    """A store in `folder`; its returns stand in `may` and `june` there, its feedback beside it."""
    shutil.copytree(_made(child=child), folder, dirs_exist_ok=True)
    return folder / "store"


@cache
def _made(*, child: bool) -> Path:
    """Made once, and copied for each test."""
    made = TemporaryDirectory()
    atexit.register(made.cleanup)
    folder = Path(made.name)
    for name, day in (("may", MAY), ("june", JUNE)):
        _month(folder / name, day, child=child)
        assert ingest(folder / "store", folder / name) in (0, 1)
    return folder


def erase(store: Path, *argv: str) -> int:
    """Does it."""
    return run(["erase", *argv, "--store", str(store), "--yes", "--who", "A Jones"])


def erase_child(store: Path, *more: str) -> int:
    return erase(store, "identifier", "--area", "York", "--id", CHILD, *more)


def told(capsys: pytest.CaptureFixture[str], argv: Sequence[str]) -> str:
    capsys.readouterr()
    assert run(argv) == 0
    return capsys.readouterr().out


AUDIT, LOCKS = "audit.jsonl", ("lock", ".lock", "audit.lock")


def files(folder: Path) -> dict[str, bytes]:
    """But for the audit log, which every command adds to."""
    return {name: content for name, content in _all_files(folder) if not name.endswith(AUDIT)}


def _all_files(folder: Path) -> list[tuple[str, bytes]]:
    return [
        (path.relative_to(folder).as_posix(), path.read_bytes())
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name not in LOCKS
    ]


def files_with_the_child(folder: Path) -> list[str]:
    """The files below a folder that hold what only the child's identifier holds: as bytes, in the
    parts of a zip (as a workbook is), or in a parquet's values, lists of codes and statistics."""
    return [
        name
        for name, content in _all_files(folder)
        if any(SIGN in text.lower() for text in _contents(name, content))
    ]


def _contents(name: str, content: bytes) -> Iterator[bytes]:
    if name.endswith(".parquet"):
        file = pq.ParquetFile(pa.BufferReader(content))
        table = file.read()
        for column in table.columns:
            yield str(column.to_pylist()).encode()
            if pa.types.is_dictionary(column.type):
                yield str([chunk.dictionary.to_pylist() for chunk in column.chunks]).encode()
        for group in range(file.num_row_groups):
            yield str(file.metadata.row_group(group).to_dict()).encode()
        yield content
    elif zipfile.is_zipfile(io.BytesIO(content)):
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            for part in parts.namelist():
                yield parts.read(part)
    else:
        yield content
