"""`restricted/pattern.json`: what a snapshot hid, so that later releases can keep to it.  It says
which cells, never what they count nor why they are hidden."""

from collections.abc import Collection
from pathlib import Path

import msgspec

from reports.disclosure.cells import Cell
from schemas.errors import UserError

PATTERN = "pattern.json"


class PatternError(UserError):
    """The file is not as `pattern_json` writes it.  The message says what to do."""


class _Written(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Place, question, row and column of each cell."""

    cells: list[tuple[str, str, str, str]]


def pattern_json(cells: Collection[Cell]) -> str:
    """The file's text, a cell a line in their order: the same cells give the same text."""
    lines = ",\n".join(
        f"    {msgspec.json.encode((each.place, each.question, each.row, each.column)).decode()}"
        for each in sorted(cells)
    )
    return f'{{\n  "cells": [\n{lines}\n  ]\n}}\n'


def read_pattern(path: Path) -> frozenset[Cell]:
    """The cells in a file.  Raises PatternError if it can't be read."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise PatternError(f"{path}: {error.strerror}.") from None
    return pattern_in(content, path)


def pattern_in(content: bytes, path: Path) -> frozenset[Cell]:
    """The cells in the content of the file at `path`.  Raises PatternError if it is none."""
    try:
        written = msgspec.json.decode(content, type=_Written)
    except (msgspec.DecodeError, UnicodeDecodeError):
        raise PatternError(
            f"{path} is no pattern that this lscb can read. Take the snapshot again, or go on with "
            "the version that wrote it."
        ) from None
    return frozenset(Cell(*each) for each in written.cells)
