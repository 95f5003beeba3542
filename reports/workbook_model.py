"""What a sheet of the workbook is made of."""

from dataclasses import dataclass
from datetime import date
from typing import Any


@dataclass(frozen=True)
class Link:
    """A cell that leads to another sheet."""

    sheet: str


Cell = str | int | float | date | Link | None
Format = dict[str, dict[str, Any]]

CONTENTS = "Contents"
WHOLE = {"num_format": "#,##0"}
DECIMAL = {"num_format": "#,##0.0"}
DATE = {"num_format": "d mmmm yyyy", "align": "left"}
BOLD = {"bold": True}
TOTAL = {"bold": True, "top": 1}
RED = {"bold": True, "font_color": "#B10E1E"}


@dataclass(frozen=True)
class SheetTable:
    """A table on a sheet: the lines above it, its columns and rows, and how they look, as gptables
    takes it (rows are counted from the heading, which is 0)."""

    name: str
    title: str
    lines: tuple[str, ...]
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    formats: tuple[Format, ...] = ()


@dataclass(frozen=True)
class Sheet:
    """A sheet of the workbook: its tables one below the other, the widths of its columns in
    characters, and whether its last table can be filtered."""

    name: str
    title: str
    tables: tuple[SheetTable, ...]
    widths: tuple[int, ...]
    filtered: bool = False


def columns(numbers: list[int], look: dict[str, Any]) -> Format:
    """The look of whole columns, their headings left as they are."""
    return {"column": {"columns": numbers, "format": look}}


def rows(numbers: list[int], look: dict[str, Any]) -> Format:
    return {"row": {"rows": numbers, "format": look}}


def cell(row: int, column: int, look: dict[str, Any]) -> Format:
    return {"cell": {"cells": (row, column), "format": look}}
