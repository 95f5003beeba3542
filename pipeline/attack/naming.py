"""What tables, places and rows are called in the files that people read."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pipeline.attack.facts import BASE, BY_REGION, FORM, TOTAL, TYPES, question_of
from pipeline.attack.printed import PrintedFigure
from schemas.areas import ENGLAND
from schemas.codebook_reading import load_codebook
from schemas.text import folded

_NUMBERED = re.compile(r"\b(table|figure) (\d+)\b")
_AGED = re.compile(r"(?:aged?) (\d+)")
_SHEET_NAME = 31
FORM_LABEL = "Form version"
"""What the table of forms is called."""


@dataclass(frozen=True)
class Key:
    """Which figure: as in tables.csv."""

    table_id: str
    code: str
    row: str
    column: str = TOTAL


@dataclass(frozen=True)
class Names:
    """Folded names to ids and codes, as tables.csv has them; `figures` are its own."""

    tables: Mapping[str, str]
    places: Mapping[str, str]
    rows: Mapping[str, Mapping[str, str]]
    figures: Mapping[Key, PrintedFigure]

    def table(self, text: str) -> str | None:
        """The table that a heading or a name of a sheet is of."""
        plain = folded(text)
        if found := _NUMBERED.search(plain):
            named = f"{found[1]}_{found[2]}"
            return named if named in self.rows else None
        return self.tables.get(plain) or self.tables.get(plain.partition(":")[0])

    def place(self, text: str) -> str | None:
        return self.places.get(folded(text))

    def row(self, table_id: str, text: str) -> tuple[str, str] | None:
        """The row and the column that a label of a table names."""
        plain = folded(text)
        if table_id == BY_REGION:
            return (BASE, plain) if plain in (TOTAL, *TYPES) else None
        if found := _AGED.fullmatch(plain):
            plain = found[1]
        row = self.rows[table_id].get(plain)
        return (row, TOTAL) if row is not None else None


def names_of(figures: Iterable[PrintedFigure]) -> Names:
    """What the figures of tables.csv call things."""
    tables: dict[str, str] = {}
    places: dict[str, str] = {}
    rows: dict[str, dict[str, str]] = {}
    by_key: dict[Key, PrintedFigure] = {}
    for each in figures:
        by_key[Key(each.table_id, each.key, each.row, each.column)] = each
        rows.setdefault(each.table_id, {})[folded(each.label)] = each.row
        places[folded(each.name)] = places[folded(each.code)] = each.code
    for table_id in rows:
        tables[folded(table_id)] = table_id
        if table_id.startswith("question_"):
            name = question_of(table_id)
            label = FORM_LABEL if name == FORM else load_codebook().question(name).label
            tables[folded(label)] = tables[folded(label[:_SHEET_NAME])] = table_id
    places.setdefault("england", ENGLAND)
    return Names(tables, places, rows, by_key)
