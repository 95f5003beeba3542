"""What in a written file a spreadsheet program would take for a formula."""

import csv
import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import openpyxl

SIGNS = ("=", "+", "-", "@", "\t", "\r")
"""A cell that begins with one of these may be taken for a formula or hide one."""
_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?")


def live_cells(folder: Path) -> list[str]:
    """File and place of all that is not inert in the workbooks and csvs of a folder."""
    found: list[str] = []
    for path in sorted(folder.rglob("*")):
        if path.suffix == ".xlsx":
            found += [f"{path.relative_to(folder)}: {each}" for each in _live_in_workbook(path)]
        elif path.suffix == ".csv":
            found += [f"{path.relative_to(folder)}: {each}" for each in _live_in_csv(path)]
    return found


def _live_in_workbook(path: Path) -> Iterator[str]:
    with zipfile.ZipFile(path) as parts:
        for name in parts.namelist():
            if re.search(rb"<f[ />]|<ddeLink|<oleLink", parts.read(name)):
                yield name
    for sheet in openpyxl.load_workbook(path):
        for row in sheet.iter_rows():
            yield from (f"{sheet.title}!{cell.coordinate}" for cell in row if is_formula(cell))


def is_formula(cell: openpyxl.cell.Cell) -> bool:
    return bool(cell.data_type == "f")


def _live_in_csv(path: Path) -> Iterator[str]:
    text = path.read_bytes().decode("utf-8-sig")
    for n, row in enumerate(csv.reader(io.StringIO(text, "")), start=1):
        for m, field in enumerate(row, start=1):
            if field.startswith(SIGNS) and not _NUMBER.fullmatch(field):
                yield f"record {n}, field {m}"
