"""The figures of the open data: files of the standard of Explore education statistics."""

import csv
from collections.abc import Iterator, Mapping
from pathlib import Path

from pipeline.attack.facts import BASE, BY_REGION, TOTAL, TYPES, AuditError
from pipeline.attack.grids import Said, as_count, as_percent
from pipeline.attack.naming import Key, Names
from schemas.text import folded

_PLACES = ("new_la_code", "region_code", "country_code")
META = ".meta.csv"


def figures_of_open_data(path: Path, names: Names) -> Iterator[Said]:
    """The figures of a data file, those of which a table and a place can be told."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            for line in csv.DictReader(file):
                yield from _figure(line, path.name, names)
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise AuditError(f"{path} can't be read as CSV: {error}.") from None


def _figure(line: Mapping[str, str], file: str, names: Names) -> Iterator[Said]:
    key = _key(line, names)
    if key is None:
        return
    count, share = as_count(line.get("cases") or ""), as_percent(line.get("percent") or "")
    if count is not None or share is not None:
        yield Said(key, count, share, file)


def _key(line: Mapping[str, str], names: Names) -> Key | None:
    """The place by its code; the table and the row by whatever filter names them."""
    place = next((line[name] for name in _PLACES if line.get(name)), None)
    filters = [value for name, value in line.items() if value and name not in ("cases", "percent")]
    column = next((plain for value in filters if (plain := folded(value)) in TYPES), TOTAL)
    table_id = next((found for value in filters if (found := names.table(value))), None)
    if place is None or names.place(place) is None:
        return None
    if table_id is None or table_id == BY_REGION:
        return Key(BY_REGION, place, BASE, column) if table_id or column != TOTAL else None
    row = next((named for value in filters if (named := names.row(table_id, value))), None)
    if row is None and any(folded(value) == TOTAL for value in filters):
        return Key(table_id, place, BASE)
    return Key(table_id, place, *row) if row else None
