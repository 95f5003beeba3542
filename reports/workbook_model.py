"""What a sheet of the workbook is made of."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from reports.disclosure_wording import shorthand_sentences


@dataclass(frozen=True)
class Link:
    """A cell that leads to another sheet."""

    sheet: str


Cell = str | int | float | date | Link
Format = dict[str, dict[str, Any]]

CONTENTS = "Contents"
RIGHT = {"align": "right"}
WHOLE = {"num_format": "#,##0"} | RIGHT
DECIMAL = {"num_format": "#,##0.0"} | RIGHT
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
class CoverTexts:
    """What the cover says below its title: the introduction with its looks, what is to be known of
    the data, and whom to ask."""

    intro: tuple[tuple[Mapping[str, object], str], ...]
    about: tuple[str, ...]
    contact: tuple[str, ...] = ()


@dataclass(frozen=True)
class Sheet:
    """A sheet of the workbook: its tables one below the other, the widths of its columns in
    characters, and whether its last table can be filtered."""

    name: str
    title: str
    tables: tuple[SheetTable, ...]
    widths: tuple[int, ...]
    filtered: bool = False


def with_shorthand(tables: Sequence[SheetTable]) -> tuple[SheetTable, ...]:
    """The tables of a sheet, what the shorthand in their cells means said above the first."""
    cells = (cell for table in tables for row in table.rows for cell in row)
    said = shorthand_sentences(cell for cell in cells if isinstance(cell, str))
    first, *others = tables
    return (replace(first, lines=(*first.lines, *said)), *others)


def figure_columns(whole: Sequence[int], decimal: Sequence[int] = ()) -> tuple[Format, ...]:
    """The look of columns of figures: to the right with their headings, also where a cell holds
    shorthand."""
    both = {"columns": [*whole, *decimal], "format": RIGHT, "include_names": True}
    looks = ((whole, WHOLE), (decimal, DECIMAL))
    return ({"column": both}, *(columns(list(some), look) for some, look in looks if some))


def columns(numbers: list[int], look: dict[str, Any]) -> Format:
    """The look of whole columns, their headings left as they are."""
    return {"column": {"columns": numbers, "format": look}}


def rows(numbers: list[int], look: dict[str, Any]) -> Format:
    return {"row": {"rows": numbers, "format": look}}


def cell(row: int, column: int, look: dict[str, Any]) -> Format:
    return {"cell": {"cells": (row, column), "format": look}}
