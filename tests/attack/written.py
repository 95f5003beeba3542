"""Releases written by hand: a few tables, with the figures that matter."""

import csv
from collections.abc import Iterable
from pathlib import Path

from pipeline.attack.attack import attack
from pipeline.attack.finding import Finding
from schemas.areas import BOARD_JOIN, ENGLAND, load_areas

HEADER = (
    "table_id", "geographic_level", "geography_code", "geography_name", "row", "row_label",
    "column", "cases", "percent",
)  # fmt: skip
NORTH_EAST, NORTH_WEST = "E12000001", "E12000002"
Line = tuple[str, ...]


def table(table_id: str, place: str = ENGLAND, **rows: int | str) -> list[Line]:
    """The lines of a table at a place: each row's cases, `c` where hidden, with its percentage
    behind a blank.  A row of digits is written with an underscore before it, another column than
    total behind two."""
    lines = []
    for name, said in rows.items():
        row, _, column = name.removeprefix("_").partition("__")
        cases, _, percent = str(said).partition(" ")
        where = (_level(place), place, _name(place))
        lines.append((table_id, *where, row, row.title(), column or "total", cases, percent))
    return lines


def cases(place: str = ENGLAND, base: int | str = 0, **by_type: int | str) -> list[Line]:
    """The cases of a place in table 2."""
    return table(
        "table_2", place, base=base, **{f"base__{column}": n for column, n in by_type.items()}
    )


def written(folder: Path, *lines: Iterable[Line]) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "tables.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(HEADER)
        for some in lines:
            writer.writerows(some)
    return folder


def audited(folder: Path, *lines: Iterable[Line]) -> Finding:
    """What is found in a release of these lines, every bound asked for."""
    return attack(written(folder, *lines), every_bound=True)


def exact(finding: Finding) -> set[tuple[str, str, int]]:
    """Place, row and number of the hidden cells that only one number fits."""
    return {
        (cell.place, cell.row, of.least)
        for cell, of in finding.intervals.items()
        if of.numbers == 1
    }


def interval(finding: Finding, row: str, place: str = ENGLAND) -> tuple[int, int]:
    found = {
        (of.least, of.most)
        for cell, of in finding.intervals.items()
        if cell.row == row and cell.place == place
    }
    assert len(found) == 1, f"{row} is hidden {len(found)} times"
    return found.pop()


def _level(place: str) -> str:
    if place == ENGLAND:
        return "national"
    if place.startswith("E12"):
        return "regional"
    return "joint_board" if BOARD_JOIN in place else "local_authority"


def _name(place: str) -> str:
    areas = load_areas()
    regions = {region.code: region.name for region in areas.regions}
    return "England" if place == ENGLAND else regions.get(place) or areas.name_of(place)
