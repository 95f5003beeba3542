"""Small deliveries for the tests of problems: real files below one cover, each written by a
builder."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path

import openpyxl

from tests.sending import COVER, write_csv, write_register, write_return

Cell = str | date
Rows = Sequence[Sequence[Cell]]
Builder = Callable[[Path], object]
"""Writes one delivery into a folder that is there and empty."""

LINES = [list(line) for line in COVER.items()]
HEADER = ["Local identifier", "Current age", "Gender"]
YP_1, YP_2 = ["A1", "15", "female"], ["A2", "16", "male"]


def plain(name: str, content: bytes) -> Builder:
    """A file of these bytes."""
    return lambda folder: (folder / name).write_bytes(content)


def rows(*below: Sequence[str], mapping: str = "") -> Builder:
    """A CSV file with these rows below the cover; perhaps with a mapping, named by a register."""

    def build(folder: Path) -> None:
        write_csv(folder / "a.csv", [*LINES, *below])
        if mapping:
            (folder / "local.toml").write_text(mapping, encoding="utf-8")
            write_register(folder, [{"file": "a.csv", "mapping": "local.toml"}])

    return build


def sheets(*tables: Rows) -> Builder:
    """A workbook with these sheets; the cover is the first sheet's to give."""

    def build(folder: Path) -> None:
        book = openpyxl.Workbook()
        for n, table in enumerate(tables):
            sheet = book.worksheets[0] if n == 0 else book.create_sheet()
            for row in table:
                sheet.append(list(row))
        book.save(folder / "a.xlsx")

    return build


def answered(answers: Mapping[str, str], **more: str) -> Builder:
    """The return of one young person with these answers by question; `more` are answers of it
    too."""
    return lambda folder: write_return(folder / "a.csv", [{"local_id": "YP 1", **answers, **more}])


def identified(identifier: str) -> Builder:
    """The return of one young person who has this for a local identifier."""
    return lambda folder: write_return(
        folder / "a.csv", [{"local_id": identifier, "gender": "female"}]
    )


def covered(**cover: str) -> Builder:
    """A return whose cover says this (blank: left out)."""
    return lambda folder: write_return(
        folder / "a.csv", [{"local_id": "YP 1", "gender": "female"}], cover
    )
