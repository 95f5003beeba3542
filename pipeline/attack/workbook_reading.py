"""The figures of the published workbook."""

from collections.abc import Iterator
from pathlib import Path

from python_calamine import CalamineError, CalamineWorkbook

from pipeline.attack.facts import AuditError
from pipeline.attack.grids import Grid, Said, figures_in
from pipeline.attack.naming import Names
from schemas.text import folded

_AREAS = " areas"
"""Ends the name of the sheet with the authorities and boards; a long label is cut before it."""


def figures_of_workbook(path: Path, names: Names) -> Iterator[Said]:
    """The figures of the sheets that are named for a table, hidden sheets too.

    Raises AuditError if it can't be read.
    """
    try:
        book = CalamineWorkbook.from_path(path)
    except (CalamineError, OSError) as error:
        raise AuditError(f"{path} can't be read as a workbook: {error}.") from None
    for name in book.sheet_names:
        table_id = _table_of(name, names)
        if table_id is not None:
            rows = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
            texts = tuple(tuple(str(value) for value in row) for row in rows)
            yield from figures_in(Grid(path.name, table_id, texts), names)


def _table_of(name: str, names: Names) -> str | None:
    """The table that a sheet is of."""
    label = folded(name).removesuffix(_AREAS)
    if found := names.table(label):
        return found
    if label == folded(name):
        return None
    begun = {table_id for text, table_id in names.tables.items() if text.startswith(label)}
    return begun.pop() if len(begun) == 1 else None
