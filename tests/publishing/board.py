"""A board's returns of a day: 60 young people in three places, as one agency sends them."""

from collections.abc import Sequence
from pathlib import Path

from pipeline.cli import run
from tests.sending import write_return

DAY = "2011-06-06"
Record = dict[str, str]


def young_people(count: int = 60) -> list[Record]:
    """Every third in Leeds, every fourth in Durham; 3 of them boys, one under 10."""
    return [
        {
            "local_id": f"A{1000 + n}",
            "area": "Leeds" if n % 3 == 0 else "County Durham" if n % 4 == 0 else "York",
            "gender": "male" if n in (5, 17, 30) else "female",
            "age": "9" if n == 11 else str(13 + n % 4),
            "disability": "learning" if n % 9 == 0 else "none",
        }
        for n in range(count)
    ]


def ingested(folder: Path, records: Sequence[Record] | None = None) -> Path:
    """A store in `folder` that holds the records."""
    write_return(folder / "returns" / "a.csv", young_people() if records is None else records)
    assert run(["ingest", "--store", str(folder / "store"), str(folder / "returns")]) == 0
    return folder / "store"


def snapshot(store: Path, out: Path, *options: str) -> int:
    return run(["snapshot", "--store", str(store), "--date", DAY, "--out", str(out), *options])


def files_in(folder: Path) -> dict[str, bytes]:
    """The bytes of all files below a folder, by their paths."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
