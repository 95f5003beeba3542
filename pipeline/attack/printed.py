"""What stands in print: the figures of `publish/tables.csv`."""

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from pipeline.attack.facts import GROUPS, STATISTICS, WORKED_WITH, AuditError, key_of

HIDDEN = "c"
TABLES = "tables.csv"
_HEADER = (
    "table_id", "geographic_level", "geography_code", "geography_name", "row", "row_label",
    "column", "cases", "percent",
)  # fmt: skip
_WITH_GROUPS = (*_HEADER[:4], "group", *_HEADER[4:])
"""The header of the tables of a year."""
_WHOLE = re.compile(r"\d{1,9}")
_DECIMAL = re.compile(r"\d{1,3}\.\d")


@dataclass(frozen=True)
class PrintedFigure:
    """A figure as a reader sees it; `file` is where it stands.  In the tables of a year `group`
    says of which of a place's young people it is, empty for all."""

    table_id: str
    level: str
    code: str
    name: str
    row: str
    label: str
    column: str
    cases: str
    percent: str
    file: str = TABLES
    group: str = ""

    @property
    def key(self) -> str:
        """Of whom it is: the code of the place, with the group."""
        return key_of(self.code, self.group)

    @property
    def number(self) -> int | None:
        """The count; None where it is hidden."""
        return None if self.cases == HIDDEN else int(self.cases)


def read_tables(folder: Path) -> tuple[PrintedFigure, ...]:
    """The figures of the tables.csv in `folder`.

    Raises AuditError if there is none, or it is not as the contract has it.
    """
    path = folder / TABLES
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise AuditError(
            f"{folder} holds no {TABLES}. Name the folder publish/ that `lscb snapshot` wrote."
        ) from None
    except OSError as error:
        raise AuditError(f"{path}: {error.strerror}.") from None
    except UnicodeDecodeError:
        raise AuditError(f"{path} is no UTF-8: it is not as lscb wrote it.") from None
    return figures_of_tables(text, path)


def has_groups(folder: Path) -> bool:
    """Whether the tables.csv in `folder` is that of a year, with its groups."""
    return any(each.group for each in read_tables(folder))


def figures_of_tables(text: str, path: Path) -> tuple[PrintedFigure, ...]:
    """The figures of a tables.csv with this text; `path` names it.  Raises AuditError."""
    try:
        return tuple(_figures(text, path))
    except csv.Error as error:
        raise AuditError(f"{path} can't be read as CSV: {error}.") from None


def _figures(text: str, path: Path) -> Iterator[PrintedFigure]:
    rows = csv.reader(io.StringIO(text))
    header = tuple(next(rows, ()))
    if header not in (_HEADER, _WITH_GROUPS):
        raise AuditError(f"{path}: the first line must be {','.join(_HEADER)}.")
    for number, row in enumerate(rows, start=2):
        if len(row) != len(header):
            raise AuditError(f"{path}, line {number}: there must be {len(header)} values.")
        word = row.pop(4) if header == _WITH_GROUPS else WORKED_WITH
        if word not in GROUPS:
            raise AuditError(f"{path}, line {number}: no group is known by the name in this line.")
        figure = replace(PrintedFigure(*row), group=GROUPS[word])
        if not _is_sound(figure):
            raise AuditError(
                f"{path}, line {number}: what stands in cases or percent is no figure and not "
                f"'{HIDDEN}'."
            )
        yield figure


def _is_sound(figure: PrintedFigure) -> bool:
    if figure.percent not in ("", HIDDEN) and not _DECIMAL.fullmatch(figure.percent):
        return False
    if figure.cases == HIDDEN or _WHOLE.fullmatch(figure.cases):
        return True
    blank_or_mean = figure.cases == "" or _DECIMAL.fullmatch(figure.cases) is not None
    return figure.row in STATISTICS and blank_or_mean
