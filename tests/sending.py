"""What tests send: small returns in the standard layout, written as real files."""

import csv
from collections.abc import Mapping, Sequence
from pathlib import Path

COVER = {
    "agency": "Harbour Project",
    "agency_type": "voluntary",
    "area": "York",
    "return_date": "2011-06-06",
}
REGISTER_HEADER = (
    "file", "agency", "agency_type", "area", "return_date", "mapping", "id_prefixes", "numbering",
)  # fmt: skip


def write_csv(path: Path, rows: Sequence[Sequence[str]]) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    return path


def write_return(
    path: Path, records: Sequence[Mapping[str, str]], cover: Mapping[str, str] | None = None
) -> Path:
    """A return with its cover above the header: COVER, changed by `cover` (blank: left out); a
    record is its answers by question, `local_id` always the first column."""
    lines = {**COVER, **(cover or {})}
    columns = list(dict.fromkeys(["local_id", *(name for record in records for name in record)]))
    above = [[name, value] for name, value in lines.items() if value]
    body = [[record.get(name, "") for name in columns] for record in records]
    return write_csv(path, [*above, [], columns, *body])


def write_register(folder: Path, lines: Sequence[Mapping[str, str]]) -> Path:
    """`register.csv` of a folder; each line changes COVER."""
    rows = [[{**COVER, **line}.get(name, "") for name in REGISTER_HEADER] for line in lines]
    return write_csv(folder / "register.csv", [REGISTER_HEADER, *rows])


def read_csv(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
